//! The widest instructions that the machine has, behind safe functions that are the same on every machine.
#![allow(unsafe_code)]

use super::classes::Chunk;
use super::filter::{self, Row};
use crate::gazetteer::Matcher;

/// All bits but the one that tells small letters from capitals.
const CASELESS: u8 = 0xdf;

/// Which instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Plain integers; on every machine.
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// What 64 bytes are, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    /// ASCII letters, digits and `_`.
    pub(super) words: u64,
    /// Not ASCII.
    pub(super) wide: u64,
    /// `'` and `` ` ``.
    pub(super) apostrophes: u64,
}

impl Level {
    /// The best one here.
    pub(super) fn best() -> Level {
        #[cfg(target_arch = "x86_64")]
        {
            if x86::has_avx512() {
                return Level::Avx512;
            }
            if x86::has_avx2() {
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
            all.extend(x86::has_avx2().then_some(Level::Avx2));
            all.extend(x86::has_avx512().then_some(Level::Avx512));
        }
        all
    }

    /// Tells `on` of each block what it is, and writes its [letters](super::classes::Chunk::letters) to the same place of `letters`.
    pub(super) fn class(self, blocks: &[[u8; 64]], letters: &mut [[u8; 64]], on: impl FnMut(usize, Bits)) {
        match self {
            Level::Portable => {
                blocks
                    .iter()
                    .zip(letters)
                    .map(|(block, to)| portable(block, to))
                    .enumerate()
                    .for_each(each(on));
            }
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => x86::class_avx2(blocks, letters, on),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => x86::class_avx512(blocks, letters, on),
        }
    }

    /// [`filter::run`], compiled for the machine.
    pub(super) fn filter(self, chunk: Chunk<'_>, mixed_gaps: &[u32], matcher: &Matcher<'_>, row: &mut Row) {
        match self {
            Level::Portable => filter::run(chunk, mixed_gaps, matcher, row),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 | Level::Avx512 => x86::filter(chunk, mixed_gaps, matcher, row),
        }
    }
}

fn each(mut on: impl FnMut(usize, Bits)) -> impl FnMut((usize, Bits)) {
    move |(n, bits)| on(n, bits)
}

fn portable(block: &[u8; 64], letters: &mut [u8; 64]) -> Bits {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // Eight high bits to the eight bits of a byte.
    let gather = |high: u64| (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let (mut words, mut wide, mut apostrophes) = (0, 0, 0);
    for (n, (eight, to)) in block.as_chunks::<8>().0.iter().zip(letters.as_chunks_mut::<8>().0).enumerate() {
        let bytes = u64::from_le_bytes(*eight);
        let low = bytes & !HIGH;
        // The high bit of a sum says whether the byte is at least so much; none of the sums carries into its neighbor.
        let at_least = |bytes: u64, least: u8| bytes + u64::from(0x80 - least) * ONES;
        let is = |byte: u8| !at_least(low ^ (u64::from(byte) * ONES), 1);
        let small = low | (0x20 * ONES);
        let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
        let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
        let word = (letter | digit | is(b'_')) & !bytes & HIGH;
        *to = (bytes & ((word >> 7) * u64::from(CASELESS))).to_le_bytes();
        words |= gather(word) << (8 * n);
        wide |= gather(bytes & HIGH) << (8 * n);
        apostrophes |= gather((is(b'\'') | is(b'`')) & !bytes & HIGH) << (8 * n);
    }
    Bits { words, wide, apostrophes }
}

/// Each function here asks the machine before it uses what the machine may not have; registers are loaded from arrays of their very
/// size. Nothing else touches memory other than through slices.
#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{Bits, CASELESS, Chunk, Matcher, Row, filter};

    pub(super) fn has_avx2() -> bool {
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt")
    }

    pub(super) fn has_avx512() -> bool {
        has_avx2() && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw")
    }

    pub(super) fn filter(chunk: Chunk<'_>, mixed_gaps: &[u32], matcher: &Matcher<'_>, row: &mut Row) {
        assert!(has_avx2());
        // SAFETY: the machine has the instructions.
        unsafe { filter_bmi(chunk, mixed_gaps, matcher, row) }
    }

    #[target_feature(enable = "bmi1,bmi2,popcnt")]
    fn filter_bmi(chunk: Chunk<'_>, mixed_gaps: &[u32], matcher: &Matcher<'_>, row: &mut Row) {
        filter::run(chunk, mixed_gaps, matcher, row);
    }

    pub(super) fn class_avx2(blocks: &[[u8; 64]], letters: &mut [[u8; 64]], on: impl FnMut(usize, Bits)) {
        assert!(has_avx2());
        // SAFETY: the machine has the instructions.
        unsafe { avx2(blocks, letters, on) }
    }

    pub(super) fn class_avx512(blocks: &[[u8; 64]], letters: &mut [[u8; 64]], on: impl FnMut(usize, Bits)) {
        assert!(has_avx512());
        // SAFETY: the machine has the instructions.
        unsafe { avx512(blocks, letters, on) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    fn avx2(blocks: &[[u8; 64]], letters: &mut [[u8; 64]], mut on: impl FnMut(usize, Bits)) {
        for (n, (block, to)) in blocks.iter().zip(letters).enumerate() {
            let [low, high] = block.as_chunks::<32>().0 else { unreachable!("64 bytes are two halves") };
            let [to_low, to_high] = to.as_chunks_mut::<32>().0 else {
                unreachable!("64 bytes are two halves")
            };
            let (low, high) = (half(low, to_low), half(high, to_high));
            let both = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
            on(
                n,
                Bits {
                    words: both(low[0], high[0]),
                    wide: both(low[1], high[1]),
                    apostrophes: both(low[2], high[2]),
                },
            );
        }
    }

    #[target_feature(enable = "avx2")]
    fn half(block: &[u8; 32], letters: &mut [u8; 32]) -> [u32; 3] {
        // SAFETY: the array has the 32 bytes; the load needs no alignment.
        let bytes = unsafe { _mm256_loadu_si256(block.as_ptr().cast()) };
        let all = |byte: u8| _mm256_set1_epi8(byte as i8);
        let is = |byte: u8| _mm256_cmpeq_epi8(bytes, all(byte));
        // Signed compare: above the bytes outside ASCII, so each range is shifted to the top.
        let small = _mm256_or_si256(bytes, all(0x20));
        let letter = _mm256_cmpgt_epi8(_mm256_add_epi8(small, all(0x7f - b'z')), all(0x7f - 26));
        let digit = _mm256_cmpgt_epi8(_mm256_add_epi8(bytes, all(0x7f - b'9')), all(0x7f - 10));
        let words = _mm256_or_si256(_mm256_or_si256(letter, digit), is(b'_'));
        let caseless = _mm256_and_si256(_mm256_and_si256(bytes, all(CASELESS)), words);
        // SAFETY: the array has the 32 bytes; the store needs no alignment.
        unsafe { _mm256_storeu_si256(letters.as_mut_ptr().cast(), caseless) };
        let apostrophes = _mm256_or_si256(is(b'\''), is(b'`'));
        [words, bytes, apostrophes].map(|bits| _mm256_movemask_epi8(bits) as u32)
    }

    #[target_feature(enable = "avx512f,avx512bw,bmi1,bmi2,popcnt")]
    fn avx512(blocks: &[[u8; 64]], letters: &mut [[u8; 64]], mut on: impl FnMut(usize, Bits)) {
        for (n, (block, to)) in blocks.iter().zip(letters).enumerate() {
            // SAFETY: the array has the 64 bytes; the load needs no alignment.
            let bytes = unsafe { _mm512_loadu_si512(block.as_ptr().cast()) };
            let all = |byte: u8| _mm512_set1_epi8(byte as i8);
            let is = |byte: u8| _mm512_cmpeq_epi8_mask(bytes, all(byte));
            let small = _mm512_or_si512(bytes, all(0x20));
            let letter = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(small, all(b'a')), all(26));
            let digit = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, all(b'0')), all(10));
            let words = letter | digit | is(b'_');
            let caseless = _mm512_maskz_mov_epi8(words, _mm512_and_si512(bytes, all(CASELESS)));
            // SAFETY: the array has the 64 bytes; the store needs no alignment.
            unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), caseless) };
            on(n, Bits { words, wide: _mm512_movepi8_mask(bytes), apostrophes: is(b'\'') | is(b'`') });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_sees_the_same_in_every_byte_at_every_place() {
        for byte in 0..=255_u8 {
            for filler in [b' ', b'a', b'\'', 0x80, 0xff, b'@', b'['] {
                let blocks: Vec<[u8; 64]> = (0..64)
                    .map(|at| {
                        let mut block = [filler; 64];
                        block[at] = byte;
                        block
                    })
                    .collect();
                let seen = |level: Level| {
                    let mut seen = Vec::new();
                    let mut letters = [[0xff; 64]; 64];
                    level.class(&blocks, &mut letters, |_, bits| seen.push(bits));
                    (seen, letters)
                };
                let bit = |test: &dyn Fn(u8) -> bool, block: &[u8; 64]| {
                    block.iter().rev().fold(0_u64, |bits, &byte| bits << 1 | u64::from(test(byte)))
                };
                let expected: Vec<Bits> = blocks
                    .iter()
                    .map(|block| Bits {
                        words: bit(&|byte| byte.is_ascii_alphanumeric() || byte == b'_', block),
                        wide: bit(&|byte| !byte.is_ascii(), block),
                        apostrophes: bit(&|byte| byte == b'\'' || byte == b'`', block),
                    })
                    .collect();
                let caseless = |byte: u8| {
                    if byte.is_ascii_alphanumeric() || byte == b'_' { byte & CASELESS } else { 0 }
                };
                for level in Level::all() {
                    let (bits, letters) = seen(level);
                    assert_eq!(bits, expected, "{level:?} {byte:#x}");
                    assert!(
                        letters
                            .iter()
                            .flatten()
                            .copied()
                            .eq(blocks.iter().flatten().map(|&byte| caseless(byte))),
                        "{level:?} {byte:#x}"
                    );
                }
            }
        }
    }
}
