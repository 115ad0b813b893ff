//! Transcripts of the author's tools: `tests/cli/NAME.md`, run in a copy of `tests/cli/NAME.in`.
//!
//! `TRYCMD=overwrite cargo test transcripts_of_tools` writes what is printed now; the diff is the review.

#[test]
#[allow(clippy::single_element_loop)]
fn transcripts_of_tools() {
    let cases = trycmd::TestCases::new();
    for name in ["eval", "explain", "lexicon-diff", "lexicon-suggest", "lexicon-import", "newcomer"] {
        cases.case(format!("tests/cli/{name}.md"));
    }
}

/// Names come back from every format that they were exported to, and imported from.
#[test]
fn what_is_exported_can_be_imported() {
    use std::collections::BTreeSet;
    use std::path::Path;

    let folder = tempfile::tempdir().expect("there is room for files");
    let canonym = |args: &[&str], at: &Path| {
        let mut command = assert_cmd::Command::cargo_bin("canonym").expect("it is built with the tests");
        command.current_dir(at).env_remove("CANONYM_LEXICONS").args(args);
        let output = command.arg("--no-default-lexicons").output().expect("it runs");
        let said = String::from_utf8(output.stderr).expect("it prints UTF-8");
        assert!(output.status.success(), "{args:?}: {said}");
        String::from_utf8(output.stdout).expect("it prints UTF-8")
    };
    let written = "format = 1\ngenerated = true\n[person.jane-roe]\nname = \"Jane Roe\"\naliases = [\"Jane M. Roe\"]\n\
        short = [\"Roe\"]\nnative = [\"جين رو\"]\n[place.lindal]\nname = \"Lindal\"\ncase = \"capital\"\nclass = \"city\"\n\
        aliases = [{ text = \"Port\", case = \"exact\" }]\ndemonym = { forms = [\"Lindalian\"] }\n\
        [organization.fisheries]\nname = \"Fisheries, Lindal \\\"North\\\"\"\nabbreviations = [\"LFA\", { text = \"Lafi\", case = \"fold\" }]\n\
        short = [{ text = \"LFA\", when = \"always\" }]\nnative = [{ text = \"Pêche\", case = \"exact\" }]\n\
        [term.so]\nname = \"so-called state\"\ncase = \"exact\"\naliases = [{ text = \"entity\", case = \"fold\" }]\n\
        role = \"label\"\ncategory = \"so-called\"\ncamp = \"north\"\nneutral = [\"state\"]\nsource = [\"Own.\"]\n";
    std::fs::write(folder.path().join("own.toml"), written).expect("it can be written");
    let names = |csv: &str| -> BTreeSet<String> {
        csv.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default().to_owned() + line).collect()
    };
    let export = |format: &str, file: &str| {
        canonym(&["lexicon", "export", "--format", format, "--lexicon", file], folder.path())
    };
    let first = export("csv", "own.toml");
    for format in ["csv", "jsonl", "skos", "spacy", "toml"] {
        let text = export(format, "own.toml");
        let file = format!("names.{}", if format == "skos" { "ttl" } else { format });
        std::fs::write(folder.path().join(&file), text).expect("it can be written");
        let back = format!("{format}-back.toml");
        match format {
            "toml" => drop(std::fs::rename(folder.path().join(&file), folder.path().join(&back))),
            _ => drop(canonym(&["lexicon", "import", format, &file, "-o", &back], folder.path())),
        }
        let again = export("csv", &back);
        if matches!(format, "skos" | "spacy") {
            // These know no conditions: what counts always comes back, and counts always.
            let texts = |csv: &str| -> BTreeSet<String> {
                let mut reader = csv::Reader::from_reader(csv.as_bytes());
                let rows = reader.records().map(|row| row.expect("it is CSV"));
                let kept =
                    rows.filter(|row| row[1] != *"term" && (row[3] == *"name" || row[3] == *"abbreviation"));
                kept.map(|row| format!("{} {}", &row[0], &row[2])).collect()
            };
            let (wanted, found) = (texts(&first), texts(&again));
            assert!(wanted.is_subset(&found), "{format}: {wanted:?} {found:?}");
        } else {
            let mut wanted = names(&first);
            // Our tables tell no role, and a term needs one.
            wanted.retain(|row| format != "csv" || !row.contains(",term,"));
            assert_eq!(wanted, names(&again), "{format}");
        }
        if matches!(format, "jsonl" | "toml") {
            assert_eq!(export("jsonl", "own.toml"), export("jsonl", &back), "{format}");
        }
    }
}
