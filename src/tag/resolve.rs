//! Decides which entity a word means; gives mentions.
//!
//! Evidence, in order: the full name right before an abbreviation in brackets, the owner beside a body ("Iran's Foreign Ministry"), an
//! author's clue, the country that the text is about ([`home`](super::home)), the only sense, an office held on the day of the text, the
//! latest introduction by a full name. What nothing decides stays open. A span is never changed here.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::evidence::Evidence as Context;
use super::heads::heads;
use super::home;
use super::ownership::Ownership;
use super::select::{self, Word};
use super::unlisted::Runs;
use crate::document::{Evidence, Mention, Reading, Voice};
use crate::entity::{EntityId, Form, Kind};
use crate::gazetteer::{Inner, Sense, SurfaceId};
use crate::lexicon::model::When;
use crate::limits::Limits;
use crate::span::Span;
use crate::text::Layout;

/// Why a sense counts at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Support {
    Always,
    Clue(Span),
    Owner(Span),
    Country(Span),
    Office(Span),
    Introduced(Span),
}

/// A sense that counts at a place.
#[derive(Clone, Copy)]
struct Active<'g> {
    sense: Sense<'g>,
    support: Support,
}

impl Active<'_> {
    fn is_outweighed(&self, ownership: &Ownership<'_>) -> bool {
        matches!(self.support, Support::Clue(clue) if ownership.outweighs(clue, &self.sense))
    }
}

/// Whom a text introduces, as [`resolve`] needs it.
pub(crate) struct Introduced {
    /// The places it names, in text order.
    pub(crate) places: Vec<(Span, EntityId)>,
    /// People in spellings that nobody listed, and bodies by the noun of their name.
    unlisted: Vec<Mention>,
}

/// Words with the senses that count there, all in one list: most words have one, and a list for each takes longer than filling it.
#[derive(Default)]
struct Admitted<'g> {
    senses: Vec<Active<'g>>,
    /// Each word, by its number, and where its senses lie.
    words: Vec<(usize, Range<usize>)>,
}

impl<'g> Admitted<'g> {
    /// Ends word `n`, whose senses begin at `start`; it counts if it has some.
    fn close(&mut self, n: usize, start: usize) {
        if self.senses.len() > start {
            self.words.push((n, start..self.senses.len()));
        }
    }

