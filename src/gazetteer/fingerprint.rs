//! What a gazetteer is made from, in a number: tells whether a compiled one is still good.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::diagnostic::Source;
use crate::lexicon::Lexicon;

/// Part of the fingerprint: raised whenever the engine would answer differently.
const ENGINE_VERSION: &str = concat!("canonym ", env!("CARGO_PKG_VERSION"), " engine 2");

/// What a gazetteer is made from: lexicon content, engine and Unicode version, and the very build of the library.
///
/// File names and their order do not count. No defense against forgery; it only has to notice change.
///
/// ```
/// use canonym::{Fingerprint, Lexicon};
///
/// let gazetteer = Lexicon::parse(Lexicon::embedded()).0.compile()?;
/// assert!(gazetteer.is_for(&Fingerprint::of(&Lexicon::embedded())));
/// assert!(gazetteer.is_for(&Fingerprint::of_embedded(&[])));
/// # Ok::<(), canonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    content: u128,
    key: u128,
}

impl Fingerprint {
    /// The fingerprint of what `sources` compile to.
    pub fn of(sources: &[Source]) -> Fingerprint {
        Fingerprint::of_hashes(false, sources.iter().map(Fingerprint::hash))
    }

    /// The fingerprint of the embedded lexicons with `others` on top, without looking at the embedded ones.
    pub fn of_embedded(others: &[Source]) -> Fingerprint {
        Fingerprint::of_hashes(true, others.iter().map(Fingerprint::hash))
    }

    /// The fingerprint of sources of which only the layers and the [hashes](Lexicon::hashes) of their texts are at hand, with or without the
    /// embedded lexicons below them.
    pub fn of_hashes(embedded: bool, hashes: impl IntoIterator<Item = (u8, u128)>) -> Fingerprint {
        let embedded = embedded.then(|| Lexicon::embedded_hashes().map(|hash| (0, hash)));
        Fingerprint::of_all(embedded.into_iter().flatten().chain(hashes).collect())
    }

    /// Hexadecimal, for the name of a file.
    pub fn to_hex(&self) -> String {
        format!("{:032x}", self.key)
    }

    pub(super) fn content(&self) -> u128 {
        self.content
    }

    pub(super) fn key(&self) -> u128 {
        self.key
    }

    fn hash(source: &Source) -> (u8, u128) {
        (source.layer, xxh3_128(source.text.as_bytes()))
    }

    fn of_all(mut hashes: Vec<(u8, u128)>) -> Fingerprint {
        hashes.sort_unstable();
        let (major, minor, update) = unicode_normalization::UNICODE_VERSION;
        let mut hash = Xxh3::new();
        hash.update(ENGINE_VERSION.as_bytes());
        hash.update(&[major, minor, update]);
        for (layer, content) in hashes {
            hash.update(&[layer]);
            hash.update(&content.to_le_bytes());
        }
        let content = hash.digest128();
        // Not part of the content: two builds of one version answer alike, but one may lay things out otherwise.
        hash.update(env!("CANONYM_BUILD").as_bytes());
        Fingerprint { content, key: hash.digest128() }
    }
}
