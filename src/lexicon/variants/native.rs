//! Names in another script: nothing is respelled there, but what is written as one word or as two, with the article or without, differs.

use super::options::Options;
use crate::romanization::{SpellingRule, SpellingRules};

/// Whether a folded name has letters, and none of them Latin.
pub(super) fn is_native(folded: &str) -> bool {
    let mut letters = folded.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c > '\u{36f}')
}

/// No name has its gaps closed one by one when it has more words.
const MOST_WORDS: usize = 5;

/// The spellings of a name that is not in Latin letters.
pub(super) fn spellings(folded: &str, on: SpellingRules, most: usize) -> Options {
    let mut name: Option<Options> = None;
    let n_words = folded.split(' ').count();
    for word in folded.split(' ') {
        let mut part = Options::one(word);
        if let Some(bare) = word.strip_prefix("ال").filter(|bare| bare.chars().count() > 2)
            && on.has(SpellingRule::Article)
        {
            part = part.or(Options::one(bare).by(SpellingRule::Article, 3), most);
        }
        name = Some(match name {
            None => part,
            Some(before) => {
                let spaced = before.then(" ", &part, most);
                let close = n_words <= MOST_WORDS && on.has(SpellingRule::Compound) && is_arabic(word);
                if close {
                    spaced.or(before.then("", &part, most).by(SpellingRule::Compound, 2), most)
                } else {
                    spaced
                }
            }
        });
    }
    name.unwrap_or_else(Options::none)
}

fn is_arabic(word: &str) -> bool {
    word.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}
