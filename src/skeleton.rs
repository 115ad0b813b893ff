//! Finds the person behind a full name that nobody listed in this spelling.
//!
//! A [`Skeletons`] keeps the full names of known people under their consonants, so coarsely cut that no spelling of a name can miss its
//! drawer; what lies in the drawer is then compared word by word with the rules of [`romanization`](crate::romanization), where vowels
//! count as well. An answer is one person or nobody: where two could be meant, or a different given name stands there, it is nobody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::fold::fold;
use crate::romanization::{Origin, SpellingRule, SpellingRules, distance, distinct};

/// A full name, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// Folded words.
    words: Vec<String>,
    /// The consonants, in classes. Several where a letter may stand for two sounds.
    keys: Vec<String>,
    origin: Origin,
}

/// How two names are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Same {
    /// How far apart the spellings are; 0 for equal ones.
    pub cost: u16,
    /// The rules that explain it.
    pub rules: SpellingRules,
}

/// No name has more words; those that do are compared with nothing.
const MOST_WORDS: usize = 8;
/// What a pair of names may cost in all.
const NAME_LIMIT: u16 = 10;
/// A middle name that only one of the two has.
const MIDDLE_NAME: u16 = 4;

/// The skeleton of a full name, titles left out. Where it comes from is guessed from its words.
pub fn skeleton(name: &str) -> Skeleton {
    let folded = fold(name);
    skeleton_from(&folded, Origin::guess(&folded))
}

/// The skeleton of a name that is known to come from `origin`.
pub fn skeleton_from(name: &str, origin: Origin) -> Skeleton {
    let folded = fold(name);
    let words: Vec<String> = folded
        .split(' ')
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let mut keys = BTreeSet::new();
    keys.extend(drawer_keys(&words));
    // Names also lie where they would lie without the words that need not be there.
    for at in 0..words.len() {
        if may_be_missing(&words, at, origin).is_some() {
            let rest: Vec<String> = words
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, word)| word.clone())
                .collect();
            keys.extend(drawer_keys(&rest));
        }
    }
    Skeleton { words, keys: keys.into_iter().collect(), origin }
}

impl Skeleton {
    /// The number of words.
    /// The drawers it lies in.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    pub fn n_words(&self) -> usize {
        self.words.len()
    }
}

/// The most keys that one name is kept under, letters of two sounds multiplied out.
const MOST_KEYS: usize = 8;

/// The consonants of a name as a string of classes: `B` labials, `D` dentals and sibilants, `K` velars, `M`, `N`, `R`. Vowels, half-vowels,
/// `h` and `l` do not count, so that neither articles nor endings do; nor does repetition, so that neither doubling nor joining does.
fn drawer_keys(words: &[String]) -> Vec<String> {
    let letters: Vec<u8> = words.iter().flat_map(|word| word.bytes()).collect();
    let mut keys = vec![String::new()];
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        let (sounds, taken): (&[&str], usize) = match (letters[at], next) {
            (b'k', Some(b'h')) => (&["K", ""], 2),
            (b'c', Some(b'h')) => (&["D", "K", ""], 2),
            (b'g', Some(b'h')) => (&["K"], 2),
            (b'g' | b'c', _) => (&["K", "D"], 1),
            (b'x', _) => (&["KD", "K", ""], 1),
            (b'k' | b'q', _) => (&["K"], 1),
            (b'd' | b't' | b's' | b'z' | b'j', _) => (&["D"], 1),
            (b'b' | b'p' | b'f', _) => (&["B"], 1),
            (b'm', _) => (&["M"], 1),
            (b'n', _) => (&["N"], 1),
            (b'r', _) => (&["R"], 1),
            _ => (&[""], 1),
        };
        at += taken;
        let sounds = if keys.len() * sounds.len() > MOST_KEYS { &sounds[..1] } else { sounds };
        let mut longer: Vec<String> = Vec::new();
        for key in &keys {
            for sound in sounds {
                let mut key = key.clone();
                for c in sound.chars().filter(|_| true) {
                    if !key.ends_with(c) {
                        key.push(c);
                    }
                }
                if !longer.contains(&key) {
                    longer.push(key);
                }
            }
        }
        keys = longer;
    }
    keys
}

