//! The names of bodies: company forms, two ways to spell English, "the", "and", what a ministry is of.

use super::options::{Choice, Options};
use super::parts::Parts;
use super::words::Word;
use crate::romanization::{SpellingRule, SpellingRules};

/// Company forms, each line one of a kind.
const FORMS: &[&[&str]] = &[
    &["inc", "inc.", "incorporated"],
    &["ltd", "ltd.", "limited"],
    &["corp", "corp.", "corporation"],
    &["co", "co.", "company"],
    &["llc", "l.l.c."],
    &["plc", "p.l.c."],
    &["gmbh"],
    &["ag"],
    &["s.a.", "sa"],
    &["s.p.a.", "spa"],
];

/// American words and the British ones.
const SPELLINGS: &[(&str, &str)] = &[
    ("defense", "defence"),
    ("labor", "labour"),
    ("center", "centre"),
    ("program", "programme"),
    ("theater", "theatre"),
    ("harbor", "harbour"),
    ("color", "colour"),
    ("honor", "honour"),
    ("neighbor", "neighbour"),
    ("favor", "favour"),
    ("offense", "offence"),
    ("license", "licence"),
    ("counselor", "counsellor"),
    ("jewelry", "jewellery"),
    ("aluminum", "aluminium"),
    ("esthetic", "aesthetic"),
    ("pediatric", "paediatric"),
    ("gray", "grey"),
    ("councilor", "councillor"),
    ("fiber", "fibre"),
    ("traveler", "traveller"),
    ("airplane", "aeroplane"),
];

/// Bodies that are named for what they are of, or for what they do: Ministry of Defense, Defense Ministry.
const OF: &[&str] = &["ministry", "department", "corps"];

/// The spellings of the name of a body.
pub(super) fn spellings(words: &[Word], parts: &Parts<'_>) -> Options {
    let most = parts.most;
    let texts: Vec<&str> = words.iter().map(|word| word.text.trim_end_matches(',')).collect();
    let mut name = phrase(&texts, parts);
    if parts.on.has(SpellingRule::OrgForm) && texts.len() > 1 {
        let last = texts[texts.len() - 1];
        if let Some(form) = FORMS.iter().find(|form| form.contains(&last)) {
            let bare = phrase(&texts[..texts.len() - 1], parts);
            for other in form.iter().filter(|other| **other != last) {
                name =
                    name.or(bare.then(" ", &Options::one(*other), most).by(SpellingRule::OrgForm, 1), most);
                name =
                    name.or(bare.then(", ", &Options::one(*other), most).by(SpellingRule::OrgForm, 2), most);
            }
            name = name.or(bare.then(", ", &Options::one(last), most).by(SpellingRule::OrgForm, 1), most);
            name = name.or(bare.by(SpellingRule::OrgForm, 1), most);
        }
    }
    if parts.on.has(SpellingRule::Inversion) {
        if let Some(inverted) = invert(&texts) {
            name = name.or(phrase(&inverted, parts).by(SpellingRule::Inversion, 1), most);
        }
    }
    name
}

/// `ministry of defense` for `defense ministry`, and the other way round.
fn invert<'w>(texts: &[&'w str]) -> Option<Vec<&'w str>> {
    match texts {
        [head, "of", rest @ ..] if OF.contains(head) && !rest.is_empty() && !rest.contains(&"of") => {
            let rest = rest.strip_prefix(&["the"]).unwrap_or(rest);
            Some(rest.iter().copied().chain([*head]).collect())
        }
        [rest @ .., head] if OF.contains(head) && !rest.is_empty() && !rest.contains(&"of") => {
            Some([*head, "of"].into_iter().chain(rest.iter().copied()).collect())
        }
        _ => None,
    }
}

/// Words side by side, each in its spellings.
fn phrase(texts: &[&str], parts: &Parts<'_>) -> Options {
    let mut name: Option<Options> = None;
    for (at, text) in texts.iter().enumerate() {
        let is_the = *text == "the" && parts.on.has(SpellingRule::The) && at + 1 < texts.len();
        let Some(before) = name else {
            name = Some(if is_the { Options::one("") } else { word(text, parts) });
            if is_the {
                // A leading "the" is no part of the name; with it, the name still stands in the list as written.
                name = Some(Options::one("").by(SpellingRule::The, 1).or(Options::one("the "), parts.most));
            }
            continue;
        };
        let gap = if at == 1 && texts[0] == "the" && parts.on.has(SpellingRule::The) { "" } else { " " };
        let with = before.then(gap, &word(text, parts), parts.most);
        name = Some(if is_the {
            with.or(before.by(SpellingRule::The, 1), parts.most)
        } else if texts[at - 1] == "of" && !texts.contains(&"the") && parts.on.has(SpellingRule::The) {
            let the = before.then(" the ", &word(text, parts), parts.most).by(SpellingRule::The, 3);
            with.or(the, parts.most)
        } else {
            with
        });
    }
    name.unwrap_or_else(|| Options::new(Vec::new()))
}

fn word(text: &str, parts: &Parts<'_>) -> Options {
    let mut choices = vec![Choice { text: text.to_owned(), cost: 0, rules: SpellingRules::NONE }];
    let mut add = |other: String, rule: SpellingRule| {
        if parts.on.has(rule) {
            choices.push(Choice { text: other, cost: 1, rules: SpellingRules::of(rule) });
        }
    };
    match text {
        "and" => add("&".to_owned(), SpellingRule::And),
        "&" => add("and".to_owned(), SpellingRule::And),
        _ => {}
    }
    for (american, british) in SPELLINGS {
        if text == *american {
            add((*british).to_owned(), SpellingRule::Spelling);
        } else if text == *british {
            add((*american).to_owned(), SpellingRule::Spelling);
        }
    }
    for (american, british) in [("ization", "isation"), ("izations", "isations")] {
        for (from, to) in [(american, british), (british, american)] {
            if let Some(stem) = text.strip_suffix(from) {
                add(format!("{stem}{to}"), SpellingRule::Spelling);
            }
        }
    }
    for other in parts.classes.others(text) {
        add(other.to_owned(), SpellingRule::SpellingClass);
    }
    Options::new(choices)
}
