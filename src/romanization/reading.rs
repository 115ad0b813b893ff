//! The two readings of the table: how far two words are apart, and how else one word is spelled.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::table::{Row, Table};
use super::{Origin, SpellingRules, distinct};

/// The longest word that is compared letter by letter; a longer one is only the same as itself.
const LONGEST: usize = 40;
/// Hardly any word is longer, and to clear cells for what is would take most of the time.
const USUAL: usize = 11;
/// More than any limit.
const FAR: u8 = u8::MAX;
/// In place of a row's number: the same letter on both sides.
const SAME_LETTER: u16 = u16::MAX;

/// What it costs to read `a` and `b` as one word by the rules `allowed`, and which of them it takes. `None` when it costs more than
/// `limit`, or when no rules do. Nothing for a word and itself; the same for `b` and `a`.
pub(crate) fn distance(
    a: &str,
    b: &str,
    origin: Origin,
    allowed: SpellingRules,
    limit: u16,
) -> Option<(u16, SpellingRules)> {
    if a == b {
        return Some((0, SpellingRules::NONE));
    }
    let table = Table::of(origin)?;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let limit = u8::try_from(limit).unwrap_or(FAR - 1);
    let too_long = a.len().max(b.len()) > LONGEST || a.len().abs_diff(b.len()) > usize::from(limit);
    if a.is_empty() || b.is_empty() || too_long {
        return None;
    }
    match a.len().max(b.len()) {
        ..=USUAL => way::<{ (USUAL + 1) * (USUAL + 1) }>(a, b, table, allowed, limit),
        _ => way::<{ (LONGEST + 1) * (LONGEST + 1) }>(a, b, table, allowed, limit),
    }
}

/// The cheapest way from `a` to `b`, with `N_CELLS` for all pairs of places in them.
fn way<const N_CELLS: usize>(
    a: &[u8],
    b: &[u8],
    table: &Table,
    allowed: SpellingRules,
    limit: u8,
) -> Option<(u16, SpellingRules)> {
    let fits = |row: &Row, i: usize, j: usize| {
        let (p, q) = (i + row.from.len(), j + row.to.len());
        let reads = |word: &[u8], from: usize, to: usize, piece: &str| {
            piece.is_empty() || (word[from..to] == *piece.as_bytes() && row.place.holds(word, from, to))
        };
        let fits = p <= a.len() && q <= b.len();
        fits && allowed.has(row.rule) && reads(a, i, p, row.from) && reads(b, j, q, row.to)
    };
    // Most words are compared in vain, and nearly all of these begin too differently.
    if a[0] != b[0] && !table.beginning(a.first(), b.first(), limit).any(|(_, row)| fits(row, 0, 0)) {
        return None;
    }
    // What it costs to have read `i` letters of one word and `j` of the other, and the last step that led there.
    let cell = |i: usize, j: usize| i * (b.len() + 1) + j;
    let mut best = [FAR; N_CELLS];
    let mut step = [SAME_LETTER; N_CELLS];
    best[0] = 0;
    // Places that a step has led to and none has been tried from.
    let mut n_open = 1;
    'places: for i in 0..=a.len() {
        for j in 0..=b.len() {
            let here = best[cell(i, j)];
            if here == FAR {
                continue;
            }
            let (x, y) = (a.get(i), b.get(j));
            if x.is_some() && x == y && here < best[cell(i + 1, j + 1)] {
                n_open += usize::from(best[cell(i + 1, j + 1)] == FAR);
                best[cell(i + 1, j + 1)] = here;
                step[cell(i + 1, j + 1)] = SAME_LETTER;
            }
            for (nth, row) in table.beginning(x, y, limit - here) {
                let to = (i + row.from.len(), j + row.to.len());
                let cost = here + row.cost;
                if fits(row, i, j) && cost < best[cell(to.0, to.1)] {
                    n_open += usize::from(best[cell(to.0, to.1)] == FAR);
                    best[cell(to.0, to.1)] = cost;
                    step[cell(to.0, to.1)] = nth;
                }
            }
            n_open -= 1;
            if n_open == 0 {
                break 'places;
            }
        }
    }
    let cost = best[cell(a.len(), b.len())];
    if cost == FAR {
        return None;
    }
    let mut rules = SpellingRules::NONE;
    let (mut i, mut j) = (a.len(), b.len());
    while (i, j) != (0, 0) {
        (i, j) = match step[cell(i, j)] {
            SAME_LETTER => (i - 1, j - 1),
            nth => {
                let row = table.row(nth);
                rules = rules.with(row.rule);
                (i - row.from.len(), j - row.to.len())
            }
        };
    }
    Some((u16::from(cost), rules))
}

