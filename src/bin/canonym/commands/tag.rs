//! `canonym tag`: documents to records, annotations, pages, tables, or to a colored article.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use canonym::render::{self, Record};
use canonym::{EntityId, Gazetteer};

use crate::args::{Format, Tag};
pub(crate) use crate::documents::read_file as read;
use crate::documents::{AT_WORK, Document, Documents};
use crate::folder::Folder;
use crate::output::{self, Failure, Outcome, Stream};
use crate::spared::Spared;
use crate::whole::Target;
use crate::{layers, terminal};

/// What became of one document.
struct Tagged {
    id: String,
    body: Body,
    /// The text, where it goes into a file of its own.
    text: Option<String>,
    mentioned: BTreeSet<EntityId>,
}

enum Body {
    Bytes(Vec<u8>),
    #[cfg(feature = "arrow")]
    Row(Box<render::Row>),
}

pub(crate) fn run(args: &Tag) -> Outcome {
    let output = args.output.as_deref();
    let on_terminal = io::stdout().is_terminal() && args.output_dir.is_none() && output.is_none();
    let by_ending = || output.and_then(Format::of_ending);
    let format = args.format.or_else(by_ending).unwrap_or(match on_terminal {
        true => Format::Text,
        false => Format::File(render::Format::Jsonl),
    });
    if matches!(format, Format::Parquet | Format::Arrow) && args.stop_after.is_none() {
        if cfg!(not(feature = "arrow")) {
            return Err(Failure::Message(output::built_without("tables", "arrow")));
        }
        if on_terminal {
            return Err(Failure::Message("a table is no text for a terminal: give --output FILE".into()));
        }
    }
    let documents = Documents::of(&args.inputs.files, &args.inputs.options)?;
    let mut spared = Spared::of(documents.files(), &args.lexicons)?;
    let target = output.map(|path| spared.claim(path)).transpose()?;
    if output.is_none() && args.output_dir.is_none() {
        spared.claim_standard_output()?;
    }
    let entities = args.entities.as_deref().map(|path| spared.claim(path)).transpose()?;
    let gazetteer = layers::gazetteer(&args.lexicons)?;
    let mut sink = Sink::new(args, format, &gazetteer, target, spared)?;
    let mut mentioned = BTreeSet::new();
    let work = |document: Document| tag(args, format, &gazetteer, &document);
    let status = documents.each(args.inputs.jobs, work, |tagged| {
        mentioned.extend(tagged.mentioned.iter().copied());
        sink.put(tagged)
    })?;
    sink.finish()?;
    if let Some(target) = entities {
        let lines: Vec<String> = mentioned
            .iter()
            .map(|&id| render::entities_json(gazetteer.entity(id), &gazetteer) + "\n")
            .collect();
        target.save(lines.concat().as_bytes())?;
    }
    Ok(status)
}

fn tag(args: &Tag, format: Format, gazetteer: &Gazetteer, document: &Document) -> Result<Tagged, String> {
    let decoded = document.decode()?;
    let gazetteer = &*document.on_its_day(gazetteer);
    let id = document.id.clone();
    if let Some(stage) = args.stop_after {
        let lines = gazetteer.stop_after(&decoded.text, stage.into(), &AT_WORK);
        let lines = lines.map_err(|error| document.refuse(&error))?;
        let bytes = lines.iter().map(|line| terminal::inert(line) + "\n").collect::<String>().into_bytes();
        return Ok(Tagged { id, body: Body::Bytes(bytes), text: None, mentioned: BTreeSet::new() });
    }
    let tagged = document.tag(&decoded.text, gazetteer)?;
    let record = Record {
        id: &document.id,
        source: document.source.as_deref(),
        offsets: args.offsets.into(),
        decoded: Some(&decoded),
        text: document.is_extracted(),
        fields: &document.fields,
    };
    let body = match format {
        Format::Text => {
            let mut bytes = Vec::new();
            terminal::article(&tagged, gazetteer, &mut bytes);
            Body::Bytes(bytes)
        }
        Format::File(format) => {
            let mut out = String::new();
            format.write(&tagged, gazetteer, &record, &mut out);
            Body::Bytes(out.into_bytes())
        }
        #[cfg(feature = "arrow")]
        Format::Parquet | Format::Arrow => {
            let row = render::Row::of(&tagged, gazetteer, &record);
            Body::Row(Box::new(row.map_err(|error| format!("cannot use `{id}`: {error}"))?))
        }
        #[cfg(not(feature = "arrow"))]
        Format::Parquet | Format::Arrow => return Err(output::built_without("tables", "arrow")),
    };
    let mentioned = match args.entities {
        Some(_) => tagged.mentions().iter().filter_map(|mention| mention.reading.entity()).collect(),
        None => BTreeSet::new(),
    };
    let apart = args.output_dir.is_some() && format == Format::File(render::Format::Brat);
    let text = apart.then(|| decoded.text.to_string());
    Ok(Tagged { id, body, text, mentioned })
}

/// Where results go: one stream, a table, or a file a document.
enum Out {
    Stream(Stream),
    #[cfg(feature = "arrow")]
    Table(render::TableWriter<Stream>),
    Folder(Folder),
}

