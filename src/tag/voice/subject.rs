//! Finds the subject of a verb of saying.
//!
//! No grammar of English: a [noun phrase](super::phrase) is what stands between a determiner and its head, a parenthesis is what stands between
//! commas. Every look around a word is bounded, so that reading stays linear in the text.

use super::phrase::{REACH, entity};
use super::words::{Clause, Note, Role, Saying, Word, is_noun};
use crate::document::Mention;
use crate::entity::EntityId;

/// Who or what the subject of a verb is, as named there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A mention.
    Person(u32),
    Body(u32),
    He,
    It,
    /// "the ministry": a noun that stands for a body named before, with the place it is said to belong to.
    Noun(u32, Option<EntityId>),
    /// A role noun that stands for somebody named before, with what it is said to belong to.
    Role(Role, Owner),
    /// A country: it acts, but no person or organization does.
    Place,
    /// The statement: whoever made it.
    Utterance,
    /// The subject of the clause before.
    Shared,
    /// Somebody, but not one whom the lexicon or the text tells.
    Unknown,
    /// A thing, or people in general: "officials".
    Something,
}

/// What a role belongs to, as far as it is said: "the Iranian minister", "the spokesman for Hamas", "the army commander".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) place: Option<EntityId>,
    pub(super) body: Option<EntityId>,
    /// A noun for a body.
    pub(super) noun: Option<u32>,
    /// A body that no lexicon knows.
    pub(super) unlisted: bool,
    /// Something that was not spoken of before: "the commander of an air base".
    pub(super) new: bool,
}

impl Clause {
    /// The subject of the verb at `verb`, looked for to the left, not before `from`.
    pub(super) fn subject_before(&self, verb: usize, from: usize, mentions: &[Mention]) -> Option<Subject> {
        let mut n = verb;
        // Through a few parentheses and prepositional phrases, no further.
        for _ in 0..6 {
            n = self.skip_adverbs(n, from);
            let last = n.checked_sub(1).filter(|last| *last >= from)?;
            match self.words[last] {
                Word::Comma => {
                    let comma = self.comma_before(last, from);
                    let inner = comma.map_or(from, |comma| comma + 1);
                    if inner == last {
                        n = last;
                        continue;
                    }
                    let phrase = self.phrase(last, inner, mentions);
                    let name =
                        matches!(self.words[last - 1], Word::Person(_) | Word::Stranger | Word::Capital);
                    let named = name && phrase.subject.is_some() && phrase.start == inner;
                    match comma {
                        // "the minister, Zarif, and the president, Trump, said"
                        Some(comma) if named && self.adds_another(comma, from, mentions) => {
                            return Some(Subject::Unknown);
                        }
                        // ", Esmaeil Baghaei, said", or the whole of what stands before.
                        _ if named => return phrase.subject,
                        // "Fellow at Lindal University, says": not the university.
                        None => {
                            let whole = phrase.subject.filter(|_| !self.is_object(phrase.start, from));
                            return self.subject_in(from, last, mentions).or(whole);
                        }
                        Some(comma) => n = comma,
                    }
                    // What stands before the parenthesis, unless that is a parenthesis itself.
                    let before = self.phrase(n, from, mentions);
                    match before.subject {
                        Some(Subject::Role(..))
                            if before.start > from && self.words[before.start - 1] == Word::Comma =>
                        {
                            n = before.start - 1;
                            let named = self.phrase(n, from, mentions);
                            if let Some(Subject::Person(_)) = named.subject {
                                return named.subject;
                            }
                            return before.subject;
                        }
                        Some(_) if !self.is_object(before.start, from) => return before.subject,
                        _ => {}
                    }
                }
                Word::And => return Some(Subject::Shared),
                // "Zarif — Iran’s top diplomat — said"
                Word::Break => {
                    let least = from.max(last.saturating_sub(REACH));
                    let dash = (least..last).rev().find(|n| self.words[*n] == Word::Break)?;
                    return self.phrase(dash, from, mentions).subject;
                }
                Word::Quote(_) | Word::Colon | Word::That | Word::Subordinate => return None,
                // "went on to say"
                Word::To => n = self.before_infinitive(last, from)?,
                Word::Made | Word::Say(_) => n = last,
                Word::Who => {
                    let end =
                        if last > from && self.words[last - 1] == Word::Comma { last - 1 } else { last };
                    return self.phrase(end, from, mentions).subject;
                }
                _ => {
                    let phrase = self.phrase(n, from, mentions);
                    if phrase.start >= n {
                        n = last;
                        continue;
                    }
                    if !self.is_object(phrase.start, from) {
                        return Some(phrase.subject.unwrap_or(Subject::Something));
                    }
                    let preposition = phrase.start - 1;
                    let head =
                        preposition.checked_sub(1).filter(|head| *head >= from).map(|head| self.words[head]);
                    match (self.words[preposition], head) {
                        // "part of the statement said"
                        (Word::Of, _) if phrase.subject == Some(Subject::Utterance) => return phrase.subject,
                        // "a statement by the ministry said", "a statement released by the ministry said"
                        (Word::By | Word::Of, Some(Word::Utterance)) => return phrase.subject,
                        (Word::By, Some(Word::Other | Word::Made | Word::Say(_)))
                            if self.words[from..preposition]
                                .iter()
                                .rev()
                                .take(4)
                                .any(|word| *word == Word::Utterance) =>
                        {
                            return phrase.subject;
                        }
                        // "For Zarif said": nothing stands before.
                        (_, None) => return phrase.subject,
                        _ => n = preposition,
                    }
                }
            }
        }
        None
    }

