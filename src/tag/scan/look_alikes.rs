//! Names written with letters of another script that look like the ones meant: "Irаn" with a Cyrillic а.
//!
//! Only words that mix scripts are looked at, with as much around them as a name may reach over: with the letters replaced that
//! stretch is scanned once more, and the spans are led back.

use crate::fold::chars::{self, WORD};
use crate::fold::steps;
use crate::span::Span;

/// A stretch of the text around words with look-alike letters, these replaced.
pub(super) struct Stretch {
    /// Where it begins in the text.
    start: usize,
    pub(super) text: String,
    /// Where letters were replaced: the place in `text`, behind the letter, and how many bytes the source has more up to there.
    replaced: Vec<(usize, usize)>,
}

impl Stretch {
    /// The span of the source, if a replaced letter is in it.
    pub(super) fn source_span(&self, span: Span) -> Option<Span> {
        let behind = |at: usize| self.replaced.partition_point(|&(place, _)| place <= at);
        let (first, last) = (behind(span.start), behind(span.end));
        if first == last {
            return None;
        }
        let more = |n: usize| n.checked_sub(1).map_or(0, |n| self.replaced[n].1);
        Some(Span::new(self.start + span.start + more(first), self.start + span.end + more(last)))
    }
}

/// The stretches of `text` that are to be scanned again. `places` are those of letters that have a double, or the first of several in
/// a row; no name is longer than `reach` letters.
pub(super) fn stretches(text: &str, places: &[u32], reach: usize) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut end = 0;
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut open_start, mut open_end) = (0, 0);
    for &place in places {
        let place = place as usize;
        if place < end {
            continue;
        }
        let within = |&(_, c): &(usize, char)| c.is_alphabetic() || steps::does_not_count(c);
        let start =
            text[end..place].char_indices().rev().take_while(within).last().map_or(place, |(n, _)| end + n);
        end = text[place..].char_indices().find(|it| !within(it)).map_or(text.len(), |(n, _)| place + n);
        let Some(letters) = steps::replace_look_alikes(&text[start..end]) else { continue };
        let from = back(text, open_end, start, reach);
        if from > open_end && !open.is_empty() {
            let until = forward(text, open_end, from, reach);
            found.push(stretch(text, open_start..until, &open));
            open.clear();
        }
        if open.is_empty() {
            open_start = from;
        }
        open.extend(letters.into_iter().map(|(at, letter)| (start + at, letter)));
        open_end = end;
    }
    if !open.is_empty() {
        let until = forward(text, open_end, text.len(), reach);
        found.push(stretch(text, open_start..until, &open));
    }
    found
}

/// Whether a text can be cut before `c` without folding the one or the other part otherwise.
fn parts(c: char) -> bool {
    chars::class(c) & WORD != 0 && !steps::is_mark(c)
}

fn back(text: &str, floor: usize, from: usize, reach: usize) -> usize {
    let letters = text[floor..from].char_indices().rev().filter(|&(_, c)| parts(c));
    letters.map(|(n, _)| floor + n).nth(reach).unwrap_or(floor)
}

fn forward(text: &str, from: usize, ceiling: usize, reach: usize) -> usize {
    let letters = text[from..ceiling].char_indices().filter(|&(_, c)| parts(c));
    letters.map(|(n, _)| from + n).nth(reach).unwrap_or(ceiling)
}

fn stretch(text: &str, range: std::ops::Range<usize>, letters: &[(usize, char)]) -> Stretch {
    let mut out = String::with_capacity(range.len());
    let mut replaced = Vec::with_capacity(letters.len());
    let (mut at, mut more) = (range.start, 0);
    for &(place, letter) in letters {
        out.push_str(&text[at..place]);
        out.push(letter);
        let len = text[place..].chars().next().map_or(0, char::len_utf8);
        at = place + len;
        more += len - letter.len_utf8();
        replaced.push((out.len(), more));
    }
    out.push_str(&text[at..range.end]);
    Stretch { start: range.start, text: out, replaced }
}
