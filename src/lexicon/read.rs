//! The only place that reads files: from a path to [`Source`]s.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::Source;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::threads;

const LIMITS: Limits = Limits::DEFAULT;

/// Reads a file, or all `.toml` files below a folder in sorted order. Hidden ones are left out, and what is no file, such as a pipe.
pub(super) fn read(path: &Path) -> Result<Vec<Source>, Error> {
    let files = files(path)?;
    threads::in_order(files.len(), WORTH, || (), |(), n| read_file(&files[n])).into_iter().collect()
}

/// How many files are worth a thread.
const WORTH: usize = 4;

/// Hashes of the texts that [`read`] gives, a piece of a file at a time. `None` when something is no plain file: a pipe can be read only once.
pub(super) fn hashes(path: &Path) -> Result<Option<Vec<u128>>, Error> {
    let files = files(path)?;
    if !files.iter().all(|file| file.is_file()) {
        return Ok(None);
    }
    let hash = |piece: &mut Vec<u8>, n: usize| hash_file(&files[n], piece);
    threads::in_order(files.len(), WORTH, || vec![0; PIECE], hash)
        .into_iter()
        .collect::<Result<_, _>>()
        .map(Some)
}

/// So many bytes of a file are hashed at a time.
const PIECE: usize = 128 << 10;

fn hash_file(path: &Path, piece: &mut [u8]) -> Result<u128, Error> {
    let mut file = File::open(path).map_err(|cause| unreadable(path, cause))?;
    let mut hash = Xxh3::new();
    let mut first = true;
    loop {
        let n = fill(&mut file, piece).map_err(|cause| unreadable(path, cause))?;
        let text = &piece[..n];
        hash.update(if first { text.strip_prefix(MARK_BYTES).unwrap_or(text) } else { text });
        if n < piece.len() {
            return Ok(hash.digest128());
        }
        first = false;
    }
}

/// Reads until `piece` is full or the file ends.
fn fill(file: &mut File, piece: &mut [u8]) -> std::io::Result<usize> {
    let mut n = 0;
    while n < piece.len() {
        match file.read(&mut piece[n..]) {
            Ok(0) => break,
            Ok(more) => n += more,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(n)
}

/// The file at `path`, or the lexicon files below it.
pub(super) fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let meta = fs::metadata(path).map_err(|cause| unreadable(path, cause))?;
    let mut files = Vec::new();
    if meta.is_dir() {
        walk(path, 0, &mut files)?;
    } else {
        files.push(path.to_path_buf());
    }
    Ok(files)
}

/// Adds the lexicon files below `folder` to `files`, sorted by name, a folder's own files among its subfolders.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if depth > LIMITS.lexicon_folders {
        let limit = LIMITS.lexicon_folders;
        return Err(unusable(folder, format!("folders are nested more than {limit} deep")));
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|cause| unreadable(folder, cause))? {
        paths.push(entry.map_err(|cause| unreadable(folder, cause))?.path());
    }
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, depth + 1, files)?;
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
            // A pipe or a device is read where somebody names it: whoever walks by would wait for ever. A link that leads nowhere is an
            // error where it is read.
            && fs::metadata(&path).map_or(true, |meta| meta.is_file())
        {
            files.push(path);
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<Source, Error> {
    // The file's own word about its length is not enough: a device or a pipe says none, and others write while we read.
    let limit = LIMITS.lexicon_bytes;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|cause| unreadable(path, cause))?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|cause| unreadable(path, cause))?;
    if bytes.len() > limit {
        let what = format!("it is longer than {} MiB, the most for one lexicon file; split it", limit >> 20);
        return Err(unusable(path, what));
    }
    let text = decode(bytes).map_err(|what| unusable(path, what))?;
    Ok(Source { name: path.display().to_string(), text, layer: 0 })
}

/// The text of a file without a byte order mark, or what is wrong with its encoding.
fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [_, 0, _, 0, ..] => Some("UTF-16 (little-endian)"),
        [0xFE, 0xFF, ..] | [0, _, 0, _, ..] => Some("UTF-16 (big-endian)"),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        return Err(format!("it is in {encoding}; save it as UTF-8"));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            strip_mark(&mut text);
            Ok(text)
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            // All before the fault is text.
            let before = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column =
                before.rsplit('\n').next().unwrap_or_default().trim_start_matches(MARK).chars().count() + 1;
            let byte = bytes[valid];
            Err(format!("line {line}, column {column}: byte {byte:#04x} is not UTF-8; save it as UTF-8"))
        }
    }
}

const MARK: char = '\u{feff}';
const MARK_BYTES: &[u8] = "\u{feff}".as_bytes();

/// Takes a byte order mark away, so that columns of the first line count from what one sees.
pub(super) fn strip_mark(text: &mut String) {
    if text.starts_with(MARK) {
        text.drain(..MARK.len_utf8());
    }
}

fn unreadable(path: &Path, cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Read { path: path.to_path_buf(), cause })
}

fn unusable(path: &Path, what: String) -> Error {
    Error::new(ErrorKind::Unusable { path: path.to_path_buf(), what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_texts() {
        let folder = std::env::temp_dir().join(format!("canonym-hashes-{}", std::process::id()));
        fs::create_dir_all(folder.join("more")).expect("a folder of our own");
        for (name, len) in [("a.toml", 0), ("b.toml", 1), ("more/c.toml", PIECE), ("d.toml", 2 * PIECE + 7)] {
            let text = "é = 1\n".repeat(len)[..].as_bytes()[..len - len % 7].to_vec();
            fs::write(folder.join(name), [MARK_BYTES, &text].concat()).expect("it can be written");
            fs::write(folder.join(format!("{name}.toml")), text).expect("it can be written");
        }
        let texts = read(&folder).expect("they are texts");
        let expected =
            texts.iter().map(|source| xxhash_rust::xxh3::xxh3_128(source.text.as_bytes())).collect();
        let hashes = hashes(&folder);
        fs::remove_dir_all(&folder).expect("it was made above");
        assert_eq!(texts.len(), 8);
        assert_eq!(hashes.expect("the same files"), Some(expected));
    }

    #[test]
    fn the_encoding_is_named_when_it_is_wrong() {
        for (bytes, expected) in [
            (&b"format = 1"[..], Ok("format = 1")),
            (b"", Ok("")),
            (b"\xEF\xBB\xBFformat", Ok("format")),
            (b"\xFF\xFEf\0", Err("UTF-16 (little-endian)")),
            (b"\xFE\xFF\0f", Err("UTF-16 (big-endian)")),
            (b"f\0o\0", Err("UTF-16 (little-endian)")),
            (b"\0f\0o", Err("UTF-16 (big-endian)")),
            (b"a\nb\xE9c", Err("line 2, column 2: byte 0xe9 is not UTF-8")),
            ("é\n\u{feff}".as_bytes(), Ok("é\n\u{feff}")),
        ] {
            match (decode(bytes.to_vec()), expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(found), Err(expected)) => assert!(found.contains(expected), "{found}"),
                (found, expected) => panic!("{found:?}, not {expected:?}"),
            }
        }
    }
}
