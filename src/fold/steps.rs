//! The steps of the fold, one function each. All work on single characters, so that a text can be cut anywhere between two.

use icu_casemap::CaseMapper;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Whether case counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Upper and lower case are the same.
    Folded,
    /// They are not.
    Kept,
}

/// What a folded character is to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// White space or a dash: runs of these become one gap.
    Gap,
    /// Anything else.
    Visible,
}

/// Appends the folded form of `c`: nothing for what does not count, several characters for ligatures and the like. White space and
/// dashes come out as they are; the caller makes gaps of them. What comes out folds to itself: the exhaustive test over all scalars holds it.
pub(crate) fn fold_char(c: char, casing: Casing, out: &mut Vec<char>) {
    if does_not_count(c) {
        return;
    }
    decompose_compatible(c, |part| {
        if does_not_count(part) {
            return;
        }
        match casing {
            Casing::Folded => fold_case(part, |letter| push_letter(letter, out)),
            Casing::Kept => push_letter(part, out),
        }
    });
}

fn push_letter(c: char, out: &mut Vec<char>) {
    match c {
        _ if does_not_count(c) => {}
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '〟' => out.push('"'),
        'æ' => out.extend(['a', 'e']),
        'œ' => out.extend(['o', 'e']),
        'þ' => out.extend(['t', 'h']),
        'Æ' => out.extend(['A', 'E']),
        'Œ' => out.extend(['O', 'E']),
        'Þ' => out.extend(['T', 'H']),
        _ => out.push(plain_latin(plain_arabic(c))),
    }
}

/// Full case folding by Unicode's table, no locale: ß and ẞ are ss, ς is σ.
fn fold_case(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        emit(c.to_ascii_lowercase());
        return;
    }
    let mut buffer = [0; 4];
    CaseMapper::new().fold_string(c.encode_utf8(&mut buffer)).chars().for_each(&mut emit);
}

/// Whether folding drops `c`.
pub(crate) fn does_not_count(c: char) -> bool {
    is_invisible(c) || is_apostrophe(c) || is_accent(c)
}

/// Soft hyphen, zero-width characters, bidi controls, variation selectors, tags. ZWNJ is among them: in a Persian compound it
/// stands for joined writing.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Apostrophes and what is written for ʿayn and hamza.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '‵' | '\u{2b9}' | '\u{2bb}'
            ..='\u{2bf}'
                | '\u{2c8}'
                | '\u{2ca}'
                | '\u{2cb}'
                | '\u{55a}'
                | '\u{5f3}'
                | '\u{5f4}'
                | '\u{621}'
                | '\u{a78b}'
                | '\u{a78c}'
                // What normalizes to one or more of these: the Greek numeral sign, varia and oxia, primes in a row, the hamza by itself.
                | '\u{374}'
                | '\u{1fef}'
                | '\u{1ffd}'
                | '\u{2033}'
                | '\u{2034}'
                | '\u{2036}'
                | '\u{2037}'
                | '\u{2057}'
                | '\u{fe80}'
                | '\u{ff07}'
                | '\u{ff40}'
    )
}

/// Marks that only accent or vocalize: Latin, Greek and Cyrillic accents, Arabic short vowels, Hebrew points. Marks that make another
/// letter of their base (dakuten, virama, nukta) are none. Tatweel only stretches the word.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{897}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
}

/// Whether `c` sorts among the marks of a base (canonical combining class above 0), itself or by its decomposition.
pub(crate) fn is_mark(c: char) -> bool {
    if (c as u32) < 0x300 {
        return false;
    }
    let mut mark = false;
    let mut first = true;
    decompose_compatible(c, |part| {
        if first {
            mark = canonical_combining_class(part) > 0;
            first = false;
        }
    });
    mark
}

/// Puts each run of marks into canonical order.
pub(super) fn order_marks(chars: &mut [char]) {
    for run in chars.chunk_by_mut(|_, &next| canonical_combining_class(next) > 0) {
        let marks = usize::from(canonical_combining_class(run[0]) == 0);
        run[marks..].sort_by_key(|&mark| canonical_combining_class(mark));
    }
}

/// Whether a folded character is part of a gap.
pub(super) fn class(c: char) -> Class {
    if c.is_whitespace() || is_dash(c) { Class::Gap } else { Class::Visible }
}

/// Hyphens, dashes, minus.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{2e17}' | '\u{2e3a}' | '\u{2e3b}' | '\u{30a0}'
    )
}

/// Latin letters with a stroke, and the dotless i: accents that Unicode does not decompose.
fn plain_latin(c: char) -> char {
    match c {
        'ı' => 'i',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ø' => 'o',
        'Ø' => 'O',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ŧ' => 't',
        'Ŧ' => 'T',
        _ => c,
    }
}

/// One letter for those that differ by keyboard, language or seat of the hamza, over Arabic, Persian, Urdu and Kurdish; and European
/// digits for Arabic ones.
fn plain_arabic(c: char) -> char {
    match c {
        'ک' | 'ڪ' | 'ګ' => 'ك',
        'ی' | 'ى' | 'ې' | 'ێ' | 'ے' | 'ۍ' => 'ي',
        'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
        'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' | 'ۊ' => 'و',
        'ڵ' => 'ل',
        'ڕ' => 'ر',
        '٠'..='٩' => (b'0' + (c as u32 - '٠' as u32) as u8) as char,
        '۰'..='۹' => (b'0' + (c as u32 - '۰' as u32) as u8) as char,
        _ => c,
    }
}

/// The Latin letter that a Cyrillic or Greek one looks like in print (a part of the confusables of UTS #39).
pub(crate) fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'ӏ' => 'l',
        'ո' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'ԝ' => 'w',
        'х' => 'x',
        'у' => 'y',
        'ν' => 'v',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        _ => return None,
    })
}

/// The look-alike letters of `source` that stand in a word with Latin letters, with the letters they look like; `None` when there are
/// none.
pub(crate) fn replace_look_alikes(source: &str) -> Option<Vec<(usize, char)>> {
    if source.is_ascii() {
        return None;
    }
    let mut replaced = Vec::new();
    let mut word_start = 0;
    let mut latin = false;
    for (at, c) in source.char_indices() {
        if c.is_alphabetic() {
            if let Some(letter) = look_alike(c) {
                replaced.push((at, letter));
            } else {
                latin |= c.is_ascii();
            }
        } else if !does_not_count(c) {
            if !latin {
                replaced.truncate(word_start);
            }
            word_start = replaced.len();
            latin = false;
        }
    }
    if !latin {
        replaced.truncate(word_start);
    }
    (!replaced.is_empty()).then_some(replaced)
}
