//! From where words begin to candidates.
//!
//! Words go through in rows, one question at a time: what one word is asked does not wait for the answer that another one gets, and the
//! memory behind the answers, which is far away when the lexicon is large, is asked for many words at once.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;

use super::Candidate;
use super::classes::{Classes, Words};
use super::filter::{Row, Survivor};
use super::level::Level;
use super::reference::glued;
use crate::fold::chars::{self, APOSTROPHE, MIXED, UNSEEN, WORD};
use crate::fold::{Folded, fold};
use crate::gazetteer::matcher::{self, Found};
use crate::gazetteer::{Engine, Inner, Matcher, SurfaceId, SurfaceTexts};
use crate::span::Span;

/// Memory that is used again.
#[derive(Default)]
pub(super) struct Scratch {
    row: Row,
    /// So many of the places where something parts words have been dealt with.
    n_parting: usize,
    /// Where the last word begins that was not regular.
    last_apart: Option<usize>,
    /// The last place for which it was looked up in which word, or behind which, it stands.
    last_place: Option<usize>,
    /// Where words begin that have a sign between them and the next one which folding makes a word of.
    mixed_gaps: Vec<u32>,
    starts: Vec<Start>,
    pub(super) folded: Vec<char>,
    pub(super) window: Folded,
    pub(super) hits: Vec<(Span, u32)>,
}

/// A word where a name may begin.
#[derive(Clone, Copy, Default)]
struct Start {
    start: u32,
    end: u32,
    /// Whether a second word may follow.
    goes_on: bool,
    found: Found,
    /// Where the word ends in the trie.
    hash: u64,
    /// The same with the next word; 0 when that has to be looked at more closely.
    second: u64,
}

pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    level: Level,
    pub(super) matcher: Matcher<'a>,
    pub(super) texts: SurfaceTexts<'a>,
    pub(super) automaton: Option<&'a NFA>,
    pub(super) scratch: &'a mut Scratch,
    /// In order.
    candidates: Vec<Candidate>,
    /// As they come.
    others: Vec<Candidate>,
}

/// What an ASCII byte between words folds to where it stands alone; 0 for an apostrophe, for a form feed, which is an empty line, and for what
/// is not ASCII.
const GAP: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | b'-' | 0x0b => b' ',
            b'\'' | b'`' | 0x0c => 0,
            other => other.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
};

