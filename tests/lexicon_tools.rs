//! The author's tools, run as a user runs them: `canonym lexicon fmt`, `list`, `show`, `stats`, `export` and `schema`.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use proptest::prelude::*;

/// Runs `canonym lexicon ARGS` in `folder` with `input`, and gives its status, standard output and standard error.
fn run(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("canonym").expect("it is built with the tests");
    command.current_dir(folder).env_remove("CANONYM_LEXICONS").arg("lexicon").args(args);
    let output = command.write_stdin(input).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const UNTIDY: &str = r#"# Whose file this is.
format = 1

# About all of them.

# Why b.
[person.b] # trailing
# why these
aliases = [ "B C",  "D" , # a comment inside
 "E"]
name="B" # who

short = ["x", {when="always", text = "Y", },]
examples={match=["{B} is here, and this is a long example text that goes on"],no-match=["Another long text that goes on and on and on"]}

[[person.b.clue]]
within="text"
near=["z"]


# Block one of a.

# Block two of a.
[person.a]
name = 'A "q"'
office = [{ title = "x", of = "a" }, { of = "a-country-with-a-rather-long-name", title = "An office with a rather long title" }]
[place.c]
name = "C"
[person.aa]
name = "x"
# The end.
"#;

const TIDY: &str = r#"# Whose file this is.
format = 1

# About all of them.

# Block one of a.

# Block two of a.
[person.a]
name     = 'A "q"'
office   = [
  { title = "x", of = "a" },
  { title = "An office with a rather long title", of = "a-country-with-a-rather-long-name" },
]

[person.aa]
name     = "x"

# Why b.
[person.b]  # trailing
name     = "B"  # who
# why these
aliases  = [ "B C",  "D" , # a comment inside
 "E"]
short    = ["x", { text = "Y", when = "always" }]

[[person.b.clue]]
near   = ["z"]
within = "text"

[person.b.examples]
match    = ["{B} is here, and this is a long example text that goes on"]
no-match = ["Another long text that goes on and on and on"]

[place.c]
name     = "C"
# The end.
"#;

#[test]
fn fmt_sorts_and_aligns_and_keeps_comments() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let file = folder.path().join("a.toml");
    fs::write(&file, UNTIDY).expect("it can be written");
    assert_eq!(run(folder.path(), &["fmt", "-"], UNTIDY), (0, TIDY.into(), String::new()));
    assert_eq!(run(folder.path(), &["fmt", "-"], TIDY), (0, TIDY.into(), String::new()));
    let (status, listed, _) = run(folder.path(), &["fmt", "--check", "a.toml"], "");
    assert_eq!((status, listed.as_str()), (1, "a.toml\n"));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), UNTIDY);
    assert_eq!(run(folder.path(), &["fmt", "a.toml"], "").0, 0);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), TIDY);
    assert_eq!(run(folder.path(), &["fmt", "--check", "."], "").0, 0);
    // What no lexicon has keeps its place behind the rest, once and for all.
    let odd = "format = 1\n[[x.clue]]\n[words]\ncommon = [\"a\"]\n[x.y.z]\nk = 1\n[person.b]\nname = \"B C\"\n[[odd]]\n[[odd.more]]\n";
    let (status, once, _) = run(folder.path(), &["fmt", "-"], odd);
    assert_eq!(run(folder.path(), &["fmt", "-"], &once), (status, once.clone(), String::new()));
    assert!(once.find("[person.b]") < once.find("[[x.clue]]"), "{once}");
    let (status, _, complaint) = run(folder.path(), &["fmt", "-"], "format = 1\n[a");
    assert_eq!(status, 2);
    assert!(complaint.contains("-:2:3"), "{complaint}");
}

