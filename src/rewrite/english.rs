//! The little grammar that keeps an edited sentence English.

/// The word that ends right before `at`, with the white space between; empty at the start of a line or behind a mark.
pub(super) fn word_before(text: &str, at: usize) -> (&str, usize) {
    let head = &text[..at];
    let trimmed = head.trim_end_matches([' ', '\u{a0}']);
    let trimmed = match trimmed.strip_suffix('\n') {
        // A single line break is a space, an empty line is not.
        Some(line) if head.len() == trimmed.len() && !line.trim_end_matches([' ', '\r']).ends_with('\n') => {
            line.trim_end_matches([' ', '\r'])
        }
        _ => trimmed,
    };
    if trimmed.len() == head.len() {
        return ("", at);
    }
    let start = trimmed
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
        .last()
        .map_or(trimmed.len(), |(start, _)| start);
    (&trimmed[start..], start)
}

/// The word that begins behind `at` and the white space there; empty before a mark or the end.
pub(super) fn word_after(text: &str, at: usize) -> &str {
    let tail = &text[at..];
    let rest = tail.trim_start_matches([' ', '\u{a0}', '\n', '\r']);
    if rest.len() == tail.len() || tail[..tail.len() - rest.len()].matches('\n').count() > 1 {
        return "";
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len());
    &rest[..end]
}

/// Words that no noun phrase goes on with: what follows a name when it stands for itself and not before another noun.
const ENDERS: &str = " a about across added after against agreed all along also although amid among an and announced any are around as asked at away \
    be became because been before began being between both but by came can cannot condemned continues could denied despite did do does \
    down due during each emphasized even expressed from gave had has have he her here his how however if in including instead into is it its \
    itself just like made may meanwhile might more most must near never nor not now of off on only onto or other our out over per \
    regarding rejected reiterated responded said saw say says she should since so soon still stressed such than that the their them then there these they \
    this those though through throughout till to today told too took toward towards under underscored unless until up upon urged via voiced warned was we went were what \
    when where whether which while who whom whose why will with within without would yesterday yet you ";

/// Whether a phrase ends before `word`, so that what stands before is no attribute of it.
pub(super) fn ends_phrase(word: &str) -> bool {
    /// What somebody did, where the ending does not tell.
    const DID: &str = " began broke brought built came cut did fell felt fled fought found gave held hit kept knew launched led left lost made met \
        paid put ran rose said saw sent set shot sought spoke stood struck threw told took went won wrote ";
    let lower = word.to_ascii_lowercase();
    let padded = format!(" {lower} ");
    word.is_empty() || lower.ends_with("ed") || ENDERS.contains(&padded) || DID.contains(&padded)
}

/// Whether `word` is a preposition, a conjunction or a form of "to be": before it and behind it a noun phrase begins or ends.
pub(super) fn begins_phrase(word: &str) -> bool {
    const STARTERS: &str = " about across after against along amid among and are around as at be because been before behind being between but by \
        despite during for from had has have if in including inside into is like near nor of off on onto or out over per regarding \
        since so than that though through throughout till to toward towards under unless until upon via was were when where whether which \
        while who whom with within without ";
    word.is_empty() || STARTERS.contains(&format!(" {} ", word.to_ascii_lowercase()))
}

/// What kind of word stands before a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing, a mark, a preposition, a verb.
    Nothing,
    The,
    /// a, an, this, every, …: one of them.
    One,
    /// these, those, many, …: several.
    Several,
    /// its, Iran’s, no, …
    Possessive,
    /// Something that describes the noun.
    Adjective,
}

pub(super) fn before(text: &str, at: usize) -> Before {
    let (word, start) = word_before(text, at);
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "" => return Before::Nothing,
        "the" => return Before::The,
        "a" | "an" | "this" | "that" | "another" | "every" | "each" | "one" => return Before::One,
        "these" | "those" | "many" | "several" | "some" | "few" | "most" | "two" | "three" | "all" => {
            return Before::Several;
        }
        "its" | "his" | "her" | "their" | "our" | "my" | "your" | "no" | "any" | "whose" | "such" => {
            return Before::Possessive;
        }
        _ => {}
    }
    if lower.ends_with("’s") || lower.ends_with("'s") || lower.ends_with("s’") || lower.ends_with("s'") {
        return Before::Possessive;
    }
    if begins_phrase(word) {
        return Before::Nothing;
    }
    // A word with a determiner, a comma or "and" before it describes what follows; else it may be a verb.
    let (other, _) = word_before(text, start);
    let joined = text[..start].trim_end().ends_with(',');
    let determined = matches!(
        other.to_ascii_lowercase().as_str(),
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "its"
            | "his"
            | "their"
            | "and"
            | "of"
            | "as"
            | "by"
            | "with"
            | "to"
            | "most"
            | "more"
    ) || other.ends_with("’s")
        || other.ends_with("'s");
    if joined || determined || word.starts_with(char::is_uppercase) || lower.ends_with("ist") {
        Before::Adjective
    } else {
        Before::Nothing
    }
}

