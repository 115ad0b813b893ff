//! From where words begin to candidates.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;

use super::Candidate;
use super::reference::glued;
use crate::fold::chars::{self, APOSTROPHE, GLUED, MIXED, SPACELESS, UNSEEN, WORD};
use crate::fold::steps::{Casing, fold_char, is_dash};
use crate::fold::{Folded, FoldedSpan, fold};
use crate::gazetteer::{Engine, Inner, Matcher, SurfaceId, matcher};
use crate::span::Span;

/// So many folded bytes are looked at first when a name is irregular.
const WINDOW: usize = 64;

/// Memory that is used again.
#[derive(Default)]
pub(super) struct Scratch {
    survivors: Vec<u32>,
    starts: Vec<Start>,
    folded: Vec<char>,
}

/// A word where a name may begin, its hash, and whether a second word may follow.
#[derive(Clone, Copy)]
struct Start {
    token: u32,
    goes_on: bool,
    hash: u64,
}

pub(super) struct Walk<'a> {
    text: &'a str,
    gazetteer: &'a Inner,
    matcher: Matcher<'a>,
    automaton: Option<&'a NFA>,
    scratch: &'a mut Scratch,
    candidates: Vec<Candidate>,
}

/// What an ASCII byte between words folds to where it stands alone; 0 for an apostrophe and for what is not ASCII.
const GAP: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | b'-' | 0x0b | 0x0c => b' ',
            b'\'' | b'`' => 0,
            other => other.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
};

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, gazetteer: &'a Inner, scratch: &'a mut Scratch) -> Walk<'a> {
        let automaton = (gazetteer.engine() == Engine::Automaton).then(|| gazetteer.anchored());
        Walk { text, gazetteer, matcher: gazetteer.matcher(), automaton, scratch, candidates: Vec::new() }
    }

    pub(super) fn most_tokens(&self) -> usize {
        self.matcher.most_tokens
    }

    pub(super) fn finish(self) -> Vec<Candidate> {
        self.candidates
    }

    /// Looks for names that begin at the first `ready` words of `edges`; there are two more behind them.
    pub(super) fn run(&mut self, edges: &[u32], ready: usize) {
        let mut survivors = std::mem::take(&mut self.scratch.survivors);
        let mut starts = std::mem::take(&mut self.scratch.starts);
        self.filter(&edges[..ready * 2], &mut survivors);
        self.starts(edges, &survivors, &mut starts);
        for start in &starts {
            match self.automaton {
                Some(automaton) => self.walk_automaton(edges[start.token as usize * 2] as usize, automaton),
                None => self.walk(edges, *start),
            }
        }
        self.scratch.survivors = survivors;
        self.scratch.starts = starts;
    }

    /// Words that some surface may begin with, by their first eight bytes; and those that have to be looked at more closely.
    fn filter(&self, edges: &[u32], survivors: &mut Vec<u32>) {
        let bytes = self.text.as_bytes();
        survivors.clear();
        survivors.resize(edges.len() / 2, 0);
        let out = &mut survivors[..];
        let mut n = 0;
        for (token, edge) in edges.as_chunks::<2>().0.iter().enumerate() {
            let (start, end) = (edge[0] as usize, edge[1] as usize);
            let head = matcher::head(matcher::load(bytes, start), end - start);
            let next = bytes.get(end).copied().unwrap_or(b' ');
            let closer = matcher::wide(head) | (GAP[usize::from(next)] == 0);
            out[n] = token as u32;
            n += (self.matcher.may_begin(head) | u64::from(closer)) as usize;
        }
        survivors.truncate(n);
    }

    /// Of the words that came through, those that are regular and may be a name of one word or go on into the next.
    fn starts(&mut self, edges: &[u32], survivors: &[u32], starts: &mut Vec<Start>) {
        let bytes = self.text.as_bytes();
        starts.clear();
        let mut touched = 0;
        for &token in survivors {
            let at = token as usize * 2;
            let (start, end, after, after_end) =
                (edges[at] as usize, edges[at + 1] as usize, edges[at + 2] as usize, edges[at + 3] as usize);
            let head = matcher::head(matcher::load(bytes, start), end - start);
            if matcher::wide(head) || self.is_joined(end) {
                self.irregular(start);
                continue;
            }
            if self.matcher.may_be_led(head) {
                self.led(start);
            }
            if self.matcher.may_begin(head) == 0 {
                continue;
            }
            if end - start > 8 && !matcher::token_hash(bytes, start, end).1 {
                self.irregular(start);
                continue;
            }
            let next = matcher::head(matcher::load(bytes, after), after_end - after);
            let closer = bytes.get(after_end).is_some_and(|&byte| GAP[usize::from(byte)] == 0);
            let goes_on = (after < after_end
                && (matcher::wide(next) || closer || self.matcher.may_go_on(head, next)))
                || (after - end > 2 && self.has_words(Span::new(end, after)));
            if goes_on || self.matcher.may_be_whole(head) {
                let hash = matcher::chain(self.matcher.root(), 0, matcher::token_hash(bytes, start, end).0);
                touched ^= self.matcher.peek(hash);
                starts.push(Start { token, goes_on, hash });
            }
        }
        // The table has been touched here so that it is near when the walk needs it.
        std::hint::black_box(touched);
    }

    /// Whether an apostrophe and another letter follow, or a sign with letters in it, so that the word goes on when folded.
    #[inline(always)]
    fn is_joined(&self, end: usize) -> bool {
        let next = self.text.as_bytes().get(end).copied().unwrap_or(b' ');
        GAP[usize::from(next)] == 0 && self.is_joined_by(end)
    }

    fn is_joined_by(&self, end: usize) -> bool {
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

    /// Walks the trie from a regular word.
    fn walk(&mut self, edges: &[u32], from: Start) {
        let bytes = self.text.as_bytes();
        let mut at = from.token as usize * 2;
        let (start, mut end) = (edges[at] as usize, edges[at + 1] as usize);
        let mut hash = from.hash;
        let mut first = true;
        while let Some(found) = self.matcher.find(hash) {
            if let Some(id) = found.surface()
                && same(self.gazetteer.bytes_of(SurfaceId(id)), &bytes[start..end])
            {
                self.push(Span::new(start, end), id);
            }
            if found.has_trail() {
                return self.window(start);
            }
            if !found.goes_on() || (first && !from.goes_on) {
                return;
            }
            first = false;
            at += 2;
            let Some(&[next, next_end]) = edges.get(at..at + 2) else {
                return;
            };
            let (next, next_end) = (next as usize, next_end as usize);
            if next == next_end {
                return if self.has_words(Span::new(end, next)) {
                    self.window(start)
                };
            }
            let gap = match bytes[end..next] {
                [b' '] => matcher::SPACE,
                [one] if GAP[usize::from(one)] != 0 => matcher::gap_hash(&[GAP[usize::from(one)]]),
                [one, two] if GAP[usize::from(one)] > b' ' && GAP[usize::from(two)] == b' ' => {
                    matcher::gap_hash(&[one, b' '])
                }
                _ => return self.window(start),
            };
            let (token, ascii) = matcher::token_hash(bytes, next, next_end);
            if !ascii || self.is_joined(next_end) {
                return self.window(start);
            }
            hash = matcher::chain(hash, gap, token);
            end = next_end;
        }
    }

    /// Walks the automaton from a regular word.
    fn walk_automaton(&mut self, start: usize, automaton: &NFA) {
        let bytes = self.text.as_bytes();
        let Ok(mut state) = automaton.start_state(Anchored::Yes) else { return };
        let mut at = start;
        while at < bytes.len() {
            let folded = GAP[usize::from(bytes[at])];
            let next = bytes.get(at + 1).copied().unwrap_or(b'.');
            // Anything but a single space, and all that is not ASCII, has to be folded with what is around it.
            if folded == 0 || (folded == b' ' && matches!(GAP[usize::from(next)], 0 | b' ')) {
                return self.window(start);
            }
            state = automaton.next_state(Anchored::Yes, state, folded);
            if automaton.is_dead(state) {
                return;
            }
            at += 1;
            if automaton.is_match(state) && !(is_word_byte(bytes[at - 1]) && is_word_byte(next)) {
                self.push_matches(automaton, state, start, at);
            }
        }
    }

    /// Of the patterns that end in `state`, the one that began at `start`; the others are ends of it.
    fn push_matches(
        &mut self,
        automaton: &NFA,
        state: aho_corasick::automaton::StateID,
        start: usize,
        end: usize,
    ) {
        for n in 0..automaton.match_len(state) {
            let pattern = automaton.match_pattern(state, n);
            if automaton.pattern_len(pattern) == end - start {
                self.push(Span::new(start, end), pattern.as_u32());
            }
        }
    }

    /// A word with accents, apostrophes or other letters than ASCII: looked at with its first letters folded.
    fn irregular(&mut self, start: usize) {
        let mut folded = std::mem::take(&mut self.scratch.folded);
        let mut head = [0_u8; 16];
        let (mut n, mut first) = (0, None);
        let (mut may_begin, mut may_be_led, mut anywhere) = (false, false, false);
        let mut ask = |head: &[u8; 16], n: usize| {
            let key = matcher::head(matcher::load(head, 0), n);
            may_begin |= n > 0 && self.matcher.may_begin(key) != 0;
            may_be_led |= n > 0 && self.matcher.may_be_led(key);
        };
        let mut mixed = false;
        for (at, c) in self.text[start..].char_indices() {
            let class = chars::class(c);
            if class & (UNSEEN | APOSTROPHE) != 0 {
                // A name may end before an apostrophe.
                ask(&head, n);
                continue;
            }
            if class & MIXED != 0 {
                first.get_or_insert(start + at);
                mixed = true;
                break;
            }
            if class & WORD == 0 {
                break;
            }
            first.get_or_insert(start + at);
            if class & GLUED != 0 || anywhere {
                ask(&head, n);
                anywhere = true;
            }
            folded.clear();
            match chars::folded(c) {
                Some(c) => folded.push(c),
                None => fold_char(c, Casing::Folded, &mut folded),
            }
            for c in &folded {
                if n < 8 {
                    n += c.encode_utf8(&mut head[n..]).len();
                }
            }
            if n >= 8 {
                break;
            }
        }
        ask(&head, n);
        self.scratch.folded = folded;
        let Some(first) = first else { return };
        if may_begin || mixed {
            self.window(first);
        }
        if may_be_led || (mixed && self.matcher.has_leads) {
            self.led(first);
        }
    }

    /// Looks for names that begin with what stands before the word at `start`: a quotation mark, a bracket.
    fn led(&mut self, start: usize) {
        let mut n_visible = 0;
        let mut places = Vec::new();
        for (at, c) in self.text[..start].char_indices().rev() {
            let class = chars::class(c);
            if class & (UNSEEN | APOSTROPHE) != 0 || c.is_whitespace() || is_dash(c) {
                continue;
            }
            if class & WORD != 0 || n_visible == matcher::MOST_AROUND {
                break;
            }
            n_visible += 1;
            places.push(at);
        }
        places.into_iter().for_each(|at| self.window(at));
    }

    /// Looks for names at places inside words of scripts where they may begin anywhere, and where folding makes words of signs.
    pub(super) fn anywhere(&mut self, places: &[u32]) {
        for &place in places {
            let place = place as usize;
            let mut chars = self.text[place..].chars();
            let Some(c) = chars.next() else { continue };
            let class = chars::class(c);
            if class & MIXED != 0 {
                self.window(place);
                if self.matcher.has_leads {
                    self.led(place);
                }
            } else if class & WORD != 0 {
                self.glued(place);
            }
            if class & SPACELESS != 0 {
                let next = self.text[place + c.len_utf8()..]
                    .char_indices()
                    .find(|&(_, c)| chars::class(c) & UNSEEN == 0)
                    .filter(|&(_, c)| chars::class(c) & WORD != 0 && chars::class(c) & GLUED == 0);
                if let Some((n, _)) = next {
                    self.irregular(place + c.len_utf8() + n);
                }
            }
        }
    }

    /// A name may begin at `place`, whatever stands before it.
    fn glued(&mut self, place: usize) {
        let mut folded = std::mem::take(&mut self.scratch.folded);
        folded.clear();
        for c in self.text[place..].chars() {
            let class = chars::class(c);
            if class & WORD == 0 && class & (UNSEEN | APOSTROPHE) == 0 {
                break;
            }
            match chars::folded(c) {
                Some(c) => folded.push(c),
                None => fold_char(c, Casing::Folded, &mut folded),
            }
            if folded.len() >= 2 {
                break;
            }
        }
        let two = [folded.first().copied().unwrap_or_default(), folded.get(1).copied().unwrap_or_default()];
        self.scratch.folded = folded;
        if two[0].is_ascii() {
            self.irregular(place);
        } else if self.matcher.may_begin_glued(two[..1].iter().copied())
            || self.matcher.may_begin_glued(two.iter().copied())
        {
            self.window(place);
        }
        if self.matcher.has_leads {
            self.led(place);
        }
    }

    /// Folds what begins at `start` and reports every surface that it begins with.
    fn window(&mut self, start: usize) {
        let mut limit = WINDOW;
        loop {
            let (folded, whole) = Folded::window(&self.text[start..], limit);
            let mut hits: Vec<(Span, u32)> = Vec::new();
            let mut on = |len: usize, id: u32| {
                if let Some(span) = folded.source_span(FoldedSpan { start: 0, end: len }) {
                    hits.push((Span::new(start + span.start, start + span.end), id));
                }
            };
            let told = match self.automaton {
                Some(automaton) => prefixes_by_automaton(automaton, &folded.text, whole, &mut on),
                None => {
                    let text_of = |id: u32| self.gazetteer.text_of(SurfaceId(id));
                    self.matcher.prefixes(&folded.text, whole, &text_of, &mut on)
                }
            };
            hits.into_iter().for_each(|(span, id)| self.push(span, id));
            if told.is_some() {
                return;
            }
            limit *= 2;
        }
    }

    #[inline(always)]
    fn push(&mut self, span: Span, id: u32) {
        // Letters that only an apostrophe parts from this name would be glued to it when folded.
        let before = self.text.as_bytes().get(span.start.wrapping_sub(1)).copied().unwrap_or(b' ');
        if GAP[usize::from(before)] == 0 && self.is_glued(span.start, id) {
            return;
        }
        self.candidates.push(Candidate { span, surface: SurfaceId(id), look_alike: false });
    }

    fn is_glued(&self, start: usize, id: u32) -> bool {
        let counts = |c: char| chars::class(c) & (UNSEEN | APOSTROPHE) == 0;
        let back = self.text[..start].char_indices().rev().filter(|&(_, c)| counts(c)).take(2).last();
        let mut folded = fold(&self.text[back.map_or(start, |(at, _)| at)..start]).into_bytes();
        let at = folded.len();
        folded.extend(self.gazetteer.bytes_of(SurfaceId(id)).first());
        glued(&folded, at)
    }
}

