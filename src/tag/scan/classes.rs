//! Where words begin and end in the text as it is: 64 bytes at a time, with the widest instructions that the machine has.
//!
//! ASCII is classed by arithmetic on whole registers; a block with other characters asks the [table](crate::fold::chars) for each of
//! them. Accents, soft hyphens and the like count as parts of words here, apostrophes do not.

use crate::fold::chars::{self, GLUED, MIXED, RESEMBLING, UNSEEN, WORD};

/// Which instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Plain integers; on every machine.
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// With byte compress (VBMI2).
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The best one here.
    pub(super) fn best() -> Level {
        #[cfg(target_arch = "x86_64")]
        {
            if simd::has_avx512() {
                return Level::Avx512;
            }
            if simd::has_avx2() {
                return Level::Avx2;
            }
        }
        Level::Portable
    }

    /// All that this machine has.
    #[cfg(test)]
    pub(super) fn all() -> Vec<Level> {
        let mut all = vec![Level::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(simd::has_avx2().then_some(Level::Avx2));
            all.extend(simd::has_avx512().then_some(Level::Avx512));
        }
        all
    }
}

/// Reads a text block by block.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// Whether the last byte read was part of a word.
    inside: bool,
    /// Bytes of a character that reach into the next block, and whether it is part of a word.
    over: u32,
    over_word: bool,
    /// Places of characters where names may begin without a boundary before them.
    pub(super) anywhere: Vec<u32>,
    /// Whether there are letters that look like Latin ones.
    pub(super) resembling: bool,
}

impl Classes {
    pub(super) fn clear(&mut self) {
        let mut anywhere = std::mem::take(&mut self.anywhere);
        anywhere.clear();
        *self = Classes { anywhere, ..Classes::default() };
    }

    /// Appends to `edges` where words begin and end, in turn, from byte `from` of `text` up to `until`. Both are multiples of 64, or
    /// `until` is the end of the text; calls go on where the last one ended. At the end of the text a word that is open is closed.
    pub(super) fn read(&mut self, text: &str, from: usize, until: usize, level: Level, edges: &mut Vec<u32>) {
        match level {
            Level::Portable => self.read_portable(text, from, until, edges),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => simd::read_avx2(self, text, from, until, edges),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => simd::read_avx512(self, text, from, until, edges),
        }
        if until == text.len() && self.inside {
            self.inside = false;
            edges.push(until as u32);
        }
    }

    fn read_portable(&mut self, text: &str, from: usize, until: usize, edges: &mut Vec<u32>) {
        for at in (from..until).step_by(64) {
            let (block, n) = block(text.as_bytes(), at, until);
            let (words, wide) = class_portable(&block);
            let edge_bits = self.edges(text, at, n, words, wide);
            push_edges(edge_bits, at as u32, edges);
        }
    }

    /// From words and bytes outside ASCII of the block of `n` bytes at `at`, the bits where words begin or end.
    #[inline(always)]
    fn edges(&mut self, text: &str, at: usize, n: usize, mut words: u64, wide: u64) -> u64 {
        if wide != 0 || self.over != 0 {
            words |= self.wide(text, at, wide);
        }
        let edges = words ^ (words << 1 | u64::from(self.inside));
        if n < 64 {
            let within = edges & ((1 << n) - 1);
            self.inside = words >> (n - 1) & 1 != 0;
            return within;
        }
        self.inside = words >> 63 != 0;
        edges
    }

    /// The bits of characters outside ASCII that are parts of words.
    #[inline(never)]
    fn wide(&mut self, text: &str, at: usize, wide: u64) -> u64 {
        let mut words = 0;
        let mut rest = wide;
        if self.over > 0 {
            let bits = (1 << self.over) - 1;
            words |= if self.over_word { bits } else { 0 };
            rest &= !bits;
            self.over = 0;
        }
        while rest != 0 {
            let n = rest.trailing_zeros();
            let place = at + n as usize;
            let c = text[place..].chars().next().unwrap_or_default();
            let class = chars::class(c);
            let word = class & (WORD | UNSEEN) != 0;
            let len = c.len_utf8() as u32;
            let bits = ((1_u64 << len) - 1) << n;
            if word {
                words |= bits;
            }
            if class & (GLUED | MIXED | RESEMBLING) != 0 {
                self.resembling |= class & RESEMBLING != 0;
                if class & (GLUED | MIXED) != 0 {
                    self.anywhere.push(place as u32);
                }
            }
            rest &= !bits;
            if n + len > 64 {
                self.over = n + len - 64;
                self.over_word = word;
            }
        }
        words
    }
}

