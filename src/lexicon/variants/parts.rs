//! The parts of a person's or a place's name, and how each is spelled: words, articles, names made of "servant of" or "of God".

use std::rc::Rc;

use super::options::{Choice, Options};
use super::words::{Joint, Word};
use super::{Speller, WORD_LIMIT};
use crate::entity::Kind;
use crate::romanization::{Origin, SpellingRule, SpellingRules, distinct, respell};

/// What all parts of one name have in common.
pub(super) struct Parts<'s, 'c> {
    pub(super) speller: &'s Speller<'c>,
    pub(super) origin: Origin,
    pub(super) kind: Kind,
    pub(super) on: SpellingRules,
    /// How many spellings to keep of any part: no more can be wanted of the whole.
    pub(super) most: usize,
}

/// A stretch of a name that is spelled as one.
struct Part {
    options: Options,
    /// What stood before it.
    before: Joint,
    /// Its first word, as written.
    word: String,
}

/// First halves that are often written as one word with what follows.
const HEADS: &[&str] = &[
    "abu", "abou", "abo", "ali", "amir", "bani", "beni", "gholam", "ghulam", "haj", "haji", "hamid",
    "khajeh", "mir", "mohamed", "mohammad", "mohammed", "muhammad", "noor", "nur", "pir", "seyed", "seyyed",
    "shah",
];

/// Second halves that are often written as one word with what precedes.
const TAILS: &[&str] = &[
    "abad", "abadi", "ali", "beigi", "beygi", "doost", "dust", "far", "fard", "goo", "gou", "khah", "khani",
    "loo", "lou", "manesh", "nejad", "nezhad", "nia", "niya", "oglu", "panah", "parast", "poor", "pour",
    "pur", "reza", "shahr", "stan", "tabar", "vand", "zada", "zade", "zadeh", "zai", "zay",
];

/// The article, as it is written before a word; and what it is written before the letters that take its l.
const ARTICLES: &[&str] = &["al", "el", "ul", "il", "ol"];
const SUN_LETTERS: &[&str] = &["sh", "th", "dh", "s", "z", "t", "d", "n", "r"];

/// What is written for "servant of the", with the bits it takes.
const SERVANTS: &[(&str, u16)] = &[
    ("abdul ", 2),
    ("abdel ", 3),
    ("abd al ", 3),
    ("abdul", 3),
    ("abdel", 4),
    ("abdol", 4),
    ("abdol ", 4),
    ("abd el ", 5),
    ("abdal ", 7),
    ("abdal", 7),
    ("abd ", 7),
];

/// What is written for "of the faith", likewise.
const FAITHS: &[(&str, u16)] = &[
    (" al din", 3),
    ("eddin", 3),
    ("uddin", 3),
    (" el din", 4),
    ("eddine", 4),
    (" eddine", 5),
    (" eddin", 5),
    ("oddin", 5),
    ("aldin", 5),
    ("eldin", 5),
    (" uddin", 5),
    (" ad din", 6),
    (" ud din", 6),
    (" el dine", 7),
];

/// What is written for "of God", likewise.
const GODS: &[(&str, u16)] = &[
    ("allah", 3),
    ("ollah", 3),
    ("ullah", 3),
    (" allah", 4),
    ("alla", 5),
    ("ulla", 5),
    ("olla", 5),
    (" ullah", 5),
    (" ollah", 7),
];

/// What makes a state of a name; and names of which there are two, told apart by just that: the Republic of China and China, the
/// Republic of Ireland and Ireland, the State of Georgia and Georgia.
const STATES: &[&str] = &[
    "republic",
    "kingdom",
    "state",
    "sultanate",
    "emirate",
    "principality",
    "commonwealth",
    "federation",
    "union",
];
const SHARED_BY_STATES: &[&str] = &[
    "china",
    "congo",
    "cyprus",
    "georgia",
    "guinea",
    "ireland",
    "islam",
    "korea",
    "luxembourg",
    "macedonia",
    "mexico",
    "samoa",
    "sudan",
    "washington",
    "york",
];

fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

/// `ash` before Shams, `an` before Najaf, as far as the letters show.
fn is_assimilated(word: &str, next: &str) -> bool {
    let letter = word.strip_prefix(['a', 'e', 'o', 'u']).unwrap_or("");
    SUN_LETTERS.contains(&letter) && next.starts_with(letter)
}

fn is_servant(word: &str) -> bool {
    matches!(word, "abd" | "abdul" | "abdel" | "abdol" | "abdal" | "abdur" | "abdus" | "abdour" | "abdoul")
}

