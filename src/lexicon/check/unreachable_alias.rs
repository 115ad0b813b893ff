//! Names that can never make a difference.

use std::collections::BTreeMap;

use super::{Clues, Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Alias, Case, Entry, Form, When};

pub(super) static RULE: Rule = Rule {
    code: Code("unreachable-alias"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds names that another name of the same entry covers, because folding makes them equal and the other counts at least as widely, names that wait for a clue that the entry does not have, and names that count beside an owner when nobody owns the entry.

## Why is this bad
The line does nothing: a reader who changes it wonders why nothing changes.

## Example
```toml
[organization.al-qaeda]
name    = "al-Qaeda"
aliases = ["Al Qaeda"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written() {
        let speaking = Clues::of(entry.clues.iter().filter(|clue| !clue.near.is_empty()));
        let folded: Vec<String> =
            entry.aliases.iter().map(|alias| fold::fold_name(&alias.text.value)).collect();
        let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        folded.iter().enumerate().for_each(|(n, form)| alike.entry(form).or_default().push(n));
        for (index, alias) in entry.aliases.iter().enumerate() {
            let form = folded[index].as_str();
            let others = alike.get(form).into_iter().flatten().copied();
            if let Some(other) = cover(context, entry, index, form, others) {
                let text = &alias.text.value;
                let message = match other.text.value == *text {
                    true => format!("`{text}` of {} stands there twice", subject(entry)),
                    false => format!("`{text}` of {} adds nothing to `{}`", subject(entry), other.text.value),
                };
                let mut one = report(&RULE, message, alias.text.label("leave it out"));
                one.related.push(other.text.label("counts wherever it would"));
                found.push(one);
            }
            if alias.owned && entry.place.is_none() && entry.template.is_none() {
                let message = format!(
                    "`{}` counts beside the owner of {}, which has none",
                    alias.text.value,
                    subject(entry)
                );
                let mut one = report(&RULE, message, alias.text.label(""));
                one.help = Some("say with `place` whose it is, or give the name under `short`".into());
                found.push(one);
            }
            // What an entry owns counts beside its owner, clue or none.
            let waits = alias.when == When::Clue && !alias.owned;
            if waits && !speaking.has(form) {
                let message = format!(
                    "`{}` of {} waits for a clue, and there is none for it",
                    alias.text.value,
                    subject(entry)
                );
                let mut one = report(&RULE, message, alias.text.label(""));
                one.help =
                    Some("add a `clue` with `near`, or let the name count `when = \"introduced\"`".into());
                found.push(one);
            }
        }
    }
}

/// A name of the entry that counts wherever the one at `index` does. Of two that are alike the first stays. Given are what it folds to, and
/// where the names stand that fold to the same.
fn cover<'e>(
    context: &Context<'_>,
    entry: &'e Entry,
    index: usize,
    folded: &str,
    mut others: impl Iterator<Item = usize>,
) -> Option<&'e Alias> {
    let alias = &entry.aliases[index];
    // Where folding makes an ordinary word of it, a name with accents is only found with them.
    let needs_accents = |alias: &Alias| !alias.text.value.is_ascii() && context.common.contains(folded);
    let at = |other: usize, candidate: &Alias| {
        // The canonical name is needed whatever else covers it; a demonym is reported as one.
        !folded.is_empty()
            && !alias.canonical
            // Each spelling of a native keyboard may stand there to be found by readers of the file.
            && !(alias.native && alias.text.value != candidate.text.value)
            && (alias.form == Form::Demonym) == (candidate.form == Form::Demonym)
            && alias.owned == candidate.owned
            && wider(candidate, alias)
            && (!needs_accents(candidate) || candidate.text.value == alias.text.value)
            && (other < index || !wider(alias, candidate))
    };
    let cover = others.find(|&other| other != index && at(other, &entry.aliases[other]));
    cover.map(|other| &entry.aliases[other])
}

/// Whether `a` counts wherever `b` does, their surface being the same.
fn wider(a: &Alias, b: &Alias) -> bool {
    let rank = |when| match when {
        When::Always => 2,
        When::Introduced => 1,
        When::Clue => 0,
    };
    let same_letters = || fold::fold_name_cased(&a.text.value) == fold::fold_name_cased(&b.text.value);
    let case = match (a.case, b.case) {
        (Case::Fold, _) => true,
        (Case::Capital, Case::Capital) => same_letters(),
        (Case::Upper | Case::Exact, Case::Upper | Case::Exact) => same_letters(),
        _ => false,
    };
    let time = a.from.is_none() && a.until.is_none() || (a.from, a.until) == (b.from, b.until);
    rank(a.when) >= rank(b.when) && case && time
}
