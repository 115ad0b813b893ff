//! Formats of a line an entity, or a line a name.

use std::io::BufRead;

use canonym::input::check_json;
use canonym::{Form, Kind, Limits};
use serde_json::Value;

use super::record::{Label, Record, Row, Skip, kind_of};
use crate::documents::read_line;

/// Calls `take` with the lines of `input` and their numbers, without those that are empty; what is no UTF-8 or too long is a skipped row.
///
/// # Errors
///
/// An input that cannot be read to its end, in one sentence.
pub(super) fn each(
    mut input: impl BufRead,
    mut take: impl FnMut(Result<(usize, &str), Skip>),
) -> Result<(), String> {
    const MOST: usize = Limits::DEFAULT.record_bytes;
    let mut buffer = Vec::new();
    for line in 1.. {
        buffer.clear();
        match read_line(&mut input, MOST, &mut buffer) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(format!("line {line} cannot be read: {error}")),
        }
        if buffer.len() > MOST {
            take(Err(Skip { line, why: format!("is longer than {} MiB", MOST >> 20) }));
            continue;
        }
        let Ok(text) = std::str::from_utf8(&buffer) else {
            take(Err(Skip { line, why: "is no UTF-8".into() }));
            continue;
        };
        let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        if !text.trim().is_empty() {
            take(Ok((line, text)));
        }
    }
    Ok(())
}

/// JRC-Names' variant file: id, type (P or O), language, name with `+` for spaces; the first name of an id is the canonical one.
pub(super) fn jrc(line: usize, text: &str) -> Row {
    let mut fields = text.split('\t');
    let (Some(key), Some(kind), Some(_), Some(name)) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Skip { line, why: "has fewer than four fields: id, type, language, name".into() });
    };
    let kind = match kind {
        "P" => Kind::Person,
        "O" => Kind::Organization,
        other => return Err(Skip { line, why: format!("type `{other}` is none of ours (P, O)") }),
    };
    let name = name.replace('+', " ");
    Ok(Record { key: Some(key.into()), kind: Some(kind), name: Some(name), ..Record::at(line) })
}

/// A row of GeoNames' tables, such as cities15000.txt.
pub(super) fn geonames(line: usize, text: &str) -> Row {
    let fields: Vec<&str> = text.split('\t').collect();
    let [key, name, _, others, _, _, class, code, country, ..] = fields[..] else {
        let why = format!("has {} fields; a row of GeoNames has 19", fields.len());
        return Err(Skip { line, why });
    };
    let class = match (class, code) {
        ("P", _) => "city",
        ("A", "PCLI" | "PCL" | "PCLD" | "PCLF" | "PCLS" | "PCLIX") => "country",
        ("A", _) => "province",
        ("H", code) if code.starts_with("STM") => "river",
        ("H", "SEA" | "OCN" | "GULF" | "BAY") => "sea",
        ("T", code) if code.starts_with("ISL") => "island",
        ("T", "MT" | "MTS" | "PK") => "mountain",
        ("L", _) => "region",
        ("S", _) => "site",
        _ => "other",
    };
    let record = Record {
        key: Some(key.into()),
        kind: Some(Kind::Place),
        name: Some(name.into()),
        class: Some(class.into()),
        hint: Some(country.to_ascii_lowercase()).filter(|code| !code.is_empty()),
        ..Record::at(line)
    };
    Ok(Record { labels: alternates(others.split(',')), ..record })
}

/// Names that people write: transliterations in small letters and airport codes are left out.
pub(super) fn alternates<'t>(names: impl Iterator<Item = &'t str>) -> Vec<Label> {
    let written = |name: &&str| {
        let first = name.chars().next().unwrap_or(' ');
        let code = name.chars().count() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
        !code && !first.is_lowercase() && first.is_alphabetic() && name.chars().count() > 2
    };
    names.map(str::trim).filter(written).map(Label::name).collect()
}

