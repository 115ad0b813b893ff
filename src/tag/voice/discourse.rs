//! Who speaks, over a whole text: who said what was said last, whom “he” and “the spokesman” stand for, and where a quotation without
//! words of its own around it belongs.
//!
//! Rules by name, in the order in which they are asked for a quotation:
//!
//! 1. *head*: a verb of saying before it in its sentence (X told reporters that Israel “…”), or a colon (X: “…”);
//! 2. *tail*: one after it (“…,” X said; “…,” said X), also as the next sentence when that says nothing else (“…” X said.);
//! 3. *same sentence*: the quotation before it there (“…,” he said, “…”; “…” and “…”);
//! 4. *subject*: the subject of the sentence (X rejected it as “…”);
//! 5. *going on*: whoever spoke last, when nothing else has been told in between;
//! 6. *outlet*: the agency that passes it on (“…,” IRNA reported), for want of anybody else.

use super::clause::{Clause, Position, Saying, Source, Subject, Word};
use crate::document::Mention;
use crate::entity::{EntityId, Form, Kind};
use crate::gazetteer::FoldedWords;
use crate::span::Span;
use crate::text::Layout;
use crate::text::quotes::Quotation;

/// The speaker of each of `speech`, where it is clear.
pub(super) fn speakers(
    text: &str,
    layout: &Layout,
    speech: &[Quotation],
    mentions: &[Mention],
    lists: &FoldedWords,
) -> Vec<Option<EntityId>> {
    let source = Source { text, mentions, speech, lists };
    let mut discourse = Discourse::new(&source);
    let last = speech.last().map_or(0, |quotation| quotation.span.end);
    let mut clause = Clause::default();
    let mut position = Position::default();
    let mut sentences = layout.sentences.iter().copied().peekable();
    let mut quote = 0;
    // One sentence more than there are quotations: it may say who spoke.
    let mut further = 1;
    while let Some(mut sentence) = sentences.next() {
        if sentence.start >= last {
            if further == 0 {
                break;
            }
            further -= 1;
        }
        // A sentence that ends inside a quotation goes on after it.
        loop {
            while quote < speech.len() && speech[quote].span.end <= sentence.end {
                quote += 1;
            }
            match (speech.get(quote), sentences.peek()) {
                (Some(open), Some(next)) if open.span.start < sentence.end && next.start < open.span.end => {
                    sentence.end = next.end;
                    sentences.next();
                }
                _ => break,
            }
        }
        clause.read(&source, sentence, &mut position);
        let opens_paragraph = layout.paragraph_at(sentence.start).start == sentence.start;
        discourse.sentence(&clause, opens_paragraph);
    }
    discourse.speakers.iter().map(|who| who.and_then(Who::known)).collect()
}

/// Somebody who may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Person(EntityId),
    Body(EntityId),
    /// Somebody, but the lexicon or the text does not say who.
    Unknown,
}

impl Who {
    fn known(self) -> Option<EntityId> {
        match self {
            Who::Person(entity) | Who::Body(entity) => Some(entity),
            Who::Unknown => None,
        }
    }
}

/// A person and a role the text has given them.
struct Introduced {
    who: Who,
    role: u32,
    place: Option<EntityId>,
}

/// A verb of saying and its subject.
#[derive(Clone, Copy, Debug)]
struct Claim {
    at: usize,
    who: Who,
    /// Not "saying …", which may belong to somebody named in passing.
    finite: bool,
    /// An outlet passes it on.
    relayed: bool,
}

/// So many people and roles are remembered.
const MEMORY: usize = 32;
/// After so many sentences in which nobody says anything, a quotation does not go on.
const PATIENCE: u32 = 2;

struct Discourse<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    speech: &'a [Quotation],
    /// Of each quotation so far.
    speakers: Vec<Option<Who>>,
    /// Whether words of its own sentence say so, of each.
    certain: Vec<bool>,
    /// Who spoke last.
    speaker: Option<Who>,
    /// Sentences since then.
    silence: u32,
    he: Option<Who>,
    it: Option<Who>,
    introduced: Vec<Introduced>,
    claims: Vec<Claim>,
    /// Quotations of the sentence before, when it ended with one that no words around it gave a speaker to.
    pending: Option<usize>,
}

