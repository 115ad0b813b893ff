//! One file a verb.

pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod lexicon;
pub(crate) mod name;
pub(crate) mod rewrite;
pub(crate) mod tag;
