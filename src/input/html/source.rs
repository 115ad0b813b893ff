//! The source of a page as text, and which bytes of the file each part of it was.

use encoding_rs::{DecoderResult, Encoding};

/// A decoded source. What is not valid stands as U+FFFD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) text: String,
    /// In order; each ends where the next begins.
    runs: Vec<Run>,
    /// How many code points and UTF-16 units stand before each [`STRIDE`]th byte of the text.
    counts: Vec<(u32, u32)>,
}

/// A part of the text in which as many bytes of the text are as many of the file, again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    file: u32,
    /// Bytes of the text, and of the file.
    unit: (u8, u8),
}

/// How much text is counted again, at the most, to count what stands before a place.
const STRIDE: usize = 1 << 10;

impl Source {
    /// Decodes what stands behind the first `mark` bytes.
    ///
    /// The decoder gets a byte at a time where more than one could be a character, so that it is known which bytes were one: encoding again
    /// gives other bytes where some were not valid, or where there is more than one way to spell a text.
    pub(super) fn of(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Source {
        let text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
        let mut source = Source { text, runs: Vec::new(), counts: Vec::new() };
        let mut decoder = encoding.new_decoder_without_bom_handling();
        // What came out for the bytes from `begin` on; a decoder gives a few characters at once, at the most.
        let mut out = String::with_capacity(64);
        let (mut begin, mut at, mut end) = (mark, mark, mark);
        loop {
            if begin == at {
                // The decoder holds nothing back and need not see this.
                let plain = plain(encoding, &bytes[at..]);
                source.push(plain, (at, at + plain.len()), &mut end);
                at += plain.len();
                begin = at;
            }
            let is_last = at == bytes.len();
            let next = &bytes[at..bytes.len().min(at + 1)];
            let (result, n_read) = decoder.decode_to_string_without_replacement(next, &mut out, is_last);
            at += n_read;
            match result {
                DecoderResult::Malformed(len, behind) => {
                    let until = at - usize::from(behind);
                    let from = until.saturating_sub(usize::from(len)).max(begin);
                    source.push_all(&mut out, (begin, from), bytes, encoding, &mut end);
                    source.push("\u{fffd}", (from, until), &mut end);
                    begin = until;
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {
                    begin = source.push_all(&mut out, (begin, at), bytes, encoding, &mut end);
                    if is_last && result == DecoderResult::InputEmpty {
                        break;
                    }
                }
            }
        }
        source.count(mark > 0);
        source
    }

    /// Appends what came out for the bytes `from` to `to` of the file, and empties it. Up to where that went.
    fn push_all(
        &mut self,
        out: &mut String,
        (mut from, to): (usize, usize),
        bytes: &[u8],
        encoding: &'static Encoding,
        end: &mut usize,
    ) -> usize {
        // What only switches to other characters is none.
        while encoding == encoding_rs::ISO_2022_JP && !out.is_empty() && to > from + 3 && bytes[from] == 0x1b
        {
            from += 3;
        }
        // Behind what was not valid, what stands for itself comes out late, or together.
        let is_itself = |c: char, at: usize| c.is_ascii() && bytes[at] == c as u8;
        let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
        let mut first = 0;
        while let Some(c) = out[first..].chars().next() {
            let n_bytes = match () {
                () if is_wide => 2 * c.len_utf16(),
                () if from < to && is_itself(c, from) => 1,
                () => break,
            };
            self.push(&out[first..first + c.len_utf8()], (from, from + n_bytes), end);
            (first, from) = (first + c.len_utf8(), from + n_bytes);
        }
        if first == out.len() {
            out.clear();
            return from;
        }
        let (mut last, mut until) = (out.len(), to);
        while let Some(c) = out[first..last].chars().next_back() {
            if last == first + 1 || until <= from + 1 || !is_itself(c, until - 1) {
                break;
            }
            (last, until) = (last - 1, until - 1);
        }
        self.push(&out[first..last], (from, until), end);
        for n in 0..to - until {
            self.push(&out[last + n..=last + n], (until + n, until + n + 1), end);
        }
        out.clear();
        to
    }

    /// Appends `text`, which is the bytes `from` to `to` of the file; `end` is how far runs go in the file.
    fn push(&mut self, text: &str, (from, to): (usize, usize), end: &mut usize) {
        if text.is_empty() {
            return;
        }
        let unit = if text.len() == to - from { (1, 1) } else { (text.len() as u8, (to - from) as u8) };
        if *end != from || self.runs.last().is_none_or(|run| run.unit != unit) {
            self.runs.push(Run { text: self.text.len() as u32, file: from as u32, unit });
        }
        self.text.push_str(text);
        *end = to;
    }

    /// A mark is one character of the file, as it is in a text.
    fn count(&mut self, is_marked: bool) {
        let mut before = (u32::from(is_marked), u32::from(is_marked));
        for block in self.text.as_bytes().chunks(STRIDE) {
            self.counts.push(before);
            before = counted(before, block);
        }
        self.counts.push(before);
    }

    /// How many code points and UTF-16 units stand before byte `at` of the text, with the mark.
    pub(super) fn before(&self, at: usize) -> (usize, usize) {
        let block = at / STRIDE;
        let (points, units) = counted(self.counts[block], &self.text.as_bytes()[block * STRIDE..at]);
        (points as usize, units as usize)
    }

    /// The bytes of the file that bytes `start` to `end` of the text were.
    pub(super) fn in_file(&self, start: usize, end: usize) -> (usize, usize) {
        let run = |at: usize| self.runs[self.runs.partition_point(|run| run.text as usize <= at) - 1];
        let (first, last) = (run(start), run(end - 1));
        let n_before = (start - first.text as usize) / usize::from(first.unit.0);
        let n_until = (end - last.text as usize).div_ceil(usize::from(last.unit.0));
        let at = |run: Run, n: usize| run.file as usize + n * usize::from(run.unit.1);
        (at(first, n_before), at(last, n_until))
    }
}

/// What `bytes` begin with that is the same in the text.
fn plain<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> &'b str {
    let len = match () {
        () if encoding == encoding_rs::UTF_8 => Encoding::utf8_valid_up_to(bytes),
        () if encoding.is_ascii_compatible() => Encoding::ascii_valid_up_to(bytes),
        () => 0,
    };
    std::str::from_utf8(&bytes[..len]).unwrap_or_default()
}

/// `before`, and the characters that begin in `block`.
fn counted((points, units): (u32, u32), block: &[u8]) -> (u32, u32) {
    let n_points = block.iter().filter(|byte| (**byte & 0xc0) != 0x80).count() as u32;
    let n_pairs = block.iter().filter(|byte| **byte >= 0xf0).count() as u32;
    (points + n_points, units + n_points + n_pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each letter of a text leads to its bytes, whatever stands before it.
    #[test]
    fn every_letter_leads_to_its_bytes_in_any_encoding() {
        // The encoding, what is not valid in it, and letters of it.
        for (label, broken, letters) in [
            ("utf-8", &b"\xff"[..], "Iran é ایران 日本 😀"),
            ("utf-8", b"\xf0\x9f\x98", "Iran é ایران 日本 😀"),
            ("utf-16le", b"\x3d\xd8", "Iran é ایران 日本 😀"),
            ("utf-16be", b"\xd8\x3d", "Iran é ایران 日本 😀"),
            ("windows-1251", b"", "Iran Иран"),
            ("windows-874", b"\xfc", "Iran อิหร่าน"),
            ("shift_jis", b"\x81", "Iran イラン ｲﾗﾝ 日本"),
            ("shift_jis", b"\xfd", "Iran イラン ｲﾗﾝ 日本"),
            ("euc-jp", b"\xff", "Iran イラン ｲﾗﾝ 日本"),
            ("iso-2022-jp", b"", "Iran イラン 日本"),
            ("iso-2022-jp", b"\xff", "Iran イラン 日本"),
            ("gbk", b"\xff", "Iran 伊朗"),
            ("gb18030", b"\xff", "Iran 伊朗 😀 é"),
            ("gb18030", b"\x81\x30\x81", "Iran 伊朗 😀 é"),
            ("gb18030", b"\x81\x30\xd2\xc1", "Iran 伊朗 😀 é"),
            ("big5", b"\xff", "Iran 伊朗"),
            // Two characters that are two bytes.
            ("big5", b"\x88\x62", "Iran 伊朗"),
            ("big5", b"\x81", "Iran 伊朗"),
            ("euc-kr", b"\xff", "Iran 이란"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
            let encode = |text: &str| match label {
                "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => encoding.encode(text).0.into_owned(),
            };
            let mut bytes = b"mark".to_vec();
            for _ in 0..100 {
                bytes.extend(encode(letters));
                bytes.extend(encode(" a"));
                bytes.extend(broken);
                bytes.extend(encode(" "));
            }
            let source = Source::of(&bytes, encoding, 4);
            let expected = encoding.decode_without_bom_handling(&bytes[4..]).0;
            assert_eq!(source.text, expected, "{label}");
            assert!(source.text.matches(letters).count() > 98, "{label}: {}", source.text);
            let mut behind = 0;
            for (at, c) in source.text.char_indices() {
                let (start, end) = source.in_file(at, at + c.len_utf8());
                assert!(start < end && end <= bytes.len(), "{label}: {start}");
                assert_eq!(source.before(at).0, 1 + source.text[..at].chars().count(), "{label}");
                assert_eq!(source.before(at).1, 1 + source.text[..at].encode_utf16().count(), "{label}");
                if c == char::REPLACEMENT_CHARACTER || "Ê\u{304}".contains(c) {
                    continue;
                }
                assert!(start >= behind, "{label}: {start}");
                behind = end;
                // In the characters to which the last escape switched.
                let two_bytes = encoding == encoding_rs::ISO_2022_JP && !c.is_ascii();
                let mut alone = if two_bytes { b"\x1b$B".to_vec() } else { Vec::new() };
                alone.extend(&bytes[start..end]);
                assert_eq!(
                    encoding.decode_without_bom_handling(&alone).0,
                    c.to_string(),
                    "{label}, byte {at}"
                );
            }
        }
    }
}
