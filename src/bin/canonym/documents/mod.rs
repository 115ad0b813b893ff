//! What is read: files, folders, packed files, records a line, web pages, web archives; one document after the other, in order.

mod lines;
mod progress;
mod records;

use std::borrow::Cow;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use canonym::Limits;
use canonym::input::Decoded;
use canonym::{Date, Gazetteer};
use ignore::DirEntry;
use indicatif::ProgressBar;

use crate::args::{InputKind, ReadOptions};
use crate::output::{Failure, Outcome, Status};
use crate::parallel;
use crate::unpack::{Input, Packing};

use lines::Line;
pub(crate) use lines::{Lines, read_line};
use progress::Progress;
use records::Records;

const LIMITS: Limits = Limits::DEFAULT;

/// Those of a document that is worked on. Its bytes were counted when it was read; decoded, it may have more.
pub(crate) const AT_WORK: Limits = {
    let mut limits = LIMITS;
    limits.document_bytes = usize::MAX;
    limits
};

/// One document, not yet decoded.
#[derive(Debug)]
pub(crate) struct Document {
    /// The record's own id, or the file's name without its endings; `-` for standard input.
    pub(crate) id: String,
    /// The path as given; for records with the line.
    pub(crate) source: Option<String>,
    pub(crate) content: Content,
    /// When it was written, where the command or its record says so.
    pub(crate) date: Option<Date>,
    /// The fields of its record, as name and JSON.
    pub(crate) fields: Vec<(String, String)>,
    /// Whether it was taken out of a web archive.
    pub(crate) archived: bool,
}

#[derive(Debug)]
pub(crate) enum Content {
    /// Bytes of a text.
    Bytes(Vec<u8>),
    /// A text out of a record.
    Text(String),
    /// Bytes of a text out of a web archive, and the encoding that its server named.
    #[cfg(feature = "warc")]
    Served(Vec<u8>, Option<String>),
    /// Bytes of a web page, and the encoding that its server named.
    #[cfg_attr(not(feature = "html"), allow(dead_code, reason = "made only where pages can be read"))]
    Page(Vec<u8>, Option<String>),
}

impl Document {
    /// Whether the text exists nowhere else.
    pub(crate) fn is_extracted(&self) -> bool {
        matches!(self.content, Content::Page(..)) || self.archived
    }

    /// The gazetteer for the day on which the text was written.
    pub(crate) fn on_its_day<'g>(&self, gazetteer: &'g Gazetteer) -> Cow<'g, Gazetteer> {
        match self.date {
            Some(date) => Cow::Owned(gazetteer.clone().dated(date)),
            None => Cow::Borrowed(gazetteer),
        }
    }

    /// Says why it is not worked on.
    pub(crate) fn refuse(&self, why: &dyn Display) -> String {
        let name =
            self.source.as_ref().map_or_else(|| "standard input".into(), |source| format!("`{source}`"));
        cannot_tag(&name, why)
    }

    /// Tags its text, which [`decode`](Self::decode) gave, within the limits.
    ///
    /// # Errors
    ///
    /// More than the limits allow, in one sentence.
    pub(crate) fn tag<'t>(
        &self,
        text: &'t str,
        gazetteer: &Gazetteer,
    ) -> Result<canonym::Document<'t>, String> {
        gazetteer.tag_within(text, &AT_WORK).map_err(|error| self.refuse(&error))
    }

    /// The text, with the way back to its bytes.
    ///
    /// # Errors
    ///
    /// A page that cannot be read or has no article, in one sentence.
    pub(crate) fn decode(&self) -> Result<Decoded<'_>, String> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Decoded::of(bytes)),
            Content::Text(text) => Ok(Decoded::from(text.as_str())),
            #[cfg(feature = "warc")]
            Content::Served(bytes, charset) => Decoded::served(bytes, charset.as_deref())
                .map_err(|why| format!("cannot read the text `{}`: {why}", self.id)),
            #[cfg(feature = "html")]
            Content::Page(bytes, charset) => {
                let name = if self.archived { &self.id } else { self.source.as_ref().unwrap_or(&self.id) };
                let page = canonym::input::Page::of(bytes, charset.as_deref())
                    .map_err(|why| format!("cannot read the page `{name}`: {why}"))?;
                if page.text.is_empty() {
                    return Err(format!("found no article on the page `{name}`"));
                }
                Ok(page.into_decoded())
            }
            #[cfg(not(feature = "html"))]
            Content::Page(..) => Err("pages cannot be read".into()),
        }
    }
}

