//! What the parser and the checks say about lexicons, one small lexicon a row.

use canonym::{Diagnostic, Lexicon, Source, rehearse};
use proptest::prelude::*;

fn source(name: &str, text: &str, layer: u8) -> Source {
    Source { name: name.into(), text: text.into(), layer }
}

/// Each finding as its code and the text it points at: `unknown-key alaises`.
fn render(lexicon: &Lexicon, found: &[Diagnostic]) -> Vec<String> {
    let excerpt =
        |one: &Diagnostic| lexicon.sources()[one.at.source.index()].text[one.at.span.range()].to_string();
    found.iter().map(|one| format!("{} {}", one.code.as_str(), excerpt(one)).trim_end().to_string()).collect()
}

/// Parses a file that begins with `format = 1` and compares what the parser finds.
#[track_caller]
fn parse(text: &str, expected: &[&str]) {
    let (lexicon, found) = Lexicon::parse(vec![source("a.toml", &format!("format = 1\n{text}"), 0)]);
    assert_eq!(render(&lexicon, &found), expected, "{text}");
}

/// Parses a file that has no mistake of its own and compares what the checks find, missing examples aside.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (lexicon, found) = Lexicon::parse(vec![source("a.toml", &format!("format = 1\n{text}"), 0)]);
    assert_eq!(render(&lexicon, &found), [""; 0], "{text}");
    let found: Vec<Diagnostic> =
        lexicon.check().into_iter().filter(|one| one.code.as_str() != "missing-example").collect();
    assert_eq!(render(&lexicon, &found), expected, "{text}");
}

/// Parses files of several layers and compares what the parser finds.
#[track_caller]
fn layers(files: &[(u8, &str)], expected: &[&str]) {
    let mut sources: Vec<Source> = files
        .iter()
        .enumerate()
        .map(|(index, (layer, text))| {
            source(&format!("{index}.toml"), &format!("format = 1\n{text}"), *layer)
        })
        .collect();
    let (lexicon, found) = Lexicon::parse(sources.clone());
    assert_eq!(render(&lexicon, &found), expected, "{files:?}");
    sources.reverse();
    let (backwards, found_backwards) = Lexicon::parse(sources);
    assert_eq!(found, found_backwards, "order of files: {files:?}");
    assert_eq!(lexicon.check(), backwards.check(), "order of files: {files:?}");
}

