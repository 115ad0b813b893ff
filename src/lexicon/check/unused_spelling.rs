//! Spellings that no name has.

use std::collections::BTreeSet;

use super::{Context, report};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;

pub(super) static RULE: Rule = Rule {
    code: Code("unused-spelling"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds lines of the `[spelling]` table none of whose words stands in a name of the lexicon.

## Why is this bad
The line does nothing; perhaps its word is misspelled.

## Example
```toml
[spelling]
Baghreri = ["Baqeri"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let used: BTreeSet<&str> = context.surfaces.keys().flat_map(|surface| surface.split(' ')).collect();
    for class in &context.parts.spelling.classes {
        let stands = |word: &str| {
            let folded = fold::fold_name(word);
            folded.split(' ').all(|part| used.contains(part))
        };
        if context.lexicon.incomplete || class.iter().any(|word| stands(&word.value)) {
            continue;
        }
        let Some(word) = class.first() else { continue };
        let message = format!("no name of the lexicon has `{}` or one of its spellings", word.value);
        let mut one = report(&RULE, message, word.label(""));
        one.help = Some("correct the word, or leave the line out".into());
        found.push(one);
    }
}
