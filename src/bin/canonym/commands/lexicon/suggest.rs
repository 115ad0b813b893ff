//! `canonym lexicon suggest`: frequent names that no lexicon knows.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use canonym::Gazetteer;
use canonym::render::line_of_json;
use canonym::suggest::{Suggester, Suggestion};
use clap::ValueEnum;
use serde_json::json;

use super::count;
use super::toml::{list, string};
use crate::args::{Lexicons, ReadOptions};
use crate::documents::{AT_WORK, Document, Documents};
use crate::layers;
use crate::output::{Failure, Outcome, stdout};
use crate::terminal::inert;

/// List frequent names in texts that no lexicon knows, near misses of known names first
///
/// Printed as TOML to paste: an alias for a known entity where the name is nearly one of its own, else a new entry whose kind is a guess.
/// Read each one before you keep it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym lexicon suggest articles/ > new.toml
  canonym lexicon suggest news.jsonl --top 20 --format text")]
pub(crate) struct Args {
    /// The texts: files and folders of them, as `canonym tag` reads them; `-` or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    options: ReadOptions,
    /// How often a name must stand in the texts
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: usize,
    /// How many to print
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    lexicons: Lexicons,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Entries for a lexicon, with counts and contexts as comments
    #[default]
    Toml,
    /// A line a name
    Text,
    /// One JSON object a line
    Json,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let gazetteer = args.options.written.on(layers::gazetteer(&args.lexicons)?);
    let suggester = Mutex::new(Suggester::new(&gazetteer));
    let mut n_documents = 0;
    // One after the other, so that it is nobody else's.
    let add = |document: Document| {
        let text = document.decode()?.text;
        let mut suggester = suggester.lock().unwrap_or_else(PoisonError::into_inner);
        suggester.add(&document.id, &text, &AT_WORK).map_err(|error| document.refuse(&error))
    };
    let status = Documents::of(&args.files, &args.options)?.each(1, add, |()| {
        n_documents += 1;
        Ok(())
    })?;
    let suggester = suggester.into_inner().unwrap_or_else(PoisonError::into_inner);
    if n_documents == 0 {
        return Err(Failure::Message("there is no text to look through".into()));
    }
    let mut suggestions = suggester.finish(args.least.max(1));
    suggestions.truncate(args.top);
    let mut out = stdout();
    match args.format {
        Format::Toml => toml(&suggestions, &gazetteer, n_documents, &mut out)?,
        Format::Text => suggestions.iter().try_for_each(|one| writeln!(out, "{}", line(one)))?,
        Format::Json => {
            suggestions.iter().try_for_each(|one| writeln!(out, "{}", line_of_json(&record(one))))?
        }
    }
    out.flush()?;
    Ok(status)
}

fn toml(
    suggestions: &[Suggestion],
    gazetteer: &Gazetteer,
    n_documents: usize,
    out: &mut impl Write,
) -> std::io::Result<()> {
    writeln!(
        out,
        "# Names found in {} that no lexicon knows. Kinds of new entries are guesses.",
        count(n_documents, "document")
    )?;
    writeln!(out, "format = 1")?;
    let mut done = BTreeSet::new();
    for suggestion in suggestions.iter().filter(|one| one.near.is_none() || done.insert(&one.id)) {
        // TOML has each table once: all aliases of one entity together.
        let same: Vec<&Suggestion> = match suggestion.near {
            Some(_) => {
                suggestions.iter().filter(|one| one.near.is_some() && one.id == suggestion.id).collect()
            }
            None => vec![suggestion],
        };
        writeln!(out)?;
        for one in &same {
            writeln!(out, "# {}", inert(&summary(one)))?;
            for context in &one.contexts {
                let line = format!("…{}[{}]{}…", context.before, context.surface, context.after);
                writeln!(out, "#   {}", inert(&line).replace('\n', " "))?;
            }
        }
        writeln!(out, "[{}.{}]", suggestion.kind.as_str(), suggestion.id)?;
        let mut spellings: Vec<&str> =
            same.iter().flat_map(|one| &one.spellings).map(|(spelling, _)| spelling.as_str()).collect();
        let short: Vec<&str> =
            same.iter().flat_map(|one| &one.short).map(|(spelling, _)| spelling.as_str()).collect();
        match &suggestion.near {
            Some(near) => {
                let name = inert(&gazetteer.entity(near.entity).name);
                writeln!(out, "extend  = true  # {name}")?;
            }
            None => writeln!(out, "name    = {}", string(spellings.remove(0)))?,
        }
        let (abbreviations, aliases): (Vec<&str>, Vec<&str>) = spellings
            .into_iter()
            .partition(|one| one.len() <= 6 && one.chars().all(|c| c.is_ascii_uppercase()));
        for (key, values) in [("aliases", aliases), ("abbreviations", abbreviations), ("short", short)] {
            if !values.is_empty() {
                writeln!(out, "{key:7} = {}", list(values.into_iter()))?;
            }
        }
    }
    Ok(())
}

/// How often, where, and what it is like.
fn summary(one: &Suggestion) -> String {
    let mut text = format!("{}: {} × in {}", one.name, one.count, count(one.n_documents, "document"));
    if let Some(near) = &one.near {
        text.push_str(&format!("; {} `{}`", near.likeness.as_str(), near.name));
    }
    text
}

fn line(one: &Suggestion) -> String {
    let spellings: Vec<&str> = one.spellings.iter().map(|(spelling, _)| spelling.as_str()).collect();
    let near = one
        .near
        .as_ref()
        .map_or(String::new(), |near| format!("  {} {} ({})", near.likeness.as_str(), near.name, one.id));
    let context = one.contexts.first().map_or(String::new(), |context| {
        format!("  …{}[{}]{}…", context.before, context.surface, context.after)
    });
    let line = format!("{:5} {:13} {}{near}{context}", one.count, one.kind.as_str(), spellings.join(" / "));
    inert(&line).replace('\n', " ")
}

fn record(one: &Suggestion) -> serde_json::Value {
    let counted = |list: &[(String, usize)]| -> serde_json::Value {
        list.iter().map(|(text, n)| json!({"text": text, "count": n})).collect()
    };
    let contexts: Vec<serde_json::Value> = one
        .contexts
        .iter()
        .map(|context| {
            json!({
                "document": context.document, "before": context.before, "surface": context.surface,
                "after": context.after,
            })
        })
        .collect();
    let near = one
        .near
        .as_ref()
        .map(|near| json!({"entity": one.id, "name": near.name, "likeness": near.likeness.as_str()}));
    json!({
        "name": one.name, "id": one.id, "kind": one.kind.as_str(), "near": near, "count": one.count,
        "documents": one.n_documents, "spellings": counted(&one.spellings), "short": counted(&one.short),
        "contexts": contexts,
    })
}
