//! Why a place was tagged as it was, or why it was not: one named cause each.

use std::collections::{HashMap, HashSet};

use super::evidence::Objection;
use super::resolve::{self, Lack};
use super::scan::{self, Candidate};
use super::{Resolved, candidates_within, select};
use crate::document::{Evidence, Mention, Reading};
use crate::entity::EntityId;
use crate::error::Error;
use crate::fold::{fold, steps_between};
use crate::gazetteer::{Gazetteer, Inner, Sense, SurfaceId};
use crate::limits::Limits;
use crate::skeleton::Found;
use crate::span::Span;
use crate::text::Layout;

/// What became of one name at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The stretch of text.
    pub span: Span,
    /// The entity that it may name; `None` when the lexicon knows no such name.
    pub entity: Option<EntityId>,
    /// The alias of the entity, as its author wrote it.
    pub alias: Option<String>,
    /// The rules that made the spelling from the alias, joined by `+`; empty when it is the alias itself.
    pub rules: String,
    /// What folding did so that text and alias are the same, such as `case` or `accents`.
    pub steps: Vec<&'static str>,
    /// Tagged, or the cause why not.
    pub outcome: Outcome,
}

/// Tagged or not, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a mention of the entity.
    Tagged(Evidence),
    /// No lexicon has the name; these of its names are nearest.
    NotInLexicon(Vec<String>),
    /// It is a part of a longer word.
    Boundary,
    /// It is not written in the case that the alias asks for.
    Case,
    /// This mention, of this entity if it is clear, has the text.
    LostToLonger(Span, Option<EntityId>),
    /// A `not-near` phrase stands here.
    Veto(Span),
    /// This noun makes it a street, prize or airport.
    Namesake(Span),
    /// This word makes it somebody else's.
    OtherBearer(Span),
    /// This word makes it a part of a longer name.
    PartOfLongerName(Span),
    /// People have this name of a town, too, and no word says that a place is meant.
    Placeless,
    /// It is a short form, and no full name stands in the document.
    NotIntroduced,
    /// It counts only beside a clue, and none is near.
    NoClue,
    /// It counts from a day on or until one, and the text is of another day.
    OutOfTime,
    /// The place beside it is not the one that the body belongs to.
    OtherOwner,
    /// Several entities may be meant and nothing decides.
    Ambiguous(Vec<EntityId>),
    /// Another entity of the same name is meant here.
    OtherMeant(EntityId, Evidence),
}

impl Outcome {
    /// The name of the cause: stable, for scripts.
    pub fn as_str(&self) -> &'static str {
        match self {
            Outcome::Tagged(_) => "tagged",
            Outcome::NotInLexicon(_) => "not-in-lexicon",
            Outcome::Boundary => "boundary",
            Outcome::Case => "case",
            Outcome::LostToLonger(..) => "lost-to-longer",
            Outcome::Veto(_) => "veto",
            Outcome::Namesake(_) => "namesake",
            Outcome::OtherBearer(_) => "other-bearer",
            Outcome::PartOfLongerName(_) => "part-of-longer-name",
            Outcome::Placeless => "placeless",
            Outcome::NotIntroduced => "not-introduced",
            Outcome::NoClue => "no-clue",
            Outcome::OutOfTime => "out-of-time",
            Outcome::OtherOwner => "other-owner",
            Outcome::Ambiguous(_) => "ambiguous",
            Outcome::OtherMeant(..) => "other-meant",
        }
    }
}

