//! The two readings of the table: how far two words are apart, and how else one word is spelled.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::table::{Row, Table};
use super::{Origin, SpellingRules, distinct};

/// The longest word that is compared letter by letter; a longer one is only the same as itself.
const LONGEST: usize = 40;

/// What it costs to read `a` and `b` as one word by the rules `allowed`, and which of them it takes. `None` when it costs more than
/// `limit`, when no rules do, or when they are two [`distinct`] names.
///
/// ```ignore
/// let (cost, rules) = distance("haniyeh", "haniya", Origin::Arabic, SpellingRules::ALL, 9)?;
/// assert_eq!((cost, rules.to_string().as_str()), (3, "final-eh"));
/// ```
pub fn distance(
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
    if a.is_empty()
        || b.is_empty()
        || a.len().max(b.len()) > LONGEST
        || a.len().abs_diff(b.len()) > usize::from(limit)
    {
        return None;
    }
    // What it costs to have read `i` letters of one word and `j` of the other, and the last step there: a row, or the same letter twice.
    let width = b.len() + 1;
    let mut best = [FAR; (LONGEST + 1) * (LONGEST + 1)];
    let mut step = [SAME_LETTER; (LONGEST + 1) * (LONGEST + 1)];
    best[0] = 0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let here = best[i * width + j];
            if here == FAR {
                continue;
            }
            let (x, y) = (a.get(i), b.get(j));
            if x.is_some() && x == y && here < best[(i + 1) * width + j + 1] {
                best[(i + 1) * width + j + 1] = here;
                step[(i + 1) * width + j + 1] = SAME_LETTER;
            }
            for (at, row) in table.beginning(x, y) {
                let cost = here + row.cost;
                let (p, q) = (i + row.from.len(), j + row.to.len());
                if cost <= limit
                    && p <= a.len()
                    && q <= b.len()
                    && cost < best[p * width + q]
                    && allowed.has(row.rule)
                    && reads(a, i, p, row.from, row)
                    && reads(b, j, q, row.to, row)
                {
                    best[p * width + q] = cost;
                    step[p * width + q] = at;
                }
            }
        }
    }
    let cost = best[a.len() * width + b.len()];
    if cost == FAR {
        return None;
    }
    let mut rules = SpellingRules::NONE;
    let (mut i, mut j) = (a.len(), b.len());
    while (i, j) != (0, 0) {
        (i, j) = match step[i * width + j] {
            SAME_LETTER => (i - 1, j - 1),
            at => {
                let row = table.row(at);
                rules = rules.with(row.rule);
                (i - row.from.len(), j - row.to.len())
            }
        };
    }
    Some((u16::from(cost), rules))
}

/// In place of a row's number.
const SAME_LETTER: u16 = u16::MAX;
/// More than any limit.
const FAR: u8 = u8::MAX;

/// Whether `piece` is `word[from..to]` and stands where the row may.
fn reads(word: &[u8], from: usize, to: usize, piece: &str, row: &Row) -> bool {
    piece.is_empty() || (&word[from..to] == piece.as_bytes() && row.place.holds(word, from, to))
}

/// Another spelling of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respelling {
    /// The spelling.
    pub text: String,
    /// How far it is from the word as written.
    pub cost: u16,
    /// The rules that lead to it.
    pub rules: SpellingRules,
}

/// The spellings of `word` up to `limit`, the cheapest first, then by alphabet; at most `most`, the word itself first. Also how many
/// there would be without `most`: exact when they fit, else an upper bound, as two ways to one spelling count twice.
pub fn respell(
    word: &str,
    origin: Origin,
    allowed: SpellingRules,
    limit: u16,
    most: usize,
) -> (Vec<Respelling>, u64) {
    let plain = Respelling { text: word.to_owned(), cost: 0, rules: SpellingRules::NONE };
    let Some(table) = Table::of(origin).filter(|_| word.is_ascii()) else { return (vec![plain], 1) };
    let bytes = word.as_bytes();
    let fitting = |at: usize| {
        table.starting(bytes[at]).filter(move |row| {
            let to = at + row.from.len();
            allowed.has(row.rule)
                && bytes[at..].starts_with(row.from.as_bytes())
                && row.place.holds(bytes, at, to)
        })
    };
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    let mut visited = HashSet::new();
    let mut heap = BinaryHeap::from([Reverse((0u16, String::new(), 0usize, SpellingRules::NONE))]);
    while let Some(Reverse((cost, text, at, rules))) = heap.pop() {
        if at == bytes.len() {
            if !distinct(&text, word) && seen.insert(text.clone()) {
                out.push(Respelling { text, cost, rules });
            }
            if out.len() > most {
                out.pop();
                return (out, count(bytes.len(), limit, fitting));
            }
            continue;
        }
        if !visited.insert((at, text.clone())) {
            continue;
        }
        for row in fitting(at).filter(|row| cost + u16::from(row.cost) <= limit) {
            heap.push(Reverse((
                cost + u16::from(row.cost),
                format!("{text}{}", row.to),
                at + row.from.len(),
                rules.with(row.rule),
            )));
        }
        let mut next = text;
        next.push(char::from(bytes[at]));
        heap.push(Reverse((cost, next, at + 1, rules)));
    }
    let total = out.len() as u64;
    (out, total)
}

