//! The matcher as it lies in the image: a filter over first tokens, and a trie over whole tokens in one flat table.
//!
//! A *token* is a run of word characters of the folded text; what lies between two tokens is a *gap*. A surface is cut into tokens and
//! gaps, perhaps with a *lead* before the first token (`"zionist" regime`) and a *trail* behind the last (`u.n.`). Each of its prefixes
//! that ends with a token is a node; the table holds the nodes by a hash chained from token to token.
//!
//! A slot is 64 bits: the upper half of the hash as a tag, whether longer surfaces go on from here, whether one ends here but for its
//! trail, and the surface that ends here. Different prefixes with one tag within reach of each other would hide one another; building
//! finds out and begins again with another seed. What the table says is a guess all the same: whoever asks compares with the text of the
//! surface. So a hit is exact, and none is missed.

use super::decode::SurfaceTexts;
use super::draft::Surface;
use super::image::{Image, Section, Writer};
use crate::fold::chars::is_word_when_folded;
use crate::fold::steps::is_mark;

/// The longest lead and trail, in bytes, that the trie has; surfaces with a longer one, without any token, or that begin
/// with a combining mark, are *odd*.
pub(crate) const MOST_AROUND: usize = 3;

const K0: u64 = 0x9e37_79b9_7f4a_7c15;
const K1: u64 = 0xd6e8_feb8_6659_fd93;
const K2: u64 = 0xa076_1d64_78bd_642f;
/// All bits but the one that tells small letters from capitals.
const CASELESS: u64 = 0xdfdf_dfdf_dfdf_dfdf;

/// Some surface goes on from here.
const CHILD: u32 = 1 << 31;
/// Some surface ends here but for its trail.
const TRAIL: u32 = 1 << 30;
const SURFACE: u32 = TRAIL - 1;

/// Words before the bit maps in their section: log2 of bits, longest surface, longest token, most tokens, seed, leads, all in one.
const HEADER: usize = 8;

#[inline(always)]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

const MASKS: [u64; 9] = {
    let mut masks = [CASELESS; 9];
    let mut n = 0;
    while n < 8 {
        masks[n] = CASELESS & ((1 << (8 * n)) - 1);
        n += 1;
    }
    masks
};

/// Up to eight bytes from `at` on, as a little-endian number.
#[inline(always)]
pub(crate) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8) {
        Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or_default()),
        None => load_end(bytes, at),
    }
}

#[cold]
fn load_end(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    let rest = bytes.get(at..).unwrap_or_default();
    let n = rest.len().min(8);
    eight[..n].copy_from_slice(&rest[..n]);
    u64::from_le_bytes(eight)
}

/// The first eight bytes of a token of `len` bytes, letters of ASCII without their case; zeros behind a shorter one.
#[inline(always)]
pub(crate) fn head(eight: u64, len: usize) -> u64 {
    eight & MASKS[len.min(8)]
}

/// What the filter knows a token by, made of its head.
#[inline(always)]
pub(crate) fn key(head: u64) -> u64 {
    head.wrapping_mul(K0)
}

/// Whether some of the bytes are not ASCII.
#[inline(always)]
pub(crate) fn wide(bytes: u64) -> bool {
    bytes & 0x8080_8080_8080_8080 != 0
}

/// What [`head`] leaves out of bytes that are not ASCII, where it tells letters apart and not cases: 一 and 丠 differ in nothing else.
#[inline(always)]
fn beyond_ascii(eight: u64, len: usize) -> u64 {
    let own = eight & (u64::MAX >> (64 - 8 * len.clamp(1, 8)));
    (own & 0x8080_8080_8080_8080) >> 2 & own
}

/// Hash of a token, ASCII letters in any case; and whether all of it is ASCII.
#[inline(always)]
pub(crate) fn token_hash(bytes: &[u8], start: usize, end: usize) -> (u64, bool) {
    let len = end - start;
    let exact = |eight: u64, len: usize| head(eight, len) ^ beyond_ascii(eight, len);
    let first = exact(load(bytes, start), len);
    let mut seen = first;
    let mut hash = mix(first ^ K0, K1 ^ len as u64);
    let mut at = start + 8;
    while at < end {
        let next = exact(load(bytes, at), end - at);
        seen |= next;
        hash = mix(hash ^ next, K2);
        at += 8;
    }
    (hash, !wide(seen))
}

