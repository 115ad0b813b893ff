//! The targets. Numbers such as P6 are those of `docs/guarantees.md`.

use std::collections::BTreeSet;

#[cfg(feature = "html")]
use canonym::Span;
use canonym::input::{Decoded, JsonRecord};
use canonym::render::{Format, Offsets, Record, inert};
use canonym::{Engine, Gazetteer, LineIndex, Reading, Rewriter, Rewriting, Style, Terms, rewrite_apply};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use super::text::{GAZETTEER, lossy, parse, text, toml};

/// P2, P3, P4: folding keeps the way back, sees no difference between normalization forms, and has nothing to do a second time.
pub fn fold(data: &[u8]) {
    let text = text(data);
    let folded = canonym::fold(&text);
    assert_eq!(canonym::fold(&folded), folded, "{text:?}: folded twice");
    for form in [
        ComposingNormalizerBorrowed::new_nfc().normalize(&text),
        DecomposingNormalizerBorrowed::new_nfd().normalize(&text),
    ] {
        assert_eq!(canonym::fold(&form), folded, "{text:?}: as {form:?}");
    }
    way_back(&text, &folded);
}

/// P2 for one text.
pub fn way_back(text: &str, folded: &str) {
    let places = canonym::fold_with_places(text);
    let mut at = 0;
    let (mut start, mut end) = (0, 0);
    for (c, span) in places {
        assert_eq!(folded[at..].chars().next(), Some(c), "{text:?}");
        at += c.len_utf8();
        // Nothing for a part of what one character folds to.
        let Some(span) = span else { continue };
        assert!(!span.is_empty() && text.get(span.range()).is_some(), "{text:?}: {c:?} at {span:?}");
        assert!(start <= span.start && end <= span.end, "{text:?}: {c:?} at {span:?} goes back");
        (start, end) = (span.start, span.end);
    }
    assert_eq!(at, folded.len(), "{text:?}");
}

/// P21: any bytes decode to a text each of whose places leads back.
pub fn decode(data: &[u8]) {
    let decoded = Decoded::of(data);
    let wide = data.starts_with(&[0xff, 0xfe]) || data.starts_with(&[0xfe, 0xff]);
    let mut before = 0;
    for at in decoded.text.char_indices().map(|(at, _)| at).chain([decoded.text.len()]) {
        let original = decoded.original(at);
        assert!(before <= original && original <= data.len(), "byte {at}");
        before = original;
    }
    assert_eq!(before, data.len());
    if wide {
        return;
    }
    assert_eq!(decoded.lossy, std::str::from_utf8(data).is_err());
    assert_eq!(decoded.text, lossy(data));
    let mut back = 0;
    for chunk in data.utf8_chunks() {
        let at = chunk.valid().len();
        assert_eq!(&data[back..back + at], chunk.valid().as_bytes());
        back += at + chunk.invalid().len();
    }
}

/// P1, P6, P11, P12 for one document: spans are whole, in order and apart, and every way of finding surfaces finds the same.
fn spans_hold(text: &str, mentions: &[canonym::Mention]) {
    let edges: BTreeSet<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let mut before = 0;
    for mention in mentions {
        assert!(before <= mention.span.start && !mention.span.is_empty(), "{text:?}: {mention:?}");
        assert!(
            edges.contains(&mention.span.start) && edges.contains(&mention.span.end),
            "{text:?}: {mention:?}"
        );
        before = mention.span.end;
        if let Reading::Ambiguous(candidates) = &mention.reading {
            assert!(
                candidates.len() > 1 && candidates.len() <= Reading::MAX_CANDIDATES,
                "{text:?}: {mention:?}"
            );
        }
    }
}

/// Any text tags, and with any engine the same.
pub fn tag(data: &[u8]) {
    use std::sync::LazyLock;
    static OTHERS: LazyLock<[Gazetteer; 2]> = LazyLock::new(|| {
        [Engine::Reference, Engine::Trie].map(|engine| GAZETTEER.clone().with_engine(engine))
    });
    let text = text(data);
    let document = GAZETTEER.tag(&text);
    spans_hold(&text, document.mentions());
    for other in OTHERS.iter() {
        assert_eq!(document, other.tag(&text), "{text:?} with {:?}", other.engine());
    }
}

