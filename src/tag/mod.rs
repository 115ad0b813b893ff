//! Running: from a text to a [`Document`], stage by stage.

mod beside;
mod boundary;
mod evidence;
mod explain;
mod heads;
mod home;
mod lands;
mod measure;
mod name;
mod neighbors;
mod ownership;
mod resolve;
mod scan;
mod select;
mod trace;
mod unlisted;
mod voice;

pub use explain::{Outcome, Verdict};
#[doc(hidden)]
pub use measure::{Scanned, Selected, fold_with_places};
pub use trace::Stage;

use evidence::Evidence;
use scan::Candidate;
use select::Word;

use crate::date::Date;
use crate::document::{Document, Mention};
use crate::entity::EntityId;
use crate::error::{Error, ErrorKind};
use crate::gazetteer::Gazetteer;
use crate::limits::Limits;
use crate::span::Span;
use crate::text::Layout;
use crate::text::dateline::date_of;

/// What `resolve` gives, and what it knew.
struct Resolved<'a> {
    context: Evidence<'a>,
    /// The places that the text names, in text order.
    places: Vec<(Span, EntityId)>,
    mentions: Vec<Mention>,
}

/// What `scan` finds in `text`, asked for no more than so many, unless that or the text is larger than `limits` say.
fn candidates_within(
    text: &str,
    limits: &Limits,
    scan: impl FnOnce(usize) -> Vec<Candidate>,
) -> Result<Vec<Candidate>, Error> {
    let too_large = |what, limit| Err(Error::new(ErrorKind::TooLargeText { what, limit }));
    if text.len() > limits.document_bytes {
        return too_large("bytes", limits.document_bytes);
    }
    let candidates = scan(limits.names_per_document);
    if candidates.len() > limits.names_per_document {
        return too_large("names", limits.names_per_document);
    }
    Ok(candidates)
}

impl Gazetteer {
    /// Tags `text`. This cannot fail, whatever the text is.
    pub fn tag<'t>(&self, text: &'t str) -> Document<'t> {
        self.tag_candidates(text, &scan::scan(text, &self.inner, usize::MAX))
    }

    /// Tags `text` unless it is larger than `limits` say.
    ///
    /// ```
    /// use canonym::{Lexicon, Limits};
    ///
    /// let gazetteer = Lexicon::parse(Lexicon::embedded()).0.compile()?;
    /// assert_eq!(gazetteer.tag_within("In Tehran.", &Limits::DEFAULT)?.mentions().len(), 1);
    /// # Ok::<(), canonym::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is longer, or has more places where a name may stand; the message says which limit it is.
    pub fn tag_within<'t>(&self, text: &'t str, limits: &Limits) -> Result<Document<'t>, Error> {
        let candidates = candidates_within(text, limits, |most| scan::scan(text, &self.inner, most))?;
        Ok(self.tag_candidates(text, &candidates))
    }

    fn tag_candidates<'t>(&self, text: &'t str, candidates: &[Candidate]) -> Document<'t> {
        let words = select::words(text, candidates, &self.inner);
        let layout = Layout::of(text);
        let Resolved { mut mentions, .. } = self.resolve(text, &layout, &words);
        voice::attribute(text, &layout, &mut mentions, &self.inner);
        Document { text, mentions }
    }

    fn resolve<'a>(&'a self, text: &'a str, layout: &'a Layout, words: &[Word]) -> Resolved<'a> {
        let gazetteer = &*self.inner;
        let mut context = Evidence::new(text, layout, gazetteer, words, self.date_of(text));
        let introduced = resolve::introduce(text, layout, words, gazetteer, &mut context, self.unlisted);
        let mentions = resolve::resolve(words, gazetteer, &context, &introduced);
        Resolved { context, places: introduced.places, mentions }
    }

    /// When `text` was written: what the caller says, else what the text says; asked for only where it can matter.
    fn date_of(&self, text: &str) -> Option<Date> {
        let date = || self.inner.has_times().then(|| date_of(text)).flatten();
        self.date.or_else(date)
    }
}
