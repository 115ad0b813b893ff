//! What the names of entries may be written like: every spelling of every alias with what it means, before surfaces have numbers.
//!
//! The entries are worked on in [batches](Batch), several at a time; put together in order they are the same for any number of threads.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Notice;
use super::draft::{CaseTest, Drafts, FoldedWords, Sense};
use super::forms::{self, Spelling};
use crate::date::Time;
use crate::entity::{EntityId, Form, Kind};
use crate::fold::{fold_name, fold_name_cased};
use crate::lexicon::Lexicon;
use crate::lexicon::model::{Alias, Case, Entry, Located, When, Words};
use crate::lexicon::template::{self, Whole};
use crate::lexicon::variants::{RuleSet, Speller, SpellingClasses, Variant};
use crate::limits::Limits;
use crate::romanization::{Origin, SpellingRule, SpellingRules};

/// A layer of a lexicon with more names than this was not written by hand: see [`Names::is_listed`].
const WRITTEN_BY_HAND: usize = 100_000;

/// The entries of a lexicon, and what steers the spelling of their names.
pub(super) struct Names<'l> {
    lexicon: &'l Lexicon,
    /// Sorted by id.
    pub(super) entries: Vec<Whole<'l>>,
    /// For each entry, the number of its first alias; one more at the end.
    pub(super) first_alias: Vec<u32>,
    pub(super) words: FoldedWords,
    /// For a country, what stands in front of its bodies' names: its name, abbreviations and first demonym.
    fronts: HashMap<EntityId, Vec<String>>,
    /// Words with their other spellings.
    pub(super) classes: SpellingClasses,
    /// Layers whose entries, written (`false`) or generated (`true`), are a list.
    lists: HashSet<(u8, bool)>,
}

/// What comes of some entries that follow each other.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) drafts: Drafts,
    pub(super) rule_paths: RulePaths,
    /// Of each entry.
    pub(super) origins: Vec<Origin>,
    /// Aliases that have their time.
    pub(super) times: Vec<(u32, Time)>,
    pub(super) notices: Vec<Notice>,
}

/// Numbers for the rules that spellings come from; 0 for what is as written.
pub(super) struct RulePaths {
    pub(super) paths: Vec<String>,
    ids: HashMap<String, u16>,
}

impl Default for RulePaths {
    fn default() -> RulePaths {
        RulePaths { paths: vec![String::new()], ids: HashMap::from([(String::new(), 0)]) }
    }
}

impl RulePaths {
    pub(super) fn id(&mut self, path: &str) -> u16 {
        if let Some(&id) = self.ids.get(path) {
            return id;
        }
        // Paths are combinations of a few dozen rules; nowhere near as many as a `u16` counts occur.
        let id = u16::try_from(self.paths.len()).unwrap_or(u16::MAX);
        self.paths.push(path.to_owned());
        self.ids.insert(path.to_owned(), id);
        id
    }
}

