//! Loaded terms: the neutral wording beside them or in their place.

use std::collections::HashSet;

use super::english::{
    Before, before, begins_phrase, capitalized, ends_phrase, head, is_determined, is_plural, is_told_name,
    other_article, plural, possessive, shares_noun, singular, takes_the, verb_for_one_follows,
    with_possessive, word_after, word_before,
};
use super::names::is_shouted;
use super::{Context, Edit, Terms, Why};
use crate::document::{Mention, Reading};
use crate::entity::{Charge, Entity, EntityId, Form, Kind, Role};
use crate::fold::fold_name;
use crate::span::Span;

pub(super) fn edit(context: &Context<'_>, mention: &Mention, entity: EntityId, terms: Terms) -> Option<Edit> {
    let term = context.gazetteer.entity(entity);
    let charge = term.charge.as_ref()?;
    let text = context.text;
    // What is glued to a term ("Zionist-regime-backed") leans on its very words.
    let glued =
        text[..mention.span.start].ends_with(['-', '–']) || text[mention.span.end..].starts_with(['-', '–']);
    if mention.prefix.is_some()
        || mention.suffix.is_some()
        || glued
        || is_anybody(&text[mention.span.range()])
    {
        return None;
    }
    // A court hears of "genocide" and of nothing milder.
    if charge.category == "legal-charge"
        && charge.role == Role::Characterization
        && is_before_a_court(context, mention.span)
    {
        return None;
    }
    match terms {
        Terms::Keep => None,
        Terms::Annotate => annotate(context, mention, entity, term, charge),
        Terms::Replace => {
            let wording = charge
                .neutral
                .iter()
                .find_map(|neutral| replace(context, mention, term, charge, &(context.canonical)(neutral)))?;
            Some(Edit { span: wording.0, replacement: wording.1, entity, why: Why::Loaded })
        }
    }
}

fn annotate(
    context: &Context<'_>,
    mention: &Mention,
    entity: EntityId,
    term: &Entity,
    charge: &Charge,
) -> Option<Edit> {
    let text = context.text;
    let neutral = (context.canonical)(charge.neutral.first()?);
    let surface = &text[mention.span.range()];
    // "martyred" is no "death", a "riot" no "protester".
    let plain: String = surface.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    if !has_same_head(&plain, term, charge) || !keeps_nationality(context, &plain, charge, &neutral) {
        return None;
    }
    // "savage war [war]" says nothing more, and the title of a man is no gloss: "martyr [person killed] Jane Roe".
    let said = |phrase: &str| phrase.split([' ', '-']).map(fold_name).collect::<Vec<_>>();
    let title = possessive(text, mention.span.end).is_none()
        && !context.in_headline(mention.span)
        && word_after(text, mention.span.end).starts_with(char::is_uppercase);
    if title || said(&neutral).iter().all(|word| said(&plain).contains(word)) {
        return None;
    }
    // There is one such government, whatever number the regimes are, and one Israel.
    let unique = neutral.starts_with("the ") || is_proper(context, &neutral);
    let neutral = &in_number(&neutral, &plain).filter(|_| !unique).unwrap_or(neutral);
    let mut end = mention.span.end;
    let mut wording = neutral.clone();
    if let Some((len, _)) = possessive(text, end) {
        wording = with_possessive(neutral, &text[end..end + len], is_plural(neutral));
        end += len;
    }
    if is_explained(text, Span::new(mention.span.start, end)) {
        return None;
    }
    let span = Span::new(mention.span.start, end);
    Some(Edit { span, replacement: format!("{} [{wording}]", &text[span.range()]), entity, why: Why::Loaded })
}

/// Whether a bracket stands behind `span` already.
pub(super) fn is_explained(text: &str, span: Span) -> bool {
    let end = span.end + possessive(text, span.end).map_or(0, |(len, _)| len);
    text[end..].trim_start_matches([' ', '”', '"', '’']).starts_with('[')
}

