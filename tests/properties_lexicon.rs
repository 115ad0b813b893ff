//! Laws of lexicons, of what resolves, and of what is written. Their numbers, and those in `properties`, are listed in `docs/guarantees.md`.

use canonym::render::inert;
use canonym::{Lexicon, Reading, Severity, Source, fold};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::strategies::{name, names, nasty, text, toml};
use crate::support::{gazetteer, readings};

fn parse(toml: &str) -> (Lexicon, Vec<canonym::Diagnostic>) {
    let text = format!("format = 1\n{toml}");
    Lexicon::parse(vec![Source { name: "x.toml".into(), text, layer: 0 }])
}

/// A name as TOML's basic strings hold it: unlike JSON's, they take no bare U+007F.
fn quoted(name: &str) -> String {
    serde_json::to_string(name).expect("a text is JSON").replace('\u{7f}', "\\u007F")
}

proptest! {
    // P13: an entity that shares no folded word with the others changes nothing.
    #[test]
    fn strangers_change_nothing(
        (names, text) in names().prop_flat_map(|names| (Just(names.clone()), text(names))),
        stranger in "Zq[a-z]{5,9}x Zq[a-z]{5,9}x",
    ) {
        let folded = fold(&stranger);
        prop_assume!(folded.split(' ').all(|word| !fold(&text).contains(word)));
        let few = gazetteer(&toml(&names)).listed_only();
        let more = gazetteer(&(toml(&names) + &format!("[person.stranger]\nname = {stranger:?}\n"))).listed_only();
        prop_assert_eq!(readings(&few.tag(&text), &few), readings(&more.tag(&text), &more));
    }

    // P14: a name without a letter or a digit is reported once, and nothing is built.
    #[test]
    fn empty_names_are_reported_once(
        alias in vec(prop_oneof![Just('-'), Just('…'), Just('’'), Just('\u{200d}'), Just('\u{301}'), Just('٪'), Just('_'), nasty()], 1..6)
            .prop_map(String::from_iter),
    ) {
        let empty = !fold(&alias).chars().any(char::is_alphanumeric);
        let (lexicon, found) = parse(&format!("[person.x]\nname = \"Jane Roe\"\naliases = [{}]\n", quoted(&alias)));
        let of_alias = found.iter().filter(|one| matches!(one.code.as_str(), "empty-alias" | "wrong-type" | "syntax"));
        prop_assert_eq!(of_alias.count(), usize::from(empty), "{:?}: {:?}", alias, found);
        prop_assert_eq!(lexicon.compile().is_err(), empty);
    }

    // P16: places that are parts of each other are an error if, and only if, they go round.
    #[test]
    fn circles_are_found(parts in vec(proptest::option::weighted(0.8, 0..12_usize), 12)) {
        let entry = |(n, part): (usize, &Option<usize>)| {
            let of = part.map(|part| format!("part-of = \"p{part}\"\n")).unwrap_or_default();
            format!("[place.p{n}]\nname = \"Place{n}x\"\n{of}")
        };
        let (lexicon, found) = parse(&parts.iter().enumerate().map(entry).collect::<String>());
        prop_assert!(found.is_empty());
        let round = (0..parts.len()).any(|start| {
            let mut at = start;
            (0..parts.len()).any(|_| match parts[at] {
                Some(next) => { at = next; at == start }
                None => false,
            })
        });
        let errors = lexicon.check().iter().filter(|one| one.severity == Severity::Error).count();
        prop_assert_eq!(errors > 0, round, "{:?}", parts);
        prop_assert!(errors <= parts.len());
    }

    // P17: a name never stands for more spellings than the limit, its own is among them, and every run makes the same.
    #[test]
    fn spellings_keep_their_budget(name in name(), others in vec("[A-Z][a-z]{2,6}", 0..30)) {
        let words: Vec<String> = name.split([' ', '-']).map(fold).filter(|word| word.chars().all(char::is_alphabetic)).collect();
        let table: String = words.iter().take(1).map(|word| format!("{} = {others:?}\n", quoted(word))).collect();
        let toml = format!("[spelling]\n{table}[person.it]\nname = {}\n", quoted(&name));
        let (lexicon, _) = parse(&toml);
        let Ok(gazetteer) = lexicon.compile() else { return Ok(()) };
        // Joined writing and the like come on top of what rules of spelling make.
        prop_assert!(gazetteer.n_surfaces() <= 4 * canonym::Limits::DEFAULT.variants_per_alias, "{}", gazetteer.n_surfaces());
        prop_assert!(gazetteer.senses(&fold(&name)).iter().any(|sense| gazetteer.entity(sense.entity).key == "it"));
        let again = parse(&toml).0.compile().expect("it compiled before");
        prop_assert_eq!(gazetteer.hash(), again.hash());
    }

    // P19: nothing that a terminal obeys is left, and nothing else is changed.
    #[test]
    fn terminals_obey_nothing(text in vec(prop_oneof![nasty(), any::<char>(), proptest::char::range('\0', '\u{a0}'), proptest::char::range('\u{2000}', '\u{2070}')], 0..60).prop_map(String::from_iter)) {
        let shown = inert(&text);
        let obeyed = |c: char| {
            c.is_control() && c != '\n' || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        prop_assert!(!shown.contains(obeyed), "{:?}", shown);
        let plain = |text: &str| text.chars().filter(|&c| !obeyed(c) && c != ' ' && !('\u{2400}'..='\u{2421}').contains(&c) && c != '\u{fffd}').collect::<String>();
        prop_assert_eq!(plain(&shown), plain(&text));
    }

    // P25: who is meant is one of those who bear the name; open names list them by key, at most so many; a paragraph that names nobody
    // changes nothing before it.
    #[test]
    fn bearers_are_chosen_among(
        given in proptest::collection::btree_set("[A-D][a-z]{2}x", 2..40),
        named in vec(any::<prop::sample::Index>(), 0..3),
        n_short in 1..3_usize,
    ) {
        let given: Vec<String> = given.into_iter().collect();
        let entry = |(n, given): (usize, &String)| format!("[person.e{n:02}]\nname = \"{given} Smith\"\nshort = [\"Smith\"]\naliases = [\"Baron Smith\"]\n");
        let gazetteer = gazetteer(&given.iter().enumerate().map(entry).collect::<String>()).listed_only();
        let mut text: String = named.iter().map(|index| format!("{} Smith came.\n\n", index.get(&given))).collect();
        text += &"Then Smith left. Baron Smith said nothing.\n\n".repeat(n_short);
        let document = gazetteer.tag(&text);
        prop_assert!(document.mentions().len() >= named.len() + n_short);
        for mention in document.mentions() {
            match &mention.reading {
                Reading::One { entity, .. } => {
                    let name = &gazetteer.entity(*entity).name;
                    let surface = document.surface(mention);
                    prop_assert!(name == surface || surface == "Smith" || surface == "Baron Smith", "{} for {}", name, surface);
                }
                Reading::Ambiguous(candidates) => {
                    prop_assert!(candidates.len() >= 2 && candidates.len() <= Reading::MAX_CANDIDATES);
                    prop_assert!(candidates.windows(2).all(|pair| gazetteer.entity(pair[0]).key < gazetteer.entity(pair[1]).key));
                }
            }
        }
        let longer = format!("{text}The river rose again, and the boats stayed at home.");
        prop_assert_eq!(readings(&document, &gazetteer), readings(&gazetteer.tag(&longer), &gazetteer));
    }
}

/// Thousands who bear one name: all that the text names are told apart, and an open name lists the first few.
#[test]
fn thousands_bear_one_name() {
    let entry = |n: usize| {
        format!(
            "[person.e{n:04}]\nname = \"G{n:04}x Smith\"\nshort = [\"Smith\"]\naliases = [\"Baron Smith\"]\n"
        )
    };
    let gazetteer = gazetteer(&(0..3000).map(entry).collect::<String>()).listed_only();
    let text = "Baron Smith came. ".repeat(20)
        + "\n\nG2999x Smith spoke.\n\nSmith left.\n\nG0007x Smith rose.\n\nBaron Smith fell.";
    let found = readings(&gazetteer.tag(&text), &gazetteer);
    let keys: Vec<&str> = found.iter().map(|(_, key)| key.as_str()).collect();
    assert_eq!(&keys[20..], ["e2999", "e2999", "e0007", "e0007"]);
    assert!(keys[0] == "e2999" || keys[0].starts_with("?e0000|e0001|"), "{}", keys[0]);
}
