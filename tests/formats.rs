//! Every format: attacks stay text, and what is written can be read back.

use canonym::render::{Format, Offsets, Record};
use canonym::{Document, Gazetteer, Reading};

use crate::support::gazetteer;

pub(crate) const LEXICON: &str = r#"
[person.esmaeil-baghaei]
name = "Esmaeil Baghaei"
short = ["Baghaei"]
native = ["اسماعیل بقائی"]
wikidata = "Q5963459"
[person.ali-roe]
name = "Ali Roe"
short = ["Roe"]
[person.jane-roe]
name = "Jane Roe"
short = ["Roe"]
[place.israel]
name = "Israel"
[place.tehran]
name = "Tehran"
[organization.att]
name = "AT&T"
[term.zionist-regime]
name = "Zionist regime"
role = "label"
category = "delegitimizing"
referent = "israel"
neutral = ["Israel"]
source = "a guide"
"#;

/// Emoji, Arabic, both kinds of line ends, a name over a line break, an open reading, brackets, and a quotation that never closes.
pub(crate) const ARTICLE: &str = "👩🏽‍💻 TEHRAN [[sic]] – Esmaeil\r\nBaghaei (اسماعیل بقائی) spoke \\o/ of AT&T | Roe.\r\n\r\n\
    Ali Roe and Jane Roe listened 😀. Roe wrote.\r\n\r\n“We warn the Zionist regime, said Baghaei. #end <b>\r\n";

/// What must stay text, whatever is around it. Each stands before, in and behind names. The readers in Python use the same list.
pub(crate) fn attacks() -> Vec<String> {
    let attacks: Vec<String> =
        serde_json::from_str(include_str!("readers/attacks.json")).expect("a list of strings");
    assert!(attacks.len() >= 69);
    attacks
}

pub(crate) fn record<'a>(id: &'a str) -> Record<'a> {
    Record { id, source: Some(id), ..Record::default() }
}

fn write(format: Format, text: &str, gazetteer: &Gazetteer, id: &str) -> String {
    let document = gazetteer.tag(text);
    format.file([(&document, record(id))], gazetteer)
}

/// A mention as formats can say it: start and end in code points, kind or label, entity.
pub(crate) type Seen = (usize, usize, Option<String>);

pub(crate) fn expected(document: &Document<'_>, gazetteer: &Gazetteer) -> Vec<Seen> {
    let text = document.text();
    let count = |byte: usize| text[..byte].chars().count();
    let key = |reading: &Reading| reading.entity().map(|id| gazetteer.entity(id).key.clone());
    document
        .mentions()
        .iter()
        .map(|mention| (count(mention.span.start), count(mention.span.end), key(&mention.reading)))
        .collect()
}

fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

