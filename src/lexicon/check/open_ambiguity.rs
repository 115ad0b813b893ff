//! Names that two entities share and nothing tells apart.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, report};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Alias, Case, Entry, Form, When};

pub(super) static RULE: Rule = Rule {
    code: Code("open-ambiguity"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds names that mean several entities, while fewer than all but one of them have a clue for it. Short forms made of ordinary words (“the Council”) are left out: they mean the one named in full.

## Why is this bad
Such a name stays open wherever it stands, unless one of its bearers is named in full nearby.

## Example
```toml
[person.mohammad-bagheri]
name  = "Mohammad Bagheri"
short = ["Bagheri"]

[person.ali-bagheri]
name  = "Ali Bagheri Kani"
short = ["Bagheri"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (surface, uses) in &context.surfaces {
        for when in [When::Always, When::Introduced] {
            let mut uses: Vec<(&Entry, &Alias)> =
                uses.iter().copied().filter(|(_, alias)| alias.when == when && !alias.owned).collect();
            uses.dedup_by_key(|(entry, _)| &entry.id.value);
            // "The council" is whichever council was named in full, and needs no clue.
            let ordinary =
                when == When::Introduced && surface.split(' ').all(|word| context.common.contains(word));
            for group in alike(&uses) {
                // Where a template makes the same name for two places, these share a name themselves.
                let place = |alias: &Alias| (alias.text.source, alias.text.span);
                let made = group.iter().all(|(_, alias)| place(alias) == place(group[0].1));
                if ordinary || made {
                    continue;
                }
                let without = group.iter().filter(|(entry, _)| !context.has_clue(entry, surface));
                if without.take(2).count() < 2 {
                    continue;
                }
                found.push(open(&group));
            }
        }
    }
}

/// Parts `uses` into those that one surface form can mean at once: those in any case together, others by their letters and times.
fn alike<'l>(uses: &[(&'l Entry, &'l Alias)]) -> Vec<Vec<(&'l Entry, &'l Alias)>> {
    let mut groups: Vec<Group<'l>> = Vec::new();
    // Thousands bear one name, in few manners: those of one manner are together whatever else is there.
    let mut group_of: BTreeMap<Manner, usize> = BTreeMap::new();
    // The groups of certain letters, and under `None` those of none so far: thousands of spellings need not be compared with each other.
    let mut of_letters: BTreeMap<Option<String>, BTreeSet<usize>> = BTreeMap::new();
    for &(entry, alias) in uses {
        let manner = Manner::of(alias);
        let group = group_of.get(&manner).copied().unwrap_or_else(|| {
            let first = |groups_of: &BTreeSet<usize>| {
                groups_of.iter().copied().find(|&group| groups[group].time.overlaps(&manner.time))
            };
            let found = match &manner.letters {
                None => (0..groups.len()).find(|&group| groups[group].time.overlaps(&manner.time)),
                letters => [letters, &None].iter().filter_map(|key| first(of_letters.get(key)?)).min(),
            };
            let group = found.unwrap_or(groups.len());
            if found.is_none() {
                groups.push(Group::default());
                of_letters.entry(None).or_default().insert(group);
            }
            groups[group].time.narrow(&manner.time);
            if manner.letters.is_some() {
                of_letters.entry(None).or_default().remove(&group);
                of_letters.entry(manner.letters.clone()).or_default().insert(group);
            }
            group_of.insert(manner, group);
            group
        });
        groups[group].uses.push((entry, alias));
    }
    groups.into_iter().map(|group| group.uses).filter(|uses| uses.len() > 1).collect()
}

/// Uses that one surface form can mean at once.
#[derive(Default)]
struct Group<'l> {
    uses: Vec<(&'l Entry, &'l Alias)>,
    /// From the latest beginning to the earliest end of theirs: what overlaps with this overlaps with each.
    time: Time,
}

/// In which letters and when a name counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Manner {
    /// Where they count.
    letters: Option<String>,
    time: Time,
}

impl Manner {
    fn of(alias: &Alias) -> Manner {
        let as_written = matches!(alias.case, Case::Exact | Case::Upper);
        let letters = as_written.then(|| fold::fold_name_cased(&alias.text.value));
        let time = Time { from: alias.from.map(Date::first_day), until: alias.until.map(Date::last_day) };
        Manner { letters, time }
    }
}

/// The first and the last day of a time, where it has one.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Time {
    from: Option<u32>,
    until: Option<u32>,
}

impl Time {
    fn overlaps(&self, other: &Time) -> bool {
        let before = |a: &Time, b: &Time| a.until.zip(b.from).is_some_and(|(until, from)| until < from);
        !before(self, other) && !before(other, self)
    }

    /// Leaves what is in `other`, too.
    fn narrow(&mut self, other: &Time) {
        self.from = self.from.max(other.from);
        self.until = self.until.into_iter().chain(other.until).min();
    }
}

fn open(group: &[(&Entry, &Alias)]) -> Diagnostic {
    let (first, alias) = group[0];
    let text = &alias.text.value;
    let short = group.iter().all(|(_, alias)| alias.form == Form::Short);
    let what = if short { "is short for" } else { "means" };
    let number = match group.len() {
        2 => "two".to_string(),
        3 => "three".to_string(),
        n => n.to_string(),
    };
    let kinds = if group.iter().all(|(entry, _)| entry.kind == first.kind) {
        match first.kind.as_str() {
            "person" => "people",
            "organization" => "organizations",
            "place" => "places",
            _ => "terms",
        }
    } else {
        "entities"
    };
    let message = format!("`{text}` {what} {number} {kinds} and no clue tells them apart");
    let note = |entry: &Entry, alias: &Alias| {
        let relation = match alias.form {
            Form::Short => "short for",
            Form::Abbreviation => "abbreviation of",
            Form::Demonym => "demonym of",
            Form::Name => "a name of",
        };
        format!("{relation} `{}`", entry.id.value)
    };
    let mut one = report(&RULE, message, alias.text.label(note(first, alias)));
    for (entry, alias) in &group[1..] {
        one.related.push(alias.text.label(format!("also {}", note(entry, alias))));
    }
    one.help = Some(if group.len() == 2 {
        format!("add a `clue` for `{text}` to either entry")
    } else {
        format!("add a `clue` for `{text}` to all but one of them")
    });
    one
}
