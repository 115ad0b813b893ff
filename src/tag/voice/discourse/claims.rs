//! The verbs of saying in a sentence, each with whoever says it.

use super::Discourse;
use super::memory::Who;
use crate::entity::EntityId;
use crate::tag::voice::phrase::{REACH, entity};
use crate::tag::voice::subject::Subject;
use crate::tag::voice::words::{Clause, Note, Saying, Word};

/// A verb of saying and its subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) at: usize,
    pub(super) who: Who,
    /// Not "saying …", which may belong to somebody named in passing.
    pub(super) finite: bool,
    /// An outlet passes it on.
    pub(super) relayed: bool,
    /// It stands in a clause that hangs on another one: "after Trump said".
    pub(super) hangs: bool,
}

impl Discourse<'_> {
    /// Finds the verbs of saying that have a subject.
    pub(super) fn collect_claims(&mut self, clause: &Clause, main: Option<(Subject, usize)>) {
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
                    clause.in_words_of(n, from, self.mentions).map(|subject| (subject, true, false))
                }
                // "the claim by Zarif that “…”", in passing
                Word::That => {
                    if let Some(subject) = clause.claimed_by(n, from, self.mentions) {
                        let who = self.resolve(subject);
                        self.claims.push(Claim { at: n, who, finite: false, relayed: false, hangs: true });
                    }
                    None
                }
                // "as Zarif put it"
                Word::It if n > from && clause.is_noted(n - 1, Note::Put) => {
                    let subject = clause.subject_before(n - 1, from, self.mentions);
                    subject.map(|subject| (subject, true, false))
                }
                // "For Zarif, this is “…”": in his view.
                Word::Preposition if n == 0 && clause.is_noted(n, Note::Belongs) => {
                    clause.in_view_of(n).map(|subject| (subject, true, false))
                }
                Word::According if matches!(words.get(n + 1), Some(Word::To)) => {
                    let subject = clause.subject_after(n + 1, self.mentions);
                    // "A caption, according to IRNA: “…”": nobody says that.
                    let shown = (from..n).any(|n| clause.is_noted(n, Note::Text));
                    let subject = if shown { Some(Subject::Something) } else { subject };
                    // "according to the World Report": a source, not one who speaks.
                    let source = words.get(n + 2) == Some(&Word::The);
                    let relayed = |subject| match subject {
                        Subject::Unknown | Subject::It | Subject::Noun(..) => source,
                        Subject::Something => !shown,
                        _ => self.is_relay(subject),
                    };
                    subject.map(|subject| (subject, true, relayed(subject)))
                }
                Word::Say(saying) => {
                    self.subject_of(clause, n, from, saying, main).map(|(subject, finite)| {
                        let own = || (from..words.len()).any(|n| clause.is_noted(n, Note::Editorial));
                        let relayed = matches!(saying, Saying::Report | Saying::Finite)
                            && self.is_relay(subject)
                            && !own();
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
                // "The army issued a statement, which said …": its own, not the one spoken of before.
                (Subject::Utterance, _, _) if is_issued(&words[from..n]) => {
                    let of_sentence = main.filter(|(subject, at)| *at < n && *subject != Subject::Utterance);
                    of_sentence.map_or(Who::Unknown, |(subject, _)| self.resolve(subject))
                }
                // In "A Hamas official said that the group won" it is Hamas.
                (Subject::Noun(noun, place), ..) => {
                    self.called_before(clause, n, noun, place).unwrap_or_else(|| self.resolve(subject))
                }
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
            // "IRNA reported Zarif as saying"
            Saying::Report
                if words[n + 1..]
                    .windows(2)
                    .take(REACH)
                    .any(|two| matches!(two, [Word::As, Word::Say(Saying::Participle)])) =>
            {
                clause.subject_after(n, self.mentions).map(|object| (object, true))
            }
            Saying::Cite | Saying::Citing => {
                // "IRNA quoted Baghaei as saying"
                let object = clause.subject_after(n, self.mentions)?;
                let said = words[n + 1..].iter().take(12).any(|word| *word == Word::As);
                (said || saying == Saying::Citing).then_some((object, true))
            }
            // “…?” Zarif was asked.
            _ if passive && from > 0 && after != Some(Word::By) && saying != Saying::Cite => {
                Some((Subject::Unknown, true))
            }
            // "was told by Zarif that"
            _ if (passive || n == 0) && after == Some(Word::By) => {
                let agent = clause.subject_after(n + 1, self.mentions);
                agent
                    .filter(|agent| matches!(agent, Subject::Person(_) | Subject::Body(_)))
                    .map(|agent| (agent, true))
            }
            // "a plan proposed by lawmakers", but "Zarif said by phone"
            _ if passive || after == Some(Word::By) && !before.is_some_and(is_somebody) => None,
            // "with Zarif saying", "Lavrov heard Zarif say": whoever stands beside it.
            Saying::Participle | Saying::Base if clause.is_heard(n, from, self.mentions) => match before {
                Some(Word::Person(m)) => Some((Subject::Person(m), true)),
                _ => None,
            },
            // Of the verb before, or of the sentence: "Zarif said …, adding …".
            Saying::Participle => Some((Subject::Shared, false)),
            Saying::Base if before == Some(Word::To) => {
                let went_on = clause.subject_before(n, from, self.mentions).filter(known);
                // "Zarif took to Twitter to say that"
                let shared = (after == Some(Word::That)).then_some(Subject::Shared);
                went_on.or(shared).map(|subject| (subject, true))
            }
            // "Both Zarif and Lavrov say"
            Saying::Base if matches!(before, Some(Word::Person(_))) => {
                let subject = clause.subject_before(n, from, self.mentions);
                subject.filter(|subject| *subject == Subject::Unknown).map(|subject| (subject, true))
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

    /// The last body named before `n` in the sentence that the noun may stand for.
    fn called_before(&self, clause: &Clause, n: usize, noun: u32, place: Option<EntityId>) -> Option<Who> {
        let bodies = (0..n).rev().filter_map(|n| match clause.words[n] {
            Word::Body(m) if !clause.is_compound(n) => Some(self.mentioned(m)),
            _ => None,
        });
        bodies.into_iter().find(|body| self.may_be_called(*body, noun, place))
    }

    /// Whether a subject, as a rule, passes on what others say: a news outlet.
    fn is_relay(&self, subject: Subject) -> bool {
        match subject {
            Subject::Body(m) => entity(self.mentions, m).is_some_and(|entity| {
                self.gazetteer.entities[entity.index()].class.as_deref() == Some("media")
            }),
            _ => false,
        }
    }
}

/// Whether somebody makes a statement in these words: "issued a statement", "made a short speech".
fn is_issued(words: &[Word]) -> bool {
    let made = words.iter().rposition(|word| *word == Word::Made);
    made.is_some_and(|made| {
        let mut object = words[made + 1..].iter().take(4).skip_while(|word| matches!(word, Word::Other));
        object.next() == Some(&Word::A) && object.any(|word| *word == Word::Utterance)
    })
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