#[test]
fn fmt_of_every_lexicon_is_stable_and_means_the_same() {
    let folder = tempfile::tempdir().expect("there is room for the lexicons");
    let lexicons = folder.path().join("lexicons");
    assert_eq!(run(folder.path(), &["export", "lexicons"], "").0, 0);
    let sources = |path: &Path| canonym::Lexicon::read(path).expect("they were just written");
    let before = canonym::Lexicon::parse(sources(&lexicons)).0.outline();
    // That nothing changes its meaning is checked by the command itself, which fails otherwise.
    assert_eq!(run(folder.path(), &["fmt", "lexicons"], "").0, 0);
    assert_eq!(run(folder.path(), &["fmt", "--check", "lexicons"], "").0, 0);
    let after = canonym::Lexicon::parse(sources(&lexicons)).0.outline();
    let names = |outlines: Vec<canonym::Outline>| {
        let names = outlines.into_iter().map(|one| (one.id, one.name, one.names.len(), one.n_examples));
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(before), names(after));
}

#[test]
fn the_schema_in_the_repository_is_the_one_that_is_printed() {
    let (status, printed, _) = run(repository(), &["schema"], "");
    let path = repository().join("lexicons/lexicon.schema.json");
    if std::env::var_os("CANONYM_UPDATE").is_some() {
        fs::write(&path, &printed).expect("it can be written");
    }
    let kept = fs::read_to_string(&path).expect("it is part of the repository");
    assert_eq!(status, 0);
    assert!(
        kept == printed,
        "run `CANONYM_UPDATE=1 cargo test the_schema` to write lexicons/lexicon.schema.json"
    );
}

const SMALL: &str = r#"format = 1

[person.ali-bagheri]
name     = "Ali Bagheri Kani"
aliases  = ["Ali Bagheri"]
native   = ["علی باقری کنی"]
short    = ["Bagheri"]
wikidata = "Q1"

[organization.un]
name          = "United Nations"
abbreviations = ["UN"]
class         = "un"

[term.so]
name     = "so-called \"state\", so"
role     = "label"
category = "so-called"
"#;

#[test]
fn the_other_tools_show_what_a_lexicon_holds() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    fs::write(folder.path().join("a.toml"), SMALL).expect("it can be written");
    let tool = |args: &[&str]| {
        let args = [args, &["--no-default-lexicons", "--lexicon", "a.toml"]].concat();
        let (status, shown, complaint) = run(folder.path(), &args, "");
        assert_eq!(complaint, "");
        (status, shown)
    };
    assert_eq!(
        tool(&["list"]),
        (
            0,
            "ali-bagheri\tperson\t\tAli Bagheri Kani\n\
             so\tterm\tso-called\tso-called \"state\", so\n\
             un\torganization\tun\tUnited Nations\n"
                .into()
        )
    );
    assert_eq!(tool(&["list", "--kind", "person", "BAGHERI"]).1, "ali-bagheri\tperson\t\tAli Bagheri Kani\n");
    assert_eq!(tool(&["list", "--class", "un"]).1, "un\torganization\tun\tUnited Nations\n");
    assert_eq!(tool(&["list", "nobody"]), (1, String::new()));
    let (status, shown) = tool(&["show", "un"]);
    assert_eq!(status, 0);
    assert!(shown.starts_with("United Nations\n  id        un\n  kind      organization\n"), "{shown}");
    assert!(shown.contains("written   a.toml:10\n"), "{shown}");
    assert!(shown.contains("  UN              abbreviation  always, as written  as written"), "{shown}");
    assert!(shown.contains("dotted"), "{shown}");
    assert_eq!(tool(&["show", "ali bagheri"]).1, tool(&["show", "ali-bagheri"]).1);
    let (_, stats) = tool(&["stats"]);
    assert!(stats.contains("        3  entities\n"), "{stats}");
    let (_, csv) = tool(&["export", "--format", "csv"]);
    assert!(csv.contains("so,term,\"so-called \"\"state\"\", so\",name,fold,always\n"), "{csv}");
    let (_, skos) = tool(&["export", "--format", "skos"]);
    assert!(
        skos.contains(":so a skos:Concept ;\n    skos:prefLabel \"so-called \\\"state\\\", so\" ;\n"),
        "{skos}"
    );
    let (_, spacy) = tool(&["export", "--format", "spacy"]);
    assert!(
        spacy.contains("{\"id\":\"ali-bagheri\",\"label\":\"PERSON\",\"pattern\":\"Ali Bagheri\"}\n"),
        "{spacy}"
    );
    let (_, jsonl) = tool(&["export", "--format", "jsonl"]);
    assert_eq!(jsonl.lines().count(), 3);
    let (status, _, complaint) =
        run(folder.path(), &["show", "nobody", "--no-default-lexicons", "--lexicon", "a.toml"], "");
    assert_eq!((status, complaint.contains("no entry has the id or the name `nobody`")), (2, true));
    let (status, _, complaint) = run(folder.path(), &["export", "."], "");
    assert_eq!((status, complaint.contains("is not empty")), (2, true));
}

