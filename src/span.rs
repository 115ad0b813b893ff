//! Where something stands: half-open ranges of bytes.
//!
//! [`Span`] counts bytes of a source text (an article or a lexicon file). Positions in a folded text are a different thing; the
//! fold keeps them to itself and gives back only spans of the source.

use std::ops::Range;

/// A half-open range of bytes of a source text.
///
/// Both ends lie on character boundaries of the text the span belongs to. Spans sort by start, then the longer one first,
/// which is the order in which mentions are reported.
///
/// ```
/// use canonym::Span;
/// let span = Span::new(0, 6);
/// assert_eq!(&"Tehran, IRNA"[span.range()], "Tehran");
/// assert_eq!(span.len(), 6);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The same range as the standard library spells it, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte at all. No mention's span does.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether every byte of `other` is in `self`; a span contains itself.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte. Spans that only touch do not.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Range<usize> {
        span.range()
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Span) -> std::cmp::Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Span) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
