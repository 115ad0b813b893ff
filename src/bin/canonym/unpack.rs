//! Packed files, unpacked while they are read: gzip of any number of members, Zstandard of any number of frames.
//!
//! What ends early or is damaged is an error in our own words. What stands behind the last member and is not packed is left out, as
//! gzip(1) leaves it out, and whoever reads can ask for it.

use std::error::Error;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::mem;
use std::path::Path;

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    /// What the ending of a name says, in capitals or not.
    pub(crate) fn of(path: &Path) -> Option<Packing> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "gz" => Some(Packing::Gzip),
            "zst" => Some(Packing::Zstandard),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstandard => "Zstandard",
        }
    }

    /// Whether a member may begin so, or, with Zstandard, something that is to be skipped.
    fn begins(self, magic: &[u8]) -> bool {
        match self {
            Packing::Gzip => magic.starts_with(&[0x1f, 0x8b]),
            Packing::Zstandard => {
                magic == [0x28, 0xb5, 0x2f, 0xfd]
                    || matches!(magic, [first, 0x2a, 0x4d, 0x18] if first >> 4 == 5)
            }
        }
    }

    /// What is wrong, for people.
    fn explain(self, error: io::Error) -> io::Error {
        let name = self.name();
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        let mut why = format!("its {name} data are damaged; get it anew");
        while let Some(it) = cause {
            if let Some(error) = it.downcast_ref::<io::Error>() {
                if error.raw_os_error().is_some() {
                    return io::Error::new(error.kind(), error.to_string());
                }
                if error.kind() == ErrorKind::UnexpectedEof {
                    why =
                        format!("its {name} data end in the middle, so the file was cut short; get it anew");
                }
            }
            match it.downcast_ref() {
                Some(FrameDecoderError::WindowSizeTooBig { .. }) => {
                    why = "unpacking it takes more than 100 MiB of memory; pack it with a smaller window, as zstd does without `--long`"
                        .into();
                }
                Some(FrameDecoderError::DictNotProvided { .. }) => {
                    why = "it was packed with a dictionary; pack it without one".into();
                }
                _ => {}
            }
            // An error of reading that holds another one does not give it as its source.
            cause = match it.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
                Some(inner) => Some(inner),
                None => it.source(),
            };
        }
        io::Error::new(ErrorKind::InvalidData, why)
    }
}

/// The bytes of a file, with the next few looked at before they are read.
struct Source<R> {
    reader: BufReader<R>,
    ahead: Vec<u8>,
    /// How many bytes were given, those ahead not among them.
    n_given: u64,
}

impl<R: Read> Source<R> {
    /// The next four bytes, fewer at the end.
    fn peek(&mut self) -> io::Result<&[u8]> {
        let missing = 4 - self.ahead.len().min(4);
        self.reader.by_ref().take(missing as u64).read_to_end(&mut self.ahead)?;
        Ok(&self.ahead)
    }

    /// Whether there is nothing but zeros, with which tapes and blocks are filled up; reads to the first byte that is none.
    fn is_padding(&mut self) -> io::Result<bool> {
        loop {
            let bytes = self.fill_buf()?;
            let n = bytes.len();
            if bytes.iter().any(|byte| *byte != 0) {
                return Ok(false);
            }
            if n == 0 {
                return Ok(true);
            }
            self.consume(n);
        }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !self.ahead.is_empty() {
            return Ok(&self.ahead);
        }
        loop {
            // Asked again here: a decoder may not be able to go on where it was interrupted.
            match self.reader.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(_) => return Ok(self.reader.buffer()),
            }
        }
    }

    fn consume(&mut self, n: usize) {
        self.n_given += n as u64;
        if self.ahead.is_empty() {
            self.reader.consume(n);
        } else {
            self.ahead.drain(..n);
        }
    }
}

/// Where reading stands, and what is read from.
enum State<R> {
    Between(Source<R>),
    Gzip(GzDecoder<Source<R>>),
    Zstandard(Source<R>),
    Ended,
}

/// Gives what is packed in a file.
pub(crate) struct Unpacker<R> {
    packing: Packing,
    state: State<R>,
    /// For all frames of a file.
    frames: FrameDecoder,
    n_members: usize,
    left_out: Option<u64>,
    /// Whether what is left out is an error, where nobody will ask.
    is_strict: bool,
}

impl<R: Read> Unpacker<R> {
    pub(crate) fn new(packing: Packing, reader: R) -> Unpacker<R> {
        let reader = BufReader::with_capacity(1 << 16, reader);
        let state = State::Between(Source { reader, ahead: Vec::new(), n_given: 0 });
        let mut frames = FrameDecoder::new();
        // A decoder holds every frame to its limit of memory but the first, so the first is an empty one of ours.
        let _ = frames.reset(&[0x28, 0xb5, 0x2f, 0xfd, 0x20, 0][..]);
        Unpacker { packing, state, frames, n_members: 0, left_out: None, is_strict: false }
    }

