//! `canonym tag`: files or standard input to records or to a colored article.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use canonym::input::Decoded;
use canonym::render::{self, Record};
use canonym::{EntityId, Gazetteer};

use crate::args::{Format, Tag};
use crate::output::{Failure, Outcome, Status, complain, stdout};
use crate::{layers, parallel, terminal};

/// The longest document that is tagged, in bytes.
const LONGEST_DOCUMENT: u64 = 64 << 20;

/// What became of one file.
struct Tagged {
    bytes: Vec<u8>,
    mentioned: BTreeSet<EntityId>,
}

pub(crate) fn run(args: &Tag) -> Outcome {
    if args.files.is_empty() && io::stdin().is_terminal() {
        let usage =
            "nothing to tag: give a file, or a text on standard input (canonym tag --help tells more)";
        return Err(Failure::Message(usage.into()));
    }
    let gazetteer = layers::gazetteer(&args.lexicons)?;
    let standard_input = [PathBuf::from("-")];
    let files: &[PathBuf] = if args.files.is_empty() { &standard_input } else { &args.files };
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl });
    let mut out = stdout();
    let mut status = Status::Done;
    let mut mentioned = BTreeSet::new();
    let work = |path: &PathBuf| read(path).map(|bytes| tag(args, format, &gazetteer, path, &bytes));
    parallel::in_order(files.iter(), usize::from(args.jobs), work, |result| {
        match result {
            Ok(tagged) => {
                mentioned.extend(tagged.mentioned);
                write(&mut out, format, &tagged.bytes)?;
            }
            Err(message) => {
                status = Status::Trouble;
                complain(message);
            }
        }
        Ok::<(), Failure>(())
    })?;
    out.flush()?;
    if let Some(path) = &args.entities {
        let lines: Vec<String> = mentioned
            .iter()
            .map(|&id| render::entities_json(gazetteer.entity(id), &gazetteer) + "\n")
            .collect();
        fs::write(path, lines.concat())
            .map_err(|error| Failure::Message(format!("cannot write `{}`: {error}", path.display())))?;
    }
    Ok(status)
}

/// Drops colors where they are not wanted; records are bytes and stay as they are.
fn write(out: &mut impl Write, format: Format, bytes: &[u8]) -> io::Result<()> {
    let plain = anstream::AutoStream::choice(&io::stdout()) == anstream::ColorChoice::Never;
    if format == Format::Text && plain {
        return anstream::adapter::strip_bytes(bytes).try_for_each(|part| out.write_all(part));
    }
    out.write_all(bytes)
}

fn tag(args: &Tag, format: Format, gazetteer: &Gazetteer, path: &Path, bytes: &[u8]) -> Tagged {
    let decoded = Decoded::of(bytes);
    let mut out = Vec::with_capacity(bytes.len());
    if let Some(stage) = args.stop_after {
        let lines = gazetteer.stop_after(&decoded.text, stage.into());
        lines
            .iter()
            .for_each(|line| out.extend_from_slice(format!("{}\n", terminal::inert(line)).as_bytes()));
        return Tagged { bytes: out, mentioned: BTreeSet::new() };
    }
    let document = gazetteer.tag(&decoded.text);
    match format {
        Format::Jsonl => {
            let standard_input = path.as_os_str() == "-";
            let id = if standard_input {
                "-".into()
            } else {
                path.file_stem().unwrap_or_default().to_string_lossy()
            };
            let source = path.to_string_lossy();
            let source = (!standard_input).then_some(&*source);
            let record = Record { id: &id, source, offsets: args.offsets.into(), decoded: Some(&decoded) };
            render::write_jsonl(&document, gazetteer, &record, &mut out).expect("a vector takes all");
        }
        Format::Text => {
            terminal::article(&document, gazetteer, &mut out);
        }
    }
    let mentioned = match args.entities {
        Some(_) => document.mentions().iter().filter_map(|mention| mention.reading.entity()).collect(),
        None => BTreeSet::new(),
    };
    Tagged { bytes: out, mentioned }
}

/// The bytes of a file, or one sentence about why not.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() == "-" {
        return limited(io::stdin().lock(), "standard input");
    }
    let name = path.display().to_string();
    let fail = |error: io::Error| format!("cannot read `{name}`: {error}");
    if path.is_dir() {
        return Err(format!("cannot read `{name}`: it is a folder; name the files in it"));
    }
    limited(fs::File::open(path).map_err(fail)?, &name)
}

fn limited(reader: impl Read, name: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader
        .take(LONGEST_DOCUMENT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read `{name}`: {error}"))?;
    if bytes.len() as u64 > LONGEST_DOCUMENT {
        let limit = LONGEST_DOCUMENT >> 20;
        return Err(format!(
            "cannot tag `{name}`: it is longer than {limit} MiB, the most for one document; split it"
        ));
    }
    Ok(bytes)
}