const ARTICLES: &[&str] = &["al", "el", "ul", "il", "ol"];
const ASSIMILATED: &[&str] = &[
    "ar", "as", "ad", "an", "az", "at", "ash", "ach", "ur", "us", "ud", "un", "uz", "ush", "er", "es", "ed",
    "en", "ez", "et", "esh", "ech", "or", "os", "od", "oz",
];

fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "seyed"
            | "sayed"
            | "sayyed"
            | "seyyed"
            | "sayyid"
            | "seyyid"
            | "syed"
            | "sheikh"
            | "shaikh"
            | "shaykh"
            | "haj"
            | "hajj"
            | "haji"
            | "mullah"
            | "mulla"
    )
}

/// First halves of double given names: the next word is half of the name, not a middle name.
const HEADS: &[&str] = &[
    "abd", "abdul", "abdel", "abdol", "abu", "abou", "ali", "amir", "gholam", "ghulam", "hamid", "mir",
    "mohammad", "mohammed", "mohamed", "mohamad", "muhammad", "seyed", "shah", "nur", "kim", "ibn", "bin",
    "ben",
];
/// Second halves of double given names.
const TAILS: &[&str] =
    &["reza", "riza", "ali", "mohammad", "mohammed", "muhammad", "mohamed", "bin", "ben", "ibn"];

/// What it costs to leave out the word at `at`, and by which rule; `None` when the name needs it.
fn may_be_missing(words: &[String], at: usize, origin: Origin) -> Option<(u16, SpellingRule)> {
    let word = words[at].as_str();
    let next = words.get(at + 1)?;
    if ARTICLES.contains(&word) && next.len() > 1 && origin != Origin::Other {
        return Some((1, SpellingRule::Article));
    }
    if ASSIMILATED.contains(&word) && next.starts_with(&word[1..]) && origin != Origin::Other {
        return Some((2, SpellingRule::Article));
    }
    let previous = match at.checked_sub(1) {
        None if words.len() > 2 && is_honorific(word) => return Some((1, SpellingRule::Honorific)),
        // Ali Akbar Hashemi Rafsanjani is Akbar Hashemi Rafsanjani: three words are enough to know him by.
        None if HEADS.contains(&word)
            && origin != Origin::Other
            && words.iter().filter(|word| word.len() > 2).count() > 3 =>
        {
            return Some((MIDDLE_NAME, SpellingRule::MiddleName));
        }
        None => return None,
        Some(previous) => &words[previous],
    };
    if matches!(word, "e" | "i" | "ye" | "y") {
        return Some((1, SpellingRule::Ezafe));
    }
    if word.len() == 1 {
        return Some((2, SpellingRule::MiddleName));
    }
    let is_half = at == 1 && HEADS.contains(&previous.as_str())
        || TAILS.contains(&word)
        || TAILS[3..].contains(&previous.as_str())
        || ARTICLES.contains(&previous.as_str());
    let is_half = is_half || HEADS[..5].contains(&word);
    (!is_half && origin != Origin::Other && word.len() > 2).then_some((MIDDLE_NAME, SpellingRule::MiddleName))
}

