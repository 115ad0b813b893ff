//! Names of which nothing is left to compare.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;

pub(super) static RULE: Rule = Rule {
    code: Code("empty-alias"),
    severity: Severity::Error,
    doc: r#"## What it does
Finds names of which folding leaves nothing: only accents, apostrophes, invisible characters or dashes.

## Why is this bad
Such a name would be found everywhere, or nowhere.

## Example
```toml
aliases = ["'"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written() {
        for alias in &entry.aliases {
            if !fold::fold_name(&alias.text.value).chars().any(char::is_alphanumeric) {
                let message = format!("{} has a name without a letter or a digit", subject(entry));
                found.push(report(&RULE, message, alias.text.label("nothing to compare is left of it")));
            }
        }
    }
}
