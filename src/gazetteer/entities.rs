//! The entities, and what is known of one that it does not show: its names as written, its offices, the clues for it.

use std::fmt;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::decode;
use super::image::Image;
use super::sense::SurfaceId;
use crate::date::Time;
use crate::entity::{Entity, EntityId, Form};
use crate::lexicon::model::Within;

/// The entities, made from the image a few at a time when somebody looks at them.
pub(crate) struct Entities {
    image: Arc<Image>,
    n_entities: usize,
    pages: Box<[OnceLock<Box<[Entity]>>]>,
}

/// How many entities are made at once.
const PAGE: usize = 32;

impl Entities {
    pub(super) fn of(image: &Arc<Image>) -> Entities {
        let n_entities = decode::n_entities(image);
        let pages = (0..n_entities.div_ceil(PAGE)).map(|_| OnceLock::new()).collect();
        Entities { image: Arc::clone(image), n_entities, pages }
    }

    pub(crate) fn len(&self) -> usize {
        self.n_entities
    }
}

impl Index<usize> for Entities {
    type Output = Entity;

    fn index(&self, at: usize) -> &Entity {
        let first = at / PAGE * PAGE;
        let make = || {
            let end = self.n_entities.min(first + PAGE);
            (first..end).map(|n| decode::entity(&self.image, n)).collect()
        };
        &self.pages[at / PAGE].get_or_init(make)[at % PAGE]
    }
}

impl fmt::Debug for Entities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} entities", self.n_entities)
    }
}

/// A name as its author wrote it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alias<'g> {
    pub(crate) text: &'g str,
    pub(crate) form: Form,
    /// In the script of its own language.
    pub(crate) native: bool,
}

/// An office that somebody holds or held.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Office<'g> {
    /// Folded.
    pub(crate) title: &'g str,
    pub(crate) of: Option<EntityId>,
    pub(crate) time: Time,
}

/// A clue, compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClueRule<'g> {
    pub(crate) only_for: Option<u32>,
    pub(super) near: &'g [u32],
    pub(super) not_near: &'g [u32],
    pub(crate) within: Within,
}

impl<'g> ClueRule<'g> {
    /// The phrases of `near`, or else those of `not-near`.
    pub(crate) fn phrases(&self, near: bool) -> impl Iterator<Item = SurfaceId> + use<'g> {
        let phrases = if near { self.near } else { self.not_near };
        phrases.iter().map(|&id| SurfaceId(id))
    }

    pub(crate) fn not_near(&self) -> impl Iterator<Item = SurfaceId> + Clone + use<'g> {
        self.not_near.iter().map(|&id| SurfaceId(id))
    }
}