impl<'a> Discourse<'a> {
    fn new(source: &Source<'a>) -> Discourse<'a> {
        Discourse {
            mentions: source.mentions,
            speech: source.speech,
            text: source.text,
            speakers: vec![None; source.speech.len()],
            certain: vec![false; source.speech.len()],
            speaker: None,
            silence: 0,
            he: None,
            it: None,
            introduced: Vec::new(),
            claims: Vec::new(),
            pending: None,
        }
    }

    fn sentence(&mut self, clause: &Clause, opens_paragraph: bool) {
        let words = &clause.words;
        let main = clause.main_subject(self.mentions);
        self.introduce(clause);
        self.collect_claims(clause, main);
        let main_who = main.map(|(subject, at)| (self.resolve(subject, None), at));
        let has_quotes = words.iter().any(|word| matches!(word, Word::Quote(_)));
        if !has_quotes && let Some(first) = self.pending.take() {
            self.tail_in_next_sentence(clause, first, main_who);
        }
        self.pending = None;
        if has_quotes {
            self.assign(clause, main_who);
        }
        self.remember(clause, main, main_who, opens_paragraph);
    }

    // ------------------------------------------------------------------------------------------------------------- claims

    /// Finds the verbs of saying that have a subject.
    fn collect_claims(&mut self, clause: &Clause, main: Option<(Subject, usize)>) {
        self.claims.clear();
        let words = &clause.words;
        let mut from = 0;
        for n in 0..words.len() {
            if matches!(words[n], Word::Quote(_)) {
                from = n + 1;
                continue;
            }
            let claim = match words[n] {
                Word::According if matches!(words.get(n + 1), Some(Word::To)) => {
                    clause.subject_after(n + 1, self.mentions).map(|subject| {
                        let relayed =
                            matches!(subject, Subject::Body(_) | Subject::It | Subject::Unknown) && from > 0;
                        (subject, true, relayed)
                    })
                }
                Word::Say(saying) => self.subject_of(clause, n, from, saying).map(|(subject, finite)| {
                    let relayed = saying == Saying::Report
                        && !matches!(subject, Subject::Person(_) | Subject::He | Subject::Role(..));
                    (subject, finite, relayed)
                }),
                _ => None,
            };
            let Some((subject, finite, relayed)) = claim else { continue };
            let shared = self.claims.last().filter(|claim| claim.at >= from).map(|claim| claim.who);
            let who = match (subject, shared, main) {
                (Subject::Shared, Some(who), _) => who,
                (Subject::Shared, None, Some((subject, _))) => self.resolve(subject, None),
                (Subject::Shared, None, None) => match self.claims.last() {
                    Some(claim) => claim.who,
                    None => continue,
                },
                // In "Zarif left, and he said" he is Zarif.
                (Subject::He, _, Some((Subject::Person(m), at))) if at < n => {
                    self.resolve(Subject::Person(m), None)
                }
                _ => self.resolve(subject, None),
            };
            self.claims.push(Claim { at: n, who, finite, relayed });
        }
    }

    /// The subject of the verb of saying at `n`, and whether the verb stands on its own.
    fn subject_of(&self, clause: &Clause, n: usize, from: usize, saying: Saying) -> Option<(Subject, bool)> {
        let words = &clause.words;
        let before = n.checked_sub(1).map(|n| words[n]);
        let after = words.get(n + 1).copied();
        // Nouns ("his remarks", "the reports") and what is said by others ("a plan proposed by").
        if matches!(
            before,
            Some(
                Word::The
                    | Word::A
                    | Word::Possessive
                    | Word::By
                    | Word::Of
                    | Word::Preposition
                    | Word::Demonym(_)
                    | Word::Number
            )
        ) {
            return None;
        }
        let passive =
            matches!(before, Some(Word::Be)) && !matches!(saying, Saying::Participle | Saying::Citing);
        let known = |subject: &Subject| !matches!(subject, Subject::Unknown);
        match saying {
            Saying::Cite if passive => {
                clause.subject_before(n, from, self.mentions).map(|subject| (subject, true))
            }
            Saying::Cite | Saying::Citing => {
                // "IRNA quoted Baghaei as saying"
                let object = clause.subject_after(n, self.mentions)?;
                let said = words[n + 1..].iter().take(12).any(|word| *word == Word::As);
                (said || saying == Saying::Citing).then_some((object, true))
            }
            _ if passive || after == Some(Word::By) => None,
            // Of the verb before, or of the sentence: "Zarif said …, adding …".
            Saying::Participle => Some((Subject::Shared, false)),
            Saying::Base if before == Some(Word::To) => {
                clause.subject_before(n, from, self.mentions).filter(known).map(|subject| (subject, true))
            }
            Saying::Base => {
                let plural = matches!(
                    before,
                    Some(Word::Other | Word::They | Word::Adverb | Word::Who | Word::Capital)
                );
                plural.then_some((Subject::Unknown, true))
            }
            Saying::Nounish if !before.is_some_and(is_somebody) && from == 0 => None,
            _ => {
                let left = clause.subject_before(n, from, self.mentions);
                let inverted = || {
                    let quoted = from > 0
                        && words[from..n]
                            .iter()
                            .all(|word| matches!(word, Word::Comma | Word::Adverb | Word::Break));
                    let may = quoted && saying != Saying::Told;
                    may.then(|| clause.subject_after(n, self.mentions)).flatten()
                };
                let subject = left.or_else(inverted)?;
                let certain =
                    matches!(saying, Saying::Finite | Saying::Told | Saying::Report) || known(&subject);
                certain.then_some((subject, true))
            }
        }
    }

    fn resolve(&self, subject: Subject, he: Option<Who>) -> Who {
        match subject {
            Subject::Person(m) | Subject::Body(m) => self.mentioned(m),
            Subject::He => he.or(self.he).unwrap_or(Who::Unknown),
            Subject::It => self.it.unwrap_or(Who::Unknown),
            Subject::Role(role, place) => self.in_role(role, place),
            Subject::Shared | Subject::Unknown => Who::Unknown,
        }
    }

    fn mentioned(&self, m: u32) -> Who {
        let mention = self.mentions.get(m as usize);
        match mention.and_then(|mention| Some((mention.reading.entity()?, mention.kind))) {
            Some((entity, Kind::Person)) => Who::Person(entity),
            Some((entity, Kind::Organization)) => Who::Body(entity),
            _ => Who::Unknown,
        }
    }

    /// Whom "the minister" stands for: the last one introduced in that role and of that place; else the last one spoken of.
    fn in_role(&self, role: u32, place: Option<EntityId>) -> Who {
        let same_role = |person: &&Introduced| {
            person.role == role && (place.is_none() || person.place.is_none() || person.place == place)
        };
        if let Some(person) = self.introduced.iter().rev().find(same_role) {
            return person.who;
        }
        let last = self.he.unwrap_or(Who::Unknown);
        let Some(place) = place else { return last };
        // "The Iranian official" is not the Russian who spoke last.
        let of_last =
            self.introduced.iter().rev().find(|person| person.who == last && person.place.is_some());
        if of_last.is_none_or(|person| person.place == Some(place)) {
            return last;
        }
        match self.introduced.iter().rev().find(|person| person.place == Some(place)) {
            Some(person) => person.who,
            None => last,
        }
    }

    // --------------------------------------------------------------------------------------------------------- quotations

    fn assign(&mut self, clause: &Clause, main: Option<(Who, usize)>) {
        let words = &clause.words;
        let quotes: Vec<(usize, usize)> = words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| match word {
                Word::Quote(n) => Some((at, *n as usize)),
                _ => None,
            })
            .collect();
        let mut before: Option<Who> = None;
        for (k, (at, n)) in quotes.iter().copied().enumerate() {
            let head_from = k.checked_sub(1).map_or(0, |k| quotes[k].0 + 1);
            let tail_to = quotes.get(k + 1).map_or(words.len(), |next| next.0);
            let who = self.head(clause, head_from, at, main);
            let who = who.or_else(|| self.tail(words, at, tail_to));
            let who = who.or(if k > 0 { before } else { None });
            let who = who.or_else(|| main.filter(|(_, subject)| *subject < at).map(|(who, _)| who));
            let alone = words[..at]
                .iter()
                .all(|word| matches!(word, Word::Quote(_) | Word::Comma | Word::And | Word::Break));
            let going_on =
                self.speech[n].continues || self.silence < PATIENCE && (alone || self.silence == 0);
            let unsaid = who.is_none();
            let who = who.or(if going_on { self.speaker } else { None });
            let who = who.or_else(|| self.relayed(head_from, tail_to));
            if let Some(who) = who {
                before = Some(who);
                self.speakers[n] = Some(who);
                self.certain[n] = !unsaid;
                if !unsaid {
                    self.backfill(n, who);
                }
                self.speaker = Some(who);
                self.silence = 0;
            }
            if unsaid && at + 1 == words.len() && k + 1 == quotes.len() {
                self.pending = Some(n);
            }
        }
    }

