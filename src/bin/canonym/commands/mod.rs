//! One file a verb.

pub(crate) mod lexicon;
pub(crate) mod tag;
