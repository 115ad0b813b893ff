//! Loaded terms as SARIF 2.1.0: a rule a category, a result a mention. In the outlet's own voice a warning, in quotation a note.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Record;
use super::escape::{iri, json};
use super::facts::Facts;
use crate::document::Document;
use crate::entity::Kind;
use crate::gazetteer::Gazetteer;
use crate::text::lines::{LineIndex, OffsetCursor};

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    #[serde(rename = "shortDescription")]
    short_description: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Finding<'a> {
    #[serde(rename = "ruleId")]
    rule_id: &'a str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Location {
    #[serde(rename = "physicalLocation")]
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
struct PhysicalLocation {
    #[serde(rename = "artifactLocation")]
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
}

pub(super) fn head(gazetteer: &Gazetteer) -> String {
    let mut categories = BTreeMap::new();
    for charge in gazetteer.entities().filter_map(|entity| entity.charge.as_ref()) {
        let text = format!("loaded wording: {}", charge.category);
        categories.entry(charge.category.as_str()).or_insert(Message { text });
    }
    let rules =
        categories.into_iter().map(|(id, short_description)| Rule { id, short_description }).collect();
    let driver = Driver { name: "canonym", version: env!("CARGO_PKG_VERSION"), rules };
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\n\
         \"tool\":{{\"driver\":{}}},\n\"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\n\
         \"results\":[\n",
        json(&driver)
    )
}

pub(super) const TAIL: &str = "\n]}]}\n";

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let lines = LineIndex::new(document.text());
    let mut cursor = OffsetCursor::new(document.text());
    let mut first = true;
    for mention in document.mentions().iter().filter(|mention| mention.kind == Kind::Term) {
        let facts = Facts::of(document, mention, gazetteer);
        let (start_line, start_column) = lines.line_column(mention.span.start);
        let (end_line, end_column) = lines.line_column(mention.span.end);
        let char_offset = cursor.at(mention.span.start).code_points;
        let char_length = cursor.at(mention.span.end).code_points - char_offset;
        let region = Region { start_line, start_column, end_line, end_column, char_offset, char_length };
        let artifact_location = ArtifactLocation { uri: iri(record.source.unwrap_or(record.id)) };
        let finding = Finding {
            rule_id: facts.charge.map_or("open", |charge| &charge.category),
            level: if facts.voice == "quoted" { "note" } else { "warning" },
            message: Message { text: facts.complaint() },
            locations: [Location { physical_location: PhysicalLocation { artifact_location, region } }],
        };
        if !first {
            out.push_str(",\n");
        }
        first = false;
        out.push_str(&json(&finding));
    }
}
