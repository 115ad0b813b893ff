//! canonym: who, what and where is meant in a text, under one id each, exactly where it stands.
mod date;
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
pub mod report;
mod review;
mod rewrite;
mod romanization;
pub mod score;
mod skeleton;
mod span;
pub mod suggest;
mod tag;
mod text;

pub use date::Date;
pub use diagnostic::{Code, Diagnostic, Label, Rule, Severity, Source, SourceId};
pub use document::{Document, Evidence, Mention, Reading, Voice};
pub use entity::{Charge, Entity, EntityId, Form, Kind, Role};
pub use error::Error;
pub use fold::fold;
pub use gazetteer::{Answer, Engine, Fingerprint, Gazetteer, Sense};
pub use lexicon::{Lexicon, Name, Outline, slug};
pub use rehearse::rehearse;
pub use review::review;
pub use rewrite::{Edit, Rewriter, Rewriting, Style, Terms, Why, apply as rewrite_apply};
pub use span::Span;
pub use tag::{Outcome, Stage, Verdict};
#[doc(hidden)]
pub use tag::{Scanned, Selected};
pub use text::lines::LineIndex;
