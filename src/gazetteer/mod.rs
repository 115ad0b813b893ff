//! What a lexicon compiles to: one automaton over all surfaces, the senses of each surface, the entities. Immutable, cheap to clone.

mod answers;
mod compile;
mod forms;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use aho_corasick::AhoCorasick;

pub use answers::Answer;

use crate::entity::{Entity, EntityId, Form, Kind};
use crate::fold;
use crate::lexicon::model::{When, Within};
use crate::romanization::Origin;
use crate::skeleton::{Skeletons, skeleton_from};

/// A compiled lexicon, ready to tag. Cloning is cheap and shares everything; it can be used from many threads at once.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    pub(crate) inner: Arc<Inner>,
    /// Whether people are also found in spellings that nobody listed.
    pub(crate) unlisted: bool,
}

#[derive(Debug)]
pub(crate) struct Inner {
    /// Sorted by key; an [`EntityId`] is a position in it.
    pub(crate) entities: Vec<Entity>,
    /// For each entity, the place it belongs to.
    pub(crate) owners: Vec<Option<EntityId>>,
    /// Sorted by text, which is also the automaton's order of patterns.
    pub(crate) surfaces: Vec<Surface>,
    /// Grouped by surface; within one, sorted by entity.
    pub(crate) senses: Vec<Sense>,
    pub(crate) automaton: AhoCorasick,
    /// Grouped by entity.
    pub(crate) clues: Vec<ClueRule>,
    /// For each entity, its part of `clues`.
    pub(crate) clues_of: Vec<Range<u32>>,
    pub(crate) words: FoldedWords,
    /// Every alias as written; a sense points here.
    pub(crate) aliases: Vec<Alias>,
    /// For each entity, where its aliases begin; one more at the end.
    pub(crate) first_alias: Vec<u32>,
    /// For each entity, which language's rules its names follow.
    pub(crate) origins: Vec<Origin>,
    /// Full names of people by their consonants; made when first asked for.
    skeletons: OnceLock<Skeletons<EntityId>>,
    /// Names of rules, joined by `+`; a sense points here. The first is empty: as written.
    pub(crate) rule_paths: Vec<String>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) hash: String,
}

/// Handle of one folded surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SurfaceId(pub(crate) u32);

/// One distinct folded surface form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surface {
    pub(crate) text: Box<str>,
    pub(crate) senses: Range<u32>,
    /// Some clue looks out for it.
    pub(crate) phrase: bool,
    /// Some alias ends in a possessive `’s` of its own ("McDonald’s").
    pub(crate) possessive: bool,
    /// Some sense counts wherever it stands.
    pub(crate) always: bool,
    /// Some sense needs evidence.
    pub(crate) conditional: bool,
}

/// One meaning of a surface: an entity, and what must hold for it to be meant.
#[derive(Clone, Debug)]
pub struct Sense {
    /// The entity.
    pub entity: EntityId,
    /// In which form the surface names it.
    pub form: Form,
    pub(crate) when: When,
    pub(crate) case: CaseTest,
    /// Which alias of the entry it comes from.
    pub(crate) alias: u32,
    pub(crate) rule_path: u16,
    /// A rule left something of the name out: it leans on the full name in a document.
    pub(crate) reduced: bool,
    /// Counts beside the entity's owner.
    pub(crate) owned: bool,
    /// The scare-quoted form of a term: the quotes are part of the surface.
    pub(crate) scare: bool,
}

/// How the letters must be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CaseTest {
    Any,
    /// Bit `n`: the `n`-th word must begin with a capital.
    Capitals(u64),
    /// Equal with case kept: the case-keeping fold of the alias.
    AsWritten(Box<str>),
    /// Equal in letters and accents, in any case: the lower-case form of the alias. For names that only folding makes common words.
    Accented(Box<str>),
}

/// A name as its author wrote it.
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub(crate) text: Box<str>,
    pub(crate) form: Form,
    /// In the script of its own language.
    pub(crate) native: bool,
}

