//! The rows: which letters may stand for which, where in a word, at what cost, under which rule's name.
//!
//! A line is one rule, a cost, a place and two or more spellings that stand for each other (`-` is none). Costs tell how rarely the two
//! are the same name: 1 is a matter of taste, 4 needs the rest of the word to agree, 7 a long word.

use std::sync::LazyLock;

use super::{Origin, SpellingRule};

/// Arabic, Persian, Kurdish, Urdu: the letters are the same, the habits of Cairo, Tunis, Tehran and Lahore are not.
const SEMITIC: &str = "
q-gh           2  any              q gh
q-k            3  any              q k
q-k            2  end              que q k
q-k            3  before-vowel     qu q
q-k            5  any              gh k
q-k            6  any              k g
q-g            4  any              q g
q-g            4  any              gh g
k-c            2  any              k c
k-c            2  inner            ck k
k-c            4  any              q c
kh-h           7  any              kh k
kh-h           8  any              kh ch
j-dj           2  any              j dj
j-dj           3  inner            jj dj
j-zh           3  any              j zh
j-g            4  before-vowel     j g
j-g            5  before-vowel     dj g
j-g            1  any              gui gi
j-g            1  any              gue ge
j-g            4  any              gui ji
j-g            4  any              gue je
sh-ch          3  any              sh ch
sh-ch          2  any              ch tch
sh-ch          4  any              sh sch
dh-d           2  any              dh d
dh-d           3  inner            dd dh
dh-z           3  any              dh z
th-t           3  any              th t
th-t           4  inner            tt th
th-t           4  any              th dh
th-s           3  any              th s
t-d            6  end              t d
s-z            3  any              ss s z
s-z            4  any              c s
b-p            3  any              b p
v-w            2  before-vowel     v w
v-w            7  any              v f
w-ou           3  before-vowel     w ou
w-ou           3  before-vowel     w u
w-ou           4  before-vowel     w o
w-ou           4  before-vowel     v ou
w-ou           3  inner            ww ou
f-ph           2  any              f ph
ks-x           2  inner            ks x

double-letter  1  inner            ss s
double-letter  1  inner            yy y
double-letter  2  inner            bb b
double-letter  2  inner            cc c
double-letter  2  inner            dd d
double-letter  2  inner            ff f
double-letter  2  inner            gg g
double-letter  2  inner            hh h
double-letter  2  inner            jj j
double-letter  2  inner            kk k
double-letter  2  inner            ll l
double-letter  2  inner            mm m
double-letter  2  inner            nn n
double-letter  2  inner            pp p
double-letter  2  inner            qq q
double-letter  2  inner            rr r
double-letter  2  inner            tt t
double-letter  2  inner            vv v
double-letter  2  inner            ww w
double-letter  2  inner            zz z
double-letter  2  inner            ssh sh
double-letter  2  inner            shsh sh
double-letter  2  inner            kkh kh

final-eh       1  end              ah a
final-eh       1  end              eh e
final-eh       2  end              ah eh
final-eh       3  end              a eh
final-eh       3  end              a e
final-eh       3  end              ah e
final-eh       2  end              oh o
final-eh       3  end              iyeh ia
final-eh       3  end              ieh ia
final-eh       4  deep             eh e
mute-e         2  end              ine in
mute-e         2  end              ane an
mute-e         3  end              ene en
mute-e         3  end              oune oun
mute-e         3  end              een ine

i-ee           1  any              i ee
i-ee           1  any              i ii
i-ee           2  any              ie ee
i-ee           2  any              y ee
i-ee           3  any              e ee
i-ee           3  any              i ea
i-ee           4  any              a ea
y-i            2  any              y i
y-i            2  any              iy i
y-i            2  end              ie i
y-i            3  end              ie y
y-i            4  end              ey i
i-e            2  start            i e
i-e            3  not-last         i e
i-e            2  last             i e
a-e            2  not-last         a e
a-e            4  last             a e
a-e            2  end              ad ed
a-e            3  any              ae e
a-e            3  any              ae a
u-ou-oo        1  any              u ou oo
u-o            2  any              u o
u-o            2  any              ou o
u-o            3  any              oo o
ow-ou-aw       2  any              ow o
ow-ou-aw       2  any              ow ou
ow-ou-aw       3  any              ow u
ow-ou-aw       2  any              ow aw
ow-ou-aw       2  any              ow au
ow-ou-aw       1  any              aw au
ow-ou-aw       3  any              aw o
ow-ou-aw       3  any              aw ou
ow-ou-aw       3  any              au o
ow-ou-aw       3  any              au ou
ow-ou-aw       3  any              ov ow
ow-ou-aw       3  any              av aw
ow-ou-aw       3  any              av aou
ow-ou-aw       2  any              aw aou
ow-ou-aw       2  any              aou au awu awoo avou avoo awou aoo avu awo
ow-ou-aw       2  any              ao au
ow-ou-aw       2  inner            wu u
ow-ou-aw       2  inner            wo u
ow-ou-aw       2  any              uwa ua
ow-ou-aw       2  any              uwe ue
ei-ai-ey       1  any              ei ey ai ay ae
ei-ai-ey       4  any              ei e
ei-ai-ey       4  any              ey e
ei-ai-ey       4  any              ai e
ei-ai-ey       4  any              ay e
ei-ai-ey       5  any              ei i
ei-ai-ey       2  start            ei i
ei-ai-ey       4  any              ey ee
ei-ai-ey       6  any              ai i
aei-ai         1  any              aei ai aee aie ayi ayee aye aii
aei-ai         2  any              ouei oei oui oie oee uei ui ooei uyi ouyi oyi ooie ouie uee ouee oi
long-vowel     1  any              aa a
long-vowel     4  any              oa o
dropped-vowel  4  last-between     a -
dropped-vowel  4  last-between     e -
dropped-vowel  4  last-between     o -
dropped-vowel  5  first-between    a -
dropped-vowel  5  first-between    e -
dropped-vowel  5  first-between    o -
dropped-vowel  5  first-between    u -
dropped-vowel  7  between          a -
dropped-vowel  6  between          e -
dropped-vowel  7  between          i -
dropped-vowel  4  start-cluster    i -
dropped-vowel  4  start-cluster    e -

