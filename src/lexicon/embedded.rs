//! The lexicons that the library carries with it: a copy of `lexicons/`, read like any other file.

use crate::diagnostic::Source;

/// Name and text of each file, sorted by name.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The files as sources of the lowest layer, named `lexicons/…`.
pub(super) fn sources() -> Vec<Source> {
    let source = |&(name, text): &(&str, &str)| Source {
        name: format!("lexicons/{name}"),
        text: text.to_owned(),
        layer: 0,
    };
    FILES.iter().map(source).collect()
}
