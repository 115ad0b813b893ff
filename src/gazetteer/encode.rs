//! From a compiled lexicon in pieces to an [`Image`], and the records in it back to values.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::draft::{self, Compiled};
use super::entities::{Alias, ClueRule, Office};
use super::image::{Image, Section, Text, Writer};
use super::matcher::Tables;
use super::sense::{CaseTest, Sense, Surface, SurfaceId};
use crate::date::Time;
use crate::entity::{Charge, Entity, EntityId, Form, Kind, Role};
use crate::error::{Error, ErrorKind};
use crate::lexicon::model::{Located, When, Within};
use crate::romanization::Origin;
use crate::skeleton::{Ending, skeleton_of};
use crate::threads;

// ------------------------------------------------------------------------------------------------------------------ layout

/// Key, name, Wikidata id, class (two words each), kind, owner + 1, charge + 1, origin, first alias, first clue. One
/// more at the end closes the last.
const ENTITY: usize = 14;
/// Text (2), form and whether it is native.
const ALIAS: usize = 3;
/// Role, category (2), referent + 1, camp (2), neutral wordings (first, how many), sources (first, how many).
const CHARGE: usize = 10;
/// Offset of the text, its length and four flags, first sense. One more at the end closes the last.
pub(super) const SURFACE: usize = 3;
const PHRASE: u32 = 1;
const POSSESSIVE: u32 = 2;
const ALWAYS: u32 = 4;
const CONDITIONAL: u32 = 8;
const LENGTH_SHIFT: u32 = 4;
/// Entity, alias, case test (2), rule path and packed rest.
const SENSE: usize = 5;
/// Alias, first day, last day.
const TIME: usize = 3;
/// Entity, title (2), the place or body it is of + 1, first day, last day.
const OFFICE: usize = 6;
/// Entity, alias, ending.
const DRAWER: usize = 3;
/// Alias + 1 that it is for, phrases near and not near (first, how many), how far.
const CLUE: usize = 6;

// ----------------------------------------------------------------------------------------------------------------- writing

/// Lays `compiled` out.
///
/// # Errors
///
/// More text than offsets can tell.
pub(super) fn encode(compiled: Compiled<'_>, key: u128, fingerprint: u128) -> Result<Image, Error> {
    let (tables, mut writer) = threads::both(|| Tables::of(&compiled.surfaces), || write(&compiled));
    let found = writer.n_bytes_of_text();
    if u32::try_from(found).is_err() {
        let what = "bytes of names";
        return Err(Error::new(ErrorKind::TooLarge { what, limit: u32::MAX as usize, found }));
    }
    tables.write(&mut writer);
    drop(compiled);
    Ok(writer.finish(key, fingerprint))
}

/// All but the tables of the matcher.
fn write(compiled: &Compiled<'_>) -> Writer {
    let mut writer = Writer::default();
    write_surfaces(compiled, &mut writer);
    write_senses(compiled, &mut writer);
    write_clues(compiled, &mut writer);
    let names = write_entities(compiled, &mut writer);
    write_aliases(compiled, &names, &mut writer);
    write_times(compiled, &mut writer);
    let rules: Vec<u32> = compiled.rule_paths.iter().flat_map(|path| pair(writer.text(path))).collect();
    writer.put_u32(Section::Rules, rules);
    let words = &compiled.words;
    for (section, words) in [
        (Section::Titles, &words.titles),
        (Section::Openers, &words.openers),
        (Section::Namesakes, &words.namesakes),
        (Section::Sayings, &words.sayings),
        (Section::Roles, &words.roles),
        (Section::Common, &words.common),
        (Section::Given, &words.given),
        (Section::Exceptions, &compiled.exceptions),
    ] {
        write_set(words, section, &mut writer);
    }
    writer
}

fn pair(text: Text) -> [u32; 2] {
    [text.0, text.1]
}

fn id(entity: Option<EntityId>) -> u32 {
    entity.map_or(0, |entity| entity.0 + 1)
}

fn write_surfaces(compiled: &Compiled<'_>, writer: &mut Writer) {
    let mut records = Vec::with_capacity((compiled.surfaces.len() + 1) * SURFACE);
    for surface in &compiled.surfaces {
        let text = writer.text(surface.text);
        let flag = |set: bool, flag: u32| if set { flag } else { 0 };
        let flags = flag(surface.phrase, PHRASE)
            | flag(surface.possessive, POSSESSIVE)
            | flag(surface.always, ALWAYS)
            | flag(surface.conditional, CONDITIONAL);
        records.extend([text.0, text.1 << LENGTH_SHIFT | flags, surface.senses.start]);
    }
    records.extend([0, 0, compiled.senses.len() as u32]);
    writer.put_u32(Section::Surfaces, records);
}

