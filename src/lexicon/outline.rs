//! A lexicon as people look through it: entry by entry, with what is written and where.

use super::Lexicon;
use super::model::{Alias, Case, When};
use super::template::{self, Whole};
use crate::diagnostic::Label;
use crate::entity::{Form, Kind, Role};

/// What is written about one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outline {
    /// The entity id.
    pub id: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The canonical form.
    pub name: String,
    /// A finer class, where one is given.
    pub class: Option<String>,
    /// For terms, what they do.
    pub role: Option<Role>,
    /// For terms, the category.
    pub category: Option<String>,
    /// For terms, who uses them.
    pub camp: Option<String>,
    /// Where the entry stands; the note says whether a template made it.
    pub at: Label,
    /// The names as written, the canonical one first.
    pub names: Vec<Name>,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// The Wikidata id.
    pub wikidata: Option<String>,
    /// Neutral wordings, for terms.
    pub neutral: Vec<String>,
    /// How many examples it has.
    pub n_examples: usize,
}

/// A name as it is written in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Name {
    /// The name.
    pub text: String,
    /// In which form it names the entity.
    pub form: Form,
    /// How its letters must be written: `fold`, `capital`, `upper` or `exact`.
    pub case: &'static str,
    /// When it counts: `always`, `introduced` or `clue`.
    pub when: &'static str,
    /// Whether it was given as a name in its own script.
    pub native: bool,
    /// Where it stands.
    pub at: Label,
}

impl Lexicon {
    /// Every entity of the lexicon, those made from templates among them, sorted by id.
    pub fn outline(&self) -> Vec<Outline> {
        let written = |id: &str| self.parts.entries.binary_search_by(|entry| entry.id.value.as_str().cmp(id));
        let outline = |entry: Whole<'_>| {
            let note = match (&entry.template, written(&entry.id.value)) {
                (Some((templates, _)), Err(_)) => {
                    let names: Vec<String> = templates.iter().map(|one| format!("`{}`", one.value)).collect();
                    format!("made by template {}", names.join(" and "))
                }
                _ => String::new(),
            };
            let term = entry.term.as_ref();
            Outline {
                at: entry.id.label(note),
                names: entry.aliases.iter().map(Name::new).collect(),
                role: term.map(|term| term.role.value),
                category: term.map(|term| term.category.value.clone()),
                camp: term.and_then(|term| Some(term.camp.as_ref()?.value.clone())),
                neutral: term
                    .into_iter()
                    .flat_map(|term| &term.neutral)
                    .map(|text| text.value.clone())
                    .collect(),
                id: entry.id.value.clone(),
                kind: entry.kind,
                name: entry.name().map(|name| name.value.clone()).unwrap_or_default(),
                class: entry.class.as_ref().map(|class| class.value.clone()),
                sources: entry.sources.iter().map(|source| source.value.clone()).collect(),
                wikidata: entry.wikidata.as_ref().map(|id| id.value.clone()),
                n_examples: entry.examples.len(),
            }
        };
        template::expand(&self.parts).into_iter().map(outline).collect()
    }
}

impl Name {
    fn new(alias: &Alias) -> Name {
        Name {
            text: alias.text.value.clone(),
            form: alias.form,
            case: match alias.case {
                Case::Fold => "fold",
                Case::Capital => "capital",
                Case::Upper => "upper",
                Case::Exact => "exact",
            },
            when: match alias.when {
                When::Always => "always",
                When::Introduced => "introduced",
                When::Clue => "clue",
            },
            native: alias.native,
            at: alias.text.label(""),
        }
    }
}
