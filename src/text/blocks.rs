//! The next byte that matters, found a block at a time: of most blocks a few vector instructions say that nothing in it does.

use std::ops::BitOr;

use wide::u8x16;

/// So many bytes are asked at once.
const SIZE: usize = 16;

/// Bytes that are asked together.
#[derive(Clone, Copy)]
pub(crate) struct Block(u8x16);

/// What they answer, each for itself.
#[derive(Clone, Copy)]
pub(crate) struct Answers(u8x16);

impl Block {
    /// Which of them are `byte`.
    #[inline]
    pub(crate) fn is(self, byte: u8) -> Answers {
        Answers(self.0.simd_eq(u8x16::splat(byte)))
    }

    /// Which of them are no less than `first` and no more than `last`.
    #[inline]
    pub(crate) fn within(self, first: u8, last: u8) -> Answers {
        Answers((self.0 - u8x16::splat(first)).simd_le(u8x16::splat(last - first)))
    }
}

impl BitOr for Answers {
    type Output = Answers;

    #[inline]
    fn bitor(self, other: Answers) -> Answers {
        Answers(self.0 | other.0)
    }
}

/// The first place from `from` on of a byte that is `wanted`; the end where there is none.
///
/// Comparisons are named one by one and not left to the compiler to find in a test of one byte: where it does not, they take ten times as
/// long.
#[inline]
pub(crate) fn next(bytes: &[u8], from: usize, wanted: impl Fn(Block) -> Answers) -> usize {
    let first = |block: [u8; SIZE]| wanted(Block(u8x16::new(block))).0.to_bitmask();
    let mut at = from.min(bytes.len());
    while let Some(block) = bytes[at..].first_chunk::<SIZE>() {
        match first(*block) {
            0 => at += SIZE,
            bits => return at + bits.trailing_zeros() as usize,
        }
    }
    let rest = &bytes[at..];
    let mut block = [0; SIZE];
    block[..rest.len()].copy_from_slice(rest);
    // Behind the end nothing is found.
    at + (first(block).trailing_zeros() as usize).min(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_first_one(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            from in 0_usize..220,
            one in any::<u8>(),
            (low, high) in (any::<u8>(), any::<u8>()).prop_map(|(a, b)| (a.min(b), a.max(b))),
        ) {
            let wanted = |byte: u8| byte == one || (low..=high).contains(&byte);
            let expected = (from..bytes.len()).find(|&at| wanted(bytes[at])).unwrap_or(bytes.len());
            let found = super::next(&bytes, from, |block| block.is(one) | block.within(low, high));
            prop_assert_eq!(found, expected);
        }
    }
}
