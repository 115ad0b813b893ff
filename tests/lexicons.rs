//! The lexicons of the repository as data: without mistakes, in order, and true to their own examples.

use std::path::Path;

use canonym::{Diagnostic, Kind, Lexicon, Severity, Source, rehearse};

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
fn the_examples_of_the_lexicons_hold() {
    let (lexicon, _) = lexicon();
    let gazetteer = lexicon.compile().expect("the lexicons have no mistakes");
    let mut failures = rehearse(&lexicon, &gazetteer);
    failures.retain(|one| one.severity == Severity::Error);
    assert!(failures.is_empty(), "\n{}", report(&failures, &lexicon));
}

/// What `TERMS-LEFT-OUT.md` says is no term alone must not be tagged as one.
#[test]
fn wordings_left_out_are_left_out() {
    let (lexicon, _) = lexicon();
    let gazetteer = lexicon.compile().expect("the lexicons have no mistakes");
    let table = include_str!("../lexicons/TERMS-LEFT-OUT.md").lines().filter(|line| line.starts_with("| "));
    let wordings =
        table.skip(1).flat_map(|row| row.split('|').nth(1).unwrap_or_default().split([',', '(', ')']));
    let is_term = |wording: &str| {
        let entity = gazetteer.name(wording).and_then(|reading| reading.entity());
        entity.is_some_and(|entity| gazetteer.entity(entity).kind == Kind::Term)
    };
    let known: Vec<&str> = wordings.map(str::trim).filter(|wording| is_term(wording)).collect();
    assert!(known.is_empty(), "terms after all, so take them off the list: {known:?}");
}

/// The parts of a Markdown text between lines of three backticks that say `toml`.
fn blocks(markdown: &str) -> Vec<String> {
    let after = markdown.split("```toml\n").skip(1);
    after.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_guide_for_authors_tells_the_truth() {
    let guide = include_str!("../lexicons/README.md");
    let blocks = blocks(guide);
    assert!(!blocks.is_empty());
    let words = Lexicon::embedded().into_iter().filter(|one| one.name.ends_with("words.toml"));
    let categories = Lexicon::embedded().into_iter().filter(|one| one.name.ends_with("categories.toml"));
    let shared: Vec<Source> = words.chain(categories).collect();
    for text in blocks {
        let mut sources = shared.clone();
        sources.push(Source { name: "README.md".into(), text: text.clone(), layer: 0 });
        let (lexicon, mut found) = Lexicon::parse(sources);
        found.extend(lexicon.check());
        if let Ok(gazetteer) = lexicon.compile() {
            found.extend(rehearse(&lexicon, &gazetteer));
        }
        assert!(found.is_empty(), "\n{}\n{text}", report(&found, &lexicon));
    }
    let tables =
        ["", "person", "organization", "place", "term", "template", "aliases", "clue", "examples", "office"];
    for key in tables.into_iter().chain(["demonym", "words"]).flat_map(Lexicon::keys_of) {
        assert!(guide.contains(&format!("`{key}`")), "the guide does not mention `{key}`");
    }
}
