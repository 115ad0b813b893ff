//! What the command does with input that means harm, or was damaged on its way: a result or a sentence, and an exit status that says which.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

const LEXICON: &str = "format = 1\n[person.jane-roe]\nname = \"Jane Roe\"\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("lexicon.toml"), LEXICON).expect("a file");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

/// Runs a line of a shell in `folder`, with the command as `$canonym`. Nothing here takes a tenth of the time it is given.
fn sh(folder: &TempDir, line: &str) -> Output {
    let program = assert_cmd::cargo::cargo_bin("canonym");
    let mut command = assert_cmd::Command::new("sh");
    command.current_dir(folder).env_remove("CANONYM_LEXICONS").env("CANONYM_BIN", program);
    let tag =
        "tag=\"$CANONYM_BIN tag --no-cache --no-default-lexicons --lexicon\"; own=\"$tag lexicon.toml\"; ";
    command.args(["-c", &format!("{tag}{line}")]).timeout(Duration::from_secs(120));
    command.output().expect("a shell")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// Runs a line of a shell, which ends with `status`, says `error` on standard error, or nothing at all, and prints `out` somewhere.
fn expect(folder: &TempDir, line: &str, status: i32, error: &str, out: &str) -> Output {
    let output = sh(folder, line);
    let (said, stdout) = (said(&output), lossy(&output.stdout));
    assert_eq!(output.status.code(), Some(status), "{line}: {said}");
    assert!(said.contains(error) && said.is_empty() == error.is_empty(), "{line}: {said}");
    assert!(stdout.contains(out), "{line}: {stdout}");
    assert!(!said.contains("panicked"), "{line}: {said}");
    let obeyed = |c: &char| canonym::render::is_obeyed(*c) && *c != '\n';
    assert_eq!(said.chars().find(obeyed), None, "{line}: {said:?}");
    output
}

/// Start, end and surface of each mention of the only record.
fn mentions(output: &Output) -> Vec<(u64, u64, String)> {
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one record");
    let row = |mention: &serde_json::Value| {
        let at = |key: &str| mention[key].as_u64().expect("a number");
        (at("start"), at("end"), mention["surface"].as_str().expect("a text").to_owned())
    };
    record["mentions"].as_array().expect("a list").iter().map(row).collect()
}

#[test]
fn broken_lexicons_are_explained_whatever_is_in_them() {
    let n = 50_000;
    let entry = "[person.jane-roe]\nname = \"Jane Roe\"\n";
    let places = |n: usize| {
        let place = |n| format!("[place.p{n}]\nname = \"P{n}x\"\nclass = \"country\"\n");
        (0..n).map(place).collect::<String>()
    };
    let template = |n: usize, name: &str| {
        format!(
            "[template.t{n}]\nkind = \"organization\"\nfor = \"country\"\nid = \"b{n}-{{id}}\"\nname = \"{name}\"\n"
        )
    };
    let rows: Vec<(&str, String, &str)> = vec![
        ("equals", "=".repeat(n), "[syntax]"),
        ("signs", format!("x = {}", "+-".repeat(n)), "[syntax]"),
        ("quotes", format!("x = {}", "\"".repeat(n + 1)), "[syntax]"),
        ("brackets", "[".repeat(n), "[syntax]"),
        ("lists", format!("x = {}", "[".repeat(n)), "[syntax]"),
        ("closed lists", format!("x = {}{}", "[".repeat(n), "]".repeat(n)), "[syntax]"),
        ("tables", format!("x = {}", "{a=".repeat(n)), "[syntax]"),
        ("closed tables", format!("x = {}1{}", "{a=".repeat(n), "}".repeat(n)), "[syntax]"),
        ("dotted key", format!("{}x = 1", "a.".repeat(n)), "[syntax]"),
        ("header", format!("[{}x]", "a.".repeat(n)), "[syntax]"),
        ("list of tables", format!("[[{}x]]", "a.".repeat(n)), "[syntax]"),
        ("many errors", "= 1\n".repeat(n), "syntax errors more"),
        (
            "unknown keys",
            entry.to_owned() + &(0..3000).map(|n| format!("k{n} = 1\n")).collect::<String>(),
            "more;",
        ),
        (
            "one long line",
            format!("{entry}aliases = [{}, 7]", "\"Jane Roe x\", ".repeat(9_000)),
            "bad.toml:4:",
        ),
        (
            "long name",
            format!("[person.x]\nname = \"{}\"", "Jane ".repeat(n)),
            "250,000 characters; a name may have 1,024",
        ),
        (
            "many names",
            format!(
                "{entry}aliases = [{}]",
                (0..10_000).map(|n| format!("\"Jane {n}\", ")).collect::<String>()
            ),
            "10,001 names; an entry may have 10,000",
        ),
        ("long key", format!("{entry}{} = 1", "k".repeat(1 << 20)), "kkk…"),
        (
            "templates",
            places(1_000)
                + &(0..501).map(|n| template(n, &format!("Body {n} of {{name}}"))).collect::<String>(),
            "makes 1,000 names, besides 500,000 of other templates; all together may make 500,000",
        ),
        (
            "a long template",
            places(10) + &template(0, &"{name} ".repeat(400)),
            "makes a name of up to 1,600 characters; a name may have 1,024",
        ),
        (
            "long templates",
            places(1_000) + &(0..60).map(|n| template(n, &"Body of {name} ".repeat(60))).collect::<String>(),
            "characters of names, besides",
        ),
        ("no name", "[person.x]\nname = \"X Y\"\naliases = [\"Z\", \"!?\"]".into(), "[empty-alias]"),
    ];
    for (what, text, expected) in rows {
        let folder =
            folder(&[("bad.toml", format!("format = 1\n{text}\n").as_bytes()), ("x.txt", b"Jane Roe")]);
        // A small stack is where deep nesting shows.
        let output = sh(&folder, "ulimit -s 1024; $tag bad.toml x.txt");
        let said = said(&output);
        let start: String = said.chars().take(400).collect();
        assert_eq!(output.status.code(), Some(2), "{what}: {start}");
        assert!(output.stdout.is_empty(), "{what}: nothing is tagged with half a lexicon");
        assert!(said.contains(expected), "{what}: {start}");
        assert!(said.contains("bad.toml:"), "{what} has a place: {start}");
        assert!(said.len() < 100_000, "{what}: {} bytes of messages", said.len());
    }
}

#[test]
fn names_that_are_none_are_refused() {
    for alias in
        ["-", "...", "’", "!?", "_", "\u{200d}", "\u{ad}", "\u{301}", "\u{202e}", "\u{feff}", "\u{66a}", "'"]
    {
        let lexicon = format!("{LEXICON}aliases = [\"{alias}\"]\n");
        let folder = folder(&[("bad.toml", lexicon.as_bytes()), ("x.txt", b"x ... - !? ' _ y")]);
        let output = sh(&folder, "$tag bad.toml x.txt");
        assert_eq!(output.status.code(), Some(2), "{alias:?}");
        assert!(said(&output).contains("bad.toml:4:12"), "{alias:?}: {}", said(&output));
    }
}

#[test]
fn lexicon_files_in_other_encodings_are_named() {
    let wide = |order: fn(u16) -> [u8; 2]| LEXICON.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for (bytes, expected) in [
        (wide(u16::to_le_bytes), "UTF-16 (little-endian)"),
        (wide(u16::to_be_bytes), "UTF-16 (big-endian)"),
        (
            LEXICON.replace("Roe", "Ro\u{e9}").chars().map(|c| c as u8).collect(),
            "line 3, column 16: byte 0xe9",
        ),
        (vec![0xff; 100], "0xff"),
    ] {
        let folder = folder(&[("bad.toml", &bytes), ("x.txt", b"Jane Roe")]);
        let output = sh(&folder, "$tag bad.toml x.txt");
        assert_eq!(output.status.code(), Some(2));
        let said = said(&output);
        assert!(said.contains(expected) && said.contains("`bad.toml`"), "{expected}: {said}");
    }
}

#[test]
fn any_encoding_of_a_text_keeps_its_places() {
    let wide =
        |order: fn(u16) -> [u8; 2]| "\u{feff}😀 Jane Roe".encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let (le, be) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    // Bytes; where the name starts and ends in bytes, code points, UTF-16; whether something was lost.
    let rows: [(&[u8], [(u64, u64); 3], bool); 12] = [
        (b"Jane Roe", [(0, 8); 3], false),
        (b"", [(0, 0); 3], false),
        ("\u{feff}Jane Roe".as_bytes(), [(3, 11), (1, 9), (1, 9)], false),
        ("😀 Jane Roe".as_bytes(), [(5, 13), (2, 10), (3, 11)], false),
        (b"\0 Jane Roe \0", [(2, 10); 3], false),
        (b"\xff\xfe\xfd Jane Roe", [(0, 0); 3], false),
        (b"\xe2\x82 Jane Roe", [(3, 11), (2, 10), (2, 10)], true),
        (b"\xed\xa0\x80 Jane\xc2\xa0Roe", [(4, 13), (4, 12), (4, 12)], true),
        (b"a\r\nJane\r\nRoe", [(3, 12); 3], false),
        (b"a\rJane Roe\r", [(2, 10); 3], false),
        (&le, [(8, 24), (3, 11), (4, 12)], false),
        (&be, [(8, 24), (3, 11), (4, 12)], false),
    ];
    for (bytes, places, lossy) in rows {
        let folder = folder(&[("x.txt", bytes)]);
        for (unit, (start, end)) in ["bytes", "code-points", "utf16"].into_iter().zip(places) {
            let output = sh(&folder, &format!("$own --offsets {unit} x.txt"));
            assert!(output.status.success(), "{bytes:?}: {}", said(&output));
            let found = mentions(&output);
            // What begins like UTF-16 is read as that.
            let expected = if start == end { vec![] } else { vec![(start, end)] };
            assert_eq!(
                found.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(),
                expected,
                "{bytes:?} in {unit}"
            );
            let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one record");
            assert_eq!(record["lossy"] == true, lossy, "{bytes:?}");
        }
    }
}

#[test]
fn records_that_readers_disagree_on_cost_their_line() {
    let folder = folder(&[(
        "x.jsonl",
        b"{\"id\": \"a\", \"text\": \"Jane Roe\", \"text\": \"nobody\"}\n\
          {\"id\": \"b\", \"text\": \"\\ud800 Jane Roe\"}\n\
          {\"id\": \"c\", \"text\": \"Jane Roe\", \"x\": 1, \"x\": 2}\n\
          [\"text\"]\n\
          {\"id\": \"d\", \"text\": \"\\ud83d\\ude00 Jane Roe\"}",
    )]);
    let output = sh(&folder, "$own x.jsonl");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(mentions(&output), [(2, 10, "Jane Roe".to_owned())]);
    let said = said(&output);
    for line in [
        "line 1 of `x.jsonl`: it has two fields named `text`",
        "line 2 of `x.jsonl`",
        "`x`",
        "line 4 of `x.jsonl`",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

/// What a record passes on is taken by whoever reads it, and what is wrong with another is told with its column in the line.
#[test]
fn records_that_readers_refuse_cost_their_line() {
    let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let with = |value: &str| format!("{{\"text\":\"Jane Roé\",\"x\":{value}}}");
    let rows = [
        (with("\"\\ud800\""), "readers of JSON refuse it (unexpected end of hex escape, column 31)"),
        (with("1e999"), "readers of JSON refuse it (number out of range, column 28)"),
        (with(&nested(127)), "readers of JSON refuse it (recursion limit exceeded, column "),
        (with("[{\"a\":1,\"a\":2}]"), "it has two fields named `a`, column 34"),
        (with(&format!("{{\"{}\":1,", "k".repeat(10_000))), "column "),
        (
            "{\"text\":1}".into(),
            "its `text` is no text (invalid type: integer `1`, expected a string, column 9)",
        ),
        (
            "{\"é\":1,\"text\":[]}".into(),
            "its `text` is no text (invalid type: sequence, expected a string, column 15)",
        ),
        ("{\"text\":\"é".into(), "it is no JSON object (EOF while parsing a string, column 10)"),
    ];
    let good =
        [with(&nested(126)), with("[1e99, 12345678901234567890123, {\"a\":1, \"b\":{\"a\":1}}, null, true]")];
    let lines: Vec<&str> =
        rows.iter().map(|(line, _)| line.as_str()).chain(good.iter().map(String::as_str)).collect();
    let gold = "{\"id\":\"x:9\",\"text\":\"Jane Roé\",\"mentions\":[]}\n";
    let folder = folder(&[("x.jsonl", lines.join("\n").as_bytes()), ("gold.jsonl", gold.as_bytes())]);
    let output = sh(&folder, "$own x.jsonl -o o.jsonl");
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    let messages: Vec<&str> = said.lines().collect();
    assert_eq!(messages.len(), rows.len(), "{said}");
    for (n, (message, (_, expected))) in messages.iter().zip(&rows).enumerate() {
        assert!(message.contains(&format!("line {} of `x.jsonl`: ", n + 1)), "{message}");
        assert!(message.contains(expected) && message.len() < 2_000, "{expected}: {message}");
    }
    // Whatever was written is read again, with a mark before it, too.
    for line in ["cp o.jsonl p.jsonl", "(printf '\\357\\273\\277'; cat o.jsonl) > p.jsonl"] {
        let output = sh(&folder, &format!("{line}; $CANONYM_BIN eval gold.jsonl --system p.jsonl"));
        assert_eq!(output.status.code(), Some(0), "{line}: {}", self::said(&output));
    }
}

/// Lines of JSON are the same in every verb: nothing in them is obeyed by a terminal.
#[test]
fn json_of_every_verb_is_inert() {
    let raw = "\u{9b}31m\u{202e}\u{7f}\u{85}";
    let record = format!("{{\"text\":\"Jane Roe\",\"{raw}\":[\"{raw}\",\t1]}}\n");
    let gold = format!("{{\"id\":\"{raw}\",\"text\":\"{raw} Jane Roe {raw}\",\"mentions\":[]}}\n");
    let folder =
        folder(&[("x.jsonl", record.as_bytes()), ("gold.jsonl", gold.as_bytes()), ("name", raw.as_bytes())]);
    let lexicon = "--no-default-lexicons --lexicon lexicon.toml";
    for line in [
        "$own x.jsonl".to_owned(),
        format!("$CANONYM_BIN rewrite --no-cache {lexicon} x.jsonl"),
        format!("$CANONYM_BIN name {lexicon} --format jsonl \"$(cat name)\""),
        format!("$CANONYM_BIN eval {lexicon} gold.jsonl --format json --errors"),
    ] {
        let text = lossy(&sh(&folder, &line).stdout);
        assert!(text.contains("\\u009b31m\\u202e\\u007f\\u0085"), "{line}: {text}");
        let obeyed = |c: &char| c.is_control() && *c != '\n' || *c == '\u{202e}';
        assert_eq!(text.chars().find(obeyed), None, "{line}: {text:?}");
        text.lines().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("JSON")));
    }
}

/// A rewritten text is itself in a file or a pipe, and shown on a terminal, as is what differs.
#[cfg(target_os = "linux")]
#[test]
fn a_rewritten_text_is_shown_on_a_terminal() {
    let text = "Jeanne Roe \u{1b}]0;owned\u{7} \u{202e}x\n";
    let folder = folder(&[("e.txt", text.as_bytes())]);
    let lexicon = format!("{LEXICON}aliases = [\"Jeanne Roe\"]\n");
    fs::write(folder.path().join("lexicon.toml"), lexicon).expect("a file");
    let rewrite = "$CANONYM_BIN rewrite --no-cache --no-default-lexicons --lexicon lexicon.toml e.txt";
    assert_eq!(lossy(&sh(&folder, rewrite).stdout), text.replace("Jeanne", "Jane"));
    if Command::new("script").arg("--version").stdout(Stdio::null()).status().is_err() {
        return;
    }
    for more in ["", " --diff"] {
        let output = sh(&folder, &format!("script -qc \"{rewrite}{more}\" /dev/null < /dev/null"));
        let shown = lossy(&output.stdout);
        assert!(shown.contains("Jane Roe \u{241b}]0;owned\u{2407} \u{fffd}x"), "{shown:?}");
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    }
}

#[test]
fn documents_beyond_a_limit_are_refused_and_the_others_tagged() {
    let too_long = vec![b'a'; (64 << 20) + 1];
    let folder = folder(&[("long.txt", &too_long), ("x.txt", b"Jane Roe")]);
    let output = sh(&folder, "$own long.txt x.txt");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("`long.txt`: it is longer than 64 MiB"), "{}", said(&output));
    assert_eq!(mentions(&output).len(), 1);
    let packed = {
        use std::io::Write;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(&too_long).expect("a vector takes all");
        gz.finish().expect("a vector takes all")
    };
    for (name, bytes) in
        [("bomb.txt.gz", packed.as_slice()), ("bad.txt.gz", &packed[..1000]), ("no.txt.zst", b"no")]
    {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let output = sh(&folder, &format!("$own {name} x.txt"));
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said(&output).contains(&format!("`{name}`")), "{}", said(&output));
        assert_eq!(mentions(&output).len(), 1, "{name}");
    }
}

