//! One file a verb.

pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod lexicon;
pub(crate) mod name;
#[cfg(feature = "report")]
pub(crate) mod report;
pub(crate) mod rewrite;
pub(crate) mod tag;
