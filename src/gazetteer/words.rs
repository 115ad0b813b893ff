//! The words that steer judgement: titles, roles, verbs of saying and the like.

use std::fmt;
use std::sync::Arc;

use super::decode;
use super::image::{Image, Section};

/// All of them, folded.
#[derive(Clone, Debug)]
pub(crate) struct FoldedWords {
    pub(crate) titles: WordSet,
    pub(crate) openers: WordSet,
    pub(crate) namesakes: WordSet,
    pub(crate) sayings: WordSet,
    pub(crate) roles: WordSet,
    pub(crate) common: WordSet,
    pub(crate) given: WordSet,
}

impl FoldedWords {
    pub(super) fn of(image: &Arc<Image>) -> FoldedWords {
        let set = |section| WordSet { image: Arc::clone(image), section };
        FoldedWords {
            titles: set(Section::Titles),
            openers: set(Section::Openers),
            namesakes: set(Section::Namesakes),
            sayings: set(Section::Sayings),
            roles: set(Section::Roles),
            common: set(Section::Common),
            given: set(Section::Given),
        }
    }
}

/// A set of folded words.
#[derive(Clone)]
pub(crate) struct WordSet {
    image: Arc<Image>,
    section: Section,
}

impl WordSet {
    pub(crate) fn is_empty(&self) -> bool {
        decode::set_is_empty(&self.image, self.section)
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        decode::set_has(&self.image, self.section, word)
    }
}

impl fmt::Debug for WordSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordSet({:?})", self.section)
    }
}
