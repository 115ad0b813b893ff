//! Neutral wording that is loaded itself.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Case, Kind, When};

pub(super) static RULE: Rule = Rule {
    code: Code("loaded-neutral"),
    severity: Severity::Error,
    doc: r#"## What it does
Finds neutral wordings that are, or contain, a name of some term of the lexicon.

## Why is this bad
Whoever replaces the one loaded term by it writes the other.

## Example
```toml
[term.zionist-regime]
neutral = ["the occupying regime"]

[term.occupying-regime]
name = "occupying regime"
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written() {
        for neutral in entry.term.iter().flat_map(|term| &term.neutral) {
            let folded = fold::fold_name(&neutral.value);
            let words: Vec<&str> = folded.split(' ').collect();
            // Every run of its words may be a name.
            let runs =
                (0..words.len()).flat_map(|start| (start + 1..=words.len()).map(move |end| start..end));
            let loaded = runs.filter_map(|run| context.surfaces.get(&words[run].join(" "))).flatten().find(
                |(other, alias)| {
                    let counts = alias.when == When::Always;
                    let written_so = match alias.case {
                        Case::Fold => true,
                        _ => neutral.value.contains(&alias.text.value),
                    };
                    other.kind == Kind::Term && counts && written_so
                },
            );
            let Some((other, alias)) = loaded else { continue };
            let message =
                format!("`{}`, called neutral by {}, is loaded itself", neutral.value, subject(entry));
            let mut one = report(&RULE, message, neutral.label(""));
            one.related.push(alias.text.label(format!("a name of {}", subject(other))));
            one.help = Some("give a wording that no entry calls loaded".into());
            found.push(one);
        }
    }
}
