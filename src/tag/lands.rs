//! Which countries a text names, and where: by their names and peoples, by what lies in them, and by their bodies and officials.
//!
//! Says of each such place in the text whose country it is, of what part of it, and which country the date line gives. What follows from
//! that for a body is for [`home`](super::home).

use std::collections::BTreeMap;

use super::evidence::Evidence as Context;
use super::select::Word;
use crate::entity::{EntityId, Kind};
use crate::gazetteer::Inner;
use crate::span::Span;
use crate::text::dateline;

/// Classes of bodies that are named in stories about any country.
const SEATS: [&str; 4] = ["company", "media", "ngo", "university"];

/// How many places of one name are looked at in a date line.
const MOST_PLACES: usize = 8;

/// A country named at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Land {
    pub(super) span: Span,
    pub(super) country: EntityId,
    /// A state, province or land of it that is meant, and may have a parliament and courts of its own.
    pub(super) part: Option<EntityId>,
    /// That part governs itself, as Scotland does.
    pub(super) apart: bool,
    /// The country as a whole is named, its capital, or what it has.
    pub(super) whole: bool,
}

/// The countries of one text.
pub(super) struct Lands {
    /// In text order.
    pub(super) named: Vec<Land>,
    /// In the order in which they are first named.
    pub(super) countries: Vec<EntityId>,
    /// How often each country is named as a whole, and how often at all.
    pub(super) counts: BTreeMap<EntityId, (usize, usize)>,
    /// How often each part of a country is named.
    pub(super) parts: BTreeMap<EntityId, usize>,
    pub(super) dateline: Dateline,
}

/// What the date line says of where a text comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Dateline {
    /// There is none.
    Absent,
    /// A country, or its capital.
    Country(EntityId),
    /// Another place in a country.
    Town(EntityId),
    /// Places in several countries, or one that no lexicon knows.
    Unclear,
}

impl Lands {
    /// Given are all entities that `text` names beyond doubt, in text order.
    pub(super) fn of(
        text: &str,
        words: &[Word],
        named: &[(Span, EntityId)],
        gazetteer: &Inner,
        context: &Context<'_>,
    ) -> Lands {
        let land = |&(span, entity): &(Span, EntityId)| {
            let at = match gazetteer.kind_of(entity) {
                Kind::Place => entity,
                // Where a paper or a company has its seat says nothing of the story.
                Kind::Organization if SEATS.contains(&gazetteer.stored(entity).class()) => return None,
                Kind::Organization => gazetteer.owner(entity)?,
                Kind::Person => context.official(span)?,
                Kind::Term => return None,
            };
            land_of(at, span, gazetteer)
        };
        let named: Vec<Land> = named.iter().filter_map(land).collect();
        let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
        let mut parts = BTreeMap::new();
        let mut countries = Vec::new();
        for land in &named {
            let (n_whole, n) = counts.entry(land.country).or_default();
            if *n == 0 {
                countries.push(land.country);
            }
            *n_whole += usize::from(land.whole);
            *n += 1;
            if let Some(part) = land.part {
                *parts.entry(part).or_default() += 1;
            }
        }
        let dateline = dateline_of(text, words, &named, gazetteer);
        Lands { named, countries, counts, parts, dateline }
    }
}

/// The country that `place` is or lies in.
pub(super) fn country_of(place: EntityId, gazetteer: &Inner) -> Option<EntityId> {
    land_of(place, Span::new(0, 0), gazetteer).map(|land| land.country)
}

/// `place`, named at `span`, as the country that it is or lies in. England is a part of one, as a state and a province are.
fn land_of(place: EntityId, span: Span, gazetteer: &Inner) -> Option<Land> {
    // A chain of places has few links; one that is longer is a circle.
    const LONGEST: usize = 8;
    let class = |place: EntityId| gazetteer.stored(place).class();
    let is_country = |place: EntityId| matches!(class(place), "country" | "territory");
    let above = |place: &EntityId| gazetteer.owner(*place).or_else(|| gazetteer.part_of(*place));
    let chain = || std::iter::successors(Some(place), above).take(LONGEST);
    let mut countries = chain().filter(|place| is_country(*place));
    let (first, country) = (countries.next(), chain().filter(|place| is_country(*place)).last());
    let Some((first, country)) = first.zip(country) else {
        // A region of several countries, such as Kurdistan, stands for itself.
        let own = matches!(class(place), "region" | "province" | "state");
        return own.then_some(Land { span, country: place, part: None, apart: false, whole: false });
    };
    let within = matches!(class(place), "state" | "province" | "region").then_some(place);
    let apart = first != country;
    let part = if apart { Some(first) } else { within };
    let capital = gazetteer.owner(place) == Some(country);
    Some(Land { span, country, part, apart, whole: part.is_none() && (place == country || capital) })
}

fn dateline_of(text: &str, words: &[Word], named: &[Land], gazetteer: &Inner) -> Dateline {
    let Some(head) = dateline::head_of(text) else { return Dateline::Absent };
    let first = named.partition_point(|land| land.span.start < head.start);
    let beyond_doubt = named[first..].iter().take_while(|land| land.span.end <= head.end).copied();
    // A town whose name needs a clue elsewhere, "COLOMBO".
    let first = words.partition_point(|word| word.span.start < head.start);
    let here = words[first..].iter().take_while(|word| word.span.start == head.start);
    let here = here.filter(|word| word.span.end <= head.end).flat_map(|word| {
        let places = gazetteer.senses_of(word.surface).map(|sense| sense.entity);
        let places = places.filter(|id| gazetteer.kind_of(*id) == Kind::Place).take(MOST_PLACES);
        places.filter_map(|place| land_of(place, word.span, gazetteer))
    });
    let mut lands: Vec<Land> = beyond_doubt.collect();
    if lands.first().is_none_or(|land| land.span.start > head.start) {
        lands.extend(here);
    }
    match lands[..] {
        [] => Dateline::Unclear,
        [first, ..] if lands.iter().any(|land| land.country != first.country) => Dateline::Unclear,
        [first, ..] if lands.iter().any(|land| land.whole) => Dateline::Country(first.country),
        [first, ..] => Dateline::Town(first.country),
    }
}
