//! What a text is made of before anybody looks for names in it: paragraphs and sentences ([`segment`]), and positions in the
//! units that people and other programs count in ([`lines`]).
//!
//! Everything here takes the text as it is, in bytes, and runs once over it. Nothing here knows a name or a lexicon.

pub(crate) mod blocks;
pub(crate) mod dateline;
pub(crate) mod lines;
pub(crate) mod quotes;
pub(crate) mod segment;

pub(crate) use segment::Layout;