/// Whether `a` and `b` are two spellings of one name, and by which rules. Symmetric; a name is always the same as itself.
pub fn same_name(a: &Skeleton, b: &Skeleton) -> Option<Same> {
    if a.words == b.words {
        return Some(Same { cost: 0, rules: SpellingRules::NONE });
    }
    let origin = match (a.origin, b.origin) {
        (Origin::Other, origin) | (origin, Origin::Other) => origin,
        (a, b) => a.min(b),
    };
    let (n, m) = (a.words.len(), b.words.len());
    if n.min(m) < 2 || n.max(m) > MOST_WORDS {
        return None;
    }
    let mut best = [[None::<Same>; MOST_WORDS + 1]; MOST_WORDS + 1];
    best[0][0] = Some(Same { cost: 0, rules: SpellingRules::NONE });
    for i in 0..=n {
        for j in 0..=m {
            let Some(here) = best[i][j] else { continue };
            let mut reach = |i: usize, j: usize, cost: u16, rules: SpellingRules| {
                let there = Same { cost: here.cost + cost, rules: here.rules.and(rules) };
                // No second middle name: with one more, too little is left to go by.
                let twice = here.rules.has(SpellingRule::MiddleName) && rules.has(SpellingRule::MiddleName);
                if there.cost <= NAME_LIMIT && !twice && best[i][j].is_none_or(|best| there < best) {
                    best[i][j] = Some(there);
                }
            };
            if let Some((cost, rule)) = (i < n).then(|| may_be_missing(&a.words, i, origin)).flatten() {
                reach(i + 1, j, cost, SpellingRules::of(rule));
            }
            if let Some((cost, rule)) = (j < m).then(|| may_be_missing(&b.words, j, origin)).flatten() {
                reach(i, j + 1, cost, SpellingRules::of(rule));
            }
            for (x, y) in [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)] {
                if i + x > n || j + y > m {
                    continue;
                }
                let joined = (x, y) != (1, 1);
                let (left, right) = (&a.words[i..i + x], &b.words[j..j + y]);
                let same = match () {
                    _ if !may_agree(left, right) => None,
                    _ if joined => same_word(&left.concat(), &right.concat(), origin),
                    _ => same_word(&left[0], &right[0], origin),
                };
                if let Some(Same { cost, rules }) = same {
                    let rules = if joined { rules.with(SpellingRule::Compound) } else { rules };
                    reach(i + x, j + y, cost + (x + y - 2) as u16, rules);
                }
            }
        }
    }
    best[n][m]
}

/// Whether words can be spellings of each other at all, told cheaply: most that share a drawer cannot.
fn may_agree(a: &[String], b: &[String]) -> bool {
    let len = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    len(a).abs_diff(len(b)) <= 5 && sounds(a).zip(sounds(b)).is_none_or(|(a, b)| a == b)
}

/// The consonants of [`drawer_keys`] as a number; `None` when a letter has two sounds.
fn sounds(words: &[String]) -> Option<u64> {
    let mut code = 0u64;
    let mut before = (0, 0);
    for letter in words.iter().flat_map(|word| word.bytes()) {
        let sound = match letter {
            b'h' if matches!(before.1, b'k' | b'c') => return None,
            b'k' | b'q' => 1,
            b'd' | b't' | b's' | b'z' | b'j' => 2,
            b'b' | b'p' | b'f' => 3,
            b'm' => 4,
            b'n' => 5,
            b'r' => 6,
            b'g' | b'c' | b'x' => return None,
            _ => 0,
        };
        if sound != 0 && sound != before.0 {
            code = code * 7 + sound;
            before.0 = sound;
        }
        before.1 = letter;
    }
    Some(code)
}

/// Whether `a` and `b` are two spellings of the name of one place. Places are spelled more freely than people, and their names are fewer:
/// all rules count, but three consonants at least must agree.
pub fn same_place(a: &Skeleton, b: &Skeleton) -> Option<Same> {
    let origin = match (a.origin, b.origin) {
        (Origin::Other, origin) | (origin, Origin::Other) => origin,
        (a, b) => a.min(b),
    };
    let bare = |name: &Skeleton| -> String {
        let n = name.words.len();
        name.words
            .iter()
            .enumerate()
            .filter(|(at, word)| {
                *at + 1 == n || !(ARTICLES.contains(&word.as_str()) || ASSIMILATED.contains(&word.as_str()))
            })
            .map(|(_, word)| word.as_str())
            .collect()
    };
    let (left, right) = (bare(a), bare(b));
    let consonants = |word: &str| {
        word.bytes().filter(|c| !matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'h')).count()
    };
    if consonants(&left).min(consonants(&right)) < 3
        || left.bytes().next().is_none_or(is_vowel) != right.bytes().next().is_none_or(is_vowel)
    {
        return None;
    }
    let limit = left.len().min(right.len()) as u16 + 1;
    distance(&left, &right, origin, SpellingRules::ALL, limit.min(NAME_LIMIT))
        .map(|(cost, rules)| Same { cost, rules })
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// What a word may cost: short ones have nothing to spare.
fn word_limit(a: &str, b: &str) -> u16 {
    match a.len().min(b.len()) {
        0..=2 => 2,
        n @ 3..=7 => n as u16,
        _ => 9,
    }
}

