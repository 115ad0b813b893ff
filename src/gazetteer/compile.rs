//! `Lexicon` -> [`Gazetteer`]: folds every alias, generates its spellings within a budget, and builds the automaton.
//!
//! The order of files, entries and aliases has no effect: entities are sorted by key, surfaces by text, senses by entity.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::draft::{CaseTest, ClueRule, Compiled, FoldedWords, Office, Sense, Surface};
use super::forms::{self, Spelling};
use super::{Exception, Gazetteer, Notice, SurfaceId, encode, exception};
use crate::date::Time;
use crate::diagnostic::Source;
use crate::entity::{Charge, Entity, EntityId, Form, Kind};
use crate::error::{Error, ErrorKind};
use crate::fold::{fold_name, fold_name_cased};
use crate::lexicon::Lexicon;
use crate::lexicon::model::{self, Alias, Case, Entry, Located, When, Words};
use crate::lexicon::template::{self, Whole};
use crate::lexicon::variants::{RuleSet, Speller, SpellingClasses};
use crate::limits::Limits;
use crate::romanization::{Origin, SpellingRule, SpellingRules};

const LIMITS: Limits = Limits::DEFAULT;
/// A layer of a lexicon with more names than this was not written by hand: see [`Compiler::lists`].
const WRITTEN_BY_HAND: usize = 100_000;
/// Part of the fingerprint: raised whenever the engine would answer differently.
const ENGINE_VERSION: &str = concat!("canonym ", env!("CARGO_PKG_VERSION"), " engine 2");

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
        let classes = spelling_classes(self);
        Compiler::new(self, &classes).run()
    }
}

/// A sense before surfaces have numbers.
struct Draft {
    sense: Sense,
    possessive: bool,
}

struct Compiler<'l> {
    lexicon: &'l Lexicon,
    /// Sorted by id.
    entries: Vec<Whole<'l>>,
    ids: HashMap<String, EntityId>,
    words: FoldedWords,
    /// For a country, what stands in front of its bodies' names: its name, abbreviations and first demonym.
    fronts: HashMap<EntityId, Vec<String>>,
    /// Words with their other spellings.
    classes: &'l SpellingClasses,
    speller: Speller<'l>,
    drafts: BTreeMap<String, Vec<Draft>>,
    phrases: BTreeMap<String, SurfaceId>,
    /// As written, grouped by entity.
    aliases: Vec<super::draft::Alias>,
    /// For each entity, where its aliases begin.
    first_alias: Vec<u32>,
    rule_paths: Vec<String>,
    /// Layers whose entries, written (`false`) or generated (`true`), are a list: names of a list stand for themselves, with no spellings
    /// but those that an entry asks for by `rules`. Among a quarter million people whatever else a name may be spelled like is somebody
    /// else's name, and would be a wrong link more often than a right one.
    lists: HashSet<(u8, bool)>,
    times: Vec<(u32, Time)>,
    rule_path_ids: HashMap<String, u16>,
    notices: Vec<Notice>,
}

