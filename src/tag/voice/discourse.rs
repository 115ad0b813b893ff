//! Who speaks, over a whole text: who said what was said last, whom “he” and “the spokesman” stand for, and where a quotation without
//! words of its own around it belongs.
//!
//! Each sentence makes [claims], and what they say is kept in [memory]; then its quotations are given to somebody.
//! Rules by name, in the order in which they are asked for a quotation:
//!
//! 1. *noun around*: a noun of saying that it describes (X’s “…” claim), or by whom something is called so (was dismissed by X as “…”);
//! 2. *head*: a verb of saying before it in its sentence (X told reporters that Israel “…”), or a colon (X: “…”);
//! 3. *tail*: one after it (“…,” X said; “…,” said X), also as the next sentence when that says nothing else (“…” X said.);
//! 4. *named behind*: whoever does nothing but speak behind its comma, in whatever word (“…,” X thundered);
//! 5. *same sentence*: the quotation before it there (“…,” he said, “…”; “…” and “…”);
//! 6. *subject*: the subject of the sentence (X rejected it as “…”);
//! 7. *written*: the outlet whose own words it is (“…,” the paper wrote);
//! 8. *going on*: whoever spoke last, when nothing else has been told in between;
//! 9. *outlet*: the agency that passes it on (“…,” IRNA reported), for want of anybody else.

mod claims;
mod memory;

use claims::Claim;
use memory::{Introduced, Who};

use super::phrase::REACH;
use super::subject::Subject;
use super::words::{Clause, Note, Position, Saying, Source, Word};
use crate::document::Mention;
use crate::entity::EntityId;
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

/// After so many sentences in which nobody says anything, a quotation does not go on.
const PATIENCE: u32 = 2;

