//! Judges the words directly beside a name: do they make it somebody else's, a street's, or a part of a longer name?
//!
//! Unknown bearers are evidence against: in "Hadi Nasrallah was killed" the surname is not Hassan Nasrallah's. So are nouns that are named
//! after people and places ("Imam Khomeini Airport"), and names that go on in words the lexicon does not know ("Google Chrome",
//! "Team Estonia").

use std::collections::HashSet;

use super::select::Word;
use crate::entity::{Entity, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::{is_apostrophe, is_dash};
use crate::gazetteer::{FoldedWords, Inner, Sense, SurfaceId};
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
    /// A part of a longer name that the lexicon does not have: this belongs to it.
    Part(Span),
}

/// The words around the names of one text.
pub(super) struct Neighbors<'a> {
    text: &'a str,
    layout: &'a Layout,
    words: &'a FoldedWords,
    /// Ends and starts of names that always count and of clue phrases, sorted; a name beside one of these has no unknown word there.
    known_ends: Vec<usize>,
    known_starts: Vec<usize>,
    /// Surfaces of towns that stand somewhere in the text as somebody's surname.
    surnames: HashSet<SurfaceId>,
}

impl<'a> Neighbors<'a> {
    pub(super) fn new(
        text: &'a str,
        layout: &'a Layout,
        gazetteer: &'a Inner,
        words: &[Word],
    ) -> Neighbors<'a> {
        let known = |word: &&Word| {
            let surface = gazetteer.flags(word.surface);
            surface.always || surface.phrase
        };
        let known_starts = words.iter().filter(known).map(|word| word.span.start).collect();
        let mut known_ends: Vec<usize> = words.iter().filter(known).map(|word| word.span.end).collect();
        known_ends.sort_unstable();
        let surnames = HashSet::new();
        let mut neighbors =
            Neighbors { text, layout, words: &gazetteer.words, known_ends, known_starts, surnames };
        let town = |sense: Sense<'_>| {
            let entity = &gazetteer.entities[sense.entity.index()];
            sense.form == Form::Name
                && entity.kind == Kind::Place
                && entity.class.as_deref() != Some("country")
        };
        // The longer name that reaches furthest so far: "Azad Kashmir" is a place of its own, nobody called Kashmir.
        let mut longer = Span::new(0, 0);
        for word in words {
            let nested = longer.contains(word.span) && longer != word.span;
            if gazetteer.flags(word.surface).always && word.span.end > longer.end {
                longer = word.span;
            }
            if !nested
                && gazetteer.senses_of(word.surface).any(town)
                && neighbors.given_name_before(word.span).is_some()
            {
                neighbors.surnames.insert(word.surface);
            }
        }
        neighbors
    }

    /// What the words beside `word` say against `sense`.
    pub(super) fn objection(&self, sense: &Sense<'_>, word: &Word, entity: &Entity) -> Option<Objection> {
        match (sense.form, entity.kind) {
            (Form::Demonym, _) | (_, Kind::Term) => None,
            (Form::Short, Kind::Person) => self
                .namesake(word, entity.kind)
                .map(Objection::Namesake)
                .or_else(|| self.other_bearer(word, entity).map(Objection::Bearer)),
            (_, Kind::Person) => self.namesake(word, entity.kind).map(Objection::Namesake),
            (Form::Short, Kind::Organization) => self.other_body(word).map(Objection::Bearer),
            (_, Kind::Organization) => self.longer_name(word, entity).map(Objection::Part),
            (_, Kind::Place) => self
                .namesake(word, entity.kind)
                .map(Objection::Namesake)
                .or_else(|| self.longer_name(word, entity).map(Objection::Part))
                .or_else(|| self.surname(word).map(Objection::Bearer)),
        }
    }

    /// A word beside the name that belongs to it and makes it another: "Ontario Ghostbusters", "East Los Angeles", "University of Texas".
    fn longer_name(&self, word: &Word, entity: &Entity) -> Option<Span> {
        if !starts_with_capital(&self.text[word.span.range()]) {
            return None;
        }
        let part = self.name_goes_on(word, entity).or_else(|| self.name_began(word, entity))?;
        (!self.in_title_case(word.span)).then_some(part)
    }

    fn name_goes_on(&self, word: &Word, entity: &Entity) -> Option<Span> {
        let after = self.word_after(word.span.end)?;
        let next = &self.text[after.range()];
        let brand = matches!(entity.class.as_deref(), Some("company" | "media" | "bank" | "university"));
        let own =
            if entity.kind == Kind::Place || brand { !self.is_office(next) } else { !self.is_ordinary(next) };
        (is_name_like(next) && own && self.known_starts.binary_search(&after.start).is_err()).then_some(after)
    }

    fn name_began(&self, word: &Word, entity: &Entity) -> Option<Span> {
        let before = self.word_before(word.span.start)?;
        let text = &self.text[before.range()];
        if matches!(text, "of" | "the") {
            let noun = if text == "the" { self.word_before(before.start)? } else { before };
            let noun = (&self.text[noun.range()] == "of").then(|| self.word_before(noun.start))??;
            let named = starts_with_capital(&self.text[noun.range()])
                && self.words.namesakes.contains(&fold_name(&self.text[noun.range()]));
            return named.then_some(noun);
        }
        if matches!(text, "East" | "West" | "North" | "South" | "Upper" | "Lower" | "Team") {
            return Some(before);
        }
        // Any word may open a sentence, so there it says less: enough against a town, not against a country.
        let country = entity.class.as_deref() == Some("country") || entity.kind == Kind::Organization;
        self.given_name_before(word.span).filter(|before| !country || !self.opens_sentence(before.start))
    }

    /// A capitalized word right before `at` that is no ordinary word, title or name of the lexicon.
    fn given_name_before(&self, at: Span) -> Option<Span> {
        let before = self.word_before(at.start)?;
        let text = &self.text[before.range()];
        let unknown = is_name_like(text)
            && !ends_in_possessive(text)
            && !self.is_ordinary(text)
            && self.known_ends.binary_search(&before.end).is_err();
        unknown.then_some(before)
    }

    /// A town that is somebody's surname in this text is the town only after a word that says where.
    fn surname(&self, word: &Word) -> Option<Span> {
        if !self.surnames.contains(&word.surface) {
            return None;
        }
        let before = self.word_before(word.span.start);
        let says_where = |span: Span| {
            matches!(
                &self.text[span.range()],
                "in" | "In" | "from" | "From" | "to" | "near" | "at" | "outside" | "around" | "of" | "across"
            )
        };
        if before.is_some_and(says_where) { None } else { Some(word.span) }
    }

    /// Whether only an opening of a sentence, a line or a quotation stands before `at`.
    fn opens_sentence(&self, at: usize) -> bool {
        let head = self.text[..at].trim_end_matches([' ', '\u{a0}', '\t']);
        head.chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || matches!(c, ',' | '-' | '&' | '/') || is_apostrophe(c)))
    }

    /// A capitalized word right before a body's short form, or "of" and one behind it, make it another body: "Guardian Council",
    /// "Council of Europe".
    fn other_body(&self, word: &Word) -> Option<Span> {
        let capital = |span: &Span| starts_with_capital(&self.text[span.range()]);
        if let Some(before) = self.word_before(word.span.start).filter(capital)
            && !ends_in_possessive(&self.text[before.range()])
            && !self.words.openers.contains(&fold_name(&self.text[before.range()]))
            && self.known_ends.binary_search(&before.end).is_err()
        {
            return Some(before);
        }
        let after = self.word_after(word.span.end)?;
        let behind = self.word_after(after.end).filter(capital);
        // "The Council on Monday" is still the Council.
        behind.filter(|span| {
            matches!(&self.text[after.range()], "of" | "on" | "for")
                && !self.words.openers.contains(&fold_name(&self.text[span.range()]))
        })
    }

    /// The noun that makes the name a part of a street's, prize's or airport's. "Imam Khomeini International Airport" has it one
    /// capitalized word further.
    fn namesake(&self, word: &Word, kind: Kind) -> Option<Span> {
        let first = self.word_after(word.span.end)?;
        let namesakes = &self.words.namesakes;
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
        if !surname.contains(char::is_uppercase) {
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
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        let folded = fold_name(word);
        let last = folded.rsplit(' ').next().unwrap_or(&folded);
        let words = self.words;
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

    /// A title, a role, or a word that opens sentences.
    fn is_office(&self, word: &str) -> bool {
        let folded = fold_name(word);
        let last = folded.rsplit(' ').next().unwrap_or(&folded);
        [folded.as_str(), last].iter().any(|word| {
            self.words.titles.contains(word)
                || self.words.openers.contains(word)
                || self.words.roles.contains(word)
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
        let abbreviated = || {
            word.chars().count() <= 5
                && starts_with_capital(word)
                && self.layout.sentence_at(start) == self.layout.sentence_at(at)
        };
        (!word.is_empty() && (!stop || abbreviated())).then_some(Span::new(start, end))
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
}

/// Begins with a capital and goes on in small letters: Chrome, al-Hadi's second half, not NATO.
fn is_name_like(word: &str) -> bool {
    starts_with_capital(word) && word.chars().any(char::is_lowercase)
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
