//! What every format is read into.

use canonym::{Form, Kind};

/// One entity of a source, or, in formats of a row a name, a part of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    /// Where it stands in the file: a line, or the number of an object; from 1.
    pub(super) line: usize,
    /// The source's own id. Records that share one are one entity.
    pub(super) key: Option<String>,
    /// An id for the lexicon; made of the name when absent.
    pub(super) id: Option<String>,
    pub(super) kind: Option<Kind>,
    /// The canonical form; the first label when absent.
    pub(super) name: Option<String>,
    pub(super) labels: Vec<Label>,
    pub(super) class: Option<String>,
    pub(super) wikidata: Option<String>,
    pub(super) iso: Option<String>,
    /// Tells entities of one name apart in ids, such as a country code.
    pub(super) hint: Option<String>,
    /// What terms need.
    pub(super) role: Option<String>,
    pub(super) category: Option<String>,
    pub(super) camp: Option<String>,
    pub(super) neutral: Vec<String>,
    pub(super) sources: Vec<String>,
    /// Fields that are none of ours.
    pub(super) unknown: Vec<String>,
}

/// One more name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) form: Form,
    pub(super) case: Option<String>,
    pub(super) when: Option<String>,
    /// Whether it is in a script of its own.
    pub(super) native: bool,
}

impl Label {
    /// A full name with nothing said about it.
    pub(super) fn name(text: impl Into<String>) -> Label {
        let text = text.into();
        let native = is_native(&text);
        Label { text, form: Form::Name, case: None, when: None, native }
    }
}

/// A row that was left out, and why.
#[derive(Clone, Debug)]
pub(super) struct Skip {
    pub(super) line: usize,
    pub(super) why: String,
}

/// What readers give out, one after the other.
pub(super) type Row = Result<Record, Skip>;

impl Record {
    pub(super) fn at(line: usize) -> Record {
        Record { line, ..Record::default() }
    }

    /// Adds a row of the same entity.
    pub(super) fn absorb(&mut self, other: Record) {
        self.labels.extend(other.name.map(Label::name));
        self.labels.extend(other.labels);
        self.neutral.extend(other.neutral);
        self.sources.extend(other.sources);
        for (own, new) in [
            (&mut self.class, other.class),
            (&mut self.wikidata, other.wikidata),
            (&mut self.iso, other.iso),
            (&mut self.role, other.role),
            (&mut self.category, other.category),
            (&mut self.camp, other.camp),
        ] {
            *own = own.take().or(new);
        }
    }
}

/// Our kind for a word of the source; `None` when it is none of ours.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    Some(match word.trim().to_ascii_lowercase().as_str() {
        "person" | "per" | "people" | "p" | "human" => Kind::Person,
        "organization" | "organisation" | "org" | "o" | "company" | "legalentity" | "publicbody" => {
            Kind::Organization
        }
        "place" | "location" | "loc" | "gpe" | "fac" | "city" | "country" => Kind::Place,
        "term" => Kind::Term,
        _ => return None,
    })
}

/// Whether a name is written in another script than Latin.
pub(super) fn is_native(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c as u32 > 0x24f && !('\u{1e00}'..='\u{1eff}').contains(&c))
}

/// Whether a name mixes Latin letters with those of another script, which no spelling of a name does.
pub(super) fn is_mixed(text: &str) -> bool {
    let own = |c: &char| (*c as u32) > 0x24f && !('\u{1e00}'..='\u{1eff}').contains(c);
    let letters = || text.chars().filter(|c| c.is_alphabetic() && !matches!(c, 'ʿ' | 'ʾ' | 'ʻ' | 'ʼ'));
    letters().any(|c| own(&c)) && letters().any(|c| !own(&c))
}