fn is_faith(word: &str) -> bool {
    let faiths = [
        "din", "deen", "dine", "addin", "aldin", "eddin", "eddine", "eldeen", "eldin", "eldine", "uddin",
        "uldin",
    ];
    faiths.contains(&word)
}

fn is_honorific(word: &str) -> bool {
    let honorifics = [
        "haj", "haji", "hajj", "mawlawi", "maulana", "mulla", "mullah", "qari", "sayed", "sayyed", "sayyid",
        "seyed", "seyyed", "shaikh", "shaykh", "sheikh", "syed",
    ];
    honorifics.contains(&word)
}

impl Parts<'_, '_> {
    /// The spellings of a whole name.
    pub(super) fn name(&self, words: &[Word]) -> Options {
        let parts = self.split(words);
        let all: Vec<&Part> = parts.iter().collect();
        let name = self.join(&all);
        match self.kind {
            Kind::Person => self.person(&all, name),
            Kind::Place => self.place(words, name),
            Kind::Organization | Kind::Term => name,
        }
    }

    /// What a person's name is without an honorific, without a middle name, with initials.
    fn person(&self, parts: &[&Part], name: Options) -> Options {
        let mut all = name;
        let n_parts = parts.len();
        if self.on.has(SpellingRule::Honorific) && n_parts > 2 && is_honorific(&parts[0].word) {
            all = all.or(self.join(&parts[1..]).by(SpellingRule::Honorific, 3), self.most);
        }
        if self.on.has(SpellingRule::MiddleName) {
            for middle in 1..n_parts.saturating_sub(1) {
                let rest = [&parts[..middle], &parts[middle + 1..]].concat();
                all = all.or(self.join(&rest).by(SpellingRule::MiddleName, 4), self.most);
            }
        }
        if self.on.has(SpellingRule::Initials) && n_parts > 1 {
            // Of the first name, and of all but the last.
            for n_initials in [1, n_parts - 1] {
                let initials: Vec<String> = parts[..n_initials]
                    .iter()
                    .filter_map(|part| Some(format!("{}.", part.word.chars().next()?)))
                    .collect();
                let initials = Options::one(initials.join(" "));
                let name = initials.then(" ", &self.join(&parts[n_initials..]), self.most);
                all = all.or(name.by(SpellingRule::Initials, 3), self.most);
            }
        }
        all
    }

    /// What a place's name is as a state, with Saint cut short, without "the".
    fn place(&self, words: &[Word], name: Options) -> Options {
        let mut all = name.clone();
        let Some((first, behind)) = words.split_first() else { return all };
        let rest = |words: &[Word]| self.join(&self.split(words).iter().collect::<Vec<_>>());
        if words.len() == 1 && self.takes_article(&first.text) {
            all = self.add_article(&first.text, all);
        }
        let saints: &[&str] = match first.text.as_str() {
            "saint" => &["st", "st."],
            "st" => &["saint", "st."],
            "st." => &["saint", "st"],
            _ => &[],
        };
        for saint in saints.iter().filter(|_| !behind.is_empty()) {
            let name = Options::one(*saint).then(" ", &rest(behind), self.most);
            all = all.or(name.by(SpellingRule::Saint, 2), self.most);
        }
        if first.text == "the" && !behind.is_empty() {
            all = all.or(rest(behind).by(SpellingRule::The, 2), self.most);
        }
        let is_form = |words: &[Word]| words.iter().any(|word| STATES.contains(&word.text.as_str()));
        let of = words.iter().position(|word| word.text == "of");
        let shared = |words: &[Word]| words.len() == 1 && SHARED_BY_STATES.contains(&words[0].text.as_str());
        match of {
            Some(of) if is_form(&words[..of]) && !words[of + 1..].is_empty() && !shared(&words[of + 1..]) => {
                all = all.or(rest(&words[of + 1..]).by(SpellingRule::StateForm, 4), self.most);
            }
            None if !is_form(words) && !shared(words) => {
                for form in ["republic of ", "kingdom of ", "state of "] {
                    let state = Options::one(form).then("", &name, 1).by(SpellingRule::StateForm, 6);
                    all = all.or(state, self.most);
                }
            }
            _ => {}
        }
        all
    }

