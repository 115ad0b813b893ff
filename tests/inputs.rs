//! What the command reads: folders, packed files, records, and how it writes folders.

use std::fs;
use std::io::Write;

use assert_cmd::Command;
use tempfile::TempDir;

const LEXICON: &str = "format = 1\n[person.jane-roe]\nname = \"Jane Roe\"\naliases = [\"Jeanne Roe\"]\n";

/// A folder with a lexicon, and the command in it that uses no other.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in [("lexicon.toml", LEXICON.as_bytes())].iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn canonym(folder: &TempDir, verb: &str, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::cargo_bin("canonym").expect("it is built");
    command.current_dir(folder).env_remove("CANONYM_LEXICONS");
    command.args([verb, "--no-default-lexicons", "--lexicon", "lexicon.toml"]).args(arguments);
    command.output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn records(output: &std::process::Output) -> Vec<(String, usize)> {
    let row = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let mentions = record["mentions"].as_array().expect("a list").len();
        (record["id"].as_str().expect("an id").to_owned(), mentions)
    };
    text(&output.stdout).lines().map(row).collect()
}

fn packed(text: &str) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).expect("a vector takes all");
    gz.finish().expect("a vector takes all")
}

#[test]
fn folders_are_walked_in_order() {
    let zst =
        ruzstd::encoding::compress_to_vec(&b"Jane Roe."[..], ruzstd::encoding::CompressionLevel::Fastest);
    let files: [(&str, &[u8]); 6] = [
        ("texts/b.txt", b"Jane Roe."),
        ("texts/a/c.txt.gz", &packed("Jane Roe and Jane Roe.")),
        ("texts/a/d.txt.zst", &zst),
        ("texts/.hidden.txt", b"Jane Roe."),
        ("texts/picture.png", b"Jane Roe."),
        ("texts/e.jsonl", b"{\"id\": 1, \"text\": \"Jane Roe\"}\n\n{\"text\": \"nobody\"}"),
    ];
    let folder = folder(&files);
    let expected = [("c", 2), ("d", 1), ("b", 1), ("1", 1), ("e:3", 0)];
    for jobs in ["1", "3"] {
        let output = canonym(&folder, "tag", &["texts", "--jobs", jobs]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert_eq!(records(&output), expected.map(|(id, n)| (id.to_owned(), n)));
    }
}

/// A name may end in capitals, as those of old systems and cameras do.
#[test]
fn endings_count_in_any_case() {
    let zst =
        ruzstd::encoding::compress_to_vec(&b"Jane Roe."[..], ruzstd::encoding::CompressionLevel::Fastest);
    let files: [(&str, &[u8]); 4] = [
        ("texts/A.TXT.GZ", &packed("Jane Roe and Jane Roe.")),
        ("texts/B.Txt.Zst", &zst),
        ("texts/C.JSONL.gz", &packed("{\"text\": \"Jane Roe\"}")),
        ("texts/D.MD", b"Jane Roe"),
    ];
    let folder = folder(&files);
    let expected = [("A", 2), ("B", 1), ("C:1", 1), ("D", 1)].map(|(id, n)| (id.to_owned(), n));
    assert_eq!(records(&canonym(&folder, "tag", &["texts"])), expected);
    let output = canonym(&folder, "tag", &["texts/A.TXT.GZ"]);
    assert_eq!(records(&output), expected[..1], "{}", text(&output.stderr));
}

/// Links to files are files; what a link to a folder leads to is said, if it is not read anyway, and so is what is no file.
#[cfg(unix)]
#[test]
fn links_in_folders_lose_nothing_in_silence() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a.txt", b"Jane Roe"), ("more/b.txt", b"Jane Roe"), ("l/sub/c.txt", b"Jane Roe")]);
    let link = |to: &str, name: &str| symlink(to, folder.path().join(name)).expect("a link");
    link("../a.txt", "l/x.txt");
    link("../a.txt", "l/picture.png");
    link("sub", "l/inside");
    link("..", "l/sub/up");
    let ids = |output: &std::process::Output| -> Vec<String> {
        records(output).into_iter().map(|(id, _)| id).collect()
    };
    let output = canonym(&folder, "tag", &["l"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    assert_eq!(ids(&output), ["c", "x"]);
    // A link that was typed is followed wherever it leads.
    link("l", "typed");
    assert_eq!(ids(&canonym(&folder, "tag", &["typed"])), ["c", "x"]);
    let pipe = std::process::Command::new("mkfifo").arg(folder.path().join("l/q.txt")).status();
    assert!(pipe.expect("it is there").success());
    link("q.txt", "l/r.txt");
    link("/dev/null", "l/s.png");
    link("nowhere.txt", "l/y.txt");
    link("../more", "l/z");
    let output = canonym(&folder, "tag", &["l"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(ids(&output), ["c", "x"]);
    let no_file = std::io::Error::from_raw_os_error(2);
    assert_eq!(
        said,
        format!(
            "canonym: cannot read `l/q.txt`: it is a pipe or a device; name it itself to have it read\n\
             canonym: cannot read `l/r.txt`: it is a pipe or a device; name it itself to have it read\n\
             canonym: cannot read `l/y.txt`: {no_file}\n\
             canonym: cannot read `l/z`: it is a link to a folder elsewhere; name that folder, too\n"
        )
    );
}

/// Of a text of which every line changes, too, all that is shown is what changed.
#[test]
fn diffs_are_those_of_the_edits() {
    let shown = |input: &str| {
        let folder = folder(&[("x.txt", input.as_bytes())]);
        let output = canonym(&folder, "rewrite", &["x.txt", "--diff"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let head = "--- a/x.txt\n+++ b/x.txt\n";
    let stays = |n: std::ops::RangeInclusive<usize>| n.map(|n| format!(" line {n}\n")).collect::<String>();
    let lines = |n: std::ops::RangeInclusive<usize>| n.map(|n| format!("line {n}\n")).collect::<String>();
    for (input, expected) in [
        ("Jane Roe left.\n".to_owned(), String::new()),
        (
            "Jeanne Roe left.".to_owned(),
            "@@ -1 +1 @@\n-Jeanne Roe left.\n\\ No newline at end of file\n+Jane Roe left.\n\\ No newline at end of file\n".into(),
        ),
        (
            "Here Jeanne\nRoe left.\r\nThe end.\n".to_owned(),
            "@@ -1,3 +1,2 @@\n-Here Jeanne\n-Roe left.\r\n+Here Jane Roe left.\r\n The end.\n".into(),
        ),
        (
            // Six lines between are shown once, seven part in two.
            lines(1..=4) + "Jeanne Roe.\n" + &lines(6..=11) + "Jeanne Roe.\n" + &lines(13..=19) + "Jeanne Roe.\n",
            format!(
                "@@ -2,14 +2,14 @@\n{}-Jeanne Roe.\n+Jane Roe.\n{}-Jeanne Roe.\n+Jane Roe.\n{}@@ -17,4 +17,4 @@\n{}-Jeanne Roe.\n+Jane Roe.\n",
                stays(2..=4),
                stays(6..=11),
                stays(13..=15),
                stays(17..=19)
            ),
        ),
        (
            "Jeanne Roe left.\n".repeat(20_000),
            format!(
                "@@ -1,20000 +1,20000 @@\n{}{}",
                "-Jeanne Roe left.\n".repeat(20_000),
                "+Jane Roe left.\n".repeat(20_000)
            ),
        ),
    ] {
        let expected = if expected.is_empty() { expected } else { head.to_owned() + &expected };
        let shown = shown(&input);
        assert!(shown == expected, "{:.2000}\ninstead of\n{expected:.2000}", shown);
    }
}

/// What is cut, damaged or no packing at all is said, in our words; what stands before it is tagged.
#[test]
fn packed_files_lose_nothing_in_silence() {
    let record = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Jane Roe\"}}\n");
    let gz = |id: &str| packed(&record(id));
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    let zst = |id: &str| ruzstd::encoding::compress_to_vec(record(id).as_bytes(), level);
    let (a, b, za, zb) = (gz("a"), gz("b"), zst("a"), zst("b"));
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 9].to_vec();
    let skipped = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, b'h', b'i'];
    // Its window is 2 GiB, its only block says "1,000 times `a`".
    let wide = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x43, 0x1f, 0x00, b'a'];
    // Name, bytes, ids of what is tagged, what standard error says.
    let rows: [(&str, Vec<u8>, &[&str], &str); 20] = [
        ("x.jsonl.gz", [&a[..], &b].concat(), &["a", "b"], ""),
        ("x.jsonl.gz", [&a[..], &packed(""), &b].concat(), &["a", "b"], ""),
        ("x.jsonl.gz", [&a[..], &[0; 600]].concat(), &["a"], ""),
        (
            "x.jsonl.gz",
            [&a[..], b"\0\0garbage"].concat(),
            &["a"],
            "is no gzip data; what stands before was read",
        ),
        ("x.jsonl.gz", [&a[..], b"\x1f"].concat(), &["a"], "from byte "),
        (
            "x.jsonl.gz",
            [&a[..], &b[..14]].concat(),
            &["a"],
            "its gzip data end in the middle, so the file was cut short",
        ),
        ("x.jsonl.gz", cut(&a), &[], "cut short"),
        ("x.jsonl.gz", a[..1].to_vec(), &[], "holds no gzip data, though its name says so"),
        ("x.jsonl.gz", vec![], &[], "it is empty"),
        ("x.jsonl.gz", record("a").into_bytes(), &[], "holds no gzip data"),
        ("x.txt.gz", [packed("Jane Roe"), b"garbage".to_vec()].concat(), &["x"], "is no gzip data"),
        ("x.txt.gz", [&a[..a.len() - 8], &[0; 8]].concat(), &[], "its gzip data are damaged"),
        ("x.jsonl.zst", [&za[..], &zb].concat(), &["a", "b"], ""),
        ("x.jsonl.zst", [&skipped[..], &za, &skipped, &zb].concat(), &["a", "b"], ""),
        ("x.jsonl.zst", [&za[..], &skipped[..9]].concat(), &["a"], "cut short"),
        ("x.jsonl.zst", [&za[..], b"garbage"].concat(), &["a"], "is no Zstandard data"),
        ("x.jsonl.zst", cut(&za), &[], "its Zstandard data end in the middle, so the file was cut short"),
        ("x.jsonl.zst", a.clone(), &[], "holds no Zstandard data"),
        ("x.txt.zst", wide.to_vec(), &[], "takes more than 100 MiB of memory"),
        // A block of a kind that there is none of.
        ("x.txt.zst", vec![0x28, 0xb5, 0x2f, 0xfd, 0x20, 5, 7, 0, 0], &[], "its Zstandard data are damaged"),
    ];
    for (n, (name, bytes, ids, error)) in rows.into_iter().enumerate() {
        let folder = folder(&[(name, &bytes)]);
        let output = canonym(&folder, "tag", &[name]);
        let said = text(&output.stderr);
        let found: Vec<String> = records(&output).into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, ids, "row {n}: {said}");
        assert_eq!(output.status.code(), Some(if error.is_empty() { 0 } else { 2 }), "row {n}: {said}");
        assert!(said.contains(error) && said.is_empty() == error.is_empty(), "row {n}: {said}");
        assert!(error.is_empty() || said.contains(&format!("`{name}`")), "row {n}: {said}");
    }
}

#[test]
fn an_id_has_an_end() {
    let record = |n: usize| format!("{{\"id\": \"{}\", \"text\": \"Jane Roe\"}}\n", "i".repeat(n));
    let most = canonym::Limits::DEFAULT.id_bytes;
    let folder = folder(&[("x.jsonl", (record(most) + &record(most + 1) + &record(3)).as_bytes())]);
    let output = canonym(&folder, "tag", &["x.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(records(&output).iter().map(|(id, _)| id.len()).collect::<Vec<_>>(), [most, 3]);
    let said = text(&output.stderr);
    assert!(said.contains("line 2 of `x.jsonl`: its id has 4097 bytes; an id may have 4096"), "{said}");
}

#[test]
fn bad_records_cost_one_line() {
    let folder = folder(&[(
        "x.jsonl",
        b"{\"body\": \"Jane Roe\"}\n{\"body\": 7}\nnot json\n\xff\n{\"body\": \"\"}\n",
    )]);
    let output = canonym(&folder, "tag", &["x.jsonl", "--text-field", "body"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(records(&output), [("x:1".to_owned(), 1), ("x:5".to_owned(), 0)]);
    let messages = text(&output.stderr);
    for line in ["line 2 of `x.jsonl`", "line 3 of `x.jsonl`", "line 4 of `x.jsonl`"] {
        assert!(messages.contains(line), "{messages}");
    }
}

/// Of the many bad records of a file the first are named, and the last, which says what became of the file.
#[test]
fn many_bad_records_of_a_file_are_counted() {
    let bad = |n: usize| "7\n".repeat(n);
    let good = "{\"text\": \"Jane Roe\"}\n";
    let cut = packed(&(bad(150) + good));
    let folder = folder(&[
        ("a.jsonl", (bad(250) + good).as_bytes()),
        ("b.jsonl", bad(100).as_bytes()),
        ("c.jsonl", bad(101).as_bytes()),
        ("d.jsonl.gz", &[&cut[..], &cut[..14]].concat()),
    ]);
    // Files, messages, and how the last begins.
    for (names, n, last) in [
        (&["a.jsonl"][..], 101, "and 150 more of `a.jsonl`; the last: cannot use line 250 of `a.jsonl`: "),
        (&["b.jsonl"], 100, "cannot use line 100 of `b.jsonl`: "),
        (&["a.jsonl", "b.jsonl"], 201, "cannot use line 100 of `b.jsonl`: "),
        (&["b.jsonl", "c.jsonl"], 201, "and 1 more of `c.jsonl`; the last: cannot use line 101 "),
        (
            &["d.jsonl.gz"],
            101,
            "and 51 more of `d.jsonl.gz`; the last: cannot read `d.jsonl.gz` beyond line ",
        ),
    ] {
        for jobs in ["1", "3"] {
            let output = canonym(&folder, "tag", &[names, &["--jobs", jobs]].concat());
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{names:?}");
            assert_eq!(said.lines().count(), n, "{names:?}: {said}");
            let begins =
                said.lines().last().is_some_and(|line| line.starts_with(&format!("canonym: {last}")));
            assert!(begins, "{names:?}: {said}");
        }
    }
}

#[test]
fn a_file_a_document() {
    let folder = folder(&[("a/x.txt", "Jane Roe 😀\r\n".as_bytes()), ("b/X.txt", b"Jeanne Roe")]);
    let several = canonym(&folder, "tag", &["a", "b", "--format", "brat"]);
    assert_eq!(several.status.code(), Some(2));
    assert!(text(&several.stderr).contains("--output-dir"));
    let output = canonym(&folder, "tag", &["a", "b", "--format", "brat", "--output-dir", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["X~2.ann", "X~2.txt", "annotation.conf", "visual.conf", "x.ann", "x.txt"]);
    assert_eq!(fs::read(folder.path().join("out/x.txt")).expect("a file"), "Jane Roe 😀\r\n".as_bytes());
}

/// A file system takes 255 bytes of a name, whatever characters they are.
#[test]
fn long_ids_give_short_names() {
    let (long, longest) = ("字".repeat(100), "e\u{301}".repeat(1000));
    let ids = [long.clone(), format!("{long}~"), longest, "z".into()];
    let records: String =
        ids.iter().map(|id| format!("{{\"id\": \"{id}\", \"text\": \"Jane Roe\"}}\n")).collect();
    let folder = folder(&[("x.jsonl", records.as_bytes())]);
    let output = canonym(&folder, "tag", &["x.jsonl", "--output-dir", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let names = fs::read_dir(folder.path().join("out")).expect("a folder");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    assert_eq!(names.len(), 4, "{names:?}");
    assert_eq!(names[1], "z.jsonl");
    assert!(names[2].starts_with("字") && names[3].ends_with("字~2.jsonl"), "{names:?}");
}

#[test]
fn rewritten_records_stay_records() {
    let folder = folder(&[("x.jsonl", b"{\"n\": 1.50, \"text\": \"Jeanne Roe <b>\", \"id\": \"q\"}\n")]);
    let output = canonym(&folder, "rewrite", &["x.jsonl"]);
    assert_eq!(text(&output.stdout), "{\"id\": \"q\", \"n\": 1.50, \"text\": \"Jane Roe \\u003cb>\"}\n");
    let output = canonym(&folder, "rewrite", &["x.jsonl", "--edits"]);
    let edit: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one edit");
    assert_eq!((&edit["text"], &edit["replacement"]), (&"Jeanne Roe".into(), &"Jane Roe".into()));
    let output = canonym(&folder, "rewrite", &["x.jsonl", "--diff"]);
    assert!(text(&output.stdout).contains("-Jeanne Roe <b>\n"), "{}", text(&output.stdout));
}

#[test]
fn output_files_appear_whole_and_name_their_format() {
    let folder = folder(&[
        ("x.txt", b"Jeanne Roe."),
        ("y.txt", b"Jane Roe."),
        ("r.jsonl", b"{\"text\": \"Jeanne Roe\"}"),
    ]);
    let run = |verb: &str, arguments: &[&str]| canonym(&folder, verb, arguments).status.code();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).ok();
    assert_eq!(run("tag", &["x.txt", "-o", "m.tsv"]), Some(0));
    assert!(read("m.tsv").expect("it is there").starts_with("document\tstart\tend\t"));
    assert_eq!(run("tag", &["x.txt", "-o", "m.out", "--entities", "e.jsonl"]), Some(0));
    assert!(read("m.out").expect("it is there").starts_with("{\"id\": \"x\""));
    assert!(read("e.jsonl").expect("it is there").starts_with("{\"entity\""));
    assert_eq!(run("rewrite", &["x.txt", "-o", "x.new"]), Some(0));
    assert_eq!(read("x.new").as_deref(), Some("Jane Roe."));
    // Not the file that is read.
    for verb in ["tag", "rewrite"] {
        assert_eq!(run(verb, &["x.txt", "-o", "./x.txt"]), Some(2));
    }
    assert_eq!(read("x.txt").as_deref(), Some("Jeanne Roe."));
    // What fails on the way leaves the older file, and nothing beside it.
    fs::write(folder.path().join("m.ann"), "older").expect("a file");
    assert_eq!(run("tag", &["x.txt", "y.txt", "-o", "m.ann"]), Some(2));
    assert_eq!(read("m.ann").as_deref(), Some("older"));
    assert_eq!(run("tag", &["x.txt", "-o", "none/m.tsv"]), Some(2));
    let left =
        fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".tmp")));
    // A name as long as a file system takes, though another is made of it on the way.
    let long = "n".repeat(250);
    assert_eq!(run("rewrite", &["x.txt", "-o", &long]), Some(0));
    assert_eq!(read(&long).as_deref(), Some("Jane Roe."));
    assert_eq!(run("rewrite", &["x.txt", "r.jsonl", "--output-dir", "out"]), Some(0));
    assert_eq!(read("out/x.txt").as_deref(), Some("Jane Roe."));
    assert_eq!(read("out/r_1.jsonl").as_deref(), Some("{\"text\": \"Jane Roe\"}\n"));
}

/// What a file is besides what it holds: who may read it, and what leads to it.
#[cfg(unix)]
#[test]
fn outputs_keep_modes_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("x.txt", b"Jeanne Roe."), ("out", b"older"), ("kept/older", b"older")]);
    let path = |name: &str| folder.path().join(name);
    let run = |output: &str| canonym(&folder, "rewrite", &["x.txt", "-o", output]).status.code();
    for mode in [0o600, 0o640, 0o666, 0o755] {
        fs::set_permissions(path("out"), fs::Permissions::from_mode(mode)).expect("it is ours");
        assert_eq!(run("out"), Some(0));
        let now = fs::metadata(path("out")).expect("it is there").permissions().mode();
        assert_eq!(now & 0o7777, mode, "{now:o}");
    }
    symlink("kept/older", path("to-older")).expect("a link");
    symlink("further", path("to-new")).expect("a link");
    symlink("kept/new", path("further")).expect("a link");
    for (link, file) in [("to-older", "kept/older"), ("to-new", "kept/new")] {
        assert_eq!(run(link), Some(0));
        assert!(path(link).is_symlink() && path("further").is_symlink(), "{link}");
        assert_eq!(fs::read_to_string(path(file)).expect("it is there"), "Jane Roe.");
        assert!(!path(file).is_symlink());
    }
}

#[cfg(feature = "html")]
fn page(tail: &str) -> String {
    let sentence =
        "Jane Roe told reporters on Monday that the river would rise again, and that boats were ready. ";
    let paragraph = sentence.repeat(3);
    format!(
        "<html><head><title>A river rises</title><script>\"{paragraph}\"</script></head><body><nav>Jane Roe</nav><article>\
         <h1>A river rises</h1><p>{paragraph}</p><p>Fish &amp; <b>Jane&nbsp;Roe</b> said {paragraph}</p><p>{paragraph}{tail}</p></article></body></html>"
    )
}

#[cfg(feature = "html")]
#[test]
fn mentions_on_pages_have_their_place_in_the_source() {
    let html = page(
        "😀 caf&eacute; é AT&T &notin; &copy2024 &#x4a;ane&#32;R&#111;e, &bogus; <noscript><img src=x></noscript>\
         <select><option>Jane</select> <textarea>Roe</textarea>Jane\r\nRoe.",
    );
    // A mark counts as it does in a text.
    let marked = format!("\u{feff}{html}");
    let folder = folder(&[("u.html", html.as_bytes()), ("m.html", marked.as_bytes())]);
    let units = ["bytes", "code-points", "utf16"];
    for (name, html, unit) in
        units.iter().flat_map(|&unit| [("u.html", &html, unit), ("m.html", &marked, unit)])
    {
        let output = canonym(&folder, "tag", &[name, "--offsets", unit]);
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mentions = record["mentions"].as_array().expect("a list");
        assert_eq!(
            mentions.iter().filter(|mention| mention["source_start"].is_u64()).count(),
            12,
            "{record}"
        );
        for mention in mentions {
            let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
            let (start, end) = (at("source_start"), at("source_end"));
            let there = match unit {
                "bytes" => html[start..end].to_owned(),
                "code-points" => html.chars().skip(start).take(end - start).collect(),
                _ => {
                    let units: Vec<u16> = html.encode_utf16().skip(start).take(end - start).collect();
                    String::from_utf16(&units).expect("no half pair")
                }
            };
            assert!(
                ["Jane Roe", "Jane&nbsp;Roe", "&#x4a;ane&#32;R&#111;e", "Jane\r\nRoe"]
                    .contains(&there.as_str()),
                "{unit}: {there}"
            );
            // Neither the menu nor the script.
            let article = html.find("<h1>").expect("it is there");
            assert!(unit != "bytes" || start > article, "{start}");
        }
    }
}

#[cfg(feature = "warc")]
fn response(n: usize, status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let http = format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n");
    let block = [http.as_bytes(), body].concat();
    let warc = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n\
         WARC-Target-URI: https://example.org/{n}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [warc.as_bytes(), &block, b"\r\n\r\n"].concat()
}

/// A bad page costs that page, and what is missing is missed.
#[cfg(feature = "warc")]
#[test]
fn web_archives_lose_nothing_in_silence() {
    let answer = |n: usize, headers: &str, body: &[u8]| {
        response(n, "200 OK", &format!("Content-Type: text/plain\r\n{headers}"), body)
    };
    let plain = |n: usize| response(n, "200 OK", "Content-Type: text/plain", b"Jane Roe");
    let chunked = |body: &[u8]| answer(2, "Transfer-Encoding: chunked", body);
    let lying = |length: &str| {
        let whole = String::from_utf8(plain(2)).expect("ASCII");
        let at = whole.find("Content-Length: ").expect("it is there") + 16;
        let end = at + whole[at..].find('\r').expect("a line ends");
        format!("{}{length}{}", &whole[..at], &whole[end..]).into_bytes()
    };
    let cut = |bytes: Vec<u8>, n: usize| bytes[..bytes.len() - n].to_vec();
    let zip = |bytes: &[u8]| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(bytes).expect("a vector takes all");
        gz.finish().expect("a vector takes all")
    };
    let bomb = zip(&vec![b'a'; (64 << 20) + 1]);
    // Page 2, with something else in its place.
    let with = |from: &str, to: &str| {
        let whole = String::from_utf8(plain(2)).expect("ASCII");
        assert!(whole.contains(from), "{from}");
        // Its length is that of the rest.
        let shorter = |whole: String| {
            let body = whole.split_once("\r\n\r\n").map_or(0, |(_, body)| body.len() - 4);
            let (head, tail) = whole.split_once("Content-Length: ").expect("it is there");
            let tail = tail.split_once('\r').map_or(tail, |(_, tail)| tail);
            format!("{head}Content-Length: {body}\r{tail}").into_bytes()
        };
        shorter(whole.replace(from, to))
    };
    let kind = "Content-Type: application/http; msgtype=response";
    let answered = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
    let long = format!("X: {}", "x".repeat(40_000));
    // What stands behind page 1, the numbers of the other pages that are tagged, what standard error says.
    let rows: Vec<(Vec<u8>, &[usize], &str)> = vec![
        (plain(2), &[2], ""),
        (b"\r\n\r\n\n".to_vec(), &[], ""),
        (cut(plain(2), 9), &[], "it ends in the middle of the record of `https://example.org/2`"),
        (
            cut(response(2, "404 Not Found", "Content-Type: text/plain", b"Jane Roe"), 9),
            &[],
            "it ends in the middle",
        ),
        ([lying("999999"), plain(3)].concat(), &[], "in the middle"),
        ([lying("18446744073709551615"), plain(3)].concat(), &[], "in the middle"),
        ([lying("18446744073709551616"), plain(3)].concat(), &[3], "belong to no record"),
        ([lying("-1"), plain(3)].concat(), &[3], "belong to no record"),
        (
            [b"this is no record of a web archive\r\n".to_vec(), plain(3)].concat(),
            &[3],
            "belong to no record",
        ),
        (cut(plain(2), 90), &[], "the headers of a record"),
        (b"this is no record of a web archive".to_vec(), &[], "belong to no record"),
        ([chunked(b"8\r\nJane Roe\r\n0\r\n\r\n"), plain(3)].concat(), &[2, 3], ""),
        (
            [chunked(b"-5\r\nJane Roe"), plain(3)].concat(),
            &[3],
            "`https://example.org/2` is not packed as its headers say",
        ),
        ([chunked(b"fffffffffffffffff\r\nJane"), plain(3)].concat(), &[3], "not packed"),
        ([answer(2, "Content-Encoding: gzip", b"Jane Roe"), plain(3)].concat(), &[3], "not packed"),
        ([answer(2, "Content-Encoding: br", b"Jane Roe"), plain(3)].concat(), &[3], "not packed"),
        ([answer(2, "Content-Encoding: zstd", b"Jane Roe"), plain(3)].concat(), &[3], "not packed"),
        ([answer(2, "Content-Encoding: rot13", b"Jane Roe"), plain(3)].concat(), &[3], "rot13"),
        ([answer(2, "Content-Encoding: gzip", &bomb), plain(3)].concat(), &[3], "longer than 64 MiB"),
        (
            [answer(2, &long, b"Jane Roe"), plain(3)].concat(),
            &[3],
            "the headers of `https://example.org/2` have more than 32768 bytes",
        ),
        // Half a page is none.
        ([chunked(b"8\r\nJane Roe\r\n"), plain(3)].concat(), &[3], "(it ends in the middle)"),
        ([chunked(b"8;a=b\r\nJane Roe\r\n0\r\n\r\n"), plain(3)].concat(), &[2, 3], ""),
        (
            [answer(2, "Content-Encoding: gzip", &cut(zip(b"Jane Roe"), 9)), plain(3)].concat(),
            &[3],
            "(it ends in the middle)",
        ),
        ([answer(2, "Content-Encoding: x-gzip", &zip(b"Jane Roe")), plain(3)].concat(), &[2, 3], ""),
        // What an answer is called, and what one looks like.
        ([with(kind, "Content-Type: Application/HTTP ; msgtype=response"), plain(3)].concat(), &[2, 3], ""),
        ([with(&format!("{kind}\r\n"), ""), plain(3)].concat(), &[2, 3], ""),
        ([with(kind, "Content-Type: text/html"), plain(3)].concat(), &[2, 3], ""),
        ([with(kind, "Content-Type: text/plain").to_vec(), plain(3)].concat(), &[2, 3], ""),
        ([with(answered, ""), plain(3)].concat(), &[3], "are none (they begin with no status)"),
        ([with("HTTP/1.1 200", "ICY 200"), plain(3)].concat(), &[3], "are none (they begin with no status)"),
        ([with("WARC-Type: response\r\n", ""), plain(3)].concat(), &[3], "do not say what it is"),
        (
            [with("WARC-Date", &format!("{long}\r\nWARC-Date")), plain(3)].concat(),
            &[],
            "the headers of record 2 have more than 32768 bytes",
        ),
    ];
    let check = |name: &str, bytes: &[u8], pages: &[usize], error: &str, row: usize| {
        let folder = folder(&[(name, bytes)]);
        let output = canonym(&folder, "tag", &[name]);
        let said = text(&output.stderr);
        let found: Vec<String> = records(&output).into_iter().map(|(id, _)| id).collect();
        let expected: Vec<String> = pages.iter().map(|n| format!("https://example.org/{n}")).collect();
        assert_eq!(found, expected, "{name}, row {row}: {said}");
        assert_eq!(
            output.status.code(),
            Some(if error.is_empty() { 0 } else { 2 }),
            "{name}, row {row}: {said}"
        );
        assert!(said.contains(error) && said.is_empty() == error.is_empty(), "{name}, row {row}: {said}");
    };
    for (row, (bytes, pages, error)) in rows.iter().enumerate() {
        let pages = [&[1], *pages].concat();
        let whole = [&plain(1)[..], bytes].concat();
        check("a.warc", &whole, &pages, error, row);
        check("a.warc.gz", &zip(&whole), &pages, error, row);
        check(
            "a.warc.zst",
            &ruzstd::encoding::compress_to_vec(&whole[..], ruzstd::encoding::CompressionLevel::Fastest),
            &pages,
            error,
            row,
        );
    }
    let (one, two) = (zip(&plain(1)), zip(&plain(2)));
    // Unpacked in pieces, of which the first are read before there are too many.
    let pieces: Vec<u8> = answer(2, &long, b"Jane Roe").chunks(1_000).flat_map(zip).collect();
    check(
        "b.warc.gz",
        &[&one[..], &pieces, &zip(&plain(3))].concat(),
        &[1, 3],
        "`https://example.org/2` have more than 32768 bytes",
        4,
    );
    check("b.warc.gz", &[&one[..], &zip(b""), &two].concat(), &[1, 2], "", 0);
    check(
        "b.warc.gz",
        &[&one[..], &two[..two.len() / 2]].concat(),
        &[1],
        "its gzip data end in the middle",
        1,
    );
    check("b.warc.gz", &[&one[..], b"garbage"].concat(), &[1], "is no gzip data", 2);
    check("b.warc.gz", &one[..one.len() / 2], &[], "cut short", 3);
    for bytes in [&b""[..], b"Jane Roe", &[0; 5_000], b"\x04\x22\x4d\x18\xff"] {
        check("c.warc", bytes, &[], "c.warc", bytes.len());
    }
}

#[cfg(feature = "warc")]
#[test]
fn articles_are_taken_from_web_archives() {
    let html = page("It ends.");
    let chunked = format!("{:x}\r\n{html}\r\n0\r\n\r\n", html.len());
    let zipped = packed(&html);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode("Jane Roe ate p\u{e2}t\u{e9}.");
    let records = [
        response(1, "200 OK", "Content-Type: text/html", html.as_bytes()),
        response(2, "404 Not Found", "Content-Type: text/html", html.as_bytes()),
        response(3, "200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked", chunked.as_bytes()),
        response(4, "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip", &zipped),
        response(5, "200 OK", "Content-Type: image/png", b"Jane Roe"),
        response(6, "200 OK", "Content-Type: text/plain; charset=utf-8", "Jane Roe 😀".as_bytes()),
        response(7, "200 OK", "Content-Type: text/html; charset=windows-1252", &latin),
    ];
    let plain = records.concat();
    let members: Vec<u8> = records
        .iter()
        .flat_map(|record| {
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gz.write_all(record).expect("a vector takes all");
            gz.finish().expect("a vector takes all")
        })
        .collect();
    let folder = folder(&[("crawl/a.warc", &plain), ("crawl/b.warc.gz", &members)]);
    for name in ["crawl/a.warc", "crawl/b.warc.gz"] {
        let output = canonym(&folder, "tag", &[name]);
        let ids: Vec<String> = records_of(&output);
        let expected = ["1", "3", "4", "6"].map(|n| format!("https://example.org/{n}"));
        assert_eq!(ids[..4], expected, "{}", text(&output.stderr));
    }
}

/// A text that a server gave is in the encoding that it named, and offsets count in the text of the record.
#[cfg(feature = "warc")]
#[test]
fn texts_in_archives_are_in_the_encoding_that_is_named() {
    let text = "Jane Roe ate p\u{e2}t\u{e9} with Jane Roe.";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xff\xfe"[..], &wide].concat();
    let archive = [
        response(1, "200 OK", "Content-Type: text/plain; Charset = \"Windows-1252\"; x=y", &latin),
        response(2, "200 OK", "Content-Type: text/plain;charset=utf-16", &wide),
        response(3, "200 OK", "Content-Type: text/plain;charset=utf-8", &marked),
        response(4, "200 OK", "Content-Type: text/plain;charset=nothing", text.as_bytes()),
        response(5, "200 OK", "Content-Type: text/plain;charset=hz-gb-2312", b"Jane Roe"),
    ];
    let folder = folder(&[("a.warc", &archive.concat())]);
    let output = canonym(&folder, "tag", &["a.warc", "--offsets", "bytes"]);
    let said = self::text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot read the text `https://example.org/5`: its encoding"), "{said}");
    let lines = self::text(&output.stdout);
    assert_eq!(lines.lines().count(), 4, "{lines}");
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let found = record["text"].as_str().expect("a text");
        assert_eq!(
            (found.trim_start_matches('\u{feff}'), &record["lossy"]),
            (text, &serde_json::Value::Null)
        );
        let mentions = record["mentions"].as_array().expect("a list");
        assert_eq!(mentions.len(), 2, "{line}");
        for mention in mentions {
            let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
            assert_eq!(&found[at("start")..at("end")], "Jane Roe", "{line}");
        }
    }
}