/// What stands in a folder of lexicons and is no file is none of them; what is named is read, whatever it is. Settings have an end.
#[cfg(unix)]
#[test]
fn a_pipe_is_a_lexicon_only_where_it_is_named() {
    let folder = folder(&[("x.txt", b"Jane Roe")]);
    let path = folder.path();
    fs::create_dir_all(path.join("own/deep")).expect("a folder");
    fs::create_dir(path.join("set")).expect("a folder");
    std::os::unix::fs::symlink("../../lexicon.toml", path.join("own/deep/link.toml")).expect("a link");
    let settings = fs::File::create(path.join("set/canonym.toml")).expect("a file");
    settings.set_len(3 << 30).expect("a file with nothing in it");
    // What is typed, the exit status, and what standard error must say.
    for (line, status, error) in [
        ("mkfifo own/pipe.toml own/deep/pipe.toml; $tag own x.txt", 0, ""),
        ("mkfifo p.toml; cat lexicon.toml > p.toml & $tag p.toml x.txt", 0, ""),
        (
            "ulimit -v 1000000; cd set; $CANONYM_BIN tag ../x.txt",
            2,
            "canonym.toml`: it is longer than 64 MiB, the most for settings as for a lexicon file",
        ),
    ] {
        let output = expect(&folder, line, status, error, "");
        assert!(status != 0 || mentions(&output).len() == 1, "{line}: {}", lossy(&output.stdout));
    }
}