pub fn same_word(a: &str, b: &str, origin: Origin) -> Option<Same> {
    let limit = word_limit(a, b);
    let allowed = SpellingRules::ALL.without(SpellingRules::PLACES_ONLY);
    let mut best = distance(a, b, origin, allowed, limit).map(|(cost, rules)| Same { cost, rules });
    if best.is_some() && distinct(a, b) {
        return None;
    }
    // An article that has become part of the word: ElBaradei.
    for (long, short) in [(a, b), (b, a)] {
        let bare = long
            .strip_prefix("al")
            .or_else(|| long.strip_prefix("el"))
            .filter(|bare| !bare.starts_with(['e', 'i', 'o', 'u', 'y']));
        let Some(bare) = bare.filter(|_| short.len() >= 4 && origin != Origin::Other) else { continue };
        if let Some((cost, rules)) =
            distance(bare, short, origin, allowed, limit.saturating_sub(3)).filter(|_| !distinct(bare, short))
        {
            let same = Same { cost: cost + 3, rules: rules.with(SpellingRule::Article) };
            best = Some(best.map_or(same, |best| best.min(same)));
        }
    }
    best
}

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// No known name is the same.
    Nobody,
    /// One person's is.
    One(T, Same),
    /// Several people's are; the closest first.
    Several(Vec<T>),
}

/// Known full names, by their skeletons.
#[derive(Clone, Debug)]
pub struct Skeletons<T> {
    names: Vec<(T, Skeleton)>,
    drawers: HashMap<String, Vec<u32>>,
}

impl<T> Default for Skeletons<T> {
    fn default() -> Self {
        Skeletons { names: Vec::new(), drawers: HashMap::new() }
    }
}

impl<T: Copy + Ord> Skeletons<T> {
    /// Adds a full name of `whom`. A name of one word is nobody's: it is passed over.
    pub fn insert(&mut self, whom: T, name: Skeleton) {
        if name.words.len() < 2 {
            return;
        }
        let at = self.names.len() as u32;
        for key in &name.keys {
            self.drawers.entry(key.clone()).or_default().push(at);
        }
        self.names.push((whom, name));
    }

    /// Whose name `name` is. Nobody's when it has one word only.
    pub fn find(&self, name: &Skeleton) -> Found<T> {
        if name.words.len() < 2 {
            return Found::Nobody;
        }
        let mut candidates: Vec<u32> =
            name.keys.iter().filter_map(|key| self.drawers.get(key)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut closest: BTreeMap<T, Same> = BTreeMap::new();
        for at in candidates {
            let (whom, known) = &self.names[at as usize];
            if let Some(same) = same_name(known, name) {
                closest.entry(*whom).and_modify(|best| *best = same.min(*best)).or_insert(same);
            }
        }
        let mut found: Vec<(Same, T)> = closest.into_iter().map(|(whom, same)| (same, whom)).collect();
        found.sort();
        match found.as_slice() {
            [] => Found::Nobody,
            [(same, whom)] => Found::One(*whom, *same),
            // A middle name more or less is a last resort: it is no rival to a name of the same words.
            [(same, whom), rest @ ..]
                if !same.rules.has(SpellingRule::MiddleName)
                    && rest.iter().all(|(other, _)| other.rules.has(SpellingRule::MiddleName)) =>
            {
                Found::One(*whom, *same)
            }
            _ => Found::Several(found.into_iter().map(|(_, whom)| whom).collect()),
        }
    }
}
pub fn share(a: &Skeleton, b: &Skeleton) -> bool {
    a.keys.iter().any(|k| b.keys.contains(k))
}
impl<T: Copy + Ord> Skeletons<T> {
    pub fn candidates(&self, name: &Skeleton) -> usize {
        let mut c: Vec<u32> =
            name.keys.iter().filter_map(|key| self.drawers.get(key)).flatten().copied().collect();
        c.sort();
        c.dedup();
        c.len()
    }
}
