//! Finds people whose names stand in a spelling that nobody listed.
//!
//! Two steps beside the automaton, both only for capitalized words that no listed name has taken. A full name of two words or more whose
//! consonants and sounds are those of one known person's name, and of no other's, is that person's ([`full_names`]); a different given name
//! is another person. A surname alone is never enough, but once its bearer stands in the document, a spelling of it by the same rules is
//! his ([`surnames`]).

use std::ops::Range;

use super::boundary;
use super::evidence::Evidence as Context;
use super::select::Word;
use crate::entity::{EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_apostrophe;
use crate::gazetteer::Inner;
use crate::romanization::SpellingRules;
use crate::skeleton::{Found, same_word};
use crate::span::Span;

/// The most words of a name that is looked up.
const MOST_WORDS: usize = 6;

/// Runs of capitalized words that no listed name has a part in; each is one name or none.
pub(crate) struct Runs {
    /// The words of all runs.
    words: Vec<Span>,
    /// The runs of two words or more, by their words, titles and ordinary words before them left out.
    long: Vec<Range<usize>>,
    /// The single words. Whether each is an ordinary one is asked only when somebody has been introduced whose surname it may be.
    short: Vec<Span>,
}

impl Runs {
    pub(crate) fn of(text: &str, words: &[Word], gazetteer: &Inner, context: &Context<'_>) -> Runs {
        let always = |word: &&Word| gazetteer.flags(word.surface).always;
        let mut taken: Vec<Span> = words.iter().filter(always).map(|word| word.span).collect();
        taken.sort_unstable();
        let mut runs = Runs { words: Vec::new(), long: Vec::new(), short: Vec::new() };
        let mut row: Vec<Span> = Vec::new();
        for word in capitalized_words(text) {
            let joined = row.last().is_some_and(|last| {
                let between = &text[last.end..word.start];
                matches!(between, " " | "\u{a0}" | "-" | "\u{2011}" | "\u{2010}" | "\n")
            });
            if !joined {
                runs.add(text, &mut row, context);
            }
            let at = taken.partition_point(|span| span.end <= word.start);
            if taken.get(at).is_some_and(|span| span.overlaps(word)) {
                runs.add(text, &mut row, context);
                continue;
            }
            row.push(word);
        }
        runs.add(text, &mut row, context);
        runs
    }

    /// Parts a row of joined words into runs.
    fn add(&mut self, text: &str, row: &mut Vec<Span>, context: &Context<'_>) {
        match row[..] {
            [] => {}
            [only] => self.short.push(only),
            _ => {
                let mut first = self.words.len();
                for word in row.iter() {
                    let letters = &text[word.range()];
                    // What opens the run may be a title or the first word of a sentence.
                    let opening = self.words.len() == first;
                    if (opening && is_particle(letters))
                        || (!is_particle(letters) && context.is_no_name(*word))
                    {
                        first = self.close(text, first);
                    } else {
                        self.words.push(*word);
                    }
                }
                self.close(text, first);
            }
        }
        row.clear();
    }

    /// Ends the run that began with word `first`; where the next one begins.
    fn close(&mut self, text: &str, first: usize) -> usize {
        // Particles that end a run are none of it.
        while self.words.len() > first && is_particle(&text[self.words[self.words.len() - 1].range()]) {
            self.words.pop();
        }
        match self.words.len() - first {
            2..=MOST_WORDS => self.long.push(first..self.words.len()),
            n => {
                self.short.extend(self.words[first..].iter().filter(|_| n == 1));
                self.words.truncate(first);
            }
        }
        self.words.len()
    }

    fn span(&self, run: &Range<usize>) -> Span {
        Span::new(self.words[run.start].start, self.words[run.end - 1].end)
    }

    /// The full names among them, with whom each means.
    pub(crate) fn full_names(
        &self,
        text: &str,
        gazetteer: &Inner,
        context: &Context<'_>,
    ) -> Vec<(Span, EntityId)> {
        let mut found = Vec::new();
        for run in &self.long {
            let span = self.span(run);
            if let Found::One(entity, _) = gazetteer.person(&text[span.range()])
                && is_whole(text, span)
                && context.ruled_out(entity, span).is_none()
            {
                found.push((span, entity));
            }
        }
        found
    }

    /// The surnames among them that are spellings of an introduced person's, and of no other's; with their introductions.
    pub(crate) fn surnames(
        &self,
        text: &str,
        gazetteer: &Inner,
        context: &Context<'_>,
    ) -> Vec<(Span, EntityId)> {
        let people: Vec<Surnames> = context
            .introduced()
            .into_iter()
            .filter(|id| gazetteer.kind_of(*id) == Kind::Person)
            .map(|id| Surnames::of(id, gazetteer))
            .filter(|person| !person.names.is_empty())
            .collect();
        if people.is_empty() {
            return Vec::new();
        }
        let bearer = |span: Span| {
            let initial = text[span.start..].chars().next()?;
            // A letter outside ASCII may fold to any.
            let possible = !initial.is_ascii() || people.iter().any(|person| person.has_initial(initial));
            if !possible || !is_whole(text, span) {
                return None;
            }
            let name = fold_name(&text[span.range()]).replace(' ', "");
            if !name.is_ascii() || name.len() < 4 {
                return None;
            }
            let mut bearers = people.iter().filter(|person| person.bears(&name, gazetteer));
            match (bearers.next(), bearers.next()) {
                (Some(person), None)
                    if context.ruled_out(person.entity, span).is_none()
                        && !gazetteer.is_excepted(
                            person.entity,
                            &fold_name(&text[span.range()]),
                            SpellingRules::NONE,
                        ) =>
                {
                    Some((span, person.entity))
                }
                _ => None,
            }
        };
        let long = self.long.iter().map(|run| self.span(run));
        let short = self.short.iter().copied().filter(|word| {
            let letters = &text[word.range()];
            !is_particle(letters) && !context.is_no_name(*word)
        });
        let mut found: Vec<(Span, EntityId)> =
            long.filter_map(bearer).chain(short.filter_map(bearer)).collect();
        found.sort_unstable();
        found
    }
}

/// The surnames of somebody who has been introduced.
struct Surnames {
    entity: EntityId,
    /// Folded, without spaces.
    names: Vec<String>,
}

impl Surnames {
    fn of(entity: EntityId, gazetteer: &Inner) -> Surnames {
        let short = gazetteer.aliases_of(entity).filter(|alias| alias.form == Form::Short && !alias.native);
        let folded = short.map(|alias| fold_name(alias.text)).filter(|short| short.len() > 3);
        let names = folded.map(|short| short.replace(' ', "")).collect();
        Surnames { entity, names }
    }

    fn has_initial(&self, initial: char) -> bool {
        self.names.iter().any(|name| name.as_bytes()[0] == initial.to_ascii_lowercase() as u8)
    }

    fn bears(&self, name: &str, gazetteer: &Inner) -> bool {
        let origin = gazetteer.origin(self.entity);
        let same =
            |own: &String| own.as_bytes()[0] == name.as_bytes()[0] && same_word(own, name, origin).is_some();
        self.names.iter().any(same)
    }
}

/// Whether the name stands as a word with nothing glued to it.
fn is_whole(text: &str, span: Span) -> bool {
    boundary::stand(text, span).is_some_and(|standing| standing.span == span)
}

/// Words that begin with a capital, and the particles of names right behind them; without possessive endings.
struct CapitalizedWords<'t> {
    text: &'t str,
    at: usize,
    /// Where the last word ended, if a particle may follow.
    joined: Option<usize>,
}

