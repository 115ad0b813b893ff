//! The lines of a file, with what is wrong with them, a batch at a time.

use std::fmt::Display;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use canonym::render::shortened;
use indicatif::ProgressBar;
use memchr::memchr;

use super::{LIMITS, name_of, open};
use crate::unpack::Input;

/// A line with its number, from 1, or one sentence about why it cannot be used.
pub(super) type Line = Result<(usize, String), String>;

/// Reads a line of up to `most` bytes; of a longer one a little more than that, and the rest is passed over, if it ends at all. False at the
/// end.
pub(crate) fn read_line(reader: &mut impl BufRead, most: usize, line: &mut Vec<u8>) -> io::Result<bool> {
    if reader.by_ref().take(most as u64 + 1).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.len() > most && line.last() != Some(&b'\n') {
        let mut rest = reader.by_ref().take(4 * (LIMITS.record_bytes as u64 + 1));
        rest.skip_until(b'\n')?;
        if rest.limit() == 0 {
            let far = (line.len() + 4 * LIMITS.record_bytes) >> 20;
            return Err(io::Error::other(format!("the line has no end within {far} MiB")));
        }
    }
    Ok(true)
}

/// The lines of a file with their numbers, from 1, without those that are empty. One that is longer than a record may be is an error in its
/// place, and so is one that is not UTF-8.
pub(crate) struct Lines {
    reader: BufReader<Input>,
    /// The file, as messages name it.
    name: String,
    n_lines: usize,
    done: bool,
}

impl Lines {
    /// The lines of a file, which may be packed.
    pub(crate) fn open(path: &Path) -> Result<Lines, String> {
        Ok(Lines::of(open(path, &ProgressBar::hidden())?, name_of(path)))
    }

    pub(super) fn of(input: Input, name: String) -> Lines {
        Lines { reader: BufReader::with_capacity(1 << 16, input), name, n_lines: 0, done: false }
    }

    /// What the next line is, unless it is empty or there is none.
    fn step(&mut self) -> Option<Line> {
        let mut line = Vec::new();
        match read_line(&mut self.reader, LIMITS.record_bytes, &mut line) {
            Ok(true) => self.n_lines += 1,
            Ok(false) => {
                self.done = true;
                return self.reader.get_ref().left_out(&self.name).map(Err);
            }
            Err(error) => {
                self.done = true;
                let (name, n) = (&self.name, self.n_lines + usize::from(!line.is_empty()));
                return Some(Err(format!("cannot read {name} beyond line {n}: {error}")));
            }
        }
        let n = self.n_lines;
        let refuse = |why: &dyn Display| Some(Err(refuse(&self.name, n, why)));
        if line.len() > LIMITS.record_bytes {
            let limit = LIMITS.record_bytes >> 20;
            return refuse(&format!("it is longer than {limit} MiB, the most for one record"));
        }
        if line.trim_ascii().is_empty() {
            return None;
        }
        String::from_utf8(line).map_or_else(|_| refuse(&"it is not UTF-8"), |text| Some(Ok((n, text))))
    }

    /// The next line, and those that were read from the file together with it: none of these has to be waited for.
    pub(super) fn batch(&mut self) -> Option<Vec<Line>> {
        let mut batch = vec![self.next()?];
        while !self.done && memchr(b'\n', self.reader.buffer()).is_some() {
            batch.extend(self.step());
        }
        Some(batch)
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.done {
            if let Some(line) = self.step() {
                return Some(line);
            }
        }
        None
    }
}

/// Says why a line cannot be used.
pub(super) fn refuse(name: &str, line: usize, why: &dyn Display) -> String {
    format!("cannot use line {line} of {name}: {}", shortened(&why.to_string()))
}
