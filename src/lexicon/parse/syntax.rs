//! Says what keeps a file from being TOML, in the words of the TOML parser and with the places that belong to a mistake.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::checker::Checker;
use crate::diagnostic::Label;
use crate::lexicon::check::codes;
use crate::limits::Limits;
use crate::span::Span;

impl<'t> Checker<'t, '_> {
    /// All syntax errors. A list that is not closed takes the following lines for its items: only its end is reported then.
    pub(super) fn syntax_errors(&mut self, errors: &[toml::de::Error], root: &DeTable<'t>) {
        let mut in_list = false;
        let n_before = self.found.len();
        for (n, error) in errors.iter().enumerate() {
            if self.found.len() - n_before >= Limits::DEFAULT.drawn_mistakes {
                let start = error.span().map_or(self.text.len(), |span| span.start);
                let span = self.whole_characters(Span::new(start, start));
                let at = self.label(span, "");
                let message = format!("from here on there are {} syntax errors more", errors.len() - n);
                self.report(&codes::SYNTAX, message, at, Some("mend those before it first".into()));
                break;
            }
            let of_list = error.message().contains("array");
            let start = error.span().map_or(self.text.len(), |span| span.start.min(self.text.len()));
            if of_list && !in_list && self.begins_entry(start) {
                in_list = true;
                let end = self.text.get(..start).map_or(0, |before| before.trim_end().len());
                let at = self.label(end..end, "");
                self.report(&codes::SYNTAX, "this list is not closed, expected `]`".into(), at, None);
            } else if !(of_list && in_list) || self.stray(start).is_some() {
                self.syntax(error, root);
            }
        }
    }

    /// Whether a line that begins at `start` looks like `key =` or `[header]`.
    fn begins_entry(&self, start: usize) -> bool {
        let (Some(before), Some(rest)) = (self.text.get(..start), self.text.get(start..)) else {
            return false;
        };
        // A line that is longer begins nothing that anybody meant.
        let end = rest.char_indices().nth(1_000).map_or(rest.len(), |(at, _)| at);
        let line = rest[..end].lines().next().unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim_end();
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '"');
        let begins = before.trim_end_matches([' ', '\t']).ends_with('\n');
        begins && (line.starts_with('[') || line.contains('=') && !key.is_empty() && key.chars().all(bare))
    }

    /// A character at `start` that looks right to people and is none of TOML's.
    fn stray(&self, start: usize) -> Option<char> {
        let first = self.text.get(start..)?.chars().next()?;
        "“”„‘’‚«»\u{a0}\u{feff}".contains(first).then_some(first)
    }

    /// A syntax error in the words of the TOML parser; for a key that stands twice, with the first place.
    fn syntax(&mut self, error: &toml::de::Error, root: &DeTable<'t>) {
        let span = error.span().map_or(Span::new(self.text.len(), self.text.len()), Span::from);
        let span = self.whole_characters(span);
        if error.message() == "duplicate key" {
            // The keys of a table that stands twice are no faults of their own.
            let header = self.text[..span.start].rfind("\n[").map_or(0, |at| at + 1);
            let header =
                Span::new(header, self.text[header..].find('\n').map_or(self.text.len(), |at| header + at));
            let in_repeated = self.found.last().is_some_and(|last| {
                last.at.source == self.source && header.contains(last.at.span) && !header.contains(span)
            });
            if !in_repeated || header.start == 0 {
                self.duplicate_key(span, root);
            }
            return;
        }
        let at = self.label(span, "");
        let help = match self.stray(span.start) {
            Some('\u{a0}' | '\u{feff}') => {
                Some("an invisible character stands here; type a plain space".into())
            }
            Some(quote) => Some(format!("`{quote}` is no quote in TOML; write \" instead")),
            None => None,
        };
        self.report(&codes::SYNTAX, error.message().into(), at, help);
    }

    /// `span` widened to character boundaries of the text; the TOML parser may point into a character.
    fn whole_characters(&self, span: Span) -> Span {
        let mut start = span.start.min(self.text.len());
        let mut end = span.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    fn duplicate_key(&mut self, span: Span, root: &DeTable<'t>) {
        let name = self.text[span.range()].trim_matches(['"', '\'']).to_string();
        let line_start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let header = self.text[line_start..span.start].trim_start().starts_with('[');
        // A header that stands twice stands on two lines; any other key stands before this one in the same table.
        let first = if header {
            let path = header_path(&self.text[line_start..span.end]);
            let mut starts = 0;
            let mut lines = self.text[..line_start].split_inclusive('\n').map(|line| {
                starts += line.len();
                (starts - line.len(), line)
            });
            lines.find(|(_, line)| line.trim_start().starts_with('[') && header_path(line) == path).map(
                |(start, line)| {
                    let key = path.last().map_or("", String::as_str);
                    let at = start + line.rfind(key).unwrap_or_default();
                    at..at + key.len()
                },
            )
        } else {
            let mut first = None;
            last_key_before(root, &name, span.start, &mut first);
            first
        };
        let is_id = header && header_path(&self.text[line_start..span.end]).len() == 2;
        let (rule, message) = if is_id {
            (&codes::DUPLICATE_ID, format!("the id `{name}` stands twice in this file"))
        } else {
            (&codes::SYNTAX, format!("the key `{name}` stands twice in one table"))
        };
        let at = self.label(span, "");
        self.report(rule, message, at, Some("put both into one, or give one another name".into()));
        if let (Some(first), Some(last)) = (first, self.found.last_mut()) {
            last.related.push(Label { source: self.source, span: first.into(), note: "first here".into() });
        }
    }
}

/// The keys of `[a.b]`, without quotes.
fn header_path(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches([' ', '\t', '[']).split([']', '#']).next().unwrap_or_default();
    inner.split('.').map(|key| key.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

/// Finds the last key called `name` that stands before byte `before`.
fn last_key_before(table: &DeTable<'_>, name: &str, before: usize, best: &mut Option<Range<usize>>) {
    for (key, value) in table {
        let span = key.span();
        if key.get_ref() == name
            && span.start < before
            && best.as_ref().is_none_or(|best| best.start < span.start)
        {
            *best = Some(span);
        }
        let inner = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for table in inner.into_iter().filter_map(|value| value.get_ref().as_table()) {
            last_key_before(table, name, before, best);
        }
    }
}
