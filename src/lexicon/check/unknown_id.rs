//! Ids that nobody has, or somebody of the wrong kind.

use std::collections::BTreeSet;

use super::{Context, report, subject, with_article};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::model::{Entry, Kind, Located};
use crate::lexicon::schema;

pub(super) static RULE: Rule = Rule {
    code: Code("unknown-id"),
    severity: Severity::Error,
    doc: r#"## What it does
Finds `referent`, `place`, `part-of`, `capital`, `of` and `template` that name no entry, or one of a kind that cannot be meant. Also places that are part of themselves.

## Why is this bad
The reference leads nowhere.

## Example
```toml
[term.zionist-regime]
referent = "isreal"
```
"#,
};

const PLACES: &[Kind] = &[Kind::Place];
const BODIES: &[Kind] = &[Kind::Place, Kind::Organization];
const NAMED: &[Kind] = &[Kind::Person, Kind::Organization, Kind::Place];

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written() {
        for office in &entry.offices {
            look(context, entry, "of", office.of.as_ref(), BODIES, found);
        }
        look(context, entry, "place", entry.place.as_ref(), PLACES, found);
        if let Some(place) = &entry.place_part {
            look(context, entry, "part-of", place.part_of.as_ref(), PLACES, found);
            look(context, entry, "capital", place.capital.as_ref(), PLACES, found);
        }
        if let Some(term) = &entry.term {
            look(context, entry, "referent", term.referent.as_ref(), NAMED, found);
        }
        if let Some((templates, of)) = &entry.template {
            look(context, entry, "of", Some(of), PLACES, found);
            for template in templates {
                let mut known = context.parts.templates.iter().map(|template| template.id.value.as_str());
                if !known.clone().any(|id| id == template.value) && !context.excused(&template.value) {
                    let nearest = schema::nearest(&template.value, &mut known);
                    found.push(unknown("template", entry, template, nearest));
                }
            }
        }
        circle(context, entry, found);
    }
}

fn look(
    context: &Context<'_>,
    entry: &Entry,
    key: &str,
    id: Option<&Located<String>>,
    kinds: &[Kind],
    found: &mut Vec<Diagnostic>,
) {
    let Some(id) = id else { return };
    match context.by_id.get(id.value.as_str()) {
        None if context.excused(&id.value) => {}
        None => {
            let nearest = schema::nearest(&id.value, context.by_id.keys().copied());
            found.push(unknown(key, entry, id, nearest));
        }
        Some(other) if !kinds.contains(&other.kind) => {
            let is = with_article(other.kind);
            let message = format!("`{key}` of {} is {is}: `{}`", subject(entry), id.value);
            let wanted: Vec<&str> = kinds.iter().map(|kind| with_article(*kind)).collect();
            let mut one = report(&RULE, message, id.label(format!("expected {}", wanted.join(" or "))));
            one.related.push(other.id.label(format!("{is} here")));
            found.push(one);
        }
        Some(_) => {}
    }
}

fn unknown(key: &str, entry: &Entry, id: &Located<String>, nearest: Option<&str>) -> Diagnostic {
    let message = format!("`{}`, the `{key}` of {}, has no entry", id.value, subject(entry));
    let mut one = report(&RULE, message, id.label(""));
    one.help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
    one
}

/// Reports a place that is part of itself, at the one of the circle whose id comes first.
fn circle(context: &Context<'_>, entry: &Entry, found: &mut Vec<Diagnostic>) {
    let part_of = |entry: &Entry| entry.place_part.as_ref().and_then(|place| place.part_of.clone());
    let mut path = vec![entry.id.value.clone()];
    let mut seen = BTreeSet::new();
    let mut next = part_of(entry);
    while let Some(id) = next {
        if id.value == entry.id.value {
            if path.iter().min() == Some(&entry.id.value) {
                path.push(id.value.clone());
                let message = format!("{} is part of itself: {}", subject(entry), path.join(" > "));
                found.extend(part_of(entry).map(|first| report(&RULE, message, first.label(""))));
            }
            return;
        }
        // A circle further up is reported there.
        if !seen.insert(id.value.clone()) {
            return;
        }
        next = context.by_id.get(id.value.as_str()).and_then(|entry| part_of(entry));
        path.push(id.value);
    }
}