impl<'l> Names<'l> {
    pub(super) fn of(lexicon: &'l Lexicon) -> Names<'l> {
        let entries = template::expand(&lexicon.parts);
        let mut n_names: FxHashMap<(u8, bool), usize> = FxHashMap::default();
        let mut first_alias = Vec::with_capacity(entries.len() + 1);
        let mut n_aliases = 0;
        for entry in &entries {
            first_alias.push(n_aliases);
            n_aliases += entry.aliases.len() as u32;
            *n_names.entry(group(lexicon, entry)).or_default() += entry.aliases.len();
        }
        first_alias.push(n_aliases);
        let lists =
            n_names.into_iter().filter(|&(_, n)| n > WRITTEN_BY_HAND).map(|(group, _)| group).collect();
        Names {
            lexicon,
            fronts: fronts(&entries),
            words: fold_words(&lexicon.parts.words, &entries),
            classes: spelling_classes(lexicon),
            entries,
            first_alias,
            lists,
        }
    }

    /// The entity of that id.
    pub(super) fn id(&self, key: Option<&Located<String>>) -> Option<EntityId> {
        let key = key?.value.as_str();
        let found = self.entries.binary_search_by(|entry| entry.id.value.as_str().cmp(key));
        found.ok().map(|n| EntityId(n as u32))
    }

    /// Whether the names of `entry` stand for themselves, with no spellings but those that it asks for by `rules`: they are of a list.
    /// Among a quarter million people whatever else a name may be spelled like is somebody else's name, and would be a wrong link more often
    /// than a right one.
    pub(super) fn is_listed(&self, entry: &Entry) -> bool {
        !self.lists.is_empty() && entry.rules.is_empty() && self.lists.contains(&group(self.lexicon, entry))
    }

    /// What the names of the `n`-th entries make. The `speller` makes spellings out of [`Names::classes`].
    pub(super) fn batch(&self, range: Range<usize>, speller: &Speller<'_>) -> Batch {
        let mut batch = Batch::default();
        for n in range {
            let entry: &Entry = &self.entries[n];
            let origin = origin(entry);
            let mut writing = Writing {
                names: self,
                speller,
                entry,
                entity: EntityId(n as u32),
                origin,
                except: entry.except.iter().map(|spelling| fold_name(&spelling.value)).collect(),
                batch: &mut batch,
            };
            for (alias, number) in entry.aliases.iter().zip(self.first_alias[n]..) {
                // A name without a letter or a digit would be found everywhere. Parsing refuses it; a template may make one all the same.
                if alias.has_substance() {
                    writing.alias(alias, number);
                }
                if let Some(time) = Time::of(alias.from, alias.until) {
                    writing.batch.times.push((number, time));
                }
            }
            for phrase in entry.clues.iter().flat_map(|clue| clue.near.iter().chain(&clue.not_near)) {
                batch.drafts.push(&fold_name(&phrase.value), None, false);
            }
            batch.origins.push(origin);
        }
        batch
    }
}

/// One entry on its way into a batch.
struct Writing<'b, 'l> {
    names: &'b Names<'l>,
    speller: &'b Speller<'b>,
    entry: &'b Entry,
    entity: EntityId,
    origin: Origin,
    /// Folded.
    except: Vec<String>,
    batch: &'b mut Batch,
}

impl Writing<'_, '_> {
    /// `number`: the alias's place among those of the whole lexicon.
    fn alias(&mut self, alias: &Alias, number: u32) {
        let scare = self.entry.term.as_ref().is_some_and(|term| term.scare);
        let mut written = forms::spellings(&alias.text.value, self.entry.kind, alias.form, scare);
        written.extend(self.country_in_front(alias));
        let (by_rule, truncated) = self.by_rule(alias);
        written.extend(by_rule);
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut kept = 0;
        for spelling in &written {
            let generated = !spelling.rule.is_empty();
            let excepted = generated && self.except.contains(&spelling.folded);
            if excepted || (written.len() > 1 && !seen.insert(&spelling.folded)) {
                continue;
            }
            kept += 1;
            if generated
                && self.entry.kind != Kind::Term
                && self.names.words.common.contains(&spelling.folded)
            {
                let (spelling, rule) = (spelling.folded.clone(), spelling.rule.clone().into_owned());
                let entity = self.entry.id.value.clone();
                self.batch.notices.push(Notice::Common { entity, spelling, rule });
                continue;
            }
            self.draft(alias, number, spelling);
        }
        if let Some(total) = truncated {
            let (entity, alias) = (self.entry.id.value.clone(), alias.text.value.clone());
            self.batch.notices.push(Notice::CutOff { entity, alias, total, kept });
        }
    }

    /// A body of state with its country in front is one name: "U.S. Supreme Court", "Iranian Armed Forces".
    fn country_in_front(&self, alias: &Alias) -> Vec<Spelling<'static>> {
        const OF_STATE: [&str; 5] = ["ministry", "parliament", "army", "court", "agency"];
        let entry = self.entry;
        let of_state = entry.class.as_ref().is_some_and(|class| OF_STATE.contains(&class.value.as_str()));
        let named = alias.form == Form::Name && alias.when == When::Always && !alias.native;
        if !(of_state && named) {
            return Vec::new();
        }
        let place = self.names.id(entry.place.as_ref());
        let Some(fronts) = place.and_then(|place| self.names.fronts.get(&place)) else {
            return Vec::new();
        };
        let name = fold_name(&alias.text.value);
        let carries = |front: &String| {
            name.split(' ').any(|word| word == fold_name(front)) || name.contains(&fold_name(front))
        };
        if fronts.iter().any(carries) {
            return Vec::new();
        }
        let with_front = |front: &String| format!("{front} {}", alias.text.value);
        fronts.iter().map(|front| forms::spelling(with_front(front), "country-in-front")).collect()
    }