    /// The parts side by side. What was hyphenated, or is often written as one word, also stands joined.
    fn join(&self, parts: &[&Part]) -> Options {
        let Some((first, rest)) = parts.split_first() else { return Options::none() };
        let mut name = first.options.clone();
        let mut last = first;
        for part in rest {
            let spaced = name.then(" ", &part.options, self.most);
            if matches!(part.word.as_str(), "e" | "i" | "ye" | "y") && part.before == Joint::Hyphen {
                name = spaced.or(name.by(SpellingRule::Ezafe, 3), self.most);
                continue;
            }
            let joined = || name.then("", &part.options, self.most);
            let usual = HEADS.contains(&last.word.as_str()) || TAILS.contains(&part.word.as_str());
            name = match part.before {
                Joint::Capital if self.origin == Origin::Other => joined(),
                Joint::Capital => joined().or(spaced.by(SpellingRule::Compound, 3), self.most),
                Joint::Hyphen => spaced.or(joined().by(SpellingRule::Compound, 3), self.most),
                Joint::Space if usual && self.origin != Origin::Other => {
                    spaced.or(joined().by(SpellingRule::Compound, 4), self.most)
                }
                Joint::Space => spaced,
            };
            last = part;
        }
        name
    }

    /// Cuts a name into parts.
    fn split(&self, words: &[Word]) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            let (options, n_taken) = match self.origin {
                Origin::Arabic | Origin::Persian => self.semitic_part(&words[at..]),
                _ => ((*self.word(&word.text)).clone(), 1),
            };
            let last = at > 0 && at + n_taken == words.len();
            let options = if last && self.takes_article(&word.text) {
                self.add_article(&word.text, options)
            } else {
                options
            };
            parts.push(Part { options, before: word.before, word: word.text.clone() });
            at += n_taken;
        }
        parts
    }

    /// The first part of `words`, and how many words it takes.
    fn semitic_part(&self, words: &[Word]) -> (Options, usize) {
        let word = words[0].text.as_str();
        let [_, next, ..] = words else { return (self.compound(word), 1) };
        let behind = words.get(2).map_or("", |word| word.text.as_str());
        let next_text = next.text.as_str();
        let clearly =
            words[0].before == Joint::Hyphen || next.before == Joint::Hyphen || self.kind == Kind::Place;
        match () {
            () if is_servant(word)
                && !behind.is_empty()
                && (is_article(next_text) || is_assimilated(next_text, behind)) =>
            {
                (self.servant(behind), 3)
            }
            () if is_servant(word) => (self.servant(next_text), 2),
            () if is_article(word) && next_text.len() > 1 => (self.with_article(word, next), 2),
            () if is_assimilated(word, next_text) && clearly => (self.with_article(word, next), 2),
            () if is_faith(next_text) => (self.faith(word), 2),
            () if is_faith(behind) && (is_article(next_text) || is_assimilated(next_text, "d")) => {
                (self.faith(word), 3)
            }
            () if matches!(next_text, "allah" | "ollah" | "ullah") => (self.of_god(word), 2),
            // A patronymic is left out as a whole, or not at all.
            () if matches!(word, "bin" | "ben" | "ibn") => {
                (self.word(word).then(" ", &self.compound(next_text), self.most), 2)
            }
            () => (self.compound(word), 1),
        }
    }

    /// A word by letters and by class.
    fn word(&self, word: &str) -> Rc<Options> {
        let key = (word.to_owned(), self.origin, self.on, self.most);
        if let Some(options) = self.speller.words.borrow().get(&key) {
            return Rc::clone(options);
        }
        let (by_letters, total) = respell(word, self.origin, self.on, WORD_LIMIT, self.most);
        let by_letters =
            by_letters.into_iter().map(|r| Choice { text: r.text, bits: r.bits, rules: r.rules }).collect();
        let by_letters = Options::some_of(by_letters, total);
        let class = SpellingRules::of(SpellingRule::SpellingClass);
        // The table names the commoner spellings first.
        let others = (0..).zip(self.speller.classes.others(word).filter(|other| !distinct(other, word)));
        let by_class: Vec<Choice> = others
            .filter(|_| class.within(self.on))
            .map(|(nth, other)| Choice { text: other.to_owned(), bits: 2 + nth / 2, rules: class })
            .collect();
        let options =
            if by_class.is_empty() { by_letters } else { Options::new(by_class).or(by_letters, self.most) };
        let options = Rc::new(options);
        self.speller.words.borrow_mut().insert(key, Rc::clone(&options));
        options
    }

    /// A word that may hide a servant, a faith or a God, or two names written as one.
    fn compound(&self, word: &str) -> Options {
        let plain = self.word(word);
        let behind = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
        let before = |suffixes: &[&str]| suffixes.iter().find_map(|suffix| word.strip_suffix(suffix));
        let long = |name: &&str| name.len() > 2;
        let servants = ["abdul", "abdel", "abdol", "abdal", "abdur"];
        if let Some(name) = behind(&servants).filter(long).filter(|name| !name.starts_with("la")) {
            return (*plain).clone().or(self.servant(name), self.most);
        }
        let faiths = [
            "addin", "eddin", "uddin", "oddin", "aldin", "eldin", "uldin", "addine", "eddine", "uddine",
            "eldine", "eddeen", "uddeen", "eldeen",
        ];
        if let Some(name) = before(&faiths).filter(long) {
            return (*plain).clone().or(self.faith(name), self.most);
        }
        if let Some(name) = before(&["ollah", "ullah", "allah"]).filter(long).filter(|name| *name != "abd") {
            return (*plain).clone().or(self.of_god(name), self.most);
        }
        let mut options = (*plain).clone();
        for tail in TAILS.iter().filter(|tail| tail.len() > 2) {
            if let Some(head) = word.strip_suffix(tail).filter(|head| head.len() > 3) {
                let apart = self.word(head).then(" ", &self.word(tail), self.most);
                options = options.or(apart.by(SpellingRule::Compound, 3), self.most);
            }
        }
        for head in HEADS.iter().filter(|head| head.len() > 3) {
            // Behind a head stands a name that is known, or it is no head: Amir in Amirabdollahian, not in Amirkhizi.
            let known = |tail: &&str| tail.len() > 3 && Origin::guess(tail) != Origin::Other;
            if let Some(tail) = word.strip_prefix(head).filter(known) {
                let apart = self.word(head).then(" ", &self.compound(tail), self.most);
                options = options.or(apart.by(SpellingRule::Compound, 3), self.most);
            }
        }
        options
    }

    /// "Servant of" a name of God.
    fn servant(&self, name: &str) -> Options {
        let name = self.word(name);
        self.any(SERVANTS, |servant| Options::one(servant).then("", &name, self.most), SpellingRule::AbdAbu)
    }

    /// A name and "of the faith": Nasser al-Din, Nasreddine.
    fn faith(&self, name: &str) -> Options {
        let name = self.word(name);
        self.any(FAITHS, |faith| name.then("", &Options::one(faith), self.most), SpellingRule::Article)
    }

    /// A name and "of God": Nasrallah, Nasr Allah.
    fn of_god(&self, name: &str) -> Options {
        let name = self.word(name);
        self.any(GODS, |god| name.then("", &Options::one(god), self.most), SpellingRule::Allah)
    }

    /// A word that has an article: with it, with the other, with none, with one that has become part of it.
    fn with_article(&self, article: &str, word: &Word) -> Options {
        let name = self.compound(&word.text);
        let gap = if word.before == Joint::Capital { "" } else { " " };
        let written = Options::one(article).then(gap, &name, self.most);
        written.or(
            self.articles(&word.text, &name, &[("al ", 3), ("el ", 3), ("", 3), ("al", 5), ("el", 5)], 5),
            self.most,
        )
    }

    /// Whether an Arab surname or town may take an article that it was written without.
    fn takes_article(&self, word: &str) -> bool {
        let has_one =
            is_article(word) || is_servant(word) || word.starts_with("al") || word.starts_with("el");
        let kind = matches!(self.kind, Kind::Person | Kind::Place);
        kind && self.origin == Origin::Arabic && word.len() > 4 && !has_one && !word.ends_with("allah")
    }

    fn add_article(&self, word: &str, name: Options) -> Options {
        let with = self.articles(word, &name, &[("al ", 4), ("el ", 6), ("al", 8)], 7);
        name.or(with, self.most)
    }

    /// `name` behind each of `articles`, and behind one that has taken its first letter.
    fn articles(&self, word: &str, name: &Options, articles: &[(&str, u16)], assimilated: u16) -> Options {
        let behind = |article: &str| Options::one(article).then("", name, self.most);
        let mut all = self.any(articles, behind, SpellingRule::Article);
        if let Some(letter) = SUN_LETTERS.iter().find(|letter| word.starts_with(**letter)) {
            for (vowel, bits) in [("a", assimilated), ("e", assimilated + 1)] {
                all = all.or(behind(&format!("{vowel}{letter} ")).by(SpellingRule::Article, bits), self.most);
            }
        }
        all
    }

    /// All that `with` makes of `ways`, each at its bits.
    fn any(&self, ways: &[(&str, u16)], with: impl Fn(&str) -> Options, rule: SpellingRule) -> Options {
        ways.iter().fold(Options::none(), |all, (way, bits)| all.or(with(way).by(rule, *bits), self.most))
    }
}