/// The number of ways through a word of `len` letters that cost at most `limit`.
fn count<'r, I: Iterator<Item = &'r Row>>(len: usize, limit: u16, fitting: impl Fn(usize) -> I) -> u64 {
    let mut ways = vec![vec![0u64; usize::from(limit) + 1]; len + 1];
    ways[0][0] = 1;
    for at in 0..len {
        for cost in 0..=usize::from(limit) {
            let here = ways[at][cost];
            if here == 0 {
                continue;
            }
            ways[at + 1][cost] = ways[at + 1][cost].saturating_add(here);
            for row in fitting(at) {
                if let Some(there) = ways[at + row.from.len()].get_mut(cost + usize::from(row.cost)) {
                    *there = there.saturating_add(here);
                }
            }
        }
    }
    ways[len].iter().fold(0, |sum, &n| sum.saturating_add(n))
}

#[doc(hidden)]
pub fn steps_of(a: &str, b: &str, origin: Origin, limit: u16) -> Vec<(String, String, String)> {
    // brute: forward search keeping path
    let table = match Table::of(origin) {
        Some(t) => t,
        None => return vec![],
    };
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let w = y.len() + 1;
    let mut best = vec![u16::MAX; (x.len() + 1) * w];
    let mut step: Vec<Option<Option<&Row>>> = vec![None; (x.len() + 1) * w];
    best[0] = 0;
    for i in 0..=x.len() {
        for j in 0..=y.len() {
            let here = best[i * w + j];
            if here == u16::MAX {
                continue;
            }
            if i < x.len() && j < y.len() && x[i] == y[j] && here < best[(i + 1) * w + j + 1] {
                best[(i + 1) * w + j + 1] = here;
                step[(i + 1) * w + j + 1] = Some(None);
            }
            for (_, row) in table.beginning(x.get(i), y.get(j)) {
                let (p, q) = (i + row.from.len(), j + row.to.len());
                let c = here + u16::from(row.cost);
                if c <= limit
                    && !SpellingRules::PLACES_ONLY.has(row.rule)
                    && p <= x.len()
                    && q <= y.len()
                    && c < best[p * w + q]
                    && reads(x, i, p, row.from, row)
                    && reads(y, j, q, row.to, row)
                {
                    best[p * w + q] = c;
                    step[p * w + q] = Some(Some(row));
                }
            }
        }
    }
    let (mut i, mut j) = (x.len(), y.len());
    if best[i * w + j] == u16::MAX {
        return vec![];
    }
    let mut out = vec![];
    while (i, j) != (0, 0) {
        match step[i * w + j].unwrap() {
            None => {
                i -= 1;
                j -= 1
            }
            Some(r) => {
                out.push((format!("{:?}", r.place), r.from.to_string(), r.to.to_string()));
                i -= r.from.len();
                j -= r.to.len()
            }
        }
    }
    out
}
#[doc(hidden)]
pub fn chances(a: &str, origin: Origin) -> Vec<(String, String, String, u8, String)> {
    let table = Table::of(origin).unwrap();
    let x = a.as_bytes();
    let mut out = vec![];
    for at in 0..x.len() {
        for row in table.starting(x[at]) {
            let to = at + row.from.len();
            if x[at..].starts_with(row.from.as_bytes()) && row.place.holds(x, at, to) {
                out.push((
                    format!("{:?}", row.place),
                    row.from.to_string(),
                    row.to.to_string(),
                    row.cost,
                    row.rule.name().to_string(),
                ))
            }
        }
    }
    out
}
