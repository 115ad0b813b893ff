//! Authoring: from TOML files to a [`Lexicon`], with every mistake found on the way.
//!
//! [`Lexicon::read`] is the only thing in the library that reads files. [`Lexicon::parse`] takes what it read and never fails: it
//! returns a lexicon of all that was right, and a [`Diagnostic`] for all that was not. [`Lexicon::check`] then looks at the
//! lexicon as a whole: names that nothing tells apart, ids that nobody has, wording called neutral that is not.

mod bounds;
pub(crate) mod check;
mod dialect;
mod embedded;
pub(crate) mod example;
mod json_schema;
mod layers;
pub(crate) mod model;
mod outline;
mod parse;
mod read;
mod schema;
pub(crate) mod template;
pub(crate) mod variants;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Rule, Severity, Source, SourceId};
use crate::error::Error;
use crate::romanization::SpellingRule;
use model::Parts;
pub use outline::{Name, Outline};
pub use parse::slug;

/// A parsed lexicon: what people wrote, merged over all files and layers.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) sources: Vec<Source>,
    pub(crate) parts: Parts,
    /// The errors that parsing found: what is wrong is missing from `parts`, so nothing should be built from them.
    pub(crate) errors: Vec<Diagnostic>,
    /// Ids that somebody wrote an entry for which had a mistake.
    broken: BTreeSet<String>,
    /// Whether a whole file is missing after a syntax error.
    incomplete: bool,
}

impl Lexicon {
    /// Reads a file, or every `.toml` file below a folder, in sorted order; hidden ones are left out.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is not UTF-8 (the message says where), or is far too large for a lexicon.
    pub fn read(path: &Path) -> Result<Vec<Source>, Error> {
        read::read(path)
    }

    /// The files that [`read`](Lexicon::read) would read, in the same order.
    ///
    /// # Errors
    ///
    /// When a folder cannot be listed, or there is nothing at `path`.
    pub fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
        read::files(path)
    }

    /// Hashes of the texts that [`read`](Lexicon::read) would give, in the same order, in memory that does not grow with them: for
    /// [`Fingerprint::of_hashes`](crate::Fingerprint::of_hashes). `None` when something there is no plain file, such as a pipe, which could not
    /// be read again.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn hashes(path: &Path) -> Result<Option<Vec<u128>>, Error> {
        read::hashes(path)
    }

    /// The lexicons that come with the library, as the lowest layer. They are read at run time like any other.
    ///
    /// ```
    /// assert!(canonym::Lexicon::embedded().iter().all(|source| source.layer == 0));
    /// ```
    pub fn embedded() -> Vec<Source> {
        embedded::sources()
    }

    /// Hashes of the texts of [`Lexicon::embedded`].
    pub(crate) fn embedded_hashes() -> impl Iterator<Item = u128> {
        embedded::hashes()
    }

    /// Parses and merges `sources`, and reports everything that is wrong with them, in order of file and place.
    ///
    /// The order of the sources makes no difference; their layers do. An entry with a mistake costs that entry, a syntax error
    /// its file.
    ///
    /// ```
    /// use canonym::{Lexicon, Source};
    ///
    /// let text = "format = 1\n[person.ali-bagheri]\nnmae = \"Ali Bagheri\"\n";
    /// let source = Source { name: "people.toml".into(), text: text.into(), layer: 0 };
    /// let (_, diagnostics) = Lexicon::parse(vec![source]);
    /// assert_eq!(diagnostics[0].message, "person `ali-bagheri` has no `name`");
    /// assert_eq!(diagnostics[1].help.as_deref(), Some("did you mean `name`?"));
    /// ```
    pub fn parse(mut sources: Vec<Source>) -> (Lexicon, Vec<Diagnostic>) {
        for source in &mut sources {
            read::strip_mark(&mut source.text);
        }
        sources.sort_by(|a, b| (a.layer, &a.name, &a.text).cmp(&(b.layer, &b.name, &b.text)));
        let mut found = Vec::new();
        let mut files = parse::parse_all(&sources, &mut found);
        let mut broken: BTreeSet<String> =
            files.iter_mut().flat_map(|file| std::mem::take(&mut file.broken)).collect();
        let incomplete = files.iter().any(|file| file.held_back);
        let mut parts = layers::merge(files, &mut found);
        bounds::hold(&mut parts, &mut broken, &mut found);
        finish(&mut found);
        let errors = found.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
        (Lexicon { sources, parts, errors, broken, incomplete }, found)
    }

    /// Looks at the lexicon as a whole and reports what an author should know, in order of file and place.
    ///
    /// What [`Lexicon::parse`] reported is not repeated.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = check::check(self);
        finish(&mut found);
        found
    }

    /// The files it was parsed from, which spans of diagnostics point into; sorted by layer and name.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The file of each example, in no particular order.
    pub fn examples(&self) -> impl Iterator<Item = SourceId> {
        let of_entries = self.parts.entries.iter().flat_map(|entry| &entry.examples);
        let of_templates = self.parts.templates.iter().flat_map(|template| &template.examples);
        of_entries.chain(of_templates).map(|example| example.source)
    }

    /// The rules of spelling variants that an entry can switch on and off: the name of each, and spellings that it takes for one.
    pub fn spelling_rules() -> impl Iterator<Item = (&'static str, &'static str)> {
        SpellingRule::ALL.iter().map(|rule| (rule.name(), rule.example()))
    }

    /// The JSON Schema of a lexicon file, for editors that check and complete.
    pub fn json_schema() -> String {
        let mut schema = format!("{:#}", json_schema::json_schema());
        schema.push('\n');
        schema
    }

    /// The keys of a kind of table, such as `person`, `clue` or `examples`, in the order in which they are best written. Empty for
    /// a table with free keys, or none of a lexicon file; those of the file itself for `""`.
    pub fn keys_of(table: &str) -> Vec<&'static str> {
        schema::keys_of(table)
    }

    /// Every rule that [`Lexicon::parse`] and [`Lexicon::check`] know, sorted by code.
    pub fn rules() -> Vec<&'static Rule> {
        check::rules()
    }
}

/// Ready to be read: sentences that are safe to print, by file and place; two at one place by code and message, so that the order is the
/// same in every run.
pub(crate) fn finish(found: &mut [Diagnostic]) {
    found.iter_mut().for_each(Diagnostic::make_printable);
    found.sort_by(|a, b| {
        let key = |one: &Diagnostic| (one.at.source, one.at.span, one.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}
