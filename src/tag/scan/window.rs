//! Names that cannot be read off the text as it stands: folded a short window at a time.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;

use super::Candidate;
use super::reference::glued;
use super::walk::{Walk, apostrophe_len, is_word_byte};
use crate::fold::chars::{self, APOSTROPHE, GLUED, MIXED, SPACELESS, UNSEEN, WORD};
use crate::fold::steps::{Casing, fold_char, is_dash};
use crate::fold::{Folded, FoldedSpan};
use crate::gazetteer::{Inner, SurfaceId, matcher};
use crate::span::Span;

/// So many folded bytes are looked at first: most of what might be a name turns out to be none by then.
const WINDOW: usize = 24;

/// How an irregular word begins.
#[derive(Default)]
struct Head {
    /// Where its first letter is.
    first: Option<usize>,
    may_begin: bool,
    may_be_led: bool,
}

/// The letters of a word with apostrophes in it. Up to this length it is looked up whole; a longer one goes the long way.
type Letters = [u8; 48];

/// Reads the word at `start`, if it is letters of ASCII with nothing but apostrophes between them: `on` gets the letters up to each
/// apostrophe and, last, all of them, and how many they are. `None`: it is something else.
fn joined(text: &str, start: usize, mut on: impl FnMut(&Letters, usize, bool)) -> Option<()> {
    let bytes = text.as_bytes();
    let (mut letters, mut n, mut at): (Letters, _, _) = ([0; 48], 0, start);
    loop {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let apostrophe = apostrophe_len(bytes.get(at..).unwrap_or_default());
        if apostrophe == 0 && is_word_byte(byte) {
            *letters.get_mut(n)? = byte;
            n += 1;
            at += 1;
            continue;
        }
        if apostrophe == 0 && !byte.is_ascii() {
            return None;
        }
        on(&letters, n, apostrophe == 0);
        if apostrophe == 0 {
            return Some(());
        }
        at += apostrophe;
    }
}

