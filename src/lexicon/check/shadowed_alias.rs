//! Conditional names that somebody else has without conditions.

use std::collections::BTreeMap;

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Alias, Case, Entry, When};

pub(super) static RULE: Rule = Rule {
    code: Code("shadowed-alias"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds names that count only under a condition, such as surnames, while another entity has the same name wherever it stands, and no clue of the entry speaks for it.

## Why is this bad
The other entity nearly always takes the name.

## Example
```toml
[person.michael-jordan]
name  = "Michael Jordan"
short = ["Jordan"]

[place.jordan]
name = "Jordan"
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // By folded name, worked out once: thousands bear one surname.
    let mut always: BTreeMap<String, Always<'_>> = BTreeMap::new();
    for entry in context.written() {
        for alias in entry.aliases.iter().filter(|alias| alias.when != When::Always && !alias.owned) {
            let folded = fold::fold_name(&alias.text.value);
            if context.has_clue(entry, &folded) {
                continue;
            }
            let of_name = || Always::of(context.surfaces.get(&folded).map_or(&[], Vec::as_slice));
            let always = always.entry(folded.clone()).or_insert_with(of_name);
            let Some((other, theirs)) = always.of_another(entry, alias) else { continue };
            let message = format!(
                "`{}` of {} nearly always means {}",
                alias.text.value,
                subject(entry),
                subject(other),
            );
            let mut one = report(&RULE, message, alias.text.label("counts only under a condition"));
            one.related.push(theirs.text.label("counts wherever it stands"));
            one.help = Some(format!("add a `clue` for `{}` to {}", alias.text.value, subject(entry)));
            found.push(one);
        }
    }
}

/// Who has a name wherever it stands.
#[derive(Default)]
struct Always<'l> {
    /// In any letters.
    folded: Bearers<'l>,
    /// In these letters only.
    as_written: BTreeMap<&'l str, Bearers<'l>>,
}

/// The first two entries, with their place among all: one of them is another one.
type Bearers<'l> = Vec<(usize, &'l Entry, &'l Alias)>;

impl<'l> Always<'l> {
    fn of(uses: &[(&'l Entry, &'l Alias)]) -> Always<'l> {
        let mut always = Always::default();
        for (n, &(entry, alias)) in uses.iter().enumerate() {
            if alias.when != When::Always {
                continue;
            }
            let bearers = match alias.case {
                Case::Exact | Case::Upper => always.as_written.entry(&alias.text.value).or_default(),
                Case::Fold | Case::Capital => &mut always.folded,
            };
            if bearers.len() < 2 && bearers.iter().all(|(_, first, _)| first.id.value != entry.id.value) {
                bearers.push((n, entry, alias));
            }
        }
        always
    }

    /// The first one besides `entry` that has the name where `alias` may stand.
    fn of_another(&self, entry: &Entry, alias: &Alias) -> Option<(&'l Entry, &'l Alias)> {
        let as_written = self.as_written.get(alias.text.value.as_str()).into_iter().flatten();
        let bearers = self.folded.iter().chain(as_written);
        let others = bearers.filter(|(_, other, _)| other.id.value != entry.id.value);
        others.min_by_key(|(n, ..)| *n).map(|&(_, other, theirs)| (other, theirs))
    }
}