    /// The subject after an inverted verb: “…,” said Esmaeil Baghaei, the spokesman.
    pub(super) fn subject_after(&self, verb: usize, mentions: &[Mention]) -> Option<Subject> {
        let mut role = None;
        let mut body = None;
        let mut place = None;
        let mut noun = None;
        let mut person = None;
        let mut indefinite = false;
        // What the role belongs to, and the preposition after it.
        let mut owner = Owner::default();
        let mut aside = None;
        let mut n = verb + 1;
        let end = self.words.len().min(verb + 1 + REACH);
        while n < end {
            match self.words[n] {
                // "said a spokesman for Zarif", "said the minister after talks with Prime Minister Zarif"
                Word::Person(_) if aside.is_some_and(|aside| self.leads_to(aside, n)) => {
                    if aside.is_some_and(|aside| self.is_noted(aside, Note::Belongs)) {
                        return Some(Subject::Unknown);
                    }
                    break;
                }
                // "Zarif’s office", "Zarif’s statement"
                Word::Person(m) if self.word(n + 1) == Some(Word::Possessive) => {
                    person = Some(Subject::Person(m));
                    indefinite = true;
                }
                Word::Person(m) => return Some(Subject::Person(m)),
                // What else stands behind a preposition is for `owner_after` to read.
                Word::Body(_) | Word::A | Word::Utterance | Word::Role(_) if aside.is_some() => {}
                Word::He | Word::Him if n == verb + 1 => return Some(Subject::He),
                // "quoted her as saying"
                Word::A if self.word(n + 1) == Some(Word::As) => return Some(Subject::He),
                Word::It if n == verb + 1 => return Some(Subject::It),
                Word::Stranger => return Some(Subject::Unknown),
                // "according to Hamas officials"
                Word::Body(_) if self.is_noted(n + 1, Note::People) => return Some(Subject::Unknown),
                Word::Body(m) => body = Some(m),
                Word::Role(word) => {
                    role = Some(word);
                    owner = self.owner_after(n, mentions);
                }
                // "said a statement issued by Hamas"
                Word::Utterance => {
                    let by = (n + 1..self.words.len().min(n + 4))
                        .find(|n| matches!(self.words[*n], Word::By | Word::Of));
                    let author = by.and_then(|by| self.subject_after(by, mentions));
                    return author.or(person).or(body.map(Subject::Body)).or(Some(Subject::Utterance));
                }
                Word::Demonym(_) | Word::Place(_) | Word::BodyNoun(_) if aside.is_some() => {}
                Word::Demonym(m) | Word::Place(m) => place = entity(mentions, m),
                Word::BodyNoun(word) => noun = Some(word),
                Word::A => indefinite = true,
                Word::Capital => {
                    if role.is_none() && body.is_none() {
                        return Some(Subject::Unknown);
                    }
                }
                Word::The | Word::Title | Word::Possessive | Word::Other | Word::Adverb => {}
                Word::And if role.is_some() && self.two_offices(n + 1, verb + 1).is_some() => {}
                // "the spokesman for the ministry, Esmaeil Baghaei"
                Word::Preposition | Word::By | Word::Of | Word::To if role.is_some() => {
                    aside = Some(n);
                }
                Word::Comma if role.is_some() => {
                    let named = self.named_from(n + 1);
                    if named.is_some() {
                        return named;
                    }
                    break;
                }
                _ => break,
            }
            n += 1;
        }
        let body_of = |m: u32| entity(mentions, m);
        match (role, body, noun) {
            (Some(_), _, _) if indefinite || owner.new => Some(Subject::Unknown),
            (Some(role), body, noun) => {
                let (place, body) = (place.or(owner.place), body.and_then(body_of).or(owner.body));
                Some(Subject::Role(role, Owner { place, body, noun: noun.or(owner.noun), ..owner }))
            }
            (None, Some(body), _) => Some(Subject::Body(body)),
            (None, None, Some(_)) if indefinite => Some(Subject::Unknown),
            (None, None, Some(noun)) => Some(Subject::Noun(noun, place)),
            (None, None, None) => (n > verb + 1).then_some(Subject::Something),
        }
    }

