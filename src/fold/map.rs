//! The way back from a folded text to its source, kept only where the two differ in length.

use crate::span::Span;

/// A half-open range of bytes of a *folded* text. It cannot index a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FoldedSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A stretch of folded text and the stretch of source it stands for.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    folded: usize,
    source: Span,
    /// Byte for byte: position `n` of the folded stretch is position `n` of the source stretch. Otherwise every position stands for
    /// the whole.
    same: bool,
}

/// Sorted, gapless in the folded text; holes in the source are what folding deletes.
#[derive(Clone, Debug, Default)]
pub(super) struct OffsetMap {
    stretches: Vec<Stretch>,
    /// Length of the folded text.
    pub(super) len: usize,
}

impl OffsetMap {
    /// The next `len` bytes of the folded text, from `folded` on, stand for as many bytes from `source` on.
    pub(super) fn push_same(&mut self, folded: usize, source: usize, len: usize) {
        if let Some(last) = self.stretches.last_mut()
            && last.same
            && last.source.end == source
            && folded - last.folded == last.source.len()
        {
            last.source.end += len;
            return;
        }
        self.stretches.push(Stretch { folded, source: Span::new(source, source + len), same: true });
    }

    /// The folded text from `folded` on stands, as a whole, for `source`.
    pub(super) fn push_whole(&mut self, folded: usize, source: Span) {
        if let Some(last) = self.stretches.last()
            && !last.same
            && last.source == source
        {
            return;
        }
        self.stretches.push(Stretch { folded, source, same: false });
    }

    pub(super) fn clear(&mut self) {
        self.stretches.clear();
        self.len = 0;
    }

    /// Whether the positions before and at `folded` stand for neighboring bytes of the source, byte for byte.
    pub(super) fn is_seamless(&self, folded: usize) -> bool {
        // Equal stretches that touch in the source have become one.
        let (stretch, _) = self.stretch(folded);
        stretch.same && stretch.folded < folded
    }

    /// Forgets the folded text from `folded` on, and returns where its source began.
    pub(super) fn cut(&mut self, folded: usize) -> usize {
        let (first, _) = self.stretch(folded);
        let keep = self.stretches.partition_point(|stretch| stretch.folded < folded);
        self.stretches.truncate(keep);
        first.source.start
    }

    /// From the first source byte of the first position to the last one of the last. `None` when the range begins or ends inside what
    /// one character expands to. `folded` must not be empty.
    pub(super) fn source_span(&self, folded: FoldedSpan) -> Option<Span> {
        let (first, after) = self.stretch(folded.start);
        if !first.same && first.folded != folded.start {
            return None;
        }
        // Nearly every range lies in one stretch.
        let (last, after) = if after.is_none_or(|next| folded.end <= next.folded) {
            (first, after)
        } else {
            self.stretch(folded.end - 1)
        };
        let end_folded = after.map_or(self.len, |next| next.folded);
        if !last.same && end_folded != folded.end {
            return None;
        }
        let start =
            if first.same { first.source.start + (folded.start - first.folded) } else { first.source.start };
        let end = if last.same { last.source.start + (folded.end - last.folded) } else { last.source.end };
        Some(Span::new(start, end))
    }

    /// The stretch of a folded position and the one after it.
    fn stretch(&self, folded: usize) -> (Stretch, Option<Stretch>) {
        let after = self.stretches.partition_point(|stretch| stretch.folded <= folded);
        (self.stretches[after - 1], self.stretches.get(after).copied())
    }
}
