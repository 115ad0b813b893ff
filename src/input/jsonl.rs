//! Records: a JSON object a line, one of whose fields is the text.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
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
    /// A line that is no JSON object, has no text, or has in it what readers of JSON refuse or disagree on: two fields of one name, half of a
    /// surrogate pair, a number without end, lists in lists without end. It would be passed on to them.
    pub fn parse(line: &str, text_field: &str, id_field: &str) -> Result<JsonRecord, BadRecord> {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        let refuse = |what: &str, error: &serde_json::Error, at: usize| BadRecord::of(what, error, line, at);
        let Fields(object) =
            serde_json::from_str(line).map_err(|error| refuse("it is no JSON object", &error, 0))?;
        let unreadable = |error, at| refuse("readers of JSON refuse it", &error, at);
        // A value is a part of the line.
        let start = |value: &RawValue| value.get().as_ptr() as usize - line.as_ptr() as usize;
        if object.values().any(|value| value.get().starts_with(['[', '{'])) {
            // How deep it lies in the line counts.
            let Readable = serde_json::from_str(line).map_err(|error| unreadable(error, 0))?;
        } else {
            // The text is the longest by far, and read below.
            for (_, value) in object.iter().filter(|(name, _)| *name != text_field) {
                let Readable =
                    serde_json::from_str(value.get()).map_err(|error| unreadable(error, start(value)))?;
            }
        }
        let text =
            object.get(text_field).ok_or_else(|| BadRecord(format!("it has no field `{text_field}`")))?;
        let text = serde_json::from_str(text.get())
            .map_err(|error| refuse(&format!("its `{text_field}` is no text"), &error, start(text)))?;
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

/// Refuses JSON that is none, or has in it what readers refuse or disagree on, as [`JsonRecord::parse`] does.
///
/// ```
/// let error = canonym::input::check_json(r#"{"name": "Jim", "name": "Joe"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "it has two fields named `name`, column 22");
/// ```
///
/// # Errors
///
/// What is wrong, in one sentence.
pub fn check_json(json: &str) -> Result<(), BadRecord> {
    let Readable =
        serde_json::from_str(json).map_err(|error| BadRecord::of("it is no JSON", &error, json, 0))?;
    Ok(())
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
                while let Some(name) = map.next_key::<String>()? {
                    // Said here, the place is that of the name.
                    if fields.contains_key(&name) {
                        return Err(de::Error::custom(format!("{TWICE}`{name}`")));
                    }
                    fields.insert(name, map.next_value::<&RawValue>()?);
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

/// Any value that the reader of whole values takes, and in which no object has two fields of one name. Nothing of it is kept.
struct Readable;

impl<'de> Deserialize<'de> for Readable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Readable)
    }
}

impl<'de> Visitor<'de> for Readable {
    type Value = Readable;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_str<E>(self, _: &str) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Readable, A::Error> {
        while list.next_element::<Readable>()?.is_some() {}
        Ok(Readable)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Readable, A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if let Some(twice) = names.replace(name) {
                return Err(de::Error::custom(format!("{TWICE}`{twice}`")));
            }
            let Readable = map.next_value()?;
        }
        Ok(Readable)
    }
}

/// serde_json counts lines within the line, which helps nobody.
fn without_place(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    message.truncate(message.rfind(" at line ").unwrap_or(message.len()));
    message
}

/// What is wrong with what begins at byte `at` of `line`, and the character up to which all is right.
fn with_column(error: &serde_json::Error, line: &str, at: usize) -> String {
    let message = without_place(error);
    match error.column() {
        0 if at == 0 => message,
        n => {
            let column = line.bytes().take(at + n.max(1)).filter(|byte| byte & 0xc0 != 0x80).count();
            format!("{message}, column {column}")
        }
    }
}

/// Why a line is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord(String);

impl BadRecord {
    /// What is wrong with what begins at byte `at` of `json`; `what` says it where the reader only says how.
    fn of(what: &str, error: &serde_json::Error, json: &str, at: usize) -> BadRecord {
        let message = with_column(error, json, at);
        BadRecord(match message.strip_prefix(TWICE) {
            Some(name) => format!("it has {TWICE}{name}"),
            None => format!("{what} ({message})"),
        })
    }
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadRecord {}
