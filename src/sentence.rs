//! What makes a sentence that quotes somebody fit to be read: it has an end, and nothing in it is obeyed.

use std::borrow::Cow;

/// A sentence that somebody can read: of one that quotes something of thousands of characters, beginning and end.
///
/// ```
/// use canonym::render::shortened;
/// assert_eq!(shortened("unknown key `nmae`"), "unknown key `nmae`");
/// assert_eq!(shortened(&format!("unknown key `{}`", "a".repeat(10_000))).chars().count(), 901);
/// ```
pub fn shortened(sentence: &str) -> Cow<'_, str> {
    const HEAD: usize = 600;
    const TAIL: usize = 300;
    // Nearly all are short, which their bytes tell.
    if sentence.len() <= HEAD || sentence.chars().count() <= HEAD + TAIL {
        return Cow::Borrowed(sentence);
    }
    let head = sentence.char_indices().nth(HEAD).map_or(sentence.len(), |(at, _)| at);
    let tail = sentence.char_indices().rev().nth(TAIL - 1).map_or(head, |(at, _)| at);
    Cow::Owned(format!("{}…{}", &sentence[..head], &sentence[tail..]))
}

/// `sentence`, [`shortened`], with what a terminal would obey spelled as TOML does, `\u001B`: it shows what stands in a name.
pub(crate) fn printable(sentence: &str) -> String {
    let spelled = |c: char| if is_obeyed(c) { format!("\\u{:04X}", c as u32) } else { c.to_string() };
    shortened(sentence).chars().map(spelled).collect()
}

/// Whether a terminal, an editor or a reader of lines may obey `c` instead of showing it: control characters, line and paragraph
/// separators, bidi controls. Tabs and line feeds are among them; whoever wants to keep those says so.
///
/// ```
/// use canonym::render::is_obeyed;
/// let name = "Jane\u{202e}Roe\u{1b}[31m";
/// assert_eq!(name.replace(is_obeyed, "?"), "Jane?Roe?[31m");
/// ```
pub const fn is_obeyed(c: char) -> bool {
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