vowel          2  any              a e
vowel          2  any              i e
vowel          2  any              ei e
vowel          3  any              u e
vowel          3  any              u i
vowel          3  any              o e
vowel          3  any              o a
vowel          3  any              u a
vowel          3  any              yu u
vowel          4  between          a -
vowel          4  between          e -
vowel          4  between          i -
vowel          4  between          o -
vowel          4  between          u -
vowel          3  end              e -
s-sh           4  any              sh s
t-d            2  end              abat abad
m-n            2  any              nb mb

ollah-ullah-allah  1  any          allah ollah ullah alla olla ulla ellah
abd-abu        1  inner            bdu bde bdo bda
abd-abu        2  inner            bdul bd
abd-abu        2  inner            bdol bd
abd-abu        2  inner            bdel bd
abd-abu        2  inner            bdal bd
abd-abu        1  start            abu abou abo aboo ebu
abd-abu        2  start            bou abou
abd-abu        3  start            bou abu
bin-ibn        1  start            bin ben ibn ebn bn
article        1  mid              ald eld uld old add edd udd odd
article        1  inner            aldin eldin uldin oldin addin eddin uddin oddin adin edin udin
article        3  deep             ul el al ol
article        2  inner            lr rr r
article        2  inner            ld dd
article        2  inner            ld d
article        2  inner            lsh sh
article        2  inner            ls ss
article        3  inner            ls s
article        2  inner            lz zz
article        3  inner            lz z
article        2  inner            ln nn
article        3  inner            ln n
article        2  inner            lt tt
article        3  inner            lt t
article        2  start            al l
article        2  start            el l
article        4  start            ess s
article        4  start            enn n
article        4  start            err r
article        4  start            ett t
article        4  start            edd d
article        4  start            ezz z
article        4  start            ech ch
article        4  start            ech sh
article        4  start            esh sh
";

/// Russian, Ukrainian and Belarusian; Bulgarian and Serbian come near enough.
const RUSSIAN: &str = "
slavic-vowel   1  any              ei ey ej
slavic-vowel   1  any              iy y i ii
slavic-vowel   2  any              ij y i
slavic-vowel   2  any              yo e
slavic-vowel   1  any              yo io
slavic-vowel   3  any              yo o
slavic-vowel   1  any              ye e
slavic-vowel   2  any              ie e
slavic-vowel   1  any              ya ia
slavic-vowel   2  any              ja ya
slavic-vowel   1  any              yu iu
slavic-vowel   2  any              ju yu
slavic-vowel   1  any              ay ai
slavic-vowel   1  any              oy oi
slavic-vowel   2  any              yi i
slavic-vowel   3  before-vowel     y -
slavic-vowel   4  between          e a
dropped-vowel  4  between          i -
u-ou-oo        2  any              u ou
kh-h           3  any              kh h
kh-h           4  any              kh ch
j-zh           4  any              zh j
j-dj           2  any              dzh j
ts-tz          2  any              ts tz
ts-tz          4  any              ts c
ks-x           1  any              ks x
k-c            2  any              k c
v-w            2  any              v w
f-ph           2  any              f ph
sh-ch          2  any              ch tch
sh-ch          3  any              ch tsch
sh-ch          3  any              sh sch
sh-ch          3  any              shch sch
q-g            3  any              gh g
slavic-ending  3  end              ov off
slavic-ending  3  end              ev eff
slavic-ending  2  end              yov ev
slavic-ending  3  end              iov ev
slavic-ending  3  end              in ine
slavic-ending  3  end              enko enka
slavic-ending  1  end              sky ski skiy skii skyi
double-letter  2  inner            ss s
double-letter  2  inner            nn n
double-letter  2  inner            ll l
";

