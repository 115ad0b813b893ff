//! The text with its mentions in place: `[[Esmail Baghaei|esmaeil-baghaei]]`.
//!
//! An open mention lists its candidates: `[[Bagheri|?ali-bagheri,mohammad-bagheri]]`. Reading it back gives the text and the mentions: a
//! backslash takes the meaning from `[`, `]`, `|` and `\`, and `\u{1b}` is the character of that number.

use super::escape::inline;
use super::facts::Facts;
use crate::document::Document;
use crate::gazetteer::Gazetteer;

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, out: &mut String) {
    let text = document.text();
    let mut at = 0;
    for mention in document.mentions() {
        inline(&text[at..mention.span.start], Some('['), false, out);
        let facts = Facts::of(document, mention, gazetteer);
        out.push_str("[[");
        inline(facts.surface, Some('|'), true, out);
        out.push('|');
        match facts.key() {
            Some(key) => inline(key, Some(']'), true, out),
            None => inline(&format!("?{}", facts.candidates.join(",")), Some(']'), true, out),
        }
        out.push_str("]]");
        at = mention.span.end;
    }
    inline(&text[at..], None, false, out);
}
