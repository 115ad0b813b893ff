//! What one record of each section of the image holds: how many numbers, and which bits mean what.

/// Key, name, Wikidata id, class (two words each), kind, owner + 1, charge + 1, origin, what it is a part of + 1, first alias, first clue.
/// One more at the end closes the last.
pub(super) const ENTITY: usize = 15;
/// Text (2), form and whether it is native.
pub(super) const ALIAS: usize = 3;
/// Role, category (2), referent + 1, camp (2), neutral wordings (first, how many), sources (first, how many).
pub(super) const CHARGE: usize = 10;
/// Offset of the text, its length and four flags, first sense. One more at the end closes the last.
pub(super) const SURFACE: usize = 3;
pub(super) const PHRASE: u32 = 1;
pub(super) const POSSESSIVE: u32 = 2;
pub(super) const ALWAYS: u32 = 4;
pub(super) const CONDITIONAL: u32 = 8;
pub(super) const LENGTH_SHIFT: u32 = 4;
/// Entity, alias, case test (2), rule path and packed rest.
pub(super) const SENSE: usize = 5;
/// Alias, first day, last day.
pub(super) const TIME: usize = 3;
/// Entity, title (2), the place or body it is of + 1, first day, last day.
pub(super) const OFFICE: usize = 6;
/// Entity, alias, ending.
pub(super) const DRAWER: usize = 3;
/// Alias + 1 that it is for, phrases near and not near (first, how many), how far.
pub(super) const CLUE: usize = 6;
/// Text (2) and marks. Before the first, all marks that are used.
pub(super) const MARKED: usize = 3;

/// The bit of a drawer among `n_bits`, a power of two.
pub(super) fn drawer_bit(key: u64, n_bits: usize) -> usize {
    key.wrapping_mul(0xd6e8_feb8_6659_fd93) as usize >> 7 & (n_bits - 1)
}
