//! Normalizes for comparison and keeps the way back to the source; what `scan` searches and what aliases are stored as.
//!
//! One function serves lexicon and text alike. Two strings that fold to the same are the same name as far as spelling goes:
//!
//! - compatibility forms and ligatures (NFKD of [UAX #15](https://www.unicode.org/reports/tr15/)) and case (full case folding,
//!   no locale) do not count;
//! - accents on Latin, Greek and Cyrillic letters, Arabic short vowels and Hebrew points do not count, nor do apostrophes, ʿayn and
//!   hamza marks, soft hyphens, zero-width characters and bidi controls;
//! - any run of white space, with or without a dash or hyphen in it, is one space. A dash that stands free between spaces is
//!   punctuation and is kept (` - `), and so is an empty line, so that no name reaches over either;
//! - Arabic-script letters that differ by keyboard or by orthography (kaf, yeh, alef, heh, hamza seats) are one letter each.
//!
//! The steps are in [`steps`], one function each. [`Folded`] holds the folded text together with its [map](map::OffsetMap).

pub(crate) mod chars;
mod map;
pub(crate) mod steps;

use crate::span::Span;
pub(crate) use map::FoldedSpan;
use map::OffsetMap;
use steps::{Casing, Class};

/// The folded form of `text`: equal for all spellings that differ only in what the contract lists (case, accents, dashes, spaces, apostrophes, invisible characters, Arabic letters).
///
/// Folding twice changes nothing more.
///
/// ```
/// use canonym::fold;
/// assert_eq!(fold("Çavuşoğlu"), "cavusoglu");
/// assert_eq!(fold("AMIR\u{2011}ABDOLLAHIAN"), fold("Amir Abdollahian"));
/// assert_eq!(fold("al-Qa’ida"), "al qaida");
/// assert_eq!(fold("علي"), fold("علی"));
/// ```
pub fn fold(text: &str) -> String {
    Folder::new(text.len(), Casing::Folded).run(text).text
}

/// [`fold`] with upper and lower case kept apart, for names that only count as they are written.
pub(crate) fn fold_cased(text: &str) -> String {
    Folder::new(text.len(), Casing::Kept).run(text).text
}

/// The folded form of a name: [`fold`] without white space or free dashes around it. Empty when nothing comparable is left.
pub(crate) fn fold_name(text: &str) -> String {
    if is_plain_name(text) {
        let small = text.to_ascii_lowercase();
        return if small.contains('-') { small.replace('-', " ") } else { small };
    }
    let folded = fold(text);
    trim_name(&folded).to_owned()
}

/// The folded form of a word without the full stop behind it: "Adm." is the title "Adm".
pub(crate) fn fold_undotted(word: &str) -> String {
    fold_name(word.trim_end_matches('.'))
}

/// Nothing but ASCII letters and digits with single spaces or hyphens between them, as most names are: folding that is writing it small
/// with spaces for hyphens. Twenty times as fast as the long way, with its map of offsets.
fn is_plain_name(text: &str) -> bool {
    let mut between = true;
    let plain = text.bytes().all(|byte| {
        let gap = matches!(byte, b' ' | b'-');
        (byte.is_ascii_alphanumeric() || (gap && !between)) && {
            between = gap;
            true
        }
    });
    plain && !between
}

/// [`fold_name`] with case kept.
pub(crate) fn fold_name_cased(text: &str) -> String {
    if is_plain_name(text) {
        return text.replace('-', " ");
    }
    let folded = fold_cased(text);
    trim_name(&folded).to_owned()
}

fn trim_name(folded: &str) -> &str {
    folded.trim_matches([' ', '-', '\n'])
}

