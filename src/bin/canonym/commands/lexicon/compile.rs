//! `canonym lexicon compile`: all lexicons in effect as one file that opens at once.

use std::path::PathBuf;

use crate::args::Lexicons;
use crate::output::{Outcome, Status};
use crate::spared::Spared;
use crate::{cache, layers};

/// Compile all lexicons in effect into one file, for `--gazetteer`
///
/// Such a file opens at once, however large it is. It is good for this version of canonym and machines of this kind.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    lexicons: Lexicons,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let target = Spared::of([], &args.lexicons)?.claim(&args.output)?;
    cache::write(&layers::gazetteer(&args.lexicons)?, target)?;
    Ok(Status::Done)
}
