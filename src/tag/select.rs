//! Decides which candidates become mentions.
//!
//! A candidate is first judged alone: does it stand as a word ([`boundary`](super::boundary)), in the case its sense asks for, free of
//! vetoes and namesakes, and not as somebody else's surname? Only what is admitted competes for text ([`claim`]); the longest wins,
//! then the leftmost. A longer candidate that fails hides nothing, unless it is a part of a still longer name: then so is what is in it. Which entity is meant is for [`resolve`](super::resolve).

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::boundary;
use super::scan::Candidate;
use crate::fold::fold_cased;
use crate::fold::steps::{is_apostrophe, is_dash, is_invisible};
use crate::gazetteer::{CaseTest, Inner, SurfaceId};
use crate::span::Span;

/// A candidate that stands as a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) surface: SurfaceId,
    pub(crate) prefix: Option<Span>,
    pub(crate) suffix: Option<Span>,
    pub(crate) look_alike: bool,
}

/// The candidates that stand as words, in the same order.
pub(crate) fn words(text: &str, candidates: &[Candidate], gazetteer: &Inner) -> Vec<Word> {
    let mut words = Vec::with_capacity(candidates.len());
    words.extend(candidates.iter().filter_map(|candidate| word(text, candidate, gazetteer)));
    words
}

/// `None` when the candidate is a part of a longer word.
pub(crate) fn word(text: &str, candidate: &Candidate, gazetteer: &Inner) -> Option<Word> {
    if stands_alone(text.as_bytes(), candidate.span) {
        let Candidate { span, surface, look_alike } = *candidate;
        return Some(Word { span, surface, prefix: None, suffix: None, look_alike });
    }
    let standing = boundary::stand(text, candidate.span)?;
    if ends_in_possessive(&text[standing.span.range()]) && !gazetteer.flags(candidate.surface).possessive {
        return None;
    }
    Some(Word {
        span: standing.span,
        surface: candidate.surface,
        prefix: standing.prefix,
        suffix: standing.suffix,
        look_alike: candidate.look_alike,
    })
}

/// Whether the span, in ASCII letters at its edges, stands between spaces or the most usual signs, as nearly all do. `false`: it has to be
/// looked at.
#[inline(always)]
fn stands_alone(bytes: &[u8], span: Span) -> bool {
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let signs = b" \n\t\r,;:()[]\"!?";
        let mut n = 0;
        while n < signs.len() {
            plain[signs[n] as usize] = true;
            n += 1;
        }
        plain
    };
    let plain = |byte: Option<&u8>| byte.is_none_or(|&byte| PLAIN[usize::from(byte)]);
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let surface = &bytes[span.range()];
    plain(span.start.checked_sub(1).and_then(|at| bytes.get(at)))
        && plain(bytes.get(span.end))
        && letter(surface.first())
        && letter(surface.last())
        // "Houthi's" is told from "Houthis".
        && letter(surface.get(surface.len().saturating_sub(2)))
}

/// "Houthi's" folds to the plural "houthis", but it is the singular with a possessive.
fn ends_in_possessive(surface: &str) -> bool {
    let mut letters = surface.chars().rev().filter(|&c| !is_invisible(c));
    matches!(letters.next(), Some('s' | 'S')) && letters.next().is_some_and(is_apostrophe)
}

/// Whether `surface`, as it stands in a text, is written as the sense asks for.
pub(crate) fn case_holds(surface: &str, test: &CaseTest<'_>) -> bool {
    match test {
        CaseTest::Any => true,
        // What is folded already folds to itself.
        CaseTest::AsWritten(cased) => {
            surface.as_bytes() == *cased || fold_cased(surface).as_bytes() == *cased
        }
        CaseTest::Accented(letters) => surface.to_lowercase().nfc().eq(letters.nfc()),
        CaseTest::Capitals(mask) => capitals_hold(surface, *mask),
    }
}

fn capitals_hold(surface: &str, mask: u64) -> bool {
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_none_or(|c| !c.is_lowercase());
    let words = || surface.split(|c: char| c.is_whitespace() || is_dash(c)).filter(|word| !word.is_empty());
    let n_words = words().count();
    if 64 - mask.leading_zeros() as usize > n_words {
        // Joined writing: the first letter stands for all.
        return capital(surface);
    }
    words().take(64).enumerate().all(|(n, word)| mask & (1 << n) == 0 || capital(word))
}

/// Of admitted candidates, given by span, those that get their text: the longest first, then the leftmost, none over another. Returns
/// their indices in text order.
///
/// Only those that overlap, in a row, have anything to do with each other, and most stand alone.
pub(crate) fn claim(spans: &[Span]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    if !spans.is_sorted() {
        order.sort_by_key(|&n| spans[n]);
    }
    let mut claimed = Vec::with_capacity(spans.len());
    let mut rest = &order[..];
    // Most stand alone; the others compete only with those that hang together with them.
    while let Some(&first) = rest.first() {
        let mut end = spans[first].end;
        let mut n = 1;
        while let Some(&next) = rest.get(n).filter(|&&next| spans[next].start < end) {
            end = end.max(spans[next].end);
            n += 1;
        }
        let (group, after) = rest.split_at(n);
        if n == 1 {
            claimed.push(first)
        } else {
            claim_among(group, spans, &mut claimed)
        }
        rest = after;
    }
    claimed
}

fn claim_among(group: &[usize], spans: &[Span], claimed: &mut Vec<usize>) {
    let mut order = group.to_vec();
    order.sort_by_key(|&n| (usize::MAX - spans[n].len(), spans[n].start, n));
    let mut taken: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for n in order {
        let span = spans[n];
        let free = taken.range(..span.end).next_back().is_none_or(|(_, &(end, _))| end <= span.start);
        if free {
            taken.insert(span.start, (span.end, n));
        }
    }
    claimed.extend(taken.into_values().map(|(_, n)| n));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// In groups or all at once: the same get their text.
        #[test]
        fn groups_do_not_matter(ends in proptest::collection::vec((0_usize..60, 1_usize..9), 0..40)) {
            let spans: Vec<Span> = ends.iter().map(|&(start, len)| Span::new(start, start + len)).collect();
            let all: Vec<usize> = (0..spans.len()).collect();
            let mut at_once = Vec::new();
            claim_among(&all, &spans, &mut at_once);
            prop_assert_eq!(claim(&spans), at_once);
        }
    }
}
