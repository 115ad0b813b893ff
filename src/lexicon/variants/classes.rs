//! Words that are spellings of one another by custom rather than by letters: Mohammad and Mohamed, Beit and Bayt.

use std::collections::HashMap;

/// The spelling table of a lexicon, folded and ready to be asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpellingClasses {
    classes: Vec<Vec<String>>,
    /// For a word, the classes it stands in.
    of: HashMap<String, Vec<usize>>,
}

impl SpellingClasses {
    /// From classes of folded words, the commonest spelling first.
    pub(crate) fn new(classes: impl IntoIterator<Item = Vec<String>>) -> SpellingClasses {
        let mut table = SpellingClasses::default();
        for class in classes {
            for word in &class {
                table.of.entry(word.clone()).or_default().push(table.classes.len());
            }
            table.classes.push(class);
        }
        table
    }

    /// The other spellings of `word`, in the order of the table. None for a word that it does not have.
    pub(crate) fn others<'c>(&'c self, word: &'c str) -> impl Iterator<Item = &'c str> {
        let classes = self.of.get(word).map_or(&[][..], Vec::as_slice);
        classes
            .iter()
            .flat_map(|&class| &self.classes[class])
            .map(String::as_str)
            .filter(move |other| *other != word)
    }
}