    /// Whether a noun phrase stands after the verb at `verb` and the clause ends with it: "said Pakpour on Saturday", but not
    /// "said Pakpour must go".
    pub(super) fn is_inverted(&self, verb: usize) -> bool {
        let rest = &self.words[verb + 1..];
        let noun = |word: &&Word| {
            is_noun(**word)
                || matches!(
                    **word,
                    Word::The | Word::A | Word::Title | Word::Possessive | Word::He | Word::Utterance
                )
        };
        let length = rest.iter().take(REACH).take_while(noun).count();
        let next = rest.get(length);
        let ends = matches!(
            next,
            None | Some(
                Word::Comma
                    | Word::Preposition
                    | Word::Of
                    | Word::By
                    | Word::Made
                    | Word::Say(Saying::Report)
                    | Word::To
                    | Word::Time
                    | Word::Who
                    | Word::As
                    | Word::And
                    | Word::Subordinate
                    | Word::Break
            )
        );
        length > 0 && ends
    }

    /// What the sentence is about: its first noun phrase that begins a clause.
    pub(super) fn main_subject(&self, mentions: &[Mention]) -> Option<(Subject, usize)> {
        let from = self.after_dateline();
        let begins_aside = matches!(
            self.word(from),
            Some(
                Word::Subordinate
                    | Word::Preposition
                    | Word::As
                    | Word::By
                    | Word::Say(Saying::Participle | Saying::Told | Saying::Citing)
            )
        );
        let after_aside =
            if begins_aside { self.words[from..].iter().position(|word| *word == Word::Comma) } else { None };
        let from = after_aside.map_or(from, |comma| from + comma + 1);
        self.subject_from(from, mentions)
    }

    fn subject_from(&self, from: usize, mentions: &[Mention]) -> Option<(Subject, usize)> {
        let mut topic = None;
        for n in from..self.words.len() {
            let subject = match self.words[n] {
                Word::Person(m) => Subject::Person(m),
                Word::Body(m) => Subject::Body(m),
                Word::He => Subject::He,
                Word::It => Subject::It,
                Word::Stranger => Subject::Unknown,
                Word::Capital
                    if matches!(
                        self.word(n + 1),
                        Some(Word::Say(_) | Word::Be | Word::Auxiliary | Word::Adverb)
                    ) =>
                {
                    Subject::Unknown
                }
                Word::Place(_) => Subject::Place,
                Word::Role(_) | Word::BodyNoun(_) => match self.phrase(n + 1, from, mentions).subject {
                    Some(subject) => subject,
                    None => continue,
                },
                _ => continue,
            };
            // "It was Zarif who": he is what the sentence is about.
            if let (Word::It, Some([Word::Be, Word::Person(m), Word::Who])) =
                (self.words[n], self.words.get(n + 1..n + 4))
            {
                return Some((Subject::Person(*m), n + 3));
            }
            let next = self.word(n + 1);
            let start = self.phrase_start(n, from);
            let begins = start == from
                || matches!(
                    self.words[start - 1],
                    Word::Comma
                        | Word::Break
                        | Word::Subordinate
                        | Word::Who
                        | Word::And
                        | Word::That
                        | Word::Time
                        | Word::Adverb
                        | Word::Quote(_)
                );
            if !begins {
                continue;
            }
            let joined = start >= from + 2
                && self.words[start - 1] == Word::And
                && matches!(self.words[start - 2], Word::Person(_) | Word::Stranger);
            if joined && matches!(subject, Subject::Person(_)) && self.two_offices(start, from).is_none() {
                return Some((Subject::Unknown, n));
            }
            if next == Some(Word::And)
                && matches!(subject, Subject::Person(_) | Subject::Role(..))
                && self.another_person(n + 2)
            {
                // One who holds both: the name follows.
                if self.two_offices(n + 2, from).is_some() {
                    continue;
                }
                return Some((Subject::Unknown, n));
            }
            match (subject, next) {
                (Subject::Body(_), _) if self.is_compound(n) => {}
                (Subject::Body(_) | Subject::Place, _) if self.leads_to_role(n) => {}
                (Subject::Person(_), Some(Word::Possessive)) => {
                    topic.get_or_insert((subject, n));
                }
                (_, Some(Word::Possessive)) => {}
                // The head comes later: "Foreign Ministry spokesman", "Foreign Minister Zarif".
                (
                    Subject::Body(_) | Subject::Role(..) | Subject::It | Subject::Noun(..) | Subject::Place,
                    Some(Word::Role(_) | Word::Person(_) | Word::Stranger | Word::Title),
                ) => {}
                (Subject::Place, Some(Word::Capital | Word::BodyNoun(_))) => {}
                (
                    Subject::Role(..) | Subject::Unknown,
                    Some(Word::Preposition | Word::By | Word::Of | Word::To | Word::Comma),
                ) => {
                    let beside = || self.name_beside(n, from);
                    return Some((self.apposed(n + 1).or_else(beside).unwrap_or(subject), n));
                }
                _ => return Some((subject, n)),
            }
        }
        topic
    }

