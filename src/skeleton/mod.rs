//! Finds whom a full name means that nobody listed in this spelling; for the tagger and for bare names.
//!
//! [`Skeletons`] keeps the full names of known people, each in a [drawer](drawers) with those of the same [consonants](sounds), so coarsely
//! told apart that no spelling of a name can end up in another drawer. What lies in the drawer is then [compared](same) word by word with
//! the rules of [`romanization`](crate::romanization), where vowels count too. The answer is one person or nobody: where two could be
//! meant, or where a different given name stands, it is nobody.

mod drawers;
mod known;
mod missing;
mod same;
mod sounds;

use crate::fold::fold_name;
use crate::romanization::Origin;
pub(crate) use drawers::may_be_known;
use drawers::{drawers_without, spellings_without};
pub(crate) use known::{Found, Skeletons, person};
use missing::may_be_missing;
pub(crate) use same::same_word;
pub(crate) use sounds::Ending;

/// A full name, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Folded, letters and digits only, word after word: a text brings many names, and each is compared with several.
    letters: String,
    /// Where each word ends.
    ends: Vec<usize>,
    origin: Origin,
}

/// A full name, ready to be kept or looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skeleton {
    name: Name,
    /// The drawers it lies in by its sounds: several where a letter may stand for two or a word may be missing. Sorted.
    drawers: Vec<u64>,
    /// Its letters, where only the same letters are the same name: several where a word may be missing.
    spellings: Vec<u64>,
}

/// The skeleton of a name without its titles. Where it comes from is guessed from its words.
pub(crate) fn skeleton(name: &str) -> Skeleton {
    skeleton_of(name, Origin::guess(&fold_name(name)))
}

/// The skeleton of a name that is known to come from `origin`.
pub(crate) fn skeleton_of(name: &str, origin: Origin) -> Skeleton {
    let name = Name::of(name, origin);
    let words: Vec<&str> = name.words().collect();
    let may_miss = |at: usize| may_be_missing(&words, at, origin).is_some();
    let drawers = drawers_without(&words, &may_miss);
    let spellings = if origin == Origin::Other { spellings_without(&words, &may_miss) } else { Vec::new() };
    Skeleton { name, drawers, spellings }
}

impl Name {
    /// A name that is known to come from `origin`.
    pub(crate) fn of(name: &str, origin: Origin) -> Name {
        let mut letters = fold_name(name);
        let mut ends = Vec::with_capacity(4);
        let mut len = 0;
        letters.retain(|c| {
            let kept = c.is_alphanumeric();
            if kept {
                len += c.len_utf8();
            } else if c == ' ' && len > ends.last().copied().unwrap_or_default() {
                ends.push(len);
            }
            kept
        });
        if len > ends.last().copied().unwrap_or_default() {
            ends.push(len);
        }
        Name { letters, ends, origin }
    }

    /// The words.
    fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.n_words()).map(|at| self.piece(at, at + 1))
    }

    /// The words `from..to`, joined.
    fn piece(&self, from: usize, to: usize) -> &str {
        let end = |n: usize| n.checked_sub(1).map_or(0, |last| self.ends[last]);
        &self.letters[end(from)..end(to)]
    }

    /// The number of words.
    fn n_words(&self) -> usize {
        self.ends.len()
    }

    /// The number of words that are no initials.
    fn n_names(&self) -> usize {
        self.words().filter(|word| word.len() > 1).count()
    }

    /// The sounds of the last word.
    fn ending(&self) -> Ending {
        Ending::of(self.words().last().unwrap_or_default())
    }
}

impl Skeleton {
    /// The number of words.
    pub(crate) fn n_words(&self) -> usize {
        self.name.n_words()
    }

    /// The sounds of the last word.
    pub(crate) fn ending(&self) -> Ending {
        self.name.ending()
    }
}
