//! `canonym lexicon show`: everything about one entity.

use std::collections::BTreeMap;
use std::io::Write;

use canonym::{Answer, Lexicon, LineIndex, Outline};

use crate::args::Lexicons;
use crate::layers;
use crate::output::{Failure, Outcome, Status, stdout};
use crate::terminal::inert;

/// Show everything an entity answers to, and by which rule
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The entity's id, or one of its names
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    lexicons: Lexicons,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let lexicon = layers::whole(layers::sources(&args.lexicons)?, "nothing can be shown")?;
    let outlines = lexicon.outline();
    let wanted = canonym::fold(&args.id);
    let found: Vec<&Outline> = match outlines.binary_search_by(|one| one.id.as_str().cmp(&args.id)) {
        Ok(at) => vec![&outlines[at]],
        Err(_) => outlines
            .iter()
            .filter(|one| one.names.iter().any(|name| canonym::fold(&name.text) == wanted))
            .collect(),
    };
    if found.is_empty() {
        let message =
            format!("no entry has the id or the name `{}`; `canonym lexicon list` lists them", args.id);
        return Err(Failure::Message(message));
    }
    let gazetteer = lexicon.compile()?;
    let mut out = stdout();
    for (n, one) in found.into_iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        let answers = gazetteer.find(&one.id).map_or(Vec::new(), |id| gazetteer.answers(id));
        show(one, &answers, &lexicon, &mut out)?;
    }
    out.flush()?;
    Ok(Status::Done)
}

fn show(
    one: &Outline,
    answers: &[Answer<'_>],
    lexicon: &Lexicon,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let source = &lexicon.sources()[one.at.source.index()];
    let line = LineIndex::new(&source.text).line_column(one.at.span.start).0;
    writeln!(out, "{}", inert(&one.name))?;
    let mut row = |label: &str, text: &str| match text.is_empty() {
        true => Ok(()),
        false => writeln!(out, "  {label:<9} {}", inert(text)),
    };
    row("id", &one.id)?;
    row("kind", one.kind.as_str())?;
    row("class", one.class.as_deref().unwrap_or_default())?;
    row("category", one.category.as_deref().unwrap_or_default())?;
    row("camp", one.camp.as_deref().unwrap_or_default())?;
    row("neutral", &one.neutral.join("; "))?;
    row("wikidata", one.wikidata.as_deref().unwrap_or_default())?;
    row("source", &one.sources.join("; "))?;
    let made = if one.at.note.is_empty() { String::new() } else { format!(", {}", one.at.note) };
    row("written", &format!("{}:{line}{made}", source.name))?;
    row("examples", &one.n_examples.to_string())?;
    // As an author writes them where that is how they are spelled, folded where a rule made them.
    let written: BTreeMap<String, &str> =
        one.names.iter().rev().map(|name| (canonym::fold(&name.text), name.text.as_str())).collect();
    let mut rows: Vec<[String; 5]> = Vec::new();
    for answer in answers {
        let spelled = written.get(answer.surface).copied().filter(|_| answer.rules.is_empty());
        let others = match answer.n_others {
            0 => String::new(),
            n => format!("shared with {n}"),
        };
        let rules = if answer.rules.is_empty() { "as written" } else { answer.rules };
        let when = format!("{}, {}", answer.when, answer.case);
        let surface = inert(spelled.unwrap_or(answer.surface)).to_string();
        rows.push([surface, answer.form.as_str().into(), when, rules.into(), others]);
    }
    rows.sort_by_key(|row| (row[3] != "as written", row[1] != "name", row[0].clone()));
    writeln!(out, "\nanswers to {}", super::count(rows.len(), "surface"))?;
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..5).map(width).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| {
            let padding = " ".repeat(width - cell.chars().count());
            format!("{cell}{padding}")
        });
        writeln!(out, "  {}", cells.collect::<Vec<String>>().join("  ").trim_end())?;
    }
    Ok(())
}
