//! How surfaces are found in a text: the matcher that lies in the image, or an automaton.

use std::sync::OnceLock;

use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, MatchKind};

use super::Inner;
use super::matcher::Matcher;
use super::sense::SurfaceId;

/// How surfaces are found in a text. All ways find the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A filter over words, and behind it an Aho-Corasick automaton that is asked only where a word begins. For lexicons as people write
    /// them. An automaton cannot be stored and takes long to build when it is large.
    Automaton,
    /// The same filter, and behind it a trie over whole words that lies in the compiled file. For lexicons of any size.
    Trie,
    /// The whole text is folded and an Aho-Corasick automaton looks everywhere. Slow; what the others are compared with.
    Reference,
}

impl Engine {
    /// Its name, as people write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Engine::Automaton => "automaton",
            Engine::Trie => "trie",
            Engine::Reference => "reference",
        }
    }

    /// The engine of that name.
    pub fn from_name(name: &str) -> Option<Engine> {
        [Engine::Automaton, Engine::Trie, Engine::Reference]
            .into_iter()
            .find(|engine| engine.as_str() == name)
    }

    /// The best one for so many surfaces.
    pub(super) fn for_surfaces(n_surfaces: usize) -> Engine {
        if n_surfaces <= AUTOMATON_UP_TO { Engine::Automaton } else { Engine::Trie }
    }
}

/// Up to so many surfaces the automaton is used: it is built in two milliseconds.
const AUTOMATON_UP_TO: usize = 1_000;

/// Automata over surfaces. They cannot be stored, so each is built when first asked for.
#[derive(Debug, Default)]
pub(super) struct Automata {
    overlapping: OnceLock<AhoCorasick>,
    anchored: OnceLock<NFA>,
    odd: OnceLock<AhoCorasick>,
}

impl Inner {
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn matcher(&self) -> Matcher<'_> {
        Matcher::of(&self.image)
    }

    /// The automaton over all surfaces, for overlapping search.
    pub(crate) fn automaton(&self) -> &AhoCorasick {
        self.automata.overlapping.get_or_init(|| {
            // The number of surfaces and their length are limited in `compile`, well below what the automaton can hold.
            AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .build(self.texts())
                .expect("within its limits")
        })
    }

    /// The automaton over all surfaces, for anchored search.
    pub(crate) fn anchored(&self) -> &NFA {
        self.automata.anchored.get_or_init(|| NFA::builder().build(self.texts()).expect("within its limits"))
    }

    /// The automaton over the surfaces that the matcher does not have, and their ids.
    pub(crate) fn odd_automaton(&self) -> (&AhoCorasick, &[u32]) {
        let ids = self.matcher().odd;
        let texts = || ids.iter().map(|&id| self.text_of(SurfaceId(id)));
        (self.automata.odd.get_or_init(|| AhoCorasick::new(texts()).expect("within its limits")), ids)
    }

    fn texts(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.n_surfaces()).map(|n| self.text_of(SurfaceId(n as u32)))
    }
}
