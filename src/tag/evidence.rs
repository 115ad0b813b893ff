//! What the text around a name says about it; `select` asks whether, `resolve` asks which.
//!
//! Holds, for one document, where clue phrases stand and which entities were introduced where, and judges the words directly beside a
//! name: a given name that is not his, a noun that makes it a street or a prize.

use std::collections::{HashMap, HashSet};

use super::select::Word;
use crate::entity::{Entity, EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::{is_apostrophe, is_dash};
use crate::gazetteer::{ClueRule, Inner, Sense, SurfaceId};
use crate::lexicon::model::Within;
use crate::span::Span;
use crate::text::Layout;

/// Why a sense that is in the lexicon does not count at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    /// Not written as the alias asks for.
    Case,
    /// A phrase of `not-near` stands here.
    Veto(Span),
    /// A street, prize or airport: the noun stands here.
    Namesake(Span),
    /// Another bearer of the surname: this stands before or behind it.
    Bearer(Span),
}

pub(crate) struct Evidence<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Inner,
    /// Where each clue phrase stands, in text order.
    phrases: HashMap<SurfaceId, Vec<Span>>,
    /// Ends and starts of names that always count and of clue phrases; a surname beside one of these has no unknown given name there.
    known_ends: Vec<usize>,
    known_starts: Vec<usize>,
    introduced: HashMap<EntityId, Vec<Span>>,
    woken: HashSet<EntityId>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(
        text: &'a str,
        layout: &'a Layout,
        gazetteer: &'a Inner,
        words: &[Word],
    ) -> Evidence<'a> {
        let mut phrases: HashMap<SurfaceId, Vec<Span>> = HashMap::new();
        let mut known_ends = Vec::new();
        let mut known_starts = Vec::new();
        for word in words {
            let surface = &gazetteer.surfaces[word.surface.0 as usize];
            if surface.phrase {
                phrases.entry(word.surface).or_default().push(word.span);
            }
            if surface.always || surface.phrase {
                known_ends.push(word.span.end);
                known_starts.push(word.span.start);
            }
        }
        known_ends.sort_unstable();
        Evidence {
            text,
            layout,
            gazetteer,
            phrases,
            known_ends,
            known_starts,
            introduced: HashMap::new(),
            woken: HashSet::new(),
        }
    }

    /// `entity` was named in full, or beyond doubt, at `span`.
    pub(crate) fn introduce(&mut self, entity: EntityId, span: Span) {
        let spans = self.introduced.entry(entity).or_default();
        let at = spans.partition_point(|earlier| earlier.start < span.start);
        if spans.get(at) != Some(&span) {
            spans.insert(at, span);
        }
    }

    /// A clue speaks for `entity` somewhere, if not for it alone.
    pub(crate) fn wake(&mut self, entity: EntityId) {
        self.woken.insert(entity);
    }

    /// Whether anything in the document speaks for `entity`.
    pub(crate) fn is_awake(&self, entity: EntityId) -> bool {
        self.introduced.contains_key(&entity) || self.woken.contains(&entity)
    }

    /// The introduction that a name at `at` leans on: the latest one before it, else the first one after; and whether it is before.
    pub(crate) fn introduction(&self, entity: EntityId, at: Span) -> Option<(Span, bool)> {
        let spans = self.introduced.get(&entity)?;
        let n_before = spans.partition_point(|span| span.start < at.start);
        match n_before.checked_sub(1) {
            Some(latest) => Some((spans[latest], true)),
            None => {
                spans.iter().find(|span| span.start > at.start).or(spans.first()).map(|span| (*span, false))
            }
        }
    }

    pub(crate) fn same_sentence(&self, a: Span, b: Span) -> bool {
        self.layout.sentence_at(a.start) == self.layout.sentence_at(b.start)
    }

    /// The nearest phrase of a clue that speaks for `sense` at `at`.
    pub(crate) fn clue(&self, sense: &Sense, at: Span) -> Option<Span> {
        let clues = self.gazetteer.clues_of(sense.entity);
        let speaks = |clue: &&ClueRule| clue.only_for.is_none_or(|alias| alias == sense.alias);
        clues.iter().filter(speaks).find_map(|clue| self.nearest(&clue.near, clue.within, at))
    }

    /// The phrase that rules `sense` out at `word`. One that has the word's own text in it, as "Genocide Convention" has "genocide",
    /// rules out the word inside it and says nothing of another one in the sentence.
    fn veto(&self, sense: &Sense, word: &Word) -> Option<Span> {
        let clues = self.gazetteer.clues_of(sense.entity);
        let speaks = |clue: &&ClueRule| clue.only_for.is_none_or(|alias| alias == sense.alias);
        let text_of = |surface: SurfaceId| &*self.gazetteer.surfaces[surface.0 as usize].text;
        let wider = |phrase: &&SurfaceId| text_of(**phrase).contains(text_of(word.surface));
        let covers = |span: &&Span| span.contains(word.span) && **span != word.span;
        clues.iter().filter(speaks).find_map(|clue| {
            let around = clue.not_near.iter().filter(wider).filter_map(|phrase| self.phrases.get(phrase));
            let beside = clue.not_near.iter().filter(|phrase| !wider(phrase));
            around.flatten().find(covers).copied().or_else(|| self.nearest(beside, clue.within, word.span))
        })
    }

    /// The phrase nearest to `at` within its sentence, paragraph or the text, and not a part of it.
    fn nearest<'p>(
        &self,
        phrases: impl IntoIterator<Item = &'p SurfaceId>,
        within: Within,
        at: Span,
    ) -> Option<Span> {
        if self.phrases.is_empty() {
            return None;
        }
        let scope = match within {
            Within::Sentence => self.layout.sentence_at(at.start),
            Within::Paragraph => self.layout.paragraph_at(at.start),
            Within::Text => Span::new(0, self.text.len()),
        };
        let mut nearest: Option<Span> = None;
        for spans in phrases.into_iter().filter_map(|phrase| self.phrases.get(phrase)) {
            let after = spans.partition_point(|span| span.start < at.start);
            let before = spans[..after].iter().rev().find(|span| span.end <= at.start);
            let behind = spans[after..].iter().find(|span| span.start >= at.end);
            for span in [before, behind].into_iter().flatten() {
                if scope.contains(*span)
                    && nearest.is_none_or(|best| distance(*span, at) < distance(best, at))
                {
                    nearest = Some(*span);
                }
            }
        }
        nearest
    }

    /// What speaks against `sense` at a word, all evidence for it aside.
    pub(crate) fn objection(&self, sense: &Sense, word: &Word) -> Option<Objection> {
        let surface = &self.text[word.span.range()];
        if !super::select::case_holds(surface, &sense.case) {
            return Some(Objection::Case);
        }
        if let Some(veto) = self.veto(sense, word) {
            return Some(Objection::Veto(veto));
        }
        let entity = &self.gazetteer.entities[sense.entity.index()];
        let named = sense.form != Form::Demonym && matches!(entity.kind, Kind::Person | Kind::Place);
        if named && let Some(noun) = self.namesake(word, entity.kind) {
            return Some(Objection::Namesake(noun));
        }
        match (sense.form, entity.kind) {
            (Form::Short, Kind::Person) => self.other_bearer(word, entity).map(Objection::Bearer),
            (Form::Short, Kind::Organization) => self.other_body(word).map(Objection::Bearer),
            _ => None,
        }
    }

    /// A capitalized word right before a body's short form, or "of" and one behind it, make it another body: "Guardian Council",
    /// "Council of Europe".
    fn other_body(&self, word: &Word) -> Option<Span> {
        let capital = |span: &Span| starts_with_capital(&self.text[span.range()]);
        if let Some(before) = self.word_before(word.span.start).filter(capital)
            && !ends_in_possessive(&self.text[before.range()])
            && !self.gazetteer.words.openers.contains(&fold_name(&self.text[before.range()]))
            && self.known_ends.binary_search(&before.end).is_err()
        {
            return Some(before);
        }
        let after = self.word_after(word.span.end)?;
        let behind = self.word_after(after.end).filter(capital);
        behind.filter(|_| matches!(&self.text[after.range()], "of" | "on" | "for"))
    }

    /// The noun that makes the name a part of a street's, prize's or airport's. "Imam Khomeini International Airport" has it one
    /// capitalized word further.
    fn namesake(&self, word: &Word, kind: Kind) -> Option<Span> {
        let first = self.word_after(word.span.end)?;
        let namesakes = &self.gazetteer.words.namesakes;
        let is_noun = |span: Span| {
            let noun = &self.text[span.range()];
            starts_with_capital(noun) && namesakes.contains(&fold_name(noun))
        };
        if is_noun(first) {
            return Some(first);
        }
        let second = self.word_after(first.end)?;
        (kind == Kind::Person && starts_with_capital(&self.text[first.range()]) && is_noun(second))
            .then_some(second)
    }

    /// A capitalized word beside a surname that is neither a title nor an ordinary word makes it somebody else's.
    fn other_bearer(&self, word: &Word, entity: &Entity) -> Option<Span> {
        let surname = &self.text[word.span.range()];
        if !starts_with_capital(surname) {
            return None;
        }
        if let Some(before) = self.word_before(word.span.start)
            && self.is_given_name(before, entity)
        {
            return Some(before);
        }
        let after = self.word_after(word.span.end)?;
        let next = &self.text[after.range()];
        let shouted = all_capitals(surname);
        let name_like =
            starts_with_capital(next) && next.chars().skip(1).all(|c| c.is_lowercase() || is_dash(c));
        let known = self.is_ordinary(next) || self.known_starts.binary_search(&after.start).is_ok();
        (name_like && !shouted && !known && !self.in_title_case(word.span)).then_some(after)
    }

    fn is_given_name(&self, span: Span, entity: &Entity) -> bool {
        let before = &self.text[span.range()];
        if !starts_with_capital(before) || self.known_ends.binary_search(&span.end).is_ok() {
            return false;
        }
        let bare = before.trim_end_matches('.');
        if bare.len() < before.len() {
            // An initial is his if his name has it; "Gen." is a title; "U.N." is no given name.
            let mut letters = bare.chars();
            let initial = letters.next().filter(|_| letters.next().is_none());
            return match initial {
                Some(initial) => !entity.name.split([' ', '-']).any(|part| part.starts_with(initial)),
                None => false,
            };
        }
        if ends_in_possessive(before) || before.chars().any(char::is_numeric) {
            return false;
        }
        if all_capitals(before)
            && before.chars().count() <= 5
            && !all_capitals(&self.text[span.end..].chars().take(6).collect::<String>())
        {
            // "UN chief", "IDF": an abbreviation is no given name.
            return false;
        }
        !self.is_ordinary(before)
    }

    /// A title, a word that opens sentences, or an ordinary word in one of its regular forms.
    fn is_ordinary(&self, word: &str) -> bool {
        let folded = fold_name(word);
        let last = folded.rsplit(' ').next().unwrap_or(&folded);
        let words = &self.gazetteer.words;
        let listed = |word: &str| {
            words.common.contains(word)
                || words.titles.contains(word)
                || words.openers.contains(word)
                || words.roles.contains(word)
        };
        if listed(&folded) || listed(last) {
            return true;
        }
        ["s", "es", "ed", "d", "ing", "ly", "er"].iter().any(|ending| {
            last.strip_suffix(ending).is_some_and(|stem| {
                stem.len() > 2 && (words.common.contains(stem) || words.common.contains(&format!("{stem}e")))
            })
        })
    }

    /// Whether the line is a headline in title case: hardly any long word is small.
    fn in_title_case(&self, at: Span) -> bool {
        const LONGEST_HEADLINE: usize = 200;
        let start = self.text[..at.start]
            .char_indices()
            .rev()
            .take(LONGEST_HEADLINE)
            .find(|(_, c)| *c == '\n')
            .map(|(n, _)| n + 1);
        let end = self.text[at.end..]
            .char_indices()
            .take(LONGEST_HEADLINE)
            .find(|(_, c)| *c == '\n')
            .map(|(n, _)| at.end + n);
        let start = start.or((at.start < LONGEST_HEADLINE).then_some(0));
        let end = end.or((self.text.len() - at.end < LONGEST_HEADLINE).then_some(self.text.len()));
        let (Some(start), Some(end)) = (start, end) else { return false };
        let long = || self.text[start..end].split_whitespace().filter(|word| word.chars().count() > 4);
        let n_long = long().count();
        let n_small = long().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
        n_long >= 2 && n_small * 5 <= n_long && end - start < LONGEST_HEADLINE
    }

    /// The word right before `at`, with its full stop if it is an initial or an abbreviation; `None` across other punctuation.
    fn word_before(&self, at: usize) -> Option<Span> {
        let head = &self.text[..at];
        let end = head.trim_end_matches([' ', '\u{a0}']).len();
        let gap = at - end;
        let hyphen = gap == 0 && head.chars().next_back().is_some_and(is_dash);
        if gap > 2 || (gap == 0 && !hyphen) {
            return None;
        }
        let end = if hyphen { end - head.chars().next_back().map_or(0, char::len_utf8) } else { end };
        let letters = |c: char| c.is_alphanumeric() || is_apostrophe(c) || is_dash(c) || c == '.';
        let start = self.text[..end]
            .char_indices()
            .rev()
            .take(40)
            .take_while(|&(_, c)| letters(c))
            .last()
            .map(|(n, _)| n)?;
        let word = self.text[start..end].trim_start_matches(|c| is_apostrophe(c) || is_dash(c) || c == '.');
        let start = end - word.len();
        let word = &self.text[start..end];
        // A sentence may have ended here: "…in Beirut. Nasrallah said".
        let stop = word.ends_with('.');
        let abbreviated = word.chars().count() <= 5 && starts_with_capital(word);
        (!word.is_empty() && (!stop || abbreviated)).then_some(Span::new(start, end))
    }

    /// The word right behind `at`; `None` across punctuation.
    fn word_after(&self, at: usize) -> Option<Span> {
        let tail = &self.text[at..];
        let rest = tail.trim_start_matches([' ', '\u{a0}']);
        let gap = tail.len() - rest.len();
        if gap == 0 || gap > 2 {
            return None;
        }
        let letters = |c: char| c.is_alphanumeric() || is_dash(c);
        let len = rest
            .char_indices()
            .take(40)
            .take_while(|&(_, c)| letters(c))
            .last()
            .map(|(n, c)| n + c.len_utf8())?;
        let start = at + gap;
        Some(Span::new(start, start + len))
    }

    /// The place that a body named at `at` belongs to by its words: "Iran's Foreign Ministry", "Iranian Parliament", "the Foreign
    /// Ministry of Iran". Given are the places of the text, by start and by end.
    pub(crate) fn owner(&self, at: Span, places: &[(Span, EntityId)]) -> Option<(EntityId, Span)> {
        let before = places.partition_point(|(span, _)| span.end <= at.start);
        if let Some(&(span, place)) = before.checked_sub(1).and_then(|n| places.get(n)) {
            let mut between = self.text[span.end..at.start].chars();
            let rest: String = between.by_ref().take(8).collect();
            let possessive = rest.trim_start_matches(is_apostrophe);
            let glue = if possessive.len() < rest.len() {
                possessive.strip_prefix(['s', 'S']).unwrap_or(possessive)
            } else {
                possessive
            };
            if between.next().is_none() && matches!(glue, " " | "\u{a0}" | "\n") {
                return Some((place, span));
            }
        }
        let &(span, place) = places.get(places.partition_point(|(span, _)| span.start < at.end))?;
        let between = &self.text[at.end..span.start];
        matches!(between, " of " | " of the ").then_some((place, span))
    }
}

fn distance(span: Span, at: Span) -> usize {
    if span.end <= at.start { at.start - span.end } else { span.start.saturating_sub(at.end) }
}

fn starts_with_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

fn all_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

fn ends_in_possessive(word: &str) -> bool {
    let mut letters = word.chars().rev();
    match letters.next() {
        Some('s' | 'S') => letters.next().is_some_and(is_apostrophe),
        Some(last) => is_apostrophe(last),
        None => false,
    }
}
