//! The words that news attributes speech with, and what each does: what a dictionary of English would have to be asked for otherwise.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Note, Role, Saying, Word};

/// Which kind of verb of saying `word` is, one of the lexicon's.
pub(super) fn saying(word: &str) -> Option<Saying> {
    Some(match word {
        "told" | "tells" => Saying::Told,
        "quoted" | "quotes" | "cited" | "cites" => Saying::Cite,
        "quoting" | "citing" => Saying::Citing,
        "reported" | "posted" | "published" => Saying::Report,
        "said" | "says" | "added" | "adds" | "stated" | "noted" | "wrote" | "writes" | "announced"
        | "tweeted" | "read" | "reads" | "stressed" | "explained" | "continued" | "replied" | "declared" => {
            Saying::Finite
        }
        "say" | "tell" | "add" | "argue" | "warn" | "insist" => Saying::Base,
        "reports" | "calls" | "demands" | "comments" | "remarks" | "claims" | "promises" | "questions"
        | "points" | "posts" | "notes" | "answers" | "estimates" | "hopes" | "pledges" | "praises"
        | "rebukes" | "shouts" | "tweets" | "voices" | "vows" | "addresses" | "blames" | "blasts"
        | "chants" | "cries" | "states" | "thanks" | "counters" | "jokes" | "quips" => Saying::Nounish,
        _ if word.ends_with("ing") => Saying::Participle,
        _ if word.ends_with(['d', 's']) => Saying::Judging,
        "put" | "spoke" | "thought" => Saying::Judging,
        _ => return None,
    })
}

/// What more some words say, one note a row.
const NOTES: &[(Note, &str)] = &[
    (Note::Belongs, "of for"),
    (
        Note::Kind,
        "foreign policy security national special senior top former press prime defense defence interior finance \
        economy health justice intelligence trade transport education culture energy oil vice nuclear",
    ),
    (Note::Words, "words"),
    (Note::Quote, "quote"),
    (Note::Put, "put puts"),
    (Note::Back, "back"),
    (Note::Took, "took"),
    (Note::Read, "read reads"),
    (Note::While, "while whereas"),
    (
        Note::Text,
        "sign signs banner banners placard placards poster posters slogan motto verse proverb headline graffiti \
        caption inscription lyrics hashtag",
    ),
    (Note::People, "critics protesters demonstrators supporters opponents residents activists people others"),
    (Note::News, "news"),
    (
        Note::Part,
        "office mission delegation committee council court department embassy administration watchdog ministry",
    ),
    (Note::Wrote, "wrote writes"),
    (Note::Editorial, "editorial editorials"),
    (Note::Heard, "with heard hear showed shows shown"),
    (
        Note::Compound,
        "run led backed affiliated linked controlled aligned owned based allied sponsored supported funded",
    ),
    (Note::Against, "charges criticism shouts chants slogans jeers rumors rumours"),
    (
        Note::Claim,
        "claim claims assertion assertions insistence allegation allegations contention accusation accusations warning \
        warnings declaration assurance assurances belief conviction vow pledge promise threat admission statement \
        statements remark remarks comment comments argument suggestion acknowledgment announcement complaint \
        observation prediction reply response answer message verdict letter",
    ),
];

/// A minister in two letters.
pub(super) fn minister(word: &str) -> Option<Word> {
    let kind = match word {
        "PM" => "prime",
        "FM" => "foreign",
        _ => return None,
    };
    Some(Word::Role(Role { number: number("minister"), kind: number(kind) }))
}

/// What more `word` says.
pub(super) fn note(word: &str) -> Option<Note> {
    static NOTED: LazyLock<FxHashMap<&str, Note>> = LazyLock::new(|| by_word(NOTES).collect());
    NOTED.get(word).copied()
}

