//! Braces in example texts: `"Then {Ali Bagheri} left."` says what an entry must tag; `{{` and `}}` are braces.

use crate::span::Span;

/// A string of a TOML file, read again from the file to know where each character stands.
#[derive(Debug)]
pub(crate) struct Literal {
    text: String,
    /// For each byte of `text`, and for its end, the byte of the file.
    origin: Vec<usize>,
}

impl Literal {
    /// Reads `raw`, a string with its quotes that begins at byte `start` of its file. Escapes that TOML refuses stand for themselves.
    pub(crate) fn read(raw: &str, start: usize) -> Literal {
        let quotes =
            ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| raw.starts_with(quotes)).unwrap_or("");
        let inner = raw.strip_prefix(quotes).unwrap_or(raw);
        let inner = inner.strip_suffix(quotes).unwrap_or(inner);
        let mut literal = Literal { text: String::with_capacity(inner.len()), origin: Vec::new() };
        let mut at = quotes.len();
        // The line break right after three quotes does not count.
        if quotes.len() == 3 {
            at += if inner.starts_with("\r\n") { 2 } else { usize::from(inner.starts_with('\n')) };
        }
        let end = quotes.len() + inner.len();
        while at < end {
            let rest = &raw[at..end];
            let (character, length) = match rest.chars().next() {
                Some('\\') if quotes.starts_with('"') => unescape(rest),
                first => (first, first.map_or(1, char::len_utf8)),
            };
            if let Some(character) = character {
                literal.origin.extend(std::iter::repeat_n(start + at, character.len_utf8()));
                literal.text.push(character);
            }
            at += length;
        }
        literal.origin.push(start + end);
        literal
    }

    /// Where a range of bytes of the text stands in the file.
    pub(crate) fn locate(&self, span: Span) -> Span {
        let last = self.origin.len() - 1;
        Span::new(self.origin[span.start.min(last)], self.origin[span.end.min(last)])
    }

    /// The text without quotes and escapes.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// What the escape that `rest` begins with stands for, and its length in bytes; no character for a line break that is escaped away.
fn unescape(rest: &str) -> (Option<char>, usize) {
    let hex = |digits: usize| {
        let value = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (value.and_then(char::from_u32), 2 + digits)
    };
    match rest.chars().nth(1) {
        Some('n') => (Some('\n'), 2),
        Some('t') => (Some('\t'), 2),
        Some('r') => (Some('\r'), 2),
        Some('b') => (Some('\u{8}'), 2),
        Some('f') => (Some('\u{c}'), 2),
        Some('e') => (Some('\u{1b}'), 2),
        Some('x') => hex(2),
        Some('u') => hex(4),
        Some('U') => hex(8),
        Some(blank) if blank.is_ascii_whitespace() => {
            let gap = rest[1..].len() - rest[1..].trim_start_matches([' ', '\t', '\r', '\n']).len();
            (None, 1 + gap)
        }
        Some(other) => (Some(other), 1 + other.len_utf8()),
        None => (Some('\\'), 1),
    }
}

/// An example text without its braces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The text.
    pub(crate) text: String,
    /// What stood in braces, as bytes of `text`.
    pub(crate) spans: Vec<Span>,
}

/// What is wrong with the braces of an example, and at which byte of the marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BraceError {
    /// `{` without `}`.
    Unclosed(usize),
    /// `}` without `{`.
    Unopened(usize),
    /// `{` inside braces.
    Nested(usize),
    /// Nothing between the braces.
    Empty(usize),
}

impl BraceError {
    /// The byte of the marked text.
    pub(crate) fn at(self) -> usize {
        match self {
            BraceError::Unclosed(at)
            | BraceError::Unopened(at)
            | BraceError::Nested(at)
            | BraceError::Empty(at) => at,
        }
    }

    /// The fault as a clause: "this `{` has no `}`".
    pub(crate) fn clause(self) -> &'static str {
        match self {
            BraceError::Unclosed(_) => "this `{` has no `}`",
            BraceError::Unopened(_) => "this `}` has no `{`",
            BraceError::Nested(_) => "this `{` stands inside braces",
            BraceError::Empty(_) => "nothing stands in these braces",
        }
    }
}

