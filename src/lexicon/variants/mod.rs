//! The spellings that count as one name, for the gazetteer to search for.
//!
//! A [`Speller`] takes a name as written and gives the folded spellings that named rules make of it: the name itself first, then the
//! likelier before the less likely. The list is closed. It is made when a lexicon is compiled, each spelling knows the rules that led
//! to it, and a budget bounds it; what lies beyond is counted, and found at run time by [`skeleton`](crate::skeleton), which reads the
//! same rules the other way. Titles are no part of a name and are left out by whoever asks.

mod classes;
mod native;
mod options;
mod organization;
mod parts;
mod words;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::entity::Kind;
use crate::fold::fold_name;
use crate::lexicon::model::Case;
use crate::romanization::{Origin, SpellingRule, SpellingRules};
pub(crate) use classes::SpellingClasses;
use options::Options;
use parts::Parts;
use words::Word;

/// The rules that are on, and what is known of where the name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RuleSet {
    /// Rules that may be used.
    pub(crate) on: SpellingRules,
    /// Where the name comes from; guessed from its words when nobody says.
    pub(crate) origin: Option<Origin>,
}

impl RuleSet {
    /// The rules that are on unless an author says otherwise: all but `initials` and `middle-name`, which make a name that others bear
    /// as well. Habits of old maps (`s-z`, `b-p`) are for places. A term has no spellings.
    pub(crate) fn default_for(kind: Kind) -> RuleSet {
        let shared = SpellingRules::of(SpellingRule::Initials).with(SpellingRule::MiddleName);
        let off = match kind {
            Kind::Person | Kind::Organization => shared.and(SpellingRules::PLACES_ONLY),
            // Any vowel for any other is for reading only.
            Kind::Place => shared.with(SpellingRule::Vowel).with(SpellingRule::SSh),
            Kind::Term => SpellingRules::ALL,
        };
        RuleSet { on: SpellingRules::ALL.without(off), origin: None }
    }

    /// With `rule` on or off, as an author asked for it.
    #[must_use]
    pub(crate) fn switched(self, rule: SpellingRule, on: bool) -> RuleSet {
        let on = if on { self.on.with(rule) } else { self.on.without(SpellingRules::of(rule)) };
        RuleSet { on, ..self }
    }

    /// For a name that comes from `origin`.
    #[must_use]
    pub(crate) fn of_origin(self, origin: Origin) -> RuleSet {
        RuleSet { origin: Some(origin), ..self }
    }
}

/// A generated spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    /// Folded.
    pub(crate) text: String,
    /// The rules that led to it; none for the name itself.
    pub(crate) rules: SpellingRules,
    /// How unlikely it is, in bits: 0 for the name itself, about 3 for a spelling that one text in eight has.
    pub(crate) bits: u16,
    /// How its letters must be written, where that differs from what its alias asks: `UK` in capitals, `Nato` with one at least.
    pub(crate) case: Option<Case>,
}

/// The spellings of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variants {
    /// The name itself, then the others by how likely they are.
    pub(crate) list: Vec<Variant>,
    /// When the budget cut some off: how many there are, at most.
    pub(crate) truncated: Option<u64>,
}

/// What one word of a spelling may differ by, in bits.
const WORD_LIMIT: u16 = 10;

/// What a spelling may differ by in all. A name of one word has nothing but its letters to be known by: the fewer, the less they may
/// change.
fn name_limit(folded: &str) -> u16 {
    match folded.len() {
        _ if folded.contains(' ') => 14,
        0..=3 => 2,
        n @ 4..=6 => n as u16,
        _ => 8,
    }
}

/// Makes spellings, and remembers those of each word: the same given names come back in many a name.
pub(crate) struct Speller<'c> {
    classes: &'c SpellingClasses,
    words: RefCell<HashMap<WordKey, Rc<Options>>>,
}

/// What the spellings of a word depend on.
type WordKey = (String, Origin, SpellingRules, usize);