/// `--gazetteer` means one thing to every verb: what it names, and nothing else.
#[test]
fn what_gazetteer_names_stands_alone() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    fs::create_dir(folder.path().join("own")).expect("it is new");
    for file in ["own/a.toml", "other.toml", "x.txt"] {
        let (id, name) = if file == "own/a.toml" { ("own", "Jane Roe") } else { ("other", "Joan Doe") };
        let text = format!(
            "format = 1\n[person.{id}]\nname = \"{name}\"\nexamples = {{ match = [\"{{{name}}} left.\"] }}\n"
        );
        fs::write(folder.path().join(file), text).expect("it can be written");
    }
    let with = |verb: &[&str], more: &[&str]| run(folder.path(), &[verb, more].concat(), "");
    assert_eq!(with(&["compile", "-o", "own.gazetteer"], &["--gazetteer", "own"]).0, 0);
    for verb in [
        &["list"][..],
        &["stats"],
        &["show", "own"],
        &["export", "--format", "jsonl"],
        &["check", "--allow", "missing-example"],
        &["test"],
        &["diff", "other.toml", "--corpus", "x.txt"],
    ] {
        let (status, shown, said) = with(verb, &["--no-default-lexicons", "--lexicon", "own"]);
        let alone = ["own", "own/a.toml"]
            .map(|path| with(&[&verb[..1], &["--gazetteer", path]].concat(), &verb[1..]));
        for (found, what) in alone.into_iter().zip(["folder", "file"]) {
            assert_eq!(found, (status, shown.clone(), said.clone()), "{verb:?}, {what}");
        }
        let (status, shown, said) =
            with(&[&verb[..1], &["--gazetteer", "own.gazetteer"]].concat(), &verb[1..]);
        assert_eq!((status, shown.as_str()), (2, ""), "{verb:?}: {said}");
        assert!(said.contains("`own.gazetteer`: it is no .toml file or folder of them"), "{verb:?}: {said}");
    }
    for (verb, status, expected) in [
        (&["list", "--gazetteer", "nowhere"][..], 2, "cannot read `nowhere`"),
        (&["list", "--gazetteer", "."], 0, ""),
        (&["export", "to", "--gazetteer", "own"], 2, "cannot be used with"),
        (
            &["import", "jsonl", "x.txt", "--gazetteer", "own.gazetteer", "-o", "y.toml"],
            2,
            "nothing to import",
        ),
    ] {
        let (found, _, said) = with(verb, &[]);
        assert_eq!((found, said.contains(expected)), (status, true), "{verb:?}: {said}");
    }
}

/// Of the examples those are run that stand in what was named, and it is said where there are none.
#[test]
fn examples_of_the_files_that_are_named_are_run() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    for (file, examples) in [
        ("good.toml", "examples = { match = [\"{Jane good} left.\"] }\n"),
        ("bad.toml", "examples = { match = [\"{Jane bad} left.\", \"{Jane} left.\"] }\n"),
        ("none.toml", ""),
    ] {
        let id = file.trim_end_matches(".toml");
        let text = format!("format = 1\n[person.{id}]\nname = \"Jane {id}\"\n{examples}");
        fs::write(folder.path().join(file), text).expect("it can be written");
    }
    for (files, status, expected) in [
        (&["good.toml"][..], 0, "ran 1 example: all hold"),
        (&["good.toml", "bad.toml"], 1, "ran 3 examples: 1 failed"),
        (&[], 1, "ran 3 examples: 1 failed"),
        (&["none.toml"], 0, "canonym: nothing was tested: there are no examples in `none.toml`"),
    ] {
        let (found, _, said) = run(folder.path(), &[&["test", "--gazetteer", "."], files].concat(), "");
        assert_eq!((found, said), (status, format!("{expected}\n")), "{files:?}");
    }
    let (_, _, said) = run(folder.path(), &["test", "--gazetteer", "none.toml"], "");
    assert!(said.ends_with(": there are no examples in the lexicons in effect\n"), "{said}");
}

