//! Words that one spelling of a name has and another does without: articles, honorifics, initials, middle names.

use crate::romanization::{Origin, SpellingRule};

/// What it costs to do without the word at `at`, and by which rule; `None` when the name needs it.
pub(super) fn may_be_missing(words: &[&str], at: usize, origin: Origin) -> Option<(u16, SpellingRule)> {
    let among = |list: &[&str], word: &str| list.contains(&word);
    let word = words[at];
    let next = *words.get(at + 1)?;
    let respelled = origin != Origin::Other;
    if respelled && among(ARTICLES, word) && next.len() > 1 {
        return Some((1, SpellingRule::Article));
    }
    if respelled && among(ASSIMILATED, word) && next.starts_with(&word[1..]) {
        return Some((2, SpellingRule::Article));
    }
    let Some(before) = at.checked_sub(1).map(|before| words[before]) else {
        let n_names = words.iter().filter(|word| word.len() > 2).count();
        return match () {
            () if words.len() > 2 && among(HONORIFICS, word) => Some((1, SpellingRule::Honorific)),
            // Ali Akbar Hashemi Rafsanjani is Akbar Hashemi Rafsanjani: three names are enough to know him by.
            () if respelled && n_names > 3 && among(FIRST_HALVES, word) => {
                Some((MIDDLE_NAME, SpellingRule::MiddleName))
            }
            () => None,
        };
    };
    match () {
        () if matches!(word, "e" | "i" | "y" | "ye") => Some((1, SpellingRule::Ezafe)),
        () if word.len() == 1 => Some((2, SpellingRule::MiddleName)),
        () if !respelled || word.len() < 3 => None,
        () if at == 1 && (among(FIRST_HALVES, before) || among(SERVANTS, before)) => None,
        () if among(SECOND_HALVES, word) || among(SERVANTS, word) || among(SONS, word) => None,
        () if among(SONS, before) || among(ARTICLES, before) => None,
        () => Some((MIDDLE_NAME, SpellingRule::MiddleName)),
    }
}

/// Whether a word is an article, in any form.
pub(super) fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word) || ASSIMILATED.contains(&word)
}

/// What it costs that only one of two names has a middle name.
const MIDDLE_NAME: u16 = 4;

const ARTICLES: &[&str] = &["al", "el", "ul", "il", "ol"];

/// The article before letters that take its l.
const ASSIMILATED: &[&str] = &[
    "ach", "ad", "an", "ar", "as", "ash", "at", "az", "ech", "ed", "en", "er", "es", "esh", "et", "ez", "od",
    "or", "os", "oz", "ud", "un", "ur", "us", "ush", "uz",
];

/// What may lead a name without being part of it, and often does.
const HONORIFICS: &[&str] = &[
    "haj", "haji", "hajj", "mulla", "mullah", "sayed", "sayyed", "sayyid", "seyed", "seyyed", "seyyid",
    "shaikh", "shaykh", "sheikh", "syed",
];

const SERVANTS: &[&str] = &["abd", "abdel", "abdol", "abdul", "abou", "abu"];
const SONS: &[&str] = &["ben", "bin", "ibn"];

/// First halves of double given names: what follows is the other half, not a middle name.
const FIRST_HALVES: &[&str] = &[
    "ali", "amir", "gholam", "ghulam", "hamid", "mir", "mohamad", "mohamed", "mohammad", "mohammed",
    "muhammad", "nur", "seyed", "shah",
];

/// Second halves of double given names.
const SECOND_HALVES: &[&str] = &["ali", "mohamed", "mohammad", "mohammed", "muhammad", "reza", "riza"];
