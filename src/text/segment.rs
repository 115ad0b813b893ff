//! Paragraphs and sentences.
//!
//! A paragraph ends at a blank line. Whether it also ends at a single line break depends on how the text was written down: articles
//! from the web put each paragraph on one long line, mails and books break lines wherever the margin is. [`Layout::of`] looks at the
//! lines around the break: it was *needed* when the next word would not have fitted into the width of the block, and then the
//! paragraph runs on; it was *meant* after a headline or at the end of a long line.
//!
//! A sentence ends at `.`, `!`, `?`, `…` and their like in other scripts, with the quotation marks and brackets that close there,
//! before white space and anything but a small letter. It does not end after a title, an initial or another abbreviation, nor
//! inside a number.

use super::blocks::{self, Answers, Block};
use crate::span::Span;

/// Where paragraphs and sentences of a text lie. White space around and between them belongs to none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// In text order; each lies in one paragraph.
    pub(crate) sentences: Vec<Span>,
    /// In text order.
    pub(crate) paragraphs: Vec<Span>,
}

impl Layout {
    /// Reads `text` once.
    pub(crate) fn of(text: &str) -> Layout {
        let mut layout =
            Layout { sentences: Vec::with_capacity(text.len() / 128), paragraphs: paragraphs(text) };
        for paragraph in &layout.paragraphs {
            split_sentences(text, *paragraph, &mut layout.sentences);
        }
        layout
    }

    /// The sentence `byte` is in; between two, the one before; before the first, the first. Empty only when the text is blank.
    pub(crate) fn sentence_at(&self, byte: usize) -> Span {
        span_at(&self.sentences, byte)
    }

    /// The paragraph `byte` is in, found likewise.
    pub(crate) fn paragraph_at(&self, byte: usize) -> Span {
        span_at(&self.paragraphs, byte)
    }
}

fn span_at(spans: &[Span], byte: usize) -> Span {
    let after = spans.partition_point(|span| span.start <= byte);
    spans.get(after.saturating_sub(1)).copied().unwrap_or_default()
}

// ---------------------------------------------------------------------------------------------------------------- paragraphs

/// No margin is set wider; a longer line was not broken at a margin.
const WIDEST_MARGIN: usize = 120;

/// A line that is not blank, without the white space around it.
struct Line {
    span: Span,
    /// Its length in code points.
    columns: usize,
}

impl Line {
    fn of(text: &str, span: Span) -> Line {
        Line { span, columns: super::lines::code_points(&text[span.range()]) }
    }
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let (end, next, always) = line_end(text, start);
        let content = trim(text, Span::new(start, end));
        if !content.is_empty() {
            block.push(content);
        }
        if content.is_empty() || always {
            flush(text, &mut block, &mut paragraphs);
        }
        start = next;
    }
    flush(text, &mut block, &mut paragraphs);
    paragraphs
}

/// Where the line that starts at `start` ends, where the next one starts, and whether the break between them always parts paragraphs.
fn line_end(text: &str, start: usize) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    // Line feeds and their like, and first bytes of the others.
    let breaks = |block: Block| block.within(b'\n', b'\r') | block.is(0xC2) | block.is(0xE2);
    let mut at = start;
    loop {
        at = blocks::next(bytes, at, breaks);
        if at == bytes.len() {
            return (at, at, false);
        }
        match bytes[at] {
            b'\n' | 0x0B => return (at, at + 1, false),
            0x0C => return (at, at + 1, true),
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => return (at, at + 2, false),
            b'\r' => return (at, at + 1, false),
            0xC2 if bytes[at..].starts_with("\u{85}".as_bytes()) => return (at, at + 2, false),
            0xE2 if bytes[at..].starts_with("\u{2028}".as_bytes()) => return (at, at + 3, false),
            0xE2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => return (at, at + 3, true),
            _ => at += 1,
        }
    }
}

/// Parts a block of lines with no blank line between them into paragraphs.
fn flush(text: &str, block: &mut Vec<Span>, paragraphs: &mut Vec<Span>) {
    if block.len() < 2 {
        paragraphs.append(block);
        return;
    }
    let lines: Vec<Line> = block.drain(..).map(|span| Line::of(text, span)).collect();
    let widest = lines.iter().map(|line| line.columns).max().unwrap_or(0);
    let mut lines = lines.into_iter().peekable();
    let mut start = None;
    while let Some(line) = lines.next() {
        let first = *start.get_or_insert(line.span.start);
        let parts = match lines.peek() {
            Some(next) => break_is_meant(text, &line, next, widest),
            None => true,
        };
        if parts {
            paragraphs.push(Span::new(first, line.span.end));
            start = None;
        }
    }
}

