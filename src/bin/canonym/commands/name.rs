//! `canonym name`: bare names to entities.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use canonym::{Gazetteer, Limits, Reading};
use comfy_table::{ContentArrangement, Table, presets};

use crate::args::{Name, NameFormat};
use crate::documents::read_line;
use crate::layers;
use crate::output::{Failure, Outcome, Status, complain, stdout};
use crate::spared::Spared;
use crate::terminal::{column, inert};

/// Characters of a name.
const LONGEST: usize = Limits::DEFAULT.alias_characters;

/// Bytes of a line with one: a mark of byte order before it, an end of line behind it. What has more bytes has more characters.
const LONGEST_LINE: usize = 4 * LONGEST + 8;

pub(crate) fn run(args: &Name) -> Outcome {
    if args.names.is_empty() {
        Spared::of([Path::new("-")], &args.lexicons)?.claim_standard_output()?;
    }
    let gazetteer = args.written.on(layers::gazetteer(&args.lexicons)?);
    let format =
        args.format.unwrap_or(if io::stdout().is_terminal() { NameFormat::Text } else { NameFormat::Tsv });
    let mut out = stdout();
    let mut status = Status::Done;
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["name", "entity", "canonical form", "evidence", "candidates"]);
    // Where it stands is told of one that is no name: a list of another kind, or a text.
    let mut each = |name: &str, place: &dyn Fn() -> String| -> Result<(), Failure> {
        if name.chars().nth(LONGEST).is_some() {
            status = Status::Trouble;
            let place = place();
            complain(format!(
                "cannot look up {place}: it has more than {LONGEST} characters, the most for one name"
            ));
            return Ok(());
        }
        let row = Row::of(name, &gazetteer);
        if row.reading.is_none() {
            status = status.max(Status::Findings);
        }
        match format {
            NameFormat::Tsv => {
                let line = row.cells().map(|text| column(&text)).join("\t");
                writeln!(out, "{line}")?;
            }
            NameFormat::Jsonl => writeln!(out, "{}", canonym::render::line_of_json(&row.json()))?,
            NameFormat::Text => {
                table.add_row(row.cells().map(|text| inert(&text)));
            }
        }
        Ok(())
    };
    if args.names.is_empty() {
        if io::stdin().is_terminal() {
            let usage = "nothing to look up: give names as arguments, or one a line on standard input";
            return Err(Failure::Message(usage.into()));
        }
        let (mut line, mut n) = (Vec::new(), 0);
        let mut input = io::stdin().lock();
        let fail = |error| Failure::Message(format!("cannot read standard input: {error}"));
        while read_line(&mut input, LONGEST_LINE, &mut line).map_err(fail)? {
            n += 1;
            let decoded = canonym::input::Decoded::of(&line);
            let name = decoded.text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
            each(name, &|| format!("line {n} of standard input"))?;
            line.clear();
        }
    } else {
        for (n, name) in (1..).zip(&args.names) {
            each(name, &|| format!("name {n}"))?;
        }
    }
    if format == NameFormat::Text {
        writeln!(out, "{table}")?;
    }
    out.flush()?;
    Ok(status)
}

struct Row<'a> {
    name: &'a str,
    reading: Option<Reading>,
    gazetteer: &'a Gazetteer,
}

impl<'a> Row<'a> {
    fn of(name: &'a str, gazetteer: &'a Gazetteer) -> Row<'a> {
        Row { name, reading: gazetteer.name(name), gazetteer }
    }

    fn evidence(&self) -> &'static str {
        match &self.reading {
            None => "unknown",
            Some(Reading::One { evidence, .. }) => evidence.as_str(),
            Some(Reading::Ambiguous(_)) => "open",
        }
    }

    fn entity(&self) -> Option<&canonym::Entity> {
        Some(self.gazetteer.entity(self.reading.as_ref()?.entity()?))
    }

    fn candidates(&self) -> Vec<&str> {
        match &self.reading {
            Some(Reading::Ambiguous(entities)) => {
                entities.iter().map(|id| self.gazetteer.entity(*id).key.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Input, entity id (empty when unknown or open), canonical form, evidence, candidates.
    fn cells(&self) -> [String; 5] {
        let of =
            |field: fn(&canonym::Entity) -> &String| self.entity().map(field).cloned().unwrap_or_default();
        let (key, name) = (of(|entity| &entity.key), of(|entity| &entity.name));
        [self.name.to_owned(), key, name, self.evidence().to_owned(), self.candidates().join("|")]
    }

    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "input": self.name,
            "entity": self.entity().map(|entity| &entity.key),
            "name": self.entity().map(|entity| &entity.name),
            "evidence": self.evidence(),
            "candidates": self.candidates(),
        })
    }
}
