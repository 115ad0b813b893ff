//! Where names are kept and looked for: three cabinets of drawers, each with a key.

use super::Skeleton;
use super::missing::may_be_missing;
use super::sounds::drawers;
use crate::romanization::Origin;

impl Skeleton {
    /// Where a known name is kept.
    pub(crate) fn kept_at(&self) -> impl Iterator<Item = u64> {
        let by_sound = if self.name.origin == Origin::Other { Keep::AsWritten } else { Keep::Respelled };
        let by_sound = self.drawers.iter().map(move |&drawer| by_sound.key(drawer));
        by_sound.chain(self.spellings.iter().map(|&spelling| Keep::Spelling.key(spelling)))
    }

    /// Where names are kept that may be this one. Of two names of which neither is known to come from a language with rules, no letter
    /// stands for another: they need not be looked for by sound, where among many thousands of people a hundred sound alike.
    pub(super) fn looked_for_at(&self) -> impl Iterator<Item = u64> {
        let as_written = self.drawers.iter().filter(|_| self.name.origin != Origin::Other);
        let respelled = self.drawers.iter().map(|&drawer| Keep::Respelled.key(drawer));
        respelled
            .chain(as_written.map(|&drawer| Keep::AsWritten.key(drawer)))
            .chain(self.spellings.iter().map(|&spelling| Keep::Spelling.key(spelling)))
    }
}

/// Tells at a glance that most names are nobody's, before anybody asks where they come from.
pub(crate) fn may_be_known(folded: &str, is_kept: impl Fn(u64) -> bool) -> bool {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() < 2 || !folded.is_ascii() {
        return words.len() >= 2;
    }
    let may_miss = |at: usize| {
        may_be_missing(&words, at, Origin::Other).is_some()
            || may_be_missing(&words, at, Origin::Arabic).is_some()
    };
    let drawers = drawers_without(&words, &may_miss);
    let kept = |drawer: &u64| is_kept(Keep::Respelled.key(*drawer)) || is_kept(Keep::AsWritten.key(*drawer));
    drawers.iter().any(kept)
        || spellings_without(&words, &may_miss).iter().any(|&spelling| is_kept(Keep::Spelling.key(spelling)))
}

/// The cabinets.
#[derive(Clone, Copy)]
enum Keep {
    /// By sound, names of a language with rules.
    Respelled,
    /// By sound, all others.
    AsWritten,
    /// Those others by their letters.
    Spelling,
}

impl Keep {
    fn key(self, drawer: u64) -> u64 {
        let mixed = (drawer ^ (self as u64) << 62).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 29
    }
}

/// The drawers of a name, and those of what is left when a word is missing.
pub(super) fn drawers_without(words: &[&str], may_miss: &impl Fn(usize) -> bool) -> Vec<u64> {
    let mut found = drawers(words.iter().copied());
    for missing in (0..words.len()).filter(|&at| may_miss(at)) {
        let rest = words.iter().enumerate().filter(|&(at, _)| at != missing).map(|(_, &word)| word);
        found.extend(drawers(rest));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Names with more words that may be missing count as if the further ones had to be there.
const MOST_MISSING: usize = 4;

/// The letters of a name, as numbers, with and without each of the words that may be missing.
pub(super) fn spellings_without(words: &[&str], may_miss: &impl Fn(usize) -> bool) -> Vec<u64> {
    let missing: Vec<usize> = (0..words.len()).filter(|&at| may_miss(at)).take(MOST_MISSING).collect();
    let spelling = |set: usize| {
        let left_out =
            |at: usize| missing.iter().enumerate().any(|(n, &missing)| missing == at && set >> n & 1 == 1);
        let kept = words.iter().enumerate().filter(|&(at, _)| !left_out(at));
        let letters = kept.flat_map(|(_, word)| word.bytes());
        letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    (0..1 << missing.len()).map(spelling).collect()
}
