//! Results to standard output, everything else to standard error, and what a command ends with.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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
        let file = error.get_ref().and_then(|inner| inner.downcast_ref::<OfFile>());
        match (error.kind(), file) {
            (io::ErrorKind::BrokenPipe, _) => Failure::ClosedPipe,
            (_, Some(OfFile { path, .. })) => cannot_write(path, &error),
            (_, None) => Failure::Message(format!("cannot write the output: {error}")),
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

/// A file that stands under its name when it is whole, and not before.
///
/// It is written beside and renamed by [`finish`](Whole::finish); dropped before that, it leaves nothing. A device or a pipe under that name
/// is written to as it is.
#[derive(Debug)]
pub(crate) struct Whole {
    path: PathBuf,
    beside: Option<PathBuf>,
    file: BufWriter<File>,
}

impl Whole {
    /// Begins a file.
    pub(crate) fn create(path: &Path) -> Result<Whole, Failure> {
        let fail = |error: io::Error| cannot_write(path, &error);
        // A link stays a link: what it points to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let special = path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        if path.is_dir() {
            return Err(Failure::Message(format!("cannot write `{}`: it is a folder", path.display())));
        }
        let beside = (!special).then(|| {
            let mut name = path.file_name().unwrap_or(OsStr::new("output")).to_owned();
            name.push(format!(".{}.tmp", std::process::id()));
            path.with_file_name(name)
        });
        let file = match &beside {
            Some(beside) => File::create(beside).map_err(fail)?,
            None => File::options().write(true).open(&path).map_err(fail)?,
        };
        Ok(Whole { path, beside, file: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.file.flush().map_err(|error| cannot_write(&self.path, &error))?;
        match self.beside.take() {
            Some(beside) => fs::rename(&beside, &self.path).map_err(|error| {
                let _ = fs::remove_file(&beside);
                cannot_write(&self.path, &error)
            }),
            None => Ok(()),
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| OfFile::error(&self.path, error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| OfFile::error(&self.path, error))
    }
}

/// An error of a file that is written, with its name.
#[derive(Debug)]
struct OfFile {
    path: PathBuf,
    error: io::Error,
}

impl OfFile {
    fn error(path: &Path, error: io::Error) -> io::Error {
        io::Error::new(error.kind(), OfFile { path: path.to_path_buf(), error })
    }
}

impl Display for OfFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for OfFile {}

impl Drop for Whole {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            let _ = fs::remove_file(beside);
        }
    }
}

/// Writes a whole file at once.
pub(crate) fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = Whole::create(path)?;
    file.write_all(bytes).map_err(|error| cannot_write(path, &error))?;
    file.finish()
}

pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::Message(format!("cannot write `{}`: {error}", path.display()))
}

/// Where one stream of results goes: standard output, or the file that `--output` names.
#[derive(Debug)]
pub(crate) enum Stream {
    Stdout(BufWriter<io::Stdout>),
    File(Whole),
}

impl Stream {
    pub(crate) fn open(path: Option<&Path>) -> Result<Stream, Failure> {
        Ok(match path {
            Some(path) => Stream::File(Whole::create(path)?),
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

/// Says so where `output` is one of the files that are read: it would be gone.
pub(crate) fn spare_inputs(output: Option<&Path>, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Some(target) = output.and_then(|path| fs::canonicalize(path).ok()) else { return Ok(()) };
    let same =
        |input: &&PathBuf| fs::canonicalize(input).is_ok_and(|input| input == target && input.is_file());
    match inputs.iter().find(same) {
        Some(input) => {
            let input = input.display();
            Err(Failure::Message(format!(
                "cannot write `{input}`: it is read, too; give --output another name"
            )))
        }
        None => Ok(()),
    }
}

/// File names for documents.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// How often a name was wanted.
    wanted: HashMap<String, usize>,
}

impl Names {
    /// A name for the document `id`: without what file systems mind; a second one of the name gets a number.
    pub(crate) fn of(&mut self, id: &str) -> PathBuf {
        let safe: String = id
            .chars()
            .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' })
            .take(120)
            .collect();
        let safe = match safe.trim_matches('.') {
            "" | "-" => "document".to_owned(),
            name => name.to_owned(),
        };
        // Some file systems do not tell case apart.
        let times = self.wanted.entry(canonym::fold(&safe)).or_default();
        *times += 1;
        PathBuf::from(if *times == 1 { safe } else { format!("{safe}~{times}") })
    }
}

/// Prints a message to standard error; control characters in it are shown, not obeyed.
pub(crate) fn complain(message: impl Display) {
    // A line of a file's name is none of its own.
    let safe = crate::terminal::inert(&message.to_string()).replace('\n', "\n| ");
    // Nothing is left to do when standard error is gone too.
    let _ = writeln!(anstream::stderr(), "canonym: {safe}");
}

/// Prints drawn diagnostics to standard error, in color where it wants color.
pub(crate) fn show(drawn: &str) {
    let _ = write!(anstream::stderr(), "{drawn}");
}