/// The block at `at`, with zeros behind its `n` bytes of text.
fn block(bytes: &[u8], at: usize, until: usize) -> ([u8; 64], usize) {
    if let Some(whole) = bytes[..until].get(at..at + 64) {
        return (whole.try_into().unwrap_or([0; 64]), 64);
    }
    let mut block = [0; 64];
    let n = until - at;
    block[..n].copy_from_slice(&bytes[at..until]);
    (block, n)
}

/// Letters, digits and `_`; and what is not ASCII.
fn class_portable(block: &[u8; 64]) -> (u64, u64) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // Eight high bits to the eight bits of a byte.
    let gather = |high: u64| (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let (mut words, mut wide) = (0, 0);
    for (n, eight) in block.as_chunks::<8>().0.iter().enumerate() {
        let bytes = u64::from_le_bytes(*eight);
        let low = bytes & !HIGH;
        // The high bit of a sum says whether the byte is at least so much; none of the sums carries into its neighbor.
        let at_least = |bytes: u64, least: u8| bytes + u64::from(0x80 - least) * ONES;
        let small = low | (0x20 * ONES);
        let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
        let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
        let line = !at_least(low ^ (u64::from(b'_') * ONES), 1);
        words |= gather((letter | digit | line) & !bytes & HIGH) << (8 * n);
        wide |= gather(bytes & HIGH) << (8 * n);
    }
    (words, wide)
}

#[inline(always)]
fn push_edges(mut bits: u64, base: u32, edges: &mut Vec<u32>) {
    while bits != 0 {
        edges.push(base + bits.trailing_zeros());
        bits &= bits - 1;
    }
}

/// The same with vector instructions. `unsafe` only says that the machine has been asked whether it has them; nothing here touches memory
/// other than through slices.
#[cfg(target_arch = "x86_64")]
mod simd {
    #![allow(unsafe_code)]

    use std::arch::x86_64::*;

    use super::{Classes, block, push_edges};

    pub(super) fn has_avx2() -> bool {
        is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1")
    }

    pub(super) fn has_avx512() -> bool {
        has_avx2()
            && is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vbmi2")
    }

    pub(super) fn read_avx2(
        classes: &mut Classes,
        text: &str,
        from: usize,
        until: usize,
        edges: &mut Vec<u32>,
    ) {
        assert!(has_avx2());
        // SAFETY: the machine has the instructions.
        unsafe { avx2(classes, text, from, until, edges) }
    }

    pub(super) fn read_avx512(
        classes: &mut Classes,
        text: &str,
        from: usize,
        until: usize,
        edges: &mut Vec<u32>,
    ) {
        assert!(has_avx512());
        // SAFETY: the machine has the instructions.
        unsafe { avx512(classes, text, from, until, edges) }
    }

    #[target_feature(enable = "avx2,bmi1")]
    fn avx2(classes: &mut Classes, text: &str, from: usize, until: usize, edges: &mut Vec<u32>) {
        for at in (from..until).step_by(64) {
            let (block, n) = block(text.as_bytes(), at, until);
            let (low, high) = (half_avx2(&block, 0), half_avx2(&block, 32));
            let words = u64::from(low.0) | u64::from(high.0) << 32;
            let wide = u64::from(low.1) | u64::from(high.1) << 32;
            let bits = classes.edges(text, at, n, words, wide);
            push_edges(bits, at as u32, edges);
        }
    }

