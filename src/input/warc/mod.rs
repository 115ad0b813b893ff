//! Web archives (WARC and WET): the pages and texts in them, one after the other.
//!
//! Packed archives (gzip, Zstandard, LZ4) and packed or chunked responses are unpacked. Only answers that held a page are given: those with
//! a status of 2xx and a type of HTML or plain text, and the texts that a WET file holds. Requests, metadata, redirects, pictures and
//! the like are passed over, as they hold no article.
//!
//! Nothing is lost in silence: a record that was cut short, bytes between records and a file without any are errors, and so are a page whose
//! packing is not what its headers say and a record that does not say what it is.

mod packings;

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use fastwarc::stream_io::traits::WarcRead;
use fastwarc::warc::iter::{ArchiveIteratorOptions, ArchiveIteratorThreadSafe};
use fastwarc::warc::record::{AutoDecode, SharedWarcRecord, WarcRecord, WarcRecordType};

/// A page or a text out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The address that it was fetched from; its record's id where there is none.
    pub url: String,
    /// What it said.
    pub bytes: Vec<u8>,
    /// The encoding that the server named.
    pub charset: Option<String>,
    /// Whether it is a web page, and not a plain text.
    pub is_page: bool,
}

/// Bytes of the headers of one record.
const LONGEST_HEADERS: usize = 32 << 10;

/// Records are parted by two line ends; more of them are no harm.
const LONGEST_GAP: u64 = 16;

/// So many bytes without the beginning of a record are no web archive.
const LONGEST_SEARCH: u64 = 64 << 20;

/// The pages of an archive, in order. What cannot be read ends it with an error; a page that is of no use is an error in its place.
pub struct Archive {
    records: ArchiveIteratorThreadSafe,
    longest: u64,
    n_bytes: Arc<AtomicU64>,
    /// How far is read to find the next record.
    until: Arc<AtomicU64>,
    n_records: usize,
    /// Where the last record should have ended, and the next one begin.
    end: u64,
    /// A page whose record begins behind bytes that belong to none; or that the archive cannot be read at all.
    waiting: Option<io::Result<Archived>>,
    ended: bool,
}

impl Archive {
    /// The archive in `file`, packed or not. A page of more than `longest` bytes, unpacked, is an error in its place.
    pub fn new(file: impl Read + Send + 'static, longest: u64) -> Archive {
        let options = ArchiveIteratorOptions {
            // Done record by record, so that a bad page costs that page.
            parse_http: false,
            // Many a tool ends lines with LF alone.
            quirks_mode: true,
            max_header_len: LONGEST_HEADERS,
            ..ArchiveIteratorOptions::default()
        };
        let n_bytes = Arc::new(AtomicU64::new(0));
        let until = Arc::new(AtomicU64::new(u64::MAX));
        let (file, failed): (Box<dyn Read + Send>, _) = match packings::unpacked(file) {
            Ok(file) => (file, None),
            Err(error) => (Box::new(io::empty()), Some(error)),
        };
        let ended = failed.is_some();
        let file = Counted { file, n_bytes: n_bytes.clone(), until: until.clone() };
        let records =
            ArchiveIteratorThreadSafe::with_options(BufReader::with_capacity(1 << 16, file), options);
        let waiting = failed.map(Err);
        Archive { records, longest, n_bytes, until, n_records: 0, end: 0, waiting, ended }
    }

    /// Says so when bytes up to `next` belong to no record.
    fn gap(&self, next: u64) -> Option<io::Error> {
        let n = next.checked_sub(self.end).filter(|n| *n > LONGEST_GAP)?;
        Some(invalid(format!("{n} bytes from byte {} on belong to no record of a web archive", self.end)))
    }

