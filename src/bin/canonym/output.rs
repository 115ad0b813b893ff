//! Results to standard output, everything else to standard error, and what a command ends with.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::whole::{OfFile, Target, Whole};

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
    /// One sentence about a file that was not written; others may be.
    Refused(String),
    /// A file that the system did not write.
    Unwritten { path: PathBuf, error: io::Error },
    /// A lexicon with mistakes: each drawn with its place, and one sentence about what that means for the command.
    Diagnostics { drawn: String, summary: String },
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        let file = error.get_ref().and_then(|inner| inner.downcast_ref::<OfFile>());
        match (error.kind(), file) {
            (io::ErrorKind::BrokenPipe, _) => Failure::ClosedPipe,
            (_, Some(OfFile { path, .. })) => {
                let path = path.clone();
                Failure::Unwritten { path, error }
            }
            (_, None) => Failure::Message(format!("cannot write the output: {error}")),
        }
    }
}

/// What the user is told; of a lexicon's mistakes, what they mean.
impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::ClosedPipe => Ok(()),
            Failure::Message(message) | Failure::Refused(message) => f.write_str(message),
            Failure::Unwritten { path, error } => write!(f, "cannot write `{}`: {error}", path.display()),
            Failure::Diagnostics { summary, .. } => f.write_str(summary),
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

pub(crate) fn cannot_write(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => Failure::Unwritten { path: path.to_path_buf(), error },
    }
}

/// Where one stream of results goes: standard output, or the file that `--output` names.
#[derive(Debug)]
pub(crate) enum Stream {
    Stdout(BufWriter<io::Stdout>),
    File(Whole),
}

impl Stream {
    pub(crate) fn open(target: Option<Target>) -> Result<Stream, Failure> {
        Ok(match target {
            Some(target) => Stream::File(target.create()?),
            None => Stream::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())),
        })
    }

    /// Writes what is left, so that a full disk is noticed, and gives a file its name.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        match self {
            Stream::Stdout(_) => Ok(()),
            Stream::File(file) => file.finish(),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Stream::Stdout(out) => out.write(bytes),
            Stream::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Stream::Stdout(out) => out.flush(),
            Stream::File(out) => out.flush(),
        }
    }
}

/// What to say where something was left out of the program.
pub(crate) fn built_without(what: &str, feature: &str) -> String {
    format!("this program was built without {what}; build it with `--features {feature}`")
}

/// As many whole characters of `text` as fit into so many bytes.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    let fits = |end: &usize| text.is_char_boundary(*end);
    &text[..(0..=most.min(text.len())).rev().find(fits).unwrap_or(0)]
}

/// Prints a message to standard error; control characters in it are shown, not obeyed.
pub(crate) fn complain(message: impl Display) {
    // A line of a file's name is none of its own.
    let safe = crate::terminal::inert(&message.to_string()).replace(['\n', '\u{2028}', '\u{2029}'], "\n| ");
    // Nothing is left to do when standard error is gone too.
    let _ = writeln!(anstream::stderr(), "canonym: {safe}");
}

/// Prints drawn diagnostics to standard error, in color where it wants color.
pub(crate) fn show(drawn: &str) {
    let _ = write!(anstream::stderr(), "{drawn}");
}
