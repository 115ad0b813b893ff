//! Undoes what a server did to the body of its answer: `Transfer-Encoding` and `Content-Encoding`, in all their layers. And unpacks whole
//! archives.
//!
//! A body that ends in the middle is an error, never half a page. What was packed as servers rarely do it is left to the crate that reads
//! the archives.

use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};

use fastwarc::stream_io::gzip::GzipReader;
use fastwarc::stream_io::lz4::Lz4Reader;
use fastwarc::stream_io::zstd::ZstdReader;
use fastwarc::warc::record::{AutoDecode, WarcRecord};
use flate2::read::MultiGzDecoder;
use flate2::{Decompress, FlushDecompress, Status};
use memchr::memchr;

use crate::input::Decoded;

/// `body` as it was before the codings in `headers` were applied, one after the other; the values of the headers in the order of their work.
/// Of what is longer than `longest` bytes no more than one more.
pub(super) fn undone(headers: &[String], mut body: Vec<u8>, longest: u64) -> io::Result<Vec<u8>> {
    let codings: Vec<String> = headers
        .iter()
        .flat_map(|value| value.split(','))
        .map(|coding| coding.trim().to_ascii_lowercase())
        .filter(|coding| !coding.is_empty() && coding != "identity")
        .collect();
    for coding in codings.iter().rev() {
        if body.is_empty() || body.len() as u64 > longest {
            break;
        }
        body = match coding.as_str() {
            "chunked" => dechunked(&body)?,
            "gzip" | "x-gzip" => all_of(MultiGzDecoder::new(&body[..]), longest)?,
            "deflate" => inflated(&body, longest)?,
            other => otherwise(other, &body, longest)?,
        };
    }
    Ok(body)
}

/// What is packed in an archive, whose first bytes say how. The crate that reads the archive would unpack it, too, but not without panicking
/// over what is damaged.
pub(super) fn unpacked(file: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let (magic, file) = begun(file)?;
    let file = Forward { file, n: 0 };
    let (packing, file): (_, Box<dyn Read + Send>) = match packing(&magic) {
        None => return Ok(Box::new(file)),
        Some(gzip @ "gzip") => (gzip, Box::new(GzipReader::new(file))),
        Some(lz4 @ "LZ4") => (lz4, Box::new(Lz4Reader::new(file))),
        Some(zstandard) => (zstandard, Box::new(ZstdReader::new(file))),
    };
    let (magic, file) = begun(Explained { packing, file: Some(file) })?;
    match self::packing(&magic) {
        None => Ok(Box::new(file)),
        Some(_) => Err(super::invalid("it is packed twice; unpack it once".into())),
    }
}

/// The first four bytes, and all of them, in the pieces in which they come.
fn begun(file: impl Read) -> io::Result<(Vec<u8>, impl Read)> {
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut magic = Vec::new();
    if let Some(first) = file.fill_buf()?.get(..4) {
        let magic = first.to_vec();
        return Ok((magic, Cursor::new(Vec::new()).chain(file)));
    }
    file.by_ref().take(4).read_to_end(&mut magic)?;
    Ok((magic.clone(), Cursor::new(magic).chain(file)))
}

/// How an archive is packed that begins so. Zstandard may have its dictionary in front.
fn packing(magic: &[u8]) -> Option<&'static str> {
    match magic {
        [0x1f, 0x8b, 8, _] => Some("gzip"),
        [0x28, 0xb5, 0x2f, 0xfd] | [0x5d, 0x2a, 0x4d, 0x18] => Some("Zstandard"),
        [0x04, 0x22, 0x4d, 0x18] => Some("LZ4"),
        _ => None,
    }
}

/// Read from front to back, and only asked where it is.
struct Forward<R> {
    file: R,
    n: u64,
}

impl<R: Read> Read for Forward<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.n += n as u64;
        Ok(n)
    }
}

impl<R> Seek for Forward<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(0) => Ok(self.n),
            _ => Err(ErrorKind::Unsupported.into()),
        }
    }
}

