//! canonym: who, what and where is meant in a text, under one id each, exactly where it stands.
mod diagnostic;
mod document;
mod entity;
mod error;
mod fold;
mod gazetteer;
pub mod input;
mod lexicon;
mod rehearse;
pub mod render;
mod review;
pub mod score;
mod span;
mod tag;
mod text;

pub use diagnostic::{Code, Diagnostic, Label, Rule, Severity, Source, SourceId};
pub use document::{Document, Evidence, Mention, Reading, Voice};
pub use entity::{Charge, Entity, EntityId, Form, Kind, Role};
pub use error::Error;
pub use fold::fold;
pub use gazetteer::{Answer, Gazetteer, Sense};
pub use lexicon::{Lexicon, Name, Outline};
pub use rehearse::rehearse;
pub use review::review;
pub use span::Span;
pub use tag::{Outcome, Stage, Verdict};
pub use text::lines::LineIndex;