    /// The name that stands at `from` and ends there, as in ‘…’: Zarif.
    pub(super) fn signature(&self, from: usize, to: usize) -> Option<Subject> {
        let name = (from..to.min(from + REACH))
            .find(|n| matches!(self.words[*n], Word::Person(_) | Word::Body(_)))?;
        let ends = name + 1 == to || self.words[name + 1] == Word::Comma;
        let subject = match self.words[name] {
            Word::Person(m) => Subject::Person(m),
            Word::Body(m) => Subject::Body(m),
            _ => return None,
        };
        (ends && self.phrase_start(name, from) == from).then_some(subject)
    }

    /// Whether "and", with somebody before it, adds whoever is described before the comma at `comma`.
    fn adds_another(&self, comma: usize, from: usize, mentions: &[Mention]) -> bool {
        let start = self.phrase(comma, from, mentions).start;
        let before = self.words[from.min(start)..start].iter().rev();
        let mut before = before.filter(|word| **word != Word::Comma);
        before.next() == Some(&Word::And)
            && matches!(before.next(), Some(Word::Person(_) | Word::Stranger | Word::Role(_)))
    }

    /// Whether somebody is named or described from `from` on, before anything else happens.
    fn another_person(&self, from: usize) -> bool {
        let rest = self.words.iter().skip(from).take(REACH);
        let mut phrase = rest.take_while(|word| {
            !matches!(
                word,
                Word::Say(_) | Word::Be | Word::Auxiliary | Word::Comma | Word::Adverb | Word::Preposition
            )
        });
        phrase.any(|word| matches!(word, Word::Person(_) | Word::Stranger | Word::Role(_)))
    }

    /// Whether a sentence leads from its subject to the colon at `colon` and tells nothing: "Zarif was clear:", "Zarif took to X:",
    /// "Zarif, the minister, hit back:".
    pub(super) fn leads_up_to(&self, subject: usize, colon: usize) -> bool {
        let named = matches!(self.words[subject], Word::Person(_) | Word::Body(_) | Word::He | Word::Role(_));
        let plain = |word: &Word| matches!(word, Word::Adverb | Word::Other | Word::And | Word::Be);
        let last = self.last_of_apposition(subject);
        named
            && colon <= last + 6
            && match self.words.get(last + 1..colon) {
                // What follows is no object: "hit back", but not "listed reasons".
                Some([Word::Other, Word::Other | Word::Adverb]) => self.is_noted(colon - 1, Note::Back),
                Some([Word::Be, rest @ ..]) => !rest.is_empty() && rest.iter().all(plain),
                // "Zarif’s reply:", "Zarif’s message was clear:"
                Some([Word::Possessive, _, rest @ ..]) => {
                    self.is_noted(last + 2, Note::Claim)
                        && (rest.is_empty() || rest[0] == Word::Be && rest[1..].iter().all(plain))
                }
                Some([_, Word::To, Word::Body(_) | Word::Capital]) => self.is_noted(last + 1, Note::Took),
                _ => false,
            }
    }

