//! A compiled lexicon as one flat file: written once, then mapped and used as it lies.
//!
//! A header (magic, format, byte order, length, two checksums, key), a directory of sections, and the sections: arrays of `u32`, `u64` or
//! bytes, each on a boundary of 64 bytes, in the byte order of the machine that wrote it. What one array says about another is an index;
//! text is UTF-8 in one section, told by offset and length. Nothing in it is a pointer, so it can lie anywhere.
//!
//! Before use the header, the directory and samples of the whole are checked; an image of up to [`CHECKED_WHOLE`] bytes is checked from
//! end to end. Whatever passes is read through bounds-checked slices and checked UTF-8 only, so that a file which is wrong all the same
//! can give wrong answers or a panic but nothing worse.

mod map;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

/// The first bytes of a compiled gazetteer.
const MAGIC: u64 = u64::from_le_bytes(*b"canonymG");
/// Raised whenever the layout changes.
const FORMAT: u64 = 4;
/// Reads otherwise on a machine of the other byte order.
const ORDER: u64 = 0x0102_0304_0506_0708;
/// Up to this many bytes are checked from end to end; that takes some three milliseconds. Of larger images samples are checked.
const CHECKED_WHOLE: usize = 32 << 20;
/// Distance and length of the samples, in words.
const SAMPLE_EVERY: usize = (1 << 20) / 8;
const SAMPLE: usize = 8;

/// What lies where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
// Two sections are kept free for the tables of a second engine.
#[allow(dead_code)]
pub(super) enum Section {
    Strings,
    Entities,
    Charges,
    StringLists,
    Surfaces,
    Senses,
    Clues,
    CluePhrases,
    Aliases,
    Drawers,
    DrawerKeys,
    DrawerFilter,
    Rules,
    Words,
    Times,
    Offices,
    Exceptions,
    Filter,
    Trie,
    Odd,
}

const SECTIONS: usize = Section::Odd as usize + 1;
/// Magic, format, order, length, checksum of all, checksum of samples, key (2), fingerprint (2).
const HEADER: usize = 10;
const DIRECTORY: usize = HEADER + SECTIONS * 2;
/// Where the two checksums stand.
const SUMS: Range<usize> = 4..6;

/// A checked image.
#[derive(Debug)]
pub(crate) struct Image {
    storage: Storage,
    sections: [Range<usize>; SECTIONS],
}

#[derive(Debug)]
enum Storage {
    Owned(Vec<u64>),
    Mapped(map::Map),
}

impl Storage {
    #[inline]
    fn words(&self) -> &[u64] {
        match self {
            Storage::Owned(words) => words,
            // A mapping begins on a page.
            Storage::Mapped(map) => bytemuck::try_cast_slice(map.bytes()).unwrap_or_default(),
        }
    }
}

impl Image {
    /// Maps the file at `path`.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is no image that this program can use: cut short, changed, of another version or machine.
    pub(crate) fn open(path: &Path) -> io::Result<Image> {
        let file = File::open(path)?;
        let map = map::Map::of(&file)?;
        // Read, not looked at in the mapping: that would make all of a large file resident.
        let samples = sample_sum(map.bytes().len() / 8, |bytes, hash| read(&file, bytes, hash))?;
        Image::checked(Storage::Mapped(map), samples)
            .map_err(|what| io::Error::new(io::ErrorKind::InvalidData, what))
    }