#[test]
fn every_mistake_is_reported_at_its_own_key_or_value() {
    parse("", &[]);
    parse("[person.a]\nname = \"A B\"", &[]);
    parse(
        "[person.a]\nname = \"A B\"\nalaises = []\nshrot = []",
        &["unknown-key alaises", "unknown-key shrot"],
    );
    parse("colour = 1", &["unknown-key colour"]);
    parse("person = 1", &["wrong-type 1"]);
    parse("[person]\na = 1", &["wrong-type 1"]);
    parse("[person.a]", &["missing-key a"]);
    parse("[person.a]\nname = 7", &["wrong-type 7"]);
    parse("[person.a]\nname = \" \"", &["wrong-type \" \""]);
    parse("[person.a]\nname = \"A\"\naliases = \"B\"", &["wrong-type \"B\""]);
    parse("[person.a]\nname = \"A\"\naliases = [\"B\", 7, {}]", &["wrong-type 7", "missing-key {}"]);
    parse("[person.a]\nname = \"A\"\naliases = [{ text = \"B\", wen = \"always\" }]", &["unknown-key wen"]);
    parse(
        "[person.a]\nname = \"A\"\naliases = [{ text = \"B\", when = \"ever\" }]",
        &["unknown-value \"ever\""],
    );
    parse("[person.a]\nname = \"A\"\ncase = \"upercase\"", &["unknown-value \"upercase\""]);
    parse("[person.A_b]\nname = \"A\"", &["bad-id A_b"]);
    parse("[person.\"علی\"]\nname = \"A\"", &["bad-id \"علی\""]);
    parse(
        "[person.a]\nname = \"A\"\noffice = [{ title = \"T\", from = \"2024-13\" }]",
        &["bad-date \"2024-13\""],
    );
    parse(
        "[person.a]\nname = \"A\"\noffice = [{ title = \"T\", from = 2024-12-01 }]",
        &["wrong-type 2024-12-01"],
    );
    parse(
        "[person.a]\nname = \"A\"\noffice = [{ title = \"T\", from = \"2024\", until = \"2023-05\" }]",
        &["bad-date \"2023-05\""],
    );
    parse(
        "[person.a]\nname = \"A\"\noffice = [{ title = \"T\", from = \"2024-05\", until = \"2024\" }]",
        &[],
    );
    parse(
        "[person.a]\nname = \"A\"\n[[person.a.clue]]\nwithin = \"text\"",
        &["missing-key [[person.a.clue]]"],
    );
    parse("[person.a]\nname = \"A\"\n[[person.a.clue]]\nnear = 3", &["wrong-type 3"]);
    parse("[term.a]\nname = \"A\"", &["missing-key a", "missing-key a"]);
    parse("[term.a]\nname = \"A\"\nrole = \"lable\"\ncategory = \"enemy\"", &["unknown-value \"lable\""]);
    parse("[place.a]\nname = \"A\"\ndemonym = { case = \"fold\" }", &["missing-key { case = \"fold\" }"]);
    parse("[place.a]\nname = \"A\"\ntemplate = \"t\"", &["missing-key a"]);
    parse("[place.a]\nname = \"A\"\nextend = true\nremove = true", &["wrong-layer true"]);
    parse("[words]\ntitles = [\"Dr\", 1]\nfoo = []", &["wrong-type 1", "unknown-key foo"]);
    parse("[spelling]\nAli = \"Aly\"", &["wrong-type \"Aly\""]);
    parse("[categories]\nenemy = 1", &["wrong-type 1"]);
}

#[test]
fn braces_in_examples_are_pointed_at_one_by_one() {
    let entry = |examples: &str| format!("[person.a]\nname = \"A\"\nexamples = {{ {examples} }}");
    parse(&entry("match = [\"{A}\"], no-match = [\"a {{b}}\"]"), &[]);
    parse(&entry("match = [\"plain\"]"), &["bad-braces \"plain\""]);
    parse(&entry("match = [\"{A\", \"A}\"]"), &["bad-braces {", "bad-braces }"]);
    parse(&entry("match = [\"\\u00e9 {}\"]"), &["bad-braces {"]);
    parse(&entry("match = \"{A}\""), &["wrong-type \"{A}\""]);
    parse(
        "[template.t]\nkind = \"organization\"\nfor = \"country\"\nid = \"t-{id}\"\nname = \"{nmae}\"",
        &["bad-braces \"{nmae}\""],
    );
}

#[test]
fn a_syntax_error_costs_its_file_and_no_other() {
    let broken = "[person.a]\nname = \"A\nshort = [\"B\"\n[person.b\nnme = 1";
    let (lexicon, found) = Lexicon::parse(vec![
        source("a.toml", broken, 0),
        source("b.toml", "format = 1\n[person.c]\nnme = \"C\"", 0),
    ]);
    let found = render(&lexicon, &found);
    assert!(found.iter().filter(|one| one.starts_with("syntax")).count() > 1, "{found:?}");
    assert_eq!(found[found.len() - 2..], ["missing-key c", "unknown-key nme"]);
}

#[test]
fn a_file_says_its_format() {
    for (text, expected) in [
        ("", vec!["missing-key"]),
        ("format = 2\nx = 1", vec!["wrong-format 2"]),
        ("format = \"1\"", vec!["wrong-type \"1\""]),
    ] {
        let (lexicon, found) = Lexicon::parse(vec![source("a.toml", text, 0)]);
        assert_eq!(render(&lexicon, &found), expected, "{text}");
    }
}

