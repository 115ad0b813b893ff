//! Whose is a body that stands without its owner: "the Senate" in a story from Washington, "Parliament" in one about Ghana?
//!
//! The country that the text is about has it, where nothing speaks for another: the date line names that country or there is none, no
//! other country that has such a body is named as often, or nearer before it, and the text names no other body so. What is said of a body
//! itself (its owner, a clue, its full name) comes first; see [`resolve`](super::resolve).

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::beside::{ends_in_possessive, ends_small, starts_with_capital, word_after, word_before};
use super::evidence::{Evidence as Context, Objection};
use super::lands::{Dateline, Land, Lands};
use super::select::Word;
use crate::entity::{EntityId, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_dash;
use crate::gazetteer::{Inner, Sense, SurfaceId};
use crate::span::Span;
use crate::text::Layout;

/// Bodies that a country has one of. Names of parties and papers are shared with too many that no lexicon lists.
const CLASSES: [&str; 5] = ["agency", "army", "court", "ministry", "parliament"];
/// How many times as often as any other a country must be named that no date line gives.
const MOST_NAMED: usize = 3;
/// How many names of countries are looked back on from a body.
const LOOKED_BACK_ON: usize = 32;

/// What is known of the owned names of a text that stand alone.
#[derive(Default)]
pub(crate) struct Settled {
    /// By place: the body meant, and where the country it belongs to is named.
    pub(crate) bodies: FxHashMap<Span, (EntityId, Span)>,
    /// Places where it does not speak for a body that its country is named somewhere near: another one that has such a body is named last
    /// before it, or the text is about another. With the country that is named last before, in the paragraph.
    pub(crate) contested: FxHashMap<Span, Option<EntityId>>,
}

/// Whose the owned names among `words` are that stand alone. Given are all entities that the text names beyond doubt, and its places.
pub(crate) fn settle(
    text: &str,
    layout: &Layout,
    words: &[Word],
    gazetteer: &Inner,
    context: &Context<'_>,
    named: &[(Span, EntityId)],
    places: &[(Span, EntityId)],
) -> Settled {
    let mut settled = Settled::default();
    let mut names = by_name(words, gazetteer);
    let alone =
        |word: &&Word| name_around(word.span, named).is_none() && context.owner(word.span, places).is_none();
    names.retain(|(_, words)| words.iter().any(alone));
    if names.is_empty() || names.iter().flat_map(|(_, words)| words).any(|word| is_run(text, word.span)) {
        return settled;
    }
    let lands = Lands::of(text, words, named, gazetteer, context);
    let home = Home { text, layout, gazetteer, context, named, places, lands, old: OnceCell::new() };
    for (surface, words) in names {
        let Some(family) = Family::of(surface, gazetteer) else { continue };
        let about = home.country(&family);
        for word in &words {
            let beside = home.named_beside(word.span, &family);
            if about.is_some() || beside.is_some() {
                settled.contested.insert(word.span, beside);
            }
        }
        let Some(country) = about else { continue };
        let Some(sense) = family.of_country(country) else { continue };
        if words.iter().any(|word| home.is_anothers(word, &sense, country)) {
            continue;
        }
        for word in words {
            if let Some(span) = home.named_for(word, &sense, &family, country) {
                settled.bodies.insert(word.span, (sense.entity, span));
            }
        }
    }
    settled
}

/// Whether a word before the name at `at` says who runs it, "the Hamas-run Health Ministry": there are two governments.
fn is_run(text: &str, at: Span) -> bool {
    const RUN: [&str; 6] = ["appointed", "backed", "controlled", "installed", "led", "run"];
    let before = word_before(text, at.start).map(|before| &text[before.range()]);
    before.and_then(|before| before.rsplit_once(is_dash)).is_some_and(|(_, run)| RUN.contains(&run))
}

/// The names of bodies that need evidence, with where they stand; each in the order of the text.
fn by_name<'w>(words: &'w [Word], gazetteer: &Inner) -> Vec<(SurfaceId, Vec<&'w Word>)> {
    let mut found: Vec<(SurfaceId, Vec<&Word>)> = Vec::new();
    let mut known: FxHashMap<SurfaceId, Option<usize>> = FxHashMap::default();
    for word in words.iter().filter(|word| gazetteer.flags(word.surface).conditional) {
        let at = *known.entry(word.surface).or_insert_with(|| {
            let first = gazetteer.senses_of(word.surface).next()?;
            let body = gazetteer.kind_of(first.entity) == Kind::Organization;
            (body && !gazetteer.flags(word.surface).always).then(|| {
                found.push((word.surface, Vec::new()));
                found.len() - 1
            })
        });
        if let Some((_, words)) = at.and_then(|at| found.get_mut(at)) {
            words.push(word);
        }
    }
    found
}

