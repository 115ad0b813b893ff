//! Files that no output may take the place of.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::args::Lexicons;
use crate::layers;
use crate::output::Failure;
use crate::unpack::Packing;
use crate::whole::Target;

/// What a file is to the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Read,
    Written,
}

/// One file, whatever it is called.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    /// Where it lies on a disk.
    #[cfg(unix)]
    Node(u64, u64),
    /// Its path behind all links.
    Path(PathBuf),
}

impl Key {
    /// What tells that file apart from all others; nothing does for a device, which loses nothing when it is written to.
    fn all(path: &Path, there: Option<&Metadata>) -> Vec<Key> {
        if there.is_some_and(is_device) {
            return Vec::new();
        }
        let mut keys = vec![Key::Path(path.to_path_buf())];
        #[cfg(unix)]
        keys.extend(there.map(node));
        keys
    }

    fn of_input(path: &Path) -> Option<Key> {
        if path.as_os_str() == "-" {
            return of_stream(&std::io::stdin());
        }
        let Ok(there) = fs::metadata(path) else { return None };
        if is_device(&there) {
            return None;
        }
        #[cfg(unix)]
        return Some(node(&there));
        #[cfg(not(unix))]
        fs::canonicalize(path).ok().map(Key::Path)
    }
}

#[cfg(unix)]
fn node(there: &Metadata) -> Key {
    use std::os::unix::fs::MetadataExt;
    Key::Node(there.dev(), there.ino())
}

#[cfg(unix)]
fn is_device(there: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_char_device(&there.file_type())
}

#[cfg(not(unix))]
fn is_device(there: &Metadata) -> bool {
    !there.is_file() && !there.is_dir()
}

/// The file that standard input or output was led to, where it is one.
#[cfg(unix)]
fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Key> {
    let stream = stream.as_fd().try_clone_to_owned().ok()?;
    let there = fs::File::from(stream).metadata().ok()?;
    there.is_file().then(|| node(&there))
}

#[cfg(not(unix))]
fn of_stream<S>(_: &S) -> Option<Key> {
    None
}

/// Knows the files that a command reads, lexicons among them, and those that it was told to write: it gives out where outputs go, and
/// refuses what would be lost.
#[derive(Debug)]
pub(crate) struct Spared {
    roles: HashMap<Key, Role>,
}

impl Spared {
    /// Spares `inputs` and the lexicons in use.
    ///
    /// # Errors
    ///
    /// Those of lexicons that cannot be read.
    pub(crate) fn of<'p>(
        inputs: impl IntoIterator<Item = &'p Path>,
        lexicons: &Lexicons,
    ) -> Result<Spared, Failure> {
        let of_lexicons = layers::files(lexicons)?;
        let read = inputs.into_iter().filter_map(Key::of_input);
        let read = read.chain(of_lexicons.iter().filter_map(|path| Key::of_input(path)));
        let roles = read.map(|key| (key, Role::Read)).collect();
        Ok(Spared { roles })
    }

    /// Where the output that the user called `path` goes. No other may go there.
    ///
    /// # Errors
    ///
    /// One sentence where it would replace what is read, or is another output; or where its name promises what nobody does.
    pub(crate) fn claim(&mut self, path: &Path) -> Result<Target, Failure> {
        if Packing::of(path).is_some() {
            let why = "what is written is not packed; leave out its last ending, or pack standard output";
            return Err(Failure::Refused(format!("cannot write `{}`: {why}", path.display())));
        }
        let target = self.target(path)?;
        let keys = Key::all(target.path(), target.there());
        self.roles.extend(keys.into_iter().map(|key| (key, Role::Written)));
        Ok(target)
    }

    /// Where an output goes for which the user named no file: to standard output. No other may go there.
    ///
    /// # Errors
    ///
    /// Those of [`claim`](Spared::claim); of what is read while it is appended to, there would be no end.
    pub(crate) fn claim_standard_output(&mut self) -> Result<(), Failure> {
        let Some(key) = of_stream(&std::io::stdout()) else { return Ok(()) };
        match self.roles.insert(key, Role::Written) {
            Some(role) => Err(refuse("standard output", role)),
            None => Ok(()),
        }
    }

    /// Where a file of a folder of outputs goes. That these differ is up to who names them.
    ///
    /// # Errors
    ///
    /// Those of [`claim`](Spared::claim).
    pub(crate) fn target(&self, path: &Path) -> Result<Target, Failure> {
        let target = Target::of(path)?;
        match self.role(&target) {
            None => Ok(target),
            Some(role) => Err(refuse(&format!("`{}`", path.display()), role)),
        }
    }

    /// The same for a file of these bytes; `None` where it is read and holds them already.
    ///
    /// # Errors
    ///
    /// Those of [`claim`](Spared::claim).
    pub(crate) fn target_unless_there(&self, path: &Path, bytes: &[u8]) -> Result<Option<Target>, Failure> {
        let target = Target::of(path)?;
        let is_file = target.there().is_some_and(Metadata::is_file);
        if is_file
            && self.role(&target) == Some(Role::Read)
            && fs::read(path).is_ok_and(|there| there == bytes)
        {
            return Ok(None);
        }
        self.target(path).map(Some)
    }

    fn role(&self, target: &Target) -> Option<Role> {
        Key::all(target.path(), target.there()).iter().find_map(|key| self.roles.get(key)).copied()
    }
}

/// Says why nothing is written to `place`.
fn refuse(place: &str, role: Role) -> Failure {
    let what = match role {
        Role::Read => "read",
        Role::Written => "another output",
    };
    Failure::Refused(format!("cannot write {place}: it is {what}, too; write to another place"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Only looked at: nothing is written to.
    #[test]
    fn a_device_may_be_written_to_twice_and_a_file_not() {
        let keys = |path: &str| Key::all(Path::new(path), fs::metadata(path).ok().as_ref());
        assert_eq!(keys("/dev/null"), []);
        assert_eq!(keys("Cargo.toml").len(), 2);
    }
}
