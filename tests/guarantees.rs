//! `docs/guarantees.md` is true: each test it names exists, each limit it prints is the one that holds.

use std::fs;
use std::path::Path;

use canonym::Limits;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/guarantees.md")).expect("the page is there")
}

/// All Rust sources and tests, one after the other.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all += &fs::read_to_string(&path).expect("sources are UTF-8");
        }
    }
    all
}

/// What stands in backquotes in the last cell of each row of the tables with tests.
#[test]
fn every_test_that_is_named_exists() {
    let all = sources(&root().join("src")) + &sources(&root().join("tests"));
    let page = page();
    let tables = page
        .split("\n## ")
        .filter(|part| part.starts_with("What you can rely on") || part.starts_with("Laws"));
    let mut n_named = 0;
    for row in tables.flat_map(str::lines).filter(|line| line.starts_with('|') && line.contains('`')) {
        let cell = row.trim_end_matches('|').rsplit('|').next().expect("a row has cells");
        for name in cell.split('`').skip(1).step_by(2) {
            let exists = if name.contains('/') {
                root().join(name).exists()
            } else {
                all.contains(&format!("fn {name}("))
            };
            assert!(exists, "`{name}` is no test");
            n_named += 1;
        }
    }
    assert!(n_named > 40, "{n_named}");
}

#[test]
fn the_limits_are_those_that_hold() {
    let held = format!("{:?}", Limits::DEFAULT);
    let page = page();
    let held: Vec<(&str, &str)> = held
        .trim_start_matches("Limits { ")
        .trim_end_matches(" }")
        .split(", ")
        .map(|field| field.split_once(": ").expect("a name and a number"))
        .collect();
    for (name, number) in &held {
        let row = page.lines().find(|line| line.contains(&format!("(`{name}`)")));
        let row = row.unwrap_or_else(|| panic!("the page says nothing of `{name}`"));
        assert!(row.ends_with(&format!("| {number} |")), "{row}, but it is {number}");
    }
    assert_eq!(page.lines().filter(|line| line.contains("(`") && line.ends_with(" |")).count(), held.len());
}

/// Tables of different versions disagree at their edges: whoever moves one looks at what it does to folding and boundaries.
#[test]
fn versions_of_unicode_are_pinned() {
    assert_eq!(unicode_normalization::UNICODE_VERSION, (18, 0, 0));
    assert_eq!(unicode_segmentation::UNICODE_VERSION, (17, 0, 0));
}