impl Gazetteer {
    /// For each of `places`, why the names that touch it were tagged or not, in text order; what was tagged first.
    ///
    /// None is empty: where no lexicon knows a name, one verdict says so and names the nearest that some lexicon has.
    ///
    /// # Errors
    ///
    /// As [`tag_within`](Gazetteer::tag_within); names that begin or end inside a word count here, too.
    pub fn explain(&self, text: &str, places: &[Span], limits: &Limits) -> Result<Vec<Vec<Verdict>>, Error> {
        let gazetteer = &*self.inner;
        let everywhere = |most| scan::scan_everywhere(text, gazetteer, most);
        let candidates = candidates_within(text, limits, everywhere)?;
        let words = select::words(text, &candidates, gazetteer);
        let layout = Layout::of(text);
        let case = Case { text, gazetteer, resolved: self.resolve(text, &layout, &words) };
        // Where the longest of the candidates so far ends: before the first that reaches over a place none touches it.
        let ends: Vec<usize> = candidates
            .iter()
            .scan(0, |end, candidate| {
                *end = candidate.span.end.max(*end);
                Some(*end)
            })
            .collect();
        let touching = |at: Span| {
            let from = ends.partition_point(|end| *end <= at.start);
            let rest = candidates[from..].iter().take_while(move |candidate| candidate.span.start < at.end);
            rest.filter(move |candidate| candidate.span.overlaps(at))
        };
        let mut nearest = Nearest { gazetteer, known: HashMap::new() };
        Ok(places.iter().map(|at| case.verdicts(*at, touching(*at), &mut nearest)).collect())
    }
}

/// What is known about one document.
struct Case<'a> {
    text: &'a str,
    gazetteer: &'a Inner,
    resolved: Resolved<'a>,
}

impl Case<'_> {
    /// The verdicts about a place, given the candidates that touch it.
    fn verdicts<'c>(
        &self,
        at: Span,
        candidates: impl Iterator<Item = &'c Candidate>,
        nearest: &mut Nearest<'_>,
    ) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        for candidate in candidates {
            for sense in self.gazetteer.senses_of(candidate.surface) {
                verdicts.push(self.verdict(candidate, &sense));
            }
        }
        // What was found by its sound is no candidate: the matcher does not know it.
        for mention in self.mentions_over(at) {
            let known = |verdict: &Verdict| {
                verdict.span == mention.span
                    && matches!(verdict.outcome, Outcome::Tagged(_) | Outcome::Ambiguous(_))
            };
            if let Reading::One { entity, evidence } = mention.reading
                && !verdicts.iter().any(known)
            {
                let rules = match self.gazetteer.person(&self.text[mention.span.range()]) {
                    Found::One(_, same) => same.rules.to_string().replace(' ', "+"),
                    _ => String::new(),
                };
                let outcome = Outcome::Tagged(evidence);
                let (span, entity) = (mention.span, Some(entity));
                verdicts.push(Verdict { span, entity, alias: None, rules, steps: Vec::new(), outcome });
            }
        }
        verdicts.sort_by_key(|verdict| {
            (!matches!(verdict.outcome, Outcome::Tagged(_)), verdict.span, verdict.entity)
        });
        if verdicts.is_empty() {
            let outcome = Outcome::NotInLexicon(nearest.of(&self.text[at.range()]));
            verdicts.push(Verdict {
                span: at,
                entity: None,
                alias: None,
                rules: String::new(),
                steps: Vec::new(),
                outcome,
            });
        }
        verdicts
    }

    /// The mentions that touch `at`; they are in order and apart.
    fn mentions_over(&self, at: Span) -> impl Iterator<Item = &Mention> {
        let mentions = &self.resolved.mentions;
        let from = mentions.partition_point(|mention| mention.span.end <= at.start);
        let rest = mentions[from..].iter().take_while(move |mention| mention.span.start < at.end);
        rest.filter(move |mention| mention.span.overlaps(at))
    }

    fn verdict(&self, candidate: &Candidate, sense: &Sense) -> Verdict {
        let alias = self.gazetteer.alias(sense.alias);
        Verdict {
            span: candidate.span,
            entity: Some(sense.entity),
            alias: Some(alias.to_owned()),
            rules: self.gazetteer.rule_path(sense.rule_path).to_owned(),
            steps: self.steps(candidate, sense),
            outcome: self.outcome(candidate, sense),
        }
    }

    /// What folding did to the text: to make it the alias, or what a rule made of the alias.
    fn steps(&self, candidate: &Candidate, sense: &Sense<'_>) -> Vec<&'static str> {
        let surface = &self.text[candidate.span.range()];
        if sense.rule_path == 0 {
            return steps_between(surface, self.gazetteer.alias(sense.alias));
        }
        let mut steps = steps_between(surface, self.gazetteer.text_of(candidate.surface));
        // A spelling by rule has no case of its own.
        steps.retain(|step| *step != "case");
        steps
    }

    fn outcome(&self, candidate: &Candidate, sense: &Sense) -> Outcome {
        let Some(word) = select::word(self.text, candidate, self.gazetteer) else { return Outcome::Boundary };
        let longer = |mention: &&Mention| mention.span.contains(word.span) && mention.span != word.span;
        if let Some(mention) = self.mentions_over(word.span).find(longer) {
            return Outcome::LostToLonger(mention.span, mention.reading.entity());
        }
        let Resolved { context, places, .. } = &self.resolved;
        match context.objection(sense, &word) {
            Some(Objection::Case) => return Outcome::Case,
            Some(Objection::Veto(span)) => return Outcome::Veto(span),
            Some(Objection::Namesake(span)) => return Outcome::Namesake(span),
            Some(Objection::Bearer(span)) => return Outcome::OtherBearer(span),
            Some(Objection::Time) => return Outcome::OutOfTime,
            Some(Objection::Part(span)) => return Outcome::PartOfLongerName(span),
            Some(Objection::Placeless) => return Outcome::Placeless,
            None => {}
        }
        match resolve::lacks(sense, &word, self.gazetteer, context, places) {
            Some(Lack::Introduction) => return Outcome::NotIntroduced,
            Some(Lack::Clue) => return Outcome::NoClue,
            Some(Lack::Owner) => return Outcome::OtherOwner,
            None => {}
        }
        let Some(mention) = self.mentions_over(word.span).next() else {
            return Outcome::NotIntroduced;
        };
        match &mention.reading {
            reading if mention.span != word.span => Outcome::LostToLonger(mention.span, reading.entity()),
            Reading::One { entity, evidence } if *entity == sense.entity => Outcome::Tagged(*evidence),
            Reading::One { entity, evidence } => Outcome::OtherMeant(*entity, *evidence),
            Reading::Ambiguous(entities) => Outcome::Ambiguous(entities.clone()),
        }
    }
}

