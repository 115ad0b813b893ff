//! Marks that wait for their partner, and what becomes of them: closed by it, ended by another one, or forgotten.

use super::marks::Style;
use super::{Quotation, Reader};
use crate::span::Span;

/// A mark that waits for its partner.
pub(super) struct Open {
    pub(super) style: Style,
    /// Its place in the list of quotations, which keeps them in order of their opening marks.
    slot: usize,
    /// First byte after the mark.
    inner: usize,
    /// A closing mark that may as well be a possessive, and the byte after it.
    pub(super) weak_close: Option<(usize, usize)>,
    /// The first quotation in the same marks that was opened inside.
    first_inside: Option<usize>,
}

/// Deeper nesting is noise.
const DEEPEST: usize = 8;

impl Reader<'_> {
    pub(super) fn is_open(&self, style: Style) -> bool {
        self.stack.iter().any(|open| open.style == style)
    }

    pub(super) fn open(&mut self, style: Style, at: usize, len: usize) {
        if self.stack.len() == DEEPEST {
            return;
        }
        let slot = self.found.len();
        for open in self.stack.iter_mut().filter(|open| open.style == style) {
            open.first_inside.get_or_insert(slot);
        }
        self.stack.push(Open { style, slot, inner: at + len, weak_close: None, first_inside: None });
        let continues = at == self.paragraph.start && self.open_before == Some(style);
        let single = matches!(style, Style::Single | Style::SingleGuillemet);
        // The spans are set when it closes; until then it is empty, and what stays empty is dropped.
        let span = Span::new(at, at);
        self.found.push(Quotation { span, inner: span, depth: 0, closed: false, continues, single });
    }

    /// Closes the innermost open mark of `style`, and whatever was opened inside and left open.
    pub(super) fn close(&mut self, style: Style, at: usize, len: usize) {
        if let Some(open) = self.take(style) {
            self.set(&open, at, at + len, true);
        }
    }

    /// Closes what the paragraph before left open, where this one did not repeat the opening mark.
    pub(super) fn close_from_before(&mut self, style: Style, at: usize, len: usize) {
        if self.open_before == Some(style) && self.found.len() == self.first {
            let start = self.paragraph.start;
            self.open(style, start, 0);
            self.close(style, at, len);
        }
    }

    /// Ends the innermost open mark of `style` before a new one at `at`: it was never closed.
    pub(super) fn cut(&mut self, style: Style, at: usize) {
        if let Some(open) = self.take(style) {
            let end = self.end_before(&open, at);
            self.set(&open, end, end, false);
        }
    }

    /// Ends the innermost single quotation at its possible close, or forgets it: its mark was an apostrophe or an ʿayn.
    pub(super) fn settle_single(&mut self) {
        if let Some(n) = self.stack.iter().rposition(|open| open.style == Style::Single) {
            let open = self.stack.remove(n);
            if let Some((at, end)) = open.weak_close {
                while self.stack.len() > n {
                    self.abandon();
                }
                self.set(&open, at, end, true);
            }
        }
    }

    /// Ends what is still open; says which style goes on in the next paragraph, which begins with `next`.
    pub(super) fn finish(mut self, next: &str) -> Option<Style> {
        let end = self.paragraph.end;
        let repeated = Style::of_opening(next);
        let mut goes_on = None;
        let mut stack = std::mem::take(&mut self.stack);
        // From the outermost: what ends early ends everything in it.
        for open in stack.drain(..) {
            let continues = repeated == Some(open.style);
            match (open.style, open.weak_close, open.first_inside) {
                (Style::Single, Some((at, close)), _) => self.set(&open, at, close, true),
                (Style::Single, None, _)
                    if !(continues && self.found[open.slot].span.start == self.paragraph.start) => {}
                (_, _, Some(inside)) if !continues => {
                    let inside = self.found[inside].span;
                    let cut = self.end_before(&open, inside.start);
                    self.set(&open, cut, cut, false);
                }
                _ => {
                    self.set(&open, end, end, false);
                    goes_on.get_or_insert(open.style);
                }
            }
        }
        self.tidy();
        goes_on
    }

    /// Drops what stayed empty or says nothing, trims, makes everything nest, and counts depths.
    fn tidy(&mut self) {
        let mut ends: Vec<usize> = Vec::new();
        let mut kept = self.first;
        for n in self.first..self.found.len() {
            let mut quotation = self.found[n];
            ends.retain(|end| quotation.span.start < *end);
            if let Some(outer) = ends.last()
                && quotation.span.end > *outer
            {
                // Opened inside, closed outside: it ends where the outer one does.
                quotation.span.end = *outer;
                quotation.inner.end = quotation.inner.end.min(*outer);
                quotation.closed = false;
            }
            if quotation.inner.end <= quotation.inner.start {
                continue;
            }
            let content = &self.text[quotation.inner.range()];
            if !content.contains(char::is_alphanumeric) {
                continue;
            }
            quotation.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
            ends.push(quotation.span.end);
            self.found[kept] = quotation;
            kept += 1;
        }
        self.found.truncate(kept);
    }

    /// Takes the innermost open mark of `style`, after whatever was opened inside and left open.
    fn take(&mut self, style: Style) -> Option<Open> {
        let n = self.stack.iter().rposition(|open| open.style == style)?;
        while self.stack.len() > n + 1 {
            self.abandon();
        }
        self.stack.pop()
    }

    /// Takes the top of the stack down when something around it closes: a single mark closes where it may have; others are dropped.
    fn abandon(&mut self) {
        if let Some(open) = self.stack.pop()
            && let Some((at, end)) = open.weak_close
        {
            self.set(&open, at, end, true);
        }
    }

    /// Where a quotation that was not closed ended, when another one opens at `at`: with the sentence before that one's, if it has one.
    fn end_before(&self, open: &Open, at: usize) -> usize {
        let sentence = self.layout.sentence_at(at).start;
        let end = if sentence > open.inner { sentence } else { at };
        open.inner + self.text[open.inner..end].trim_end().len()
    }

    fn set(&mut self, open: &Open, inner_end: usize, end: usize, closed: bool) {
        let quotation = &mut self.found[open.slot];
        quotation.inner = Span::new(open.inner, inner_end.max(open.inner));
        quotation.span.end = end.max(inner_end);
        quotation.closed = closed;
    }
}
