//! Clues that never decide anything.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Clue, Entry, Located, When, Within};
use crate::lexicon::schema;

pub(super) static RULE: Rule = Rule {
    code: Code("idle-clue"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds clues for a form that the entry does not have, clues whose phrase also rules the name out, and clues that speak for an entity none of whose names needs it: all count wherever they stand, and nobody else has them.

## Why is this bad
The clue never fires. Its author believes that it guards something.

## Example
```toml
[person.ali-bagheri]
name  = "Ali Bagheri"
short = ["Bagheri"]

[[person.ali-bagheri.clue]]
for  = "Baghery"
near = "negotiator"
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.entries {
        if entry.clues.is_empty() {
            continue;
        }
        let forms: BTreeSet<String> =
            entry.aliases.iter().map(|alias| fold::fold_name(&alias.text.value)).collect();
        let needed = needed(context, entry, &forms);
        let scopes: Vec<Scope> = entry.clues.iter().map(Scope::of).collect();
        // Each phrase that rules the entry out, with the scopes in which it does.
        let mut vetoes: BTreeMap<String, Vec<(&Scope, &Located<String>)>> = BTreeMap::new();
        for (clue, scope) in entry.clues.iter().zip(&scopes) {
            for phrase in &clue.not_near {
                let vetoes = vetoes.entry(fold::fold_name(&phrase.value)).or_default();
                if !vetoes.iter().any(|(known, _)| known.has(scope)) {
                    vetoes.push((scope, phrase));
                }
            }
        }
        for (clue, scope) in entry.clues.iter().zip(&scopes) {
            for near in &clue.near {
                let vetoes = vetoes.get(&fold::fold_name(&near.value)).into_iter().flatten();
                let rival = vetoes.into_iter().find(|(veto, _)| veto.has(scope)).map(|(_, phrase)| phrase);
                if let Some(not_near) = rival {
                    let message = format!("`{}` speaks for {} and rules it out", near.value, subject(entry));
                    let mut one = report(&RULE, message, near.label("never decides"));
                    one.related.push(not_near.label("rules it out wherever it would"));
                    found.push(one);
                }
            }
            match &clue.only_for {
                Some(only_for) if !forms.contains(&fold::fold_name(&only_for.value)) => {
                    let message = format!("`{}` is no name of {}", only_for.value, subject(entry));
                    let mut one = report(&RULE, message, only_for.label("the clue is for this form"));
                    let names = entry.aliases.iter().map(|alias| alias.text.value.as_str());
                    one.help =
                        schema::nearest(&only_for.value, names).map(|name| format!("did you mean `{name}`?"));
                    found.push(one);
                }
                _ if clue.not_near.is_empty() && !needed => {
                    let Some(near) = clue.near.first() else { continue };
                    let message = format!("no name of {} needs a clue", subject(entry));
                    let mut one = report(&RULE, message, near.label("speaks for what is clear without it"));
                    one.help = Some("leave the clue out, or say which names need it: when = \"clue\"".into());
                    found.push(one);
                }
                _ => {}
            }
        }
    }
}

/// For which form a clue is, and from how far away.
struct Scope {
    form: Option<String>,
    reach: u8,
}

impl Scope {
    fn of(clue: &Clue) -> Scope {
        let form = clue.only_for.as_ref().map(|only_for| fold::fold_name(&only_for.value));
        let reach = match clue.within {
            Within::Sentence => 0,
            Within::Paragraph => 1,
            Within::Text => 2,
        };
        Scope { form, reach }
    }

    /// Whether it stands wherever `other` does.
    fn has(&self, other: &Scope) -> bool {
        (self.form.is_none() || self.form == other.form) && self.reach >= other.reach
    }
}

/// Whether some name of the entry counts only under a condition, or somebody else has it too.
fn needed(context: &Context<'_>, entry: &Entry, forms: &BTreeSet<String>) -> bool {
    let shared = |form: &String| {
        let uses = context.surfaces.get(form);
        uses.is_some_and(|uses| uses.iter().any(|(other, _)| other.id.value != entry.id.value))
    };
    entry.aliases.iter().any(|alias| alias.when != When::Always) || forms.iter().any(shared)
}
