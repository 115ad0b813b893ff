//! What an author should know about a lexicon: many at once, each with its place.
//!
//! A [`Diagnostic`] knows a code, a severity, one sentence, and labelled spans in [`Source`]s. It knows no TOML and no terminal:
//! drawing is the renderer's work.

use crate::sentence::printable;
use crate::span::Span;

/// A lexicon file in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name shown in messages: the path as given.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Which layer it belongs to; a higher layer may extend, replace or remove entities of a lower one.
    pub layer: u8,
}

/// Which [`Source`] of a lexicon a span belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub(crate) u32);

impl SourceId {
    /// Position in the lexicon's list of sources.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The lexicon cannot be used.
    Error,
    /// It can be used, and somebody should look.
    Warning,
    /// Nothing is wrong, and somebody may want to know.
    Note,
}

impl Severity {
    /// The word used in output: `error`, `warning` or `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// The name of a rule, such as `duplicate-id`. Stable: scripts may rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

impl Code {
    /// The name as it is written.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// A rule: its name, how bad it is when broken, and what an author should know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub code: Code,
    /// How bad it is when broken.
    pub severity: Severity,
    /// In Markdown, under the headings "What it does", "Why is this bad" and "Example".
    pub doc: &'static str,
}

/// A place with a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub source: SourceId,
    /// The bytes meant.
    pub span: Span,
    /// What is there; may be empty.
    pub note: String,
}

/// One thing an author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub code: Code,
    /// Whether the lexicon can still be used.
    pub severity: Severity,
    /// One sentence that names the entry: lower case, no period, names in backquotes.
    pub message: String,
    /// The place.
    pub at: Label,
    /// Other places that belong to it, such as the first of two duplicates.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes its sentences such that they can be printed as they are.
    pub(crate) fn make_printable(&mut self) {
        let labels = std::iter::once(&mut self.at).chain(&mut self.related).map(|label| &mut label.note);
        for said in labels.chain([&mut self.message]).chain(&mut self.help) {
            *said = printable(said);
        }
    }
}
