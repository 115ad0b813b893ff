//! What all clones of a gazetteer share, and what the tagger reads there: surfaces with their senses, entities with what is known of them.

use std::sync::{Arc, OnceLock};

use super::decode::{self, Stored, SurfaceTexts};
use super::engine::{Automata, Engine};
use super::entities::{Alias, ClueRule, Entities, Office};
use super::image::{Image, Section};
use super::notice::Notice;
use super::sense::{Sense, Surface, SurfaceId};
use super::words::FoldedWords;
use crate::date::Time;
use crate::entity::{EntityId, Kind};
use crate::romanization::Origin;
use crate::skeleton::Skeletons;

#[derive(Debug)]
pub(crate) struct Inner {
    pub(super) image: Arc<Image>,
    /// Sorted by key; an [`EntityId`] is a position in it.
    pub(crate) entities: Entities,
    pub(crate) words: FoldedWords,
    /// For the author, after compiling; an opened gazetteer has none.
    pub(super) notices: Vec<Notice>,
    pub(super) hash: String,
    pub(super) engine: Engine,
    pub(super) automata: Automata,
    /// Names of places by their skeletons, which bare names are compared with; made when first asked for.
    pub(super) places: OnceLock<Skeletons<EntityId>>,
}

impl Inner {
    pub(super) fn of(image: Arc<Image>, notices: Vec<Notice>, engine: Engine) -> Inner {
        Inner {
            entities: Entities::of(&image),
            words: FoldedWords::of(&image),
            notices,
            hash: format!("{:032x}", image.fingerprint()),
            engine,
            places: OnceLock::new(),
            automata: Automata::default(),
            image,
        }
    }

    pub(crate) fn n_surfaces(&self) -> usize {
        decode::n_surfaces(&self.image)
    }

    pub(crate) fn surface(&self, folded: &str) -> Option<SurfaceId> {
        decode::surface_with(&self.image, folded)
    }

    /// What is known of a surface.
    pub(crate) fn flags(&self, id: SurfaceId) -> Surface {
        decode::surface(&self.image, id)
    }

    /// The folded text of a surface.
    pub(crate) fn text_of(&self, id: SurfaceId) -> &str {
        decode::surface_text(&self.image, id)
    }

    pub(crate) fn senses_of(&self, id: SurfaceId) -> impl ExactSizeIterator<Item = Sense<'_>> + Clone {
        decode::senses_of(&self.image, id)
    }

    pub(crate) fn clues_of(&self, entity: EntityId) -> impl Iterator<Item = ClueRule<'_>> + Clone {
        decode::clues_of(&self.image, entity)
    }

    /// When the alias of a sense counts; `None` for always.
    pub(crate) fn time_of(&self, sense: &Sense<'_>) -> Option<Time> {
        sense.timed.then(|| decode::time_of(&self.image, sense.alias))?
    }

    /// Whether time can decide anything.
    pub(crate) fn has_times(&self) -> bool {
        decode::has_times(&self.image)
    }

    pub(crate) fn offices_of(&self, entity: EntityId) -> impl Iterator<Item = Office<'_>> + Clone {
        decode::offices_of(&self.image, entity)
    }

    /// The place that `entity` belongs to; the country of a capital.
    pub(crate) fn owner(&self, entity: EntityId) -> Option<EntityId> {
        decode::owner(&self.image, entity)
    }

    /// The larger place that a place lies in.
    pub(crate) fn part_of(&self, place: EntityId) -> Option<EntityId> {
        decode::part_of(&self.image, place)
    }

    /// An alias as written; a sense points here.
    pub(crate) fn alias(&self, alias: u32) -> &str {
        decode::alias(&self.image, alias as usize).text
    }

    pub(crate) fn aliases_of(&self, entity: EntityId) -> impl Iterator<Item = Alias<'_>> + Clone {
        decode::aliases_of(&self.image, entity)
    }

    /// `entity` as it is stored.
    #[inline]
    pub(crate) fn stored(&self, entity: EntityId) -> Stored<'_> {
        Stored::of(&self.image, entity)
    }

    /// What sort of thing `entity` is.
    pub(crate) fn kind_of(&self, entity: EntityId) -> Kind {
        self.stored(entity).kind()
    }

    /// Which language's rules the names of `entity` follow.
    pub(crate) fn origin(&self, entity: EntityId) -> Origin {
        decode::origin(&self.image, entity)
    }

    /// Names of rules, joined by `+`; a sense points here. The first is empty: as written.
    pub(crate) fn rule_path(&self, path: u16) -> &str {
        decode::nth(&self.image, Section::Rules, usize::from(path))
    }

    /// The folded texts of all surfaces.
    pub(crate) fn surface_texts(&self) -> SurfaceTexts<'_> {
        SurfaceTexts::of(&self.image)
    }
}
