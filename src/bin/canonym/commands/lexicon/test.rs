//! `canonym lexicon test`: the examples that stand in the lexicons.

use std::io::Write;
use std::path::PathBuf;

use canonym::{Diagnostic, Lexicon, Severity, SourceId, rehearse_of};

use super::count;
use super::scope::Scope;
use crate::args::Lexicons;
use crate::output::{Failure, Outcome, Status, complain};
use crate::snippet::Drawer;

/// Run the examples that stand in the lexicons
///
/// Each is tagged with all lexicons in effect, and with its entry alone. Exits with 1 when one fails.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files or folders whose examples to run, together with the other lexicons in effect; without any, all of these are run
    #[arg(value_name = "PATH")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    lexicons: Lexicons,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let scope = Scope::new(&args.files, &args.lexicons)?;
    let (lexicon, diagnostics) = Lexicon::parse(scope.sources.clone());
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    if !errors.is_empty() {
        let drawn = Drawer::new(lexicon.sources()).draw_first(&errors);
        let summary = format!("nothing was tested: the lexicon has {}", count(errors.len(), "error"));
        return Err(Failure::Diagnostics { drawn, summary });
    }
    let asked = |id: SourceId| scope.has(&lexicon.sources()[id.index()]);
    let n_examples = lexicon.examples().filter(|id| asked(*id)).count();
    if n_examples == 0 {
        let named = args.files.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<String>>();
        let place = if named.is_empty() { "the lexicons in effect".into() } else { named.join(", ") };
        complain(format!("nothing was tested: there are no examples in {place}"));
        return Ok(Status::Done);
    }
    let failures = rehearse_of(&lexicon, &lexicon.compile()?, &asked);
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    let drawer = Drawer::new(lexicon.sources());
    for failure in &failures {
        writeln!(out, "{}", drawer.draw(failure))?;
    }
    out.flush()?;
    let failed = failures.iter().filter(|one| one.severity == Severity::Error).count();
    let leaning = failures.len() - failed;
    let mut found = match failed {
        0 => "all hold".to_owned(),
        n => format!("{n} failed"),
    };
    if leaning > 0 {
        found.push_str(&format!(", {leaning} lean on other entries"));
    }
    let _ = writeln!(anstream::stderr(), "ran {}: {found}", count(n_examples, "example"));
    Ok(if failures.is_empty() { Status::Done } else { Status::Findings })
}
