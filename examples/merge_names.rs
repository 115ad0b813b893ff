//! Groups bare names, one a line on standard input, by the entity they mean.
//!
//! ```text
//! $ printf 'Esmail Baghaei\nThe Hague\nEsmaeil Baqaei\n' | cargo run -q --example merge_names
//! esmaeil-baghaei: Esmaeil Baqaei, Esmail Baghaei
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use canonym::Lexicon;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (lexicon, _) = Lexicon::parse(Lexicon::embedded());
    let gazetteer = lexicon.compile()?;
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for name in io::stdin().lines() {
        let name = name?;
        let entities: BTreeSet<_> = gazetteer.senses(&name).iter().map(|sense| sense.entity).collect();
        if let [entity] = Vec::from_iter(&entities)[..] {
            names.entry(&gazetteer.entity(*entity).key).or_default().insert(name);
        }
    }
    for (key, spellings) in names {
        println!("{key}: {}", Vec::from_iter(spellings).join(", "));
    }
    Ok(())
}
