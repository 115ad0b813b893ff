//! `Lexicon` -> [`Gazetteer`]: what the [names](super::names) of all entries may be written like becomes surfaces, each with its senses,
//! which are laid out as an image.
//!
//! The order of files, entries and aliases has no effect: entities are sorted by key, surfaces by text, senses by entity.

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::{ClueRule, Compiled, Draft, Entity, Office, Sense, Surface};
use super::names::{Batch, Names, RulePaths};
use super::unlisted::Exception;
use super::{Fingerprint, Gazetteer, Notice, SurfaceId, encode};
use crate::date::Time;
use crate::entity::{EntityId, Kind};
use crate::error::{Error, ErrorKind};
use crate::fold::fold_name;
use crate::lexicon::Lexicon;
use crate::lexicon::model::{Entry, Located, When};
use crate::lexicon::template::Whole;
use crate::lexicon::variants::Speller;
use crate::limits::Limits;
use crate::romanization::{Origin, SpellingRule};
use crate::threads;

/// How many entries are worked on at once.
const BATCH: usize = 1 << 10;
/// How many batches a thread is worth.
const WORTH: usize = 2;

impl Lexicon {
    /// Builds the matcher.
    ///
    /// # Errors
    ///
    /// When an entry contradicts itself or another one (nothing is tagged with half a lexicon), or when there are more surfaces than
    /// the matcher can hold.
    pub fn compile(&self) -> Result<Gazetteer, Error> {
        if !self.errors.is_empty() {
            return Err(Error::new(ErrorKind::Lexicon(self.errors.clone())));
        }
        let names = Names::of(self);
        let entries = &names.entries;
        let batch = |speller: &mut Speller<'_>, n: usize| {
            names.batch(n * BATCH..entries.len().min((n + 1) * BATCH), speller)
        };
        let batches =
            threads::in_order(entries.len().div_ceil(BATCH), WORTH, || Speller::new(&names.classes), batch);
        let Batch { drafts, rule_paths, origins, times, mut notices } = put_together(batches);
        let (texts, drafts) = drafts.into_parts();
        let (surfaces, senses) = surfaces(&texts, drafts, entries, &rule_paths, &mut notices);
        const MOST: usize = Limits::DEFAULT.surfaces;
        if surfaces.len() > MOST {
            let (what, found) = ("surface forms", surfaces.len());
            return Err(Error::new(ErrorKind::TooLarge { what, limit: MOST, found }));
        }
        let (entities, clues) = entities(&names, &origins, &surfaces);
        let compiled = Compiled {
            entities,
            surfaces,
            senses,
            clues,
            words: &names.words,
            n_aliases: names.first_alias.last().copied().unwrap_or_default(),
            rule_paths: rule_paths.paths,
            times,
            offices: offices(&names),
            exceptions: exceptions(entries),
        };
        let fingerprint = Fingerprint::of(&self.sources);
        let image = encode::encode(compiled, fingerprint.key(), fingerprint.content())?;
        Ok(Gazetteer::of(image, notices))
    }
}

/// All batches as one, its drafts sorted.
fn put_together(batches: Vec<Batch>) -> Batch {
    let mut all = Batch::default();
    all.drafts.reserve(batches.iter().map(|batch| &batch.drafts));
    for batch in batches {
        let rules: Vec<u16> = batch.rule_paths.paths.iter().map(|path| all.rule_paths.id(path)).collect();
        all.drafts.append(batch.drafts, &rules);
        all.origins.extend(batch.origins);
        all.times.extend(batch.times);
        all.notices.extend(batch.notices);
    }
    all.drafts.sort();
    all
}

/// One surface for each text, in order, with what it may mean.
fn surfaces<'t>(
    texts: &'t str,
    drafts: Vec<Draft>,
    entries: &[Whole<'_>],
    rule_paths: &RulePaths,
    notices: &mut Vec<Notice>,
) -> (Vec<Surface<'t>>, Vec<Sense>) {
    let mut surfaces = Vec::new();
    let mut senses: Vec<Sense> = Vec::with_capacity(drafts.len());
    let mut drafts = drafts.into_iter().peekable();
    let mut same: Vec<Draft> = Vec::new();
    let mut own: Vec<Sense> = Vec::new();
    while let Some(first) = drafts.next() {
        let text = first.text_in(texts);
        same.push(first);
        while let Some(next) = drafts.next_if(|next| next.text_in(texts) == text) {
            same.push(next);
        }
        let phrase = same.iter().any(|draft| draft.sense.is_none());
        drop_taken(&mut same, text, entries, rule_paths, notices);
        let possessive = same.iter().any(|draft| draft.possessive);
        own.extend(same.drain(..).filter_map(|draft| draft.sense));
        own.sort_by_key(|sense| {
            (sense.entity, sense.form, sense.when, sense.timed, sense.rule_path, sense.alias)
        });
        own.dedup_by(|later, first| {
            (later.entity, later.form, later.when) == (first.entity, first.form, first.when)
                && later.case == first.case
                // A name that came back has two times.
                && (!first.timed || later.alias == first.alias)
        });
        let always = own.iter().any(|sense| sense.when == When::Always);
        let conditional = own.iter().any(|sense| sense.when != When::Always);
        let start = senses.len() as u32;
        senses.append(&mut own);
        let senses = start..senses.len() as u32;
        surfaces.push(Surface { text, senses, phrase, possessive, always, conditional });
    }
    (surfaces, senses)
}

