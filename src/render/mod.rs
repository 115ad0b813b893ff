//! From documents to bytes: one file a format.

mod json;

pub use json::{Record, entities_json, write_jsonl};

/// The unit in which offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Offsets {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode code points, as Python counts.
    #[default]
    CodePoints,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl Offsets {
    /// The word used in options and records: `bytes`, `code-points` or `utf16`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Offsets::Bytes => "bytes",
            Offsets::CodePoints => "code-points",
            Offsets::Utf16 => "utf16",
        }
    }
}
