//! Parties that only one camp has terms for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, report};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::model::{Entry, TermPart};

pub(super) static RULE: Rule = Rule {
    code: Code("one-sided"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds entities that three or more terms of one camp name, and no term of any other.

## Why is this bad
A lexicon of loaded wording earns trust by showing that of several sides.

## Example
```toml
[term.zionist-regime]
referent = "israel"
camp     = "iran"

[term.zionist-entity]
referent = "israel"
camp     = "iran"

[term.cancerous-tumor]
referent = "israel"
camp     = "iran"
```
"#,
};

/// As many terms of one camp are a pattern.
const PATTERN: usize = 3;

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_referent: BTreeMap<&str, Vec<(&Entry, &TermPart)>> = BTreeMap::new();
    for entry in context.written() {
        let Some(term) = &entry.term else { continue };
        let Some(referent) = &term.referent else { continue };
        by_referent.entry(&referent.value).or_default().push((entry, term));
    }
    for (referent, terms) in by_referent {
        let camps: BTreeSet<Option<&str>> =
            terms.iter().map(|(_, term)| term.camp.as_ref().map(|camp| camp.value.as_str())).collect();
        let mut camps = camps.into_iter();
        let (Some(Some(camp)), None) = (camps.next(), camps.next()) else { continue };
        if terms.len() < PATTERN || camp == "general" {
            continue;
        }
        let mut places = terms.iter().filter_map(|(_, term)| term.camp.as_ref()).map(|camp| camp.label(""));
        let Some(at) = places.next() else { continue };
        let message = format!("all {} terms for `{referent}` are of the camp `{camp}`", terms.len());
        let mut one = report(&RULE, message, at);
        one.related = places.collect();
        one.help = Some(format!("look for terms that others use for `{referent}`, its own side among them"));
        found.push(one);
    }
}
