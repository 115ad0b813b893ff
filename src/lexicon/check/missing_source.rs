//! Neutral wording that nobody vouches for.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code("missing-source"),
    severity: Severity::Error,
    doc: r#"## What it does
Finds terms that give neutral wordings and do not say whose guide calls them so.

## Why is this bad
What is neutral is itself in dispute. A lexicon earns trust by saying who says so.

## Example
```toml
[term.judea-and-samaria]
name = "Judea and Samaria"
neutral = ["the West Bank"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written().filter(|entry| entry.sources.is_empty()) {
        let Some(neutral) = entry.term.as_ref().and_then(|term| term.neutral.first()) else { continue };
        let message = format!("{} calls wording neutral and gives no `source`", subject(entry));
        let mut one = report(&RULE, message, neutral.label("who says so?"));
        one.help = Some("add `source = \"…\"`: the style guide and where in it".into());
        found.push(one);
    }
}