/// A lexicon of names made for the text: engines agree on odd surfaces too.
pub fn names(data: &[u8]) {
    let mut parts = data.splitn(6, |byte| *byte == 0xfe);
    let rest = parts.next().unwrap_or_default();
    let names: Vec<String> = parts.map(text).collect();
    let entry = |(n, name): (usize, &String)| {
        let name = serde_json::to_string(name).expect("a text is JSON");
        let kind = ["person", "place", "organization"][n % 3];
        format!("[{kind}.e{n}]\nname = {name}\n")
    };
    let (lexicon, _) =
        parse("format = 1\n".to_owned() + &names.iter().enumerate().map(entry).collect::<String>());
    let Ok(gazetteer) = lexicon.compile() else { return };
    let body = text(rest);
    let whole = format!("{body} {} ; {body}", names.join(", "));
    let document = gazetteer.tag(&whole);
    spans_hold(&whole, document.mentions());
    for engine in [Engine::Reference, Engine::Trie] {
        assert_eq!(document, gazetteer.clone().with_engine(engine).tag(&whole), "{whole:?} with {engine:?}");
    }
}

fn load(text: String) {
    let (lexicon, mut found) = parse(text);
    found.extend(lexicon.check());
    let compiled = lexicon.compile();
    let errors = found.iter().any(|one| one.severity == canonym::Severity::Error);
    if let Ok(gazetteer) = &compiled {
        found.extend(canonym::review(&lexicon, gazetteer));
        found.extend(canonym::rehearse(&lexicon, gazetteer));
        spans_hold("Jane Roe of Lindal", gazetteer.tag("Jane Roe of Lindal").mentions());
    } else {
        assert!(errors, "refused without a reason");
    }
    for one in &found {
        let source = &lexicon.sources()[one.at.source.index()].text;
        assert!(source.get(one.at.span.range()).is_some(), "{one:?} is nowhere in {source:?}");
        assert!(!one.message.is_empty() && !one.message.contains(['\0', '\u{1b}']), "{one:?}");
        LineIndex::new(source);
    }
}

/// P15: any file loads or is explained at places in it.
pub fn lexicon(data: &[u8]) {
    load(lossy(data).into_owned());
}

/// P15 with what lexicons are made of.
pub fn entries(data: &[u8]) {
    load(toml(data));
}

/// A line is a record, or one sentence says why not; what is taken is what another reader reads.
pub fn jsonl(data: &[u8]) {
    let line = lossy(data);
    match JsonRecord::parse(&line, "text", "id") {
        Ok(record) => {
            let value: serde_json::Value =
                serde_json::from_str(line.trim_start_matches('\u{feff}')).expect("another reader reads it");
            assert_eq!(value["text"], record.text);
            assert_eq!(value.as_object().expect("an object").len(), record.fields.len());
            let mut out = String::new();
            let document = GAZETTEER.tag(&record.text);
            let about = Record { id: "x", fields: &record.fields, ..Record::default() };
            Format::Jsonl.write(&document, &GAZETTEER, &about, &mut out);
            assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok(), "{out}");
            assert_eq!(out.matches('\n').count(), 1);
        }
        Err(bad) => {
            let said = bad.to_string();
            assert!(!said.is_empty());
        }
    }
}

/// Any page gives a text whose places are in the page.
#[cfg(feature = "html")]
pub fn html(data: &[u8]) {
    use canonym::input::Page;
    let (charset, data) = match data.split_first() {
        Some((n, rest)) if *n < 8 => (
            ["utf-8", "utf-16", "gb18030", "shift_jis", "iso-2022-jp", "windows-1251", "big5", "x"]
                .get(usize::from(*n)),
            rest,
        ),
        _ => (None, data),
    };
    let decoded = match Page::of(data, charset.copied()) {
        Ok(page) => page.into_decoded(),
        Err(refused) => return assert!(!refused.to_string().is_empty()),
    };
    for (at, c) in decoded.text.char_indices() {
        if let Some(place) = decoded.in_page(Span::new(at, at + c.len_utf8())) {
            assert!(place.bytes.0 <= place.bytes.1, "{place:?}");
            assert!(place.code_points.0 < place.code_points.1, "{place:?}");
        }
    }
    spans_hold(&decoded.text, GAZETTEER.tag(&decoded.text).mentions());
}