    /// What is said about the one thing that may be wrong with the headers of a record; what else there is was not read at all.
    fn of_headers(&self, error: io::Error) -> io::Error {
        if !is_of_length(&error) {
            return error;
        }
        let (n, most) = (self.n_records + 1, LONGEST_HEADERS);
        invalid(format!("the headers of record {n} have more than {most} bytes; what stands before was read"))
    }

    /// What is left to say when there are no more records.
    fn last_words(&self) -> Option<io::Error> {
        if self.n_records == 0 {
            return Some(invalid("it holds no record of a web archive".into()));
        }
        self.gap(self.n_bytes.load(Ordering::Relaxed))
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("ended", &self.ended).finish_non_exhaustive()
    }
}

impl Iterator for Archive {
    type Item = io::Result<Archived>;

    fn next(&mut self) -> Option<io::Result<Archived>> {
        if let Some(page) = self.waiting.take() {
            return Some(page);
        }
        while !self.ended {
            let search = self.n_bytes.load(Ordering::Relaxed).saturating_add(LONGEST_SEARCH);
            self.until.store(search, Ordering::Relaxed);
            let next = self.records.next();
            self.until.store(u64::MAX, Ordering::Relaxed);
            let record = match next {
                Some(Ok(record)) => record,
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(Err(self.of_headers(error)));
                }
                None => {
                    self.ended = true;
                    return self.last_words().map(Err);
                }
            };
            let (before, page, end) = record.with_mut(|record| {
                let before = self.gap(record.stream_pos());
                let end = position(record).saturating_add(record.content_length());
                (before, page(record, self.longest, end), end)
            });
            self.end = end;
            self.n_records += 1;
            let page = match page {
                Ok(page) => page.map(Ok),
                Err(Bad::Page(why)) => Some(Err(invalid(why))),
                Err(Bad::Archive(error)) => {
                    self.ended = true;
                    Some(Err(error))
                }
            };
            if let Some(error) = before {
                self.waiting = page;
                return Some(Err(error));
            }
            if page.is_some() {
                return page;
            }
        }
        None
    }
}

/// What is wrong: this page, or the archive from here on.
enum Bad {
    Page(String),
    Archive(io::Error),
}

impl From<io::Error> for Bad {
    fn from(error: io::Error) -> Bad {
        Bad::Archive(error)
    }
}

fn invalid(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// How far the archive was read.
fn position(record: &mut WarcRecord) -> u64 {
    record.reader_mut().and_then(|reader| reader.inner_stream_position().ok()).unwrap_or_default()
}

/// What `record` holds, if it is a page or a text; reads it to its `end`.
fn page(record: &mut WarcRecord, longest: u64, end: u64) -> Result<Option<Archived>, Bad> {
    let url = {
        let header = |name: &str| record.headers().get(name).map(|value| value.into_owned());
        let url = header("WARC-Target-URI").or_else(|| header("WARC-Record-ID")).unwrap_or_default();
        url.trim_matches(['<', '>']).to_owned()
    };
    let said = record.headers().get("Content-Type").map(|said| said.into_owned());
    let type_of = |said: &str| said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let lacking = match record.record_type() {
        WarcRecordType::NoType => Some("what it is"),
        WarcRecordType::WarcInfo => None,
        _ => record.headers().get("Content-Length").is_none().then_some("how long it is"),
    };
    if let Some(what) = lacking {
        let why = format!(
            "the headers of a record, that of `{url}`, do not say {what}; they may have been cut short"
        );
        pass_over(record, &url, end)?;
        return Err(Bad::Page(why));
    }
    let said = match record.record_type() {
        WarcRecordType::Response => {
            let begins = match record.reader_mut() {
                Some(reader) => reader.fill_buf()?.starts_with(b"HTTP/"),
                None => false,
            };
            // Answers of other servers, such as those for names, are what their type says.
            match said.filter(|said| !begins && type_of(said) != "application/http") {
                Some(said) => Some(said),
                None => http(record, &url, end)?,
            }
        }
        WarcRecordType::Resource | WarcRecordType::Conversion => said,
        _ => None,
    };
    let said = said.unwrap_or_default();
    let is_page = match type_of(&said).as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        _ => {
            pass_over(record, &url, end)?;
            return Ok(None);
        }
    };
    let charset = charset(&said);
    let mut bytes = Vec::new();
    let declared = record.content_length();
    if let Some(reader) = record.reader_mut() {
        reader.take(declared.min(longest + 1)).read_to_end(&mut bytes)?;
    }
    // What is too long is read to its end all the same: behind it the next record is looked for.
    if bytes.len() as u64 + (record.consume()? as u64) < declared {
        return Err(Bad::Archive(cut_short(&url)));
    }
    if let Some(headers) = record.http_headers() {
        let codings = ["Content-Encoding", "Transfer-Encoding"];
        let codings: Vec<String> =
            codings.into_iter().filter_map(|name| Some(headers.get(name)?.into_owned())).collect();
        bytes = packings::undone(&codings, bytes, longest).map_err(|error| {
            let why = lowered(&error);
            Bad::Page(format!("`{url}` is not packed as its headers say ({why})"))
        })?;
    }
    if bytes.len() as u64 > longest {
        return Err(Bad::Page(format!(
            "`{url}` is longer than {} MiB, the most for one document",
            longest >> 20
        )));
    }
    Ok(Some(Archived { url, bytes, charset, is_page }))
}