/// Annotations that stand nowhere in their text are those of another one.
#[test]
fn annotations_that_stand_nowhere_are_refused() {
    let record = |unit: &str, start: usize, end: usize| {
        format!(
            "{{\"id\": \"a\", \"text\": \"é Jane Roe\", {unit}\"mentions\": [{{\"start\": {start}, \"end\": {end}, \"kind\": \"person\"}}]}}\n"
        )
    };
    let good = record("", 2, 10);
    let folder = folder(&[("good.jsonl", good.as_bytes())]);
    let path = folder.path();
    fs::create_dir(path.join("brat")).expect("a folder");
    fs::write(path.join("brat/a.txt"), "é Jane Roe").expect("a file");
    for (start, end) in [(2, 11), (2, 2), (10, 2), (10, 11), (2, usize::MAX)] {
        let error = format!("has a mention at {start}..{end}, which is no place in a text of 10 characters");
        fs::write(path.join("bad.jsonl"), record("", start, end)).expect("a file");
        fs::write(path.join("brat/a.ann"), format!("T1\tPerson {start} {end}\tJane Roe\n")).expect("a file");
        let lex = "--no-cache --no-default-lexicons --lexicon lexicon.toml";
        expect(
            &folder,
            &format!("$CANONYM_BIN eval {lex} bad.jsonl"),
            2,
            &format!("bad.jsonl:1 {error}"),
            "",
        );
        expect(&folder, "$CANONYM_BIN eval good.jsonl --system bad.jsonl", 2, &format!("`a` {error}"), "");
        expect(&folder, &format!("$CANONYM_BIN eval {lex} brat"), 2, &format!("brat/a.ann {error}"), "");
    }
    for (unit, start, end, status) in
        [("bytes", 3, 11, 0), ("bytes", 3, 3, 2), ("bytes", 1, 3, 2), ("utf16", 2, 10, 0)]
    {
        let unit = format!("\"offsets\": \"{unit}\", ");
        fs::write(path.join("system.jsonl"), record(&unit, start, end)).expect("a file");
        let output = sh(&folder, "$CANONYM_BIN eval good.jsonl --system system.jsonl");
        assert_eq!(output.status.code(), Some(status), "{unit}{start}..{end}: {}", said(&output));
    }
}

