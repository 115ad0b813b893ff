//! The keys of a lexicon file, in one table: the parser checks against it, "did you mean" looks into it, and the JSON Schema
//! that editors use is written from it.

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// Text with at least one visible character.
    Text,
    /// `true` or `false`.
    Switch,
    /// The number of the format.
    Format,
    /// The id of another entry.
    Reference,
    /// A text in quotes: `"2024"`, `"2024-08"` or `"2024-08-01"`.
    Date,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A text or a list of texts.
    OneOrMore,
    /// A list of names, each a text or a table as [`ALIAS`] has it.
    Names,
    /// A list of example texts with braces.
    Marked,
    /// A list of example texts without.
    Plain,
    /// Text with `{id}`, `{name}` or `{demonym}` in it.
    Pattern,
    /// A list of such texts.
    Patterns,
    /// One table.
    Table(&'static Table),
    /// A list of tables.
    Tables(&'static Table),
    /// A table of tables, keyed by id.
    Entries(&'static Table),
    /// A table of free keys and texts.
    Glossary,
    /// A table of free keys and lists of texts.
    Classes,
}

impl Shape {
    /// What stands there when it is right, as a phrase: "expected a list of names".
    pub(crate) fn phrase(self) -> String {
        match self {
            Shape::Text => "a text in quotes".into(),
            Shape::Switch => "`true` or `false`".into(),
            Shape::Format => "the number 1".into(),
            Shape::Reference => "the id of an entry, such as \"iran\"".into(),
            Shape::Date => "a date such as \"2024\", \"2024-08\" or \"2024-08-01\"".into(),
            Shape::Choice(allowed) => format!("one of {}", quoted(allowed, "or")),
            Shape::Texts => "a list of texts, such as [\"…\", \"…\"]".into(),
            Shape::OneOrMore => "a text or a list of texts".into(),
            Shape::Names => "a list of names, such as [\"…\", { text = \"…\", when = \"always\" }]".into(),
            Shape::Marked => {
                "a list of texts with the name in braces, such as [\"… {Ali Bagheri} …\"]".into()
            }
            Shape::Plain => "a list of texts, such as [\"…\"]".into(),
            Shape::Pattern => "a text such as \"Foreign Ministry of {name}\"".into(),
            Shape::Patterns => "a list of texts such as [\"Foreign Ministry of {name}\"]".into(),
            Shape::Table(table) => format!("{}: a table like {}", table.what, table.sketch()),
            Shape::Tables(table) => format!("a list of tables like {}", table.sketch()),
            Shape::Entries(table) => format!("tables, each {}", table.what),
            Shape::Glossary => "a table of names and their meanings".into(),
            Shape::Classes => "a table of words and lists of their spellings".into(),
        }
    }
}

/// A name in an alias list, written the long way.
pub(crate) const NAME_PHRASE: &str = "a name, or a table like { text = \"…\", when = \"always\" }";

/// `"a", "b" or "c"`.
pub(crate) fn quoted(words: &[&str], and: &str) -> String {
    let all: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match all.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
        _ => all.concat(),
    }
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) needed: bool,
    /// One sentence for editors.
    pub(crate) doc: &'static str,
}

/// A kind of table.
#[derive(Debug)]
pub(crate) struct Table {
    /// With its article: `a person`.
    pub(crate) what: &'static str,
    /// In the order in which they are best written.
    pub(crate) keys: &'static [Key],
}

impl Table {
    /// The key of this name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Its first keys, as they are written in braces.
    fn sketch(&self) -> String {
        let keys: Vec<String> = self.keys.iter().take(2).map(|key| format!("{} = …", key.name)).collect();
        format!("{{ {} }}", keys.join(", "))
    }

    /// The key whose name is most like `name`, when one is like enough to be meant.
    pub(crate) fn nearest(&self, name: &str) -> Option<&'static str> {
        nearest(name, self.keys.iter().map(|key| key.name))
    }
}

/// Characters of a word that others are compared with: that costs the square of its length, and nobody mistypes a longer one.
const LONGEST_COMPARED: usize = 128;

