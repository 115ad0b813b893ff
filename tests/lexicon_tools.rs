//! The author's tools, run as a user runs them: `canonym lexicon fmt`, `list`, `show`, `stats`, `export` and `schema`.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

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
        skos.contains(":so a skos:Concept ;\n    skos:prefLabel \"so-called \\\"state\\\", so\" .\n"),
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
