//! Reads words off the bits that say where they are, and drops those that no surface begins with: of every word its first eight letters
//! are asked for in a map of bits, and of those that the map has, the next word too.
//!
//! Nothing is done as often as this, so each step is a loop of its own without a condition that the machine could guess wrong: what fails
//! is written like what comes through, and written over by the next.

use super::classes::{Chunk, REACH, Words};
use crate::gazetteer::matcher::{self, Maps, Matcher};

/// A word that some surface may begin with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Survivor {
    pub(super) start: u32,
    /// Whether a second word may follow; if not, the word may be all the words of a surface.
    pub(super) goes_on: bool,
}

/// Words in a row, in memory that is used again and never cut: filling it up anew would take longer than filtering.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Where each word begins, counted from the first block; behind the last word, where the next one does.
    starts: Vec<u16>,
    /// Numbers of words that some surface may begin with.
    hits: Vec<u16>,
    n_hits: usize,
    survivors: Vec<Survivor>,
    n_survivors: usize,
}

impl Row {
    /// Of the words of the chunk, those that may be a surface, or begin one with the next word.
    pub(super) fn survivors(&self) -> &[Survivor] {
        &self.survivors[..self.n_survivors]
    }

    /// Where words begin that some surface may have first behind a lead.
    pub(super) fn led<'a>(
        &'a self,
        chunk: Chunk<'a>,
        matcher: &'a Matcher<'_>,
    ) -> impl Iterator<Item = usize> + 'a {
        let base = chunk.blocks.start * 64;
        self.hits[..self.n_hits].iter().filter_map(move |&word| {
            let start = self.starts[usize::from(word)];
            let head = head(chunk.letters, start);
            (head != 0 && matcher.may_be_led(matcher::key(head))).then_some(base + usize::from(start))
        })
    }
}

/// The first eight letters of the word at `start`, as [`matcher::head`] gives them; 0 when there are more to it than the letters.
#[inline(always)]
fn head(letters: &[u8; REACH], start: u16) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // No place in 16 bits lies so far that there are not eight: this is not checked when it runs.
    let eight = letters[usize::from(start)..].first_chunk().copied().unwrap_or_default();
    let eight = u64::from_le_bytes(eight);
    // The letters are ASCII, so the lowest high bit that the subtraction sets is that of the first 0.
    let end = eight.wrapping_sub(ONES) & (0x80 * ONES);
    eight & (end ^ end.wrapping_sub(1))
}

/// Fills `row` with the words of `chunk`. `mixed_gaps`, in order, says which words have a sign behind them that folding makes a word of.
#[inline(always)]
pub(super) fn run(chunk: Chunk<'_>, mixed_gaps: &[u32], matcher: &Matcher<'_>, row: &mut Row) {
    /// The loops once more for each size that maps have.
    macro_rules! sized {
        ($($log2:literal)*) => {
            match matcher.map_words() {
                $(words if words == 1 << $log2 => with::<{ 1 << $log2 }>(chunk, mixed_gaps, matcher.maps(), row),)*
                other => unreachable!("no map is made of {other} words"),
            }
        };
    }
    sized!(10 11 12 13 14 15 16 17 18);
}

#[inline(always)]
fn with<const WORDS: usize>(chunk: Chunk<'_>, mixed_gaps: &[u32], maps: Maps<'_, WORDS>, row: &mut Row) {
    let n_words = starts(&chunk, &mut row.starts);
    if row.hits.len() < n_words {
        row.hits.resize(n_words, 0);
        row.survivors.resize(n_words, Survivor::default());
    }
    row.n_hits = hits(&row.starts[..n_words], chunk.letters, maps, &mut row.hits);
    let base = (chunk.blocks.start * 64) as u32;
    let mut n = 0;
    for &word in &row.hits[..row.n_hits] {
        let (start, next) = (row.starts[usize::from(word)], row.starts[usize::from(word) + 1]);
        let (head, next) = (head(chunk.letters, start), head(chunk.letters, next));
        let (key, next_key) = (matcher::key(head), matcher::key(next));
        let start = base + u32::from(start);
        // Where the next word has more to it than its letters nothing can be said yet.
        let goes_on = (next == 0)
            | maps.may_go_on(key, next_key)
            | (!mixed_gaps.is_empty() && mixed_gaps.binary_search(&start).is_ok());
        row.survivors[n] = Survivor { start, goes_on };
        n += usize::from((head != 0) & (goes_on | maps.may_be_whole(key)));
    }
    row.n_survivors = n;
}

/// Numbers of the words that some surface may begin with, and how many there are.
#[inline(always)]
fn hits<const WORDS: usize>(
    starts: &[u16],
    letters: &[u8; REACH],
    maps: Maps<'_, WORDS>,
    hits: &mut [u16],
) -> usize {
    /// The answers for so many words are gathered in one number.
    const GROUP: usize = 64;
    let mut n = 0;
    for (group, starts) in starts.chunks(GROUP).enumerate() {
        let mut bits = 0_u64;
        for &start in starts {
            bits = bits << 1 | maps.may_begin(matcher::key(head(letters, start)));
        }
        // The first word is the highest bit.
        bits <<= GROUP - starts.len();
        while bits != 0 {
            let word = bits.leading_zeros();
            bits ^= 1 << 63 >> word;
            hits[n] = (group * GROUP) as u16 + word as u16;
            n += 1;
        }
    }
    n
}

/// Where the words begin, and behind the last one where the next begins, or something that is no word. Gives the number of words.
#[inline(always)]
fn starts(chunk: &Chunk<'_>, starts: &mut Vec<u16>) -> usize {
    /// So many are written at once, whatever there are.
    const GROUP: usize = 4;
    let Chunk { masks, ref blocks, .. } = *chunk;
    // At most every second byte begins a word.
    let room = blocks.len() * 32 + GROUP + 1;
    if starts.len() < room {
        starts.resize(room, 0);
    }
    let mut before = blocks.start.checked_sub(1).map_or(0, |block| masks[block]);
    let mut n = 0;
    for (block, &words) in masks[blocks.clone()].iter().enumerate() {
        let mut left = words & !(words << 1 | before >> 63);
        before = words;
        let end = n + left.count_ones() as usize;
        while n < end {
            let Some(cells) = starts[n..].first_chunk_mut::<GROUP>() else { break };
            for cell in cells {
                *cell = (block * 64) as u16 + left.trailing_zeros() as u16;
                left &= left.wrapping_sub(1);
            }
            n += GROUP;
        }
        n = end;
    }
    let base = blocks.start * 64;
    let words = Words { masks };
    let mut next = blocks.end * 64;
    if before >> 63 != 0 {
        next = words.end(next);
    }
    let next = words.next(next) - base;
    // A word that reaches beyond what 16 bits can say is longer than any name.
    starts[n] = u16::try_from(next.min(chunk.n_letters)).unwrap_or(u16::MAX);
    n
}