    /// What was left out, in one sentence, once all is read.
    fn left_out(&self, name: &str) -> Option<String> {
        let (at, packing) = (self.left_out?, self.packing.name());
        Some(format!(
            "cannot use the end of {name}: from byte {at} on it is no {packing} data; what stands before was read"
        ))
    }

    /// Gives some bytes, 0 at the end of all; `None` where a member ended or began.
    fn step(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        let explain = |error| self.packing.explain(error);
        match &mut self.state {
            State::Ended => return Ok(Some(0)),
            State::Between(_) => {}
            State::Gzip(member) => {
                let n = member.read(buffer).map_err(explain)?;
                if n > 0 {
                    return Ok(Some(n));
                }
            }
            State::Zstandard(source) => {
                let frame = &mut self.frames;
                while frame.can_collect() == 0 && !frame.is_finished() {
                    let block = frame.decode_blocks(&mut *source, BlockDecodingStrategy::UptoBlocks(1));
                    block.map_err(|error| explain(io::Error::other(error)))?;
                }
                let n = frame.read(buffer)?;
                if n > 0 {
                    return Ok(Some(n));
                }
                let sum = frame.get_checksum_from_data();
                if sum.is_some() && sum != frame.get_calculated_checksum() {
                    return Err(explain(ErrorKind::InvalidData.into()));
                }
            }
        }
        self.state = match mem::replace(&mut self.state, State::Ended) {
            State::Between(source) => self.begin(source)?,
            State::Gzip(member) => State::Between(member.into_inner()),
            State::Zstandard(source) => State::Between(source),
            State::Ended => State::Ended,
        };
        Ok(None)
    }

    /// Begins the next member, if there is one.
    fn begin(&mut self, mut source: Source<R>) -> io::Result<State<R>> {
        let magic = source.peek()?;
        if self.packing.begins(magic) {
            self.n_members += 1;
            return match self.packing {
                Packing::Gzip => Ok(State::Gzip(GzDecoder::new(source))),
                Packing::Zstandard => self.begin_frame(source).map_err(|error| self.packing.explain(error)),
            };
        }
        let (name, nothing) = (self.packing.name(), magic.is_empty());
        if self.n_members == 0 {
            let why = match nothing {
                true => format!("it is empty, and {name} data are not"),
                false => format!("it holds no {name} data, though its name says so"),
            };
            return Err(io::Error::new(ErrorKind::InvalidData, why));
        }
        let at = source.n_given;
        if !nothing && !source.is_padding()? {
            if self.is_strict {
                let why = format!("from byte {at} on it is no {name} data; what stands before was read");
                return Err(io::Error::new(ErrorKind::InvalidData, why));
            }
            self.left_out = Some(at);
        }
        Ok(State::Ended)
    }

    /// Begins a frame, or passes over one that is to be skipped.
    fn begin_frame(&mut self, mut source: Source<R>) -> io::Result<State<R>> {
        match self.frames.reset(&mut source) {
            Ok(()) => Ok(State::Zstandard(source)),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                let length = u64::from(length);
                if io::copy(&mut source.by_ref().take(length), &mut io::sink())? < length {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                Ok(State::Between(source))
            }
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

impl<R: Read> Read for Unpacker<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(n) = self.step(buffer)? {
                return Ok(n);
            }
        }
    }
}

/// What a file or standard input gives, unpacked where its name says that it is packed.
pub(crate) enum Input {
    Plain(Box<dyn Read + Send>),
    Packed(Box<Unpacker<Box<dyn Read + Send>>>),
}

impl Input {
    pub(crate) fn of(path: &Path, file: Box<dyn Read + Send>) -> Input {
        match Packing::of(path) {
            Some(packing) => Input::Packed(Box::new(Unpacker::new(packing, file))),
            None => Input::Plain(file),
        }
    }

    /// The same for a file whose first bytes say how it is packed; what would be left out is an error at the end.
    #[cfg(feature = "warc")]
    pub(crate) fn by_content(mut file: Box<dyn Read + Send>) -> io::Result<Input> {
        let mut magic = Vec::new();
        file.by_ref().take(4).read_to_end(&mut magic)?;
        // Zstandard with its dictionary in front is known to those who read web archives only.
        let packing = [Packing::Gzip, Packing::Zstandard]
            .into_iter()
            .find(|packing| packing.begins(&magic) && !magic.ends_with(&[0x2a, 0x4d, 0x18]));
        let file: Box<dyn Read + Send> = Box::new(io::Cursor::new(magic).chain(file));
        Ok(match packing {
            Some(packing) => {
                let mut unpacker = Unpacker::new(packing, file);
                unpacker.is_strict = true;
                Input::Packed(Box::new(unpacker))
            }
            None => Input::Plain(file),
        })
    }

    /// What was left out of the file `name`, in one sentence, once all is read.
    pub(crate) fn left_out(&self, name: &str) -> Option<String> {
        match self {
            Input::Plain(_) => None,
            Input::Packed(unpacker) => unpacker.left_out(name),
        }
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::Plain(file) => file.read(buffer),
            Input::Packed(unpacker) => unpacker.read(buffer),
        }
    }
}
