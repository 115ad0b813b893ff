//! Prodigy's tasks: text, tokens, spans with the tokens they cover (the last one included). Code points.

use serde::Serialize;

use super::Record;
use super::escape::json;
use super::facts::{Facts, spacy_label};
use super::tokens::spaced;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::OffsetCursor;

#[derive(Serialize)]
struct Task<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    spans: Vec<Span<'a>>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    id: usize,
    ws: bool,
}

#[derive(Serialize)]
struct Span<'a> {
    start: usize,
    end: usize,
    token_start: usize,
    token_end: usize,
    label: &'static str,
    entity: Option<&'a str>,
}

#[derive(Serialize)]
struct Meta<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    lexicon: &'a str,
}

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let text = document.text();
    let pieces = spaced(text, document.mentions());
    let mut cursor = OffsetCursor::new(text);
    let spans = document
        .mentions()
        .iter()
        .map(|mention| Span {
            start: cursor.at(mention.span.start).code_points,
            end: cursor.at(mention.span.end).code_points,
            token_start: pieces.partition_point(|piece| piece.span.end <= mention.span.start),
            token_end: pieces.partition_point(|piece| piece.span.start < mention.span.end).saturating_sub(1),
            label: spacy_label(mention.kind),
            entity: Facts::of(document, mention, gazetteer).key(),
        })
        .collect();
    let tokens = pieces
        .iter()
        .enumerate()
        .map(|(id, piece)| Token {
            text: &text[piece.span.range()],
            start: cursor.at(piece.span.start).code_points,
            end: cursor.at(piece.span.end).code_points,
            id,
            ws: piece.space,
        })
        .collect();
    let meta = Meta { id: record.id, source: record.source, lexicon: gazetteer.hash() };
    out.push_str(&json(&Task { text, tokens, spans, meta }));
    out.push('\n');
}
