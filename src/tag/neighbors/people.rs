//! Whose name is it? People whom the lexicon does not know bear its surnames, and the names of its towns and peoples.

use super::super::beside::{
    all_capitals, ends_in_possessive, ends_small, is_name_like, starts_with_capital, word_after,
};
use super::Neighbors;
use crate::entity::{Entity, EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_dash;
use crate::gazetteer::Sense;
use crate::span::Span;
use crate::tag::select::Word;

/// Stand between a given name and a surname.
const PARTICLES: &[&str] = &[
    "al", "Al", "el", "El", "ul", "bin", "ben", "ibn", "bint", "de", "De", "del", "da", "di", "van", "von",
    "der",
];

impl Neighbors<'_> {
    /// Whether `word`, the name of a town, is a stranger's surname here.
    pub(super) fn is_strangers_town(&self, word: &Word) -> bool {
        let town = |sense: Sense<'_>| {
            let class = || self.gazetteer.entities[sense.entity.index()].class.as_deref();
            sense.form == Form::Name
                && self.gazetteer.kind_of(sense.entity) == Kind::Place
                && class() != Some("country")
        };
        self.gazetteer.senses_of(word.surface).any(town) && self.given_name_before(word.span).is_some()
    }

    /// Whether `word`, all the name that some person needs, is a stranger's surname here.
    pub(super) fn is_strangers_surname(&self, word: &Word) -> bool {
        let person = |sense: &Sense<'_>| self.gazetteer.kind_of(sense.entity) == Kind::Person;
        let mut people = self.gazetteer.senses_of(word.surface).filter(person).peekable();
        if !self.is_one_word(word.span) || people.peek().is_none() {
            return false;
        }
        let given = self.given_name_before(word.span).filter(|given| !self.opens(given.start));
        given.is_some_and(|given| people.any(|sense| !self.is_his(given, sense.entity)))
    }

    /// Whether the text has `word` as a stranger's surname, so that alone it is no sure name of a person.
    pub(in crate::tag) fn is_surname_of_another(&self, word: &Word) -> bool {
        self.knows_titles() && self.surnames.contains(&word.surface) && self.is_one_word(word.span)
    }

    /// A capitalized word beside a surname that is neither a title nor an ordinary word makes it somebody else's.
    pub(super) fn other_bearer(&self, word: &Word, entity: EntityId) -> Option<Span> {
        let surname = self.of(word.span);
        if !surname.contains(char::is_uppercase) {
            return None;
        }
        if let Some(before) = self.word_before_particles(word.span.start)
            && self.is_given_name(before, entity)
        {
            return Some(before);
        }
        if self.words.titles.contains(&fold_name(surname))
            && let Some(bearer) =
                word_after(self.text, word.span.end).filter(|next| is_name_like(self.of(*next)))
        {
            // "Sheikh Naim Qassem": a title, though Hussein al-Sheikh stands in the text.
            return Some(bearer);
        }
        let after = self.name_after(word.span.end)?;
        (!all_capitals(surname) && !self.in_title_case(word.span)).then_some(after)
    }

    /// A capitalized word beside a full name that neither the lexicon nor the person has makes it a stranger's: "Imran Khan Afridi",
    /// "Kulsoom Nawaz Sharif". Before the name any word may open a sentence.
    pub(super) fn fuller_name(&self, word: &Word, entity: EntityId) -> Option<Span> {
        let name = self.of(word.span);
        if !starts_with_capital(name) {
            return None;
        }
        let before = self
            .before(word.span.start)
            .and_then(|_| self.given_name_before(word.span))
            .filter(|before| !self.opens(before.start));
        let origin = || self.name_of_origin_after(word.span).filter(|_| !name.contains(is_dash));
        let after = || self.name_after(word.span.end).or_else(origin).filter(|_| !all_capitals(name));
        let part = before.or_else(after).filter(|part| !self.is_his(*part, entity))?;
        (!self.in_title_case(word.span)).then_some(part)
    }

    /// A name with an article behind one that has none, "Mohammad Omar al-Kani": what it says is whose Omar this is.
    fn name_of_origin_after(&self, at: Span) -> Option<Span> {
        let after = word_after(self.text, at.end)?;
        let (article, name) = self.of(after).split_once(is_dash)?;
        let known = self.is_known_start(after.start) || self.is_known_start(after.end - name.len());
        (PARTICLES.contains(&article) && is_name_like(name) && !known).then_some(after)
    }

    /// An unknown capitalized word right behind `at`.
    fn name_after(&self, at: usize) -> Option<Span> {
        let after = word_after(self.text, at)?;
        let next = self.of(after);
        let name_like =
            starts_with_capital(next) && next.chars().skip(1).all(|c| c.is_lowercase() || is_dash(c));
        (name_like && !self.is_ordinary(next) && !self.is_known_start(after.start)).then_some(after)
    }

    /// Whether the word at `part` is in one of the names of `entity`.
    fn is_his(&self, part: Span, entity: EntityId) -> bool {
        let part = fold_name(self.of(part));
        let mut aliases = self.gazetteer.aliases_of(entity);
        aliases
            .any(|alias| fold_name(alias.text).split(' ').any(|word| part.split(' ').any(|one| one == word)))
    }

    fn is_given_name(&self, span: Span, entity: EntityId) -> bool {
        let before = self.of(span);
        if !starts_with_capital(before) || self.is_known_end(span.end) {
            return false;
        }
        let bare = before.trim_end_matches('.');
        if bare.len() < before.len() {
            // An initial is his if his name has it; "Gen." is a title; "U.N." is no given name.
            let mut letters = bare.chars();
            let initial = letters.next().filter(|_| letters.next().is_none());
            let name = &self.gazetteer.entities[entity.index()].name;
            return match initial {
                Some(initial) => !name.split([' ', '-']).any(|part| part.starts_with(initial)),
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
        !self.is_ordinary(before) || self.is_given(span)
    }

    /// A capitalized word before `at`, perhaps with a particle between, that is no ordinary word, title or name of the lexicon.
    pub(super) fn given_name_before(&self, at: Span) -> Option<Span> {
        let before = self.word_before_particles(at.start)?;
        let text = self.of(before);
        let unknown = is_name_like(text)
            && !ends_in_possessive(text)
            && !ends_small(text)
            && (!self.is_ordinary(text) || self.is_given(before))
            && !self.is_known_end(before.end);
        unknown.then_some(before)
    }

    /// The word before `at`, with no regard to "al", "bin", "de" and the like between.
    fn word_before_particles(&self, at: usize) -> Option<Span> {
        let mut before = self.before(at)?;
        while PARTICLES.contains(&self.of(before)) {
            before = self.before(before.start)?;
        }
        Some(before)
    }

    /// A given name that is an ordinary word, too, and stands with a capital where only a name would: "said Mark Cairns".
    pub(in crate::tag) fn is_given(&self, at: Span) -> bool {
        self.words.given.contains(&fold_name(self.of(at))) && !self.opens(at.start) && !self.in_title_case(at)
    }

    /// The given name in front of what is the name of a people elsewhere: "Sadreddin Hejazi".
    pub(super) fn peoples_surname(&self, word: &Word) -> Option<Span> {
        let given = self.given_name_before(word.span)?;
        (!self.opens(given.start) && !self.in_title_case(word.span)).then_some(given)
    }

    /// A town that is somebody's surname in this text is the town only after a word that says where.
    pub(super) fn surname(&self, word: &Word) -> Option<Span> {
        let surname = self.surnames.contains(&word.surface) && !self.says_where(word.span, &["of", "to"]);
        surname.then_some(word.span)
    }

    /// Some names of towns are those of people, too (Zubair), and so is many a spelling that a rule of letters makes (Thamar, Thamer). Such a
    /// name is the town's where a word beside it or a dateline says so.
    pub(in crate::tag) fn is_unsure(&self, sense: &Sense<'_>, word: &Word, entity: &Entity) -> bool {
        const NOUNS: &[&str] = &[
            "airport",
            "area",
            "camp",
            "city",
            "countryside",
            "district",
            "front",
            "governorate",
            "port",
            "prison",
            "province",
            "region",
            "road",
            "suburb",
            "town",
            "village",
        ];
        let named = sense.form == Form::Name && sense.rule_path != 0;
        if named && self.is_one_word(word.span) && self.is_acronym_among_small_letters(word.span) {
            return true;
        }
        let town = sense.form == Form::Name && entity.kind == Kind::Place;
        if !town || entity.class.as_deref() == Some("country") || !self.is_one_word(word.span) {
            return false;
        }
        let name = self.of(word.span);
        let rules = self.gazetteer.rule_path(sense.rule_path);
        let by_letters = sense.rule_path != 0 && rules.split('+').any(is_rule_of_letters);
        let noun = || word_after(self.text, word.span.end).is_some_and(|noun| NOUNS.contains(&self.of(noun)));
        (by_letters || self.words.given.contains(&fold_name(name)))
            && !all_capitals(name)
            && starts_with_capital(name)
            && !self.says_where(word.span, &[])
            && !noun()
    }

    /// A spelling that a rule makes may be somebody else's abbreviation: Fatah is not FATA.
    fn is_acronym_among_small_letters(&self, at: Span) -> bool {
        let beside = word_after(self.text, at.end).or_else(|| self.before(at.start));
        self.of(at).chars().count() <= 5
            && all_capitals(self.of(at))
            && beside.is_some_and(|word| self.of(word).contains(char::is_lowercase))
    }

    /// Whether a word before the name says that it is a place; `weak` ones are said of people, too.
    fn says_where(&self, at: Span, weak: &[&str]) -> bool {
        const WHERE: &[&str] = &[
            "in", "In", "from", "From", "near", "Near", "at", "At", "outside", "Outside", "around", "across",
            "inside", "into", "through", "via",
        ];
        let before = self.before(at.start).map(|span| self.of(span));
        before.is_some_and(|word| WHERE.contains(&word) || weak.contains(&word))
    }
}

/// Whether a rule of spelling changes letters inside a name, not its form.
fn is_rule_of_letters(rule: &str) -> bool {
    !matches!(rule, "article" | "ezafe" | "compound" | "joined" | "undotted" | "the" | "saint" | "state-form")
}
