//! What a lexicon compiles to: a matcher over all surfaces, the senses of each surface, the entities. Immutable, cheap to clone.
//!
//! All of it lies in one flat [image](image::Image), which can be written to a file and mapped from there: opening a compiled lexicon
//! costs the same whatever its size. What the other modules see are small values read from the image when they ask [`Inner`].

mod answers;
mod compile;
mod decode;
mod draft;
mod encode;
mod engine;
mod entities;
mod fingerprint;
mod forms;
mod image;
mod inner;
mod layout;
pub(crate) mod matcher;
mod names;
mod notice;
mod sense;
mod unlisted;
mod words;

use std::io;
use std::path::Path;
use std::sync::Arc;

pub use answers::Answer;
pub(crate) use decode::SurfaceTexts;
pub use engine::Engine;
pub(crate) use entities::ClueRule;
pub use fingerprint::Fingerprint;
pub(crate) use inner::Inner;
pub(crate) use matcher::Matcher;
pub(crate) use notice::Notice;
pub use sense::Sense;
pub(crate) use sense::{CaseTest, SurfaceId};
pub(crate) use words::{Classes, FoldedWords};

use crate::date::Date;
use crate::entity::{Entity, EntityId};
use crate::error::{Error, ErrorKind};
use crate::fold;
use image::Image;

/// A compiled lexicon, ready to tag. Cloning is cheap and shares everything; it can be used from many threads at once.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    pub(crate) inner: Arc<Inner>,
    /// Whether people are also found in spellings that nobody listed.
    pub(crate) unlisted: bool,
    /// When the texts were written, if they do not say so themselves.
    pub(crate) date: Option<Date>,
}

impl Gazetteer {
    /// The same gazetteer, but people count only in spellings that the lexicon lists or its rules make of them.
    #[must_use]
    pub fn listed_only(self) -> Gazetteer {
        Gazetteer { unlisted: false, ..self }
    }

    /// The same gazetteer for texts that were written on `date`: names and offices count in their time only. Without a date, a text that
    /// gives one on its first lines is taken to be of that day; else time decides nothing, and mentions that it could decide are marked.
    #[must_use]
    pub fn dated(self, date: Date) -> Gazetteer {
        Gazetteer { date: Some(date), ..self }
    }

    /// Opens a compiled lexicon that [`Gazetteer::write`] wrote. The file is mapped into memory and not read before it is used, so that
    /// this takes no time, however large it is.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is damaged or cut short, or was made by another version or on another kind of machine.
    pub fn open(path: &Path) -> Result<Gazetteer, Error> {
        let image = Image::open(path).map_err(|cause| {
            let path = path.to_path_buf();
            Error::new(match cause.kind() {
                io::ErrorKind::InvalidData => ErrorKind::Unusable { path, what: cause.to_string() },
                _ => ErrorKind::Read { path, cause },
            })
        })?;
        Ok(Gazetteer::of(image, Vec::new()))
    }

    /// Writes the gazetteer in the form that [`Gazetteer::open`] opens.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        // A file written in one piece lies in the system's cache in large ones, and each place that is looked at maps all of such a piece: one
        // short article made 78 MB of a million names resident, and makes 19 now.
        const PIECE: usize = 1 << 16;
        self.inner.image.as_bytes().chunks(PIECE).try_for_each(|piece| out.write_all(piece))
    }

    fn of(image: Image, notices: Vec<Notice>) -> Gazetteer {
        let image = Arc::new(image);
        let engine = Engine::for_surfaces(decode::n_surfaces(&image));
        Gazetteer { inner: Arc::new(Inner::of(image, notices, engine)), unlisted: true, date: None }
    }

    /// The same gazetteer with another way of finding surfaces.
    #[must_use]
    pub fn with_engine(self, engine: Engine) -> Gazetteer {
        let inner = Inner::of(Arc::clone(&self.inner.image), self.inner.notices.clone(), engine);
        Gazetteer { inner: Arc::new(inner), ..self }
    }

    /// How surfaces are found, chosen by their number.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Bytes of what finds surfaces: the trie, the filter before it, and the table that tells where the texts of surfaces are.
    pub fn matcher_memory(&self) -> (usize, usize, usize) {
        let (trie, filter) = self.inner.matcher().memory();
        (trie, filter, self.n_surfaces() * layout::SURFACE * 4)
    }

    /// The entity behind a handle of this gazetteer.
    ///
    /// # Panics
    ///
    /// If the handle comes from a larger gazetteer.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.inner.entities[id.index()]
    }

    /// All entities, sorted by key.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = &Entity> {
        (0..self.inner.entities.len()).map(|n| &self.inner.entities[n])
    }

    /// The entity with this key.
    pub fn find(&self, key: &str) -> Option<EntityId> {
        decode::entity_with(&self.inner.image, key)
    }

    /// The senses of `surface`, folded first. Empty when the gazetteer does not know it.
    pub fn senses(&self, surface: &str) -> Vec<Sense<'_>> {
        match self.inner.surface(&fold::fold_name(surface)) {
            Some(id) => self.inner.senses_of(id).collect(),
            None => Vec::new(),
        }
    }

    /// How many distinct surface forms the matcher knows.
    pub fn n_surfaces(&self) -> usize {
        self.inner.n_surfaces()
    }

    /// A fingerprint of all lexicon content, the engine and the Unicode version: equal fingerprints give equal results.
    pub fn hash(&self) -> &str {
        &self.inner.hash
    }

    /// What compiling did that an author should know.
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.inner.notices
    }

    /// Whether this is the gazetteer that these lexicons compile to with this build of the library.
    pub fn is_for(&self, fingerprint: &Fingerprint) -> bool {
        self.inner.image.key() == fingerprint.key() && self.inner.image.fingerprint() == fingerprint.content()
    }

    /// Whether the whole image is as it was written. [`Gazetteer::open`] checks all of a small file but only samples of a large one.
    pub fn is_sound(&self) -> bool {
        self.inner.image.is_sound()
    }
}
