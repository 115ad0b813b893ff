//! From documents to bytes: one file a format.
//!
//! A [`Format`] is written document by document: [`head`](Format::head), then [`write`](Format::write) for each with
//! [`between`](Format::between) in between, then [`tail`](Format::tail). Each format counts in the unit of the tools that read it. Whatever
//! stands in a text is inert in every one: markup, terminal escapes, bidi controls, formulas, line breaks in names.

mod brat;
mod conll;
mod doccano;
mod escape;
mod facts;
mod github;
mod html;
mod inline;
mod json;
mod label_studio;
mod nif;
mod prodigy;
mod sarif;
mod spacy;
#[cfg(feature = "arrow")]
mod table;
mod tokens;
mod tsv;
mod web_annotation;

pub use brat::{ANNOTATION_CONF, VISUAL_CONF};
#[cfg(feature = "report")]
pub(crate) use escape::html;
pub use escape::json as line_of_json;
pub use escape::{cell, column, inert, iri, is_obeyed, shortened, tame_json, turtle};
pub use json::{Record, entities_json, write_jsonl};
#[cfg(feature = "arrow")]
pub use table::{Row, Table, TableWriter};

use std::str::FromStr;

use crate::document::Document;
use crate::gazetteer::Gazetteer;

/// The unit in which offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Offsets {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode code points, as Python counts.
    #[default]
    CodePoints,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl Offsets {
    /// The word used in options and records: `bytes`, `code-points` or `utf16`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Offsets::Bytes => "bytes",
            Offsets::CodePoints => "code-points",
            Offsets::Utf16 => "utf16",
        }
    }
}

/// How documents are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One JSON record a document, one document a line. Offsets in the unit asked for.
    Jsonl,
    /// The text with `[[surface|entity]]` for each mention.
    Inline,
    /// A row a mention, tab-separated, under a row of names. Offsets in the unit asked for.
    Tsv,
    /// Four columns (token, `start:end`, entity, tag) with B, I and O tags, an empty line after each sentence. Code points.
    Conll,
    /// The same with B, I, L, U and O tags.
    ConllBilou,
    /// brat's standoff annotations, to go with the text in a file of its own. Code points.
    Brat,
    /// W3C Web Annotations, a page of them a document and line, in JSON-LD. Code points.
    WebAnnotation,
    /// NIF 2.0 in Turtle, with `itsrdf:taIdentRef` for entities. Code points.
    Nif,
    /// What spaCy's `Doc.from_json` and displaCy's manual mode read, a document a line. Code points.
    Spacy,
    /// Prodigy's tasks with tokens and spans, a document a line. Code points.
    Prodigy,
    /// doccano's sequence labeling, a document a line. UTF-16 units, in which its pages count.
    Doccano,
    /// Label Studio's tasks with predictions, one JSON array. Code points, in which its pages count since 2022.
    LabelStudio,
    /// Loaded terms as SARIF 2.1.0 results, for code-scanning pages. Lines and columns in code points.
    Sarif,
    /// Loaded terms as GitHub workflow commands. Lines and columns in code points.
    Github,
    /// One page with nothing to load and no script.
    Html,
}

impl Format {
    /// All formats, in the order in which they are listed.
    pub const ALL: [Format; 15] = [
        Format::Jsonl,
        Format::Inline,
        Format::Tsv,
        Format::Conll,
        Format::ConllBilou,
        Format::Brat,
        Format::WebAnnotation,
        Format::Nif,
        Format::Spacy,
        Format::Prodigy,
        Format::Doccano,
        Format::LabelStudio,
        Format::Sarif,
        Format::Github,
        Format::Html,
    ];