fn write_senses(compiled: &Compiled<'_>, writer: &mut Writer) {
    let mut records = Vec::with_capacity(compiled.senses.len() * SENSE);
    for sense in &compiled.senses {
        let (test, a, b) = match &sense.case {
            draft::CaseTest::Any => (0, 0, 0),
            draft::CaseTest::Capitals(mask) => (1, *mask as u32, (*mask >> 32) as u32),
            draft::CaseTest::AsWritten(letters) => {
                let text = writer.text(letters);
                (2, text.0, text.1)
            }
            draft::CaseTest::Accented(letters) => {
                let text = writer.text(letters);
                (3, text.0, text.1)
            }
        };
        let rest = test
            | (sense.form as u32) << 2
            | (sense.when as u32) << 4
            | u32::from(sense.owned) << 6
            | u32::from(sense.scare) << 7
            | u32::from(sense.reduced) << 8
            | u32::from(sense.timed) << 9;
        records.extend([sense.entity.0, sense.alias, a, b, u32::from(sense.rule_path) << 16 | rest]);
    }
    writer.put_u32(Section::Senses, records);
}

fn write_times(compiled: &Compiled<'_>, writer: &mut Writer) {
    let times: Vec<u32> =
        compiled.times.iter().flat_map(|(alias, time)| [*alias, time.from, time.until]).collect();
    writer.put_u32(Section::Times, times);
    let mut offices = Vec::with_capacity(compiled.offices.len() * OFFICE);
    for office in &compiled.offices {
        let title = writer.text(&office.title);
        let time = office.time.unwrap_or(Time { from: 0, until: u32::MAX });
        offices.extend([office.entity.0, title.0, title.1, id(office.of), time.from, time.until]);
    }
    writer.put_u32(Section::Offices, offices);
}

fn write_clues(compiled: &Compiled<'_>, writer: &mut Writer) {
    let mut records = Vec::with_capacity(compiled.clues.len() * CLUE);
    let mut phrases: Vec<u32> = Vec::new();
    for clue in &compiled.clues {
        let mut list = |ids: &[SurfaceId]| {
            let first = phrases.len() as u32;
            phrases.extend(ids.iter().map(|id| id.0));
            [first, ids.len() as u32]
        };
        let (near, not_near) = (list(&clue.near), list(&clue.not_near));
        let only_for = clue.only_for.map_or(0, |alias| alias.saturating_add(1));
        records.extend([only_for, near[0], near[1], not_near[0], not_near[1], clue.within as u32]);
    }
    writer.put_u32(Section::Clues, records);
    writer.put_u32(Section::CluePhrases, phrases);
}

/// Gives the place of each name.
fn write_entities<'c>(compiled: &'c Compiled<'_>, writer: &mut Writer) -> Vec<Text> {
    // Classes and the like are few and come again and again.
    let mut known: FxHashMap<&str, Text> = FxHashMap::default();
    let mut records = Vec::with_capacity((compiled.entities.len() + 1) * ENTITY);
    let mut charges: Vec<u32> = Vec::new();
    let mut lists: Vec<u32> = Vec::new();
    let mut names = Vec::with_capacity(compiled.entities.len());
    for entity in &compiled.entities {
        let entry = entity.entry;
        let mut again = |text: Option<&'c Located<String>>, writer: &mut Writer| match text {
            Some(text) => *known.entry(&text.value).or_insert_with(|| writer.text(&text.value)),
            None => Text::default(),
        };
        let key = writer.text(&entry.id.value);
        let name = entry.name().map_or(key, |name| writer.text(&name.value));
        names.push(name);
        let wikidata = entry.wikidata.as_ref().map_or(Text::default(), |id| writer.text(&id.value));
        let class = again(entry.class.as_ref(), writer);
        let charge = entry.term.as_ref().map_or(0, |term| {
            let mut list = |texts: &[Located<String>], writer: &mut Writer| {
                let first = lists.len() as u32 / 2;
                lists.extend(texts.iter().flat_map(|text| pair(writer.text(&text.value))));
                [first, texts.len() as u32]
            };
            let (neutral, sources) = (list(&term.neutral, writer), list(&entry.sources, writer));
            let category = again(Some(&term.category), writer);
            let camp = again(term.camp.as_ref(), writer);
            charges.extend([
                term.role.value as u32,
                category.0,
                category.1,
                id(entity.referent),
                camp.0,
                camp.1,
            ]);
            charges.extend([neutral[0], neutral[1], sources[0], sources[1]]);
            (charges.len() / CHARGE) as u32
        });
        records.extend([key, name, wikidata, class].map(pair).as_flattened());
        records.extend([entry.kind as u32, id(entity.owner), charge, entity.origin as u32]);
        records.extend([entity.first_alias, entity.first_clue]);
    }
    records.extend([0; ENTITY - 2]);
    records.extend([compiled.n_aliases, compiled.clues.len() as u32]);
    writer.put_u32(Section::Entities, records);
    writer.put_u32(Section::Charges, charges);
    writer.put_u32(Section::StringLists, lists);
    names
}

