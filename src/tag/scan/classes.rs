//! Which bytes of the text are parts of words: a bit for each, 64 at a time.
//!
//! ASCII is classed by arithmetic on whole [registers](super::level); a block with other characters asks the [table](crate::fold::chars)
//! for each of them. Accents, soft hyphens and the like count as parts of words here, apostrophes do not.

use std::ops::Range;

use super::level::{Bits, Level};
use crate::fold::chars::{self, APOSTROPHE, GLUED, MIXED, RESEMBLING, UNSEEN, WORD};

/// Reads a text block by block.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// One for each block of 64 bytes, and one more that is empty.
    masks: Vec<u64>,
    /// Of the blocks from `kept` on that have been read, and one more, what [`Chunk::letters`] says; then what is left of earlier ones.
    letters: Vec<u8>,
    kept: usize,
    /// The first block whose letters are still asked for.
    first: usize,
    n_read: usize,
    /// Bytes of a character that reach into the next block, and whether it is part of a word.
    over: u32,
    over_word: bool,
    /// Places of apostrophes and of such characters outside ASCII that are parts of words or make one of what is before them: that has to be
    /// looked at more closely.
    pub(super) parting: Vec<u32>,
    /// Places of characters where names may begin without a boundary before them.
    pub(super) anywhere: Vec<u32>,
    /// Places of letters that may look like Latin ones; of several in a row, the first.
    pub(super) resembling: Vec<u32>,
    /// Where the last of them ends.
    resembling_end: usize,
}

impl Classes {
    /// Begins with another text.
    pub(super) fn clear(&mut self, text: &str) {
        let mut old = std::mem::take(self);
        old.masks.clear();
        old.masks.resize(text.len().div_ceil(64) + 1, 0);
        old.parting.clear();
        old.anywhere.clear();
        old.resembling.clear();
        let Classes { masks, letters, parting, anywhere, resembling, .. } = old;
        *self = Classes { masks, letters, parting, anywhere, resembling, ..Classes::default() };
    }

    /// How many blocks the text has.
    pub(super) fn n_blocks(&self) -> usize {
        self.masks.len() - 1
    }

    /// How many of them have been read.
    pub(super) fn n_read(&self) -> usize {
        self.n_read
    }

    /// How many words begin in the blocks from `block` on that have been read, counted up to a limit.
    pub(super) fn n_words_from(&self, block: usize, limit: usize) -> usize {
        let mut n = 0;
        for at in block..self.n_read {
            let before = at.checked_sub(1).map_or(0, |at| self.masks[at]);
            n += (self.masks[at] & !(self.masks[at] << 1 | before >> 63)).count_ones() as usize;
            if n >= limit {
                break;
            }
        }
        n
    }

