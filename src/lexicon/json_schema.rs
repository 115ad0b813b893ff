//! The [schema](super::schema) as JSON Schema, for editors that complete and check while one types.

use serde_json::{Map, Value, json};

use super::schema::{self, Key, NAME_PHRASE, Shape, Table};

/// A text with something to see in it.
const VISIBLE: &str = r"\S";
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

/// The whole schema, draft 7: the draft that all editors know.
pub(super) fn json_schema() -> Value {
    let mut definitions = Map::new();
    let mut root = object(&schema::FILE, &mut definitions);
    let about = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "canonym lexicon",
        "description": "People, organizations, places and loaded wording, as canonym reads them.",
    });
    if let (Value::Object(root), Value::Object(about)) = (&mut root, about) {
        root.extend(about);
        root.insert("definitions".into(), Value::Object(definitions));
    }
    root
}

/// The schema of a table; those of the tables in it are added to `definitions`.
fn object(table: &'static Table, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in table.keys {
        let mut value = shape(key, definitions);
        if let Value::Object(value) = &mut value {
            value.insert("description".into(), key.doc.into());
        }
        properties.insert(key.name.into(), value);
    }
    let mut object = json!({
        "type": "object",
        "description": table.what,
        "properties": properties,
        "additionalProperties": false,
    });
    let needed: Vec<&str> = table.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let Value::Object(map) = &mut object else { return object };
    let waivers: Vec<Value> = ["extend", "remove"]
        .iter()
        .filter(|waiver| table.key(waiver).is_some())
        .map(|waiver| json!({ "required": [waiver], "properties": { *waiver: { "const": true } } }))
        .collect();
    if waivers.is_empty() {
        map.insert("required".into(), needed.into());
    } else {
        // An entry that adds to another one, or drops it, need not say it all again.
        map.insert("if".into(), json!({ "anyOf": waivers }));
        map.insert("else".into(), json!({ "required": needed }));
    }
    object
}

fn shape(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let text = || json!({ "type": "string", "pattern": VISIBLE });
    let list = |items: Value| json!({ "type": "array", "items": items });
    // `$ref` stands alone in draft 7, so that a description has to go beside it.
    let beside = |reference: Value| json!({ "allOf": [reference] });
    match key.shape {
        Shape::Text | Shape::Pattern => text(),
        Shape::Switch => json!({ "type": "boolean" }),
        Shape::Format => json!({ "const": 1 }),
        Shape::Reference => json!({ "type": "string", "pattern": SLUG }),
        Shape::Date => json!({ "type": "string", "pattern": DATE }),
        Shape::Choice(allowed) => json!({ "enum": allowed }),
        Shape::Texts | Shape::Patterns | Shape::Plain => list(text()),
        Shape::Marked => list(json!({ "type": "string", "pattern": r"\{" })),
        Shape::OneOrMore => json!({ "anyOf": [text(), list(text())] }),
        Shape::Names => {
            let name = define(&schema::ALIAS, definitions);
            list(json!({ "anyOf": [text(), name], "description": NAME_PHRASE }))
        }
        Shape::Table(table) => beside(define(table, definitions)),
        Shape::Tables(table) => list(define(table, definitions)),
        Shape::Entries(table) => json!({
            "type": "object",
            "propertyNames": { "pattern": SLUG },
            "additionalProperties": define(table, definitions),
        }),
        Shape::Glossary => json!({ "type": "object", "additionalProperties": text() }),
        Shape::Classes => json!({ "type": "object", "additionalProperties": list(text()) }),
    }
}

/// A reference to the definition of a table, which is made when it is not there yet.
fn define(table: &'static Table, definitions: &mut Map<String, Value>) -> Value {
    let name = table.what.trim_start_matches("a ").trim_start_matches("an ").replace(' ', "-");
    if !definitions.contains_key(&name) {
        // Held, so that a table which holds itself would not be followed for ever.
        definitions.insert(name.clone(), Value::Null);
        let object = object(table, definitions);
        definitions.insert(name.clone(), object);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}
