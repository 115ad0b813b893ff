//! Finds bodies by the noun their name is built on: "the Ministry", once "the Gaza Health Ministry" stands before it.
//!
//! The noun needs "the" and a capital, nothing behind it that makes it another name ("the Ministry of Health"), and the last name before
//! it that has this noun must be one that the lexicon knows: after "the Widget Society" some other society is meant. Gives places and
//! entities to [`resolve`](super::resolve), where every name that a lexicon lists comes first.

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::beside::is_day;
use super::evidence::Evidence as Context;
use crate::entity::{EntityId, Kind};
use crate::fold::steps::{is_apostrophe, is_dash};
use crate::gazetteer::Inner;
use crate::span::Span;

/// Nouns that stand for a body once it is named.
const HEADS: [&str; 48] = [
    "Academy",
    "Administration",
    "Agency",
    "Alliance",
    "Army",
    "Assembly",
    "Association",
    "Authority",
    "Bank",
    "Bloc",
    "Board",
    "Brigade",
    "Brigades",
    "Bureau",
    "Center",
    "Chamber",
    "Coalition",
    "Commission",
    "Committee",
    "Company",
    "Corporation",
    "Council",
    "Court",
    "Department",
    "Directorate",
    "Division",
    "Exchange",
    "Federation",
    "Flotilla",
    "Force",
    "Forum",
    "Foundation",
    "Front",
    "Institute",
    "League",
    "Ministry",
    "Mission",
    "Movement",
    "Network",
    "Observatory",
    "Office",
    "Organization",
    "Parliament",
    "Party",
    "Senate",
    "Service",
    "Society",
    "Syndicate",
];

/// Where one of these nouns stands for a body, with the body and the name that introduced it.
pub(crate) fn heads(text: &str, gazetteer: &Inner, context: &Context<'_>) -> Vec<(Span, EntityId, Span)> {
    let mut found = Vec::new();
    let names = bodies(gazetteer, context);
    // Most texts name no body, or none with such a noun.
    if names.iter().all(|(name, _)| nouns_of(&text[name.range()]).next().is_none()) {
        return found;
    }
    let mut n_read = 0;
    // For each noun, the last two names before here that have it, the latest first.
    let mut latest: FxHashMap<&str, [Option<(Span, EntityId)>; 2]> = FxHashMap::default();
    // For each noun, the last place where it was understood.
    let mut understood: FxHashMap<&str, (Span, (EntityId, Span))> = FxHashMap::default();
    for at in memmem::find_iter(text.as_bytes(), "he ") {
        let Some(span) = head_after_article(text, at) else { continue };
        let noun = &text[span.range()];
        while let Some(&named) = names.get(n_read).filter(|(name, _)| name.end <= span.start) {
            for word in nouns_of(&text[named.0.range()]) {
                let last = latest.entry(word).or_default();
                if last[0] != Some(named) {
                    *last = [Some(named), last[0]];
                }
            }
            n_read += 1;
        }
        let [last, other] = latest.get(noun).copied().unwrap_or_default();
        let named = last.filter(|(name, body)| {
            other.is_none_or(|(other, whose)| whose == *body || !context.same_sentence(*name, other))
        });
        let Some((name, body)) = named else { continue };
        let (last, meant) = match understood.get(noun) {
            Some(&(last, meant)) if last.start > name.start => (last, meant),
            _ => (name, (body, name)),
        };
        if !stands_between(&text[last.end..span.start], noun) {
            understood.insert(noun, (span, meant));
            found.push((span, meant.0, meant.1));
        }
    }
    found
}

/// The noun of [`HEADS`] behind the article whose "he " is at `at`, if it is all of its name.
fn head_after_article(text: &str, at: usize) -> Option<Span> {
    let article = text[..at].ends_with(['t', 'T'])
        && text[..at - 1]
            .chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || is_apostrophe(c) || is_dash(c)));
    let start = at + "he ".len();
    let rest = &text[start..];
    if !article || !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if !HEADS.contains(&&rest[..len]) {
        return None;
    }
    let behind = &rest[len..];
    let mut words = behind.strip_prefix(' ').into_iter().flat_map(|words| words.split(' '));
    let capital = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let goes_on = match words.next() {
        Some("on") => names_matter(words.next()),
        Some("of" | "for" | "and" | "to") => capital(words.next()),
        next => capital(next),
    };
    (!behind.starts_with(is_dash) && !goes_on).then(|| Span::new(start, start + len))
}

/// The bodies that the text introduces, by where it does.
fn bodies(gazetteer: &Inner, context: &Context<'_>) -> Vec<(Span, EntityId)> {
    let is_body = |id: &EntityId| gazetteer.kind_of(*id) == Kind::Organization;
    let introduced = context.introduced().into_iter().filter(is_body);
    let mut names: Vec<(Span, EntityId)> =
        introduced.flat_map(|id| context.introductions(id).iter().map(move |span| (*span, id))).collect();
    names.sort_unstable();
    names
}

/// Those of [`HEADS`] in a name.
fn nouns_of(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| HEADS.contains(word))
}

/// Whether `noun` stands in `text` as a part of a name: with a word in front or behind that has a capital.
fn stands_between(text: &str, noun: &str) -> bool {
    text.match_indices(noun).any(|(at, _)| {
        let whole = !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + noun.len()..].starts_with(char::is_alphanumeric);
        let before = text[..at].trim_end().rsplit(' ').next().unwrap_or_default();
        let mut behind = text[at + noun.len()..].trim_start().split(' ');
        let article = matches!(before, "the" | "The");
        let another = match behind.next() {
            Some("of" | "for") => true,
            Some("on") => names_matter(behind.next()),
            _ => false,
        };
        whole && (!article || another)
    })
}

/// Whether "on" and `word` belong to a body's name, as in "the Commission on Narcotics", and say no day.
fn names_matter(word: Option<&str>) -> bool {
    word.is_some_and(|word| word.starts_with(char::is_uppercase) && !is_day(word))
}
