//! What is read: files, folders, packed files, records a line, web pages, web archives; one document after the other, in order.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use canonym::Limits;
use canonym::input::{Decoded, JsonRecord};
use canonym::{Date, Gazetteer};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::{InputKind, ReadOptions};
use crate::output::Failure;
use crate::unpack::{Input, Packing};

const LIMITS: Limits = Limits::DEFAULT;

/// So many bytes are long enough to show progress.
const LONG: u64 = 4 << 20;

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
    pub(crate) fn refuse(&self, why: &dyn std::fmt::Display) -> String {
        let name =
            self.source.as_ref().map_or_else(|| "standard input".into(), |source| format!("`{source}`"));
        format!("cannot tag {name}: {why}")
    }

    /// The text, with the way back to its bytes.
    ///
    /// # Errors
    ///
    /// A page without an article, in one sentence.
    pub(crate) fn decode(&self) -> Result<Decoded<'_>, String> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Decoded::of(bytes)),
            Content::Text(text) => Ok(Decoded::from(text.as_str())),
            #[cfg(feature = "html")]
            Content::Page(bytes, charset) => {
                let page = canonym::input::Page::of(bytes, charset.as_deref());
                let name = if self.archived { &self.id } else { self.source.as_ref().unwrap_or(&self.id) };
                if page.is_too_deep {
                    let most = LIMITS.page_depth;
                    return Err(format!(
                        "cannot read the page `{name}`: more than {most} of its elements stand in each other"
                    ));
                }
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

/// All documents of `files`, or of standard input where there are none. An item is an error, in one sentence, where something cannot be read.
///
/// # Errors
///
/// Nothing to read, or a kind of input that this program was built without.
pub(crate) fn read(
    files: &[PathBuf],
    options: &ReadOptions,
) -> Result<(impl Iterator<Item = Result<Document, String>> + Send + use<>, Progress), Failure> {
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
    let total =
        files.iter().flatten().filter_map(|path| path.metadata().ok()).map(|metadata| metadata.len()).sum();
    let progress = Progress::new(total, options.no_progress);
    let (options, bar) = (options.clone(), progress.bar.clone());
    let documents = files.into_iter().flat_map(move |file| match file {
        Ok(path) => documents(path, &options, &bar),
        Err(message) => Box::new(std::iter::once(Err(message))),
    });
    Ok((documents, progress))
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

/// How far reading is, on a terminal's standard error, where it takes long.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    fn new(total: u64, unwanted: bool) -> Progress {
        let bar = ProgressBar::new(total);
        let quiet = unwanted || total < LONG || io::stdout().is_terminal() || !io::stderr().is_terminal();
        bar.set_draw_target(if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() });
        let template = "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta} left, {msg} documents";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar }
    }

    /// Says how many documents are done.
    pub(crate) fn done(&self, n_documents: usize) {
        if !self.bar.is_hidden() {
            self.bar.set_message(n_documents.to_string());
        }
    }

    /// Prints a message without disturbing the bar.
    pub(crate) fn complain(&self, message: &str) {
        self.bar.suspend(|| crate::output::complain(message));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
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
            Ok(entry) => {
                let wanted = entry.file_type().is_some_and(|kind| kind.is_file())
                    && (options.input.is_some() || kind_by_name(entry.path()).is_some_and(is_readable));
                if wanted {
                    files.push(Ok(entry.into_path()));
                }
            }
            Err(error) => files.push(Err(format!("cannot read `{}`: {error}", path.display()))),
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

fn documents(
    path: PathBuf,
    options: &ReadOptions,
    bar: &ProgressBar,
) -> Box<dyn Iterator<Item = Result<Document, String>> + Send> {
    let kind = options.input.or_else(|| kind_by_name(&path)).unwrap_or(InputKind::Text);
    if kind == InputKind::Warc {
        return archive(path, options.written.date, bar);
    }
    let mut input = match open(&path, bar) {
        Ok(input) => input,
        Err(message) => return Box::new(std::iter::once(Err(message))),
    };
    let standard_input = path.as_os_str() == "-";
    let source = (!standard_input).then(|| path.to_string_lossy().into_owned());
    let id = match standard_input {
        true => "-".to_owned(),
        false => unpacked_name(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };
    if kind == InputKind::Jsonl {
        return Box::new(Records {
            lines: Lines::of(input, name_of(&path)),
            source,
            id,
            text_field: options.text_field.clone(),
            id_field: options.id_field.clone(),
            date_field: options.date_field.clone(),
            date: options.written.date,
        });
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
    Box::new(std::iter::once(document).chain(left_out))
}

/// The pages and texts of a web archive.
#[cfg(feature = "warc")]
fn archive(
    path: PathBuf,
    date: Option<Date>,
    bar: &ProgressBar,
) -> Box<dyn Iterator<Item = Result<Document, String>> + Send> {
    use canonym::input::{Archive, Archived};

    let name = name_of(&path);
    let fail = move |error: &dyn std::fmt::Display| format!("cannot read {name}: {error}");
    let file = match open_file(&path, bar).map(Input::by_content) {
        Ok(Ok(file)) => file,
        Ok(Err(error)) => return Box::new(std::iter::once(Err(fail(&error)))),
        Err(message) => return Box::new(std::iter::once(Err(message))),
    };
    let source = path.to_string_lossy().into_owned();
    let document = move |page: Archived| {
        check_id(&page.url)?;
        Ok(Document {
            date,
            id: page.url,
            source: Some(source.clone()),
            content: match page.is_page {
                true => Content::Page(page.bytes, page.charset),
                false => Content::Bytes(page.bytes),
            },
            fields: Vec::new(),
            archived: true,
        })
    };
    let pages = Archive::new(file, LIMITS.document_bytes as u64);
    Box::new(pages.map(move |page| {
        let page = page.map_err(|error| error.to_string()).and_then(&document);
        page.map_err(|why| fail(&why))
    }))
}

#[cfg(not(feature = "warc"))]
fn archive(
    path: PathBuf,
    _: Option<Date>,
    _: &ProgressBar,
) -> Box<dyn Iterator<Item = Result<Document, String>> + Send> {
    let why = crate::output::built_without("web archives", "warc");
    Box::new(std::iter::once(Err(format!("cannot read {}: {why}", name_of(&path)))))
}

fn name_of(path: &Path) -> String {
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
    let fail = |error: &dyn std::fmt::Display| format!("cannot read `{}`: {error}", path.display());
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

/// The lines of a file with their numbers, from 1, without those that are empty. One that is longer than a record may be is an error in its
/// place, and so is one that is not UTF-8.
pub(crate) struct Lines {
    reader: BufReader<Input>,
    /// The file, as messages name it.
    name: String,
    n_lines: usize,
    done: bool,
}

impl Lines {
    /// The lines of a file, which may be packed.
    pub(crate) fn open(path: &Path) -> Result<Lines, String> {
        Ok(Lines::of(open(path, &ProgressBar::hidden())?, name_of(path)))
    }

    fn of(input: Input, name: String) -> Lines {
        Lines { reader: BufReader::with_capacity(1 << 16, input), name, n_lines: 0, done: false }
    }

    /// Reads a line; of one beyond the limit a little more than that, and the rest is passed over, if it ends at all. False at the end.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        let most = LIMITS.record_bytes as u64 + 1;
        if self.reader.by_ref().take(most).read_until(b'\n', line)? == 0 {
            return Ok(false);
        }
        self.n_lines += 1;
        if line.len() > LIMITS.record_bytes && line.last() != Some(&b'\n') {
            let mut rest = self.reader.by_ref().take(4 * most);
            rest.skip_until(b'\n')?;
            if rest.limit() == 0 {
                let far = (5 * most) >> 20;
                return Err(io::Error::other(format!("the line has no end within {far} MiB")));
            }
        }
        Ok(true)
    }

    /// Says why a line cannot be used.
    fn refuse(&self, line: usize, why: &dyn std::fmt::Display) -> String {
        format!("cannot use line {line} of {}: {why}", self.name)
    }
}

impl Iterator for Lines {
    type Item = Result<(usize, String), String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        while !self.done {
            line.clear();
            match self.line(&mut line) {
                Ok(true) => {}
                Ok(false) => {
                    self.done = true;
                    return self.reader.get_ref().left_out(&self.name).map(Err);
                }
                Err(error) => {
                    self.done = true;
                    let (name, n) = (&self.name, self.n_lines);
                    return Some(Err(format!("cannot read {name} beyond line {n}: {error}")));
                }
            }
            let n = self.n_lines;
            if line.len() > LIMITS.record_bytes {
                let limit = LIMITS.record_bytes >> 20;
                let why = format!("it is longer than {limit} MiB, the most for one record");
                return Some(Err(self.refuse(n, &why)));
            }
            if !line.trim_ascii().is_empty() {
                let text = String::from_utf8(std::mem::take(&mut line));
                return Some(text.map(|text| (n, text)).map_err(|_| self.refuse(n, &"it is not UTF-8")));
            }
        }
        None
    }
}

/// The records of a file, a JSON object a line.
struct Records {
    lines: Lines,
    source: Option<String>,
    id: String,
    text_field: String,
    id_field: String,
    date_field: String,
    /// Of all of them, whatever they say.
    date: Option<Date>,
}

impl Records {
    fn record(&self, n: usize, line: &str) -> Result<Document, String> {
        let record = JsonRecord::parse(line, &self.text_field, &self.id_field)
            .map_err(|error| self.lines.refuse(n, &error))?;
        let date = self.date.or_else(|| day(&record.field(&self.date_field)?));
        if record.text.len() > LIMITS.document_bytes {
            let limit = LIMITS.document_bytes >> 20;
            let why = format!("its text is longer than {limit} MiB, the most for one document");
            return Err(self.lines.refuse(n, &why));
        }
        check_id(record.id.as_deref().unwrap_or_default()).map_err(|why| self.lines.refuse(n, &why))?;
        Ok(Document {
            id: record.id.unwrap_or_else(|| format!("{}:{n}", self.id)),
            source: self.source.as_ref().map(|source| format!("{source}:{n}")),
            date,
            content: Content::Text(record.text),
            fields: record.fields,
            archived: false,
        })
    }
}

/// The day of a time stamp such as `2024-08-01T10:00:00Z`; a month or a year stands alone.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| Date::parse(text.get(..10)?))
}

impl Iterator for Records {
    type Item = Result<Document, String>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lines.next()?.and_then(|(n, line)| self.record(n, &line)))
    }
}
