//! What the text around a name says about it; `select` asks whether, `resolve` asks which.
//!
//! Holds, for one document, where clue phrases stand and which entities were introduced where. The words directly beside a name are judged
//! in [`neighbors`](super::neighbors).

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::beside::{all_capitals, is_day, word_after, word_before};
use super::home::Settled;
use super::neighbors::Neighbors;
pub(crate) use super::neighbors::Objection;
use super::select::Word;
use crate::date::Date;
use crate::entity::{EntityId, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_apostrophe;
use crate::gazetteer::{ClueRule, Inner, Sense, SurfaceId};
use crate::lexicon::model::{When, Within};
use crate::span::Span;
use crate::text::Layout;

/// Characters before a name in which the title of an office is looked for.
const LONGEST_TITLE: usize = 60;

pub(crate) struct Evidence<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Inner,
    /// Where each clue phrase stands, in text order.
    phrases: FxHashMap<SurfaceId, Vec<Span>>,
    neighbors: Neighbors<'a>,
    /// When the text was written.
    date: Option<Date>,
    /// Where each entity was introduced, in text order.
    introduced: FxHashMap<EntityId, Vec<Span>>,
    /// The words of an entity's introductions, with the first one that has each; worked out when first asked for.
    introducing_words: RefCell<FxHashMap<EntityId, FxHashMap<String, Span>>>,
    woken: FxHashSet<EntityId>,
    /// What speaks against the only sense of a surface at its places.
    judged: RefCell<FxHashMap<(Span, SurfaceId), Judged>>,
    /// What the text itself says that an abbreviation means, and where, in text order: "Reporters Without Borders (RSF)".
    defined: FxHashMap<SurfaceId, Vec<(usize, EntityId)>>,
    /// Whose the bodies are that stand alone.
    settled: Settled,
    /// Where people stand who hold or held offices of one country only, by the start of their names.
    officials: FxHashMap<usize, (EntityId, Span)>,
}

/// What speaks against a sense at a word; whom the text introduces changes nothing in it.
#[derive(Clone, Copy)]
struct Judged {
    always: Option<Objection>,
    /// Comes first, where it counts.
    unless_introduced: Option<Objection>,
}

