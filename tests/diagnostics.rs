//! One wrong lexicon a rule, and what an author is shown for it: `tests/diagnostics/CODE.toml` and `CODE.snap` beside it.
//!
//! `INSTA_UPDATE=always cargo test diagnostics` writes the snapshots; their diff is the review.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use canonym::Lexicon;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The codes for which there is a lexicon, sorted.
fn codes() -> BTreeSet<String> {
    let files = fs::read_dir(folder()).expect("the folder is part of the repository");
    let paths = files.map(|entry| entry.expect("it can be listed").path());
    let lexicons = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    lexicons.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

/// What `canonym lexicon` prints for a file of the folder.
fn run(verb: &str, file: &str) -> String {
    let mut command = Command::cargo_bin("canonym").expect("it is built with the tests");
    command.current_dir(folder()).env_remove("CANONYM_LEXICONS");
    // Only rules about generated spellings give notes, and they have something to say of nearly every name.
    let notes: &[&str] = if verb == "check" && file.contains("-spelling.") || file.starts_with("cut-off") {
        &["--notes"]
    } else {
        &[]
    };
    let output =
        command.args(["lexicon", verb, "--no-default-lexicons", file]).args(notes).output().expect("it runs");
    let mut shown = String::from_utf8(output.stdout).expect("it prints UTF-8");
    shown.push_str(&String::from_utf8(output.stderr).expect("it prints UTF-8"));
    shown
}

#[test]
fn each_rule_shows_what_is_wrong() {
    for code in codes() {
        let verb = if code.ends_with("-example") && code != "missing-example" { "test" } else { "check" };
        let shown = run(verb, &format!("{code}.toml"));
        assert!(shown.contains(&format!("[{code}]")), "{code}.toml breaks another rule:\n{shown}");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(code, shown));
    }
}

#[test]
fn no_rule_is_without_a_wrong_lexicon() {
    let rules: BTreeSet<String> = Lexicon::rules().iter().map(|rule| rule.code.as_str().to_owned()).collect();
    assert_eq!(codes(), rules);
}