    /// Of the senses from `start` on drops those that are `unfit`.
    fn drop_from(&mut self, start: usize, unfit: impl Fn(&Sense<'g>) -> bool) {
        let mut at = start;
        while let Some(active) = self.senses.get(at) {
            match unfit(&active.sense) {
                true => drop(self.senses.remove(at)),
                false => at += 1,
            }
        }
    }

    /// Of the senses from `start` on keeps those of `entity`, if there are any.
    fn keep(&mut self, start: usize, entity: EntityId) {
        let of_it = |active: &Active<'_>| active.sense.entity == entity;
        if self.senses[start..].iter().any(of_it) {
            let own = self.senses.split_off(start);
            self.senses.extend(own.into_iter().filter(of_it));
        }
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &[Active<'g>])> {
        self.words.iter().map(|(n, range)| (*n, &self.senses[range.clone()]))
    }

    /// The `nth` of these words, and its senses.
    fn nth(&self, nth: usize) -> Option<(usize, &[Active<'g>])> {
        self.words.get(nth).map(|(n, range)| (*n, &self.senses[range.clone()]))
    }
}

/// Notes in `context` whom the text introduces.
pub(crate) fn introduce(
    text: &str,
    layout: &Layout,
    words: &[Word],
    gazetteer: &Inner,
    context: &mut Context<'_>,
    unlisted: bool,
) -> Introduced {
    let named = introduce_the_unconditional(words, gazetteer, context);
    let is_place = |&(_, entity): &(Span, EntityId)| gazetteer.kind_of(entity) == Kind::Place;
    let places: Vec<(Span, EntityId)> = named.iter().copied().filter(is_place).collect();
    let runs = (unlisted && gazetteer.knows_people()).then(|| Runs::of(text, words, gazetteer, context));
    let full_names = runs.as_ref().map_or(Vec::new(), |runs| runs.full_names(text, gazetteer, context));
    context.introduce(full_names.iter().map(|(span, entity)| (*entity, *span)));
    context.settle(home::settle(text, layout, words, gazetteer, context, &named, &places));
    introduce_by_clue_or_owner(words, gazetteer, context, &places);
    context.define(words);
    let mut unlisted_names: Vec<Mention> = full_names
        .into_iter()
        .map(|(span, entity)| unlisted_mention(span, Kind::Person, entity, Form::Name, Evidence::Skeleton))
        .collect();
    let somebody = || context.introduced().iter().any(|&id| gazetteer.kind_of(id) == Kind::Person);
    if unlisted && somebody() {
        let runs = runs.unwrap_or_else(|| Runs::of(text, words, gazetteer, context));
        for (span, entity) in runs.surnames(text, gazetteer, context) {
            if let Some((introduction, _)) = context.introduction(entity, span) {
                let evidence = Evidence::IntroducedAt(introduction);
                unlisted_names.push(unlisted_mention(span, Kind::Person, entity, Form::Short, evidence));
            }
        }
    }
    unlisted_names.extend(bodies_by_noun(text, gazetteer, context));
    Introduced { places, unlisted: unlisted_names }
}

fn bodies_by_noun(text: &str, gazetteer: &Inner, context: &Context<'_>) -> impl Iterator<Item = Mention> {
    heads(text, gazetteer, context).into_iter().map(|(span, entity, name)| {
        unlisted_mention(span, Kind::Organization, entity, Form::Short, Evidence::IntroducedAt(name))
    })
}

fn unlisted_mention(span: Span, kind: Kind, entity: EntityId, form: Form, evidence: Evidence) -> Mention {
    Mention {
        span,
        kind,
        form,
        reading: Reading::One { entity, evidence },
        voice: Voice::Narrator,
        scare_quoted: false,
        prefix: None,
        suffix: None,
        look_alike: false,
        undated: false,
    }
}

/// The mentions among `words`, in text order.
pub(crate) fn resolve(
    words: &[Word],
    gazetteer: &Inner,
    context: &Context<'_>,
    introduced: &Introduced,
) -> Vec<Mention> {
    let Introduced { places, unlisted } = introduced;
    let mut conditional = Conditional::new(gazetteer);
    let mut admitted = Admitted::default();
    for (n, word) in words.iter().enumerate() {
        let start = admitted.senses.len();
        unconditional(word, gazetteer, context, &mut admitted.senses);
        let ownership = Ownership::at(word, gazetteer, context, places);
        admitted.drop_from(start, |sense| ownership.is_anothers(sense));
        admitted.senses.extend(conditional.active(word, context, places));
        if let Some(meant) = context.meant(word) {
            admitted.keep(start, meant);
        }
        admitted.close(n, start);
    }
    let spans =
        admitted.iter().map(|(n, _)| words[n].span).chain(unlisted.iter().map(|mention| mention.span));
    let claimed = select::claim(&spans.collect::<Vec<Span>>());
    let claimed = claimed.into_iter().map(|nth| match admitted.nth(nth) {
        Some((n, active)) => mention(&words[n], active, gazetteer, context, places),
        None => unlisted[nth - admitted.words.len()].clone(),
    });
    claimed.collect()
}

/// Notes whom that introduces which counts everywhere, and gives all whom it names, by start.
fn introduce_the_unconditional(
    words: &[Word],
    gazetteer: &Inner,
    context: &mut Context<'_>,
) -> Vec<(Span, EntityId)> {
    let mut always = Admitted::default();
    for (n, word) in words.iter().enumerate() {
        let start = always.senses.len();
        unconditional(word, gazetteer, context, &mut always.senses);
        always.close(n, start);
    }
    let spans: Vec<Span> = always.iter().map(|(n, _)| words[n].span).collect();
    let mut named = Vec::new();
    let mut introduced = Vec::new();
    for (n, active) in select::claim(&spans).into_iter().filter_map(|nth| always.nth(nth)) {
        let word = &words[n];
        if let (Reading::One { entity, .. }, form) = decide(active, word.span, context, None) {
            if form != Form::Demonym {
                introduced.push((entity, word.span));
            }
            named.push((word.span, entity));
        }
    }
    context.introduce(introduced);
    named
}

/// A short form that a clue or an owner beside it decides introduces its entity for the rest of the document.
fn introduce_by_clue_or_owner(
    words: &[Word],
    gazetteer: &Inner,
    context: &mut Context<'_>,
    places: &[(Span, EntityId)],
) {
    let mut found = Vec::new();
    let mut woken = Vec::new();
    for word in words.iter().filter(|word| gazetteer.flags(word.surface).conditional) {
        let senses = gazetteer.senses_of(word.surface).filter(|sense| sense.when != When::Always);
        let ownership = Ownership::at(word, gazetteer, context, places);
        let active: Vec<Active<'_>> = senses
            .filter(|sense| !ownership.is_anothers(sense))
            .filter_map(|sense| {
                let by_clue = || context.clue(&sense, word).map(Support::Clue);
                let by_office = || by_office(&sense, word, context, places);
                let by_owner = ownership.owner(&sense).map(Support::Owner);
                Some(Active { sense, support: by_owner.or_else(by_clue).or_else(by_office)? })
            })
            .filter(|active| context.objection(&active.sense, word).is_none())
            .filter(|active| !active.is_outweighed(&ownership))
            .collect();
        woken.extend(active.iter().map(|active| active.sense.entity));
        if let Some((entity, _)) = strongest(&active) {
            found.push((entity, word.span));
        }
    }
    context.introduce(found);
    woken.into_iter().for_each(|entity| context.wake(entity));
}

/// A person's short form behind the title of an office that he holds on the day of the text. Without a day, several may have held it.
fn by_office(
    sense: &Sense<'_>,
    word: &Word,
    context: &Context<'_>,
    places: &[(Span, EntityId)],
) -> Option<Support> {
    let short = sense.form == Form::Short && sense.when == When::Introduced && !sense.reduced;
    (short && context.date().is_some())
        .then(|| context.office(sense.entity, word.span, places))
        .flatten()
        .map(Support::Office)
}

/// Adds to `active` what counts at `word` wherever it stands.
fn unconditional<'g>(word: &Word, gazetteer: &'g Inner, context: &Context<'_>, active: &mut Vec<Active<'g>>) {
    if !gazetteer.flags(word.surface).always {
        return;
    }
    let start = active.len();
    let senses = gazetteer.senses_of(word.surface);
    let few = senses.len() <= Limits::DEFAULT.senses_per_surface;
    let senses = senses.filter(|sense| sense.when == When::Always);
    let counts = |sense: &Sense<'_>| context.objection(sense, word).is_none();
    let always = |sense| Active { sense, support: Support::Always };
    if few {
        // By far the most words: no list is made for them.
        active.extend(senses.filter(counts).map(always));
    } else {
        let senses = worth_weighing(senses.collect(), word, gazetteer, context);
        active.extend(senses.into_iter().filter(counts).map(always));
    }
    if active.len() - start > 1 {
        for one in &mut active[start..] {
            one.support = context.clue(&one.sense, word).map_or(Support::Always, Support::Clue);
        }
    }
}

/// Of more senses than are weighed at one place, those that a clue may speak for, those introduced nearest before it, and enough others to
/// see that it is open. In the same order.
fn worth_weighing<'g>(
    mut senses: Vec<Sense<'g>>,
    word: &Word,
    gazetteer: &Inner,
    context: &Context<'_>,
) -> Vec<Sense<'g>> {
    let limit = Limits::DEFAULT.senses_per_surface;
    if senses.len() <= limit {
        return senses;
    }
    let rank = |sense: &Sense<'_>| match context.introduction(sense.entity, word.span) {
        _ if gazetteer.clues_of(sense.entity).next().is_some() => (0, 0),
        Some((span, true)) => (1, usize::MAX - span.start),
        Some((span, false)) => (2, span.start),
        None => (3, 0),
    };
    let mut ranked: Vec<_> = senses.iter().enumerate().map(|(n, sense)| (rank(sense), n)).collect();
    ranked.sort_unstable();
    let n_clued = ranked.partition_point(|((class, _), _)| *class == 0);
    let mut kept = vec![false; senses.len()];
    ranked.iter().take(n_clued + limit).for_each(|(_, n)| kept[*n] = true);
    let mut kept = kept.into_iter();
    senses.retain(|_| kept.next().unwrap_or_default());
    senses
}