    fn head(&self, clause: &Clause, from: usize, at: usize, main: Option<(Who, usize)>) -> Option<Who> {
        let claim = self.claims.iter().rev().find(|claim| (from..at).contains(&claim.at) && !claim.relayed);
        if let Some(claim) = claim {
            return Some(claim.who);
        }
        if at > from && clause.words[at - 1] == Word::Colon {
            let subject = clause.subject_before(at - 1, from, self.mentions);
            return subject.map(|subject| self.resolve(subject, None)).or(main.map(|(who, _)| who));
        }
        None
    }

    fn tail(&self, words: &[Word], at: usize, to: usize) -> Option<Who> {
        let claim = self
            .claims
            .iter()
            .find(|claim| (at + 1..to).contains(&claim.at) && claim.finite && !claim.relayed)?;
        let other_clause = matches!(words[at + 1], Word::And | Word::Subordinate | Word::Who);
        (!other_clause).then_some(claim.who)
    }

    fn relayed(&self, from: usize, to: usize) -> Option<Who> {
        self.claims
            .iter()
            .find(|claim| (from..to).contains(&claim.at) && claim.relayed)
            .map(|claim| claim.who)
    }

    /// Gives the quotations right before the `n`-th, which go on in it, the speaker that is only named with it.
    fn backfill(&mut self, n: usize, who: Who) {
        let mut n = n;
        while n > 0 && !self.certain[n - 1] {
            let between = &self.text[self.speech[n - 1].span.end..self.speech[n].span.start];
            let one = self.speech[n].continues
                || between.len() <= 8 && between.trim().is_empty() && !between.contains("\n\n");
            if !one {
                break;
            }
            n -= 1;
            self.speakers[n] = Some(who);
        }
    }

