//! The written forms that an alias stands for, before any rule of romanization: dotted abbreviations, joined compounds, plurals, scare
//! quotes. Each comes with the name of its rule.

use std::borrow::Cow;

use crate::entity::{Form, Kind};
use crate::fold::fold_name;
use crate::lexicon::model::Case;

/// A folded spelling of an alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling<'a> {
    pub(super) folded: String,
    /// What it is the folded form of, for names that count only as written.
    pub(super) written: Cow<'a, str>,
    /// Empty: as written.
    pub(super) rule: Cow<'static, str>,
    /// How it must be written, beyond what its alias asks.
    pub(super) case: Option<Case>,
    pub(super) scare: bool,
    /// A rule of spelling made it, not one of form.
    pub(super) by_rule: bool,
    /// Something of the name is left out.
    pub(super) reduced: bool,
}

/// The spellings of `alias`, as written first.
pub(super) fn spellings(alias: &str, kind: Kind, form: Form, scare: bool) -> Vec<Spelling<'_>> {
    let mut found = vec![spelling(alias, "")];
    if form == Form::Abbreviation
        && let Some(dotted) = dotted(alias)
    {
        // "U.S troops": the last dot is often forgotten.
        found.push(spelling(dotted.trim_end_matches('.').to_owned(), "dotted"));
        found.push(spelling(dotted, "dotted"));
    }
    if alias.contains('.') {
        let without = if form == Form::Abbreviation { "" } else { " " };
        found.push(spelling(alias.replace('.', without), "undotted"));
    }
    if let Some(joined) = joined(alias) {
        found.push(spelling(joined, "joined"));
    }
    if is_arabic(alias) {
        found.extend(arabic_joins(alias).into_iter().map(|joined| spelling(joined, "joined")));
    }
    if kind == Kind::Term {
        found.extend(plural(alias).map(|plural| spelling(plural, "plural")));
        if scare {
            let quoted: Vec<String> =
                found.iter().flat_map(|spelling| scare_quoted(&spelling.folded)).collect();
            found.extend(quoted.into_iter().map(|quoted| Spelling {
                folded: quoted.clone(),
                written: Cow::Owned(quoted),
                rule: Cow::Borrowed("scare-quotes"),
                case: None,
                scare: true,
                by_rule: false,
                reduced: false,
            }));
        }
    }
    found.retain(|spelling| !spelling.folded.is_empty());
    found
}

/// `text` as a spelling of its own.
pub(super) fn spelling<'a>(text: impl Into<Cow<'a, str>>, rule: &'static str) -> Spelling<'a> {
    let written = text.into();
    Spelling {
        folded: fold_name(&written),
        written,
        rule: Cow::Borrowed(rule),
        case: None,
        scare: false,
        by_rule: false,
        reduced: false,
    }
}

/// `UNSC` as `U.N.S.C.`; `None` unless all is letters.
pub(super) fn dotted(alias: &str) -> Option<String> {
    let letters = alias.chars().all(|c| c.is_ascii_uppercase());
    (letters && (2..=6).contains(&alias.len())).then(|| alias.chars().flat_map(|c| [c, '.']).collect())
}

/// `Amir-Abdollahian` as `Amirabdollahian`: hyphens between two letters dropped. An article is not joined: `al-Arabi` stays.
fn joined(alias: &str) -> Option<String> {
    const ARTICLES: [&str; 12] = ["al", "el", "ul", "ol", "as", "ash", "ad", "an", "ar", "at", "az", "ez"];
    if !alias.contains('-') {
        return None;
    }
    let close = |word: &str| {
        let parts: Vec<&str> = word.split('-').collect();
        let whole =
            parts.iter().all(|part| part.chars().count() > 1 && part.chars().all(char::is_alphabetic));
        let article = parts.iter().any(|part| ARTICLES.contains(&part.to_ascii_lowercase().as_str()));
        if whole && !article { parts.concat() } else { word.to_owned() }
    };
    let joined = alias.split(' ').map(close).collect::<Vec<_>>().join(" ");
    (joined != alias).then_some(joined)
}

fn is_arabic(alias: &str) -> bool {
    alias.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

/// An Arabic-script name with some or all of its spaces (or ZWNJ) closed: a compound is written either way.
fn arabic_joins(alias: &str) -> Vec<String> {
    let words: Vec<&str> = alias.split([' ', '\u{200c}']).filter(|word| !word.is_empty()).collect();
    if !(2..=5).contains(&words.len()) {
        return Vec::new();
    }
    let join = |closed: u32| {
        let mut text = words[0].to_owned();
        for (gap, word) in words[1..].iter().enumerate() {
            if closed & (1 << gap) == 0 {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    };
    (0..1_u32 << (words.len() - 1)).map(join).collect()
}

/// The regular plural of the last word of an English phrase. `None` where rules give none.
fn plural(alias: &str) -> Option<String> {
    let last = alias.chars().last()?;
    if !last.is_ascii_alphabetic() || last == 's' {
        return None;
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|end| alias.ends_with(end));
    Some(if last == 'y' && !vowel_y {
        format!("{}ies", &alias[..alias.len() - 1])
    } else if alias.ends_with("ch") || alias.ends_with("sh") || last == 'x' || last == 'z' {
        format!("{alias}es")
    } else {
        format!("{alias}s")
    })
}

/// The phrase with quotes around each run of its words but the whole: `"zionist" regime`, `zionist "regime"`.
fn scare_quoted(folded: &str) -> Vec<String> {
    const MOST_WORDS: usize = 5;
    let words: Vec<&str> = folded.split(' ').collect();
    let mut found = Vec::new();
    if words.len() > MOST_WORDS {
        return found;
    }
    for first in 0..words.len() {
        for last in first..words.len() {
            if last - first + 1 == words.len() {
                continue;
            }
            let quote = |(n, word): (usize, &&str)| {
                let open = if n == first { "\"" } else { "" };
                let close = if n == last { "\"" } else { "" };
                format!("{open}{word}{close}")
            };
            found.push(words.iter().enumerate().map(quote).collect::<Vec<_>>().join(" "));
        }
    }
    found
}