/// What a sense still needs to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    /// A full name somewhere in the document.
    Introduction,
    /// A clue nearby.
    Clue,
    /// Another owner beside it than the one that stands there.
    Owner,
}

/// What `sense` lacks at `word`, objections aside; `None` when it counts there.
pub(crate) fn lacks(
    sense: &Sense<'_>,
    word: &Word,
    gazetteer: &Inner,
    context: &Context<'_>,
    places: &[(Span, EntityId)],
) -> Option<Lack> {
    let ownership = Ownership::at(word, gazetteer, context, places);
    if ownership.is_anothers(sense) {
        return Some(Lack::Owner);
    }
    if sense.when == When::Always {
        return None;
    }
    if ownership.owner(sense).is_some()
        || context.clue(sense, word).is_some()
        || ownership.country(sense).is_some()
        || by_office(sense, word, context, places).is_some()
    {
        return None;
    }
    match sense.when {
        When::Introduced if context.introduction(sense.entity, word.span).is_some() => None,
        When::Introduced => Some(Lack::Introduction),
        _ => Some(Lack::Clue),
    }
}

/// The senses of each surface that some introduction or clue of this document may wake, worked out once a surface: a surname may have
/// thousands of owners, and a document names few of them.
struct Conditional<'g> {
    gazetteer: &'g Inner,
    awake: FxHashMap<SurfaceId, Vec<Sense<'g>>>,
}

