//! Reads the text around a place: the words right before and behind it, how a word is written, whether a sentence or a headline begins.
//!
//! Knows letters, not names: what the words mean is for [`neighbors`](super::neighbors).

use memchr::{memchr, memrchr};

use crate::fold::steps::{is_apostrophe, is_dash};
use crate::span::Span;
use crate::text::dateline;

/// The word right before `at`, with its full stop if it is an initial or an abbreviation; `None` across other punctuation.
pub(super) fn word_before(text: &str, at: usize) -> Option<Span> {
    let head = &text[..at];
    let end = head.trim_end_matches([' ', '\u{a0}']).len();
    let gap = at - end;
    let hyphen = gap == 0 && head.chars().next_back().is_some_and(is_dash);
    if gap > 2 || (gap == 0 && !hyphen) {
        return None;
    }
    let end = if hyphen { end - head.chars().next_back().map_or(0, char::len_utf8) } else { end };
    let letters = |c: char| c.is_alphanumeric() || is_apostrophe(c) || is_dash(c) || c == '.';
    // Nearly always there is nothing but ASCII to look at, and bytes are quicker than characters.
    let ascii = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'\'' | b'`');
    let n_ascii = text.as_bytes()[..end].iter().rev().take(40).take_while(|&&byte| ascii(byte)).count();
    let start = if n_ascii == 40 || n_ascii == end || text.as_bytes()[end - n_ascii - 1].is_ascii() {
        Some(end - n_ascii).filter(|&start| start < end)
    } else {
        let letters = text[..end].char_indices().rev().take(40).take_while(|&(_, c)| letters(c));
        letters.last().map(|(n, _)| n)
    }?;
    let word = text[start..end].trim_start_matches(|c| is_apostrophe(c) || is_dash(c) || c == '.');
    let start = end - word.len();
    let word = &text[start..end];
    // A sentence may have ended here: "…in Beirut. Nasrallah said".
    let stop = word.ends_with('.');
    let abbreviated = word.chars().count() <= 5 && starts_with_capital(word);
    (!word.is_empty() && (!stop || abbreviated)).then_some(Span::new(start, end))
}