impl<'a> Walk<'a> {
    pub(super) fn new(
        text: &'a str,
        gazetteer: &'a Inner,
        level: Level,
        scratch: &'a mut Scratch,
    ) -> Walk<'a> {
        let automaton = (gazetteer.engine() == Engine::Automaton).then(|| gazetteer.anchored());
        let (matcher, texts) = (gazetteer.matcher(), gazetteer.surface_texts());
        scratch.n_parting = 0;
        scratch.last_apart = None;
        scratch.last_place = None;
        scratch.mixed_gaps.clear();
        Walk { text, level, matcher, texts, automaton, scratch, candidates: Vec::new(), others: Vec::new() }
    }

    pub(super) fn most_tokens(&self) -> usize {
        self.matcher.most_tokens
    }

    /// How many there are so far.
    pub(super) fn n_candidates(&self) -> usize {
        self.candidates.len() + self.others.len()
    }

    pub(super) fn finish(mut self) -> Vec<Candidate> {
        // Two rows in order are merged soon.
        super::sort(&mut self.others);
        self.candidates.append(&mut self.others);
        self.candidates
    }

    /// Looks for names that begin at words of the blocks up to `until`; some words behind them have been read as well.
    pub(super) fn run(&mut self, classes: &mut Classes, until: usize) {
        let mut row = std::mem::take(&mut self.scratch.row);
        let mut starts = std::mem::take(&mut self.scratch.starts);
        self.set_apart(classes);
        let chunk = classes.chunk(until);
        self.level.filter(chunk.clone(), &self.scratch.mixed_gaps, &self.matcher, &mut row);
        if self.matcher.has_leads {
            let matcher = self.matcher;
            row.led(chunk, &matcher).for_each(|start| self.led(start));
        }
        let words = classes.words();
        match self.automaton {
            Some(automaton) => {
                for survivor in row.survivors() {
                    self.longest_first(|walk| walk.walk_automaton(survivor.start as usize, automaton));
                }
            }
            None => {
                let n = self.hashes(words, row.survivors(), &mut starts);
                let n = self.find(&mut starts[..n]);
                for start in &starts[..n] {
                    self.longest_first(|walk| walk.walk(words, *start));
                }
            }
        }
        classes.drop_letters(until);
        self.scratch.row = row;
        self.scratch.starts = starts;
    }

    /// Puts what a walk from one word adds, which comes the shortest first, in order.
    #[inline(always)]
    fn longest_first(&mut self, walk: impl FnOnce(&mut Self)) {
        let first = self.candidates.len();
        walk(self);
        self.candidates[first..].reverse();
    }

    /// Keeps what a walk adds out of the row that is in order.
    pub(super) fn aside(&mut self, walk: impl FnOnce(&mut Self)) {
        let first = self.candidates.len();
        walk(self);
        self.others.extend(self.candidates.drain(first..));
    }

    /// Whether an apostrophe, a form feed or something outside ASCII stands at `at`.
    #[inline(always)]
    fn parts_at(&self, at: usize) -> bool {
        GAP[usize::from(self.text.as_bytes().get(at).copied().unwrap_or(b' '))] == 0
    }

    /// Sets words apart that are not what their letters in ASCII say, and deals with them.
    #[inline(never)]
    fn set_apart(&mut self, classes: &mut Classes) {
        let end = classes.read_whole(self.text);
        while let Some(&place) = classes.parting.get(self.scratch.n_parting)
            && (place as usize) < end
        {
            self.scratch.n_parting += 1;
            let (place, words) = (place as usize, classes.words());
            // Of thousands in one word, or in one gap, only the first looks back to where that begins, the others to the one before.
            if self.scratch.last_place.is_some_and(|last| words.are_alike(last, place)) {
                self.scratch.last_place = Some(place);
                continue;
            }
            let inside = words.has(place);
            if inside {
                self.scratch.last_place = Some(place);
            }
            if inside || (place > 0 && words.has(place - 1) && self.is_joined(place)) {
                let start = words.start_of_last(place);
                if let Some(start) = start
                    && self.scratch.last_apart != Some(start)
                {
                    self.scratch.last_apart = Some(start);
                    classes.set_apart(start);
                    self.irregular(start);
                }
            } else if chars::class(self.text[place..].chars().next().unwrap_or(' ')) & MIXED != 0 {
                self.scratch.last_place = Some(place);
                if let Some(start) = words.start_of_last(place)
                    && self.scratch.last_apart != Some(start)
                {
                    self.scratch.mixed_gaps.push(start as u32);
                }
            }
        }
    }

    /// Where the words, and each with the next one, lie in the trie.
    #[inline(never)]
    fn hashes(&self, words: Words<'_>, survivors: &[Survivor], starts: &mut Vec<Start>) -> usize {
        let bytes = self.text.as_bytes();
        let mut touched = 0;
        if starts.len() < survivors.len() {
            starts.resize(survivors.len(), Start::default());
        }
        for (start, survivor) in starts.iter_mut().zip(survivors) {
            let end = words.end(survivor.start as usize);
            start.start = survivor.start;
            start.goes_on = survivor.goes_on;
            start.end = end as u32;
            start.second = 0;
            let (token, _) = matcher::token_hash(bytes, start.start as usize, end);
            start.hash = matcher::chain(self.matcher.root(), 0, token);
            // Touched here so that it is near when the walk needs it.
            touched ^= self.matcher.peek(start.hash);
            if start.goes_on {
                let next = words.next(end).min(bytes.len());
                if let Some(gap) = self.gap(end, next)
                    && let (token, true) = matcher::token_hash(bytes, next, words.end(next))
                {
                    start.second = matcher::chain(start.hash, gap, token);
                    touched ^= self.matcher.peek(start.second);
                }
            }
        }
        std::hint::black_box(touched);
        survivors.len()
    }

    /// Of the starts, those that the trie knows.
    #[inline(never)]
    fn find(&self, starts: &mut [Start]) -> usize {
        let mut n = 0;
        for at in 0..starts.len() {
            let mut start = starts[at];
            let Some(found) = self.matcher.find(start.hash) else { continue };
            start.found = found;
            starts[n] = start;
            n += usize::from(
                found.surface().is_some() || found.has_trail() || (found.goes_on() && start.goes_on),
            );
        }
        // The texts that will be compared, fetched in the same way.
        let mut touched = 0;
        for start in &starts[..n] {
            if let Some(id) = start.found.surface() {
                touched ^= self.texts.bytes_of(id).first().copied().unwrap_or_default();
            }
        }
        std::hint::black_box(touched);
        n
    }

    /// Whether an apostrophe and another letter follow, or a sign with letters in it, so that the word goes on when folded.
    fn is_joined(&self, end: usize) -> bool {
        let mut parted = false;
        for c in self.text[end..].chars() {
            let class = chars::class(c);
            if class & APOSTROPHE == 0 {
                return class & MIXED != 0 || (parted && class & (WORD | UNSEEN) != 0);
            }
            parted = true;
        }
        false
    }

    /// Whether a gap has a sign in it that folding makes a word of.
    fn has_words(&self, gap: Span) -> bool {
        let gap = &self.text[gap.range()];
        !gap.is_ascii() && gap.chars().any(|c| chars::class(c) & MIXED != 0)
    }

    /// Hash of what stands between two words, where that is plain.
    #[inline(always)]
    fn gap(&self, end: usize, next: usize) -> Option<u64> {
        match self.text.as_bytes()[end..next] {
            [b' '] => Some(matcher::SPACE),
            [one] if GAP[usize::from(one)] != 0 => Some(matcher::gap_hash(&[GAP[usize::from(one)]])),
            [one, two] if GAP[usize::from(one)] > b' ' && GAP[usize::from(two)] == b' ' => {
                Some(matcher::gap_hash(&[one, b' ']))
            }
            _ => None,
        }
    }

    /// Walks the trie from a regular word.
    fn walk(&mut self, words: Words<'_>, from: Start) {
        let bytes = self.text.as_bytes();
        let (start, mut end) = (from.start as usize, from.end as usize);
        let (mut hash, mut found) = (from.hash, from.found);
        let mut first = true;
        loop {
            if let Some(id) = found.surface()
                && same(self.texts.bytes_of(id), &bytes[start..end])
            {
                self.push(Span::new(start, end), id);
            }
            if found.has_trail() {
                return self.window(start);
            }
            if !found.goes_on() || (first && !from.goes_on) {
                return;
            }
            let next = words.next(end).min(bytes.len());
            let next_end = words.end(next);
            if next == next_end {
                return if self.has_words(Span::new(end, next)) {
                    self.window(start)
                };
            }
            if self.parts_at(next_end) && self.is_joined(next_end) {
                let known = self.gap(end, next).is_none_or(|gap| self.knows_joined(next, hash, gap));
                return if known {
                    self.window(start)
                };
            }
            hash = if first && from.second != 0 {
                from.second
            } else {
                let Some(gap) = self.gap(end, next) else { return self.window(start) };
                let (token, true) = matcher::token_hash(bytes, next, next_end) else {
                    return self.window(start);
                };
                matcher::chain(hash, gap, token)
            };
            let Some(further) = self.matcher.find(hash) else { return };
            found = further;
            first = false;
            end = next_end;
        }
    }

    /// Walks the automaton from a word.
    pub(super) fn walk_automaton(&mut self, start: usize, automaton: &NFA) {
        let bytes = self.text.as_bytes();
        let Ok(mut state) = automaton.start_state(Anchored::Yes) else { return };
        let (mut at, mut len, mut spaced) = (start, 0, false);
        while at < bytes.len() {
            let folded = GAP[usize::from(bytes[at])];
            let apostrophe = if folded == 0 { apostrophe_len(&bytes[at..]) } else { 0 };
            if apostrophe > 0 {
                at += apostrophe;
                continue;
            }
            let next = bytes.get(at + 1).copied().unwrap_or(b'.');
            // Anything but a single space, and all that is not ASCII, has to be folded with what is around it.
            if folded == 0 || (folded == b' ' && (spaced || matches!(GAP[usize::from(next)], 0 | b' '))) {
                return self.window(start);
            }
            spaced = folded == b' ';
            state = automaton.next_state(Anchored::Yes, state, folded);
            at += 1;
            len += 1;
            if !automaton.is_special(state) {
                continue;
            }
            if automaton.is_dead(state) {
                return;
            }
            if automaton.is_match(state) && !(is_word_byte(bytes[at - 1]) && is_word_byte(next)) {
                // Of the patterns that end in a state one began at the start; the others are ends of it.
                for n in 0..automaton.match_len(state) {
                    let pattern = automaton.match_pattern(state, n);
                    if automaton.pattern_len(pattern) == len {
                        self.push(Span::new(start, at), pattern.as_u32());
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn push(&mut self, span: Span, id: u32) {
        if !self.is_glued(span.start, id) {
            self.candidates.push(Candidate { span, surface: SurfaceId(id), look_alike: false });
        }
    }

    pub(super) fn push_other(&mut self, span: Span, id: u32) {
        if !self.is_glued(span.start, id) {
            self.others.push(Candidate { span, surface: SurfaceId(id), look_alike: false });
        }
    }

    /// Whether letters that only an apostrophe parts from the name would be glued to it when folded.
    #[inline(always)]
    fn is_glued(&self, start: usize, id: u32) -> bool {
        let before = self.text.as_bytes().get(start.wrapping_sub(1)).copied().unwrap_or(b' ');
        GAP[usize::from(before)] == 0 && self.is_glued_when_folded(start, id)
    }

    fn is_glued_when_folded(&self, start: usize, id: u32) -> bool {
        let counts = |c: char| chars::class(c) & (UNSEEN | APOSTROPHE) == 0;
        let back = self.text[..start].char_indices().rev().filter(|&(_, c)| counts(c)).take(2).last();
        let mut folded = fold(&self.text[back.map_or(start, |(at, _)| at)..start]).into_bytes();
        let at = folded.len();
        folded.extend(self.texts.bytes_of(id).first());
        glued(&folded, at)
    }
}

/// Whether `text`, in ASCII with nothing but single spaces and dashes for spaces, folds to `folded`.
#[inline(always)]
fn same(folded: &[u8], text: &[u8]) -> bool {
    folded.len() == text.len()
        && folded.iter().zip(text).all(|(&folded, &byte)| GAP[usize::from(byte)] == folded)
}

/// How long the apostrophe is that `bytes` begin with; 0 when they begin with something else.
pub(super) fn apostrophe_len(bytes: &[u8]) -> usize {
    match bytes {
        [b'\'' | b'`', ..] => 1,
        // ‘ and ’
        [0xe2, 0x80, 0x98 | 0x99, ..] => 3,
        _ => 0,
    }
}

pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
