//! Replacements that lead back to where they began.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold;
use crate::lexicon::model::{Entry, Located};

pub(super) static RULE: Rule = Rule {
    code: Code("replacement-loop"),
    severity: Severity::Error,
    doc: r#"## What it does
Follows what rewriting puts in the place of a name or a term, and finds circles: the neutral wording of one is another's name, and that one's leads back.

## Why is this bad
Rewriting a text a second time would undo the first, and so on for ever.

## Example
```toml
[organization.isis]
name    = "Islamic State"
aliases = ["Daesh"]

[organization.daesh]
name    = "Daesh"
aliases = ["Islamic State"]
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for circle in Steps::new(context).circles() {
        let mut labels = circle.iter().map(|(other, text)| {
            text.label(format!("`{}` is another name of {}", text.value, subject(other)))
        });
        // The last step leads back to the first.
        let (Some(at), Some((entry, _))) = (labels.next(), circle.last()) else { continue };
        let names: Vec<String> = circle.iter().map(|(other, _)| format!("`{}`", other.id.value)).collect();
        let message = format!("rewriting {} leads back to it by way of {}", subject(entry), names.join(", "));
        let mut one = report(&RULE, message, at);
        one.related.extend(labels);
        one.help = Some("take the name away from all but one of them".into());
        found.push(one);
    }
}

/// What rewriting writes for an entry.
fn replacement(entry: &Entry) -> Option<&Located<String>> {
    let neutral = entry.term.as_ref().and_then(|term| term.neutral.first());
    neutral.or(entry.name().filter(|_| entry.term.is_none()))
}

/// Where rewriting leads: from what is written for an entry to those for whom something else is written and who have that as a name. Two
/// of one name are no step: what is written stays what it is.
struct Steps<'l> {
    /// What is written, folded, each text once, with those who have it and the number of what is written for them.
    texts: Vec<Vec<(&'l Entry, usize)>>,
    /// What is written for each entry.
    written: BTreeMap<&'l str, &'l Located<String>>,
}

/// The entry that a step leads to, and the text that it leads there by.
type Step<'l> = (&'l Entry, &'l Located<String>);

impl<'l> Steps<'l> {
    fn new(context: &Context<'l>) -> Steps<'l> {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut number_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut written = BTreeMap::new();
        for entry in context.written() {
            let Some(text) = replacement(entry) else { continue };
            let n = numbers.len();
            number_of.insert(&entry.id.value, *numbers.entry(fold::fold_name(&text.value)).or_insert(n));
            written.insert(entry.id.value.as_str(), text);
        }
        let mut texts = vec![Vec::new(); numbers.len()];
        for (text, &n) in &numbers {
            for &(other, _) in context.surfaces.get(text).into_iter().flatten() {
                let theirs = number_of.get(other.id.value.as_str());
                texts[n].extend(theirs.filter(|&&theirs| theirs != n).map(|&theirs| (other, theirs)));
            }
        }
        Steps { texts, written }
    }

    /// Circles that have no text in common, so that they are few; each begins and ends at the entry of it whose id comes first.
    fn circles(&self) -> Vec<Vec<Step<'l>>> {
        const NOT_ON_PATH: usize = usize::MAX;
        let mut circles = Vec::new();
        // Where each text is on the path, and whether it has been looked at.
        let mut at_path = vec![NOT_ON_PATH; self.texts.len()];
        let mut seen = vec![false; self.texts.len()];
        for start in 0..self.texts.len() {
            if seen[start] {
                continue;
            }
            // Texts, with how many steps from each have been taken.
            let mut path: Vec<(usize, usize)> = vec![(start, 0)];
            // The stretches of the path that are circles, in order.
            let mut round: Vec<Range<usize>> = Vec::new();
            (seen[start], at_path[start]) = (true, 0);
            while let Some((text, taken)) = path.last_mut() {
                let Some(&(_, next)) = self.texts[*text].get(*taken) else {
                    at_path[*text] = NOT_ON_PATH;
                    path.pop();
                    round.pop_if(|last| last.start >= path.len());
                    continue;
                };
                *taken += 1;
                if at_path[next] == NOT_ON_PATH {
                    if !seen[next] {
                        (seen[next], at_path[next]) = (true, path.len());
                        path.push((next, 0));
                    }
                    continue;
                }
                let stretch = at_path[next]..path.len();
                if round.last().is_none_or(|last| last.end.min(path.len()) <= stretch.start) {
                    circles.push(self.circle(&path[stretch.clone()]));
                    round.push(stretch);
                }
            }
        }
        circles
    }

    /// The steps of a circle of texts.
    fn circle(&self, round: &[(usize, usize)]) -> Vec<Step<'l>> {
        let mut entries: Vec<&Entry> =
            round.iter().map(|&(text, taken)| self.texts[text][taken - 1].0).collect();
        let least = entries.iter().enumerate().min_by_key(|(_, entry)| &entry.id.value);
        let behind = least.map_or(0, |(n, _)| n + 1) % entries.len().max(1);
        entries.rotate_left(behind);
        let before = entries.iter().cycle().skip(entries.len().saturating_sub(1));
        let steps = entries.iter().zip(before);
        steps
            .filter_map(|(entry, before)| Some((*entry, *self.written.get(before.id.value.as_str())?)))
            .collect()
    }
}