/// What one look at the input brought. Lines become documents only where they are worked on.
enum Arrival {
    One(Box<Result<Document, String>>),
    Lines(Arc<Records>, Vec<Line>),
}

impl Arrival {
    fn one(document: Result<Document, String>) -> Arrival {
        Arrival::One(Box::new(document))
    }

    fn each(self, mut take: impl FnMut(Result<Document, String>)) {
        match self {
            Arrival::One(document) => take(*document),
            Arrival::Lines(records, lines) => {
                for line in lines {
                    take(line.and_then(|(n, line)| records.document(n, &line)));
                }
            }
        }
    }
}

type Arrivals = Box<dyn Iterator<Item = Arrival> + Send>;

/// So many documents of one file that are not used are named, one by one.
const MOST_NAMED: usize = 100;

/// Complains of what is not used, and of the many in one file without an end of messages.
struct Refusals<'d> {
    files: &'d [Result<PathBuf, String>],
    progress: &'d Progress,
    /// Of this file.
    file: usize,
    n: usize,
    /// What was held back last: of a file that was cut short, this says so.
    last: Option<String>,
}

impl Refusals<'_> {
    fn add(&mut self, file: usize, message: String) {
        if file != self.file {
            self.tell();
            (self.file, self.n) = (file, 0);
        }
        self.n += 1;
        match self.n > MOST_NAMED {
            true => self.last = Some(message),
            false => self.progress.complain(&message),
        }
    }

    /// Says what was held back.
    fn tell(&mut self) {
        let Some(last) = self.last.take() else { return };
        let name = self.files[self.file].as_ref().map_or_else(String::clone, |path| name_of(path));
        let n = self.n - MOST_NAMED;
        self.progress.complain(&format!("and {n} more of {name}; the last: {last}"));
    }
}

/// The documents of some files, not yet read.
pub(crate) struct Documents {
    files: Arc<Vec<Result<PathBuf, String>>>,
    /// With the file that each is of.
    arrivals: Box<dyn Iterator<Item = (usize, Arrival)> + Send>,
    progress: Progress,
}

impl Documents {
    /// The documents of `files`, or of standard input where there are none.
    ///
    /// # Errors
    ///
    /// Nothing to read, or a kind of input that this program was built without.
    pub(crate) fn of(files: &[PathBuf], options: &ReadOptions) -> Result<Documents, Failure> {
        if files.is_empty() && io::stdin().is_terminal() {
            let usage = "nothing to read: give a file, or a text on standard input (--help tells more)";
            return Err(Failure::Message(usage.into()));
        }
        let lacking = match options.input {
            Some(InputKind::Html) if cfg!(not(feature = "html")) => Some(("web pages", "html")),
            Some(InputKind::Warc) if cfg!(not(feature = "warc")) => Some(("web archives", "warc")),
            _ => None,
        };
        if let Some((what, feature)) = lacking {
            return Err(Failure::Message(crate::output::built_without(what, feature)));
        }
        let files: Vec<Result<PathBuf, String>> = if files.is_empty() {
            vec![Ok(PathBuf::from("-"))]
        } else {
            files.iter().flat_map(|path| expand(path, options)).collect()
        };
        let sizes = files.iter().flatten().filter_map(|path| path.metadata().ok());
        let progress = Progress::new(sizes.map(|metadata| metadata.len()).sum(), options.no_progress);
        let (options, bar) = (options.clone(), progress.bar.clone());
        let files = Arc::new(files);
        let given = Arc::clone(&files);
        let arrivals = (0..files.len()).flat_map(move |n| {
            let arrivals = match &given[n] {
                Ok(path) => arrivals(path.clone(), &options, &bar),
                Err(message) => alone(Err(message.clone())),
            };
            arrivals.map(move |arrival| (n, arrival))
        });
        Ok(Documents { files, arrivals: Box::new(arrivals), progress })
    }

