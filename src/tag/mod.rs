//! Running: from a text to a [`Document`], stage by stage.

mod beside;
mod boundary;
mod evidence;
mod explain;
mod heads;
mod measure;
mod name;
mod neighbors;
mod resolve;
mod scan;
mod select;
mod trace;
mod unlisted;
mod voice;

pub use explain::{Outcome, Verdict};
#[doc(hidden)]
pub use measure::{Scanned, Selected};
pub use trace::Stage;

use crate::date::Date;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::Layout;
use crate::text::dateline::date_of;

impl Gazetteer {
    /// Tags `text`. This cannot fail, whatever the text is.
    pub fn tag<'t>(&self, text: &'t str) -> Document<'t> {
        let gazetteer = &*self.inner;
        let candidates = scan::scan(text, gazetteer);
        let words = select::words(text, &candidates, gazetteer);
        let layout = Layout::of(text);
        let mut context = evidence::Evidence::new(text, &layout, gazetteer, &words, self.date_of(text));
        let introduced = resolve::introduce(text, &words, gazetteer, &mut context, self.unlisted);
        let mut mentions = resolve::resolve(&words, gazetteer, &context, &introduced);
        voice::attribute(text, &layout, &mut mentions, gazetteer);
        Document { text, mentions }
    }

    /// When `text` was written: what the caller says, else what the text says; asked for only where it can matter.
    fn date_of(&self, text: &str) -> Option<Date> {
        let date = || self.inner.has_times().then(|| date_of(text)).flatten();
        self.date.or_else(date)
    }
}
