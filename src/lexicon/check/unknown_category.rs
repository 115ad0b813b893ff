//! Categories and camps that no list has.

use std::collections::BTreeMap;

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::model::{Entry, Located};
use crate::lexicon::schema;

pub(super) static RULE: Rule = Rule {
    code: Code("unknown-category"),
    severity: Severity::Error,
    doc: r#"## What it does
Finds terms whose `category` is none of the lexicon's `[categories]`, or whose `camp` is none of its `[camps]`. Where a lexicon has no such list, every word is taken.

## Why is this bad
A misspelled category is counted apart from the right one.

## Example
```toml
[term.zionist-regime]
category = "delegitimising"
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let parts = context.parts;
    if context.lexicon.incomplete {
        return;
    }
    for entry in context.written() {
        let Some(term) = &entry.term else { continue };
        look("category", entry, &term.category, &parts.categories, found);
        if let Some(camp) = &term.camp {
            look("camp", entry, camp, &parts.camps, found);
        }
    }
}

fn look(
    key: &str,
    entry: &Entry,
    word: &Located<String>,
    known: &BTreeMap<String, Located<String>>,
    found: &mut Vec<Diagnostic>,
) {
    if known.is_empty() || known.contains_key(&word.value) {
        return;
    }
    let message = format!("`{}`, the {key} of {}, is not in the list", word.value, subject(entry));
    let mut one = report(&RULE, message, word.label(""));
    let nearest = schema::nearest(&word.value, known.keys().map(String::as_str));
    one.help = Some(match nearest {
        Some(nearest) => format!("did you mean \"{nearest}\"?"),
        None => {
            let words: Vec<&str> = known.keys().map(String::as_str).collect();
            format!("known are {}", schema::quoted(&words, "and"))
        }
    });
    found.push(one);
}
