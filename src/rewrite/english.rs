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
    be became because been before began behind being below beside besides between beyond both but by came can cannot concerning condemned continues could denied despite did do does \
    down due during each emphasized even except expressed following for from gave had has have he her here his how however if in including inside instead into is it its \
    itself just like made may meanwhile might more most must near never nor not now of off on only onto or other our out outside over per \
    regarding rejected reiterated responded said saw say says she should since so soon still stressed such than that the their them then there these they \
    this those though through throughout till to today told too took toward towards under underscored unless until up upon urged via voiced warned was we went were what \
    when where whether which while who whom whose why will with within without would yesterday yet you ";

/// Whether a phrase ends before `word`, so that what stands before is no attribute of it.
pub(super) fn ends_phrase(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let padded = format!(" {lower} ");
    word.is_empty() || lower.ends_with("ed") || ENDERS.contains(&padded) || DID.contains(&padded)
}

/// Whether the word at the start of `rest` is what a body says: "WHO reports that", but not "US reports of".
pub(super) fn is_said_by(rest: &str) -> bool {
    const SAYS: &str = " announces calls claims confirms declares denies estimates expects hopes insists notes plans rejects reports says \
        seeks vows wants warns welcomes urges ";
    let mut words = rest.split_whitespace();
    let (verb, behind) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let noun = matches!(
        behind,
        "" | "of" | "on" | "about" | "from" | "in" | "by" | "are" | "were" | "and" | "say" | "show"
    );
    SAYS.contains(&format!(" {verb} ")) && !noun
}

/// What somebody did, where the ending does not tell.
const DID: &str = " began broke brought built came cut did fell felt fled fought found gave held hit kept knew launched led left lost made met \
        paid put ran rose said saw sent set shot sought spoke stood struck threw told took went won wrote ";

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
        "these" | "those" | "many" | "several" | "some" | "few" | "most" | "two" | "three" | "all"
        | "other" | "both" | "various" | "numerous" | "certain" => {
            return Before::Several;
        }
        "its" | "his" | "her" | "their" | "our" | "my" | "your" | "no" | "any" | "whose" | "such" | "own" => {
            return Before::Possessive;
        }
        _ => {}
    }
    if lower.ends_with("’s") || lower.ends_with("'s") || lower.ends_with("s’") || lower.ends_with("s'") {
        return Before::Possessive;
    }
    // "liberating Gaza", but "the sword-rattling regime"; "told Fars News"
    let participle = lower.ends_with("ing") && !is_determiner(word_before(text, start).0);
    if begins_phrase(word) || participle || DID.contains(&format!(" {lower} ")) {
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
    is_plural_noun(head(phrase))
        || phrase.contains(" and ")
        || ["those ", "people "].iter().any(|head| phrase.starts_with(head))
}

/// Whether a verb behind this name would be in the plural: of "the Houthis", but not of "the United Nations".
pub(super) fn is_plural_name(name: &str) -> bool {
    const ONE: &str = " affairs corps emirates heights islands nations netherlands news philippines reuters rights states studies times ";
    let head = head(name);
    is_plural_noun(head) && !ONE.contains(&format!(" {} ", head.to_ascii_lowercase()))
}

