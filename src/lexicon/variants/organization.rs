//! The names of bodies: company forms, the two ways to spell English, "the" and "and", what a ministry is of.

use super::options::{Choice, Options};
use super::parts::Parts;
use super::words::Word;
use crate::romanization::{SpellingRule, SpellingRules};

/// Company forms, each line one.
const FORMS: &[&[&str]] = &[
    &["inc", "inc.", "incorporated"],
    &["ltd", "ltd.", "limited"],
    &["corp", "corp.", "corporation"],
    &["co", "co.", "company"],
    &["llc", "l.l.c."],
    &["plc", "p.l.c."],
    &["gmbh"],
    &["ag"],
    &["sa", "s.a."],
    &["spa", "s.p.a."],
];

/// American words and the British ones.
const US_UK: &[(&str, &str)] = &[
    ("airplane", "aeroplane"),
    ("aluminum", "aluminium"),
    ("center", "centre"),
    ("centers", "centres"),
    ("color", "colour"),
    ("councilor", "councillor"),
    ("councilors", "councillors"),
    ("defense", "defence"),
    ("fiber", "fibre"),
    ("harbor", "harbour"),
    ("honor", "honour"),
    ("jewelry", "jewellery"),
    ("labor", "labour"),
    ("license", "licence"),
    ("neighbor", "neighbour"),
    ("neighbors", "neighbours"),
    ("offense", "offence"),
    ("pediatric", "paediatric"),
    ("program", "programme"),
    ("programs", "programmes"),
    ("theater", "theatre"),
    ("travelers", "travellers"),
];

/// Endings likewise.
const US_UK_ENDINGS: &[(&str, &str)] = &[("ization", "isation"), ("izations", "isations")];

/// Bodies that are named "ministry of" something or for that thing, without being another body.
const OF: &[&str] = &["ministry", "department", "corps"];

/// The spellings of the name of a body.
pub(super) fn spellings(words: &[Word], parts: &Parts<'_, '_>) -> Options {
    let most = parts.most;
    let texts: Vec<&str> = words.iter().map(|word| word.text.trim_end_matches(',')).collect();
    let mut all = phrase(&texts, parts);
    if let Some(inverted) = inverted(&texts) {
        all = all.or(phrase(&inverted, parts).by(SpellingRule::Inversion, 1), most);
    }
    let Some((last, bare)) = texts.split_last() else { return all };
    let Some(form) = FORMS.iter().find(|form| form.contains(last)).filter(|_| !bare.is_empty()) else {
        return all;
    };
    let bare = phrase(bare, parts);
    for other in *form {
        let gaps: &[(&str, u16)] = if other == last { &[(", ", 1)] } else { &[(" ", 1), (", ", 2)] };
        for (gap, bits) in gaps {
            all = all.or(bare.then(gap, &Options::one(*other), most).by(SpellingRule::OrgForm, *bits), most);
        }
    }
    all.or(bare.by(SpellingRule::OrgForm, 1), most)
}

/// `ministry of defense` for `defense ministry`, and the other way round.
fn inverted<'w>(texts: &[&'w str]) -> Option<Vec<&'w str>> {
    match texts {
        [head, "of", rest @ ..] if OF.contains(head) && !rest.is_empty() && !rest.contains(&"of") => {
            let rest = rest.strip_prefix(&["the"]).unwrap_or(rest);
            Some([rest, &[head]].concat())
        }
        [rest @ .., head] if OF.contains(head) && !rest.is_empty() && !rest.contains(&"of") => {
            let of: &[&str] = if *head == "corps" { &["corps", "of", "the"] } else { &[head, "of"] };
            Some([of, rest].concat())
        }
        _ => None,
    }
}

/// Words side by side, each in its spellings, with "the" or without.
fn phrase(texts: &[&str], parts: &Parts<'_, '_>) -> Options {
    let Some((first, rest)) = texts.split_first() else { return Options::none() };
    if *first == "the" && !rest.is_empty() {
        let bare = phrase(rest, parts);
        return Options::one("the")
            .then(" ", &bare, parts.most)
            .or(bare.by(SpellingRule::The, 1), parts.most);
    }
    let has_the = texts.contains(&"the");
    let mut name = word(first, parts);
    for (at, text) in (1..).zip(rest) {
        let with = name.then(" ", &word(text, parts), parts.most);
        let of = texts[at - 1] == "of" && at > 1 && !OF.contains(&texts[at - 2]);
        name = match () {
            () if *text == "the" => with.or(name.by(SpellingRule::The, 1), parts.most),
            () if of && !has_the => {
                let the = name.then(" the ", &word(text, parts), parts.most).by(SpellingRule::The, 3);
                with.or(the, parts.most)
            }
            () => with,
        };
    }
    name
}

fn word(text: &str, parts: &Parts<'_, '_>) -> Options {
    let mut choices = vec![Choice { text: text.to_owned(), bits: 0, rules: SpellingRules::NONE }];
    let mut add = |other: String, rule: SpellingRule| {
        choices.push(Choice { text: other, bits: 1, rules: SpellingRules::of(rule) });
    };
    match text {
        "and" => add("&".to_owned(), SpellingRule::And),
        "&" => add("and".to_owned(), SpellingRule::And),
        _ => {}
    }
    for &(us, uk) in US_UK {
        match text {
            _ if text == us => add(uk.to_owned(), SpellingRule::UsUk),
            _ if text == uk => add(us.to_owned(), SpellingRule::UsUk),
            _ => {}
        }
    }
    for &(us, uk) in US_UK_ENDINGS {
        for (from, to) in [(us, uk), (uk, us)] {
            if let Some(stem) = text.strip_suffix(from) {
                add(format!("{stem}{to}"), SpellingRule::UsUk);
            }
        }
    }
    for other in parts.speller.classes.others(text) {
        add(other.to_owned(), SpellingRule::SpellingClass);
    }
    Options::new(choices)
}
