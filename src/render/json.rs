//! The record: one document a line.
//!
//! Strings are escaped by serde_json; on top of that U+2028, U+2029 and U+0085 are written as `\u` escapes, because some readers of lines
//! break there, and so are DEL and the bidi controls, because a record is often looked at on a terminal, and `<`, because it may end up in
//! a page.

use std::io::{self, Write};

use super::Offsets;
use super::escape::tame_json;
use crate::document::{Document, Evidence, Mention, Reading, Voice};
use crate::entity::Entity;
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
    out.write_all(b"{\"id\": ")?;
    string(record.id, out)?;
    if let Some(source) = record.source {
        out.write_all(b", \"source\": ")?;
        string(source, out)?;
    }
    write!(out, ", \"offsets\": \"{}\", \"lexicon\": \"{}\"", record.offsets.as_str(), gazetteer.hash())?;
    if record.decoded.is_some_and(|decoded| decoded.lossy) {
        out.write_all(b", \"lossy\": true")?;
    }
    if record.text {
        out.write_all(b", \"text\": ")?;
        string(document.text(), out)?;
    }
    for (name, value) in record.fields {
        let ours = OURS.contains(&name.as_str()) || name == "text" && record.text;
        if !ours {
            out.write_all(b", ")?;
            string(name, out)?;
            write!(out, ": {}", tame_json(value.clone()))?;
        }
    }
    out.write_all(b", \"mentions\": [")?;
    let mut counter = Counter::new(document, record);
    for (n, mention) in document.mentions().iter().enumerate() {
        if n > 0 {
            out.write_all(b", ")?;
        }
        write_mention(document, mention, gazetteer, &mut counter, out)?;
    }
    out.write_all(b"]}\n")
}

/// The fields that a record has of its own.
const OURS: [&str; 6] = ["id", "source", "offsets", "lexicon", "lossy", "mentions"];

/// Appends `document` to `out` as one line of JSON.
pub(super) fn append(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let mut line = Vec::with_capacity(256 + document.mentions().len() * 256);
    write_jsonl(document, gazetteer, record, &mut line).expect("a vector takes all");
    out.push_str(std::str::from_utf8(&line).expect("it was written from strings"));
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
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = document.text();
    let (start, end) = (counter.at(mention.span.start), counter.at(mention.span.end));
    write!(out, "{{\"start\": {start}, \"end\": {end}")?;
    if let Some((start, end)) = counter.in_page(mention.span) {
        write!(out, ", \"source_start\": {start}, \"source_end\": {end}")?;
    }
    out.write_all(b", \"surface\": ")?;
    string(document.surface(mention), out)?;
    write!(out, ", \"kind\": \"{}\", \"entity\": ", mention.kind.as_str())?;
    match &mention.reading {
        Reading::One { entity, .. } => {
            let entity = gazetteer.entity(*entity);
            string(&entity.key, out)?;
            out.write_all(b", \"name\": ")?;
            string(&entity.name, out)?;
        }
        Reading::Ambiguous(candidates) => {
            out.write_all(b"null, \"candidates\": [")?;
            for (n, candidate) in candidates.iter().enumerate() {
                if n > 0 {
                    out.write_all(b", ")?;
                }
                string(&gazetteer.entity(*candidate).key, out)?;
            }
            out.write_all(b"]")?;
        }
    }
    write!(out, ", \"form\": \"{}\"", mention.form.as_str())?;
    match mention.voice {
        Voice::Narrator => out.write_all(b", \"voice\": \"narrator\"")?,
        Voice::Quoted { speaker } => {
            out.write_all(b", \"voice\": \"quoted\"")?;
            if let Some(speaker) = speaker {
                out.write_all(b", \"speaker\": ")?;
                string(&gazetteer.entity(speaker).key, out)?;
            }
        }
    }
    let evidence = match &mention.reading {
        Reading::One { evidence, .. } => evidence.as_str(),
        Reading::Ambiguous(_) => "open",
    };
    write!(out, ", \"evidence\": \"{evidence}\"")?;
    if let Some(charge) = mention.reading.entity().and_then(|entity| gazetteer.entity(entity).charge.as_ref())
    {
        write!(out, ", \"role\": \"{}\", \"category\": ", charge.role.as_str())?;
        string(&charge.category, out)?;
        if let Some(referent) = charge.referent {
            out.write_all(b", \"referent\": ")?;
            string(&gazetteer.entity(referent).key, out)?;
        }
        out.write_all(b", \"neutral\": [")?;
        for (n, neutral) in charge.neutral.iter().enumerate() {
            if n > 0 {
                out.write_all(b", ")?;
            }
            string(neutral, out)?;
        }
        out.write_all(b"]")?;
    }
    if mention.scare_quoted {
        out.write_all(b", \"scare_quoted\": true")?;
    }
    if let Some(affix) = affix(text, mention) {
        out.write_all(b", \"affix\": ")?;
        string(&affix, out)?;
    }
    if mention.look_alike {
        out.write_all(b", \"look_alike\": true")?;
    }
    if mention.undated {
        out.write_all(b", \"undated\": true")?;
    }
    if matches!(mention.reading, Reading::One { evidence: Evidence::Skeleton, .. }) {
        out.write_all(b", \"unlisted\": true")?;
    }
    out.write_all(b"}")
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
fn string(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(tame_json(serde_json::to_string(text)?).as_bytes())
}
