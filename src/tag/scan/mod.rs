//! Finds every place where the gazetteer knows a surface and where a word may begin; judges nothing else.
//!
//! Gives `select` overlapping occurrences, in text order: a longer one that turns out to be none must not hide a shorter one. What
//! `select` would drop because it begins or ends inside a word need not be among them, and mostly is not.
//!
//! Names are looked for at the beginnings of words only, in the text as it is: [`classes`] finds the words, a filter drops most of them
//! by their first letters, and from the others a [matcher](crate::gazetteer::Matcher) or an anchored automaton walks on from word to
//! word. Words with accents, apostrophes or letters outside ASCII, and what is between words beyond a space or a comma, are folded there
//! and then, a short window at a time. [`reference`] is the same in a few obvious lines: all is folded and an automaton looks everywhere.

mod classes;
mod reference;
mod walk;

use std::cell::RefCell;
use std::collections::HashSet;

use crate::fold::Folded;
use crate::gazetteer::{Engine, Inner, SurfaceId};
use crate::span::Span;
use classes::{Classes, Level};
use walk::Walk;

/// A surface at a place of the text, not yet judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) surface: SurfaceId,
    /// Found only with look-alike letters of another script taken for the ones meant.
    pub(crate) look_alike: bool,
}

/// So much of a text is classed before it is searched: it stays in the nearest cache.
const CHUNK: usize = 16 << 10;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Memory that is used for one text after another.
#[derive(Default)]
struct Scratch {
    classes: Classes,
    edges: Vec<u32>,
    walk: walk::Scratch,
}

/// All candidates of `text`, by start, the longer one first.
pub(crate) fn scan(text: &str, gazetteer: &Inner) -> Vec<Candidate> {
    // Places are counted in 32 bits. Nobody reads a text of four billion bytes, but it must not go wrong.
    if gazetteer.engine() == Engine::Reference || u32::try_from(text.len() + 64).is_err() {
        return reference::scan(text, gazetteer);
    }
    thread_local! {
        static LEVEL: Level = Level::best();
    }
    SCRATCH.with_borrow_mut(|scratch| scan_at(text, gazetteer, scratch, LEVEL.with(|level| *level)))
}

fn scan_at(text: &str, gazetteer: &Inner, scratch: &mut Scratch, level: Level) -> Vec<Candidate> {
    let Scratch { classes, edges, walk } = scratch;
    classes.clear();
    edges.clear();
    let mut walk = Walk::new(text, gazetteer, walk);
    let mut from = 0;
    while from < text.len() {
        let until = text.len().min(from + CHUNK);
        classes.read(text, from, until, level, edges);
        from = until;
        let n_whole = edges.len() / 2;
        let last = until == text.len();
        // A name goes on in words that have not been read yet.
        let ready = if last { n_whole } else { n_whole.saturating_sub(walk.most_tokens() + 1) };
        if last {
            edges.extend([text.len() as u32; 4]);
        }
        walk.run(edges, ready);
        edges.copy_within(ready * 2.., 0);
        edges.truncate(edges.len() - ready * 2);
    }
    walk.anywhere(&classes.anywhere);
    let mut candidates = walk.finish();
    if !gazetteer.matcher().odd.is_empty() {
        reference::search_odd(&Folded::of(text), gazetteer, false, &mut candidates);
    }
    if classes.resembling {
        add_look_alikes(text, gazetteer, &mut candidates);
    }
    sort(&mut candidates);
    candidates
}

/// All candidates of `text`, also those that begin or end inside a word: to say why something is none.
pub(crate) fn scan_everywhere(text: &str, gazetteer: &Inner) -> Vec<Candidate> {
    let folded = Folded::of(text);
    let mut candidates = Vec::new();
    walk::everywhere(&folded, gazetteer, false, &mut candidates);
    reference::search_odd(&folded, gazetteer, false, &mut candidates);
    add_look_alikes(text, gazetteer, &mut candidates);
    sort(&mut candidates);
    candidates
}

/// Adds what is found only with look-alike letters taken for those meant.
fn add_look_alikes(text: &str, gazetteer: &Inner, candidates: &mut Vec<Candidate>) {
    let Some(folded) = Folded::of_look_alikes(text) else { return };
    let mut others = Vec::new();
    walk::everywhere(&folded, gazetteer, true, &mut others);
    reference::search_odd(&folded, gazetteer, true, &mut others);
    let known: HashSet<(Span, SurfaceId)> =
        candidates.iter().map(|found| (found.span, found.surface)).collect();
    others.retain(|other| !known.contains(&(other.span, other.surface)));
    candidates.extend(others);
}

fn sort(candidates: &mut Vec<Candidate>) {
    candidates.sort_unstable_by_key(|candidate| (candidate.span, candidate.surface));
    candidates.dedup();
}

#[cfg(test)]
mod tests;
