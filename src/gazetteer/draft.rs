//! What the compiler works with before it is laid out in an [image](super::image).

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::SurfaceId;
use crate::date::Time;
use crate::entity::{EntityId, Form};
use crate::lexicon::model::{Entry, When, Within};
use crate::romanization::Origin;

/// Spellings with what they mean, before surfaces have numbers.
#[derive(Default)]
pub(super) struct Drafts {
    /// All spellings, one after the other: a list may have a million, and a string for each takes more room than its letters.
    texts: String,
    list: Vec<Draft>,
}

pub(super) struct Draft {
    /// The first bytes of its text, so that sorting seldom looks at the text itself.
    head: u64,
    start: usize,
    len: u32,
    /// Its alias ends in a possessive of its own.
    pub(super) possessive: bool,
    /// `None` for a phrase that a clue looks out for.
    pub(super) sense: Option<Sense>,
}

impl Drafts {
    /// Adds a folded spelling; nothing when it is empty.
    pub(super) fn push(&mut self, text: &str, sense: Option<Sense>, possessive: bool) {
        if text.is_empty() {
            return;
        }
        let mut head = [0; 8];
        let n = text.len().min(8);
        head[..n].copy_from_slice(&text.as_bytes()[..n]);
        let (start, len) = (self.texts.len(), text.len() as u32);
        self.texts.push_str(text);
        self.list.push(Draft { head: u64::from_be_bytes(head), start, len, possessive, sense });
    }

    /// Makes room for what `others` hold.
    pub(super) fn reserve<'d>(&mut self, others: impl Iterator<Item = &'d Drafts> + Clone) {
        self.texts.reserve_exact(others.clone().map(|other| other.texts.len()).sum());
        self.list.reserve_exact(others.map(|other| other.list.len()).sum());
    }

    /// Adds what `other` holds, whose rules have the numbers `rules` here.
    pub(super) fn append(&mut self, other: Drafts, rules: &[u16]) {
        let first = self.texts.len();
        self.texts.push_str(&other.texts);
        self.list.extend(other.list.into_iter().map(|draft| {
            let renumbered = |sense: Sense| Sense { rule_path: rules[usize::from(sense.rule_path)], ..sense };
            Draft { start: first + draft.start, sense: draft.sense.map(renumbered), ..draft }
        }));
    }

    /// By text; what has the same text stays in order.
    pub(super) fn sort(&mut self) {
        let Drafts { texts, list } = self;
        list.sort_unstable_by(|a, b| {
            let texts = || a.text_in(texts).cmp(b.text_in(texts));
            a.head.cmp(&b.head).then_with(texts).then(a.start.cmp(&b.start))
        });
    }

    pub(super) fn into_parts(self) -> (String, Vec<Draft>) {
        (self.texts, self.list)
    }
}

impl Draft {
    pub(super) fn text_in<'t>(&self, texts: &'t str) -> &'t str {
        &texts[self.start..self.start + self.len as usize]
    }
}

/// A compiled lexicon in pieces.
pub(super) struct Compiled<'l> {
    /// Sorted by key.
    pub(super) entities: Vec<Entity<'l>>,
    /// Sorted by text.
    pub(super) surfaces: Vec<Surface<'l>>,
    /// Grouped by surface; within one, sorted by entity.
    pub(super) senses: Vec<Sense>,
    /// Grouped by entity.
    pub(super) clues: Vec<ClueRule>,
    pub(super) words: &'l FoldedWords,
    pub(super) n_aliases: u32,
    pub(super) rule_paths: Vec<String>,
    /// Aliases that have their time, sorted.
    pub(super) times: Vec<(u32, Time)>,
    /// Sorted by entity.
    pub(super) offices: Vec<Office>,
    /// What authors took out of names: see [`super::unlisted::Exception`].
    pub(super) exceptions: FxHashSet<String>,
}

/// An entity as it was written, and what compiling found out about it.
pub(super) struct Entity<'l> {
    pub(super) entry: &'l Entry,
    /// The place it belongs to.
    pub(super) owner: Option<EntityId>,
    /// The larger place that a place lies in.
    pub(super) part_of: Option<EntityId>,
    /// Whom a loaded term names.
    pub(super) referent: Option<EntityId>,
    pub(super) origin: Origin,
    /// Whether full names that nobody listed are compared with those of the entity by their sound.
    pub(super) respelled: bool,
    pub(super) first_alias: u32,
    pub(super) first_clue: u32,
}

/// See [`super::entities::Office`].
pub(super) struct Office {
    pub(super) entity: EntityId,
    /// Folded.
    pub(super) title: String,
    pub(super) of: Option<EntityId>,
    pub(super) time: Option<Time>,
}

pub(super) struct Surface<'l> {
    pub(super) text: &'l str,
    pub(super) senses: Range<u32>,
    pub(super) phrase: bool,
    pub(super) possessive: bool,
    pub(super) always: bool,
    pub(super) conditional: bool,
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
    pub(super) titles: FxHashSet<String>,
    pub(super) openers: FxHashSet<String>,
    pub(super) namesakes: FxHashSet<String>,
    pub(super) sayings: FxHashSet<String>,
    pub(super) roles: FxHashSet<String>,
    pub(super) common: FxHashSet<String>,
    pub(super) given: FxHashSet<String>,
}
