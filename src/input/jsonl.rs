//! Records: a JSON object a line, one of whose fields is the text.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::value::RawValue;

/// What a line of JSON says about its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonRecord {
    /// What the document is called, where the field is there and is a string or a number.
    pub id: Option<String>,
    /// The text.
    pub text: String,
    /// All fields, sorted by name, each with its value in JSON as it stood.
    pub fields: Vec<(String, String)>,
}

impl JsonRecord {
    /// Reads a line. Its field `text_field` is the text, `id_field` the id.
    ///
    /// ```
    /// use canonym::input::JsonRecord;
    /// let record = JsonRecord::parse(r#"{"id": 7, "text": "Gaza", "outlet": "AFP"}"#, "text", "id")?;
    /// assert_eq!((record.id.as_deref(), record.text.as_str()), (Some("7"), "Gaza"));
    /// assert_eq!(record.field("outlet").as_deref(), Some("AFP"));
    /// # Ok::<(), canonym::input::BadRecord>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A line that is no JSON object, or has no text.
    pub fn parse(line: &str, text_field: &str, id_field: &str) -> Result<JsonRecord, BadRecord> {
        let line = line.trim_start_matches('\u{feff}');
        let object: BTreeMap<String, &RawValue> = serde_json::from_str(line)
            .map_err(|error| BadRecord(format!("it is no JSON object ({})", without_place(&error))))?;
        let text =
            object.get(text_field).ok_or_else(|| BadRecord(format!("it has no field `{text_field}`")))?;
        let text = serde_json::from_str(text.get()).map_err(|error| {
            BadRecord(format!("its `{text_field}` is no text ({})", without_place(&error)))
        })?;
        let id = object.get(id_field).and_then(|id| plain(id.get()));
        let fields = object.into_iter().map(|(name, value)| (name, value.get().to_owned())).collect();
        Ok(JsonRecord { id, text, fields })
    }

    /// The value of a field that is a string or a number.
    pub fn field(&self, name: &str) -> Option<String> {
        let at = self.fields.binary_search_by(|(field, _)| field.as_str().cmp(name)).ok()?;
        plain(&self.fields[at].1)
    }
}

/// The value of a piece of JSON that is a string or a number, as text.
pub fn plain(json: &str) -> Option<String> {
    match serde_json::from_str(json).ok()? {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(_) => Some(json.to_owned()),
        _ => None,
    }
}

/// serde_json counts lines within the line, which helps nobody.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(at) => format!("{}, column {}", &message[..at], error.column()),
        None => message,
    }
}

/// Why a line is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord(String);

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadRecord {}
