//! Lists of spellings that know how many they would be, and how to put them side by side, likeliest first.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::romanization::{SpellingRule, SpellingRules};

/// A spelling of a part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) text: String,
    pub(super) bits: u16,
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
    /// No spelling at all.
    pub(super) fn none() -> Options {
        Options { choices: Vec::new(), total: 0 }
    }

    /// The one spelling `text`.
    pub(super) fn one(text: impl Into<String>) -> Options {
        Options::new(vec![Choice { text: text.into(), bits: 0, rules: SpellingRules::NONE }])
    }

    /// `choices`, sorted by bits and rid of repetitions. Of equals, the first stays first.
    pub(super) fn new(mut choices: Vec<Choice>) -> Options {
        choices.sort_by_key(|choice| choice.bits);
        let mut order: Vec<usize> = (0..choices.len()).collect();
        order.sort_by(|&a, &b| choices[a].text.cmp(&choices[b].text).then(a.cmp(&b)));
        let repeated: BTreeSet<usize> = order
            .windows(2)
            .filter(|two| choices[two[0]].text == choices[two[1]].text)
            .map(|two| two[1])
            .collect();
        if !repeated.is_empty() {
            let mut at = 0..;
            choices.retain(|_| at.next().is_none_or(|at| !repeated.contains(&at)));
        }
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
    pub(super) fn by(mut self, rule: SpellingRule, bits: u16) -> Options {
        for choice in &mut self.choices {
            choice.bits += bits;
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

    /// Each of these, `between`, each of those: the `most` likeliest pairs; at one price, those with the earlier first part lead.
    pub(super) fn then(&self, between: &str, next: &Options, most: usize) -> Options {
        let price = |i: usize, j: usize| Some(self.choices.get(i)?.bits + next.choices.get(j)?.bits);
        let mut choices = Vec::new();
        let mut heap: BinaryHeap<Reverse<(u16, usize, usize)>> =
            price(0, 0).map(|price| Reverse((price, 0, 0))).into_iter().collect();
        while let Some(Reverse((bits, i, j))) = heap.pop() {
            if choices.len() == most {
                break;
            }
            let (a, b) = (&self.choices[i], &next.choices[j]);
            let mut text = String::with_capacity(a.text.len() + between.len() + b.text.len());
            text.extend([&a.text, between, &b.text]);
            choices.push(Choice { text, bits, rules: a.rules.and(b.rules) });
            heap.extend(price(i, j + 1).map(|price| Reverse((price, i, j + 1))));
            if j == 0 {
                heap.extend(price(i + 1, 0).map(|price| Reverse((price, i + 1, 0))));
            }
        }
        Options { choices, total: self.total.saturating_mul(next.total) }
    }
}
