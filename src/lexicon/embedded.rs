//! The lexicons that the library carries with it: a copy of `lexicons/`, read like any other file.

use crate::diagnostic::Source;

/// Name, text and hash of each file, sorted by name.
const FILES: &[(&str, &str, u128)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The files as sources of the lowest layer, named `lexicons/…`.
pub(super) fn sources() -> Vec<Source> {
    let source = |&(name, text, _): &(&str, &str, u128)| Source {
        name: format!("lexicons/{name}"),
        text: text.to_owned(),
        layer: 0,
    };
    FILES.iter().map(source).collect()
}

/// Hashes of the texts, made when the library was built.
pub(super) fn hashes() -> impl Iterator<Item = u128> {
    FILES.iter().map(|&(_, _, hash)| hash)
}