/// Annotations in brat's format, wherever in the file they stand; what cannot be one is named with its line.
#[test]
fn annotations_of_brat_lose_nothing_in_silence() {
    let folder = folder(&[("a.txt", b"Jane Roe")]);
    let person = "T1\tPerson 0 8\tJane Roe\n";
    for (notes, status, error) in [
        (
            format!(
                "A1\tVoice T1 narrator\nN1\tReference T1 x:jane-roe\n{person}#1\tAnnotatorNotes T1\tno\n"
            ),
            0,
            "",
        ),
        (person.replace('\t', " "), 2, "./a.ann:1 has no tab behind its id"),
        (format!("{person}{person}"), 2, "./a.ann:2: there are two `T1`"),
        (format!("{person}N1\tReference T2 x:jane-roe\n"), 2, "./a.ann:2: there is no `T2`"),
        (format!("{person}A1\tOptional T2\n"), 2, "./a.ann:2: there is no `T2`"),
        (format!("{person}A1\tNegation E2\n"), 0, ""),
    ] {
        fs::write(folder.path().join("a.ann"), notes).expect("a file");
        let line = "$CANONYM_BIN eval --no-cache --no-default-lexicons --lexicon lexicon.toml . --fail-under person=1";
        expect(&folder, line, status, error, "");
    }
}