/// The longer name that the name at `at` is a part of.
fn name_around(at: Span, named: &[(Span, EntityId)]) -> Option<(Span, EntityId)> {
    let after = named.partition_point(|(span, _)| span.start <= at.start);
    named[..after].last().filter(|(span, _)| span.contains(at) && *span != at).copied()
}

/// The bodies that bear one name.
struct Family<'g> {
    /// By owner.
    bodies: FxHashMap<EntityId, Bearer<'g>>,
    /// Whether a part of a country may have one as well.
    of_parts: bool,
    /// Armies act in other countries: none may be named.
    is_army: bool,
}

/// What one owner has of a name.
struct Bearer<'g> {
    body: EntityId,
    /// None where the name does not count beside the owner.
    sense: Option<Sense<'g>>,
    /// It has several of this name.
    several: bool,
}

impl<'g> Family<'g> {
    /// None unless all that have the name are bodies of places.
    fn of(surface: SurfaceId, gazetteer: &'g Inner) -> Option<Family<'g>> {
        let mut family = Family { bodies: FxHashMap::default(), of_parts: false, is_army: false };
        for sense in gazetteer.senses_of(surface) {
            if gazetteer.kind_of(sense.entity) != Kind::Organization {
                return None;
            }
            let owner = gazetteer.owner(sense.entity)?;
            let class = gazetteer.stored(sense.entity).class();
            family.of_parts |= matches!(class, "agency" | "court" | "parliament");
            family.is_army |= class == "army";
            let none = Bearer { body: sense.entity, sense: None, several: false };
            let bearer = family.bodies.entry(owner).or_insert(none);
            bearer.several |= bearer.body != sense.entity;
            if sense.owned && sense.rule_path == 0 && CLASSES.contains(&class) {
                bearer.sense = Some(sense);
            }
        }
        family.bodies.values().any(|bearer| bearer.sense.is_some()).then_some(family)
    }

    /// The one body of this name that `country` has.
    fn of_country(&self, country: EntityId) -> Option<Sense<'g>> {
        self.bodies.get(&country).filter(|bearer| !bearer.several)?.sense
    }

    fn has(&self, place: EntityId) -> bool {
        self.bodies.contains_key(&place)
    }

    /// Whether where `land` is named another body than that of `country` may be meant.
    fn is_rival(&self, land: &Land, country: EntityId) -> bool {
        let of_part = || land.part.is_some_and(|part| self.of_parts || land.apart || self.has(part));
        land.country != country && self.has(land.country) || of_part()
    }
}

/// One text, and which countries it names.
struct Home<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Inner,
    context: &'a Context<'a>,
    named: &'a [(Span, EntityId)],
    places: &'a [(Span, EntityId)],
    lands: Lands,
    old: OnceCell<Old>,
}

/// Where a text tells of times in which other bodies had the names of those of today.
struct Old {
    /// Years that stand in it, in text order.
    years: Vec<usize>,
    /// Whether it tells of antiquity.
    ancient: bool,
}

impl Old {
    /// No body of today is much older, as a rule.
    const UNTIL: u32 = 1945;

    fn of(text: &str) -> Old {
        let mut old = Old { years: Vec::new(), ancient: false };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(n) = bytes[at..].iter().position(u8::is_ascii_digit) {
            let start = at + n;
            let len = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            at = start + len;
            let number = text[start..at].parse::<u32>().ok().filter(|_| len <= 4);
            let apart = !text[..start].ends_with([',', '.', '$', '€', '£', '-']) || start == 0;
            if apart && number.is_some_and(|year| (1000..Old::UNTIL).contains(&year)) {
                old.years.push(start);
            }
            old.ancient |= number.is_some() && [" BC", " B.C."].iter().any(|era| text[at..].starts_with(era));
        }
        old
    }