/// What a rule made gives way to a name that somebody wrote and that counts everywhere: an author's word is better than a rule's. A
/// place's or body's gives way to any name of a person: Sulaimani may be the town, Soleimani is not.
fn drop_taken(
    drafts: &mut Vec<Draft>,
    text: &str,
    entries: &[Whole<'_>],
    rule_paths: &RulePaths,
    notices: &mut Vec<Notice>,
) {
    if drafts.len() < 2 {
        return;
    }
    let entry = |entity: EntityId| &entries[entity.index()];
    let senses = || drafts.iter().filter_map(|draft| draft.sense.as_ref());
    let author =
        senses().find(|sense| sense.rule_path == 0 && sense.when == When::Always).map(|sense| sense.entity);
    let person = senses().find(|sense| entry(sense.entity).kind == Kind::Person).map(|sense| sense.entity);
    drafts.retain(|draft| {
        let Some(sense) = &draft.sense else { return true };
        let named_apart = matches!(entry(sense.entity).kind, Kind::Place | Kind::Organization);
        let by = if named_apart { author.or(person) } else { author };
        let Some(by) = by.filter(|by| sense.rule_path != 0 && sense.entity != *by) else {
            return true;
        };
        notices.push(Notice::Taken {
            entity: entry(sense.entity).id.value.clone(),
            spelling: text.to_owned(),
            rule: rule_paths.paths[usize::from(sense.rule_path)].clone(),
            by: entry(by).id.value.clone(),
        });
        false
    });
}

/// All entities, and the clues of each.
fn entities<'n>(
    names: &'n Names<'_>,
    origins: &[Origin],
    surfaces: &[Surface<'_>],
) -> (Vec<Entity<'n>>, Vec<ClueRule>) {
    let phrases = |phrases: &[Located<String>]| -> Vec<SurfaceId> {
        let surface = |phrase: &Located<String>| {
            let folded = fold_name(&phrase.value);
            let found = surfaces.binary_search_by(|surface| surface.text.cmp(&folded));
            found.ok().map(|n| SurfaceId(n as u32))
        };
        let mut ids: Vec<SurfaceId> = phrases.iter().filter_map(surface).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let ruled = capitals(names);
    let mut entities = Vec::with_capacity(names.entries.len());
    let mut clues = Vec::new();
    for (n, entry) in names.entries.iter().enumerate() {
        let first_alias = names.first_alias[n];
        entities.push(Entity {
            entry,
            owner: names
                .id(entry.place.as_ref())
                .or_else(|| ruled.get(&EntityId(n as u32)).copied().flatten()),
            part_of: part_of(entry, names),
            referent: names.id(entry.term.as_ref().and_then(|term| term.referent.as_ref())),
            origin: origins[n],
            respelled: !names.is_listed(entry),
            first_alias,
            first_clue: clues.len() as u32,
        });
        for clue in &entry.clues {
            let only_for = clue.only_for.as_ref().map(|only| {
                let wanted = fold_name(&only.value);
                let at = entry.aliases.iter().position(|alias| fold_name(&alias.text.value) == wanted);
                // A clue for a surface that the entry does not have never fires; `check` says so.
                at.map_or(u32::MAX, |at| first_alias + at as u32)
            });
            let (near, not_near) = (phrases(&clue.near), phrases(&clue.not_near));
            clues.push(ClueRule { only_for, near, not_near, within: clue.within });
        }
    }
    (entities, clues)
}

/// The country of each capital; none where two countries claim it, unless one lies in the other: London is the United Kingdom's.
fn capitals(names: &Names<'_>) -> FxHashMap<EntityId, Option<EntityId>> {
    let lies_in =
        |part: EntityId, whole: EntityId| part_of(&names.entries[part.index()], names) == Some(whole);
    let mut countries: FxHashMap<EntityId, Option<EntityId>> = FxHashMap::default();
    for (country, entry) in (0..).map(EntityId).zip(&names.entries) {
        let capital = entry.place_part.as_ref().and_then(|place| place.capital.as_ref());
        let Some(capital) = names.id(capital) else { continue };
        let larger = |other: Option<EntityId>| match other {
            Some(other) if lies_in(country, other) => Some(other),
            Some(other) if lies_in(other, country) => Some(country),
            _ => None,
        };
        countries.entry(capital).and_modify(|other| *other = larger(*other)).or_insert(Some(country));
    }
    countries
}

/// The larger place that a place lies in, as its author says.
fn part_of(entry: &Entry, names: &Names<'_>) -> Option<EntityId> {
    names.id(entry.place_part.as_ref().and_then(|place| place.part_of.as_ref()))
}

fn offices(names: &Names<'_>) -> Vec<Office> {
    let mut offices = Vec::new();
    for (entity, entry) in (0..).map(EntityId).zip(&names.entries) {
        offices.extend(entry.offices.iter().map(|office| Office {
            entity,
            title: fold_name(&office.title.value),
            of: names.id(office.of.as_ref()),
            time: Time::of(office.from, office.until),
        }));
    }
    offices
}

fn exceptions(entries: &[Whole<'_>]) -> FxHashSet<String> {
    let mut exceptions = FxHashSet::default();
    for (entity, entry) in (0..).map(EntityId).zip(entries) {
        let spellings = entry.except.iter().map(|spelling| fold_name(&spelling.value));
        exceptions.extend(spellings.map(|folded| Exception::Spelling(&folded).of(entity)));
        let rules = entry.no_rules.iter().filter_map(|rule| SpellingRule::from_name(&rule.value));
        exceptions.extend(rules.map(|rule| Exception::Rule(rule).of(entity)));
    }
    exceptions
}