/// Records of one id go by their order, and those that nobody asked for are counted.
#[test]
fn records_of_one_id_are_scored_in_their_order() {
    let record = |text: &str, end: usize| {
        format!(
            "{{\"id\":\"a\",\"text\":\"{text}\",\"mentions\":[{{\"start\":0,\"end\":{end},\"kind\":\"person\"}}]}}\n"
        )
    };
    let gold = record("Jane Roe", 8) + &record("Jim Doe", 7);
    let folder =
        folder(&[("gold.jsonl", gold.as_bytes()), ("more.jsonl", (gold.clone() + &gold).as_bytes())]);
    let eval = "$CANONYM_BIN eval gold.jsonl --fail-under person=1 --system";
    expect(&folder, &format!("{eval} gold.jsonl"), 0, "", "person");
    expect(
        &folder,
        &format!("{eval} more.jsonl"),
        0,
        "records of no document: 2; what they hold was not scored",
        "person",
    );
}

/// Every verb that tags does it within the same limits.
#[test]
fn a_text_of_too_many_names_is_refused_by_every_verb() {
    let most = canonym::Limits::DEFAULT.names_per_document;
    let many = "Jane Roe ".repeat(most + 1);
    let gold = format!("{{\"id\": \"m\", \"text\": {:?}, \"mentions\": []}}\n", many);
    let folder = folder(&[
        ("m.txt", many.as_bytes()),
        ("m.jsonl", gold.as_bytes()),
        ("x.txt", b"Jane Roe. Richard Poe."),
    ]);
    // What is typed, and what standard output holds of the other document.
    for (line, out) in [
        ("tag $lex m.txt x.txt", "\"id\": \"x\""),
        ("tag $lex --stop-after scan m.txt x.txt", "jane roe"),
        ("rewrite $lex m.txt x.txt", "Jane Roe. Richard Poe."),
        ("report $lex m.txt x.txt -o -", "Richard Poe"),
        ("explain $lex m.txt --surface Roe", ""),
        ("eval $lex m.jsonl", ""),
        ("lexicon suggest $lex --least 1 m.txt x.txt", "Richard Poe"),
        ("lexicon diff lexicon.toml --no-default-lexicons --corpus m.txt x.txt", "1 gained"),
    ] {
        let lex = "--no-cache --no-default-lexicons --lexicon lexicon.toml";
        let error = "it has more than 1000000 names, the most for one document";
        expect(&folder, &format!("lex=\"{lex}\"; $CANONYM_BIN {line}"), 2, error, out);
    }
}

/// What is too long for a name costs its line, however long that is.
#[cfg(unix)]
#[test]
fn a_bare_name_has_an_end() {
    let most = canonym::Limits::DEFAULT.alias_characters;
    let folder = folder(&[
        ("long.txt", format!("{}\nJane Roe\n{}\n", "é".repeat(most + 1), "é".repeat(most)).as_bytes()),
        ("words.txt", format!("{}\nJane Roe\n", "Jane ".repeat(2_000_000)).as_bytes()),
    ]);
    let name = "ulimit -v 1000000; name=\"$CANONYM_BIN name --no-cache --no-default-lexicons --lexicon lexicon.toml\"";
    // What is typed, the exit status, what standard error says, and how many rows there are.
    for (line, status, error, rows) in [
        ("$name < long.txt", 2, "line 1 of standard input: it has more than 1024 characters", 2),
        ("$name < words.txt", 2, "line 1 of standard input: it has more than 1024 characters", 1),
        ("(head -c 300000000 /dev/zero; echo; echo Jane Roe) | $name", 2, "line 1 of standard input", 1),
        ("$name \"$(head -n 1 long.txt)\" 'Jane Roe'", 2, "cannot look up name 1: it has more than", 1),
        ("$name 'Jane Roe' 'Jane Poe'", 1, "", 2),
    ] {
        let output = expect(&folder, &format!("{name}; {line}"), status, error, "");
        assert_eq!(lossy(&output.stdout).lines().count(), rows, "{line}: {}", lossy(&output.stdout));
    }
}

/// What is asked about often is looked up in a text that was tagged once.
#[test]
fn thousands_of_places_are_explained_at_once() {
    let n = 20_000;
    let folder = folder(&[
        ("lines.txt", "Jane Roe met Jan Roe.\n".repeat(n).as_bytes()),
        ("line.txt", "Jane Roe met Jan Roe. ".repeat(n).as_bytes()),
    ]);
    for file in ["lines.txt", "line.txt"] {
        for surface in ["Jane", "Jan Roe"] {
            let lex = "--no-cache --no-default-lexicons --lexicon lexicon.toml";
            let output = sh(&folder, &format!("$CANONYM_BIN explain {lex} {file} --surface '{surface}'"));
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            assert_eq!(lossy(&output.stdout).lines().count(), n, "{surface} in {file}");
        }
    }
}

/// Whatever is right or wrong about them, and whatever they are called.
#[test]
fn thousands_of_mentions_are_scored_at_once() {
    let n = 30_000;
    let folder = folder(&[]);
    let marks = |kind: &str, at: usize, id: &dyn Fn(usize) -> String| {
        let one = |n: usize| {
            let (start, id) = (n * 12 + at, id(n));
            format!("{{\"start\":{start},\"end\":{},\"kind\":\"{kind}\",\"entity\":\"{id}\"}}", start + 3)
        };
        (0..n).map(one).collect::<Vec<_>>().join(",")
    };
    for kind in ["place", "organization", "term"] {
        for at in [0, 5] {
            let gold = marks(kind, 0, &|n| n.to_string());
            let text = "Jane Roe x. ".repeat(n);
            let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file");
            write("gold.jsonl", format!("{{\"id\":\"a\",\"text\":\"{text}\",\"mentions\":[{gold}]}}"));
            let found = marks(kind, at, &|_| "x".into());
            write("system.jsonl", format!("{{\"id\":\"a\",\"mentions\":[{found}]}}"));
            let line = "$CANONYM_BIN eval gold.jsonl --system system.jsonl --loose-spans --format json";
            expect(&folder, line, 0, "", &format!("\"tp\":{}", if at == 0 { n } else { 0 }));
        }
    }
}

