//! Names that two entities share and nothing tells apart.

use super::{Context, report};
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
                let without: Vec<_> = group.iter().filter(|(entry, _)| !has_clue(entry, surface)).collect();
                if without.len() < 2 {
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
    for &(entry, alias) in uses {
        let together = |group: &Vec<(&Entry, &Alias)>| group.iter().all(|(_, other)| overlap(alias, other));
        match groups.iter_mut().find(|group| together(group)) {
            Some(group) => group.push((entry, alias)),
            None => groups.push(vec![(entry, alias)]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn overlap(a: &Alias, b: &Alias) -> bool {
    let as_written = |alias: &Alias| matches!(alias.case, Case::Exact | Case::Upper);
    let letters = !(as_written(a) && as_written(b))
        || fold::fold_name_cased(&a.text.value) == fold::fold_name_cased(&b.text.value);
    let before = |a: &Alias, b: &Alias| match (a.until, b.from) {
        (Some(until), Some(from)) => until.last_day() < from.first_day(),
        _ => false,
    };
    letters && !before(a, b) && !before(b, a)
}

fn has_clue(entry: &Entry, surface: &str) -> bool {
    entry
        .clues
        .iter()
        .any(|clue| clue.only_for.as_ref().is_none_or(|only_for| fold::fold_name(&only_for.value) == surface))
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
