//! Quotations: where they open and close, whatever marks they use and however carelessly.
//!
//! One pass over the bytes, a paragraph at a time, with a small stack of [open] marks. Curly marks and guillemets say themselves whether
//! they open; straight ones are told by what stands around them, and by what is open already. Each paragraph starts afresh, so that a
//! mark somebody forgot spoils one paragraph and not the rest of the article; a quotation that runs over paragraphs gives a
//! [`Quotation`] for each.
//!
//! The hard part is the single mark: ’ is far more often an apostrophe. It opens or closes only where an apostrophe cannot stand, and
//! a plural possessive (the leaders’ letter) closes a quotation only when nothing better follows.
//!
//! Nothing here judges what is quoted. Whether a quotation is speech, a title or a pair of scare quotes is for
//! [`voice`](crate::tag) to say.

mod marks;
mod open;

use marks::{Side, Style, is_contraction, may_mark, side};
use open::Open;

use super::blocks;
use super::segment::Layout;
use crate::span::Span;

/// A stretch of text in quotation marks, within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With its marks, as far as they are there.
    pub(crate) span: Span,
    /// Between the marks. Never empty.
    pub(crate) inner: Span,
    /// In how many other quotations it stands.
    pub(crate) depth: u8,
    /// Whether it has a closing mark.
    pub(crate) closed: bool,
    /// Whether it goes on with the quotation that was open at the end of the paragraph before.
    pub(crate) continues: bool,
    /// Whether its marks are single ones.
    pub(crate) single: bool,
}

/// All quotations of `text`, in text order, an outer one before those in it; any two are apart or nested. Empty, at the cost of one
/// look at each byte, when nothing is quoted.
pub(crate) fn quotations(text: &str, layout: &Layout) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open_before = None;
    for (n, paragraph) in layout.paragraphs.iter().enumerate() {
        let next = layout.paragraphs.get(n + 1).map_or("", |next| &text[next.range()]);
        let mut reader = Reader::new(text, layout, *paragraph, open_before, &mut found);
        reader.read();
        open_before = reader.finish(next);
    }
    found
}

