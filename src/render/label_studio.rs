//! Label Studio's tasks with predictions, for a configuration with `<Labels name="label" toName="text">` over `<Text name="text"
//! value="$text"/>`. Code points: its pages convert from JavaScript's units since 2022.

use serde::Serialize;

use super::Record;
use super::escape::json;
use super::facts::{Facts, label};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::OffsetCursor;

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    predictions: [Prediction<'a>; 1],
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    id: &'a str,
}

#[derive(Serialize)]
struct Prediction<'a> {
    model_version: String,
    result: Vec<Region<'a>>,
}

#[derive(Serialize)]
struct Region<'a> {
    id: String,
    from_name: &'static str,
    to_name: &'static str,
    r#type: &'static str,
    value: Value<'a>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Value<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    labels: [&'static str; 1],
}

#[derive(Serialize)]
struct Meta<'a> {
    text: [&'a str; 1],
}

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let mut cursor = OffsetCursor::new(document.text());
    let regions = document.mentions().iter().enumerate().map(|(n, mention)| {
        let facts = Facts::of(document, mention, gazetteer);
        Region {
            id: format!("m{n}"),
            from_name: "label",
            to_name: "text",
            r#type: "labels",
            value: Value {
                start: cursor.at(mention.span.start).code_points,
                end: cursor.at(mention.span.end).code_points,
                text: facts.surface,
                labels: [label(mention.kind)],
            },
            meta: Meta { text: [facts.key().unwrap_or("open")] },
        }
    });
    let result = regions.collect();
    let version: String = gazetteer.hash().chars().take(12).collect();
    let prediction =
        Prediction { model_version: format!("canonym-{}-{version}", env!("CARGO_PKG_VERSION")), result };
    let task = Task { data: Data { text: document.text(), id: record.id }, predictions: [prediction] };
    out.push_str(&json(&task));
}
