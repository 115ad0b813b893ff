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
pub use html::Page;
pub use jsonl::{BadRecord, JsonRecord, plain};
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
    /// Where text and bytes go apart: from this byte of the text on, the original is at that byte. Empty where they are the same.
    shifts: Vec<(usize, usize)>,
    /// Bytes of the original for each UTF-16 unit; 0 for UTF-8.
    wide: bool,
    /// Where the text stands in the page that it was taken from.
    #[cfg(feature = "html")]
    places: Option<html::Places>,
}

impl<'b> Decoded<'b> {
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
            [0xff, 0xfe, rest @ ..] => Decoded::utf16(rest, u16::from_le_bytes),
            [0xfe, 0xff, rest @ ..] => Decoded::utf16(rest, u16::from_be_bytes),
            _ => Decoded::utf8(bytes),
        }
    }

    fn utf8(bytes: &'b [u8]) -> Decoded<'b> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Decoded {
                text: Cow::Borrowed(text),
                lossy: false,
                shifts: Vec::new(),
                wide: false,
                #[cfg(feature = "html")]
                places: None,
            };
        }
        let mut text = String::with_capacity(bytes.len() + 16);
        let mut shifts = Vec::new();
        let mut original = 0;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            original += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                original += chunk.invalid().len();
                shifts.push((text.len(), original));
            }
        }
        Decoded {
            text: Cow::Owned(text),
            lossy: true,
            shifts,
            wide: false,
            #[cfg(feature = "html")]
            places: None,
        }
    }

    fn utf16(bytes: &'b [u8], unit: fn([u8; 2]) -> u16) -> Decoded<'b> {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut text = String::from('\u{feff}');
        let mut shifts = vec![(text.len(), 2)];
        let mut original = 2;
        let mut lossy = !odd.is_empty();
        for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            let c = decoded.unwrap_or_else(|_| {
                lossy = true;
                char::REPLACEMENT_CHARACTER
            });
            let n_units = if decoded_is_pair(c) { 2 } else { 1 };
            text.push(c);
            original += 2 * n_units;
            shifts.push((text.len(), original));
        }
        if !odd.is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            shifts.push((text.len(), original + odd.len()));
        }
        Decoded {
            text: Cow::Owned(text),
            lossy,
            shifts,
            wide: true,
            #[cfg(feature = "html")]
            places: None,
        }
    }

    /// The byte of the original that byte `at` of the text stands for; `at` is on a character boundary.
    pub fn original(&self, at: usize) -> usize {
        let after = self.shifts.partition_point(|&(text, _)| text <= at);
        match after.checked_sub(1) {
            None => at,
            Some(n) => self.shifts[n].1 + (at - self.shifts[n].0),
        }
    }

    /// Where `span` of the text stands in the page that it was taken from, counted in its bytes, its code points and its UTF-16 units.
    /// Nothing where it was taken from no page, or does not stand there in one piece.
    pub fn in_page(&self, span: Span) -> Option<PageSpan> {
        #[cfg(feature = "html")]
        {
            let places = self.places.as_ref()?;
            let (source, file) = places.find(span)?;
            let (before, inside) = (&places.source()[..source.start], &places.source()[source.range()]);
            let points = (before.chars().count(), inside.chars().count());
            let units = (before.encode_utf16().count(), inside.encode_utf16().count());
            Some(PageSpan {
                bytes: (file.start, file.end),
                code_points: (points.0, points.0 + points.1),
                utf16: (units.0, units.0 + units.1),
            })
        }
        #[cfg(not(feature = "html"))]
        {
            let _ = span;
            None
        }
    }

    /// Whether byte offsets into the text and into the original can differ.
    pub fn is_shifted(&self) -> bool {
        self.wide || !self.shifts.is_empty()
    }
}

/// Where something stands in the source of a web page: start and end in each unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpan {
    /// In bytes of the file.
    pub bytes: (usize, usize),
    /// In code points of the decoded source.
    pub code_points: (usize, usize),
    /// In UTF-16 units of the decoded source.
    pub utf16: (usize, usize),
}

impl<'b> From<&'b str> for Decoded<'b> {
    /// A text that came as one, not as bytes.
    fn from(text: &'b str) -> Decoded<'b> {
        Decoded {
            text: Cow::Borrowed(text),
            lossy: false,
            shifts: Vec::new(),
            wide: false,
            #[cfg(feature = "html")]
            places: None,
        }
    }
}

impl From<String> for Decoded<'_> {
    /// A text that was made; offsets count in it.
    fn from(text: String) -> Self {
        Decoded {
            text: Cow::Owned(text),
            lossy: false,
            shifts: Vec::new(),
            wide: false,
            #[cfg(feature = "html")]
            places: None,
        }
    }
}

fn decoded_is_pair(c: char) -> bool {
    c.len_utf16() == 2
}
