//! Cuts a long file between its entries, so that never more than a piece of it lies in memory as tables, which take thirty times its room.
//!
//! Only what a program writes is cut: a head, then entry after entry, each under a plain header of its own. Of anything else there is no
//! telling without a parser where it may be cut; such a file is read as a whole.

use std::ops::Range;

use memchr::{memchr_iter, memmem};
use rustc_hash::FxHashSet;

use crate::lexicon::schema::{self, Shape};

/// Shorter files are not cut.
const LONG: usize = 256 << 10;
/// A piece is cut off where the first entry ends behind so many bytes.
const PIECE: usize = 32 << 10;

/// Where `text` may be cut: its head, which has no entries, then pieces of whole entries. All that is written under one id lies in one
/// piece. `None` when it is short, or not such a file for sure.
pub(super) fn pieces(text: &str) -> Option<Vec<Range<usize>>> {
    // In a text of several lines a line may look like a header.
    let several = |quotes: &[u8]| memmem::find(text.as_bytes(), quotes).is_some();
    if text.len() < LONG || several(b"\"\"\"") || several(b"'''") {
        return None;
    }
    let mut pieces = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut last = "";
    let mut start = 0;
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
    for at in starts {
        let line = &text[at..];
        if !line.trim_start_matches([' ', '\t']).starts_with('[') {
            continue;
        }
        match entry_of(line) {
            Some(entry) if entry == last => {}
            Some(entry) => {
                if !seen.insert(entry) {
                    return None;
                }
                if last.is_empty() || at - start >= PIECE {
                    pieces.push(start..at);
                    start = at;
                }
                last = entry;
            }
            // Tables of the head.
            None if last.is_empty() => {}
            None => return None,
        }
    }
    if last.is_empty() {
        return None;
    }
    pieces.push(start..text.len());
    Some(pieces)
}

/// The `kind.id` of a plain header, `[kind.id]` or one below it, that `rest` begins with.
fn entry_of(rest: &str) -> Option<&str> {
    let bytes = rest.as_bytes();
    let n_brackets = bytes.iter().take_while(|&&byte| byte == b'[').count();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let path = &rest[n_brackets..];
    let path = &path[..path.bytes().take_while(plain).count()];
    let end = path
        .find('.')
        .map_or(path.len(), |dot| dot + 1 + path[dot + 1..].find('.').unwrap_or(path.len() - dot - 1));
    let n_keys = path.split('.').count();
    let right =
        path.split('.').all(|key| !key.is_empty()) && matches!((n_brackets, n_keys), (1, 2..) | (2, 3..));
    let closed = rest[n_brackets + path.len()..].strip_prefix(&"]]"[..n_brackets.min(2)])?;
    let ends = closed.is_empty() || closed.starts_with('\n') || closed.starts_with("\r\n");
    let of_entries = matches!(schema::FILE.key(path.split('.').next()?)?.shape, Shape::Entries(_));
    (right && ends && of_entries).then(|| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_headers_of_entries_are_known() {
        for (line, expected) in [
            ("[person.a]", Some("person.a")),
            ("[person.a]\r\nname = 1", Some("person.a")),
            ("[term.a-b.examples]\n", Some("term.a-b")),
            ("[[person.a.clue]]\n", Some("person.a")),
            ("[[person.a]]\n", None),
            ("[person]\n", None),
            ("[person.a", None),
            ("[person.a.]", None),
            ("[person..a]", None),
            ("[person.\"a\"]", None),
            ("[person .a]", None),
            ("[person.a] # the first", None),
            ("[[person.a.clue]\n", None),
            ("[person.a]]\n", None),
            ("[[[person.a.b]]]\n", None),
            ("[words.a]\n", None),
            ("[nothing.a]\n", None),
            (" [person.a]\n", None),
            ("[]\n", None),
            ("[", None),
        ] {
            assert_eq!(entry_of(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_may_be_otherwise_is_not_cut() {
        let entries = |from: usize| -> String {
            (from..from + 9_000)
                .map(|n| format!("[person.p{n}]\nname = \"P {n}\"\n[[person.p{n}.clue]]\nnear = \"x\"\n"))
                .collect()
        };
        let plain = format!("format = 1\n[categories]\na = \"b\"\n{}", entries(0));
        let cut = pieces(&plain).expect("it is long and plain");
        assert!(cut.len() > 8);
        assert_eq!(cut.iter().map(|piece| &plain[piece.clone()]).collect::<String>(), plain);
        assert!(plain[cut[1].clone()].starts_with("[person.p0]"));
        for end in [
            "[person.p7]\nname = \"again\"\n",
            "[words]\n",
            "[person]\n",
            " [person.q]\nname = \"Q\"\n",
            "[person.q] # Q\nname = \"Q\"\n",
            "[person.q]\nname = \"\"\"Q\"\"\"\n",
            "[person.q]\nname = '''Q'''\n",
        ] {
            assert_eq!(pieces(&format!("{plain}{end}")), None, "{end}");
        }
        assert_eq!(pieces("format = 1\n[person.a]\nname = \"A\"\n"), None);
        assert_eq!(pieces(&"# nothing\n".repeat(100_000)), None);
    }
}