/// What an import writes loads; what would not is named and left out.
#[test]
fn what_is_imported_loads() {
    let many: Vec<String> = (0..20_001).map(|n| format!("Jane Roe {n}")).collect();
    let rows = [
        (
            "jsonl",
            r#"{"name":"a","kind":"term","role":"zz","category":"x"}"#.to_owned(),
            "x:1: skipped: `role` of term `a` cannot be `zz`",
        ),
        (
            "jsonl",
            r#"{"name":"Jane Roe","kind":"person","names":[{"text":"Roe","form":"short","case":"zz"}]}"#
                .into(),
            "x:1: skipped: `",
        ),
        (
            "jsonl",
            r#"{"name":"Jane Roe","kind":"person","names":[{"text":"Jane Roe","case":"zz"}]}"#.into(),
            "x:1: skipped: `",
        ),
        (
            "csv",
            format!("name,kind,aliases\nJane Roe,person,{}", many.join("|")),
            "x:2: skipped: person `jane-roe` has 20,002 names",
        ),
    ];
    for (format, text, expected) in rows {
        let folder = tempfile::tempdir().expect("there is room for a file");
        let import = |text: String| {
            fs::write(folder.path().join("x"), text).expect("it can be written");
            run(folder.path(), &["import", format, "x", "-o", "y.toml", "--no-default-lexicons"], "")
        };
        let (status, _, said) = import(text.clone());
        assert_eq!(status, 2, "{said}");
        assert!(said.contains(expected) && said.contains("nothing to import"), "{expected}: {said}");
        let good =
            if format == "csv" { "Joan Doe,person," } else { r#"{"name":"Joan Doe","kind":"person"}"# };
        let (status, _, said) = import(format!("{text}\n{good}\n"));
        assert_eq!(status, 0, "{said}");
        assert!(said.contains(expected) && said.contains("imported 1 entry"), "{expected}: {said}");
        let (_, listed, said) =
            run(folder.path(), &["list", "--no-default-lexicons", "--lexicon", "y.toml"], "");
        assert_eq!((listed.as_str(), said.as_str()), ("joan-doe\tperson\t\tJoan Doe\n", ""));
    }
    for tags in ["", "en,", "e n"] {
        let args = ["import", "jsonl", "x", "-o", "y.toml", "--languages", tags];
        let (status, _, said) = run(repository(), &args, "");
        assert_eq!((status, said.contains("a language is a tag")), (2, true), "{tags:?}: {said}");
    }
}

/// Places that belong together are all shown, however far apart they stand; of very many the first.
#[test]
fn places_far_apart_are_shown_and_very_many_are_counted() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    for (n, between, expected) in [
        (2, 1, &["--> x.toml:3:8", "also a name of `p1`"][..]),
        (2, 30_000, &["--> x.toml:3:8", "::: x.toml:30005:8", "a name of `p0`", "also a name of `p1`"]),
        (30, 3_000, &["::: x.toml:57041:8", "also a name of `p19`", "10 more places are not shown"]),
    ] {
        let gap = "# .\n".repeat(between);
        let entry = |n: usize| format!("[person.p{n}]\nname = \"Jane Roe\"\n{gap}");
        let text = "format = 1\n".to_owned() + &(0..n).map(entry).collect::<String>();
        fs::write(folder.path().join("x.toml"), text).expect("it can be written");
        let args = ["check", "--no-default-lexicons", "--allow", "missing-example", "x.toml"];
        let (status, shown, _) = run(folder.path(), &args, "");
        assert_eq!(status, 1);
        for part in expected {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert!(shown.lines().count() < 200, "{} lines", shown.lines().count());
    }
}

/// What was cut short, or is more than it seems, is said; thousands of one name are many entries, and soon.
#[test]
fn imports_lose_nothing_in_silence() {
    let rdf = |body: &str, end: &str| {
        let spaces = "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\"";
        let label = "<skos:prefLabel xml:lang=\"en\">Jim Doe</skos:prefLabel>";
        format!(
            "<?xml version=\"1.0\"?>\n<rdf:RDF {spaces}>{body}<skos:Concept rdf:about=\"urn:a\">{label}</skos:Concept>\n{end}"
        )
    };
    let jsonl = |names: &[&str]| -> String {
        let line = |name: &&str| {
            format!("{{\"name\":\"{name}\",\"kind\":\"person\",\"aliases\":[\"{name} II\"]}}\n")
        };
        names.iter().map(line).collect()
    };
    let field = |more: &str| format!("{{\"name\":\"Jim Doe\",{more}}}\n{{\"name\":\"Ann Poe\"}}\n");
    let long = "Jane ".repeat(60);
    let unclosed = "a quotation mark opens a cell and none closes it";
    // Format, name of the file, what is in it, the exit status, what is said.
    for (format, name, text, status, expected) in [
        ("csv", "x", "name,kind\nX Yz,person\n\"Jim Doe,person\nA Bcd,person\n".to_owned(), 0, unclosed),
        ("csv", "x", "name,\"kind\nJim Doe,person\n".into(), 2, unclosed),
        ("csv", "x", "name,kind\nJim Doe,\"person\"".into(), 0, "imported 1 entry"),
        ("csv", "x", String::new(), 2, "it is empty"),
        ("skos", "x.rdf", rdf("", ""), 2, "it ends in the middle: an element is open"),
        ("skos", "x.rdf", rdf("", "<skos:Concept rdf:about='urn:b'>"), 2, "it ends in the middle"),
        (
            "skos",
            "x.rdf",
            rdf(
                "<!-- <a> <b> --><rdf:Description rdf:about='urn:b' skos:note='a>b'/>",
                "</rdf:RDF>\n<!-- > -->",
            ),
            0,
            "imported 1 entry",
        ),
        ("jsonl", "x", jsonl(&["Jim Doe", &long]), 0, "x:2: skipped: has no name of up to 200 characters"),
        ("jsonl", "x", jsonl(&["Jim Doe"]).replace("Jim Doe II", &long), 0, "1 names left out that are"),
        ("jsonl", "x", jsonl(&["Jim Doe"; 30_000]), 0, "imported 30000 entries"),
        ("jsonl", "x", jsonl(&["Jim Doe"]).replace(['[', ']'], ""), 0, "imported 1 entry"),
        (
            "jsonl",
            "x",
            field("\"name\":\"Joe Dim\""),
            0,
            "x:1: skipped: it has two fields named `name`, column ",
        ),
        (
            "jsonl",
            "x",
            field("\"aliases\":[\"A Bcd\",7]"),
            0,
            "its `aliases` is neither a text nor a list of texts",
        ),
        ("jsonl", "x", field("\"wikidata\":42"), 0, "its `wikidata` is no text"),
        ("jsonl", "x", field("\"names\":\"A Bcd\""), 0, "its `names` is no list"),
        ("jsonl", "x", field("\"names\":[{\"form\":\"short\"}]"), 0, "one of its `names` has no `text`"),
        (
            "jsonl",
            "x",
            field("\"names\":[{\"text\":\"JD\",\"form\":\"abbrev\"}]"),
            0,
            "form `abbrev` is none of ours",
        ),
        (
            "jsonl",
            "x",
            field("\"id\":7,\"class\":null,\"motto\":null"),
            0,
            "imported 2 entries into 1 file at `y.toml`\n",
        ),
        (
            "jsonl",
            "x",
            field(
                "\"class\":\"un\",\"motto\":[7],\"demonyms\":\"Doe\",\"names\":[{\"text\":\"JD\",\"from\":\"2020\"}]",
            ),
            0,
            "; left out, as entries have no such field: `class (person)`, `demonyms (person)`, `motto`, `names.from`\n",
        ),
        ("csv", "x", "name,form\nX Yz,name\nJD,abbrev\n".into(), 0, "form `abbrev` is none of ours"),
        ("ftm", "x", "{\"id\":\"a\",\"id\":\"b\"}\n".into(), 2, "it has two fields named `id`"),
        ("wikidata", "x", "{\"id\":\"Q1\",\"id\":\"Q2\"}\n".into(), 2, "it has two fields named `id`"),
        ("geonames", "x", "{\"1\":{\"name\":\"A\"},\"1\":{}}".into(), 2, "it has two fields named `1`"),
    ] {
        let folder = tempfile::tempdir().expect("there is room for a file");
        fs::write(folder.path().join(name), &text).expect("it can be written");
        let args = ["import", format, name, "-o", "y.toml", "--kind", "person", "--no-default-lexicons"];
        let (found, _, said) = run(folder.path(), &args, "");
        assert!(said.contains(expected), "{expected}: {said}");
        assert_eq!(found, status, "{expected}: {said}");
        if text.contains("\"aliases\":\"") {
            let written = fs::read_to_string(folder.path().join("y.toml")).expect("it was written");
            assert!(written.contains("aliases = [\"Jim Doe II\"]"), "{written}");
        }
    }
}

/// What stands in a lexicon is obeyed by nobody who looks at it or reads what it was exported to; of half a lexicon nothing is shown.
#[test]
fn lexicons_are_shown_and_exported_inert() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    let raw = r"\u001B[31m\u009B\u202E\u007F\u0085";
    let text = format!(
        "format = 1\n[place.lindal]\nname = \"Lin{raw}dal\"\naliases = [\"+1 {raw}Lindal\", \"Lin\\tdal \\\"Port\"]\n\
         class = \"city{raw}\\nb\"\nwikidata = \"Q1> . {raw}\"\n"
    );
    write("x.toml", &text);
    write("half.toml", &format!("{text}[place.b]\nnames = 7\n"));
    for verb in [
        &["list"][..],
        &["stats"],
        &["show", "lindal"],
        &["export", "--format", "toml"],
        &["export", "--format", "csv"],
        &["export", "--format", "jsonl"],
        &["export", "--format", "skos"],
        &["export", "--format", "spacy"],
    ] {
        let own = |file| [verb, &["--no-default-lexicons", "--lexicon", file]].concat();
        let (status, shown, said) = run(folder.path(), &own("x.toml"), "");
        assert_eq!((status, said.as_str()), (0, ""), "{verb:?}");
        let obeyed = |c: &char| canonym::render::is_obeyed(*c) && !matches!(c, '\n' | '\t');
        assert_eq!(shown.chars().find(obeyed), None, "{verb:?}: {shown:?}");
        if let ["export", _, format @ ("csv" | "skos" | "jsonl")] = verb {
            write("x", &shown);
            let _ = fs::remove_file(folder.path().join("back.toml"));
            let import =
                ["import", format, "x", "--kind", "place", "-o", "back.toml", "--no-default-lexicons"];
            let (status, _, said) = run(folder.path(), &import, "");
            assert_eq!(status, 0, "{verb:?}: {said}");
            let back = ["list", "+1", "--no-default-lexicons", "--lexicon", "back.toml"];
            assert_eq!(run(folder.path(), &back, "").0, 0, "{verb:?}: a guard comes off again");
        }
        let (status, shown, said) = run(folder.path(), &own("half.toml"), "");
        assert_eq!((status, shown.as_str()), (2, ""), "{verb:?}: {said}");
        assert!(said.contains(": the lexicon has "), "{verb:?}: {said}");
    }
}