    fn tells_in(&self, paragraph: Span) -> bool {
        let first = self.years.partition_point(|year| *year < paragraph.start);
        self.ancient || self.years.get(first).is_some_and(|year| *year < paragraph.end)
    }
}

impl Home<'_> {
    /// The country that the text is about, of those that have such a body.
    fn country(&self, family: &Family<'_>) -> Option<EntityId> {
        let lands = &self.lands;
        let n = |country: EntityId| lands.counts.get(&country).copied().unwrap_or_default();
        let most = |without: EntityId| {
            let others =
                lands.counts.iter().filter(|(country, _)| **country != without && family.has(**country));
            others.map(|(_, (_, n))| *n).max().unwrap_or_default()
        };
        let of_parts = || lands.parts.iter().filter(|(part, _)| family.of_parts || family.has(**part));
        let most_of_parts = of_parts().map(|(_, n)| *n).max().unwrap_or_default();
        let given = match lands.dateline {
            Dateline::Unclear => return None,
            Dateline::Country(country) if family.has(country) => {
                let (n_whole, n) = n(country);
                let about = n > most(country) && n_whole >= most_of_parts;
                return (about && (!family.is_army || most(country) == 0)).then_some(country);
            }
            Dateline::Town(country) => Some(country),
            Dateline::Country(_) | Dateline::Absent => None,
        };
        let first = lands.countries.iter().copied().find(|country| family.has(*country))?;
        let (n_whole, n) = n(first);
        let dominates = n_whole > 1 && n >= MOST_NAMED * most(first) && n_whole > most_of_parts;
        let dominates = dominates && (!family.is_army || most(first) == 0);
        (dominates && given.is_none_or(|given| given == first)).then_some(first)
    }

    /// The country that the text is about, if the date line says so.
    fn is_given(&self, country: EntityId) -> bool {
        matches!(self.lands.dateline, Dateline::Country(given) if given == country)
    }

    /// Whether the text names another body so at `word`: "the Ohio Supreme Court", "the state Senate", "the Parliament of Norland". Which
    /// one is meant where the name stands alone is then open.
    fn is_anothers(&self, word: &Word, sense: &Sense<'_>, country: EntityId) -> bool {
        let other = |place: EntityId| {
            let land = self.gazetteer.owner(place).unwrap_or(place);
            land != country
        };
        if let Some((span, body)) = name_around(word.span, self.named) {
            let kind = span.end == word.span.end || self.text[word.span.end..].starts_with(" of ");
            return kind && body != sense.entity;
        }
        if self.context.owner(word.span, self.places).is_some_and(|(place, _)| other(place)) {
            return true;
        }
        let before = word_before(self.text, word.span.start);
        let part = ["state", "provincial", "regional", "university"];
        // "The state Senate", "the Hamas-run Health Ministry".
        before.is_some_and(|before| part.contains(&self.of(before)) || ends_small(self.of(before)))
            || matches!(self.context.objection(sense, word), Some(Objection::Bearer(_) | Objection::Part(_)))
            || self.goes_on(word.span)
    }

    /// Whether "of" and a capital, which is no known owner's, make a longer name of the one at `at`.
    fn goes_on(&self, at: Span) -> bool {
        let of = word_after(self.text, at.end).filter(|of| matches!(self.of(*of), "of" | "for"));
        let Some(next) = of.and_then(|of| word_after(self.text, of.end)) else { return false };
        let next = match self.of(next) {
            "the" => word_after(self.text, next.end),
            _ => Some(next),
        };
        next.is_some_and(|next| starts_with_capital(self.of(next)))
            && self.context.owner(at, self.places).is_none()
    }

    /// Where `country` is named, if its body is meant by the name alone at `word`.
    fn named_for(
        &self,
        word: &Word,
        sense: &Sense<'_>,
        family: &Family<'_>,
        country: EntityId,
    ) -> Option<Span> {
        let free = name_around(word.span, self.named).is_none()
            && self.context.owner(word.span, self.places).is_none()
            && self.context.objection(sense, word).is_none()
            && !self
                .old
                .get_or_init(|| Old::of(self.text))
                .tells_in(self.layout.paragraph_at(word.span.start))
            && self.stands_alone(word.span, family)
            && !self.is_elsewhere(word.span, family, country);
        free.then(|| self.nearest(word.span, family, country)).flatten()
    }

    /// Whether nothing beside the name at `at` says whose it is, or makes it a part of something else.
    fn stands_alone(&self, at: Span, family: &Family<'_>) -> bool {
        const WHOSE: [&str; 14] = [
            "another", "any", "each", "every", "her", "his", "its", "my", "no", "other", "our", "their",
            "whose", "your",
        ];
        let words = &self.gazetteer.words;
        if let Some(before) = word_before(self.text, at.start) {
            let folded = fold_name(self.of(before));
            let plain = words.openers.contains(&folded) || words.sayings.contains(&folded) || folded == "of";
            if !plain || WHOSE.contains(&folded.as_str()) || ends_in_possessive(self.of(before)) {
                return false;
            }
            // "A Member of Parliament" has a title, "the Houses of Parliament" are a building.
            let head = word_before(self.text, before.start).filter(|_| folded == "of");
            if head.is_some_and(|head| starts_with_capital(self.of(head))) {
                return false;
            }
        }
        let Some(after) = word_after(self.text, at.end) else { return true };
        !starts_with_capital(self.of(after)) || !family.is_army && self.context.is_no_name(after)
    }

    /// Whether "in" and a place behind the name at `at` say that it is another country's, or a part's: "the High Court in Edinburgh".
    fn is_elsewhere(&self, at: Span, family: &Family<'_>, country: EntityId) -> bool {
        let Some(place) = word_after(self.text, at.end)
            .filter(|within| self.of(*within) == "in")
            .and_then(|within| word_after(self.text, within.end))
            .filter(|place| starts_with_capital(self.of(*place)))
        else {
            return false;
        };
        let lands = &self.lands.named;
        let here = lands.get(lands.partition_point(|land| land.span.start < place.start));
        match here.filter(|land| land.span.start == place.start) {
            Some(land) => land.country != country || family.of_parts && !land.whole,
            None => !self.context.is_day(place),
        }
    }

    /// The country named last before `at` in its paragraph, of those that have such a body.
    fn named_beside(&self, at: Span, family: &Family<'_>) -> Option<EntityId> {
        let lands = &self.lands.named;
        let end = lands.partition_point(|land| land.span.start < at.start);
        let paragraph = self.layout.paragraph_at(at.start);
        let back = lands[end.saturating_sub(LOOKED_BACK_ON)..end].iter().rev();
        let mut here = back.take_while(|land| land.span.start >= paragraph.start);
        here.find(|land| family.has(land.country)).map(|land| land.country)
    }

    /// Where `country` is named last before `at`, unless another that has such a body is named nearer, or beside it: in the same sentence,
    /// if both are in that of the body; in the paragraph of the body; or, nearly as often in the text, in the one before that.
    fn nearest(&self, at: Span, family: &Family<'_>, country: EntityId) -> Option<Span> {
        let lands = &self.lands.named;
        let end = lands.partition_point(|land| land.span.start < at.start);
        let back = || lands[end.saturating_sub(LOOKED_BACK_ON)..end].iter().rev();
        let own = |land: &&Land| land.country == country && !family.is_rival(land, country);
        let Some(latest) = back().find(|land| own(land) || family.is_rival(land, country)) else {
            let first = lands[..lands.len().min(LOOKED_BACK_ON)].iter().find(own);
            return first.filter(|_| end <= LOOKED_BACK_ON).map(|land| land.span);
        };
        let sentence = self.layout.sentence_at(at.start);
        let paragraph = self.layout.paragraph_at(latest.span.start);
        let around = if latest.span.start >= sentence.start { sentence } else { paragraph };
        let same = around.start == self.layout.paragraph_at(at.start).start || around == sentence;
        let n = |country: EntityId| self.lands.counts.get(&country).map_or(0, |(_, n)| *n);
        let weighs = |land: &Land| same || n(land.country) * MOST_NAMED > n(country);
        let mut here = back().take_while(|land| land.span.start >= around.start);
        let beside = here.any(|land| family.is_rival(land, country) && weighs(land));
        let named = || back().take_while(|land| land.span.start >= around.start).find(own);
        match own(&latest) || !same && self.is_given(country) {
            true if !beside => named().map(|land| land.span),
            _ => None,
        }
    }

    fn of(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}
