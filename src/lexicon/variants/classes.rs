//! Words that are spellings of one another by custom rather than by letters: Mohammad and Mohamed, Beit and Bayt.

use std::collections::HashMap;

/// The spelling table of a lexicon, folded and ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct SpellingClasses {
    classes: Vec<Vec<String>>,
    of: HashMap<String, Vec<usize>>,
}

impl SpellingClasses {
    /// From classes of folded words. The order within a class is kept: the commoner spelling first.
    pub fn new(classes: impl IntoIterator<Item = Vec<String>>) -> SpellingClasses {
        let mut table = SpellingClasses::default();
        for class in classes {
            for word in &class {
                table.of.entry(word.clone()).or_default().push(table.classes.len());
            }
            table.classes.push(class);
        }
        table
    }

    /// The other spellings of `word`, class by class. Empty for a word in no class.
    pub fn others<'c>(&'c self, word: &'c str) -> impl Iterator<Item = &'c str> {
        let classes = self.of.get(word).map_or(&[][..], Vec::as_slice);
        classes
            .iter()
            .flat_map(|&class| &self.classes[class])
            .map(String::as_str)
            .filter(move |other| *other != word)
    }

    /// Whether the two words stand in one class.
    pub fn same(&self, a: &str, b: &str) -> bool {
        match (self.of.get(a), self.of.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|class| b.contains(class)),
            _ => false,
        }
    }
}
