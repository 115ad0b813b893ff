//! Words with letters of two alphabets that look alike.

use super::{Context, report, subject};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::fold::steps::look_alike;

pub(super) static RULE: Rule = Rule {
    code: Code("mixed-script"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds names with a word that has Latin, Cyrillic or Greek letters side by side, and Latin names with a word of Cyrillic or Greek letters that all look Latin.

## Why is this bad
The letters look right and are not: the name is never found in a text that is written properly.

## Example
```toml
[person.putin]
name = "Vladimir Рutin"   # the P is a Cyrillic letter
```
"#,
};

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.written() {
        for alias in &entry.aliases {
            let text = &alias.text.value;
            let Some((word, strange)) = mixed(text).or_else(|| disguised(text)) else { continue };
            let alphabet = alphabet(strange).map_or("another", Alphabet::name);
            let what = if mixed(text).is_some() { "mixes two alphabets" } else { "only looks Latin" };
            let message = format!("`{word}` in a name of {} {what}", subject(entry));
            let note = format!("`{strange}` is {alphabet}: U+{:04X}", u32::from(strange));
            let mut one = report(&RULE, message, alias.text.label(note));
            one.help = Some("type the letter on a keyboard of the right alphabet".into());
            found.push(one);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
}

impl Alphabet {
    fn name(self) -> &'static str {
        match self {
            Alphabet::Latin => "a Latin letter",
            Alphabet::Greek => "a Greek letter",
            Alphabet::Cyrillic => "a Cyrillic letter",
        }
    }
}

/// The alphabet of a letter, of those whose letters look alike.
fn alphabet(c: char) -> Option<Alphabet> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_alphabetic() => {
            Some(Alphabet::Latin)
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if c.is_alphabetic() => Some(Alphabet::Greek),
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' if c.is_alphabetic() => {
            Some(Alphabet::Cyrillic)
        }
        _ => None,
    }
}

/// The first word of two alphabets, and a letter of the one that has fewer of its letters.
fn mixed(text: &str) -> Option<(&str, char)> {
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let of = |wanted: Alphabet| word.chars().filter(move |c| alphabet(*c) == Some(wanted));
        let mut present: Vec<Alphabet> = [Alphabet::Latin, Alphabet::Greek, Alphabet::Cyrillic]
            .into_iter()
            .filter(|wanted| of(*wanted).next().is_some())
            .collect();
        if present.len() < 2 {
            return None;
        }
        present.sort_by_key(|wanted| of(*wanted).count());
        Some((word, of(present[0]).next()?))
    })
}

/// The first word all of whose letters look Latin and are not, in a name with Latin words; and its first letter.
fn disguised(text: &str) -> Option<(&str, char)> {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let latin = |word: &str| word.chars().all(|c| alphabet(c) == Some(Alphabet::Latin));
    let word =
        words.clone().any(latin).then(|| words.find(|word| word.chars().all(|c| look_alike(c).is_some())));
    let word = word.flatten()?;
    Some((word, word.chars().next()?))
}

#[cfg(test)]
mod tests {
    use super::{disguised, mixed};

    #[test]
    fn a_word_in_disguise_is_found() {
        assert_eq!(disguised("Rosa Расе"), Some(("Расе", 'Р')));
        assert_eq!(disguised("Vladimir Путин"), None);
        assert_eq!(disguised("Расе"), None); // a Russian word, for all we know
        assert_eq!(disguised("Rosa Pace"), None);
    }

    #[test]
    fn one_strange_letter_is_found() {
        for (text, expected) in [
            ("Putin", None),
            ("Рutin", Some(("Рutin", 'Р'))),
            ("Vladimir Путин", None),
            ("Путiн", Some(("Путiн", 'i'))),
            ("Αθήνα", None),
            ("Aθήνα", Some(("Aθήνα", 'A'))),
            ("Çavuşoğlu", None),
            ("علی", None),
        ] {
            assert_eq!(mixed(text), expected, "{text}");
        }
    }
}