    /// The comma that ends what stands behind a name between two of them, "Zarif, the Iranian minister,"; else the name itself.
    fn last_of_apposition(&self, name: usize) -> usize {
        if self.word(name + 1) != Some(Word::Comma) {
            return name;
        }
        let rest = self.words.iter().skip(name + 2).take(REACH);
        let length =
            rest.take_while(|word| !matches!(word, Word::Comma | Word::Colon | Word::Quote(_))).count();
        let closed = self.word(name + 2 + length) == Some(Word::Comma);
        // "Zarif’s deputy, Lavrov, was blunt:"
        let apposed = self.phrase_start(name, 0).checked_sub(1).is_some_and(|n| self.words[n] == Word::Comma);
        if closed {
            name + 2 + length
        } else if apposed {
            name + 1
        } else {
            name
        }
    }

    /// Whether somebody else does something to the subject at `subject`: "Zarif was accused by".
    pub(super) fn is_done_to(&self, subject: usize) -> bool {
        let helps = |word: &&Word| matches!(word, Word::Be | Word::Auxiliary | Word::Adverb);
        let rest = &self.words[subject + 1..];
        let length = rest.iter().take_while(helps).count();
        rest[..length].contains(&Word::Be)
            && matches!(rest[length..], [Word::Other | Word::Say(_), Word::By, ..])
    }

    /// Whose a statement is with which the sentence begins: "Statement by Zarif".
    pub(super) fn written_by(&self, from: usize, mentions: &[Mention]) -> Option<Subject> {
        let noun = if matches!(self.word(from), Some(Word::The | Word::A)) { from + 1 } else { from };
        let written = self.word(noun) == Some(Word::Utterance) && self.word(noun + 1) == Some(Word::By);
        let subject = if written { self.subject_after(noun + 1, mentions) } else { None };
        subject.filter(|subject| matches!(subject, Subject::Person(_) | Subject::Body(_)))
    }

    /// By whom something is done right before `end`: "was echoed by Zarif".
    pub(super) fn agent_before(&self, end: usize, from: usize, mentions: &[Mention]) -> Option<Subject> {
        let agent = self.phrase(end, from, mentions);
        let mut before =
            self.words[from..agent.start.max(from)].iter().rev().filter(|word| **word != Word::Adverb);
        let by = before.next() == Some(&Word::By)
            && matches!(before.next(), Some(Word::Other | Word::Say(_)))
            && before.next() == Some(&Word::Be);
        by.then_some(agent.subject.unwrap_or(Subject::Unknown))
    }

    /// The first subject between two words.
    fn subject_in(&self, from: usize, to: usize, mentions: &[Mention]) -> Option<Subject> {
        self.subject_from(from, mentions).filter(|(_, n)| *n < to).map(|(subject, _)| subject)
    }

    fn skip_adverbs(&self, verb: usize, from: usize) -> usize {
        let mut n = verb;
        while n > from
            && matches!(
                self.words[n - 1],
                Word::Auxiliary | Word::Be | Word::Adverb | Word::Time | Word::Number
            )
        {
            n -= 1;
            // "on Monday", "in March"
            if n > from && self.words[n] == Word::Time && matches!(self.words[n - 1], Word::Preposition) {
                n -= 1;
            }
        }
        n
    }

    /// The verb that the infinitive after the "to" at `to` hangs on, where that verb leaves the subject as it is: "went on to say".
    fn before_infinitive(&self, to: usize, from: usize) -> Option<usize> {
        let on = to.checked_sub(1).filter(|n| *n > from)?;
        match (self.words[on - 1], self.words[on]) {
            (Word::Went, Word::Preposition) => Some(on - 1),
            (_, Word::Say(Saying::Finite)) => Some(on),
            _ => None,
        }
    }

    fn comma_before(&self, comma: usize, from: usize) -> Option<usize> {
        let words = &self.words[from..comma];
        let n = words
            .iter()
            .rposition(|word| matches!(word, Word::Comma | Word::Quote(_) | Word::Break | Word::Colon))?;
        (words[n] == Word::Comma).then_some(from + n)
    }

    /// The first word after "TEHRAN, IRNA –".
    fn after_dateline(&self) -> usize {
        let head = self.words.iter().take(8).position(|word| *word == Word::Break);
        match head {
            Some(dash)
                if self.words[..dash].iter().all(|word| {
                    matches!(
                        word,
                        Word::Place(_)
                            | Word::Capital
                            | Word::Stranger
                            | Word::Body(_)
                            | Word::Comma
                            | Word::Number
                            | Word::Time
                            | Word::Other
                    )
                }) =>
            {
                dash + 1
            }
            _ => 0,
        }
    }
}