#[test]
fn an_id_means_one_entity() {
    parse("[person.a]\nname = \"A\"\n[person.a]\nname = \"B\"", &["duplicate-id a"]);
    parse("[person.a]\nname = \"A\"\n[place.a]\nname = \"B\"", &["duplicate-id a"]);
    parse("[person.a]\nname = \"A\"\nname = \"B\"", &["syntax name"]);
    let one = "[person.a]\nname = \"A\"";
    layers(&[(0, one), (0, one)], &["duplicate-id a"]);
    layers(&[(0, one), (1, one)], &["duplicate-id a"]);
    layers(&[(0, one), (1, "[person.a]\nextend = true\nshort = [\"B\"]")], &[]);
    layers(&[(0, one), (0, "[person.a]\nextend = true\nshort = [\"B\"]")], &[]);
    layers(&[(0, one), (1, "[person.a]\nreplace = true\nname = \"B\"")], &[]);
    layers(&[(0, one), (0, "[person.a]\nreplace = true\nname = \"B\"")], &["duplicate-id a"]);
    layers(&[(0, one), (1, "[person.a]\nremove = true"), (2, one)], &[]);
    layers(&[(1, "[person.a]\nextend = true")], &["wrong-layer a"]);
    layers(&[(0, one), (1, "[place.a]\nextend = true")], &["wrong-layer a"]);
}

#[test]
fn the_checks_see_the_lexicon_as_a_whole() {
    check("[place.are]\nname = \"Åre\"\n[words]\ncommon = [\"are\"]", &["common-alias \"Åre\""]);
    check("[place.are]\nname = \"Åre\"\ncase = \"exact\"\n[words]\ncommon = [\"are\"]", &[]);
    check("[person.a]\nname = \"A B\"\naliases = [\"X\"]", &["one-letter-alias \"X\""]);
    check("[person.a]\nname = \"A B\"\noffice = [{ title = \"King\", of = \"c\" }]", &["unknown-id \"c\""]);
    check("[place.a]\nname = \"A B\"\ncapital = \"b\"\n[person.b]\nname = \"B C\"", &["unknown-id \"b\""]);
    check(
        "[place.a]\nname = \"A B\"\npart-of = \"b\"\n[place.b]\nname = \"B C\"\npart-of = \"a\"",
        &["unknown-id \"b\""],
    );
    check(
        "[spelling]\nAli = [\"Aly\"]\nOmar = [\"Umar\"]\n[person.a]\nname = \"Umar B\"",
        &["unused-spelling Ali"],
    );
    let term = "[term.t]\nname = \"bad lot\"\nrole = \"label\"\ncategory = \"enemy\"\n";
    check(term, &[]);
    check(&format!("{term}[categories]\nenmy = \"x\""), &["unknown-category \"enemy\""]);
    check(&format!("{term}neutral = \"lot\""), &["missing-source \"lot\""]);
    check(&format!("{term}neutral = \"the bad lot\"\nsource = \"x\""), &["loaded-neutral \"the bad lot\""]);
}

#[test]
fn a_name_of_two_needs_a_clue() {
    let two = "[person.a]\nname = \"A Bagheri\"\nshort = [\"Bagheri\"]\n[person.b]\nname = \"B Bagheri\"\nshort = [\"Bagheri\"]\n";
    check(two, &["open-ambiguity \"Bagheri\""]);
    check(&format!("{two}[[person.b.clue]]\nnear = \"General\""), &[]);
    check(
        &format!("{two}[[person.b.clue]]\nfor = \"Baqheri\"\nnear = \"General\""),
        &["open-ambiguity \"Bagheri\"", "idle-clue \"Baqheri\""],
    );
    check("[place.a]\nname = \"Georgia\"\n[place.b]\nname = \"Georgia\"", &["open-ambiguity \"Georgia\""]);
    check(
        "[place.a]\nname = \"A\u{fe}\"\nabbreviations = [\"US\"]\n[place.b]\nname = \"Bc\"\naliases = [{ text = \"us\", case = \"exact\" }]",
        &[],
    );
}

