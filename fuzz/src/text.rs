//! Texts and lexicons from bytes: a byte is a piece that matters, so that what the engine changes are words and quotes, not bits of them.

use std::sync::LazyLock;

use canonym::{Gazetteer, Lexicon, Source};

/// Pieces of texts. Their order is part of the kept corpus: new ones go to the end.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", " ", " ", " ", ", ", ". ", "\n", "\n\n", "\r\n", "\t", "-", "–", " – ", "—", "'", "’", "‘", "“", "”", "\"", "«", "»", "„", "'s ", "’s ", "s’ ",
    "(", ")", "[", "]", "{", "}", "|", "\\", "/", ":", ": ", ";", "!", "?", "…", "@", "#", "$", "%", "&", "*", "_", "<", ">", "=", "+", "~", "^", "`", "0", "7", "2020",
    "Jane Roe", "Jane", "Mary", "Roe", "Smith", "Jane Mary Roe", "Jane Mary Roe Smith", "Jane Coe", "John Roe", "Roh", "Esmaeil Baghaei", "Esmail Baqaei", "Baghaei",
    "Jeanine Áñez", "Áñez", "An\u{303}ez", "Sana’a al-Ali", "al-Ali", "River Union", "RU", "U.N.", "UN", "Union of the Rivers", "AT&T", "Lindal Times",
    "Lindal", "LINDAL", "Lindalian", "Lindalians", "Japan", "Japanese", "United States", "US", "U.S.", "us", "New Lindal", "New", "Straße İzmir", "STRASSE IZMIR",
    "Foreign Ministry", "Foreign Ministry of Lindal", "Japanese Foreign Ministry", "ministry", "river regime", "“Lindalian” regime", "regime", "genocide", "killings",
    "جین رو", "اسماعیل بقائی", "ایران", "وایران", "و", "ال", "ירושלים", "ה", "日本", "ไทย", "한국", "が", "か\u{3099}", "Москва", "Lіndаl", "Αθήνα",
    "Mr. ", "President ", "Prime Minister ", "Foreign Minister ", "spokesman ", "former ", "Yesterday ", "Street", "river", "pro-", "anti-", "-led", "non", "the ", "The ",
    "a ", "an ", "of ", "and ", "in ", "by ", "that ", "he ", "she ", "they ", "who ", "his ", "is ", "was ", "not ", "so-called ", "according to ",
    "said", " said ", " says ", "told ", " told reporters ", " called ", " described ", " accused ", " denied ", " warned ", " asked ", " wrote ", "added", "by phone",
    "LINDAL, Aug. 12, 2020 – ", "Published: 12 August 2010\n", "Qlx Zeb", "went home", "I", "M", "J.", "Q. ", "www.", ".com", ".co", "http://", "e.g.",
    "\u{301}", "\u{308}", "\u{345}", "\u{ad}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{202e}", "\u{2066}", "\u{feff}", "\u{fffd}", "\0", "\u{1b}[31m",
    "\u{2028}", "\u{85}", "\u{a0}", "\u{3000}", "ﬁ", "ß", "ı", "ſ", "ς", "\u{fdfa}", "㍿", "½", "🇮", "🇷🇺", "👍🏽", "👩\u{200d}💻", "\u{1100}\u{1161}\u{11a8}", "𝐉ane", "Ｊane", "\u{640}", "\u{64b}",
    "ʿ", "ء", "أ", "ي", "ی", "ك", "\u{5b0}",
];

/// What the standard library makes of any bytes.
#[allow(clippy::disallowed_methods, reason = "it is what decoding is compared with")]
pub fn lossy(data: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// A text: the first byte says whether the others are letters or pieces.
pub fn text(data: &[u8]) -> String {
    let Some((&kind, data)) = data.split_first() else { return String::new() };
    if kind < 64 {
        return lossy(data).into_owned();
    }
    let mut text = String::new();
    let mut bytes = data.iter();
    while let Some(&byte) = bytes.next() {
        match PIECES.get(usize::from(byte)) {
            Some(piece) => text.push_str(piece),
            // Any other character, in three bytes.
            None => {
                let mut next = || u32::from(bytes.next().copied().unwrap_or_default());
                let scalar = (next() << 16 | next() << 8 | next()) % 0x11_0000;
                text.extend(char::from_u32(scalar));
            }
        }
    }
    text
}

/// The lexicon that texts are tagged with.
pub static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let (lexicon, found) = parse(include_str!("../lexicon.toml").to_owned());
    lexicon.compile().unwrap_or_else(|error| panic!("{error}: {found:#?}"))
});

