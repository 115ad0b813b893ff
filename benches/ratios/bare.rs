//! What canonym is compared with: the `aho-corasick` crate as one would use it, over a lower-cased copy of the text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The automaton and the copy, which is used again.
pub(crate) struct Bare {
    automaton: AhoCorasick,
    copy: Vec<u8>,
    /// Start, end and pattern of what stood between boundaries.
    pub(crate) found: Vec<(u32, u32, u32)>,
}

impl Bare {
    pub(crate) fn of<'s>(surfaces: impl Iterator<Item = &'s str>) -> Bare {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(surfaces);
        Bare { automaton: automaton.expect("the surfaces fit"), copy: Vec::new(), found: Vec::new() }
    }

    pub(crate) fn fold(&mut self, text: &str) {
        self.copy.clear();
        self.copy.extend_from_slice(text.as_bytes());
        self.copy.make_ascii_lowercase();
    }

    /// All occurrences in the copy that touch no letter or digit, overlapping ones too.
    pub(crate) fn scan(&mut self) {
        self.found.clear();
        for hit in self.automaton.find_overlapping_iter(&self.copy) {
            if bounded(&self.copy, hit.start(), hit.end()) {
                self.found.push((hit.start() as u32, hit.end() as u32, hit.pattern().as_u32()));
            }
        }
    }

    /// The leftmost, then longest of them, none over another.
    pub(crate) fn select(&mut self) -> usize {
        self.found.sort_unstable_by_key(|&(start, end, _)| (start, u32::MAX - end));
        let (mut n, mut last) = (0, 0);
        for &(start, end, _) in &self.found {
            if start >= last {
                n += 1;
                last = end;
            }
        }
        n
    }
}

fn bounded(text: &[u8], start: usize, end: usize) -> bool {
    let before = start > 0 && {
        let byte = text[start - 1];
        if byte.is_ascii() { byte.is_ascii_alphanumeric() } else { wide(text, start - 1) }
    };
    let after = end < text.len() && {
        let byte = text[end];
        if byte.is_ascii() { byte.is_ascii_alphanumeric() } else { wide(text, end) }
    };
    !before && !after
}

/// Whether the character that `at` is a byte of is a letter or digit.
fn wide(text: &[u8], at: usize) -> bool {
    let first = (0..4).map(|n| at - n).find(|&at| text[at] & 0xc0 != 0x80).unwrap_or(at);
    let end = (first + 4).min(text.len());
    let valid = match std::str::from_utf8(&text[first..end]) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&text[first..first + error.valid_up_to()]).unwrap_or_default(),
    };
    valid.chars().next().is_some_and(char::is_alphanumeric)
}
