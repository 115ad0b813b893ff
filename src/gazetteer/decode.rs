//! The records of an [`Image`], as values.

use xxhash_rust::xxh3::xxh3_64;

use super::entities::{Alias, ClueRule, Office};
use super::image::{Image, Section, Text};
use super::layout::{
    ALIAS, ALWAYS, CHARGE, CLUE, CONDITIONAL, DRAWER, ENTITY, LENGTH_SHIFT, MARKED, OFFICE, PHRASE,
    POSSESSIVE, SENSE, SURFACE, TIME, drawer_bit,
};
use super::sense::{CaseTest, Sense, Surface, SurfaceId};
use crate::date::Time;
use crate::entity::{Charge, Entity, EntityId, Form, Kind, Role};
use crate::lexicon::model::{When, Within};
use crate::romanization::Origin;
use crate::skeleton::Ending;

pub(super) fn n_entities(image: &Image) -> usize {
    (image.u32s(Section::Entities).len() / ENTITY).saturating_sub(1)
}

pub(super) fn n_surfaces(image: &Image) -> usize {
    (image.u32s(Section::Surfaces).len() / SURFACE).saturating_sub(1)
}

const FORMS: [Form; 4] = [Form::Name, Form::Short, Form::Abbreviation, Form::Demonym];

fn entity_record(image: &Image, entity: usize) -> &[u32] {
    &image.u32s(Section::Entities)[entity * ENTITY..][..ENTITY]
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn unid(id: u32) -> Option<EntityId> {
    id.checked_sub(1).map(EntityId)
}

pub(super) fn entity(image: &Image, at: usize) -> Entity {
    let record = entity_record(image, at);
    Entity {
        key: image.text_in(record, 0).to_owned(),
        name: image.text_in(record, 2).to_owned(),
        wikidata: some(image.text_in(record, 4)),
        class: some(image.text_in(record, 6)),
        kind: Kind::ALL[record[8] as usize],
        charge: record[10].checked_sub(1).map(|charge| self::charge(image, charge as usize)),
    }
}

fn charge(image: &Image, at: usize) -> Charge {
    let record = &image.u32s(Section::Charges)[at * CHARGE..][..CHARGE];
    let lists = image.u32s(Section::StringLists);
    let list = |first: u32, n: u32| -> Vec<String> {
        let places = lists[first as usize * 2..].chunks_exact(2).take(n as usize);
        places.map(|place| image.text_in(place, 0).to_owned()).collect()
    };
    Charge {
        role: if record[0] == Role::Label as u32 { Role::Label } else { Role::Characterization },
        category: image.text_in(record, 1).to_owned(),
        referent: unid(record[3]),
        camp: some(image.text_in(record, 4)),
        neutral: list(record[6], record[7]),
        sources: list(record[8], record[9]),
    }
}

/// The entity whose key is `key`.
pub(super) fn entity_with(image: &Image, key: &str) -> Option<EntityId> {
    let key_of = |n: usize| image.text_in(entity_record(image, n), 0);
    let n_entities = n_entities(image);
    let at = lower_bound(n_entities, |n| key_of(n) < key);
    (at < n_entities && key_of(at) == key).then_some(EntityId(at as u32))
}

/// The surface whose text is `folded`.
pub(super) fn surface_with(image: &Image, folded: &str) -> Option<SurfaceId> {
    let text_of = |n: usize| surface_text(image, SurfaceId(n as u32));
    let n_surfaces = n_surfaces(image);
    let at = lower_bound(n_surfaces, |n| text_of(n) < folded);
    (at < n_surfaces && text_of(at) == folded).then_some(SurfaceId(at as u32))
}

/// The first of `n` positions for which `before` does not hold.
fn lower_bound(n: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

pub(super) fn owner(image: &Image, entity: EntityId) -> Option<EntityId> {
    unid(entity_record(image, entity.index())[9])
}

pub(super) fn part_of(image: &Image, entity: EntityId) -> Option<EntityId> {
    unid(entity_record(image, entity.index())[12])
}

/// An entity as it lies in the image, for whoever looks at one field of it. Making a whole [`Entity`] of it takes as long as finding it in a
/// text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored<'i> {
    image: &'i Image,
    record: &'i [u32],
}

impl<'i> Stored<'i> {
    pub(super) fn of(image: &'i Image, entity: EntityId) -> Stored<'i> {
        Stored { image, record: entity_record(image, entity.index()) }
    }

    pub(crate) fn key(&self) -> &'i str {
        self.image.text_in(self.record, 0)
    }

    pub(crate) fn name(&self) -> &'i str {
        self.image.text_in(self.record, 2)
    }

    pub(crate) fn kind(&self) -> Kind {
        Kind::ALL[self.record[8] as usize]
    }

    /// Empty where the lexicon has none.
    pub(crate) fn class(&self) -> &'i str {
        self.image.text_in(self.record, 6)
    }
}