fn is_plural_noun(noun: &str) -> bool {
    const ONE_IN_IS: &str = " alexis annapolis chris davis dennis ellis francis harris indianapolis isis lewis louis memphis minneapolis \
        morris paris tunis ";
    const ONE_IN_MEN: &str = " abdomen acumen bremen omen regimen specimen turkmen yemen ";
    let lower = noun.to_ascii_lowercase();
    // "Houthis" and "Israelis" are many, "crisis" and "Tunis" are one.
    let people = noun.starts_with(char::is_uppercase)
        && lower.ends_with("is")
        && !ONE_IN_IS.contains(&format!(" {lower} "));
    people
        || lower.ends_with('s')
            && !["ss", "us", "is", "politics", "news"].iter().any(|tail| lower.ends_with(tail))
        || matches!(lower.as_str(), "people" | "forces" | "troops" | "police" | "children")
        || lower.ends_with("men") && !ONE_IN_MEN.contains(&format!(" {lower} "))
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

/// The plural of a phrase whose head is its last word.
pub(super) fn plural(phrase: &str) -> Option<String> {
    if let Some(rest) = phrase.strip_prefix("person") {
        return Some(format!("people{rest}"));
    }
    if head(phrase) != phrase.rsplit([' ', '-']).next().unwrap_or_default() {
        return None;
    }
    for (one, several) in [("man", "men"), ("child", "children"), ("person", "people")] {
        if let Some(stem) = phrase.strip_suffix(one) {
            return Some(format!("{stem}{several}"));
        }
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|tail| phrase.ends_with(tail));
    Some(match phrase.strip_suffix('y') {
        Some(stem) if !vowel_y => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh", "z"].iter().any(|tail| phrase.ends_with(tail)) => format!("{phrase}es"),
        _ => format!("{phrase}s"),
    })
}

/// The singular of a phrase whose head is its last word; nothing for nouns that have none.
pub(super) fn singular(phrase: &str) -> Option<String> {
    let head = head(phrase);
    let last = phrase.rsplit([' ', '-']).next().unwrap_or_default();
    if head != last || matches!(head, "forces" | "troops" | "people" | "authorities" | "talks" | "weapons") {
        return None;
    }
    if let Some(stem) = phrase.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = phrase.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let hissing = ["sses", "xes", "ches", "shes", "zes"].iter().any(|tail| phrase.ends_with(tail));
    phrase.strip_suffix(if hissing { "es" } else { "s" }).map(str::to_owned)
}

/// Whether a verb for one thing follows within the clause: "the regime, which was …", "the war on Iran is".
pub(super) fn verb_for_one_follows(text: &str, at: usize) -> bool {
    let clause = text[at..].split(['.', ';', ':', '!', '?', '\n', '“', '”', '"']).next().unwrap_or_default();
    let mut words = clause
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\'' | '-')))
        .filter(|word| !word.is_empty());
    let next = words.next().unwrap_or_default();
    let verb = |word: &str| {
        matches!(
            word,
            "is" | "was" | "has" | "does" | "isn’t" | "wasn’t" | "hasn’t" | "isn't" | "wasn't" | "hasn't"
        )
    };
    verb(next)
        || next.ends_with('s') && !ends_phrase(next) && next.starts_with(char::is_lowercase)
        || words.take(5).any(verb)
}

/// What stands in brackets, or has dots between its letters, is no longer than this.
const MOST_BACK: usize = 40;

/// Up to `n` words before `at` in the same clause, the nearest first, in lower case. What stands in brackets and the dots of "the U.S."
/// end no clause, and a name is one word, however many it has: "the Department of State" is as near as "the U.S.".
fn words_before(text: &str, mut at: usize, n: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(n);
    let mut in_name = false;
    for _ in 0..4 * n {
        if words.len() == n {
            break;
        }
        let (word, start) = word_before(text, at);
        if word.is_empty() {
            let head = text[..at].trim_end_matches([' ', '\u{a0}']);
            let inside = head.strip_suffix(')').unwrap_or_default();
            let bracket = inside.bytes().rev().take(MOST_BACK).position(|byte| byte == b'(');
            let bracket = bracket.map(|back| inside.len() - 1 - back);
            let letters = head.char_indices().rev().take(MOST_BACK);
            let letters = letters.take_while(|(_, c)| c.is_uppercase() || *c == '.').last();
            let letters = letters.map_or(head.len(), |(start, _)| start);
            at = match bracket {
                Some(open) => open,
                _ if head.ends_with('.') && head.len() - letters > 3 && head[..letters].ends_with(' ') => {
                    letters
                }
                _ => break,
            };
            if bracket.is_none() && !in_name {
                words.push(text[letters..head.len()].to_ascii_lowercase());
                in_name = true;
            }
            continue;
        }
        let capital = word.starts_with(char::is_uppercase);
        let inside = in_name && word == "of" && word_before(text, start).0.starts_with(char::is_uppercase);
        if !(in_name && capital || inside) {
            words.push(word.to_ascii_lowercase());
        }
        in_name = capital || inside;
        at = start;
    }
    words
}

