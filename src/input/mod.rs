//! From bytes to text, with the way back to the bytes.
//!
//! One policy, for every input: a byte order mark names the encoding (UTF-8, UTF-16 of either order) and stays in the text as U+FEFF, so
//! that it counts in offsets as it does in the file; without a mark the text is UTF-8. What is not valid becomes U+FFFD, one for each
//! maximal invalid stretch as the Unicode standard recommends (section 3.9), and the text says that it happened.

#[cfg(feature = "html")]
mod html;
mod jsonl;
#[cfg(feature = "warc")]
mod warc;

#[cfg(feature = "html")]
pub use html::{Page, PageError};
pub use jsonl::{BadRecord, JsonRecord, check_json, plain};
#[cfg(feature = "warc")]
pub use warc::{Archive, Archived};

use std::borrow::Cow;

use crate::span::Span;

/// A text and where its bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, a leading U+FEFF included.
    pub text: Cow<'b, str>,
    /// Whether something was not valid and stands as U+FFFD.
    pub lossy: bool,
    /// What it was decoded from, where the two differ.
    original: Option<Original<'b>>,
    /// Where the text stands in the page that it was taken from.
    #[cfg(feature = "html")]
    places: Option<html::Places>,
}

/// The bytes of a text that does not equal them, and places at which the two are known to go together. Not every place: a text may have as
/// many invalid bytes as it has bytes, and two integers for each would be far more than the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Original<'b> {
    bytes: &'b [u8],
    encoding: Encoding,
    /// A byte of the text and that of the original, sorted. From one to the next it is at most [`STRIDE`] bytes of text, or the two go
    /// byte for byte behind the first `STRIDE`.
    anchors: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16,
}

/// How much text is decoded again, at the most, to find a place in the original.
const STRIDE: usize = 1 << 10;

impl<'b> Decoded<'b> {
    fn new(text: Cow<'b, str>, lossy: bool, original: Option<Original<'b>>) -> Decoded<'b> {
        Decoded {
            text,
            lossy,
            original,
            #[cfg(feature = "html")]
            places: None,
        }
    }

    /// Decodes `bytes`.
    ///
    /// ```
    /// use canonym::input::Decoded;
    /// let decoded = Decoded::of(b"Gaza \xff Iran");
    /// assert_eq!(decoded.text, "Gaza \u{fffd} Iran");
    /// assert!(decoded.lossy);
    /// // `Iran` is at byte 7 of the original, at byte 9 of the text.
    /// assert_eq!(decoded.original(9), 7);
    /// ```
    pub fn of(bytes: &'b [u8]) -> Decoded<'b> {
        match bytes {
            [0xff, 0xfe, ..] => Decoded::utf16(bytes, u16::from_le_bytes),
            [0xfe, 0xff, ..] => Decoded::utf16(bytes, u16::from_be_bytes),
            _ => Decoded::utf8(bytes),
        }
    }

    fn utf8(bytes: &'b [u8]) -> Decoded<'b> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Decoded::from(text);
        }
        let mut text = String::with_capacity(bytes.len() + 16);
        let mut anchors = vec![(0, 0)];
        let mut original = 0;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            original += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                original += chunk.invalid().len();
                anchor(&mut anchors, text.len(), original);
            }
        }
        let original = Some(Original { bytes, encoding: Encoding::Utf8, anchors });
        Decoded::new(Cow::Owned(text), true, original)
    }

    fn utf16(bytes: &'b [u8], unit: fn([u8; 2]) -> u16) -> Decoded<'b> {
        let (pairs, odd) = bytes[2..].as_chunks::<2>();
        let mut text = String::with_capacity(bytes.len() / 2 + 16);
        text.push('\u{feff}');
        let mut anchors = vec![(text.len(), 2)];
        let mut original = 2;
        let mut lossy = !odd.is_empty();
        for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            let c = decoded.unwrap_or_else(|_| {
                lossy = true;
                char::REPLACEMENT_CHARACTER
            });
            text.push(c);
            original += 2 * c.len_utf16();
            anchor(&mut anchors, text.len(), original);
        }
        if !odd.is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        let original = Some(Original { bytes, encoding: Encoding::Utf16, anchors });
        Decoded::new(Cow::Owned(text), lossy, original)
    }

    /// The byte of the original that byte `at` of the text stands for; `at` is on a character boundary.
    pub fn original(&self, at: usize) -> usize {
        let Some(original) = &self.original else { return at };
        let after = original.anchors.partition_point(|&(text, _)| text <= at);
        // Before the first anchor there is only the mark.
        let Some(nearest) = after.checked_sub(1) else { return 0 };
        let (text, byte) = original.anchors[nearest];
        match original.encoding {
            Encoding::Utf8 => original.in_utf8(text, byte, at),
            Encoding::Utf16 => {
                let units: usize = self.text[text..at].chars().map(char::len_utf16).sum();
                (byte + 2 * units).min(original.bytes.len())
            }
        }
    }

    /// Where `span` of the text stands in the page that it was taken from, counted in its bytes, its code points and its UTF-16 units.
    /// Nothing where it was taken from no page, or does not stand there in one piece.
    pub fn in_page(&self, span: Span) -> Option<PageSpan> {
        #[cfg(feature = "html")]
        {
            self.places.as_ref()?.find(span)
        }
        #[cfg(not(feature = "html"))]
        {
            let _ = span;
            None
        }
    }

    /// Whether byte offsets into the text and into the original can differ.
    pub fn is_shifted(&self) -> bool {
        self.original.is_some()
    }
}