/// What stands where a compiled lexicon is kept and is none costs nothing but the compiling.
#[cfg(unix)]
#[test]
fn a_cache_of_anything_is_no_harm() {
    let folder = folder(&[("x.txt", b"Jane Roe")]);
    let tag = "$CANONYM_BIN tag --no-default-lexicons --lexicon lexicon.toml x.txt";
    let place =
        "export XDG_CACHE_HOME=\"$PWD/c\"; cd c/canonym 2> /dev/null && f=$(ls) && cd ../..; f=c/canonym/$f";
    let first = expect(&folder, &format!("{place}; {tag}"), 0, "", "\"Jane Roe\"");
    for line in [
        "rm $f; mkfifo $f",
        "rm $f; mkdir $f",
        "rmdir $f; ln -s $f $f",
        "rm $f; head -c 5000 /dev/urandom > $f",
    ] {
        let output = expect(&folder, &format!("{place}; {line}; {tag}"), 0, "", "");
        assert_eq!(output.stdout, first.stdout, "{line}");
    }
}

#[cfg(unix)]
#[test]
fn files_that_are_none_and_outputs_that_fail() {
    let name = "es\x1bc\u{202e}.txt";
    let folder = folder(&[("x.txt", b"Jane Roe"), (name, b"\x1b[31mJane Roe\x1b[0m \xc2\x9b \xe2\x80\xae")]);
    let path = folder.path();
    fs::create_dir(path.join("sub")).expect("a folder");
    std::os::unix::fs::symlink(path, path.join("sub/up")).expect("a link");
    std::os::unix::fs::symlink("loop", path.join("loop")).expect("a link");
    fs::write(path.join("sub/y.txt"), "Jane Roe").expect("a file");
    // What is typed, the exit status, and what standard error must and standard output must say.
    for (line, status, error, out) in [
        ("$own sub", 2, "cannot read `sub/up`: it is a link to a folder elsewhere", "\"id\": \"y\""),
        ("$own loop x.txt", 2, "`loop`", "\"id\": \"x\""),
        ("$own missing.txt x.txt", 2, "`missing.txt`", "\"id\": \"x\""),
        ("$own /proc/self/mem x.txt", 2, "`/proc/self/mem`", "\"id\": \"x\""),
        ("$tag loop x.txt", 2, "`loop`", ""),
        ("$tag /dev/zero x.txt", 2, "`/dev/zero`: it is longer than 64 MiB", ""),
        ("$own /dev/zero x.txt", 2, "`/dev/zero`: it is longer than 64 MiB", "\"id\": \"x\""),
        (
            "$own --input jsonl /dev/zero x.txt",
            2,
            "cannot read `/dev/zero` beyond line 1: the line has no end",
            "",
        ),
        #[cfg(feature = "warc")]
        ("$own --input warc /dev/zero x.txt", 2, "no record of a web archive begins within 64 MiB", ""),
        ("$tag /proc/self/mem x.txt", 2, "`/proc/self/mem`", ""),
        ("$own x.txt > /dev/full", 2, "cannot write", ""),
        ("$own --format text x.txt > /dev/full", 2, "cannot write", ""),
        ("$CANONYM_BIN tag --help > /dev/full", 2, "cannot write", ""),
        ("$own --output-dir x.txt x.txt", 2, "`x.txt`", ""),
        ("yes Jane Roe | head -c 3000000 | $own --format inline | head -c 1", 0, "", ""),
        ("mkfifo p; (printf 'Jane '; sleep 0.1; printf Roe) > p & $own p", 0, "", "\"Jane Roe\""),
        // A pipe stays a pipe.
        (
            "mkfifo q; cat q > copy & $CANONYM_BIN lexicon compile --no-default-lexicons --lexicon lexicon.toml -o q \
             && wait && test -p q && $CANONYM_BIN tag --gazetteer copy x.txt",
            0,
            "",
            "\"Jane Roe\"",
        ),
        // What leads to the own standard output or error is that, and no file to be replaced.
        #[cfg(target_os = "linux")]
        ("ln -s /proc/self/fd/1 there; $own x.txt -o there --entities e | cat", 0, "", "\"Jane Roe\""),
        #[cfg(target_os = "linux")]
        ("echo before > log; $own x.txt -o there >> log; cat log", 0, "", "before\n{\"id\": \"x\""),
        ("echo before > log; $own x.txt -o log >> log; cat log", 0, "", "before\n{\"id\": \"x\""),
        ("$own no.txt x.txt -o log 2> log; cat log", 0, "", "cannot read `no.txt`"),
        ("$own x.txt --entities log > log", 2, "cannot write `log`: it is another output, too", ""),
        (
            "mkdir wide; echo y > wide/y.txt; $own wide > wide/z.txt",
            2,
            "standard output: it is read, too",
            "",
        ),
        ("ln -s round round; $own x.txt -o round", 2, "`round`", ""),
        ("$own x.txt -o o.jsonl.gz", 2, "cannot write `o.jsonl.gz`: what is written is not packed", ""),
        ("$own x.txt -o sub/", 2, "`sub/`: it is a folder", ""),
        ("$own --text-field \"$(printf '\\377')\" x.txt", 2, "UTF-8", ""),
        ("$own \"$(printf 'no\\377')\"", 2, "cannot read", ""),
        // What is no argument is shown as little as what is no file.
        (
            "$own \"$(printf -- '--\\342\\200\\256\\302\\2331m\\033[1m')\"",
            2,
            "unexpected argument '--\u{fffd}\u{fffd}1m",
            "",
        ),
        // A file's name begins no line, which a build would take for a command.
        ("$own \"$(printf 'no\\n::error::x')\"", 2, "cannot read `no\n| ::error::x`", ""),
        ("$own \"$(printf 'no\\342\\200\\250::error::x')\"", 2, "cannot read `no\n| ::error::x`", ""),
        ("LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 $own x.txt", 0, "", "\"start\": 0"),
    ] {
        expect(&folder, line, status, error, out);
    }
    for format in ["text", "jsonl", "inline", "tsv"] {
        let output = sh(&folder, &format!("$own --color never --format {format} *c*.txt missing*c*.txt"));
        for bytes in [&output.stdout, &output.stderr] {
            let text = lossy(bytes);
            let obeyed = |c: &char| matches!(c, '\u{1b}' | '\u{7f}'..='\u{9f}' | '\u{202e}');
            assert_eq!(text.chars().find(obeyed), None, "{format}: {text:?}");
        }
    }
}

