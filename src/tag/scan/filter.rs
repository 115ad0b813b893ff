//! Reads words off the bits that say where they are, and drops those that no surface begins with: of every word its first eight letters
//! are asked for in a map of bits. Nothing is looked at as often as this, so it is one loop without a condition that the machine
//! could guess wrong.

use std::ops::Range;

use crate::gazetteer::matcher::{self, Matcher};

/// Words in a row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Where each begins. Longer than what is in use, and never cut: filling it up anew would take longer than filtering.
    starts: Vec<u32>,
    keys: Vec<u64>,
    n_words: usize,
    /// What the one who uses the row remarked about each.
    pub(super) marks: Vec<u8>,
    hits: Vec<(u32, u32)>,
    /// Hits among the words that are set aside.
    aside: Vec<(u32, u32)>,
}

impl Row {
    pub(super) fn clear(&mut self) {
        self.n_words = 0;
        self.marks.clear();
        self.hits.clear();
        self.aside.clear();
    }

    pub(super) fn starts(&self) -> &[u32] {
        &self.starts[..self.n_words]
    }

    pub(super) fn keys(&self) -> &[u64] {
        &self.keys[..self.n_words]
    }

    /// For each block, the number of the word behind its last one, and a bit for each of its words, the last one lowest: whether some surface
    /// may begin with it. Of the words set aside there are none.
    pub(super) fn hits(&self) -> &[(u32, u32)] {
        &self.hits
    }

    /// Numbers of words that some surface may begin with, in order.
    #[inline(always)]
    pub(super) fn survivors(&self) -> impl Iterator<Item = usize> {
        self.hits.iter().flat_map(|&(end, hits)| {
            let mut left = hits;
            std::iter::from_fn(move || {
                let back = 31_u32.checked_sub(left.leading_zeros())?;
                left ^= 1 << back;
                Some((end - 1 - back) as usize)
            })
        })
    }

    /// Keeps the words from the `from`-th on for later: [`hits`](Self::hits) says nothing of them until [`go_on`](Self::go_on).
    pub(super) fn set_aside(&mut self, from: usize) {
        self.aside.clear();
        while let Some((end, hits)) = self.hits.pop_if(|&mut (end, _)| end as usize > from) {
            let n_aside = end as usize - from;
            let (aside, ready) =
                if n_aside < 32 { (hits & ((1 << n_aside) - 1), hits >> n_aside) } else { (hits, 0) };
            self.aside.insert(0, (n_aside as u32, aside));
            if ready != 0 {
                self.hits.push((from as u32, ready));
                break;
            }
        }
    }

    /// Forgets all words but those set aside.
    pub(super) fn go_on(&mut self, from: usize) {
        self.starts.copy_within(from..self.n_words, 0);
        self.keys.copy_within(from..self.n_words, 0);
        self.marks.drain(..from);
        self.n_words -= from;
        std::mem::swap(&mut self.hits, &mut self.aside);
    }

    /// Adds a word that is none, behind the last one.
    pub(super) fn close(&mut self, end: usize) {
        self.make_room(1);
        self.starts[self.n_words] = end as u32;
        self.keys[self.n_words] = 0;
        self.n_words += 1;
    }

    /// Room for `n` more words.
    pub(super) fn make_room(&mut self, n: usize) {
        let needed = self.n_words + n;
        if self.starts.len() < needed {
            self.starts.resize(needed, 0);
            self.keys.resize(needed, 0);
        }
    }
}

/// Adds the words of some blocks of 64 bytes of `text` to `row`, which has room for them. `masks` has a bit for every byte that is part of a
/// word.
#[inline(always)]
pub(super) fn run(text: &[u8], masks: &[u64], blocks: Range<usize>, matcher: &Matcher<'_>, row: &mut Row) {
    let Row { starts, keys, hits, n_words, .. } = row;
    let mut padded = [0; 72];
    let mut before = blocks.start.checked_sub(1).map_or(0, |block| masks[block]);
    let mut words = masks.get(blocks.start).copied().unwrap_or(0);
    for block in blocks {
        let base = block * 64;
        // With the bytes that belong to it: no word can begin so late that its first eight are not among them.
        let bytes = match text.get(base..).and_then(|rest| rest.first_chunk::<72>()) {
            Some(bytes) => bytes,
            None => {
                let rest = &text[base..];
                padded[..rest.len()].copy_from_slice(rest);
                padded[rest.len()..].fill(0);
                &padded
            }
        };
        let after = masks.get(block + 1).copied().unwrap_or(0);
        let mut left = words & !(words << 1 | before >> 63);
        let (gaps, gaps_after) = (!words, !after << 1);
        let mut bits = 0;
        let count = left.count_ones() as usize;
        let cells = starts[*n_words..][..count].iter_mut().zip(&mut keys[*n_words..][..count]);
        for (start, key) in cells {
            let bit = left.trailing_zeros() & 63;
            left &= left.wrapping_sub(1);
            // The next eight bits tell how long the word is, as far as that counts.
            let len = (gaps >> bit | gaps_after << (63 - bit) | 1 << 8).trailing_zeros();
            let eight = bytes[bit as usize..bit as usize + 8].first_chunk().copied().unwrap_or_default();
            *start = base as u32 + bit;
            *key = matcher::key(matcher::head(u64::from_le_bytes(eight), len as usize));
            bits = bits << 1 | matcher.may_begin(*key) as u32;
        }
        *n_words += count;
        if bits != 0 {
            hits.push((*n_words as u32, bits));
        }
        before = words;
        words = after;
    }
}
