//! A document a line, as spaCy's `Doc.from_json` and displaCy's manual mode read it. Code points.
//!
//! spaCy's own JSON loses entity ids of `ents`, so that all mentions stand in the span group `canonym` too, which keeps them.

use serde::Serialize;

use super::Record;
use super::escape::json;
use super::facts::{Facts, entity_iri, spacy_label};
use super::tokens::spaced;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::OffsetCursor;

#[derive(Serialize)]
struct Doc<'a> {
    text: &'a str,
    title: &'a str,
    ents: Vec<Entity<'a>>,
    tokens: Vec<Token>,
    spans: Spans<'a>,
}

#[derive(Serialize)]
struct Spans<'a> {
    canonym: Vec<Entity<'a>>,
}

#[derive(Clone, Serialize)]
struct Entity<'a> {
    start: usize,
    end: usize,
    label: &'static str,
    kb_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kb_url: Option<String>,
}

#[derive(Serialize)]
struct Token {
    id: usize,
    start: usize,
    end: usize,
}

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let text = document.text();
    let mut cursor = OffsetCursor::new(text);
    let tokens = spaced(text, document.mentions())
        .iter()
        .enumerate()
        .map(|(id, token)| {
            let (start, end) = (cursor.at(token.span.start), cursor.at(token.span.end));
            Token { id, start: start.code_points, end: end.code_points }
        })
        .collect();
    let ents: Vec<Entity<'_>> = document
        .mentions()
        .iter()
        .map(|mention| {
            let facts = Facts::of(document, mention, gazetteer);
            Entity {
                start: cursor.at(mention.span.start).code_points,
                end: cursor.at(mention.span.end).code_points,
                label: spacy_label(mention.kind),
                kb_id: facts.key().unwrap_or_default(),
                kb_url: facts.entity.filter(|entity| entity.wikidata.is_some()).map(entity_iri),
            }
        })
        .collect();
    let canonym = ents.iter().map(|entity| Entity { kb_url: None, ..entity.clone() }).collect();
    let doc = Doc { text, title: record.id, ents, tokens, spans: Spans { canonym } };
    out.push_str(&json(&doc));
    out.push('\n');
}
