//! Names that stand in texts and that no lexicon knows, as suggestions for its author.
//!
//! A [`Suggester`] looks through documents for runs of capitalized words (and of Arabic-script words), leaves out titles, sentence openers
//! and ordinary words, and counts. At the end it groups spellings of one name and puts near misses of known names first.

mod names;
mod near;
mod nouns;
mod page;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub use near::Likeness;

use crate::entity::{EntityId, Form, Kind};
use crate::error::Error;
use crate::fold::{fold_name, fold_undotted};
use crate::gazetteer::{Gazetteer, Sense};
use crate::lexicon::model::When;
use crate::lexicon::slug;
use crate::limits::Limits;
use crate::span::Span;
use crate::text::Layout;
use names::{Shape, Word};
use nouns::{BODIES, CAPITALIZED, OTHERS, PLACES};
use page::Page;

/// Contexts that are kept for each suggestion.
const MOST_CONTEXTS: usize = 3;
/// Entities of one document that its abbreviations may stand for.
const MOST_TOGETHER: usize = 256;

/// One name that a lexicon might take up.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The most frequent spelling.
    pub name: String,
    /// An id that no entity has; the known entity's, where `near` is given.
    pub id: String,
    /// What it may be; the known entity's kind, where `near` is given.
    pub kind: Kind,
    /// The known name that it is nearly like.
    pub near: Option<Near>,
    /// All spellings, the most frequent first, with how often each stands in the texts.
    pub spellings: Vec<(String, usize)>,
    /// Last words that stand alone in the texts, such as a surname, and how often.
    pub short: Vec<(String, usize)>,
    /// How often in all.
    pub count: usize,
    /// In how many documents.
    pub n_documents: usize,
    /// Some places where it stands.
    pub contexts: Vec<Context>,
}

/// What a suggestion is nearly like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The known entity.
    pub entity: EntityId,
    /// Its name that is alike.
    pub name: String,
    /// In what way.
    pub likeness: Likeness,
}

/// Where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The document's id.
    pub document: String,
    /// What stands before it, on one line.
    pub before: String,
    /// The name as it stands there.
    pub surface: String,
    /// What stands after it.
    pub after: String,
}

/// Looks through documents, one after the other.
#[derive(Debug)]
pub struct Suggester<'g> {
    gazetteer: &'g Gazetteer,
    /// The same without the spellings that nobody listed, which are worth a suggestion.
    listed: Gazetteer,
    n_documents: usize,
    /// By spelling, white space made single.
    tallies: BTreeMap<String, Tally>,
    /// For each folded word: how often in small letters, how often with a capital inside a sentence.
    usage: HashMap<String, (usize, usize)>,
    /// The names of entities that were met, folded, in words.
    names: HashMap<EntityId, Vec<Vec<String>>>,
}

/// What is known of one spelling.
#[derive(Clone, Debug, Default)]
struct Tally {
    count: usize,
    n_documents: usize,
    last_document: usize,
    titled: usize,
    said: usize,
    located: usize,
    capitals: bool,
    arabic: bool,
    /// Longer spellings that it is a part of.
    within: BTreeMap<String, usize>,
    /// Known entities beside it, one of the two in brackets.
    beside: BTreeMap<EntityId, usize>,
    /// For abbreviations: entities that are named in the same documents, and in how many.
    together: BTreeMap<EntityId, usize>,
    /// Entities that are named in the same documents by a longer name with these words in it, and in how many.
    part_of: BTreeMap<EntityId, usize>,
    /// How often it stands in brackets behind words that it is made of and that name nobody: "research and development (R&D)".
    coined: usize,
    /// What stands in brackets behind it, and how often.
    same_as: BTreeMap<String, usize>,
    contexts: Vec<Context>,
}

