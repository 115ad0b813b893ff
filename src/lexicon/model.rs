//! What an author wrote, entry by entry, each piece with its place; the parser makes it, checks and the compiler read it.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

pub(crate) use crate::date::Date;
use crate::diagnostic::{Label, SourceId};
pub(crate) use crate::entity::{Form, Kind, Role};
use crate::span::Span;

/// A value and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) source: SourceId,
    pub(crate) span: Span,
}

impl<T> Located<T> {
    /// A label at this place.
    pub(crate) fn label(&self, note: impl Into<String>) -> Label {
        Label { source: self.source, span: self.span, note: note.into() }
    }
}

/// How the letters of an alias must be written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Case {
    /// In any case.
    Fold,
    /// Each word that the alias capitalizes begins with a capital.
    Capital,
    /// All letters are capitals.
    Upper,
    /// Just as the alias is written.
    Exact,
}

/// When an alias counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum When {
    /// Wherever it stands.
    Always,
    /// When a full name elsewhere in the document, or a clue, has introduced the entity.
    Introduced,
    /// When a clue of the entity fires.
    Clue,
}

/// A name someone wrote for an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    pub(crate) text: Located<String>,
    pub(crate) form: Form,
    /// Resolved: the alias's own policy, else the entry's, else the default of its form and kind.
    pub(crate) case: Case,
    /// Resolved likewise.
    pub(crate) when: When,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    /// Given under `native`.
    pub(crate) native: bool,
    /// Whether this is the entry's `name`.
    pub(crate) canonical: bool,
    /// Given under `owned`: counts beside the entity's owner ("Iran's …").
    pub(crate) owned: bool,
}

impl Alias {
    /// Whether folding leaves a letter or a digit of it, something to compare.
    pub(crate) fn has_substance(&self) -> bool {
        let text = &self.text.value;
        // Folding leaves those of ASCII.
        text.bytes().any(|byte| byte.is_ascii_alphanumeric())
            || crate::fold::fold_name(text).chars().any(char::is_alphanumeric)
    }
}

/// How far from a name a clue may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Within {
    Sentence,
    Paragraph,
    Text,
}

/// An author's context rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clue {
    /// The one surface it is for; every conditional form of the entity (for a veto: every form) when absent.
    pub(crate) only_for: Option<Located<String>>,
    pub(crate) near: Vec<Located<String>>,
    pub(crate) not_near: Vec<Located<String>>,
    pub(crate) within: Within,
    pub(crate) source: SourceId,
    pub(crate) span: Span,
}

/// A text with the spans that the entry must tag in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// Without the braces.
    pub(crate) text: String,
    /// Into `text`. Empty for a `no-match`.
    pub(crate) expected: Vec<Span>,
    /// Whether it stands under `match`.
    pub(crate) positive: bool,
    /// The string in its file, quotes included.
    pub(crate) source: SourceId,
    pub(crate) span: Span,
}

/// An office and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    pub(crate) title: Located<String>,
    pub(crate) of: Option<Located<String>>,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

/// What an upper layer does to an entity of a lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Layering {
    /// Nothing: the id must be new.
    New,
    /// `extend = true`: adds to it.
    Extend,
    /// `replace = true`: takes its place.
    Replace,
    /// `remove = true`: drops it.
    Remove,
}

/// What only terms have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermPart {
    pub(crate) role: Located<Role>,
    pub(crate) category: Located<String>,
    pub(crate) referent: Option<Located<String>>,
    pub(crate) camp: Option<Located<String>>,
    pub(crate) neutral: Vec<Located<String>>,
    pub(crate) scare: bool,
    pub(crate) note: Option<String>,
}

/// What only places have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlacePart {
    pub(crate) part_of: Option<Located<String>>,
    pub(crate) capital: Option<Located<String>>,
    pub(crate) iso: Option<Located<String>>,
}

/// One entity as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Located<String>,
    pub(crate) kind: Kind,
    pub(crate) layering: Layering,
    /// All forms: the name first, then aliases, native names, abbreviations, short forms, demonyms, as written.
    pub(crate) aliases: Vec<Alias>,
    /// Demonyms inside a longer mention: reported apart too?
    pub(crate) demonym_report: Report,
    /// The file says `generated = true`: no examples are asked for.
    pub(crate) generated: bool,
    /// What few entries have lies apart: a list may have a million.
    pub(crate) rare: Option<Box<Rare>>,
}

