//! Known names, and whom a name means among them: one, several, or nobody.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::same::{Same, same_name, same_place};
use super::{Ending, Name, Skeleton};
use crate::romanization::SpellingRule;

/// Whom a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// Nobody who is known.
    Nobody,
    /// Just this one.
    One(T, Same),
    /// One of these, the closest first.
    Several(Vec<T>),
}

/// The people whose names lie in drawers with `name`; `drawer` gives a drawer's people and names, of which `ending` is at hand.
pub(crate) fn person<T: Copy + Ord, N: Copy + Ord>(
    name: &Skeleton,
    drawer: impl Fn(u64, &mut Vec<(T, N)>, Ending),
    known: impl Fn(T, N) -> Name,
) -> Found<T> {
    if name.n_words() < 2 {
        return Found::Nobody;
    }
    let mut candidates = Vec::new();
    name.looked_for_at().for_each(|key| drawer(key, &mut candidates, name.ending()));
    candidates.sort_unstable();
    candidates.dedup();
    let same = |(whom, alias)| {
        let known = known(whom, alias);
        Some((whom, same_name(&known, &name.name).filter(|same| !lacks_a_name(&known, &name.name, same))?))
    };
    Found::closest(candidates.into_iter().filter_map(same))
}

/// Names that are known, in their drawers.
#[derive(Clone, Debug)]
pub(crate) struct Skeletons<T> {
    names: Vec<(T, Name)>,
    drawers: FxHashMap<u64, Vec<u32>>,
    same: fn(&Name, &Name) -> Option<Same>,
    least_words: usize,
}

impl<T: Copy + Ord> Skeletons<T> {
    /// For the full names of people.
    #[cfg(test)]
    pub(crate) fn of_people() -> Skeletons<T> {
        Skeletons { names: Vec::new(), drawers: FxHashMap::default(), same: same_name, least_words: 2 }
    }

    /// For the names of places, to be asked with bare names only.
    pub(crate) fn of_places() -> Skeletons<T> {
        Skeletons { names: Vec::new(), drawers: FxHashMap::default(), same: same_place, least_words: 1 }
    }

    /// Adds a name of `whom`. A person's name of one word is passed over.
    pub(crate) fn insert(&mut self, whom: T, name: Skeleton) {
        if name.n_words() < self.least_words {
            return;
        }
        let nth = self.names.len() as u32;
        for drawer in &name.drawers {
            self.drawers.entry(*drawer).or_default().push(nth);
        }
        self.names.push((whom, name.name));
    }

    /// Whom `name` means. It may have a middle name that is not known of him, but not lack a known one: Hossein Hosseini need not be Hossein
    /// Naghavi Hosseini. A name that people do leave out is one to list without it.
    pub(crate) fn find(&self, name: &Skeleton) -> Found<T> {
        if name.n_words() < self.least_words {
            return Found::Nobody;
        }
        let drawers = name.drawers.iter().filter_map(|drawer| self.drawers.get(drawer));
        let candidates: BTreeSet<u32> = drawers.flatten().copied().collect();
        let same = |nth: u32| {
            let (whom, known) = &self.names[nth as usize];
            let same = (self.same)(known, &name.name).filter(|same| !lacks_a_name(known, &name.name, same));
            Some((*whom, same?))
        };
        Found::closest(candidates.into_iter().filter_map(same))
    }
}

impl<T: Copy + Ord> Found<T> {
    /// Whom a name means that is the name of these.
    fn closest(names: impl Iterator<Item = (T, Same)>) -> Found<T> {
        let mut closest: BTreeMap<T, Same> = BTreeMap::new();
        for (whom, same) in names {
            closest.entry(whom).and_modify(|best| *best = same.min(*best)).or_insert(same);
        }
        let mut found: Vec<(Same, T)> = closest.into_iter().map(|(whom, same)| (same, whom)).collect();
        found.sort();
        // One who has a middle name more or less is no rival to one who has the same names.
        let middle = |same: &Same| same.rules.has(SpellingRule::MiddleName);
        if found.iter().any(|(same, _)| !middle(same)) {
            found.retain(|(same, _)| !middle(same));
        }
        match found[..] {
            [] => Found::Nobody,
            [(same, whom)] => Found::One(whom, same),
            _ => Found::Several(found.into_iter().map(|(_, whom)| whom).collect()),
        }
    }
}

/// Whether `name` is the known one but for a middle name that it does not have.
fn lacks_a_name(known: &Name, name: &Name, same: &Same) -> bool {
    same.rules.has(SpellingRule::MiddleName) && known.n_names() > name.n_names()
}

#[cfg(test)]
mod tests {
    use super::super::skeleton;
    use super::*;

    #[test]
    fn somebody_or_nobody() {
        let mut people = Skeletons::of_people();
        for (nth, name) in [
            "Hassan Nasrallah",
            "Ahmad Jannati",
            "Ahmed Jannati",
            "Nasrallah",
            "Hossein Naghavi Hosseini",
            "George W. Bush",
        ]
        .iter()
        .enumerate()
        {
            people.insert(nth, skeleton(name));
        }
        let found = |name: &str| people.find(&skeleton(name));
        assert!(matches!(found("Hasan Nasrollah"), Found::One(0, _)));
        assert_eq!(found("Hadi Nasrallah"), Found::Nobody);
        assert_eq!(found("Nasrollah"), Found::Nobody);
        assert_eq!(found("Hossein Hosseini"), Found::Nobody);
        assert!(matches!(found("Hosein Naqavi Hoseini"), Found::One(4, _)));
        assert!(matches!(found("Hassan Karim Nasrallah"), Found::One(0, _)));
        assert!(matches!(found("George Bush"), Found::One(5, _)));
        assert!(matches!(found("Ahmad Jannaty"), Found::Several(whom) if whom == [1, 2]));
    }
}