    /// The word used in options.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Inline => "inline",
            Format::Tsv => "tsv",
            Format::Conll => "conll",
            Format::ConllBilou => "conll-bilou",
            Format::Brat => "brat",
            Format::WebAnnotation => "web-annotation",
            Format::Nif => "nif",
            Format::Spacy => "spacy",
            Format::Prodigy => "prodigy",
            Format::Doccano => "doccano",
            Format::LabelStudio => "label-studio",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Html => "html",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Format::Jsonl => "One JSON record a document",
            Format::Inline => "The text with [[surface|entity]] for each mention",
            Format::Tsv => "A row a mention, tab-separated",
            Format::Conll => "A token a line with B, I and O tags",
            Format::ConllBilou => "A token a line with B, I, L, U and O tags",
            Format::Brat => "brat standoff; with --output-dir also the texts and settings it needs",
            Format::WebAnnotation => "W3C Web Annotations in JSON-LD, a page a document and line",
            Format::Nif => "NIF 2.0 in Turtle",
            Format::Spacy => "JSON for spaCy's Doc.from_json and displaCy, a document a line",
            Format::Prodigy => "Prodigy tasks with tokens and spans, a document a line",
            Format::Doccano => "doccano sequence labeling, a document a line",
            Format::LabelStudio => "Label Studio tasks with predictions, one JSON array",
            Format::Sarif => "Loaded terms as SARIF 2.1.0 results",
            Format::Github => "Loaded terms as GitHub annotations",
            Format::Html => "One self-contained page",
        }
    }

    /// The ending of a file in this format, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Jsonl | Format::WebAnnotation | Format::Spacy | Format::Prodigy | Format::Doccano => {
                "jsonl"
            }
            Format::Inline | Format::Github => "txt",
            Format::Tsv => "tsv",
            Format::Conll | Format::ConllBilou => "conll",
            Format::Brat => "ann",
            Format::Nif => "ttl",
            Format::LabelStudio => "json",
            Format::Sarif => "sarif",
            Format::Html => "html",
        }
    }

    /// Whether several documents can stand in one file and still be told apart.
    pub const fn holds_many(self) -> bool {
        !matches!(self, Format::Brat)
    }

    /// What comes before the first document.
    pub fn head(self, gazetteer: &Gazetteer) -> String {
        match self {
            Format::Tsv => tsv::head(),
            Format::Nif => nif::HEAD.into(),
            Format::LabelStudio => "[\n".into(),
            Format::Sarif => sarif::head(gazetteer),
            Format::Html => html::head(),
            _ => String::new(),
        }
    }

    /// What comes between two documents that both gave something.
    pub const fn between(self) -> &'static str {
        match self {
            Format::LabelStudio | Format::Sarif => ",\n",
            Format::Inline => "\n",
            _ => "",
        }
    }

    /// What comes after the last document.
    pub const fn tail(self) -> &'static str {
        match self {
            Format::LabelStudio => "\n]\n",
            Format::Sarif => sarif::TAIL,
            Format::Html => html::TAIL,
            _ => "",
        }
    }

    /// Appends `document` to `out`.
    pub fn write(
        self,
        document: &Document<'_>,
        gazetteer: &Gazetteer,
        record: &Record<'_>,
        out: &mut String,
    ) {
        match self {
            Format::Jsonl => json::append(document, gazetteer, record, out),
            Format::Inline => inline::write(document, gazetteer, out),
            Format::Tsv => tsv::write(document, gazetteer, record, out),
            Format::Conll => conll::write(document, gazetteer, record, conll::Scheme::Bio, out),
            Format::ConllBilou => conll::write(document, gazetteer, record, conll::Scheme::Bilou, out),
            Format::Brat => brat::write(document, gazetteer, out),
            Format::WebAnnotation => web_annotation::write(document, gazetteer, record, out),
            Format::Nif => nif::write(document, gazetteer, record, out),
            Format::Spacy => spacy::write(document, gazetteer, record, out),
            Format::Prodigy => prodigy::write(document, gazetteer, record, out),
            Format::Doccano => doccano::write(document, gazetteer, record, out),
            Format::LabelStudio => label_studio::write(document, gazetteer, record, out),
            Format::Sarif => sarif::write(document, gazetteer, record, out),
            Format::Github => github::write(document, gazetteer, record, out),
            Format::Html => html::write(document, gazetteer, record, out),
        }
    }

    /// A whole file with these documents.
    ///
    /// ```
    /// use canonym::render::{Format, Record};
    /// use canonym::{Lexicon, Source};
    ///
    /// let text = "format = 1\n[place.tehran]\nname = \"Tehran\"\n".to_owned();
    /// let (lexicon, _) = Lexicon::parse(vec![Source { name: "places.toml".into(), text, layer: 0 }]);
    /// let gazetteer = lexicon.compile()?;
    /// let document = gazetteer.tag("TEHRAN, IRNA");
    /// assert_eq!(Format::Inline.file([(&document, Record::default())], &gazetteer), "[[TEHRAN|tehran]], IRNA");
    /// # Ok::<(), canonym::Error>(())
    /// ```
    pub fn file<'d>(
        self,
        documents: impl IntoIterator<Item = (&'d Document<'d>, Record<'d>)>,
        gazetteer: &Gazetteer,
    ) -> String {
        let mut out = self.head(gazetteer);
        let start = out.len();
        for (document, record) in documents {
            let (before, mark) = (out.len(), if out.len() > start { self.between() } else { "" });
            out.push_str(mark);
            self.write(document, gazetteer, &record, &mut out);
            if out.len() == before + mark.len() {
                out.truncate(before);
            }
        }
        out + self.tail()
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.as_str() == word).ok_or(UnknownFormat)
    }
}

/// A word that names no [`Format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

impl std::fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no such format; there are ")?;
        f.write_str(&Format::ALL.map(Format::as_str).join(", "))
    }
}

impl std::error::Error for UnknownFormat {}