/// Every candidate of a folded text, also those that begin or end inside a word; but the odd ones.
pub(super) fn everywhere(folded: &Folded, gazetteer: &Inner, look_alike: bool, found: &mut Vec<Candidate>) {
    let matcher = gazetteer.matcher();
    let bytes = folded.text.as_bytes();
    for (start, c) in folded.text.char_indices() {
        if c == ' ' || glued(bytes, start) {
            continue;
        }
        let text_of = |id: u32| gazetteer.text_of(SurfaceId(id));
        let mut on = |len: usize, id: u32| {
            if let Some(span) = folded.source_span(FoldedSpan { start, end: start + len }) {
                found.push(Candidate { span, surface: SurfaceId(id), look_alike });
            }
        };
        let rest = &folded.text[start..];
        // Not the whole rest of the text, which would be looked through again from every place.
        let mut cut = rest.len().min(matcher.longest + WINDOW);
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        matcher.prefixes(&rest[..cut], true, &text_of, &mut on);
    }
}

/// Whether `text`, in ASCII with nothing but single spaces and dashes for spaces, folds to `folded`.
#[inline(always)]
fn same(folded: &[u8], text: &[u8]) -> bool {
    folded.len() == text.len()
        && folded.iter().zip(text).all(|(&folded, &byte)| GAP[usize::from(byte)] == folded)
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The same as [`Matcher::prefixes`], with the automaton.
fn prefixes_by_automaton(
    automaton: &NFA,
    window: &str,
    whole: bool,
    on: &mut impl FnMut(usize, u32),
) -> Option<()> {
    let mut state = automaton.start_state(Anchored::Yes).ok()?;
    for (at, &byte) in window.as_bytes().iter().enumerate() {
        state = automaton.next_state(Anchored::Yes, state, byte);
        if automaton.is_dead(state) {
            return Some(());
        }
        let end = at + 1;
        if automaton.is_match(state) {
            for n in 0..automaton.match_len(state) {
                let pattern = automaton.match_pattern(state, n);
                if automaton.pattern_len(pattern) == end {
                    on(end, pattern.as_u32());
                }
            }
        }
    }
    whole.then_some(())
}
