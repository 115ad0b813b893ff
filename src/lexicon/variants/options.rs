//! Lists of spellings that know how many they would be, and how to put them side by side, likeliest first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use crate::romanization::{SpellingRule, SpellingRules};

/// A spelling of a part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) text: String,
    pub(super) cost: u16,
    pub(super) rules: SpellingRules,
}

/// The spellings of a part of a name: the likeliest first, none twice, no more than were asked for.
#[derive(Clone, Debug)]
pub(super) struct Options {
    choices: Vec<Choice>,
    /// How many there would be without a limit. Exact while all are at hand, else counted by multiplying and adding, so that a
    /// spelling that comes about in two ways may count twice.
    total: u64,
}

impl Options {
    /// The one spelling `text`.
    pub(super) fn one(text: impl Into<String>) -> Options {
        Options::new(vec![Choice { text: text.into(), cost: 0, rules: SpellingRules::NONE }])
    }

    /// `choices`, sorted by cost and rid of repetitions. Of equals, the first stays first.
    pub(super) fn new(mut choices: Vec<Choice>) -> Options {
        choices.sort_by_key(|choice| choice.cost);
        let mut seen = HashSet::new();
        choices.retain(|choice| seen.insert(choice.text.clone()));
        let total = choices.len() as u64;
        Options { choices, total }
    }

    /// `choices`, known to be some of `total`.
    pub(super) fn some_of(choices: Vec<Choice>, total: u64) -> Options {
        let options = Options::new(choices);
        Options { total: total.max(options.total), ..options }
    }

    pub(super) fn choices(&self) -> &[Choice] {
        &self.choices
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    fn is_cut(&self) -> bool {
        self.total > self.choices.len() as u64
    }

    /// All of them at a higher price, by one rule more.
    pub(super) fn by(mut self, rule: SpellingRule, cost: u16) -> Options {
        for choice in &mut self.choices {
            choice.cost += cost;
            choice.rules = choice.rules.with(rule);
        }
        self
    }

    /// These and those, at most `most`.
    pub(super) fn or(self, other: Options, most: usize) -> Options {
        let cut = self.is_cut() || other.is_cut();
        let total = self.total.saturating_add(other.total);
        let mut choices = self.choices;
        choices.extend(other.choices);
        let mut options = Options::new(choices);
        if cut {
            options.total = total;
        }
        options.choices.truncate(most);
        options
    }

    /// Each of these, `between`, each of those: the `most` cheapest pairs; at one price, the order of the first part decides.
    pub(super) fn then(&self, between: &str, next: &Options, most: usize) -> Options {
        let mut choices = Vec::new();
        let mut seen = HashSet::new();
        let price = |i: usize, j: usize| Some(self.choices.get(i)?.cost + next.choices.get(j)?.cost);
        let mut heap: BinaryHeap<Reverse<(u16, usize, usize)>> =
            (0..self.choices.len()).filter_map(|i| Some(Reverse((price(i, 0)?, i, 0)))).collect();
        let mut complete = true;
        while let Some(Reverse((cost, i, j))) = heap.pop() {
            let (a, b) = (&self.choices[i], &next.choices[j]);
            let text = format!("{}{between}{}", a.text, b.text);
            if !seen.contains(&text) {
                if choices.len() == most {
                    complete = false;
                    break;
                }
                seen.insert(text.clone());
                choices.push(Choice { text, cost, rules: a.rules.and(b.rules) });
            }
            if let Some(price) = price(i, j + 1) {
                heap.push(Reverse((price, i, j + 1)));
            }
        }
        let all_at_hand = complete && !self.is_cut() && !next.is_cut();
        let total = if all_at_hand { choices.len() as u64 } else { self.total.saturating_mul(next.total) };
        Options { choices, total }
    }
}