/// Names that are near to what no lexicon knows, looked for once for each.
struct Nearest<'a> {
    gazetteer: &'a Inner,
    known: HashMap<String, Vec<String>>,
}

impl Nearest<'_> {
    fn of(&mut self, surface: &str) -> Vec<String> {
        if let Some(names) = self.known.get(surface) {
            return names.clone();
        }
        let names = nearest(self.gazetteer, surface);
        self.known.insert(surface.to_owned(), names.clone());
        names
    }
}

/// Up to five names of the lexicon that differ from `surface` in few letters, the nearest first.
fn nearest(gazetteer: &Inner, surface: &str) -> Vec<String> {
    const MOST: usize = 5;
    let wanted = fold(surface);
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Vec::new();
    }
    let limit = (wanted.chars().count() / 4).max(1);
    let mut found: Vec<(usize, &str)> = (0..gazetteer.n_surfaces() as u32)
        .map(|n| (SurfaceId(n), gazetteer.text_of(SurfaceId(n))))
        .filter(|(_, text)| text.len().abs_diff(wanted.len()) <= limit * 2)
        .filter(|(id, _)| gazetteer.senses_of(*id).len() > 0)
        .map(|(_, text)| (strsim::levenshtein(text, wanted), text))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    found.sort();
    let alias = |(_, text): (usize, &str)| {
        let sense = gazetteer.surface(text).and_then(|id| gazetteer.senses_of(id).next())?;
        Some(gazetteer.alias(sense.alias).to_owned())
    };
    let mut names: Vec<String> = found.into_iter().filter_map(alias).collect();
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.truncate(MOST);
    names
}