#[cfg(feature = "warc")]
fn records_of(output: &std::process::Output) -> Vec<String> {
    records(output)
        .into_iter()
        .map(|(id, mentions)| {
            assert!(mentions > 0, "{id}");
            id
        })
        .collect()
}

/// Bytes that are no text, bytes that only switch to other characters, a mark: what stands behind them is where it is.
#[cfg(feature = "html")]
#[test]
fn places_on_pages_are_exact_in_any_encoding() {
    use encoding_rs::Encoding;
    for (label, mark, broken) in [
        ("utf-8", &b""[..], &b"\xff"[..]),
        ("utf-8", b"\xef\xbb\xbf", b"\xe2\x82"),
        ("windows-1252", b"", b"\x81"),
        ("windows-874", b"", b"\xfc"),
        ("shift_jis", b"", b"\xfd"),
        ("euc-jp", b"", b"\xff"),
        ("iso-2022-jp", b"", b""),
        ("gbk", b"", b"\xff"),
        ("gb18030", b"", b"\x81\x30"),
        ("big5", b"", b"\xff"),
        ("euc-kr", b"", b"\xff"),
    ] {
        let html = page("\u{1f} é イラン \u{1f}日本, Jane Roe. イラン \u{1f} Jane Roe.")
            .replace("Jane Roe told", "日本 \u{1f} \u{1f}イラン Jane Roe told");
        let (encoded, ..) = Encoding::for_label(label.as_bytes()).expect("an encoding").encode(&html);
        let mut bytes = [mark, format!("<meta charset={label}>").as_bytes()].concat();
        for byte in &*encoded {
            bytes.extend(if *byte == 0x1f { broken } else { std::slice::from_ref(byte) });
        }
        let folder = folder(&[("u.html", &bytes)]);
        let output = canonym(&folder, "tag", &["u.html", "--offsets", "bytes"]);
        assert!(output.status.success(), "{label}: {}", text(&output.stderr));
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mentions = record["mentions"].as_array().expect("a list");
        assert_eq!(mentions.len(), 12, "{label}: {record}");
        for mention in mentions {
            let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
            let there = text(&bytes[at("source_start")..at("source_end")]);
            assert!(["Jane Roe", "Jane&nbsp;Roe"].contains(&there.as_str()), "{label}: {there}");
        }
    }
}