/// Takes the braces out of `marked`. All that is wrong with them is returned, in order.
///
/// `{{` and `}}` stand for a brace; where braces are open, the first of `}}` closes them.
pub(crate) fn unmark(marked: &str) -> Result<Marked, Vec<BraceError>> {
    let mut text = String::with_capacity(marked.len());
    let mut spans = Vec::new();
    let mut errors = Vec::new();
    // Where the open brace stands in `marked`, and where its text begins in `text`.
    let mut open: Option<(usize, usize)> = None;
    let mut characters = marked.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let doubled = characters.peek().is_some_and(|&(_, next)| next == character);
        match (character, open) {
            ('{', _) if doubled => {
                characters.next();
                text.push('{');
            }
            ('{', None) => open = Some((at, text.len())),
            ('{', Some(_)) => errors.push(BraceError::Nested(at)),
            ('}', Some((opened, start))) => {
                if start == text.len() {
                    errors.push(BraceError::Empty(opened));
                }
                spans.push(Span::new(start, text.len()));
                open = None;
            }
            ('}', None) if doubled => {
                characters.next();
                text.push('}');
            }
            ('}', None) => errors.push(BraceError::Unopened(at)),
            _ => text.push(character),
        }
    }
    if let Some((at, _)) = open {
        errors.push(BraceError::Unclosed(at));
    }
    if errors.is_empty() { Ok(Marked { text, spans }) } else { Err(errors) }
}

/// Where a range of bytes of the unmarked text stands in the marked one, without the braces around it.
pub(crate) fn marked_span(marked: &str, span: Span) -> Span {
    // For each byte of the text the byte of its mark, and where the last one ends.
    let mut origin = Vec::new();
    let mut ends = Vec::new();
    let mut open = false;
    let mut characters = marked.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let doubled = characters.peek().is_some_and(|&(_, next)| next == character);
        let length = match character {
            '{' if !doubled => {
                open = true;
                continue;
            }
            '}' if open => {
                open = false;
                continue;
            }
            '{' | '}' => {
                characters.next();
                2
            }
            _ => character.len_utf8(),
        };
        let bytes = character.len_utf8();
        origin.extend(std::iter::repeat_n(at, bytes));
        ends.extend(std::iter::repeat_n(at + length, bytes));
    }
    let start = origin.get(span.start).copied().unwrap_or(marked.len());
    let end = span.end.checked_sub(1).and_then(|last| ends.get(last).copied()).unwrap_or(start);
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, expected: Result<(&str, &[(usize, usize)]), &[BraceError]>) {
        let found = unmark(marked);
        let expected = expected
            .map(|(text, spans)| Marked {
                text: text.into(),
                spans: spans.iter().map(|&(start, end)| Span::new(start, end)).collect(),
            })
            .map_err(<[BraceError]>::to_vec);
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn braces_mark_what_is_to_be_tagged() {
        check("", Ok(("", &[])));
        check("no braces", Ok(("no braces", &[])));
        check("{Iran} and {Iraq}", Ok(("Iran and Iraq", &[(0, 4), (9, 13)])));
        check("{۰} {é}", Ok(("۰ é", &[(0, 2), (3, 5)])));
        check("a {{b}} c", Ok(("a {b} c", &[])));
        check("{a}} c", Err(&[BraceError::Unopened(3)]));
        check("{a", Err(&[BraceError::Unclosed(0)]));
        check("a}", Err(&[BraceError::Unopened(1)]));
        check("{a {b}}", Err(&[BraceError::Nested(3), BraceError::Unopened(6)]));
        check("{}", Err(&[BraceError::Empty(0)]));
    }

    #[test]
    fn every_character_of_a_toml_string_is_found_again() {
        for (raw, text) in [
            (r#""plain""#, "plain"),
            (r#""a\"b""#, "a\"b"),
            (r#""\u00e9t\u00E9""#, "été"),
            (r"'lit\eral'", r"lit\eral"),
            ("\"\"\"\none\\\n   two\"\"\"", "onetwo"),
            ("'''\r\nx'''", "x"),
            ("bare", "bare"),
            ("\"", ""),
            ("\"\\", "\\"),
        ] {
            let literal = Literal::read(raw, 10);
            assert_eq!(literal.text(), text, "{raw}");
            let whole = literal.locate(Span::new(0, text.len()));
            assert!(whole.start >= 10 && whole.end <= 10 + raw.len(), "{raw}");
        }
        let literal = Literal::read(r#""a\u00e9b""#, 0);
        assert_eq!(literal.locate(Span::new(1, 3)), Span::new(2, 8));
        assert_eq!(literal.locate(Span::new(3, 4)), Span::new(8, 9));
    }

    #[test]
    fn a_piece_of_the_text_is_found_among_its_braces() {
        let marked = "a {bé} {{c";
        let text = unmark(marked).expect("the braces are right").text;
        assert_eq!(text, "a bé {c");
        for (start, end, piece) in [(0, 1, "a"), (2, 5, "bé"), (6, 7, "{{"), (6, 8, "{{c"), (0, 8, marked)] {
            let span = marked_span(marked, Span::new(start, end));
            assert_eq!(&marked[span.range()], piece);
        }
    }
}
