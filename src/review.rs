//! What compiling a lexicon did that its author should know: spellings left out.

use crate::diagnostic::{Diagnostic, Label, Rule};
use crate::gazetteer::{Gazetteer, Notice};
use crate::lexicon::Lexicon;
use crate::lexicon::check::codes;
use crate::lexicon::model::Entry;
use crate::lexicon::template::{self, Whole};

/// Reports the generated spellings that are not used: those beyond the budget of their name, those that are ordinary words, and those
/// that are somebody else's name as written. In order of file and place.
///
/// `gazetteer` is what the lexicon compiled to.
pub fn review(lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<Diagnostic> {
    let entries = template::expand(&lexicon.parts);
    let mut found: Vec<Diagnostic> =
        gazetteer.notices().iter().filter_map(|notice| diagnostic(notice, &entries)).collect();
    crate::lexicon::finish(&mut found);
    found.dedup();
    found
}

fn diagnostic(notice: &Notice, entries: &[Whole<'_>]) -> Option<Diagnostic> {
    let entry = |id: &str| {
        let at = entries.binary_search_by(|entry| entry.id.value.as_str().cmp(id)).ok()?;
        entries.get(at)
    };
    let report = |rule: &'static Rule, message: String, at: Label| Diagnostic {
        code: rule.code,
        severity: rule.severity,
        message,
        at,
        related: Vec::new(),
        help: None,
    };
    let subject = |entry: &Entry| format!("{} `{}`", entry.kind.as_str(), entry.id.value);
    Some(match notice {
        Notice::CutOff { entity, alias, total, kept } => {
            let entry = entry(entity)?;
            let written = entry.aliases.iter().find(|written| written.text.value == *alias);
            let at = written.map_or(&entry.id, |written| &written.text).label(format!("{total} spellings"));
            let message = format!("only {kept} spellings of `{alias}` of {} are used", subject(entry));
            let mut one = report(&codes::CUT_OFF, message, at);
            one.help =
                Some("give the spellings that matter as aliases, or switch rules off with `no-rules`".into());
            one
        }
        Notice::Common { entity, spelling, rule } => {
            let entry = entry(entity)?;
            let message = format!(
                "`{spelling}`, which rule `{rule}` makes of a name of {}, is an ordinary word and not used",
                subject(entry)
            );
            report(&codes::COMMON_SPELLING, message, entry.id.label(""))
        }
        Notice::Taken { entity, spelling, rule, by } => {
            let (entry, other) = (entry(entity)?, entry(by)?);
            let message = format!(
                "`{spelling}`, which rule `{rule}` makes of a name of {}, is a name of {} and not used",
                subject(entry),
                subject(other)
            );
            let mut one = report(&codes::TAKEN_SPELLING, message, entry.id.label(""));
            one.related.push(other.id.label("has the name as written"));
            one.help = Some("where both are meant, give it as an alias here too".into());
            one
        }
    })
}