/// The edits that follow from `edits`: "the regime", where a regime that is replaced was named last and none stands in between. Left as
/// it is, it would be a word for nobody.
pub(super) fn taken_up(
    context: &Context<'_>,
    mentions: &[Mention],
    edits: &[Edit],
    protected: &[Span],
) -> Vec<Edit> {
    let text = context.text;
    let mut found: Vec<Edit> = Vec::new();
    // Who the last regime was, and whether it is written otherwise by now.
    let mut last: Option<(EntityId, &str)> = None;
    let mut replaced: HashSet<&str> = HashSet::new();
    let edit_at = |span: Span| {
        let edit = edits.get(edits.partition_point(|edit| edit.span.end <= span.start));
        edit.filter(|edit| edit.span.overlaps(span))
    };
    for (at, noun) in text.match_indices("regime") {
        let whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let noun = Span::new(at, at + noun.len());
        if !whole(text[..at].chars().next_back()) {
            continue;
        }
        let mention = mentions.get(mentions.partition_point(|mention| mention.span.end <= noun.start));
        if let Some(mention) = mention.filter(|mention| mention.span.contains(noun)) {
            let named = || {
                let term = mention.reading.entity()?;
                let charge = context.gazetteer.entity(term).charge.as_ref()?;
                charge
                    .neutral
                    .iter()
                    .find(|neutral| is_proper(context, neutral))
                    .map(|neutral| (term, neutral))
            };
            last = named().map(|(term, neutral)| (term, neutral.as_str()));
            if let Some((_, neutral)) = last
                && edit_at(mention.span).is_some()
            {
                replaced.insert(neutral);
            }
            continue;
        }
        let (word, start) = word_before(text, at);
        let owner = possessive(text, noun.end);
        let next = word_after(text, noun.end);
        let alone = word.eq_ignore_ascii_case("the")
            && whole(text[noun.end..].chars().next())
            && !text[noun.end..].starts_with('-')
            && (owner.is_some() || ends_phrase(next) && next != "of" && next != "in");
        let Some((entity, neutral)) = last.filter(|_| alone) else {
            last = None;
            continue;
        };
        let span = Span::new(start, noun.end + owner.map_or(0, |(len, _)| len));
        let quotation = protected.get(protected.partition_point(|quotation| quotation.end <= start));
        let quoted = quotation.is_some_and(|quotation| quotation.overlaps(span));
        if !replaced.contains(neutral) || quoted || edit_at(span).is_some() {
            continue;
        }
        let mut name = (context.canonical)(neutral);
        if takes_the(&name) {
            name = format!("the {name}");
        }
        if owner.is_some() {
            name = with_possessive(&name, &text[noun.end..span.end], name.ends_with("States"));
        }
        let replacement = if context.begins_sentence(start) { capitalized(&name) } else { name };
        found.push(Edit { span, replacement, entity, why: Why::Loaded });
    }
    found
}