impl<'c> Speller<'c> {
    /// With the spelling table of a lexicon.
    pub(crate) fn new(classes: &'c SpellingClasses) -> Speller<'c> {
        Speller { classes, words: RefCell::default() }
    }

    /// The spellings that `rules` make of `name`; at most `budget`, but never fewer than the name itself.
    ///
    /// The same question has the same answer, in the same order, whatever was asked before.
    pub(crate) fn variants(&self, name: &str, kind: Kind, rules: &RuleSet, budget: usize) -> Variants {
        let budget = budget.max(1);
        let folded = fold_name(name);
        let plain = Options::one(folded.as_str());
        let limit = name_limit(&folded);
        let words = words::words(name);
        let options = if kind == Kind::Term || words.is_empty() {
            plain
        } else if native::is_native(&folded) {
            plain.or(native::spellings(&folded, rules.on, budget + 1), budget + 1)
        } else {
            let origin = rules.origin.unwrap_or_else(|| Origin::guess(&folded));
            let parts = Parts { speller: self, origin, kind, on: rules.on, most: budget + 1 };
            let spelled = match kind {
                Kind::Organization if origin == Origin::Other => organization::spellings(&words, &parts),
                _ => parts.name(&words),
            };
            plain.or(spelled, parts.most).or(abbreviations(&words, &parts), parts.most)
        };
        let mut list: Vec<Variant> = Vec::new();
        for choice in options.choices() {
            if choice.rules.within(rules.on) && choice.bits <= limit {
                let case = case(&words, &choice.text, choice.rules);
                list.push(Variant {
                    text: choice.text.clone(),
                    rules: choice.rules,
                    bits: choice.bits,
                    case,
                });
            }
        }
        let over = list.len() > budget;
        list.truncate(budget);
        let total = options.total().max(budget as u64 + 1);
        Variants { list, truncated: over.then_some(total) }
    }
}

/// The abbreviation of a name, and the name with and without the dots of the abbreviations in it.
fn abbreviations(words: &[Word], parts: &Parts<'_, '_>) -> Options {
    let mut out = Options::none();
    if let Some(short) = parts.on.has(SpellingRule::Acronym).then(|| acronym(words, parts.kind)).flatten() {
        let acronym = Options::one(short.as_str()).by(SpellingRule::Acronym, 4);
        out = out.or(acronym, parts.most);
        if short.len() <= 3 {
            let with_dots =
                Options::one(with_dots(&short)).by(SpellingRule::Acronym, 4).by(SpellingRule::Dotted, 1);
            out = out.or(with_dots, parts.most);
        }
    }
    let swapped: Vec<String> =
        words.iter().map(|word| other_dots(word).unwrap_or_else(|| word.text.clone())).collect();
    if swapped.iter().zip(words).any(|(swapped, word)| *swapped != word.text) {
        out = out.or(Options::one(swapped.join(" ")).by(SpellingRule::Dotted, 1), parts.most);
    }
    out
}

fn with_dots(letters: &str) -> String {
    letters.chars().flat_map(|c| [c, '.']).collect()
}

/// `U.N.` for `UN` and the other way round; `None` for what is no abbreviation.
fn other_dots(word: &Word) -> Option<String> {
    let letters: String = word.text.chars().filter(|&c| c != '.').collect();
    let is_short =
        word.upper && (2..=6).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_lowercase());
    match word.text.as_str() {
        _ if !is_short => None,
        text if text == letters => Some(with_dots(&letters)),
        text if text == with_dots(&letters) => Some(letters),
        _ => None,
    }
}

/// The initials of a body whose name has three capitalized words or more, or of a country called United.
fn acronym(words: &[Word], kind: Kind) -> Option<String> {
    let capital: Vec<&str> = words
        .iter()
        .filter(|word| word.capital && word.text != "the")
        .map(|word| word.text.as_str())
        .collect();
    let fits = match kind {
        Kind::Organization => capital.len() >= 3,
        Kind::Place => capital.len() >= 2 && capital[0] == "united",
        Kind::Person | Kind::Term => false,
    };
    let short: String = capital.iter().filter_map(|word| word.chars().next()).collect();
    let letters =
        short.bytes().all(|c| c.is_ascii_lowercase()) && !capital.iter().any(|word| word.contains('.'));
    (fits && letters && short.len() <= 7).then_some(short)
}

fn case(words: &[Word], text: &str, rules: SpellingRules) -> Option<Case> {
    // What can be said as a word is written as one by some: Nato, Irna, Unrwa. With fewer letters it would be another word.
    let sayable = text.len() >= 4 && text.contains(['a', 'e', 'i', 'o', 'u']);
    match () {
        () if rules.has(SpellingRule::Acronym) && sayable => Some(Case::Capital),
        () if rules.has(SpellingRule::Acronym) => Some(Case::Upper),
        () if rules.has(SpellingRule::Dotted) && words.len() == 1 => Some(Case::Upper),
        () => None,
    }
}

#[cfg(test)]
mod tests;
