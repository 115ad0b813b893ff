//! Whether two names are one: word by word, by the rules of romanization.

use super::Name;
use super::missing::{is_article, may_be_missing};
use super::sounds::sounds;
use crate::romanization::{Origin, SpellingRule, SpellingRules, distance, distinct};

/// How two names are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Same {
    /// How far apart they are; 0 for equal ones.
    pub(crate) cost: u16,
    /// The rules that lead from one to the other.
    pub(crate) rules: SpellingRules,
}

/// Whether `a` and `b` are two spellings of one full name. Symmetric; a name is always the same as itself.
///
/// Words are compared one by one, but for joined compounds; one may lack an article, an honorific, or one middle name. Names of one
/// word are not compared at all.
pub(super) fn same_name(a: &Name, b: &Name) -> Option<Same> {
    if a.letters == b.letters && a.ends == b.ends {
        return Some(Same { cost: 0, rules: SpellingRules::NONE });
    }
    let (n, m) = (a.n_words(), b.n_words());
    if n.min(m) < 2 || n.max(m) > MOST_WORDS {
        return None;
    }
    let origin = shared_origin(a, b);
    // George W. Bush is George Bush, but not George H. W. Bush.
    let initials = [a, b].iter().all(|name| name.words().any(|word| word.len() == 1));
    let words: [Vec<&str>; 2] = [a, b].map(|name| name.words().collect());
    let missing = |words: &[&str], at: usize| match words.get(at) {
        Some(word) if !(initials && word.len() == 1) => may_be_missing(words, at, origin),
        _ => None,
    };
    // How the names may go on behind so many words of each: so many more of them, and what that costs.
    let steps = |i: usize, j: usize| {
        let without = |(cost, rule)| Same { cost, rules: SpellingRules::of(rule) };
        let left_out = [
            missing(&words[0], i).map(|missing| (1, 0, without(missing))),
            missing(&words[1], j).map(|missing| (0, 1, without(missing))),
        ];
        let alike = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)].into_iter().filter_map(move |(x, y)| {
            if i + x > n || j + y > m {
                return None;
            }
            let (left, right) = (a.piece(i, i + x), b.piece(j, j + y));
            let same = may_agree(left, right).then(|| same_word(left, right, origin)).flatten()?;
            let n_joints = (x + y - 2) as u16;
            let compound = if n_joints == 0 { same.rules } else { same.rules.with(SpellingRule::Compound) };
            Some((x, y, Same { cost: same.cost + n_joints, rules: compound }))
        });
        left_out.into_iter().flatten().chain(alike)
    };
    // Most names that share a drawer begin too differently, and need no table.
    steps(0, 0).next()?;
    let mut best = [[None::<Same>; MOST_WORDS + 1]; MOST_WORDS + 1];
    best[0][0] = Some(Same { cost: 0, rules: SpellingRules::NONE });
    for i in 0..=n {
        for j in 0..=m {
            let Some(here) = best[i][j] else { continue };
            for (x, y, Same { cost, rules }) in steps(i, j) {
                let there = Same { cost: here.cost + cost, rules: here.rules.and(rules) };
                // With a second name missing, too little is left to know somebody by.
                let middle = SpellingRule::MiddleName;
                let twice = here.rules.has(middle) && rules.has(middle);
                let best = &mut best[i + x][j + y];
                if there.cost <= NAME_LIMIT && !twice && best.is_none_or(|best| there < best) {
                    *best = Some(there);
                }
            }
        }
    }
    best[n][m]
}

/// Whether `a` and `b` are two spellings of the name of one place.
///
/// Places are spelled more freely than people and are fewer: all rules count, and a single word is compared as well. Three consonants at
/// least must agree. Too free for running text; for a bare name it is a good guess.
pub(super) fn same_place(a: &Name, b: &Name) -> Option<Same> {
    let bare = |name: &Name| -> (String, usize) {
        let last = name.n_words().saturating_sub(1);
        let kept = name.words().enumerate().filter(|&(at, word)| at == last || !is_article(word));
        let words: Vec<&str> = kept.map(|(_, word)| word).collect();
        (words.concat(), words.len())
    };
    let ((left, n), (right, m)) = (bare(a), bare(b));
    let is_vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let n_consonants =
        |word: &str| word.bytes().filter(|&c| !is_vowel(c) && !matches!(c, b'h' | b'w')).count();
    let starts_alike = left.bytes().next().map(is_vowel) == right.bytes().next().map(is_vowel);
    if n_consonants(&left).min(n_consonants(&right)) < 3 || !starts_alike {
        return None;
    }
    let limit = (left.len().min(right.len()) as u16 + 1).min(NAME_LIMIT);
    // Few names of places tell where they come from; travelers respelled all of them in the same ways.
    let (origin, allowed) = match shared_origin(a, b) {
        Origin::Other => (Origin::Arabic, SpellingRules::ALL.without(SpellingRules::of(SpellingRule::BP))),
        known => (known, SpellingRules::ALL),
    };
    let (cost, rules) = distance(&left, &right, origin, allowed, limit)?;
    let cost = cost + 2 * n.abs_diff(m) as u16;
    (cost <= limit).then_some(Same { cost, rules })
}

