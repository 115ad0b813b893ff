//! A surface, and what it may mean.

use crate::entity::{EntityId, Form};
use crate::lexicon::model::When;

/// Handle of one folded surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SurfaceId(pub(crate) u32);

/// What is known of one distinct folded surface form besides its text and senses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surface {
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
#[derive(Clone, Copy, Debug)]
pub struct Sense<'g> {
    /// The entity.
    pub entity: EntityId,
    /// In which form the surface names it.
    pub form: Form,
    pub(crate) when: When,
    pub(crate) case: CaseTest<'g>,
    /// Which alias of the entry it comes from.
    pub(crate) alias: u32,
    pub(crate) rule_path: u16,
    /// A rule left something of the name out: it leans on the full name in a document.
    pub(crate) reduced: bool,
    /// Counts beside the entity's owner.
    pub(crate) owned: bool,
    /// The scare-quoted form of a term: the quotes are part of the surface.
    pub(crate) scare: bool,
    /// Its alias counts from a day on or until one.
    pub(crate) timed: bool,
}

/// How the letters must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseTest<'g> {
    Any,
    /// Bit `n`: the `n`-th word must begin with a capital.
    Capitals(u64),
    /// Equal with case kept: the case-keeping fold of the alias. Bytes, since nearly every sense is read in order to be compared only.
    AsWritten(&'g [u8]),
    /// Equal in letters and accents, in any case: the lower-case form of the alias. For names that only folding makes common words.
    Accented(&'g str),
}