impl Judged {
    fn now(self, introduced: bool) -> Option<Objection> {
        self.unless_introduced.filter(|_| !introduced).or(self.always)
    }
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(
        text: &'a str,
        layout: &'a Layout,
        gazetteer: &'a Inner,
        words: &[Word],
        date: Option<Date>,
    ) -> Evidence<'a> {
        let mut phrases: FxHashMap<SurfaceId, Vec<Span>> = FxHashMap::default();
        for word in words {
            if gazetteer.flags(word.surface).phrase {
                phrases.entry(word.surface).or_default().push(word.span);
            }
        }
        Evidence {
            text,
            layout,
            gazetteer,
            phrases,
            neighbors: Neighbors::new(text, layout, gazetteer, words),
            date,
            introduced: FxHashMap::default(),
            introducing_words: RefCell::default(),
            woken: FxHashSet::default(),
            judged: RefCell::default(),
            defined: FxHashMap::default(),
            settled: Settled::default(),
            officials: FxHashMap::default(),
        }
    }

    /// Each entity was named in full, or beyond doubt, at its span. All at once, because putting one after the other in order costs the
    /// square of their number.
    pub(crate) fn introduce(&mut self, found: impl IntoIterator<Item = (EntityId, Span)>) {
        let mut touched = Vec::new();
        for (entity, span) in found {
            self.introduced.entry(entity).or_default().push(span);
            touched.push(entity);
            if let Some(country) = self.country_served(entity) {
                self.officials.insert(span.start, (country, span));
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for entity in touched {
            let spans = self.introduced.entry(entity).or_default();
            spans.sort_unstable();
            spans.dedup();
        }
        self.introducing_words.get_mut().clear();
    }

    /// Notes which abbreviations stand in brackets right behind the full name of what they mean.
    pub(crate) fn define(&mut self, words: &[Word]) {
        for word in words.iter().filter(|word| all_capitals(&self.text[word.span.range()])) {
            let Some(head) = self.text[..word.span.start].strip_suffix('(') else { continue };
            let end = head.trim_end().len();
            let named = |entity: EntityId| {
                let names = self.introductions(entity);
                let last = names.partition_point(|name| name.start < end).checked_sub(1);
                last.is_some_and(|last| names[last].end == end)
            };
            let meant = self.gazetteer.senses_of(word.surface).map(|sense| sense.entity);
            if let Some(meant) = meant.into_iter().find(|entity| named(*entity)) {
                self.defined.entry(word.surface).or_default().push((word.span.start, meant));
                self.judged.get_mut().clear();
            }
        }
    }

    /// Notes whose the bodies are that stand alone.
    pub(crate) fn settle(&mut self, settled: Settled) {
        self.woken.extend(settled.bodies.values().map(|(body, _)| *body));
        self.settled = settled;
    }

    /// The body that is meant by the name alone at `at`, and where the country of the text is named that has it.
    pub(crate) fn settled(&self, at: Span) -> Option<(EntityId, Span)> {
        self.settled.bodies.get(&at).copied()
    }

    /// Whether the name of `country` somewhere near says nothing of the body named at `at`: the text is about another one, or that is nearer.
    pub(crate) fn is_contested(&self, at: Span, country: EntityId) -> bool {
        self.settled.contested.get(&at).is_some_and(|beside| *beside != Some(country))
    }

    /// The country whose offices the person at `at` holds.
    pub(crate) fn official(&self, at: Span) -> Option<EntityId> {
        self.officials.get(&at.start).map(|(country, _)| *country)
    }

    /// Whether the word at `at` is a day or a month.
    pub(crate) fn is_day(&self, at: Span) -> bool {
        is_day(&self.text[at.range()])
    }

    /// What the text says that the abbreviation at `word` means: last before it, else first.
    pub(crate) fn meant(&self, word: &Word) -> Option<EntityId> {
        let said = self.defined.get(&word.surface)?;
        let n_before = said.partition_point(|(at, _)| *at <= word.span.start);
        said.get(n_before.saturating_sub(1)).map(|(_, entity)| *entity)
    }

    /// An introduction of `entity` that has the name at `at` among its words, letter for letter.
    pub(crate) fn introduction_with(&self, entity: EntityId, at: Span) -> Option<Span> {
        let introductions = self.introduced.get(&entity)?;
        let mut known = self.introducing_words.borrow_mut();
        let words = known.entry(entity).or_insert_with(|| {
            let mut words = FxHashMap::default();
            for span in introductions {
                for word in fold_name(&self.text[span.range()]).split(' ') {
                    if !words.contains_key(word) {
                        words.insert(word.to_owned(), *span);
                    }
                }
            }
            words
        });
        words.get(&fold_name(&self.text[at.range()])).copied()
    }

    /// Where `entity` is introduced, in text order.
    pub(crate) fn introductions(&self, entity: EntityId) -> &[Span] {
        self.introduced.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Who was introduced, sorted.
    pub(crate) fn introduced(&self) -> Vec<EntityId> {
        let mut entities: Vec<EntityId> = self.introduced.keys().copied().collect();
        entities.sort_unstable();
        entities
    }

    /// Whether the word at `at` is a title, an opening of sentences or an ordinary word, and so no part of a name.
    pub(crate) fn is_no_name(&self, at: Span) -> bool {
        self.neighbors.is_ordinary(&self.text[at.range()]) && !self.neighbors.is_given(at)
    }

    /// Whether each word of the name at `at` is an ordinary one, so that many bodies bear it.
    pub(crate) fn is_generic(&self, at: Span) -> bool {
        self.neighbors.is_generic(at)
    }

    /// A clue speaks for `entity` somewhere, if not for it alone.
    pub(crate) fn wake(&mut self, entity: EntityId) {
        self.woken.insert(entity);
    }

    /// Whether anything in the document speaks for `entity`.
    pub(crate) fn is_awake(&self, entity: EntityId) -> bool {
        self.introduced.contains_key(&entity) || self.woken.contains(&entity)
    }

    /// The introduction that a name at `at` leans on: the latest one before it, else the first one after; and whether it is before.
    pub(crate) fn introduction(&self, entity: EntityId, at: Span) -> Option<(Span, bool)> {
        let spans = self.introduced.get(&entity)?;
        let n_before = spans.partition_point(|span| span.start < at.start);
        match n_before.checked_sub(1) {
            Some(latest) => Some((spans[latest], true)),
            None => {
                spans.iter().find(|span| span.start > at.start).or(spans.first()).map(|span| (*span, false))
            }
        }
    }

    pub(crate) fn same_sentence(&self, a: Span, b: Span) -> bool {
        self.layout.sentence_at(a.start) == self.layout.sentence_at(b.start)
    }

    /// The phrase of a clue that speaks for `sense` at `word`.
    pub(crate) fn clue(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        self.phrase_of(sense, word, true)
    }

    /// The phrase that rules `sense` out at `word`.
    fn veto(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        self.phrase_of(sense, word, false)
    }

    /// The nearest of a clue's phrases, `near` or `not-near`. One that has the word's own text in it, as "Genocide Convention" has
    /// "genocide" and "President Bush" has "Bush", speaks of the word inside it and says nothing of another one in the sentence.
    fn phrase_of(&self, sense: &Sense<'_>, word: &Word, near: bool) -> Option<Span> {
        if self.phrases.is_empty() {
            return None;
        }
        let clues = self.gazetteer.clues_of(sense.entity);
        let speaks = |clue: &ClueRule<'_>| clue.only_for.is_none_or(|alias| alias == sense.alias);
        let text_of = |surface: SurfaceId| self.gazetteer.text_of(surface);
        let wider = |phrase: SurfaceId| text_of(phrase).contains(text_of(word.surface));
        let covers = |span: &&Span| span.contains(word.span) && **span != word.span;
        clues.filter(speaks).find_map(|clue| {
            let mut beside: Vec<&[Span]> = Vec::new();
            for phrase in clue.phrases(near) {
                match self.phrases.get(&phrase) {
                    Some(spans) if wider(phrase) => {
                        if let Some(around) = spans.iter().find(covers) {
                            return Some(*around);
                        }
                    }
                    Some(spans) => beside.push(spans),
                    None => {}
                }
            }
            self.nearest(beside, clue.within, word.span)
        })
    }

    /// The phrase that rules out that `entity` is named at `at` in a spelling that nobody listed.
    pub(crate) fn ruled_out(&self, entity: EntityId, at: Span) -> Option<Span> {
        let clues = self.gazetteer.clues_of(entity).filter(|clue| clue.only_for.is_none());
        let spans = |phrase| self.phrases.get(&phrase).map(Vec::as_slice);
        clues.into_iter().find_map(|clue| self.nearest(clue.not_near().filter_map(spans), clue.within, at))
    }

    /// When the text was written, where somebody or the text says so.
    pub(crate) fn date(&self) -> Option<Date> {
        self.date
    }

    /// The title of an office of `entity` right before a name at `at`: "Prime Minister Roe", "former Lindalian Prime Minister Roe". With
    /// a date, it must have been held then, or before it after "former"; the country before the title, if any, must be the office's.
    pub(crate) fn office(&self, entity: EntityId, at: Span, places: &[(Span, EntityId)]) -> Option<Span> {
        let mut offices = self.gazetteer.offices_of(entity).peekable();
        offices.peek()?;
        let start = self.text[..at.start].char_indices().rev().nth(LONGEST_TITLE).map_or(0, |(n, _)| n);
        let head = &self.text[start..at.start];
        let head = head.rsplit(['\n', '.', ';', ':', '(', '“', '"']).next().unwrap_or_default();
        let start = at.start - head.len();
        offices.find_map(|office| {
            let title = self.title_at_end(head, office.title)?;
            let title = Span::new(start + title, start + head.trim_end().len());
            let before = self.text[start..title.start].trim_end();
            let theirs = self.owner(title, places).map(|(place, _)| place);
            if theirs
                .is_some_and(|place| office.of.is_some_and(|of| of != place && self.country(of) != place))
            {
                return None;
            }
            let former = ["former", "Former", "ex", "then", "late"];
            let former = before.split(|c: char| !c.is_alphabetic()).any(|word| former.contains(&word));
            let in_time = match self.date {
                None => true,
                Some(date) if former => office.time.is_over(date),
                Some(date) => office.time.has(date),
            };
            in_time.then_some(title)
        })
    }

    /// Where in `head` the words of `title`, folded, begin that end it.
    fn title_at_end(&self, head: &str, title: &str) -> Option<usize> {
        let head = head.trim_end();
        let mut starts = head.char_indices().filter(|&(n, c)| {
            c.is_alphanumeric() && !head[..n].chars().next_back().is_some_and(char::is_alphanumeric)
        });
        starts.find_map(|(n, _)| (fold_name(&head[n..]) == title).then_some(n))
    }

    /// The country that all offices of a person belong to.
    fn country_served(&self, person: EntityId) -> Option<EntityId> {
        let mut countries =
            self.gazetteer.offices_of(person).map(|office| office.of.map(|of| self.country(of)));
        let first = countries.next()??;
        countries.all(|other| other == Some(first)).then_some(first)
    }

    /// The country of a body; a place itself.
    fn country(&self, of: EntityId) -> EntityId {
        self.gazetteer.owner(of).unwrap_or(of)
    }

    /// The phrase nearest to `at` within its sentence, paragraph or the text, and not a part of it.
    fn nearest<'s>(
        &self,
        phrases: impl IntoIterator<Item = &'s [Span]>,
        within: Within,
        at: Span,
    ) -> Option<Span> {
        let mut phrases = phrases.into_iter().peekable();
        phrases.peek()?;
        let scope = match within {
            Within::Sentence => self.layout.sentence_at(at.start),
            Within::Paragraph => self.layout.paragraph_at(at.start),
            Within::Text => Span::new(0, self.text.len()),
        };
        let mut nearest: Option<Span> = None;
        for spans in phrases {
            let after = spans.partition_point(|span| span.start < at.start);
            let before = spans[..after].iter().rev().find(|span| span.end <= at.start);
            let behind = spans[after..].iter().find(|span| span.start >= at.end);
            for span in [before, behind].into_iter().flatten() {
                if scope.contains(*span)
                    && nearest.is_none_or(|best| distance(*span, at) < distance(best, at))
                {
                    nearest = Some(*span);
                }
            }
        }
        nearest
    }

    /// What speaks against `sense` at a word, all evidence for it aside.
    pub(crate) fn objection(&self, sense: &Sense<'_>, word: &Word) -> Option<Objection> {
        // Nearly every surface has one sense, and nearly every word is asked about twice: before and after everybody is introduced.
        if self.gazetteer.senses_of(word.surface).len() > 1 {
            return self.judge(sense, word).now(self.introduced.contains_key(&sense.entity));
        }
        let known = self.judged.borrow().get(&(word.span, word.surface)).copied();
        let judged = known.unwrap_or_else(|| {
            let judged = self.judge(sense, word);
            self.judged.borrow_mut().insert((word.span, word.surface), judged);
            judged
        });
        judged.now(self.introduced.contains_key(&sense.entity))
    }

    fn judge(&self, sense: &Sense<'_>, word: &Word) -> Judged {
        let entity = &self.gazetteer.entities[sense.entity.index()];
        let unless_introduced = || {
            let another = entity.kind == Kind::Person
                && sense.when == When::Always
                && self.neighbors.is_surname_of_another(word);
            if another {
                return Some(Objection::Bearer(word.span));
            }
            self.neighbors.is_unsure(sense, word, entity).then_some(Objection::Placeless)
        };
        match self.objection_to_form(sense, word) {
            Some(objection) => Judged { always: Some(objection), unless_introduced: None },
            None => Judged {
                always: self.neighbors.objection(sense, word, entity),
                unless_introduced: unless_introduced(),
            },
        }
    }

    /// What the way a word is written, the day of the text and the author's vetoes say.
    fn objection_to_form(&self, sense: &Sense<'_>, word: &Word) -> Option<Objection> {
        let surface = &self.text[word.span.range()];
        if !super::select::case_holds(surface, &sense.case) {
            return Some(Objection::Case);
        }
        if self.date.is_some_and(|date| self.gazetteer.time_of(sense).is_some_and(|time| !time.has(date))) {
            return Some(Objection::Time);
        }
        self.veto(sense, word).filter(|_| self.meant(word) != Some(sense.entity)).map(Objection::Veto)
    }

    /// The place that a body named at `at` belongs to by its words: "Iran's Foreign Ministry", "Iranian Parliament", "the Foreign
    /// Ministry of Iran"; or by whom it has in an office there: "Foreign Ministry spokeswoman Maria Zakharova". Given are the places of
    /// the text, by start and by end.
    pub(crate) fn owner(&self, at: Span, places: &[(Span, EntityId)]) -> Option<(EntityId, Span)> {
        let before = places.partition_point(|(span, _)| span.end <= at.start);
        if let Some(&(span, place)) = before.checked_sub(1).and_then(|n| places.get(n)) {
            const LONGEST: usize = 8;
            let between = &self.text[span.end..at.start];
            if between.len() <= LONGEST * 4 && between.chars().count() <= LONGEST {
                let possessive = between.trim_start_matches(is_apostrophe);
                let glue = if possessive.len() < between.len() {
                    possessive.strip_prefix(['s', 'S']).unwrap_or(possessive)
                } else {
                    possessive
                };
                if matches!(glue, " " | "\u{a0}" | "\n") {
                    return Some((place, span));
                }
            }
        }
        let behind = places.get(places.partition_point(|(span, _)| span.start < at.end));
        let of = behind.filter(|(span, _)| matches!(&self.text[at.end..span.start], " of " | " of the "));
        let of = of.map(|&(span, place)| (place, span));
        of.or_else(|| self.official_behind(at)).or_else(|| self.subject_of_its(at, places))
    }

    /// The place behind "in" right behind a name at `at`.
    pub(crate) fn place_in(&self, at: Span, places: &[(Span, EntityId)]) -> Option<EntityId> {
        let (span, place) = *places.get(places.partition_point(|(span, _)| span.start < at.end))?;
        (&self.text[at.end..span.start] == " in ").then_some(place)
    }

    /// The country that "its" before `at` stands for: the one that the sentence begins with, where it names no other before, or where
    /// that one says it, "Iran summoned the Israeli envoy, its Foreign Ministry said".
    fn subject_of_its(&self, at: Span, places: &[(Span, EntityId)]) -> Option<(EntityId, Span)> {
        // A sentence with more places is a list.
        const MOST: usize = 8;
        let its = word_before(self.text, at.start).filter(|its| &self.text[its.range()] == "its")?;
        let sentence = self.layout.sentence_at(at.start);
        let end = places.partition_point(|(span, _)| span.end <= its.start);
        let near = &places[end.saturating_sub(MOST)..end];
        let here = &near[near.partition_point(|(span, _)| span.start < sentence.start)..];
        let begins = |span: Span| {
            let head = &self.text[sentence.start..span.start];
            head.is_empty() || head.trim_end().ends_with([':', '-', '–', '—'])
        };
        let &(span, place) = here.iter().find(|(span, _)| begins(*span))?;
        let said = || {
            let next = word_after(self.text, at.end);
            self.text[..its.start].trim_end().ends_with(',')
                && next.is_some_and(|next| {
                    self.gazetteer.words.sayings.contains(&fold_name(&self.text[next.range()]))
                })
        };
        (here.iter().all(|(_, other)| *other == place) || said()).then_some((place, span))
    }

    /// The country of the official whose name follows, with nothing but the words of his office between.
    fn official_behind(&self, at: Span) -> Option<(EntityId, Span)> {
        const LONGEST_OFFICE: usize = 4;
        if self.officials.is_empty() {
            return None;
        }
        let mut end = at.end;
        for n in 0..=LONGEST_OFFICE {
            let next = word_after(self.text, end)?;
            if n > 0
                && let Some(official) = self.officials.get(&next.start)
            {
                return Some(*official);
            }
            if !self.neighbors.is_office(&self.text[next.range()]) {
                return None;
            }
            end = next.end;
        }
        None
    }
}

fn distance(span: Span, at: Span) -> usize {
    if span.end <= at.start { at.start - span.end } else { span.start.saturating_sub(at.end) }
}
