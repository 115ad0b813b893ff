//! Tags the files named on the command line with a lexicon folder, one JSON record a line.
use std::io::Write;

use canonym::Lexicon;
use canonym::render::{Record, write_jsonl};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "lexicons".into());
    let (lexicon, problems) = Lexicon::parse(Lexicon::read(folder.as_ref())?);
    for problem in problems.iter().take(20) {
        eprintln!("{}: {}", problem.code.0, problem.message);
    }
    let gazetteer = lexicon.compile()?;
    let mut out = std::io::stdout().lock();
    for path in args {
        let text = std::fs::read_to_string(&path)?;
        let id = std::path::Path::new(&path).file_stem().and_then(|stem| stem.to_str()).unwrap_or("-");
        write_jsonl(&gazetteer.tag(&text), &gazetteer, &Record { id, ..Record::default() }, &mut out)?;
    }
    out.flush()?;
    Ok(())
}