fn number(value: &serde_json::Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn string(value: &serde_json::Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The mentions that a file of one document holds, by the rules of its format; where it holds the text, that is compared too.
fn read_back(format: Format, file: &str, text: &str) -> Vec<Seen> {
    let from_utf16 = |at: usize| {
        let units: Vec<u16> = text.encode_utf16().take(at).collect();
        String::from_utf16(&units).expect("no half pair").chars().count()
    };
    let all = |list: &serde_json::Value| list.as_array().expect("a list").clone();
    match format {
        Format::Jsonl => all(&json(file)["mentions"])
            .iter()
            .map(|m| (number(&m["start"]), number(&m["end"]), string(&m["entity"])))
            .collect(),
        Format::Inline => {
            let (read, seen) = read_inline(file);
            assert_eq!(read, text);
            seen
        }
        Format::Tsv => {
            // As spreadsheets read it, to whom a quotation mark may open a cell.
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.delimiter(b'\t').has_headers(false).from_reader(file.as_bytes());
            let rows: Vec<csv::StringRecord> =
                reader.records().collect::<Result<_, _>>().expect("rows of one length");
            assert_eq!(rows.len(), file.lines().count(), "no line is a part of another's cell");
            let column = |name: &str| rows[0].iter().position(|head| head == name).expect("a column");
            let (start, end, entity) = (column("start"), column("end"), column("entity"));
            let cell = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            for row in &rows {
                let shown = |cell: &str| cell.trim_start_matches([' ', '\u{200b}']).to_owned();
                let formula =
                    |cell: &str| shown(cell).starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＠']);
                assert!(!row.iter().any(formula), "{row:?}");
            }
            let at = |cell: &str| cell.parse().expect("a number");
            rows[1..].iter().map(|row| (at(&row[start]), at(&row[end]), cell(&row[entity]))).collect()
        }
        Format::Conll | Format::ConllBilou => read_conll(file, format == Format::ConllBilou),
        Format::Brat => read_brat(file, text),
        Format::WebAnnotation => {
            let page = json(file);
            let chars: Vec<char> = text.chars().collect();
            all(&page["items"])
                .iter()
                .map(|item| {
                    let selectors = &item["target"]["selector"];
                    let (start, end) = (number(&selectors[0]["start"]), number(&selectors[0]["end"]));
                    let exact: String = chars[start..end].iter().collect();
                    assert_eq!(selectors[1]["exact"], exact);
                    let prefix: String = chars[..start].iter().collect();
                    assert!(prefix.ends_with(selectors[1]["prefix"].as_str().expect("a string")));
                    (start, end, string(&item["body"][0]["source"]).map(from_iri))
                })
                .collect()
        }
        Format::Spacy => {
            let doc = json(file);
            assert_eq!(doc["text"], text);
            let tokens = all(&doc["tokens"]);
            let edge = |at: &serde_json::Value, key: &str| tokens.iter().any(|token| token[key] == *at);
            let ents = all(&doc["ents"]);
            assert!(ents.iter().all(|ent| edge(&ent["start"], "start") && edge(&ent["end"], "end")));
            // Tokens and the single spaces between them are the text.
            let mut at = 0;
            for token in &tokens {
                let start = number(&token["start"]);
                assert!(start == at || start == at + 1 && text.chars().nth(at) == Some(' '), "{token}");
                at = number(&token["end"]);
            }
            ents.iter().map(|m| (number(&m["start"]), number(&m["end"]), string(&m["kb_id"]))).collect()
        }
        Format::Prodigy => {
            let task = json(file);
            assert_eq!(task["text"], text);
            let rebuilt: String = all(&task["tokens"])
                .iter()
                .map(|token| {
                    let space = if token["ws"] == true { " " } else { "" };
                    format!("{}{space}", token["text"].as_str().expect("a string"))
                })
                .collect();
            assert_eq!(rebuilt, text);
            all(&task["spans"])
                .iter()
                .map(|span| {
                    assert_eq!(task["tokens"][number(&span["token_start"])]["start"], span["start"]);
                    assert_eq!(task["tokens"][number(&span["token_end"])]["end"], span["end"]);
                    (number(&span["start"]), number(&span["end"]), string(&span["entity"]))
                })
                .collect()
        }
        Format::Doccano => {
            let example = json(file);
            assert_eq!(example["text"], text);
            let entities = all(&example["entities"]);
            let labels = all(&example["label"]);
            let span =
                |label: &serde_json::Value| (from_utf16(number(&label[0])), from_utf16(number(&label[1])));
            labels
                .iter()
                .zip(&entities)
                .map(|(label, entity)| (span(label).0, span(label).1, string(entity)))
                .collect()
        }
        Format::LabelStudio => {
            let task = &json(file)[0];
            assert_eq!(task["data"]["text"], text);
            let known = |entity: &serde_json::Value| string(entity).filter(|entity| entity != "open");
            all(&task["predictions"][0]["result"])
                .iter()
                .map(|region| {
                    let value = &region["value"];
                    (number(&value["start"]), number(&value["end"]), known(&region["meta"]["text"][0]))
                })
                .collect()
        }
        Format::Nif => {
            check_turtle(file, text);
            file.split("\n\n")
                .filter(|block| block.contains("a nif:Phrase"))
                .map(|block| {
                    let (_, at) = block.split_once("#char=").expect("a position");
                    let (start, rest) = at.split_once(',').expect("two numbers");
                    let (end, _) = rest.split_once('>').expect("an end");
                    let entity =
                        block.split_once("taIdentRef <").map(|(_, rest)| rest.split('>').next().expect("it"));
                    let number = |text: &str| text.parse().expect("a number");
                    (number(start), number(end), entity.map(|iri| from_iri(iri.to_owned())))
                })
                .collect()
        }
        Format::Sarif | Format::Github | Format::Html => unreachable!("they are read by other tests"),
    }
}

/// What a reader of Turtle finds is the text, and names that stand in it.
fn check_turtle(file: &str, text: &str) {
    let triples = oxttl::TurtleParser::new().for_slice(file).map(|triple| triple.expect("it is Turtle"));
    for triple in triples {
        let (name, literal) = (triple.predicate.as_str().rsplit('#').next(), &triple.object);
        match (name, literal) {
            (Some("isString"), oxrdf::Term::Literal(found)) => assert_eq!(found.value(), text),
            (Some("anchorOf"), oxrdf::Term::Literal(found)) => assert!(text.contains(found.value())),
            _ => {}
        }
    }
}

fn from_iri(iri: String) -> String {
    match iri.strip_prefix("urn:canonym:entity:") {
        Some(key) => key.to_owned(),
        None => match iri.as_str() {
            "http://www.wikidata.org/entity/Q5963459" => "esmaeil-baghaei".into(),
            other => panic!("{other}"),
        },
    }
}

fn read_inline(file: &str) -> (String, Vec<Seen>) {
    let (mut text, mut seen) = (String::new(), Vec::new());
    let mut chars = file.chars().peekable();
    let (mut open, mut key): (Option<usize>, Option<String>) = (None, None);
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' if chars.peek() == Some(&'u') => {
                let code: String = chars.by_ref().skip(2).take_while(|c| *c != '}').collect();
                char::from_u32(u32::from_str_radix(&code, 16).expect("a number")).expect("a character")
            }
            '\\' => chars.next().expect("something behind a backslash"),
            '[' if open.is_none() && chars.peek() == Some(&'[') => {
                chars.next();
                open = Some(text.chars().count());
                continue;
            }
            '|' if open.is_some() && key.is_none() => {
                key = Some(String::new());
                continue;
            }
            ']' if key.is_some() => {
                chars.next();
                let entity = key.take().filter(|key| !key.starts_with('?'));
                seen.push((open.take().expect("it was opened"), text.chars().count(), entity));
                continue;
            }
            c => c,
        };
        key.as_mut().unwrap_or(&mut text).push(c);
    }
    (text, seen)
}