#[inline(always)]
pub(crate) fn chain(hash: u64, gap: u64, token: u64) -> u64 {
    mix(hash ^ gap.wrapping_mul(K1), token ^ K2)
}

/// Hash of a folded gap, lead or trail.
pub(crate) fn gap_hash(gap: &[u8]) -> u64 {
    gap.iter()
        .fold(gap.len() as u64, |hash, &byte| (hash << 8 | u64::from(byte)) ^ (hash >> 56).wrapping_mul(K0))
}

/// Hash of the gap that is one space.
pub(crate) const SPACE: u64 = 1 << 8 | b' ' as u64;

fn lead_root(lead: &[u8]) -> u64 {
    mix(gap_hash(lead) ^ K2, K0)
}

fn trail_hash(hash: u64, trail: &[u8]) -> u64 {
    mix(hash ^ K0, gap_hash(trail) ^ K1)
}

/// Tokens of a folded text, as ranges.
pub(crate) fn tokens(folded: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in folded.char_indices() {
        match (is_word_when_folded(c), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                found.push((first, at));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|first| (first, folded.len())));
    found
}

// ---------------------------------------------------------------------------------------------------------------- building

/// What the matcher reads from an image.
pub(super) struct Tables {
    maps: Vec<u64>,
    trie: Vec<u64>,
    odd: Vec<u32>,
}

impl Tables {
    /// The tables over `surfaces`, given in the order of their ids.
    pub(super) fn of(surfaces: &[Surface<'_>]) -> Tables {
        (0..).find_map(|seed| try_build(surfaces, seed)).expect("some seed has no clashes")
    }

    pub(super) fn write(self, writer: &mut Writer) {
        writer.put_u64(Section::Filter, self.maps);
        writer.put_u64(Section::Trie, self.trie);
        writer.put_u32(Section::Odd, self.odd);
    }
}

/// A prefix of a surface, ready for the table.
struct Node {
    /// Halves swapped, so that sorting by it is sorting by place in the table.
    order: u64,
    /// One that has the prefix: the one that ends here, if one does.
    surface: u32,
    /// [`CHILD`], [`TRAIL`], [`ENDS`], and how long the prefix is.
    rest: u32,
}

/// Some surface ends here.
const ENDS: u32 = 1 << 29;
const FLAGS: u32 = CHILD | TRAIL | ENDS;

impl Node {
    fn payload(&self) -> u32 {
        let surface = if self.rest & ENDS == 0 { 0 } else { self.surface + 1 };
        self.rest & (CHILD | TRAIL) | surface
    }
}

/// Three maps of equal size behind a header: tokens that some surface begins with; those that are all its tokens; pairs that some begins
/// with.
struct FilterMaps {
    maps: Vec<u64>,
    /// Of the bits of one map.
    log2: u32,
    /// Whether some surface has a lead.
    led: bool,
    /// Whether some surface is in a script where a name may begin anywhere.
    glued: bool,
}

impl FilterMaps {
    fn of(n_surfaces: usize) -> FilterMaps {
        let bits = (n_surfaces * 8).next_power_of_two().clamp(1 << 16, 1 << 24);
        let maps = vec![0; HEADER + bits / 64 * 3];
        FilterMaps { maps, log2: bits.trailing_zeros(), led: false, glued: false }
    }

    fn add(&mut self, first: u64, second: Option<u64>) {
        self.set(0, first);
        match second {
            None => self.set(1, again(first)),
            Some(second) => self.set(2, pair(first, second)),
        }
    }

