//! Results to standard output, everything else to standard error, and what a command ends with.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};

/// What the program's exit status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All done.
    Done = 0,
    /// Findings: a check, test or comparison that did not hold.
    Findings = 1,
    /// Something could not be done, and was said.
    Trouble = 2,
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of standard output went away.
    ClosedPipe,
    /// One sentence for the user.
    Message(String),
    /// A lexicon with mistakes: each drawn with its place, and one sentence about what that means for the command.
    Diagnostics { drawn: String, summary: String },
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Message(format!("cannot write the output: {error}")),
        }
    }
}

impl From<canonym::Error> for Failure {
    fn from(error: canonym::Error) -> Failure {
        Failure::Message(error.to_string())
    }
}

pub(crate) type Outcome = Result<Status, Failure>;

/// Buffered standard output; flush it before the command ends, so that a full disk is noticed.
pub(crate) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Prints a message to standard error; control characters in it are shown, not obeyed.
pub(crate) fn complain(message: impl Display) {
    let safe = crate::terminal::inert(&message.to_string());
    // Nothing is left to do when standard error is gone too.
    let _ = writeln!(anstream::stderr(), "canonym: {safe}");
}

/// Prints drawn diagnostics to standard error, in color where it wants color.
pub(crate) fn show(drawn: &str) {
    let _ = write!(anstream::stderr(), "{drawn}");
}
