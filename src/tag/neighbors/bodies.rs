//! Which body is it? A short form, a name of ordinary words, and what a country has may all be another's.

use super::Neighbors;
use crate::entity::{EntityId, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_apostrophe;
use crate::gazetteer::Sense;
use crate::span::Span;
use crate::tag::beside::{
    ends_in_possessive, ends_small, is_day, is_name_like, parenthesis_before, starts_with_capital, word_after,
};
use crate::tag::select::Word;

impl Neighbors<'_> {
    /// A capitalized word right before a body's short form, or "of" and one behind it, make it another body: "Guardian Council",
    /// "Council of Europe". So does the name of another place than its own: "North Lindal House of Representatives".
    pub(super) fn other_body(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        let capital = |span: &Span| starts_with_capital(self.of(*span));
        let opener = |span: &Span| self.words.openers.contains(&fold_name(self.of(*span)));
        if let Some(before) = self.before(word.span.start).filter(capital)
            && !ends_in_possessive(self.of(before))
            && !opener(&before)
            && self.is_anothers(before, sense)
        {
            return Some(before);
        }
        let after = word_after(self.text, word.span.end)?;
        let behind = word_after(self.text, after.end).filter(capital);
        // "The Council on Monday" is still the Council.
        let day = |span: &Span| self.of(after) == "on" && is_day(self.of(*span));
        // Whoever leads it makes no other body of it, "the Christian Democrats of Merz", if the name is more than "the Council".
        let led = |span: &Span| {
            self.of(after) == "of" && !self.is_one_word(word.span) && self.names_person(span.start)
        };
        behind
            .filter(|span| matches!(self.of(after), "of" | "on" | "for") && !opener(span) && !day(span))
            .filter(|span| !led(span))
    }

    /// Whether a person's name that the lexicon knows, and no place's, begins at `at`.
    fn names_person(&self, at: usize) -> bool {
        let first = self.names.partition_point(|name| name.span.start < at);
        let here = self.names[first..].iter().take_while(|name| name.span.start == at);
        let mut kinds = here
            .flat_map(|name| self.gazetteer.senses_of(name.surface))
            .map(|sense| self.gazetteer.kind_of(sense.entity))
            .peekable();
        kinds.peek().is_some() && kinds.all(|kind| kind == Kind::Person)
    }

    /// The place that a body belongs to, where it stands in its name with a mere apostrophe: "the Netherlands' Foreign Ministry" is two
    /// names, as "Iran's Foreign Ministry" is.
    pub(super) fn possessor(&self, word: &Word, body: EntityId) -> Option<Span> {
        let text = self.of(word.span);
        let apostrophe =
            |&(at, c): &(usize, char)| is_apostrophe(c) && text[at + c.len_utf8()..].starts_with(' ');
        let (at, _) = text.char_indices().find(apostrophe)?;
        let front = Span::new(word.span.start, word.span.start + at);
        let owner = self.gazetteer.owner(body)?;
        let mut names = self.names_up_to(front.start).filter(|name| name.span.end == front.end);
        names
            .any(|name| self.gazetteer.senses_of(name.surface).any(|sense| sense.entity == owner))
            .then_some(front)
    }

    /// Another body in front that what its owner has belongs to: the navy of "IRGC Navy" is not the country's.
    pub(super) fn branch(&self, word: &Word) -> Option<Span> {
        let beside = self.before(word.span.start).filter(|span| !ends_in_possessive(self.of(*span)));
        let before = beside.or_else(|| parenthesis_before(self.text, word.span.start))?;
        self.body_ends.binary_search(&before.end).is_ok().then_some(before)
    }

    /// Whose it is instead: somebody nobody knows, or another place than its owner. The navy of "the Norlandic Navy" is not that of a country
    /// named before.
    pub(super) fn other_owner(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        let before = self.before(word.span.start)?;
        let other = starts_with_capital(self.of(before))
            && !is_day(self.of(before))
            && !self.stands_apart(before)
            && self.is_anothers(before, sense)
            && !self.in_title_case(word.span);
        other.then_some(before)
    }

    /// A capitalized word that makes another body of a name of ordinary words: "Social Democratic Party", "Democratic Party of Norland".
    pub(super) fn generic_part(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        if let Some(land) = self.land_after(sense, word.span).filter(|_| self.is_generic(word.span)) {
            return Some(land);
        }
        let part = self.first_word_before(self.before(word.span.start)?)?;
        (self.is_generic(word.span) && !self.in_title_case(word.span)).then_some(part)
    }

    /// `before` if it belongs to a body's name that seems to begin behind it: "Lock Haven University of Lindal".
    pub(super) fn first_word_before(&self, before: Span) -> Option<Span> {
        let own = is_name_like(self.of(before)) && !self.is_known_end(before.end);
        (own && !self.stands_apart(before)).then_some(before)
    }

    /// Whether something about `before`, a capitalized word, says that it is no part of the name behind it.
    fn stands_apart(&self, before: Span) -> bool {
        let text = self.of(before);
        ends_in_possessive(text) || ends_small(text) || self.is_office(text) || self.opens(before.start)
    }

    /// Whether each word of the name is an ordinary one, so that many bodies bear it: Democratic Party, Supreme Court.
    pub(in crate::tag) fn is_generic(&self, at: Span) -> bool {
        let ordinary = |word: &str| self.is_ordinary(word) || self.words.namesakes.contains(&fold_name(word));
        !self.is_one_word(at) && self.text[at.range()].split_whitespace().all(ordinary)
    }

    /// The capitalized word behind "of", if it names another place than the one that the body belongs to.
    fn land_after(&self, sense: &Sense<'_>, at: Span) -> Option<Span> {
        let of = word_after(self.text, at.end).filter(|of| self.of(*of) == "of")?;
        let first = word_after(self.text, of.end)?;
        // "The Security Council of the UAE"; but "of the Communist Party" says no land.
        let behind_article = || word_after(self.text, first.end).filter(|land| self.is_place(land.start));
        let land = if self.of(first) == "the" { behind_article()? } else { first };
        if !starts_with_capital(self.of(land)) {
            return None;
        }
        let owner = self.gazetteer.owner(sense.entity);
        let first = self.names.partition_point(|name| name.span.start < land.start);
        let here = self.names[first..].iter().take_while(|name| name.span.start == land.start);
        // "The Rapid Support Forces of Hemedti": whoever leads them is no land.
        let own_or_person = here
            .flat_map(|name| self.gazetteer.senses_of(name.surface))
            .any(|sense| Some(sense.entity) == owner || self.gazetteer.kind_of(sense.entity) == Kind::Person);
        (!own_or_person && !self.is_office(self.of(land))).then_some(land)
    }

    /// Whether `before`, a word in front of a body's name, is nobody's whom the lexicon knows, or ends the name of another place than the
    /// one that the body belongs to.
    fn is_anothers(&self, before: Span, sense: &Sense<'_>) -> bool {
        if !self.is_known_end(before.end) {
            return true;
        }
        let Some(owner) = self.gazetteer.owner(sense.entity) else { return false };
        let longest = self.names_up_to(before.end).find(|name| name.span.end == before.end);
        longest.is_some_and(|name| {
            let mut senses = self.gazetteer.senses_of(name.surface);
            let place = |id: EntityId| self.gazetteer.entities[id.index()].kind == Kind::Place;
            senses.all(|sense| sense.entity != owner && place(sense.entity))
        })
    }
}