/// What is read, a lexicon in use or another output is no place for an output: one sentence, and all files are as they were.
#[cfg(unix)]
#[test]
fn nothing_that_is_read_is_written_over() {
    let utf16: Vec<u8> = "\u{feff}Jane Roe".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = folder(&[
        ("x.txt", b"Jane Roe"),
        ("u.txt", &utf16),
        ("r.jsonl", b"{\"id\": \"r\", \"text\": \"Jane Roe\"}\n"),
        ("i.jsonl", b"{\"name\": \"Jim Doe\", \"kind\": \"person\"}\n"),
        ("canonym.toml", b"lexicons = []\n"),
    ]);
    let path = folder.path();
    fs::create_dir(path.join("more")).expect("a folder");
    fs::write(path.join("more/a.toml"), LEXICON).expect("a file");
    fs::hard_link(path.join("x.txt"), path.join("hard")).expect("a link");
    std::os::unix::fs::symlink("x.txt", path.join("soft")).expect("a link");
    let run = |line: &str| {
        let lexicons = "--no-cache --no-default-lexicons --lexicon lexicon.toml";
        let verbs = ["tag", "rewrite", "report", "compile", "import"].map(|verb| match verb {
            "compile" | "import" => format!("{verb}=\"$CANONYM_BIN lexicon {verb}\"; "),
            _ => format!("{verb}=\"$CANONYM_BIN {verb} {lexicons}\"; "),
        });
        sh(&folder, &format!("lexicons='{lexicons}'; {}{line}", verbs.concat()))
    };
    let output = run("$compile $lexicons -o g");
    assert!(output.status.success(), "{}", said(&output));
    let files = || -> Vec<(std::ffi::OsString, Option<Vec<u8>>)> {
        let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut files: Vec<_> =
            entries.map(|path| (path.file_name().expect("a name").to_owned(), fs::read(path).ok())).collect();
        files.sort();
        files.push(("more/a.toml".into(), fs::read(path.join("more/a.toml")).ok()));
        files
    };
    let before = files();
    // What is typed, and the file that it would have cost.
    for (line, name) in [
        ("$compile $lexicons -o lexicon.toml", "lexicon.toml"),
        ("$tag x.txt -o ./x.txt", "./x.txt"),
        ("$tag x.txt -o hard", "hard"),
        ("$tag x.txt -o soft", "soft"),
        ("$tag soft -o x.txt", "x.txt"),
        ("$tag . -o x.txt", "x.txt"),
        ("$tag --input text < x.txt -o x.txt", "x.txt"),
        ("$rewrite . -o x.txt", "x.txt"),
        ("$rewrite x.txt --output-dir .", "./x.txt"),
        ("$rewrite r.jsonl --output-dir .", "./r.jsonl"),
        ("$tag r.jsonl --output-dir .", "./r.jsonl"),
        ("$tag x.txt --format text --output-dir .", "./x.txt"),
        ("$tag x.txt --stop-after fold --output-dir .", "./x.txt"),
        ("$tag x.txt -o lexicon.toml", "lexicon.toml"),
        ("$rewrite x.txt -o lexicon.toml", "lexicon.toml"),
        ("CANONYM_LEXICONS=lexicon.toml $CANONYM_BIN tag x.txt -o lexicon.toml", "lexicon.toml"),
        ("$tag --lexicon more x.txt -o more/a.toml", "more/a.toml"),
        ("$tag x.txt -o canonym.toml", "canonym.toml"),
        ("$tag x.txt --entities lexicon.toml", "lexicon.toml"),
        ("$tag x.txt -o new --entities x.txt", "x.txt"),
        ("$tag x.txt -o new --entities ./new", "./new"),
        ("$CANONYM_BIN tag --gazetteer g x.txt -o g", "g"),
        ("$import jsonl i.jsonl $lexicons -o z.toml --skipped i.jsonl", "i.jsonl"),
        ("$import jsonl i.jsonl $lexicons -o z.toml --skipped z.toml", "z.toml"),
        #[cfg(feature = "report")]
        ("$report x.txt -o x.txt", "x.txt"),
        #[cfg(feature = "report")]
        ("$report x.txt -o lexicon.toml", "lexicon.toml"),
    ] {
        let output = run(line);
        assert_eq!(output.status.code(), Some(2), "{line}: {}", said(&output));
        let expected = format!("canonym: cannot write `{name}`: it is ");
        assert!(
            said(&output).starts_with(&expected) && said(&output).lines().count() == 1,
            "{line}: {}",
            said(&output)
        );
        assert!(files() == before, "{line}");
    }
    // Of what is read while results are appended to it there would be no end.
    for line in [
        "$tag x.txt >> x.txt",
        "$tag . >> soft",
        "$rewrite r.jsonl >> r.jsonl",
        "$CANONYM_BIN name $lexicons < x.txt >> x.txt",
        "$tag x.txt >> lexicon.toml",
        #[cfg(feature = "report")]
        "$report x.txt -o - >> x.txt",
    ] {
        let output = run(line);
        assert_eq!(output.status.code(), Some(2), "{line}: {}", said(&output));
        let expected = "canonym: cannot write standard output: it is read, too; write to another place\n";
        assert_eq!(said(&output), expected, "{line}");
        assert!(files() == before, "{line}");
    }
    // The text beside annotations may be the one that is read, to the byte; others are written all the same.
    let output = run("$tag u.txt x.txt --format brat --output-dir .");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("cannot write `./u.txt`: it is read, too"), "{}", said(&output));
    assert!(path.join("x.ann").is_file() && !path.join("u.ann").exists());
    let output = run("$tag r.jsonl x.txt --output-dir out --entities out/r.jsonl");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("`out/r.jsonl`: it is another output, too"), "{}", said(&output));
    assert!(fs::read_to_string(path.join("out/r.jsonl")).is_ok_and(|text| text.starts_with("{\"entity\"")));
    assert!(path.join("out/x.jsonl").is_file());
    let after = files();
    assert!(before.iter().all(|file| after.contains(file)));
}

