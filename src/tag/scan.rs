//! Finds every place where the gazetteer knows a surface; judges nothing.
//!
//! Gives `select` all overlapping occurrences, in text order: a longer one that turns out to be none must not hide a shorter one.

use std::collections::HashSet;

use crate::fold::{Folded, FoldedSpan};
use crate::gazetteer::{Inner, SurfaceId};
use crate::span::Span;

/// A surface at a place of the text, not yet judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) surface: SurfaceId,
    /// Found only with look-alike letters of another script taken for the ones meant.
    pub(crate) look_alike: bool,
}

/// All candidates of `text`, by start, the longer one first.
pub(crate) fn scan(text: &str, gazetteer: &Inner) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    search(&Folded::of(text), gazetteer, false, &mut candidates);
    if let Some(folded) = Folded::of_look_alikes(text) {
        let mut others = Vec::new();
        search(&folded, gazetteer, true, &mut others);
        let known: HashSet<(Span, SurfaceId)> =
            candidates.iter().map(|found| (found.span, found.surface)).collect();
        others.retain(|other| !known.contains(&(other.span, other.surface)));
        candidates.extend(others);
    }
    candidates.sort_by_key(|candidate| (candidate.span, candidate.surface));
    candidates
}

fn search(folded: &Folded, gazetteer: &Inner, look_alike: bool, candidates: &mut Vec<Candidate>) {
    let bytes = folded.text.as_bytes();
    for hit in gazetteer.automaton().find_overlapping_iter(bytes) {
        // Most hits are inside a longer word; this spares the way back for them.
        if glued(bytes, hit.start()) {
            continue;
        }
        let surface = SurfaceId(hit.pattern().as_u32());
        if let Some(span) = folded.source_span(FoldedSpan { start: hit.start(), end: hit.end() }) {
            candidates.push(Candidate { span, surface, look_alike });
        }
    }
}

/// Whether two ASCII letters or digits stand before the one at `at`. Then no name starts there: even where an apostrophe was deleted, as
/// in "l’Iran", at most one letter may stand before it.
fn glued(bytes: &[u8], at: usize) -> bool {
    at >= 2 && bytes[at - 2..=at].iter().all(u8::is_ascii_alphanumeric)
}
