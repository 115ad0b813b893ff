//! Which files a command is about: those named, seen together with all lexicons in effect.

use std::collections::BTreeSet;
use std::path::PathBuf;

use canonym::{Diagnostic, Lexicon, Source};

use crate::args::Lexicons;
use crate::layers;
use crate::output::Failure;

/// The lexicons in effect, and the ones among them that were asked for.
pub(super) struct Scope {
    pub(super) sources: Vec<Source>,
    /// Names of sources; all of them when nothing was asked for.
    asked: Option<BTreeSet<String>>,
}

impl Scope {
    /// Reads all lexicons in effect and `paths`; a file that is in effect anyway is read once.
    pub(super) fn new(paths: &[PathBuf], chosen: &Lexicons) -> Result<Scope, Failure> {
        let mut sources = layers::sources(chosen)?;
        if paths.is_empty() {
            return Ok(Scope { sources, asked: None });
        }
        let real = |name: &str| std::fs::canonicalize(name).ok();
        let known: Vec<Option<PathBuf>> = sources.iter().map(|source| real(&source.name)).collect();
        let top = sources.iter().map(|source| source.layer).max().unwrap_or(0);
        let mut asked = BTreeSet::new();
        for (index, path) in paths.iter().enumerate() {
            let layer = u8::try_from(usize::from(top) + index + 1).unwrap_or(u8::MAX);
            for source in Lexicon::read(path)? {
                let place = real(&source.name);
                match known.iter().position(|known| place.is_some() && *known == place) {
                    Some(index) => asked.insert(sources[index].name.clone()),
                    None => {
                        let new = asked.insert(source.name.clone());
                        if new {
                            sources.push(Source { layer, ..source });
                        }
                        new
                    }
                };
            }
        }
        Ok(Scope { sources, asked: Some(asked) })
    }

    /// Whether the file was asked for.
    pub(super) fn has(&self, source: &Source) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.contains(&source.name))
    }

    /// Whether a place of the diagnostic is in a file that was asked for.
    pub(super) fn includes(&self, lexicon: &Lexicon, diagnostic: &Diagnostic) -> bool {
        let places = std::iter::once(&diagnostic.at).chain(&diagnostic.related);
        places.into_iter().any(|label| self.has(&lexicon.sources()[label.source.index()]))
    }
}