/// What `neutral` makes of the sentence; nothing where it would not be English or not be true.
fn replace(
    context: &Context<'_>,
    mention: &Mention,
    term: &Entity,
    charge: &Charge,
    neutral: &str,
) -> Option<(Span, String)> {
    let text = context.text;
    let surface = text[mention.span.range()].trim_matches(['“', '”', '"', '‘', '’', '\'']);
    let plain: String = surface.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    if !has_same_head(&plain, term, charge) || !keeps_nationality(context, &plain, charge, neutral) {
        return None;
    }
    // Another word there would be a false report of what somebody called it.
    if is_told_name(text, mention.span.start, true) {
        return None;
    }
    let (bare, has_the) = match neutral.strip_prefix("the ") {
        Some(bare) => (bare, true),
        None => (neutral, false),
    };
    let proper = !has_the && is_proper(context, neutral);
    let (word, word_start) = word_before(text, mention.span.start);
    let owner = possessive(text, mention.span.end);
    let next = word_after(text, mention.span.end);
    let several = is_plural(&plain);
    let attribute = owner.is_none() && !several && !ends_phrase(next);
    let before = before(text, mention.span.start);
    let mut span = mention.span;
    let mut wording = bare.to_owned();
    if !proper {
        wording = in_number(bare, &plain).unwrap_or(wording);
        // There is one Israeli army, whatever number the enemies are.
        if wording != bare && has_the {
            return None;
        }
    }
    // "maximum pressure against Iran" is no "sanctions on Iran against Iran".
    if let Some((noun, place)) =
        wording.rsplit_once(' ').and_then(|(rest, place)| Some((rest.strip_suffix(" on")?, place)))
        && {
            let mut behind = text[mention.span.end..].split_whitespace();
            matches!(behind.next(), Some("on" | "against"))
                || behind.next().is_some_and(|word| word.starts_with(place))
        }
    {
        wording = noun.to_owned();
    }
    // "amid military aggression": no article, no single attack.
    if matches!(head(&plain), "aggression" | "Aggression")
        && !is_determined(text, mention.span.start)
        && let Some(several) = plural(&wording).filter(|_| !is_plural(&wording))
    {
        wording = several;
    }
    let bare = wording.clone();
    let bare = bare.as_str();
    if attribute
        && (proper || is_plural(bare) || bare.contains(" of ") || bare.contains(" in ") || has_own_tail(bare))
    {
        return None;
    }
    if !proper && several && !is_plural(bare) {
        return None;
    }
    // "the renegade province of Norland" is no "Norland of Norland", and the Army of Evil (AOE) is none of its name twice.
    let of = text[mention.span.end..].trim_start();
    let of =
        of.strip_prefix("of ").or(of.strip_prefix("in ")).map(|of| of.strip_prefix("the ").unwrap_or(of));
    let names_referent = |phrase: &str| {
        let word = phrase.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        context.gazetteer.senses(word).iter().any(|sense| Some(sense.entity) == charge.referent)
    };
    let of_itself =
        of.is_some_and(|of| proper && of.starts_with(bare) || names_referent(of) && names_referent(bare));
    // "Norland (Norland)", "Norland, Norland, attacked"
    let apposed = proper && {
        let head = text[..mention.span.start].trim_end();
        let head = head.strip_suffix("the").unwrap_or(head).trim_end();
        let name = head.strip_suffix(['(', ',']).and_then(|head| head.rsplit([' ', '\n', '(']).next());
        let behind = text[mention.span.end..].trim_start().strip_prefix(['(', ',']).map(str::trim_start);
        name.is_some_and(names_referent) || behind.is_some_and(names_referent)
    };
    let in_brackets = !plain.contains(char::is_lowercase)
        && text[..mention.span.start].ends_with('(')
        && text[mention.span.end..].starts_with(')');
    // "two armed forces"
    if of_itself || apposed || in_brackets || is_number(word) && head(bare) == "forces" {
        return None;
    }
    // "martyrs Roe and Baker" are no "people killed Roe and Baker".
    if has_own_tail(bare) && next.starts_with(char::is_uppercase) {
        return None;
    }
    // "the people killed of the war", "security people killed", "enemies of the government’s"
    if has_own_tail(bare) && next == "of"
        || has_own_tail(bare)
            && (before == Before::Adjective || before == Before::Nothing && !begins_phrase(word))
        || owner.is_some()
            && (bare.contains(" of ") || has_own_tail(bare) || matches!(bare, "dead" | "killed" | "wounded"))
    {
        return None;
    }
    if shares_noun(text, mention.span.start)
        && plain.contains(' ')
        && (proper || has_the || !bare.contains(' ') || bare.starts_with(char::is_uppercase))
    {
        return None;
    }
    // "the Israeli and Saudi regimes" are two; "martyr Jane Roe" is no "dead Jane Roe".
    if several && proper && matches!(word, "and" | "or") || attribute && has_the && !bare.contains(' ') {
        return None;
    }
    if is_of_people(&plain) && is_of_groups(bare) || is_elsewhere(context, word, bare, charge) {
        return None;
    }
    if !several && is_plural(bare) && !proper {
        // "Iran and its allies is": the verb, where one follows, must not be for one.
        let verb = verb_for_one_follows(text, mention.span.end);
        if verb || context.begins_sentence(word_start) || matches!(before, Before::One) {
            return None;
        }
    }
    // "Israel’s Zionist regime" needs no article where it begins with an owner, what stands for it does.
    let owned = plain.contains("’s ") || plain.contains("'s ");
    match (before, proper) {
        (Before::Nothing, false) if owned => wording = format!("the {wording}"),
        // "regime change" is "the overthrow of the government".
        (Before::Nothing, false)
            if !has_the && !attribute && !is_plural(bare) && bare.contains(" of the ") =>
        {
            wording = format!("the {wording}");
        }
        (Before::The, true) if !takes_the(bare) => span.start = word_start,
        // "the" stays where one noun stands for another; not before "Iran and its allies".
        (Before::The, _) if bare.contains(" and ") && !has_the => span.start = word_start,
        (Before::The, _) => {}
        (Before::Nothing, true) if takes_the(bare) => wording = format!("the {wording}"),
        (Before::Nothing, true) => {}
        (Before::Nothing, false) if has_the && !attribute => wording = format!("the {wording}"),
        (Before::Nothing, false) => {}
        (_, true) => return None,
        (Before::One, false) if is_plural(&wording) => return None,
        (Before::Several, false) if !is_plural(&wording) && !attribute => return None,
        (Before::Several | Before::Adjective | Before::Possessive, false) if bare.contains(" and ") => {
            return None;
        }
        _ => {}
    }
    // “the killing of …” cannot follow "the" twice, and no two words of one kind stand side by side: "Israeli Israeli forces".
    let last = if span.start == word_start { word_before(text, word_start).0 } else { word };
    let first = wording.split(' ').next().unwrap_or_default();
    if !last.is_empty() && fold_name(last) == fold_name(first) {
        if span.start == word_start || !matches!(before, Before::Adjective | Before::Nothing) {
            return None;
        }
        wording = wording[first.len()..].trim_start().to_owned();
    }
    if let Some((len, _)) = owner {
        wording = with_possessive(
            &wording,
            &text[span.end..span.end + len],
            is_plural(&wording) || wording.ends_with("States"),
        );
        span.end += len;
    }
    if context.begins_sentence(span.start) {
        wording = capitalized(&wording);
    }
    if is_shouted(context, mention) {
        wording = wording.to_uppercase();
    } else if plain.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && context.in_headline(mention.span)
    {
        wording = titled(&wording);
    }
    if span.start == mention.span.start
        && let Some(article) = other_article(word, &wording)
    {
        wording = format!("{article} {wording}");
        span.start = word_start;
    }
    (!wording.is_empty()).then_some((span, wording))
}