fn read_conll(file: &str, bilou: bool) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    let mut tag_before = 'O';
    for row in file.split('\n').filter(|row| !row.is_empty() && !row.starts_with("# ")) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), 4, "{row:?}");
        assert!(!cells[0].is_empty() && !cells[0].contains(char::is_whitespace), "{row:?}");
        let (start, end) = cells[1].split_once(':').expect("two numbers");
        let (start, end) = (start.parse().expect("a number"), end.parse().expect("a number"));
        assert_eq!(cells[0].chars().count(), end - start, "{row:?}");
        let tag = cells[3].chars().next().expect("a tag");
        match tag {
            'B' | 'U' => {
                let entity = Some(cells[2].to_owned()).filter(|entity| !entity.starts_with('?'));
                seen.push((start, end, entity));
            }
            'I' | 'L' => {
                assert!(matches!(tag_before, 'B' | 'I'), "{row:?}");
                seen.last_mut().expect("a mention goes on").1 = end;
            }
            _ => assert_eq!(tag, 'O'),
        }
        assert!(bilou || !matches!(tag, 'L' | 'U'));
        assert!(!(bilou && matches!(tag_before, 'B' | 'I')) || matches!(tag, 'I' | 'L'), "{row:?}");
        tag_before = tag;
    }
    seen
}

fn read_brat(file: &str, text: &str) -> Vec<Seen> {
    let chars: Vec<char> = text.chars().collect();
    let mut seen: Vec<Seen> = Vec::new();
    for row in file.split_terminator('\n') {
        let cells: Vec<&str> = row.split('\t').collect();
        let (id, rest) = row.split_at(1);
        match id {
            "T" => {
                let (_, offsets) = cells[1].split_once(' ').expect("a type and offsets");
                let parts: Vec<(usize, usize)> = offsets
                    .split(';')
                    .map(|part| part.split_once(' ').expect("two numbers"))
                    .map(|(start, end)| (start.parse().expect("a number"), end.parse().expect("a number")))
                    .collect();
                // brat's own rule: the text is that of the parts, with a space between two.
                let words: Vec<String> = parts.iter().map(|(s, e)| chars[*s..*e].iter().collect()).collect();
                assert_eq!(cells[2..], [words.join(" ").as_str()], "{row:?}");
                seen.push((parts[0].0, parts[parts.len() - 1].1, None));
            }
            "N" => {
                let n: usize = cells[0][1..].parse().expect("a number");
                let reference = cells[1].rsplit(' ').next().expect("a reference");
                let key = match reference.split_once(':').expect("a base") {
                    ("canonym", key) => key,
                    _ => "esmaeil-baghaei",
                };
                seen[n - 1].2 = Some(key.to_owned());
            }
            "#" => assert!(rest.contains("\tAnnotatorNotes T"), "{row:?}"),
            "A" => {
                assert!(cells[1].starts_with("Quoted T") || cells[1].starts_with("ScareQuoted T"), "{row:?}")
            }
            _ => panic!("{row:?}"),
        }
    }
    seen
}