    /// What named rules make of the alias, the likeliest first; and how many there would be without a budget, when that is more.
    fn by_rule(&self, alias: &Alias) -> (Vec<Spelling<'static>>, Option<u64>) {
        const BUDGET: usize = Limits::DEFAULT.variants_per_alias;
        let (entry, kind) = (self.entry, self.entry.kind);
        let named = matches!(alias.form, Form::Name | Form::Short)
            && !matches!(alias.case, Case::Exact | Case::Upper);
        // Names that a template makes are phrases; two hundred ministries in two dozen spellings each would be of no use.
        let by_template = entry.generated && entry.template.is_some() && kind == Kind::Organization;
        if kind == Kind::Term || !named || alias.owned || by_template || self.names.is_listed(entry) {
            return (Vec::new(), None);
        }
        let rules = rules_of(entry).of_origin(self.origin);
        let found = self.speller.variants(&alias.text.value, kind, &rules, BUDGET);
        // "In al-Hilweh" is no way to write Ain al-Hilweh; "An Nasiriyah" is one to write Nasiriyah.
        let own = fold_name(&alias.text.value);
        let begins_as_a_name = |variant: &Variant| {
            let (first, rest) = variant.text.split_once(' ').unwrap_or((&variant.text, ""));
            let article = first.strip_prefix('a').is_some_and(|sun| !sun.is_empty() && rest.starts_with(sun));
            article || !self.opens(&variant.text) || own.split(' ').next() == Some(first)
        };
        // The first is the alias itself.
        // An article in front is no part of a name's span, whichever way it is written.
        let bare = found
            .list
            .into_iter()
            .skip(1)
            .filter(|variant| !variant.rules.is_empty() && !variant.text.starts_with("the "))
            .filter(begins_as_a_name);
        let spellings = bare.map(|variant| Spelling {
            rule: Cow::Owned(variant.rules.iter().map(SpellingRule::name).collect::<Vec<_>>().join("+")),
            written: Cow::Owned(variant.text.clone()),
            folded: variant.text,
            case: variant.case,
            scare: false,
            by_rule: true,
            reduced: !variant.rules.within(SpellingRules::ALL.without(reduced(kind))),
        });
        let cut = found
            .truncated
            .filter(|_| kind != Kind::Person)
            .and_then(|_| self.beyond_budget(&alias.text.value, BUDGET));
        (spellings.collect(), cut)
    }

    /// How many spellings an author's own table makes of `name`, when that is more than are used. What rules of romanization could make is
    /// always far more; the likeliest are used, and the rest of a person's is found at run time.
    fn beyond_budget(&self, name: &str, budget: usize) -> Option<u64> {
        let name = fold_name(name);
        let choices = name.split(' ').map(|word| 1 + self.names.classes.others(word).count() as u64);
        let total = choices.fold(1_u64, u64::saturating_mul);
        (total > budget as u64).then_some(total)
    }

    fn draft(&mut self, alias: &Alias, number: u32, spelling: &Spelling<'_>) {
        let text = &alias.text.value;
        let acronym = spelling.rule.split('+').any(|rule| rule == "acronym");
        let sense = Sense {
            entity: self.entity,
            form: match alias.form {
                _ if acronym => Form::Abbreviation,
                _ if spelling.reduced => Form::Short,
                form => form,
            },
            when: if spelling.reduced { alias.when.max(When::Introduced) } else { alias.when },
            reduced: spelling.reduced,
            case: self.case_test(alias, spelling),
            alias: number,
            rule_path: self.batch.rule_paths.id(&spelling.rule),
            owned: alias.owned,
            scare: spelling.scare,
            timed: Time::of(alias.from, alias.until).is_some(),
        };
        let possessive = text.ends_with("'s") || text.ends_with("’s");
        self.batch.drafts.push(&spelling.folded, Some(sense), possessive);
    }

    fn case_test(&self, alias: &Alias, spelling: &Spelling<'_>) -> CaseTest {
        let text = &alias.text.value;
        let common = || !alias.native && self.names.words.common.contains(&spelling.folded);
        match spelling.case {
            Some(Case::Upper) => return CaseTest::AsWritten(spelling.folded.to_uppercase().into()),
            Some(_) => return CaseTest::Capitals(1),
            None => {}
        }
        match alias.case {
            Case::Upper | Case::Exact => CaseTest::AsWritten(fold_name_cased(&spelling.written).into()),
            // Accents make the difference between the town Åre and the word.
            _ if !text.is_ascii() && common() => CaseTest::Accented(text.to_lowercase().into()),
            Case::Capital if spelling.rule.is_empty() => capitals(text),
            Case::Capital => capitals_of_variant(&spelling.folded),
            // A rule knows no ordinary words, so what it makes of one word must look like a name, and so must an article that is a word:
            // "An Nasiriyah".
            Case::Fold
                if spelling.by_rule && (!spelling.folded.contains(' ') || self.opens(&spelling.folded)) =>
            {
                CaseTest::Capitals(1)
            }
            Case::Fold => CaseTest::Any,
        }
    }

    /// Whether a spelling begins with a word that sentences begin with.
    fn opens(&self, folded: &str) -> bool {
        let first = folded.split(' ').next().unwrap_or_default();
        self.names.words.openers.contains(first)
    }
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

/// The rules that are on for an entry.
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
    rules
}

/// Which language's rules the names of an entry follow: what they sound like, else what the native script of a person's name says.
fn origin(entry: &Entry) -> Origin {
    let name = entry.name().map_or("", |name| &name.value);
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
    let fold_all = |words: &[Located<String>]| -> FxHashSet<String> {
        words.iter().map(|word| fold_name(&word.value)).collect()
    };
    let mut titles = fold_all(&words.titles);
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