/// What browsers do not read either is no page without an article.
#[cfg(feature = "html")]
#[test]
fn encodings_that_are_not_read_are_named() {
    for label in ["hz-gb-2312", "iso-2022-kr", "iso-2022-cn"] {
        let html = format!("<meta charset=\"{label}\">{}", page("It ends."));
        let folder = folder(&[("u.html", html.as_bytes()), ("x.txt", b"Jane Roe")]);
        let output = canonym(&folder, "tag", &["u.html", "x.txt"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{label}: {said}");
        assert!(said.contains("cannot read the page `u.html`: its encoding"), "{label}: {said}");
        assert_eq!(records(&output).len(), 1, "{label}");
    }
}

/// Each paragraph of a long page is found, and quickly.
#[cfg(feature = "html")]
#[test]
fn long_pages_keep_their_places() {
    let paragraph = |n: usize| {
        format!("<p>No. {n}: é 😀 Jane Roe told us on Monday that the river would rise again.</p>")
    };
    let n = 2_000;
    let html = format!("<article>{}</article>", (0..n).map(paragraph).collect::<String>());
    let folder = folder(&[("u.html", html.as_bytes())]);
    let output = canonym(&folder, "tag", &["u.html", "--offsets", "utf16"]);
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let units: Vec<u16> = html.encode_utf16().collect();
    let mentions = record["mentions"].as_array().expect("a list");
    assert_eq!(mentions.len(), n);
    let mut behind = 0;
    for mention in mentions {
        let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
        let there = String::from_utf16(&units[at("source_start")..at("source_end")]).expect("no half pair");
        assert_eq!(there, "Jane Roe");
        assert!(at("source_start") >= behind);
        behind = at("source_end");
    }
}

/// Elements without end are a sentence, and no end of the stack, the memory or the time; what only looks so is read.
#[cfg(feature = "html")]
#[test]
fn pages_end_somewhere() {
    let article = page("It ends.");
    let n = 20_000;
    let numbered = |n: usize, piece: fn(usize) -> String| (0..n).map(piece).collect::<String>();
    let attributes = |n: usize| numbered(n, |n| format!(" a{n}"));
    let (deep, many, attributed) = (
        Some("more than 512 of its elements stand in each other"),
        Some("it makes more than 1000000 elements and attributes"),
        Some("an element has more than 4096 attributes"),
    );
    // What stands in front of the article, and what is too much of it.
    for (opening, refused) in [
        ("<div>".repeat(n), deep),
        ("<b>".repeat(n), deep),
        ("<div></x>".repeat(n), deep),
        ("<div><table><tr><td></div>".repeat(n), deep),
        ("<div><math><mi></div>".repeat(n), deep),
        ("<span><div></span>".repeat(n), deep),
        ("<b><div></b>".repeat(n), deep),
        ("<div><svg><desc></div>".repeat(n), deep),
        ("<rt>".repeat(n), deep),
        ("<rp>".repeat(n), deep),
        ("<optgroup>".repeat(n), deep),
        ("<template>".repeat(n), deep),
        (format!("<svg>{}", "<div/>".repeat(n)), deep),
        (format!("<svg>{}", "<g>".repeat(n)), deep),
        (format!("<svg><foreignObject>{}", "<div/>".repeat(n)), deep),
        (format!("<math><mtext>{}", "<div/>".repeat(n)), deep),
        ("<p>".repeat(2_000), None),
        ("<div>x</div><br>".repeat(2_000), None),
        ("<ul><li>x<li>y</ul>".repeat(2_000), None),
        (format!("<!--{}-->", "<div>".repeat(n)), None),
        (format!("<script>t = '{}'</script>", "<div>".repeat(n)), None),
        ("<div>".repeat(400), None),
        // Made again in each paragraph.
        (format!("<p>{}</p>{}", numbered(480, |n| format!("<font a{n}>")), "<p>x".repeat(n)), many),
        (format!("<p>{}{}", numbered(400, |n| format!("<i a{n} b c d>")), "<i></i>".repeat(n)), many),
        (format!("<p{}>", attributes(n)), attributed),
        (format!("&amp<svg><style><p{}>", attributes(n)), attributed),
        (numbered(n, |n| format!("<body a{n}>")), attributed),
        (format!("<p{}>", attributes(4_000)), None),
        (format!("<p data='{}'>", attributes(n)), None),
        (format!("<!-- <p{} -->", attributes(n)), None),
        (format!("<script>if (a<b{})</script>", attributes(n)), None),
        (format!("<p>{}<p title='{}'>", "& ".repeat(n), "& ".repeat(n)), None),
    ] {
        let start = &opening[..opening.len().min(30)];
        let folder = folder(&[("u.html", (opening.clone() + &article).as_bytes()), ("x.txt", b"Jane Roe")]);
        let output = canonym(&folder, "tag", &["u.html", "x.txt"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(if refused.is_some() { 2 } else { 0 }), "{start}: {said}");
        let expected = refused.map_or(String::new(), |why| format!("cannot read the page `u.html`: {why}"));
        assert!(said.contains(&expected), "{start}: {said}");
        assert_eq!(records(&output).len(), if refused.is_some() { 1 } else { 2 }, "{start}");
    }
}

#[cfg(feature = "html")]
#[test]
fn articles_are_taken_from_pages() {
    let sentence =
        "Jane Roe told reporters on Monday that the river would rise again, and that boats were ready. ";
    let page = format!(
        "<html><head><meta charset=\"windows-1252\"><title>A river \u{201c}rises</title></head><body><nav>Menu</nav><article><h1>A river rises</h1>\
         <p>{0}{0}</p><p>{0}{0}</p><p>{0}caf\u{e9}.</p></article><footer>Imprint</footer></body></html>",
        sentence.repeat(3)
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
    let folder = folder(&[("p.html", &bytes)]);
    let output = canonym(&folder, "tag", &["p.html"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let article: Vec<char> = record["text"].as_str().expect("the text is in the record").chars().collect();
    assert!(record["mentions"].as_array().expect("a list").len() >= 12);
    for mention in record["mentions"].as_array().expect("a list") {
        let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
        assert_eq!(article[at("start")..at("end")].iter().collect::<String>(), "Jane Roe");
    }
    let article: String = article.iter().collect();
    assert!(article.contains("café") && !article.contains("Imprint"), "{article}");
}
