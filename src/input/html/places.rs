//! Where the characters of an article stand in the source of its page.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use memchr::memmem;

use super::source::Source;
use crate::input::{Decoded, PageSpan};
use crate::span::Span;

/// For characters of a text that are no white space and were found in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Places {
    /// In the order of the text.
    chars: Vec<Place>,
    source: Source,
}

/// A character: its byte in the text, and its bytes in the decoded source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    text: u32,
    source: (u32, u32),
}

/// How far behind the line before, in bytes, a line is looked for first.
const NEAR: usize = 1 << 14;

/// How often the whole source is gone through for lines that are not near, before they are left without a place. An article has one or two
/// of those: its title may stand nowhere else.
const FAR: usize = 64;

impl Places {
    /// Finds the lines of `text` in `source` by their letters, white space aside, each behind the one before where it can be.
    pub(super) fn of(text: &str, source: Source) -> Places {
        let shown = shown(&source.text);
        let letters: String = shown.iter().map(|(c, _, _)| c).collect();
        let letters = letters.as_bytes();
        let mut starts = Vec::with_capacity(shown.len());
        let mut at = 0;
        for (c, _, _) in &shown {
            starts.push(at as u32);
            at += c.len_utf8();
        }
        let mut chars = Vec::new();
        let (mut line_start, mut behind, mut n_far) = (0, 0, 0);
        for line in text.split('\n') {
            let wanted: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            let wanted = wanted.as_bytes();
            let near = &letters[behind..letters.len().min(behind + NEAR + wanted.len())];
            let mut found = memmem::find(near, wanted).map(|at| at + behind);
            if found.is_none() && n_far < FAR {
                n_far += 1;
                found = memmem::find(&letters[behind..], wanted).map(|at| at + behind);
                found = found.or_else(|| memmem::find(letters, wanted));
            }
            if let Some(found) = found.filter(|_| !wanted.is_empty()) {
                let first = starts.partition_point(|start| (*start as usize) < found);
                let in_line = line.char_indices().filter(|(_, c)| !c.is_whitespace());
                for ((at, _), (_, start, end)) in in_line.zip(&shown[first..]) {
                    chars.push(Place { text: (line_start + at) as u32, source: (*start, *end) });
                }
                behind = found + wanted.len();
            }
            line_start += line.len() + 1;
        }
        Places { chars, source }
    }

    /// Where `span` of the text stands in the source. Nothing for what the source does not hold in one piece.
    pub(crate) fn find(&self, span: Span) -> Option<PageSpan> {
        let first = self.chars.binary_search_by_key(&span.start, |place| place.text as usize).ok()?;
        let end = self.chars.partition_point(|place| (place.text as usize) < span.end);
        let last = self.chars[end.checked_sub(1)?];
        let (start, end) = (self.chars[first].source.0 as usize, last.source.1 as usize);
        if start >= end {
            return None;
        }
        let (before, until) = (self.source.before(start), self.source.before(end));
        Some(PageSpan {
            bytes: self.source.in_file(start, end),
            code_points: (before.0, until.0),
            utf16: (before.1, until.1),
        })
    }
}

/// The characters that a page shows, white space aside, each with where it begins and ends in the source.
fn shown(html: &str) -> Vec<(char, u32, u32)> {
    let mut shown = Vec::with_capacity(html.len() / 4);
    show(html, None, &mut shown);
    shown
}

/// Adds what `html` shows: the source, or what stands in a `noscript` of it from the byte that is given.
fn show(html: &str, noscript: Option<usize>, shown: &mut Vec<(char, u32, u32)>) {
    let offset = noscript.unwrap_or_default();
    let mut inside: Option<Vec<u8>> = None;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) if inside.is_none() && !tag.self_closing => {
                let name: &[u8] = &tag.name;
                // What runs or is filled in is not of the article.
                let hides = matches!(
                    name,
                    b"script"
                        | b"style"
                        | b"template"
                        | b"textarea"
                        | b"select"
                        | b"button"
                        | b"iframe"
                        | b"object"
                );
                if hides || name == b"noscript" && noscript.is_none() {
                    inside = Some(name.to_vec());
                }
            }
            Token::EndTag(tag) if inside.as_deref() == Some(&tag.name[..]) => inside = None,
            Token::String(string) => {
                let source = html.get(string.span.start..string.span.end).unwrap_or_default();
                match inside.as_deref() {
                    None => {
                        align(&Decoded::of(&string.value).text, source, offset + string.span.start, shown)
                    }
                    // Markup for who runs no script, which is a text for who does.
                    Some(b"noscript") => show(source, Some(string.span.start), shown),
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }
}

/// Pairs the characters of `value` with those of `source`, which spells some of them by references such as `&amp;`.
fn align(value: &str, source: &str, offset: usize, shown: &mut Vec<(char, u32, u32)>) {
    let mut at = 0;
    // Where the last reference stands, for the second character that it shows.
    let mut reference = (0, 0);
    for c in value.chars().filter(|c| !c.is_whitespace()) {
        at += space(&source[at..]);
        let rest = &source[at..];
        let (start, end) = match rest.chars().next() {
            Some('&') => match spelled(rest, c) {
                Some(len) => {
                    reference = (at, at + len);
                    reference
                }
                // An ampersand alone is one.
                None if c == '&' => (at, at + 1),
                None => reference,
            },
            Some(next) if next == c => (at, at + c.len_utf8()),
            _ => reference,
        };
        at = at.max(end);
        shown.push((c, (offset + start) as u32, (offset + end) as u32));
    }
}

/// How much white space `rest` begins with, however it is spelled.
fn space(rest: &str) -> usize {
    let mut at = 0;
    loop {
        at += rest[at..].len() - rest[at..].trim_start().len();
        let len = reference_len(&rest[at..]);
        let blank = |meaning: String| !meaning.is_empty() && meaning.trim().is_empty();
        if len == 0 || !blank(meaning(&rest[at..at + len])) {
            return at;
        }
        at += len;
    }
}

/// How long the reference is that `rest` begins with, if it shows `c` first. The old ones need no semicolon, and letters may follow.
fn spelled(rest: &str, c: char) -> Option<usize> {
    let whole = reference_len(rest);
    let shows = |len: &usize| {
        let meaning = meaning(&rest[..*len]);
        meaning.starts_with(c) && meaning != rest[..*len]
    };
    if rest[..whole].ends_with(';') && shows(&whole) && !meaning(&rest[..whole]).ends_with(';') {
        return Some(whole);
    }
    (3..=whole).find(shows)
}

/// What a character reference shows.
fn meaning(reference: &str) -> String {
    let mut shown = String::new();
    for token in Tokenizer::new(reference).flatten() {
        if let Token::String(string) = token {
            shown.push_str(&Decoded::of(&string).text);
        }
    }
    shown
}

/// How long what looks like a character reference is at the start of `rest`; 0 where nothing does.
fn reference_len(rest: &str) -> usize {
    if !rest.starts_with('&') {
        return 0;
    }
    let end =
        rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(rest.len(), |at| at + 1);
    match end.min(40) {
        1 => 0,
        end if rest[end..].starts_with(';') => end + 1,
        end => end,
    }
}
