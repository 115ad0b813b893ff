//! What a text has told so far about who may speak: whom “he” and “the spokesman” stand for, who spoke last, whose the statement is.

use super::Discourse;
use super::claims::Claim;
use crate::document::Mention;
use crate::entity::{EntityId, Form, Kind};
use crate::tag::voice::subject::{Owner, Subject};
use crate::tag::voice::words::{Clause, Note, Role, Word, number, role_stem};

/// Somebody who may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Person(EntityId),
    Body(EntityId),
    /// Somebody, but the lexicon or the text does not say who.
    Unknown,
    /// A country, a source, officials: no one person or organization.
    Nobody,
}

impl Who {
    pub(super) fn of(mention: &Mention) -> Who {
        match (mention.reading.entity(), mention.kind) {
            (Some(entity), Kind::Person) => Who::Person(entity),
            (Some(entity), Kind::Organization) => Who::Body(entity),
            _ => Who::Unknown,
        }
    }

    pub(super) fn known(self) -> Option<EntityId> {
        match self {
            Who::Person(entity) | Who::Body(entity) => Some(entity),
            Who::Unknown | Who::Nobody => None,
        }
    }
}

/// Whether a body of this class is called by this noun, whatever its name is. What has no class may be a group, but no ministry.
fn is_of_class(noun: u32, class: Option<&str>) -> bool {
    CLASSES.iter().any(|(nouns, classes)| {
        classes.split(' ').any(|one| one == class.unwrap_or("other"))
            && nouns.split(' ').any(|word| number(word) == noun)
    })
}

/// Nouns, and the classes of bodies that they stand for.
const CLASSES: &[(&str, &str)] = &[
    ("ministry", "ministry"),
    ("army military", "army"),
    ("parliament", "parliament"),
    ("court", "court"),
    ("bank", "bank"),
    ("company", "company"),
    ("newspaper daily outlet website network channel", "media"),
    ("agency", "agency un media international other"),
    ("watchdog", "agency un ngo international other"),
    ("organization organisation", "ngo un international armed-group union other"),
    ("group movement", "armed-group ngo party company union international other"),
    ("faction militia party alliance coalition bloc", "armed-group party international other"),
    ("union", "union international other"),
    ("foundation institute", "ngo university other"),
];

/// Nouns for bodies that each country has.
const STATE: &str = "army military ministry parliament court bank";

/// A person and a role the text has given them.
pub(super) struct Introduced {
    who: Who,
    role: Role,
    owner: Owner,
}

/// So many people and roles are remembered.
const MEMORY: usize = 32;