/// What is wrong with a lexicon as a whole is `check`'s to say, and keeps nobody from tagging.
#[test]
fn an_id_that_nobody_has_keeps_nobody_from_tagging() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let text = "format = 1\n[place.zed]\nname = \"Zedland\"\npart-of = \"nothere\"\n";
    fs::write(folder.path().join("p.toml"), text).expect("it can be written");
    let (status, shown, _) = run(folder.path(), &["check", "--no-default-lexicons", "p.toml"], "");
    assert_eq!((status, shown.contains("error[unknown-id]")), (1, true), "{shown}");
    let args = ["tag", "--no-cache", "--no-default-lexicons", "--lexicon", "p.toml", "--format", "inline"];
    let mut command = Command::cargo_bin("canonym").expect("it is built with the tests");
    command.current_dir(folder.path()).env_remove("CANONYM_LEXICONS").args(args);
    let output = command.write_stdin("in Zedland").output().expect("it runs");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("it is UTF-8");
    assert!(said.contains("[[Zedland|"), "{said}");
}

/// Entities are read where they are short for something, and never let a file grow without end.
#[cfg(feature = "rdf")]
#[test]
fn entities_of_a_vocabulary_have_an_end() {
    let bomb: String =
        (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let long = format!("<!ENTITY a0 \"{}\">", "Lindal".repeat(10_000));
    // Declarations, the label, what must be said.
    for (declared, label, expected) in [
        ("<!ENTITY a0 \"Lindal &amp; Sons\">", "&a0; &#x26; Co.", "imported 1 entry"),
        (&*format!("<!ENTITY a0 \"Lindal\">{bomb}"), "&a9;", "its entity `a1` is made of other entities"),
        (&long, "&a0;", "nothing to import"),
        (&long, &"&a0;".repeat(10_000), "its entities make it more than 16 times as long"),
        ("<!ENTITY a0 'Lindal'>", "&a0;", "double quotes"),
        ("", "&a0;", "a0"),
    ] {
        let folder = tempfile::tempdir().expect("there is room for a file");
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        let file = format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE rdf:RDF [<!ENTITY skos \"http://www.w3.org/2004/02/skos/core#\">\n{declared}]>\n\
             <rdf:RDF xmlns:rdf=\"{rdf}\" xmlns:skos=\"&skos;\">\n\
             <skos:Concept rdf:about=\"http://a/b\"><skos:prefLabel>{label}</skos:prefLabel></skos:Concept>\n</rdf:RDF>\n"
        );
        fs::write(folder.path().join("b.rdf"), file).expect("it can be written");
        let args = ["import", "skos", "b.rdf", "--kind", "organization", "-o", "-", "--no-default-lexicons"];
        let (status, written, said) = run(folder.path(), &args, "");
        assert!(said.contains(expected), "{expected}: {said}");
        assert_eq!(
            status == 0,
            written.contains("name = \"Lindal & Sons & Co.\"\n"),
            "{expected}: {written}"
        );
    }
}

#[test]
fn findings_have_the_same_place_in_every_format() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let text = "format = 1\n[person.a]\nname = \"😀 A\"\n# 😀\nshort = [\"😀\", 7]\nexamples = { match = [\"{😀 A}\"], no-match = [\"B\"] }\n";
    fs::write(folder.path().join("a: b.toml"), text).expect("it can be written");
    let check = |format: &str| {
        let args = [
            "check",
            "--no-default-lexicons",
            "--allow",
            "unreachable-alias",
            "--format",
            format,
            "a: b.toml",
        ];
        let (status, shown, complaint) = run(folder.path(), &args, "");
        assert_eq!(status, 1, "{complaint}");
        shown
    };
    assert!(check("text").contains("--> a: b.toml:5:15\n"));
    let json: serde_json::Value = serde_json::from_str(&check("json")).expect("it is one object");
    assert_eq!(json["code"], "wrong-type");
    assert_eq!(json["at"]["start"], serde_json::json!({"line": 5, "column": 15}));
    assert_eq!(json["at"]["end"], serde_json::json!({"line": 5, "column": 16}));
    let sarif: serde_json::Value = serde_json::from_str(&check("sarif")).expect("it is one object");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%3A%20b.toml");
    assert_eq!(place["region"]["startColumn"], 15);
    let index = run["results"][0]["ruleIndex"].as_u64().expect("the rule is listed") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "wrong-type");
    let github = check("github");
    assert!(
        github
            .starts_with("::error file=a%3A b.toml,line=5,endLine=5,col=15,endColumn=16,title=wrong-type::"),
        "{github}"
    );
}

