//! All tests that go through the public API, as one program.

mod architecture;
mod authors;
mod cases;
#[cfg(feature = "cli")]
mod cli_tools;
mod corpus;
#[cfg(feature = "cli")]
mod diagnostics;
#[cfg(feature = "cli")]
mod faults;
mod formats;
mod guarantees;
#[cfg(feature = "cli")]
mod hostile;
#[cfg(feature = "cli")]
mod inputs;
mod lexicon;
#[cfg(feature = "cli")]
mod lexicon_tools;
mod lexicons;
mod naive;
mod properties;
mod properties_lexicon;
mod report;
mod rewrite;
mod strangers;
mod strategies;
mod support;
#[cfg(feature = "arrow")]
mod tables;
mod voice;
