//! The stages before reading, one at a time: for the benches, and to compare the matcher with others. No promise is made for it.

use super::scan::{self, Candidate};
use super::select;
use crate::fold::{Folded, FoldedSpan};
use crate::gazetteer::{Gazetteer, SurfaceId};
use crate::span::Span;

/// What `scan` gives.
#[doc(hidden)]
#[derive(Debug)]
pub struct Scanned(Vec<Candidate>);

/// What `select` gives: the occurrences that stand as words, and which of them get their text.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Selected {
    /// Span and number of the surface, in text order.
    pub words: Vec<(Span, u32)>,
    /// Positions in `words`: the longest first, none over another.
    pub claimed: Vec<usize>,
}

impl Scanned {
    /// How many candidates there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[doc(hidden)]
impl Gazetteer {
    /// Folds and scans.
    pub fn measure_scan(&self, text: &str) -> Scanned {
        Scanned(scan::scan(text, &self.inner, usize::MAX))
    }

    /// Selects among what [`measure_scan`](Self::measure_scan) gave for the same text, as if every sense counted everywhere.
    pub fn measure_select(&self, text: &str, scanned: &Scanned) -> Selected {
        let words = select::words(text, &scanned.0, &self.inner);
        let spans: Vec<Span> = words.iter().map(|word| word.span).collect();
        let words = words.iter().map(|word| (word.span, word.surface.0)).collect();
        Selected { words, claimed: select::claim(&spans) }
    }

    /// The folded surfaces, by number.
    pub fn measure_surfaces(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.n_surfaces() as u32).map(|id| self.inner.text_of(SurfaceId(id)))
    }
}

/// The characters of the folded `text`, each with the characters of `text` that it stands for; nothing for a part of what one folds to.
#[doc(hidden)]
pub fn fold_with_places(text: &str) -> Vec<(char, Option<Span>)> {
    let folded = Folded::of(text);
    let place =
        |(start, c): (usize, char)| (c, folded.source_span(FoldedSpan { start, end: start + c.len_utf8() }));
    folded.text.char_indices().map(place).collect()
}
