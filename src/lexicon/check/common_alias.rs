//! Names that are ordinary words.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::entity::Kind;
use crate::fold;
use crate::lexicon::model::{Case, When};

pub(super) static RULE: Rule = Rule {
    code: Code("common-alias"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds names that are ordinary words in small letters, also those that only become so when accents are folded away, and that count in any case.

## Why is this bad
Every `reading`, `nice` and `are` of a text would be a place.

## Example
```toml
[place.are]
name = "Åre"
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // A loaded term is an ordinary word as a rule: its clues and vetoes say where it is one.
    for entry in context.written().filter(|entry| entry.kind != Kind::Term) {
        for alias in &entry.aliases {
            let text = &alias.text.value;
            let folded = fold::fold_name(text);
            if alias.case != Case::Fold || alias.when != When::Always || !context.common.contains(&folded) {
                continue;
            }
            let only_folded = text.to_lowercase() != folded;
            let message = if only_folded {
                format!(
                    "`{text}` of {} becomes the ordinary word `{folded}` without its accents",
                    subject(entry)
                )
            } else {
                format!("`{text}` of {} is an ordinary word", subject(entry))
            };
            let mut one = report(&RULE, message, alias.text.label(""));
            let remedy = if only_folded { "exact" } else { "capital" };
            one.help = Some(format!("add `case = \"{remedy}\"`"));
            found.push(one);
        }
    }
}
