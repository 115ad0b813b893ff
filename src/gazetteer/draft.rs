//! What the compiler works with before it is laid out in an [image](super::image).

use std::collections::HashSet;
use std::ops::Range;

use super::SurfaceId;
use crate::date::Time;
use crate::entity::{Entity, EntityId, Form};
use crate::lexicon::model::{When, Within};
use crate::romanization::Origin;

/// A compiled lexicon in pieces.
pub(super) struct Compiled {
    /// Sorted by key.
    pub(super) entities: Vec<Entity>,
    /// Whether full names that nobody listed are compared with those of the entity by their sound.
    pub(super) respelled: Vec<bool>,
    pub(super) owners: Vec<Option<EntityId>>,
    /// Sorted by text.
    pub(super) surfaces: Vec<Surface>,
    /// Grouped by surface; within one, sorted by entity.
    pub(super) senses: Vec<Sense>,
    /// Grouped by entity.
    pub(super) clues: Vec<ClueRule>,
    pub(super) clues_of: Vec<Range<u32>>,
    pub(super) words: FoldedWords,
    pub(super) aliases: Vec<Alias>,
    /// For each entity, where its aliases begin; one more at the end.
    pub(super) first_alias: Vec<u32>,
    pub(super) origins: Vec<Origin>,
    pub(super) rule_paths: Vec<String>,
    /// Aliases that have their time, sorted.
    pub(super) times: Vec<(u32, Time)>,
    /// Sorted by entity.
    pub(super) offices: Vec<Office>,
    /// What authors took out of names: see [`super::Inner::is_excepted`].
    pub(super) exceptions: HashSet<String>,
}

/// See [`super::Office`].
pub(super) struct Office {
    pub(super) entity: EntityId,
    /// Folded.
    pub(super) title: String,
    pub(super) of: Option<EntityId>,
    pub(super) time: Option<Time>,
}

pub(super) struct Surface {
    pub(super) text: Box<str>,
    pub(super) senses: Range<u32>,
    pub(super) phrase: bool,
    pub(super) possessive: bool,
    pub(super) always: bool,
    pub(super) conditional: bool,
}

/// See [`super::Alias`].
pub(super) struct Alias {
    pub(super) text: Box<str>,
    pub(super) form: Form,
    pub(super) native: bool,
}

/// See [`super::Sense`].
#[derive(Clone, Debug)]
pub(super) struct Sense {
    pub(super) entity: EntityId,
    pub(super) form: Form,
    pub(super) when: When,
    pub(super) case: CaseTest,
    pub(super) alias: u32,
    pub(super) rule_path: u16,
    pub(super) reduced: bool,
    pub(super) owned: bool,
    pub(super) scare: bool,
    /// Its alias has its time.
    pub(super) timed: bool,
}

/// See [`super::CaseTest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CaseTest {
    Any,
    Capitals(u64),
    AsWritten(Box<str>),
    Accented(Box<str>),
}

/// See [`super::ClueRule`].
pub(super) struct ClueRule {
    pub(super) only_for: Option<u32>,
    pub(super) near: Vec<SurfaceId>,
    pub(super) not_near: Vec<SurfaceId>,
    pub(super) within: Within,
}

/// See [`super::FoldedWords`].
#[derive(Clone, Debug, Default)]
pub(super) struct FoldedWords {
    pub(super) titles: HashSet<String>,
    pub(super) openers: HashSet<String>,
    pub(super) namesakes: HashSet<String>,
    pub(super) sayings: HashSet<String>,
    pub(super) roles: HashSet<String>,
    pub(super) common: HashSet<String>,
    pub(super) given: HashSet<String>,
}
