//! Finds every place where the gazetteer knows a surface and where a word may begin; judges nothing else.
//!
//! Gives `select` overlapping occurrences, in text order: a longer one that turns out to be none must not hide a shorter one. What
//! `select` would drop because it begins or ends inside a word need not be among them, and mostly is not.
//!
//! Names are looked for at the beginnings of words only, in the text as it is: [`classes`] finds the words, a [`filter`] drops most of
//! them by their first letters, and from the others a [matcher](crate::gazetteer::Matcher) or an anchored automaton [walks](walk) on from
//! word to word. Words with accents, apostrophes or letters outside ASCII, and what is between words beyond a space or a comma, are folded
//! there and then, a short [`window`] at a time. [`reference`] is the same in a few obvious lines: all is folded and an automaton looks
//! everywhere.

mod classes;
mod filter;
mod level;
mod look_alikes;
mod reference;
mod walk;
mod window;

use std::cell::RefCell;
use std::collections::HashSet;

use crate::fold::Folded;
use crate::gazetteer::{Engine, Inner, SurfaceId};
use crate::span::Span;
use classes::Classes;
use level::Level;
use walk::Walk;

/// A surface at a place of the text, not yet judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) surface: SurfaceId,
    /// Found only with look-alike letters of another script taken for the ones meant.
    pub(crate) look_alike: bool,
}

/// So many blocks of a text are classed before they are searched: they stay in the nearest cache.
const CHUNK: usize = (8 << 10) / 64;
/// So many more at a time where a name may go on behind them.
const AHEAD: usize = 4;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Memory that is used for one text after another.
#[derive(Default)]
struct Scratch {
    classes: Classes,
    walk: walk::Scratch,
}

/// All candidates of `text`, by start, the longer one first. When there are more than `most`, only more than so many, which the caller sees.
pub(crate) fn scan(text: &str, gazetteer: &Inner, most: usize) -> Vec<Candidate> {
    // Places are counted in 32 bits. Nobody reads a text of four billion bytes, but it must not go wrong.
    if gazetteer.engine() == Engine::Reference || u32::try_from(text.len() + 64).is_err() {
        return reference::scan(text, gazetteer, most);
    }
    thread_local! {
        static LEVEL: Level = Level::best();
    }
    SCRATCH.with_borrow_mut(|scratch| scan_at(text, gazetteer, scratch, LEVEL.with(|level| *level), most))
}

fn scan_at(
    text: &str,
    gazetteer: &Inner,
    scratch: &mut Scratch,
    level: Level,
    most: usize,
) -> Vec<Candidate> {
    let mut candidates = scan_as_written(text, gazetteer, scratch, level, most);
    if candidates.len() > most {
        return candidates;
    }
    sort(&mut candidates);
    let places = std::mem::take(&mut scratch.classes.resembling);
    let n_written = candidates.len();
    for stretch in look_alikes::stretches(text, &places, gazetteer.matcher().longest) {
        if candidates.len() > most {
            return candidates;
        }
        for found in scan_as_written(&stretch.text, gazetteer, scratch, level, most) {
            let Some(span) = stretch.source_span(found.span) else { continue };
            let known = |candidate: &Candidate| (candidate.span, candidate.surface) < (span, found.surface);
            let at = candidates[..n_written].partition_point(known);
            let known = candidates.get(at).is_some_and(|it| (it.span, it.surface) == (span, found.surface));
            if !known {
                candidates.push(Candidate { span, surface: found.surface, look_alike: true });
            }
        }
    }
    if candidates.len() > n_written {
        sort(&mut candidates);
    }
    scratch.classes.resembling = places;
    candidates
}

/// Stops early when there are more than `most`.
fn scan_as_written(
    text: &str,
    gazetteer: &Inner,
    scratch: &mut Scratch,
    level: Level,
    most: usize,
) -> Vec<Candidate> {
    let Scratch { classes, walk } = scratch;
    classes.clear(text);
    let mut walk = Walk::new(text, gazetteer, level, walk);
    let mut from = 0;
    while from < classes.n_blocks() {
        let until = classes.n_blocks().min(from + CHUNK);
        // A name goes on in words that follow.
        let ahead = walk.most_tokens() + 2;
        if classes.n_read() < until {
            classes.read(text, classes.n_blocks().min(until + AHEAD), level);
        }
        while classes.n_read() < classes.n_blocks() && classes.n_words_from(until, ahead) < ahead {
            // Twice as far each time: all that was read ahead is counted again.
            let further = AHEAD.max(classes.n_read() - until);
            classes.read(text, classes.n_blocks().min(classes.n_read() + further), level);
        }
        walk.run(classes, until);
        if walk.n_candidates() > most {
            return walk.finish();
        }
        from = until;
    }
    walk.anywhere(&classes.anywhere);
    let mut candidates = walk.finish();
    if !gazetteer.matcher().odd.is_empty() {
        reference::search_odd(&Folded::of(text), gazetteer, false, most, &mut candidates);
    }
    candidates
}

/// All candidates of `text`, also those that begin or end inside a word: to say why something is none. When there are more than `most`, only
/// more than so many.
pub(crate) fn scan_everywhere(text: &str, gazetteer: &Inner, most: usize) -> Vec<Candidate> {
    let folded = Folded::of(text);
    let mut candidates = Vec::new();
    window::everywhere(&folded, gazetteer, false, most, &mut candidates);
    reference::search_odd(&folded, gazetteer, false, most, &mut candidates);
    if candidates.len() > most {
        return candidates;
    }
    add_look_alikes(text, gazetteer, most, &mut candidates);
    sort(&mut candidates);
    candidates
}

/// Adds what is found only with look-alike letters taken for those meant.
fn add_look_alikes(text: &str, gazetteer: &Inner, most: usize, candidates: &mut Vec<Candidate>) {
    let Some(folded) = Folded::of_look_alikes(text) else { return };
    let mut others = Vec::new();
    window::everywhere(&folded, gazetteer, true, most, &mut others);
    reference::search_odd(&folded, gazetteer, true, most, &mut others);
    let known: HashSet<(Span, SurfaceId)> =
        candidates.iter().map(|found| (found.span, found.surface)).collect();
    others.retain(|other| !known.contains(&(other.span, other.surface)));
    candidates.extend(others);
}

fn sort(candidates: &mut Vec<Candidate>) {
    // They come in order but for a few.
    candidates.sort_by_key(|candidate| (candidate.span, candidate.surface));
    candidates.dedup();
}

#[cfg(test)]
mod tests;