    /// The files that will be read, `-` for standard input.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().flatten().map(PathBuf::as_path)
    }

    /// Calls `work` on each document, on `jobs` threads, and `take` on what comes of it, on this thread and in order. What cannot be read or
    /// worked on, or what `take` [refuses](Failure::Refused) to write, is complained of in its place, unless
    /// it is one of many, and makes the status [`Trouble`](Status::Trouble).
    ///
    /// # Errors
    ///
    /// What else `take` fails with; the documents that follow are left then.
    pub(crate) fn each<R: Send>(
        self,
        jobs: u16,
        work: impl Fn(Document) -> Result<R, String> + Sync,
        mut take: impl FnMut(R) -> Result<(), Failure>,
    ) -> Outcome {
        let Documents { files, arrivals, progress } = self;
        let (mut status, mut n_documents) = (Status::Done, 0);
        let mut refusals = Refusals { files: &files, progress: &progress, file: 0, n: 0, last: None };
        let work = |(file, arrival): (usize, Arrival)| {
            let mut results = Vec::new();
            arrival.each(|document| results.push(document.and_then(&work)));
            (file, results)
        };
        let done = parallel::in_order(arrivals, usize::from(jobs), work, |(file, results)| {
            results.into_iter().try_for_each(|result| {
                let taken = result.map_err(Failure::Refused).and_then(|result| {
                    n_documents += 1;
                    progress.done(n_documents);
                    take(result)
                });
                match taken {
                    Err(Failure::Refused(message)) => {
                        status = Status::Trouble;
                        refusals.add(file, message);
                        Ok(())
                    }
                    taken => taken,
                }
            })
        });
        refusals.tell();
        progress.finish();
        done.map(|()| status)
    }
}

/// The bytes of one file, unpacked, or one sentence about why not.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let name = name_of(path);
    if path.is_dir() {
        return Err(format!("cannot read {name}: it is a folder; name the files in it"));
    }
    let mut input = open(path, &ProgressBar::hidden())?;
    let bytes = limited(&mut input, &name)?;
    input.left_out(&name).map_or(Ok(bytes), Err)
}

/// The files that `path` stands for.
fn expand(path: &Path, options: &ReadOptions) -> Vec<Result<PathBuf, String>> {
    if !path.is_dir() {
        return vec![Ok(path.to_path_buf())];
    }
    let mut walk = ignore::WalkBuilder::new(path);
    walk.standard_filters(!options.no_ignore).sort_by_file_path(Path::cmp);
    let mut files = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) => files.extend(wanted(entry, path, options)),
            Err(error) => files.push(Err(cannot_walk(path, &error))),
        }
    }
    if files.is_empty() {
        let kinds = match (cfg!(feature = "html"), cfg!(feature = "warc")) {
            (_, true) => ".txt, .md, .jsonl, .html or .warc",
            (true, false) => ".txt, .md, .jsonl or .html",
            (false, false) => ".txt, .md or .jsonl",
        };
        files.push(Err(format!("found nothing to read in `{}`: no {kinds} file", path.display())));
    }
    files
}

