//! From TOML text to what an author meant: entry by entry, with every mistake at its own key or value.
//!
//! The tables of a file are walked twice. A [`Checker`] compares every key and value with the [schema](super::schema) and reports what does
//! not fit; a [`Reader`] then takes what it needs from the entries that do. An entry with a mistake is left out, the others of its file
//! stand. After a syntax error keys may have landed in the wrong table, so that such a file is not walked at all.
//!
//! A long file is parsed [in pieces](pieces), several files at a time.

mod checker;
mod pieces;
mod reader;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::check::codes;
use super::dialect;
use super::model::{Entry, Layering, Located, Template};
use super::schema::{self, Shape};
use crate::diagnostic::{Diagnostic, Source, SourceId};
use crate::entity::Kind;
use crate::limits::Limits;
use crate::threads;
use checker::Checker;
pub(super) use reader::Manner;
use reader::Reader;

type Name<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// What one file says, before it is merged with the others.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) layer: u8,
    pub(super) entries: Vec<Entry>,
    pub(super) templates: Vec<(Layering, Template)>,
    /// Each word with its spellings.
    pub(super) spelling: Vec<(Located<String>, Vec<Located<String>>)>,
    /// By the name of the list.
    pub(super) words: BTreeMap<&'static str, Vec<Located<String>>>,
    pub(super) categories: Vec<(String, Located<String>)>,
    pub(super) camps: Vec<(String, Located<String>)>,
    /// Ids of entries that were left out because of a mistake.
    pub(super) broken: BTreeSet<String>,
    /// Whether the file was held back after a syntax error.
    pub(super) held_back: bool,
}

/// Fewer bytes are parsed sooner than another thread is there to help.
const WORTH_HELP: usize = 1 << 20;

/// Reads every file, in their order. Never fails: what cannot be read is left out and reported.
pub(super) fn parse_all(sources: &[Source], found: &mut Vec<Diagnostic>) -> Vec<File> {
    let n_bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let worth = if n_bytes < WORTH_HELP { usize::MAX } else { 1 };
    let parsed = threads::in_order(
        sources.len(),
        worth,
        || (),
        |(), n| {
            let mut found = Vec::new();
            let file = parse(SourceId(n as u32), &sources[n], &mut found);
            (file, found)
        },
    );
    let mut files = Vec::with_capacity(parsed.len());
    for (file, mut of_file) in parsed {
        found.append(&mut of_file);
        files.push(file);
    }
    files
}

fn parse(id: SourceId, source: &Source, found: &mut Vec<Diagnostic>) -> File {
    if let Some(pieces) = pieces::pieces(&source.text) {
        let mut own = Vec::new();
        if let Some(file) = parse_pieces(id, source, &pieces, &mut own) {
            found.append(&mut own);
            return file;
        }
    }
    let mut file = File { layer: source.layer, ..File::default() };
    let (root, errors) = read(&source.text);
    let root = root.get_ref();
    let mut checker = Checker::new(id, &source.text, 0, found);
    if !errors.is_empty() {
        file.held_back = true;
        checker.syntax_errors(&errors, root);
        return file;
    }
    if !checker.format(root) {
        file.held_back = true;
        return file;
    }
    let reader = Reader { source: id, base: 0 };
    let generated = switched_on(root, "generated");
    entries(root, generated, &mut checker, &reader, &mut file);
    checker.head(root);
    novelties(&source.text, &mut checker);
    reader.lists(root, &mut file);
    file
}

/// The same for a file in pieces. `None` when something is wrong with a piece, or different from what its header says: then the whole tells
/// what it is.
fn parse_pieces(
    id: SourceId,
    source: &Source,
    pieces: &[Range<usize>],
    found: &mut Vec<Diagnostic>,
) -> Option<File> {
    let mut file = File { layer: source.layer, ..File::default() };
    let mut generated = false;
    for (n, piece) in pieces.iter().enumerate() {
        let text = &source.text[piece.clone()];
        let root = DeTable::parse(text).ok()?;
        let root = root.get_ref();
        let mut checker = Checker::new(id, text, piece.start, found);
        let reader = Reader { source: id, base: piece.start };
        let has_entries = |name: &str| matches!(schema::FILE.key(name), Some(key) if matches!(key.shape, Shape::Entries(_)));
        if n == 0 {
            if root.keys().any(|name| has_entries(name.get_ref())) {
                return None;
            }
            if !checker.format(root) {
                file.held_back = true;
                return Some(file);
            }
            generated = switched_on(root, "generated");
            checker.head(root);
            reader.lists(root, &mut file);
        }
        entries(root, generated, &mut checker, &reader, &mut file);
    }
    novelties(&source.text, &mut Checker::new(id, &source.text, 0, found));
    Some(file)
}

