//! What properties are tried on: words, names, lexicons and texts, weighted to what goes wrong.

use proptest::collection::vec;
use proptest::prelude::*;

/// Characters behind somebody's bug: growing case, ligatures, marks, joiners, quotes, dashes, line ends, scripts.
pub(crate) fn nasty() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => proptest::sample::select(vec![
            'İ', 'ı', 'ß', 'ẞ', 'ﬁ', 'ﬃ', 'ſ', 'ς', '\u{301}', '\u{308}', '\u{345}', '\u{200c}', '\u{200d}', '\u{200f}',
            '\u{ad}', '\u{feff}', '’', '‘', '“', '”', '"', '\'', 'ʿ', '–', '—', '\u{2011}', '\u{a0}', '\n', '\r', '\t', '.', ',',
            'ي', 'ی', 'ك', 'ک', 'ة', 'ء', '\u{640}', '\u{64b}', 'و', 'א', '\u{5b0}', '日', '本', 'が', '\u{3099}', '\u{93c}',
            '한', '\u{1100}', '\u{1161}', '🇮', '🇷', '👍', '\u{1f3fd}', 'а', 'е', 'о', '㍿', '\u{fdfa}', '½', '\0', '\u{1b}',
        ]),
        1 => any::<char>(),
    ]
}

/// A word of a name.
pub(crate) fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{1,7}",
        1 => "[A-Z][a-z]{1,3}-[A-Z][a-z]{1,4}",
        1 => "[A-Z][a-z]{1,3}['’][a-z]{2,3}",
        1 => proptest::sample::select(vec!["Çelik", "Müller", "Łódź", "Ebrāhīm", "Straße", "İzmir", "José", "Añez"])
            .prop_map(str::to_owned),
        1 => proptest::sample::select(vec!["ایران", "بقائی", "محمد", "ירושלים", "Москва", "Αθήνα"]).prop_map(str::to_owned),
    ]
}

/// A name of one to three words.
pub(crate) fn name() -> impl Strategy<Value = String> {
    vec(word(), 1..=3).prop_map(|words| words.join(" "))
}

/// Names with the entities they belong to; nested names are likely, shared ones are not.
pub(crate) fn names() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(name(), 1..8).prop_map(|mut names| {
        // The head of a name and the name with a tail are names too: longest matches are what goes wrong.
        let first = names[0].clone();
        names.push(format!("{first} {}", names[names.len() - 1]));
        if let Some((head, _)) = first.split_once(' ') {
            names.push(head.to_owned());
        }
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(canonym::fold(name)));
        names.into_iter().enumerate().map(|(n, name)| (name, format!("e{n}"))).collect()
    })
}

/// A lexicon of people with these names.
pub(crate) fn toml(names: &[(String, String)]) -> String {
    let entry = |(name, key): &(String, String)| format!("[person.{key}]\nname = {name:?}\n");
    // Rust and TOML escape these names alike: they hold nothing that needs it.
    names.iter().map(entry).collect()
}

/// A text made of names of the lexicon, other words, and nasty characters.
pub(crate) fn text(names: Vec<(String, String)>) -> impl Strategy<Value = String> {
    let names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
    let piece = prop_oneof![
        4 => proptest::sample::select(names.clone()),
        2 => proptest::sample::select(names).prop_flat_map(|name| mangled(&name)),
        3 => proptest::sample::select(vec![" ", " ", " ", ", ", ". ", "\n", "\n\n", "-", "'s ", "’s ", " – ", "’", "_", "@", ".", "\""])
            .prop_map(str::to_owned),
        1 => word(),
        1 => nasty().prop_map(String::from),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A name in a spelling that folding undoes.
pub(crate) fn mangled(name: &str) -> impl Strategy<Value = String> + use<> {
    use unicode_normalization::UnicodeNormalization;
    let name = name.to_owned();
    (0..10_usize).prop_map(move |way| match way {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => name.nfd().collect(),
        3 => name.nfkc().collect(),
        4 => name.replace(' ', "\u{a0}"),
        5 => name.replace(' ', "\n"),
        6 => name.replace(' ', "\u{2011}"),
        7 => name.replace('\'', "’"),
        8 => name.replace('-', "\u{2010}"),
        // A soft hyphen after the first letter.
        _ => {
            let mut letters = name.chars();
            let first: String = letters.by_ref().take(1).collect();
            format!("{first}\u{ad}{}", letters.as_str())
        }
    })
}