impl<'g> Suggester<'g> {
    /// For what `gazetteer` does not know.
    pub fn new(gazetteer: &'g Gazetteer) -> Suggester<'g> {
        let listed = gazetteer.clone().listed_only();
        Suggester {
            gazetteer,
            listed,
            n_documents: 0,
            tallies: BTreeMap::new(),
            usage: HashMap::new(),
            names: HashMap::new(),
        }
    }

    /// Looks through one document.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::tag_within`]; such a document does not count.
    pub fn add(&mut self, id: &str, text: &str, limits: &Limits) -> Result<(), Error> {
        let document = self.listed.tag_within(text, limits)?;
        self.n_documents += 1;
        let words = names::words(text);
        let layout = Layout::of(text);
        let mentions: Vec<(Span, Option<EntityId>)> = document
            .mentions()
            .iter()
            .filter(|mention| mention.kind != Kind::Term)
            .map(|mention| (mention.span, mention.reading.entity()))
            .collect();
        let openers: HashSet<usize> = layout.sentences.iter().map(|sentence| sentence.start).collect();
        let opens = |word: &Word| {
            // Quotation marks and bullets may stand before the first word.
            let before = text[..word.span.start].char_indices().rev();
            let mark = before.take_while(|(_, c)| !c.is_alphanumeric() && !c.is_whitespace()).last();
            openers.contains(&mark.map_or(word.span.start, |(at, _)| at))
        };
        for word in &words {
            let folded = fold_name(&text[word.span.range()]);
            let usage = self.usage.entry(folded).or_default();
            match word.shape {
                Shape::Other => usage.0 += 1,
                _ if !opens(word) => usage.1 += 1,
                _ => {}
            }
        }
        let mostly_arabic = words.iter().filter(|word| word.shape == Shape::Arabic).count() * 2 > words.len();
        let mut named: Vec<EntityId> = mentions.iter().filter_map(|(_, entity)| *entity).collect();
        named.sort();
        named.dedup();
        let by_word = self.by_word(&named);
        let page = Page {
            id,
            text,
            words: &words,
            mentions: &mentions,
            named: &named,
            by_word: &by_word,
            number: self.n_documents,
        };
        for run in names::runs(text, &words) {
            let arabic = words[run.start].shape == Shape::Arabic;
            // In a text of Arabic script every sentence is such a run: only between two marks is it a name.
            if mostly_arabic && arabic && run.len() > 3 {
                continue;
            }
            for (range, longer) in page.candidates(run, self.gazetteer, &opens) {
                self.count(&page, range, longer, arabic);
            }
        }
        Ok(())
    }

    fn count(
        &mut self,
        page: &Page<'_>,
        range: std::ops::Range<usize>,
        longer: Option<std::ops::Range<usize>>,
        arabic: bool,
    ) {
        let span = page.span(&range);
        let surface = page.spelling(&range);
        if surface.chars().count() < 2 {
            return;
        }
        let part_of = if self.tallies.get(&surface).is_none_or(|tally| tally.last_document != page.number) {
            self.named_at_length(page, &range)
        } else {
            Vec::new()
        };
        let tally = self.tallies.entry(surface).or_default();
        tally.count += 1;
        part_of.into_iter().for_each(|entity| *tally.part_of.entry(entity).or_default() += 1);
        if let Some(words) = page.spelled_out(span) {
            tally.coined += usize::from(names_nobody(words));
        }
        if let Some(other) = page.in_brackets(span) {
            *tally.same_as.entry(other).or_default() += 1;
        }
        tally.arabic = arabic;
        tally.capitals = range.len() == 1 && page.words[range.start].shape == Shape::Capitals;
        if let Some(longer) = longer {
            *tally.within.entry(page.spelling(&longer)).or_default() += 1;
        }
        let (last, next) = page.beside_words(span);
        let words = &self.gazetteer.inner.words;
        tally.titled += usize::from(words.titles.contains(&fold_undotted(last)));
        tally.said += usize::from(words.sayings.contains(&fold_name(next)));
        tally.located += usize::from(matches!(last, "in" | "at" | "near" | "from" | "to"));
        if let Some(entity) = page.beside(span) {
            *tally.beside.entry(entity).or_default() += 1;
        }
        let fresh = tally.last_document != page.number;
        if fresh {
            tally.last_document = page.number;
            tally.n_documents += 1;
            if tally.capitals {
                for entity in page.named.iter().take(MOST_TOGETHER) {
                    *tally.together.entry(*entity).or_default() += 1;
                }
            }
            if tally.contexts.len() < MOST_CONTEXTS {
                tally.contexts.push(page.context(span));
            }
        }
    }

    /// In which full names of the entities that are `named` each word stands.
    fn by_word(&mut self, named: &[EntityId]) -> HashMap<String, Vec<EntityId>> {
        let inner = &self.gazetteer.inner;
        let mut by_word: HashMap<String, Vec<EntityId>> = HashMap::new();
        for entity in named {
            let names = self.names.entry(*entity).or_insert_with(|| {
                let full = inner.aliases_of(*entity).filter(|alias| alias.form == Form::Name);
                full.map(|alias| fold_name(alias.text).split(' ').map(str::to_owned).collect()).collect()
            });
            for word in names.iter().flatten() {
                let entities = by_word.entry(word.clone()).or_default();
                if entities.last() != Some(entity) {
                    entities.push(*entity);
                }
            }
        }
        by_word
    }

    /// Entities that the document names otherwise, and one of whose names ends in these words (a person's) or has them in it.
    fn named_at_length(&self, page: &Page<'_>, range: &std::ops::Range<usize>) -> Vec<EntityId> {
        let inner = &self.gazetteer.inner;
        // A hyphen parts words when it is folded.
        let folded = fold_name(&page.text[page.span(range).range()]);
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        let telling = |word: &String| {
            !BODIES.contains(&word.as_str())
                && !PLACES.contains(&word.as_str())
                && !CAPITALIZED.contains(&word.as_str())
                && !inner.words.titles.contains(word)
                && !inner.words.common.contains(word)
        };
        if !words.iter().any(telling) {
            return Vec::new();
        }
        let with_first = page.by_word.get(&words[0]).into_iter().flatten().copied();
        let at_length = with_first.filter(|entity| {
            let person = inner.kind_of(*entity) == Kind::Person;
            self.names[entity].iter().any(|name: &Vec<String>| {
                name.len() > words.len()
                    && match person {
                        true => name.ends_with(&words),
                        false => name.windows(words.len()).any(|window| window == words),
                    }
            })
        });
        at_length.collect()
    }

    /// What was found at least `least` times: near misses of known names first, then by how often.
    pub fn finish(mut self, least: usize) -> Vec<Suggestion> {
        let index = near::Index::new(self.gazetteer);
        self.drop_known_and_ordinary(&index);
        let short = self.drop_parts(least);
        let groups = self.group(least, &short);
        let mut suggestions: Vec<Suggestion> =
            groups.iter().map(|group| self.suggestion(group, &index, &short)).collect();
        suggestions.sort_by(|a, b| {
            let rank = |one: &Suggestion| {
                let weight = one.near.as_ref().map_or(0, |near| near.likeness.weight());
                (weight > 0, weight * one.count, one.n_documents, one.count)
            };
            rank(b).cmp(&rank(a)).then_with(|| a.name.cmp(&b.name))
        });
        // Two new names may make one slug.
        let mut ids: HashSet<String> = HashSet::new();
        for suggestion in suggestions.iter_mut().filter(|one| one.near.is_none()) {
            let base = if suggestion.id.is_empty() { "name".to_owned() } else { suggestion.id.clone() };
            let mut n = 1;
            while self.gazetteer.find(&suggestion.id).is_some() || !ids.insert(suggestion.id.clone()) {
                n += 1;
                suggestion.id = format!("{base}-{n}");
            }
        }
        suggestions
    }

    fn drop_known_and_ordinary(&mut self, index: &near::Index<'_>) {
        let Suggester { gazetteer, usage, tallies, .. } = self;
        let words = &gazetteer.inner.words;
        // What is coined stays so where the texts no longer spell it out, and so does what stands for it.
        let coined = |tally: &Tally| tally.coined > tally.beside.values().sum();
        let no_names: BTreeSet<String> =
            tallies.iter().filter(|(_, tally)| coined(tally)).map(|(spelling, _)| spelling.clone()).collect();
        let ordinary = |folded: &str| {
            let (small, capital) = usage.get(folded).copied().unwrap_or_default();
            words.common.contains(folded) || small * 5 > capital
        };
        tallies.retain(|spelling, tally| {
            let folded = fold_name(spelling);
            let stands_for = |(other, n): (&String, &usize)| no_names.contains(other) && n * 4 >= tally.count;
            if no_names.contains(spelling) || tally.same_as.iter().any(stands_for) {
                return false;
            }
            // The surname of somebody else than those whom the texts name at length.
            let of_another = tally.part_of.values().any(|n| n * 2 >= tally.n_documents);
            // What a rule made and only counts beside the full name is no name that somebody listed.
            let listed = |sense: Sense<'_>| sense.rule_path == 0 || sense.when == When::Always;
            let known = gazetteer.inner.surface(&folded);
            // "INSTEX" is not known where "Instex" is, with capitals that count.
            let known = known.filter(|_| gazetteer.name(spelling).is_some());
            if !of_another && known.is_some_and(|id| gazetteer.inner.senses_of(id).any(listed)) {
                return false;
            }
            let parts: Vec<&str> = folded.split(' ').filter(|part| !names::is_inside(part)).collect();
            // "Gulf War", "Day of Nakba", "Resolution 2231".
            let second = folded.split(' ').nth(1).unwrap_or_default();
            let numbered = second == "of" || second.parse::<u32>().is_ok();
            if parts.last().is_some_and(|last| OTHERS.contains(last))
                || numbered && OTHERS.contains(&parts[0])
            {
                return false;
            }
            if let [one] = parts[..] {
                if CAPITALIZED.contains(&one) {
                    return false;
                }
                let letters = one.chars().count();
                let steers = words.openers.contains(one)
                    || words.titles.contains(one)
                    || words.namesakes.contains(one)
                    || words.roles.contains(one)
                    || words.sayings.contains(one);
                // "UN" is no word of small letters.
                return match tally.capitals {
                    true => letters >= 2 && !steers,
                    false => letters >= 3 && (tally.arabic || of_another || !steers && !ordinary(one)),
                };
            }
            let body = parts.iter().any(|part| BODIES.contains(part) || PLACES.contains(part));
            let all_ordinary = parts.iter().all(|part| ordinary(part) || words.titles.contains(part));
            let only_a_role = parts.last().is_some_and(|last| words.roles.contains(last)) && all_ordinary;
            tally.arabic
                || !only_a_role && (!all_ordinary || body && parts.len() > 1)
                // Ordinary words make a name that is nearly one that somebody listed.
                || parts.len() > 2 && index.nearest(&folded, false, &|_| false).is_some()
        });
    }

    /// Drops what is nearly always a part of something longer; last words of people's names are kept apart as short forms.
    fn drop_parts(&mut self, least: usize) -> BTreeMap<String, Vec<(String, usize)>> {
        let mut short: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        let counts: BTreeMap<String, usize> =
            self.tallies.iter().map(|(spelling, tally)| (spelling.clone(), tally.count)).collect();
        // A surname belongs to the longest-known bearer: the most frequent full name that ends in it.
        let mut bearers: HashMap<&str, &str> = HashMap::new();
        for spelling in counts.keys() {
            let Some((_, last)) = spelling.rsplit_once(' ') else { continue };
            let rival = bearers.entry(last).or_insert(spelling);
            if (counts[*rival], spelling.as_str()) < (counts[spelling], *rival) {
                *rival = spelling;
            }
        }
        self.tallies.retain(|spelling, tally| {
            let longer = tally.within.iter().filter(|(longer, _)| counts.contains_key(*longer));
            let n_inside: usize = longer.map(|(_, n)| n).sum();
            if n_inside * 3 >= tally.count * 2 && n_inside > 0 {
                return false;
            }
            match bearers.get(spelling.as_str()) {
                Some(bearer)
                    if !spelling.contains(' ')
                        && tally.part_of.is_empty()
                        && counts[*bearer] + tally.count >= least =>
                {
                    short.entry((*bearer).to_owned()).or_default().push((spelling.clone(), tally.count));
                    false
                }
                _ => true,
            }
        });
        short
    }

    /// Spellings of one name, the most frequent first; the groups likewise.
    fn group(&self, least: usize, short: &BTreeMap<String, Vec<(String, usize)>>) -> Vec<Vec<&String>> {
        let mut order: Vec<&String> = self.tallies.keys().collect();
        order.sort_by_key(|spelling| std::cmp::Reverse(self.tallies[*spelling].count));
        let mut groups: Vec<Vec<&String>> = Vec::new();
        let mut by_letters: HashMap<(String, usize), usize> = HashMap::new();
        for spelling in order {
            let folded = fold_name(spelling);
            let letters = near::consonants(&folded);
            let n_words = folded.split(' ').count();
            let alone = letters.chars().count() < 4 || self.tallies[spelling].capitals;
            let key = (letters, if n_words == 1 { 1 } else { 2 });
            match by_letters.get(&key).filter(|_| !alone) {
                Some(&group) => {
                    let first = fold_name(groups[group][0]);
                    if strsim::levenshtein(&first, &folded) <= first.chars().count() / 4 {
                        groups[group].push(spelling);
                        continue;
                    }
                    groups.push(vec![spelling]);
                }
                None => {
                    by_letters.insert(key, groups.len());
                    groups.push(vec![spelling]);
                }
            }
        }
        let count = |spelling: &String| {
            let short = short.get(spelling).into_iter().flatten();
            self.tallies[spelling].count + short.map(|(_, n)| n).sum::<usize>()
        };
        groups.retain(|group| group.iter().map(|spelling| count(spelling)).sum::<usize>() >= least);
        groups
    }

    fn suggestion(
        &self,
        group: &[&String],
        index: &near::Index<'_>,
        short: &BTreeMap<String, Vec<(String, usize)>>,
    ) -> Suggestion {
        let tallies: Vec<&Tally> = group.iter().map(|spelling| &self.tallies[*spelling]).collect();
        let name = group[0].clone();
        let folded = fold_name(&name);
        let part_of = || self.part_of(&tallies);
        let near = self.beside(&tallies).or_else(part_of).or_else(|| self.by_rule(&folded)).or_else(|| {
            let together = |entity: EntityId| {
                let both = tallies[0].together.get(&entity).copied().unwrap_or_default();
                both * 2 >= tallies[0].n_documents
            };
            let found = index.nearest(&folded, tallies[0].capitals, &together);
            found.map(|(likeness, entity, surface)| {
                let mut senses = self.gazetteer.inner.senses_of(surface);
                let alias = senses.next().expect("only surfaces with a sense are near").alias;
                let name = self.gazetteer.inner.alias(alias).to_owned();
                Near { entity, name, likeness }
            })
        });
        let kind = match &near {
            Some(near) => self.gazetteer.entity(near.entity).kind,
            None => guess(&folded, &tallies),
        };
        let id = match &near {
            Some(near) => self.gazetteer.entity(near.entity).key.clone(),
            None => slug(&name),
        };
        let mut shorts: Vec<(String, usize)> =
            group.iter().filter_map(|spelling| short.get(*spelling)).flatten().cloned().collect();
        shorts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        Suggestion {
            id,
            kind,
            near,
            spellings: group.iter().map(|one| ((*one).clone(), self.tallies[*one].count)).collect(),
            count: tallies.iter().map(|tally| tally.count).sum::<usize>()
                + shorts.iter().map(|(_, n)| n).sum::<usize>(),
            short: shorts,
            n_documents: tallies.iter().map(|tally| tally.n_documents).sum(),
            contexts: tallies.iter().flat_map(|tally| &tally.contexts).take(MOST_CONTEXTS).cloned().collect(),
            name,
        }
    }

    /// The one entity whose name a rule leaves something out of, to make this one, which then needs the full name in the document: its
    /// initials, the name without its article.
    fn by_rule(&self, folded: &str) -> Option<Near> {
        let inner = &self.gazetteer.inner;
        let mut senses = inner.senses_of(inner.surface(folded)?);
        let sense = senses.next()?;
        let abbreviation = sense.form == Form::Abbreviation;
        let likeness = if abbreviation { Likeness::Initials } else { Likeness::Word };
        let only = senses.all(|other| other.entity == sense.entity);
        only.then(|| Near { entity: sense.entity, name: inner.alias(sense.alias).to_owned(), likeness })
    }

    /// The entity that the same documents name at length.
    fn part_of(&self, tallies: &[&Tally]) -> Option<Near> {
        let (entity, n) =
            tallies[0].part_of.iter().max_by_key(|(entity, n)| (**n, std::cmp::Reverse(**entity)))?;
        let name = self.gazetteer.entity(*entity).name.clone();
        // "Imam Hussain" is no part of a shrine's name.
        let somebody = tallies[0].titled > 0 && self.gazetteer.entity(*entity).kind != Kind::Person;
        (!somebody && n * 2 >= tallies[0].n_documents).then_some(Near {
            entity: *entity,
            name,
            likeness: Likeness::Part,
        })
    }

    /// The known entity that stands in brackets beside the name, or beside which the name stands in brackets.
    fn beside(&self, tallies: &[&Tally]) -> Option<Near> {
        let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
        for (entity, n) in tallies.iter().flat_map(|tally| &tally.beside) {
            *counts.entry(*entity).or_default() += n;
        }
        let (entity, _) = counts.into_iter().max_by_key(|(entity, n)| (*n, std::cmp::Reverse(*entity)))?;
        let name = self.gazetteer.entity(entity).name.clone();
        Some(Near { entity, name, likeness: Likeness::Apposition })
    }
}

/// What a new name may be.
fn guess(folded: &str, tallies: &[&Tally]) -> Kind {
    let sum = |count: fn(&Tally) -> usize| tallies.iter().map(|tally| count(tally)).sum::<usize>();
    let count = sum(|tally| tally.count);
    if folded.split(' ').any(|word| BODIES.contains(&word)) || tallies[0].capitals {
        return Kind::Organization;
    }
    if folded.split(' ').any(|word| PLACES.contains(&word)) {
        return Kind::Place;
    }
    let person = (sum(|tally| tally.titled) + sum(|tally| tally.said)) * 5 >= count;
    match sum(|tally| tally.located) * 3 >= count && !person {
        true => Kind::Place,
        false => Kind::Person,
    }
}

/// Whether the words that an abbreviation is made of are no name that a lexicon has a kind for: all small, or a treaty, plan or law.
fn names_nobody(words: &str) -> bool {
    let of_things = |word: &str| OTHERS.contains(&fold_name(word).as_str());
    let mut words = words.split_whitespace();
    words.clone().all(|word| word.starts_with(char::is_lowercase)) || words.any(of_things)
}
