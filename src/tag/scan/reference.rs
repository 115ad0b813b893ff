//! The scan in its plainest form: the whole text is folded, and an automaton over all surfaces looks at every place of it. Slow, and what
//! every other way is compared with.

use std::collections::HashSet;

use aho_corasick::AhoCorasick;

use super::Candidate;
use crate::fold::{Folded, FoldedSpan};
use crate::gazetteer::{Inner, SurfaceId};
use crate::span::Span;

/// All candidates of `text`, by start, the longer one first; also those that begin or end inside a word. When there are more than `most`,
/// only more than so many.
pub(crate) fn scan(text: &str, gazetteer: &Inner, most: usize) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let automaton = gazetteer.automaton();
    search(&Folded::of(text), automaton, SurfaceId, false, most, &mut candidates);
    if let Some(folded) = Folded::of_look_alikes(text) {
        let mut others = Vec::new();
        search(&folded, automaton, SurfaceId, true, most, &mut others);
        let known: HashSet<(Span, SurfaceId)> =
            candidates.iter().map(|found| (found.span, found.surface)).collect();
        others.retain(|other| !known.contains(&(other.span, other.surface)));
        candidates.extend(others);
    }
    super::sort(&mut candidates);
    candidates
}

/// The surfaces that the matcher does not have: those without a word in them, and the like.
pub(super) fn search_odd(
    folded: &Folded,
    gazetteer: &Inner,
    look_alike: bool,
    most: usize,
    candidates: &mut Vec<Candidate>,
) {
    let (automaton, ids) = gazetteer.odd_automaton();
    search(folded, automaton, |pattern| SurfaceId(ids[pattern as usize]), look_alike, most, candidates);
}

fn search(
    folded: &Folded,
    automaton: &AhoCorasick,
    surface: impl Fn(u32) -> SurfaceId,
    look_alike: bool,
    most: usize,
    candidates: &mut Vec<Candidate>,
) {
    let bytes = folded.text.as_bytes();
    for hit in automaton.find_overlapping_iter(bytes) {
        if candidates.len() > most {
            return;
        }
        // Most hits are inside a longer word; this spares the way back for them.
        if glued(bytes, hit.start()) {
            continue;
        }
        if let Some(span) = folded.source_span(FoldedSpan { start: hit.start(), end: hit.end() }) {
            candidates.push(Candidate { span, surface: surface(hit.pattern().as_u32()), look_alike });
        }
    }
}

/// Whether two ASCII letters or digits stand before the one at `at`. Then no name starts there: even where an apostrophe was deleted, as
/// in "l’Iran", at most one letter may stand before it.
pub(super) fn glued(bytes: &[u8], at: usize) -> bool {
    at >= 2 && bytes[at - 2..=at].iter().all(u8::is_ascii_alphanumeric)
}
