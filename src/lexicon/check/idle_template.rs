//! Templates that make nothing.

use std::collections::BTreeSet;

use super::{Context, report};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::model::Kind;
use crate::lexicon::schema;

pub(super) static RULE: Rule = Rule {
    code: Code("idle-template"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds templates for a class that no place of the lexicon has.

## Why is this bad
The template makes nothing; perhaps the class is misspelled.

## Example
```toml
[template.foreign-ministry]
kind = "organization"
for  = "contry"
id   = "foreign-ministry-of-{id}"
name = "Foreign Ministry of {name}"
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if context.lexicon.incomplete {
        return;
    }
    let places = context.written().filter(|entry| entry.kind == Kind::Place);
    let classes: BTreeSet<&str> =
        places.filter_map(|place| Some(place.class.as_ref()?.value.as_str())).collect();
    for template in &context.parts.templates {
        let class = &template.places;
        if classes.contains(class.value.as_str()) {
            continue;
        }
        let message =
            format!("no place has the class `{}` that template `{}` is for", class.value, template.id.value);
        let mut one = report(&RULE, message, class.label(""));
        one.help = schema::nearest(&class.value, classes.iter().copied())
            .map(|near| format!("did you mean \"{near}\"?"));
        found.push(one);
    }
}
