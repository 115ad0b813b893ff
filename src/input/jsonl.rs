//! Records: a JSON object a line, one of whose fields is the text.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
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
    /// A line that is no JSON object, has two fields of one name, or has no text.
    pub fn parse(line: &str, text_field: &str, id_field: &str) -> Result<JsonRecord, BadRecord> {
        let line = line.trim_start_matches('\u{feff}');
        let Fields(object) = serde_json::from_str(line).map_err(|error| {
            let message = without_place(&error);
            BadRecord(match message.strip_prefix(TWICE) {
                Some(name) => format!("it has {TWICE}{name}"),
                None => format!("it is no JSON object ({message})"),
            })
        })?;
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

/// How the message begins for a name that stands twice. Readers do not agree which of the two counts, so neither does.
const TWICE: &str = "two fields named ";

struct Fields<'a>(BTreeMap<String, &'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = BTreeMap<String, &'de RawValue>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    if fields.contains_key(&name) {
                        return Err(de::Error::custom(format!("{TWICE}`{name}`")));
                    }
                    fields.insert(name, value);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Visit).map(Fields)
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
