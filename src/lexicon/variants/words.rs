//! A written name as words, each folded, with what stood between them: what the fold makes one, rules of spelling tell apart.

use crate::fold::fold_name;

/// A word of a name and how it was joined to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded.
    pub(super) text: String,
    /// Whether it began with a capital.
    pub(super) capital: bool,
    /// Whether all its letters were capitals, and there were two or more.
    pub(super) upper: bool,
    /// What stood before it.
    pub(super) before: Joint,
}

/// What stands between two words of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// White space, or the start of the name.
    Space,
    /// A hyphen.
    Hyphen,
    /// Nothing but a capital letter: the B of ElBaradei.
    Capital,
}

/// The words of `name`, in order. Words that fold to nothing are left out.
pub(super) fn words(name: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut before = Joint::Space;
    let mut start = 0;
    let mut previous: Option<char> = None;
    let end = |from: usize, to: usize, before: Joint, out: &mut Vec<Word>| {
        let written = &name[from..to];
        let text = fold_name(written);
        if !text.is_empty() {
            let letters = || written.chars().filter(|c| c.is_alphabetic());
            let capital = letters().next().is_some_and(char::is_uppercase);
            let upper = letters().count() > 1 && letters().all(char::is_uppercase);
            out.push(Word { text, capital, upper, before });
        }
    };
    for (at, c) in name.char_indices() {
        let joint = match c {
            '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' => Some(Joint::Hyphen),
            c if c.is_whitespace() => Some(Joint::Space),
            _ => None,
        };
        if let Some(joint) = joint {
            end(start, at, before, &mut out);
            // "Name - Name" is a space.
            before = if start == at && before == Joint::Space { Joint::Space } else { joint };
            start = at + c.len_utf8();
        } else if c.is_uppercase() && previous.is_some_and(char::is_lowercase) && at > start {
            end(start, at, before, &mut out);
            before = Joint::Capital;
            start = at;
        }
        previous = Some(c);
    }
    end(start, name.len(), before, &mut out);
    out
}
