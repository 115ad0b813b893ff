//! Replacements that lead back to where they began.

use std::collections::BTreeMap;

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Entry, Located};

pub(super) static RULE: Rule = Rule {
    code: Code("replacement-loop"),
    severity: Severity::Error,
    doc: r#"## What it does
Follows what rewriting puts in the place of a name or a term, and finds circles: the neutral wording of one is another's name, and that one's leads back.

## Why is this bad
Rewriting a text a second time would undo the first, and so on for ever.

## Example
```toml
[organization.isis]
name    = "Islamic State"
aliases = ["Daesh"]

[organization.daesh]
name    = "Daesh"
aliases = ["Islamic State"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut next: BTreeMap<&str, Vec<(&Entry, &Located<String>)>> = BTreeMap::new();
    for entry in context.written() {
        let steps = replacements(entry).flat_map(|text| {
            let uses = context.surfaces.get(&fold::fold_name(&text.value)).into_iter().flatten();
            // Two of one name: what is written stays what it is.
            let alike = |other: &Entry| replacements(other).any(|theirs| same(&theirs.value, &text.value));
            uses.filter(move |(other, _)| other.id.value != entry.id.value && !alike(other))
                .map(move |(other, _)| (*other, text))
        });
        next.insert(&entry.id.value, steps.collect());
    }
    for entry in context.written() {
        let Some(circle) = circle(entry, &next) else { continue };
        let mut labels = circle.iter().map(|(other, text)| {
            text.label(format!("`{}` is another name of {}", text.value, subject(other)))
        });
        let Some(at) = labels.next() else { continue };
        let names: Vec<String> = circle.iter().map(|(other, _)| format!("`{}`", other.id.value)).collect();
        let message = format!("rewriting {} leads back to it by way of {}", subject(entry), names.join(", "));
        let mut one = report(&RULE, message, at);
        one.related.extend(labels);
        one.help = Some("take the name away from all but one of them".into());
        found.push(one);
    }
}

fn same(a: &str, b: &str) -> bool {
    fold::fold_name(a) == fold::fold_name(b)
}

/// What rewriting writes for an entry.
fn replacements(entry: &Entry) -> impl Iterator<Item = &Located<String>> {
    let neutral = entry.term.as_ref().and_then(|term| term.neutral.first());
    neutral.or(entry.name().filter(|_| entry.term.is_none())).into_iter()
}

/// The steps from `entry` back to itself, when there are some and no entry among them has an earlier id.
fn circle<'l>(
    entry: &'l Entry,
    next: &BTreeMap<&str, Vec<(&'l Entry, &'l Located<String>)>>,
) -> Option<Vec<(&'l Entry, &'l Located<String>)>> {
    // From where, and by which text, each entry was reached first; breadth first gives the shortest circle.
    let mut reached: BTreeMap<&str, (&str, &'l Entry, &'l Located<String>)> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([entry.id.value.as_str()]);
    while let Some(id) = queue.pop_front() {
        for &(other, text) in next.get(id).into_iter().flatten() {
            if other.id.value < entry.id.value || reached.contains_key(other.id.value.as_str()) {
                continue;
            }
            reached.insert(&other.id.value, (id, other, text));
            if other.id.value == entry.id.value {
                let mut steps = Vec::new();
                let mut at = other.id.value.as_str();
                loop {
                    let &(from, other, text) = reached.get(at)?;
                    steps.push((other, text));
                    if from == entry.id.value {
                        steps.reverse();
                        return Some(steps);
                    }
                    at = from;
                }
            }
            queue.push_back(&other.id.value);
        }
    }
    None
}
