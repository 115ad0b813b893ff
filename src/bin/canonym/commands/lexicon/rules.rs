//! `canonym lexicon rules`: the rules that make spellings of names.

use std::io::Write;

use canonym::Lexicon;

use crate::output::{Outcome, Status, stdout};

/// List the rules of spelling variants, each with spellings that it takes for one
///
/// An entry switches them on and off with `rules` and `no-rules`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Does it.
pub(crate) fn run(_: &Args) -> Outcome {
    let mut out = stdout();
    for (name, spellings) in Lexicon::spelling_rules() {
        writeln!(out, "{name:<20} {spellings}")?;
    }
    out.flush()?;
    Ok(Status::Done)
}
