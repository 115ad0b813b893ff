//! The parts of a person's or place's name, and how each is spelled: words, articles, names made of a servant and a name of God.

use super::options::{Choice, Options};
use super::words::{Joint, Word};
use super::{NameKind, SpellingClasses, WORD_LIMIT};
use crate::romanization::{Origin, SpellingRule, SpellingRules, distinct, respell};

/// What all parts of one name have in common.
pub(super) struct Parts<'c> {
    pub(super) origin: Origin,
    pub(super) kind: NameKind,
    pub(super) on: SpellingRules,
    pub(super) classes: &'c SpellingClasses,
    /// How many spellings to keep of any part, as no more can be wanted of the whole.
    pub(super) most: usize,
}

/// A stretch of a name that is spelled as one.
struct Part {
    options: Options,
    /// What stood before it.
    before: Joint,
    /// Its first word, for joining.
    word: String,
    /// For initials.
    initial: Option<char>,
}

/// First halves that are often written as one word with what follows.
const HEADS: &[&str] = &[
    "abu", "abou", "abo", "ali", "amir", "gholam", "ghulam", "haj", "haji", "hamid", "khajeh", "mir",
    "mohammad", "mohammed", "mohamed", "muhammad", "nur", "noor", "pir", "seyed", "seyyed", "shah", "beni",
    "bani",
];

/// Second halves that are often written as one word with what precedes.
const TAILS: &[&str] = &[
    "abad", "abadi", "ali", "beigi", "beygi", "doost", "dust", "far", "fard", "goo", "gou", "khah", "khani",
    "loo", "lou", "manesh", "nejad", "nezhad", "nia", "niya", "panah", "parast", "poor", "pour", "pur",
    "reza", "shahr", "tabar", "vand", "zada", "zade", "zadeh", "zai", "zay", "oglu", "stan",
];

/// Letters to which the l of the article is assimilated, in Latin spelling.
const SUN: &[&str] = &["sh", "th", "dh", "s", "z", "t", "d", "n", "r"];

const ARTICLES: &[&str] = &["al", "el", "ul", "il", "ol"];

fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

/// `ash` before Shams, `an` before Najaf, as far as the letters show.
fn is_assimilated(word: &str, next: &str) -> bool {
    let consonant = word.strip_prefix(['a', 'e', 'u', 'o']).unwrap_or("");
    SUN.contains(&consonant) && next.starts_with(consonant)
}

fn is_servant(word: &str) -> bool {
    matches!(
        word,
        "abd"
            | "abdul"
            | "abdel"
            | "abdol"
            | "abdal"
            | "abdur"
            | "abdus"
            | "abdel-"
            | "abed"
            | "abdour"
            | "abdoul"
    )
}

fn is_faith(word: &str) -> bool {
    matches!(
        word,
        "din"
            | "deen"
            | "dine"
            | "eddin"
            | "eddine"
            | "uddin"
            | "aldin"
            | "addin"
            | "eldin"
            | "eldine"
            | "eldeen"
            | "uldin"
    )
}

