//! Annotated documents, from JSON lines: gold, and what a system found.

use std::path::Path;

use canonym::input::check_json;
use canonym::score::Annotation;
use serde_json::{Map, Value};

use crate::documents::Lines;

/// One annotated document.
pub(super) struct Gold {
    pub(super) id: String,
    pub(super) text: String,
    /// Offsets in code points.
    pub(super) mentions: Vec<Annotation>,
}

/// What was read, and how many documents had no annotation.
pub(super) struct Golds {
    pub(super) documents: Vec<Gold>,
    pub(super) n_bare: usize,
}

/// Reads gold from JSON lines, or from a folder of brat files.
pub(super) fn read(path: &Path) -> Result<Golds, String> {
    if path.is_dir() {
        return Ok(Golds { documents: super::brat::read(path)?, n_bare: 0 });
    }
    if !path.exists() {
        return Err(format!("cannot read `{}`: there is no such file", path.display()));
    }
    let mut golds = Golds { documents: Vec::new(), n_bare: 0 };
    for line in Lines::open(path)? {
        let (number, line) = line?;
        let place = format!("{}:{number}", path.display());
        let record = object(&line, &place)?;
        let Some(text) = record.get("text").and_then(Value::as_str) else {
            return Err(format!("{place} has no `text`"));
        };
        match record.get("mentions") {
            Some(Value::Array(mentions)) => {
                let mentions = annotations(mentions, &place)?;
                check(&mentions, text, &place)?;
                golds.documents.push(Gold { id: id(&record), text: text.to_owned(), mentions });
            }
            _ => golds.n_bare += 1,
        }
    }
    Ok(golds)
}

/// What a system found in one document.
pub(super) struct Found {
    pub(super) id: String,
    pub(super) mentions: Vec<Annotation>,
    /// The unit of its offsets, where the record says so.
    pub(super) offsets: Option<String>,
}

/// Reads records as `canonym tag` writes them, or any other tagger in that form.
pub(super) fn read_found(path: &Path) -> Result<Vec<Found>, String> {
    let records = Lines::open(path)?.map(|line| {
        let (number, line) = line?;
        found(&line, &format!("{}:{number}", path.display()))
    });
    records.collect()
}

/// One record.
pub(super) fn found(line: &str, place: &str) -> Result<Found, String> {
    let record = object(line, place)?;
    let mentions = match record.get("mentions") {
        Some(Value::Array(mentions)) => annotations(mentions, place)?,
        _ => return Err(format!("{place} has no `mentions`")),
    };
    let offsets = record.get("offsets").and_then(Value::as_str).map(str::to_owned);
    Ok(Found { id: id(&record), mentions, offsets })
}

impl Found {
    /// The mentions with offsets in code points of `text`.
    pub(super) fn in_code_points(self, text: &str) -> Result<Vec<Annotation>, String> {
        let width: fn(char) -> usize = match self.offsets.as_deref() {
            None | Some("code-points") => {
                check(&self.mentions, text, &format!("`{}`", self.id))?;
                return Ok(self.mentions);
            }
            Some("bytes") => char::len_utf8,
            Some("utf16") => char::len_utf16,
            Some(other) => return Err(format!("`{}` has offsets in `{other}`", self.id)),
        };
        // For each code point, and the end, its offset in the record's unit.
        let mut at = 0;
        let mut offsets: Vec<usize> = text
            .chars()
            .map(|c| {
                at += width(c);
                at - width(c)
            })
            .collect();
        offsets.push(at);
        let convert = |offset: usize| {
            offsets
                .binary_search(&offset)
                .map_err(|_| format!("`{}` has an offset inside a character: {offset}", self.id))
        };
        let mut mentions = self.mentions.clone();
        for mention in &mut mentions {
            (mention.start, mention.end) = (convert(mention.start)?, convert(mention.end)?);
        }
        check(&mentions, text, &format!("`{}`", self.id))?;
        Ok(mentions)
    }
}

/// Refuses mentions of what does not stand in the text: they are those of another one, or counted in another unit.
pub(super) fn check(mentions: &[Annotation], text: &str, place: &str) -> Result<(), String> {
    let n = text.chars().count();
    let wrong = mentions.iter().find(|mention| mention.start >= mention.end || mention.end > n);
    wrong.map_or(Ok(()), |Annotation { start, end, .. }| {
        Err(format!("{place} has a mention at {start}..{end}, which is no place in a text of {n} characters"))
    })
}

fn object(line: &str, place: &str) -> Result<Map<String, Value>, String> {
    // `canonym tag` passes over the mark, too.
    let line = line.trim_start_matches('\u{feff}');
    check_json(line).map_err(|why| format!("{place} cannot be used: {why}"))?;
    serde_json::from_str(line).map_err(|error| format!("{place} is no JSON object: {error}"))
}

fn id(record: &Map<String, Value>) -> String {
    match record.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn annotations(mentions: &[Value], place: &str) -> Result<Vec<Annotation>, String> {
    let annotation = |(n, mention): (usize, &Value)| {
        let text = |key: &str| mention.get(key).and_then(Value::as_str).map(str::to_owned);
        let number = |key: &str| {
            let value = mention.get(key).and_then(Value::as_u64);
            value
                .map(|value| value as usize)
                .ok_or_else(|| format!("{place}: mention {} has no `{key}`", n + 1))
        };
        let flags = mention.get("flags").and_then(Value::as_array);
        let flags = flags.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(Annotation {
            start: number("start")?,
            end: number("end")?,
            kind: text("kind").ok_or_else(|| format!("{place}: mention {} has no `kind`", n + 1))?,
            form: text("form"),
            entity: text("entity"),
            voice: text("voice"),
            speaker: text("speaker"),
            flags,
        })
    };
    mentions.iter().enumerate().map(annotation).collect()
}