    fn set(&mut self, map: usize, key: u64) {
        let bit = (key >> (64 - self.log2)) as usize + (map << self.log2);
        self.maps[HEADER + bit / 64] |= 1 << (bit % 64);
    }
}

fn try_build(surfaces: &[Surface<'_>], seed: u64) -> Option<Tables> {
    let seeded = mix(seed ^ K1, K2);
    let mut nodes: Vec<Node> = Vec::with_capacity(surfaces.len() * 2);
    let mut filter = FilterMaps::of(surfaces.len());
    let mut odd: Vec<u32> = Vec::new();
    let (mut longest, mut longest_token, mut most_tokens) = (1, 1, 1);
    for (id, &Surface { text, .. }) in surfaces.iter().enumerate() {
        let bytes = text.as_bytes();
        let tokens = tokens(text);
        longest = longest.max(text.len());
        let (Some(&(first, _)), Some(&(_, last))) = (tokens.first(), tokens.last()) else {
            odd.push(id as u32);
            continue;
        };
        // What begins with a mark begins inside a character of the text.
        if text.starts_with(is_mark) || first > MOST_AROUND || text.len() - last > MOST_AROUND {
            odd.push(id as u32);
            continue;
        }
        most_tokens = most_tokens.max(tokens.len());
        let key = |n: usize| key(head(load(bytes, tokens[n].0), tokens[n].1 - tokens[n].0));
        filter.add(key(0), (tokens.len() > 1).then(|| key(1)));
        if first > 0 {
            filter.led = true;
            filter.set(2, led_key(key(0)));
        } else if !bytes[0].is_ascii() {
            filter.glued = true;
            filter.set(2, glued_key(text.chars()));
        }
        let mut hash = if first > 0 { lead_root(&bytes[..first]) } else { seeded };
        for (n, &(start, end)) in tokens.iter().enumerate() {
            longest_token = longest_token.max(end - start);
            let gap = if n == 0 { 0 } else { gap_hash(&bytes[tokens[n - 1].1..start]) };
            hash = chain(hash, gap, token_hash(bytes, start, end).0);
            let flag = match (n + 1 == tokens.len(), last == text.len()) {
                (false, _) => CHILD,
                (true, true) => ENDS,
                (true, false) => TRAIL,
            };
            nodes.push(Node { order: hash.rotate_left(32), surface: id as u32, rest: flag | end as u32 });
        }
        if last < text.len() {
            let hash = trail_hash(hash, &bytes[last..]);
            let rest = ENDS | text.len() as u32;
            nodes.push(Node { order: hash.rotate_left(32), surface: id as u32, rest });
        }
    }
    nodes.sort_unstable_by_key(|node| (node.order, node.surface));
    let prefix =
        |node: &Node| &surfaces[node.surface as usize].text.as_bytes()[..(node.rest & !FLAGS) as usize];
    // Equal hashes must be equal prefixes.
    let mut clash = false;
    nodes.dedup_by(|later, first| {
        let same = later.order == first.order;
        if same {
            clash |= prefix(later) != prefix(first);
            if first.rest & ENDS == 0 && later.rest & ENDS != 0 {
                first.surface = later.surface;
            }
            first.rest |= later.rest & FLAGS;
        }
        same
    });
    if clash {
        return None;
    }
    let n_slots = nodes.len() + nodes.len() / 2 + 1;
    let mut table: Vec<u64> = vec![0; n_slots];
    for node in &nodes {
        let hash = node.order.rotate_left(32);
        let mut at = slot(hash, n_slots);
        loop {
            if at >= table.len() {
                table.resize(at + 1, 0);
            }
            if table[at] == 0 {
                table[at] = hash >> 32 << 32 | u64::from(node.payload());
                break;
            }
            if table[at] >> 32 == hash >> 32 {
                return None;
            }
            at += 1;
        }
    }
    // An empty slot ends every search.
    table.push(0);
    table.push(n_slots as u64);
    drop(nodes);
    let FilterMaps { mut maps, log2, led, glued } = filter;
    maps[..7].copy_from_slice(&[
        u64::from(log2),
        longest as u64,
        longest_token as u64,
        most_tokens as u64,
        seeded,
        u64::from(led),
        u64::from(glued),
    ]);
    Some(Tables { maps, trie: table, odd })
}

#[inline(always)]
fn slot(hash: u64, n_slots: usize) -> usize {
    ((u64::from(hash as u32) * n_slots as u64) >> 32) as usize
}

/// A second hash, independent of the first.
#[inline(always)]
fn again(key: u64) -> u64 {
    (key ^ key >> 29).wrapping_mul(K1)
}

#[inline(always)]
fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(17) ^ second).wrapping_mul(K2)
}

fn led_key(first: u64) -> u64 {
    (first ^ K2).wrapping_mul(K1)
}

/// For surfaces in scripts where a name may begin anywhere: the first two characters.
fn glued_key(mut chars: impl Iterator<Item = char>) -> u64 {
    let first = u64::from(chars.next().unwrap_or_default());
    let second = chars.next().filter(|&c| is_word_when_folded(c)).unwrap_or_default();
    (first << 32 | u64::from(second)).wrapping_mul(K2).rotate_left(23).wrapping_mul(K0)
}

