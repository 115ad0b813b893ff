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