#[test]
fn check_explains_its_rules() {
    let (status, list, _) = run(repository(), &["check", "--explain"], "");
    assert_eq!((status, list.lines().count()), (0, canonym::Lexicon::rules().len()));
    let (status, doc, _) = run(repository(), &["check", "--explain", "open-ambiguity"], "");
    assert_eq!(status, 0);
    assert!(doc.starts_with("# open-ambiguity (warning)\n\n## What it does\n"), "{doc}");
    for rule in canonym::Lexicon::rules() {
        for part in ["## What it does\n", "## Why is this bad\n", "## Example\n```toml\n"] {
            assert!(rule.doc.contains(part), "{} says nothing under {part:?}", rule.code.as_str());
        }
    }
    let (status, _, complaint) = run(repository(), &["check", "--explain", "nothing"], "");
    assert_eq!((status, complaint.contains("there is no rule `nothing`")), (2, true));
}

/// A key with a value, somehow spaced, with comments that belong to it.
fn line(key: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    let value = proptest::sample::select(values);
    let before = proptest::sample::select(&["", "# why\n", "\n", "# a\n# b\n", "\n# c\n\n"][..]);
    let space = proptest::sample::select(&["", " ", "   "][..]);
    let behind = proptest::sample::select(&["", "  # who", "#who"][..]);
    (value, before, space, behind).prop_map(move |(value, before, space, behind)| {
        format!("{before}{key}{space}={space}{value}{behind}\n")
    })
}

