//! What there is to say about a mention, looked up once for all formats.

use crate::document::{Document, Mention, Reading, Voice};
use crate::entity::{Charge, Entity, Kind};
use crate::gazetteer::Gazetteer;

pub(super) struct Facts<'a> {
    pub(super) surface: &'a str,
    pub(super) kind: Kind,
    /// None while the reading is open.
    pub(super) entity: Option<&'a Entity>,
    /// The keys that an open reading may mean.
    pub(super) candidates: Vec<&'a str>,
    pub(super) voice: &'static str,
    pub(super) speaker: Option<&'a str>,
    pub(super) charge: Option<&'a Charge>,
    pub(super) referent: Option<&'a Entity>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(document: &Document<'a>, mention: &'a Mention, gazetteer: &'a Gazetteer) -> Facts<'a> {
        let entity = mention.reading.entity().map(|id| gazetteer.entity(id));
        let candidates = match &mention.reading {
            Reading::One { .. } => Vec::new(),
            Reading::Ambiguous(ids) => ids.iter().map(|id| gazetteer.entity(*id).key.as_str()).collect(),
        };
        let (voice, speaker) = match mention.voice {
            Voice::Narrator => ("narrator", None),
            Voice::Quoted { speaker } => ("quoted", speaker.map(|id| gazetteer.entity(id).key.as_str())),
        };
        let charge = entity.and_then(|entity| entity.charge.as_ref());
        Facts {
            surface: document.surface(mention),
            kind: mention.kind,
            entity,
            candidates,
            voice,
            speaker,
            charge,
            referent: charge.and_then(|charge| charge.referent).map(|id| gazetteer.entity(id)),
        }
    }

    /// The entity's key, where there is one.
    pub(super) fn key(&self) -> Option<&'a str> {
        self.entity.map(|entity| entity.key.as_str())
    }

    /// Its Wikidata IRI, or one made of its key.
    pub(super) fn iri(&self) -> Option<String> {
        self.entity.map(entity_iri)
    }

    /// One sentence about a loaded term.
    pub(super) fn complaint(&self) -> String {
        let mut message = format!("loaded term “{}”", self.surface);
        if let Some(referent) = self.referent {
            message += &format!(" for {}", referent.name);
        }
        if self.voice == "quoted" {
            message += ", quoted";
        }
        if let Some(charge) = self.charge.filter(|charge| !charge.neutral.is_empty()) {
            message += &format!("; neutral: {}", charge.neutral.join(" / "));
        }
        message
    }
}

/// An entity's Wikidata IRI, or one made of its key.
pub(super) fn entity_iri(entity: &Entity) -> String {
    match &entity.wikidata {
        Some(wikidata) => format!("http://www.wikidata.org/entity/{}", super::escape::iri(wikidata)),
        None => format!("urn:canonym:entity:{}", super::escape::iri(&entity.key)),
    }
}

/// The label of a kind in annotation tools: `Person`, `Organization`, `Place` or `Term`.
pub(super) const fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Organization => "Organization",
        Kind::Place => "Place",
        Kind::Term => "Term",
    }
}

/// The label of a kind as spaCy's models write it: `PERSON`, `ORG`, `LOC`; and `TERM`.
pub(super) const fn spacy_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PERSON",
        Kind::Organization => "ORG",
        Kind::Place => "LOC",
        Kind::Term => "TERM",
    }
}

/// The IRI of a document.
pub(super) fn document_iri(record: &super::Record<'_>) -> String {
    format!("urn:canonym:document:{}", super::escape::iri(record.source.unwrap_or(record.id)))
}
