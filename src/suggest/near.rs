//! Known names that an unknown one is nearly like.

use std::collections::HashMap;

use crate::entity::{EntityId, Form, Kind};
use crate::gazetteer::{Gazetteer, SurfaceId};

/// In what way a name is like a known one; the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// The one stands in brackets behind the other.
    Apposition,
    /// Words of a longer name that the same texts have.
    Part,
    /// The same consonants.
    Consonants,
    /// A few letters differ.
    Letters,
    /// One has a word more.
    Word,
    /// One word of three or more is another, of those that bodies are called by: forces, units.
    Noun,
    /// The initials of the other.
    Initials,
}

impl Likeness {
    /// For people: what the two have in common.
    pub const fn as_str(self) -> &'static str {
        match self {
            Likeness::Apposition => "in brackets beside",
            Likeness::Part => "a part of",
            Likeness::Consonants => "same consonants as",
            Likeness::Letters => "a few letters from",
            Likeness::Word => "a word more or less than",
            Likeness::Noun => "but for one word",
            Likeness::Initials => "initials of",
        }
    }

    /// How much it counts in the order of suggestions.
    pub(super) const fn weight(self) -> usize {
        match self {
            Likeness::Apposition => 8,
            Likeness::Part => 7,
            Likeness::Consonants => 6,
            Likeness::Letters => 5,
            Likeness::Word => 4,
            Likeness::Noun => 3,
            Likeness::Initials => 2,
        }
    }
}

/// Small words that initials pass over.
const PASSED_OVER: [&str; 8] = ["of", "the", "and", "for", "in", "on", "de", "&"];

/// All known full names, by what near misses keep.
pub(super) struct Index<'g> {
    gazetteer: &'g Gazetteer,
    by_consonants: HashMap<String, Vec<SurfaceId>>,
    /// By the sound that each word begins with.
    by_outline: HashMap<Vec<char>, Vec<SurfaceId>>,
    /// Likewise, one word left out.
    by_shortened: HashMap<Vec<char>, Vec<SurfaceId>>,
    by_initials: HashMap<String, Vec<SurfaceId>>,
    /// Names of bodies of three words or more, by what they are without their last noun.
    by_rest: HashMap<String, Vec<SurfaceId>>,
}

