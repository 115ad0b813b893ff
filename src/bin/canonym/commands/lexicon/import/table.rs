//! CSV and TSV with a heading, and a map from our fields to its columns.

use std::collections::BTreeMap;
use std::io::Read;

use super::lines::form_of;
use super::record::{Label, Record, Row, Skip, kind_of};

/// Fields that a column can be for.
const FIELDS: [&str; 13] = [
    "id",
    "kind",
    "name",
    "aliases",
    "short",
    "abbreviations",
    "form",
    "case",
    "when",
    "class",
    "wikidata",
    "role",
    "category",
];

/// Reads a table. `columns` names the column of a field where it is not called like the field; `separator` parts the aliases in a cell.
pub(super) fn read(
    input: impl Read,
    delimiter: u8,
    columns: &BTreeMap<String, String>,
    separator: &str,
    mut take: impl FnMut(Row),
) -> Result<(), String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
    let heading: Vec<String> = match reader.headers() {
        Ok(heading) => heading.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect(),
        Err(error) => return Err(format!("the heading cannot be read: {error}")),
    };
    let mut place = BTreeMap::new();
    for (field, column) in columns {
        if !FIELDS.contains(&field.as_str()) {
            return Err(format!("unknown field `{field}`; known are {}", FIELDS.join(", ")));
        }
        let Some(at) = heading.iter().position(|name| name == column) else {
            return Err(format!("there is no column `{column}`; there are {}", heading.join(", ")));
        };
        place.insert(field.as_str(), at);
    }
    for field in FIELDS {
        // `entity` is what our own export calls it.
        let own = |name: &String| name == field || field == "id" && name == "entity";
        if let Some(at) = heading.iter().position(own) {
            place.entry(field).or_insert(at);
        }
    }
    if !place.contains_key("name") {
        let found = heading.join(", ");
        return Err(format!("no column holds the name: say which with --columns name=…; there are {found}"));
    }
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line() as usize);
                take(Err(Skip { line, why: format!("cannot be read: {error}") }));
                continue;
            }
        };
        let line = row.position().map_or(0, |position| position.line() as usize);
        let cell = |field: &str| {
            let text = place.get(field).and_then(|at| row.get(*at)).map(str::trim)?;
            Some(without_guard(text)).filter(|text| !text.is_empty())
        };
        take(record(line, &cell, separator));
    }
    Ok(())
}

/// What stood in a cell before our own export, or whoever guards cells as we do, kept spreadsheets from taking it for a formula.
fn without_guard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|bare| canonym::render::cell(bare) == text).unwrap_or(text)
}

fn record<'r>(line: usize, cell: &dyn Fn(&str) -> Option<&'r str>, separator: &str) -> Row {
    let Some(name) = cell("name") else { return Err(Skip { line, why: "has no name".into() }) };
    let kind = match cell("kind") {
        None => None,
        Some(word) => match kind_of(word) {
            Some(kind) => Some(kind),
            None => return Err(Skip { line, why: format!("kind `{word}` is none of ours") }),
        },
    };
    let own = |field: &str| cell(field).map(str::to_owned);
    let mut labels = vec![Label {
        form: form_of(cell("form").unwrap_or("name")),
        case: own("case"),
        when: own("when"),
        ..Label::name(name)
    }];
    for (field, form) in [("aliases", "name"), ("short", "short"), ("abbreviations", "abbreviation")] {
        let texts = cell(field).into_iter().flat_map(|texts| texts.split(separator)).map(str::trim);
        let labels_of = texts
            .filter(|text| !text.is_empty())
            .map(|text| Label { form: form_of(form), ..Label::name(text) });
        labels.extend(labels_of);
    }
    Ok(Record {
        key: own("id"),
        id: own("id"),
        kind,
        labels,
        class: own("class"),
        wikidata: own("wikidata"),
        role: own("role"),
        category: own("category"),
        ..Record::at(line)
    })
}
