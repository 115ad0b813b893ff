//! Finds what only TOML 1.1 has: the reader of this program takes it, many editors and other readers do not.

use crate::span::Span;

/// A construct of TOML 1.1 in a file that is right otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Novelty {
    /// A line break between the braces of an inline table.
    LineBreak,
    /// A comma before the closing brace of an inline table.
    Comma,
    /// `\e` or `\x` in a text.
    Escape,
}

impl Novelty {
    /// What it is, as the beginning of a sentence.
    pub(super) fn phrase(self) -> &'static str {
        match self {
            Novelty::LineBreak => "a table in braces goes over several lines",
            Novelty::Comma => "a table in braces ends with a comma",
            Novelty::Escape => "a text has an escape that only TOML 1.1 has",
        }
    }

    /// What to write instead.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Novelty::LineBreak => "write it on one line, or as a table with its own [header]",
            Novelty::Comma => "take the comma away",
            Novelty::Escape => "write \\u001b or the like instead",
        }
    }
}

/// All of them in `text`, in order; of line breaks in one table only the first.
pub(super) fn novelties(text: &str) -> Vec<(Novelty, Span)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // For each open bracket whether it is a brace, and for a brace whether a line break was found in it.
    let mut open: Vec<(bool, bool)> = Vec::new();
    let mut comma: Option<usize> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b' ' | b'\t' | b'\r' => continue,
            b'#' => {
                at += bytes[at..].iter().take_while(|byte| **byte != b'\n').count();
                continue;
            }
            b'\n' => {
                if let Some((true, seen @ false)) = open.last_mut() {
                    *seen = true;
                    // The break itself draws as nothing: the last character before it shows where it is.
                    let before =
                        text[..start].trim_end().char_indices().next_back().map_or(start, |(at, _)| at);
                    found.push((Novelty::LineBreak, Span::new(before, start)));
                }
                continue;
            }
            b',' => {
                comma = Some(start);
                continue;
            }
            b'{' | b'[' => open.push((byte == b'{', false)),
            b'}' | b']' => {
                if let (Some(comma), Some((true, _))) = (comma, open.pop()) {
                    found.push((Novelty::Comma, Span::new(comma, comma + 1)));
                }
            }
            b'"' | b'\'' => {
                let quotes: &[u8] = match bytes.get(start..start + 3) {
                    Some(three) if three.iter().all(|other| *other == byte) => three,
                    _ => &bytes[start..=start],
                };
                at = start + quotes.len();
                while at < bytes.len() && !bytes[at..].starts_with(quotes) {
                    if bytes[at] == b'\\' && byte == b'"' {
                        if matches!(bytes.get(at + 1), Some(b'e' | b'x')) {
                            found.push((Novelty::Escape, Span::new(at, at + 2)));
                        }
                        at += 1;
                    }
                    at += 1;
                }
                // A long text may end in quotes of its own: `"""a""""`.
                at = (at + quotes.len()).min(bytes.len());
                while quotes.len() == 3 && bytes.get(at) == Some(&byte) {
                    at += 1;
                }
            }
            _ => {}
        }
        comma = None;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_is_found() {
        let check = |text: &str, expected: &[(Novelty, &str)]| {
            let found: Vec<(Novelty, &str)> =
                novelties(text).into_iter().map(|(novelty, span)| (novelty, &text[span.range()])).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("[a]\nb = [\n  1,\n]\nc = { d = [\n1,\n], e = 'x,}' }", &[]);
        check("a = { b = 1, }", &[(Novelty::Comma, ",")]);
        check("a = { b = 1,\n c = 2\n}", &[(Novelty::LineBreak, ",")]);
        check(
            "a = [{ b = 1, }, { c = { d = 1,\n } }]",
            &[(Novelty::Comma, ","), (Novelty::LineBreak, ","), (Novelty::Comma, ",")],
        );
        check(r#"a = "\e \\e \x41""#, &[(Novelty::Escape, r"\e"), (Novelty::Escape, r"\x")]);
        check(r"a = '\e'", &[]);
        check("a = \"\"\"\n{ \\\" \n\"\"\"\" # {\nb = '''\n{\n'''", &[]);
        check("a = \"x", &[]);
        check("# {\n\n", &[]);
    }
}