/// A line of Wikidata's JSON dump. Labels in `languages` are taken; the first of them gives the canonical form.
pub(super) fn wikidata(line: usize, text: &str, languages: &[String], kind: Option<Kind>) -> Option<Row> {
    let text = text.trim().trim_end_matches(',');
    if text == "[" || text == "]" {
        return None;
    }
    let value = match object(line, text) {
        Ok(value) => value,
        Err(skip) => return Some(Err(skip)),
    };
    let id = value["id"].as_str().unwrap_or_default();
    let claims = |property: &str| -> Vec<&str> {
        let claims = value["claims"][property].as_array();
        claims
            .into_iter()
            .flatten()
            .filter(|claim| claim["rank"] != "deprecated")
            .filter_map(|claim| claim["mainsnak"]["datavalue"]["value"]["id"].as_str())
            .collect()
    };
    let instance = claims("P31");
    let is = |ids: &[&str]| instance.iter().any(|id| ids.contains(id));
    const ORGANIZATIONS: [&str; 12] = [
        "Q43229", "Q4830453", "Q7278", "Q327333", "Q192350", "Q783794", "Q11032", "Q1616075", "Q163740",
        "Q484652", "Q891723", "Q6881511",
    ];
    let kind = match kind {
        Some(kind) => kind,
        None if is(&["Q5"]) => Kind::Person,
        None if is(&ORGANIZATIONS) => Kind::Organization,
        None if !value["claims"]["P625"].is_null() => Kind::Place,
        None => {
            let why =
                format!("`{id}` is neither a person, a body nor a place by its P31 and P625; --kind says");
            return Some(Err(Skip { line, why }));
        }
    };
    let mut names = Vec::new();
    for language in languages {
        names.extend(value["labels"][language]["value"].as_str());
        let aliases = value["aliases"][language].as_array();
        names.extend(aliases.into_iter().flatten().filter_map(|alias| alias["value"].as_str()));
    }
    let Some(name) = value["labels"][&languages[0]]["value"].as_str() else {
        return Some(Err(Skip { line, why: format!("`{id}` has no label in `{}`", languages[0]) }));
    };
    Some(Ok(Record {
        key: Some(id.into()),
        kind: Some(kind),
        name: Some(name.into()),
        labels: names.into_iter().map(Label::name).collect(),
        wikidata: Some(id.into()),
        ..Record::at(line)
    }))
}

/// An entity of FollowTheMoney, as OpenSanctions publishes them.
pub(super) fn follow_the_money(line: usize, text: &str) -> Row {
    let value = object(line, text)?;
    let schema = value["schema"].as_str().unwrap_or_default();
    let Some(kind) = kind_of(schema) else {
        return Err(Skip { line, why: format!("schema `{schema}` is none of our kinds") });
    };
    let property =
        |key: &str| value["properties"][key].as_array().into_iter().flatten().filter_map(Value::as_str);
    let name = value["caption"].as_str().or_else(|| property("name").next()).map(str::to_owned);
    let labels = property("name").chain(property("alias")).map(Label::name);
    let weak =
        property("weakAlias").map(|text| Label { when: Some("introduced".into()), ..Label::name(text) });
    Ok(Record {
        key: value["id"].as_str().map(str::to_owned),
        kind: Some(kind),
        labels: labels.chain(weak).collect(),
        wikidata: property("wikidataId").next().map(str::to_owned),
        hint: property("country").next().map(str::to_owned),
        name,
        ..Record::at(line)
    })
}

/// A pattern of spaCy's entity ruler: a text, or tokens that only say which words they are.
pub(super) fn spacy(line: usize, text: &str) -> Row {
    let value = object(line, text)?;
    let label = value["label"].as_str().unwrap_or_default();
    let Some(kind) = kind_of(label) else {
        return Err(Skip { line, why: format!("label `{label}` is none of our kinds") });
    };
    let (name, case) = match &value["pattern"] {
        Value::String(text) => (text.clone(), None),
        Value::Array(tokens) => {
            let Some(words) = tokens.iter().map(plain_word).collect::<Option<Vec<&str>>>() else {
                return Err(Skip { line, why: "its tokens ask for more than words".into() });
            };
            let exact = tokens.iter().all(|token| token.get("LOWER").is_none());
            (words.join(" "), exact.then(|| "exact".to_owned()))
        }
        _ => return Err(Skip { line, why: "has no `pattern`".into() }),
    };
    let key = value["id"].as_str().map(str::to_owned);
    Ok(Record {
        id: key.clone(),
        // Without an id every pattern is a name of its own.
        key: key.map(|id| format!("{label}/{id}")),
        kind: Some(kind),
        labels: vec![Label { case, ..Label::name(name) }],
        ..Record::at(line)
    })
}

/// The word that a token asks for, when it asks for nothing else.
fn plain_word(token: &Value) -> Option<&str> {
    let token = token.as_object().filter(|token| token.len() == 1)?;
    let (key, word) = token.iter().next()?;
    if matches!(key.as_str(), "LOWER" | "TEXT" | "ORTH") { word.as_str() } else { None }
}