/// Unpacks until something is wrong, and says that for people.
struct Explained {
    packing: &'static str,
    /// Not read again behind an error.
    file: Option<Box<dyn Read + Send>>,
}

impl Read for Explained {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(file) = &mut self.file else { return Ok(0) };
        let error = match file.read(buffer) {
            Err(error) if error.kind() != ErrorKind::Interrupted => error,
            read => return read,
        };
        self.file = None;
        if error.raw_os_error().is_some() {
            return Err(error);
        }
        let why = match error.kind() {
            ErrorKind::UnexpectedEof => "end in the middle, so the file was cut short",
            _ => "are damaged",
        };
        Err(super::invalid(format!("its {} data {why}; get it anew", self.packing)))
    }
}

fn ends_early() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "it ends in the middle")
}

fn all_of(reader: impl Read, longest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match reader.take(longest + 1).read_to_end(&mut bytes) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(ends_early()),
        done => done.map(|_| bytes),
    }
}

/// Each chunk stands behind a line with its length; the last one has none.
fn dechunked(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr(b'\n', rest).ok_or_else(ends_early)?;
        // Behind a semicolon stands what nobody uses.
        let size = rest[..end].split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        let number =
            str::from_utf8(size).ok().filter(|size| size.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(size) = number.and_then(|size| usize::from_str_radix(size, 16).ok()) else {
            let size = Decoded::of(&size[..size.len().min(40)]).text;
            return Err(io::Error::new(ErrorKind::InvalidData, format!("a chunk of `{size}` bytes")));
        };
        rest = &rest[end + 1..];
        if size == 0 {
            return Ok(whole);
        }
        let (chunk, behind) = rest.split_at_checked(size).ok_or_else(ends_early)?;
        whole.extend_from_slice(chunk);
        rest = behind.strip_prefix(b"\r").unwrap_or(behind).strip_prefix(b"\n").ok_or_else(ends_early)?;
    }
}

/// Servers do not agree whether such a body has a header.
fn inflated(body: &[u8], longest: u64) -> io::Result<Vec<u8>> {
    let has_header = matches!(body, [a, b, ..] if a & 0x0f == 8 && u16::from_be_bytes([*a, *b]) % 31 == 0);
    let mut inflater = Decompress::new(has_header);
    let mut whole = Vec::new();
    loop {
        whole.reserve(1 << 16);
        let (n_in, n_out) = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress_vec(&body[n_in as usize..], &mut whole, FlushDecompress::None)?;
        if status == Status::StreamEnd || inflater.total_out() > longest {
            return Ok(whole);
        }
        if (inflater.total_in(), inflater.total_out()) == (n_in, n_out) {
            return Err(ends_early());
        }
    }
}