    /// “…” Zarif said. Or: “…” Zarif made the remarks in Geneva.
    fn tail_in_next_sentence(&mut self, clause: &Clause, pending: usize, main: Option<(Who, usize)>) {
        let words = &clause.words;
        let remarks = words.windows(3).any(|three| {
            three[0] == Word::Made
                && three[1] == Word::The
                && matches!(three[2], Word::Utterance | Word::Say(_))
        });
        let who = match self.claims.first() {
            _ if remarks && self.speakers[pending].is_none() => main.map(|(who, _)| who),
            Some(claim) if says_nothing_else(words, claim) => Some(claim.who),
            _ => None,
        };
        if let Some(who) = who {
            self.speakers[pending] = Some(who);
            self.certain[pending] = true;
            self.backfill(pending, who);
        }
    }

    // -------------------------------------------------------------------------------------------------------------- memory

    /// Notes in which roles the people of the sentence are introduced.
    fn introduce(&mut self, clause: &Clause) {
        for n in 0..clause.words.len() {
            let who = match clause.words[n] {
                Word::Person(m) => self.mentioned(m),
                Word::Stranger => Who::Unknown,
                _ => continue,
            };
            if let Some((role, place)) = clause.role_of(n, self.mentions) {
                if self.introduced.len() == MEMORY {
                    self.introduced.remove(0);
                }
                self.introduced.push(Introduced { who, role, place });
            }
        }
    }

    /// Who spoke in the sentence, and whom it was about.
    fn remember(
        &mut self,
        clause: &Clause,
        main: Option<(Subject, usize)>,
        main_who: Option<(Who, usize)>,
        opens_paragraph: bool,
    ) {
        let has_quotes = clause.words.iter().any(|word| matches!(word, Word::Quote(_)));
        if let Some((subject, at)) = main
            && let Some((who, _)) = main_who
        {
            match subject {
                Subject::Person(m) => {
                    let full =
                        self.mentions.get(m as usize).is_some_and(|mention| mention.form == Form::Name);
                    let titled = at > 0 && matches!(clause.words[at - 1], Word::Title | Word::Role(_));
                    if opens_paragraph || full || titled || self.he.is_none() {
                        self.he = Some(who);
                    }
                }
                Subject::Body(_) => self.it = Some(who),
                Subject::Role(..) if who != Who::Unknown => self.he = Some(who),
                _ => {}
            }
        }
        // What somebody says that another one said is the first one's.
        let spoken = self.claims.iter().find(|claim| claim.finite && !claim.relayed).copied();
        match spoken {
            Some(_) if has_quotes => {}
            Some(claim) => {
                self.speaker = Some(claim.who);
                self.silence = 0;
            }
            None if !has_quotes => self.silence += 1,
            None => {}
        }
        if spoken.is_some() || has_quotes {
            match self.speaker {
                Some(Who::Body(_)) => self.it = self.speaker,
                Some(_) => self.he = self.speaker,
                None => {}
            }
        }
    }
}

/// Whether a word stands for one who may act.
fn is_somebody(word: Word) -> bool {
    matches!(
        word,
        Word::Person(_)
            | Word::Body(_)
            | Word::He
            | Word::It
            | Word::Role(_)
            | Word::Stranger
            | Word::Capital
            | Word::Who
            | Word::Adverb
    )
}

/// Whether a sentence is nothing but an attribution: "Zarif said.", "he told reporters in Tehran."
fn says_nothing_else(words: &[Word], claim: &Claim) -> bool {
    let told = words[claim.at] == Word::Say(Saying::Told);
    let mut rest = words[claim.at + 1..].iter();
    claim.finite
        && words.len() <= 14
        && match rest.next() {
            None => true,
            Some(Word::Preposition | Word::By | Word::Of | Word::Time | Word::Adverb) => true,
            Some(_) => told,
        }
        && !rest.any(|word| {
            matches!(
                word,
                Word::That | Word::Say(_) | Word::Auxiliary | Word::Be | Word::Comma | Word::Subordinate
            )
        })
}