/// Equal for the words of one role: spokesman, spokeswoman, spokesperson.
pub(in crate::tag::voice) fn role_stem(word: &str) -> &str {
    match word {
        _ if word.starts_with("spokes") => "spokes",
        _ if word.starts_with("chair") => "chair",
        "lawmaker" | "parliamentarian" | "legislator" | "mp" => "mp",
        _ => word,
    }
}

/// Whether behind "his" or "her" a word is a style of address.
pub(super) fn is_style(word: &str) -> bool {
    matches!(word, "eminence" | "excellency" | "grace" | "highness" | "holiness" | "majesty")
}

/// Whether a word says what kind of minister, secretary or president.
pub(super) fn is_kind_of_role(word: &str) -> bool {
    matches!(
        word,
        "foreign"
            | "prime"
            | "defense"
            | "defence"
            | "interior"
            | "oil"
            | "energy"
            | "finance"
            | "economy"
            | "health"
            | "justice"
            | "intelligence"
            | "trade"
            | "transport"
            | "education"
            | "culture"
            | "agriculture"
            | "vice"
    )
}

/// One number for one word, however often it stands in a text.
pub(in crate::tag::voice) fn number(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) | 1
}

/// What words do whoever is named, one class a row.
const FUNCTION_WORDS: &[(Word, &str)] = &[
    (Word::He, "he she"),
    (Word::Him, "him"),
    (Word::It, "it"),
    (Word::They, "they we you i"),
    (Word::Who, "who which"),
    (Word::According, "according"),
    (Word::As, "as"),
    (Word::That, "that"),
    (Word::And, "and or nor but then"),
    (
        Word::Subordinate,
        "while when after before although though because since if until whereas unless where whose once",
    ),
    (Word::The, "the this these those"),
    // Somebody’s: as new as "a spokesman".
    (Word::A, "his her its their our my"),
    (Word::A, "a an one some another any no several many"),
    (Word::By, "by"),
    (Word::Of, "from of"),
    (
        Word::Preposition,
        "in on at for with against about over between toward towards under into near via through including \
        during amid among despite following without within regarding on-board upon like than behind beside outside inside above below across \
        around beyond",
    ),
    (Word::To, "to"),
    (Word::Subordinate, "what whatever whether how why"),
    (Word::Be, "is are was were be been being"),
    (Word::Auxiliary, "has have had will would could can may might should must did does do"),
    (
        Word::Adverb,
        "also further furthermore later earlier again however once-again moreover meanwhile elsewhere there \
        not still just even too thus ago instead now so therefore nevertheless already recently yet ever \
        never",
    ),
    (
        Word::Time,
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning evening \
        afternoon night week month year last january february march april june july august september october \
        november december jan feb aug sept sep oct nov dec",
    ),
    (
        Word::Utterance,
        "statement statements message letter speech interview tweet tweets post article report communique \
        remarks remark comments address resolution note document",
    ),
    (
        Word::BodyNoun(0),
        "ministry group movement organization organisation agency party army council committee court office \
        embassy company union bloc military watchdog department parliament newspaper daily outlet website \
        network channel foundation institute administration bank alliance coalition faction militia \
        delegation mission",
    ),
    (Word::Went, "went goes going"),
    (Word::Made, "made makes gave delivered issued"),
];

/// Asked of every word of a sentence, so it is one look into a map.
pub(super) fn function_word(word: &str) -> Option<Word> {
    static CLASSES: LazyLock<FxHashMap<&str, Word>> = LazyLock::new(|| {
        let classed = |(word, class)| match class {
            Word::BodyNoun(_) => (word, Word::BodyNoun(number(word))),
            _ => (word, class),
        };
        by_word(FUNCTION_WORDS).map(classed).collect()
    });
    CLASSES.get(word).copied()
}

/// The words of a table, each with what its row says.
fn by_word<T: Copy>(rows: &'static [(T, &'static str)]) -> impl Iterator<Item = (&'static str, T)> {
    rows.iter().flat_map(|&(says, words)| words.split(' ').map(move |word| (word, says)))
}