/// Whether `phrase` begins with the sound of a vowel.
fn begins_with_vowel(phrase: &str) -> bool {
    let word = phrase.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let spelled = word.len() > 1
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !matches!(
            word,
            "NATO" | "UNESCO" | "UNICEF" | "UNRWA" | "OPEC" | "ASEAN" | "ISIS" | "IRNA" | "AIPAC"
        );
    let first = word.chars().next().unwrap_or_default().to_ascii_lowercase();
    if spelled {
        return matches!(first, 'a' | 'e' | 'f' | 'h' | 'i' | 'l' | 'm' | 'n' | 'o' | 'r' | 's' | 'x');
    }
    let lower = word.to_ascii_lowercase();
    let like_you = ["uni", "use", "usu", "eu", "uk", "one", "once", "ur", "ut"];
    match first {
        'h' => ["hour", "honest", "honor", "honour", "heir"].iter().any(|head| lower.starts_with(head)),
        'u' | 'e' | 'o' => {
            !like_you.iter().any(|head| lower.starts_with(head))
                || lower.starts_with("unin")
                || lower.starts_with("urg")
        }
        'a' | 'i' => true,
        _ => false,
    }
}

/// The article before `phrase` that goes with it, where the one written does not: `a` and `an` only.
pub(super) fn other_article(article: &str, phrase: &str) -> Option<&'static str> {
    let fitting = match (article, begins_with_vowel(phrase)) {
        ("a" | "an", true) => "an",
        ("a" | "an", false) => "a",
        ("A" | "An", true) => "An",
        ("A" | "An", false) => "A",
        _ => return None,
    };
    (fitting != article).then_some(fitting)
}

/// Whether a noun phrase is in the plural, by the look of its head.
pub(super) fn is_plural(phrase: &str) -> bool {
    let head = head(phrase);
    let lower = head.to_ascii_lowercase();
    lower.ends_with('s') && !["ss", "us", "is", "politics", "news"].iter().any(|tail| lower.ends_with(tail))
        || matches!(lower.as_str(), "people" | "forces" | "troops" | "police")
        || phrase.contains(" and ")
}

/// The noun that a phrase is about: the last word before "of", "in" and the like.
pub(super) fn head(phrase: &str) -> &str {
    let end = [" of ", " in ", " on ", " over ", " by ", " for ", " to ", " with "]
        .iter()
        .filter_map(|preposition| phrase.find(preposition))
        .min()
        .unwrap_or(phrase.len());
    phrase[..end].rsplit([' ', '\u{a0}', '-']).next().unwrap_or_default()
}

/// The regular plural of a phrase whose head is its last word.
pub(super) fn plural(phrase: &str) -> Option<String> {
    if head(phrase) != phrase.rsplit([' ', '-']).next().unwrap_or_default() {
        return None;
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|tail| phrase.ends_with(tail));
    Some(match phrase.strip_suffix('y') {
        Some(stem) if !vowel_y => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh", "z"].iter().any(|tail| phrase.ends_with(tail)) => format!("{phrase}es"),
        _ => format!("{phrase}s"),
    })
}

/// `phrase` with a capital at its start.
pub(super) fn capitalized(phrase: &str) -> String {
    let mut chars = phrase.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Whether a name is used with "the".
pub(super) fn takes_the(name: &str) -> bool {
    const HEADS: &str = " States Kingdom Emirates Republic Islands Union Nations Strip Bank Council Court Ministry Corps Army Forces Organization \
        Organisation Agency Party Movement Philippines Netherlands Guards Guard Committee Commission Fund World world Brigades Front Authority \
        Bureau Office Department Parliament Assembly Senate House Congress Kremlin Pentagon Knesset League Alliance Coalition Government Cabinet \
        Police Navy Force Taliban Houthis West East Sea Gulf River Peninsula Mountains Heights Mosque Camp camp Congo Gambia Bahamas Maldives ";
    let head = head(name);
    HEADS.contains(&format!(" {head} "))
        || name.contains(" of ") && !name.starts_with("Bank of") && head != "Isle"
}

/// The possessive ending behind `at`: its length and whether an s belongs to it.
pub(super) fn possessive(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    let behind = &rest[mark.len_utf8()..];
    let mut chars = behind.chars();
    match chars.next() {
        Some('s' | 'S') if !chars.next().is_some_and(char::is_alphanumeric) => {
            Some((mark.len_utf8() + 1, true))
        }
        Some(c) if c.is_alphanumeric() => None,
        _ if text[..at].ends_with(['s', 'S', 'z', 'x']) => Some((mark.len_utf8(), false)),
        _ => None,
    }
}

/// The possessive of `name`, with the mark that stood there.
pub(super) fn with_possessive(name: &str, mark: &str, plural: bool) -> String {
    let mark = if mark.starts_with('’') { "’" } else { "'" };
    if plural && name.ends_with('s') { format!("{name}{mark}") } else { format!("{name}{mark}s") }
}
