//! What rules make of names, as rows, and what holds of every list.

use super::*;

fn classes() -> SpellingClasses {
    let class = |words: &str| words.split(' ').map(str::to_owned).collect();
    SpellingClasses::new([class("mohammad mohammed mohamed muhammad"), class("beit bayt")])
}

fn list(name: &str, kind: Kind, rules: RuleSet, budget: usize) -> Variants {
    Speller::new(&classes()).variants(name, kind, &rules, budget)
}

/// Whether `spelling` is among the first `budget` of `name`, and by which rules.
fn rules(name: &str, kind: Kind, spelling: &str) -> Option<String> {
    let all = list(name, kind, RuleSet::default_for(kind), 256).list;
    all.into_iter().find(|variant| variant.text == spelling).map(|variant| variant.rules.to_string())
}

#[test]
fn spellings_of_people() {
    for (name, spelling, expected) in [
        ("Esmaeil Baghaei", "esmaeil baghaei", ""),
        ("Esmaeil Baghaei", "esmail baqaei", "q-gh aei-ai"),
        ("Mohammad Bagheri", "muhammad baqeri", "q-gh spelling-class"),
        ("Hossein Amir-Abdollahian", "hossein amirabdollahian", "compound"),
        ("Ziyad al-Nakhalah", "ziad nakhala", "final-eh y-i article"),
        ("Ismail Haniyeh", "ismail haniya", "final-eh"),
        ("Hassan Nasrallah", "hasan nasrollah", "double-letter ollah-ullah-allah"),
        ("Abdul Aziz al-Rantisi", "abdel aziz rantisi", "abd-abu article"),
        ("Nasser al-Din", "nassereddin", "article"),
        ("Mohamed ElBaradei", "mohamed elbaradei", ""),
        ("Mohamed ElBaradei", "mohamed el baradei", "article"),
        ("Saad Hariri", "saad al hariri", "article"),
        ("Sergei Shoigu", "sergey shoygu", "slavic-vowel"),
        ("Yitzhak Rabin", "itzhak rabin", "y-i"),
    ] {
        assert_eq!(rules(name, Kind::Person, spelling).as_deref(), Some(expected), "{name} as {spelling}");
    }
}

#[test]
fn names_that_nobody_respells() {
    for (name, kind) in [
        ("Tony Blair", Kind::Person),
        ("Xi Jinping", Kind::Person),
        ("John McCain", Kind::Person),
        ("resistance front", Kind::Term),
    ] {
        let all = list(name, kind, RuleSet::default_for(kind), 64).list;
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].text, fold_name(name));
    }
}

#[test]
fn names_that_a_letter_tells_apart_are_not_made_of_one_another() {
    for (name, other) in
        [("Hamed Karimi", "hamid karimi"), ("Salem Omar", "salim omar"), ("Karim Omar", "karam omar")]
    {
        assert_eq!(rules(name, Kind::Person, other), None, "{name}");
    }
}

#[test]
fn spellings_of_bodies_and_places() {
    for (name, kind, spelling, expected) in [
        ("Ministry of Defense", Kind::Organization, "defence ministry", "us-uk-spelling inversion"),
        ("North Atlantic Treaty Organization", Kind::Organization, "nato", "acronym"),
        (
            "Organization of the Petroleum Exporting Countries",
            Kind::Organization,
            "organization of petroleum exporting countries",
            "the",
        ),
        ("Acme, Inc.", Kind::Organization, "acme incorporated", "org-form"),
        ("Johnson & Johnson", Kind::Organization, "johnson and johnson", "and"),
        ("Al-Qaeda", Kind::Organization, "al qaida", "ei-ai-ey"),
        ("UNSC", Kind::Organization, "u.n.s.c.", "dotted"),
        ("U.S. Congress", Kind::Organization, "us congress", "dotted"),
        ("Saint Petersburg", Kind::Place, "st. petersburg", "saint"),
        ("Beit Hanoun", Kind::Place, "bayt hanoun", "spelling-class"),
        ("United Kingdom", Kind::Place, "u.k.", "dotted acronym"),
        ("Republic of Yemen", Kind::Place, "yemen", "state-form"),
        ("Shahrak-e Golestan", Kind::Place, "shahrak golestan", "ezafe"),
        ("The Hague", Kind::Place, "hague", "the"),
    ] {
        assert_eq!(rules(name, kind, spelling).as_deref(), Some(expected), "{name} as {spelling}");
    }
    assert_eq!(rules("Republic of China", Kind::Place, "china"), None);
    assert_eq!(rules("الحريري", Kind::Person, "حريري").as_deref(), Some("article"));
    assert_eq!(rules("عبد الله", Kind::Person, &fold_name("عبدالله")).as_deref(), Some("compound"));
}