fn write_aliases(compiled: &Compiled<'_>, names: &[Text], writer: &mut Writer) {
    // The first alias of an entity is nearly always its name.
    let mut records = Vec::with_capacity(compiled.n_aliases as usize * ALIAS);
    let mut drawers: Vec<(u64, [u32; DRAWER])> = Vec::new();
    for (n, (entity, name)) in compiled.entities.iter().zip(names).enumerate() {
        let entry = entity.entry;
        for (alias, at) in entry.aliases.iter().zip(entity.first_alias..) {
            let same = entry.name().is_some_and(|name| name.value == alias.text.value);
            let text = if same { *name } else { writer.text(&alias.text.value) };
            records.extend(pair(text));
            records.push(alias.form as u32 | u32::from(alias.native) << 2);
            let full = entry.kind == Kind::Person && alias.form == Form::Name && !alias.native;
            if full && entity.respelled {
                let skeleton = skeleton_of(&alias.text.value, entity.origin);
                if skeleton.n_words() > 1 {
                    let record = [n as u32, at, skeleton.ending().0];
                    drawers.extend(skeleton.kept_at().map(|key| (key, record)));
                }
            }
        }
    }
    writer.put_u32(Section::Aliases, records);
    drawers.sort_unstable();
    drawers.dedup();
    // A bit for each key, one bit in sixteen set: most names in a text are nobody's, and one look says so.
    let n_bits = (drawers.len() * 16).next_power_of_two().max(64);
    let mut filter = vec![0_u64; n_bits / 64];
    for (key, _) in &drawers {
        let bit = drawer_bit(*key, n_bits);
        filter[bit / 64] |= 1 << (bit % 64);
    }
    writer.put_u64(Section::DrawerFilter, filter);
    writer.put_u64(Section::DrawerKeys, drawers.iter().map(|&(key, _)| key).collect());
    let records: Vec<u32> = drawers.iter().flat_map(|&(_, record)| record).collect();
    writer.put_u32(Section::Drawers, records);
}

fn drawer_bit(key: u64, n_bits: usize) -> usize {
    key.wrapping_mul(0xd6e8_feb8_6659_fd93) as usize >> 7 & (n_bits - 1)
}

/// An open-addressing table of texts, at most half full.
fn write_set(words: &FxHashSet<String>, section: Section, writer: &mut Writer) {
    let mut sorted: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
    sorted.sort();
    if sorted.is_empty() {
        return;
    }
    let n_slots = (sorted.len() * 2).next_power_of_two();
    let mut table = vec![0_u32; n_slots * 2];
    for word in sorted {
        let text = writer.text(word);
        let mut slot = xxh3_64(word.as_bytes()) as usize & (n_slots - 1);
        while table[slot * 2 + 1] != 0 {
            slot = (slot + 1) & (n_slots - 1);
        }
        table[slot * 2] = text.0;
        table[slot * 2 + 1] = text.1;
    }
    writer.put_u32(section, table);
}

// ----------------------------------------------------------------------------------------------------------------- reading

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
            2 => CaseTest::AsWritten(image.text_in(record, 2)),
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

pub(super) fn set_is_empty(image: &Image, section: Section) -> bool {
    image.u32s(section).is_empty()
}

/// Whether the set in `section` has `word`.
pub(super) fn set_has(image: &Image, section: Section, word: &str) -> bool {
    let table = image.u32s(section);
    let n_slots = table.len() / 2;
    if n_slots == 0 || word.is_empty() {
        return false;
    }
    let mut slot = xxh3_64(word.as_bytes()) as usize & (n_slots - 1);
    for _ in 0..n_slots {
        let place = &table[slot * 2..slot * 2 + 2];
        match place[1] as usize {
            0 => return false,
            len if len == word.len() && image.bytes_in(place, 0) == word.as_bytes() => return true,
            _ => slot = (slot + 1) & (n_slots - 1),
        }
    }
    false
}
