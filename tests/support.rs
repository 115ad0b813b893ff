//! What tests share: a lexicon from a few lines of TOML, texts with braces around what must be tagged.

use canonym::{Document, Gazetteer, Lexicon, Reading, Source, Span};

/// Compiles TOML, given without the `format` line. Panics with the diagnostics when there is a mistake in it.
pub(crate) fn gazetteer(toml: &str) -> Gazetteer {
    let source = Source { name: "test.toml".into(), text: format!("format = 1\n{toml}"), layer: 0 };
    let (lexicon, found) = Lexicon::parse(vec![source]);
    lexicon.compile().unwrap_or_else(|error| panic!("{error}: {found:#?}\n{toml}"))
}

/// The text without its braces, and the spans that they enclosed.
pub(crate) fn braced(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut open = None;
    for c in marked.chars() {
        match c {
            '{' => open = Some(text.len()),
            '}' => spans.push(Span::new(open.take().expect("a brace opens before it closes"), text.len())),
            _ => text.push(c),
        }
    }
    (text, spans)
}

/// Span and entity key (`?` and the candidates where it is open) of each mention.
pub(crate) fn readings(document: &Document<'_>, gazetteer: &Gazetteer) -> Vec<(Span, String)> {
    let reading = |mention: &canonym::Mention| match &mention.reading {
        Reading::One { entity, .. } => gazetteer.entity(*entity).key.clone(),
        Reading::Ambiguous(candidates) => {
            let keys: Vec<&str> = candidates.iter().map(|id| gazetteer.entity(*id).key.as_str()).collect();
            format!("?{}", keys.join("|"))
        }
    };
    document.mentions().iter().map(|mention| (mention.span, reading(mention))).collect()
}

/// Tags the text of `marked` and compares: each brace is one mention, in order, and means the entity beside it.
pub(crate) fn check(gazetteer: &Gazetteer, marked: &str, entities: &[&str]) {
    let (text, spans) = braced(marked);
    assert_eq!(spans.len(), entities.len(), "one entity a brace in {marked:?}");
    let expected: Vec<(Span, String)> =
        spans.into_iter().zip(entities.iter().map(|key| key.to_string())).collect();
    let document = gazetteer.tag(&text);
    let found = readings(&document, gazetteer);
    let show = |readings: &[(Span, String)]| -> Vec<String> {
        readings.iter().map(|(span, key)| format!("{:?} {span:?} = {key}", &text[span.range()])).collect()
    };
    assert_eq!(show(&found), show(&expected), "in {text:?}");
}
