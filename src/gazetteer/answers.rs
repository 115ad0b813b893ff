//! Everything an entity answers to, and by which rule.

use super::{CaseTest, Gazetteer, SurfaceId};
use crate::entity::{EntityId, Form};
use crate::lexicon::model::When;

/// One surface that an entity answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer<'g> {
    /// Folded.
    pub surface: &'g str,
    /// In which form it names the entity.
    pub form: Form,
    /// When it counts: `always`, `introduced` or `clue`.
    pub when: &'static str,
    /// How its letters must be written: `any`, `capitals`, `as written` or `with accents`.
    pub case: &'static str,
    /// The rules that made it of a written name, joined by `+`; empty for one that is written so.
    pub rules: &'g str,
    /// How many other entities have the same surface.
    pub n_others: usize,
}

impl Gazetteer {
    /// Everything that `entity` answers to, sorted by surface.
    pub fn answers(&self, entity: EntityId) -> Vec<Answer<'_>> {
        let inner = &*self.inner;
        let mut answers = Vec::new();
        for id in (0..inner.n_surfaces() as u32).map(SurfaceId) {
            let senses = inner.senses_of(id);
            for sense in senses.clone().filter(|sense| sense.entity == entity) {
                let mut others: Vec<EntityId> = senses.clone().map(|sense| sense.entity).collect();
                others.dedup();
                answers.push(Answer {
                    surface: inner.text_of(id),
                    form: sense.form,
                    when: match sense.when {
                        When::Always => "always",
                        When::Introduced => "introduced",
                        When::Clue => "clue",
                    },
                    case: match sense.case {
                        CaseTest::Any => "any",
                        CaseTest::Capitals(_) => "capitals",
                        CaseTest::AsWritten(_) => "as written",
                        CaseTest::Accented(_) => "with accents",
                    },
                    rules: inner.rule_path(sense.rule_path),
                    n_others: others.len() - 1,
                });
            }
        }
        answers
    }
}
