//! Files that are written whole or not at all.

use std::ffi::OsStr;
use std::fmt::Display;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::output::{Failure, cannot_write, cut};

/// Longer names are cut where one is made of them: file systems take 255 bytes, and an ending and a number come behind.
pub(crate) const MOST_NAME: usize = 200;

/// So many links in a row lead somewhere; more are a circle.
const MOST_LINKS: usize = 40;

/// Where a file will be written.
///
/// A command that reads other files, too, asks [`Spared`](crate::spared::Spared) for it.
#[derive(Debug)]
pub(crate) struct Target {
    /// As it was given, for messages.
    given: PathBuf,
    /// Behind all links.
    path: PathBuf,
    /// What is there already.
    there: Option<Metadata>,
}

impl Target {
    pub(crate) fn of(path: &Path) -> Result<Target, Failure> {
        let (real, there) = resolve(path).map_err(|error| cannot_write(path, error))?;
        let names_folder = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        if names_folder || there.as_ref().is_some_and(Metadata::is_dir) {
            return Err(Failure::Refused(format!("cannot write `{}`: it is a folder", path.display())));
        }
        Ok(Target { given: path.to_path_buf(), path: real, there })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn there(&self) -> Option<&Metadata> {
        self.there.as_ref()
    }

    /// Begins the file.
    pub(crate) fn create(self) -> Result<Whole, Failure> {
        let Target { given, path, there } = self;
        let fail = |error: io::Error| cannot_write(&given, error);
        let (draft, file) = match (there.as_ref().and_then(own_stream), &there) {
            (Some(own), _) => (Draft::None, own),
            (None, Some(there)) if !there.is_file() => {
                (Draft::None, File::options().write(true).open(&path).map_err(fail)?)
            }
            _ => match nameless::create(&path, there.as_ref()) {
                Some(file) => (Draft::Nameless, file),
                None => {
                    let (beside, file) = create_beside(&path, there.as_ref()).map_err(fail)?;
                    (Draft::Beside(beside), file)
                }
            },
        };
        Ok(Whole { given, path, draft, file: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Writes the whole file at once.
    pub(crate) fn save(self, bytes: &[u8]) -> Result<(), Failure> {
        let mut file = self.create()?;
        file.write_all(bytes)?;
        file.finish()
    }
}

/// Where a file of this name is, or would be, and what is there. Links are followed, one that leads to no file yet as well.
fn resolve(path: &Path) -> io::Result<(PathBuf, Option<Metadata>)> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::metadata(&path) {
            // A pipe without a name of its own has a path that only the system understands.
            Ok(there) => return Ok((fs::canonicalize(&path).unwrap_or(path), Some(there))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok((behind_links(&path), None)),
        }
    }
    Err(io::Error::other("too many links"))
}

/// The one path of a file that is not there: as far as its folders are, their links are followed.
fn behind_links(path: &Path) -> PathBuf {
    for folder in path.ancestors().skip(1) {
        let there = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if let (Ok(real), Ok(below)) = (fs::canonicalize(there), path.strip_prefix(folder)) {
            return real.join(below);
        }
    }
    path.to_path_buf()
}

/// Standard output or standard error, where it is what is `there`. Through it, `-o /dev/stdout >> log` appends as the shell was told to.
#[cfg(unix)]
fn own_stream(there: &Metadata) -> Option<File> {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let node = |of: &Metadata| (of.dev(), of.ino());
    let (out, error) = (io::stdout(), io::stderr());
    [out.as_fd(), error.as_fd()]
        .into_iter()
        .filter_map(|stream| stream.try_clone_to_owned().map(File::from).ok())
        .find(|own| own.metadata().is_ok_and(|own| node(&own) == node(there)))
}

#[cfg(not(unix))]
fn own_stream(_: &Metadata) -> Option<File> {
    None
}

/// A new file in the same folder, which no one may read who may not read the file that it will replace.
fn create_beside(path: &Path, replaced: Option<&Metadata>) -> io::Result<(PathBuf, File)> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if let Some(replaced) = replaced {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(replaced.permissions().mode() & 0o777);
    }
    let (beside, file) = with_free_name(path, |beside| options.open(beside))?;
    keep_mode(&file, replaced);
    Ok((beside, file))
}

/// What the process leaves out of all modes, the file that replaces another one may have.
fn keep_mode(file: &File, replaced: Option<&Metadata>) {
    #[cfg(unix)]
    if let Some(replaced) = replaced {
        let _ = file.set_permissions(replaced.permissions());
    }
    #[cfg(not(unix))]
    let _ = (file, replaced);
}

/// Makes something under a name beside `path` that nothing has.
fn with_free_name<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let name = path.file_name().unwrap_or(OsStr::new("output")).to_string_lossy();
    let name = format!("{}.{}", cut(&name, MOST_NAME), std::process::id());
    let mut n = 0;
    loop {
        let number = if n == 0 { String::new() } else { format!("-{n}") };
        let beside = path.with_file_name(format!("{name}{number}.tmp"));
        match make(&beside) {
            Ok(made) => return Ok((beside, made)),
            // Somebody else's, whatever it is called.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < 100 => n += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Files that have no name until they are whole: of these nothing is left, whatever ends the process.
#[cfg(target_os = "linux")]
mod nameless {
    use std::fs::{File, Metadata};
    use std::io;
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    /// A new file where `path` will be; nothing where the file system has no such files, or they could not be named.
    pub(super) fn create(path: &Path, replaced: Option<&Metadata>) -> Option<File> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mode = replaced.map_or(0o666, |replaced| replaced.permissions().mode() & 0o777);
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = File::from(open(folder.unwrap_or(Path::new(".")), flags, Mode::from_raw_mode(mode)).ok()?);
        of_process(&file).symlink_metadata().ok()?;
        super::keep_mode(&file, replaced);
        Some(file)
    }

    /// Gives `file` a name that nothing has.
    pub(super) fn name(file: &File, path: &Path) -> io::Result<()> {
        Ok(linkat(CWD, of_process(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }

    /// The path under which the process has an open file.
    fn of_process(file: &File) -> PathBuf {
        format!("/proc/self/fd/{}", file.as_raw_fd()).into()
    }
}

#[cfg(not(target_os = "linux"))]
mod nameless {
    use std::fs::{File, Metadata};
    use std::io;
    use std::path::Path;

    pub(super) fn create(_: &Path, _: Option<&Metadata>) -> Option<File> {
        None
    }

    pub(super) fn name(_: &File, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Where a file is until it is whole.
#[derive(Debug)]
enum Draft {
    /// Nowhere else: it is a device, a pipe or a stream of the process.
    None,
    /// On the disk, under no name.
    Nameless,
    /// Under a name of its own.
    Beside(PathBuf),
}

/// A file that stands under its name when it is whole, and not before.
///
/// It is written under no name, or one beside, and gets its own by [`finish`](Whole::finish); dropped before that, it leaves nothing. One
/// that it replaces hands on its mode. A device or a pipe under that name is written to as it is, and so is standard output.
#[derive(Debug)]
pub(crate) struct Whole {
    given: PathBuf,
    path: PathBuf,
    draft: Draft,
    file: BufWriter<File>,
}

impl Whole {
    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        let fail = |error: io::Error| cannot_write(&self.given, error);
        if let Draft::Nameless = self.draft {
            // A name that is taken can only be taken over by another one.
            let file = self.file.get_ref();
            let (beside, ()) =
                with_free_name(&self.path, |beside| nameless::name(file, beside)).map_err(fail)?;
            self.draft = Draft::Beside(beside);
        }
        if let Draft::Beside(beside) = &self.draft {
            fs::rename(beside, &self.path).map_err(fail)?;
            self.draft = Draft::None;
        }
        Ok(())
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| OfFile::error(&self.given, error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| OfFile::error(&self.given, error))
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if let Draft::Beside(beside) = &self.draft {
            let _ = fs::remove_file(beside);
        }
    }
}

/// An error of a file that is written, with its name.
#[derive(Debug)]
pub(crate) struct OfFile {
    pub(crate) path: PathBuf,
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
