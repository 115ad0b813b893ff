//! Whom a name means in a spelling that nobody listed, unless an author took just that spelling away.

use super::image::Section;
use super::{Inner, decode};
use crate::entity::{EntityId, Form, Kind};
use crate::fold;
use crate::romanization::{SpellingRule, SpellingRules};
use crate::skeleton::{self, Found, Name, Skeletons, skeleton, skeleton_of};

impl Inner {
    /// The person whose full name `name` is, in a spelling that need not be listed; but none whose author took that spelling away.
    pub(crate) fn person(&self, name: &str) -> Found<EntityId> {
        let folded = fold::fold_name(name);
        if !self.may_know(&folded) {
            return Found::Nobody;
        }
        let known = |id: EntityId, alias: u32| {
            Name::of(decode::alias(&self.image, alias as usize).text, self.origin(id))
        };
        let drawer = |key, found: &mut Vec<_>, ending| decode::drawer(&self.image, key, found, ending);
        self.without_exceptions(skeleton::person(&skeleton(name), drawer, known), &folded)
    }

    /// Whether there is anybody whom [`person`](Self::person) could know.
    pub(crate) fn knows_people(&self) -> bool {
        !self.image.u64s(Section::DrawerKeys).is_empty()
    }

    /// The place whose name `name` is, in a spelling that need not be listed. Too free for running text.
    pub(crate) fn place(&self, name: &str) -> Found<EntityId> {
        let places = self.places.get_or_init(|| {
            let mut places = Skeletons::of_places();
            let ids = (0..self.entities.len() as u32).map(EntityId);
            for id in ids.filter(|id| self.entities[id.index()].kind == Kind::Place) {
                let full = self.aliases_of(id).filter(|alias| alias.form == Form::Name && !alias.native);
                full.for_each(|alias| places.insert(id, skeleton_of(alias.text, self.origin(id))));
            }
            places
        });
        self.without_exceptions(places.find(&skeleton(name)), &fold::fold_name(name))
    }

    /// Whether an author took a spelling, or what a rule makes of names, away from `entity`.
    pub(crate) fn is_excepted(&self, entity: EntityId, folded: &str, rules: SpellingRules) -> bool {
        let has = |what: String| decode::marks_of(&self.image, Section::Exceptions, &what) != 0;
        decode::marks_used(&self.image, Section::Exceptions) != 0
            && (has(Exception::Spelling(folded).of(entity))
                || rules.iter().any(|rule| has(Exception::Rule(rule).of(entity))))
    }

    /// Whether [`person`](Self::person) may know somebody of this folded name; hardly ever says so of a name that it does not.
    fn may_know(&self, folded: &str) -> bool {
        skeleton::may_be_known(folded, |key| decode::may_have_drawer(&self.image, key))
    }

    fn without_exceptions(&self, found: Found<EntityId>, folded: &str) -> Found<EntityId> {
        match found {
            Found::One(entity, same) if self.is_excepted(entity, folded, same.rules) => Found::Nobody,
            found => found,
        }
    }
}

/// What an author took away from an entity.
pub(super) enum Exception<'t> {
    /// `except`: a spelling, folded.
    Spelling(&'t str),
    /// `no-rules`.
    Rule(SpellingRule),
}

impl Exception<'_> {
    /// How it lies in the set of all exceptions.
    pub(super) fn of(self, entity: EntityId) -> String {
        match self {
            Exception::Spelling(folded) => format!("{}={folded}", entity.0),
            Exception::Rule(rule) => format!("{}/{rule}", entity.0),
        }
    }
}