#[test]
fn an_author_asks_for_more() {
    let kind = Kind::Person;
    let more = RuleSet::default_for(kind)
        .switched(SpellingRule::Initials, true)
        .switched(SpellingRule::MiddleName, true);
    let all = list("Mohammad Hossein Bagheri", kind, more, 512).list;
    let has = |spelling: &str| all.iter().any(|variant| variant.text == spelling);
    assert!(has("m. hossein bagheri") && has("m. h. bagheri") && has("mohammad bagheri"));
    let less = RuleSet::default_for(kind).switched(SpellingRule::QGh, false);
    assert!(
        list("Mohammad Bagheri", kind, less, 512)
            .list
            .iter()
            .all(|variant| !variant.rules.has(SpellingRule::QGh))
    );
}

#[test]
fn abbreviations_need_their_capitals() {
    let case = |name: &str, kind: Kind, spelling: &str| {
        let all = list(name, kind, RuleSet::default_for(kind), 64).list;
        all.into_iter().find(|variant| variant.text == spelling).and_then(|variant| variant.case)
    };
    assert_eq!(case("United States", Kind::Place, "us"), Some(Case::Upper));
    assert_eq!(case("Islamic Republic News Agency", Kind::Organization, "irna"), Some(Case::Capital));
    assert_eq!(case("Ministry of Defense", Kind::Organization, "defense ministry"), None);
}

/// Names of all sorts, for laws that hold of every list.
const NAMES: &[(&str, Kind)] = &[
    ("Mohammad Hossein Amir-Abdollahian", Kind::Person),
    ("Abd al-Rahman al-Rashid", Kind::Person),
    ("Salman bin Abdulaziz Al Saud", Kind::Person),
    ("Volodymyr Zelenskyy", Kind::Person),
    ("Kim Jong-un", Kind::Person),
    ("Mevlüt Çavuşoğlu", Kind::Person),
    ("محمد جواد ظریف", Kind::Person),
    ("Organization of the Islamic Conference", Kind::Organization),
    ("U.S. Department of State", Kind::Organization),
    ("An Najaf", Kind::Place),
    ("United Arab Emirates", Kind::Place),
    ("Zionist regime", Kind::Term),
    ("", Kind::Person),
    ("-", Kind::Place),
    ("e", Kind::Place),
];

#[test]
fn laws_of_every_list() {
    let classes = classes();
    let speller = Speller::new(&classes);
    for &(name, kind) in NAMES {
        let rules = RuleSet::default_for(kind);
        let all = speller.variants(name, kind, &rules, 400);
        for budget in [0, 1, 2, 7, 64] {
            let some = speller.variants(name, kind, &rules, budget);
            // P1: never more than the budget, and never less than the name itself, which leads.
            assert!(!some.list.is_empty() && some.list.len() <= budget.max(1), "{name}");
            assert_eq!((&some.list[0].text, some.list[0].rules), (&fold_name(name), SpellingRules::NONE));
            // P2: the same question has the same answer, whatever was asked before.
            assert_eq!(some, Speller::new(&classes).variants(name, kind, &rules, budget), "{name}");
            // P3: what is cut off is counted.
            let cut = all.list.len() > some.list.len();
            assert_eq!(some.truncated.is_some(), cut, "{name} within {budget}");
            assert!(some.truncated.is_none_or(|total| total > some.list.len() as u64));
        }
        // P4: none twice, the likelier first, only by rules that are on, each folded already.
        let texts: std::collections::BTreeSet<&str> =
            all.list.iter().map(|variant| variant.text.as_str()).collect();
        assert_eq!(texts.len(), all.list.len(), "{name}");
        assert!(all.list.is_sorted_by_key(|variant| variant.bits), "{name}");
        assert!(all.list.iter().all(|variant| variant.rules.within(rules.on)), "{name}");
        assert!(all.list.iter().all(|variant| fold_name(&variant.text) == variant.text), "{name}");
    }
}
