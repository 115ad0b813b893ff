//! Web archives (WARC and WET): the pages and texts in them, one after the other.
//!
//! Packed archives (gzip, Zstandard, LZ4) and packed or chunked responses are unpacked. Only answers that held a page are given: those with
//! a status of 2xx and a type of HTML or plain text, and the texts that a WET file holds. Requests, metadata, redirects, pictures and
//! the like are passed over, as they hold no article.

use std::fmt;
use std::io::{self, BufReader, Read, Seek};

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

/// The pages of an archive, in order. What cannot be read ends it with an error.
pub struct Archive {
    records: ArchiveIteratorThreadSafe,
    longest: u64,
    ended: bool,
}

impl Archive {
    /// The archive in `file`, packed or not. A page of more than `longest` bytes, unpacked, is an error in its place.
    pub fn new(file: impl Read + Seek + Send + 'static, longest: u64) -> Archive {
        let options = ArchiveIteratorOptions {
            decode_http_payload: AutoDecode::All,
            // Many a tool ends lines with LF alone.
            quirks_mode: true,
            ..ArchiveIteratorOptions::default()
        };
        let records =
            ArchiveIteratorThreadSafe::with_options(BufReader::with_capacity(1 << 16, file), options);
        Archive { records, longest, ended: false }
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
        while !self.ended {
            let page =
                self.records.next()?.and_then(|record| record.with_mut(|record| page(record, self.longest)));
            match page {
                Ok(None) => {}
                Ok(Some(page)) => return Some(Ok(page)),
                Err(error) => {
                    self.ended = error.kind() != io::ErrorKind::FileTooLarge;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

/// What `record` holds, if it is a page or a text.
fn page(record: &mut WarcRecord, longest: u64) -> io::Result<Option<Archived>> {
    let header = |name: &str| record.headers().get(name).map(|value| value.into_owned());
    let kind = match record.record_type() {
        WarcRecordType::Response => {
            let good = record
                .http_headers()
                .and_then(|headers| headers.status_code())
                .is_some_and(|status| (200..300).contains(&status));
            if !good {
                return Ok(None);
            }
            record.http_content_type()
        }
        WarcRecordType::Resource | WarcRecordType::Conversion => header("Content-Type"),
        _ => return Ok(None),
    };
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    let is_page = match kind.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        _ => return Ok(None),
    };
    let url = header("WARC-Target-URI").or_else(|| header("WARC-Record-ID")).unwrap_or_default();
    let url = url.trim_matches(['<', '>']).to_owned();
    let charset = record.http_charset().map(|charset| charset.trim_matches(['"', '\'']).to_owned());
    let mut bytes = Vec::new();
    if let Some(reader) = record.reader_mut() {
        reader.take(longest + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > longest {
        let message = format!("`{url}` is longer than {} MiB, the most for one document", longest >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(Some(Archived { url, bytes, charset, is_page }))
}
