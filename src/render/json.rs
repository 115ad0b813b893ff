//! The record: one document a line.
//!
//! Strings are escaped as JSON asks; on top of that U+2028, U+2029 and U+0085 are written as `\u` escapes, because some readers of lines
//! break there, and so are DEL and the bidi controls, because a record is often looked at on a terminal, and `<`, because it may end up in
//! a page.

use std::io::{self, Write};

use super::Offsets;
use super::escape::{push_json_string, push_tame_json, tame_json};
use crate::document::{Document, Evidence, Mention, Reading, Voice};
use crate::entity::{Entity, Kind};
use crate::gazetteer::Gazetteer;
use crate::input::Decoded;
use crate::span::Span;
use crate::text::lines::OffsetCursor;

/// What a record says about its document besides the mentions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Record<'a> {
    /// The document's own id: its file's name without ending, or what its source calls it.
    pub id: &'a str,
    /// The path as given, where there is one.
    pub source: Option<&'a str>,
    /// The unit of `start` and `end`.
    pub offsets: Offsets,
    /// Where the text came from bytes that it does not equal: byte offsets then count those bytes.
    pub decoded: Option<&'a Decoded<'a>>,
    /// Whether the record holds the text itself: where it was taken out of a page, nobody else has it.
    pub text: bool,
    /// What a record that was read held besides, as name and JSON; passed through unless we write a field of that name.
    pub fields: &'a [(String, String)],
}

/// Writes `document` as one line of JSON.
///
/// ```
/// use canonym::render::{Record, write_jsonl};
/// use canonym::{Lexicon, Source};
///
/// let text = "format = 1\n[place.tehran]\nname = \"Tehran\"\n".to_owned();
/// let (lexicon, _) = Lexicon::parse(vec![Source { name: "places.toml".into(), text, layer: 0 }]);
/// let gazetteer = lexicon.compile()?;
/// let mut line = Vec::new();
/// write_jsonl(&gazetteer.tag("TEHRAN, IRNA"), &gazetteer, &Record { id: "a", ..Record::default() }, &mut line)?;
/// assert!(String::from_utf8(line)?.contains(r#""start": 0, "end": 6, "surface": "TEHRAN""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_jsonl(
    document: &Document<'_>,
    gazetteer: &Gazetteer,
    record: &Record<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut line = String::new();
    append(document, gazetteer, record, &mut line);
    out.write_all(line.as_bytes())
}

/// The fields that a record has of its own.
const OURS: [&str; 6] = ["id", "source", "offsets", "lexicon", "lossy", "mentions"];

/// Appends `document` to `out` as one line of JSON.
///
/// Text and numbers go straight into `out`: a formatter, or a string of its own for each value, takes more time than tagging.
pub(super) fn append(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let fields: usize = record.fields.iter().map(|(name, value)| name.len() + value.len() + 8).sum();
    let text = if record.text { document.text().len() } else { 0 };
    out.reserve(256 + fields + text + document.mentions().len() * 192);
    out.push_str("{\"id\": ");
    string(record.id, out);
    if let Some(source) = record.source {
        out.push_str(", \"source\": ");
        string(source, out);
    }
    out.push_str(", \"offsets\": \"");
    out.push_str(record.offsets.as_str());
    out.push_str("\", \"lexicon\": \"");
    out.push_str(gazetteer.hash());
    out.push('"');
    if record.decoded.is_some_and(|decoded| decoded.lossy) {
        out.push_str(", \"lossy\": true");
    }
    if record.text {
        out.push_str(", \"text\": ");
        string(document.text(), out);
    }
    for (name, value) in record.fields {
        let ours = OURS.contains(&name.as_str()) || name == "text" && record.text;
        if !ours {
            out.push_str(", ");
            string(name, out);
            out.push_str(": ");
            push_tame_json(value, out);
        }
    }
    out.push_str(", \"mentions\": [");
    let mut counter = Counter::new(document, record);
    for (n, mention) in document.mentions().iter().enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        write_mention(document, mention, gazetteer, &mut counter, out);
    }
    out.push_str("]}\n");
}

/// Counts in the unit that a record asks for.
pub(super) struct Counter<'t> {
    cursor: OffsetCursor<'t>,
    unit: Offsets,
    /// Where bytes of the text are others in the original.
    decoded: Option<&'t Decoded<'t>>,
    page: Option<&'t Decoded<'t>>,
}

impl<'t> Counter<'t> {
    pub(super) fn new(document: &Document<'t>, record: &Record<'t>) -> Counter<'t> {
        let decoded = record.decoded.filter(|decoded| decoded.is_shifted());
        let cursor = OffsetCursor::new(document.text());
        Counter { cursor, unit: record.offsets, decoded, page: record.decoded.filter(|_| record.text) }
    }

    /// Where `span` stands in the source of the page that the text was taken from.
    fn in_page(&self, span: Span) -> Option<(usize, usize)> {
        let place = self.page?.in_page(span)?;
        Some(match self.unit {
            Offsets::Bytes => place.bytes,
            Offsets::CodePoints => place.code_points,
            Offsets::Utf16 => place.utf16,
        })
    }

    pub(super) fn at(&mut self, byte: usize) -> usize {
        match self.unit {
            Offsets::Bytes => self.decoded.map_or(byte, |decoded| decoded.original(byte)),
            Offsets::CodePoints => self.cursor.at(byte).code_points,
            Offsets::Utf16 => self.cursor.at(byte).utf16,
        }
    }
}