// ---------------------------------------------------------------------------------------------------------------- looking up

/// The matcher of an image.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matcher<'i> {
    first: &'i [u64],
    one: &'i [u64],
    two: &'i [u64],
    shift: u32,
    table: &'i [u64],
    n_slots: usize,
    seeded: u64,
    /// The longest surface and the longest of its tokens, in bytes.
    pub(crate) longest: usize,
    pub(crate) longest_token: usize,
    pub(crate) most_tokens: usize,
    /// Whether there are surfaces that begin with something else than a word.
    pub(crate) has_leads: bool,
    /// Whether there are surfaces that begin with something else than ASCII.
    pub(crate) has_wide: bool,
    /// Surfaces that it does not have.
    pub(crate) odd: &'i [u32],
}

/// The maps of a [`Matcher`], of a size that the compiler knows: it sees that no bit lies beyond them and checks nothing.
#[derive(Clone, Copy)]
pub(crate) struct Maps<'i, const WORDS: usize> {
    first: &'i [u64; WORDS],
    one: &'i [u64; WORDS],
    two: &'i [u64; WORDS],
}

impl<const WORDS: usize> Maps<'_, WORDS> {
    #[inline(always)]
    fn bit(map: &[u64; WORDS], key: u64) -> u64 {
        let bit = (key >> (64 - const { (WORDS * 64).ilog2() })) as usize;
        map[bit / 64] >> (bit % 64) & 1
    }

    /// Whether some surface may begin with the token of this key: 1 or 0.
    #[inline(always)]
    pub(crate) fn may_begin(&self, key: u64) -> u64 {
        Self::bit(self.first, key)
    }

    /// Whether the token of this key may be all the tokens of a surface.
    #[inline(always)]
    pub(crate) fn may_be_whole(&self, key: u64) -> bool {
        Self::bit(self.one, again(key)) != 0
    }

    /// Whether some surface may begin with these two tokens.
    #[inline(always)]
    pub(crate) fn may_go_on(&self, key: u64, next: u64) -> bool {
        Self::bit(self.two, pair(key, next)) != 0
    }
}

/// What ends or goes on at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found(u32);

impl Found {
    /// The surface that ends here, if the texts agree.
    #[inline(always)]
    pub(crate) fn surface(self) -> Option<u32> {
        (self.0 & SURFACE).checked_sub(1)
    }

    #[inline(always)]
    pub(crate) fn goes_on(self) -> bool {
        self.0 & CHILD != 0
    }

    #[inline(always)]
    pub(crate) fn has_trail(self) -> bool {
        self.0 & TRAIL != 0
    }
}

impl<'i> Matcher<'i> {
    pub(super) fn of(image: &'i Image) -> Matcher<'i> {
        let maps = image.u64s(Section::Filter);
        let table = image.u64s(Section::Trie);
        let bits = 1_usize << maps[0];
        let map = |n: usize| &maps[HEADER + bits / 64 * n..HEADER + bits / 64 * (n + 1)];
        let (n_slots, table) = table.split_last().expect("the writer puts it there");
        Matcher {
            first: map(0),
            one: map(1),
            two: map(2),
            shift: 64 - maps[0] as u32,
            table,
            n_slots: *n_slots as usize,
            seeded: maps[4],
            longest: maps[1] as usize,
            longest_token: maps[2] as usize,
            most_tokens: maps[3] as usize,
            has_leads: maps[5] != 0,
            has_wide: maps[6] != 0,
            odd: image.u32s(Section::Odd),
        }
    }

    #[inline(always)]
    fn bit(&self, map: &[u64], key: u64) -> u64 {
        let bit = (key >> self.shift) as usize;
        map[bit / 64] >> (bit % 64) & 1
    }

    /// Whether some surface may begin with the token of this key: 1 or 0.
    #[inline(always)]
    pub(crate) fn may_begin(&self, key: u64) -> u64 {
        self.bit(self.first, key)
    }

    /// How many words of 64 bits each map has.
    pub(crate) fn map_words(&self) -> usize {
        self.first.len()
    }

    /// The maps, each of which has as many words.
    pub(crate) fn maps<const WORDS: usize>(&self) -> Maps<'i, WORDS> {
        let sized = |map: &'i [u64]| map.try_into().expect("whoever asks knows the size");
        Maps { first: sized(self.first), one: sized(self.one), two: sized(self.two) }
    }

