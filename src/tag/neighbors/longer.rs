//! Is the name a part of a longer one that the lexicon does not have? Names go on in words that nobody knows, and begin before them.

use super::Neighbors;
use crate::entity::{Entity, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_dash;
use crate::span::Span;
use crate::tag::beside::{is_name_like, starts_with_capital, word_after};
use crate::tag::select::Word;

/// So many capitalized words behind a name may a noun stand that takes the name in.
const LONGEST_RUN: usize = 4;

/// Stand before the name of a person only, so that a place's name behind one is a surname: Mr Jordan, Lord Halifax.
const HONORIFICS: &[&str] = &[
    "Baron",
    "Baroness",
    "Capt",
    "Captain",
    "Col",
    "Colonel",
    "Congressman",
    "Congresswoman",
    "Constable",
    "Corporal",
    "Councillor",
    "Cpl",
    "Dame",
    "Detective",
    "Dr",
    "Frau",
    "Herr",
    "Inspector",
    "Judge",
    "Lady",
    "Lieutenant",
    "Lord",
    "Lt",
    "Madame",
    "Miss",
    "Mlle",
    "Mme",
    "Monsieur",
    "Mr",
    "Mrs",
    "Ms",
    "Mx",
    "Prof",
    "Professor",
    "Rabbi",
    "Rep",
    "Rev",
    "Reverend",
    "Sen",
    "Sergeant",
    "Sgt",
    "Viscount",
];

/// Before a place these make a name with it: Bank Pasargad, Lake Jarden.
const LEADS: &[&str] = &[
    "AC",
    "Air",
    "Bank",
    "Camp",
    "Cape",
    "Club",
    "Dinamo",
    "Dynamo",
    "FC",
    "Fort",
    "Hotel",
    "Lake",
    "Lokomotiv",
    "Miss",
    "Mount",
    "Operation",
    "Port",
    "Radio",
    "Real",
    "SC",
    "Sporting",
    "Team",
    "Villa",
];

/// Before "of" and a place these make a person's name: Duke of Wellington.
const NOBLES: &[&str] = &["Count", "Countess", "Duchess", "Duke", "Earl", "Marquess", "Marquis", "Viscount"];

impl Neighbors<'_> {
    /// A word beside the name that belongs to it and makes it another: "Ontario Ghostbusters", "East Los Angeles", "University of Texas".
    pub(super) fn longer_name(&self, word: &Word, entity: &Entity) -> Option<Span> {
        if !starts_with_capital(self.of(word.span)) {
            return None;
        }
        let goes_on = self.name_goes_on(word, entity).filter(|_| !self.belongs_to_office(word));
        let part = goes_on
            .or_else(|| self.noun_further_on(word.span, entity.kind))
            .or_else(|| self.name_began(word, entity))?;
        (!self.in_title_case(word.span)).then_some(part)
    }

    /// What a longer name of the lexicon around a place is itself a part of: in "Bank of the Republic of Lindal" the country is no more
    /// named by "Lindal" than by "Republic of Lindal".
    pub(super) fn part_with_all(&self, word: &Word) -> Option<Span> {
        let around = self.names_up_to(word.span.start);
        let mut wider = around.filter(|name| name.span.contains(word.span) && name.span != word.span);
        wider.find_map(|name| {
            self.gazetteer.senses_of(name.surface).find_map(|sense| {
                let entity = &self.gazetteer.entities[sense.entity.index()];
                let named =
                    matches!(entity.kind, Kind::Place | Kind::Organization) && sense.form != Form::Demonym;
                self.longer_name(name, entity).filter(|_| named)
            })
        })
    }

    fn name_goes_on(&self, word: &Word, entity: &Entity) -> Option<Span> {
        if let Some(half) = self.second_half(word.span).filter(|_| entity.kind == Kind::Place) {
            return Some(half);
        }
        let after = word_after(self.text, word.span.end)?;
        let next = self.of(after);
        let brand = matches!(entity.class.as_deref(), Some("company" | "media" | "bank" | "university"));
        let place = entity.kind == Kind::Place;
        if place && matches!(next, "State" | "TV" | "Today") {
            // "Lagos State", "Malta Today"; but "Iran State TV" is Iran's.
            let more =
                word_after(self.text, after.end).is_some_and(|more| starts_with_capital(self.of(more)));
            return (!more).then_some(after);
        }
        // "Rome Public Prosecutor": what kind of office it is.
        let kind_of_office = || {
            let office = word_after(self.text, after.end).map(|office| fold_name(self.of(office)));
            let held =
                |office: String| self.words.titles.contains(&office) || self.words.roles.contains(&office);
            self.is_ordinary(next) && !self.is_namesake(after) && office.is_some_and(held)
        };
        let own = || {
            if place || brand { !self.is_office(next) && !kind_of_office() } else { !self.is_ordinary(next) }
        };
        (is_name_like(next) && !self.is_known_start(after.start) && own()).then_some(after)
    }

    /// The rest of a compound that the lexicon does not know: Hesse-Darmstadt, the rocket Lindal-2. In Lindal-Norland there are two names.
    fn second_half(&self, at: Span) -> Option<Span> {
        let rest = self.text[at.end..].strip_prefix(is_dash)?;
        let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let start = self.text.len() - rest.len();
        let half = Span::new(start, start + len);
        let text = self.of(half);
        let number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let own = number || is_name_like(text) && !self.is_ordinary(text);
        (own && !self.is_known_start(half.start)).then_some(half)
    }

    /// The noun that makes a name of all the capitalized words up to it: "Israel Democracy Institute", "Minot State University". Right behind
    /// a body it only says what that is: "Hamas Movement".
    fn noun_further_on(&self, at: Span, kind: Kind) -> Option<Span> {
        let mut end = at.end;
        for n in 0..LONGEST_RUN {
            let next = word_after(self.text, end)?;
            if !starts_with_capital(self.of(next)) || self.is_name_start(next.start) {
                return None;
            }
            if self.is_namesake(next) && (n > 0 || kind == Kind::Place) {
                return Some(next);
            }
            end = next.end;
        }
        None
    }

    /// Whether an office is held there, so that what follows is its holder: "Ambassador to Russia Chawki Bou Nassar".
    fn belongs_to_office(&self, word: &Word) -> bool {
        let Some(mut preposition) = self.before(word.span.start) else { return false };
        if self.of(preposition) == "the" {
            let Some(further) = self.before(preposition.start) else { return false };
            preposition = further;
        }
        let held = |office: Span| {
            let office = fold_name(self.of(office));
            self.words.titles.contains(&office) || self.words.roles.contains(&office)
        };
        matches!(self.of(preposition), "to" | "of" | "in" | "at" | "for")
            && self.before(preposition.start).is_some_and(held)
            && !self.has_ordinary_word_after(word.span.end)
    }

    /// Whether the capitalized words behind `at` hold one that people's names do not: "Head of Iran Electrical Industry Syndicate".
    fn has_ordinary_word_after(&self, mut at: usize) -> bool {
        while let Some(after) = word_after(self.text, at).filter(|after| starts_with_capital(self.of(*after)))
        {
            if self.is_ordinary(self.of(after)) || self.is_namesake(after) {
                return true;
            }
            at = after.end;
        }
        false
    }

    fn name_began(&self, word: &Word, entity: &Entity) -> Option<Span> {
        let mut before = self.before(word.span.start)?;
        if matches!(self.of(before), "Southern" | "Northern" | "Eastern" | "Western" | "Central") {
            // "Southern Lebanon" is Lebanon, "University of Southern Indiana" is not Indiana.
            before = self.before(before.start)?;
            return self.noun_of(before);
        }
        let text = self.of(before);
        if matches!(text, "of" | "the") {
            return self.noun_of(before);
        }
        let leads = LEADS.contains(&text) && !self.is_known_end(before.end);
        if leads || matches!(text, "East" | "West" | "North" | "South" | "Upper" | "Lower") {
            return Some(before);
        }
        if entity.kind == Kind::Place && HONORIFICS.contains(&text.trim_end_matches('.')) {
            return Some(before);
        }
        if entity.kind == Kind::Organization && self.begins_with_a_noun(word.span) {
            return self.first_word_before(before);
        }
        // Any word may open a sentence, so there it says less: enough against a town, not against a country.
        let country = entity.class.as_deref() == Some("country") || entity.kind == Kind::Organization;
        self.given_name_before(word.span).filter(|before| !country || !self.opens(before.start))
    }

    /// Whether a body's name begins with what it is: University of Lindal, House of Representatives.
    fn begins_with_a_noun(&self, at: Span) -> bool {
        let mut words = self.of(at).split(' ');
        let noun = words.next().is_some_and(|noun| self.words.namesakes.contains(&fold_name(noun)));
        noun && words.next() == Some("of")
    }

    /// The noun before `joint`, an "of" or "of the", that makes a name with what stands behind it. "Observer of Lindal" is somebody.
    fn noun_of(&self, joint: Span) -> Option<Span> {
        let noun = if self.of(joint) == "the" { self.before(joint.start)? } else { joint };
        let noun = (self.of(noun) == "of").then(|| self.before(noun.start))??;
        let body = || self.is_namesake(noun) && !self.is_office(self.of(noun));
        (NOBLES.contains(&self.of(noun)) || body()).then_some(noun)
    }
}
