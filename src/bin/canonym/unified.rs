//! Unified diffs of texts whose edits are known: nothing is searched for, so they cost no more than the text is long.

use std::ops::Range;

use canonym::Edit;

/// Lines that stay, shown on each side of those that change.
const CONTEXT: usize = 3;

/// Lines in a row of which each is another after the edits.
struct Change {
    /// By number, from 0.
    old: Range<usize>,
    new: String,
}

/// The difference that `edits`, which are in order and apart, make in `text`; nothing where they make none. `names` are those of the files
/// before and after.
pub(crate) fn diff(text: &str, edits: &[Edit], names: [&str; 2]) -> String {
    let old = lines(text);
    let changes = changes(text, &old, edits);
    if changes.is_empty() {
        return String::new();
    }
    let mut out = format!("--- {}\n+++ {}\n", names[0], names[1]);
    // How many lines more there are by now in the new text, and less.
    let (mut more, mut less) = (0, 0);
    // What stands so near to what comes before that both share their context goes together.
    for hunk in changes.chunk_by(|a, b| b.old.start - a.old.end <= 2 * CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let shown = first.old.start.saturating_sub(CONTEXT)..(last.old.end + CONTEXT).min(old.len());
        let start = shown.start + more - less;
        let mut body = String::new();
        let mut at = shown.start;
        for change in hunk {
            let new = lines(&change.new);
            old[at..change.old.start].iter().for_each(|line| put(' ', line, &mut body));
            old[change.old.clone()].iter().for_each(|line| put('-', line, &mut body));
            new.iter().for_each(|line| put('+', line, &mut body));
            at = change.old.end;
            more += new.len();
            less += change.old.len();
        }
        old[at..shown.end].iter().for_each(|line| put(' ', line, &mut body));
        let end = shown.end + more - less;
        out += &format!("@@ -{} +{} @@\n{body}", range(&shown), range(&(start..end)));
    }
    out
}

/// The lines of a text, each with its end. A lone CR ends none: patch(1) knows LF only.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn changes(text: &str, old: &[&str], edits: &[Edit]) -> Vec<Change> {
    let mut starts = Vec::with_capacity(old.len() + 1);
    let mut n_bytes = 0;
    for line in old {
        starts.push(n_bytes);
        n_bytes += line.len();
    }
    let line_at = |byte: usize| starts.partition_point(|start| *start <= byte).saturating_sub(1);
    let mut changes: Vec<Change> = Vec::new();
    // Up to where the text has been copied to the last change.
    let mut at = 0;
    let finish = |change: &mut Change, at: usize| {
        let end = starts.get(change.old.end).copied().unwrap_or(text.len());
        change.new.push_str(&text[at..end]);
    };
    for edit in edits.iter().filter(|edit| text[edit.span.range()] != *edit.replacement) {
        // What ends with its line takes the next one along.
        let touched = line_at(edit.span.start)..line_at(edit.span.end) + 1;
        match changes.last_mut() {
            Some(last) if touched.start <= last.old.end => last.old.end = touched.end.max(last.old.end),
            last => {
                if let Some(last) = last {
                    finish(last, at);
                }
                at = starts.get(touched.start).copied().unwrap_or_default();
                changes.push(Change { old: touched, new: String::new() });
            }
        }
        if let Some(change) = changes.last_mut() {
            change.new.push_str(&text[at..edit.span.start]);
            change.new.push_str(&edit.replacement);
            at = edit.span.end;
        }
    }
    if let Some(last) = changes.last_mut() {
        finish(last, at);
    }
    changes
}

fn put(sign: char, line: &str, out: &mut String) {
    out.push(sign);
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

/// Lines as a diff counts them: the first one and how many; of none the one before.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        n => format!("{},{n}", lines.start + 1),
    }
}
