//! The table of [`rows`](super::rows), taken apart for searching.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows::{
    ARABIC_BITS, HEBREW, HEBREW_BITS, KOREAN, KOREAN_BITS, PERSIAN_BITS, RUSSIAN, RUSSIAN_BITS, SEMITIC,
    SEMITIC_BITS, TURKISH, TURKISH_BITS,
};
use super::{Origin, SpellingRule};

/// Where in a word a row may stand. Both sides must agree; an empty side has no neighbors of its own to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Any,
    /// It begins the word.
    Start,
    /// It begins the word, and two consonants follow.
    StartCluster,
    /// Something stands before it.
    Inner,
    /// Something stands on both sides.
    Mid,
    /// Three letters or more on both sides.
    Deep,
    /// It ends the word.
    End,
    /// One consonant follows, and the word ends.
    Last,
    /// Neither at the end nor before a single last consonant.
    NotLast,
    AfterVowel,
    BeforeVowel,
    /// Between two consonants.
    Between,
    /// Between the first two consonants of a word that begins with one.
    FirstBetween,
    /// Between the last two consonants of a word that ends with one.
    LastBetween,
}

impl Place {
    fn parse(name: &str) -> Option<Place> {
        Some(match name {
            "any" => Place::Any,
            "start" => Place::Start,
            "start-cluster" => Place::StartCluster,
            "inner" => Place::Inner,
            "mid" => Place::Mid,
            "deep" => Place::Deep,
            "end" => Place::End,
            "last" => Place::Last,
            "not-last" => Place::NotLast,
            "after-vowel" => Place::AfterVowel,
            "before-vowel" => Place::BeforeVowel,
            "between" => Place::Between,
            "first-between" => Place::FirstBetween,
            "last-between" => Place::LastBetween,
            _ => return None,
        })
    }

    /// Whether the piece `from..to` of `word` stands here.
    pub(super) fn holds(self, word: &[u8], from: usize, to: usize) -> bool {
        // Half of a digraph is no letter of its own: the k of kh is not the k of Karim.
        if to > from
            && word.get(to) == Some(&b'h')
            && matches!(word[to - 1], b'c' | b'd' | b'g' | b'k' | b'p' | b's' | b't' | b'z')
        {
            return false;
        }
        if from > 0
            && word.get(from) == Some(&b'h')
            && to > from
            && matches!(word[from - 1], b'c' | b'd' | b'g' | b'k' | b'p' | b's' | b't' | b'z')
        {
            return false;
        }
        let joins = from.checked_sub(1).is_some_and(|at| {
            word.get(to) == Some(&b'h')
                && matches!(word[at], b'c' | b'd' | b'g' | b'k' | b'p' | b's' | b't' | b'z')
        });
        let before = from.checked_sub(1).map(|at| is_vowel(word[at]));
        let after = word.get(to).map(|&c| is_vowel(c));
        let ends_after = to + 1 == word.len();
        match self {
            Place::Any => true,
            Place::Start => from == 0,
            Place::StartCluster => {
                from == 0 && after == Some(false) && word.get(to + 1).is_some_and(|&c| !is_vowel(c))
            }
            Place::Inner => from > 0,
            Place::Mid => from > 0 && to < word.len(),
            Place::Deep => from >= 3 && to + 3 <= word.len(),
            Place::End => to == word.len(),
            Place::Last => ends_after && after == Some(false),
            Place::NotLast => to < word.len() && !(ends_after && after == Some(false)),
            Place::AfterVowel => before == Some(true),
            Place::BeforeVowel => after == Some(true),
            // What it would join to a digraph stays apart: Saham is not Sham.
            Place::Between | Place::FirstBetween | Place::LastBetween if joins => false,
            Place::Between => before == Some(false) && after == Some(false),
            Place::FirstBetween => from == 1 && before == Some(false) && after == Some(false),
            Place::LastBetween => ends_after && before == Some(false) && after == Some(false),
        }
    }
}

const fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// One spelling for another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    /// For reading two spellings as one.
    pub(super) cost: u8,
    /// For writing one for the other.
    pub(super) bits: u8,
    pub(super) place: Place,
    pub(super) rule: SpellingRule,
}

/// The rows of one language, each in both directions, ready to be searched.
pub(super) struct Table {
    rows: Vec<Row>,
    /// By the first letters of the two sides, the cheapest first.
    by_starts: Vec<Vec<u16>>,
    /// By the first letter of `from`.
    by_start: Vec<Vec<u16>>,
}

/// More bits than any spelling may take.
const NEVER: u8 = 99;

/// The letters, and one for "none".
const LETTERS: usize = 27;

fn letter(c: Option<&u8>) -> usize {
    c.filter(|c| c.is_ascii_lowercase()).map_or(0, |c| usize::from(c - b'a') + 1)
}