/// Whether the author ended a paragraph between two lines, in a block whose longest line has `widest` columns.
fn break_is_meant(text: &str, line: &Line, next: &Line, widest: usize) -> bool {
    let (before, after) = (&text[line.span.range()], &text[next.span.range()]);
    if after.starts_with(char::is_lowercase) || before.ends_with([',', '-', '–', '—']) {
        return false;
    }
    let ended = before.trim_end_matches(is_closer).ends_with(is_terminator);
    if widest > WIDEST_MARGIN {
        return ended || line.columns <= WIDEST_MARGIN;
    }
    let word = after.split_whitespace().next().map_or(0, |word| word.chars().count());
    let fitted = line.columns + 1 + word <= widest;
    // A margin is ragged: only a line well short of it was broken without need.
    fitted && (ended || line.columns * 5 < widest * 3)
}

// ----------------------------------------------------------------------------------------------------------------- sentences

/// Which bytes may begin what ends a sentence: the marks of ASCII, and first bytes of … and of the Arabic, Indic, Armenian, Ethiopic and
/// East Asian marks.
fn may_stop(block: Block) -> Answers {
    block.is(b'.') | block.is(b'!') | block.is(b'?') | block.within(0xD5, 0xEF)
}

fn split_sentences(text: &str, paragraph: Span, sentences: &mut Vec<Span>) {
    let bytes = &text.as_bytes()[..paragraph.end];
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    loop {
        at = blocks::next(bytes, at, may_stop);
        if at == bytes.len() {
            break;
        }
        let rest = &text[at..paragraph.end];
        let c = rest.chars().next().unwrap_or('.');
        if !is_terminator(c) {
            at += c.len_utf8();
            continue;
        }
        let marks = rest.len() - rest.trim_start_matches(is_terminator).len();
        let after_marks = &rest[marks..];
        let closers = after_marks.len() - after_marks.trim_start_matches(is_closer).len();
        let end = at + marks + closers;
        if ends_sentence(text, Span::new(start, paragraph.end), at, marks, end) {
            sentences.push(Span::new(start, end));
            start = end + space_len(&text[end..paragraph.end]);
        }
        at = end;
    }
    if start < paragraph.end {
        sentences.push(Span::new(start, paragraph.end));
    }
}

/// Whether the sentence that began at `rest.start` ends at `end`, after `marks` bytes of terminators at `at` and what closes there.
fn ends_sentence(text: &str, rest: Span, at: usize, marks: usize, end: usize) -> bool {
    let after = &text[end..rest.end];
    let spaces = space_len(after);
    let follows = &after[spaces..];
    let Some(next) = follows.chars().next() else { return false };
    let mark = text[at..].chars().next().unwrap_or('.');
    if is_wide(mark) {
        return true;
    }
    if spaces == 0 {
        // "…in Gaza.The ministry": a space was lost. Anything else is a number, an address, an abbreviation or a mark in a word.
        return mark == '.' && marks == 1 && end == at + 1 && lost_space(&text[rest.start..at], follows);
    }
    let opened = follows.trim_start_matches(is_opener);
    if opened.starts_with(char::is_lowercase) {
        return false;
    }
    if mark != '.' || marks > 1 {
        return true;
    }
    let word = last_word(&text[rest.start..at]);
    if word.is_empty() {
        return true;
    }
    // "1. The first point" is not a sentence "1."
    if rest.start + word.len() == at && word.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    match abbreviation(word) {
        Abbreviation::None => true,
        Abbreviation::Title => false,
        Abbreviation::Number => !next.is_numeric(),
        Abbreviation::Open => opened.len() < follows.len() || is_starter(opened),
    }
}

fn lost_space(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capitalized =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let word = last_word(before);
    let small = word.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    capitalized && small && matches!(abbreviation(word), Abbreviation::None)
}

/// The letters, digits and inner full stops that `before` ends with: at most some twenty bytes of them.
fn last_word(before: &str) -> &str {
    const LONGEST: usize = 24;
    let mut start = before.len();
    for (at, c) in before.char_indices().rev() {
        if !(c.is_alphanumeric() || c == '.') || before.len() - at > LONGEST {
            break;
        }
        start = at;
    }
    before[start..].trim_start_matches('.')
}

/// What a full stop after a word may be besides the end of a sentence.
enum Abbreviation {
    /// Nothing.
    None,
    /// A title or an initial, always before a name: `Gen.`
    Title,
    /// Always before a number: `No.`
    Number,
    /// An abbreviation that may also end a sentence: `U.S.`, `Inc.`, `Oct.`
    Open,
}

