//! A row a mention. Every row has the same number of cells, and no cell holds a tab, a line break or a formula.

use super::Record;
use super::escape::column;
use super::facts::Facts;
use super::json::Counter;
use crate::document::{Document, Reading};
use crate::gazetteer::Gazetteer;

const COLUMNS: [&str; 18] = [
    "document",
    "start",
    "end",
    "surface",
    "kind",
    "entity",
    "name",
    "form",
    "voice",
    "speaker",
    "evidence",
    "candidates",
    "role",
    "category",
    "referent",
    "neutral",
    "scare_quoted",
    "wikidata",
];

pub(super) fn head() -> String {
    COLUMNS.join("\t") + "\n"
}

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let mut counter = Counter::new(document, record);
    for mention in document.mentions() {
        let facts = Facts::of(document, mention, gazetteer);
        let evidence = match &mention.reading {
            Reading::One { evidence, .. } => evidence.as_str(),
            Reading::Ambiguous(_) => "open",
        };
        let charge = facts.charge;
        let row: [&str; COLUMNS.len()] = [
            record.id,
            &counter.at(mention.span.start).to_string(),
            &counter.at(mention.span.end).to_string(),
            facts.surface,
            facts.kind.as_str(),
            facts.key().unwrap_or_default(),
            facts.entity.map_or("", |entity| &entity.name),
            mention.form.as_str(),
            facts.voice,
            facts.speaker.unwrap_or_default(),
            evidence,
            &facts.candidates.join("|"),
            charge.map_or("", |charge| charge.role.as_str()),
            charge.map_or("", |charge| &charge.category),
            facts.referent.map_or("", |referent| &referent.key),
            &charge.map_or(String::new(), |charge| charge.neutral.join("|")),
            if mention.scare_quoted { "true" } else { "" },
            facts.entity.and_then(|entity| entity.wikidata.as_deref()).unwrap_or_default(),
        ];
        out.push_str(&row.map(column).join("\t"));
        out.push('\n');
    }
}
