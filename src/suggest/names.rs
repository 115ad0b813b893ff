//! Stretches of text that look like names: words with capitals, and words in Arabic script.

use crate::span::Span;

/// Lower-case words that stand inside a name.
const INSIDE: [&str; 30] = [
    "of", "the", "for", "de", "da", "di", "del", "della", "des", "du", "do", "dos", "la", "le", "el", "al",
    "ul", "ud", "van", "von", "der", "den", "ter", "bin", "bint", "ibn", "ben", "abu", "e", "y",
];

/// A longer word in capitals is a headline or a dateline, not an abbreviation.
const LONGEST_ABBREVIATION: usize = 6;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It begins with a capital.
    Capital,
    /// All of a short word, such as an abbreviation.
    Capitals,
    /// Arabic script.
    Arabic,
    /// Anything else, longer words all in capitals among it.
    Other,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// A possessive `’s` or a comma, bracket or stop follows: no name goes on behind it.
    closed: bool,
}

/// The words of `text`, in order. Hyphens, apostrophes and dots between letters belong to a word, a possessive `’s` does not.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_letter = || text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
        let inside = c.is_alphanumeric() || is_mark(c) || start.is_some() && is_joiner(c) && next_is_letter();
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(word(text, first, at));
                start = None;
            }
            _ => {}
        }
        if chars.peek().is_none()
            && let Some(first) = start
        {
            words.push(word(text, first, text.len()));
        }
    }
    words
}

fn word(text: &str, start: usize, end: usize) -> Word {
    let whole = &text[start..end];
    let possessive = ["’s", "'s", "’S", "'S"].iter().find_map(|ending| whole.strip_suffix(ending));
    let kept = possessive.unwrap_or(whole);
    // The dot of an initial belongs to it: "George W. Bush", "U.S."
    let initial = text[end..].starts_with('.')
        && (kept.chars().count() == 1 || kept.contains('.'))
        && kept.chars().all(|c| c.is_uppercase() || c == '.');
    let span = Span::new(start, start + kept.len() + usize::from(initial));
    // A handle or a tag is no name as one writes it.
    let handle = text[..start].ends_with(['@', '#']);
    // Nor are the authors' initials below an article: "NA/PA".
    let slash = text[..start].ends_with('/') || text[end..].starts_with('/');
    let signature = slash && whole.chars().count() <= 3 && whole.chars().all(char::is_uppercase);
    let shape = if handle || signature { Shape::Other } else { shape(kept) };
    Word { span, shape, closed: possessive.is_some() }
}

fn shape(word: &str) -> Shape {
    let first = word.chars().next().unwrap_or(' ');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if ('\u{600}'..='\u{6ff}').contains(&first) && first.is_alphabetic() {
        return Shape::Arabic;
    }
    // `al-Mayadeen`: the article is small, the name is not.
    let behind_article = ["al-", "el-", "ul-", "as-", "ash-", "an-", "ar-", "at-", "ad-", "az-", "d’", "d'"]
        .iter()
        .find_map(|article| word.strip_prefix(article));
    let name = behind_article.unwrap_or(word);
    if !name.chars().next().is_some_and(char::is_uppercase) {
        return Shape::Other;
    }
    // "E3", "G20", but not "A".
    let short = letters > 1 || name.chars().count() > 1 && name.chars().all(char::is_alphanumeric);
    let capitals = short && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    match capitals {
        true if letters > LONGEST_ABBREVIATION => Shape::Other,
        true => Shape::Capitals,
        false => Shape::Capital,
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '\'' | '’' | 'ʿ' | 'ʾ' | '‘' | '.' | '&' | '\u{200c}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | 'ʿ' | 'ʾ')
}

/// Maximal runs of capitalized words, with small words inside; as ranges of `words`. Runs of Arabic words likewise.
pub(super) fn runs(text: &str, words: &[Word]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let shape = words[at].shape;
        if shape == Shape::Other {
            at += 1;
            continue;
        }
        let arabic = shape == Shape::Arabic;
        let fits = |word: &Word| match word.shape {
            Shape::Other => false,
            Shape::Arabic => arabic,
            _ => !arabic,
        };
        let mut end = at + 1;
        loop {
            let mut next = end;
            while !arabic
                && next < words.len()
                && next - end < 2
                && follows(text, words, next)
                && INSIDE.contains(&&text[words[next].span.range()])
            {
                next += 1;
            }
            if next < words.len() && follows(text, words, next) && fits(&words[next]) {
                end = next + 1;
            } else {
                break;
            }
        }
        runs.push(at..end);
        at = end;
    }
    runs
}

/// Whether only a space, or one line break, stands between a word and the one before it.
fn follows(text: &str, words: &[Word], at: usize) -> bool {
    let before = &words[at - 1];
    let gap = &text[before.span.end..words[at].span.start];
    let breaks = gap.chars().filter(|c| *c == '\n').count();
    !before.closed && !gap.is_empty() && breaks <= 1 && gap.chars().all(char::is_whitespace) && gap.len() <= 4
}

/// Whether the word is one of those that stand inside a name in small letters.
pub(super) fn is_inside(word: &str) -> bool {
    INSIDE.contains(&word)
}
