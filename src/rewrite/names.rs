//! Names of people, organizations and places: variants to the canonical form.

use std::collections::HashMap;

use super::english::{
    ends_phrase, is_plural, other_article, possessive, takes_the, with_possessive, word_after, word_before,
};
use super::{Context, Edit, Style, Why};
use crate::document::{Evidence, Mention, Reading};
use crate::entity::{EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::gazetteer::Gazetteer;
use crate::span::Span;

/// The short name of each person who has just one, as the lexicon writes it.
pub(super) fn shorts(gazetteer: &Gazetteer) -> HashMap<EntityId, String> {
    let people = (0..gazetteer.entities().len() as u32).map(EntityId);
    people
        .filter(|id| gazetteer.entity(*id).kind == Kind::Person)
        .filter_map(|id| {
            let aliases = gazetteer.inner.aliases_of(id);
            let mut shorts = aliases.filter(|alias| alias.form == Form::Short && !alias.native);
            let short = shorts.next()?.text;
            let fits = shorts.next().is_none() && gazetteer.entity(id).name.contains(short);
            fits.then(|| (id, short.to_owned()))
        })
        .collect()
}

pub(super) fn edit(
    context: &Context<'_>,
    mention: &Mention,
    entity: EntityId,
    style: Style,
    shorts: &HashMap<EntityId, String>,
    introduced: &mut HashMap<EntityId, ()>,
) -> Option<Edit> {
    if style == Style::Keep {
        return None;
    }
    let text = context.text;
    let surface = &text[mention.span.range()];
    // The country beside it says whose ministry it is.
    if matches!(mention.reading, Reading::One { evidence: Evidence::Owner(_), .. }) {
        return None;
    }
    let full = context.gazetteer.entity(entity).name.as_str();
    let first = introduced.insert(entity, ()).is_none();
    let (name, why) = match (style, shorts.get(&entity)) {
        (Style::FirstFull, Some(short)) if !first => {
            let shorter = if mention.form == Form::Short { Why::Variant } else { Why::Shorter };
            (short.as_str(), shorter)
        }
        _ => (full, Why::Variant),
    };
    if is_same(surface, name) || !is_latin(surface) {
        return None;
    }
    let (word, word_start) = word_before(text, mention.span.start);
    let next = word_after(text, mention.span.end);
    let attribute = !ends_phrase(next);
    let glued = mention.prefix.is_some()
        || mention.suffix.is_some()
        || text[..mention.span.start].ends_with(['-', '–', '/', '@', '#', '_'])
        || text[mention.span.end..].starts_with(['-', '/', '@', '_']);
    if glued && name.contains(' ') {
        return None;
    }
    if mention.kind != Kind::Person {
        // "the United Nations Security Council (UNSC)"
        let bracketed =
            text[..mention.span.start].ends_with('(') && text[mention.span.end..].starts_with(')');
        if bracketed || mention.form == Form::Short || attribute && head_is_not_last(name) {
            return None;
        }
        // TEHRAN, IRNA –
        let paragraph = context.layout.paragraph_at(mention.span.start);
        let behind = text[mention.span.end..].trim_start_matches(')');
        let dateline = mention.span.start - paragraph.start < 60
            && [" –", " —", " - ", "–", "—", "/"].iter().any(|mark| behind.starts_with(mark));
        if dateline {
            return None;
        }
        if style == Style::FirstFull && mention.form == Form::Abbreviation && !first {
            return None;
        }
        // A country stands beside it already: "Iran’s Foreign Ministry of Iran" is nobody's.
        let beside = word.trim_end_matches("’s").trim_end_matches("'s");
        if word != beside && name.contains(" of ") || beside.len() > 3 && name.contains(beside) {
            return None;
        }
    } else if word.starts_with(char::is_uppercase)
        && full.split(' ').any(|part| fold_name(part) == fold_name(word))
    {
        return None;
    }
    let mut span = mention.span;
    let mut replacement = name.to_owned();
    let the = mention.kind != Kind::Person && takes_the(name);
    let begins = context.begins_sentence(mention.span.start);
    let determined = !word.is_empty() && !ends_phrase(word)
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "that" | "its" | "their" | "his"
        );
    if the && !matches!(word, "the" | "The" | "THE") && !takes_the(surface) {
        match (
            attribute,
            determined
                && word.starts_with(char::is_lowercase)
                && word.len() > 2
                && matches!(word, "this" | "that" | "its" | "their" | "his"),
        ) {
            // "US strikes", "a US drone"
            (true, _) if mention.form == Form::Abbreviation => {}
            (true, _) | (_, true) => return None,
            (false, false)
                if mention.form == Form::Abbreviation
                    && begins
                    && word.is_empty()
                    && !text[mention.span.end..].starts_with([' ', '\'', '’']) => {}
            (false, false) => replacement = format!("{} {name}", if begins { "The" } else { "the" }),
        }
    }
    // "the Kremlin" is "the Government of Russia", but no Moscow has an article.
    if mention.kind == Kind::Place && !the && matches!(word, "the" | "The") && !attribute {
        span.start = word_start;
    }
    if let Some((len, has_s)) = possessive(text, span.end) {
        let mark = &text[span.end..span.end + len];
        let plural = mention.kind != Kind::Person && is_plural(name);
        if plural || !has_s {
            replacement = with_possessive(&replacement, mark, plural);
            span.end += len;
        }
    }
    if let Some(article) = other_article(word, &replacement)
        && span.start == mention.span.start
    {
        replacement = format!("{article} {replacement}");
        span.start = word_start;
    }
    Some(Edit { span: Span::new(span.start, span.end), replacement, entity, why })
}

/// Whether two names differ in nothing that matters: line breaks, or capitals where all are.
fn is_same(surface: &str, name: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let (surface, name) = (words(surface), words(name));
    let shouting = surface.chars().any(char::is_uppercase) && !surface.chars().any(char::is_lowercase);
    surface == name
        || shouting && fold_name(&surface) == fold_name(&name)
        || surface.replace('’', "'") == name.replace('’', "'")
}

/// A name in another script stands in a text of that script.
fn is_latin(surface: &str) -> bool {
    surface.chars().filter(|c| c.is_alphabetic()).all(|c| {
        c.is_ascii()
            || ('\u{c0}'..='\u{24f}').contains(&c)
            || ('\u{1e00}'..='\u{1eff}').contains(&c)
            || matches!(c, 'ʿ' | 'ʾ' | 'ʻ' | 'ʼ')
    })
}

fn head_is_not_last(name: &str) -> bool {
    name.contains(" of ") || name.contains(" in ") || name.contains(" for ")
}