/// The tags of a page and the text between, read as a browser does as far as our pages go.
fn read_html(page: &str) -> Vec<(String, String)> {
    let mut pieces = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("an open tag: {piece}"));
        pieces.push((tag.to_owned(), unescape(text)));
    }
    pieces
}

fn unescape(text: &str) -> String {
    // A page's own line ends are all LF to a parser.
    let mut out = String::new();
    let mut rest = text;
    assert!(!rest.contains('\r'));
    while let Some((before, behind)) = rest.split_once('&') {
        out += before;
        let (name, tail) = behind.split_once(';').unwrap_or_else(|| panic!("a bare ampersand: {text}"));
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => char::from_u32(number.strip_prefix('#').expect("a number").parse().expect("a number"))
                .expect("a character"),
        });
        rest = tail;
    }
    out + rest
}

fn article_of(page: &str) -> String {
    let (_, rest) = page.split_once("<article dir=\"auto\">").expect("an article");
    let (article, _) = rest.split_once("</article>").expect("its end");
    read_html(&format!("<x>{article}")).into_iter().map(|(_, text)| text).collect()
}

const READ_BACK: [Format; 12] = [
    Format::Jsonl,
    Format::Inline,
    Format::Tsv,
    Format::Conll,
    Format::ConllBilou,
    Format::Brat,
    Format::WebAnnotation,
    Format::Nif,
    Format::Spacy,
    Format::Prodigy,
    Format::Doccano,
    Format::LabelStudio,
];

#[test]
fn the_article_goes_through_every_format_and_back() {
    let gazetteer = gazetteer(LEXICON);
    let document = gazetteer.tag(ARTICLE);
    let expected = expected(&document, &gazetteer);
    assert_eq!(expected.len(), 10, "{expected:?}");
    assert!(expected.iter().any(|(_, _, entity)| entity.is_none()), "one is open: {expected:?}");
    for format in READ_BACK {
        let file = write(format, ARTICLE, &gazetteer, "a");
        assert_eq!(read_back(format, &file, ARTICLE), expected, "{format:?}");
    }
    let page = write(Format::Html, ARTICLE, &gazetteer, "a");
    assert_eq!(article_of(&page), ARTICLE);
}

#[test]
fn loaded_terms_are_findings_with_their_places() {
    let gazetteer = gazetteer(LEXICON);
    let sarif = json(&write(Format::Sarif, ARTICLE, &gazetteer, "dir/an article.txt"));
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.len(), 1);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "dir/an%20article.txt");
    let region = &place["region"];
    let line = ARTICLE.split('\n').nth(number(&region["startLine"]) - 1).expect("a line");
    let (from, to) = (number(&region["startColumn"]) - 1, number(&region["endColumn"]) - 1);
    assert_eq!(line.chars().skip(from).take(to - from).collect::<String>(), "Zionist regime");
    assert_eq!(results[0]["ruleId"], "delegitimizing");
    assert_eq!(results[0]["level"], "note", "it is quoted");
    let commands = write(Format::Github, "The Zionist regime.", &gazetteer, "a,b.txt");
    assert_eq!(
        commands,
        "::warning file=a%2Cb.txt,line=1,endLine=1,col=5,endColumn=19,title=delegitimizing::\
         loaded term “Zionist regime” for Israel; neutral: Israel\n"
    );
}

#[test]
fn several_documents_make_one_file() {
    let gazetteer = gazetteer(LEXICON);
    let texts = ["Tehran.", "nothing", "The Zionist regime and the Zionist regime.", ""];
    let documents: Vec<Document<'_>> = texts.iter().map(|text| gazetteer.tag(text)).collect();
    for format in Format::ALL {
        let file = format.file(documents.iter().map(|document| (document, record("x"))), &gazetteer);
        match format {
            Format::LabelStudio => assert_eq!(json(&file).as_array().expect("a list").len(), 4),
            Format::Sarif => assert_eq!(json(&file)["runs"][0]["results"].as_array().expect("it").len(), 2),
            Format::Jsonl | Format::Spacy | Format::Prodigy | Format::Doccano | Format::WebAnnotation => {
                let lines: Vec<_> = file.split_terminator('\n').map(json).collect();
                assert_eq!(lines.len(), 4, "{format:?}");
            }
            Format::Tsv => assert_eq!(file.lines().count(), 4),
            Format::Html => assert_eq!(file.matches("<article").count(), 4),
            _ => {}
        }
    }
    for format in [Format::LabelStudio, Format::Sarif] {
        json(&format.file([], &gazetteer));
    }
}

