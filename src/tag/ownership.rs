//! Whose is the body that a word names? That of the place beside it ("Iran's Foreign Ministry"), that of the country which the text is
//! about, or another's than the lexicon thinks; [`resolve`](super::resolve) asks for each sense.

use std::cell::OnceCell;

use super::evidence::Evidence as Context;
use super::lands::country_of;
use super::select::Word;
use crate::entity::{EntityId, Form, Kind};
use crate::gazetteer::{Inner, Sense};
use crate::span::Span;

/// What stands around one word.
pub(super) struct Ownership<'a> {
    word: &'a Word,
    gazetteer: &'a Inner,
    context: &'a Context<'a>,
    /// The places that the text names, in text order.
    places: &'a [(Span, EntityId)],
    /// The place beside the word that has something; looked for when first asked for, since most senses belong to nobody.
    beside: OnceCell<Option<(EntityId, Span)>>,
}

impl<'a> Ownership<'a> {
    pub(super) fn at(
        word: &'a Word,
        gazetteer: &'a Inner,
        context: &'a Context<'a>,
        places: &'a [(Span, EntityId)],
    ) -> Ownership<'a> {
        Ownership { word, gazetteer, context, places, beside: OnceCell::new() }
    }

    /// Where the owner stands beside the name of what it has.
    pub(super) fn owner(&self, sense: &Sense<'_>) -> Option<Span> {
        let (place, span) = if sense.owned { self.beside() } else { None }?;
        let theirs = self.gazetteer.owner(sense.entity)?;
        (theirs == place || self.is_seat(place, theirs, sense)).then_some(span)
    }

    /// Where the country of the text is named, if it is the one that has the body.
    pub(super) fn country(&self, sense: &Sense<'_>) -> Option<Span> {
        let (body, span) = self.context.settled(self.word.span)?;
        (sense.owned && body == sense.entity).then_some(span)
    }

    /// Whether a `clue` that speaks for a body only names its country somewhere near, while another one that has such a body is named
    /// nearer, or the text is about that.
    pub(super) fn outweighs(&self, clue: Span, sense: &Sense<'_>) -> bool {
        let at = self.word.span;
        let settled = self.context.settled(at).is_some_and(|(body, _)| body == sense.entity);
        let contested = || {
            let country = self.gazetteer.owner(sense.entity);
            country.is_some_and(|country| self.context.is_contested(at, country))
        };
        !settled && contested() && self.places.binary_search_by_key(&clue, |(span, _)| *span).is_ok()
    }

    /// Whether the words beside a body's short or general name give it to another owner than the sense's: "Russia's Foreign Ministry" is
    /// not Iran's, "Japan's Democratic Party" not the American one.
    pub(super) fn is_anothers(&self, sense: &Sense<'_>) -> bool {
        if self.gazetteer.kind_of(sense.entity) != Kind::Organization {
            return false;
        }
        let class = || self.gazetteer.stored(sense.entity).class();
        let business = || matches!(class(), "company" | "media" | "bank");
        let rooted = || matches!(class(), "court" | "ministry" | "parliament" | "party");
        let elsewhere = |theirs: EntityId| match self.beside() {
            Some((place, _)) => place != theirs && !self.is_seat(place, theirs, sense),
            None => rooted() && self.is_abroad(theirs),
        };
        self.gazetteer.owner(sense.entity).is_some_and(elsewhere)
            && (sense.owned
                || sense.form == Form::Short
                || !business() && self.context.is_generic(self.word.span))
    }

    fn beside(&self) -> Option<(EntityId, Span)> {
        *self.beside.get_or_init(|| self.context.owner(self.word.span, self.places))
    }

    /// Whether a capital stands for its country beside what only a country has: "Moscow's Foreign Ministry".
    fn is_seat(&self, place: EntityId, country: EntityId, sense: &Sense<'_>) -> bool {
        let class = || self.gazetteer.stored(sense.entity).class();
        self.gazetteer.owner(place) == Some(country) && matches!(class(), "ministry" | "army" | "parliament")
    }

    /// Whether "in" and a place behind the name of a body say that it is of another country than `theirs`: "the Socialist Party in Lisbon".
    fn is_abroad(&self, theirs: EntityId) -> bool {
        let place = self.context.place_in(self.word.span, self.places);
        let country = place.and_then(|place| country_of(place, self.gazetteer));
        country.is_some_and(|country| country != theirs && country_of(theirs, self.gazetteer) == Some(theirs))
    }
}