/// Notes that byte `text` of the text is byte `original`, where it is far enough from the place noted last.
fn anchor(anchors: &mut Vec<(usize, usize)>, text: usize, original: usize) {
    if anchors.last().is_none_or(|&(last, _)| text - last >= STRIDE) {
        anchors.push((text, original));
    }
}

impl Original<'_> {
    /// Where byte `at` of the text is, given that byte `text` of it is `byte` here.
    fn in_utf8(&self, mut text: usize, mut byte: usize, at: usize) -> usize {
        let end = text + STRIDE;
        // What is invalid never takes fewer bytes in the text than here.
        let near = &self.bytes[byte..self.bytes.len().min(byte + STRIDE + 4)];
        for chunk in near.utf8_chunks() {
            let valid = chunk.valid().len();
            if at <= text + valid || text + valid >= end {
                break;
            }
            text += valid + char::REPLACEMENT_CHARACTER.len_utf8();
            byte += valid + chunk.invalid().len();
            if at < text {
                // Inside what stands for invalid bytes: where they begin.
                return byte - chunk.invalid().len();
            }
        }
        byte + (at - text)
    }
}

/// Where something stands in the source of a web page: start and end in each unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpan {
    /// In bytes of the file.
    pub bytes: (usize, usize),
    /// In code points of the decoded source, a byte order mark included.
    pub code_points: (usize, usize),
    /// In UTF-16 units of the decoded source, likewise.
    pub utf16: (usize, usize),
}

impl<'b> From<&'b str> for Decoded<'b> {
    /// A text that came as one, not as bytes.
    fn from(text: &'b str) -> Decoded<'b> {
        Decoded::new(Cow::Borrowed(text), false, None)
    }
}

impl From<String> for Decoded<'_> {
    /// A text that was made; offsets count in it.
    fn from(text: String) -> Self {
        Decoded::new(Cow::Owned(text), false, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each character of the text, where it is in the original: found one after the other.
    fn slowly(bytes: &[u8]) -> Vec<usize> {
        let mut places = Vec::new();
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            places.extend(chunk.valid().char_indices().map(|(n, _)| at + n));
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                places.push(at);
                at += chunk.invalid().len();
            }
        }
        places.push(at);
        places
    }

    #[test]
    fn every_place_leads_back_however_long_and_broken_the_bytes_are() {
        for piece in [
            &b"\xff"[..],
            b"a\xff",
            b"\xe2\x82",
            b"\xf0\x9f\x98a",
            "é\u{fffd}".as_bytes(),
            b"\xed\xa0\x80x",
            "😀".as_bytes(),
        ] {
            for gap in [0, 1, 1021, 1022, 1023, 1024, 1025, 1030, 5000] {
                let mut bytes = piece.repeat(700);
                bytes.extend(std::iter::repeat_n(b'.', gap));
                bytes.extend(piece.repeat(900));
                bytes.extend(b"\xffthe end");
                let decoded = Decoded::of(&bytes);
                let places = slowly(&bytes);
                let edges = decoded.text.char_indices().map(|(at, _)| at).chain([decoded.text.len()]);
                for (n, at) in edges.enumerate() {
                    assert_eq!(decoded.original(at), places[n], "{piece:?}, gap {gap}, byte {at}");
                }
            }
        }
    }

    #[test]
    fn utf_16_leads_back_too() {
        let text = "Iran 😀 — ایران, 日本. ".repeat(300);
        for (mark, encode) in [
            ([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ([0xfe, 0xff], u16::to_be_bytes as fn(u16) -> [u8; 2]),
        ] {
            let mut bytes = mark.to_vec();
            bytes.extend(text.encode_utf16().flat_map(encode));
            bytes.push(7);
            let decoded = Decoded::of(&bytes);
            assert!(decoded.lossy);
            assert_eq!(decoded.text, format!("\u{feff}{text}\u{fffd}"));
            let mut original = 0;
            for (at, c) in decoded.text.char_indices() {
                assert_eq!(decoded.original(at), original, "byte {at}");
                original += 2 * c.len_utf16();
            }
            assert_eq!(decoded.original(decoded.text.len()), bytes.len());
        }
    }
}