/// Whether what stands at `at` is what somebody calls something: "so-called", "known as", "what he described as". Other words there would
/// make a false report of it. `far` also looks for the verb some words before, as in "called the raid a massacre".
pub(super) fn is_told_name(text: &str, at: usize, far: bool) -> bool {
    const NAMING: [&str; 18] = [
        "describ",
        "label",
        "brand",
        "designat",
        "perceiv",
        "characteri",
        "refer",
        "known",
        "view",
        "regard",
        "classif",
        "denounc",
        "portray",
        "depict",
        "defin",
        "condemn",
        "recogni",
        "acknowledg",
    ];
    const CALLING: [&str; 24] = [
        "call",
        "calls",
        "called",
        "calling",
        "dubbed",
        "dubs",
        "dubbing",
        "termed",
        "terming",
        "labeled",
        "branded",
        "branding",
        "nicknamed",
        "named",
        "naming",
        "designate",
        "designates",
        "designated",
        "designating",
        "listed",
        "listing",
        "blacklisted",
        "declared",
        "declaring",
    ];
    let words = words_before(text, at, if far { 8 } else { 4 });
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    if matches!(word(0), "so-called" | "self-styled" | "acronym" | "dubbed" | "nicknamed") {
        return true;
    }
    let naming = |word: &String| NAMING.iter().any(|stem| word.starts_with(stem));
    let called = |n: usize| CALLING.contains(&word(n));
    if !far {
        // "referred to as Haji Roe"
        let named = |n: usize| word(n) == "as" && words.get(n + 1).is_some_and(naming);
        return word(0) == "called" || named(0) || named(1);
    }
    if let Some(at) = words.iter().take(4).position(|word| word == "as") {
        return words[at + 1..].iter().any(naming);
    }
    let Some(verb) = (0..words.len().min(6)).find(|n| called(*n)) else { return false };
    let behind = &words[..verb];
    let preposition = |word: &String| {
        matches!(
            word.as_str(),
            "for" | "on" | "upon" | "to" | "in" | "off" | "by" | "of" | "against" | "from" | "with" | "at"
        )
    };
    !behind.iter().any(preposition)
}

fn is_determiner(word: &str) -> bool {
    const DETERMINERS: &str = " the a an this that these those its his her their our my your ";
    DETERMINERS.contains(&format!(" {} ", word.to_ascii_lowercase()))
}

/// Whether a determiner opens the noun phrase that goes on at `at`: "the entire", "its two late".
pub(super) fn is_determined(text: &str, at: usize) -> bool {
    for word in words_before(text, at, 4) {
        let possessive = ["’s", "'s", "s’", "s'"].iter().any(|tail| word.ends_with(tail));
        if possessive || is_determiner(&word) {
            return true;
        }
        if begins_phrase(&word) {
            return false;
        }
    }
    false
}

/// Whether the words at `at` share a noun with an adjective before: "the fake and criminal regime", "a brutal, savage war".
pub(super) fn shares_noun(text: &str, at: usize) -> bool {
    let (word, start) = word_before(text, at);
    let other = if matches!(word, "and" | "or" | "yet" | "but") {
        word_before(text, start).0
    } else if word.is_empty() && text[..at].trim_end().ends_with(',') {
        let comma = text[..at].trim_end().len() - 1;
        let start = text[..comma]
            .rfind(|c: char| !(c.is_alphanumeric() || c == '-'))
            .map_or(0, |n| n + text[n..].chars().next().map_or(1, char::len_utf8));
        // A list of nouns has no article right before its first adjective.
        if !is_determined(text, start) {
            return false;
        }
        &text[start..comma]
    } else {
        return false;
    };
    other.starts_with(char::is_lowercase) && !other.ends_with('s')
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
    const HEADS: &str = " Caucasus Balkans Maghreb Levant Sahel Vatican Press Times Post Journal Herald Tribune Telegraph Institute Center \
        Centre Foundation Fund Society Association Federation Confederation Company Corporation Group Tribunal Service Services \
        Directorate Administration Command Unit Division Brigade Secretariat Duma Exchange Chamber Register Duma Initiative Network \
        States Kingdom Emirates Republic Islands Union Nations Strip Council Court Ministry Corps Army Forces Organization \
        Organisation Agency Party Movement Philippines Netherlands Guards Guard Committee Commission Fund World world Brigades Front Authority \
        Bureau Office Department Parliament Assembly Senate Congress Kremlin Pentagon Knesset League Alliance Coalition Government Cabinet \
        Police Navy Force Taliban Houthis West East Sea Gulf River Peninsula Mountains Heights Mosque Camp camp Congo Gambia Bahamas Maldives ";
    if name.starts_with("The ") {
        return false;
    }
    let head = head(name);
    // "the World Bank", but Deutsche Bank; "the White House", but Freedom House.
    let own = match head {
        "Bank" => ["World", "West", "Central", "Development", "National", "Reserve"]
            .iter()
            .any(|word| name.contains(word)),
        "House" => name.starts_with("White"),
        _ => HEADS.contains(&format!(" {head} ")),
    };
    own || name.contains(" of ") && !name.starts_with("Bank of") && head != "Isle"
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
