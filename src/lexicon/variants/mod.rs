//! The spellings that count as one name, for the gazetteer to search for.
//!
//! [`variants`] takes a name as written and gives the folded spellings that named rules make of it, the name itself first, then the
//! likelier before the less likely. The list is closed: it is made when a lexicon is compiled, each spelling knows the rules that
//! led to it, and a budget bounds it. What lies beyond the budget is counted, and found at run time by
//! [`skeleton`](crate::skeleton), which reads the same rules the other way.

mod classes;
mod options;
mod organization;
mod parts;
mod words;

use crate::fold::fold;
use crate::romanization::{Origin, SpellingRule, SpellingRules};
pub use classes::SpellingClasses;
use options::{Choice, Options};
use parts::Parts;
use words::{Word, words};

/// What kind of thing a name is of: persons, bodies and places are spelled by different rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A named body.
    Organization,
    /// A country, region, city or site.
    Place,
}

/// The rules that are on, and what is known of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// Rules that may be used.
    pub on: SpellingRules,
    /// Where the name comes from; guessed from its words when nothing is said.
    pub origin: Option<Origin>,
}

impl RuleSet {
    /// The rules that are on unless an author says otherwise: all of them, but
    ///
    /// - `initials` and `middle-name`, which make a name that others bear too, are off;
    /// - `s-z` and `b-p`, habits of European maps, are for places only.
    pub fn default_for(kind: NameKind) -> RuleSet {
        let off = SpellingRules::of(SpellingRule::Initials).with(SpellingRule::MiddleName);
        let off = match kind {
            NameKind::Place => off.with(SpellingRule::Vowel).with(SpellingRule::SSh),
            NameKind::Person | NameKind::Organization => off.and(SpellingRules::PLACES_ONLY),
        };
        RuleSet { on: SpellingRules::ALL.without(off), origin: None }
    }

    /// With `rule` on.
    #[must_use]
    pub fn with(self, rule: SpellingRule) -> RuleSet {
        RuleSet { on: self.on.with(rule), ..self }
    }

    /// With `rule` off.
    #[must_use]
    pub fn without(self, rule: SpellingRule) -> RuleSet {
        RuleSet { on: self.on.without(SpellingRules::of(rule)), ..self }
    }

    /// For names that come from `origin`.
    #[must_use]
    pub fn from_origin(self, origin: Origin) -> RuleSet {
        RuleSet { origin: Some(origin), ..self }
    }
}

/// How the letters of a variant must be written in a text, beyond what its alias asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Letters {
    /// As its alias says.
    AsAlias,
    /// The first one a capital: `NATO`, `Nato`.
    Capital,
    /// All capitals: `UK`, never `uk`.
    Upper,
}

/// A generated spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Folded.
    pub text: String,
    /// The rules that led to it; none for the name itself.
    pub rules: SpellingRules,
    /// How far from the name it is: 0 for the name itself, 1 for a matter of taste.
    pub cost: u16,
    /// How it must be written.
    pub letters: Letters,
}

/// The spellings of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variants {
    /// The name itself first, then by cost.
    pub list: Vec<Variant>,
    /// When the budget cut some off: how many there would have been, at most.
    pub truncated: Option<u64>,
}

/// What a spelling may cost in all, and one word of it. Beyond, too much has changed for anybody to read the same name.
const NAME_LIMIT: u16 = 10;
const WORD_LIMIT: u16 = 6;

