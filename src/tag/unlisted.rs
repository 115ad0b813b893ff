//! Finds people whose names stand in a spelling that nobody listed.
//!
//! Two steps beside the automaton, both only for capitalized words that no listed name has taken. A full name of two words or more whose
//! consonants and sounds are those of one known person's name, and of no other's, is that person's ([`full_names`]); a different given name
//! is another person. A surname alone is never enough, but once its bearer stands in the document, a spelling of it by the same rules is
//! his ([`surnames`]).

use super::boundary;
use super::evidence::Evidence as Context;
use super::select::Word;
use crate::entity::{EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_apostrophe;
use crate::gazetteer::Inner;
use crate::romanization::SpellingRules;
use crate::skeleton::{Found, same_word};
use crate::span::Span;

/// The most words of a name that is looked up.
const MOST_WORDS: usize = 6;

/// Runs of capitalized words that no listed name has a part in; each is one name or none.
pub(crate) struct Runs {
    /// The words of each run, titles and ordinary words before it left out.
    runs: Vec<Vec<Span>>,
}

impl Runs {
    pub(crate) fn of(text: &str, words: &[Word], gazetteer: &Inner, context: &Context<'_>) -> Runs {
        let always = |word: &&Word| gazetteer.flags(word.surface).always;
        let mut taken: Vec<Span> = words.iter().filter(always).map(|word| word.span).collect();
        taken.sort();
        let mut runs = Vec::new();
        let mut run: Vec<Span> = Vec::new();
        let mut close = |run: &mut Vec<Span>| {
            trim(text, run);
            let whole = |run: &[Span]| {
                let span = Span::new(run[0].start, run[run.len() - 1].end);
                boundary::stand(text, span).is_some_and(|standing| standing.span == span)
            };
            if (1..=MOST_WORDS).contains(&run.len()) && whole(run) {
                runs.push(std::mem::take(run));
            }
            run.clear();
        };
        for word in capitalized_words(text) {
            let joined = run.last().is_some_and(|last| {
                let between = &text[last.end..word.start];
                matches!(between, " " | "\u{a0}" | "-" | "\u{2011}" | "\u{2010}" | "\n")
            });
            if !joined {
                close(&mut run);
            }
            let at = taken.partition_point(|span| span.end <= word.start);
            if taken.get(at).is_some_and(|span| span.overlaps(word)) {
                close(&mut run);
                continue;
            }
            let letters = &text[word.range()];
            // What opens the run may be a title or the first word of a sentence.
            if (run.is_empty() && is_particle(letters)) || context.is_no_name(word) && !is_particle(letters) {
                close(&mut run);
                continue;
            }
            run.push(word);
        }
        close(&mut run);
        Runs { runs }
    }

    /// The full names among them, with whom each means.
    pub(crate) fn full_names(
        &self,
        text: &str,
        gazetteer: &Inner,
        context: &Context<'_>,
    ) -> Vec<(Span, EntityId)> {
        let mut found = Vec::new();
        for run in self.runs.iter().filter(|run| run.len() >= 2) {
            let span = Span::new(run[0].start, run[run.len() - 1].end);
            if let Found::One(entity, _) = gazetteer.person(&text[span.range()])
                && context.ruled_out(entity, span).is_none()
            {
                found.push((span, entity));
            }
        }
        found
    }

    /// The surnames among them that are spellings of an introduced person's, and of no other's; with their introductions.
    pub(crate) fn surnames(
        &self,
        text: &str,
        gazetteer: &Inner,
        context: &Context<'_>,
    ) -> Vec<(Span, EntityId)> {
        let people: Vec<(EntityId, Vec<String>)> = context
            .introduced()
            .into_iter()
            .filter(|id| gazetteer.entities[id.index()].kind == Kind::Person)
            .map(|id| {
                let short =
                    gazetteer.aliases_of(id).filter(|alias| alias.form == Form::Short && !alias.native);
                (id, short.map(|alias| fold_name(alias.text)).filter(|short| short.len() > 3).collect())
            })
            .collect();
        let mut found = Vec::new();
        for run in &self.runs {
            let span = Span::new(run[0].start, run[run.len() - 1].end);
            let name = fold_name(&text[span.range()]).replace(' ', "");
            let bears = |(id, shorts): &&(EntityId, Vec<String>)| {
                let origin = gazetteer.origin(*id);
                let same = |short: &String| {
                    let short = short.replace(' ', "");
                    short.as_bytes()[0] == name.as_bytes()[0] && same_word(&short, &name, origin).is_some()
                };
                shorts.iter().any(same)
            };
            if !name.is_ascii() || name.len() < 4 {
                continue;
            }
            let mut bearers = people.iter().filter(bears);
            if let (Some((id, _)), None) = (bearers.next(), bearers.next())
                && context.ruled_out(*id, span).is_none()
                && !gazetteer.is_excepted(*id, &fold_name(&text[span.range()]), SpellingRules::NONE)
            {
                found.push((span, *id));
            }
        }
        found
    }
}

/// Words that begin with a capital, and the particles of names between them; without possessive endings.
fn capitalized_words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let start = at + rest.find(|c: char| c.is_alphabetic())?;
            let letter = |c: char| c.is_alphabetic() || is_apostrophe(c);
            let len = text[start..].find(|c: char| !letter(c)).unwrap_or(text.len() - start);
            at = start + len;
            let word = text[start..at].trim_end_matches(is_apostrophe);
            let word =
                word.strip_suffix('s').and_then(|stem| stem.strip_suffix(is_apostrophe)).unwrap_or(word);
            if word.starts_with(char::is_uppercase) || is_particle(word) {
                return Some(Span::new(start, start + word.len()));
            }
        }
    })
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 17] = [
        "al", "el", "ul", "bin", "ibn", "ben", "bint", "abu", "as", "ash", "ad", "ar", "az", "an", "at", "e",
        "i",
    ];
    PARTICLES.contains(&word)
}

/// Drops particles that end a run.
fn trim(text: &str, run: &mut Vec<Span>) {
    while run.last().is_some_and(|last| is_particle(&text[last.range()])) {
        run.pop();
    }
}