/// `wording` as headlines are written: each longer word with a capital.
fn titled(wording: &str) -> String {
    let word = |word: &str| if word.chars().count() > 3 { capitalized(word) } else { word.to_owned() };
    wording.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn is_number(word: &str) -> bool {
    const NUMBERS: &str =
        " two three four five six seven eight nine ten eleven twelve several many few dozen ";
    word.starts_with(|c: char| c.is_ascii_digit())
        || !word.is_empty() && NUMBERS.contains(&format!(" {} ", word.to_ascii_lowercase()))
}

/// `neutral` in the number of what stands there: "killings" for "massacres", "armed group" for "resistance group". Nothing where it is in that
/// number already, or where English has no such form.
fn in_number(neutral: &str, surface: &str) -> Option<String> {
    match (is_plural(surface), is_plural(neutral)) {
        (true, false) => plural(neutral),
        // A movement may be several groups; one group is one.
        (false, true) => singular(neutral).filter(|one| fold_name(head(one)) == fold_name(head(surface))),
        _ => None,
    }
}

/// Whether a wording has something behind its noun: "person killed", "people in the country".
fn has_own_tail(wording: &str) -> bool {
    ["person ", "people ", "those "].iter().any(|head| wording.starts_with(head))
}

fn is_of_people(phrase: &str) -> bool {
    let head = head(phrase).to_ascii_lowercase();
    let people = [
        "fighter",
        "soldier",
        "settler",
        "official",
        "leader",
        "commander",
        "terrorist",
        "militant",
        "martyr",
        "rioter",
        "minister",
        "man",
        "men",
        "agent",
        "mercenary",
        "mercenarie",
    ];
    people.contains(&head.strip_suffix('s').unwrap_or(&head))
}

fn is_of_groups(phrase: &str) -> bool {
    let head = head(phrase).to_ascii_lowercase();
    ["group", "movement", "faction", "organization", "government", "army", "party"]
        .contains(&head.strip_suffix('s').unwrap_or(&head))
}

/// "the enemy", "enemies": only the speaker knows whom he means.
fn is_anybody(surface: &str) -> bool {
    matches!(fold_name(surface).as_str(), "enemy" | "enemies" | "foe" | "foes")
}

/// Whether the sentence is about a court and what is charged there.
fn is_before_a_court(context: &Context<'_>, span: Span) -> bool {
    const STEMS: [&str; 9] =
        ["court", "tribunal", "charge", "indict", "prosecut", "convict", "warrant", "lawsuit", "accus"];
    const WORDS: &str = " trial trials judge judges convention conventions icc icj statute ";
    let sentence = context.layout.sentence_at(span.start);
    let mut words = context.text[sentence.range()].split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let word = word.to_ascii_lowercase();
        STEMS.iter().any(|stem| word.starts_with(stem)) || WORDS.contains(&format!(" {word} "))
    })
}

