//! `ARCHITECTURE.md` is true: modules use what its table lets them use, and what its invariants call absent is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of the library below `src`, with what they hold; comments are left out.
fn library() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() && !path.ends_with("src/bin") {
                walk(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.sort();
    let without_comments = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("sources are UTF-8");
        text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
    };
    files
        .into_iter()
        .map(|path| (path.strip_prefix(root().join("src")).unwrap().into(), without_comments(&path)))
        .collect()
}

/// The module of the crate that a file belongs to: the folder or file right below `src`.
fn module(path: &Path) -> String {
    let first = path.iter().next().expect("a path has a part").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The names behind `crate::`, those in braces too.
fn uses(text: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap_or("");
                names.extend(
                    list.split(',').map(|name| name.trim().split("::").next().unwrap_or("").to_owned()),
                );
            }
            None => drop(names.insert(rest.split(|c| !is_name(c)).next().unwrap_or("").to_owned())),
        }
    }
    names.remove("");
    names
}

/// The rows of the table under "Who may use whom".
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the page is there");
    let table = page.split("## Who may use whom").nth(1).expect("the page has the table");
    let names = |cell: &str| -> Vec<String> {
        cell.split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty() && name != "-")
            .collect()
    };
    let rows = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'));
    let mut allowed = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').collect();
        for name in names(cells[1]) {
            allowed.insert(name, names(cells[2]).into_iter().collect());
        }
    }
    allowed
}

#[test]
fn modules_use_what_the_table_allows() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in library() {
        let module = module(&path);
        if module == "lib" {
            continue;
        }
        let row = allowed.get(&module).unwrap_or_else(|| panic!("no row for `{module}` in ARCHITECTURE.md"));
        for other in uses(&text) {
            if other != module && !row.contains(&other) {
                wrong.push(format!("{}: `{module}` uses `{other}`", path.display()));
            }
            used.entry(module.clone()).or_default().insert(other);
        }
    }
    assert!(wrong.is_empty(), "change the code, or argue for it in ARCHITECTURE.md:\n{}", wrong.join("\n"));
    for (module, row) in &allowed {
        let idle: Vec<&String> =
            row.iter().filter(|other| !used.get(module).is_some_and(|used| used.contains(*other))).collect();
        assert!(
            idle.is_empty(),
            "the row of `{module}` in ARCHITECTURE.md allows what nobody uses: {idle:?}"
        );
    }
}

#[test]
fn what_is_absent_is_absent() {
    // The invariants that say what there is none of, and the places that are the exception.
    let rules: [(&str, &[&str], &[&str]); 4] = [
        ("prints nothing", &["println!", "eprintln!", "print!(", "stdout()", "stderr()"], &[]),
        (
            "reads no file",
            &["std::fs", "File::open", "read_to_string("],
            &["lexicon/read.rs", "gazetteer/image/mod.rs", "gazetteer/image/map.rs"],
        ),
        ("knows no environment and no clock", &["std::env", "env::var", "SystemTime", "Instant::now"], &[]),
        (
            "has no unsafe code",
            &["unsafe {", "unsafe fn"],
            &["gazetteer/image/map.rs", "tag/scan/classes.rs"],
        ),
    ];
    for (path, text) in library() {
        let name = path.to_string_lossy().replace('\\', "/");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for (rule, words, exceptions) in rules {
            if exceptions.contains(&name.as_str()) {
                continue;
            }
            for word in words {
                assert!(!code.contains(word), "the library {rule}, but {name} has `{word}`");
            }
        }
    }
}

#[test]
fn every_module_opens_with_what_it_is() {
    for (path, _) in library() {
        let text = fs::read_to_string(root().join("src").join(&path)).expect("sources are UTF-8");
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}