/// The spellings of `name` that `rules` and `classes` make, at most `budget` of them (never none: the name itself always leads).
///
/// ```ignore
/// let rules = RuleSet::default_for(NameKind::Person);
/// let all = variants("Esmaeil Baghaei", NameKind::Person, &rules, &SpellingClasses::default(), 64);
/// assert_eq!(all.list[0].text, "esmaeil baghaei");
/// let one = all.list.iter().find(|variant| variant.text == "esmail baqaei").unwrap();
/// assert_eq!(one.rules.to_string(), "q-gh ei-ai-ey");
/// ```
pub fn variants(
    name: &str,
    kind: NameKind,
    rules: &RuleSet,
    classes: &SpellingClasses,
    budget: usize,
) -> Variants {
    let budget = budget.max(1);
    let folded = fold(name).trim().to_owned();
    let words = words(name);
    let origin = rules.origin.unwrap_or_else(|| Origin::guess(&folded));
    let parts = Parts { origin, kind, on: rules.on, classes, most: budget.saturating_add(1) };
    let plain = Options::one(folded);
    let mut options = match kind {
        NameKind::Organization if origin == Origin::Other => {
            plain.or(organization::spellings(&words, &parts), parts.most)
        }
        _ => plain.or(parts.name(&words), parts.most),
    };
    let mut list: Vec<Variant> = Vec::new();
    let mut beyond = false;
    options = options.or(dotted(&words, &parts), parts.most);
    for Choice { text, cost, rules } in options.choices() {
        beyond |= *cost > NAME_LIMIT;
        if *cost <= NAME_LIMIT && rules.within(parts.on) {
            list.push(Variant {
                text: text.clone(),
                rules: *rules,
                cost: *cost,
                letters: letters(&words, text, *rules),
            });
        }
    }
    let total = if beyond { list.len() as u64 } else { options.total() };
    let over = list.len() > budget;
    list.truncate(budget);
    Variants { list, truncated: over.then_some(total.max(budget as u64 + 1)) }
}

/// Abbreviations of the name, or of its words, with and without dots.
fn dotted(words: &[Word], parts: &Parts<'_>) -> Options {
    let mut out = Options::new(Vec::new());
    let acronyms = parts.on.has(SpellingRule::Acronym).then(|| acronym(words, parts.kind)).flatten();
    for (short, rule, cost) in acronyms.into_iter().map(|short| (short, SpellingRule::Acronym, 4)) {
        let with_dots: String = short.chars().flat_map(|c| [c, '.']).collect();
        out = out.or(Options::one(short.clone()).by(rule, cost), parts.most);
        if short.len() <= 3 {
            out = out.or(Options::one(with_dots).by(rule, cost).by(SpellingRule::Dotted, 1), parts.most);
        }
    }
    if parts.on.has(SpellingRule::Dotted) {
        let swapped: Vec<String> =
            words.iter().map(|word| other_dots(word).unwrap_or_else(|| word.text.clone())).collect();
        if swapped.iter().zip(words).any(|(swapped, word)| *swapped != word.text) {
            out = out.or(Options::one(swapped.join(" ")).by(SpellingRule::Dotted, 1), parts.most);
        }
    }
    out
}

/// `U.N.` for `UN` and the other way round; `None` for what is no abbreviation.
fn other_dots(word: &Word) -> Option<String> {
    let letters: String = word.text.chars().filter(|&c| c != '.').collect();
    let is_short =
        word.upper && (2..=6).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_lowercase());
    let with_dots: String = letters.chars().flat_map(|c| [c, '.']).collect();
    match word.text.as_str() {
        _ if !is_short => None,
        text if text == letters => Some(with_dots),
        text if text == with_dots => Some(letters),
        _ => None,
    }
}

/// The initials of a body's name of three capitalized words or more, or of a country called United.
fn acronym(words: &[Word], kind: NameKind) -> Option<String> {
    let capital: Vec<&str> = words
        .iter()
        .filter(|word| word.capital && word.text != "the")
        .map(|word| word.text.as_str())
        .collect();
    let fits = match kind {
        NameKind::Organization => capital.len() >= 3,
        NameKind::Place => capital.len() >= 2 && capital[0] == "united",
        NameKind::Person => false,
    };
    let short: String = capital.iter().filter_map(|word| word.chars().next()).collect();
    (fits && short.len() <= 7 && short.bytes().all(|c| c.is_ascii_lowercase())).then_some(short)
}

fn letters(words: &[Word], text: &str, rules: SpellingRules) -> Letters {
    // What can be said as a word is written as one by some: Nato, Irna, Unrwa; with fewer letters it would be read as another word.
    let sayable = text.len() >= 4 && text.contains(['a', 'e', 'i', 'o', 'u']);
    match () {
        _ if rules.has(SpellingRule::Acronym) && sayable => Letters::Capital,
        _ if rules.has(SpellingRule::Acronym) => Letters::Upper,
        _ if rules.has(SpellingRule::Dotted) && words.len() == 1 => Letters::Upper,
        _ => Letters::AsAlias,
    }
}
