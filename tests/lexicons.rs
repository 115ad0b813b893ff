//! The lexicons of the repository as data: without mistakes, in order, and true to their own examples.

use std::path::Path;

use canonym::{Diagnostic, Lexicon, Severity, rehearse};

fn lexicon() -> (Lexicon, Vec<Diagnostic>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    Lexicon::parse(Lexicon::read(&folder).expect("the folder is part of the repository"))
}

/// One finding a line: place, code, message.
fn report(found: &[Diagnostic], lexicon: &Lexicon) -> String {
    let line = |one: &Diagnostic| {
        let source = &lexicon.sources()[one.at.source.index()];
        let line = source.text[..one.at.span.start].matches('\n').count() + 1;
        format!("{}:{line}: {}: {}\n", source.name, one.code.as_str(), one.message)
    };
    found.iter().map(line).collect()
}

#[test]
fn the_lexicons_have_no_mistakes() {
    let (lexicon, mut found) = lexicon();
    found.extend(lexicon.check());
    found.retain(|one| one.severity == Severity::Error);
    assert!(found.is_empty(), "\n{}", report(&found, &lexicon));
}

#[test]
#[ignore = "some examples of people wait for the rules of romanization"]
fn the_examples_of_the_lexicons_hold() {
    let (lexicon, _) = lexicon();
    let gazetteer = lexicon.compile().expect("the lexicons have no mistakes");
    let mut failures = rehearse(&lexicon, &gazetteer);
    failures.retain(|one| one.severity == Severity::Error);
    assert!(failures.is_empty(), "\n{}", report(&failures, &lexicon));
}