/// Reads the headers of an answer, and gives the type that they tell; none where the server had nothing to give.
fn http(record: &mut WarcRecord, url: &str, end: u64) -> Result<Option<String>, Bad> {
    record.set_is_http(true);
    let parsed = record.parse_http_with_opts(AutoDecode::None, LONGEST_HEADERS, true);
    let headers = record.http_headers();
    let status = headers.and_then(|headers| headers.status_code());
    let said = headers.and_then(|headers| headers.get("Content-Type")).map(|said| said.into_owned());
    let why = match (parsed, status) {
        (Ok(()), Some(status)) => return Ok(said.filter(|_| (200..300).contains(&status))),
        (Ok(()), None) => "are none (they begin with no status)".to_owned(),
        (Err(error), _) if is_of_length(&error) => format!("have more than {LONGEST_HEADERS} bytes"),
        (Err(error), _) => format!("are none ({})", lowered(&error)),
    };
    pass_over(record, url, end)?;
    Err(Bad::Page(format!("the headers of `{url}` {why}")))
}

/// The encoding that is named beside a type.
fn charset(said: &str) -> Option<String> {
    said.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    })
}

/// Reads what is left of a record. Of headers that are none a part was read, which the record does not count.
fn pass_over(record: &mut WarcRecord, url: &str, end: u64) -> Result<(), Bad> {
    record.consume()?;
    if position(record) < end {
        return Err(Bad::Archive(cut_short(url)));
    }
    Ok(())
}

fn cut_short(url: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::UnexpectedEof,
        format!(
            "it ends in the middle of the record of `{url}`, so it was cut short, or its length is wrong"
        ),
    )
}

/// Whether headers were too long.
fn is_of_length(error: &io::Error) -> bool {
    error.to_string().starts_with("Maximum header length")
}

/// What others say, as a part of our sentence.
fn lowered(error: &io::Error) -> String {
    let text = error.to_string();
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Knows how much was read, and how far. Archives are read from front to back, and only asked where one is; what is given here is unpacked.
struct Counted<R> {
    file: R,
    n_bytes: Arc<AtomicU64>,
    until: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_bytes.load(Ordering::Relaxed) > self.until.load(Ordering::Relaxed) {
            let most = LONGEST_SEARCH >> 20;
            return Err(invalid(format!("no record of a web archive begins within {most} MiB")));
        }
        let n = self.file.read(buffer)?;
        self.n_bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl<R> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(0) => Ok(self.n_bytes.load(Ordering::Relaxed)),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}