fn abbreviation(word: &str) -> Abbreviation {
    if word.chars().count() == 1 && word.starts_with(char::is_uppercase) {
        return Abbreviation::Open;
    }
    // U.S, D.C, a.m, e.g, Ph.D: short pieces between full stops.
    if word.contains('.') {
        let short = word.split('.').all(|piece| !piece.is_empty() && piece.len() <= 3);
        let letters = word.chars().all(|c| c.is_alphabetic() || c == '.');
        return if short && letters { Abbreviation::Open } else { Abbreviation::None };
    }
    // The longest of them have six letters; most words before a full stop have more.
    if word.len() > 6 {
        return Abbreviation::None;
    }
    match word {
        "Mr" | "Mrs" | "Ms" | "Messrs" | "Dr" | "Drs" | "Prof" | "Gen" | "Lt" | "Col" | "Maj" | "Capt"
        | "Cmdr" | "Cdr" | "Adm" | "Brig" | "Sgt" | "Cpl" | "Pvt" | "Rev" | "Fr" | "St" | "Ste" | "Sen"
        | "Sens" | "Rep" | "Reps" | "Gov" | "Pres" | "Hon" | "Amb" | "Supt" | "Mt" | "Ft" | "Ayat"
        | "Hojj" | "Mme" | "Mlle" | "Msgr" | "vs" | "viz" => Abbreviation::Title,
        "No" | "Nos" | "no" | "Art" | "art" | "Vol" | "vol" | "pp" | "fig" | "Fig" | "Res" | "Sec"
        | "sec" | "para" => Abbreviation::Number,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec"
        | "Mon" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "Inc" | "Ltd" | "Co"
        | "Corp" | "Bros" | "Jr" | "Sr" | "Dept" | "Univ" | "Ave" | "Blvd" | "approx" | "ca" | "est"
        | "Cong" | "Calif" | "Fla" | "Mass" | "Conn" | "Penn" | "Va" | "Ky" | "Tex" => Abbreviation::Open,
        _ => Abbreviation::None,
    }
}

/// Whether `text` begins with a word that begins sentences rather than goes on in a name: "in the U.S. The" against "U.S. Congress".
fn is_starter(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(
        word,
        "The"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "You"
            | "I"
            | "In"
            | "On"
            | "At"
            | "But"
            | "And"
            | "Or"
            | "However"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "If"
            | "When"
            | "While"
            | "As"
            | "After"
            | "Before"
            | "Since"
            | "For"
            | "From"
            | "With"
            | "By"
            | "To"
            | "Meanwhile"
            | "Earlier"
            | "Later"
            | "Last"
            | "According"
            | "Also"
            | "Yet"
            | "So"
            | "Then"
            | "What"
            | "Who"
            | "Why"
            | "How"
            | "Where"
            | "Not"
            | "No"
            | "Some"
            | "Many"
            | "Most"
            | "All"
            | "Both"
            | "Each"
            | "Another"
            | "Other"
            | "During"
            | "Under"
            | "Over"
            | "Although"
            | "Though"
            | "Despite"
            | "Because"
            | "Until"
            | "Such"
            | "Asked"
            | "Speaking"
            | "Now"
            | "Today"
            | "Moreover"
            | "Furthermore"
            | "Additionally"
            | "Instead"
            | "Still"
            | "Only"
            | "Even"
            | "Here"
            | "One"
            | "Two"
    )
}

// ---------------------------------------------------------------------------------------------------------------- characters

/// Ends a sentence, alone or in a row.
pub(crate) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '؟'
            | '۔'
            | '؞'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
    ) || is_wide(c)
}

/// Ends a sentence even with no space after it.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '．' | '！' | '？' | '｡')
}

/// Closes a quotation or a bracket, and may do so after a terminator.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '』' | '」' | '）' | '】')
}

/// Opens a quotation or a bracket, and may do so before the first word of a sentence.
fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡' | '『' | '「')
}

