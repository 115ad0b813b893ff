//! The tagger in some eighty obvious lines, kept for ever: what every optimization is compared with.
//!
//! It looks at every stretch of the text and asks whether it folds to a name, whether it stands as a word, and whether a longer one has the
//! text. It knows names that count everywhere in any case; clues, short forms and voice are tested by cases.

use canonym::{Span, fold};
use unicode_segmentation::UnicodeSegmentation;

/// Name and entity.
pub(crate) type Names<'n> = &'n [(String, String)];

/// Span and entity of each mention, in text order.
pub(crate) fn tag(text: &str, names: Names<'_>) -> Vec<(Span, String)> {
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let folded: Vec<(String, &String)> = names
        .iter()
        .map(|(name, entity)| (fold(name).trim_matches([' ', '-', '\n']).to_owned(), entity))
        .collect();
    let mut found = Vec::new();
    for (n, &start) in edges.iter().enumerate() {
        for &end in &edges[n + 1..] {
            let surface = &text[start..end];
            if counts(surface.chars().next()) && counts(surface.chars().next_back()) {
                let here = fold(surface);
                for (name, entity) in &folded {
                    if *name == here
                        && !name.is_empty()
                        && stands(text, start, end)
                        && !is_plus(text, start, end)
                    {
                        found.push((cluster(text, start, end), (*entity).clone()));
                    }
                }
            }
        }
    }
    found.retain(|(span, _)| !span.is_empty());
    claim(found)
}

/// The longest first, then the leftmost, none over another.
fn claim(mut found: Vec<(Span, String)>) -> Vec<(Span, String)> {
    found.sort_by_key(|(span, _)| (usize::MAX - span.len(), span.start));
    let mut kept: Vec<(Span, String)> = Vec::new();
    for one in found {
        if kept.iter().all(|(span, _)| !span.overlaps(one.0)) {
            kept.push(one);
        }
    }
    kept.sort();
    kept
}

fn counts(c: Option<char>) -> bool {
    c.is_some_and(|c| !fold(&c.to_string()).is_empty())
}

fn apostrophe(c: char) -> bool {
    "'’‘‛`´′‵ʼʻʽʾʿʹˈˊˋ՚׳״ءꞋꞌ\u{374}\u{1fef}\u{1ffd}″‴‶‷⁗\u{fe80}＇｀".contains(c)
}

fn letter(c: char) -> bool {
    c == '_' || fold(&c.to_string()).chars().next().is_some_and(char::is_alphanumeric)
}

/// Writes no spaces: a word may begin and end anywhere.
fn spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}')
}

/// Marks and what cannot be seen.
fn unseen(c: char) -> bool {
    !apostrophe(c) && !counts(Some(c))
}

/// "Google+" is a thing of Google's; in "Iran+Russia" the sign joins two.
fn is_plus(text: &str, start: usize, end: usize) -> bool {
    let behind = text[cluster(text, start, end).end..].strip_prefix('+');
    behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
}

fn stands(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev().filter(|&c| !unseen(c));
    let open = match before.next() {
        Some(c) if apostrophe(c) => match before.find(|&c| !apostrophe(c)) {
            Some(c) if letter(c) => "lLdD".contains(c) && !before.next().is_some_and(letter),
            _ => true,
        },
        Some('@') => false,
        Some(c) => !letter(c) || spaceless(c),
        None => true,
    };
    let mut after = text[end..].chars().filter(|&c| !unseen(c)).peekable();
    let closed = match after.next() {
        Some(c) if apostrophe(c) => {
            let rest: String = text[end..]
                .chars()
                .skip_while(|&c| unseen(c))
                .skip(1)
                .take_while(|&c| letter(c))
                .take(4)
                .collect();
            ["", "s", "d", "m", "ll", "re", "ve"].contains(&rest.to_ascii_lowercase().as_str())
        }
        Some('$' | '€' | '£') => false,
        Some('.' | '@') => {
            let rest: String = text[end..]
                .chars()
                .skip_while(|&c| unseen(c))
                .skip(1)
                .take_while(|&c| letter(c))
                .take(5)
                .collect();
            !((2..=4).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_lowercase()))
        }
        Some(c) => !letter(c) || spaceless(c),
        None => true,
    };
    let mut last = text[start..end].chars().rev().filter(|&c| !unseen(c));
    let possessive = last.next().is_some_and(|c| c == 's' || c == 'S') && last.next().is_some_and(apostrophe);
    open && closed && !possessive
}

/// Widened over marks to a whole grapheme cluster; empty when a cluster begins earlier or holds more.
fn cluster(text: &str, start: usize, end: usize) -> Span {
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let end_of_cluster = ends.iter().copied().find(|&edge| edge >= end).unwrap_or(text.len());
    let only_marks = text[end..end_of_cluster].chars().all(unseen);
    if ends.contains(&start) && only_marks {
        Span::new(start, end_of_cluster)
    } else {
        Span::new(start, start)
    }
}

#[test]
fn the_naive_tagger_does_what_it_says() {
    let names = [("New York".to_owned(), "a".to_owned()), ("York".to_owned(), "b".to_owned())];
    let found = tag("in New York's, a York. Yorks", &names);
    assert_eq!(found, [(Span::new(3, 11), "a".to_owned()), (Span::new(17, 21), "b".to_owned())]);
}
