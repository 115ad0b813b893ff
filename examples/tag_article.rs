//! Tags the text on standard input with the lexicons that come with the library, one JSON record.
//!
//! ```text
//! $ echo "Esmail Baghaei spoke in TEHRAN." | cargo run -q --example tag_article
//! {"id": "-", "offsets": "code-points", ... "surface": "TEHRAN", "kind": "place", "entity": "tehran", ...]}
//! ```

use std::io;

use canonym::Lexicon;
use canonym::render::{Record, write_jsonl};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = io::read_to_string(io::stdin())?;
    let (lexicon, _) = Lexicon::parse(Lexicon::embedded());
    let gazetteer = lexicon.compile()?;
    let document = gazetteer.tag(&text);
    write_jsonl(&document, &gazetteer, &Record { id: "-", ..Record::default() }, &mut io::stdout())?;
    Ok(())
}
