//! Which articles of two groups tell of the same event.
//!
//! The measure is simple, so that a reader can check it. An article is the names in it: people, organizations and places, each with a
//! weight that grows with how often the article names it and with how few articles of the corpus name it at all (tf-idf). Two articles are
//! as alike as the angle between them is small (cosine, 0 to 1). They tell of the same event when they are of different groups, share some
//! names, appeared within days of each other where both are dated, are alike enough, and each is the other's closest in that group.

use std::collections::BTreeMap;

use super::Corpus;
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

/// An article as the weights of the names in it, by entity; the squares add up to 1.
type Weights = BTreeMap<EntityId, f64>;

impl Corpus<'_> {
    /// The events that two groups both tell of, the most alike first.
    pub fn events(&self) -> Vec<Event> {
        let (weights, n_articles) = self.weights();
        // Where each name stands, so that only articles that share one are compared.
        let mut named_in: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
        let mut events = Vec::new();
        let mut closest: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
        let mut pairs = Vec::new();
        for (b, names) in weights.iter().enumerate() {
            let mut common: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
            for (entity, weight) in names {
                let before = named_in.entry(*entity).or_default();
                for &a in before.iter().filter(|&&a| self.group_of(a) != self.group_of(b)) {
                    let (likeness, n_shared) = common.entry(a).or_default();
                    *likeness += weights[a][entity] * weight;
                    *n_shared += 1;
                }
                before.push(b);
            }
            for (a, (likeness, n_shared)) in common {
                let near = self.days_between(a, b).is_none_or(|days| days <= MAX_DAYS);
                if near && n_shared >= MIN_SHARED && likeness >= MIN_LIKENESS {
                    pairs.push((a, b, likeness));
                    for (from, to) in [(a, b), (b, a)] {
                        let best = closest.entry((from, self.group_of(to))).or_insert((likeness, to));
                        if likeness > best.0 {
                            *best = (likeness, to);
                        }
                    }
                }
            }
        }
        for (a, b, likeness) in pairs {
            let is_closest = |from, to| closest[&(from, self.group_of(to))].1 == to;
            if is_closest(a, b) && is_closest(b, a) {
                let mut shared: Vec<Shared> = weights[a]
                    .iter()
                    .filter_map(|(entity, weight)| {
                        let part = weight * weights[b].get(entity)? / likeness;
                        Some(Shared { entity: *entity, part, n_articles: n_articles[entity] })
                    })
                    .collect();
                shared.sort_by(|x, y| y.part.total_cmp(&x.part));
                events.push(Event { articles: [a, b], likeness, days: self.days_between(a, b), shared });
            }
        }
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
            let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
            weights.values_mut().for_each(|weight| *weight /= length);
            weights
        };
        (all.into_iter().map(weigh).collect(), n_articles)
    }
}
