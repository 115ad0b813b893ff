//! From a compiled lexicon in pieces to an [`Image`].

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::draft::{self, Compiled};
use super::image::{Image, Section, Text, Writer};
use super::layout::{
    ALIAS, ALWAYS, CHARGE, CLUE, CONDITIONAL, DRAWER, ENTITY, LENGTH_SHIFT, MARKED, OFFICE, PHRASE,
    POSSESSIVE, SENSE, SURFACE, drawer_bit,
};
use super::matcher::Tables;
use super::sense::SurfaceId;
use super::words::Classes;
use crate::date::Time;
use crate::entity::{EntityId, Form, Kind};
use crate::error::{Error, ErrorKind};
use crate::lexicon::model::{Located, When};
use crate::skeleton::skeleton_of;
use crate::threads;

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
    let mut classes: FxHashMap<&str, u32> = FxHashMap::default();
    for (class, words) in [
        (Classes::TITLE, &words.titles),
        (Classes::OPENER, &words.openers),
        (Classes::NAMESAKE, &words.namesakes),
        (Classes::SAYING, &words.sayings),
        (Classes::ROLE, &words.roles),
        (Classes::COMMON, &words.common),
        (Classes::GIVEN, &words.given),
    ] {
        words.iter().for_each(|word| *classes.entry(word).or_default() |= class.bits());
    }
    write_marked(classes.into_iter(), Section::Words, &mut writer);
    write_marked(compiled.exceptions.iter().map(|name| (name.as_str(), 1)), Section::Exceptions, &mut writer);
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
        records.extend([id(entity.part_of), entity.first_alias, entity.first_clue]);
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
            // A name that needs a clue needs it in every spelling.
            if full && alias.when == When::Always && entity.respelled {
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

/// An open-addressing table of texts with their marks, at most half full.
fn write_marked<'t>(marked: impl Iterator<Item = (&'t str, u32)>, section: Section, writer: &mut Writer) {
    let mut sorted: Vec<(&str, u32)> = marked.filter(|(text, _)| !text.is_empty()).collect();
    sorted.sort_unstable();
    if sorted.is_empty() {
        return;
    }
    let n_slots = (sorted.len() * 2).next_power_of_two();
    let mut table = vec![0_u32; n_slots * MARKED];
    for (text, marks) in &sorted {
        let mut slot = xxh3_64(text.as_bytes()) as usize & (n_slots - 1);
        while table[slot * MARKED + 1] != 0 {
            slot = (slot + 1) & (n_slots - 1);
        }
        let place = writer.text(text);
        table[slot * MARKED..][..MARKED].copy_from_slice(&[place.0, place.1, *marks]);
    }
    table.insert(0, sorted.iter().fold(0, |all, (_, marks)| all | marks));
    writer.put_u32(section, table);
}
