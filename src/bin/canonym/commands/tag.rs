//! `canonym tag`: documents to records, annotations, pages, or to a colored article.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use canonym::render::{self, Record};
use canonym::{EntityId, Gazetteer};

use crate::args::{Format, Tag};
pub(crate) use crate::documents::read_file as read;
use crate::documents::{self, Document};
use crate::output::{Failure, Outcome, Status, stdout};
use crate::{layers, parallel, terminal};

/// What became of one document.
struct Tagged {
    id: String,
    bytes: Vec<u8>,
    /// The text, where it goes into a file of its own.
    text: Option<String>,
    mentioned: BTreeSet<EntityId>,
}

pub(crate) fn run(args: &Tag) -> Outcome {
    let (documents, progress) = documents::read(&args.inputs)?;
    let gazetteer = layers::gazetteer(&args.lexicons)?;
    let on_terminal = io::stdout().is_terminal() && args.output_dir.is_none();
    let format = args.format.unwrap_or(match on_terminal {
        true => Format::Text,
        false => Format::File(render::Format::Jsonl),
    });
    let mut sink = Sink::new(args, format, &gazetteer)?;
    let mut status = Status::Done;
    let mut mentioned = BTreeSet::new();
    let mut n_documents = 0;
    let work = |document: Result<Document, String>| tag(args, format, &gazetteer, &document?);
    parallel::in_order(documents, usize::from(args.inputs.jobs), work, |result| {
        match result {
            Ok(tagged) => {
                n_documents += 1;
                progress.done(n_documents);
                sink.put(&tagged)?;
                mentioned.extend(tagged.mentioned);
            }
            Err(message) => {
                status = Status::Trouble;
                progress.complain(&message);
            }
        }
        Ok::<(), Failure>(())
    })?;
    progress.finish();
    sink.finish()?;
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

fn tag(args: &Tag, format: Format, gazetteer: &Gazetteer, document: &Document) -> Result<Tagged, String> {
    let decoded = document.decode()?;
    let gazetteer = &*document.on_its_day(gazetteer);
    let id = document.id.clone();
    if let Some(stage) = args.stop_after {
        let lines = gazetteer.stop_after(&decoded.text, stage.into());
        let bytes = lines.iter().map(|line| terminal::inert(line) + "\n").collect::<String>().into_bytes();
        return Ok(Tagged { id, bytes, text: None, mentioned: BTreeSet::new() });
    }
    let tagged = gazetteer.tag(&decoded.text);
    let bytes = match format {
        Format::Text => {
            let mut bytes = Vec::new();
            terminal::article(&tagged, gazetteer, &mut bytes);
            bytes
        }
        Format::File(format) => {
            let record = Record {
                id: &document.id,
                source: document.source.as_deref(),
                offsets: args.offsets.into(),
                decoded: Some(&decoded),
                text: document.is_extracted(),
                fields: &document.fields,
            };
            let mut out = String::new();
            format.write(&tagged, gazetteer, &record, &mut out);
            out.into_bytes()
        }
    };
    let mentioned = match args.entities {
        Some(_) => tagged.mentions().iter().filter_map(|mention| mention.reading.entity()).collect(),
        None => BTreeSet::new(),
    };
    let apart = args.output_dir.is_some() && format == Format::File(render::Format::Brat);
    let text = apart.then(|| decoded.text.to_string());
    Ok(Tagged { id, bytes, text, mentioned })
}

/// Where results go: standard output, or a file a document.
struct Sink<'a> {
    format: Format,
    stage: bool,
    gazetteer: &'a Gazetteer,
    folder: Option<&'a Path>,
    /// How often a file's name was wanted.
    names: HashMap<String, usize>,
    out: io::BufWriter<io::StdoutLock<'static>>,
    n_documents: usize,
    n_written: usize,
}

impl<'a> Sink<'a> {
    fn new(args: &'a Tag, format: Format, gazetteer: &'a Gazetteer) -> Result<Sink<'a>, Failure> {
        let folder = args.output_dir.as_deref();
        let mut out = stdout();
        let stage = args.stop_after.is_some();
        match folder {
            Some(folder) => {
                fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
                if format == Format::File(render::Format::Brat) {
                    save(&folder.join("annotation.conf"), render::ANNOTATION_CONF.as_bytes())?;
                    save(&folder.join("visual.conf"), render::VISUAL_CONF.as_bytes())?;
                }
            }
            None => {
                if let Format::File(format) = format
                    && !stage
                {
                    out.write_all(format.head(gazetteer).as_bytes())?;
                }
            }
        }
        let (names, n_documents, n_written) = (HashMap::new(), 0, 0);
        Ok(Sink { format, stage, gazetteer, folder, names, out, n_documents, n_written })
    }

    fn put(&mut self, tagged: &Tagged) -> Result<(), Failure> {
        self.n_documents += 1;
        if let Some(folder) = self.folder {
            let stem = self.name(&tagged.id);
            let mut path = folder.join(stem);
            return match self.format {
                Format::File(format) if !self.stage => {
                    path.as_mut_os_string().push(format!(".{}", format.extension()));
                    let head = format.head(self.gazetteer);
                    let whole = [head.as_bytes(), &tagged.bytes, format.tail().as_bytes()].concat();
                    save(&path, &whole)?;
                    match &tagged.text {
                        Some(text) => save(&path.with_extension("txt"), text.as_bytes()),
                        None => Ok(()),
                    }
                }
                _ => {
                    path.as_mut_os_string().push(".txt");
                    let plain: Vec<u8> =
                        anstream::adapter::strip_bytes(&tagged.bytes).flatten().copied().collect();
                    save(&path, &plain)
                }
            };
        }
        match self.format {
            Format::File(format) if !self.stage => {
                if self.n_documents > 1 && !format.holds_many() {
                    let word = format.as_str();
                    let help = format!("{word} holds one document a file: give --output-dir for several");
                    return Err(Failure::Message(help));
                }
                if !tagged.bytes.is_empty() {
                    if self.n_written > 0 {
                        self.out.write_all(format.between().as_bytes())?;
                    }
                    self.n_written += 1;
                    self.out.write_all(&tagged.bytes)?;
                }
            }
            // Colors are dropped where they are not wanted.
            _ if anstream::AutoStream::choice(&io::stdout()) == anstream::ColorChoice::Never => {
                anstream::adapter::strip_bytes(&tagged.bytes)
                    .try_for_each(|part| self.out.write_all(part))?;
            }
            _ => self.out.write_all(&tagged.bytes)?,
        }
        Ok(())
    }

    /// A file name for a document: its id without what file systems mind; a second one of the name gets a number.
    fn name(&mut self, id: &str) -> PathBuf {
        let safe: String = id
            .chars()
            .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' })
            .take(120)
            .collect();
        let safe = match safe.trim_matches('.') {
            "" | "-" => "document".to_owned(),
            name => name.to_owned(),
        };
        // Some file systems do not tell case apart.
        let times = self.names.entry(canonym::fold(&safe)).or_default();
        *times += 1;
        PathBuf::from(if *times == 1 { safe } else { format!("{safe}~{times}") })
    }

    fn finish(mut self) -> Result<(), Failure> {
        if let (Format::File(format), None, false) = (self.format, self.folder, self.stage) {
            self.out.write_all(format.tail().as_bytes())?;
        }
        Ok(self.out.flush()?)
    }
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::Message(format!("cannot write `{}`: {error}", path.display()))
}
