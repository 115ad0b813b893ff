//! Rules of spelling that do not exist.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::schema;
use crate::romanization::SpellingRule;

pub(super) static RULE: Rule = Rule {
    code: Code("unknown-rule"),
    severity: Severity::Error,
    doc: r#"## What it does
Finds names under `rules` and `no-rules` that no rule of spelling variants has.

## Why is this bad
The rule that was meant stays as it was.

## Example
```toml
[person.mohammad-bagher-ghalibaf]
name     = "Mohammad Bagher Ghalibaf"
no-rules = ["gh-q"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let known = || SpellingRule::ALL.iter().map(|rule| rule.name());
    for entry in context.written() {
        for (key, rules) in [("rules", &entry.rules), ("no-rules", &entry.no_rules)] {
            for rule in rules.iter().filter(|rule| SpellingRule::from_name(&rule.value).is_none()) {
                let message = format!("`{}`, in the `{key}` of {}, is no rule", rule.value, subject(entry));
                let mut one = report(&RULE, message, rule.label(""));
                one.help = Some(match schema::nearest(&rule.value, known()) {
                    Some(nearest) => format!("did you mean \"{nearest}\"?"),
                    None => "`canonym lexicon rules` lists them".into(),
                });
                found.push(one);
            }
        }
    }
}
