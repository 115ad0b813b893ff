//! Judges what stands around a name: is it a whole word, and what is glued to it?
//!
//! A name must not touch a letter, digit or underscore. Outside its span are left: a possessive `'s` or `’`, hyphen compounds
//! (`anti-Iran`, `Houthi-led`), the Arabic particles و ف ب ل ك ال and their Hebrew counterparts, and Persian suffixes. Scripts that
//! write no spaces need no boundary.

use unicode_segmentation::GraphemeCursor;

use crate::fold::chars::{self, is_word, writes_no_spaces};
use crate::fold::steps::{Casing, fold_char, is_apostrophe, is_dash};
use crate::span::Span;

/// A name that stands as a word: its span, widened to whole grapheme clusters, and what is glued to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) span: Span,
    pub(super) prefix: Option<Span>,
    pub(super) suffix: Option<Span>,
}

/// `None` when `span` is a part of a longer word.
pub(super) fn stand(text: &str, span: Span) -> Option<Standing> {
    let span = whole_clusters(text, span)?;
    let surface = &text[span.range()];
    let first = surface.chars().next()?;
    let last = surface.chars().rev().find(|&c| !is_unseen(c))?;
    let prefix = before(text, span.start, first)?;
    let suffix = after(text, span.end, last)?;
    Some(Standing { span, prefix, suffix })
}

/// Accents, joiners and whatever else folding drops without a trace. An apostrophe leaves one: it can end a word.
fn is_unseen(c: char) -> bool {
    chars::class(c) & chars::UNSEEN != 0
}

/// Accents and joiners that follow the last letter belong to its grapheme cluster. `None` when a cluster begins before the span or takes
/// in more than such.
fn whole_clusters(text: &str, mut span: Span) -> Option<Span> {
    if text.as_bytes().get(span.end).is_some_and(|byte| !byte.is_ascii()) {
        let rest = &text[span.end..];
        let more = rest.char_indices().find(|&(n, c)| !is_unseen(c) || is_cluster_edge(text, span.end + n));
        span.end += more.map_or(rest.len(), |(n, _)| n);
    }
    (is_cluster_edge(text, span.start) && is_cluster_edge(text, span.end)).then_some(span)
}

/// Whether a grapheme cluster (UAX #29) begins or ends at `at`.
fn is_cluster_edge(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at == 0 || at == bytes.len() || (bytes[at - 1].is_ascii() && bytes[at].is_ascii()) {
        return true;
    }
    // The whole text is given, so the cursor never lacks context.
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// `None`: not at the start of a word. `Some(Some(_))`: glued to what the span says.
fn before(text: &str, start: usize, first: char) -> Option<Option<Span>> {
    let Some((at, c)) = previous(text, start) else { return Some(None) };
    if is_apostrophe(c) {
        // An opening quote or an ʿayn; or the elision of French and Italian, "l’Iran". Several in a row are as one.
        let mut behind = previous(text, at);
        while let Some((at, _)) = behind.filter(|&(_, c)| is_apostrophe(c)) {
            behind = previous(text, at);
        }
        return match behind {
            Some((letter_at, letter)) if is_word(letter) => {
                let elided = matches!(letter, 'l' | 'L' | 'd' | 'D')
                    && previous(text, letter_at).is_none_or(|(_, c)| !is_word(c));
                elided.then_some(Some(Span::new(letter_at, start)))
            }
            _ => Some(None),
        };
    }
    if is_dash(c) {
        return Some(small_word_before(text, at).map(|word_start| Span::new(word_start, start)));
    }
    if c == '@' {
        return None;
    }
    if !is_word(c) || writes_no_spaces(c) || writes_no_spaces(first) {
        return Some(None);
    }
    let particles: &[&str] = match Script::of(first) {
        Script::Arabic => &[
            "و", "ف", "ب", "ل", "ك", "ال", "لل", "وال", "فال", "بال", "كال", "ول", "وب", "ولل", "وبال", "فب",
            "فل", "بال",
        ],
        Script::Hebrew => &["ו", "ה", "ב", "ל", "כ", "מ", "ש", "וה", "שה", "מה", "וב", "ול", "ומ", "וש"],
        Script::Other => return None,
    };
    let word_start = word_edge_before(text, start);
    let glued: String = fold(&text[word_start..start]);
    particles.contains(&glued.as_str()).then_some(Some(Span::new(word_start, start)))
}

fn after(text: &str, end: usize, last: char) -> Option<Option<Span>> {
    let Some((at, c)) = next(text, end) else { return Some(None) };
    let behind = at + c.len_utf8();
    if is_apostrophe(c) {
        // A possessive or a contraction ends here; anything else is a longer word (Qa’ida). An ʿayn or hamza after a name that
        // was written without it is no part of it either.
        let rest: String = text[behind..].chars().take_while(|&c| is_word(c)).take(4).collect();
        let ends = matches!(rest.to_ascii_lowercase().as_str(), "" | "s" | "d" | "m" | "ll" | "re" | "ve");
        return ends.then_some(None);
    }
    if is_dash(c) {
        return Some(small_word_after(text, behind).map(|word_end| Span::new(end, word_end)));
    }
    if matches!(c, '$' | '€' | '£') {
        // A currency: US$, A$.
        return None;
    }
    if c == '.' || c == '@' {
        // A host name or an address: iran.ir, bbc@example.org.
        let rest: String = text[behind..].chars().take_while(|&c| is_word(c)).take(5).collect();
        let host =
            (2..=4).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_lowercase()) && last != '.';
        return (!host).then_some(None);
    }
    if !is_word(c) || writes_no_spaces(c) || writes_no_spaces(last) {
        return Some(None);
    }
    if Script::of(last) == Script::Arabic {
        const SUFFIXES: [&str; 14] =
            ["ها", "هاي", "هايي", "ي", "يي", "ان", "اش", "ام", "ات", "شان", "مان", "تان", "را", "يه"];
        let word_end = word_edge_after(text, end);
        let glued = fold(&text[end..word_end]);
        return SUFFIXES.contains(&glued.as_str()).then_some(Some(Span::new(end, word_end)));
    }
    None
}