/// Whether `a` and `b` are two spellings of one word of a name.
pub(crate) fn same_word(a: &str, b: &str, origin: Origin) -> Option<Same> {
    let allowed = SpellingRules::ALL.without(SpellingRules::PLACES_ONLY);
    let limit = word_limit(a, b);
    let apart = |a: &str, b: &str, limit: u16| {
        let found = distance(a, b, origin, allowed, limit).filter(|_| !distinct(a, b));
        found.map(|(cost, rules)| Same { cost, rules })
    };
    let plain = apart(a, b, limit);
    // An article that has become part of the word: ElBaradei. Before another vowel than its own it is none: Elias, Ali.
    let joined = [(a, b), (b, a)].into_iter().filter_map(|(long, short)| {
        let bare = long.strip_prefix("al").or_else(|| long.strip_prefix("el"))?;
        let article =
            !bare.starts_with(['e', 'i', 'o', 'u', 'y']) && short.len() >= 4 && origin != Origin::Other;
        let same = article.then(|| apart(bare, short, limit.saturating_sub(3))).flatten()?;
        Some(Same { cost: same.cost + 3, rules: same.rules.with(SpellingRule::Article) })
    });
    let joined = joined.min();
    plain.into_iter().chain(joined).min()
}

/// What a word of a name may cost: the shorter, the less.
fn word_limit(a: &str, b: &str) -> u16 {
    match a.len().min(b.len()) {
        0..=2 => 2,
        3 => 3,
        n @ 4..=6 => n as u16 - 1,
        n => (n as u16).min(8),
    }
}

/// Where both come from, as far as one of them tells.
fn shared_origin(a: &Name, b: &Name) -> Origin {
    match (a.origin, b.origin) {
        (Origin::Other, origin) | (origin, Origin::Other) => origin,
        (a, b) => a.min(b),
    }
}

/// Whether words can be one word at all; told cheaply, as most that share a drawer cannot.
fn may_agree(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 5 && sounds(a).zip(sounds(b)).is_none_or(|(a, b)| a == b)
}

/// What two names may be apart.
const NAME_LIMIT: u16 = 8;
/// Names of more words are the same only when equal.
const MOST_WORDS: usize = 8;

#[cfg(test)]
mod tests {
    use super::super::{may_be_known, skeleton};
    use super::*;

    /// The rules by which `a` is `b`; `None` when it is not.
    fn same(a: &str, b: &str) -> Option<String> {
        let (a, b) = (skeleton(a), skeleton(b));
        let found = same_name(&a.name, &b.name);
        assert_eq!(
            same_name(&b.name, &a.name).map(|same| same.cost),
            found.map(|same| same.cost),
            "{a:?} {b:?}"
        );
        for (a, b) in [(&a, &b), (&b, &a)] {
            let share = a.looked_for_at().any(|key| b.kept_at().any(|other| other == key));
            let shared = share && a.ending().may_agree(b.ending());
            assert!(found.is_none() || shared, "{a:?} and {b:?} are one name and share no drawer");
            let known = may_be_known(&a.name.words().collect::<Vec<_>>().join(" "), |key| {
                b.kept_at().any(|other| other == key)
            });
            assert!(!share || known || a.n_words() < 2, "{a:?} may be {b:?}");
        }
        found.map(|same| same.rules.to_string())
    }

    #[test]
    fn one_name_in_two_spellings() {
        for (a, b, rules) in [
            ("Esmaeil Baghaei", "Esmail Baqai", "q-gh aei-ai"),
            ("Hossein Amir-Abdollahian", "Hussein Amirabdollahian", "u-o compound"),
            ("Abdul Aziz al-Rantisi", "Abdel-Aziz Rantissi", "double-letter abd-abu article"),
            ("Mohamed ElBaradei", "Mohamed Baradei", "article"),
            ("Osama bin Laden", "Oussama Ben Ladin", "double-letter i-e u-o bin-ibn"),
            ("Nasser al-Din Shah", "Naser-ed-Din Shah", "double-letter article"),
            ("Omar al-Bashir", "Omar Hassan al-Bashir", "middle-name"),
            ("Sergei Shoigu", "Sergey Shoygu", "slavic-vowel"),
            ("Alexander Lukashenko", "Aleksandr Lukashenka", "ks-x slavic-ending"),
            ("Ayman al-Zawahiri", "Ayman al-Zawahri", "dropped-vowel"),
            ("Kim Jong Un", "Kim Jong-eun", "korean-letter"),
            ("George W. Bush", "George Bush", "middle-name"),
            ("Seyed Mohammad Khatami", "Mohammed Khatami", "a-e honorific"),
        ] {
            let found = same(a, b).unwrap_or_else(|| panic!("{a} and {b} are one name"));
            assert!(
                rules.split(' ').all(|rule| found.split(' ').any(|other| other == rule)),
                "{a}, {b}: {found}"
            );
        }
    }

    #[test]
    fn two_names() {
        for (a, b) in [
            ("Hassan Karimi", "Hossein Karimi"),
            ("Hamid Karimi", "Hamed Karimi"),
            ("Mahmoud Jafari", "Mohammad Jafari"),
            ("Saleh Omar", "Salah Omar"),
            ("Amin Saeed", "Amina Saeed"),
            ("Ali Larijani", "Ala Larijani"),
            ("Mohammad Khatami", "Mohammad Reza Khatami"), // the brother
            ("Abdul Karim Qassem", "Karim Qassem"),
            ("Ahmad Khan", "Ahmad Kan"),
            ("Tony Blair", "Toni Blair"), // letters of English names stand for themselves
            ("George W. Bush", "George H. W. Bush"),
            ("Nasrallah", "Nasrollah"), // a surname alone is nobody's
        ] {
            assert_eq!(same(a, b), None, "{a}, {b}");
        }
    }

    #[test]
    fn places_are_spelled_more_freely() {
        let place = |a: &str, b: &str| same_place(&skeleton(a).name, &skeleton(b).name).is_some();
        assert!(place("Mosul", "Al Mawsil"));
        assert!(place("Shiraz", "Schiras"));
        assert!(place("Dushanbe", "Dyushambe"));
        assert!(!place("Qom", "Kum")); // two consonants are too few
        assert!(!place("Paris", "Baris"));
    }
}
