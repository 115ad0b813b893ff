//! Results: plain data that outlive the engine.

use crate::entity::{EntityId, Form, Kind};
use crate::span::Span;

/// A text and what is meant in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) mentions: Vec<Mention>,
}

impl<'t> Document<'t> {
    /// The text as given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All mentions, in text order: by start, the longer one first.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The mentions that mean `entity`.
    pub fn mentions_of(&self, entity: EntityId) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |mention| mention.reading.entity() == Some(entity))
    }

    /// The characters of the text that `mention` stands for.
    pub fn surface(&self, mention: &Mention) -> &'t str {
        &self.text[mention.span.range()]
    }
}

/// An entity named at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of the text.
    pub span: Span,
    /// What sort of thing is named.
    pub kind: Kind,
    /// In which form.
    pub form: Form,
    /// Which entity, or which ones it may be.
    pub reading: Reading,
    /// Who says it.
    pub voice: Voice,
    /// Whether the wording, or a word of it, stands in scare quotes.
    pub scare_quoted: bool,
    /// What is glued to the name before it, such as `anti-` or `و`; outside the span.
    pub prefix: Option<Span>,
    /// What is glued to the name after it, such as `-led`; outside the span. A possessive `’s` is none.
    pub suffix: Option<Span>,
    /// Whether the name was found only by taking look-alike letters of another script for the ones meant.
    pub look_alike: bool,
    /// Whether it leans on a name or an office that has its time, while nobody said when the text was written.
    pub undated: bool,
}

/// Which entity a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One entity, and why this one.
    One {
        /// The entity.
        entity: EntityId,
        /// What decided.
        evidence: Evidence,
    },
    /// Several, and nothing in the text decides. Sorted by key; at most [`Reading::MAX_CANDIDATES`].
    Ambiguous(Vec<EntityId>),
}

impl Reading {
    /// The most candidates that an open reading lists.
    pub const MAX_CANDIDATES: usize = crate::limits::Limits::DEFAULT.candidates_per_mention;

    /// The entity, when there is just one.
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Reading::One { entity, .. } => Some(*entity),
            Reading::Ambiguous(_) => None,
        }
    }
}

/// Why a mention means the entity it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// No other entity of the lexicon has this surface.
    OnlySense,
    /// A clue of the entry stands at this place.
    Clue(Span),
    /// The full name that introduced it stands at this place.
    IntroducedAt(Span),
    /// The country it belongs to stands right beside it, at this place: "Iran's Foreign Ministry".
    Owner(Span),
    /// The country that the text is about has it, no other one is nearer, and it is named at this place: "the Senate" in a story from
    /// Washington.
    Country(Span),
    /// The title of an office that it held when the text was written stands right before it, at this place.
    Office(Span),
    /// No lexicon lists this spelling; its consonants are those of one person's full name.
    Skeleton,
}

impl Evidence {
    /// The word used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Evidence::OnlySense => "only-sense",
            Evidence::Clue(_) => "clue",
            Evidence::IntroducedAt(_) => "introduced",
            Evidence::Owner(_) => "owner",
            Evidence::Country(_) => "country",
            Evidence::Office(_) => "office",
            Evidence::Skeleton => "skeleton",
        }
    }
}

/// Who says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The outlet: its own words, indirect speech, a headline.
    #[default]
    Narrator,
    /// Inside direct speech.
    Quoted {
        /// Whose, where the text makes it clear.
        speaker: Option<EntityId>,
    },
}
