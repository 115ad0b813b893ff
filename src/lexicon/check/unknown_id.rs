//! Ids that nobody has, or somebody of the wrong kind.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, report, subject, with_article};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::lexicon::model::{Entry, Kind, Located};
use crate::lexicon::schema;
use crate::limits::Limits;

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
    let templates_known: BTreeSet<&str> =
        context.parts.templates.iter().map(|template| template.id.value.as_str()).collect();
    let mut hints = Hints::default();
    for entry in context.written() {
        let mut look = |key, id, kinds| look(context, entry, key, id, kinds, &mut hints, found);
        for office in &entry.offices {
            look("of", office.of.as_ref(), BODIES);
        }
        look("place", entry.place.as_ref(), PLACES);
        if let Some(place) = &entry.place_part {
            look("part-of", place.part_of.as_ref(), PLACES);
            look("capital", place.capital.as_ref(), PLACES);
        }
        if let Some(term) = &entry.term {
            look("referent", term.referent.as_ref(), NAMED);
        }
        if let Some((templates, of)) = &entry.template {
            look("of", Some(of), PLACES);
            for template in templates {
                if !templates_known.contains(template.value.as_str()) && !context.excused(&template.value) {
                    let nearest = hints.of(&template.value, templates_known.iter().copied());
                    found.push(unknown("template", entry, template, nearest));
                }
            }
        }
    }
    circles(context, found);
}

/// What was meant by ids that nobody has. Where a whole list is missing, nobody looks for each of them among all entries.
#[derive(Default)]
struct Hints(usize);

impl Hints {
    fn of<'a>(&mut self, id: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        self.0 += 1;
        if self.0 > Limits::DEFAULT.drawn_mistakes { None } else { schema::nearest(id, among) }
    }
}

fn look(
    context: &Context<'_>,
    entry: &Entry,
    key: &str,
    id: Option<&Located<String>>,
    kinds: &[Kind],
    hints: &mut Hints,
    found: &mut Vec<Diagnostic>,
) {
    let Some(id) = id else { return };
    match context.by_id.get(id.value.as_str()) {
        None if context.excused(&id.value) => {}
        None => {
            let nearest = hints.of(&id.value, context.by_id.keys().copied());
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

/// Reports places that are part of themselves, each circle once, at the one of it whose id comes first.
fn circles(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    fn part_of(entry: &Entry) -> Option<&Located<String>> {
        entry.place_part.as_ref()?.part_of.as_ref()
    }
    // From which entry each was reached first.
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for start in context.written() {
        let start = start.id.value.as_str();
        let mut path: Vec<&Entry> = Vec::new();
        let mut next = context.by_id.get(start).copied();
        while let Some(entry) = next.filter(|entry| !seen.contains_key(entry.id.value.as_str())) {
            seen.insert(&entry.id.value, start);
            path.push(entry);
            next = part_of(entry).and_then(|id| context.by_id.get(id.value.as_str()).copied());
        }
        // Where it leads to what was seen before this start, a circle there has been reported.
        let Some(entry) = next.filter(|entry| seen.get(entry.id.value.as_str()) == Some(&start)) else {
            continue;
        };
        let first = path.iter().position(|one| one.id.value == entry.id.value).unwrap_or_default();
        let circle = &mut path[first..];
        let least = circle.iter().enumerate().min_by_key(|(_, entry)| &entry.id.value);
        let n = least.map_or(0, |(n, _)| n);
        circle.rotate_left(n);
        let Some(entry) = circle.first() else { continue };
        let mut ids: Vec<&str> = circle.iter().map(|entry| entry.id.value.as_str()).collect();
        ids.push(&entry.id.value);
        let message = format!("{} is part of itself: {}", subject(entry), ids.join(" > "));
        found.extend(part_of(entry).map(|first| report(&RULE, message, first.label(""))));
    }
}