impl<'l> Compiler<'l> {
    fn new(lexicon: &'l Lexicon, classes: &'l SpellingClasses) -> Compiler<'l> {
        let mut entries = template::expand(&lexicon.parts);
        entries.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        let ids = entries
            .iter()
            .enumerate()
            .map(|(n, entry)| (entry.id.value.clone(), EntityId(n as u32)))
            .collect();
        let mut n_names: HashMap<(u8, bool), usize> = HashMap::new();
        for entry in &entries {
            *n_names.entry(group(lexicon, entry)).or_default() += entry.aliases.len();
        }
        let lists =
            n_names.into_iter().filter(|&(_, n)| n > WRITTEN_BY_HAND).map(|(group, _)| group).collect();
        Compiler {
            lexicon,
            lists,
            fronts: fronts(&entries),
            words: fold_words(&lexicon.parts.words, &entries),
            entries,
            ids,
            classes,
            speller: Speller::new(classes),
            drafts: BTreeMap::new(),
            phrases: BTreeMap::new(),
            aliases: Vec::new(),
            first_alias: Vec::new(),
            rule_paths: vec![String::new()],
            times: Vec::new(),
            rule_path_ids: HashMap::from([(String::new(), 0)]),
            notices: Vec::new(),
        }
    }

    fn run(mut self) -> Result<Gazetteer, Error> {
        let entries = std::mem::take(&mut self.entries);
        for (n, entry) in entries.iter().enumerate() {
            self.first_alias.push(self.aliases.len() as u32);
            for alias in &entry.aliases {
                // A name without a letter or a digit would be found everywhere. Parsing refuses it; a template may make one all the same.
                if alias.has_substance() {
                    self.alias(entry, EntityId(n as u32), alias);
                }
                if let Some(time) = Time::of(alias.from, alias.until) {
                    self.times.push((self.aliases.len() as u32, time));
                }
                let text = alias.text.value.as_str().into();
                self.aliases.push(super::draft::Alias { text, form: alias.form, native: alias.native });
            }
            for phrase in entry.clues.iter().flat_map(|clue| clue.near.iter().chain(&clue.not_near)) {
                self.phrases.insert(fold_name(&phrase.value), SurfaceId(0));
            }
        }
        self.phrases.remove("");
        self.drop_taken(&entries);
        for phrase in self.phrases.keys() {
            self.drafts.entry(phrase.clone()).or_default();
        }
        if self.drafts.len() > LIMITS.surfaces {
            let found = self.drafts.len();
            return Err(Error::new(ErrorKind::TooLarge {
                what: "surface forms",
                limit: LIMITS.surfaces,
                found,
            }));
        }
        self.finish(&entries)
    }

    fn alias(&mut self, entry: &Entry, entity: EntityId, alias: &Alias) {
        let scare = entry.term.as_ref().is_some_and(|term| term.scare);
        let except: HashSet<String> =
            entry.except.iter().map(|spelling| fold_name(&spelling.value)).collect();
        let mut seen = HashSet::new();
        let mut written = forms::spellings(&alias.text.value, entry.kind, alias.form, scare);
        written.extend(self.country_in_front(entry, alias));
        let (by_rule, truncated) = self.by_rule(entry, alias);
        written.extend(by_rule);
        for spelling in written {
            let generated = !spelling.rule.is_empty();
            if (generated && except.contains(&spelling.folded)) || !seen.insert(spelling.folded.clone()) {
                continue;
            }
            if generated && entry.kind != Kind::Term && self.words.common.contains(&spelling.folded) {
                let (entity, rule) = (entry.id.value.clone(), spelling.rule.into_owned());
                self.notices.push(Notice::Common { entity, spelling: spelling.folded, rule });
                continue;
            }
            self.draft(entity, alias, spelling);
        }
        if let Some(total) = truncated {
            let (entity, alias) = (entry.id.value.clone(), alias.text.value.clone());
            self.notices.push(Notice::CutOff { entity, alias, total, kept: seen.len() });
        }
    }

    /// A body of state with its country in front is one name: "U.S. Supreme Court", "Iranian Armed Forces".
    fn country_in_front(&self, entry: &Entry, alias: &Alias) -> Vec<Spelling> {
        const OF_STATE: [&str; 5] = ["ministry", "parliament", "army", "court", "agency"];
        let of_state = entry.class.as_ref().is_some_and(|class| OF_STATE.contains(&class.value.as_str()));
        let named = alias.form == Form::Name && alias.when == When::Always && !alias.native;
        let Some(fronts) = self
            .id(entry.place.as_ref())
            .filter(|_| of_state && named)
            .and_then(|place| self.fronts.get(&place))
        else {
            return Vec::new();
        };
        let name = fold_name(&alias.text.value);
        let carries = |front: &String| {
            name.split(' ').any(|word| word == fold_name(front)) || name.contains(&fold_name(front))
        };
        if fronts.iter().any(carries) {
            return Vec::new();
        }
        fronts
            .iter()
            .map(|front| forms::spelling(&format!("{front} {}", alias.text.value), "country-in-front"))
            .collect()
    }

    /// What named rules make of the alias, the likeliest first; and how many there would be without a budget, when that is more.
    /// Whether the names of `entry` stand for themselves.
    fn is_listed(&self, entry: &Entry) -> bool {
        !self.lists.is_empty() && entry.rules.is_empty() && self.lists.contains(&group(self.lexicon, entry))
    }

    fn by_rule(&self, entry: &Entry, alias: &Alias) -> (Vec<Spelling>, Option<u64>) {
        let kind = entry.kind;
        let named = matches!(alias.form, Form::Name | Form::Short)
            && !matches!(alias.case, Case::Exact | Case::Upper);
        // Names that a template makes are phrases; two hundred ministries in two dozen spellings each would be of no use.
        let by_template = entry.generated && entry.template.is_some() && entry.kind == Kind::Organization;
        if kind == Kind::Term || !named || alias.owned || by_template || self.is_listed(entry) {
            return (Vec::new(), None);
        }
        let found =
            self.speller.variants(&alias.text.value, kind, &rules_of(entry), LIMITS.variants_per_alias);
        // The first is the alias itself.
        // An article in front is no part of a name's span, whichever way it is written.
        let bare = found
            .list
            .into_iter()
            .skip(1)
            .filter(|variant| !variant.rules.is_empty() && !variant.text.starts_with("the "));
        let spellings = bare.map(|variant| Spelling {
            rule: Cow::Owned(variant.rules.iter().map(SpellingRule::name).collect::<Vec<_>>().join("+")),
            cased: variant.text.clone(),
            folded: variant.text,
            case: variant.case,
            scare: false,
            by_rule: true,
            reduced: !variant.rules.within(SpellingRules::ALL.without(reduced(kind))),
        });
        let cut = found
            .truncated
            .filter(|_| kind != Kind::Person)
            .and_then(|_| self.beyond_budget(&alias.text.value));
        (spellings.collect(), cut)
    }

    /// How many spellings an author's own table makes of `name`, when that is more than are used. What rules of romanization could make is
    /// always far more; the likeliest are used, and the rest of a person's is found at run time.
    fn beyond_budget(&self, name: &str) -> Option<u64> {
        let name = fold_name(name);
        let choices = name.split(' ').map(|word| 1 + self.classes.others(word).count() as u64);
        let total = choices.fold(1_u64, u64::saturating_mul);
        (total > LIMITS.variants_per_alias as u64).then_some(total)
    }

    fn draft(&mut self, entity: EntityId, alias: &Alias, spelling: Spelling) {
        let text = &alias.text.value;
        let acronym = spelling.rule.split('+').any(|rule| rule == "acronym");
        let sense = Sense {
            entity,
            form: match alias.form {
                _ if acronym => Form::Abbreviation,
                _ if spelling.reduced => Form::Short,
                form => form,
            },
            when: if spelling.reduced { alias.when.max(When::Introduced) } else { alias.when },
            reduced: spelling.reduced,
            case: self.case_test(alias, &spelling),
            alias: self.aliases.len() as u32,
            rule_path: self.rule_path(&spelling.rule),
            owned: alias.owned,
            scare: spelling.scare,
            timed: Time::of(alias.from, alias.until).is_some(),
        };
        let possessive = text.ends_with("'s") || text.ends_with("’s");
        // One is the rule: a list may have a million, and room for four each is much.
        let drafts = self.drafts.entry(spelling.folded).or_insert_with(|| Vec::with_capacity(1));
        drafts.push(Draft { sense, possessive });
    }

    fn case_test(&self, alias: &Alias, spelling: &Spelling) -> CaseTest {
        let text = &alias.text.value;
        let common = !alias.native && self.words.common.contains(&spelling.folded);
        match spelling.case {
            Some(Case::Upper) => return CaseTest::AsWritten(spelling.folded.to_uppercase().into()),
            Some(_) => return CaseTest::Capitals(1),
            None => {}
        }
        match alias.case {
            Case::Upper | Case::Exact => CaseTest::AsWritten(spelling.cased.as_str().into()),
            // Accents make the difference between the town Åre and the word.
            _ if common && !text.is_ascii() => CaseTest::Accented(text.to_lowercase().into()),
            Case::Capital if spelling.rule.is_empty() => capitals(text),
            Case::Capital => capitals_of_variant(&spelling.folded),
            // A rule knows no ordinary words, so what it makes of one word must look like a name.
            Case::Fold if spelling.by_rule && !spelling.folded.contains(' ') => CaseTest::Capitals(1),
            Case::Fold => CaseTest::Any,
        }
    }

    fn rule_path(&mut self, rule: &str) -> u16 {
        if let Some(&id) = self.rule_path_ids.get(rule) {
            return id;
        }
        // Paths are combinations of a few dozen rules; nowhere near as many as a `u16` counts occur.
        let id = u16::try_from(self.rule_paths.len()).unwrap_or(u16::MAX);
        self.rule_paths.push(rule.to_owned());
        self.rule_path_ids.insert(rule.to_owned(), id);
        id
    }

    /// What a rule made gives way to a name that somebody wrote and that counts everywhere: an author's word is better than a rule's. A
    /// place's or body's gives way to any name of a person: Sulaimani may be the town, Soleimani is not.
    fn drop_taken(&mut self, entries: &[Whole<'_>]) {
        for (spelling, drafts) in &mut self.drafts {
            let kind = |draft: &Draft| entries[draft.sense.entity.index()].kind;
            let written = |draft: &&Draft| draft.sense.rule_path == 0 && draft.sense.when == When::Always;
            let author = drafts.iter().find(written).map(|draft| draft.sense.entity);
            let person =
                drafts.iter().find(|draft| kind(draft) == Kind::Person).map(|draft| draft.sense.entity);
            if author.is_none() && person.is_none() {
                continue;
            }
            drafts.retain(|draft| {
                let sense = &draft.sense;
                let named_apart = matches!(kind(draft), Kind::Place | Kind::Organization);
                let by = if named_apart { author.or(person) } else { author };
                let Some(by) = by.filter(|by| sense.rule_path != 0 && sense.entity != *by) else {
                    return true;
                };
                self.notices.push(Notice::Taken {
                    entity: entries[sense.entity.index()].id.value.clone(),
                    spelling: spelling.clone(),
                    rule: self.rule_paths[usize::from(sense.rule_path)].clone(),
                    by: entries[by.index()].id.value.clone(),
                });
                false
            });
        }
    }

    fn finish(mut self, entries: &[Whole<'_>]) -> Result<Gazetteer, Error> {
        let mut surfaces = Vec::with_capacity(self.drafts.len());
        let mut senses: Vec<Sense> = Vec::new();
        for (text, mut drafts) in std::mem::take(&mut self.drafts) {
            let id = SurfaceId(surfaces.len() as u32);
            let start = senses.len() as u32;
            let possessive = drafts.iter().any(|draft| draft.possessive);
            let order = |sense: &Sense| {
                (sense.entity, sense.form, sense.when, sense.timed, sense.rule_path, sense.alias)
            };
            drafts.sort_by_key(|draft| order(&draft.sense));
            drafts.dedup_by(|Draft { sense: later, .. }, Draft { sense: first, .. }| {
                (later.entity, later.form, later.when) == (first.entity, first.form, first.when)
                    && later.case == first.case
                    // A name that came back has two times.
                    && (!first.timed || later.alias == first.alias)
            });
            senses.extend(drafts.into_iter().map(|draft| draft.sense));
            let own = &senses[start as usize..];
            let always = own.iter().any(|sense| sense.when == When::Always);
            let conditional = own.iter().any(|sense| sense.when != When::Always);
            let slot = self.phrases.get_mut(&text);
            let phrase = slot.is_some();
            slot.into_iter().for_each(|slot| *slot = id);
            let range = start..senses.len() as u32;
            surfaces.push(Surface {
                text: text.into(),
                senses: range,
                phrase,
                possessive,
                always,
                conditional,
            });
        }
        let (clues, clues_of) = self.clues(entries);
        self.first_alias.push(self.aliases.len() as u32);
        let offices = self.offices(entries);
        let compiled = Compiled {
            respelled: entries.iter().map(|entry| !self.is_listed(entry)).collect(),
            entities: entries.iter().map(|entry| self.entity(entry)).collect(),
            owners: entries.iter().map(|entry| self.id(entry.place.as_ref())).collect(),
            surfaces,
            senses,
            clues,
            clues_of,
            aliases: self.aliases,
            first_alias: self.first_alias,
            origins: entries.iter().map(|entry| origin(entry)).collect(),
            rule_paths: self.rule_paths,
            words: self.words,
            times: self.times,
            offices,
            exceptions: exceptions(entries),
        };
        let fingerprint = Fingerprint::of(&self.lexicon.sources);
        let image = encode::encode(compiled, fingerprint.key(), fingerprint.content())?;
        Ok(Gazetteer::of(image, self.notices))
    }

    fn clues(&self, entries: &[Whole<'_>]) -> (Vec<ClueRule>, Vec<Range<u32>>) {
        let surfaces = |phrases: &[Located<String>]| -> Vec<SurfaceId> {
            let mut ids: Vec<SurfaceId> = phrases
                .iter()
                .filter_map(|phrase| self.phrases.get(&fold_name(&phrase.value)).copied())
                .collect();
            ids.sort();
            ids.dedup();
            ids
        };
        let mut clues = Vec::new();
        let mut clues_of = Vec::with_capacity(entries.len());
        for (entry, first) in entries.iter().zip(&self.first_alias) {
            let start = clues.len() as u32;
            for clue in &entry.clues {
                let only_for = clue.only_for.as_ref().map(|only| {
                    let wanted = fold_name(&only.value);
                    let at = entry.aliases.iter().position(|alias| fold_name(&alias.text.value) == wanted);
                    // A clue for a surface that the entry does not have never fires; `check` says so.
                    at.map_or(u32::MAX, |at| first + at as u32)
                });
                let (near, not_near) = (surfaces(&clue.near), surfaces(&clue.not_near));
                clues.push(ClueRule { only_for, near, not_near, within: clue.within });
            }
            clues_of.push(start..clues.len() as u32);
        }
        (clues, clues_of)
    }

    fn offices(&self, entries: &[Whole<'_>]) -> Vec<Office> {
        let offices_of = |(entity, entry): (u32, &Whole<'_>)| {
            let office = |office: &model::Office| Office {
                entity: EntityId(entity),
                title: fold_name(&office.title.value),
                of: self.id(office.of.as_ref()),
                time: Time::of(office.from, office.until),
            };
            entry.offices.iter().map(office).collect::<Vec<Office>>()
        };
        (0..).zip(entries).flat_map(offices_of).collect()
    }

    fn id(&self, key: Option<&Located<String>>) -> Option<EntityId> {
        self.ids.get(&key?.value).copied()
    }

    fn entity(&self, entry: &Entry) -> Entity {
        Entity {
            key: entry.id.value.clone(),
            kind: entry.kind,
            name: entry.name.as_ref().map_or_else(|| entry.id.value.clone(), |name| name.value.clone()),
            wikidata: entry.wikidata.as_ref().map(|id| id.value.clone()),
            class: entry.class.as_ref().map(|class| class.value.clone()),
            charge: entry.term.as_ref().map(|term| Charge {
                role: term.role.value,
                category: term.category.value.clone(),
                referent: self.id(term.referent.as_ref()),
                camp: term.camp.as_ref().map(|camp| camp.value.clone()),
                neutral: term.neutral.iter().map(|neutral| neutral.value.clone()).collect(),
                sources: entry.sources.iter().map(|source| source.value.clone()).collect(),
            }),
        }
    }
}

fn exceptions(entries: &[Whole<'_>]) -> HashSet<String> {
    let mut exceptions = HashSet::new();
    for (entity, entry) in (0..).map(EntityId).zip(entries) {
        let spellings = entry.except.iter().map(|spelling| fold_name(&spelling.value));
        exceptions.extend(spellings.map(|folded| exception(entity, Exception::Spelling(&folded))));
        let rules = entry.no_rules.iter().filter_map(|rule| SpellingRule::from_name(&rule.value));
        exceptions.extend(rules.map(|rule| exception(entity, Exception::Rule(rule))));
    }
    exceptions
}

/// Which words of the alias begin with a capital.
fn capitals(alias: &str) -> CaseTest {
    let cased = fold_name_cased(alias);
    let mut mask = 0_u64;
    for (n, word) in cased.split(' ').take(64).enumerate() {
        if word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) {
            mask |= 1 << n;
        }
    }
    if mask == 0 { CaseTest::Any } else { CaseTest::Capitals(mask) }
}

/// All words but particles begin with a capital.
fn capitals_of_variant(folded: &str) -> CaseTest {
    const PARTICLES: [&str; 14] =
        ["al", "el", "ul", "bin", "ibn", "bint", "abu", "of", "the", "and", "for", "in", "de", "e"];
    let words = folded.split(' ').take(64).enumerate();
    let mask = words.filter(|(_, word)| !PARTICLES.contains(word)).fold(0_u64, |mask, (n, _)| mask | 1 << n);
    if mask == 0 { CaseTest::Any } else { CaseTest::Capitals(mask) }
}

fn fronts(entries: &[Whole<'_>]) -> HashMap<EntityId, Vec<String>> {
    let country = |entry: &Entry| entry.class.as_ref().is_some_and(|class| class.value == "country");
    let numbered = entries.iter().enumerate().filter(|(_, entry)| country(entry));
    let fronts_of = |entry: &Entry| -> Vec<String> {
        let text = |alias: &Alias| alias.text.value.clone();
        let demonym = entry.aliases.iter().find(|alias| alias.form == Form::Demonym).map(text);
        let written =
            entry.aliases.iter().filter(|alias| alias.canonical || alias.form == Form::Abbreviation);
        let dotted = |front: String| forms::dotted(&front).into_iter().chain([front]).collect::<Vec<_>>();
        written.map(text).chain(demonym).flat_map(dotted).collect()
    };
    numbered.map(|(n, entry)| (EntityId(n as u32), fronts_of(entry))).collect()
}

/// Rules that leave something of the name out, so that what is left may be another's name, or no name at all: "Dell Inc." and a dell.
fn reduced(kind: Kind) -> SpellingRules {
    use SpellingRule::{Acronym, Article, Initials, MiddleName, OrgForm, StateForm, The};
    let rules = SpellingRules::NONE
        .with(Acronym)
        .with(OrgForm)
        .with(StateForm)
        .with(The)
        .with(Initials)
        .with(MiddleName);
    if kind == Kind::Person { rules } else { rules.with(Article) }
}

fn spelling_classes(lexicon: &Lexicon) -> SpellingClasses {
    let fold_all = |class: &Vec<Located<String>>| class.iter().map(|word| fold_name(&word.value)).collect();
    SpellingClasses::new(lexicon.parts.spelling.classes.iter().map(fold_all))
}

/// What is counted together to tell a list from what somebody wrote.
fn group(lexicon: &Lexicon, entry: &Entry) -> (u8, bool) {
    // An entry that is tried alone comes without its source.
    let source = lexicon.sources.get(entry.id.source.0 as usize);
    (source.map_or(0, |source| source.layer), entry.generated)
}

/// The rules that are on for an entry, and where its names come from: what its native script says, else what they sound like.
fn rules_of(entry: &Entry) -> RuleSet {
    let mut rules = RuleSet::default_for(entry.kind);
    if entry.kind == Kind::Organization {
        // BlackRock is not a black rock.
        rules = rules.switched(SpellingRule::Compound, false);
    }
    let class = entry.class.as_ref().map_or("", |class| &class.value);
    if entry.kind == Kind::Place && !matches!(class, "" | "country" | "territory" | "region" | "state") {
        // There is no Republic of Isfahan.
        rules = rules.switched(SpellingRule::StateForm, false);
    }
    for rule in entry.rules.iter().filter_map(|rule| SpellingRule::from_name(&rule.value)) {
        rules = rules.switched(rule, true);
    }
    for rule in entry.no_rules.iter().filter_map(|rule| SpellingRule::from_name(&rule.value)) {
        rules = rules.switched(rule, false);
    }
    rules.of_origin(origin(entry))
}

/// Which language's rules the names of an entry follow: what they sound like, else what the native script of a person's name says.
fn origin(entry: &Entry) -> Origin {
    let name = entry.name.as_ref().map_or("", |name| &name.value);
    match Origin::guess(&fold_name(name)) {
        Origin::Other if entry.kind == Kind::Person => {
            let mut native = entry.aliases.iter().filter(|alias| alias.native);
            native.find_map(|alias| Origin::of_script(&alias.text.value)).unwrap_or(Origin::Other)
        }
        guess => guess,
    }
}

/// The words that steer judgement; the offices of people have titles, too. Of "Prime Minister" the word right before a name is one as well.
fn fold_words(words: &Words, entries: &[Whole<'_>]) -> FoldedWords {
    let fold_all = |words: &[Located<String>]| words.iter().map(|word| fold_name(&word.value)).collect();
    let mut titles: HashSet<String> = fold_all(&words.titles);
    for office in entries.iter().flat_map(|entry| &entry.offices) {
        let title = fold_name(&office.title.value);
        if !title.contains(" of ") && !title.contains(" for ") {
            titles.extend(title.rsplit(' ').next().map(str::to_owned));
        }
        titles.insert(title);
    }
    FoldedWords {
        titles,
        openers: fold_all(&words.openers),
        namesakes: fold_all(&words.namesakes),
        sayings: fold_all(&words.sayings),
        roles: fold_all(&words.roles),
        common: fold_all(&words.common),
        given: fold_all(&words.given),
    }
}

/// What a gazetteer is made from: lexicon content, engine and Unicode version, and the very build of the library.
///
/// File names and their order do not count. No defense against forgery; it only has to notice change.
///
/// ```
/// use canonym::{Fingerprint, Lexicon};
///
/// let gazetteer = Lexicon::parse(Lexicon::embedded()).0.compile()?;
/// assert!(gazetteer.is_for(&Fingerprint::of(&Lexicon::embedded())));
/// assert!(gazetteer.is_for(&Fingerprint::of_embedded(&[])));
/// # Ok::<(), canonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    content: u128,
    key: u128,
}

impl Fingerprint {
    /// The fingerprint of what `sources` compile to.
    pub fn of(sources: &[Source]) -> Fingerprint {
        Fingerprint::of_hashes(false, sources.iter().map(Fingerprint::hash))
    }

    /// The fingerprint of the embedded lexicons with `others` on top, without looking at the embedded ones.
    pub fn of_embedded(others: &[Source]) -> Fingerprint {
        Fingerprint::of_hashes(true, others.iter().map(Fingerprint::hash))
    }

    /// The fingerprint of sources of which only the layers and the [hashes](Lexicon::hashes) of their texts are at hand, with or without the
    /// embedded lexicons below them.
    pub fn of_hashes(embedded: bool, hashes: impl IntoIterator<Item = (u8, u128)>) -> Fingerprint {
        let embedded = embedded.then(|| Lexicon::embedded_hashes().map(|hash| (0, hash)));
        Fingerprint::of_all(embedded.into_iter().flatten().chain(hashes).collect())
    }

    /// Hexadecimal, for the name of a file.
    pub fn to_hex(&self) -> String {
        format!("{:032x}", self.key)
    }

    pub(super) fn content(&self) -> u128 {
        self.content
    }

    pub(super) fn key(&self) -> u128 {
        self.key
    }

    fn hash(source: &Source) -> (u8, u128) {
        (source.layer, xxh3_128(source.text.as_bytes()))
    }

    fn of_all(mut hashes: Vec<(u8, u128)>) -> Fingerprint {
        hashes.sort_unstable();
        let (major, minor, update) = unicode_normalization::UNICODE_VERSION;
        let mut hash = Xxh3::new();
        hash.update(ENGINE_VERSION.as_bytes());
        hash.update(&[major, minor, update]);
        for (layer, content) in hashes {
            hash.update(&[layer]);
            hash.update(&content.to_le_bytes());
        }
        let content = hash.digest128();
        // Not part of the content: two builds of one version answer alike, but one may lay things out otherwise.
        hash.update(env!("CANONYM_BUILD").as_bytes());
        Fingerprint { content, key: hash.digest128() }
    }
}