impl Table {
    /// The table for names of `origin`; `None` where no letter stands for another.
    pub(super) fn of(origin: Origin) -> Option<&'static Table> {
        static TABLES: LazyLock<[Table; 6]> = LazyLock::new(|| {
            [
                Table::parse(SEMITIC, &[ARABIC_BITS, SEMITIC_BITS]),
                Table::parse(SEMITIC, &[PERSIAN_BITS, SEMITIC_BITS]),
                Table::parse(TURKISH, &[TURKISH_BITS]),
                Table::parse(HEBREW, &[HEBREW_BITS]),
                Table::parse(RUSSIAN, &[RUSSIAN_BITS]),
                Table::parse(KOREAN, &[KOREAN_BITS]),
            ]
        });
        match origin {
            Origin::Arabic => Some(&TABLES[0]),
            Origin::Persian => Some(&TABLES[1]),
            Origin::Turkish => Some(&TABLES[2]),
            Origin::Hebrew => Some(&TABLES[3]),
            Origin::Russian => Some(&TABLES[4]),
            Origin::Korean => Some(&TABLES[5]),
            Origin::Other => None,
        }
    }

    fn parse(rows: &'static str, bits: &[&'static str]) -> Table {
        let mut counted = HashMap::new();
        for line in bits.iter().flat_map(|bits| bits.lines()).filter(|line| !line.is_empty()) {
            let mut fields = line.split_whitespace();
            let rule = fields
                .next()
                .and_then(SpellingRule::from_name)
                .expect("a line begins with the name of a rule");
            let place = fields.next().and_then(Place::parse).expect("the place has a known name");
            for field in fields {
                let (change, bits) = field.split_once('=').expect("a field ends with a number");
                let (from, to) = change.split_once('>').expect("a field is a change");
                let bits: u8 = bits.parse().expect("a field ends with a number");
                counted.insert((rule, place, from, to), bits);
            }
        }
        let mut table = Vec::new();
        for line in rows.lines().filter(|line| !line.is_empty()) {
            let mut fields = line.split_whitespace();
            let rule = fields
                .next()
                .and_then(SpellingRule::from_name)
                .expect("a line begins with the name of a rule");
            let cost = fields.next().expect("a line has a cost");
            let (cost, read_only) = cost.strip_suffix('!').map_or((cost, false), |cost| (cost, true));
            let cost: u8 = cost.parse().expect("the cost is a number");
            let unseen = if read_only { NEVER } else { 2 * cost + 4 };
            let place = fields.next().and_then(Place::parse).expect("the place has a known name");
            let spellings: Vec<&str> = fields.map(|s| if s == "-" { "" } else { s }).collect();
            for from in &spellings {
                for to in spellings.iter().filter(|to| *to != from) {
                    let dash = |s: &&'static str| if s.is_empty() { "-" } else { s };
                    let bits = counted.remove(&(rule, place, dash(from), dash(to)));
                    table.push(Row { from, to, cost, bits: bits.unwrap_or(unseen), place, rule });
                }
            }
        }
        debug_assert!(counted.is_empty(), "bits that no row has: {counted:?}");
        let mut by_starts = vec![Vec::new(); LETTERS * LETTERS];
        let mut by_start = vec![Vec::new(); LETTERS];
        for (at, row) in (0..).zip(&table) {
            by_starts[letter(row.from.as_bytes().first()) * LETTERS + letter(row.to.as_bytes().first())]
                .push(at);
            by_start[letter(row.from.as_bytes().first())].push(at);
        }
        for bucket in &mut by_starts {
            bucket.sort_by_key(|&at| table[usize::from(at)].cost);
        }
        Table { rows: table, by_starts, by_start }
    }

    /// The row of this number.
    pub(super) fn row(&self, at: u16) -> &Row {
        &self.rows[usize::from(at)]
    }

    /// Rows whose two sides may begin with these letters and that cost no more than `limit`, with their numbers.
    pub(super) fn beginning(
        &self,
        from: Option<&u8>,
        to: Option<&u8>,
        limit: u8,
    ) -> impl Iterator<Item = (u16, &Row)> {
        let bucket = move |from: usize, to: usize| {
            let rows = self.by_starts[from * LETTERS + to].iter().map(|&at| (at, self.row(at)));
            rows.take_while(move |(_, row)| row.cost <= limit)
        };
        let (from, to) = (letter(from), letter(to));
        // Without a first letter there is an empty side, which stands wherever it likes.
        bucket(from, to)
            .chain(bucket(from, 0).filter(move |_| to != 0))
            .chain(bucket(0, to).filter(move |_| from != 0))
    }

    /// Rows that may replace something that begins with this letter.
    pub(super) fn starting(&self, from: u8) -> impl Iterator<Item = &Row> {
        self.by_start[letter(Some(&from))].iter().map(|&at| &self.rows[usize::from(at)])
    }

    #[cfg(test)]
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}
