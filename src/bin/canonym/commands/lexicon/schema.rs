//! `canonym lexicon schema`: the format as JSON Schema.

use std::io::Write;

use canonym::Lexicon;

use crate::output::{Outcome, Status, stdout};

/// Print the JSON Schema of a lexicon file, for editors
///
/// A line `#:schema PATH` at the top of a lexicon names it to editors that use taplo.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Does it.
pub(crate) fn run(_: &Args) -> Outcome {
    let mut out = stdout();
    out.write_all(Lexicon::json_schema().as_bytes())?;
    out.flush()?;
    Ok(Status::Done)
}
