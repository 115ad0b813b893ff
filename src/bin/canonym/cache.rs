//! Compiled lexicons kept from run to run, in the user's cache folder.
//!
//! A file's name is the fingerprint of everything it was made from, so nothing in the folder is ever out of date, only unused. Files are
//! written under a name of their own and renamed: whoever looks sees a whole file or none, however many runs there are at once. What
//! cannot be read, or is damaged, counts as missing and is made anew. That the folder cannot be written to is no error.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use canonym::{Fingerprint, Gazetteer};

use crate::output::Failure;
use crate::whole::Target;

/// What is not used for so long is thrown away.
const UNUSED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// No more files than this are kept.
const MOST_FILES: usize = 16;
const ENDING: &str = "gazetteer";

/// Where compiled lexicons are kept, if anywhere.
pub(crate) struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// Keeps nothing.
    pub(crate) fn none() -> Cache {
        Cache { folder: None }
    }

    /// `$XDG_CACHE_HOME/canonym`, `~/.cache/canonym`, or `%LOCALAPPDATA%\canonym\cache`.
    pub(crate) fn of_user() -> Cache {
        let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let folder = if cfg!(windows) {
            absolute("LOCALAPPDATA").map(|folder| folder.join("canonym").join("cache"))
        } else {
            let home = || Some(absolute("HOME")?.join(".cache"));
            absolute("XDG_CACHE_HOME").or_else(home).map(|folder| folder.join("canonym"))
        };
        Cache { folder }
    }

    /// What an earlier run compiled from the same.
    pub(crate) fn find(&self, fingerprint: &Fingerprint) -> Option<Gazetteer> {
        let path = self.path(fingerprint).filter(|path| is_file_or_nothing(path))?;
        let gazetteer = Gazetteer::open(&path).ok()?;
        if !gazetteer.is_for(fingerprint) {
            return None;
        }
        touch(&path);
        Some(gazetteer)
    }

    /// Keeps `gazetteer` for the next run, if that can be done.
    pub(crate) fn keep(&self, fingerprint: &Fingerprint, gazetteer: &Gazetteer) {
        let (Some(folder), Some(path)) = (&self.folder, self.path(fingerprint)) else { return };
        let write = |path: &Path| Target::of(path).and_then(|target| write(gazetteer, target));
        if is_file_or_nothing(&path) && fs::create_dir_all(folder).is_ok() && write(&path).is_ok() {
            tidy(folder);
        }
    }

    fn path(&self, fingerprint: &Fingerprint) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{}.{ENDING}", fingerprint.to_hex())))
    }
}

/// A pipe, say, would be waited for.
fn is_file_or_nothing(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |there| there.is_file())
}

/// Writes it whole: no half-written file is ever seen under this name, nor a mapped one changed.
pub(crate) fn write(gazetteer: &Gazetteer, target: Target) -> Result<(), Failure> {
    let mut file = target.create()?;
    gazetteer.write(&mut file)?;
    file.finish()
}

/// Notes that the file is still of use, at most once a day.
fn touch(path: &Path) {
    let now = SystemTime::now();
    let old =
        |time: SystemTime| now.duration_since(time).is_ok_and(|age| age > Duration::from_secs(24 * 60 * 60));
    if fs::metadata(path).and_then(|meta| meta.modified()).is_ok_and(old)
        && let Ok(file) = File::options().append(true).open(path)
    {
        let _ = file.set_modified(now);
    }
}

/// Throws away what nobody used for long, the oldest of too many, and what a run that was stopped left half-written.
fn tidy(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let path = entry.path();
            let ours =
                |path: &Path| path.extension().is_some_and(|ending| ending == ENDING || ending == "tmp");
            ours(&path)
        })
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    let now = SystemTime::now();
    for (n, (time, path)) in files.iter().enumerate() {
        let age = now.duration_since(*time).unwrap_or_default();
        let left =
            path.extension().is_some_and(|ending| ending == "tmp") && age > Duration::from_secs(60 * 60);
        if n >= MOST_FILES || age > UNUSED || left {
            let _ = fs::remove_file(path);
        }
    }
}
