//! All tests that go through the public API, as one program.

mod cases;
mod lexicon;
mod naive;
mod properties;
mod strategies;
mod support;
