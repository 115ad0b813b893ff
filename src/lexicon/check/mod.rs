//! The rules that look at a lexicon as a whole: one file a rule, listed here.
//!
//! A rule reads the [`Context`] and adds to the findings. It knows neither the others nor the order of files: [`Lexicon::check`]
//! sorts.

pub(crate) mod codes;
mod common_alias;
mod idle_clue;
mod idle_template;
mod loaded_neutral;
mod missing_example;
mod missing_source;
mod mixed_script;
mod one_letter_alias;
mod one_sided;
mod open_ambiguity;
mod replacement_loop;
mod shadowed_alias;
mod unknown_category;
mod unknown_id;
mod unknown_rule;
mod unreachable_alias;
mod unused_spelling;

use std::collections::{BTreeMap, BTreeSet};

use super::Lexicon;
use super::model::{Alias, Clue, Entry, Kind, Parts};
use super::template::{self, Whole};
use crate::diagnostic::{Diagnostic, Label, Rule};
use crate::fold;

/// A rule and the function that looks for it.
type Check = (&'static Rule, fn(&Context<'_>, &mut Vec<Diagnostic>));

const CHECKS: &[Check] = &[
    (&common_alias::RULE, common_alias::check),
    (&idle_clue::RULE, idle_clue::check),
    (&idle_template::RULE, idle_template::check),
    (&loaded_neutral::RULE, loaded_neutral::check),
    (&missing_example::RULE, missing_example::check),
    (&missing_source::RULE, missing_source::check),
    (&mixed_script::RULE, mixed_script::check),
    (&one_letter_alias::RULE, one_letter_alias::check),
    (&one_sided::RULE, one_sided::check),
    (&open_ambiguity::RULE, open_ambiguity::check),
    (&replacement_loop::RULE, replacement_loop::check),
    (&shadowed_alias::RULE, shadowed_alias::check),
    (&unknown_category::RULE, unknown_category::check),
    (&unknown_id::RULE, unknown_id::check),
    (&unknown_rule::RULE, unknown_rule::check),
    (&unreachable_alias::RULE, unreachable_alias::check),
    (&unused_spelling::RULE, unused_spelling::check),
];

/// Runs every rule.
pub(super) fn check(lexicon: &Lexicon) -> Vec<Diagnostic> {
    let entries = template::expand(&lexicon.parts);
    let context = Context::new(lexicon, &entries);
    let mut found = Vec::new();
    for (_, check) in CHECKS {
        check(&context, &mut found);
    }
    // What a template makes has one place for all countries: once is enough.
    let mut seen = BTreeSet::new();
    found.retain(|one| {
        one.at.span.is_empty() || seen.insert((one.code, one.at.source, one.at.span, one.message.clone()))
    });
    found
}

/// Every rule, those of the parser among them, sorted by code.
pub(super) fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&Rule> = codes::ALL.to_vec();
    rules.extend(CHECKS.iter().map(|(rule, _)| *rule));
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// A lexicon with what several rules look up.
struct Context<'l> {
    lexicon: &'l Lexicon,
    parts: &'l Parts,
    /// Those made from templates among them, sorted by id.
    entries: &'l [Whole<'l>],
    /// By id.
    by_id: BTreeMap<&'l str, &'l Entry>,
    /// Who has a folded name, and as what.
    surfaces: BTreeMap<String, Vec<(&'l Entry, &'l Alias)>>,
    /// The ordinary words, folded.
    common: BTreeSet<String>,
    /// What the clues of an entry are for, by its id; entries without one are left out.
    clues: BTreeMap<&'l str, Clues>,
}

/// What the clues of an entry are for.
#[derive(Default)]
struct Clues {
    /// Whether one is for all its names.
    all: bool,
    /// The folded names that the others are for.
    forms: BTreeSet<String>,
}

impl Clues {
    fn of<'c>(clues: impl IntoIterator<Item = &'c Clue>) -> Clues {
        let mut found = Clues::default();
        for clue in clues {
            match &clue.only_for {
                Some(only_for) => drop(found.forms.insert(fold::fold_name(&only_for.value))),
                None => found.all = true,
            }
        }
        found
    }

    /// Whether one is for the folded name `form`.
    fn has(&self, form: &str) -> bool {
        self.all || self.forms.contains(form)
    }
}

impl<'l> Context<'l> {
    fn new(lexicon: &'l Lexicon, entries: &'l [Whole<'l>]) -> Context<'l> {
        let mut surfaces: BTreeMap<String, Vec<(&Entry, &Alias)>> = BTreeMap::new();
        for entry in entries {
            for alias in &entry.aliases {
                let folded = fold::fold_name(&alias.text.value);
                // One of which nothing is left is not a name at all; another rule says so.
                if !folded.is_empty() {
                    surfaces.entry(folded).or_default().push((entry, alias));
                }
            }
        }
        let with_clues = entries.iter().filter(|entry| !entry.clues.is_empty());
        Context {
            lexicon,
            parts: &lexicon.parts,
            entries,
            by_id: entries.iter().map(|entry| (entry.id.value.as_str(), &**entry)).collect(),
            surfaces,
            common: lexicon.parts.words.common.iter().map(|word| fold::fold_name(&word.value)).collect(),
            clues: with_clues.map(|entry| (entry.id.value.as_str(), Clues::of(&entry.clues))).collect(),
        }
    }

    /// Whether a clue of `entry` is for the folded name `form`.
    fn has_clue(&self, entry: &Entry, form: &str) -> bool {
        self.clues.get(entry.id.value.as_str()).is_some_and(|clues| clues.has(form))
    }

    /// Whether an id that has no entry was meant to have one: it had a mistake, or its file has.
    fn excused(&self, id: &str) -> bool {
        self.lexicon.incomplete || self.lexicon.broken.contains(id)
    }

    /// What people wrote, without what templates make of it: for rules about single entries.
    fn written(&self) -> impl Iterator<Item = &'l Entry> {
        self.parts.entries.iter()
    }
}

/// An entry as messages name it: "person `ali-bagheri`".
fn subject(entry: &Entry) -> String {
    format!("{} `{}`", entry.kind.as_str(), entry.id.value)
}

/// A diagnostic of `rule` without further places and help.
fn report(rule: &'static Rule, message: String, at: Label) -> Diagnostic {
    let (code, severity) = (rule.code, rule.severity);
    Diagnostic { code, severity, message, at, related: Vec::new(), help: None }
}

/// `a person`, `an organization`.
fn with_article(kind: Kind) -> &'static str {
    super::schema::table_of(kind).what
}
