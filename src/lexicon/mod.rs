//! Authoring: from TOML files to a [`Lexicon`], with every mistake found on the way.

pub(crate) mod model;

use crate::diagnostic::Source;
use model::Parts;

/// A parsed lexicon: what people wrote, merged over all files and layers.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) sources: Vec<Source>,
    pub(crate) parts: Parts,
}
