//! What the fuzzer throws bytes at. Each target holds laws; breaking one panics.
//!
//! `tests/corpus.rs` of the project replays the kept corpus through the same functions, in `cargo test`, without the fuzzer.

mod laws;
mod text;

pub use laws::*;