    /// `samples`: the checksum of its samples.
    fn checked(storage: Storage, samples: u64) -> Result<Image, &'static str> {
        let words = storage.words();
        if words.len() < DIRECTORY || words[0] != MAGIC {
            return Err("it is no compiled gazetteer");
        }
        if words[1] != FORMAT || words[2] != ORDER {
            return Err("another version of canonym, or another kind of machine, compiled it");
        }
        if words[3] != words.len() as u64 * 8 {
            return Err("it is cut short");
        }
        if words[SUMS.start + 1] != samples {
            return Err("it is damaged");
        }
        if words.len() * 8 <= CHECKED_WHOLE && words[SUMS.start] != whole_sum(words) {
            return Err("it is damaged");
        }
        let mut sections = [const { 0..0 }; SECTIONS];
        for (section, place) in sections.iter_mut().zip(words[HEADER..DIRECTORY].chunks_exact(2)) {
            let (start, end) = (place[0] as usize, place[1] as usize);
            if start > end || end > words.len() * 8 || !start.is_multiple_of(8) {
                return Err("it is damaged");
            }
            *section = start..end;
        }
        Ok(Image { storage, sections })
    }

    /// Compares the whole with its checksum.
    pub(crate) fn is_sound(&self) -> bool {
        self.storage.words()[SUMS.start] == whole_sum(self.storage.words())
    }

    /// All bytes, to be written to a file.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self.storage.words())
    }

    /// What it was compiled from, and by which engine.
    pub(crate) fn key(&self) -> u128 {
        let words = self.storage.words();
        u128::from(words[6]) << 64 | u128::from(words[7])
    }

    /// The fingerprint that records carry.
    pub(crate) fn fingerprint(&self) -> u128 {
        let words = self.storage.words();
        u128::from(words[8]) << 64 | u128::from(words[9])
    }

    pub(super) fn bytes(&self, section: Section) -> &[u8] {
        &self.as_bytes()[self.sections[section as usize].clone()]
    }

    #[inline]
    pub(super) fn u32s(&self, section: Section) -> &[u32] {
        let range = &self.sections[section as usize];
        &bytemuck::cast_slice::<u64, u32>(self.storage.words())[range.start / 4..range.end / 4]
    }

    #[inline]
    pub(super) fn u64s(&self, section: Section) -> &[u64] {
        let range = &self.sections[section as usize];
        &self.storage.words()[range.start / 8..range.end / 8]
    }

    /// The text at `place`; empty where there is none.
    pub(super) fn text(&self, place: Text) -> &str {
        std::str::from_utf8(self.bytes_of(place)).unwrap_or_default()
    }

    fn bytes_of(&self, Text(start, len): Text) -> &[u8] {
        let start = start as usize;
        self.bytes(Section::Strings).get(start..start + len as usize).unwrap_or_default()
    }

    /// The bytes of the text at `record[at]` and `record[at + 1]`: enough to compare it.
    pub(super) fn bytes_in(&self, record: &[u32], at: usize) -> &[u8] {
        self.bytes_of(Text(record[at], record[at + 1]))
    }

    /// The text at `record[at]` and `record[at + 1]`.
    pub(super) fn text_in(&self, record: &[u32], at: usize) -> &str {
        self.text(Text(record[at], record[at + 1]))
    }
}

/// Offset and length of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub(super) u32, pub(super) u32);

fn whole_sum(words: &[u64]) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(bytemuck::cast_slice(&words[..SUMS.start]));
    hash.update(bytemuck::cast_slice(&words[SUMS.end..]));
    hash.digest()
}

/// Of header, directory, the end, and a few words of each MiB of an image of `n_words`: sees a wrong length, blocks never written, another
/// file's blocks. `add` adds a range of bytes to the sum.
fn sample_sum(
    n_words: usize,
    mut add: impl FnMut(Range<usize>, &mut Xxh3) -> io::Result<()>,
) -> io::Result<u64> {
    let mut hash = Xxh3::new();
    let mut words = |from: usize, to: usize| add(from.min(n_words) * 8..to.min(n_words) * 8, &mut hash);
    words(0, SUMS.start + 1)?;
    words(SUMS.end, DIRECTORY)?;
    for start in (DIRECTORY..n_words).step_by(SAMPLE_EVERY) {
        words(start, start + SAMPLE)?;
    }
    words(n_words.saturating_sub(SAMPLE), n_words)?;
    Ok(hash.digest())
}

fn sample_sum_of(words: &[u64]) -> u64 {
    let bytes: &[u8] = bytemuck::cast_slice(words);
    let sum = sample_sum(words.len(), |range, hash| {
        hash.update(&bytes[range]);
        Ok(())
    });
    sum.unwrap_or_default()
}

/// Adds a few bytes of a file to a sum.
fn read(mut file: &File, bytes: Range<usize>, hash: &mut Xxh3) -> io::Result<()> {
    let mut buffer = vec![0; bytes.len()];
    file.seek(SeekFrom::Start(bytes.start as u64))?;
    file.read_exact(&mut buffer)?;
    hash.update(&buffer);
    Ok(())
}

/// Puts an image together.
#[derive(Debug, Default)]
pub(super) struct Writer {
    sections: [Array; SECTIONS],
    strings: String,
}

#[derive(Debug)]
enum Array {
    Bytes(String),
    Halves(Vec<u32>),
    Words(Vec<u64>),
}

impl Default for Array {
    fn default() -> Array {
        Array::Words(Vec::new())
    }
}

impl Array {
    fn bytes(&self) -> &[u8] {
        match self {
            Array::Bytes(text) => text.as_bytes(),
            Array::Halves(values) => bytemuck::cast_slice(values),
            Array::Words(values) => bytemuck::cast_slice(values),
        }
    }
}

