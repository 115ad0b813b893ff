//! Finds the subject of a verb of saying.
//!
//! No grammar of English: a noun phrase is what stands between a determiner and its head, a parenthesis is what stands between
//! commas. Every look around a word is bounded, so that reading stays linear in the text.

use super::words::{Clause, Role, Saying, Word, is_noun};
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
    /// A role noun that stands for somebody named before, with the place it is said to belong to.
    Role(Role, Option<EntityId>),
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

/// How far a noun phrase reaches to the left of its head.
const REACH: usize = 10;

/// A noun phrase: its meaning and its first word.
struct Phrase {
    subject: Option<Subject>,
    start: usize,
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
                        // ", Esmaeil Baghaei, said", or the whole of what stands before.
                        _ if named => return phrase.subject,
                        None => return self.subject_in(from, last, mentions).or(phrase.subject),
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
                Word::Quote(_) | Word::Colon | Word::Break | Word::That | Word::Subordinate => return None,
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
        let mut indefinite = false;
        let mut n = verb + 1;
        let end = self.words.len().min(verb + 1 + REACH);
        while n < end {
            match self.words[n] {
                Word::Person(m) => return Some(Subject::Person(m)),
                Word::He | Word::Him if n == verb + 1 => return Some(Subject::He),
                // "quoted her as saying"
                Word::A if self.word(n + 1) == Some(Word::As) => return Some(Subject::He),
                Word::It if n == verb + 1 => return Some(Subject::It),
                Word::Stranger => return Some(Subject::Unknown),
                Word::Body(m) => body = Some(m),
                Word::Role(word) => role = Some(word),
                // "said a statement issued by Hamas"
                Word::Utterance => {
                    let by = (n + 1..self.words.len().min(n + 4))
                        .find(|n| matches!(self.words[*n], Word::By | Word::Of));
                    let author = by.and_then(|by| self.subject_after(by, mentions));
                    return author.or(Some(Subject::Utterance));
                }
                Word::Demonym(m) | Word::Place(m) => place = entity(mentions, m),
                Word::A => indefinite = true,
                Word::Capital => {
                    if role.is_none() && body.is_none() {
                        return Some(Subject::Unknown);
                    }
                }
                Word::The | Word::Title | Word::Possessive | Word::Other | Word::BodyNoun | Word::Adverb => {}
                // "the spokesman for the ministry, Esmaeil Baghaei"
                Word::Preposition | Word::By | Word::Of | Word::To if role.is_some() => {}
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
        match (role, body) {
            (Some(_), _) if indefinite => Some(Subject::Unknown),
            (Some(role), _) => Some(Subject::Role(role, place)),
            (None, Some(body)) => Some(Subject::Body(body)),
            (None, None) if self.words[verb + 1..n].contains(&Word::BodyNoun) => Some(Subject::It),
            (None, None) => (n > verb + 1).then_some(Subject::Something),
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
                Word::Role(_) | Word::BodyNoun => match self.phrase(n + 1, from, mentions).subject {
                    Some(subject) => subject,
                    None => continue,
                },
                _ => continue,
            };
            let next = self.word(n + 1);
            let start = self.phrase_start(n, from);
            let begins = start == from
                || matches!(
                    self.words[start - 1],
                    Word::Comma
                        | Word::Break
                        | Word::Subordinate
                        | Word::And
                        | Word::That
                        | Word::Time
                        | Word::Adverb
                        | Word::Quote(_)
                );
            if !begins {
                continue;
            }
            if next == Some(Word::And)
                && matches!(subject, Subject::Person(_) | Subject::Role(..))
                && self.another_person(n + 2)
            {
                return Some((Subject::Unknown, n));
            }
            match (subject, next) {
                (Subject::Person(_), Some(Word::Possessive)) => {
                    topic.get_or_insert((subject, n));
                }
                (_, Some(Word::Possessive)) => {}
                // The head comes later: "Foreign Ministry spokesman", "Foreign Minister Zarif".
                (
                    Subject::Body(_) | Subject::Role(..) | Subject::It | Subject::Place,
                    Some(Word::Role(_) | Word::Person(_) | Word::Stranger | Word::Title),
                ) => {}
                (Subject::Place, Some(Word::Capital | Word::BodyNoun)) => {}
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

    /// The name in ", Esmaeil Baghaei," after a role and what belongs to it.
    fn apposed(&self, from: usize) -> Option<Subject> {
        let end = self.words.len().min(from + REACH);
        let comma = (from..end).find(|n| self.words[*n] == Word::Comma)?;
        let plain = self.words[from..comma].iter().all(|word| {
            matches!(
                word,
                Word::Preposition
                    | Word::By
                    | Word::Of
                    | Word::The
                    | Word::Place(_)
                    | Word::Demonym(_)
                    | Word::Body(_)
                    | Word::Possessive
                    | Word::BodyNoun
                    | Word::Title
                    | Word::Other
                    | Word::Capital
                    | Word::Stranger
                    | Word::And
            )
        });
        if plain { self.named_from(comma + 1) } else { None }
    }

    /// The role in which the person at `n` is introduced, and its place: before the name ("Iran’s Foreign Minister Zarif"), after it
    /// ("Zarif, the Iranian foreign minister,"), or before a comma ("The spokesman for the ministry, Esmaeil Baghaei,").
    pub(super) fn role_of(&self, n: usize, mentions: &[Mention]) -> Option<(Role, Option<EntityId>)> {
        let start = self.phrase_start(self.role_beside(n, 0).unwrap_or(n), 0);
        let after = if self.word(n + 1) == Some(Word::Comma) { n + 2 } else { self.words.len() };
        let before = start.checked_sub(1).filter(|comma| self.words[*comma] == Word::Comma);
        let before = before.map_or(start, |comma| comma.saturating_sub(REACH));
        let role_in = |from: usize, to: usize, last: bool| {
            let words = &self.words[from.min(to)..to];
            let is_role = |word: &Word| matches!(word, Word::Role(_));
            let at = if last { words.iter().rposition(is_role) } else { words.iter().position(is_role) }?;
            let Word::Role(role) = words[at] else { return None };
            let place = words.iter().find_map(|word| match word {
                Word::Demonym(m) | Word::Place(m) => entity(mentions, *m),
                _ => None,
            });
            Some((role, place))
        };
        let end = self.words.len().min(after + REACH);
        let apposition = self.words[after..end]
            .iter()
            .position(|word| {
                matches!(
                    word,
                    Word::Comma
                        | Word::Say(_)
                        | Word::Be
                        | Word::Auxiliary
                        | Word::Person(_)
                        | Word::Quote(_)
                )
            })
            .map_or(end, |length| after + length);
        role_in(start, n, true)
            .or_else(|| role_in(after, apposition, false))
            .or_else(|| role_in(before, start, false))
    }

    /// The name in "Leader of the Islamic Revolution Ayatollah Khamenei", after the role at `role`.
    fn name_beside(&self, role: usize, from: usize) -> Option<Subject> {
        let end = self.words.len().min(role + REACH);
        let name = (role + 1..end).find(|n| matches!(self.words[*n], Word::Person(_)))?;
        let Word::Person(m) = self.words[name] else { return None };
        (self.role_beside(name, from) == Some(role)).then_some(Subject::Person(m))
    }

    /// A person's name that stands at `from`, after titles at most.
    fn named_from(&self, from: usize) -> Option<Subject> {
        for n in from..self.words.len().min(from + REACH) {
            match self.words[n] {
                Word::Person(m) => return Some(Subject::Person(m)),
                Word::Stranger => return Some(Subject::Unknown),
                Word::Title | Word::Role(_) | Word::Demonym(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// The first subject between two words.
    fn subject_in(&self, from: usize, to: usize, mentions: &[Mention]) -> Option<Subject> {
        self.subject_from(from, mentions).filter(|(_, n)| *n < to).map(|(subject, _)| subject)
    }

    /// The noun phrase that ends before `end`.
    fn phrase(&self, end: usize, from: usize, mentions: &[Mention]) -> Phrase {
        let Some(head) = end.checked_sub(1).filter(|head| *head >= from) else {
            return Phrase { subject: None, start: end };
        };
        let start = match self.words[head] {
            Word::Person(_) | Word::Stranger => match self.role_beside(head, from) {
                Some(role) => self.phrase_start(role, from),
                None => self.phrase_start(head, from),
            },
            _ => self.phrase_start(head, from),
        };
        let subject = match self.words[head] {
            // "Zarif and Kerry said": neither of them.
            Word::Person(_) | Word::Role(_) if self.is_joined(start, from) => Some(Subject::Unknown),
            Word::Person(m) => Some(Subject::Person(m)),
            Word::Body(m) => Some(Subject::Body(m)),
            Word::He => Some(Subject::He),
            Word::It => Some(Subject::It),
            Word::Role(role) => Some(self.role(role, start, head, mentions)),
            // "the Mehr news agency", "the Home Office letter", "Zarif’s letter", "the statement"
            Word::BodyNoun | Word::Utterance => {
                let owner = self.words[start..head].iter().rev().find_map(|word| match word {
                    Word::Body(m) => Some(Subject::Body(*m)),
                    Word::Person(m) => Some(Subject::Person(*m)),
                    _ => None,
                });
                let standing =
                    if self.words[head] == Word::BodyNoun { Subject::It } else { Subject::Utterance };
                owner.or(matches!(self.words[start], Word::The | Word::A).then_some(standing))
            }
            // "the Cardinal"
            Word::Title if self.words[start] == Word::The => Some(Subject::Role(Role::TITLE, None)),
            Word::Place(_) => Some(Subject::Place),
            Word::They => Some(Subject::Something),
            Word::Stranger | Word::Capital | Word::Demonym(_) => Some(Subject::Unknown),
            _ => None,
        };
        Phrase { subject, start }
    }

    /// Where the role begins that the name at `head` stands beside: "Secretary of State Kerry", "the ambassador to Tehran Dzhagaryan".
    /// Something must stand between the preposition and the name, else the name is what the preposition leads to.
    fn role_beside(&self, head: usize, from: usize) -> Option<usize> {
        let least = from.max(head.saturating_sub(REACH));
        let mut n = head;
        let mut noun = false;
        while n > least {
            match self.words[n - 1] {
                Word::Of | Word::To | Word::Preposition if noun => {
                    let role = n.checked_sub(2).filter(|role| *role >= from)?;
                    return matches!(self.words[role], Word::Role(_)).then_some(role);
                }
                Word::Place(_)
                | Word::Body(_)
                | Word::BodyNoun
                | Word::Capital
                | Word::Stranger
                | Word::Title
                | Word::Other => {
                    noun = true;
                }
                Word::Role(_) | Word::Demonym(_) | Word::The | Word::Possessive | Word::And => {}
                _ => return None,
            }
            n -= 1;
        }
        None
    }

    /// Whether a noun and "and" stand before a phrase.
    fn is_joined(&self, start: usize, from: usize) -> bool {
        start >= from + 2
            && self.words[start - 1] == Word::And
            && matches!(
                self.words[start - 2],
                Word::Person(_) | Word::Stranger | Word::Role(_) | Word::Body(_)
            )
    }

    fn role(&self, role: Role, start: usize, head: usize, mentions: &[Mention]) -> Subject {
        let words = &self.words[start..head];
        // "a spokesman", "Zarif’s spokesman"
        if words.iter().any(|word| matches!(word, Word::A | Word::Person(_))) {
            return Subject::Unknown;
        }
        let place = words.iter().rev().find_map(|word| match word {
            Word::Demonym(m) | Word::Place(m) => entity(mentions, *m),
            _ => None,
        });
        Subject::Role(role, place)
    }

    /// Where the noun phrase begins whose head is at `head`.
    fn phrase_start(&self, head: usize, from: usize) -> usize {
        let least = from.max(head.saturating_sub(REACH));
        let mut start = head;
        if matches!(self.words[head], Word::He | Word::It | Word::They) {
            return head;
        }
        while start > least {
            let next = self.words[start];
            let named = matches!(self.words[head], Word::Person(_) | Word::Body(_));
            let described = matches!(next, Word::Title | Word::Role(_) | Word::BodyNoun | Word::Demonym(_))
                && start < head
                || !named;
            match self.words[start - 1] {
                Word::The | Word::A => return start - 1,
                Word::Possessive
                | Word::Title
                | Word::Role(_)
                | Word::Demonym(_)
                | Word::Number
                | Word::Body(_)
                | Word::BodyNoun => start -= 1,
                Word::Other | Word::Capital | Word::Stranger if described => start -= 1,
                // "Iran’s", "Iran President", but not "in Tehran Zarif"
                Word::Place(_) if matches!(next, Word::Possessive | Word::Title | Word::Role(_)) => {
                    start -= 1
                }
                Word::Person(_) if next == Word::Possessive => start -= 1,
                _ => break,
            }
        }
        start
    }

    /// Whether a phrase hangs on a preposition.
    fn is_object(&self, start: usize, from: usize) -> bool {
        start > from && matches!(self.words[start - 1], Word::Preposition | Word::By | Word::Of | Word::To)
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

fn entity(mentions: &[Mention], n: u32) -> Option<EntityId> {
    mentions.get(n as usize).and_then(|mention| mention.reading.entity())
}
