//! Names and text made up: the same on every machine, no two runs different, nobody's property.
//!
//! Words are put together from syllables and drawn as English draws them (the n-th as often as 1/n); names of one to three words, a sixth
//! of which begin with a word that the text is full of, as "New York" does; a tenth have accents. The text plants names at the rate that
//! news has them, most as written, some in capitals, without accents, with a hyphen or a line break for a space; and pieces of
//! names, so that a search that gives up late is seen.

use std::collections::HashSet;

use canonym::fold;

/// SplitMix64: small, and the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// True `n` times of a thousand.
    pub(crate) fn often(&mut self, n: usize) -> bool {
        self.below(1000) < n
    }
}

/// Numbers up to a limit, the n-th as often as 1/(n + 2).
struct Zipf(Vec<f64>);

impl Zipf {
    fn new(n: usize) -> Zipf {
        let mut sum = 0.0;
        Zipf(
            (0..n)
                .map(|k| {
                    sum += 1.0 / (k as f64 + 2.0);
                    sum
                })
                .collect(),
        )
    }

    fn draw(&self, random: &mut Random) -> usize {
        let all = self.0[self.0.len() - 1];
        let at = (random.next() >> 11) as f64 / (1_u64 << 53) as f64 * all;
        self.0.partition_point(|&sum| sum < at).min(self.0.len() - 1)
    }
}

const FREQUENT: &str = "the of and to in a is that for on with as was he by said at from it be an are has his have not who its had this were \
    but they will more been one about which or their after also up than two would other new first year when out over government people \
    last into all time could some state military foreign minister president no there if we states years country were what so three \
    former against under before between while during security national most officials international told war per where since";
const ONSETS: [&str; 30] = [
    "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kh", "l", "m", "n", "p", "pr",
    "r", "s", "sh", "st", "t", "th", "tr", "v", "w", "y", "z",
];
const VOWELS: [&str; 10] = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "ee", "y"];
const CODAS: [&str; 14] = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "ck", "ng", "st", "d"];

fn word(random: &mut Random, syllables: usize) -> String {
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(ONSETS[random.below(ONSETS.len())]);
        word.push_str(VOWELS[random.below(VOWELS.len())]);
    }
    word.push_str(CODAS[random.below(CODAS.len())]);
    word
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn accented(word: &str) -> String {
    let at = word.find(['a', 'e', 'o', 'u']);
    let other = |c| match c {
        'a' => 'ā',
        'e' => 'é',
        'o' => 'ö',
        _ => 'ü',
    };
    at.map_or(word.to_owned(), |at| {
        let c = word.as_bytes()[at] as char;
        format!("{}{}{}", &word[..at], other(c), &word[at + 1..])
    })
}

fn vocabulary(random: &mut Random) -> Vec<String> {
    let mut words: Vec<String> = FREQUENT.split_whitespace().map(str::to_owned).collect();
    let mut seen: HashSet<String> = words.iter().cloned().collect();
    while words.len() < 30_000 {
        let syllables = 1 + random.below(3) + usize::from(random.often(200));
        let word = word(random, syllables);
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// `n` names, no two of which fold to the same.
pub(crate) fn names(n: usize) -> Vec<String> {
    let mut random = Random::new(7);
    let vocabulary = vocabulary(&mut random);
    let mut random = Random::new(11);
    let parts: Vec<String> = (0..2000 + n / 4)
        .map(|_| {
            let syllables = 2 + random.below(3);
            let part = word(&mut random, syllables);
            if random.often(60) { accented(&part) } else { part }
        })
        .collect();
    let common: HashSet<&str> = vocabulary.iter().map(String::as_str).collect();
    let zipf = Zipf::new(parts.len());
    let mut seen = HashSet::with_capacity(n);
    let mut names = Vec::with_capacity(n);
    while names.len() < n {
        let n_words = [1, 1, 1, 2, 2, 2, 2, 2, 3, 3][random.below(10)];
        let mut words: Vec<String> = (0..n_words)
            .map(|_| {
                let at = if random.often(500) { zipf.draw(&mut random) } else { random.below(parts.len()) };
                capital(&parts[at])
            })
            .collect();
        if n_words > 1 && random.often(160) {
            words[0] = capital(&vocabulary[random.below(300)]);
        }
        let name = words.join(" ");
        if (n_words > 1 || !common.contains(&*fold(&name))) && seen.insert(fold(&name)) {
            names.push(name);
        }
    }
    names
}

/// About `len` bytes of text with `names` in it, a paragraph a line.
pub(crate) fn text(names: &[String], len: usize) -> String {
    let vocabulary = vocabulary(&mut Random::new(7));
    let mut random = Random::new(13);
    let words = Zipf::new(vocabulary.len());
    let in_use = Zipf::new(names.len());
    // Of a thousand words: as real names in real news come out.
    let rate = match names.len() {
        ..5_000 => 14,
        5_000..500_000 => 47,
        _ => 90,
    };
    let mut text = String::with_capacity(len + 1000);
    while text.len() < len {
        for _ in 0..2 + random.below(4) {
            sentence(&mut random, &vocabulary, &words, names, &in_use, rate, &mut text);
        }
        text.push('\n');
    }
    text
}

fn sentence(
    random: &mut Random,
    vocabulary: &[String],
    words: &Zipf,
    names: &[String],
    in_use: &Zipf,
    rate: usize,
    text: &mut String,
) {
    let n_words = 6 + random.below(25);
    let quoted = random.often(120);
    text.push_str(if quoted { "“" } else { "" });
    for n in 0..n_words {
        if n > 0 {
            text.push_str(match random.below(1000) {
                0..60 => ", ",
                60..66 => " – ",
                66..80 => "-",
                80..84 => "; ",
                _ => " ",
            });
        }
        if random.often(rate) {
            // Spread over the whole list, so that it is not always the same few that are in the cache.
            let at = in_use.draw(random);
            let at = at.wrapping_mul(7919) % names.len();
            plant(random, &names[at], text);
        } else if random.often(12) {
            let name = &names[random.below(names.len())];
            text.push_str(name.split(' ').next().unwrap_or(name));
        } else if random.often(15) {
            text.push_str(&format!("{}", random.below(3000)));
        } else {
            let word = &vocabulary[words.draw(random)];
            if n == 0 || random.often(30) { text.push_str(&capital(word)) } else { text.push_str(word) }
        }
        if random.often(8) {
            text.push_str("’s");
        }
    }
    text.push_str(if quoted { ",” she said. " } else { ". " });
}

fn plant(random: &mut Random, name: &str, text: &mut String) {
    match random.below(40) {
        0 => text.push_str(&name.to_uppercase()),
        1 => text.push_str(&fold(name)),
        2 => text.push_str(&name.replace(' ', "-")),
        3 => text.push_str(&name.replace(' ', "\u{a0}")),
        _ => text.push_str(name),
    }
    if random.often(100) {
        text.push_str("’s");
    }
}
