//! What can go wrong in the world: files, limits, a lexicon that cannot be used.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;

/// Why something could not be done. The message is one sentence that names the file and what to do.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

#[derive(Debug)]
pub(crate) enum ErrorKind {
    /// A file or folder could not be read.
    Read { path: PathBuf, cause: std::io::Error },
    /// A file is not what it should be; the sentence says in what way.
    Unusable { path: PathBuf, what: String },
    /// The lexicon has errors: nothing is tagged with half of one.
    Lexicon(Vec<Diagnostic>),
    /// A text is larger than whoever asked allows.
    TooLargeText { what: &'static str, limit: usize },
    /// The lexicon is larger than the matcher can be built for.
    TooLarge { what: &'static str, limit: usize, found: usize },
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Error {
        Error(Box::new(kind))
    }

    /// The lexicon's own mistakes, when these are the reason; empty otherwise.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &*self.0 {
            ErrorKind::Lexicon(diagnostics) => diagnostics,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Read { path, cause } => write!(f, "cannot read `{}`: {cause}", path.display()),
            ErrorKind::Unusable { path, what } => write!(f, "cannot use `{}`: {what}", path.display()),
            ErrorKind::Lexicon(diagnostics) => {
                let n = diagnostics.len();
                write!(f, "the lexicon has {n} error{}", if n == 1 { "" } else { "s" })
            }
            ErrorKind::TooLargeText { what, limit } => {
                write!(f, "it has more than {limit} {what}, the most for one document; split it")
            }
            ErrorKind::TooLarge { what, limit, found } => {
                write!(f, "the lexicon has {found} {what}; at most {limit} can be used")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Read { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