impl Discourse<'_> {
    /// Whom a subject stands for.
    pub(super) fn resolve(&self, subject: Subject) -> Who {
        match subject {
            Subject::Person(m) | Subject::Body(m) => self.mentioned(m),
            Subject::He => self.he.filter(|he| Some(*he) != self.label).unwrap_or(Who::Unknown),
            Subject::It => self.it.unwrap_or(Who::Unknown),
            Subject::Noun(noun, place) => self.called(noun, place),
            Subject::Role(role, owner) => self.in_role(role, owner),
            Subject::Utterance => self.author.unwrap_or(Who::Unknown),
            Subject::Place | Subject::Something => Who::Nobody,
            Subject::Shared | Subject::Unknown => Who::Unknown,
        }
    }

    /// Notes in which role the person at `n` is introduced.
    pub(super) fn introduce(&mut self, clause: &Clause, n: usize) {
        let who = match clause.words[n] {
            Word::Person(m) => self.mentioned(m),
            _ => Who::Unknown,
        };
        if let Some((mut role, owner)) = clause.role_of(n, self.mentions) {
            // "Zarif’s Russian counterpart" is a minister as he is.
            if role.is_one_of("counterpart")
                && let Some(other) = self.introduced.iter().rev().find(|person| person.role != Role::TITLE)
            {
                role = other.role;
            }
            self.introduced.push(Introduced { who, role, owner });
            // "Leader of the Revolution Ayatollah Khamenei" is in two.
            if let Some((first, owner)) = clause.role_ahead(n, self.mentions)
                && first != role
            {
                self.introduced.push(Introduced { who, role: first, owner });
            }
        } else if let Some(owner) = clause.body_beside(n, self.mentions) {
            // "Hezbollah Secretary-General Nasrallah": of what, if not in which role.
            self.introduced.push(Introduced { who, role: Role::TITLE, owner });
        }
        while self.introduced.len() > MEMORY {
            self.introduced.remove(0);
        }
    }

    /// Who spoke in the sentence, and whom it was about.
    pub(super) fn remember(
        &mut self,
        clause: &Clause,
        main: Option<(Subject, usize)>,
        main_who: Option<(Who, usize)>,
        opens_paragraph: bool,
    ) {
        let has_quotes = clause.words.iter().any(|word| matches!(word, Word::Quote(_)));
        // "The Ministry of Lindal said that Hamas lost": the sentence is about somebody whom no lexicon knows, not about Hamas.
        let unlisted = main.is_some_and(|(_, at)| {
            let first = self.claims.first().filter(|claim| claim.finite && !claim.hangs && claim.at < at);
            first.is_some_and(|claim| claim.who == Who::Unknown)
        });
        if unlisted {
            self.it = Some(Who::Unknown);
        }
        if let Some((subject, at)) = main.filter(|_| !unlisted)
            && let Some((who, _)) = main_who
        {
            match subject {
                Subject::Person(m) => {
                    let full =
                        self.mentions.get(m as usize).is_some_and(|mention| mention.form == Form::Name);
                    let titled = at > 0 && matches!(clause.words[at - 1], Word::Title | Word::Role(_));
                    // A surname in passing ("Trump has left the deal") does not take the word from one who has just spoken.
                    if opens_paragraph
                        || full
                        || titled
                        || self.he.and_then(Who::known).is_none()
                        || self.silence > 0
                    {
                        self.he = Some(who);
                    }
                }
                Subject::Body(_) => self.it = Some(who),
                Subject::Noun(..) => self.it = Some(who),
                Subject::Place => self.it = Some(Who::Nobody),
                // Somebody else has come, and "he" may be that one: "A doctor stayed."
                Subject::Role(..) => self.he = Some(who),
                Subject::Unknown if self.is_somebody_new(clause, at) => self.he = Some(who),
                _ => {}
            }
        }
        // What somebody says that another one said is the first one's; but "…, he said" at the end takes in the whole sentence.
        let claims = || self.claims.iter().filter(|claim| !claim.relayed && !claim.hangs);
        let closes = |claim: &&Claim| {
            let next = clause.words.get(claim.at + 1);
            claim.finite
                && matches!(next, None | Some(Word::Preposition | Word::Time | Word::Adverb | Word::Comma))
        };
        let spoken = claims().rev().find(closes).or_else(|| claims().find(|claim| claim.finite));
        let spoken = spoken.or_else(|| claims().next()).copied();
        // "Critics disagree. “…”"
        let people = !has_quotes && spoken.is_none() && (0..3).any(|n| clause.is_noted(n, Note::People));
        if people {
            self.speaker = None;
        }
        match spoken {
            Some(_) if has_quotes => {}
            Some(claim) => {
                self.speaker = Some(claim.who);
                self.silence = 0;
            }
            None if !has_quotes => self.silence += 1,
            None => {}
        }
        if let Some(utterance) = clause.words.iter().position(|word| *word == Word::Utterance) {
            // "a statement issued by the ministry", or: the ministry said in a statement
            let by = clause.words.iter().skip(utterance + 1).take(3).position(|word| *word == Word::By);
            let by = by.and_then(|by| clause.subject_after(utterance + 1 + by, self.mentions));
            let by = by.map(|subject| self.resolve(subject));
            let author = by.or(spoken.map(|claim| claim.who)).or(main_who.map(|(who, _)| who));
            self.author = author.or(self.author);
        }
        // "Zarif said “…,” while Lavrov said no. “…,” he added."
        let quote = clause.words.iter().rposition(|word| matches!(word, Word::Quote(_)));
        let other = self.claims.last().filter(|claim| {
            let after = quote.unwrap_or(claim.at)..claim.at;
            claim.hangs
                && claim.who.known().is_some()
                && after.into_iter().any(|n| clause.is_noted(n, Note::While))
        });
        if let Some(other) = other {
            self.speaker = Some(other.who);
            self.silence = 0;
        }
        // "Zarif was accused by Lavrov of “…” He denied it."
        let accused = main_who.filter(|(_, at)| clause.is_done_to(*at));
        if let Some((Who::Person(topic), _)) = accused {
            self.he = Some(Who::Person(topic));
        } else if spoken.is_some() || has_quotes {
            match self.speaker {
                Some(Who::Body(_) | Who::Nobody) => self.it = self.speaker,
                Some(_) => self.he = self.speaker,
                None => {}
            }
        }
        for word in &clause.words {
            if let Word::Body(m) = *word
                && let Who::Body(body) = self.mentioned(m)
            {
                self.bodies.retain(|other| *other != body);
                if self.bodies.len() == MEMORY {
                    self.bodies.remove(0);
                }
                self.bodies.push(body);
            }
        }
    }

    /// Which body "the ministry" stands for: the one spoken of, if it may be called so, else the last one named whose name has that noun.
    fn called(&self, noun: u32, place: Option<EntityId>) -> Who {
        let it = self.it.filter(|it| self.may_be_called(*it, noun, place));
        let named = || {
            let bodies = self.bodies.iter().rev();
            bodies.copied().find(|body| self.is_named(*body, noun) && self.may_belong(*body, place))
        };
        // Nobody else can be meant: "the group" after a ministry. Every country has an army.
        let many = place.is_none() && STATE.split(' ').any(|word| number(word) == noun);
        let only = || {
            if many {
                return None;
            }
            // What it is must be known: much is a body of some other class.
            let class = |body: EntityId| self.gazetteer.entities[body.index()].class.as_deref();
            let mut bodies = self
                .bodies
                .iter()
                .filter(|body| self.may_be_called(Who::Body(**body), noun, place))
                .filter(|body| class(**body) != Some("other"));
            bodies.next().copied().filter(|_| bodies.next().is_none())
        };
        it.or_else(|| named().or_else(only).map(Who::Body)).unwrap_or(Who::Unknown)
    }

    /// Whether "the group" may stand for `who`: its name or its class says what it is, or neither says that it is something else.
    pub(super) fn may_be_called(&self, who: Who, noun: u32, place: Option<EntityId>) -> bool {
        let Who::Body(body) = who else { return false };
        self.may_belong(body, place)
            && (self.is_named(body, noun)
                || is_of_class(noun, self.gazetteer.entities[body.index()].class.as_deref()))
    }

    /// Whether the noun is one of the words of a body's name.
    fn is_named(&self, body: EntityId, noun: u32) -> bool {
        let name = &self.gazetteer.entities[body.index()].name;
        name.split(|c: char| !c.is_alphanumeric()).any(|word| number(&word.to_ascii_lowercase()) == noun)
    }

    /// Whether nothing says that a body is of another place.
    fn may_belong(&self, body: EntityId, place: Option<EntityId>) -> bool {
        let Some(place) = place else { return true };
        match self.gazetteer.owner(body) {
            Some(owner) => owner == place,
            None => !matches!(
                self.gazetteer.entities[body.index()].class.as_deref(),
                Some("un" | "international" | "media")
            ),
        }
    }

    /// Whether a person whom no lexicon knows is what the sentence is about: in a role, or with a name and a role or a title.
    fn is_somebody_new(&self, clause: &Clause, at: usize) -> bool {
        match clause.words[at] {
            Word::Role(_) => true,
            Word::Stranger => {
                let titled = at > 0 && clause.words[at - 1] == Word::Title;
                titled || clause.role_of(at, self.mentions).is_some()
            }
            _ => false,
        }
    }

    pub(super) fn mentioned(&self, m: u32) -> Who {
        self.mentions.get(m as usize).map_or(Who::Unknown, Who::of)
    }

    /// Whom "the minister" stands for: the last one introduced in that role and of that place or body; else the last one spoken of.
    fn in_role(&self, role: Role, owner: Owner) -> Who {
        let place = owner.place;
        let in_it = |person: &&Introduced| role.may_be(person.role) && self.may_own(owner, person.owner);
        let there = |person: &&Introduced| in_it(person) && (place.is_none() || person.owner.place == place);
        let anywhere = |person: &&Introduced| in_it(person) && person.owner.place.is_none();
        let people = || self.introduced.iter().rev();
        // Whoever speaks, before others in the same role.
        let same = |who: Option<Who>| people().find(|person| there(person) && Some(person.who) == who);
        let found = same(self.speaker).or_else(|| same(self.he));
        let found = found.or_else(|| people().find(there)).or_else(|| people().find(anywhere));
        if let Some(person) = found {
            return person.who;
        }
        let last = self.he.unwrap_or(Who::Unknown);
        let roles_of_last = || people().filter(|person| person.who == last);
        // "The president" is no minister, "the spokesman for Hamas" nobody who was never said to be of Hamas.
        let other_office = role.is_one_of(OFFICES)
            && roles_of_last().next().is_some()
            && roles_of_last().all(|person| person.role.is_one_of(OFFICES) && !role.may_be(person.role));
        // Nor is it one whose offices the lexicon knows, and who holds none such.
        let other_office = other_office
            || role.is_one_of("president minister ambassador king pope chancellor")
                && last.known().is_some_and(|person| self.holds_another(person, role));
        let of_body = owner.body.is_some() || owner.noun.is_some() || owner.unlisted;
        let placed = |person: &Introduced| {
            person.owner.body.or(person.owner.place).is_some() || person.owner.noun.is_some()
        };
        let elsewhere = roles_of_last().any(placed)
            || last.known().is_some_and(|person| self.gazetteer.offices_of(person).next().is_some());
        let apart = of_body
            && elsewhere
            && !roles_of_last().any(|person| self.is_of_it(owner, person.owner))
            && !last.known().is_some_and(|person| self.serves(person, role, owner));
        if other_office || apart {
            return Who::Unknown;
        }
        let Some(place) = place else { return last };
        // "The Iranian official" is not the Russian who spoke last.
        let mut places = roles_of_last().filter_map(|person| person.owner.place).peekable();
        let of_it = match places.peek() {
            Some(_) => places.any(|other| other == place),
            None => !last.known().is_some_and(|person| self.serves_elsewhere(person, place)),
        };
        if of_it {
            return last;
        }
        people().find(|person| person.owner.place == Some(place)).map_or(Who::Unknown, |person| person.who)
    }

    /// Whether the lexicon knows that a person has an office of this body, or in this role of its country: "the Hezbollah leader", "the
    /// Judiciary spokesman".
    fn serves(&self, person: EntityId, role: Role, owner: Owner) -> bool {
        let land = owner.body.and_then(|body| self.gazetteer.owner(body));
        self.gazetteer.offices_of(person).any(|office| {
            let words = || office.title.split(' ');
            let named = || words().any(|word| role.is_one_of(role_stem(word)));
            match (owner.body, owner.noun) {
                (Some(body), _) => office.of == Some(body) || land.is_some() && office.of == land && named(),
                (None, Some(noun)) => words().any(|word| number(word) == noun),
                // "the Leader of the Revolution"
                (None, None) => named(),
            }
        })
    }

    /// Whether a person holds offices, and none that is called by this role. A secretary may be a minister.
    fn holds_another(&self, person: EntityId, role: Role) -> bool {
        let called =
            |word: &str| role.is_one_of(role_stem(word)) || word == "secretary" && role.is_one_of("minister");
        let mut offices = self.gazetteer.offices_of(person).peekable();
        offices.peek().is_some() && offices.all(|office| !office.title.split(' ').any(called))
    }

    /// Whether all offices of a person that the lexicon knows are of other places.
    fn serves_elsewhere(&self, person: EntityId, place: EntityId) -> bool {
        let mut lands = self
            .gazetteer
            .offices_of(person)
            .filter_map(|office| office.of)
            .map(|of| self.gazetteer.owner(of).unwrap_or(of))
            .filter(|of| self.gazetteer.kind_of(*of) == Kind::Place)
            .peekable();
        lands.peek().is_some() && lands.all(|land| land != place)
    }

    /// Whether somebody introduced as `theirs` may be spoken of as `owner`: not "the army spokesman" of one who speaks for a ministry.
    fn may_own(&self, owner: Owner, theirs: Owner) -> bool {
        match (owner.body, owner.noun, theirs.body) {
            (Some(body), noun, Some(other)) => self.is_within(body, noun, other),
            (Some(body), _, None) => {
                theirs.place.is_none_or(|place| self.gazetteer.owner(body) == Some(place))
            }
            (None, Some(noun), Some(other)) => self.may_be_called(Who::Body(other), noun, None),
            (None, Some(noun), None) => theirs.noun.is_none_or(|other| other == noun),
            (None, None, other) => !(owner.unlisted && other.is_some()),
        }
    }

    /// Whether "the UN official" or "the UN watchdog’s chief" may be of `other`: it is that body, bears its name, or is called by the noun.
    fn is_within(&self, body: EntityId, noun: Option<u32>, other: EntityId) -> bool {
        let name = |body: EntityId| self.gazetteer.entities[body.index()].name.as_str();
        let part = || name(other).strip_prefix(name(body)).is_some_and(|rest| rest.starts_with(' '));
        body == other || part() || noun.is_some_and(|noun| self.may_be_called(Who::Body(other), noun, None))
    }

    /// Whether somebody introduced as `theirs` is of the body that `owner` speaks of.
    fn is_of_it(&self, owner: Owner, theirs: Owner) -> bool {
        match (owner.body, owner.noun, theirs.body) {
            (Some(body), noun, Some(other)) => self.is_within(body, noun, other),
            (Some(_), _, None) => false,
            (None, Some(noun), Some(other)) => self.may_be_called(Who::Body(other), noun, None),
            (None, noun, None) => noun == theirs.noun && owner.unlisted == theirs.unlisted,
            (None, None, Some(_)) => false,
        }
    }
}

/// Offices that tell their holders apart: who is introduced in one of them is not spoken of as in another.
const OFFICES: &str =
    "president minister spokes ambassador king pope chancellor senator rapporteur governor mayor";