fn capitalized_words(text: &str) -> CapitalizedWords<'_> {
    CapitalizedWords { text, at: 0, joined: None }
}

impl Iterator for CapitalizedWords<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if let Some(particle) = self.joined.take().and_then(|end| self.particle(end)) {
            return Some(particle);
        }
        loop {
            // Small letters are most of a text; nobody looks at them one by one.
            self.at = next_capital(self.text.as_bytes(), self.at)?;
            let start = self.at;
            let c = self.text[start..].chars().next()?;
            self.at += c.len_utf8();
            if !c.is_alphabetic() || is_inside(&self.text[..start]) {
                continue;
            }
            let word = self.word(start);
            if c.is_uppercase() {
                self.joined = Some(word.end);
                return Some(word);
            }
        }
    }
}

impl CapitalizedWords<'_> {
    /// Reads the word that begins at `start`.
    fn word(&mut self, start: usize) -> Span {
        let letter = |c: char| c.is_alphabetic() || is_apostrophe(c);
        let rest = &self.text[start..];
        let n_ascii = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let ends = match rest.as_bytes().get(n_ascii) {
            Some(byte) if !byte.is_ascii() || matches!(byte, b'\'' | b'`') => {
                rest[n_ascii..].find(|c| !letter(c))
            }
            _ => Some(0),
        };
        let len = ends.map_or(rest.len(), |n| n_ascii + n);
        self.at = start + len;
        let word = rest[..len].trim_end_matches(is_apostrophe);
        let word = word.strip_suffix('s').and_then(|stem| stem.strip_suffix(is_apostrophe)).unwrap_or(word);
        Span::new(start, start + word.len())
    }

    /// A particle behind the word that ends at `end` and whatever joins the two.
    fn particle(&mut self, end: usize) -> Option<Span> {
        let mut rest = self.text[end..].chars();
        let gap =
            rest.next().filter(|gap| matches!(gap, ' ' | '\u{a0}' | '-' | '\u{2011}' | '\u{2010}' | '\n'))?;
        if !rest.next()?.is_ascii_lowercase() {
            return None;
        }
        let before = self.at;
        let word = self.word(end + gap.len_utf8());
        if is_particle(&self.text[word.range()]) {
            self.joined = Some(word.end);
            return Some(word);
        }
        self.at = before;
        None
    }
}

/// Whether a word that has begun goes on behind `before`.
fn is_inside(before: &str) -> bool {
    match before.as_bytes().last() {
        None => false,
        Some(byte) if byte.is_ascii() && !matches!(byte, b'\'' | b'`') => byte.is_ascii_alphabetic(),
        _ => before.trim_end_matches(is_apostrophe).chars().next_back().is_some_and(char::is_alphabetic),
    }
}

/// The first place from `at` on of a capital letter or of anything that is not ASCII.
fn next_capital(bytes: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * ONES;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let eight = u64::from_le_bytes(*eight);
        // The top bit of each byte that is `A` or more and not `[` or more.
        let low = eight & !TOPS;
        let capitals = (low + (0x80 - 0x41) * ONES) & !(low + (0x80 - 0x5b) * ONES);
        let found = (capitals | eight) & TOPS;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    bytes.get(at..)?.iter().position(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()).map(|n| at + n)
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 17] = [
        "al", "el", "ul", "bin", "ibn", "ben", "bint", "abu", "as", "ash", "ad", "ar", "az", "an", "at", "e",
        "i",
    ];
    PARTICLES.contains(&word)
}