pub(super) fn origin(image: &Image, entity: EntityId) -> Origin {
    Origin::ALL[entity_record(image, entity.index())[11] as usize]
}

pub(super) fn alias(image: &Image, at: usize) -> Alias<'_> {
    alias_of(image, &image.u32s(Section::Aliases)[at * ALIAS..][..ALIAS])
}

fn alias_of<'i>(image: &'i Image, record: &[u32]) -> Alias<'i> {
    let form = FORMS[(record[2] & 3) as usize];
    Alias { text: image.text_in(record, 0), form, native: record[2] & 4 != 0 }
}

pub(super) fn aliases_of(image: &Image, entity: EntityId) -> impl Iterator<Item = Alias<'_>> + Clone {
    let records = image.u32s(Section::Entities);
    let first = records[entity.index() * ENTITY + ENTITY - 2] as usize;
    let end = records[(entity.index() + 1) * ENTITY + ENTITY - 2] as usize;
    let records = &image.u32s(Section::Aliases)[first * ALIAS..end * ALIAS];
    records.chunks_exact(ALIAS).map(move |record| alias_of(image, record))
}

/// Whether something lies in the drawer of this key. May say so of one that is empty.
pub(super) fn may_have_drawer(image: &Image, key: u64) -> bool {
    let filter = image.u64s(Section::DrawerFilter);
    let bit = drawer_bit(key, filter.len() * 64);
    filter.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 != 0)
}

/// Adds entity and alias of the full names in the drawer of this key that may end so.
pub(super) fn drawer(image: &Image, key: u64, found: &mut Vec<(EntityId, u32)>, ending: Ending) {
    if !may_have_drawer(image, key) {
        return;
    }
    let (keys, records) = (image.u64s(Section::DrawerKeys), image.u32s(Section::Drawers));
    let first = keys.partition_point(|&other| other < key);
    let n = keys[first..].iter().take_while(|&&other| other == key).count();
    let records = records[first * DRAWER..(first + n) * DRAWER].chunks_exact(DRAWER);
    let alike = records.filter(|record| Ending(record[2]).may_agree(ending));
    found.extend(alike.map(|record| (EntityId(record[0]), record[1])));
}

/// Offset of the record of `surface` in its section.
fn surface_record(image: &Image, surface: SurfaceId) -> &[u32] {
    &image.u32s(Section::Surfaces)[surface.0 as usize * SURFACE..][..SURFACE * 2]
}

pub(super) fn surface(image: &Image, surface: SurfaceId) -> Surface {
    let flags = surface_record(image, surface)[1];
    Surface {
        phrase: flags & PHRASE != 0,
        possessive: flags & POSSESSIVE != 0,
        always: flags & ALWAYS != 0,
        conditional: flags & CONDITIONAL != 0,
    }
}

pub(super) fn surface_text(image: &Image, surface: SurfaceId) -> &str {
    let record = surface_record(image, surface);
    image.text(Text(record[0], record[1] >> LENGTH_SHIFT))
}

/// The folded texts of all surfaces, to be compared with many times.
#[derive(Clone, Copy)]
pub(crate) struct SurfaceTexts<'i> {
    records: &'i [u32],
    strings: &'i [u8],
}

impl<'i> SurfaceTexts<'i> {
    pub(super) fn of(image: &'i Image) -> SurfaceTexts<'i> {
        SurfaceTexts { records: image.u32s(Section::Surfaces), strings: image.bytes(Section::Strings) }
    }

    /// The text of one, not checked to be text.
    #[inline(always)]
    pub(crate) fn bytes_of(&self, id: u32) -> &'i [u8] {
        let at = id as usize * SURFACE;
        let Some(record) = self.records.get(at..at + 2) else { return &[] };
        let (start, len) = (record[0] as usize, (record[1] >> LENGTH_SHIFT) as usize);
        self.strings.get(start..start + len).unwrap_or_default()
    }
}