/// An entry: a header, then some of the keys in some order.
fn entry() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "[]",
        "[\"A B\", 'C \"D\"']",
        "[ \"Æ\",  { text=\"E F\", case = \"exact\",when=\"introduced\" } ,\n# inside\n \"G\" ]",
        "[\"\"\"H\"\"\", \"ایران\"]",
    ];
    const CLUES: &[&str] = &["[{ near = [\"x\"] }, {within=\"text\",not-near=['y']}]"];
    const EXAMPLES: &[&str] = &[
        "{match=[\"{A} and a text so long that it goes beyond the line that fmt would write it on at all\"]}",
    ];
    let keys = (
        line("name", &["\"A\"", "'A'", "\"\\u0041\""]),
        line("aliases", NAMES),
        line("short", NAMES),
        line("wikidata", &["\"Q1\""]),
        line("clue", CLUES),
        line("examples", EXAMPLES),
    );
    let header = ("[a-d]{1,2}", proptest::sample::select(&["person", "place"][..]));
    (header, keys, proptest::collection::vec(any::<u8>(), 6), 1..=6_usize).prop_map(
        |((id, kind), (name, aliases, short, wikidata, clue, examples), order, n)| {
            let mut lines: Vec<(u8, String)> =
                order.into_iter().zip([name, aliases, short, wikidata, clue, examples]).collect();
            lines.sort();
            let lines: String = lines.into_iter().take(n).map(|(_, line)| line).collect();
            format!("# before {id}\n[{kind}.{id}]\n{lines}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// `fmt` keeps the meaning and every comment, and formats nothing twice.
    #[test]
    fn fmt_keeps_the_meaning_of_any_lexicon(entries in proptest::collection::vec(entry(), 0..5)) {
        let folder = tempfile::tempdir().expect("there is room");
        let mut seen = std::collections::HashSet::new();
        let header = |entry: &String| entry.lines().nth(1).unwrap_or_default().to_owned();
        let entries: String = entries.into_iter().filter(|entry| seen.insert(header(entry))).collect();
        let text = format!("# the file\nformat=1\n\n{entries}# the end\n");
        let (status, formatted, complaint) = run(folder.path(), &["fmt", "-"], &text);
        prop_assert_eq!(status, 0, "{}\n{}", complaint, text);
        let value = |text: &str| toml::from_str::<toml::Value>(text).expect("it is TOML");
        prop_assert_eq!(value(&formatted), value(&text), "{}", formatted);
        let comments = |text: &str| {
            let of = |line: &str| line.split_once('#').map(|(_, comment)| comment.trim().to_owned());
            let mut all: Vec<String> = text.lines().filter_map(of).collect();
            all.sort();
            all
        };
        prop_assert_eq!(comments(&formatted), comments(&text), "{}", formatted);
        let again = run(folder.path(), &["fmt", "-"], &formatted);
        prop_assert_eq!(again, (0, formatted, String::new()));
    }
}