    /// Words and bytes outside ASCII of 32 bytes.
    #[target_feature(enable = "avx2")]
    fn half_avx2(block: &[u8; 64], at: usize) -> (u32, u32) {
        let eight = |n: usize| i64::from_le_bytes(block[at + n..at + n + 8].try_into().unwrap_or_default());
        let bytes = _mm256_set_epi64x(eight(24), eight(16), eight(8), eight(0));
        let all = |byte: u8| _mm256_set1_epi8(byte as i8);
        // Signed compare: above the bytes outside ASCII, so each range is shifted to the top.
        let small = _mm256_or_si256(bytes, all(0x20));
        let letter = _mm256_cmpgt_epi8(_mm256_add_epi8(small, all(0x7f - b'z')), all(0x7f - 26));
        let digit = _mm256_cmpgt_epi8(_mm256_add_epi8(bytes, all(0x7f - b'9')), all(0x7f - 10));
        let line = _mm256_cmpeq_epi8(bytes, all(b'_'));
        let words = _mm256_or_si256(_mm256_or_si256(letter, digit), line);
        (_mm256_movemask_epi8(words) as u32, _mm256_movemask_epi8(bytes) as u32)
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,popcnt")]
    fn avx512(classes: &mut Classes, text: &str, from: usize, until: usize, edges: &mut Vec<u32>) {
        let numbers = numbers();
        for at in (from..until).step_by(64) {
            let (block, n) = block(text.as_bytes(), at, until);
            let bytes = load(&block);
            let all = |byte: u8| _mm512_set1_epi8(byte as i8);
            let small = _mm512_or_si512(bytes, all(0x20));
            let letter = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(small, all(b'a')), all(26));
            let digit = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, all(b'0')), all(10));
            let line = _mm512_cmpeq_epi8_mask(bytes, all(b'_'));
            let bits = classes.edges(text, at, n, letter | digit | line, _mm512_movepi8_mask(bytes));
            // The numbers of the bits that are set, in a row, each widened and added to where the block begins.
            let row = _mm512_maskz_compress_epi8(bits, numbers);
            let base = _mm512_set1_epi32(at as i32);
            let quarter = |row: __m128i| store(_mm512_add_epi32(base, _mm512_cvtepu8_epi32(row)));
            let count = bits.count_ones() as usize;
            let len = edges.len();
            edges.extend_from_slice(&quarter(_mm512_castsi512_si128(row)));
            if count > 16 {
                edges.extend_from_slice(&quarter(_mm512_extracti32x4_epi32::<1>(row)));
                if count > 32 {
                    edges.extend_from_slice(&quarter(_mm512_extracti32x4_epi32::<2>(row)));
                    edges.extend_from_slice(&quarter(_mm512_extracti32x4_epi32::<3>(row)));
                }
            }
            edges.truncate(len + count);
        }
    }

    #[target_feature(enable = "avx512f")]
    fn load(block: &[u8; 64]) -> __m512i {
        let eight = |n: usize| i64::from_le_bytes(block[n * 8..n * 8 + 8].try_into().unwrap_or_default());
        _mm512_set_epi64(eight(7), eight(6), eight(5), eight(4), eight(3), eight(2), eight(1), eight(0))
    }

    /// 0, 1, 2, … 63.
    #[target_feature(enable = "avx512f")]
    fn numbers() -> __m512i {
        let mut numbers = [0; 64];
        for (n, number) in numbers.iter_mut().enumerate() {
            *number = n as u8;
        }
        load(&numbers)
    }

    #[target_feature(enable = "avx512f")]
    fn store(numbers: __m512i) -> [u32; 16] {
        let mut out = [0; 16];
        // SAFETY: the array has room for the 64 bytes; the store needs no alignment.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), numbers) };
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What [`Classes::read`] should say, a character at a time.
    fn naive(text: &str) -> Vec<u32> {
        let mut edges = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let word = chars::class(c) & (WORD | UNSEEN) != 0;
            if word != inside {
                edges.push(at as u32);
                inside = word;
            }
        }
        edges.extend(inside.then_some(text.len() as u32));
        edges
    }

    proptest! {
        #[test]
        fn every_level_finds_the_same_edges(text in "([a-z_ ,.'-]{0,9}|[é’“日\u{301}بﷺ👍½⑴]|[A-Z0-9]{0,40}|.){0,40}", step in 1usize..4) {
            for level in Level::all() {
                let (mut classes, mut edges) = (Classes::default(), Vec::new());
                let mut from = 0;
                while from < text.len() {
                    let until = text.len().min(from + 64 * step);
                    classes.read(&text, from, until, level, &mut edges);
                    from = until;
                }
                prop_assert_eq!(&edges, &naive(&text), "{:?}", level);
            }
        }
    }
}
