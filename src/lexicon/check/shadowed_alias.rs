//! Conditional names that somebody else has without conditions.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Case, When};

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
    for entry in context.written() {
        for alias in entry.aliases.iter().filter(|alias| alias.when != When::Always && !alias.owned) {
            let folded = fold::fold_name(&alias.text.value);
            let uses = context.surfaces.get(&folded).into_iter().flatten();
            let mut others = uses.filter(|(other, theirs)| {
                let as_written = matches!(theirs.case, Case::Exact | Case::Upper);
                other.id.value != entry.id.value
                    && theirs.when == When::Always
                    && (!as_written || theirs.text.value == alias.text.value)
            });
            let Some((other, theirs)) = others.next() else { continue };
            let clue = entry.clues.iter().any(|clue| {
                clue.only_for.as_ref().is_none_or(|only_for| fold::fold_name(&only_for.value) == folded)
            });
            if clue {
                continue;
            }
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