/// The steps of the fold that `surface` needs to be the same as `alias`, by name; empty when they are equal as they stand.
///
/// A step counts when undoing its kind of difference brings the two closer: `case`, `accents`, `apostrophes`, `dashes`, `spaces`, `line-break`,
/// `invisible`, `compatibility`, `arabic-letters`.
pub(crate) fn steps_between(surface: &str, alias: &str) -> Vec<&'static str> {
    let has = |text: &str, test: &dyn Fn(char) -> bool| text.chars().any(test);
    let differ = |test: &dyn Fn(char) -> bool| {
        let of = |text: &str| text.chars().filter(|&c| test(c)).collect::<String>();
        of(surface) != of(alias)
    };
    let mut steps = Vec::new();
    if surface == alias {
        return steps;
    }
    let upper =
        |text: &str| text.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect::<Vec<_>>();
    if upper(surface) != upper(alias) {
        steps.push("case");
    }
    if fold_cased(surface).chars().eq(fold_cased(alias).chars()) || !steps.is_empty() {
        use unicode_normalization::UnicodeNormalization;
        let accents =
            |text: &str| text.nfd().filter(|c| ('\u{300}'..='\u{36f}').contains(c)).collect::<String>();
        if accents(surface) != accents(alias) {
            steps.push("accents");
        }
    }
    if differ(&steps::is_apostrophe) {
        steps.push("apostrophes");
    }
    if differ(&steps::is_dash) {
        steps.push("dashes");
    }
    if differ(&|c: char| c.is_whitespace() && c != '\n' && c != '\r') {
        steps.push("spaces");
    }
    if has(surface, &|c| c == '\n' || c == '\r') {
        steps.push("line-break");
    }
    if differ(&steps::is_invisible) {
        steps.push("invisible");
    }
    let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    if differ(&arabic) {
        steps.push("arabic-letters");
    }
    let wide = |c: char| matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{ff01}'..='\u{ff5e}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    if differ(&wide) {
        steps.push("compatibility");
    }
    steps
}

/// A folded text and the way back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    pub(crate) text: String,
    map: OffsetMap,
}

impl Folded {
    /// Folds `source`.
    pub(crate) fn of(source: &str) -> Folded {
        Folder::new(source.len(), Casing::Folded).run(source)
    }

    /// Folds the beginning of `source`, up to `limit` bytes or a little more; and whether that is all of it. What is given is what folding
    /// the whole would begin with. The memory of `old` is used again.
    pub(crate) fn window(source: &str, limit: usize, old: Folded) -> (Folded, bool) {
        let Folded { mut text, mut map } = old;
        text.clear();
        map.clear();
        let folder = Folder { text, map, casing: Casing::Folded, gap: None, segment: Vec::new() };
        folder.run_until(source, limit)
    }

    /// Whether the bytes of the folded text before and at `at` are neighbors in the source as well.
    pub(crate) fn is_seamless(&self, at: usize) -> bool {
        self.map.is_seamless(at)
    }

    /// Folds `source`, taking look-alike letters of another script inside a word for the letters of the script that the word
    /// otherwise has. `None` when there is no such word, which is nearly always.
    pub(crate) fn of_look_alikes(source: &str) -> Option<Folded> {
        let replaced = steps::replace_look_alikes(source)?;
        Some(Folder::new(source.len(), Casing::Folded).run_pairs(source, &replaced))
    }

    /// The bytes of the source that a stretch of the folded text stands for: whole characters, from the first to the last one that
    /// took part. `None` when it begins or ends inside what one character expands to (the `i` of `ﬁ`): no name is part of a letter.
    pub(crate) fn source_span(&self, folded: FoldedSpan) -> Option<Span> {
        self.map.source_span(folded)
    }
}

/// White space and dashes since the last visible character.
#[derive(Clone, Copy, Debug)]
struct Gap {
    source: Span,
    n_newlines: u32,
    n_dashes: u32,
    starts_blank: bool,
    ends_blank: bool,
    after_cr: bool,
}

/// Runs of marks interrupted by deleted characters are joined up to this length; beyond it no language goes, and joining would cost
/// time that grows with the square of the length.
const MAX_JOINED_MARKS: usize = 64;

/// ASCII that folds to itself or to its small letter.
fn is_plain(byte: u8) -> bool {
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            plain[byte] =
                !matches!(byte as u8, b'\'' | b'`' | b' ' | b'\t' | b'\n' | b'\r' | b'-' | 0x0b | 0x0c);
            byte += 1;
        }
        plain
    };
    PLAIN[usize::from(byte)]
}