fn write_mention(
    document: &Document<'_>,
    mention: &Mention,
    gazetteer: &Gazetteer,
    counter: &mut Counter<'_>,
    out: &mut String,
) {
    out.push_str("{\"start\": ");
    number(counter.at(mention.span.start), out);
    out.push_str(", \"end\": ");
    number(counter.at(mention.span.end), out);
    if let Some((start, end)) = counter.in_page(mention.span) {
        out.push_str(", \"source_start\": ");
        number(start, out);
        out.push_str(", \"source_end\": ");
        number(end, out);
    }
    out.push_str(", \"surface\": ");
    string(document.surface(mention), out);
    out.push_str(", \"kind\": \"");
    out.push_str(mention.kind.as_str());
    out.push_str("\", \"entity\": ");
    match &mention.reading {
        Reading::One { entity, .. } => {
            let entity = gazetteer.inner.stored(*entity);
            string(entity.key(), out);
            out.push_str(", \"name\": ");
            string(entity.name(), out);
        }
        Reading::Ambiguous(candidates) => {
            out.push_str("null, \"candidates\": ");
            strings(candidates.iter().map(|candidate| gazetteer.inner.stored(*candidate).key()), out);
        }
    }
    out.push_str(", \"form\": \"");
    out.push_str(mention.form.as_str());
    match mention.voice {
        Voice::Narrator => out.push_str("\", \"voice\": \"narrator\""),
        Voice::Quoted { speaker } => {
            out.push_str("\", \"voice\": \"quoted\"");
            if let Some(speaker) = speaker {
                out.push_str(", \"speaker\": ");
                string(gazetteer.inner.stored(speaker).key(), out);
            }
        }
    }
    out.push_str(", \"evidence\": \"");
    out.push_str(match &mention.reading {
        Reading::One { evidence, .. } => evidence.as_str(),
        Reading::Ambiguous(_) => "open",
    });
    out.push('"');
    let term = mention.reading.entity().filter(|_| mention.kind == Kind::Term);
    if let Some(charge) = term.and_then(|entity| gazetteer.entity(entity).charge.as_ref()) {
        out.push_str(", \"role\": \"");
        out.push_str(charge.role.as_str());
        out.push_str("\", \"category\": ");
        string(&charge.category, out);
        if let Some(referent) = charge.referent {
            out.push_str(", \"referent\": ");
            string(&gazetteer.entity(referent).key, out);
        }
        out.push_str(", \"neutral\": ");
        strings(charge.neutral.iter().map(String::as_str), out);
    }
    if mention.scare_quoted {
        out.push_str(", \"scare_quoted\": true");
    }
    if let Some(affix) = affix(document.text(), mention) {
        out.push_str(", \"affix\": ");
        string(&affix, out);
    }
    if mention.look_alike {
        out.push_str(", \"look_alike\": true");
    }
    if mention.undated {
        out.push_str(", \"undated\": true");
    }
    if matches!(mention.reading, Reading::One { evidence: Evidence::Skeleton, .. }) {
        out.push_str(", \"unlisted\": true");
    }
    out.push('}');
}

/// What is glued to the name; both sides with an ellipsis between.
pub(super) fn affix(text: &str, mention: &Mention) -> Option<String> {
    let of = |span: Span| &text[span.range()];
    match (mention.prefix, mention.suffix) {
        (None, None) => None,
        (Some(prefix), None) => Some(of(prefix).to_owned()),
        (None, Some(suffix)) => Some(of(suffix).to_owned()),
        (Some(prefix), Some(suffix)) => Some(format!("{}…{}", of(prefix), of(suffix))),
    }
}

/// One line of JSON about `entity`, for pipelines that join instead of repeating it with every mention.
pub fn entities_json(entity: &Entity, gazetteer: &Gazetteer) -> String {
    let mut value = serde_json::Map::new();
    let mut put = |key: &str, text: &str| value.insert(key.into(), text.into());
    put("entity", &entity.key);
    put("kind", entity.kind.as_str());
    put("name", &entity.name);
    if let Some(wikidata) = &entity.wikidata {
        put("wikidata", wikidata);
    }
    if let Some(class) = &entity.class {
        put("class", class);
    }
    if let Some(charge) = &entity.charge {
        put("role", charge.role.as_str());
        put("category", &charge.category);
        if let Some(referent) = charge.referent {
            put("referent", &gazetteer.entity(referent).key);
        }
        if let Some(camp) = &charge.camp {
            put("camp", camp);
        }
        value.insert("neutral".into(), charge.neutral.clone().into());
        value.insert("source".into(), charge.sources.clone().into());
    }
    tame_json(serde_json::Value::Object(value).to_string())
}

/// Writes `text` as a JSON string that no reader, terminal or page takes for more than a string.
fn string(text: &str, out: &mut String) {
    push_json_string(text, out);
}

fn strings<'s>(texts: impl Iterator<Item = &'s str>, out: &mut String) {
    out.push('[');
    for (n, text) in texts.enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        string(text, out);
    }
    out.push(']');
}

fn number(number: usize, out: &mut String) {
    out.push_str(itoa::Buffer::new().format(number));
}
