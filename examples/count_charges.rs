//! Counts loaded terms by category, apart for the outlet's own words and for quoted speech.
//!
//! ```text
//! $ cargo run -q --example count_charges < examples/article.txt
//! delegitimizing       2 by the outlet, 1 quoted
//! ```

use std::collections::BTreeMap;
use std::io;

use canonym::{Lexicon, Voice};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = io::read_to_string(io::stdin())?;
    let (lexicon, _) = Lexicon::parse(Lexicon::embedded());
    let gazetteer = lexicon.compile()?;
    let document = gazetteer.tag(&text);
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for mention in document.mentions() {
        let entity = mention.reading.entity().map(|id| gazetteer.entity(id));
        if let Some(charge) = entity.and_then(|entity| entity.charge.as_ref()) {
            let quoted = matches!(mention.voice, Voice::Quoted { .. });
            counts.entry(&charge.category).or_default()[usize::from(quoted)] += 1;
        }
    }
    for (category, [narrated, quoted]) in counts {
        println!("{category:20} {narrated} by the outlet, {quoted} quoted");
    }
    Ok(())
}
