//! `canonym lexicon stats`: how much of what the lexicons hold.

use std::collections::BTreeMap;
use std::io::Write;

use canonym::{Kind, Outline};

use crate::args::Lexicons;
use crate::output::{Outcome, Status, stdout};
use crate::{layers, terminal};

/// Count what the lexicons hold: entities, names, surfaces, classes, categories, camps
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    lexicons: Lexicons,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let lexicon = layers::whole(layers::sources(&args.lexicons)?, "nothing was counted")?;
    let outlines = lexicon.outline();
    let mut out = stdout();
    let mut section = |title: &str, counts: &BTreeMap<&str, usize>| -> Result<(), std::io::Error> {
        if counts.is_empty() {
            return Ok(());
        }
        writeln!(out, "{title}")?;
        let mut counts: Vec<(&str, usize)> = counts.iter().map(|(key, n)| (*key, *n)).collect();
        counts.sort_by_key(|(key, n)| (std::cmp::Reverse(*n), *key));
        for (key, n) in counts {
            writeln!(out, "  {n:>7}  {}", terminal::cell(key))?;
        }
        writeln!(out)
    };
    let tally = |key: &dyn Fn(&Outline) -> Option<&str>| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for key in outlines.iter().filter_map(key) {
            *counts.entry(key).or_default() += 1;
        }
        counts
    };
    section("entities by kind", &tally(&|one| Some(one.kind.as_str())))?;
    section(
        "organizations by class",
        &tally(&|one| one.class.as_deref().filter(|_| one.kind == Kind::Organization)),
    )?;
    section("places by class", &tally(&|one| one.class.as_deref().filter(|_| one.kind == Kind::Place)))?;
    section("terms by category", &tally(&|one| one.category.as_deref()))?;
    section("terms by camp", &tally(&|one| one.camp.as_deref()))?;
    let mut totals = BTreeMap::from([
        ("files", lexicon.sources().len()),
        ("entities", outlines.len()),
        ("made by templates", outlines.iter().filter(|one| !one.at.note.is_empty()).count()),
        ("names as written", outlines.iter().map(|one| one.names.len()).sum()),
        ("examples", lexicon.examples().count()),
    ]);
    let gazetteer = lexicon.compile()?;
    totals.insert("surfaces the matcher knows", gazetteer.n_surfaces());
    let (trie, filter, places) = gazetteer.matcher_memory();
    totals.insert("bytes of the matcher", trie + filter + places);
    section("in all", &totals)?;
    writeln!(out, "engine: {}", args.lexicons.engine.unwrap_or(gazetteer.engine()).as_str())?;
    out.flush()?;
    Ok(Status::Done)
}