    pub(super) fn words(&self) -> Words<'_> {
        Words { masks: &self.masks }
    }

    /// Up to where words have been read whole: where the last one begins, or the end of the text.
    pub(super) fn read_whole(&self, text: &str) -> usize {
        if self.n_read == self.n_blocks() {
            return text.len();
        }
        self.words().start_of_last(self.n_read * 64 - 1).unwrap_or(0)
    }

    /// The blocks from the first one up to `until`, which have been read, as the words behind them have.
    pub(super) fn chunk(&self, until: usize) -> Chunk<'_> {
        let letters = self.letters[(self.first - self.kept) * 64..].first_chunk();
        let n_letters = (self.n_read - self.first) * 64;
        Chunk {
            masks: &self.masks,
            letters: letters.expect("reading makes room for it"),
            n_letters,
            blocks: self.first..until,
        }
    }

    /// Says of a word that its letters are not all there is to it.
    pub(super) fn set_apart(&mut self, start: usize) {
        if let Some(letter) = start.checked_sub(self.kept * 64).and_then(|at| self.letters.get_mut(at)) {
            *letter = 0;
        }
    }

    /// Forgets the letters before block `until`.
    pub(super) fn drop_letters(&mut self, until: usize) {
        self.first = until;
        let (n_dropped, n_left) = (until - self.kept, self.n_read + 1 - until);
        // Where a text has no words it is read to its end at once: what is left is moved seldom, not for each chunk.
        if n_dropped >= n_left {
            self.letters.copy_within(n_dropped * 64..(n_dropped + n_left) * 64, 0);
            self.kept = until;
        }
    }

    /// Reads up to block `until` of the text.
    pub(super) fn read(&mut self, text: &str, until: usize, level: Level) {
        let from = self.n_read;
        let bytes = &text.as_bytes()[from * 64..text.len().min(until * 64)];
        let (blocks, rest) = bytes.as_chunks::<64>();
        let mut letters = std::mem::take(&mut self.letters);
        letters.resize(letters.len().max((until + 1 - self.kept) * 64 + REACH), 0);
        let new = &mut letters.as_chunks_mut::<64>().0[from - self.kept..];
        level.class(blocks, new, |n, bits| self.take(text, from + n, bits));
        if !rest.is_empty() {
            let mut block = [0; 64];
            block[..rest.len()].copy_from_slice(rest);
            level.class(&[block], &mut new[blocks.len()..], |_, bits| {
                self.take(text, from + blocks.len(), bits);
            });
        }
        new[until - from].fill(0);
        self.letters = letters;
        self.n_read = until;
    }

    #[inline(always)]
    fn take(&mut self, text: &str, block: usize, bits: Bits) {
        let mut words = bits.words;
        if bits.wide | bits.apostrophes != 0 || self.over != 0 {
            words |= self.special(text, block * 64, bits);
        }
        self.masks[block] = words;
    }

    /// The bits of characters outside ASCII that are parts of words.
    #[inline(never)]
    fn special(&mut self, text: &str, at: usize, bits: Bits) -> u64 {
        let mut words = 0;
        let mut rest = bits.wide;
        if self.over > 0 {
            let bits = (1 << self.over) - 1;
            words |= if self.over_word { bits } else { 0 };
            rest &= !bits;
            self.over = 0;
        }
        rest |= bits.apostrophes;
        while rest != 0 {
            let n = rest.trailing_zeros();
            let place = at + n as usize;
            if bits.apostrophes >> n & 1 != 0 {
                self.parting.push(place as u32);
                rest &= rest - 1;
                continue;
            }
            let c = text[place..].chars().next().unwrap_or_default();
            let class = chars::class(c);
            let word = class & (WORD | UNSEEN) != 0;
            if class & (WORD | UNSEEN | MIXED | APOSTROPHE) != 0 {
                self.parting.push(place as u32);
            }
            let len = c.len_utf8() as u32;
            let bits = ((1_u64 << len) - 1) << n;
            if word {
                words |= bits;
            }
            if class & (GLUED | MIXED | RESEMBLING) != 0 {
                if class & RESEMBLING != 0 && c.is_alphabetic() {
                    if self.resembling.is_empty() || self.resembling_end != place {
                        self.resembling.push(place as u32);
                    }
                    self.resembling_end = place + c.len_utf8();
                }
                if class & (GLUED | MIXED) != 0 {
                    self.anywhere.push(place as u32);
                }
            }
            rest &= !bits;
            if n + len > 64 {
                self.over = n + len - 64;
                self.over_word = word;
            }
        }
        words
    }
}

/// So many letters of a chunk can be asked for: eight from each place that 16 bits can say.
pub(super) const REACH: usize = (1 << 16) + 7;

/// Some blocks of a text, less than [`REACH`].
#[derive(Clone)]
pub(super) struct Chunk<'c> {
    /// Of the whole text.
    pub(super) masks: &'c [u64],
    /// Letters, digits and `_` of ASCII without their case, from the first of the blocks on; everything else is 0, and so is the first
    /// letter of a word that is more than its letters in ASCII.
    pub(super) letters: &'c [u8; REACH],
    /// So many of them have been read; as many zeros as a block has follow, then what is left of earlier ones.
    pub(super) n_letters: usize,
    pub(super) blocks: Range<usize>,
}

/// The words of a text, as far as it has been read.
#[derive(Clone, Copy)]
pub(super) struct Words<'c> {
    pub(super) masks: &'c [u64],
}

