//! Records: lines of JSON to documents.

use std::sync::Arc;

use canonym::Date;
use canonym::input::JsonRecord;

use super::lines::{Lines, refuse};
use super::{Arrival, Content, Document, LIMITS, check_id};

/// What the records of one file have in common.
#[derive(Debug)]
pub(super) struct Records {
    /// The file, as messages name it.
    pub(super) name: String,
    /// The file, as documents name it.
    pub(super) source: Option<String>,
    /// What records without an id are called, before their line.
    pub(super) id: String,
    pub(super) text_field: String,
    pub(super) id_field: String,
    pub(super) date_field: String,
    /// Of all of them, whatever they say.
    pub(super) date: Option<Date>,
}

impl Records {
    /// What the lines bring, a batch after the other.
    pub(super) fn arrivals(self, mut lines: Lines) -> impl Iterator<Item = Arrival> {
        let records = Arc::new(self);
        std::iter::from_fn(move || Some(Arrival::Lines(Arc::clone(&records), lines.batch()?)))
    }

    /// Makes a document of line `n`.
    pub(super) fn document(&self, n: usize, line: &str) -> Result<Document, String> {
        self.read(n, line).map_err(|why| refuse(&self.name, n, &why))
    }

    fn read(&self, n: usize, line: &str) -> Result<Document, String> {
        let record =
            JsonRecord::parse(line, &self.text_field, &self.id_field).map_err(|error| error.to_string())?;
        let date = self.date.or_else(|| day(&record.field(&self.date_field)?));
        if record.text.len() > LIMITS.document_bytes {
            let limit = LIMITS.document_bytes >> 20;
            return Err(format!("its text is longer than {limit} MiB, the most for one document"));
        }
        check_id(record.id.as_deref().unwrap_or_default())?;
        Ok(Document {
            id: record.id.unwrap_or_else(|| format!("{}:{n}", self.id)),
            source: self.source.as_ref().map(|source| format!("{source}:{n}")),
            date,
            content: Content::Text(record.text),
            fields: record.fields,
            archived: false,
        })
    }
}

/// The day of a time stamp such as `2024-08-01T10:00:00Z`; a month or a year stands alone.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| Date::parse(text.get(..10)?))
}
