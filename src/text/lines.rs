//! The same place in other units: code points, UTF-16, line and column.
//!
//! Inside, positions are bytes. At the edge they are whatever the reader counts in, and converting each one from the start of the
//! text would cost the square of its length; so an [`OffsetCursor`] walks along, and a [`LineIndex`] remembers where lines begin.

/// One place of a text in two units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offset {
    /// Unicode scalar values before it: what Python's `str` counts.
    pub(crate) code_points: usize,
    /// UTF-16 code units before it: what JavaScript and Java count.
    pub(crate) utf16: usize,
}

/// Converts byte positions, at a cost of the distance to the one asked for before.
///
/// Cheapest when asked in ascending order; asked out of order it walks back and is still right.
#[derive(Clone, Debug)]
pub(crate) struct OffsetCursor<'t> {
    text: &'t str,
    /// Then every unit is the byte.
    is_ascii: bool,
    byte: usize,
    offset: Offset,
}

impl<'t> OffsetCursor<'t> {
    /// A cursor at the start of `text`.
    pub(crate) fn new(text: &'t str) -> OffsetCursor<'t> {
        OffsetCursor { text, is_ascii: text.is_ascii(), byte: 0, offset: Offset::default() }
    }

    /// Where `byte` is. Inside a character its first byte is meant, past the end the end.
    pub(crate) fn at(&mut self, byte: usize) -> Offset {
        let byte = floor(self.text, byte);
        if self.is_ascii {
            return Offset { code_points: byte, utf16: byte };
        }
        if byte >= self.byte {
            let step = measure(&self.text[self.byte..byte]);
            self.offset.code_points += step.code_points;
            self.offset.utf16 += step.utf16;
        } else {
            let step = measure(&self.text[byte..self.byte]);
            self.offset.code_points -= step.code_points;
            self.offset.utf16 -= step.utf16;
        }
        self.byte = byte;
        self.offset
    }
}

/// The length of `text`.
fn measure(text: &str) -> Offset {
    if text.is_ascii() {
        return Offset { code_points: text.len(), utf16: text.len() };
    }
    let code_points = code_points(text);
    // A character beyond the basic plane takes four bytes, the first of them 0xF0 or above, and two UTF-16 units.
    let pairs = count(text.as_bytes(), |byte| byte >= 0xF0);
    Offset { code_points, utf16: code_points + pairs }
}

/// How many code points `text` has.
pub(crate) fn code_points(text: &str) -> usize {
    count(text.as_bytes(), |byte| !is_continuation(byte))
}

/// How many bytes are `wanted`. Counted in bytes, of which a vector register holds eight times as many as of what a length may be.
#[inline]
fn count(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    let in_chunk = |chunk: &[u8]| chunk.iter().map(|&byte| u8::from(wanted(byte))).sum::<u8>();
    bytes.chunks(128).map(|chunk| usize::from(in_chunk(chunk))).sum()
}

/// The first byte of the character that `byte` is in; the end of the text when it lies beyond.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Where the lines of a text begin, as editors count them: a line ends with LF, CRLF or CR.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// First byte of each line; the first is 0.
    starts: Vec<usize>,
    /// Code points before each piece of the text.
    counts: Vec<usize>,
}

/// Bytes of a piece: code points are counted from where one begins.
const PIECE: usize = 1 << 10;

impl<'t> LineIndex<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> LineIndex<'t> {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        let mut n = 0;
        let mut counts = vec![0];
        for piece in bytes.chunks(PIECE) {
            n += count(piece, |byte| !is_continuation(byte));
            counts.push(n);
        }
        LineIndex { text, starts, counts }
    }

    /// Code points before `byte`. Inside a character its first byte is meant.
    pub fn code_points(&self, byte: usize) -> usize {
        let byte = floor(self.text, byte);
        let piece = byte / PIECE;
        let rest = &self.text.as_bytes()[piece * PIECE..byte];
        self.counts[piece] + count(rest, |byte| !is_continuation(byte))
    }

    /// Line and column of `byte`, both from 1, the column in code points. Inside a character its first byte is meant.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = floor(self.text, byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        // Of a short line the letters themselves, of a long one only those since the last piece.
        let column = match byte - start {
            0..PIECE => code_points(&self.text[start..byte]),
            _ => self.code_points(byte) - self.code_points(start),
        };
        (line, 1 + column)
    }

    /// The byte at a line and column, both from 1. Nothing where the text has no such line or the line no such column; one column
    /// past the last character of a line is its end.
    pub fn byte(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        let ends = std::iter::once(content.len());
        let mut columns = content.char_indices().map(|(at, _)| at).chain(ends);
        columns.nth(column.checked_sub(1)?).map(|at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_place_in_three_units() {
        let text = "aé😀\u{301}ب.";
        let mut cursor = OffsetCursor::new(text);
        let rows = [
            (0, 0, 0),
            (1, 1, 1),
            (3, 2, 2),
            (7, 3, 4),
            (9, 4, 5),
            (11, 5, 6),
            (12, 6, 7),
            (3, 2, 2),
            (99, 6, 7),
        ];
        for (byte, code_points, utf16) in rows {
            assert_eq!(cursor.at(byte), Offset { code_points, utf16 }, "byte {byte}");
        }
        assert_eq!(cursor.at(5), Offset { code_points: 2, utf16: 2 }, "inside the emoji: where it begins");
    }

    #[test]
    fn lines_as_editors_count_them() {
        let text = "one\r\nzwéi\rthree\n\nfive";
        let index = LineIndex::new(text);
        let rows = [
            (0, (1, 1)),
            (3, (1, 4)),
            (5, (2, 1)),
            (9, (2, 4)),
            (11, (3, 1)),
            (17, (4, 1)),
            (18, (5, 1)),
            (22, (5, 5)),
        ];
        for (byte, place) in rows {
            assert_eq!(index.line_column(byte), place, "byte {byte}");
            assert_eq!(index.byte(place.0, place.1), Some(byte), "{place:?}");
        }
        for nowhere in [(0, 1), (1, 0), (1, 5), (6, 1), (5, 6)] {
            assert_eq!(index.byte(nowhere.0, nowhere.1), None, "{nowhere:?}");
        }
        assert_eq!(LineIndex::new("").line_column(7), (1, 1));
    }

    proptest! {
        /// However one jumps about, the cursor says what counting from the start says.
        #[test]
        fn cursor_equals_counting(text in ".{0,40}", jumps in prop::collection::vec(0usize..200, 0..12)) {
            let mut cursor = OffsetCursor::new(&text);
            for byte in jumps {
                let before = &text[..floor(&text, byte)];
                let offset = cursor.at(byte);
                prop_assert_eq!(offset.code_points, before.chars().count());
                prop_assert_eq!(offset.utf16, before.encode_utf16().count());
            }
        }

        /// Line and column lead back to the byte, wherever a character of a line begins.
        #[test]
        fn line_and_column_lead_back(text in "([a-cé😀\n\r]|\r\n){0,30}") {
            let index = LineIndex::new(&text);
            for (byte, c) in text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r')) {
                let (line, column) = index.line_column(byte);
                prop_assert_eq!(index.byte(line, column), Some(byte), "{:?}", c);
            }
        }
    }
}