pub fn parse(text: String) -> (Lexicon, Vec<canonym::Diagnostic>) {
    Lexicon::parse(vec![Source { name: "fuzz.toml".into(), text, layer: 0 }])
}

/// Pieces of lexicons, for the deeper parts of loading.
#[rustfmt::skip]
const TOML: &[&str] = &[
    "\n", "\n", " = ", ", ", "[", "]", "[[", "]]", "{ ", " }", "\"", "'", ".", "#", "true", "false", "1", "-", "1979-05-27", "\"\"\"", "\\u0041", "\\",
    "\n[person.", "\n[organization.", "\n[place.", "\n[term.", "\n[template.", "\n[words]\n", "\n[spelling]\n", "\n[categories]\n", "\n[camps]\n", "\n[[person.", ".clue]]\n", ".examples]\n", "]\n",
    "format = 1\n", "format = 2\n", "lang = \"en\"\n", "generated = true\n", "a", "b", "c", "jane-roe", "lindal", "x1",
    "name = ", "aliases = ", "case = ", "native = ", "short = ", "abbreviations = ", "wikidata = ", "source = ", "rules = ", "no-rules = ", "except = ", "extend = true\n", "replace = true\n", "remove = true\n",
    "clue = ", "examples = ", "office = ", "owned = ", "place = ", "class = ", "template = ", "of = ", "part-of = ", "capital = ", "iso = ", "demonym = ", "role = ", "category = ", "referent = ", "camp = ",
    "neutral = ", "note = ", "scare = true\n", "kind = ", "for = ", "id = ", "text = ", "when = ", "from = ", "until = ", "near = ", "not-near = ", "within = ", "match = ", "no-match = ", "title = ",
    "forms = ", "report = ", "titles = ", "openers = ", "namesakes = ", "sayings = ", "roles = ", "given = ", "common = ",
    "\"Jane Roe\"", "\"Roe\"", "\"Lindal\"", "\"Lindalian\"", "\"a\"", "\"b\"", "\"c\"", "\"jane-roe\"", "\"lindal\"", "\"{name}\"", "\"{id}-x\"", "\"{demonym} Office\"", "\"{\"", "\"}\"", "\"{{\"", "\"\"", "\" \"", "\"-\"",
    "\"Q42\"", "\"2020-01-01\"", "\"2020\"", "\"2020-13\"", "\"fold\"", "\"capital\"", "\"upper\"", "\"exact\"", "\"always\"", "\"introduced\"", "\"clue\"", "\"sentence\"", "\"paragraph\"", "\"text\"", "\"label\"",
    "\"characterization\"", "\"country\"", "\"organization\"", "\"person\"", "\"The {Jane Roe} of {Lindal} came.\"", "\"{Lindal\"", "\"ایران\"", "\"日本\"", "\"Áñez al-İzmir\"", "\"U.N.\"", "\"\\u0301\"",
    "\"double-vowels\"", "\"never\"", "\"unless-nested\"", "[\"Jane Roe\", \"Roe\"]\n", "[\"Lindal\"]\n", "{ text = \"Roe\", when = \"always\" }", "{ near = [\"river\"], within = \"sentence\" }",
    "\n[person.jane-roe]\nname = \"Jane Roe\"\n", "\n[place.lindal]\nname = \"Lindal\"\nclass = \"country\"\n", "\n[term.x]\nname = \"regime\"\nrole = \"label\"\n", "\n[template.t]\nkind = \"organization\"\nfor = \"country\"\n",
];

/// A lexicon file.
pub fn toml(data: &[u8]) -> String {
    let mut text = "format = 1\n".to_owned();
    for &byte in data {
        match TOML.get(usize::from(byte)) {
            Some(piece) => text.push_str(piece),
            None => text.push(char::from(byte)),
        }
    }
    text
}
