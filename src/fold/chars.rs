//! What a single character is to the scanner, looked up instead of folded anew: a table made block by block, when a text first has a
//! character of the block.

use std::sync::OnceLock;

use super::steps::{Casing, does_not_count, fold_char, is_apostrophe};

/// Part of words, by its folded form.
pub(crate) const WORD: u8 = 1;
/// Dropped by folding without a trace: accents, joiners, soft hyphens. May stand inside a word.
pub(crate) const UNSEEN: u8 = 2;
/// Dropped as well, but can end a word.
pub(crate) const APOSTROPHE: u8 = 4;
/// Of a script in which names may begin or end inside what looks like a word: no spaces, or glued particles.
pub(crate) const GLUED: u8 = 8;
/// Of a script without spaces.
pub(crate) const SPACELESS: u8 = 16;
/// Folds to something that is not all of its own kind, such as ½, ⑴ or a whole phrase.
pub(crate) const MIXED: u8 = 32;
/// Of a script that has letters which look like Latin ones.
pub(crate) const RESEMBLING: u8 = 64;

struct Block {
    class: [u8; 256],
    /// The folded form where it is one character, else 0.
    folded: [u32; 256],
}

static BLOCKS: [OnceLock<Box<Block>>; 0x1100] = [const { OnceLock::new() }; 0x1100];

fn block(c: char) -> &'static Block {
    BLOCKS[c as usize >> 8].get_or_init(|| {
        let mut block = Box::new(Block { class: [0; 256], folded: [0; 256] });
        let first = c as u32 & !0xff;
        let mut folded = Vec::new();
        for n in 0..256 {
            let Some(c) = char::from_u32(first + n) else { continue };
            folded.clear();
            fold_char(c, Casing::Folded, &mut folded);
            block.class[n as usize] = class_anew(c, &folded);
            if let [only] = folded[..] {
                block.folded[n as usize] = only as u32;
            }
        }
        block
    })
}

/// The flags of `c`.
pub(crate) fn class(c: char) -> u8 {
    block(c).class[c as usize & 0xff]
}

/// The folded form of `c`, where it is one character.
pub(crate) fn folded(c: char) -> Option<char> {
    char::from_u32(block(c).folded[c as usize & 0xff]).filter(|&c| c != '\0')
}

/// Whether `c`, by its folded form, is part of words.
pub(crate) fn is_word(c: char) -> bool {
    class(c) & WORD != 0
}

/// Whether `c` of a folded text is part of words.
pub(crate) fn is_word_when_folded(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn class_anew(c: char, folded: &[char]) -> u8 {
    let mut class = 0;
    if folded.first().is_some_and(|c| c.is_alphanumeric()) || c == '_' {
        class |= WORD;
    }
    // The other characters that fold to `_` are no part of words, but their folded form is.
    if folded.iter().any(|&folded| is_word_when_folded(folded) != (class & WORD != 0)) {
        class |= MIXED;
    }
    if does_not_count(c) {
        class |= if is_apostrophe(c) { APOSTROPHE } else { UNSEEN };
    }
    if writes_no_spaces(c) {
        class |= SPACELESS | GLUED;
    }
    if has_particles(c) {
        class |= GLUED;
    }
    if matches!(c, '\u{370}'..='\u{58f}') {
        class |= RESEMBLING;
    }
    class
}

/// Arabic and Hebrew script.
fn has_particles(c: char) -> bool {
    is_arabic(c) || is_hebrew(c)
}

pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

pub(crate) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}')
}

/// Han, kana, Hangul (particles are glued on), Thai, Lao, Burmese, Khmer.
pub(crate) fn writes_no_spaces(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1100}'..='\u{11ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}')
}
