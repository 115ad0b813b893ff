//! Which articles of two groups tell of the same event.
//!
//! The measure is simple, so that a reader can check it. An article is the names in it: people, organizations and places, each with a
//! weight that grows with how often the article names it and with how few articles of the corpus name it at all (tf-idf). Two articles are
//! as alike as the angle between them is small (cosine, 0 to 1). They tell of the same event when they are of different groups, share some
//! names, appeared within days of each other where both are dated, are alike enough, and each is the other's closest in that group. Of
//! thousands that share a name, each is compared with [`MOST_COMPARED`] of a group.

use std::collections::{BTreeMap, BTreeSet};

use super::Corpus;
use crate::date::Date;
use crate::entity::{EntityId, Kind};

/// The least number of names that two articles about the same event share.
pub const MIN_SHARED: usize = 3;

/// The most days between them, where both are dated.
pub const MAX_DAYS: u32 = 3;

/// How alike they are at least.
pub const MIN_LIKENESS: f64 = 0.3;

/// Two articles of different groups that tell of the same event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The positions of the articles in the corpus, the smaller one first.
    pub articles: [usize; 2],
    /// The cosine of the angle between them: 1 for the same names equally often, 0 for none in common.
    pub likeness: f64,
    /// How many days lie between them, where both are dated.
    pub days: Option<u32>,
    /// The names that they share, the one that weighs most first.
    pub shared: Vec<Shared>,
}

/// A name in both articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Who or what is named.
    pub entity: EntityId,
    /// Which part of the likeness it makes.
    pub part: f64,
    /// How many articles of the corpus name it.
    pub n_articles: usize,
}

/// With so many articles of each other group an article is compared at the most, of those that came before it: thousands may share a name.
/// Those that share the rarest names come first, and of these the latest.
pub const MOST_COMPARED: usize = 200;

/// An article as the weights of the names in it, sorted by entity; the squares add up to 1.
type Weights = Vec<(EntityId, f64)>;

/// The articles in which a name stands, those so far.
#[derive(Default)]
struct Places {
    /// Those of a known day, by that day.
    dated: Vec<usize>,
    /// How many of these are too old for all that follow.
    n_past: usize,
    undated: Vec<usize>,
}

