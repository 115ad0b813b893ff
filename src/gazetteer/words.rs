//! The words that steer judgement: titles, roles, verbs of saying and the like.

use std::fmt;
use std::sync::Arc;

use super::decode;
use super::image::{Image, Section};

/// All of them, folded.
#[derive(Clone, Debug)]
pub(crate) struct FoldedWords {
    image: Arc<Image>,
    pub(crate) titles: WordSet,
    pub(crate) openers: WordSet,
    pub(crate) namesakes: WordSet,
    pub(crate) sayings: WordSet,
    pub(crate) roles: WordSet,
    pub(crate) common: WordSet,
    pub(crate) given: WordSet,
}

/// What a folded word is, of all this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u32);

impl Classes {
    pub(crate) const TITLE: Classes = Classes(1);
    pub(crate) const OPENER: Classes = Classes(1 << 1);
    pub(crate) const NAMESAKE: Classes = Classes(1 << 2);
    pub(crate) const SAYING: Classes = Classes(1 << 3);
    pub(crate) const ROLE: Classes = Classes(1 << 4);
    pub(crate) const COMMON: Classes = Classes(1 << 5);
    pub(crate) const GIVEN: Classes = Classes(1 << 6);

    fn of(word: &str, image: &Image) -> Classes {
        Classes(decode::marks_of(image, Section::Words, word))
    }

    /// Either.
    pub(crate) const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether it is any of `classes`.
    pub(crate) fn is(self, classes: Classes) -> bool {
        self.0 & classes.0 != 0
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }
}

impl FoldedWords {
    pub(super) fn of(image: &Arc<Image>) -> FoldedWords {
        let set = |class| WordSet { image: Arc::clone(image), class };
        FoldedWords {
            image: Arc::clone(image),
            titles: set(Classes::TITLE),
            openers: set(Classes::OPENER),
            namesakes: set(Classes::NAMESAKE),
            sayings: set(Classes::SAYING),
            roles: set(Classes::ROLE),
            common: set(Classes::COMMON),
            given: set(Classes::GIVEN),
        }
    }

    /// What `word` is: one look for all lists, where several are asked.
    pub(crate) fn classes(&self, word: &str) -> Classes {
        Classes::of(word, &self.image)
    }
}

/// The words of one class.
#[derive(Clone)]
pub(crate) struct WordSet {
    image: Arc<Image>,
    class: Classes,
}

impl WordSet {
    pub(crate) fn is_empty(&self) -> bool {
        !Classes(decode::marks_used(&self.image, Section::Words)).is(self.class)
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        Classes::of(word, &self.image).is(self.class)
    }
}

impl fmt::Debug for WordSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordSet({:?})", self.class)
    }
}