fn space_len(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn trim(text: &str, span: Span) -> Span {
    let content = &text[span.range()];
    let start = span.start + space_len(content);
    Span::new(start.min(span.end), start + content.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A row: the text with `|` between sentences and `‖` between paragraphs. The marks are taken out before it is read; the white
    /// space that stood after each is left.
    fn check(marked: &str) {
        let text: String = marked.replace(['|', '‖'], "");
        let layout = Layout::of(&text);
        let mut seen = String::new();
        let mut last = 0;
        for sentence in &layout.sentences {
            if last > 0 {
                let same = layout.paragraph_at(last - 1) == layout.paragraph_at(sentence.start);
                seen.push(if same { '|' } else { '‖' });
            }
            seen.push_str(&text[last..sentence.end]);
            last = sentence.end;
        }
        seen.push_str(&text[last..]);
        assert_eq!(seen, marked);
    }

    #[test]
    fn sentences_end_where_they_do() {
        check("He left.| She stayed!| Why?| Nobody knows … or says.");
        check("“We are ready,” he said.| “Nobody can stop us.”| He left.");
        check("“Why now?” he asked.| “Because.”| She smiled.");
        check("It grew by 3.5 percent in 2003.| Growth was 1.2.| Then it fell.");
        check("Gen. Qassem Soleimani met Mr. Bush and Dr. J. Smith.| He left.");
        check(
            "the U.S. Congress and the U.S.-led force in the U.S.| The force left at 3 a.m. on Oct. 3, i.e. early.",
        );
        check("in Washington, D.C.| He left.| Resolution No. 2231 passed; the answer was no.| Art. 5 holds.");
        check("He lives in the U.S.| “We know,” she said.");
        check("Apple Inc. Chief Tim Cook.| Apple Inc.| The firm grew.");
        check("war crimes in Gaza.|The ministry said so.");
        check("See www.tehrantimes.com.| Mail a.b@c.De now.");
        check("1. The first point.| 2. The second.");
        check("این اولین جمله است.| آیا این دومی است؟| بله.");
        check("他来了。|他走了！|是吗？");
        check("He said (on Monday.) nothing... and left...| Then he came.");
        check("...");
        check("");
        check("   \n\n ");
    }

    #[test]
    fn paragraphs_end_at_blank_lines() {
        check(
            "One.‖\n\nTwo.‖\r\n\r\nThree.‖\n \u{a0}\nFour.‖\u{2029}Five.‖\u{2028}\u{2028}Six.‖\u{85}\u{85}Seven.‖\r\rEight.",
        );
        check("\n\n  One\n\n\n");
    }

    #[test]
    fn a_single_line_break_parts_paragraphs_where_it_was_meant() {
        let long = "The spokesman said on Monday in Tehran that the talks would go on in Vienna next week, and that nobody should expect \
                    a quick result of them.";
        check(&format!("Talks to go on‖\n{long}‖\n{long}"));
        check(&format!("Talks to go on‖\r\n{long}"));
        // Broken at a margin, in the middle of a sentence and at the end of one.
        check(
            "The spokesman of the Iranian\nForeign Ministry, Esmaeil Baghaei,\nspoke to reporters.| He said that\nthe talks would go on.",
        );
        check("The Islamic Revolution\nGuards Corps");
        // These lines could have gone on.
        check(
            "The talks will go on.‖\nThe minister said so.‖\nThat is what the minister said on Monday in Tehran.",
        );
    }

    #[test]
    fn between_two_the_one_before() {
        let layout = Layout::of("  One.  Two.\n\nThree.");
        let rows = [
            (0, (2, 6)),
            (2, (2, 6)),
            (6, (2, 6)),
            (7, (2, 6)),
            (8, (8, 12)),
            (13, (8, 12)),
            (14, (14, 20)),
            (99, (14, 20)),
        ];
        for (byte, (start, end)) in rows {
            assert_eq!(layout.sentence_at(byte), Span::new(start, end), "byte {byte}");
        }
        assert_eq!(layout.paragraph_at(7), Span::new(2, 12));
        assert_eq!(Layout::of(" ").sentence_at(0), Span::default());
    }

    proptest! {
        /// Sentences are whole, in order, apart, inside paragraphs, and leave out nothing but white space.
        #[test]
        fn everything_but_white_space_is_covered(
            text in r#"([A-Za-z ]{0,8}|[.!?…"“”'’()]|[0-9]|\n|\r\n|\u{85}|\u{2028}|\u{2029}|[۔。ب😀\u{301}\u{a0}]|(Gen|U\.S)\. ){0,40}"#,
        ) {
            let layout = Layout::of(&text);
            let mut last = 0;
            for sentence in &layout.sentences {
                prop_assert!(sentence.start < sentence.end);
                prop_assert!(last <= sentence.start);
                prop_assert!(text[last..sentence.start].trim().is_empty());
                prop_assert!(layout.paragraph_at(sentence.start).contains(*sentence));
                let slice = &text[sentence.range()];
                prop_assert_eq!(slice.trim(), slice);
                last = sentence.end;
            }
            prop_assert!(text[last..].trim().is_empty());
            let mut last = 0;
            for paragraph in &layout.paragraphs {
                prop_assert!(last <= paragraph.start && text[last..paragraph.start].trim().is_empty());
                last = paragraph.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }

        /// A text after a blank line is laid out as it is alone.
        #[test]
        fn a_blank_line_forgets(
            a in r#"([A-Za-z ]{0,8}|[.!?"“”'’]|\n){0,20}"#,
            b in r#"([A-Za-z ]{0,8}|[.!?"“”'’]|\n){0,20}"#,
        ) {
            let joined = format!("{a}\n\n{b}");
            let shift = |span: &Span| Span::new(span.start + a.len() + 2, span.end + a.len() + 2);
            let (first, second) = (Layout::of(&a), Layout::of(&b));
            let expected: Vec<Span> = first.sentences.iter().copied().chain(second.sentences.iter().map(shift)).collect();
            prop_assert_eq!(Layout::of(&joined).sentences, expected);
        }
    }
}
