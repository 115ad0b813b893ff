//! Entries that show nothing.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::model::{Example, Located};

pub(super) static RULE: Rule = Rule {
    code: Code("missing-example"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds entries without an example that they must tag, or without one in which they must not. Files that say `generated = true` need none.

## Why is this bad
Examples are the tests of a lexicon: without them nobody notices when an entry stops working, or starts to tag too much.

## Example
```toml
[person.ali-bagheri]
name = "Ali Bagheri"
examples = { match = ["Then {Ali Bagheri} left."] }
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written().filter(|entry| !entry.generated) {
        look(&subject(entry), &entry.id, &entry.examples, found);
    }
    for template in &context.parts.templates {
        look(&format!("template `{}`", template.id.value), &template.id, &template.examples, found);
    }
}

fn look(subject: &str, id: &Located<String>, examples: &[Example], found: &mut Vec<Diagnostic>) {
    let shown = examples.iter().any(|example| example.positive);
    let bounded = examples.iter().any(|example| !example.positive);
    let missing = match (shown, bounded) {
        (true, true) => return,
        (false, false) => "example",
        (false, true) => "`match` example",
        (true, false) => "`no-match` example",
    };
    let mut one = report(&RULE, format!("{subject} has no {missing}"), id.label(""));
    one.help = Some("examples = { match = [\"… {name} …\"], no-match = [\"…\"] }".into());
    found.push(one);
}
