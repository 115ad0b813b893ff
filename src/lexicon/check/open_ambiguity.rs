//! Names that two entities share and nothing tells apart.

use std::collections::BTreeMap;

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
    let mut groups: Vec<Vec<(&Entry, &Alias)>> = Vec::new();
    // The manners in each group. Thousands bear one name, in few manners: those of one manner are together whatever else is there.
    let mut manners: Vec<Vec<Manner>> = Vec::new();
    let mut group_of: BTreeMap<Manner, usize> = BTreeMap::new();
    for &(entry, alias) in uses {
        let manner = Manner::of(alias);
        let group = group_of.get(&manner).copied().unwrap_or_else(|| {
            let together = |group: &Vec<Manner>| group.iter().all(|other| manner.overlaps(other));
            let group = manners.iter().position(together).unwrap_or(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
                manners.push(Vec::new());
            }
            manners[group].push(manner.clone());
            group_of.insert(manner, group);
            group
        });
        groups[group].push((entry, alias));
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// In which letters and when a name counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Manner {
    /// Where they count.
    letters: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
}

impl Manner {
    fn of(alias: &Alias) -> Manner {
        let as_written = matches!(alias.case, Case::Exact | Case::Upper);
        let letters = as_written.then(|| fold::fold_name_cased(&alias.text.value));
        Manner { letters, from: alias.from, until: alias.until }
    }

    fn overlaps(&self, other: &Manner) -> bool {
        let before = |a: &Manner, b: &Manner| match (a.until, b.from) {
            (Some(until), Some(from)) => until.last_day() < from.first_day(),
            _ => false,
        };
        let same_letters = self.letters.is_none() || other.letters.is_none() || self.letters == other.letters;
        same_letters && !before(self, other) && !before(other, self)
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
