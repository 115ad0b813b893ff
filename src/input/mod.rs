//! From bytes to text, with the way back to the bytes.
//!
//! One policy, for every input: a byte order mark names the encoding (UTF-8, UTF-16 of either order) and stays in the text as U+FEFF, so
//! that it counts in offsets as it does in the file; without a mark the text is UTF-8. What is not valid becomes U+FFFD, one for each
//! maximal invalid stretch as the Unicode standard recommends (section 3.9), and the text says that it happened.

#[cfg(feature = "html")]
mod html;
mod jsonl;

#[cfg(feature = "html")]
pub use html::Page;
pub use jsonl::{BadRecord, JsonRecord, plain};

use std::borrow::Cow;

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
            return Decoded { text: Cow::Borrowed(text), lossy: false, shifts: Vec::new(), wide: false };
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
        Decoded { text: Cow::Owned(text), lossy: true, shifts, wide: false }
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
        Decoded { text: Cow::Owned(text), lossy, shifts, wide: true }
    }

    /// The byte of the original that byte `at` of the text stands for; `at` is on a character boundary.
    pub fn original(&self, at: usize) -> usize {
        let after = self.shifts.partition_point(|&(text, _)| text <= at);
        match after.checked_sub(1) {
            None => at,
            Some(n) => self.shifts[n].1 + (at - self.shifts[n].0),
        }
    }

    /// Whether byte offsets into the text and into the original can differ.
    pub fn is_shifted(&self) -> bool {
        self.wide || !self.shifts.is_empty()
    }
}

impl<'b> From<&'b str> for Decoded<'b> {
    /// A text that came as one, not as bytes.
    fn from(text: &'b str) -> Decoded<'b> {
        Decoded { text: Cow::Borrowed(text), lossy: false, shifts: Vec::new(), wide: false }
    }
}

impl From<String> for Decoded<'_> {
    /// A text that was made; offsets count in it.
    fn from(text: String) -> Self {
        Decoded { text: Cow::Owned(text), lossy: false, shifts: Vec::new(), wide: false }
    }
}

fn decoded_is_pair(c: char) -> bool {
    c.len_utf16() == 2
}
