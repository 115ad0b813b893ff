//! Reads noun phrases: where one begins, whom or what it means, and which name and which role it puts side by side.

use super::subject::{Owner, Subject};
use super::words::{Clause, Note, Role, Saying, Word, number};
use crate::document::Mention;
use crate::entity::EntityId;

/// How far a noun phrase reaches to the left of its head.
pub(super) const REACH: usize = 10;

/// A noun phrase: its meaning and its first word.
pub(super) struct Phrase {
    pub(super) subject: Option<Subject>,
    pub(super) start: usize,
}

impl Clause {
    /// The noun phrase that ends before `end`.
    pub(super) fn phrase(&self, end: usize, from: usize, mentions: &[Mention]) -> Phrase {
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
        let start = self.two_offices(start, from).unwrap_or(start);
        let subject = match self.words[head] {
            // "Zarif and Kerry said": neither of them.
            Word::Person(_) | Word::Role(_) if self.is_joined(start, from) => Some(Subject::Unknown),
            Word::Person(m) => Some(Subject::Person(m)),
            Word::Body(m) => Some(Subject::Body(m)),
            Word::He => Some(Subject::He),
            Word::It => Some(Subject::It),
            Word::Role(role) => Some(self.role(role, start, head, mentions)),
            // "the Home Office letter", "Zarif’s letter", "the statement"
            Word::Utterance => {
                let owner = (start..head).rev().find_map(|n| match self.words[n] {
                    Word::Body(m) if !self.is_compound(n) => Some(Subject::Body(m)),
                    Word::Person(m) => Some(Subject::Person(m)),
                    _ => None,
                });
                owner.or(matches!(self.words[start], Word::The | Word::A).then_some(Subject::Utterance))
            }
            Word::BodyNoun(noun) => self.body(noun, start, head, mentions),
            // "the Cardinal"
            Word::Title if self.words[start] == Word::The => {
                Some(Subject::Role(Role::TITLE, Owner::default()))
            }
            Word::Place(_) => Some(Subject::Place),
            Word::They => Some(Subject::Something),
            Word::Stranger | Word::Capital | Word::Demonym(_) => Some(Subject::Unknown),
            _ => None,
        };
        Phrase { subject, start }
    }

