//! Loaded terms: the neutral wording beside them or in their place.

use super::english::{
    Before, before, begins_phrase, capitalized, ends_phrase, head, is_plural, is_told_name, other_article,
    plural, possessive, shares_noun, singular, takes_the, verb_for_one_follows, with_possessive, word_after,
    word_before,
};
use super::{Context, Edit, Terms, Why};
use crate::document::{Mention, Reading};
use crate::entity::{Charge, Entity, EntityId, Form, Kind, Role};
use crate::fold::fold_name;
use crate::span::Span;

pub(super) fn edit(context: &Context<'_>, mention: &Mention, entity: EntityId, terms: Terms) -> Option<Edit> {
    let term = context.gazetteer.entity(entity);
    let charge = term.charge.as_ref()?;
    // What is glued to a term ("Zionist-regime-backed") leans on its very words.
    if mention.prefix.is_some() || mention.suffix.is_some() {
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
    // There is one such government, whatever number the regimes are.
    let unique = neutral.starts_with("the ");
    let neutral = &in_number(&neutral, &plain).filter(|_| !unique).unwrap_or(neutral);
    let mut end = mention.span.end;
    let mut wording = neutral.clone();
    if let Some((len, _)) = possessive(text, end) {
        wording = with_possessive(neutral, &text[end..end + len], is_plural(neutral));
        end += len;
    }
    // It stands there already.
    if text[end..].trim_start_matches([' ', '”', '"', '’']).starts_with('[') {
        return None;
    }
    let span = Span::new(mention.span.start, end);
    Some(Edit { span, replacement: format!("{} [{wording}]", &text[span.range()]), entity, why: Why::Loaded })
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
        wording.rsplit_once(' ').and_then(|(rest, place)| Some((rest.rsplit_once(" on ")?.0, place)))
        && text[mention.span.end..].split_whitespace().nth(1).is_some_and(|word| word.starts_with(place))
    {
        wording = noun.to_owned();
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
    // "martyrs Roe and Baker" are no "people killed Roe and Baker".
    if has_own_tail(bare) && next.starts_with(char::is_uppercase) {
        return None;
    }
    // "security people killed", "enemies of the government’s"
    if has_own_tail(bare)
        && (before == Before::Adjective || before == Before::Nothing && !begins_phrase(word))
        || owner.is_some() && bare.contains(" of ")
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
        (Before::Adjective | Before::Possessive, false) if bare.contains(" and ") => return None,
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
    if span.start == mention.span.start
        && let Some(article) = other_article(word, &wording)
    {
        wording = format!("{article} {wording}");
        span.start = word_start;
    }
    (!wording.is_empty()).then_some((span, wording))
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

/// Whether the word before names another place or a group, and the wording a nationality: "the Lebanese Palestinian armed group".
fn is_elsewhere(context: &Context<'_>, word: &str, wording: &str, charge: &Charge) -> bool {
    let senses = |word: &str| context.gazetteer.senses(word);
    let first = wording.split(' ').next().unwrap_or_default();
    let national = senses(first).iter().any(|sense| sense.form == Form::Demonym);
    national
        && word.starts_with(char::is_uppercase)
        && senses(word).iter().any(|sense| {
            let kind = context.gazetteer.entity(sense.entity).kind;
            matches!(kind, Kind::Place | Kind::Organization) && Some(sense.entity) != charge.referent
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
            || charge.referent.is_some_and(|referent| places.contains(&referent))
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