    /// Whether some surface may have the token first behind a lead.
    #[inline(always)]
    pub(crate) fn may_be_led(&self, key: u64) -> bool {
        self.has_leads && self.bit(self.two, led_key(key)) != 0
    }

    /// Whether some surface that begins outside ASCII may begin with these folded characters, of which the first two count.
    pub(crate) fn may_begin_glued(&self, chars: impl Iterator<Item = char>) -> bool {
        self.has_wide && self.bit(self.two, glued_key(chars)) != 0
    }

    /// Where a walk begins.
    #[inline(always)]
    pub(crate) fn root(&self) -> u64 {
        self.seeded
    }

    #[inline(always)]
    pub(crate) fn find(&self, hash: u64) -> Option<Found> {
        let mut at = slot(hash, self.n_slots);
        loop {
            let here = self.table[at];
            if here >> 32 == hash >> 32 && here != 0 {
                return Some(Found(here as u32));
            }
            if here == 0 {
                return None;
            }
            at += 1;
        }
    }

    /// The slot that a search for `hash` looks at first; asking for it early spares the wait later.
    #[inline(always)]
    pub(crate) fn peek(&self, hash: u64) -> u64 {
        self.table[slot(hash, self.n_slots)]
    }

    /// All surfaces that `window`, a folded text, begins with: their lengths and ids, each compared to its text. Names may end at any
    /// character that `may_end` does not rule out. `None` when the window is too short to tell.
    pub(crate) fn prefixes(
        &self,
        window: &str,
        whole: bool,
        texts: SurfaceTexts<'_>,
        may_end: &impl Fn(usize) -> bool,
        on: &mut impl FnMut(usize, u32),
    ) -> Option<()> {
        let bytes = window.as_bytes();
        let word_len = |from: usize| {
            window[from..].char_indices().find(|&(_, c)| !is_word_when_folded(c)).map(|(n, _)| n)
        };
        let gap_len = |from: usize| {
            window[from..].char_indices().find(|&(_, c)| is_word_when_folded(c)).map(|(n, _)| n)
        };
        let mut report = |len: usize, id: u32| {
            if texts.bytes_of(id) == &bytes[..len] {
                on(len, id);
            }
        };
        let end_of = |len: Option<usize>, from: usize| match len {
            Some(n) => Some(from + n),
            None if whole || window.len() > self.longest => Some(window.len()),
            None => None,
        };
        let lead = end_of(gap_len(0), 0)?;
        if lead > MOST_AROUND || lead == window.len() {
            return Some(());
        }
        let mut before = if lead > 0 { lead_root(&bytes[..lead]) } else { self.seeded };
        let (mut start, mut gap) = (lead, 0);
        loop {
            let end = end_of(word_len(start), start)?;
            // All ends within the token but its own.
            for (n, c) in window[start..end].char_indices() {
                let cut = start + n + c.len_utf8();
                if cut == end || cut - start > self.longest_token {
                    break;
                }
                if may_end(cut)
                    && let Some(found) = self.find(chain(before, gap, token_hash(bytes, start, cut).0))
                    && let Some(id) = found.surface()
                {
                    report(cut, id);
                }
            }
            if end - start > self.longest_token {
                return Some(());
            }
            before = chain(before, gap, token_hash(bytes, start, end).0);
            let Some(found) = self.find(before) else { return Some(()) };
            found.surface().into_iter().for_each(|id| report(end, id));
            if !found.has_trail() && !found.goes_on() {
                return Some(());
            }
            let next = end_of(gap_len(end), end)?;
            if found.has_trail() {
                for (n, c) in window[end..next].char_indices() {
                    let cut = end + n + c.len_utf8();
                    if cut - end > MOST_AROUND {
                        break;
                    }
                    if let Some(found) = self.find(trail_hash(before, &bytes[end..cut])) {
                        found.surface().into_iter().for_each(|id| report(cut, id));
                    }
                }
            }
            if !found.goes_on() || next == window.len() {
                return Some(());
            }
            gap = gap_hash(&bytes[end..next]);
            start = next;
        }
    }

    /// Bytes of the trie and of the filter.
    pub(crate) fn memory(&self) -> (usize, usize) {
        (self.table.len() * 8, self.first.len() * 24)
    }
}