/// The word most like `word`, when one is like enough to be meant: a third of its letters may differ. The first of equals.
pub(crate) fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded: Vec<char> = word.to_ascii_lowercase().replace('_', "-").chars().collect();
    if folded.len() > LONGEST_COMPARED {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in among {
        let allowed = (folded.len().max(candidate.len()) / 3).max(1);
        let letters: Vec<char> = candidate.chars().take(2 * LONGEST_COMPARED).collect();
        if letters.len().abs_diff(folded.len()) > allowed {
            continue;
        }
        let distance = distance(&folded, &letters);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edits from `a` to `b`: letters put in, left out, changed, or swapped with their neighbor.
fn distance(a: &[char], b: &[char]) -> usize {
    // Rows of the usual table: two back, one back, this one.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1; b.len() + 1];
        for j in 0..b.len() {
            let changed = last[j] + usize::from(a[i] != b[j]);
            row[j + 1] = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// The words for [`Case`](super::model::Case).
pub(crate) const CASES: &[&str] = &["fold", "capital", "upper", "exact"];
/// The words for [`When`](super::model::When).
pub(crate) const WHENS: &[&str] = &["always", "introduced", "clue"];
const WITHINS: &[&str] = &["sentence", "paragraph", "text"];
const ROLES: &[&str] = &["label", "characterization"];
const REPORTS: &[&str] = &["unless-nested", "always", "never"];
const KINDS: &[&str] = &["person", "organization", "place", "term"];

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, needed: false, doc }
}

const fn needed(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, needed: true, doc }
}

const NAME: Key = needed("name", Shape::Text, "The canonical form: the name the entity is reported under.");
const ALIASES: Key = key("aliases", Shape::Names, "Other full names.");
const CASE: Key = key(
    "case",
    Shape::Choice(CASES),
    "How the letters of the name and the aliases must be written; `fold` (any case) when left out.",
);
const NATIVE: Key = key("native", Shape::Names, "Names in their own script.");
const SHORT: Key = key(
    "short",
    Shape::Names,
    "Short forms: need a capital, count once a full name or a clue has introduced the entity.",
);
const ABBREVIATIONS: Key = key(
    "abbreviations",
    Shape::Names,
    "Abbreviations, matched in this case only; dotted forms are generated.",
);
const WIKIDATA: Key = key("wikidata", Shape::Text, "The Wikidata id, such as `Q794`.");
const SOURCE: Key = key("source", Shape::OneOrMore, "Where the facts come from.");
const EXAMPLES_KEY: Key =
    key("examples", Shape::Table(&EXAMPLES), "Texts that the entry must tag, and texts that it must not.");
const CLUE_KEY: Key = key("clue", Shape::Tables(&CLUE), "Context rules.");
const RULES: Key =
    key("rules", Shape::Texts, "Rules of spelling variants to use for this entry besides the usual ones.");
const NO_RULES: Key = key("no-rules", Shape::Texts, "Rules of spelling variants not to use for this entry.");
const EXCEPT: Key = key("except", Shape::Texts, "Generated spellings that must not be used.");
const EXTEND: Key = key("extend", Shape::Switch, "Adds to the entry of the same id in a lower layer.");
const REPLACE: Key =
    key("replace", Shape::Switch, "Takes the place of the entry of the same id in a lower layer.");
const REMOVE: Key = key("remove", Shape::Switch, "Drops the entry of the same id of a lower layer.");
const TEMPLATE_KEY: Key =
    key("template", Shape::OneOrMore, "The template or templates whose forms this entry has too.");
const OF: Key = key("of", Shape::Reference, "The place for which it stands in for the template's entity.");

/// A whole file.
pub(crate) static FILE: Table = Table {
    what: "a lexicon file",
    keys: &[
        needed("format", Shape::Format, "The format of the file: 1."),
        key("lang", Shape::Text, "The language of the names, such as `en`."),
        key("source", Shape::OneOrMore, "Where the facts of the whole file come from."),
        key("license", Shape::Text, "The license of the data of the file."),
        key("generated", Shape::Switch, "Whether a program wrote the file; then no examples are asked for."),
        key("person", Shape::Entries(&PERSON), "People, by id."),
        key("organization", Shape::Entries(&ORGANIZATION), "Organizations, by id."),
        key("place", Shape::Entries(&PLACE), "Places, by id."),
        key("term", Shape::Entries(&TERM), "Loaded wording, by id."),
        key("template", Shape::Entries(&TEMPLATE), "Bodies that every place of a class has, by id."),
        key("spelling", Shape::Classes, "A word and its other spellings, for every name."),
        key("words", Shape::Table(&WORDS), "Words that steer judgment everywhere."),
        key("categories", Shape::Glossary, "Categories of terms and what they mean."),
        key("camps", Shape::Glossary, "Who uses a term, and what the name of the camp means."),
    ],
};

pub(crate) static PERSON: Table = Table {
    what: "a person",
    keys: &[
        NAME,
        ALIASES,
        CASE,
        NATIVE,
        SHORT,
        ABBREVIATIONS,
        key("office", Shape::Tables(&OFFICE), "Offices held, and when."),
        WIKIDATA,
        SOURCE,
        RULES,
        NO_RULES,
        EXCEPT,
        EXTEND,
        REPLACE,
        REMOVE,
        CLUE_KEY,
        EXAMPLES_KEY,
    ],
};

pub(crate) static ORGANIZATION: Table = Table {
    what: "an organization",
    keys: &[
        NAME,
        ALIASES,
        CASE,
        NATIVE,
        SHORT,
        ABBREVIATIONS,
        key(
            "owned",
            Shape::Names,
            "Forms that count beside the name of the place it belongs to: “Iran's Foreign Ministry”.",
        ),
        key("place", Shape::Reference, "The place it belongs to."),
        key("class", Shape::Text, "A finer class, such as `ministry` or `armed-group`."),
        TEMPLATE_KEY,
        OF,
        WIKIDATA,
        SOURCE,
        RULES,
        NO_RULES,
        EXCEPT,
        EXTEND,
        REPLACE,
        REMOVE,
        CLUE_KEY,
        EXAMPLES_KEY,
    ],
};

pub(crate) static PLACE: Table = Table {
    what: "a place",
    keys: &[
        NAME,
        ALIASES,
        CASE,
        NATIVE,
        SHORT,
        ABBREVIATIONS,
        key("class", Shape::Text, "A finer class, such as `country` or `city`."),
        key("part-of", Shape::Reference, "The place it is part of."),
        key("capital", Shape::Reference, "Its capital, a place."),
        key("iso", Shape::Text, "Its ISO 3166 code."),
        key("demonym", Shape::Table(&DEMONYM), "Its adjective and its people."),
        TEMPLATE_KEY,
        OF,
        WIKIDATA,
        SOURCE,
        RULES,
        NO_RULES,
        EXCEPT,
        EXTEND,
        REPLACE,
        REMOVE,
        CLUE_KEY,
        EXAMPLES_KEY,
    ],
};

pub(crate) static TERM: Table = Table {
    what: "a term",
    keys: &[
        NAME,
        ALIASES,
        CASE,
        NATIVE,
        SHORT,
        ABBREVIATIONS,
        needed(
            "role",
            Shape::Choice(ROLES),
            "`label` names a party, a place or people; `characterization` puts a charged name on an act.",
        ),
        needed("category", Shape::Text, "What sort of charge it is: one of the lexicon's `categories`."),
        key("referent", Shape::Reference, "Whom it names."),
        key("camp", Shape::Text, "Who uses it: one of the lexicon's `camps`."),
        key("neutral", Shape::OneOrMore, "Neutral wordings, the best one first."),
        SOURCE,
        key("note", Shape::Text, "Why it is loaded, in a sentence."),
        key("scare", Shape::Switch, "Whether it is tagged with single words in scare quotes, too."),
        WIKIDATA,
        RULES,
        NO_RULES,
        EXCEPT,
        EXTEND,
        REPLACE,
        REMOVE,
        CLUE_KEY,
        EXAMPLES_KEY,
    ],
};

pub(crate) static TEMPLATE: Table = Table {
    what: "a template",
    keys: &[
        needed("kind", Shape::Choice(KINDS), "What sort of thing it makes."),
        needed("for", Shape::Text, "The class of the places it is made for, such as `country`."),
        needed("id", Shape::Pattern, "The id of what it makes, with `{id}` for the place's."),
        needed("name", Shape::Pattern, "The name, with `{name}` or `{demonym}` for the place's."),
        key("aliases", Shape::Patterns, "Other full names, likewise."),
        key("owned", Shape::Patterns, "Forms that count beside the place's name."),
        key("class", Shape::Text, "The class of what it makes, such as `ministry`."),
        SOURCE,
        REPLACE,
        REMOVE,
        EXAMPLES_KEY,
    ],
};

pub(crate) static ALIAS: Table = Table {
    what: "a name with its conditions",
    keys: &[
        needed("text", Shape::Text, "The name."),
        key("case", Shape::Choice(CASES), "How its letters must be written."),
        key("when", Shape::Choice(WHENS), "When it counts."),
        key("from", Shape::Date, "Since when it is used."),
        key("until", Shape::Date, "Until when it was used."),
    ],
};

pub(crate) static CLUE: Table = Table {
    what: "a context rule",
    keys: &[
        key("for", Shape::Text, "The one form it is for; when left out, every conditional form."),
        key("near", Shape::OneOrMore, "Phrases that speak for the entity."),
        key("not-near", Shape::OneOrMore, "Phrases that rule it out."),
        key("within", Shape::Choice(WITHINS), "How far away they may stand; the sentence when left out."),
    ],
};

pub(crate) static EXAMPLES: Table = Table {
    what: "example texts",
    keys: &[
        key("match", Shape::Marked, "Texts with what the entry must tag in {braces}."),
        key("no-match", Shape::Plain, "Texts in which the entry must tag nothing."),
    ],
};

pub(crate) static OFFICE: Table = Table {
    what: "an office",
    keys: &[
        needed("title", Shape::Text, "The title, such as `Foreign Minister`."),
        key("of", Shape::Reference, "The place or organization."),
        key("from", Shape::Date, "Since when."),
        key("until", Shape::Date, "Until when."),
    ],
};

pub(crate) static DEMONYM: Table = Table {
    what: "a demonym",
    keys: &[
        needed("forms", Shape::Names, "The adjective first, then the people, singular and plural."),
        key("case", Shape::Choice(CASES), "How its letters must be written; `capital` when left out."),
        key("report", Shape::Choice(REPORTS), "Whether it is reported inside a longer mention, too."),
    ],
};

pub(crate) static WORDS: Table = Table {
    what: "word lists",
    keys: &[
        key(
            "titles",
            Shape::Texts,
            "Titles, ranks and roles that stand before a name and are no part of it.",
        ),
        key(
            "openers",
            Shape::Texts,
            "Words that begin a sentence in front of a surname without being a given name.",
        ),
        key("namesakes", Shape::Texts, "Nouns that make a thing named after somebody."),
        key("sayings", Shape::Texts, "Verbs of saying."),
        key("roles", Shape::Texts, "Nouns that stand for the person last named."),
        key("given", Shape::Texts, "Given names that are ordinary words or towns, too."),
        key(
            "common",
            Shape::Texts,
            "Ordinary words: a generated spelling equal to one is not used silently.",
        ),
    ],
};

/// The names of the keys of the table that stands under the key `name` somewhere in a file; of the file itself when `name` is empty.
pub(super) fn keys_of(name: &str) -> Vec<&'static str> {
    fn find(table: &'static Table, name: &str) -> Option<&'static Table> {
        table.keys.iter().find_map(|key| {
            let inner = match key.shape {
                Shape::Table(inner) | Shape::Tables(inner) | Shape::Entries(inner) => inner,
                Shape::Names => &ALIAS,
                _ => return None,
            };
            if key.name == name { Some(inner) } else { find(inner, name) }
        })
    }
    let table = if name.is_empty() { Some(&FILE) } else { find(&FILE, name) };
    table.map_or(Vec::new(), |table| table.keys.iter().map(|key| key.name).collect())
}

/// The first kind of entry that has a key of this name.
pub(super) fn owner_of(name: &str) -> Option<&'static Table> {
    [&PERSON, &ORGANIZATION, &PLACE, &TERM, &TEMPLATE].into_iter().find(|table| table.key(name).is_some())
}

/// The table of an entity's kind.
pub(crate) fn table_of(kind: crate::entity::Kind) -> &'static Table {
    match kind {
        crate::entity::Kind::Person => &PERSON,
        crate::entity::Kind::Organization => &ORGANIZATION,
        crate::entity::Kind::Place => &PLACE,
        crate::entity::Kind::Term => &TERM,
    }
}