const HEBREW: &str = "
ts-tz          1  any              tz ts
ts-tz          2  any              tz z
ts-tz          3  any              ts z
kh-h           2  any              kh ch h
k-c            2  any              k c
q-k            3  any              k q
v-w            2  any              v w
f-ph           1  any              f ph
sh-ch          2  any              sh sch
th-t           2  any              th t
ks-x           2  any              ks x
y-i            2  any              y i
y-i            2  any              iy i
i-ee           1  any              ee i
i-ee           2  any              ie i
i-e            4  any              i e
u-ou-oo        1  any              u ou oo
u-o            4  any              u o
long-vowel     1  any              aa a
final-eh       1  end              ah a
final-eh       1  end              eh e
dropped-vowel  4  between          e -
ei-ai-ey       1  any              ai ay
ei-ai-ey       1  any              ei ey
ei-ai-ey       3  any              ei e
ei-ai-ey       1  any              oy oi
ei-ai-ey       2  any              ayi ai
a-e            2  any              yehu yahu
double-letter  2  inner            bb b
double-letter  2  inner            dd d
double-letter  2  inner            ll l
double-letter  2  inner            mm m
double-letter  2  inner            nn n
double-letter  2  inner            pp p
double-letter  2  inner            rr r
double-letter  2  inner            ss s
double-letter  2  inner            tt t
double-letter  1  inner            yy y
double-letter  2  inner            zz z
";

/// Turkish, Azerbaijani, Turkmen, once the fold has taken the marks off their letters.
const TURKISH: &str = "
turkish-letter 3  any              s sh
turkish-letter 3  any              c ch
turkish-letter 3  any              c j
turkish-letter 1  end              oglu oghlu
turkish-letter 3  any              x kh h
turkish-letter 4  any              h kh
q-gh           3  any              q gh
q-g            2  any              q g
q-g            3  any              g gh
q-k            3  any              q k
k-c            4  any              k c
v-w            3  any              v w
t-d            3  end              t d
y-i            2  any              y i
y-i            2  any              iy i
a-e            3  any              a e
u-ou-oo        2  any              u ou oo
u-ou-oo        2  any              u ue
u-o            2  any              o oe
ei-ai-ey       1  any              ei ey
ei-ai-ey       1  any              ai ay
slavic-vowel   3  start            ye e
double-letter  2  inner            ss s
double-letter  2  inner            tt t
double-letter  2  inner            ll l
double-letter  2  inner            kk k
";

/// Where in a word a row may stand. Both sides must agree; an empty side has no neighbors of its own to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub(super) cost: u8,
    pub(super) place: Place,
    pub(super) rule: SpellingRule,
}

/// The rows of one language, each in both directions, ready to be searched.
pub(super) struct Table {
    rows: Vec<Row>,
    /// By the first letters of the two sides.
    by_starts: Vec<Vec<u16>>,
    /// By the first letter of `from`.
    by_start: Vec<Vec<u16>>,
}

/// The letters, and one for "none".
const LETTERS: usize = 27;

fn letter(c: Option<&u8>) -> usize {
    c.filter(|c| c.is_ascii_lowercase()).map_or(0, |c| usize::from(c - b'a') + 1)
}

impl Table {
    /// The table for names of `origin`; `None` where no letter stands for another.
    pub(super) fn of(origin: Origin) -> Option<&'static Table> {
        static TABLES: LazyLock<[Table; 4]> =
            LazyLock::new(|| [SEMITIC, RUSSIAN, HEBREW, TURKISH].map(Table::parse));
        match origin {
            Origin::Arabic | Origin::Persian => Some(&TABLES[0]),
            Origin::Russian => Some(&TABLES[1]),
            Origin::Hebrew => Some(&TABLES[2]),
            Origin::Turkish => Some(&TABLES[3]),
            Origin::Other => None,
        }
    }

    fn parse(text: &'static str) -> Table {
        let mut rows = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let mut fields = line.split_whitespace();
            let rule = fields
                .next()
                .and_then(SpellingRule::from_name)
                .expect("a line begins with the name of a rule");
            let cost = fields.next().and_then(|cost| cost.parse().ok()).expect("the cost is a number");
            let place = fields.next().and_then(Place::parse).expect("the place has a known name");
            let spellings: Vec<&str> = fields.map(|s| if s == "-" { "" } else { s }).collect();
            for from in &spellings {
                for to in spellings.iter().filter(|to| *to != from) {
                    rows.push(Row { from, to, cost, place, rule });
                }
            }
        }
        let mut by_starts = vec![Vec::new(); LETTERS * LETTERS];
        let mut by_start = vec![Vec::new(); LETTERS];
        for (at, row) in (0..).zip(&rows) {
            by_starts[letter(row.from.as_bytes().first()) * LETTERS + letter(row.to.as_bytes().first())]
                .push(at);
            by_start[letter(row.from.as_bytes().first())].push(at);
        }
        Table { rows, by_starts, by_start }
    }

    /// The row of this number.
    pub(super) fn row(&self, at: u16) -> &Row {
        &self.rows[usize::from(at)]
    }

    /// Rows whose two sides may begin with these letters, with their numbers.
    pub(super) fn beginning(&self, from: Option<&u8>, to: Option<&u8>) -> impl Iterator<Item = (u16, &Row)> {
        let bucket =
            |from: usize, to: usize| self.by_starts[from * LETTERS + to].iter().map(|&at| (at, self.row(at)));
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
