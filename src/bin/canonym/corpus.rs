//! Texts to look through: files, folders of files, JSON lines with a `text`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use canonym::input::Decoded;

use crate::commands::tag;

/// The longest line of JSON that is read, in bytes.
const LONGEST_LINE: usize = 256 << 20;

/// One document.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// The record's own id, or the file's name without its ending.
    pub(crate) id: String,
    pub(crate) text: String,
    /// The whole record, where it came from one.
    pub(crate) record: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The documents of `paths`, in order; a folder stands for the `.txt` and `.jsonl` files below it, sorted. An item is an error, in one
/// sentence, where something cannot be read.
pub(crate) fn read(paths: &[PathBuf]) -> impl Iterator<Item = Result<Text, String>> + Send {
    let files: Vec<Result<PathBuf, String>> = paths.iter().flat_map(|path| expand(path)).collect();
    files.into_iter().flat_map(|file| match file {
        Ok(path) => documents(path),
        Err(message) => Box::new(std::iter::once(Err(message))),
    })
}

/// Whether the file holds one JSON object a line, by its name.
pub(crate) fn is_jsonl(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson")
}

/// The files that `path` stands for.
fn expand(path: &Path) -> Vec<Result<PathBuf, String>> {
    if !path.is_dir() {
        return vec![Ok(path.to_path_buf())];
    }
    let fail = |error| vec![Err(format!("cannot read `{}`: {error}", path.display()))];
    let entries = match fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>()) {
        Ok(entries) => entries,
        Err(error) => return fail(error),
    };
    let mut paths: Vec<PathBuf> = entries
        .iter()
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let wanted = |path: &PathBuf| {
        // A link to a folder above would never end.
        path.is_dir() && !path.is_symlink()
            || path.is_file() && (is_jsonl(path) || path.extension().is_some_and(|ending| ending == "txt"))
    };
    paths.iter().filter(|path| wanted(path)).flat_map(|path| expand(path)).collect()
}

fn documents(path: PathBuf) -> Box<dyn Iterator<Item = Result<Text, String>> + Send> {
    if !is_jsonl(&path) {
        let text = tag::read(&path).map(|bytes| {
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Text { id, text: Decoded::of(&bytes).text.into_owned(), record: None }
        });
        return Box::new(std::iter::once(text));
    }
    match Lines::open(&path) {
        Ok(lines) => Box::new(lines.map(move |line| {
            let (number, line) = line?;
            record(&path, number, &line)
        })),
        Err(message) => Box::new(std::iter::once(Err(message))),
    }
}

fn record(path: &Path, number: usize, line: &str) -> Result<Text, String> {
    let place = || format!("{}:{number}", path.display());
    let record: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(line).map_err(|error| format!("{} is no JSON object: {error}", place()))?;
    let id = match record.get("id") {
        Some(serde_json::Value::String(id)) => id.clone(),
        Some(serde_json::Value::Number(id)) => id.to_string(),
        _ => format!("{}:{number}", path.file_stem().unwrap_or_default().to_string_lossy()),
    };
    match record.get("text") {
        Some(serde_json::Value::String(text)) => Ok(Text { id, text: text.clone(), record: Some(record) }),
        _ => Err(format!("{} has no `text`", place())),
    }
}

/// The lines of a file with their numbers, from 1; empty ones are passed over. Bytes that are no UTF-8 become U+FFFD.
pub(crate) struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    number: usize,
    buffer: Vec<u8>,
}

impl Lines {
    pub(crate) fn open(path: &Path) -> Result<Lines, String> {
        let file = File::open(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        let reader = BufReader::with_capacity(1 << 16, file);
        Ok(Lines { path: path.to_path_buf(), reader, number: 0, buffer: Vec::new() })
    }
}

impl Iterator for Lines {
    type Item = Result<(usize, String), String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.buffer.clear();
            let limited = &mut std::io::Read::take(&mut self.reader, LONGEST_LINE as u64 + 1);
            match limited.read_until(b'\n', &mut self.buffer) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return Some(Err(format!("cannot read `{}`: {error}", self.path.display()))),
            }
            self.number += 1;
            if self.buffer.len() > LONGEST_LINE {
                let (path, number) = (self.path.display(), self.number);
                return Some(Err(format!("{path}:{number} is longer than {} MiB", LONGEST_LINE >> 20)));
            }
            let decoded = Decoded::of(&self.buffer);
            let line = decoded.text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
            if !line.trim().is_empty() {
                return Some(Ok((self.number, line.to_owned())));
            }
        }
    }
}