/// What has been read of a text so far.
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
    /// Whose name stands before the colon that the paragraph begins with; what follows are that one's words, in which "he" is another one.
    label: Option<Who>,
    it: Option<Who>,
    /// Whose statement was spoken of last.
    author: Option<Who>,
    introduced: Vec<Introduced>,
    /// Bodies named so far, the last one last.
    bodies: Vec<EntityId>,
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
            label: None,
            it: None,
            author: None,
            introduced: Vec::new(),
            bodies: Vec::new(),
            claims: Vec::new(),
            pending: None,
        }
    }

    fn sentence(&mut self, clause: &Clause, opens_paragraph: bool) {
        let words = &clause.words;
        let main = clause.main_subject(self.mentions);
        let main_who = main.map(|(subject, at)| (self.resolve(subject), at));
        if opens_paragraph {
            let labels = |at: usize| {
                words.get(at + 1) == Some(&Word::Colon) && !matches!(words.get(at + 2), Some(Word::Quote(_)))
            };
            self.label = main_who.filter(|(_, at)| labels(*at)).map(|(who, _)| who);
        }
        self.collect_claims(clause, main);
        let has_quotes = words.iter().any(|word| matches!(word, Word::Quote(_)));
        // A paragraph of its own says who spoke only where the one before left that open.
        if let Some(last) = self.pending.take()
            && !has_quotes
            && !(opens_paragraph && self.speakers[last].and_then(Who::known).is_some())
        {
            self.tail_in_next_sentence(clause, last, main_who);
        }
        self.pending = None;
        if has_quotes {
            let described =
                main.is_some_and(|(subject, _)| matches!(subject, Subject::Noun(..) | Subject::Role(..)));
            self.assign(clause, main_who, described);
        }
        // "Here is what Zarif said:", and a paragraph of its own.
        let told = match words.last() {
            Some(Word::Colon) if !has_quotes => self
                .noun_around(clause, 0, words.len())
                .or_else(|| self.head(clause, 0, words.len(), main_who)),
            _ => None,
        };
        self.remember(clause, main, main_who, opens_paragraph);
        if told.is_some_and(|who| who.known().is_some()) {
            self.speaker = told;
            self.silence = 0;
        }
    }

    /// Gives the quotations of a sentence to somebody. `described`: whether its subject is a noun for somebody, "the ministry".
    fn assign(&mut self, clause: &Clause, main: Option<(Who, usize)>, described: bool) {
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
            let alone = words[..at]
                .iter()
                .all(|word| matches!(word, Word::Quote(_) | Word::Comma | Word::And | Word::Break));
            let who = self.noun_around(clause, head_from, at);
            let who = who.or_else(|| self.head(clause, head_from, at, main));
            let behind = || {
                self.tail(words, at, tail_to, n).or_else(|| match words.get(at + 1) {
                    Some(Word::Colon | Word::Break) => {
                        clause.signature(at + 2, tail_to).map(|subject| self.resolve(subject))
                    }
                    _ => None,
                })
            };
            // "Ankara: “…,” Zarif tells reporters", "Interview: ‘…’ – Zarif": what stands before the colon is only where it is said.
            let only_place = at == head_from + 2 && words[at - 1] == Word::Colon;
            let who = match who {
                Some(unknown) if only_place && unknown.known().is_none() => behind().or(who),
                None => behind(),
                known => known,
            };
            let who = who.or_else(|| {
                self.named_behind(words, at, n).filter(|(_, acts)| alone && *acts).map(|(who, _)| who)
            });
            // "Zarif said “…,” Lavrov “…”"
            let gap = words[head_from..at].iter().filter(|word| !matches!(word, Word::Comma | Word::And));
            let who = who.or_else(|| match gap.copied().collect::<Vec<Word>>()[..] {
                [Word::Person(m)] if k > 0 => Some(self.mentioned(m)),
                _ => None,
            });
            let who = who.or(if k > 0 { before } else { None });
            let who = who.or_else(|| {
                let of_sentence = |(who, subject): &(Who, usize)| {
                    // "Zarif was accused of “…”" by another one.
                    let passive =
                        matches!(words.get(subject + 1..subject + 3), Some([Word::Be, Word::Say(_)]));
                    let apart = |word: &Word| {
                        matches!(
                            word,
                            Word::Subordinate
                                | Word::Who
                                | Word::That
                                | Word::Break
                                | Word::Say(Saying::Base)
                        )
                    };
                    // "Zarif faces charges of “…”": but "his warning of “…”" is his.
                    let noun = at.saturating_sub(2);
                    let others = at > *subject + 3
                        && words[at - 1] == Word::Of
                        && !matches!(words[noun - 1], Word::A | Word::Possessive)
                        && (clause.is_noted(noun, Note::Claim) || clause.is_noted(noun, Note::Against));
                    *subject < at
                        && who.known().is_some()
                        && !passive
                        && !others
                        && !words[*subject + 1..at].iter().any(apart)
                };
                main.filter(of_sentence).map(|(who, _)| who)
            });
            // Somebody else's sentence: "The resolution of the Council calls on Iran “…”".
            let other = main.is_some_and(|(who, subject)| {
                subject < at && (who.known().is_some() || described) && Some(who) != self.speaker
            });
            // “…,” Zarif wondered: nobody else goes on.
            let named = self.named_behind(words, at, n).is_some_and(|(who, _)| Some(who) != self.speaker);
            // “…,” its editorial went on: nor is that he who spoke before.
            let thing = self.thing_behind(words, at, n);
            // The crowd chanted “…”, their signs said “…”: nobody who spoke before.
            let other = other || self.is_of_others(clause, head_from, at);
            let going_on = self.speech[n].continues
                || self.silence < PATIENCE && !named && !thing && (alone || self.silence == 0 && !other);
            // "IRNA reported that “…”"
            let who = who.or_else(|| self.relayed(head_from, at));
            let who = who.or_else(|| self.written(clause, at, tail_to, n));
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

    /// Whose the quotation at `at` is where others than the subject say it: "Zarif’s ‘…’ claim", "the ‘…’ claim by Zarif", "was
    /// dismissed by Zarif as ‘…’".
    fn noun_around(&self, clause: &Clause, from: usize, at: usize) -> Option<Who> {
        // "Zarif read out a letter from Lavrov: “…”"
        if at > from && clause.words[at - 1] == Word::Colon {
            let read = |claim: &Claim| clause.is_noted(claim.at, Note::Read);
            let mut claims = self.claims.iter().filter(|claim| (from..at).contains(&claim.at));
            let author = clause.claimed_by(at - 1, from, self.mentions)?;
            return claims.all(read).then(|| self.resolve(author));
        }
        // "was dismissed by Lavrov as “…”"
        if at > from + 2 && clause.words[at - 1] == Word::As {
            return clause.agent_before(at - 1, from, self.mentions).map(|agent| self.resolve(agent));
        }
        if !clause.is_noted(at + 1, Note::Claim) {
            return None;
        }
        let before = clause.words[from..at].iter().rev().take(2).copied();
        let mut before = before.skip_while(|word| *word == Word::Possessive);
        let owned = at > from && clause.words[at - 1] == Word::Possessive;
        match (before.next(), clause.word(at + 2)) {
            (Some(Word::Person(m) | Word::Body(m)), _) if owned => Some(self.mentioned(m)),
            (_, Some(Word::By)) => {
                clause.subject_after(at + 2, self.mentions).map(|subject| self.resolve(subject))
            }
            _ => None,
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
        // Zarif – “…”
        if at > from && clause.words[at - 1] == Word::Break {
            let name = clause.signature(from, at - 1);
            return name.filter(|name| matches!(name, Subject::Person(_))).map(|name| self.resolve(name));
        }
        if at > from && clause.words[at - 1] == Word::Colon {
            // "He was echoed by Lavrov: “…”", "Post by Lavrov on Monday: “…”"
            let agent = clause.agent_before(at - 1, from, self.mentions);
            let written = || clause.written_by(from, self.mentions);
            if let Some(agent) = agent.or_else(written) {
                return Some(self.resolve(agent));
            }
            let subject = clause.subject_before(at - 1, from, self.mentions);
            let who = subject.map(|subject| self.resolve(subject));
            // "Zarif was clear: “…”"
            let of_sentence =
                main.filter(|(_, subject)| *subject >= from && clause.leads_up_to(*subject, at - 1));
            return match who {
                Some(who) if who.known().is_some() || of_sentence.is_none() => Some(who),
                _ => of_sentence.or(main).map(|(who, _)| who),
            };
        }
        None
    }

    fn tail(&self, words: &[Word], at: usize, to: usize, n: usize) -> Option<Who> {
        // Zarif: ‘…’; Lavrov says no
        if self.text[self.speech[n].span.end..].starts_with(';') {
            return None;
        }
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

    /// Whether the words before the quotation at `at` say that it is said by somebody, but not by whom, or that it is written somewhere.
    fn is_of_others(&self, clause: &Clause, from: usize, at: usize) -> bool {
        const NEAR: usize = 4;
        let unsaid = |n: usize| {
            matches!(clause.words[n], Word::Say(_)) && !self.claims.iter().any(|claim| claim.at == n)
        };
        (from.max(at.saturating_sub(NEAR))..at).any(|n| unsaid(n) || clause.is_noted(n, Note::Text))
    }

    /// The outlet whose own words a quotation is: “…,” the paper wrote. Whoever says "we" there is no outlet.
    fn written(&self, clause: &Clause, from: usize, to: usize, n: usize) -> Option<Who> {
        let wrote = |claim: &&Claim| {
            (from..to).contains(&claim.at) && claim.relayed && clause.is_noted(claim.at, Note::Wrote)
        };
        let claim = self.claims.iter().find(wrote)?;
        let mut said = self.text[self.speech[n].inner.range()].split(|c: char| !c.is_alphanumeric());
        let of_speakers =
            |word| matches!(word, "I" | "my" | "My" | "me" | "We" | "we" | "our" | "Our" | "us");
        (!said.any(of_speakers)).then_some(claim.who)
    }

    /// Who is named behind the comma that ends the quotation at `at`, and whether that one does nothing else there than speak, in
    /// whatever word: “…,” Zarif thundered.
    fn named_behind(&self, words: &[Word], at: usize, n: usize) -> Option<(Who, bool)> {
        let comma = self.text[self.speech[n].inner.range()].trim_end().ends_with(',');
        let start = match words.get(at + 1) {
            Some(Word::Comma) => at + 2,
            _ if comma => at + 1,
            _ => return None,
        };
        // "Iranian Foreign Minister Zarif"
        let described = |word: &Word| {
            matches!(
                word,
                Word::Demonym(_)
                    | Word::Place(_)
                    | Word::Possessive
                    | Word::Title
                    | Word::Role(_)
                    | Word::Capital
            )
        };
        let name = start + words.get(start..)?.iter().take(REACH).take_while(|word| described(word)).count();
        let who = match words.get(name)? {
            Word::Person(m) => self.mentioned(*m),
            Word::Stranger => Who::Unknown,
            _ => return None,
        };
        let mut rest =
            words[name + 1..].iter().skip_while(|word| matches!(word, Word::Auxiliary | Word::Adverb));
        let verb = matches!(rest.next(), Some(Word::Other | Word::Say(Saying::Base)));
        let ends = matches!(
            rest.next(),
            None | Some(
                Word::Comma | Word::Preposition | Word::Time | Word::Adverb | Word::Quote(_) | Word::Break
            )
        );
        Some((who, verb && ends))
    }

    /// Whether behind the comma that ends the quotation at `at` something of somebody's says it, or somebody new: “…,” its editorial went on.
    /// Not: “…,” a part of the letter reads.
    fn thing_behind(&self, words: &[Word], at: usize, n: usize) -> bool {
        self.text[self.speech[n].inner.range()].trim_end().ends_with(',')
            && matches!(words.get(at + 1..), Some([Word::A, Word::Other | Word::Capital | Word::Role(_), ..]))
            && words.get(at + 3) != Some(&Word::Of)
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
        // “…?” Zarif was asked.
        let asked = self.claims.is_empty()
            && matches!(words[..], [_, Word::Be, Word::Say(saying), ..] if saying != Saying::Cite)
            && matches!(words.get(3), None | Some(Word::Preposition | Word::Time | Word::Adverb));
        if asked {
            self.speakers[pending] = None;
            self.speaker = None;
            return;
        }
        let who = match self.claims.first() {
            _ if remarks && self.speakers[pending].and_then(Who::known).is_none() => main.map(|(who, _)| who),
            Some(claim) if says_nothing_else(words, claim) => Some(claim.who),
            // “…” — Zarif, Iranian foreign minister
            None if is_signature(words) => {
                clause.signature(1, words.len()).map(|subject| self.resolve(subject))
            }
            _ => None,
        };
        if let Some(who) = who {
            self.speakers[pending] = Some(who);
            self.certain[pending] = true;
            self.backfill(pending, who);
        }
    }
}

/// Whether a sentence is nothing but a dash and a name, with what belongs to it.
fn is_signature(words: &[Word]) -> bool {
    let verb = |word: &Word| matches!(word, Word::Be | Word::Auxiliary | Word::Who | Word::That);
    words.first() == Some(&Word::Break) && words.len() <= 10 && !words.iter().any(verb)
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
