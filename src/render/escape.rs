//! What keeps text from being more than text: one function for each kind of output.

use std::fmt::Write as _;

use serde::Serialize;

/// Whether a terminal, an editor or a reader of lines may obey `c` instead of showing it: control characters, line and paragraph
/// separators, bidi controls.
pub(super) const fn is_obeyed(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// `value` as JSON on one line, in which no reader, terminal or page finds anything but JSON: `<` and everything that
/// a terminal might obey is written as a `\u` escape.
pub fn json(value: &impl Serialize) -> String {
    // Fails only for maps whose keys are no strings and for types that refuse; ours are structs of strings and numbers.
    tame_json(serde_json::to_string(value).unwrap_or_default())
}

/// Text that is JSON already, made as tame as [`json`] makes it. Such characters stand inside strings only, or it would be no JSON.
pub(super) fn tame_json(json: String) -> String {
    if json.bytes().all(|byte| (0x20..0x7f).contains(&byte) && byte != b'<') {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // White space between values is the only control that JSON holds; one line needs none.
        match c {
            '\n' | '\r' | '\t' => safe.push(' '),
            c if c == '<' || is_obeyed(c) => {
                let _ = write!(safe, "\\u{:04x}", c as u32);
            }
            c => safe.push(c),
        }
    }
    safe
}

/// Appends `text` to a page, as an element's content or inside a double-quoted attribute.
///
/// A page cannot hold U+0000, and most of U+0080 to U+009F would be taken for other characters: they become U+FFFD. Everything else
/// comes back from a parser as it was, carriage returns too.
pub(crate) fn html(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\u{85}' => out.push(c),
            '\0' | '\u{80}'..='\u{9f}' => out.push(char::REPLACEMENT_CHARACTER),
            c if is_obeyed(c) => {
                let _ = write!(out, "&#{};", c as u32);
            }
            c => out.push(c),
        }
    }
}

/// `text` with everything that a terminal would obey, line feeds aside, shown as a symbol instead; tabs become spaces, and carriage
/// returns are left out.
pub fn inert(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => safe.push(c),
            '\t' => safe.push(' '),
            '\r' => {}
            '\0'..='\u{1f}' => safe.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => safe.push('\u{2421}'),
            '\u{2028}' | '\u{2029}' => safe.push(c),
            c if is_obeyed(c) => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// `text` as one cell of a table: on one line, and no formula to a spreadsheet, which would take it for one by its first character.
pub fn cell(text: &str) -> String {
    let flat = inert(text).replace(['\n', '\u{2028}', '\u{2029}', '\u{85}'], " ");
    if flat.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) { format!("'{flat}") } else { flat }
}

/// `text` as a token of a column format: as many characters, of which none is obeyed.
pub(super) fn token(text: &str) -> String {
    text.chars().map(|c| if is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// `text` as part of an IRI: all but unreserved characters and `/` in percent escapes.
pub(crate) fn iri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// `text` as a string of Turtle, quotes included.
pub(super) fn turtle(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_obeyed(c) => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Appends `text` to the inline notation, where `[[`, `|` and `]]` mean something. A backslash takes the meaning from the character
/// behind it; what a terminal would obey stands as `\u{…}`. `next` is the character that will stand behind `text`.
pub(super) fn inline(text: &str, next: Option<char>, inside: bool, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let behind = chars.peek().copied().or(next);
        match c {
            '\\' => out.push_str("\\\\"),
            '[' | ']' | '|' if inside => {
                out.push('\\');
                out.push(c);
            }
            '[' if behind == Some('[') => out.push_str("\\["),
            '\n' => out.push(c),
            '\t' if !inside => out.push(c),
            '\r' if behind == Some('\n') => out.push(c),
            '\u{2028}' | '\u{2029}' => out.push(c),
            c if is_obeyed(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
}

/// `text` as the message of a workflow command.
pub(super) fn command(text: &str) -> String {
    inert(text).replace('%', "%25").replace('\n', "%0A")
}

/// `text` as the value of a workflow command's property.
pub(super) fn property(text: &str) -> String {
    command(text).replace(':', "%3A").replace(',', "%2C")
}