/// The file in `folder` that `entry` is or leads to, if it is one to be read. Links to folders are not followed, as they may lead round in
/// circles or out of what was given; those that lead out are said.
fn wanted(entry: DirEntry, folder: &Path, options: &ReadOptions) -> Option<Result<PathBuf, String>> {
    let kind = entry.file_type().filter(|_| entry.depth() > 0)?;
    let path = entry.into_path();
    let is_wanted = options.input.is_some() || kind_by_name(&path).is_some_and(is_readable);
    let file = |path: PathBuf, is_file: bool| match is_file {
        true => Ok(path),
        // Whoever walks by would wait for ever.
        false => Err(cannot_read(&path, &"it is a pipe or a device; name it itself to have it read")),
    };
    if !kind.is_symlink() {
        return (is_wanted && !kind.is_dir()).then(|| file(path, kind.is_file()));
    }
    match path.metadata() {
        Ok(target) if target.is_dir() => {
            let real = |path: &Path| path.canonicalize().ok();
            // Read where it stands.
            let inside = real(&path).zip(real(folder)).is_some_and(|(path, folder)| path.starts_with(folder));
            let why = "it is a link to a folder elsewhere; name that folder, too";
            (!inside).then(|| Err(cannot_read(&path, &why)))
        }
        Ok(target) => is_wanted.then(|| file(path, target.is_file())),
        Err(error) => is_wanted.then(|| Err(cannot_read(&path, &error))),
    }
}

/// Says what went wrong on the way through `folder`: where, and what the system says.
fn cannot_walk(folder: &Path, error: &ignore::Error) -> String {
    let (mut path, mut error) = (folder, error);
    loop {
        error = match error {
            ignore::Error::WithPath { path: at, err } => {
                path = at;
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            // What it wraps is what the system said.
            ignore::Error::Io(wrapper) => {
                let cause = wrapper.get_ref().and_then(|wrapper| wrapper.source());
                return cannot_read(
                    path,
                    cause.map_or(wrapper as &dyn Display, |cause| cause as &dyn Display),
                );
            }
            other => return cannot_read(path, other),
        }
    }
}

fn cannot_read(path: &Path, why: &dyn Display) -> String {
    format!("cannot read `{}`: {why}", path.display())
}

/// The name without `.gz` or `.zst`.
fn unpacked_name(path: &Path) -> PathBuf {
    if Packing::of(path).is_some() { path.with_extension("") } else { path.to_path_buf() }
}

/// Whether the program was built for files of this kind.
fn is_readable(kind: InputKind) -> bool {
    kind != InputKind::Warc || cfg!(feature = "warc")
}

fn kind_by_name(path: &Path) -> Option<InputKind> {
    let name = unpacked_name(path);
    match name.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "md" | "text" => Some(InputKind::Text),
        "jsonl" | "ndjson" => Some(InputKind::Jsonl),
        "html" | "htm" | "xhtml" if cfg!(feature = "html") => Some(InputKind::Html),
        // Known even where it cannot be read: it is no text.
        "warc" | "wet" => Some(InputKind::Warc),
        _ => None,
    }
}

fn alone(document: Result<Document, String>) -> Arrivals {
    Box::new(std::iter::once(Arrival::one(document)))
}