struct Folder {
    text: String,
    map: OffsetMap,
    casing: Casing,
    gap: Option<Gap>,
    /// Folded characters of the segment at hand.
    segment: Vec<char>,
}

impl Folder {
    fn new(capacity: usize, casing: Casing) -> Folder {
        Folder {
            text: String::with_capacity(capacity + 8),
            map: OffsetMap::default(),
            casing,
            gap: None,
            segment: Vec::new(),
        }
    }

    fn run(mut self, source: &str) -> Folded {
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = self.step(source, at, usize::MAX);
        }
        self.finish()
    }

    /// Folds what begins at `at`: plain ASCII at most up to `end`, or one character; and returns where the next begins.
    #[inline(always)]
    fn step(&mut self, source: &str, at: usize, end: usize) -> usize {
        let bytes = source.as_bytes();
        let plain = bytes[at..].iter().take(end - at).take_while(|&&byte| is_plain(byte)).count();
        if plain > 0 {
            self.close_gap();
            self.map.push_same(self.text.len(), at, plain);
            let folded = self.text.len();
            self.text.push_str(&source[at..at + plain]);
            if self.casing == Casing::Folded {
                self.text[folded..].make_ascii_lowercase();
            }
            at + plain
        } else if bytes[at].is_ascii() {
            self.ascii(bytes[at], at);
            at + 1
        } else {
            self.wide(source, at)
        }
    }

    /// Like [`run`](Self::run), but stops when there are `limit` bytes and what comes next cannot change them any more.
    fn run_until(mut self, source: &str, limit: usize) -> (Folded, bool) {
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if self.text.len() >= limit && self.is_settled_before(source, at) {
                // A gap that is not over may become another one.
                self.gap = None;
                return (self.finish(), false);
            }
            at = self.step(source, at, at.saturating_add(limit.saturating_sub(self.text.len()).max(1)));
        }
        (self.finish(), true)
    }

    /// Whether what comes at `at` leaves what is folded as it is. Marks would be put in order with marks at its end. In a script that writes a
    /// mark on every letter there is always one at the end, and waiting for another end would be waiting for the end of the text.
    fn is_settled_before(&mut self, source: &str, at: usize) -> bool {
        if !self.text.chars().next_back().is_some_and(steps::is_mark) {
            return true;
        }
        let Some(next) = source[at..].chars().next() else { return true };
        self.segment.clear();
        steps::fold_char(next, self.casing, &mut self.segment);
        self.segment.first().is_some_and(|&c| !steps::is_mark(c) && steps::class(c) == Class::Visible)
    }

    /// Like [`run`](Self::run) with some characters of the source taken for others.
    fn run_pairs(mut self, source: &str, replaced: &[(usize, char)]) -> Folded {
        let bytes = source.as_bytes();
        let mut at = 0;
        let mut replaced = replaced.iter().peekable();
        while at < bytes.len() {
            if let Some((_, letter)) = replaced.next_if(|(place, _)| *place == at) {
                let end = at + source[at..].chars().next().map_or(1, char::len_utf8);
                self.segment.clear();
                steps::fold_char(*letter, self.casing, &mut self.segment);
                self.push_segment(Span::new(at, end));
                at = end;
            } else if bytes[at].is_ascii() {
                self.ascii(bytes[at], at);
                at += 1;
            } else {
                at = self.wide(source, at);
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Folded {
        self.close_gap();
        self.map.len = self.text.len();
        Folded { text: self.text, map: self.map }
    }

    fn ascii(&mut self, byte: u8, at: usize) {
        match byte {
            b'\'' | b'`' => {}
            b' ' | b'\t' | b'\n' | b'\r' | b'-' | 0x0b | 0x0c => {
                self.widen_gap(byte as char, Span::new(at, at + 1))
            }
            _ => {
                self.close_gap();
                let folded = if self.casing == Casing::Folded { byte.to_ascii_lowercase() } else { byte };
                self.map.push_same(self.text.len(), at, 1);
                self.text.push(folded as char);
            }
        }
    }

    /// Folds one segment that starts with a character outside ASCII, and returns where the next one starts.
    ///
    /// A segment is a character and the marks that follow it, or a run of marks alone: marks of one base can come in several
    /// orders that mean the same, so they are put in order together (canonical ordering, UAX #15).
    fn wide(&mut self, source: &str, start: usize) -> usize {
        self.segment.clear();
        let mut seen_end = start;
        let mut end = start;
        let mut n_marks = 0;
        for c in source[start..].chars() {
            let first = seen_end == start;
            let skipped = steps::is_invisible(c);
            let mark = !skipped && steps::is_mark(c);
            if !first && !skipped && !mark {
                break;
            }
            if !first && c.is_ascii() {
                break;
            }
            seen_end += c.len_utf8();
            if skipped {
                if first {
                    return seen_end;
                }
                continue;
            }
            end = seen_end;
            n_marks += usize::from(mark);
            steps::fold_char(c, self.casing, &mut self.segment);
        }
        if n_marks > 0 {
            steps::order_marks(&mut self.segment);
        }
        self.push_segment(Span::new(start, end));
        // Invisible characters at the end of the segment belong to nothing; the map shows them as a hole.
        seen_end
    }

    fn push_segment(&mut self, mut source: Span) {
        let mut segment = std::mem::take(&mut self.segment);
        // Marks on both sides of something deleted have become one run and must be in order too, or folding again would move them.
        if segment.first().is_some_and(|&c| steps::is_mark(c)) && self.gap.is_none() {
            let n_before =
                self.text.chars().rev().take(MAX_JOINED_MARKS).take_while(|&c| steps::is_mark(c)).count();
            if n_before > 0 {
                let run: String = self.text.chars().rev().take(n_before).collect();
                let start = self.text.len() - run.len();
                source.start = self.map.cut(start);
                self.text.truncate(start);
                segment.splice(0..0, run.chars().rev());
                steps::order_marks(&mut segment);
            }
        }
        for &c in &segment {
            match steps::class(c) {
                Class::Gap => self.widen_gap(c, source),
                Class::Visible => {
                    self.close_gap();
                    self.map.push_whole(self.text.len(), source);
                    self.text.push(c);
                }
            }
        }
        self.segment = segment;
    }

    fn widen_gap(&mut self, c: char, source: Span) {
        let dash = steps::is_dash(c);
        let gap = self.gap.get_or_insert(Gap {
            source,
            n_newlines: 0,
            n_dashes: 0,
            starts_blank: !dash,
            ends_blank: !dash,
            after_cr: false,
        });
        gap.source.end = source.end;
        gap.ends_blank = !dash;
        gap.n_dashes += u32::from(dash);
        gap.n_newlines += match c {
            '\n' if gap.after_cr => 0,
            '\n' | '\r' | '\u{85}' | '\u{2028}' => 1,
            '\u{2029}' | '\u{c}' => 2,
            _ => 0,
        };
        gap.after_cr = c == '\r';
    }

    fn close_gap(&mut self) {
        let Some(gap) = self.gap.take() else { return };
        let folded = if gap.n_newlines >= 2 {
            "\n\n"
        } else if gap.n_dashes >= 2 || (gap.n_dashes == 1 && gap.starts_blank && gap.ends_blank) {
            " - "
        } else {
            " "
        };
        if gap.source.len() == 1 && folded == " " {
            self.map.push_same(self.text.len(), gap.source.start, 1);
        } else {
            self.map.push_whole(self.text.len(), gap.source);
        }
        self.text.push_str(folded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_are_the_same() {
        for (a, b) in [
            ("Esmaeil\nBaqaei", "esmaeil baqaei"),
            ("کرمان", "كرمان"),
            ("ڪرمان", "كرمان"),
            ("Esmaeil \u{a0} Baqaei", "esmaeil baqaei"),
            ("Ba\u{ad}qaei", "baqaei"),
            ("ﬁne", "fine"),
            ("Sa\u{301}nchez", "sanchez"),
            ("İstanbul", "istanbul"),
            ("Straße", "STRASSE"),
            ("U.S.\u{2011}led", "u.s. led"),
            ("“Israeli” regime", "\"israeli\" regime"),
            ("‘Israeli’ regime", "israeli regime"),
            ("بَاقِرِي", "باقری"),
            ("علي‌رضا", "علیرضا"),
            ("إسماعيل", "اسماعیل"),
            ("Ｔｅｈｒａｎ", "tehran"),
            ("Łódź", "lodz"),
            ("שָׁלוֹם", "שלום"),
            ("が", "か\u{3099}"),
            ("Qa\u{1ffd}im", "Qa\u{b4}im"),
            ("Qa\u{2033}im", "Qa\u{2032}\u{2032}im"),
            // What stood between two marks is gone, and they are in order.
            ("क\u{94d}'\u{93c}", "क\u{93c}\u{94d}"),
        ] {
            assert_eq!(fold(a), fold(b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn what_no_name_reaches_over() {
        assert_eq!(fold("new. England"), "new. england");
        assert_eq!(fold("New\n\nYork"), "new\n\nyork");
        assert_eq!(fold("New\r\nYork"), "new york");
        assert_eq!(fold("New \r\n \r\n York"), "new\n\nyork");
        assert_eq!(fold("Tehran – The"), "tehran - the");
        assert_eq!(fold("Tehran--the"), "tehran - the");
    }

    #[test]
    fn the_way_back_gives_whole_characters() {
        for (source, folded, expected) in [
            ("x ﬁ y", "fi", "ﬁ"),
            ("in Sana’a now", "sanaa", "Sana’a"),
            ("by Iran's own", "iran", "Iran"),
            ("é\u{301}a b", "a b", "a b"),
            ("A\u{ad}\u{ad}B", "ab", "A\u{ad}\u{ad}B"),
            ("New \n York", "new york", "New \n York"),
        ] {
            let text = Folded::of(source);
            let start = text.text.find(folded).expect("the folded form is there");
            let span =
                text.source_span(FoldedSpan { start, end: start + folded.len() }).expect("whole characters");
            assert_eq!(&source[span.range()], expected, "{source:?}");
        }
    }

    /// In a script with a mark on every letter, too; and what a window gives is what folding the whole begins with.
    #[test]
    fn windows_end() {
        for piece in [
            "か\u{3099}",
            "ก\u{e38}\u{e48}",
            "क\u{94d}",
            "\u{1112}\u{1161}\u{11ab}",
            "a\u{5b0}b\u{ad}",
            "x\u{3099}'",
        ] {
            let source = piece.repeat(500);
            let whole = fold(&source);
            for limit in [1, 24, 25, 72] {
                let (folded, all) = Folded::window(&source, limit, Folded::default());
                assert!(
                    !all && folded.text.len() < limit + 32,
                    "{piece:?}: {} of {limit}",
                    folded.text.len()
                );
                assert!(whole.starts_with(&folded.text), "{piece:?}: {:?}", folded.text);
            }
        }
    }

    #[test]
    fn no_name_is_part_of_a_letter() {
        let text = Folded::of("ﬁne ﬂ");
        assert_eq!(text.source_span(FoldedSpan { start: 1, end: 4 }), None);
        assert_eq!(text.source_span(FoldedSpan { start: 5, end: 6 }), None);
        assert_eq!(text.source_span(FoldedSpan { start: 0, end: 4 }), Some(Span::new(0, 5)));
    }

    /// Or a boundary would be judged by another character than the one that folding sees.
    #[test]
    fn what_normalizes_to_apostrophes_is_one() {
        use unicode_normalization::UnicodeNormalization;
        let alone = |c: &char| c.nfkc().all(steps::is_apostrophe) && !steps::is_apostrophe(*c);
        let bad: Vec<char> = ('\0'..=char::MAX).filter(alone).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }

    #[test]
    fn every_scalar_folds_to_a_fixed_point() {
        let mut bad = Vec::new();
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            let (folded, cased) = (fold(&text), fold_cased(&text));
            if fold(&folded) != folded || fold_cased(&cased) != cased {
                bad.push(c);
            }
        }
        assert!(bad.is_empty(), "{bad:?}");
    }
}
