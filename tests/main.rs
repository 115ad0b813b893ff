//! All tests that go through the public API, as one program.

mod cases;
#[cfg(feature = "cli")]
mod diagnostics;
mod lexicon;
mod naive;
mod properties;
mod strategies;
mod support;