/// A list may have thousands of one name, or of one mistake: looking at each with each of the others would take
/// minutes; `tools/linear` counts.
#[test]
fn thousands_of_one_name_are_checked_at_once() {
    let n = 20_000;
    let all =
        |entry: &dyn Fn(usize) -> String| "format = 1\n".to_owned() + &(0..n).map(entry).collect::<String>();
    // One of many spellings of a name.
    let spelled = |n: usize| -> String {
        let bits = "janejanejanejaneroe".chars().enumerate();
        bits.map(|(at, c)| if n >> at & 1 == 1 { c.to_ascii_uppercase() } else { c }).collect()
    };
    let body = |n: usize, alias: &str| {
        format!(
            "[organization.o{n}]\nname = \"Body {n}\"\naliases = [{{ text = \"{alias}\", case = \"exact\""
        )
    };
    // What there is, the code that is counted, and how often it is found.
    let rows: [(String, &str, usize); 9] = [
        (all(&|n| format!("[person.p{n}]\nname = \"Jane Roe\"\nshort = [\"Roe\"]\n")), "open-ambiguity", 2),
        (
            // Each in letters of its own, and one in any.
            all(&|n| format!("{} }}]\n", body(n, &spelled(n))))
                + "[organization.p]\nname = \"janejanejanejaneroe\"\n",
            "open-ambiguity",
            1,
        ),
        (
            // Each in letters of its own and twice, from days of its own.
            all(&|n| format!("{}, from = \"{}\" }}]\n", body(n, &spelled(n / 2)), 1000 + n / 4)),
            "open-ambiguity",
            n / 2,
        ),
        (
            all(&|n| format!("[person.p{n}]\nname = \"Jane {n}\"\nshort = [\"Roe\"]\n"))
                + "[place.roe]\nname = \"Roe\"\n",
            "shadowed-alias",
            n,
        ),
        (all(&|n| format!("[place.p{n}]\nname = \"Roe {n}\"\npart-of = \"p{}\"\n", n + 1)), "unknown-id", 1),
        (
            all(&|k| format!("[place.p{k}]\nname = \"Roe {k}\"\npart-of = \"p{}\"\n", (k + 1) % n)),
            "unknown-id",
            1,
        ),
        (all(&|n| format!("[place.p{n}]\nname = \"Roe {n}\"\npart-of = \"q{n}\"\n")), "unknown-id", n),
        (
            all(&|k| format!("[person.p{k}]\nname = \"Jane {k}\"\naliases = [\"Jane {}\"]\n", (k + 1) % n)),
            "replacement-loop",
            1,
        ),
        (
            all(&|n| {
                let (name, alias) = if n % 2 == 0 { ("Roe", "Poe") } else { ("Poe", "Roe") };
                format!("[person.p{n}]\nname = \"Jane {name}\"\naliases = [\"Jane {alias}\"]\n")
            }),
            "replacement-loop",
            1,
        ),
    ];
    for (row, (text, code, expected)) in rows.into_iter().enumerate() {
        let (lexicon, found) = Lexicon::parse(vec![source("x.toml", &text, 0)]);
        assert!(found.is_empty(), "row {row}: {:?}", found.first());
        let found = lexicon.check();
        let n = found.iter().filter(|one| one.code.as_str() == code).count();
        assert_eq!(n, expected, "row {row}: `{code}`");
    }
}

#[test]
fn an_entry_with_a_mistake_excuses_those_who_refer_to_it() {
    let text = "format = 1\n[place.a]\nnme = \"A\"\n[place.b]\nname = \"B C\"\npart-of = \"a\"";
    let (lexicon, _) = Lexicon::parse(vec![source("a.toml", text, 0)]);
    let codes: Vec<_> = lexicon.check().iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["missing-example"]);
}