/// Another spelling of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Respelling {
    /// The spelling.
    pub(crate) text: String,
    /// How unlikely it is to be written for the word, in bits.
    pub(crate) bits: u16,
    /// The rules that lead to it.
    pub(crate) rules: SpellingRules,
}

/// The spellings of `word` up to `limit` bits, the likeliest first; at most `most`, the word itself before all. Also how many there
/// would be without `most`: exact when they fit, else an upper bound, as two ways to one spelling count twice.
pub(crate) fn respell(
    word: &str,
    origin: Origin,
    allowed: SpellingRules,
    limit: u16,
    most: usize,
) -> (Vec<Respelling>, u64) {
    let plain = Respelling { text: word.to_owned(), bits: 0, rules: SpellingRules::NONE };
    let Some(table) = Table::of(origin).filter(|_| word.is_ascii()) else { return (vec![plain], 1) };
    let bytes = word.as_bytes();
    let fitting: Vec<Vec<&Row>> = (0..bytes.len())
        .map(|at| {
            let fits = |row: &&Row| {
                let to = at + row.from.len();
                let here = bytes[at..].starts_with(row.from.as_bytes()) && row.place.holds(bytes, at, to);
                here && allowed.has(row.rule) && u16::from(row.bits) <= limit
            };
            table.starting(bytes[at]).filter(fits).collect()
        })
        .collect();
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    // A spelling is the one that it was changed from, and one change more, behind all that one's changes.
    let mut made: Vec<Option<(usize, usize, &Row)>> = vec![None];
    let mut heap = BinaryHeap::from([Reverse((0_u16, 0_usize))]);
    // Once so many wait at fewer bits that the list is full, others need not be thought of.
    let mut n_waiting = vec![0_usize; usize::from(limit) + 1];
    let mut ceiling = limit;
    let mut complete = true;
    while let Some(Reverse((bits, nth))) = heap.pop() {
        if out.len() == most {
            complete = false;
            break;
        }
        let mut changes = Vec::new();
        let mut change = made[nth];
        while let Some((before, at, row)) = change {
            changes.push((at, row));
            change = made[before];
        }
        let mut text = String::with_capacity(word.len() + 4);
        let mut rules = SpellingRules::NONE;
        let mut at = 0;
        for (from, row) in changes.into_iter().rev() {
            text.extend([&word[at..from], row.to]);
            rules = rules.with(row.rule);
            at = from + row.from.len();
        }
        text.push_str(&word[at..]);
        if !distinct(&text, word) && can_be_written(&text, word) && seen.insert(text.clone()) {
            out.push(Respelling { text, bits, rules });
        }
        for (at, rows) in fitting.iter().enumerate().skip(at) {
            for row in rows {
                let bits = bits + u16::from(row.bits);
                if bits > ceiling {
                    complete &= bits > limit;
                    continue;
                }
                heap.push(Reverse((bits, made.len())));
                made.push(Some((nth, at, row)));
                n_waiting[usize::from(bits)] += 1;
                let enough =
                    |ceiling: u16| n_waiting[..usize::from(ceiling)].iter().sum::<usize>() > 2 * most;
                while ceiling > bits && enough(ceiling) {
                    ceiling -= 1;
                }
            }
        }
    }
    let n_made = out.len() as u64;
    let total = if complete { n_made } else { count(&fitting, limit).max(n_made) };
    (out, total)
}