/// Reads the marks of a paragraph.
struct Reader<'a> {
    text: &'a str,
    layout: &'a Layout,
    paragraph: Span,
    /// The style that was open when the paragraph before ended.
    open_before: Option<Style>,
    stack: Vec<Open>,
    found: &'a mut Vec<Quotation>,
    /// Where this paragraph's quotations begin in `found`.
    first: usize,
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        layout: &'a Layout,
        paragraph: Span,
        open_before: Option<Style>,
        found: &'a mut Vec<Quotation>,
    ) -> Reader<'a> {
        let first = found.len();
        Reader { text, layout, paragraph, open_before, stack: Vec::new(), found, first }
    }

    fn read(&mut self) {
        let bytes = &self.text.as_bytes()[..self.paragraph.end];
        let mut at = self.paragraph.start;
        loop {
            at = blocks::next(bytes, at, may_mark);
            let mut rest = self.text[at..self.paragraph.end].chars();
            let Some(mark) = rest.next() else { break };
            let mut len = mark.len_utf8();
            // Typewriter doubles: two single marks are one double mark.
            let doubled = matches!(mark, '\'' | '`') && rest.next() == Some(mark);
            if doubled {
                len += 1;
            }
            let before = self.text[self.paragraph.start..at].chars().next_back();
            let after = self.text[at + len..self.paragraph.end].chars().next();
            let side = side(before, after);
            match mark {
                '"' | '＂' | '\'' | '`' if doubled || matches!(mark, '"' | '＂') => {
                    self.straight(at, len, side, before)
                }
                '“' | '‟' => self.left_double(at, len, side),
                '”' => self.right_double(at, len, side),
                '„' => self.open(Style::Low, at, len),
                '«' | '»' => self.guillemet(at, len, side, mark, before),
                '‹' => self.open(Style::SingleGuillemet, at, len),
                '›' => self.close(Style::SingleGuillemet, at, len),
                '「' | '『' => self.open(Style::Corner, at, len),
                '」' | '』' => self.close(Style::Corner, at, len),
                '‘' | '’' | '\'' | '‚' | '‛' => self.single(at, len, side, mark, before, after),
                _ => {}
            }
            at += len;
        }
    }

    fn straight(&mut self, at: usize, len: usize, side: Side, before: Option<char>) {
        match (self.is_open(Style::Straight), side) {
            (true, Side::Opens) => {
                // The one before was never closed.
                self.cut(Style::Straight, at);
                self.open(Style::Straight, at, len);
            }
            (true, _) => self.close(Style::Straight, at, len),
            (false, Side::Opens) => self.open(Style::Straight, at, len),
            (false, Side::Closes) if self.is_open(Style::Double) => self.close(Style::Double, at, len),
            (false, Side::Closes) if self.is_open(Style::Low) => self.close(Style::Low, at, len),
            (false, Side::Closes) => self.close_from_before(Style::Straight, at, len),
            // Five inches are no quotation.
            (false, Side::Either) if before.is_some_and(char::is_numeric) => {}
            (false, Side::Either) => self.open(Style::Straight, at, len),
        }
    }

    fn left_double(&mut self, at: usize, len: usize, side: Side) {
        if side == Side::Closes && self.is_open(Style::Low) {
            self.close(Style::Low, at, len);
        } else if side == Side::Closes && self.is_open(Style::Double) {
            self.close(Style::Double, at, len);
        } else {
            self.open(Style::Double, at, len);
        }
    }

    fn right_double(&mut self, at: usize, len: usize, side: Side) {
        let innermost =
            self.stack.iter().rev().find(|open| open.style != Style::Single).map(|open| open.style);
        match innermost {
            Some(Style::Double) => self.close(Style::Double, at, len),
            Some(Style::Low) => self.close(Style::Low, at, len),
            Some(Style::Straight) if side != Side::Opens => self.close(Style::Straight, at, len),
            _ if side == Side::Opens => self.open(Style::Double, at, len),
            _ if self.is_open(Style::Double) => self.close(Style::Double, at, len),
            _ if self.is_open(Style::Single) => self.close(Style::Single, at, len),
            _ => self.close_from_before(Style::Double, at, len),
        }
    }

    fn guillemet(&mut self, at: usize, len: usize, side: Side, mark: char, before: Option<char>) {
        let open = self.is_open(Style::Guillemet);
        // « opens in most languages, » in some; the other one closes. French sets spaces inside: then only the order tells.
        let opens = match (open, side) {
            (false, _) => mark == '«' || side == Side::Opens && before.is_none_or(char::is_whitespace),
            (true, Side::Opens) => mark == '«',
            (true, _) => false,
        };
        if opens {
            self.open(Style::Guillemet, at, len);
        } else if open {
            self.close(Style::Guillemet, at, len);
        }
    }

    fn single(
        &mut self,
        at: usize,
        len: usize,
        side: Side,
        mark: char,
        before: Option<char>,
        after: Option<char>,
    ) {
        // Between two letters, as in “don’t”, it neither closes here nor has a side to open on below.
        let letter_after = after.is_some_and(char::is_alphanumeric);
        let follows = &self.text[at + len..self.paragraph.end];
        if self.is_open(Style::Single)
            && !letter_after
            && before.is_some_and(|c| !c.is_whitespace())
            && mark != '‚'
        {
            if mark == '‘' && side != Side::Closes {
                return;
            }
            let possessive = before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'))
                && follows.starts_with(char::is_whitespace)
                && follows.trim_start().starts_with(char::is_alphanumeric);
            if possessive {
                if let Some(open) = self.stack.iter_mut().rev().find(|open| open.style == Style::Single) {
                    open.weak_close = Some((at, at + len));
                }
            } else {
                self.close(Style::Single, at, len);
            }
            return;
        }
        if side == Side::Opens && before != Some('-') && !is_contraction(before, follows) {
            if self.is_open(Style::Single) {
                self.settle_single();
            }
            self.open(Style::Single, at, len);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Quotation> {
        quotations(text, &Layout::of(text))
    }

    /// What is quoted, with `>` for each quotation around it, `…` where no mark closes it, `+` where it continues.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let seen: Vec<String> = read(text)
            .iter()
            .map(|quotation| {
                let depth = ">".repeat(quotation.depth.into());
                let continues = if quotation.continues { "+" } else { "" };
                let open = if quotation.closed { "" } else { "…" };
                format!("{depth}{continues}{}{open}", &text[quotation.inner.range()])
            })
            .collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn each_kind_of_marks() {
        check("“We go,” he said.", &["We go,"]);
        check("\"We go,\" he said.", &["We go,"]);
        check("« Nous partons », dit-il.", &[" Nous partons "]);
        check("«Мы идём», сказал он.", &["Мы идём"]);
        check("»Wir gehen«, sagte er.", &["Wir gehen"]);
        check("„Wir gehen“, sagte er; „ja”.", &["Wir gehen", "ja"]);
        check("Han sade: ”Vi går” och gick.", &["Vi går"]);
        check("‘We go,’ he said.", &["We go,"]);
        check("'We go,' he said.", &["We go,"]);
        check("‚Wir gehen‘, sagte er.", &["Wir gehen"]);
        check("他说：「我们走。」", &["我们走。"]);
        check("``We go,'' he said.", &["We go,"]);
        check("no marks at all", &[]);
        check("“” and \"\" and “ ” and “…”", &[]);
    }

    #[test]
    fn careless_marks() {
        check("“We go\" and \"we stay”, he said.", &["We go", "we stay"]);
        check("“We go“, he said.", &["We go"]);
        check("It is “ by far” the best.", &[" by far"]);
        check("“The Qa‘ida men left,” he said.", &["The Qa‘ida men left,"]);
        check("He said,\"We go,\"and left.", &["We go,"]);
        check("He said (\"we go\") \"so\": \"fine\"—\"good\"", &["we go", "so", "fine", "good"]);
        check("a 5\" gun and a \"big\" one", &["big"]);
        check("The theme is ‘Digital Media”. It opens “soon”.", &["Digital Media", "soon"]);
    }

    #[test]
    fn a_mark_that_never_closes() {
        check("“We go. That is all", &["We go. That is all…"]);
        check("“We go.\n\n“We stay.”", &["We go.…", "+We stay."]);
        check("\"We go.\n\nHe said: \"We stay.\"", &["We go.…", "We stay."]);
        check("“We go. He said so. “We stay,” he added.", &["We go. He said so.…", "We stay,"]);
        check("\"We go. He said so. \"We stay,\" he added.", &["We go. He said so.…", "We stay,"]);
        check("\"It goes on in\n\nAnnex III.\" Then it ends.", &["It goes on in…", "+Annex III."]);
        check("“It goes on in\n\nAnnex III.” Then it ends.", &["It goes on in…", "+Annex III."]);
        check("nothing opened,” he said.", &[]);
    }

    #[test]
    fn one_in_another() {
        check("“He told me ‘We go’ and left,” she said.", &["He told me ‘We go’ and left,", ">We go"]);
        check("‘He told me “We go” and left,’ she said.", &["He told me “We go” and left,", ">We go"]);
        check("\"He told me 'We go' and left,\" she said.", &["He told me 'We go' and left,", ">We go"]);
        check("“He said “we go” twice,” she said.", &["He said “we go” twice,", ">we go"]);
        check("“They call it ‘peace’”", &["They call it ‘peace’", ">peace"]);
        check("“the leaders’ letter”", &["the leaders’ letter"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("Iran’s and Iran's leaders’ and leaders' letters don’t and don't.", &[]);
        check("the ’90s, the '90s, the '67 borders, rock 'n' roll, ’tis, 'em and ‘em", &[]);
        check("‘the leaders’ letter’ was read", &["the leaders’ letter"]);
        check("'the leaders' letter' was read", &["the leaders' letter"]);
        check("‘the axis of evils’ is what he said", &["the axis of evils"]);
        check("‘We don’t go,’ he said", &["We don’t go,"]);
        check("'We don't go,' he said", &["We don't go,"]);
        check("‘Abd al-‘Aziz and ‘Ali came to the Ka‘ba and Sana’a.", &[]);
        check("a 6' man and a 'big' one", &["big"]);
    }

    #[test]
    fn over_paragraphs() {
        check("“One.\n\n“Two.\n\n“Three,” he said.", &["One.…", "+Two.…", "+Three,"]);
        check("‘One.\n\n‘Two.\n\n‘Three,’ he said.", &["One.…", "+Two.…", "+Three,"]);
        check("“One ‘two’ three.\n\n“Four.”", &["One ‘two’ three.…", ">two", "+Four."]);
        check("“One.”\n\n“Two.”", &["One.", "Two."]);
    }

    fn noisy() -> impl Strategy<Value = String> {
        proptest::string::string_regex(
            r#"([a-zA-Z]{1,5}|s|[ ,.:]|[“”"'‘’„«»‚`‹›「」]|\n\n|5|é|😀|\.\.| - ){0,60}"#,
        )
        .expect("a regex")
    }

    proptest! {
        /// Quotations are in order, apart or nested, as deep as they say, and inside their marks.
        #[test]
        fn quotations_nest(text in noisy()) {
            let mut around: Vec<Span> = Vec::new();
            let layout = Layout::of(&text);
            let mut last = 0;
            for quotation in quotations(&text, &layout) {
                prop_assert!(quotation.span.start >= last);
                last = quotation.span.start;
                prop_assert!(quotation.span.contains(quotation.inner) && !quotation.inner.is_empty());
                prop_assert!(layout.paragraph_at(quotation.span.start).contains(quotation.span));
                prop_assert!(text.get(quotation.span.range()).is_some() && text.get(quotation.inner.range()).is_some());
                around.retain(|outer| quotation.span.start < outer.end);
                prop_assert_eq!(usize::from(quotation.depth), around.len());
                for outer in &around {
                    prop_assert!(outer.contains(quotation.span));
                }
                around.push(quotation.span);
            }
        }

        /// P8: what stands before a blank line changes nothing after it, unless it was left open there.
        #[test]
        fn a_blank_line_parts(a in noisy(), b in noisy()) {
            let before = read(&a);
            let ends = before.last().is_some_and(|quotation| !quotation.closed);
            let joined = read(&format!("{a}\n\n. \n\n{b}"));
            let shift = a.len() + 6;
            if !ends {
                let after: Vec<Span> = joined.iter().filter(|quotation| quotation.span.start >= shift).map(|quotation| Span::new(quotation.span.start - shift, quotation.span.end - shift)).collect();
                let alone: Vec<Span> = read(&b).iter().map(|quotation| quotation.span).collect();
                prop_assert_eq!(after, alone);
            }
        }
    }
}