/// Runs the examples of a lexicon and compares the messages after "an example of".
#[track_caller]
fn perform(text: &str, expected: &[(&str, &str)]) {
    let (lexicon, found) = Lexicon::parse(vec![source("a.toml", &format!("format = 1\n{text}"), 0)]);
    assert_eq!(render(&lexicon, &found), [""; 0], "{text}");
    let failures = rehearse(&lexicon, &lexicon.compile().expect("it has no mistake"));
    let places = render(&lexicon, &failures);
    let messages = failures.iter().map(|one| one.message.trim_start_matches("an example of "));
    let found: Vec<(&str, &str)> = messages.zip(places.iter().map(String::as_str)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn examples_are_run_and_failures_point_into_them() {
    let entry = |examples: &str| {
        format!("[person.a]\nname = \"Ali Bagheri\"\nshort = [\"Bagheri\"]\nexamples = {{ {examples} }}\n")
    };
    perform(
        &entry(r#"match = ["Then {Ali Bagheri} left. {Bagheri} spoke."], no-match = ["Bagheri left."]"#),
        &[],
    );
    perform(
        &entry(r#"match = ["Then {Ali Bagheri} left. Bagheri spoke."]"#),
        &[("person `a` fails: `Bagheri` is tagged", "failed-example Bagheri")],
    );
    perform(
        &entry(r#"match = ["\u00c9t\u00e9: {Bagheri} spoke."]"#),
        &[("person `a` fails: `Bagheri` is not tagged", "failed-example Bagheri")],
    );
    perform(
        &entry(r#"no-match = ["{{Ali Bagheri}} left."]"#),
        &[("person `a` fails: `Ali Bagheri` is tagged", "failed-example Ali Bagheri")],
    );
    perform(
        &entry(r#"match = ["{Ali} Bagheri left."]"#),
        &[("person `a` fails: instead of `Ali`, `Ali Bagheri` is tagged as `a`", "failed-example Ali")],
    );
    let other = "[person.b]\nname = \"Reza Bagheri\"\nshort = [\"Bagheri\"]\n";
    perform(
        &(entry(r#"match = ["{Ali Bagheri} met Reza Bagheri; {Bagheri} spoke."]"#) + other),
        &[("person `a` fails: `Bagheri` is open between `a`, `b`", "failed-example Bagheri")],
    );
}

#[test]
fn examples_are_run_in_other_spellings_and_alone() {
    let union = "[organization.u]\nname = \"Union\"\nexamples = { match = [\"The {Union} met the european union.\"] }\n";
    perform(
        &format!("{union}[organization.eu]\nname = \"European Union\""),
        &[(
            "organization `u` holds only thanks to other entries: `union` is tagged",
            "leaning-example union",
        )],
    );
    let sana = "[organization.s]\nname = \"Sana\"\nexamples = { match = [\"He told {Sana} so.\"] }\n";
    perform(sana, &[]);
    perform(
        &format!("{sana}[organization.b]\nname = \"Some Agency\"\nabbreviations = [\"SANA\"]"),
        &[(
            "organization `s` fails when its names are written in capitals: `SANA` is open between `b`, `s`",
            "failed-example Sana",
        )],
    );
}

#[test]
fn every_rule_is_documented_and_named_once() {
    let rules = Lexicon::rules();
    for pair in rules.windows(2) {
        assert!(pair[0].code < pair[1].code, "{:?}", pair[1].code);
    }
    for rule in rules {
        for heading in ["## What it does\n", "## Why is this bad\n", "## Example\n"] {
            assert!(rule.doc.contains(heading), "{} lacks {heading}", rule.code.as_str());
        }
    }
}

const WHOLE: &str = r#"format = 1
lang   = "en"

[spelling]
Bagheri = ["Baqeri"]

[words]
titles = ["General"]

[categories]
enemy = "Names a party only as the enemy."

[person.ali-bagheri]
name     = "Ali Bagheri Kani"
aliases  = ["Ali Bagheri", { text = "علی باقری", case = "exact", from = "2019-02", until = "2024" }]
short    = ["Bagheri"]
office   = [{ title = "Minister", of = "iran", from = "2024-05-01" }]
examples = { match = ["{Ali Bagheri} caf\u00e9 {{ {Bagheri}"], no-match = ['no "one"'] }

[[person.ali-bagheri.clue]]
for    = "Bagheri"
near   = ["Minister"]
within = "paragraph"

[place.iran]
name    = "Iran"
class   = "country"
demonym = { forms = ["Iranian"], report = "never" }

[template.mfa]
kind  = "organization"
for   = "country"
id    = "mfa-{id}"
name  = "Foreign Ministry of {name}"
owned = ["Foreign Ministry"]

[term.enemy]
name     = """the
enemy"""
role     = "label"
category = "enemy"
neutral  = "them"
source   = "nobody"
"#;

/// Whatever the text, parsing, checking, drawing places and, where nothing is wrong, compiling and rehearsing come to an end, and
/// every place lies on whole characters of its file.
fn survive(text: &str) {
    let (lexicon, mut found) = Lexicon::parse(vec![source("a.toml", text, 0)]);
    found.extend(lexicon.check());
    if let Ok(gazetteer) = lexicon.compile() {
        found.extend(rehearse(&lexicon, &gazetteer));
        found.extend(canonym::review(&lexicon, &gazetteer));
    }
    for one in &found {
        for label in std::iter::once(&one.at).chain(&one.related) {
            let text = &lexicon.sources()[label.source.index()].text;
            assert!(text.get(label.span.range()).is_some(), "{one:?}\n{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// P15, for texts that have nothing to do with a lexicon.
    #[test]
    fn any_text_is_survived(text in "(\\PC|[\\[\\]{}=\"'.\n,#\\\\]){0,60}") {
        survive(&text);
    }

    /// P15, for a lexicon with a piece cut out and another put in.
    #[test]
    fn any_damage_is_survived(
        at in 0usize..2000,
        length in 0usize..40,
        piece in prop_oneof![Just(String::new()), "[\\[\\]{}=\"'.\n,é\u{feff}\\\\7-]{1,4}", "\\PC{1,3}"],
    ) {
        let characters: Vec<char> = WHOLE.chars().collect();
        let at = at % characters.len();
        let end = (at + length).min(characters.len());
        let text: String = characters[..at].iter().chain(&piece.chars().collect::<Vec<char>>()).chain(&characters[end..]).collect();
        survive(&text);
    }
}

#[test]
fn the_whole_lexicon_of_the_properties_is_right() {
    let (lexicon, found) = Lexicon::parse(vec![source("a.toml", WHOLE, 0)]);
    assert_eq!(render(&lexicon, &found), [""; 0]);
    assert!(lexicon.compile().is_ok());
}

/// Whoever prints a sentence does not have to look through it first.
#[test]
fn sentences_about_names_are_safe_to_print() {
    for (text, spelled) in [
        ("\"\u{0}\" = 1\n\"\u{0}\" = 2\n", r"\u0000"),
        ("[person.a]\nname = \"A B\"\n\"\\u001b[31m\" = 1\n", r"\u001B[31m"),
        ("[person.a]\nname = \"A B\"\n\"\\u202E\" = 1\n", r"\u202E"),
        ("[place.\"x\\ny\"]\nname = \"X\"\n", r"\u000A"),
    ] {
        let (lexicon, mut found) = Lexicon::parse(vec![source("a.toml", &format!("format = 1\n{text}"), 0)]);
        found.extend(lexicon.check());
        let said = format!("{found:?}");
        let mut sentences = found.iter().flat_map(|one| [&one.message].into_iter().chain(&one.help));
        assert!(sentences.all(|one| !one.contains(|c: char| c.is_control() || c == '\u{202e}')), "{said}");
        assert!(found.iter().any(|one| one.message.contains(spelled)), "{text:?}: {said}");
    }
}

#[test]
fn deep_nesting_and_long_runs_end_in_errors() {
    for text in [
        "a = ".to_owned() + &"[".repeat(100_000),
        "a = ".to_owned() + &"{ b = ".repeat(100_000),
        "[".to_owned() + &"a.".repeat(100_000) + "a]",
        "a.".repeat(100_000) + "a = 1",
        "=".repeat(100_000),
        "\"".repeat(100_001),
        "+-".repeat(50_000),
        "[person.a]\n".repeat(2_000),
        "format = 1\n[person.a]\nexamples = { match = [\"".to_owned() + &"{".repeat(20_001) + "\"] }",
    ] {
        survive(&text);
    }
}