impl<'g> Conditional<'g> {
    fn new(gazetteer: &'g Inner) -> Conditional<'g> {
        Conditional { gazetteer, awake: FxHashMap::default() }
    }

    fn active(&mut self, word: &Word, context: &Context<'_>, places: &[(Span, EntityId)]) -> Vec<Active<'g>> {
        let gazetteer = self.gazetteer;
        if !gazetteer.flags(word.surface).conditional {
            return Vec::new();
        }
        let possible = self.awake.entry(word.surface).or_insert_with(|| {
            let wakes = |sense: &Sense<'_>| sense.when != When::Always && context.is_awake(sense.entity);
            gazetteer.senses_of(word.surface).filter(wakes).collect()
        });
        let ownership = Ownership::at(word, gazetteer, context, places);
        let support = |sense: &Sense<'g>| {
            let by_owner = ownership.owner(sense).map(Support::Owner);
            let by_clue = || context.clue(sense, word).map(Support::Clue);
            let by_name = || {
                let introduction = (sense.when == When::Introduced)
                    .then(|| context.introduction(sense.entity, word.span))??;
                Some(Support::Introduced(introduction.0))
            };
            let by_office = || by_office(sense, word, context, places);
            let by_country = || ownership.country(sense).map(Support::Country);
            by_owner.or_else(by_clue).or_else(by_country).or_else(by_office).or_else(by_name)
        };
        let theirs = possible.iter().filter(|sense| !ownership.is_anothers(sense)).copied();
        let possible = worth_weighing(theirs.collect(), word, gazetteer, context);
        let active =
            possible.into_iter().filter_map(|sense| Some(Active { sense, support: support(&sense)? }));
        active
            .filter(|active| context.objection(&active.sense, word).is_none())
            .filter(|active| !active.is_outweighed(&ownership))
            .collect()
    }
}

/// The one entity that an owner or, failing that, a clue or an office speaks for.
fn strongest(active: &[Active<'_>]) -> Option<(EntityId, Support)> {
    let only = |speaks: fn(&Support) -> bool| {
        let mut speakers = active.iter().filter(|active| speaks(&active.support));
        let first = speakers.next()?;
        speakers
            .all(|other| other.sense.entity == first.sense.entity)
            .then_some((first.sense.entity, first.support))
    };
    only(|support| matches!(support, Support::Owner(_)))
        .or_else(|| only(|support| matches!(support, Support::Clue(_))))
        .or_else(|| only(|support| matches!(support, Support::Country(_))))
        .or_else(|| only(|support| matches!(support, Support::Office(_))))
}

/// What the active senses of a word at `at` mean, and in which form. `places` are those of the text, once they are known.
fn decide(
    active: &[Active<'_>],
    at: Span,
    context: &Context<'_>,
    places: Option<&[(Span, EntityId)]>,
) -> (Reading, Form) {
    let form_of = |entity: EntityId| {
        active
            .iter()
            .find(|active| active.sense.entity == entity)
            .map_or(Form::Name, |active| active.sense.form)
    };
    let one = |entity, evidence| (Reading::One { entity, evidence }, form_of(entity));
    // By far the most words have nothing to decide.
    if let [Active { sense, support: Support::Always }] = active {
        return one(sense.entity, Evidence::OnlySense);
    }
    if let Some((entity, support)) = strongest(active) {
        let evidence = match support {
            Support::Owner(span) => Evidence::Owner(span),
            Support::Clue(span) => Evidence::Clue(span),
            Support::Country(span) => Evidence::Country(span),
            Support::Office(span) => Evidence::Office(span),
            Support::Introduced(span) => Evidence::IntroducedAt(span),
            Support::Always => Evidence::OnlySense,
        };
        return one(entity, evidence);
    }
    let clued = active.iter().any(|active| matches!(active.support, Support::Clue(_)));
    let mut entities: Vec<EntityId> = active
        .iter()
        .filter(|active| !clued || matches!(active.support, Support::Clue(_)))
        .map(|active| active.sense.entity)
        .collect();
    entities.sort();
    entities.dedup();
    if let [only] = entities[..] {
        let always =
            active.iter().any(|active| active.sense.entity == only && active.support == Support::Always);
        let introduction = context.introduction(only, at).filter(|_| !always);
        return one(only, introduction.map_or(Evidence::OnlySense, |(span, _)| Evidence::IntroducedAt(span)));
    }
    if let [(entity, span)] = holders(&entities, at, context, places)[..] {
        return one(entity, Evidence::Office(span));
    }
    if let Some((entity, span)) =
        as_introduced(active, &entities, at, context).or_else(|| latest(&entities, at, context))
    {
        return one(entity, Evidence::IntroducedAt(span));
    }
    let form = active[0].sense.form;
    entities.truncate(Reading::MAX_CANDIDATES);
    (Reading::Ambiguous(entities), form)
}

/// Those of `entities` that hold the office whose title stands before a name at `at`; without a date, those that ever held it.
fn holders(
    entities: &[EntityId],
    at: Span,
    context: &Context<'_>,
    places: Option<&[(Span, EntityId)]>,
) -> Vec<(EntityId, Span)> {
    let Some(places) = places else { return Vec::new() };
    let office = |&entity: &EntityId| Some((entity, context.office(entity, at, places)?));
    entities.iter().filter_map(office).collect()
}

/// The one of several whose introductions have the name in this very spelling, when only rules of spelling make it the others': after "Ali
/// Abdullah Saleh met Barham Salih", "Saleh" is the first.
fn as_introduced(
    active: &[Active<'_>],
    entities: &[EntityId],
    at: Span,
    context: &Context<'_>,
) -> Option<(EntityId, Span)> {
    if active.iter().all(|active| active.sense.rule_path == 0) {
        return None;
    }
    let mut spelled =
        entities.iter().filter_map(|&entity| Some((entity, context.introduction_with(entity, at)?)));
    spelled.next().filter(|_| spelled.next().is_none())
}

/// The one of several that was introduced last before `at`; where none was, the only one introduced after. None when two stand in one
/// sentence: then "the latest" is an accident of word order.
fn latest(entities: &[EntityId], at: Span, context: &Context<'_>) -> Option<(EntityId, Span)> {
    let introductions =
        || entities.iter().filter_map(|&entity| Some((entity, context.introduction(entity, at)?)));
    let before = introductions().filter(|(_, (_, before))| *before).map(|(entity, (span, _))| (entity, span));
    let Some((entity, span)) = before.max_by_key(|(_, span)| span.start) else {
        let mut after = introductions().map(|(entity, (span, _))| (entity, span));
        return after.next().filter(|_| after.next().is_none());
    };
    let rival = introductions()
        .any(|(other, (theirs, before))| other != entity && before && context.same_sentence(theirs, span));
    (!rival).then_some((entity, span))
}

fn mention(
    word: &Word,
    active: &[Active<'_>],
    gazetteer: &Inner,
    context: &Context<'_>,
    places: &[(Span, EntityId)],
) -> Mention {
    let (reading, form) = decide(active, word.span, context, Some(places));
    // A date could have decided: about a name that has its time, or between holders of one office.
    let timed = || active.iter().any(|active| active.sense.timed);
    let held = || match &reading {
        Reading::Ambiguous(entities) => holders(entities, word.span, context, Some(places)).len() > 1,
        Reading::One { .. } => false,
    };
    let undated = context.date().is_none() && (timed() || held());
    let entity = reading.entity().unwrap_or(active[0].sense.entity);
    Mention {
        span: word.span,
        kind: gazetteer.kind_of(entity),
        form,
        reading,
        voice: Voice::Narrator,
        scare_quoted: active.iter().any(|active| active.sense.scare),
        prefix: word.prefix,
        suffix: word.suffix,
        look_alike: word.look_alike,
        undated,
    }
}