/// What a file brings.
fn arrivals(path: PathBuf, options: &ReadOptions, bar: &ProgressBar) -> Arrivals {
    let kind = options.input.or_else(|| kind_by_name(&path)).unwrap_or(InputKind::Text);
    if kind == InputKind::Warc {
        return archive(path, options.written.date, bar);
    }
    let mut input = match open(&path, bar) {
        Ok(input) => input,
        Err(message) => return alone(Err(message)),
    };
    let standard_input = path.as_os_str() == "-";
    let source = (!standard_input).then(|| path.to_string_lossy().into_owned());
    let id = match standard_input {
        true => "-".to_owned(),
        false => unpacked_name(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };
    if kind == InputKind::Jsonl {
        let name = name_of(&path);
        let records = Records {
            name: name.clone(),
            source,
            id,
            text_field: options.text_field.clone(),
            id_field: options.id_field.clone(),
            date_field: options.date_field.clone(),
            date: options.written.date,
        };
        return Box::new(records.arrivals(Lines::of(input, name)));
    }
    let date = options.written.date;
    let name = name_of(&path);
    let document = limited(&mut input, &name).map(|bytes| {
        let content = match kind {
            InputKind::Html => Content::Page(bytes, None),
            _ => Content::Bytes(bytes),
        };
        Document { id, source, content, date, fields: Vec::new(), archived: false }
    });
    let left_out = input.left_out(&name).map(Err);
    Box::new(std::iter::once(document).chain(left_out).map(Arrival::one))
}

/// The pages and texts of a web archive.
#[cfg(feature = "warc")]
fn archive(path: PathBuf, date: Option<Date>, bar: &ProgressBar) -> Arrivals {
    use crate::output::cut;
    use canonym::input::{Archive, Archived};

    let name = name_of(&path);
    let fail = move |error: &dyn Display| format!("cannot read {name}: {error}");
    let file = match open_file(&path, bar).map(Input::by_content) {
        Ok(Ok(file)) => file,
        Ok(Err(error)) => return alone(Err(fail(&error))),
        Err(message) => return alone(Err(message)),
    };
    let source = path.to_string_lossy().into_owned();
    let document = move |page: Archived| {
        check_id(&page.url).map_err(|why| format!("of `{}…`, {why}", cut(&page.url, 80)))?;
        Ok(Document {
            date,
            id: page.url,
            source: Some(source.clone()),
            content: match page.is_page {
                true => Content::Page(page.bytes, page.charset),
                false => Content::Served(page.bytes, page.charset),
            },
            fields: Vec::new(),
            archived: true,
        })
    };
    let pages = Archive::new(file, LIMITS.document_bytes as u64);
    Box::new(pages.map(move |page| {
        let page = page.map_err(|error| error.to_string()).and_then(&document);
        Arrival::one(page.map_err(|why| fail(&why)))
    }))
}

#[cfg(not(feature = "warc"))]
fn archive(path: PathBuf, _: Option<Date>, _: &ProgressBar) -> Arrivals {
    let why = crate::output::built_without("web archives", "warc");
    alone(Err(format!("cannot read {}: {why}", name_of(&path))))
}

/// Says why a text is not worked on.
pub(crate) fn cannot_tag(name: &str, why: &dyn Display) -> String {
    format!("cannot tag {name}: {why}")
}

/// A file, as messages name it.
pub(crate) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".into() } else { format!("`{}`", path.display()) }
}

/// Opens a file or standard input, unpacking it where its name says that it is packed.
fn open(path: &Path, bar: &ProgressBar) -> Result<Input, String> {
    Ok(Input::of(path, open_file(path, bar)?))
}

/// Opens a file or standard input as it is.
fn open_file(path: &Path, bar: &ProgressBar) -> Result<Box<dyn Read + Send>, String> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let fail = |error: &dyn Display| cannot_read(path, error);
    if path.is_dir() {
        return Err(fail(&"it is a folder"));
    }
    Ok(Box::new(bar.wrap_read(File::open(path).map_err(|error| fail(&error))?)))
}

/// Refuses an id that is too long, in a sentence about its document.
fn check_id(id: &str) -> Result<(), String> {
    let (n, most) = (id.len(), LIMITS.id_bytes);
    if n > most { Err(format!("its id has {n} bytes; an id may have {most}")) } else { Ok(()) }
}

fn limited(reader: &mut Input, name: &str) -> Result<Vec<u8>, String> {
    let limit = LIMITS.document_bytes;
    let mut bytes = Vec::new();
    reader
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read {name}: {error}"))?;
    if bytes.len() > limit {
        let limit = limit >> 20;
        return Err(format!(
            "cannot read {name}: it is longer than {limit} MiB, the most for one document; split it"
        ));
    }
    Ok(bytes)
}