pub(super) fn senses_of(
    image: &Image,
    surface: SurfaceId,
) -> impl ExactSizeIterator<Item = Sense<'_>> + Clone {
    let record = surface_record(image, surface);
    let (first, end) = (record[2] as usize, record[SURFACE + 2] as usize);
    let records = &image.u32s(Section::Senses)[first * SENSE..end * SENSE];
    records.chunks_exact(SENSE).map(move |record| sense(image, record))
}

fn sense<'i>(image: &'i Image, record: &[u32]) -> Sense<'i> {
    let rest = record[4];
    Sense {
        entity: EntityId(record[0]),
        form: FORMS[(rest >> 2 & 3) as usize],
        when: [When::Always, When::Introduced, When::Clue, When::Clue][(rest >> 4 & 3) as usize],
        case: match rest & 3 {
            0 => CaseTest::Any,
            1 => CaseTest::Capitals(u64::from(record[2]) | u64::from(record[3]) << 32),
            2 => CaseTest::AsWritten(image.bytes_in(record, 2)),
            _ => CaseTest::Accented(image.text_in(record, 2)),
        },
        alias: record[1],
        rule_path: (rest >> 16) as u16,
        owned: rest & 1 << 6 != 0,
        scare: rest & 1 << 7 != 0,
        reduced: rest & 1 << 8 != 0,
        timed: rest & 1 << 9 != 0,
    }
}

/// The records of a section that is sorted by their first number, as far as that is `key`.
fn records_of(records: &[u32], len: usize, key: u32) -> impl Iterator<Item = &[u32]> + Clone {
    let first = lower_bound(records.len() / len, |n| records[n * len] < key);
    records[first * len..].chunks_exact(len).take_while(move |record| record[0] == key)
}

pub(super) fn time_of(image: &Image, alias: u32) -> Option<Time> {
    let mut times = records_of(image.u32s(Section::Times), TIME, alias);
    times.next().map(|record| Time { from: record[1], until: record[2] })
}

/// Whether any name or office has its time.
pub(super) fn has_times(image: &Image) -> bool {
    !image.u32s(Section::Times).is_empty() || !image.u32s(Section::Offices).is_empty()
}

pub(super) fn offices_of(image: &Image, entity: EntityId) -> impl Iterator<Item = Office<'_>> + Clone {
    records_of(image.u32s(Section::Offices), OFFICE, entity.0).map(move |record| Office {
        title: image.text_in(record, 1),
        of: unid(record[3]),
        time: Time { from: record[4], until: record[5] },
    })
}

pub(super) fn clues_of(image: &Image, entity: EntityId) -> impl Iterator<Item = ClueRule<'_>> + Clone {
    let records = image.u32s(Section::Entities);
    let first = records[entity.index() * ENTITY + ENTITY - 1] as usize;
    let end = records[(entity.index() + 1) * ENTITY + ENTITY - 1] as usize;
    let phrases = image.u32s(Section::CluePhrases);
    let list = move |first: u32, n: u32| &phrases[first as usize..][..n as usize];
    image.u32s(Section::Clues)[first * CLUE..end * CLUE].chunks_exact(CLUE).map(move |record| ClueRule {
        only_for: record[0].checked_sub(1),
        near: list(record[1], record[2]),
        not_near: list(record[3], record[4]),
        within: [Within::Sentence, Within::Paragraph, Within::Text][record[5] as usize],
    })
}

/// The `n`-th text of a section of offsets and lengths.
pub(super) fn nth(image: &Image, section: Section, n: usize) -> &str {
    image.u32s(section).get(n * 2..n * 2 + 2).map_or("", |place| image.text_in(place, 0))
}

/// Any mark that a word in `section` has.
pub(super) fn marks_used(image: &Image, section: Section) -> u32 {
    image.u32s(section).first().copied().unwrap_or_default()
}

/// The marks that `word` has in `section`; 0 where it is not there.
pub(super) fn marks_of(image: &Image, section: Section, word: &str) -> u32 {
    let Some((_, table)) = image.u32s(section).split_first() else { return 0 };
    let n_slots = table.len() / MARKED;
    if word.is_empty() {
        return 0;
    }
    let mut slot = xxh3_64(word.as_bytes()) as usize & (n_slots - 1);
    for _ in 0..n_slots {
        let place = &table[slot * MARKED..][..MARKED];
        match place[1] as usize {
            0 => return 0,
            len if len == word.len() && image.bytes_in(place, 0) == word.as_bytes() => return place[2],
            _ => slot = (slot + 1) & (n_slots - 1),
        }
    }
    0
}