/// What an entry may say besides its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rare {
    pub(crate) wikidata: Option<Located<String>>,
    pub(crate) class: Option<Located<String>>,
    /// `place` of an organization: the place it belongs to.
    pub(crate) place: Option<Located<String>>,
    pub(crate) offices: Vec<Office>,
    pub(crate) sources: Vec<Located<String>>,
    pub(crate) clues: Vec<Clue>,
    pub(crate) examples: Vec<Example>,
    /// Rules of variants switched on or off for this entry.
    pub(crate) rules: Vec<Located<String>>,
    pub(crate) no_rules: Vec<Located<String>>,
    /// Generated spellings that must not be used.
    pub(crate) except: Vec<Located<String>>,
    /// The templates this entry stands for, and the place it does so for.
    pub(crate) template: Option<(Vec<Located<String>>, Located<String>)>,
    pub(crate) term: Option<Box<TermPart>>,
    pub(crate) place_part: Option<Box<PlacePart>>,
}

impl Entry {
    /// Absent only under `extend` and `remove`.
    pub(crate) fn name(&self) -> Option<&Located<String>> {
        self.aliases.first().filter(|alias| alias.canonical).map(|alias| &alias.text)
    }
}

impl Rare {
    /// In a box, unless it says nothing.
    pub(crate) fn apart(self) -> Option<Box<Rare>> {
        (self != NOTHING).then(|| Box::new(self))
    }
}

static NOTHING: Rare = Rare {
    wikidata: None,
    class: None,
    place: None,
    offices: Vec::new(),
    sources: Vec::new(),
    clues: Vec::new(),
    examples: Vec::new(),
    rules: Vec::new(),
    no_rules: Vec::new(),
    except: Vec::new(),
    template: None,
    term: None,
    place_part: None,
};

/// An entry is read as if all of it lay in one place.
impl Deref for Entry {
    type Target = Rare;

    fn deref(&self) -> &Rare {
        self.rare.as_deref().unwrap_or(&NOTHING)
    }
}

impl DerefMut for Entry {
    fn deref_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }
}

/// When a demonym is reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Report {
    /// Unless it stands inside a longer mention.
    #[default]
    UnlessNested,
    /// Inside longer mentions too.
    Always,
    /// Not at all: it only serves clues and owners.
    Never,
}

/// A body that every place of a class has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) id: Located<String>,
    pub(crate) kind: Kind,
    /// The class of the places it is made for.
    pub(crate) places: Located<String>,
    /// With `{id}`, `{name}` and `{demonym}` (the first demonym form).
    pub(crate) entity_id: Located<String>,
    pub(crate) name: Located<String>,
    pub(crate) aliases: Vec<Located<String>>,
    pub(crate) owned: Vec<Located<String>>,
    pub(crate) class: Option<Located<String>>,
    pub(crate) examples: Vec<Example>,
}

/// Words that steer judgement everywhere, from `words.toml`; all folded when compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// Titles, ranks and roles that stand before a name and are no part of it: `President`, `Ayatollah`, `spokesman`.
    pub(crate) titles: Vec<Located<String>>,
    /// Words that begin a sentence in front of a surname without being a given name: `But`, `On`, `Yesterday`.
    pub(crate) openers: Vec<Located<String>>,
    /// Nouns that make a thing named after somebody: `Street`, `Airport`, `Foundation`.
    pub(crate) namesakes: Vec<Located<String>>,
    /// Verbs of saying: `said`, `added`.
    pub(crate) sayings: Vec<Located<String>>,
    /// Nouns that stand for the person last named: `spokesman`, `minister`.
    pub(crate) roles: Vec<Located<String>>,
    /// Given names that are ordinary words or towns, too: `Mark`, `Zubair`.
    pub(crate) given: Vec<Located<String>>,
    /// Ordinary words: a generated spelling equal to one is not used silently.
    pub(crate) common: Vec<Located<String>>,
}

/// The spelling table: a word and its other spellings, for every name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Each class lists the key first. Sorted by key.
    pub(crate) classes: Vec<Vec<Located<String>>>,
}

/// Everything that is written in the files of a lexicon, merged over the layers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Sorted by id.
    pub(crate) entries: Vec<Entry>,
    /// Sorted by id.
    pub(crate) templates: Vec<Template>,
    pub(crate) spelling: Spelling,
    pub(crate) words: Words,
    /// Category and camp names with their meanings.
    pub(crate) categories: BTreeMap<String, Located<String>>,
    pub(crate) camps: BTreeMap<String, Located<String>>,
}
