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

use super::subject::Subject;
use super::words::{Clause, Position, Role, Saying, Source, Word};
use crate::document::Mention;
use crate::entity::{EntityId, Form, Kind};
use crate::gazetteer::Inner;
use crate::text::Layout;
use crate::text::quotes::Quotation;

/// The speaker of each of `speech`, where it is clear.
pub(super) fn speakers(
    text: &str,
    layout: &Layout,
    speech: &[Quotation],
    mentions: &[Mention],
    gazetteer: &Inner,
) -> Vec<Option<EntityId>> {
    // Only somebody whom the text names can be a speaker.
    if !mentions.iter().any(|mention| Who::of(mention).known().is_some()) {
        return vec![None; speech.len()];
    }
    let source = Source { text, mentions, speech, lists: &gazetteer.words };
    let mut discourse = Discourse::new(&source, gazetteer);
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
        let mut opens_paragraph = layout.paragraph_at(sentence.start).start == sentence.start;
        while sentence.start < sentence.end {
            sentence.start = clause.read(&source, sentence, &mut position);
            discourse.sentence(&clause, opens_paragraph);
            opens_paragraph = false;
        }
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
    /// A country, a source, officials: no one person or organization.
    Nobody,
}

impl Who {
    fn of(mention: &Mention) -> Who {
        match (mention.reading.entity(), mention.kind) {
            (Some(entity), Kind::Person) => Who::Person(entity),
            (Some(entity), Kind::Organization) => Who::Body(entity),
            _ => Who::Unknown,
        }
    }

    fn known(self) -> Option<EntityId> {
        match self {
            Who::Person(entity) | Who::Body(entity) => Some(entity),
            Who::Unknown | Who::Nobody => None,
        }
    }
}

/// A person and a role the text has given them.
struct Introduced {
    who: Who,
    role: Role,
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
    /// It stands in a clause that hangs on another one: "after Trump said".
    hangs: bool,
}

/// So many people and roles are remembered.
const MEMORY: usize = 32;
/// After so many sentences in which nobody says anything, a quotation does not go on.
const PATIENCE: u32 = 2;

struct Discourse<'a> {
    gazetteer: &'a Inner,
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
    /// Whose statement was spoken of last.
    author: Option<Who>,
    introduced: Vec<Introduced>,
    claims: Vec<Claim>,
    /// Quotations of the sentence before, when it ended with one that no words around it gave a speaker to.
    pending: Option<usize>,
}