/// Nobody writes a letter three times, or an h twice, where the word did not.
fn can_be_written(text: &str, word: &str) -> bool {
    let triple =
        |text: &str| text.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    !(triple(text) && !triple(word)) && !(text.contains("hh") && !word.contains("hh"))
}

/// The number of ways through a word by the rows that fit at each letter, with at most `limit` bits.
fn count(fitting: &[Vec<&Row>], limit: u16) -> u64 {
    let limit = usize::from(limit);
    let mut ways = vec![vec![0_u64; limit + 1]; fitting.len() + 1];
    ways[0][0] = 1;
    for (at, rows) in fitting.iter().enumerate() {
        for bits in 0..=limit {
            let here = ways[at][bits];
            ways[at + 1][bits] = ways[at + 1][bits].saturating_add(here);
            for row in rows.iter().filter(|_| here > 0) {
                if let Some(there) = ways[at + row.from.len()].get_mut(bits + usize::from(row.bits)) {
                    *there = there.saturating_add(here);
                }
            }
        }
    }
    ways[fitting.len()].iter().fold(0, |sum, &n| sum.saturating_add(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, origin: Origin, expected: Option<(u16, &str)>) {
        let people = SpellingRules::ALL.without(SpellingRules::PLACES_ONLY);
        let found = distance(a, b, origin, people, 9).map(|(cost, rules)| (cost, rules.to_string()));
        assert_eq!(found, expected.map(|(cost, rules)| (cost, rules.to_owned())), "{a} {b}");
        let back = distance(b, a, origin, people, 9).map(|(cost, _)| cost);
        assert_eq!(back, expected.map(|(cost, _)| cost), "{b} {a}");
    }

    #[test]
    fn words_are_as_far_apart_as_the_rules_between_them() {
        check("baghaei", "baqai", Origin::Persian, Some((3, "q-gh aei-ai")));
        check("haniyeh", "haniya", Origin::Arabic, Some((3, "final-eh")));
        check("moussavi", "mousavi", Origin::Persian, Some((1, "double-letter")));
        check("lukashenko", "lukashenka", Origin::Russian, Some((2, "slavic-ending")));
        check("jong", "jung", Origin::Korean, Some((2, "korean-letter")));
        check("karim", "karam", Origin::Arabic, None); // no rule makes an a of an i
        check("khan", "kan", Origin::Arabic, Some((7, "kh-h"))); // far, as kh is a letter of its own
        check("khan", "han", Origin::Arabic, None); // half of it is none
        check("blair", "blaire", Origin::Other, None);
    }

    #[test]
    fn likelier_spellings_come_first() {
        let spellings = |word: &str, origin: Origin| -> Vec<String> {
            let (found, _) = respell(word, origin, SpellingRules::ALL, 4, 6);
            found.into_iter().map(|respelling| respelling.text).collect()
        };
        assert_eq!(spellings("qalibaf", Origin::Persian), ["qalibaf", "ghalibaf"]);
        assert_eq!(spellings("saeed", Origin::Arabic)[..2], ["saeed", "said"]);
        assert_eq!(spellings("blair", Origin::Other), ["blair"]);
        assert_eq!(spellings("علی", Origin::Persian), ["علی"]);
    }

    #[test]
    fn what_the_list_cannot_hold_is_counted() {
        let (all, total) = respell("hossein", Origin::Persian, SpellingRules::ALL, 8, 1000);
        assert_eq!(all.len() as u64, total);
        let (some, bound) = respell("hossein", Origin::Persian, SpellingRules::ALL, 8, 10);
        assert_eq!(some[..], all[..10]);
        assert!(bound >= total, "{bound} is an upper bound of {total}");
    }
}
