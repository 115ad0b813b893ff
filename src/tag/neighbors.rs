//! Judges the words directly beside a name: do they make it somebody else's, a street's, or a part of a longer name?
//!
//! Unknown bearers are evidence against: in "Hadi Nasrallah was killed" the surname is not Hassan Nasrallah's, and "Imran Khan Afridi" is not
//! Imran Khan. So are nouns that are named after people and places ("Imam Khomeini Airport", "Israel Democracy Institute"), and names that go
//! on in words the lexicon does not know ("Google Chrome", "Team Estonia").
//!
//! Here it is decided who is asked what. The questions: whose a name of [people] is, which of the [bodies] is meant, whether a name is a
//! part of a [longer] one.

mod bodies;
mod longer;
mod people;

use rustc_hash::FxHashSet;

use super::beside::{
    ends_line, opens_sentence, starts_with_capital, title_case_around, word_after, word_before,
};
use super::select::Word;
use crate::entity::{Entity, Form, Kind};
use crate::fold::{fold_name, fold_undotted};
use crate::gazetteer::{Classes, FoldedWords, Inner, Sense, SurfaceId};
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
    /// People have this name of a town, too, and no word says that a place is meant.
    Placeless,
    /// The alias does not count on the day of the text.
    Time,
}

/// No longer than so many bytes is a name that is looked for around or before a place in the text.
const LONGEST_NAME: usize = 80;

/// What may stand before a name and is no part of it.
const OFFICE: Classes = Classes::TITLE.or(Classes::OPENER).or(Classes::ROLE);

/// What stands behind the last space: "chief" in "Vice-chief".
fn last_part(folded: &str) -> &str {
    folded.rsplit(' ').next().unwrap_or(folded)
}

/// The words around the names of one text.
pub(super) struct Neighbors<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Inner,
    words: &'a FoldedWords,
    /// Ends and starts of names that always count and of clue phrases, sorted; a name beside one of these has no unknown word there.
    known_ends: Vec<usize>,
    known_starts: Vec<usize>,
    /// The names alone, by start, and the ends of those of bodies, sorted.
    names: Vec<Word>,
    body_ends: Vec<usize>,
    /// Surfaces that stand somewhere in the text as the surname of a stranger.
    surnames: FxHashSet<SurfaceId>,
}