/// Whether the word before names another place or a group, and the wording a nationality: "the Lebanese Palestinian armed group".
fn is_elsewhere(context: &Context<'_>, word: &str, wording: &str, charge: &Charge) -> bool {
    let senses = |word: &str| context.gazetteer.senses(word);
    let first = wording.split(' ').next().unwrap_or_default();
    let national = senses(first).iter().any(|sense| sense.form == Form::Demonym);
    national
        && word.starts_with(char::is_uppercase)
        && senses(word).iter().any(|sense| {
            let kind = context.gazetteer.entity(sense.entity).kind;
            kind == Kind::Organization || kind == Kind::Place && Some(sense.entity) != charge.referent
        })
        && fold_name(word) != fold_name(first)
}

/// Whether the words that stand there are of the kind that the neutral wording was chosen for: no adjective for a noun.
fn has_same_head(surface: &str, term: &Entity, charge: &Charge) -> bool {
    let bare = |text: &str| {
        let word = fold_name(head(text));
        word.strip_suffix("es").or(word.strip_suffix('s')).unwrap_or(&word).to_owned()
    };
    let (written, named) = (bare(surface), bare(&term.name));
    let alike = written == named
        || format!("{written}e") == named
        || written == format!("{named}e")
        || written.trim_end_matches('i') == named.trim_end_matches('y');
    let noun = [
        "regime",
        "entity",
        "force",
        "forc",
        "army",
        "soldier",
        "troop",
        "government",
        "settler",
        "state",
        "enemy",
        "enemi",
        "fighter",
        "group",
        "organization",
        "movement",
        "faction",
    ];
    alike || charge.role == Role::Label && noun.contains(&written.as_str())
}

/// "Lebanese resistance" is no Palestinian group: a nationality in the words must be the referent's, or stay.
fn keeps_nationality(context: &Context<'_>, surface: &str, charge: &Charge, neutral: &str) -> bool {
    surface.split([' ', '\u{a0}', '-']).filter(|word| word.starts_with(char::is_uppercase)).all(|word| {
        let places: Vec<EntityId> = context
            .gazetteer
            .senses(word)
            .iter()
            .map(|sense| sense.entity)
            .filter(|id| context.gazetteer.entity(*id).kind == Kind::Place)
            .collect();
        places.is_empty()
            || charge.referent.is_some_and(|referent| {
                let owner = context.gazetteer.inner.owner(referent);
                places.contains(&referent) || owner.is_some_and(|owner| places.contains(&owner))
            })
            || neutral.contains(word)
    })
}

/// Whether `wording` is the name of a person, a place or an organization.
fn is_proper(context: &Context<'_>, wording: &str) -> bool {
    let named = context.gazetteer.name(wording);
    let entity = named.as_ref().and_then(Reading::entity);
    let demonym = || context.gazetteer.senses(wording).iter().any(|sense| sense.form == Form::Demonym);
    wording.starts_with(char::is_uppercase)
        && entity.is_some_and(|entity| context.gazetteer.entity(entity).kind != Kind::Term)
        && !demonym()
}