struct Sink<'a> {
    /// None for plain text: the article of a terminal, or what a stage gives.
    format: Option<render::Format>,
    #[cfg_attr(not(feature = "arrow"), allow(dead_code, reason = "only tables ask for it"))]
    args: &'a Tag,
    gazetteer: &'a Gazetteer,
    out: Out,
    spared: Spared,
    n_documents: usize,
    n_written: usize,
}

impl<'a> Sink<'a> {
    fn new(
        args: &'a Tag,
        format: Format,
        gazetteer: &'a Gazetteer,
        target: Option<Target>,
        spared: Spared,
    ) -> Result<Sink<'a>, Failure> {
        let plain = args.stop_after.is_some();
        let (format, table) = match format {
            _ if plain => (None, None),
            Format::Text => (None, None),
            Format::File(format) => (Some(format), None),
            Format::Parquet | Format::Arrow => (None, Some(format)),
        };
        let out = match (&args.output_dir, table) {
            (Some(path), _) => {
                let folder = Folder::create(path)?;
                if format == Some(render::Format::Brat) {
                    for (name, text) in
                        [("annotation.conf", render::ANNOTATION_CONF), ("visual.conf", render::VISUAL_CONF)]
                    {
                        spared.target(&path.join(name))?.save(text.as_bytes())?;
                    }
                }
                Out::Folder(folder)
            }
            #[cfg(feature = "arrow")]
            (None, Some(format)) => {
                let stream = Stream::open(target)?;
                let offsets = args.offsets.into();
                Out::Table(render::TableWriter::new(kind(format), stream, gazetteer, offsets)?)
            }
            (None, _) => {
                let mut stream = Stream::open(target)?;
                if let Some(format) = format {
                    stream.write_all(format.head(gazetteer).as_bytes())?;
                }
                Out::Stream(stream)
            }
        };
        Ok(Sink { format, args, gazetteer, out, spared, n_documents: 0, n_written: 0 })
    }

    fn put(&mut self, tagged: Tagged) -> Result<(), Failure> {
        self.n_documents += 1;
        let bytes = match (tagged.body, &mut self.out) {
            (Body::Bytes(bytes), _) => bytes,
            #[cfg(feature = "arrow")]
            (Body::Row(row), Out::Table(table)) => return Ok(table.push(*row)?),
            #[cfg(feature = "arrow")]
            (Body::Row(row), Out::Folder(folder)) => {
                let format = self.args.format.unwrap_or(Format::Parquet);
                let offsets = self.args.offsets.into();
                let mut table = render::TableWriter::new(kind(format), Vec::new(), self.gazetteer, offsets)?;
                table.push(*row)?;
                let ending = if format == Format::Arrow { "arrow" } else { "parquet" };
                return folder.save(&tagged.id, &[(ending, &table.finish()?)], &self.spared);
            }
            #[cfg(feature = "arrow")]
            (Body::Row(_), Out::Stream(_)) => return Ok(()),
        };
        match &mut self.out {
            Out::Folder(folder) => {
                let Some(format) = self.format else {
                    let plain: Vec<u8> = anstream::adapter::strip_bytes(&bytes).flatten().copied().collect();
                    return folder.save(&tagged.id, &[("txt", &plain)], &self.spared);
                };
                let head = format.head(self.gazetteer);
                let whole = [head.as_bytes(), &bytes, format.tail().as_bytes()].concat();
                let mut files = vec![(format.extension(), whole.as_slice())];
                // Places count in the text beside.
                files.extend(tagged.text.iter().map(|text| ("txt", text.as_bytes())));
                folder.save(&tagged.id, &files, &self.spared)
            }
            Out::Stream(out) => {
                let Some(format) = self.format else {
                    // Colors are dropped where they are not wanted.
                    let colors = matches!(out, Stream::Stdout(_))
                        && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
                    match colors {
                        true => out.write_all(&bytes)?,
                        false => {
                            anstream::adapter::strip_bytes(&bytes).try_for_each(|part| out.write_all(part))?
                        }
                    }
                    return Ok(());
                };
                if self.n_documents > 1 && !format.holds_many() {
                    let word = format.as_str();
                    let help = format!("{word} holds one document a file: give --output-dir for several");
                    return Err(Failure::Message(help));
                }
                if !bytes.is_empty() {
                    if self.n_written > 0 {
                        out.write_all(format.between().as_bytes())?;
                    }
                    self.n_written += 1;
                    out.write_all(&bytes)?;
                }
                Ok(())
            }
            #[cfg(feature = "arrow")]
            Out::Table(_) => Ok(()),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self.out {
            Out::Stream(mut out) => {
                if let Some(format) = self.format {
                    out.write_all(format.tail().as_bytes())?;
                }
                out.finish()
            }
            #[cfg(feature = "arrow")]
            Out::Table(table) => table.finish()?.finish(),
            Out::Folder(..) => Ok(()),
        }
    }
}

#[cfg(feature = "arrow")]
fn kind(format: Format) -> render::Table {
    if format == Format::Arrow { render::Table::Arrow } else { render::Table::Parquet }
}