/// Each attack, in every format, as text, in a name of the lexicon, inside a mention, and as a document's id.
#[test]
fn attacks_stay_text() {
    for attack in attacks() {
        let attack = attack.as_str();
        let name = format!("Jane {attack} Doe");
        let toml = format!("{LEXICON}[person.doe]\nname = {}\n", toml::Value::String(name.clone()));
        let gazetteer = gazetteer(&toml);
        let calm = gazetteer.tag("Tehran and Israel");
        let calm_page = Format::Html.file([(&calm, record("x"))], &gazetteer);
        for text in [
            format!("{attack} Tehran {attack} Israel {attack}"),
            format!("Tehran {name} Israel"),
            format!("Zionist{attack}regime {attack}"),
        ] {
            let document = gazetteer.tag(&text);
            let expected = expected(&document, &gazetteer);
            for format in Format::ALL {
                let file = write(format, &text, &gazetteer, attack);
                check_inert(format, &file, attack);
                if READ_BACK.contains(&format)
                    && !expected.iter().any(|(_, _, key)| key.as_deref() == Some("doe"))
                {
                    assert_eq!(read_back(format, &file, &text), expected, "{format:?} {text:?}");
                }
            }
            let page = write(Format::Html, &text, &gazetteer, attack);
            let carried = |c: char| {
                if c == '\0' || ('\u{80}'..='\u{9f}').contains(&c) { '\u{fffd}' } else { c }
            };
            assert_eq!(article_of(&page), text.chars().map(carried).collect::<String>());
            if document.mentions().len() == 2 && text.starts_with(attack) {
                // As many elements as with the same names and no attack.
                assert_eq!(page.matches('<').count(), calm_page.matches('<').count(), "{page}");
            }
            let attributes = ["class", "dir", "title", "scope"];
            let (_, body) = page.split_once("<main>").expect("a body");
            for (tag, _) in read_html(body) {
                let parts: Vec<&str> = tag.split('"').collect();
                for name in parts.iter().step_by(2).filter_map(|part| part.strip_suffix('=')) {
                    let name = name.rsplit(' ').next().expect("a name");
                    assert!(attributes.contains(&name), "{tag}");
                }
            }
        }
    }
}

/// The same attacks, in a report: as text, name, id, headline, group and address.
#[cfg(feature = "report")]
#[test]
fn attacks_stay_text_in_a_report() {
    use canonym::report::{About, Article, Corpus, Wording};
    let report = |word: &str| {
        let name = toml::Value::String(format!("Jane {word} Doe"));
        let gazetteer = gazetteer(&format!("{LEXICON}[person.doe]\nname = {name}\n"));
        let texts = [
            format!("Tehran, {word}, Israel. The Zionist regime."),
            format!("Tehran and Israel: Jane Roe, “{word}, the Zionist regime”"),
        ];
        let article = |(n, text): (usize, &String)| {
            let about = About {
                id: word.into(),
                headline: Some(word.into()),
                group: format!("{word}{n}"),
                date: None,
                url: Some(word.into()),
            };
            Article::new(about, &gazetteer.tag(text))
        };
        let corpus = Corpus::new(texts.iter().enumerate().map(article).collect(), &gazetteer);
        let figures = corpus.figures();
        let wording = Wording { title: word.into(), group: [word.into(), word.into()] };
        (corpus.page(&figures, &wording), corpus.tables(&figures))
    };
    let (_, calm_tables) = report("calm");
    for attack in attacks().iter().map(String::as_str) {
        let (page, tables) = report(attack);
        check_inert_page(&page, attack);
        assert_eq!(page.matches("</script").count(), 2, "{attack:?}");
        let (_, data) = page.split_once("id=\"data\">").expect("the data");
        let (data, _) = data.split_once("</script>").expect("its end");
        let text = json(data)["articles"][0]["text"].as_str().expect("a text").to_owned();
        assert_eq!(text, format!("Tehran, {attack}, Israel. The Zionist regime."));
        for (table, calm) in tables.iter().zip(&calm_tables) {
            let rows = |csv: &str| -> Vec<csv::StringRecord> {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
                reader.records().collect::<Result<_, _>>().expect("rows of one length")
            };
            // An attack may hold a name of its own; nothing of it may swallow a row.
            assert!(rows(&table.csv).len() >= rows(&calm.csv).len(), "{attack:?}");
            for cell in rows(&table.csv).iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                assert!(!cell.contains(|c: char| c.is_control()), "{cell:?}");
            }
        }
    }
}

