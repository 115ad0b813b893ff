//! What no entry may be: named by nothing, or by too much. Looked for while parsing, so that nothing is built from it.

use std::collections::BTreeSet;

use super::check::codes;
use super::model::{Alias, Entry, Parts};
use super::template::Measure;
use crate::diagnostic::{Diagnostic, Label, Rule};
use crate::limits::Limits;

const LIMITS: Limits = Limits::DEFAULT;

/// Takes names out of `parts` that are empty, too long, or too many for one entry, and templates that would make too many or too long ones;
/// reports each, and notes the ids of these in `broken`.
pub(super) fn hold(parts: &mut Parts, broken: &mut BTreeSet<String>, found: &mut Vec<Diagnostic>) {
    for entry in &mut parts.entries {
        let (kind, id) = (entry.kind.as_str(), &entry.id.value);
        entry.aliases.retain(|alias| one(kind, id, alias, found));
        all(entry, found);
    }
    let measure = Measure::of(parts);
    let (mut n_names, mut n_characters) = (0_usize, 0_usize);
    parts.templates.retain(|template| {
        let (id, made) = (&template.id, measure.made(template));
        let (longest, n_longest) = made.longest;
        let in_all = [
            ("names", made.n_names, n_names, LIMITS.template_names),
            ("characters of names", made.n_characters, n_characters, LIMITS.template_characters),
        ];
        let beyond = if n_longest > LIMITS.alias_characters {
            let (most, limit) = (grouped(n_longest), grouped(LIMITS.alias_characters));
            let message =
                format!("template `{}` makes a name of up to {most} characters; a name may have {limit}", id.value);
            Some((message, longest.label("too long with the longest texts of its places")))
        } else {
            let first = in_all.into_iter().find(|(_, more, before, limit)| before.saturating_add(*more) > *limit);
            first.map(|(what, more, before, limit)| {
                let [more, before, limit] = [more, before, limit].map(grouped);
                let message = format!(
                    "template `{}` makes {more} {what}, besides {before} of other templates; all together may make {limit}",
                    id.value
                );
                (message, id.label("one for each place of its class"))
            })
        };
        let fits = beyond.is_none();
        match beyond {
            None => (n_names, n_characters) = (n_names + made.n_names, n_characters + made.n_characters),
            Some((message, at)) => {
                report(&codes::TOO_LARGE, message, at, found);
                broken.insert(id.value.clone());
            }
        }
        fits
    });
}

/// Whether `alias` can be a name.
fn one(kind: &str, id: &str, alias: &Alias, found: &mut Vec<Diagnostic>) -> bool {
    // A character has at least one byte, so most need no counting.
    let n_characters = match alias.text.value.len() {
        n if n <= LIMITS.alias_characters => n,
        _ => alias.text.value.chars().count(),
    };
    if n_characters > LIMITS.alias_characters {
        let limit = grouped(LIMITS.alias_characters);
        let message = format!(
            "{kind} `{id}` has a name of {} characters; a name may have {limit}",
            grouped(n_characters)
        );
        report(&codes::TOO_LARGE, message, alias.text.label("too long for a name"), found);
        return false;
    }
    if !alias.has_substance() {
        let message = format!("{kind} `{id}` has a name without a letter or a digit");
        report(&codes::EMPTY_ALIAS, message, alias.text.label("nothing to compare is left of it"), found);
        return false;
    }
    true
}

fn all(entry: &mut Entry, found: &mut Vec<Diagnostic>) {
    let n_aliases = entry.aliases.len();
    if n_aliases > LIMITS.aliases_per_entity {
        let limit = grouped(LIMITS.aliases_per_entity);
        let message = format!(
            "{} `{}` has {} names; an entry may have {limit}",
            entry.kind.as_str(),
            entry.id.value,
            grouped(n_aliases)
        );
        let first_beyond = &entry.aliases[LIMITS.aliases_per_entity];
        report(&codes::TOO_LARGE, message, first_beyond.text.label("one too many"), found);
        entry.aliases.truncate(LIMITS.aliases_per_entity);
    }
}

fn report(rule: &'static Rule, message: String, at: Label, found: &mut Vec<Diagnostic>) {
    let (code, severity) = (rule.code, rule.severity);
    found.push(Diagnostic { code, severity, message, at, related: Vec::new(), help: None });
}

/// `number` with a comma between thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