/// Whether `word` names a day or a month, whatever mark is behind it: "the Council on Monday" and "on June 8" is still the Council.
pub(super) fn is_day(word: &str) -> bool {
    dateline::names_day(word.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// The word right behind `at`; `None` across punctuation.
pub(super) fn word_after(text: &str, at: usize) -> Option<Span> {
    let tail = &text[at..];
    let rest = tail.trim_start_matches([' ', '\u{a0}']);
    let gap = tail.len() - rest.len();
    if gap == 0 || gap > 2 {
        return None;
    }
    let letters = |text: &str| {
        let ascii = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let n_ascii = text.bytes().take(40).take_while(|&byte| ascii(byte)).count();
        if n_ascii == 40 || text.as_bytes().get(n_ascii).is_none_or(u8::is_ascii) {
            return Some(n_ascii).filter(|&len| len > 0);
        }
        let last =
            text.char_indices().take(40).take_while(|&(_, c)| c.is_alphanumeric() || is_dash(c)).last();
        last.map(|(n, c)| n + c.len_utf8())
    };
    let mut len = letters(rest)?;
    // O'Keeffe and D’Souza are one word; Iran's is the word Iran.
    let mut behind = rest[len..].chars();
    if let (Some(mark), Some(letter)) = (behind.next(), behind.next())
        && is_apostrophe(mark)
        && letter.is_uppercase()
    {
        len += mark.len_utf8() + letters(&rest[len + mark.len_utf8()..]).unwrap_or(0);
    }
    let start = at + gap;
    Some(Span::new(start, start + len))
}

/// What stands in a parenthesis right before `at`: the abbreviation in "Islamic Revolution Guards Corps (IRGC) Navy".
pub(super) fn parenthesis_before(text: &str, at: usize) -> Option<Span> {
    let head = text[..at].strip_suffix(' ')?.strip_suffix(')')?;
    // Not the whole text before it: with a parenthesis behind every name that would cost the square of its length.
    let near = head.len().saturating_sub(20);
    let open = near + memrchr(b'(', &head.as_bytes()[near..])?;
    Some(Span::new(open + 1, head.len()))
}

/// Whether only an opening of a sentence, a line or a quotation stands before `at`.
pub(super) fn opens_sentence(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches([' ', '\u{a0}', '\t']);
    head.chars()
        .next_back()
        .is_none_or(|c| !(c.is_alphanumeric() || matches!(c, ',' | '-' | '&' | '/') || is_apostrophe(c)))
}

/// Whether the line of `at` is a headline in title case: hardly any long word is small.
pub(super) fn title_case_around(text: &str, at: Span) -> bool {
    const LONGEST_HEADLINE: usize = 200;
    // A line of so many bytes is none, so that a break further off need not be found.
    let bytes = text.as_bytes();
    let near = at.start.saturating_sub(LONGEST_HEADLINE);
    let start = memrchr(b'\n', &bytes[near..at.start]).map(|n| near + n + 1);
    let start = start.or((at.start < LONGEST_HEADLINE).then_some(0));
    let far = bytes.len().min(at.end + LONGEST_HEADLINE);
    let end = memchr(b'\n', &bytes[at.end..far]).map(|n| at.end + n);
    let end = end.or((bytes.len() - at.end < LONGEST_HEADLINE).then_some(bytes.len()));
    let (Some(start), Some(end)) = (start, end) else { return false };
    if end - start >= LONGEST_HEADLINE {
        return false;
    }
    let (mut n_long, mut n_small) = (0, 0);
    for word in text[start..end].split_whitespace().filter(|word| word.chars().nth(4).is_some()) {
        n_long += 1;
        n_small += usize::from(word.starts_with(char::is_lowercase));
    }
    n_long >= 2 && n_small * 5 <= n_long
}

/// Whether the line of `at` ends, not far off, in a full stop, as no headline does.
pub(super) fn ends_in_stop(text: &str, at: usize) -> bool {
    const NEAR: usize = 200;
    let tail = &text.as_bytes()[at..text.len().min(at + NEAR)];
    let line = memchr(b'\n', tail).map_or(tail, |end| &tail[..end]);
    line.trim_ascii_end().ends_with(b".")
}

/// Whether nothing but punctuation stands behind `at` in its line.
pub(super) fn ends_line(text: &str, at: usize) -> bool {
    text[at..].chars().take_while(|&c| c != '\n').all(|c| !c.is_alphanumeric())
}

/// Begins with a capital and goes on in small letters: Chrome, al-Hadi's second half, not NATO, nor a T-shirt.
pub(super) fn is_name_like(word: &str) -> bool {
    let letter = word.split_once(is_dash).is_some_and(|(letter, rest)| {
        letter.chars().nth(1).is_none() && rest.starts_with(char::is_lowercase)
    });
    starts_with_capital(word) && word.chars().any(char::is_lowercase) && !letter
}

/// Whether the last part of a compound is small: Tehran-based, Saudi-led.
pub(super) fn ends_small(word: &str) -> bool {
    word.rsplit_once(is_dash).is_some_and(|(_, last)| last.starts_with(char::is_lowercase))
}

pub(super) fn starts_with_capital(word: &str) -> bool {
    if let Some(first) = word.bytes().next().filter(u8::is_ascii_alphabetic) {
        return first.is_ascii_uppercase();
    }
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

pub(super) fn all_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

pub(super) fn ends_in_possessive(word: &str) -> bool {
    let mut letters = word.chars().rev();
    match letters.next() {
        Some('s' | 'S') => letters.next().is_some_and(is_apostrophe),
        Some(last) => is_apostrophe(last),
        None => false,
    }
}
