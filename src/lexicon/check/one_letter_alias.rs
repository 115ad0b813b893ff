//! Names of one letter.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Case, When};

pub(super) static RULE: Rule = Rule {
    code: Code("one-letter-alias"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds names of a single letter or digit that count wherever they stand.

## Why is this bad
Single letters stand everywhere: in lists, initials and formulas.

## Example
```toml
aliases = ["X"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written() {
        for alias in &entry.aliases {
            let guarded = alias.when != When::Always || alias.case == Case::Exact;
            if !guarded && fold::fold_name(&alias.text.value).chars().count() == 1 {
                let message = format!("{} is named by one letter: `{}`", subject(entry), alias.text.value);
                let mut one = report(&RULE, message, alias.text.label(""));
                one.help =
                    Some("say when it counts: { text = \"…\", case = \"exact\", when = \"clue\" }".into());
                found.push(one);
            }
        }
    }
}
