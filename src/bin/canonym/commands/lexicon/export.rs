//! `canonym lexicon export`: the lexicons that come with the program as files to edit, or all in effect in other formats.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use canonym::render::{cell, iri, line_of_json, turtle};
use canonym::{Lexicon, Outline};
use serde_json::json;

use crate::args::Lexicons;
use crate::layers;
use crate::output::{Failure, Outcome, Status, cannot_write, complain, stdout};
use crate::whole::Target;

/// Write the lexicons that come with canonym into a folder, to edit; or print all lexicons in effect in another format
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write to; it must be new or empty
    #[arg(value_name = "DIR", required_unless_present = "format", conflicts_with_all = ["format", "paths", "gazetteer"])]
    folder: Option<PathBuf>,
    /// Print in this format instead
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    lexicons: Lexicons,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One lexicon file with all names; clues and examples are not in it
    Toml,
    /// A line a name: entity, kind, name, form, case, when
    Csv,
    /// A JSON object an entity, with all names; clues, examples, offices and dates are not in it
    Jsonl,
    /// Concepts with labels, in Turtle
    Skos,
    /// Patterns for spaCy's entity ruler, a JSON object a line
    Spacy,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    match (&args.folder, args.format) {
        (Some(folder), _) => write_files(folder),
        (None, Some(format)) => print(args, format),
        (None, None) => Err(Failure::Message("give a folder or --format".into())),
    }
}

fn write_files(folder: &Path) -> Outcome {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("`{}` is not empty; nothing was written", folder.display());
        return Err(Failure::Message(message));
    }
    let sources = Lexicon::embedded();
    for source in &sources {
        let path = folder.join(source.name.trim_start_matches("lexicons/"));
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| cannot_write(parent, error))?;
        Target::of(&path)?.save(source.text.as_bytes())?;
    }
    complain(format!(
        "wrote {} to `{}`; use them with --no-default-lexicons --lexicon {}",
        super::count(sources.len(), "file"),
        folder.display(),
        folder.display()
    ));
    Ok(Status::Done)
}

fn print(args: &Args, format: Format) -> Outcome {
    let lexicon = layers::whole(layers::sources(&args.lexicons)?, "nothing was exported")?;
    let mut out = stdout();
    match format {
        Format::Csv => writeln!(out, "entity,kind,name,form,case,when")?,
        Format::Skos => {
            writeln!(out, "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .")?;
            writeln!(out, "@prefix : <urn:canonym:> .\n")?;
        }
        Format::Toml => writeln!(out, "format    = 1\ngenerated = true")?,
        Format::Jsonl | Format::Spacy => {}
    }
    for one in lexicon.outline() {
        match format {
            Format::Toml => writeln!(out, "\n{}", super::import::entry_of(&one).trim_end())?,
            Format::Csv => csv(&one, &mut out)?,
            Format::Jsonl => writeln!(out, "{}", line_of_json(&record(&one)))?,
            Format::Skos => skos(&one, &mut out)?,
            Format::Spacy => spacy(&one, &mut out)?,
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

fn csv(one: &Outline, out: &mut dyn Write) -> std::io::Result<()> {
    let quoted = |text: &str| match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    };
    for name in &one.names {
        let (kind, form) = (one.kind.as_str(), name.form.as_str());
        let text = quoted(&cell(&name.text));
        writeln!(out, "{},{kind},{text},{form},{},{}", one.id, name.case, name.when)?;
    }
    Ok(())
}

fn record(one: &Outline) -> serde_json::Value {
    let names: Vec<serde_json::Value> = one
        .names
        .iter()
        .map(|name| {
            let (form, case) = (name.form.as_str(), name.case);
            json!({"text": name.text, "form": form, "case": case, "when": name.when, "native": name.native})
        })
        .collect();
    json!({
        "id": one.id,
        "kind": one.kind.as_str(),
        "name": one.name,
        "class": one.class,
        "role": one.role.map(|role| role.as_str()),
        "category": one.category,
        "camp": one.camp,
        "wikidata": one.wikidata,
        "neutral": one.neutral,
        "source": one.sources,
        "names": names,
    })
}

fn skos(one: &Outline, out: &mut dyn Write) -> std::io::Result<()> {
    write!(out, ":{} a skos:Concept ;\n    skos:prefLabel {}", one.id, turtle(&one.name))?;
    let mut seen = BTreeSet::from([one.name.as_str()]);
    for name in one.names.iter().filter(|name| name.form != canonym::Form::Demonym) {
        if seen.insert(&name.text) {
            write!(out, " ;\n    skos:altLabel {}", turtle(&name.text))?;
        }
    }
    write!(out, " ;\n    skos:inScheme <urn:canonym:kind:{}>", one.kind.as_str())?;
    if let Some(id) = &one.wikidata {
        write!(out, " ;\n    skos:exactMatch <http://www.wikidata.org/entity/{}>", iri(id))?;
    }
    writeln!(out, " .\n")
}

fn spacy(one: &Outline, out: &mut dyn Write) -> std::io::Result<()> {
    let label = match one.kind {
        canonym::Kind::Person => "PERSON",
        canonym::Kind::Organization => "ORG",
        canonym::Kind::Place => "GPE",
        canonym::Kind::Term => "TERM",
    };
    // The ruler knows no conditions: only names that count wherever they stand can be given to it.
    for name in one.names.iter().filter(|name| name.when == "always" && name.form != canonym::Form::Demonym) {
        let pattern = json!({"label": label, "pattern": name.text, "id": one.id});
        writeln!(out, "{}", line_of_json(&pattern))?;
    }
    Ok(())
}