/// Our own JSON lines, as `lexicon export` writes them; or any with `name`, `kind` and `aliases`.
pub(super) fn jsonl(line: usize, text: &str) -> Row {
    let value = object(line, text)?;
    let skip = |why: String| Skip { line, why };
    let string = |key: &str| string(&value, key).map_err(skip);
    let strings = |key: &str| strings(&value, key).map_err(skip);
    let kind = match string("kind")? {
        None => None,
        Some(word) => match kind_of(&word) {
            Some(kind) => Some(kind),
            None => return Err(Skip { line, why: format!("kind `{word}` is none of ours") }),
        },
    };
    let mut labels = Vec::new();
    for (key, form) in [
        ("aliases", Form::Name),
        ("native", Form::Name),
        ("short", Form::Short),
        ("abbreviations", Form::Abbreviation),
        ("demonyms", Form::Demonym),
    ] {
        labels.extend(strings(key)?.into_iter().map(|text| Label { form, ..Label::name(text) }));
    }
    let mut unknown = unknown(&value, &FIELDS, "");
    let names = match &value["names"] {
        Value::Null => [].as_slice(),
        Value::Array(names) => names,
        _ => return Err(skip("its `names` is no list".into())),
    };
    for name in names {
        let field = |key: &str| self::string(name, key).map_err(skip);
        let text = field("text")?.ok_or_else(|| skip("one of its `names` has no `text`".into()))?;
        let form = form_of(field("form")?.as_deref().unwrap_or("name")).map_err(skip)?;
        let (case, when, own) = (field("case")?, field("when")?, Label::name(text));
        let native = name["native"].as_bool().unwrap_or(own.native);
        labels.push(Label { form, case, when, native, ..own });
        unknown.extend(self::unknown(name, &FIELDS_OF_NAMES, "names."));
    }
    // A number tells entities apart, and is no id for a lexicon.
    let number = value["id"].as_number().map(ToString::to_string);
    let id = if number.is_none() { string("id")? } else { None };
    Ok(Record {
        key: number.or(id.clone()),
        id,
        kind,
        name: string("name")?,
        labels,
        class: string("class")?,
        wikidata: string("wikidata")?,
        iso: string("iso")?,
        role: string("role")?,
        category: string("category")?,
        camp: string("camp")?,
        neutral: strings("neutral")?,
        sources: strings("source")?,
        unknown,
        ..Record::at(line)
    })
}

/// Fields of our own JSON lines.
const FIELDS: [&str; 17] = [
    "id",
    "kind",
    "name",
    "names",
    "aliases",
    "native",
    "short",
    "abbreviations",
    "demonyms",
    "class",
    "wikidata",
    "iso",
    "role",
    "category",
    "camp",
    "neutral",
    "source",
];

/// Those of one of the `names`.
const FIELDS_OF_NAMES: [&str; 5] = ["text", "form", "case", "when", "native"];

/// What is said in other fields than `known`, by their names.
fn unknown(value: &Value, known: &[&str], before: &str) -> Vec<String> {
    let fields = value.as_object().into_iter().flatten();
    let said = fields.filter(|(key, value)| !value.is_null() && !known.contains(&key.as_str()));
    said.map(|(key, _)| format!("{before}{key}")).collect()
}

/// The text of a field; nothing where it is not there, or empty.
fn string(value: &Value, key: &str) -> Result<Option<String>, String> {
    match &value[key] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        _ => Err(format!("its `{key}` is no text")),
    }
}

/// The texts of a field; one may stand without brackets.
fn strings(value: &Value, key: &str) -> Result<Vec<String>, String> {
    let list = value[key].as_array().map_or(std::slice::from_ref(&value[key]), Vec::as_slice);
    let given = list.iter().filter(|one| !one.is_null());
    let text = |one: &Value| one.as_str().map(str::to_owned);
    let texts: Option<Vec<String>> = given.map(text).collect();
    texts.ok_or_else(|| format!("its `{key}` is neither a text nor a list of texts"))
}

/// The form for its word.
pub(super) fn form_of(word: &str) -> Result<Form, String> {
    let forms = [Form::Name, Form::Short, Form::Abbreviation, Form::Demonym];
    let form = forms.into_iter().find(|form| form.as_str() == word);
    form.ok_or_else(|| format!("form `{word}` is none of ours (name, short, abbreviation, demonym)"))
}

fn object(line: usize, text: &str) -> Result<Value, Skip> {
    let skip = |why: String| Skip { line, why };
    check_json(text).map_err(|why| skip(why.to_string()))?;
    match serde_json::from_str::<Value>(text) {
        Ok(value) if value.is_object() => Ok(value),
        Ok(_) => Err(skip("it is no JSON object".into())),
        Err(error) => Err(skip(format!("it is no JSON: {error}"))),
    }
}