impl Walk<'_> {
    /// A word with accents, apostrophes or other letters than ASCII: looked at with its first letters folded.
    pub(super) fn irregular(&mut self, start: usize) {
        let found = match self.joined_head(start) {
            Some(head) => head,
            None => self.folded(start),
        };
        let Some(first) = found.first else { return };
        if found.may_begin {
            match self.automaton {
                Some(automaton) => self.aside(|walk| walk.walk_automaton(first, automaton)),
                None => self.window(first),
            }
        }
        if found.may_be_led {
            self.led(first);
        }
    }

    /// What a word may begin that is letters of ASCII with nothing but apostrophes between them. `None`: it is something else.
    fn joined_head(&self, start: usize) -> Option<Head> {
        let mut found = Head { first: Some(start), ..Head::default() };
        joined(self.text, start, |letters, n, whole| {
            let key = matcher::key(matcher::head(matcher::load(letters, 0), n));
            // Most are no beginning of anything.
            found.may_begin |=
                self.matcher.may_begin(key) != 0 && self.ends(self.matcher.root(), 0, (letters, n), whole);
            found.may_be_led |= self.matcher.has_leads && self.matcher.may_be_led(key);
        })?;
        Some(found)
    }

    /// Whether a name may go on, behind what hashes to `before` and a gap, in the word at `start`, which has apostrophes in it.
    pub(super) fn knows_joined(&self, start: usize, before: u64, gap: u64) -> bool {
        let mut known = false;
        let read = joined(self.text, start, |letters, n, whole| {
            known |= self.ends(before, gap, (letters, n), whole)
        });
        read.is_none() || known
    }

    /// Whether the trie has the first `n` letters as a word. A name may end before an apostrophe, but it does not go on there.
    fn ends(&self, before: u64, gap: u64, (letters, n): (&Letters, usize), whole: bool) -> bool {
        let (token, _) = matcher::token_hash(letters, 0, n);
        let node = self.matcher.find(matcher::chain(before, gap, token));
        node.is_some_and(|node| whole || node.surface().is_some() || node.has_trail())
    }

    fn folded(&mut self, start: usize) -> Head {
        let mut folded = std::mem::take(&mut self.scratch.folded);
        let mut head = [0_u8; 16];
        let mut n = 0;
        let mut found = Head::default();
        let mut anywhere = false;
        let ask = |head: &[u8; 16], n: usize, found: &mut Head| {
            let key = matcher::key(matcher::head(matcher::load(head, 0), n));
            found.may_begin |= n > 0 && self.matcher.may_begin(key) != 0;
            found.may_be_led |= n > 0 && self.matcher.may_be_led(key);
        };
        for (at, c) in self.text[start..].char_indices() {
            let class = chars::class(c);
            if class & (UNSEEN | APOSTROPHE) != 0 {
                // A name may end before an apostrophe.
                ask(&head, n, &mut found);
                continue;
            }
            if class & MIXED != 0 {
                found.first.get_or_insert(start + at);
                found.may_begin = true;
                found.may_be_led |= self.matcher.has_leads;
                break;
            }
            if class & WORD == 0 {
                break;
            }
            found.first.get_or_insert(start + at);
            if class & GLUED != 0 || anywhere {
                ask(&head, n, &mut found);
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
        ask(&head, n, &mut found);
        self.scratch.folded = folded;
        found
    }

    /// Looks for names that begin with what stands before the word at `start`: a quotation mark, a bracket.
    pub(super) fn led(&mut self, start: usize) {
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
            if class & (WORD | UNSEEN | APOSTROPHE | MIXED) == 0 {
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
    pub(super) fn window(&mut self, start: usize) {
        let mut folded = std::mem::take(&mut self.scratch.window);
        let mut hits = std::mem::take(&mut self.scratch.hits);
        let mut limit = WINDOW;
        loop {
            let whole;
            (folded, whole) = Folded::window(&self.text[start..], limit, folded);
            hits.clear();
            let mut on = |len: usize, id: u32| {
                if let Some(span) = folded.source_span(FoldedSpan { start: 0, end: len }) {
                    hits.push((Span::new(start + span.start, start + span.end), id));
                }
            };
            let told = match self.automaton {
                Some(automaton) => prefixes_by_automaton(automaton, &folded.text, whole, &mut on),
                None => {
                    let bytes = folded.text.as_bytes();
                    // Inside a word of ASCII letters that stand side by side no name ends.
                    let may_end = |at: usize| {
                        !(bytes[at - 1].is_ascii_alphanumeric()
                            && bytes[at].is_ascii_alphanumeric()
                            && folded.is_seamless(at))
                    };
                    self.matcher.prefixes(&folded.text, whole, self.texts, &may_end, &mut on)
                }
            };
            if told.is_some() {
                break;
            }
            limit *= 3;
        }
        hits.iter().for_each(|&(span, id)| self.push_other(span, id));
        self.scratch.window = folded;
        self.scratch.hits = hits;
    }
}

/// Every candidate of a folded text, also those that begin or end inside a word; but the odd ones.
pub(super) fn everywhere(
    folded: &Folded,
    gazetteer: &Inner,
    look_alike: bool,
    most: usize,
    found: &mut Vec<Candidate>,
) {
    let (matcher, texts) = (gazetteer.matcher(), gazetteer.surface_texts());
    let bytes = folded.text.as_bytes();
    for (start, c) in folded.text.char_indices() {
        if found.len() > most {
            return;
        }
        if c == ' ' || glued(bytes, start) {
            continue;
        }
        let mut on = |len: usize, id: u32| {
            if let Some(span) = folded.source_span(FoldedSpan { start, end: start + len }) {
                found.push(Candidate { span, surface: SurfaceId(id), look_alike });
            }
        };
        let rest = &folded.text[start..];
        // Not the whole rest of the text, which would be looked through again from every place.
        let mut cut = rest.len().min(matcher.longest + 64);
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        matcher.prefixes(&rest[..cut], true, texts, &|_| true, &mut on);
    }
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