impl Words<'_> {
    fn mask(&self, block: usize) -> u64 {
        self.masks.get(block).copied().unwrap_or(0)
    }

    /// Whether the byte at `at` is part of a word.
    #[inline(always)]
    pub(super) fn has(&self, at: usize) -> bool {
        self.mask(at / 64) >> (at % 64) & 1 != 0
    }

    /// Whether all bytes from `from` to `to` are parts of one word, or all of one gap.
    pub(super) fn are_alike(&self, from: usize, to: usize) -> bool {
        let all = if self.has(to) { u64::MAX } else { 0 };
        (from / 64..=to / 64).all(|block| {
            let first = if block == from / 64 { from % 64 } else { 0 };
            let last = if block == to / 64 { to % 64 } else { 63 };
            let bits = u64::MAX << first & u64::MAX >> (63 - last);
            (self.mask(block) ^ all) & bits == 0
        })
    }

    /// Where the word ends that `at` is in.
    #[inline(always)]
    pub(super) fn end(&self, at: usize) -> usize {
        let n = (!(self.mask(at / 64) >> (at % 64))).trailing_zeros() as usize;
        if n < 64 - at % 64 { at + n } else { self.end_beyond(at / 64 + 1) }
    }

    fn end_beyond(&self, mut block: usize) -> usize {
        while self.mask(block) == u64::MAX {
            block += 1;
        }
        block * 64 + (!self.mask(block)).trailing_zeros() as usize
    }

    /// Where the last word begins that begins at `at` or before it.
    pub(super) fn start_of_last(&self, at: usize) -> Option<usize> {
        let (mut block, n) = (at / 64, at % 64);
        let mut bits = self.mask(block) << (63 - n);
        let mut end = at;
        // The last byte that is part of a word.
        while bits == 0 {
            block = block.checked_sub(1)?;
            bits = self.mask(block);
            end = block * 64 + 63;
        }
        end -= bits.leading_zeros() as usize;
        bits <<= bits.leading_zeros();
        // The first one of those in a row with it.
        loop {
            let n = bits.leading_ones() as usize;
            if n <= end % 64 || end < 64 {
                return Some(end + 1 - n);
            }
            let before = self.mask(end / 64 - 1);
            if before >> 63 == 0 {
                return Some(end / 64 * 64);
            }
            end = end / 64 * 64 - 1;
            bits = before;
        }
    }

    /// Where the next word begins, if `at` is in none; beyond the text when there is none.
    #[inline(always)]
    pub(super) fn next(&self, at: usize) -> usize {
        let rest = self.mask(at / 64) >> (at % 64);
        if rest != 0 { at + rest.trailing_zeros() as usize } else { self.next_beyond(at / 64 + 1) }
    }

    fn next_beyond(&self, mut block: usize) -> usize {
        while block < self.masks.len() && self.masks[block] == 0 {
            block += 1;
        }
        block * 64 + self.mask(block).trailing_zeros() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Where words begin and end, a character at a time.
    fn naive(text: &str) -> Vec<(usize, usize)> {
        let mut words: Vec<(usize, usize)> = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let word = chars::class(c) & (WORD | UNSEEN) != 0;
            match words.last_mut() {
                Some(last) if word && inside => last.1 = at + c.len_utf8(),
                _ if word => words.push((at, at + c.len_utf8())),
                _ => {}
            }
            inside = word;
        }
        words
    }

    #[test]
    fn letters_read_far_ahead_are_seldom_moved() {
        let text = "é".repeat(64 << 10);
        let mut classes = Classes::default();
        classes.clear(&text);
        classes.read(&text, classes.n_blocks(), Level::best());
        let mut moved = 0;
        for until in 1..=classes.n_blocks() {
            let (kept, n_left) = (classes.kept, classes.n_read + 1 - until);
            classes.drop_letters(until);
            moved += if classes.kept == kept { 0 } else { n_left };
        }
        assert!(moved <= classes.n_blocks() + 2, "{moved} blocks moved");
    }

    proptest! {
        #[test]
        fn every_level_finds_the_same_words(text in "([a-z_ ,.'-]{0,9}|[é’“日\u{301}بﷺ👍½⑴]|[A-Z0-9]{0,40}|x{100,200}| {100,200}|.){0,40}", step in 1usize..4) {
            for level in Level::all() {
                let mut classes = Classes::default();
                classes.clear(&text);
                while classes.n_read() < classes.n_blocks() {
                    classes.read(&text, classes.n_blocks().min(classes.n_read() + step), level);
                }
                let expected = naive(&text);
                prop_assert_eq!(classes.n_words_from(0, usize::MAX), expected.len());
                let words = classes.words();
                let mut found = Vec::new();
                let mut at = 0;
                while words.next(at) < text.len() {
                    let start = words.next(at);
                    at = words.end(start);
                    found.push((start, at));
                }
                for &(start, end) in &found {
                    prop_assert!((start..end).all(|at| words.has(at) && words.end(at) == end));
                    prop_assert!((start..end).all(|at| words.start_of_last(at) == Some(start)));
                    prop_assert_eq!(words.start_of_last(end), Some(start));
                }
                prop_assert_eq!(found, expected, "{:?}", level);
                let parts = |c: char| {
                    c == '\'' || c == '`' || (!c.is_ascii() && chars::class(c) & (WORD | UNSEEN | MIXED | APOSTROPHE) != 0)
                };
                let parting: Vec<u32> = text.char_indices().filter(|&(_, c)| parts(c)).map(|(at, _)| at as u32).collect();
                prop_assert_eq!(&classes.parting, &parting);
            }
        }
    }
}