/// Checks all of `root` and takes the entries that are right.
fn entries<'t>(
    root: &DeTable<'t>,
    generated: bool,
    checker: &mut Checker<'t, '_>,
    reader: &Reader,
    file: &mut File,
) {
    for (name, value) in root {
        match (schema::FILE.key(name.get_ref()).map(|key| key.shape), value.get_ref()) {
            (Some(Shape::Entries(table)), DeValue::Table(entries)) => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == name.get_ref().as_ref());
                for (key, value) in entries {
                    let before = checker.n_found();
                    checker.entry(name.get_ref(), key, value, table);
                    if checker.n_found() > before {
                        file.broken.insert(key.get_ref().to_string());
                    } else if let DeValue::Table(entry) = value.get_ref() {
                        match kind {
                            Some(kind) => file.entries.push(reader.entry(kind, generated, key, entry)),
                            None => file.templates.push(reader.template(key, entry)),
                        }
                    }
                }
            }
            _ => checker.member(name, value, &schema::FILE, ""),
        }
    }
}

fn novelties(text: &str, checker: &mut Checker<'_, '_>) {
    for (novelty, span) in dialect::novelties(text) {
        let at = checker.label(span, "");
        checker.report(&codes::TOML_1_1, novelty.phrase().into(), at, Some(novelty.remedy().into()));
    }
}

/// The tables of a file and its syntax errors. Of a long file only the first error: going on after one takes far more memory and time than
/// reading, and a long file was written by a program, which makes one mistake over and over.
fn read(text: &str) -> (Spanned<DeTable<'_>>, Vec<toml::de::Error>) {
    if text.len() <= Limits::DEFAULT.recovered_bytes {
        return DeTable::parse_recoverable(text);
    }
    match DeTable::parse(text) {
        Ok(root) => (root, Vec::new()),
        Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
    }
}

fn switched_on(table: &DeTable<'_>, key: &str) -> bool {
    table.get(key).and_then(|value| value.get_ref().as_bool()) == Some(true)
}

/// Whether `id` is lower-case ASCII letters, digits and single hyphens between them.
pub(super) fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// An id made of `text`: accents and marks gone, everything else between letters a hyphen. Empty when no letter is left.
///
/// ```
/// assert_eq!(canonym::slug("Đà Lạt, Việt Nam"), "da-lat-viet-nam");
/// assert_eq!(canonym::slug("بغداد"), "");
/// ```
pub fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for character in text.nfkd() {
        let lower = character.to_ascii_lowercase();
        // Letters that do not come apart.
        let plain = match character {
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'ħ' | 'Ħ' => "h",
            'ı' => "i",
            'ə' | 'Ə' => "a",
            'ŋ' | 'Ŋ' => "n",
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'þ' | 'Þ' => "th",
            _ => "",
        };
        slug.push_str(plain);
        if lower.is_ascii_alphanumeric() {
            slug.push(lower);
        } else if character.is_ascii()
            && !matches!(character, '\'' | '"')
            && !slug.ends_with('-')
            && !slug.is_empty()
        {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_slugs() {
        for (id, right, repaired) in [
            ("ali-bagheri", true, "ali-bagheri"),
            ("g7", true, "g7"),
            ("Ali_Bagheri", false, "ali-bagheri"),
            ("-a", false, "a"),
            ("a--b", false, "a-b"),
            ("", false, ""),
            ("José", false, "jose"),
            ("ایران", false, ""),
        ] {
            assert_eq!(is_slug(id), right, "{id}");
            assert_eq!(slug(id), repaired, "{id}");
        }
    }

    #[test]
    fn a_file_says_the_same_in_pieces_and_as_a_whole() {
        let entry = |n: usize| {
            format!(
                "[place.p{n}]\nname = \"Town {n}\"\naliases = [\"Ville {n}\"]\n[[place.p{n}.clue]]\nnear = \"river\"\n"
            )
        };
        let entries: Vec<String> = (0..6_000).map(entry).collect();
        let head = "format = 1\n[categories]\na = \"b\"\n";
        for (n, fault) in [
            (0, ""),
            (10, "[place.x]\nnmae = \"X\"\n"),
            (3_000, "[place.p17]\nname = \"Again\"\n"),
            (3_000, "[place.x]\nname = \"X\n"),
            (3_000, "[place.x]\nname = \"X\"\naliases = [\n  \"Y\",\n[place.y]\n]\n"),
            (5_999, "[place.x]\nname = 7\n"),
            (3_000, "name = \"Z\"\n"),
        ] {
            let text = format!("{head}{}{fault}{}", entries[..n].concat(), entries[n..].concat());
            // Quotes of a text of several lines, in a comment: nobody knows then where to cut.
            let whole = format!("{text}# \'\'\'\n");
            assert!(fault.contains("p17") || pieces::pieces(&text).is_some(), "{fault:?}");
            assert_eq!(pieces::pieces(&whole), None);
            let parsed = |text: String| {
                let source = Source { name: "a.toml".into(), text, layer: 0 };
                let (lexicon, found) = crate::lexicon::Lexicon::parse(vec![source]);
                (lexicon.parts, found)
            };
            assert!(parsed(text) == parsed(whole), "{fault:?}");
        }
    }
}
