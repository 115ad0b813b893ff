//! What keeps text from being more than text: one function for each kind of output.

use std::fmt::Write as _;

use serde::Serialize;

pub use crate::sentence::{is_obeyed, shortened};
use crate::text::blocks::{self, Block};

/// `value` as JSON on one line, in which no reader, terminal or page finds anything but JSON: `<` and everything that
/// a terminal might obey is written as a `\u` escape.
pub fn json(value: &impl Serialize) -> String {
    // Fails only for maps whose keys are no strings and for types that refuse; ours are structs of strings and numbers.
    tame_json(serde_json::to_string(value).unwrap_or_default())
}

/// Text that is JSON already, made as tame as [`line_of_json`](super::line_of_json) makes it. Such characters stand inside strings only, or it would be no JSON.
pub fn tame_json(json: String) -> String {
    if find_marked::<false>(json.as_bytes(), 0).is_none() {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    push_tame_json(&json, &mut safe);
    safe
}

/// Appends what [`tame_json`] makes of `json`.
pub(super) fn push_tame_json(json: &str, out: &mut String) {
    push_escaped::<false>(json, out);
}

/// Appends `text` as a JSON string, as tame as [`json`] makes it.
pub(super) fn push_json_string(text: &str, out: &mut String) {
    out.push('"');
    push_escaped::<true>(text, out);
    out.push('"');
}

/// Copies all that needs no escape in long pieces. In a `STRING` quotes and controls are content; outside, a control is white space
/// between values, and one line needs no more than a space.
fn push_escaped<const STRING: bool>(text: &str, out: &mut String) {
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = find_marked::<STRING>(text.as_bytes(), at) {
        let Some(c) = text[found..].chars().next() else { break };
        at = found + c.len_utf8();
        let escape = match c {
            '"' if STRING => Some("\\\""),
            '\\' if STRING => Some("\\\\"),
            '\n' if STRING => Some("\\n"),
            '\r' if STRING => Some("\\r"),
            '\t' if STRING => Some("\\t"),
            '\u{8}' if STRING => Some("\\b"),
            '\u{c}' if STRING => Some("\\f"),
            '\n' | '\r' | '\t' => Some(" "),
            c if c == '<' || is_obeyed(c) => None,
            _ => continue,
        };
        out.push_str(&text[done..found]);
        done = at;
        match escape {
            Some(escape) => out.push_str(escape),
            None => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
        }
    }
    out.push_str(&text[done..]);
}

/// Where from `from` on the next character begins that may need an escape.
fn find_marked<const STRING: bool>(bytes: &[u8], from: usize) -> Option<usize> {
    // First bytes of U+0080 to U+00BF, of U+0600 to U+063F and of U+2000 to U+2FFF stand for the few that are obeyed.
    let marked = |block: Block| {
        let any = block.within(0, 0x1f) | block.is(b'<') | block.is(0x7f);
        let any = any | block.is(0xc2) | block.is(0xd8) | block.is(0xe2);
        if STRING { any | block.is(b'"') | block.is(b'\\') } else { any }
    };
    Some(blocks::next(bytes, from, marked)).filter(|&at| at < bytes.len())
}

/// Appends `text` to a page, as an element's content or inside a double-quoted attribute.
///
/// A page cannot hold U+0000, and U+0080 to U+009F would be taken for other characters: they become U+FFFD. Everything else
/// comes back from a parser as it was, carriage returns too.
pub(crate) fn html(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
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

/// `text` as one cell of a table: on one line, and no formula to a spreadsheet, which would take it for one by its first character, or
/// by the first that it does not pass over.
pub fn cell(text: &str) -> String {
    let flat = inert(text).replace(['\n', '\u{2028}', '\u{2029}', '\u{85}'], " ");
    let passed_over = |c: char| {
        c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
    };
    let shown = flat.trim_start_matches(passed_over);
    if shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{flat}")
    } else {
        flat
    }
}

/// A [`cell`] of a tab-separated line. Nearly all who read these know quotation marks as in CSV, and one that opens a cell would make
/// all behind it, over the ends of lines, a part of it: such a cell is quoted.
pub fn column(text: &str) -> String {
    let cell = cell(text);
    if cell.starts_with('"') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// `text` as a token of a column format: as many characters, of which none is obeyed.
pub(super) fn token(text: &str) -> String {
    text.chars().map(|c| if is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// `text` as part of an IRI: all but unreserved characters and `/` in percent escapes.
pub fn iri(text: &str) -> String {
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
pub fn turtle(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_obeyed, push_json_string, tame_json};

    /// The same in a few obvious lines.
    fn by_character(json: &str) -> String {
        let tame = |c: char| match c {
            '\n' | '\r' | '\t' => " ".to_owned(),
            c if c == '<' || is_obeyed(c) => format!("\\u{:04x}", c as u32),
            c => c.to_string(),
        };
        json.chars().map(tame).collect()
    }

    proptest! {
        #[test]
        fn strings_are_what_serde_json_writes_made_tame(
            text in r#"([ -~]{0,40}|[\u{0}-\u{1f}]|["\\<é“”]|[\u{7f}-\u{a0}]|[\u{61b}-\u{61d}\u{200b}-\u{2030}\u{2064}-\u{206a}]|😀){0,12}"#,
        ) {
            let json = serde_json::to_string(&text).expect("a string");
            let mut out = String::from("x");
            push_json_string(&text, &mut out);
            prop_assert_eq!(&out[1..], by_character(&json));
            let record = format!("[\n{json},\t1]");
            prop_assert_eq!(tame_json(record.clone()), by_character(&record));
        }
    }
}