fn fold(text: &str) -> String {
    let mut folded = Vec::new();
    text.chars().for_each(|c| fold_char(c, Casing::Folded, &mut folded));
    folded.into_iter().collect()
}

/// The last character before `at` that can be seen, base letters only.
fn previous(text: &str, at: usize) -> Option<(usize, char)> {
    text[..at].char_indices().rev().find(|&(_, c)| !is_unseen(c))
}

/// The first character from `at` on that can be seen.
fn next(text: &str, at: usize) -> Option<(usize, char)> {
    text[at..].char_indices().find(|&(_, c)| !is_unseen(c)).map(|(n, c)| (at + n, c))
}

/// Where the all-lower-case word that ends at `end` starts.
fn small_word_before(text: &str, end: usize) -> Option<usize> {
    let mut start = end;
    for (at, c) in text[..end].char_indices().rev().take(24) {
        if c.is_alphabetic() {
            if !c.is_lowercase() {
                return None;
            }
            start = at;
        } else if is_word(c) {
            return None;
        } else {
            break;
        }
    }
    (start < end).then_some(start)
}

fn small_word_after(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    for (n, c) in text[start..].char_indices().take(24) {
        if c.is_alphabetic() {
            if !c.is_lowercase() {
                return None;
            }
            end = start + n + c.len_utf8();
        } else if is_word(c) {
            return None;
        } else {
            break;
        }
    }
    (end > start).then_some(end)
}

/// Particles are short; further back than this nothing can be one.
const MOST_GLUED: usize = 8;

fn word_edge_before(text: &str, at: usize) -> usize {
    let letters =
        text[..at].char_indices().rev().take(MOST_GLUED).take_while(|&(_, c)| is_word(c) || is_unseen(c));
    letters.last().map_or(at, |(n, _)| n)
}

fn word_edge_after(text: &str, at: usize) -> usize {
    let letters = text[at..].char_indices().take(MOST_GLUED).take_while(|&(_, c)| is_word(c) || is_unseen(c));
    letters.last().map_or(at, |(n, c)| at + n + c.len_utf8())
}

#[derive(PartialEq, Eq)]
enum Script {
    Arabic,
    Hebrew,
    Other,
}

impl Script {
    fn of(c: char) -> Script {
        match c {
            _ if chars::is_arabic(c) => Script::Arabic,
            _ if chars::is_hebrew(c) => Script::Hebrew,
            _ => Script::Other,
        }
    }
}
