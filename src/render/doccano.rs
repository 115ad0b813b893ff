//! doccano's JSONL for sequence labeling: `"label": [[6, 20, "Person"], …]`. UTF-16 units: its pages slice JavaScript strings.

use serde::Serialize;

use super::Record;
use super::escape::json;
use super::facts::{Facts, label};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::OffsetCursor;

#[derive(Serialize)]
struct Example<'a> {
    text: &'a str,
    label: Vec<(usize, usize, &'static str)>,
    /// In the order of `label`; doccano keeps other fields as they are.
    entities: Vec<Option<&'a str>>,
    source: &'a str,
}

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let mut cursor = OffsetCursor::new(document.text());
    let labels = document
        .mentions()
        .iter()
        .map(|mention| {
            (cursor.at(mention.span.start).utf16, cursor.at(mention.span.end).utf16, label(mention.kind))
        })
        .collect();
    let entities =
        document.mentions().iter().map(|mention| Facts::of(document, mention, gazetteer).key()).collect();
    let source = record.source.unwrap_or(record.id);
    out.push_str(&json(&Example { text: document.text(), label: labels, entities, source }));
    out.push('\n');
}
