//! CSV and TSV with a heading, and a map from our fields to its columns.

use std::collections::BTreeMap;
use std::io::{self, Read};

use canonym::{Form, Limits};
use memchr::memrchr;

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
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(Ended::of(input));
    let heading: Vec<String> = match reader.headers() {
        Ok(heading) => heading.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect(),
        Err(error) => return Err(format!("the heading cannot be read: {error}")),
    };
    match heading.last() {
        Some(cell) if cell == END => return Err("it is empty".into()),
        Some(cell) if cell.contains(END) => return Err(format!("the heading cannot be read: {UNCLOSED}")),
        _ => {}
    }
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
            Err(error) if error.is_io_error() => return Err(error.to_string()),
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line() as usize);
                take(Err(Skip { line, why: format!("cannot be read: {error}") }));
                continue;
            }
        };
        let line = row.position().map_or(0, |position| position.line() as usize);
        if row.iter().eq([END]) {
            break;
        }
        if row.iter().next_back().is_some_and(|cell| cell.trim_end().ends_with(END)) {
            take(Err(Skip { line, why: UNCLOSED.into() }));
            break;
        }
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
        form: form_of(cell("form").unwrap_or("name")).map_err(|why| Skip { line, why })?,
        case: own("case"),
        when: own("when"),
        ..Label::name(name)
    }];
    for (field, form) in
        [("aliases", Form::Name), ("short", Form::Short), ("abbreviations", Form::Abbreviation)]
    {
        let texts = cell(field).into_iter().flat_map(|texts| texts.split(separator)).map(str::trim);
        let labels_of = texts.filter(|text| !text.is_empty()).map(|text| Label { form, ..Label::name(text) });
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

const UNCLOSED: &str =
    "a quotation mark opens a cell and none closes it, so that all lines behind it are in it";

/// The only cell of a row of ours behind the last one of a table: where it is a part of another cell, that one has no end.
const END: &str = "\u{0}end of the table\u{0}";

/// A table with a row behind its last one, and lines that end.
struct Ended<R> {
    input: R,
    /// Bytes of the line that is read.
    n: usize,
    /// What is left of the row of ours, once there is nothing else.
    rest: Option<Vec<u8>>,
}

impl<R: Read> Ended<R> {
    fn of(input: R) -> Ended<R> {
        Ended { input, n: 0, rest: None }
    }
}

impl<R: Read> Read for Ended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(rest) = &mut self.rest {
            let n = rest.len().min(buffer.len());
            buffer[..n].copy_from_slice(&rest[..n]);
            rest.drain(..n);
            return Ok(n);
        }
        let n = self.input.read(buffer)?;
        if n == 0 && !buffer.is_empty() {
            self.rest = Some(format!("\n{END}\n").into_bytes());
            return self.read(buffer);
        }
        const MOST: usize = Limits::DEFAULT.record_bytes;
        self.n = memrchr(b'\n', &buffer[..n]).map_or(self.n + n, |at| n - at - 1);
        if self.n > MOST {
            return Err(io::Error::other(format!("a line has no end within {} MiB", MOST >> 20)));
        }
        Ok(n)
    }
}
