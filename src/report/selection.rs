//! Which mentions a figure counts.

use std::fmt::Write as _;

use super::Corpus;
use crate::document::{Mention, Reading, Voice};
use crate::entity::{EntityId, Form, Kind};
use crate::gazetteer::Gazetteer;
use crate::render::iri;

/// Something that holds for a mention or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It means this entity.
    Entity(EntityId),
    /// It is spelled like this, white space as single spaces.
    Spelling(String),
    /// It names its entity in this form.
    Form(Form),
    /// It means a person, an organization or a place, which one is clear.
    Name,
    /// What it means is open.
    Open,
    /// It is of this kind.
    Kind(Kind),
    /// It is a loaded term.
    Loaded,
    /// It is a loaded term for this entity; for none.
    Referent(Option<EntityId>),
    /// It is a loaded term of this camp; of none.
    Camp(Option<String>),
    /// It is a loaded term of this category.
    Category(String),
    /// The outlet says it.
    Narrator,
    /// Somebody is quoted.
    Quoted,
    /// This one is quoted; it is not clear who.
    Speaker(Option<EntityId>),
    /// It stands in scare quotes.
    ScareQuoted,
    /// Its article is of this group.
    Group(String),
    /// It is the first in its article for which the other conditions hold.
    Once,
}

/// Conditions that all hold for the mentions which a figure counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(pub Vec<Condition>);

impl Selection {
    /// The selection that `condition` narrows this one to.
    #[must_use]
    pub fn and(&self, condition: Condition) -> Selection {
        Selection(self.0.iter().cloned().chain([condition]).collect())
    }

    /// Whether it selects at most one mention of an article.
    pub fn is_once(&self) -> bool {
        self.0.contains(&Condition::Once)
    }

    /// Whether all conditions hold for a mention of an article, given by its position; [`Condition::Once`] is for the caller to see to.
    pub fn holds(&self, corpus: &Corpus<'_>, article: usize, mention: &Mention) -> bool {
        let charge = corpus.charge(mention);
        let entity = mention.reading.entity();
        self.0.iter().all(|condition| match condition {
            Condition::Entity(wanted) => entity == Some(*wanted),
            Condition::Spelling(wanted) => corpus.articles()[article].spelling(mention) == *wanted,
            Condition::Form(form) => mention.form == *form,
            Condition::Name => entity.is_some() && mention.kind != Kind::Term,
            Condition::Open => matches!(mention.reading, Reading::Ambiguous(_)),
            Condition::Kind(kind) => mention.kind == *kind,
            Condition::Loaded => charge.is_some(),
            Condition::Referent(referent) => charge.is_some_and(|charge| charge.referent == *referent),
            Condition::Camp(camp) => charge.is_some_and(|charge| charge.camp == *camp),
            Condition::Category(category) => charge.is_some_and(|charge| charge.category == *category),
            Condition::Narrator => mention.voice == Voice::Narrator,
            Condition::Quoted => mention.voice != Voice::Narrator,
            Condition::Speaker(speaker) => mention.voice == Voice::Quoted { speaker: *speaker },
            Condition::ScareQuoted => mention.scare_quoted,
            Condition::Group(group) => corpus.articles()[article].about.group == *group,
            Condition::Once => true,
        })
    }

    /// The selection as the query of an address: `e=ali-bagheri&v=quoted`. Everything but letters, digits and `-._~/` is escaped.
    pub fn query(&self, gazetteer: &Gazetteer) -> String {
        let mut query = String::new();
        let key = |id: Option<EntityId>| id.map_or("", |id| gazetteer.entity(id).key.as_str());
        for condition in &self.0 {
            let (name, value) = match condition {
                Condition::Entity(id) => ("e", key(Some(*id))),
                Condition::Spelling(spelling) => ("s", spelling.as_str()),
                Condition::Form(form) => ("f", form.as_str()),
                Condition::Name => ("is", "name"),
                Condition::Open => ("is", "open"),
                Condition::Loaded => ("is", "loaded"),
                Condition::ScareQuoted => ("is", "scare"),
                Condition::Kind(kind) => ("t", kind.as_str()),
                Condition::Referent(id) => ("r", key(*id)),
                Condition::Camp(camp) => ("p", camp.as_deref().unwrap_or_default()),
                Condition::Category(category) => ("c", category.as_str()),
                Condition::Narrator => ("v", "narrator"),
                Condition::Quoted => ("v", "quoted"),
                Condition::Speaker(id) => ("k", key(*id)),
                Condition::Group(group) => ("o", group.as_str()),
                Condition::Once => ("is", "once"),
            };
            let separator = if query.is_empty() { "" } else { "&" };
            let _ = write!(query, "{separator}{name}={}", iri(value));
        }
        query
    }
}
