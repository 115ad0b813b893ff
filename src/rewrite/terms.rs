//! Loaded terms: the neutral wording beside them or in their place.

use super::english::{
    Before, before, capitalized, ends_phrase, head, is_plural, other_article, plural, possessive, takes_the,
    with_possessive, word_after, word_before,
};
use super::{Context, Edit, Terms, Why};
use crate::document::{Mention, Reading};
use crate::entity::{Charge, Entity, EntityId, Kind, Role};
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
        Terms::Annotate => annotate(context, mention, entity, charge),
        Terms::Replace => {
            let wording = charge
                .neutral
                .iter()
                .find_map(|neutral| replace(context, mention, term, charge, &(context.canonical)(neutral)))?;
            Some(Edit { span: wording.0, replacement: wording.1, entity, why: Why::Loaded })
        }
    }
}

fn annotate(context: &Context<'_>, mention: &Mention, entity: EntityId, charge: &Charge) -> Option<Edit> {
    let neutral = &(context.canonical)(charge.neutral.first()?);
    let text = context.text;
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
    let (bare, has_the) = match neutral.strip_prefix("the ") {
        Some(bare) => (bare, true),
        None => (neutral, false),
    };
    let proper = !has_the && is_proper(context, neutral);
    let (word, word_start) = word_before(text, mention.span.start);
    let owner = possessive(text, mention.span.end);
    let next = word_after(text, mention.span.end);
    let attribute = owner.is_none() && !ends_phrase(next);
    let several = is_plural(&plain);
    let mut wording = bare.to_owned();
    let mut span = mention.span;
    let before = before(text, mention.span.start);
    if attribute && (proper || is_plural(bare) || bare.contains(" of ") || bare.contains(" in ")) {
        return None;
    }
    if !attribute && !proper && several && !is_plural(bare) {
        wording = plural(bare)?;
    }
    if !several && is_plural(bare) && !proper {
        // "Iran and its allies is": the verb, where one follows, must not be for one.
        let verb = matches!(next, "is" | "was" | "has" | "does") || next.ends_with('s') && !ends_phrase(next);
        if verb || context.begins_sentence(word_start) || matches!(before, Before::One) {
            return None;
        }
    }
    match (before, proper) {
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
    let demonym =
        || context.gazetteer.senses(wording).iter().any(|sense| sense.form == crate::entity::Form::Demonym);
    wording.starts_with(char::is_uppercase)
        && entity.is_some_and(|entity| context.gazetteer.entity(entity).kind != Kind::Term)
        && !demonym()
}