fn lossy(bytes: &[u8]) -> String {
    canonym::input::Decoded::of(bytes).text.into_owned()
}

/// P20: the same bytes for any number of jobs, in any locale and time zone.
#[test]
fn the_same_input_gives_the_same_bytes() {
    let lines: String = (0..300)
        .map(|n| format!("{{\"id\": {n}, \"text\": \"{}Jane Roe.\"}}\n", "x ".repeat(n * 7 % 90)))
        .collect();
    let folder = folder(&[("x.jsonl", lines.as_bytes())]);
    let first = sh(&folder, "$own x.jsonl");
    assert_eq!(first.stdout.iter().filter(|byte| **byte == b'\n').count(), 300);
    for line in [
        "$own --jobs 2 x.jsonl",
        "$own --jobs 8 x.jsonl",
        "LC_ALL=tr_TR.UTF-8 TZ=Asia/Tehran $own --jobs 3 x.jsonl",
        "LC_ALL=ar $own x.jsonl",
        "$own --jobs 256 x.jsonl",
        // No thread can be had, as their stacks fit into no memory: then one does it all.
        "RUST_MIN_STACK=100000000000000 $own --jobs 256 x.jsonl",
    ] {
        let output = sh(&folder, line);
        assert!(output.status.success(), "{line}: {}", said(&output));
        assert!(output.stdout == first.stdout, "{line}");
    }
}

/// A compiled lexicon that was cut or changed is refused.
#[test]
fn damaged_gazetteers_are_refused() {
    let folder = folder(&[("x.txt", b"Jane Roe")]);
    let compile =
        "$CANONYM_BIN lexicon compile --no-default-lexicons --lexicon lexicon.toml -o good.gazetteer";
    let output = sh(&folder, compile);
    assert!(output.status.success(), "{}", said(&output));
    let good = fs::read(folder.path().join("good.gazetteer")).expect("it was written");
    let path = folder.path().join("bad.gazetteer");
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("a file");
        canonym::Gazetteer::open(&path).err().map(|error| error.to_string())
    };
    assert_eq!(refused(&good), None);
    for cut in (0..good.len()).step_by(good.len() / 200 + 1) {
        let said = refused(&good[..cut]).unwrap_or_else(|| panic!("cut at {cut} of {}", good.len()));
        assert!(said.contains("bad.gazetteer"), "{said}");
    }
    for at in (0..good.len()).step_by(good.len() / 400 + 1) {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(refused(&bytes).is_some(), "byte {at} was changed");
    }
}

/// A lexicon cut short at any byte loads or is explained at a place in it.
#[test]
fn lexicons_cut_at_any_byte_are_explained() {
    use canonym::{Lexicon, Source};
    let whole = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/open-ambiguity.toml"),
    )
    .expect("it is part of the repository");
    for cut in (0..=whole.len()).filter(|&cut| whole.is_char_boundary(cut)) {
        let text = whole[..cut].to_owned();
        let (lexicon, found) = Lexicon::parse(vec![Source { name: "cut.toml".into(), text, layer: 0 }]);
        for one in &found {
            assert!(lexicon.sources()[0].text.get(one.at.span.range()).is_some(), "cut at {cut}: {one:?}");
        }
        let errors = found.iter().any(|one| one.severity == canonym::Severity::Error);
        assert_eq!(lexicon.compile().is_err(), errors, "cut at {cut}");
    }
}

/// The reader of a long output goes away: quietly, whatever the verb.
#[cfg(unix)]
#[test]
fn closed_pipes_are_quiet() {
    let folder = folder(&[("x.txt", "Jane Roe. ".repeat(30_000).as_bytes())]);
    let program = assert_cmd::cargo::cargo_bin("canonym");
    for arguments in [vec!["tag", "x.txt"], vec!["rewrite", "x.txt"], vec!["lexicon", "schema"]] {
        let mut command = Command::new(&program);
        command.current_dir(folder.path()).args(&arguments).env_remove("CANONYM_LEXICONS");
        if arguments[0] != "lexicon" {
            command.args(["--no-default-lexicons", "--lexicon", "lexicon.toml"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{arguments:?}: {:?} {}", output.status, said(&output));
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", said(&output));
    }
}