/// A clue, compiled.
#[derive(Clone, Debug)]
pub(crate) struct ClueRule {
    pub(crate) only_for: Option<u32>,
    pub(crate) near: Vec<SurfaceId>,
    pub(crate) not_near: Vec<SurfaceId>,
    pub(crate) within: Within,
}

/// The words that steer judgement, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoldedWords {
    pub(crate) titles: HashSet<String>,
    pub(crate) openers: HashSet<String>,
    pub(crate) namesakes: HashSet<String>,
    pub(crate) sayings: HashSet<String>,
    pub(crate) roles: HashSet<String>,
    pub(crate) common: HashSet<String>,
}

/// Something that compiling did and an author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// More spellings than the budget allows; the rest was left out.
    CutOff { entity: String, alias: String, total: u64, kept: usize },
    /// A generated spelling is a common word and is not used.
    Common { entity: String, spelling: String, rule: String },
    /// A generated spelling is somebody else's name as written and is not used.
    Taken { entity: String, spelling: String, rule: String, by: String },
}

impl Gazetteer {
    /// The same gazetteer, but people count only in spellings that the lexicon lists or its rules make of them.
    #[must_use]
    pub fn listed_only(self) -> Gazetteer {
        Gazetteer { unlisted: false, ..self }
    }

    /// The entity behind a handle of this gazetteer.
    ///
    /// # Panics
    ///
    /// If the handle comes from a larger gazetteer.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.inner.entities[id.index()]
    }

    /// All entities, sorted by key.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = &Entity> {
        self.inner.entities.iter()
    }

    /// The entity with this key.
    pub fn find(&self, key: &str) -> Option<EntityId> {
        let at = self.inner.entities.binary_search_by(|entity| entity.key.as_str().cmp(key)).ok()?;
        Some(EntityId(at as u32))
    }

    /// The senses of `surface`, folded first. Empty when the gazetteer does not know it.
    pub fn senses(&self, surface: &str) -> &[Sense] {
        match self.inner.surface(&fold::fold_name(surface)) {
            Some(id) => self.inner.senses_of(id),
            None => &[],
        }
    }

    /// How many distinct surface forms the matcher knows.
    pub fn n_surfaces(&self) -> usize {
        self.inner.surfaces.len()
    }

    /// A fingerprint of all lexicon content, the engine and the Unicode version: equal fingerprints give equal results.
    pub fn hash(&self) -> &str {
        &self.inner.hash
    }

    /// What compiling did that an author should know.
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.inner.notices
    }

    /// Words that steer judgement, folded.
    pub(crate) fn words(&self) -> &FoldedWords {
        &self.inner.words
    }
}

impl Inner {
    pub(crate) fn surface(&self, folded: &str) -> Option<SurfaceId> {
        let at = self.surfaces.binary_search_by(|surface| (*surface.text).cmp(folded)).ok()?;
        Some(SurfaceId(at as u32))
    }

    pub(crate) fn senses_of(&self, id: SurfaceId) -> &[Sense] {
        let range = &self.surfaces[id.0 as usize].senses;
        &self.senses[range.start as usize..range.end as usize]
    }

    pub(crate) fn aliases_of(&self, entity: EntityId) -> &[Alias] {
        let range = self.first_alias[entity.index()]..self.first_alias[entity.index() + 1];
        &self.aliases[range.start as usize..range.end as usize]
    }

    pub(crate) fn skeletons(&self) -> &Skeletons<EntityId> {
        self.skeletons.get_or_init(|| {
            let mut skeletons = Skeletons::default();
            let ids = (0..self.entities.len() as u32).map(EntityId);
            for id in ids.filter(|id| self.entities[id.index()].kind == Kind::Person) {
                let full =
                    self.aliases_of(id).iter().filter(|alias| alias.form == Form::Name && !alias.native);
                full.for_each(|alias| {
                    skeletons.insert(id, skeleton_from(&alias.text, self.origins[id.index()]))
                });
            }
            skeletons
        })
    }

    pub(crate) fn clues_of(&self, entity: EntityId) -> &[ClueRule] {
        let range = &self.clues_of[entity.index()];
        &self.clues[range.start as usize..range.end as usize]
    }
}