impl<'a> Discourse<'a> {
    fn new(source: &Source<'a>, gazetteer: &'a Inner) -> Discourse<'a> {
        Discourse {
            gazetteer,
            mentions: source.mentions,
            speech: source.speech,
            text: source.text,
            speakers: vec![None; source.speech.len()],
            certain: vec![false; source.speech.len()],
            speaker: None,
            silence: 0,
            he: None,
            it: None,
            author: None,
            introduced: Vec::new(),
            claims: Vec::new(),
            pending: None,
        }
    }

    fn sentence(&mut self, clause: &Clause, opens_paragraph: bool) {
        let words = &clause.words;
        let main = clause.main_subject(self.mentions);
        let main_who = main.map(|(subject, at)| (self.resolve(subject), at));
        self.collect_claims(clause, main);
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
                // As they come: "the general" of a verb is none whom the sentence names after it.
                Word::Person(_) | Word::Stranger => {
                    self.introduce(clause, n);
                    None
                }
                Word::According if matches!(words.get(n + 1), Some(Word::To)) => {
                    let subject = clause.subject_after(n + 1, self.mentions);
                    // "according to the World Report": a source, not one who speaks.
                    let source = words.get(n + 2) == Some(&Word::The);
                    let relayed = |subject| match subject {
                        Subject::Unknown | Subject::It => source,
                        Subject::Something => true,
                        _ => self.is_relay(subject),
                    };
                    subject.map(|subject| (subject, true, relayed(subject)))
                }
                Word::Say(saying) => {
                    self.subject_of(clause, n, from, saying, main).map(|(subject, finite)| {
                        let relayed =
                            matches!(saying, Saying::Report | Saying::Finite) && self.is_relay(subject);
                        (subject, finite, relayed)
                    })
                }
                _ => None,
            };
            let Some((subject, finite, relayed)) = claim else { continue };
            let shared = self
                .claims
                .iter()
                .rev()
                .find(|claim| claim.at >= from && !claim.hangs)
                .map(|claim| claim.who);
            let who = match (subject, shared, main) {
                (Subject::Shared, Some(who), _) => who,
                (Subject::Shared, None, Some((subject, _))) => self.resolve(subject),
                (Subject::Shared, None, None) => match self.claims.last() {
                    Some(claim) => claim.who,
                    None => continue,
                },
                // In "Zarif left, and he said" he is Zarif.
                (Subject::He, _, Some((Subject::Person(m), at))) if at < n => {
                    self.resolve(Subject::Person(m))
                }
                (Subject::It, _, Some((Subject::Place | Subject::Unknown, at))) if at < n => Who::Nobody,
                (Subject::It, _, Some((Subject::Body(m), at))) if at < n => self.resolve(Subject::Body(m)),
                _ => self.resolve(subject),
            };
            let clause_start = words[from..n]
                .iter()
                .rposition(|word| *word == Word::Comma)
                .map_or(from, |comma| from + comma);
            let hangs = words[clause_start.max(n.saturating_sub(8))..n]
                .iter()
                .any(|word| matches!(word, Word::Subordinate | Word::That | Word::Who));
            self.claims.push(Claim { at: n, who, finite, relayed, hangs });
        }
    }

    /// The subject of the verb of saying at `n`, and whether the verb stands on its own.
    fn subject_of(
        &self,
        clause: &Clause,
        n: usize,
        from: usize,
        saying: Saying,
        main: Option<(Subject, usize)>,
    ) -> Option<(Subject, bool)> {
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
        let known = |subject: &Subject| *subject != Subject::Something;
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
            // “…?” Zarif was asked.
            Saying::Told if passive && from > 0 => Some((Subject::Unknown, true)),
            // "a plan proposed by lawmakers", but "Zarif said by phone"
            _ if passive || after == Some(Word::By) && !before.is_some_and(is_somebody) => None,
            // Of the verb before, or of the sentence: "Zarif said …, adding …".
            Saying::Participle => Some((Subject::Shared, false)),
            Saying::Base if before == Some(Word::To) => {
                let went_on = clause.subject_before(n, from, self.mentions).filter(known);
                // "Zarif took to Twitter to say that"
                let shared = (after == Some(Word::That)).then_some(Subject::Shared);
                went_on.or(shared).map(|subject| (subject, true))
            }
            Saying::Base => {
                let plural = matches!(
                    before,
                    Some(Word::Other | Word::They | Word::Adverb | Word::Who | Word::Capital)
                );
                plural.then_some((Subject::Unknown, true))
            }
            Saying::Nounish if !before.is_some_and(is_somebody) && after != Some(Word::That) && from == 0 => {
                None
            }
            _ => {
                let left = clause.subject_before(n, from, self.mentions);
                // “…,” said Zarif. Also: “…” toward Lebanon, said Macron.
                let quoted =
                    from > 0 && words[from..n].iter().all(|word| matches!(word, Word::Comma | Word::Adverb));
                let after_mark = quoted || matches!(before, Some(Word::Comma | Word::Break));
                let may = after_mark && saying != Saying::Told && clause.is_inverted(n);
                let inverted = if may { clause.subject_after(n, self.mentions) } else { None };
                let told = |subject: &Subject| !matches!(subject, Subject::Something | Subject::Unknown);
                // "Zarif, speaking in Geneva, said Iran, …"
                let apposed = main.is_some_and(|(subject, at)| {
                    Some(subject) == left && at >= from && words.get(at + 1) == Some(&Word::Comma)
                });
                let subject = match inverted.filter(told) {
                    Some(subject) if !apposed => subject,
                    _ => left.or(inverted)?,
                };
                let certain =
                    matches!(saying, Saying::Finite | Saying::Told | Saying::Report) || known(&subject);
                certain.then_some((subject, true))
            }
        }
    }

    /// Whether a subject, as a rule, passes on what others say: a news outlet, or nobody the lexicon knows.
    fn is_relay(&self, subject: Subject) -> bool {
        match subject {
            Subject::Body(m) => {
                let entity = self.mentions.get(m as usize).and_then(|mention| mention.reading.entity());
                entity.is_some_and(|entity| {
                    self.gazetteer.entities[entity.index()].class.as_deref() == Some("media")
                })
            }
            _ => false,
        }
    }

    fn resolve(&self, subject: Subject) -> Who {
        match subject {
            Subject::Person(m) | Subject::Body(m) => self.mentioned(m),
            Subject::He => self.he.unwrap_or(Who::Unknown),
            Subject::It => self.it.unwrap_or(Who::Unknown),
            Subject::Role(role, place) => self.in_role(role, place),
            Subject::Utterance => self.author.unwrap_or(Who::Unknown),
            Subject::Place | Subject::Something => Who::Nobody,
            Subject::Shared | Subject::Unknown => Who::Unknown,
        }
    }

    fn mentioned(&self, m: u32) -> Who {
        self.mentions.get(m as usize).map_or(Who::Unknown, Who::of)
    }

    /// Whom "the minister" stands for: the last one introduced in that role and of that place; else the last one spoken of.
    fn in_role(&self, role: Role, place: Option<EntityId>) -> Who {
        let in_it = |person: &&Introduced| role.may_be(person.role);
        let there = |person: &&Introduced| in_it(person) && (place.is_none() || person.place == place);
        let anywhere = |person: &&Introduced| in_it(person) && person.place.is_none();
        let people = || self.introduced.iter().rev();
        // Whoever speaks, before others in the same role.
        let same = |who: Option<Who>| people().find(|person| there(person) && Some(person.who) == who);
        let found = same(self.speaker).or_else(|| same(self.he));
        let found = found.or_else(|| people().find(there)).or_else(|| people().find(anywhere));
        if let Some(person) = found {
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
            let who = who.or_else(|| match words.get(at + 1) {
                Some(Word::Colon | Word::Break) => {
                    clause.signature(at + 2, tail_to).map(|subject| self.resolve(subject))
                }
                _ => None,
            });
            let who = who.or(if k > 0 { before } else { None });
            let who = who.or_else(|| {
                let of_sentence = |(who, subject): &(Who, usize)| {
                    let apart = |word: &Word| {
                        matches!(word, Word::Subordinate | Word::Who | Word::That | Word::Break)
                    };
                    *subject < at && who.known().is_some() && !words[*subject..at].iter().any(apart)
                };
                main.filter(of_sentence).map(|(who, _)| who)
            });
            let alone = words[..at]
                .iter()
                .all(|word| matches!(word, Word::Quote(_) | Word::Comma | Word::And | Word::Break));
            // Somebody else's sentence: "The resolution of the Council calls on Iran “…”".
            let other = main.is_some_and(|(who, subject)| {
                subject < at && who.known().is_some() && Some(who) != self.speaker
            });
            let going_on =
                self.speech[n].continues || self.silence < PATIENCE && (alone || self.silence == 0 && !other);
            // "IRNA reported that “…”"
            let who = who.or_else(|| self.relayed(head_from, at));
            let unsaid = who.is_none();
            let who = who.or(if going_on { self.speaker } else { None });
            let who = who.or_else(|| self.relayed(at, tail_to));
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
        let mut claims =
            self.claims.iter().rev().filter(|claim| (from..at).contains(&claim.at) && !claim.relayed);
        let claim = claims.next();
        // "the gap between what Islam says and …": nobody in particular, in passing.
        let claim = match claim {
            Some(last) if last.hangs && last.who.known().is_none() => {
                claims.find(|claim| !claim.hangs).or(Some(last))
            }
            other => other,
        };
        if let Some(claim) = claim {
            return Some(claim.who);
        }
        if at > from && clause.words[at - 1] == Word::Colon {
            let subject = clause.subject_before(at - 1, from, self.mentions);
            return subject.map(|subject| self.resolve(subject)).or(main.map(|(who, _)| who));
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
            _ if remarks && self.speakers[pending].and_then(Who::known).is_none() => main.map(|(who, _)| who),
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

    /// Notes in which role the person at `n` is introduced.
    fn introduce(&mut self, clause: &Clause, n: usize) {
        let who = match clause.words[n] {
            Word::Person(m) => self.mentioned(m),
            _ => Who::Unknown,
        };
        if let Some((role, place)) = clause.role_of(n, self.mentions) {
            if self.introduced.len() == MEMORY {
                self.introduced.remove(0);
            }
            self.introduced.push(Introduced { who, role, place });
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
                    // A surname in passing ("Trump has left the deal") does not take the word from one who has just spoken.
                    if opens_paragraph || full || titled || self.he.is_none() || self.silence > 0 {
                        self.he = Some(who);
                    }
                }
                Subject::Body(_) => self.it = Some(who),
                Subject::Place => self.it = Some(Who::Nobody),
                Subject::Role(..) if who != Who::Unknown => self.he = Some(who),
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
        if spoken.is_some() || has_quotes {
            match self.speaker {
                Some(Who::Body(_) | Who::Nobody) => self.it = self.speaker,
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