impl<'g> Index<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Index<'g> {
        let mut index = Index {
            gazetteer,
            by_consonants: HashMap::new(),
            by_outline: HashMap::new(),
            by_shortened: HashMap::new(),
            by_initials: HashMap::new(),
            by_rest: HashMap::new(),
        };
        for id in (0..gazetteer.n_surfaces() as u32).map(SurfaceId) {
            let text = gazetteer.inner.text_of(id);
            let mut senses = gazetteer.inner.senses_of(id);
            let written = senses.find(|sense| sense.rule_path == 0 && sense.form == Form::Name);
            let Some(sense) = written else { continue };
            let kind = gazetteer.entity(sense.entity).kind;
            if kind == Kind::Term {
                continue;
            }
            let words: Vec<&str> = text.split(' ').collect();
            let letters = consonants(text);
            if letters.len() >= 4 {
                index.by_consonants.entry(letters).or_default().push(id);
            }
            if let Some(rest) = without_noun(&words) {
                index.by_rest.entry(rest).or_default().push(id);
            }
            let outline = outline(&words);
            for at in 0..words.len() {
                if words.len() > 2 {
                    let mut shortened = outline.clone();
                    shortened.remove(at);
                    index.by_shortened.entry(shortened).or_default().push(id);
                }
            }
            index.by_outline.entry(outline).or_default().push(id);
            if kind == Kind::Organization && words.len() > 2 {
                let initials: String = words
                    .iter()
                    .filter(|word| !PASSED_OVER.contains(word))
                    .filter_map(|word| word.chars().next())
                    .collect();
                if initials.len() > 2 {
                    index.by_initials.entry(initials).or_default().push(id);
                }
            }
        }
        index
    }

    /// The known name that `folded` is most like, with its entity. Initials count only for an entity that is named `together` with them.
    pub(super) fn nearest(
        &self,
        folded: &str,
        capitals: bool,
        together: &dyn Fn(EntityId) -> bool,
    ) -> Option<(Likeness, EntityId, SurfaceId)> {
        let words: Vec<&str> = folded.split(' ').collect();
        if capitals && words.len() == 1 {
            let named = self.by_initials.get(folded)?.iter().copied();
            let id = named.into_iter().find(|id| together(self.entity(*id)))?;
            return Some((Likeness::Initials, self.entity(id), id));
        }
        let found = |list: Option<&Vec<SurfaceId>>, fits: &dyn Fn(&[&str]) -> Option<usize>| {
            let known = list.into_iter().flatten();
            let near = known.filter_map(|id| {
                let text = self.gazetteer.inner.text_of(*id);
                fits(&text.split(' ').collect::<Vec<_>>()).map(|distance| (distance, *id))
            });
            near.min().map(|(_, id)| id)
        };
        let letters = consonants(folded);
        if words.len() > 1 && letters.len() >= 4 {
            let same = found(self.by_consonants.get(&letters), &|known| {
                let (a, b) = (words.concat(), known.concat());
                let distance = strsim::levenshtein(&a, &b);
                let close = distance <= a.chars().count() / 3 && self.tells_apart(&words, known).is_none();
                (known.len() > 1 && close).then_some(distance)
            });
            if let Some(id) = same {
                return Some((Likeness::Consonants, self.entity(id), id));
            }
        }
        let outline = outline(&words);
        let letters = found(self.by_outline.get(&outline), &|known| self.distance(&words, known));
        if let Some(id) = letters {
            return Some((Likeness::Letters, self.entity(id), id));
        }
        if words.len() < 2 {
            return None;
        }
        let mut nearest =
            found(self.by_shortened.get(&outline), &|known| self.distance_but_one(known, &words));
        for at in 0..words.len() {
            if nearest.is_none() && words.len() > 2 {
                let mut shortened = outline.clone();
                shortened.remove(at);
                nearest =
                    found(self.by_outline.get(&shortened), &|known| self.distance_but_one(&words, known));
            }
        }
        if let Some(id) = nearest {
            return Some((Likeness::Word, self.entity(id), id));
        }
        let id = *self.by_rest.get(&without_noun(&words)?)?.first()?;
        Some((Likeness::Noun, self.entity(id), id))
    }

    fn entity(&self, id: SurfaceId) -> EntityId {
        self.gazetteer.inner.senses_of(id).next().expect("only surfaces with a sense are in the index").entity
    }

    /// Letters that differ, word by word; `None` when they are too many.
    fn distance(&self, words: &[&str], known: &[&str]) -> Option<usize> {
        if words.len() != known.len() || self.tells_apart(words, known).is_some() {
            return None;
        }
        let mut total = 0;
        for (word, other) in words.iter().zip(known) {
            let n = word.chars().count().min(other.chars().count());
            let limit = match n {
                0..=4 => usize::from(words.len() > 1 && consonants(word) == consonants(other)),
                5..=7 => 1,
                _ => 2,
            };
            // One word alone is like many others.
            let limit = if words.len() == 1 { (n / 7).min(1) } else { limit };
            let distance = strsim::osa_distance(word, other);
            if distance > limit {
                return None;
            }
            total += distance;
        }
        (1..=4).contains(&total).then_some(total)
    }

    /// Letters that differ between `longer` without one of its words and `shorter`.
    fn distance_but_one(&self, longer: &[&str], shorter: &[&str]) -> Option<usize> {
        if longer.len() != shorter.len() + 1 || shorter.len() < 2 {
            return None;
        }
        let distance = |at: usize| {
            // What a body is of tells it apart from others.
            let left_out = longer[at];
            if PASSED_OVER.contains(&left_out)
                || super::BODIES.contains(&left_out)
                || self.known_place(left_out)
            {
                return None;
            }
            let rest: Vec<&str> =
                longer.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| *word).collect();
            if rest == shorter {
                Some(0)
            } else {
                self.distance(&rest, shorter).filter(|distance| *distance < 2)
            }
        };
        (0..longer.len()).filter_map(distance).min()
    }

    /// A pair of different words that each are a name of their own: `iran` and `iraq`.
    fn tells_apart<'w>(&self, words: &[&'w str], known: &[&'w str]) -> Option<(&'w str, &'w str)> {
        if words.len() != known.len() {
            return None;
        }
        let pairs = words.iter().zip(known).map(|(a, b)| (*a, *b));
        pairs.into_iter().find(|(a, b)| a != b && self.known_place(a) && self.known_place(b))
    }

    fn known_place(&self, word: &str) -> bool {
        let Some(id) = self.gazetteer.inner.surface(word) else { return false };
        let mut senses = self.gazetteer.inner.senses_of(id);
        senses.any(|sense| self.gazetteer.entity(sense.entity).kind == Kind::Place)
    }
}

