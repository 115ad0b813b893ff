//! A folder of outputs: a file a document.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::output::{Failure, cannot_write, cut};
use crate::spared::Spared;
use crate::whole::{MOST_NAME, Whole};

/// A folder that documents are written into.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    names: Names,
    n_written: usize,
}

impl Folder {
    /// Makes the folder where it is not there yet.
    pub(crate) fn create(path: &Path) -> Result<Folder, Failure> {
        fs::create_dir_all(path).map_err(|error| cannot_write(path, error))?;
        Ok(Folder { path: path.to_path_buf(), names: Names::default(), n_written: 0 })
    }

    /// Writes the files of the document `id`, each with its ending, all of them or none. One behind the first may be there already, and be
    /// read, if it is the same.
    ///
    /// # Errors
    ///
    /// A [refusal](Failure::Refused) where the others can be written all the same; where there is no room for any, how many are.
    pub(crate) fn save(&mut self, id: &str, files: &[(&str, &[u8])], spared: &Spared) -> Result<(), Failure> {
        let name = self.names.of(id);
        let paths = files.iter().map(|(ending, _)| ended(&self.path, &name, ending)).collect::<Vec<_>>();
        save(&paths, files, spared).map_err(|failure| self.of_one(failure))?;
        self.n_written += 1;
        Ok(())
    }

    /// What the failure to write one document means for the others.
    fn of_one(&self, failure: Failure) -> Failure {
        let Failure::Unwritten { error, .. } = &failure else { return failure };
        let kinds = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::ReadOnlyFilesystem];
        if !kinds.contains(&error.kind()) {
            return Failure::Refused(failure.to_string());
        }
        let before = match self.n_written {
            0 => "no document was written before it".to_owned(),
            1 => "1 document was written before it".to_owned(),
            n => format!("{n} documents were written before it"),
        };
        Failure::Message(format!("{failure}; {before}, and none behind it"))
    }
}

fn save(paths: &[PathBuf], files: &[(&str, &[u8])], spared: &Spared) -> Result<(), Failure> {
    let mut targets = Vec::with_capacity(files.len());
    for (path, (_, bytes)) in paths.iter().zip(files) {
        let target = match targets.is_empty() {
            true => Some(spared.target(path)?),
            false => spared.target_unless_there(path, bytes)?,
        };
        targets.extend(target.map(|target| (target, bytes)));
    }
    // None has its name before all are whole.
    let whole = targets.into_iter().map(|(target, bytes)| {
        let mut file = target.create()?;
        file.write_all(bytes)?;
        file.flush()?;
        Ok(file)
    });
    let whole = whole.collect::<Result<Vec<_>, Failure>>()?;
    whole.into_iter().try_for_each(Whole::finish)
}

/// File names for documents.
#[derive(Debug, Default)]
struct Names {
    /// How often a name was wanted.
    wanted: HashMap<String, usize>,
}

impl Names {
    /// A name for the document `id`: without what file systems mind; a second one of the name gets a number.
    fn of(&mut self, id: &str) -> PathBuf {
        let safe: String =
            id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
        let safe = match cut(&safe, MOST_NAME).trim_matches('.') {
            "" | "-" => "document".to_owned(),
            name => name.to_owned(),
        };
        // Some file systems do not tell case apart.
        let times = self.wanted.entry(canonym::fold(&safe)).or_default();
        *times += 1;
        PathBuf::from(if *times == 1 { safe } else { format!("{safe}~{times}") })
    }
}

/// A file in `folder`. Not `with_extension`: a name may hold dots of its own.
fn ended(folder: &Path, name: &Path, ending: &str) -> PathBuf {
    let mut path = folder.join(name);
    path.as_mut_os_string().push(format!(".{ending}"));
    path
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_document_without_room_is_the_last_and_any_other_stands_alone() {
        let of = |n_written, kind: ErrorKind| {
            let folder = Folder { path: PathBuf::from("out"), names: Names::default(), n_written };
            folder.of_one(cannot_write(Path::new("out/7.txt"), io::Error::from(kind)))
        };
        for (kind, n_written, said) in [
            (ErrorKind::StorageFull, 6, "; 6 documents were written before it, and none behind it"),
            (ErrorKind::StorageFull, 1, "; 1 document was written before it, and none behind it"),
            (ErrorKind::ReadOnlyFilesystem, 0, "; no document was written before it, and none behind it"),
        ] {
            let Failure::Message(message) = of(n_written, kind) else { panic!("{kind:?} ends the run") };
            assert!(
                message.starts_with("cannot write `out/7.txt`: ") && message.ends_with(said),
                "{message}"
            );
        }
        for kind in [ErrorKind::PermissionDenied, ErrorKind::FileTooLarge, ErrorKind::IsADirectory] {
            assert!(matches!(of(6, kind), Failure::Refused(_)), "{kind:?}");
        }
        assert!(matches!(of(6, ErrorKind::BrokenPipe), Failure::ClosedPipe));
    }
}
