//! What a mark says by itself and by the characters beside it: which marks it belongs with, whether it opens or closes, whether it is one.

use crate::text::blocks::{Answers, Block};
use crate::text::lines::floor;
use crate::text::segment::is_terminator;

/// Which marks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// “ ”, also „ “ and ” ”
    Double,
    /// „ “ or „ ”
    Low,
    /// " "
    Straight,
    /// « », also » «
    Guillemet,
    /// ‘ ’, ' ', ‚ ‘
    Single,
    /// ‹ ›
    SingleGuillemet,
    /// 「 」, 『 』
    Corner,
}

impl Style {
    /// The style whose opening mark `text` begins with.
    pub(super) fn of_opening(text: &str) -> Option<Style> {
        Some(match text.chars().next()? {
            '“' => Style::Double,
            '„' => Style::Low,
            '"' => Style::Straight,
            '«' => Style::Guillemet,
            '‘' | '\'' => Style::Single,
            _ => return None,
        })
    }
}

/// What the characters beside a mark say about it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    Either,
}

/// Before an opening mark, besides a space.
const BEFORE: &str = "([{—–-/:“‘„«\"'¿¡";
/// Behind a closing mark, besides a space or a terminator.
const BEHIND: &str = ",;:)]}—–-/”’»\"'،؛";

pub(super) fn side(before: Option<char>, after: Option<char>) -> Side {
    let gap_before = before.is_none_or(|c| c.is_whitespace() || BEFORE.contains(c));
    let gap_after = after.is_none_or(|c| c.is_whitespace() || is_terminator(c) || BEHIND.contains(c));
    match (gap_before, gap_after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// With which bytes a mark may begin. Asked of every byte of a text.
#[inline]
pub(super) fn may_mark(block: Block) -> Answers {
    let ascii = block.is(b'"') | block.is(b'\'') | block.is(b'`');
    ascii | block.is(0xC2) | block.is(0xE2) | block.is(0xE3) | block.is(0xEF)
}

/// Whether what follows an opening single mark shows it to be an apostrophe: ’90s, ’em, rock ’n’ roll.
pub(super) fn is_contraction(before: Option<char>, follows: &str) -> bool {
    if follows.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let head = &follows[..floor(follows, 8)];
    let word = head.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let rest = &follows[word.len()..];
    match word {
        "n" => rest.starts_with(['\'', '’']),
        "s" | "t" | "d" | "m" | "ll" | "re" | "ve" => before.is_some_and(char::is_whitespace),
        "em" | "tis" | "Tis" | "twas" | "Twas" | "til" | "cause" | "bout" | "cos" => true,
        _ => false,
    }
}
