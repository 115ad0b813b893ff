//! What a stage gives to the next one, in words.

use super::{candidates_within, scan, select};
use crate::document::Reading;
use crate::error::Error;
use crate::fold::fold;
use crate::gazetteer::Gazetteer;
use crate::limits::Limits;
use crate::text::Layout;

/// A stage that tagging can be stopped after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The folded text.
    Fold,
    /// Every place where the lexicon knows a surface.
    Scan,
    /// Those that stand as words.
    Select,
    /// Those with a reading.
    Resolve,
}

impl Gazetteer {
    /// What `stage` makes of `text`, one line an item: byte offsets, the surface form in quotes, and what the stage knows of it.
    ///
    /// # Errors
    ///
    /// As [`tag_within`](Gazetteer::tag_within).
    pub fn stop_after(&self, text: &str, stage: Stage, limits: &Limits) -> Result<Vec<String>, Error> {
        let gazetteer = &*self.inner;
        if stage == Stage::Fold {
            return Ok(vec![fold(text)]);
        }
        let everywhere = |most| scan::scan_everywhere(text, gazetteer, most);
        let candidates = candidates_within(text, limits, everywhere)?;
        let surface = |id: crate::gazetteer::SurfaceId| gazetteer.text_of(id);
        if stage == Stage::Scan {
            let line = |c: &scan::Candidate| {
                format!("{}..{} {:?} {}", c.span.start, c.span.end, &text[c.span.range()], surface(c.surface))
            };
            return Ok(candidates.iter().map(line).collect());
        }
        let words = select::words(text, &candidates, gazetteer);
        if stage == Stage::Select {
            let line = |w: &select::Word| {
                format!("{}..{} {:?} {}", w.span.start, w.span.end, &text[w.span.range()], surface(w.surface))
            };
            return Ok(words.iter().map(line).collect());
        }
        let layout = Layout::of(text);
        let mentions = self.resolve(text, &layout, &words).mentions;
        let line = |mention: &crate::document::Mention| {
            let meaning = match &mention.reading {
                Reading::One { entity, evidence } => {
                    format!("{} ({})", self.entity(*entity).key, evidence.as_str())
                }
                Reading::Ambiguous(entities) => {
                    let keys: Vec<&str> = entities.iter().map(|id| self.entity(*id).key.as_str()).collect();
                    format!("open: {}", keys.join(", "))
                }
            };
            format!(
                "{}..{} {:?} {meaning}",
                mention.span.start,
                mention.span.end,
                &text[mention.span.range()]
            )
        };
        Ok(mentions.iter().map(line).collect())
    }
}