impl Parts<'_> {
    /// The spellings of a whole name.
    pub(super) fn name(&self, words: &[Word]) -> Options {
        let parts = self.split(words);
        let mut name = self.join(&parts);
        if self.kind == NameKind::Person
            && self.on.has(SpellingRule::Honorific)
            && parts.len() > 2
            && is_honorific(&parts[0].word)
        {
            name = name.or(self.join(&parts[1..]).by(SpellingRule::Honorific, 1), self.most);
        }
        if self.kind == NameKind::Person && self.on.has(SpellingRule::MiddleName) && parts.len() > 2 {
            for left_out in 1..parts.len() - 1 {
                let rest: Vec<&Part> = parts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != left_out)
                    .map(|(_, part)| part)
                    .collect();
                name = name.or(self.join_all(&rest).by(SpellingRule::MiddleName, 2), self.most);
            }
        }
        if self.kind == NameKind::Person && self.on.has(SpellingRule::Initials) && parts.len() > 1 {
            for given in [1, parts.len() - 1] {
                let initials: Option<Vec<String>> =
                    parts[..given].iter().map(|part| part.initial.map(|c| format!("{c}."))).collect();
                let Some(initials) = initials else { continue };
                let rest: Vec<&Part> = parts[given..].iter().collect();
                let rest = self.join_all(&rest);
                name = name.or(
                    Options::one(initials.join(" "))
                        .then(" ", &rest, self.most)
                        .by(SpellingRule::Initials, 2),
                    self.most,
                );
            }
        }
        if self.kind == NameKind::Place {
            name = self.place_forms(words, name);
        }
        name
    }

    fn join(&self, parts: &[Part]) -> Options {
        self.join_all(&parts.iter().collect::<Vec<_>>())
    }

    /// The parts side by side. What was hyphenated, or is often written as one word, also stands joined.
    fn join_all(&self, parts: &[&Part]) -> Options {
        let Some((first, rest)) = parts.split_first() else { return Options::new(Vec::new()) };
        let mut name = first.options.clone();
        let mut last = first;
        for part in rest {
            if matches!(part.word.as_str(), "e" | "i" | "ye" | "y")
                && part.before == Joint::Hyphen
                && self.on.has(SpellingRule::Ezafe)
            {
                let with = name.then(" ", &part.options, self.most);
                name = with.or(name.by(SpellingRule::Ezafe, 1), self.most);
                continue;
            }
            let spaced = name.then(" ", &part.options, self.most);
            let joinable = self.origin != Origin::Other
                && (HEADS.contains(&last.word.as_str()) || TAILS.contains(&part.word.as_str()));
            name = match part.before {
                Joint::Capital if self.origin == Origin::Other => name.then("", &part.options, self.most),
                Joint::Capital => name
                    .then("", &part.options, self.most)
                    .or(spaced.by(SpellingRule::Compound, 1), self.most),
                Joint::Hyphen => spaced
                    .or(name.then("", &part.options, self.most).by(SpellingRule::Compound, 1), self.most),
                Joint::Space if joinable => spaced
                    .or(name.then("", &part.options, self.most).by(SpellingRule::Compound, 2), self.most),
                Joint::Space => spaced,
            };
            last = part;
        }
        name
    }

    /// Cuts a name into parts.
    fn split(&self, words: &[Word]) -> Vec<Part> {
        let semitic = matches!(self.origin, Origin::Arabic | Origin::Persian);
        let mut out: Vec<Part> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            let text = word.text.as_str();
            let next = words.get(at + 1);
            let mut taken = 1;
            let options = match next {
                _ if !semitic => self.word(text),
                Some(next) if is_servant(text) => {
                    let mut name = next;
                    if let Some(after) = words
                        .get(at + 2)
                        .filter(|after| is_article(&next.text) || is_assimilated(&next.text, &after.text))
                    {
                        name = after;
                        taken = 2;
                    }
                    taken += 1;
                    self.servant(&name.text)
                }
                Some(next) if is_article(text) && next.text.len() > 1 => {
                    taken = 2;
                    self.with_article(text, &next.text)
                }
                Some(next)
                    if is_assimilated(text, &next.text)
                        && (word.before != Joint::Space
                            || next.before == Joint::Hyphen
                            || self.kind == NameKind::Place) =>
                {
                    taken = 2;
                    self.with_article(text, &next.text)
                }
                Some(next) if is_faith(&next.text) => {
                    taken = 2;
                    self.faith(text)
                }
                Some(next)
                    if (is_article(&next.text) || is_assimilated(&next.text, "d"))
                        && words.get(at + 2).is_some_and(|word| is_faith(&word.text)) =>
                {
                    taken = 3;
                    self.faith(text)
                }
                Some(next) if matches!(next.text.as_str(), "allah" | "ollah" | "ullah") => {
                    taken = 2;
                    self.of_god(text)
                }
                _ => self.compound_word(text),
            };
            let last = at + taken == words.len() && at > 0;
            let options =
                if last && self.may_take_article(text) { self.add_article(text, options) } else { options };
            out.push(Part {
                options,
                before: word.before,
                word: text.to_owned(),
                initial: text.chars().next(),
            });
            at += taken;
        }
        out
    }

    /// A word by letters and by class.
    fn word(&self, word: &str) -> Options {
        let (by_letters, total) = respell(word, self.origin, self.on, WORD_LIMIT, self.most);
        let choices: Vec<Choice> =
            by_letters.into_iter().map(|r| Choice { text: r.text, cost: r.cost, rules: r.rules }).collect();
        let mut options = Options::some_of(choices, total);
        if self.on.has(SpellingRule::SpellingClass) {
            let by_class: Vec<Choice> = (0..)
                .zip(self.classes.others(word).filter(|other| !distinct(other, word)))
                .map(|(nth, other)| Choice {
                    text: other.to_owned(),
                    cost: 1 + nth / 4,
                    rules: SpellingRules::of(SpellingRule::SpellingClass),
                })
                .collect();
            if !by_class.is_empty() {
                // What the table says costs less than what the letters say, and is said first.
                options = Options::new(by_class).or(options, self.most);
            }
        }
        options
    }

    /// A word that may hide a servant's name, or two names written as one.
    fn compound_word(&self, word: &str) -> Options {
        for prefix in ["abdul", "abdel", "abdol", "abdal", "abdur"] {
            if let Some(name) =
                word.strip_prefix(prefix).filter(|name| name.len() > 2 && !name.starts_with("la"))
            {
                return self.word(word).or(self.servant(name), self.most);
            }
        }
        for faith in [
            "addin", "eddin", "uddin", "oddin", "aldin", "eldin", "uldin", "eddine", "uddine", "eldine",
            "addine", "uddeen", "eddeen", "eldeen",
        ] {
            if let Some(name) = word.strip_suffix(faith).filter(|name| name.len() > 2) {
                return self.word(word).or(self.faith(name), self.most);
            }
        }
        for god in ["ollah", "ullah", "allah"] {
            if let Some(name) = word.strip_suffix(god).filter(|name| name.len() > 2 && *name != "abd") {
                return self.word(word).or(self.of_god(name), self.most);
            }
        }
        let mut options = self.word(word);
        if self.on.has(SpellingRule::Compound) {
            for tail in TAILS.iter().filter(|tail| tail.len() > 2) {
                if let Some(head) = word.strip_suffix(tail).filter(|head| head.len() > 3) {
                    options = options.or(
                        self.word(head).then(" ", &self.word(tail), self.most).by(SpellingRule::Compound, 1),
                        self.most,
                    );
                }
            }
            for head in HEADS.iter().filter(|head| head.len() > 3) {
                // Behind a head that is itself a name stands a whole name, or it is no head: Amir in Amirabdollahian, not in Amiri.
                if let Some(tail) = word
                    .strip_prefix(head)
                    .filter(|tail| tail.len() > 3 && Origin::guess(tail) != Origin::Other)
                {
                    options = options.or(
                        self.word(head)
                            .then(" ", &self.compound_word(tail), self.most)
                            .by(SpellingRule::Compound, 1),
                        self.most,
                    );
                }
            }
        }
        options
    }

    /// Abd and a name of God.
    fn servant(&self, name: &str) -> Options {
        let name = self.word(name);
        let mut options = Options::new(Vec::new());
        for (servant, cost) in [
            ("abdul ", 1),
            ("abdel ", 1),
            ("abd al ", 1),
            ("abdul", 1),
            ("abdel", 1),
            ("abdol", 2),
            ("abdol ", 2),
            ("abd el ", 2),
            ("abdal ", 3),
            ("abdal", 3),
            ("abd ", 3),
        ] {
            options = options.or(
                Options::one(servant).then("", &name, self.most).by(SpellingRule::AbdAbu, cost),
                self.most,
            );
        }
        options
    }

    /// A name and "of the faith": Nasser al-Din, Nasreddine.
    fn faith(&self, name: &str) -> Options {
        let name = self.word(name);
        let mut options = Options::new(Vec::new());
        for (faith, cost) in [
            (" al din", 1),
            ("eddin", 1),
            ("uddin", 1),
            (" el din", 2),
            (" eddine", 2),
            (" eddin", 2),
            ("eddine", 2),
            ("oddin", 2),
            ("aldin", 2),
            ("eldin", 2),
            (" uddin", 2),
            (" ad din", 3),
            (" ud din", 3),
            (" el dine", 3),
        ] {
            options = options.or(
                name.then("", &Options::one(faith), self.most).by(SpellingRule::Article, cost),
                self.most,
            );
        }
        options
    }

    /// A name and "of God": Nasrallah, Nasr Allah.
    fn of_god(&self, name: &str) -> Options {
        let name = self.word(name);
        let mut options = Options::new(Vec::new());
        for (god, cost) in [
            ("allah", 1),
            ("ollah", 1),
            ("ullah", 1),
            ("alla", 2),
            ("ulla", 2),
            ("olla", 2),
            (" allah", 2),
            (" ollah", 4),
            (" ullah", 3),
        ] {
            options = options
                .or(name.then("", &Options::one(god), self.most).by(SpellingRule::Allah, cost), self.most);
        }
        options
    }

    /// A word that has an article: the other articles, none, or one that has become part of it.
    fn with_article(&self, article: &str, word: &str) -> Options {
        let word_options = self.compound_word(word);
        let written = Options::one(article).then(" ", &word_options, self.most);
        let mut options = written;
        if self.on.has(SpellingRule::Article) {
            for (other, cost) in [("al ", 1), ("el ", 1), ("", 1), ("al", 2), ("el", 2)] {
                options = options.or(
                    Options::one(other).then("", &word_options, self.most).by(SpellingRule::Article, cost),
                    self.most,
                );
            }
            if let Some(consonant) = SUN.iter().find(|sun| word.starts_with(**sun)) {
                for (vowel, cost) in [("a", 2), ("e", 3)] {
                    options = options.or(
                        Options::one(format!("{vowel}{consonant} "))
                            .then("", &word_options, self.most)
                            .by(SpellingRule::Article, cost),
                        self.most,
                    );
                }
            }
        }
        options
    }

    /// An Arab surname, or an Arab town, may take the article that it was written without.
    fn may_take_article(&self, word: &str) -> bool {
        self.on.has(SpellingRule::Article)
            && self.origin == Origin::Arabic
            && self.kind != NameKind::Organization
            && word.len() > 3
            && !is_article(word)
            && !is_servant(word)
            && !["al", "el"].iter().any(|article| word.starts_with(article))
            && !word.ends_with("allah")
    }

    fn add_article(&self, word: &str, options: Options) -> Options {
        let mut all = options.clone();
        for (article, cost) in [("al ", 2), ("el ", 3), ("al", 4)] {
            all = all.or(
                Options::one(article).then("", &options, self.most).by(SpellingRule::Article, cost),
                self.most,
            );
        }
        if let Some(consonant) = SUN.iter().find(|sun| word.starts_with(**sun)) {
            for (vowel, cost) in [("a", 3), ("e", 4)] {
                all = all.or(
                    Options::one(format!("{vowel}{consonant} "))
                        .then("", &options, self.most)
                        .by(SpellingRule::Article, cost),
                    self.most,
                );
            }
        }
        all
    }

    fn place_forms(&self, words: &[Word], name: Options) -> Options {
        let mut all = name.clone();
        let first = words.first().map_or("", |word| word.text.as_str());
        if words.len() == 1 && matches!(self.origin, Origin::Arabic) && self.may_take_article(first) {
            all = self.add_article(first, all);
        }
        if self.on.has(SpellingRule::Saint) && words.len() > 1 {
            let rest = self.join(&self.split(&words[1..]));
            let others: &[&str] = match first {
                "saint" => &["st", "st."],
                "st" => &["saint", "st."],
                "st." => &["saint", "st"],
                "sainte" => &["ste", "ste."],
                _ => &[],
            };
            for other in others {
                all = all.or(
                    Options::one(*other).then(" ", &rest, self.most).by(SpellingRule::Saint, 1),
                    self.most,
                );
            }
        }
        if self.on.has(SpellingRule::The) && first == "the" {
            all = all.or(self.join(&self.split(&words[1..])).by(SpellingRule::The, 1), self.most);
        }
        if self.on.has(SpellingRule::StateForm)
            && !(words.len() == 1 && words.iter().any(|word| DISPUTED.contains(&word.text.as_str())))
        {
            let of = words.iter().position(|word| word.text == "of");
            let is_form = |words: &[Word]| words.iter().any(|word| STATES.contains(&word.text.as_str()));
            match of {
                Some(of) if is_form(&words[..of]) && of + 1 < words.len() => {
                    all = all.or(
                        self.join(&self.split(&words[of + 1..])).by(SpellingRule::StateForm, 2),
                        self.most,
                    );
                }
                None if !is_form(words) => {
                    for form in ["republic of ", "kingdom of ", "state of "] {
                        all = all.or(
                            Options::one(form).then("", &name, 1).by(SpellingRule::StateForm, 3),
                            self.most,
                        );
                    }
                }
                _ => {}
            }
        }
        all
    }
}

const STATES: &[&str] = &[
    "republic",
    "kingdom",
    "state",
    "sultanate",
    "emirate",
    "principality",
    "commonwealth",
    "federation",
    "states",
    "union",
];

/// Names of which there are two, told apart by just these words: the Republic of China and of Korea, of the Congo, of Ireland; the State of Georgia.
const DISPUTED: &[&str] = &[
    "china",
    "korea",
    "congo",
    "ireland",
    "macedonia",
    "georgia",
    "guinea",
    "sudan",
    "cyprus",
    "samoa",
    "washington",
    "york",
    "islam",
    "mexico",
    "luxembourg",
];

pub(super) fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "seyed"
            | "sayed"
            | "sayyed"
            | "seyyed"
            | "sayyid"
            | "syed"
            | "sheikh"
            | "shaikh"
            | "shaykh"
            | "haj"
            | "hajj"
            | "haji"
            | "mullah"
            | "mulla"
            | "mawlawi"
            | "maulana"
            | "hafiz"
            | "qari"
    )
}