impl Writer {
    /// Adds a text.
    pub(super) fn text(&mut self, text: &str) -> Text {
        let at = self.strings.len();
        self.strings.push_str(text);
        Text(at as u32, text.len() as u32)
    }

    pub(super) fn put_u32(&mut self, section: Section, values: Vec<u32>) {
        self.sections[section as usize] = Array::Halves(values);
    }

    pub(super) fn put_u64(&mut self, section: Section, values: Vec<u64>) {
        self.sections[section as usize] = Array::Words(values);
    }

    pub(super) fn n_bytes_of_text(&self) -> usize {
        self.strings.len()
    }

    pub(super) fn finish(mut self, key: u128, fingerprint: u128) -> Image {
        self.sections[Section::Strings as usize] = Array::Bytes(self.strings);
        let n_words = |array: &Array| array.bytes().len().div_ceil(8);
        let length = self
            .sections
            .iter()
            .fold(DIRECTORY.next_multiple_of(8), |at, array| (at + n_words(array)).next_multiple_of(8));
        let mut words: Vec<u64> = Vec::with_capacity(length);
        words.extend([MAGIC, FORMAT, ORDER, length as u64 * 8, 0, 0]);
        words.extend([(key >> 64) as u64, key as u64, (fingerprint >> 64) as u64, fingerprint as u64]);
        words.resize(DIRECTORY.next_multiple_of(8), 0);
        for (n, section) in self.sections.iter_mut().enumerate() {
            // Let go when it is written: all of it twice would be much memory.
            let section = std::mem::take(section);
            let bytes = section.bytes();
            let start = words.len();
            words[HEADER + n * 2] = start as u64 * 8;
            words[HEADER + n * 2 + 1] = (start * 8 + bytes.len()) as u64;
            words.resize((start + n_words(&section)).next_multiple_of(8), 0);
            bytemuck::cast_slice_mut(&mut words[start..])[..bytes.len()].copy_from_slice(bytes);
        }
        words[SUMS.start] = whole_sum(&words);
        let samples = sample_sum_of(&words);
        words[SUMS.start + 1] = samples;
        Image::checked(Storage::Owned(words), samples).expect("what was just written is right")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(words: Vec<u64>) -> Result<Image, &'static str> {
        let samples = sample_sum_of(&words);
        Image::checked(Storage::Owned(words), samples)
    }

    fn image() -> Vec<u64> {
        let mut writer = Writer::default();
        let text = writer.text("Tehran");
        writer.put_u32(Section::Surfaces, vec![text.0, text.1, 7]);
        writer.put_u64(Section::Trie, vec![1, 2, 3]);
        let Storage::Owned(words) = writer.finish(5, 6).storage else { unreachable!() };
        words
    }

    #[test]
    fn what_goes_in_comes_out() {
        let image = checked(image()).expect("it is right");
        assert_eq!(image.u32s(Section::Surfaces), [0, 6, 7]);
        assert_eq!(image.u64s(Section::Trie), [1, 2, 3]);
        assert_eq!(image.text(Text(0, 6)), "Tehran");
        assert_eq!((image.key(), image.fingerprint()), (5, 6));
        assert!(image.is_sound());
    }

    #[test]
    fn between_the_samples_a_changed_bit_is_noticed_too() {
        let mut writer = Writer::default();
        writer.put_u64(Section::Trie, vec![1; 20_000]);
        let Storage::Owned(mut words) = writer.finish(5, 6).storage else { unreachable!() };
        let samples = sample_sum_of(&words);
        words[10_000] ^= 1;
        assert_eq!(sample_sum_of(&words), samples, "no sample has it");
        assert!(checked(words).is_err());
    }

    #[test]
    fn a_section_beyond_the_end_is_noticed_though_all_sums_are_right() {
        let mut words = image();
        words[HEADER + Section::Trie as usize * 2 + 1] = words.len() as u64 * 8 + 8;
        words[SUMS.start] = whole_sum(&words);
        words[SUMS.start + 1] = sample_sum_of(&words);
        assert!(checked(words).is_err());
    }

    #[test]
    fn every_changed_bit_and_every_cut_is_noticed() {
        let whole = image();
        for n in 0..whole.len() * 64 {
            let mut changed = whole.clone();
            changed[n / 64] ^= 1 << (n % 64);
            assert!(checked(changed).is_err(), "bit {n}");
        }
        for len in 0..whole.len() {
            assert!(checked(whole[..len].to_vec()).is_err(), "cut to {len}");
        }
    }
}