/// The name of a body without the noun at its end, when two words at least are left: "popular mobilization" of both forces and units.
fn without_noun(words: &[&str]) -> Option<String> {
    let (last, rest) = words.split_last()?;
    let telling = rest.iter().filter(|word| !PASSED_OVER.contains(word) && !super::BODIES.contains(word));
    (super::BODIES.contains(last) && telling.count() > 1).then(|| rest.join(" "))
}

/// Whether `short` abbreviates `name`: by its initials, or by letters of it in order, the first of which begins it.
pub(super) fn abbreviates(short: &str, name: &str) -> bool {
    let mut letters = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut rest = name.chars().flat_map(char::to_lowercase);
    let begins = letters.next().is_some_and(|first| rest.next() == Some(first));
    begins && letters.clone().next().is_some() && letters.all(|letter| rest.any(|c| c == letter))
}

/// The end of `text` that `short` abbreviates: its letters stand in it in their order, the first at the beginning of a word.
///
/// Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
pub(super) fn spelled_out<'t>(short: &str, text: &'t str) -> Option<&'t str> {
    let letters: Vec<char> =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.len() < 2 {
        return None;
    }
    let most_words = (letters.len() + 5).min(letters.len() * 2);
    let mut starts = text.char_indices().rev().scan(None, |after: &mut Option<char>, (at, c)| {
        let begins = c.is_whitespace() && after.is_some_and(|after| !after.is_whitespace());
        *after = Some(c);
        Some(begins.then_some(at + c.len_utf8()))
    });
    let earliest = starts.by_ref().flatten().nth(most_words - 1).unwrap_or(0);
    let mut rest = letters.len();
    let mut chars = text[earliest..].char_indices().rev().peekable();
    while let Some((at, c)) = chars.next() {
        let begins = chars.peek().is_none_or(|(_, before)| !before.is_alphanumeric());
        if c.to_lowercase().next() == Some(letters[rest - 1]) && (rest > 1 || begins) {
            rest -= 1;
            if rest == 0 {
                return Some(&text[earliest + at..]);
            }
        }
    }
    None
}

/// The sound that each word begins with.
fn outline(words: &[&str]) -> Vec<char> {
    words.iter().map(|word| consonants(word).chars().next().unwrap_or('a')).collect()
}

/// The consonants of a folded name, as romanizations keep them: one letter a sound (capitals for two letters that are one sound), vowels, `h` and doubling gone.
pub(super) fn consonants(folded: &str) -> String {
    let mut kept = String::new();
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let digraph = chars.peek() == Some(&'h');
        let sound = match (c, digraph) {
            ('k', true) => 'x',
            ('s', true) => 'S',
            ('c', true) => 'C',
            ('g', true) | ('q' | 'k' | 'c', _) => 'k',
            ('p', true) => 'f',
            ('v' | 'w', _) => 'v',
            ('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h', _) => continue,
            (other, _) if other.is_alphanumeric() => other,
            _ => continue,
        };
        if !kept.ends_with(sound) {
            kept.push(sound);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_spelled_out_before_them() {
        for (short, text, expected) in [
            ("MOU", "signed a memorandum of understanding", Some("memorandum of understanding")),
            ("R&D", "nuclear research and development", Some("research and development")),
            ("INSTEX", "the Instrument in Support of Trade Exchanges", Some("in Support of Trade Exchanges")),
            (
                "NPT",
                "the Treaty on the Non-Proliferation of Nuclear Weapons",
                Some("Non-Proliferation of Nuclear Weapons"),
            ),
            ("IRGC", "Islamic Revolution Guards Corps", Some("Islamic Revolution Guards Corps")),
            ("UN", "said on Monday", None),
        ] {
            assert_eq!(spelled_out(short, text), expected, "{short}");
        }
    }

    #[test]
    fn spellings_of_one_name_keep_their_consonants() {
        for (a, b) in [("baqaei", "baghaei"), ("abdul rahman", "abdolrahman"), ("mohammad", "muhamed")] {
            assert_eq!(consonants(a), consonants(b), "{a} {b}");
        }
        assert_ne!(consonants("hassan"), consonants("hossam"));
    }
}
