//! W3C Web Annotations: a page of annotations a document, in JSON-LD, one a line. Positions in code points, as the model asks.

use serde::Serialize;

use super::Record;
use super::escape::json;
use super::facts::{Facts, document_iri, label};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::{OffsetCursor, floor};

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    purpose: &'static str,
}

#[derive(Serialize)]
struct Target<'a> {
    source: String,
    selector: (Position, Quote<'a>),
}

#[derive(Serialize)]
struct Position {
    r#type: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Quote<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// So many bytes, or a few less, of the text on each side go with a quote.
const CONTEXT: usize = 32;

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let text = document.text();
    let source = document_iri(record);
    let mut cursor = OffsetCursor::new(text);
    let items = document.mentions().iter().map(|mention| {
        let facts = Facts::of(document, mention, gazetteer);
        let (start, end) = (mention.span.start, mention.span.end);
        let position = Position {
            r#type: "TextPositionSelector",
            start: cursor.at(start).code_points,
            end: cursor.at(end).code_points,
        };
        let before = floor(text, start.saturating_sub(CONTEXT));
        let after = floor(text, end.saturating_add(CONTEXT));
        let quote = Quote {
            r#type: "TextQuoteSelector",
            exact: facts.surface,
            prefix: &text[before..start],
            suffix: &text[end..after],
        };
        let words = [Some(label(mention.kind)), facts.charge.map(|charge| charge.category.as_str())];
        let tag =
            |value| Body { r#type: "TextualBody", source: None, value: Some(value), purpose: "classifying" };
        let body = facts
            .iri()
            .map(|iri| Body {
                r#type: "SpecificResource",
                source: Some(iri),
                value: None,
                purpose: "identifying",
            })
            .into_iter()
            .chain(words.into_iter().flatten().map(tag))
            .collect();
        Annotation {
            id: format!("{source}#char={},{}", position.start, position.end),
            r#type: "Annotation",
            motivation: if facts.entity.is_some() { "identifying" } else { "classifying" },
            body,
            target: Target { source: source.clone(), selector: (position, quote) },
        }
    });
    let items = items.collect();
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("{source}#annotations"),
        r#type: "AnnotationPage",
        items,
    };
    out.push_str(&json(&page));
    out.push('\n');
}