/// A compiled lexicon that was damaged is refused, or is as good as it was.
pub fn image(data: &[u8]) {
    use std::sync::LazyLock;
    static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut bytes = Vec::new();
        GAZETTEER.write(&mut bytes).expect("a vector takes all");
        bytes
    });
    let mut bytes = GOOD.clone();
    // Five bytes are a change: where, and to what. The first one may cut instead.
    for (n, change) in data.chunks_exact(4).enumerate() {
        let at = (usize::from(change[0]) << 8 | usize::from(change[1])) * 7 % bytes.len().max(1);
        match change[2] {
            0 if n == 0 => bytes.truncate(at),
            1 => bytes.extend(change),
            _ if at < bytes.len() => bytes[at] = change[3],
            _ => {}
        }
    }
    let path = std::env::temp_dir().join(format!("canonym-fuzz-{}.gazetteer", std::process::id()));
    std::fs::write(&path, &bytes).expect("a file");
    match Gazetteer::open(&path) {
        Ok(gazetteer) => {
            let text = "Jane Roe of Lindal said Roe left. ایران";
            assert_eq!(gazetteer.tag(text), GAZETTEER.tag(text));
        }
        Err(error) => assert!(error.to_string().contains("canonym-fuzz"), "{error}"),
    }
    let _ = std::fs::remove_file(&path);
}

/// P18, P19: whatever the text, every format is inert and holds its own shape.
pub fn render(data: &[u8]) {
    let text = text(data);
    let document = GAZETTEER.tag(&text);
    let about = Record { id: &text, source: Some(&text), offsets: Offsets::CodePoints, ..Record::default() };
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = inert(&text);
    assert!(!shown.contains(obeyed), "{shown:?}");
    for format in Format::ALL {
        let file = format.file([(&document, about)], &GAZETTEER);
        if !matches!(format, Format::Html) {
            // The text itself keeps its line ends.
            let file = file.replace("\r\n", "\n");
            assert!(!file.contains(obeyed), "{format:?}: {file:?}");
        }
        match format {
            Format::Jsonl | Format::Spacy | Format::Prodigy | Format::Doccano | Format::WebAnnotation => {
                for line in file.lines() {
                    serde_json::from_str::<serde_json::Value>(line)
                        .unwrap_or_else(|error| panic!("{format:?}: {error}: {line}"));
                }
            }
            Format::LabelStudio | Format::Sarif => {
                serde_json::from_str::<serde_json::Value>(&file)
                    .unwrap_or_else(|error| panic!("{format:?}: {error}: {file}"));
            }
            Format::Tsv => {
                let mut rows =
                    file.split('\n').filter(|row| !row.is_empty()).map(|row| row.matches('\t').count());
                let columns = rows.next().expect("a head");
                let mut n = 0;
                assert!(rows.inspect(|_| n += 1).all(|row| row == columns), "{file:?}");
                assert_eq!(n, document.mentions().len(), "{file:?}");
            }
            Format::Conll | Format::ConllBilou => {
                for row in file.split('\n').filter(|row| !row.is_empty() && !row.starts_with("# ")) {
                    assert_eq!(row.matches('\t').count(), 3, "{row:?}");
                }
            }
            Format::Html => {
                assert!(!file.contains("<script") && file.matches("<html").count() == 1, "{file}");
            }
            _ => {}
        }
    }
}

/// Rewriting is stable, its edits are in order and apart, and what people said stays as they said it.
pub fn rewrite(data: &[u8]) {
    use std::sync::LazyLock;
    static REWRITERS: LazyLock<Vec<Rewriter>> = LazyLock::new(|| {
        [
            (Style::Canonical, Terms::Replace, false),
            (Style::FirstFull, Terms::Annotate, false),
            (Style::Keep, Terms::Replace, true),
        ]
        .map(|(style, terms, in_quotes)| {
            let mut rewriting = Rewriting::default();
            (rewriting.style, rewriting.terms, rewriting.in_quotes) = (style, terms, in_quotes);
            Rewriter::new(&GAZETTEER, rewriting)
        })
        .into()
    });
    let text = text(data);
    let document = GAZETTEER.tag(&text);
    for rewriter in REWRITERS.iter() {
        let edits = rewriter.edits(&document);
        let mut before = 0;
        for edit in &edits {
            assert!(before <= edit.span.start && text.get(edit.span.range()).is_some(), "{text:?}: {edit:?}");
            before = edit.span.end;
        }
        let rewritten = rewrite_apply(&text, &edits);
        let again = rewriter.edits(&GAZETTEER.tag(&rewritten));
        assert!(again.is_empty(), "{text:?}: {rewritten:?} is rewritten again: {again:?}");
    }
}