impl<'a> Neighbors<'a> {
    pub(super) fn new(
        text: &'a str,
        layout: &'a Layout,
        gazetteer: &'a Inner,
        words: &[Word],
    ) -> Neighbors<'a> {
        let mut neighbors = Neighbors {
            text,
            layout,
            gazetteer,
            words: &gazetteer.words,
            known_ends: Vec::with_capacity(words.len()),
            known_starts: Vec::with_capacity(words.len()),
            names: Vec::with_capacity(words.len()),
            body_ends: Vec::new(),
            surnames: FxHashSet::default(),
        };
        for word in words {
            let surface = gazetteer.flags(word.surface);
            if surface.always || surface.phrase {
                neighbors.known_starts.push(word.span.start);
                neighbors.known_ends.push(word.span.end);
            }
            if surface.always {
                // A people's name begins no other name: "Jarden Lindali University".
                if gazetteer.senses_of(word.surface).any(|sense| sense.form != Form::Demonym) {
                    neighbors.names.push(*word);
                }
                let body = |sense: Sense<'_>| gazetteer.kind_of(sense.entity) == Kind::Organization;
                if gazetteer.senses_of(word.surface).any(body) {
                    neighbors.body_ends.push(word.span.end);
                }
            }
        }
        neighbors.known_ends.sort_unstable();
        neighbors.body_ends.sort_unstable();
        let mut met = FxHashSet::default();
        // The longer name that reaches furthest so far: "Azad Kashmir" is a place of its own, nobody called Kashmir.
        let mut longer = Span::new(0, 0);
        for word in words.iter().filter(|word| gazetteer.flags(word.surface).always) {
            if longer.contains(word.span) && longer != word.span {
                continue;
            }
            if word.span.end > longer.end {
                longer = word.span;
            }
            // Whoever is named by surname alone before any stranger is the one everybody knows.
            if neighbors.is_strangers_town(word)
                || neighbors.is_strangers_surname(word) && !met.contains(&word.surface)
            {
                neighbors.surnames.insert(word.surface);
            } else {
                met.insert(word.surface);
            }
        }
        neighbors
    }

    /// What the words beside `word` say against `sense`.
    pub(super) fn objection(&self, sense: &Sense<'_>, word: &Word, entity: &Entity) -> Option<Objection> {
        if entity.kind != Kind::Term
            && let Some(plus) = self.plus(word.span)
        {
            return Some(Objection::Part(plus));
        }
        if entity.kind == Kind::Organization
            && let Some(day) = self.day_of(word.span)
        {
            return Some(Objection::Part(day));
        }
        if matches!(entity.kind, Kind::Person | Kind::Place)
            && sense.form != Form::Demonym
            && let Some(title) = self.title_in_quotes(word.span)
        {
            return Some(Objection::Part(title));
        }
        let namesake = || self.namesake(word, entity.kind).map(Objection::Namesake);
        match (sense.form, entity.kind) {
            (_, Kind::Term) => None,
            (Form::Demonym, _) if self.knows_titles() => self.peoples_surname(word).map(Objection::Bearer),
            (Form::Demonym, _) => None,
            (_, Kind::Person) if sense.form != Form::Short && !self.knows_titles() => namesake(),
            (_, Kind::Person) if sense.form == Form::Short || self.is_one_word(word.span) => {
                namesake().or_else(|| self.other_bearer(word, sense.entity).map(Objection::Bearer))
            }
            (_, Kind::Person) => {
                namesake().or_else(|| self.fuller_name(word, sense.entity).map(Objection::Bearer))
            }
            (Form::Short, Kind::Organization) => self.other_body(sense, word).map(Objection::Bearer),
            (_, Kind::Organization) if sense.owned => {
                self.branch(word).or_else(|| self.other_owner(sense, word)).map(Objection::Bearer)
            }
            (_, Kind::Organization) => self
                .possessor(word, sense.entity)
                .or_else(|| self.initials(word))
                .or_else(|| self.longer_name(word, entity))
                .or_else(|| self.generic_part(sense, word))
                .map(Objection::Part),
            (_, Kind::Place) => namesake()
                .or_else(|| self.initials(word).map(Objection::Part))
                .or_else(|| self.currency(word.span).map(Objection::Part))
                .or_else(|| self.longer_name(word, entity).map(Objection::Part))
                .or_else(|| self.part_with_all(word).map(Objection::Part))
                .or_else(|| self.surname(word).map(Objection::Bearer)),
        }
    }

    /// A plus sign that ends a name: "Google+" is a thing of Google's. In "Iran+Russia" it joins two.
    fn plus(&self, at: Span) -> Option<Span> {
        let behind = self.text[at.end..].strip_prefix('+')?;
        (!behind.starts_with(char::is_alphanumeric)).then(|| Span::new(at.end, at.end + 1))
    }

    /// The names that start at `at` or not far before, the first one first.
    fn names_up_to(&self, at: usize) -> impl Iterator<Item = &Word> {
        let from = self.names.partition_point(|name| name.span.start + LONGEST_NAME < at);
        self.names[from..].iter().take_while(move |name| name.span.start <= at)
    }

    /// Initials of authors at the end of an article, "NA/PA": the other half.
    fn initials(&self, word: &Word) -> Option<Span> {
        let few = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
        if !few(self.of(word.span)) {
            return None;
        }
        let (head, tail) = (&self.text[..word.span.start], &self.text[word.span.end..]);
        let other = if let Some(head) = head.strip_suffix('/') {
            let start = head
                .rfind(|c: char| !c.is_ascii_uppercase())
                .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
            ends_line(self.text, word.span.end).then_some(Span::new(start, head.len()))?
        } else {
            let tail = tail.strip_prefix('/')?;
            let len = tail.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(tail.len());
            let start = word.span.end + 1;
            ends_line(self.text, start + len).then_some(Span::new(start, start + len))?
        };
        (few(self.of(other)) && !self.is_known_end(other.end)).then_some(other)
    }

    /// The noun that makes the name a part of a street's, prize's or airport's. "Imam Khomeini International Airport" has it one
    /// capitalized word further.
    fn namesake(&self, word: &Word, kind: Kind) -> Option<Span> {
        let first = word_after(self.text, word.span.end)?;
        // "Lindal House of Deputies" is not the house of Lindal: a name of its own begins there.
        let apart = kind == Kind::Place && self.is_name_start(first.start);
        if self.is_namesake(first) && !apart {
            return Some(first);
        }
        let second = word_after(self.text, first.end)?;
        (kind == Kind::Person && starts_with_capital(self.of(first)) && self.is_namesake(second))
            .then_some(second)
    }

    fn is_namesake(&self, at: Span) -> bool {
        let noun = self.of(at);
        starts_with_capital(noun) && self.words.namesakes.contains(&fold_name(noun))
    }

    /// A title, a word that opens sentences, or an ordinary word in one of its regular forms.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        let folded = fold_undotted(word);
        if self.is_any(&folded, OFFICE.or(Classes::COMMON)) {
            return true;
        }
        let last = last_part(&folded);
        let common = |word: &str| self.words.common.contains(word);
        ["s", "es", "ed", "d", "ing", "ly", "er"].iter().any(|ending| {
            last.strip_suffix(ending)
                .is_some_and(|stem| stem.len() > 2 && (common(stem) || common(&format!("{stem}e"))))
        })
    }

    /// A title, a role, or a word that opens sentences.
    pub(super) fn is_office(&self, word: &str) -> bool {
        self.is_any(&fold_undotted(word), OFFICE)
    }

    /// Whether the words, or the last of them, are of any of these classes.
    fn is_any(&self, folded: &str, classes: Classes) -> bool {
        let last = last_part(folded);
        self.words.classes(folded).is(classes)
            || last.len() < folded.len() && self.words.classes(last).is(classes)
    }

    /// The word right before `at`, in its sentence: in "the Red Sea. Houthi boats" there is none.
    fn before(&self, at: usize) -> Option<Span> {
        let before = word_before(self.text, at)?;
        let stop = self.of(before).ends_with('.');
        (!stop || self.layout.sentence_at(before.start) == self.layout.sentence_at(at)).then_some(before)
    }

    /// A lexicon without titles, as of somebody's few names, cannot tell "Minister" from a given name.
    fn knows_titles(&self) -> bool {
        !self.words.titles.is_empty()
    }

    fn of(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    fn is_one_word(&self, span: Span) -> bool {
        !self.of(span).contains(char::is_whitespace)
    }

    fn is_known_end(&self, at: usize) -> bool {
        self.known_ends.binary_search(&at).is_ok()
    }

    fn is_name_start(&self, at: usize) -> bool {
        self.names.binary_search_by_key(&at, |name| name.span.start).is_ok()
    }

    fn is_known_start(&self, at: usize) -> bool {
        self.known_starts.binary_search(&at).is_ok()
    }

    fn opens(&self, at: usize) -> bool {
        opens_sentence(self.text, at)
    }

    fn in_title_case(&self, at: Span) -> bool {
        title_case_around(self.text, at)
    }
}
