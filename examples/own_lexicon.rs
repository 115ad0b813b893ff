//! A lexicon of one's own, in ten lines of TOML.
//!
//! ```text
//! $ cargo run -q --example own_lexicon
//! 0..11 Jon Fosse-Lund  jon-fosse-lund
//! ```

use canonym::{Lexicon, Reading, Source};

const TOML: &str = r#"
format = 1

[person.jon-lund]
name = "Jon Lund"
aliases = ["Jón Lund"]
short = ["Lund"]

[organization.harbor-board]
name = "Harbor Board"
abbreviations = ["HB"]
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = Source { name: "own.toml".into(), text: TOML.into(), layer: 0 };
    let (lexicon, mistakes) = Lexicon::parse(vec![source]);
    for mistake in &mistakes {
        eprintln!("{}", mistake.message);
    }
    let gazetteer = lexicon.compile()?;
    let document = gazetteer.tag("JON LUND runs the H.B.; Lund has run it since May.");
    for mention in document.mentions() {
        if let Reading::One { entity, evidence } = &mention.reading {
            let key = &gazetteer.entity(*entity).key;
            println!(
                "{:?} {} is {key} ({})",
                mention.span.range(),
                document.surface(mention),
                evidence.as_str()
            );
        }
    }
    Ok(())
}