#[cfg(feature = "report")]
fn check_inert_page(page: &str, attack: &str) {
    for c in page.chars() {
        let bad = c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!bad, "{c:?} of {attack:?}");
    }
    // Between its first link and its data the page has the tags and attributes of its template and no others.
    let tags = "a bdi br button caption code dd details dialog div dl dt fieldset h1 h2 h3 header i input label legend li main nav \
        noscript option output p rect search section select small span summary svg table tbody td th thead tr ul";
    let attributes = "aria-hidden aria-label aria-labelledby aria-sort autocomplete class colspan focusable for height href id name \
        placeholder popover preserveAspectRatio role scope spellcheck tabindex type value viewBox width x y";
    let (_, body) = page.split_once("<a class=\"skip\"").expect("the first link");
    let (body, _) = body.split_once("<script").expect("the data");
    for (tag, _) in read_html(&format!("<a class=\"skip\"{body}")) {
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().expect("a name");
        assert!(tags.split(' ').any(|known| known == name), "<{tag}> of {attack:?}");
        let parts: Vec<&str> = tag.split('"').collect();
        for pair in parts.chunks_exact(2) {
            let name = pair[0].trim_end_matches('=').rsplit(' ').next().expect("a name");
            let known = name.starts_with("data-") || attributes.split(' ').any(|known| known == name);
            assert!(known, "`{name}` in <{tag}> of {attack:?}");
            assert!(name != "href" || pair[1].starts_with('#'), "<{tag}> of {attack:?}");
        }
    }
}

fn check_inert(format: Format, file: &str, attack: &str) {
    // Carriage returns stand in an inline file where they are part of a line end.
    let bare = file.replace("\r\n", "\n");
    for c in bare.chars() {
        let separator =
            matches!(c, '\u{2028}' | '\u{2029}') && matches!(format, Format::Inline | Format::Github);
        let layout = matches!(c, '\n' | '\t');
        let bad = c.is_control() && !layout
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!bad || separator, "{c:?} of {attack:?} in {format:?}");
    }
    let json_like = !matches!(
        format,
        Format::Inline
            | Format::Tsv
            | Format::Conll
            | Format::ConllBilou
            | Format::Brat
            | Format::Nif
            | Format::Github
    );
    if json_like {
        assert!(!file.contains("</script") && !file.contains("<img") && !file.contains("<svg"), "{format:?}");
    }
    if format == Format::Github {
        assert!(file.split_terminator('\n').all(|line| line.starts_with("::warning file=")), "{file:?}");
    }
}

#[test]
fn records_pass_other_fields_through() {
    use canonym::input::JsonRecord;
    let gazetteer = gazetteer(LEXICON);
    let line = r#"{"body": "Tehran", "n": 12345678901234567890123, "mentions": 1, "who": "</script>", "id": "7", "x": {"a": [1, null]}}"#;
    let read = JsonRecord::parse(line, "body", "id").expect("a record");
    let document = gazetteer.tag(&read.text);
    let record = Record { id: "7", offsets: Offsets::Bytes, fields: &read.fields, ..Record::default() };
    let out = Format::Jsonl.file([(&document, record)], &gazetteer);
    assert!(out.contains(r#""n": 12345678901234567890123"#), "{out}");
    assert!(!out.contains("</script>"), "{out}");
    let out = json(&out);
    assert_eq!(
        (&out["who"], &out["x"]["a"][1], &out["body"]),
        (&"</script>".into(), &serde_json::Value::Null, &"Tehran".into())
    );
    assert_eq!(out["mentions"][0]["entity"], "tehran");
    for bad in ["[1]", "{\"id\": 1}", "{\"body\": 3}", "{\"body\": \"\\ud800\"}", "", "{"] {
        assert!(JsonRecord::parse(bad, "body", "id").is_err(), "{bad}");
    }
}