impl Corpus<'_> {
    /// The events that two groups both tell of, the most alike first.
    pub fn events(&self) -> Vec<Event> {
        let (weights, n_articles) = self.weights();
        let day = |at: usize| self.articles()[at].about.date.and_then(Date::day_of_era);
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|&at| (day(at).is_none(), day(at)));
        let mut named_in: BTreeMap<(EntityId, usize), Places> = BTreeMap::new();
        let mut closest: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
        for b in order {
            let own = self.group_of(b);
            let telling = telling(&weights[b], &n_articles);
            let mut before: BTreeSet<usize> = BTreeSet::new();
            for other in (0..self.groups().len()).filter(|other| *other != own) {
                let most = before.len() + MOST_COMPARED;
                for entity in &telling {
                    let Some(places) = named_in.get_mut(&(*entity, other)) else { continue };
                    if let Some(today) = day(b) {
                        let is_past = |at: &usize| day(*at).is_some_and(|day| today - day > MAX_DAYS as i32);
                        places.n_past +=
                            places.dated[places.n_past..].iter().take_while(|at| is_past(at)).count();
                    }
                    // To one without a date none is too old.
                    let first = if day(b).is_some() { places.n_past } else { 0 };
                    let dated = &places.dated[first..];
                    for at in places.undated.iter().rev().chain(dated.iter().rev()) {
                        if before.len() == most {
                            break;
                        }
                        before.insert(*at);
                    }
                }
            }
            for a in before {
                let (mut likeness, mut n_shared) = (0.0, 0);
                for (_, one, other) in shared(&weights[a], &weights[b]) {
                    likeness += one * other;
                    n_shared += 1;
                }
                if n_shared < MIN_SHARED || likeness < MIN_LIKENESS {
                    continue;
                }
                for (from, to) in [(a, b), (b, a)] {
                    let best = closest.entry((from, self.group_of(to))).or_insert((likeness, to));
                    if likeness > best.0 || likeness == best.0 && to < best.1 {
                        *best = (likeness, to);
                    }
                }
            }
            for (entity, _) in &weights[b] {
                let places = named_in.entry((*entity, own)).or_default();
                if day(b).is_some() { places.dated.push(b) } else { places.undated.push(b) }
            }
        }
        let is_closest = |from: usize, to: usize| closest[&(from, self.group_of(to))].1 == to;
        let mut events: Vec<Event> = closest
            .iter()
            .filter(|((from, _), (_, to))| from < to && is_closest(*to, *from))
            .map(|(&(a, _), &(likeness, b))| {
                let mut shared: Vec<Shared> = shared(&weights[a], &weights[b])
                    .map(|(entity, one, other)| {
                        let n_articles = n_articles[&entity];
                        Shared { entity, part: one * other / likeness, n_articles }
                    })
                    .collect();
                shared.sort_by(|x, y| y.part.total_cmp(&x.part));
                Event { articles: [a, b], likeness, days: self.days_between(a, b), shared }
            })
            .collect();
        events.sort_by_key(|event| (event.articles[1], event.articles[0]));
        events.sort_by(|x, y| y.likeness.total_cmp(&x.likeness));
        events
    }

    fn days_between(&self, a: usize, b: usize) -> Option<u32> {
        let date = |at: usize| self.articles()[at].about.date;
        date(a)?.days_from(date(b)?)
    }

    /// The articles as weights, and how many articles name each entity.
    fn weights(&self) -> (Vec<Weights>, BTreeMap<EntityId, usize>) {
        let names = |at: usize| {
            let mut times: BTreeMap<EntityId, usize> = BTreeMap::new();
            for mention in self.articles()[at].mentions.iter().filter(|mention| mention.kind != Kind::Term) {
                if let Some(entity) = mention.reading.entity() {
                    *times.entry(entity).or_default() += 1;
                }
            }
            times
        };
        let n = self.articles().len();
        let all: Vec<BTreeMap<EntityId, usize>> = (0..n).map(names).collect();
        let mut n_articles: BTreeMap<EntityId, usize> = BTreeMap::new();
        for entity in all.iter().flat_map(BTreeMap::keys) {
            *n_articles.entry(*entity).or_default() += 1;
        }
        let weigh = |times: BTreeMap<EntityId, usize>| {
            let mut weights: Weights = times
                .into_iter()
                .map(|(entity, times)| {
                    let rarity = (1.0 + n as f64 / n_articles[&entity] as f64).ln();
                    (entity, (1.0 + (times as f64).ln()) * rarity)
                })
                .collect();
            let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
            weights.iter_mut().for_each(|(_, weight)| *weight /= length);
            weights
        };
        (all.into_iter().map(weigh).collect(), n_articles)
    }
}

/// The names of which an article that is alike enough must have one: all but those that most articles have, as long as these are too few, or
/// weigh too little, to make two articles alike. So what everybody names is no reason to compare everybody.
fn telling(weights: &[(EntityId, f64)], n_articles: &BTreeMap<EntityId, usize>) -> Vec<EntityId> {
    let mut names = weights.to_vec();
    names.sort_by_key(|(entity, _)| (n_articles[entity], *entity));
    let (mut n, mut square) = (0, 0.0);
    while let Some((entity, weight)) = names.pop() {
        n += 1;
        square += weight * weight;
        // A little less than alike enough, as sums differ by the order of what is added.
        if n >= MIN_SHARED && square > (MIN_LIKENESS - 1e-6) * (MIN_LIKENESS - 1e-6) {
            names.push((entity, weight));
            break;
        }
    }
    names.into_iter().map(|(entity, _)| entity).collect()
}

/// The names in both, with the weight in each.
fn shared<'w>(
    a: &'w [(EntityId, f64)],
    b: &'w [(EntityId, f64)],
) -> impl Iterator<Item = (EntityId, f64, f64)> + 'w {
    let mut b = b.iter().peekable();
    a.iter().filter_map(move |&(entity, one)| {
        while b.next_if(|(other, _)| *other < entity).is_some() {}
        b.next_if(|(other, _)| *other == entity).map(|&(_, other)| (entity, one, other))
    })
}
