//! All ways to scan give the same words.

use proptest::prelude::*;

use super::level::Level;
use super::{Candidate, Scratch, reference, scan_at, scan_everywhere};
use crate::diagnostic::Source;
use crate::fold::fold_name;
use crate::gazetteer::{Engine, Gazetteer};
use crate::lexicon::Lexicon;
use crate::tag::select;

fn gazetteer(names: &[String]) -> Gazetteer {
    let mut text = String::from("format = 1\n");
    // Names of punctuation and pictures only are mistakes; they stand in the rows to see that nothing is found by them.
    let has_letters = |name: &&String| fold_name(name).chars().any(char::is_alphanumeric);
    for (n, name) in names.iter().filter(has_letters).enumerate() {
        text.push_str(&format!("[person.e{n}]\nname = {}\n", serde_json::Value::from(name.as_str())));
    }
    let (lexicon, _) = Lexicon::parse(vec![Source { name: "x.toml".into(), text, layer: 0 }]);
    lexicon.compile().expect("names that parse compile")
}

/// What stands as a word: span, surface, look-alike.
fn words(text: &str, candidates: &[Candidate], gazetteer: &Gazetteer) -> Vec<(usize, usize, u32, bool)> {
    let words = select::words(text, candidates, &gazetteer.inner);
    let mut words: Vec<_> =
        words.iter().map(|w| (w.span.start, w.span.end, w.surface.0, w.look_alike)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn check(names: &[String], text: &str) -> Result<(), TestCaseError> {
    let gazetteer = gazetteer(names);
    let all = reference::scan(text, &gazetteer.inner, usize::MAX);
    prop_assert_eq!(
        &scan_everywhere(text, &gazetteer.inner, usize::MAX),
        &all,
        "{:?} everywhere in {:?}",
        names,
        text
    );
    let expected = words(text, &all, &gazetteer);
    for engine in [Engine::Trie, Engine::Automaton] {
        let gazetteer = gazetteer.clone().with_engine(engine);
        for level in Level::all() {
            let found = scan_at(text, &gazetteer.inner, &mut Scratch::default(), level, usize::MAX);
            prop_assert_eq!(
                &words(text, &found, &gazetteer),
                &expected,
                "{:?} {:?} {:?} in {:?}",
                engine,
                level,
                names,
                text
            );
        }
    }
    Ok(())
}

#[test]
fn nasty_rows() {
    let names = [
        "Iran", "IRNA", "U.N.S.C.", "Qa'ida", "al-Qaida", "New York", "York", "Sana’a", "\"Zionist\" regime", "zionist \"regime\"",
        "Amir-Abdollahian", "ایران", "تهران", "ישראל", "日本", "東京", "Iran日本", "Paris, France", "O'Brien", "½ way", "(1) Club", "€uro", "$$$",
        "🇮🇷", "日＿本", "A", "A B C D E F G H I J K L M N O P", "Straße", "ﬁne", "Çelik", "Москва", "x_y", "3 Fish", "No. 5", "Dr. No", "Yahoo!",
        "a very long name indeed that goes on and on over more than sixty-four bytes of text, as no name should",
    ]
    .map(str::to_owned);
    for text in [
        "Iran's, Iran’s and l'Iran, d’Iran; rock''iran x'l'Iran. Iran-led anti-Iran Iranian Ir\u{ad}an Ira\u{301}n Iran\u{301}",
        "The U.N.S.C. said. U.N.S.C.x U.N.S.C",
        "Qa’ida al Qa'ida Al-Qaida’s al\nqaida al\n\nqaida",
        "New York New\u{a0}York New  York New -- York New\r\nYork",
        "the “Zionist” regime and \"Zionist\" regime, zionist «regime» (\"Zionist\" regime)",
        "وایران والايران بایران ایران‌ها ایرانی تهران",
        "בישראל ובישראל ישראל",
        "日本日本東京Iran日本iran 日本の東京",
        "Paris, France Paris,France Paris ,France",
        "O’Brien’s OBrien O''Brien",
        "½ way ½way 1½ way ⑴ Club (1) Club x⑴ Club",
        "€uro x€uro $$$ a$$$ 🇮🇷 x🇮🇷🇮🇷",
        "A b C d E f G h I j K l M n O p q A",
        "STRASSE Straße ﬁne FINE oﬁne",
        "Ç̧elik Celik c\u{327}elik",
        "Моcква Mосква Москва Irаn",
        "x_y x_yz x＿y",
        "日＿本 ab日＿本 日_本 ab日_本cd 東京日＿本",
        "3 Fish ٣ fish و٣ fish ۳ fish",
        "No. 5 No.5 no 5",
        "Dr. No Dr.\u{a0}No",
        "Yahoo! Yahoo!! Yahoo",
        "a very long name indeed that goes on and on over more than sixty-four bytes of text, as no name should be",
        "’Iran’ ‘Iran’ 'Iran' `Iran` Iran' 'Iran @Iran Iran@x Iran.ir _Iran",
        "\u{feff}Iran\u{200f} \u{200f}Iran",
        "Sanaa Sana'a Sanáa Sana‘a’s",
    ] {
        check(&names, text).expect("the same");
        check(&names, &text.repeat(3)).expect("the same");
        let long = format!("{}{text}", "word ".repeat(5000));
        check(&names, &long).expect("the same");
    }
}

/// What stands between the words of a name or of a text is folded alike in both, whichever sign it is: a form feed is an empty line.
#[test]
fn signs_between_words() {
    let ascii = (1..0x7f_u8).map(char::from).filter(|c| !c.is_ascii_alphanumeric());
    let wide =
        "\u{80}\u{85}\u{a0}\u{ad}\u{2002}\u{200b}\u{200c}\u{200d}\u{2028}\u{2029}\u{2060}\u{3000}\u{feff}’–";
    let signs: Vec<char> = ascii.chain(wide.chars()).collect();
    for &sign in &signs {
        let names = [format!("E{sign}skaya"), format!("Ab {sign}cd ef")];
        for other in signs.iter().map(char::to_string).chain([String::new()]) {
            let text = format!(
                "Mr E{sign}skaya here, e{sign}{other}skaya, E{other}{sign}skaya; E skaya. Ab {sign}cd{other}ef ab{other}{sign}cd ef"
            );
            check(&names, &text).expect("the same");
        }
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-z]{1,9}",
        2 => proptest::sample::select(vec![
            "Çelik", "Ebrāhīm", "Straße", "İzmir", "ایران", "بقائی", "و", "ال", "ישראל", "ב", "Москва", "日本", "東京", "が", "ไทย", "한국", "½", "⑴", "ﬁn", "ﷺ",
            "U.N.", "O'Neil", "Qa’ida", "l'", "d’", "x_y", "a1", "＿", "🇮🇷", "👍🏽", "Irаn", "е", "ο",
        ]).prop_map(str::to_owned),
        5 => proptest::sample::select(vec![
            " ", " ", " ", "-", "'", "’", "`", ".", ",", ", ", ". ", "\"", "“", "”", "(", ")", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{ad}", "\u{200c}", "\u{301}",
            "\u{3099}", "\u{345}", "–", " – ", "…", "$", "@", "_", "!", "\0", "\u{2028}", "\u{c}", "\u{b}", "\u{85}", "\u{1f}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn pieces(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(piece(), n)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Names are cut from the text, so that they are found, broken off and overlap.
    #[test]
    fn every_engine_finds_what_the_reference_finds(pieces in pieces(1..24), cuts in proptest::collection::vec((0usize..24, 1usize..6), 1..8)) {
        let names: Vec<String> = cuts
            .iter()
            .map(|&(from, n)| pieces[from.min(pieces.len() - 1)..(from + n).min(pieces.len()).max(from.min(pieces.len() - 1) + 1)].concat())
            .map(|name| name.replace(['\0', '\u{7f}'], ""))
            .filter(|name| !crate::fold::fold(name).trim().is_empty())
            .collect();
        let text = pieces.concat();
        check(&names, &text)?;
        check(&names, &text.to_uppercase())?;
        let shifted = format!("{} {text}", "lorem ipsum ".repeat(names.len() * 3));
        check(&names, &shifted)?;
    }
}