    /// Where the noun phrase begins whose head is at `head`.
    pub(super) fn phrase_start(&self, head: usize, from: usize) -> usize {
        let least = from.max(head.saturating_sub(REACH));
        let mut start = head;
        if matches!(self.words[head], Word::He | Word::It | Word::They) {
            return head;
        }
        while start > least {
            let next = self.words[start];
            let named = matches!(self.words[head], Word::Person(_) | Word::Body(_));
            let described =
                matches!(next, Word::Title | Word::Role(_) | Word::BodyNoun(_) | Word::Demonym(_))
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
                | Word::BodyNoun(_) => start -= 1,
                Word::Other | Word::Capital | Word::Stranger if described => start -= 1,
                // "the EU foreign policy chief"
                Word::Other if next == Word::Other && self.is_noted(start - 1, Note::Kind) => start -= 1,
                // "Iran’s", "Iran President", but not "in Tehran Zarif"
                Word::Place(_) if matches!(next, Word::Possessive | Word::Title | Word::Role(_)) => {
                    start -= 1
                }
                // "Zarif’s", and whose nobody knows: "the Lindals’ Zarif".
                Word::Person(_) | Word::Capital | Word::Stranger if next == Word::Possessive => start -= 1,
                _ => break,
            }
        }
        start
    }

    /// Whether a phrase hangs on a preposition.
    pub(super) fn is_object(&self, start: usize, from: usize) -> bool {
        start > from && matches!(self.words[start - 1], Word::Preposition | Word::By | Word::Of | Word::To)
    }

    /// The role in which the person at `n` is introduced, and its place: before the name ("Iran’s Foreign Minister Zarif"), after it
    /// ("Zarif, the Iranian foreign minister,"), or before a comma ("The spokesman for the ministry, Esmaeil Baghaei,").
    pub(super) fn role_of(&self, n: usize, mentions: &[Mention]) -> Option<(Role, Owner)> {
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
            let at = from.min(to) + at;
            let owner = self.owner(self.phrase_start(at, 0), at, mentions);
            Some((role, Owner { place, ..owner }))
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

    /// The role at the beginning of a phrase that the name at `n` ends, "Leader of the Revolution Ayatollah Khamenei".
    pub(super) fn role_ahead(&self, n: usize, mentions: &[Mention]) -> Option<(Role, Owner)> {
        let at = self.role_beside(n, 0)?;
        let Word::Role(role) = self.words[at] else { return None };
        Some((role, self.owner(self.phrase_start(at, 0), at, mentions)))
    }

    /// The body that the person at `n` is named with, after a title at most: "Hezbollah Secretary-General Nasrallah".
    pub(super) fn body_beside(&self, n: usize, mentions: &[Mention]) -> Option<Owner> {
        let start = self.phrase_start(n, 0);
        let body = (start..n).rev().find_map(|n| match self.words[n] {
            Word::Body(m) if !self.is_compound(n) => entity(mentions, m),
            _ => None,
        });
        body.map(|body| Owner { body: Some(body), ..Owner::default() })
    }

    /// The name in "Leader of the Islamic Revolution Ayatollah Khamenei", after the role at `role`.
    pub(super) fn name_beside(&self, role: usize, from: usize) -> Option<Subject> {
        let end = self.words.len().min(role + REACH);
        let name = (role + 1..end).find(|n| matches!(self.words[*n], Word::Person(_)))?;
        let Word::Person(m) = self.words[name] else { return None };
        (self.role_beside(name, from) == Some(role)).then_some(Subject::Person(m))
    }

    /// The name in ", Esmaeil Baghaei," after a role and what belongs to it.
    pub(super) fn apposed(&self, from: usize) -> Option<Subject> {
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
                    | Word::BodyNoun(_)
                    | Word::Title
                    | Word::Other
                    | Word::Capital
                    | Word::Stranger
                    | Word::And
            )
        });
        if plain { self.named_from(comma + 1) } else { None }
    }

    /// A person's name that stands at `from`, after titles at most.
    pub(super) fn named_from(&self, from: usize) -> Option<Subject> {
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

    /// What the noun for a body at `head` means: "the Mehr news agency" is that one, "the ministry" one named before. "Zarif’s office",
    /// "the UN rights office" and "a group" are none that was named.
    fn body(&self, noun: u32, start: usize, head: usize, mentions: &[Mention]) -> Option<Subject> {
        let before = head.checked_sub(1).filter(|before| *before >= start);
        let news =
            before.is_some_and(|n| self.is_noted(n, Note::News) || matches!(self.words[n], Word::Body(_)));
        let part = self.is_noted(head, Note::Part) || noun == number("agency") && !news;
        let owner = (start..head).rev().find_map(|n| match self.words[n] {
            Word::Body(_) if part || self.words[n + 1] == Word::Possessive => Some(Subject::Unknown),
            Word::Body(m) if !self.is_compound(n) => Some(Subject::Body(m)),
            Word::Person(_) => Some(Subject::Unknown),
            _ => None,
        });
        let place = (start..head).rev().find_map(|n| match self.words[n] {
            Word::Demonym(m) | Word::Place(m) if !self.is_compound(n) => entity(mentions, m),
            _ => None,
        });
        owner.or(match self.words[start] {
            Word::The | Word::Demonym(_) | Word::Place(_) => Some(Subject::Noun(noun, place)),
            Word::A => Some(Subject::Unknown),
            _ => None,
        })
    }

    fn role(&self, role: Role, start: usize, head: usize, mentions: &[Mention]) -> Subject {
        let words = &self.words[start..head];
        // "a spokesman", "Zarif’s spokesman"
        if words.iter().any(|word| matches!(word, Word::A | Word::Person(_))) {
            return Subject::Unknown;
        }
        // "CEO of the Lindal Council Roe": a name that nobody knows is what makes it one.
        if start == head && self.is_noted(head + 1, Note::Belongs) {
            return Subject::Unknown;
        }
        let owner = self.owner(start, head, mentions);
        if owner.new { Subject::Unknown } else { Subject::Role(role, owner) }
    }

    /// What the role at `head` belongs to, in the phrase that begins at `start` and behind it.
    fn owner(&self, start: usize, head: usize, mentions: &[Mention]) -> Owner {
        let words = || self.words[start..head].iter().rev();
        let behind = self.owner_after(head, mentions);
        let place = words().find_map(|word| match word {
            Word::Demonym(m) | Word::Place(m) => entity(mentions, *m),
            _ => None,
        });
        let body = (start..head).rev().find_map(|n| match self.words[n] {
            Word::Body(m) if !self.is_compound(n) => entity(mentions, m),
            _ => None,
        });
        let noun = words().find_map(|word| match word {
            Word::BodyNoun(noun) => Some(*noun),
            _ => None,
        });
        Owner {
            place: place.or(behind.place),
            body: body.or(behind.body),
            noun: noun.or(behind.noun),
            ..behind
        }
    }

    /// Whether a role follows the name at `n`, with what kind of role between: "EU foreign policy chief".
    pub(super) fn leads_to_role(&self, n: usize) -> bool {
        let kinds = (n + 1..self.words.len()).take_while(|n| self.is_noted(*n, Note::Kind)).take(4).count();
        kinds > 0 && matches!(self.word(n + 1 + kinds), Some(Word::Role(_)))
    }

    /// Whether the name at `n` is half of a word: "Hamas-run".
    pub(super) fn is_compound(&self, n: usize) -> bool {
        self.word(n + 1) == Some(Word::Other) && self.is_noted(n + 1, Note::Compound)
    }

    /// What the role at `role` is said to belong to behind it: "the spokesman for Hamas", "the commander of an air base".
    pub(super) fn owner_after(&self, role: usize, mentions: &[Mention]) -> Owner {
        let mut owner = Owner::default();
        if !self.is_noted(role + 1, Note::Belongs) {
            return owner;
        }
        let of = self.word(role + 1) == Some(Word::Of);
        for n in role + 2..self.words.len().min(role + 2 + REACH) {
            match self.words[n] {
                Word::Body(m) => {
                    owner.body = entity(mentions, m);
                    break;
                }
                Word::BodyNoun(noun) => {
                    owner.noun = Some(noun);
                    break;
                }
                Word::Capital | Word::Stranger => {
                    owner.unlisted = true;
                    break;
                }
                Word::Place(m) | Word::Demonym(m) if of => owner.place = owner.place.or(entity(mentions, m)),
                Word::A => owner.new = true,
                Word::The
                | Word::Title
                | Word::Place(_)
                | Word::Demonym(_)
                | Word::Possessive
                | Word::Other
                | Word::Role(_) => {}
                _ => break,
            }
        }
        owner
    }

    /// Whether the person at `name` is what the preposition at `preposition` leads to, and nothing else stands between: "for Zarif".
    pub(super) fn leads_to(&self, preposition: usize, name: usize) -> bool {
        self.words[preposition + 1..name]
            .iter()
            .all(|word| matches!(word, Word::Title | Word::Role(_) | Word::The | Word::Demonym(_)))
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
                | Word::BodyNoun(_)
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

    /// Who claims what follows the "that" at `that`: "the claim by Zarif that", "Zarif’s warning that".
    pub(super) fn claimed_by(&self, that: usize, from: usize, mentions: &[Mention]) -> Option<Subject> {
        let noun = that.checked_sub(1).filter(|noun| *noun > from)?;
        if self.is_noted(noun, Note::Claim) || self.is_noted(noun, Note::Words) {
            let owner = noun.checked_sub(2).filter(|owner| *owner >= from)?;
            return match (self.words[owner], self.words[owner + 1]) {
                (Word::Person(m), Word::Possessive) => Some(Subject::Person(m)),
                (Word::Body(m), Word::Possessive) => Some(Subject::Body(m)),
                _ => None,
            };
        }
        let phrase = self.phrase(that, from, mentions);
        let noun = phrase.start.checked_sub(2).filter(|noun| *noun >= from)?;
        let by = matches!(self.words[noun + 1], Word::By | Word::Of) && self.is_noted(noun, Note::Claim);
        phrase.subject.filter(|subject| by && matches!(subject, Subject::Person(_) | Subject::Body(_)))
    }

    /// Whether the person right before the verb of saying at `verb` is heard there: "with Zarif saying", "cited Zarif saying".
    pub(super) fn is_heard(&self, verb: usize, from: usize, mentions: &[Mention]) -> bool {
        let person = verb.checked_sub(1).filter(|person| *person > from);
        person.is_some_and(|person| matches!(self.words[person], Word::Person(_))) && {
            let before =
                self.phrase(verb, from, mentions).start.checked_sub(1).filter(|before| *before >= from);
            before.is_some_and(|before| {
                matches!(self.words[before], Word::Say(Saying::Cite | Saying::Citing))
                    || self.is_noted(before, Note::Heard)
            })
        }
    }

    /// Who is named between the "for" at `preposition` and a comma.
    pub(super) fn in_view_of(&self, preposition: usize) -> Option<Subject> {
        let rest = self.words.iter().skip(preposition + 1).take(REACH);
        let named = rest.take_while(|word| {
            matches!(
                word,
                Word::Title
                    | Word::Role(_)
                    | Word::Demonym(_)
                    | Word::Person(_)
                    | Word::Stranger
                    | Word::Capital
            )
        });
        let end = preposition + 1 + named.count();
        if self.word(end) != Some(Word::Comma) {
            return None;
        }
        match self.words[end - 1] {
            Word::Person(m) => Some(Subject::Person(m)),
            Word::Stranger | Word::Capital => Some(Subject::Unknown),
            _ => None,
        }
    }

    /// The person at `name`, where a quotation is said to be theirs: "in the words of Zarif", "to quote Zarif".
    pub(super) fn in_words_of(&self, name: usize, from: usize, mentions: &[Mention]) -> Option<Subject> {
        let phrase = self.phrase(name + 1, from, mentions);
        let before = phrase.start.checked_sub(2).filter(|before| *before >= from)?;
        let words = self.words[before + 1] == Word::Of && self.is_noted(before, Note::Words);
        let quote = self.words[before] == Word::To && self.is_noted(before + 1, Note::Quote);
        phrase.subject.filter(|_| words || quote)
    }

    /// Where the first office begins in "Deputy Prime Minister and Foreign Minister Dar", whose second one begins at `second`. Not in
    /// "the president and Foreign Minister Dar": an article makes two people of them.
    pub(super) fn two_offices(&self, second: usize, from: usize) -> Option<usize> {
        let and = second.checked_sub(1).filter(|and| *and > from && self.words[*and] == Word::And)?;
        let office = |word: &&Word| matches!(word, Word::Title | Word::Role(_));
        let length = self.words[second..].iter().take(REACH).take_while(office).count();
        let name = second + length;
        let held = matches!(self.word(name), Some(Word::Person(_) | Word::Stranger))
            && self.words[second..name].iter().any(|word| matches!(word, Word::Role(_)));
        let start = self.phrase_start(and - 1, from);
        let first = &self.words[start..and];
        let full = match first {
            [.., Word::Title, Word::Role(_)] => true,
            // "President and Commander-in-Chief Dar", at the beginning.
            [Word::Role(_)] => start == from,
            _ => false,
        };
        let bare = !first.iter().any(|word| matches!(word, Word::The | Word::A | Word::Person(_)));
        (held && full && bare).then_some(start)
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
}

/// The entity of the `n`-th mention.
pub(super) fn entity(mentions: &[Mention], n: u32) -> Option<EntityId> {
    mentions.get(n as usize).and_then(|mention| mention.reading.entity())
}