/// What else there is, undone in a record of its own: in that of the archive an error would stop it for good.
fn otherwise(coding: &str, body: &[u8], longest: u64) -> io::Result<Vec<u8>> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n");
    let length = http.len() + body.len();
    let warc = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    );
    let mut record = WarcRecord::from_reader(Cursor::new([warc.as_bytes(), http.as_bytes(), body].concat()))?;
    record.parse_http_with_opts(AutoDecode::All, 2 * super::LONGEST_HEADERS, true)?;
    record.reader_mut().map_or(Ok(Vec::new()), |reader| all_of(reader, longest))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use fastwarc::stream_io::lz4::Lz4Writer;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::undone;

    const TEXT: &[u8] = b"Jane Roe said that the river would rise again, and that boats were ready.";

    fn packed(coding: &str, body: &[u8]) -> Vec<u8> {
        let level = Compression::fast();
        let all = "a vector takes all";
        match coding {
            "chunked" => {
                let (a, b) = body.split_at(body.len() / 2);
                let sizes = [a, b].map(|part| format!("{:X};a=b\r\n", part.len()).into_bytes());
                [&sizes[0], a, b"\r\n", &sizes[1], b, b"\r\n0\r\n\r\n"].concat()
            }
            "gzip" => {
                let mut gz = GzEncoder::new(Vec::new(), level);
                gz.write_all(body).expect(all);
                gz.finish().expect(all)
            }
            "deflate" => {
                let mut zlib = ZlibEncoder::new(Vec::new(), level);
                zlib.write_all(body).expect(all);
                zlib.finish().expect(all)
            }
            _ => {
                let mut bare = DeflateEncoder::new(Vec::new(), level);
                bare.write_all(body).expect(all);
                bare.finish().expect(all)
            }
        }
    }

    /// Wherever an archive is damaged or cut short, that is said in our words, and by nobody's panic.
    #[test]
    fn a_packed_archive_is_read_or_explained() {
        let n = TEXT.len();
        let record = format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {n}\r\n\r\n"
        );
        let records = [record.as_bytes(), TEXT, b"\r\n\r\n"].concat().repeat(20);
        let mut lz4 = Lz4Writer::new(Vec::new());
        lz4.write_all(&records).expect("a vector takes all");
        let lz4 = lz4.into_inner().expect("it is whole");
        let read = |bytes: Vec<u8>| -> (usize, Vec<String>) {
            let pages: Vec<_> = crate::input::Archive::new(Cursor::new(bytes), 1 << 20).collect();
            (pages.len(), pages.into_iter().filter_map(|page| Some(page.err()?.to_string())).collect())
        };
        assert_eq!(read(lz4.clone()), (20, vec![]));
        assert_eq!(read([&lz4[..], &lz4].concat()), (40, vec![]));
        assert_eq!(read(packed("gzip", &lz4)).1, ["it is packed twice; unpack it once"]);
        let known = [
            "its LZ4 data ",
            "no record of a web archive",
            "headers of ",
            "it ends in the middle",
            " belong to no record",
        ];
        for at in 0..lz4.len() {
            let mut flipped = lz4.clone();
            flipped[at] ^= 0x41;
            for damaged in [flipped, lz4[..at].to_vec()] {
                let (_, errors) = read(damaged);
                assert!(
                    errors.iter().all(|error| known.iter().any(|known| error.contains(known))),
                    "{at}: {errors:?}"
                );
            }
        }
    }

    #[test]
    fn a_body_is_whole_or_an_error_wherever_it_was_cut() {
        for (how, said) in
            [("chunked", "chunked"), ("gzip", "X-Gzip"), ("deflate", "deflate"), ("bare", "deflate")]
        {
            let body = packed(how, TEXT);
            let said = [said.to_owned()];
            assert_eq!(undone(&said, body.clone(), 1 << 20).expect(how), TEXT);
            // Of chunks the empty line at the end says nothing.
            for cut in 1..body.len() - if how == "chunked" { 2 } else { 0 } {
                assert!(
                    undone(&said, body[..cut].to_vec(), 1 << 20).is_err(),
                    "{how}, {cut} of {}",
                    body.len()
                );
            }
            assert_eq!(undone(&said, Vec::new(), 1 << 20).expect(how), b"");
        }
    }

    #[test]
    fn layers_are_undone_in_the_order_of_their_making() {
        let gzip = |body: &[u8]| packed("gzip", body);
        let rows: [(&[&str], Vec<u8>); 5] = [
            (&["gzip", "chunked"], packed("chunked", &gzip(TEXT))),
            (&["gzip, deflate"], packed("deflate", &gzip(TEXT))),
            (&["gzip,gzip"], gzip(&gzip(TEXT))),
            (&["identity, , GZIP"], gzip(TEXT)),
            (&[""], TEXT.to_vec()),
        ];
        for (said, body) in rows {
            let said: Vec<String> = said.iter().map(|&value| value.to_owned()).collect();
            assert_eq!(undone(&said, body, 1 << 20).expect("it is whole"), TEXT, "{said:?}");
        }
        // No more than one byte too many.
        let said = ["gzip".to_owned()];
        assert_eq!(undone(&said, gzip(&[b'a'; 5000]), 100).expect("a beginning").len(), 101);
    }
}
