//! Names of people, organizations and places: variants to the canonical form.

use std::collections::{HashMap, HashSet};

use super::english::{
    Before, before, capitalized, ends_phrase, is_determined, is_plural, is_plural_name, is_said_by,
    is_told_name, other_article, possessive, takes_the, verb_for_one_follows, with_possessive, word_after,
    word_before,
};
use super::{Context, Edit, Style, Why};
use crate::document::{Evidence, Mention, Reading};
use crate::entity::{EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::gazetteer::Gazetteer;
use crate::span::Span;

/// How names are written, and who was named so far.
pub(super) struct Naming<'a> {
    pub(super) style: Style,
    pub(super) shorts: &'a HashMap<EntityId, String>,
    /// Who stands under a full name in the text before.
    pub(super) introduced: HashSet<EntityId>,
}

/// The first short name of each person by which the full name ends or begins: the surname, "bin Salman", "Xi".
pub(super) fn shorts(gazetteer: &Gazetteer) -> HashMap<EntityId, String> {
    let people = (0..gazetteer.entities().len() as u32).map(EntityId);
    people
        .filter(|id| gazetteer.entity(*id).kind == Kind::Person)
        .filter_map(|id| {
            let name = gazetteer.entity(id).name.as_str();
            let aliases = gazetteer.inner.aliases_of(id);
            let mut shorts =
                aliases.filter(|alias| alias.form == Form::Short && !alias.native).map(|alias| alias.text);
            let part = |short: &&str| {
                name.strip_suffix(*short).is_some_and(|rest| rest.ends_with(' '))
                    || name.strip_prefix(*short).is_some_and(|rest| rest.starts_with(' '))
            };
            shorts.find(part).map(|short| (id, short.to_owned()))
        })
        .collect()
}

/// The edit that gives `mention` its name. `beside` are the mentions before and behind it.
pub(super) fn edit(
    context: &Context<'_>,
    mention: &Mention,
    entity: EntityId,
    naming: &Naming<'_>,
    beside: [Option<&Mention>; 2],
) -> Option<Edit> {
    if naming.style == Style::Keep {
        return None;
    }
    let text = context.text;
    let surface = &text[mention.span.range()];
    // The country beside it says whose ministry it is.
    if matches!(mention.reading, Reading::One { evidence: Evidence::Owner(_), .. }) {
        return None;
    }
    let full = context.gazetteer.entity(entity).name.as_str();
    let known = naming.introduced.contains(&entity);
    let attribute = is_attribute(context, mention);
    let (name, why) = match (naming.style, naming.shorts.get(&entity)) {
        (Style::FirstFull, Some(short)) if mention.form == Form::Short => {
            // A headline and "the Biden administration" do without the given name; the text behind brings it.
            let bare = known
                || context.in_headline(mention.span)
                || attribute && before(text, mention.span.start) == Before::The;
            (if bare { short.as_str() } else { full }, Why::Variant)
        }
        (Style::FirstFull, Some(short)) if known => (short.as_str(), Why::Shorter),
        (Style::FirstFull, None) if mention.kind == Kind::Person && known && mention.form == Form::Short => {
            return None;
        }
        (Style::FirstFull, _) if mention.kind != Kind::Person && known && is_acronym(surface) => return None,
        _ => (full, Why::Variant),
    };
    let begins = context.begins_sentence(mention.span.start);
    let name = if begins { capitalized(name) } else { name.to_owned() };
    if is_same(surface, &name) || !is_latin(surface) || is_told_name(text, mention.span.start, false) {
        return None;
    }
    let before_it = beside[0];
    let [previous, next] = beside.map(|other| other.filter(|other| is_apposed(text, mention, other, entity)));
    // "the River Union, RU": what stands behind the name stays, and the name is not what stands behind it.
    let twice = previous.is_some()
        || next.is_some_and(|next| fold_name(&text[next.span.range()]) == fold_name(&name));
    if twice && mention.kind != Kind::Person {
        return None;
    }
    let glued = mention.prefix.is_some()
        || mention.suffix.is_some()
        || text[..mention.span.start].ends_with(['-', '–', '/', '@', '#', '_'])
        || text[mention.span.end..].starts_with(['-', '/', '@', '_']);
    if glued && name.contains(' ') || is_shouted(context, mention) {
        return None;
    }
    let wording = match mention.kind {
        Kind::Person => person(context, mention, entity, name, before_it),
        _ => thing(context, mention, name, attribute || glued),
    };
    let (mut span, mut replacement) = wording?;
    if let Some((len, has_s)) = possessive(text, span.end) {
        let mark = &text[span.end..span.end + len];
        let plural = mention.kind != Kind::Person && is_plural(&replacement);
        if plural || !has_s {
            replacement = with_possessive(&replacement, mark, plural);
            span.end += len;
        }
    } else if surface.ends_with('.') && !replacement.ends_with('.') && context.ends_sentence(span.end) {
        // The dot of "in the U.S." is the full stop, too.
        replacement.push('.');
    }
    let (word, word_start) = word_before(text, mention.span.start);
    if let Some(article) = other_article(word, &replacement)
        && span.start == mention.span.start
    {
        replacement = format!("{article} {replacement}");
        span.start = word_start;
    }
    Some(Edit { span, replacement, entity, why })
}

/// Whether `other` stands right beside `mention` as another name of the same: "Islamic State (Daesh)", "the Resistance Movement, Hamas".
fn is_apposed(text: &str, mention: &Mention, other: &Mention, entity: EntityId) -> bool {
    let (from, to) = (mention.span.end.min(other.span.end), mention.span.start.max(other.span.start));
    other.reading.entity() == Some(entity)
        && text.get(from..to).is_some_and(|gap| {
            let gap = gap.trim_matches([' ', '"', '“', '”']);
            matches!(gap, "," | "(" | "or" | "/" | "–" | "—" | "-" | "") || gap.starts_with("(also")
        })
}

/// The name of a person for `mention`, with the initials before it that the name brings along: "V. Putin".
fn person(
    context: &Context<'_>,
    mention: &Mention,
    entity: EntityId,
    name: String,
    before_it: Option<&Mention>,
) -> Option<(Span, String)> {
    let start = mention.span.start;
    let from = initials_before(context.text, start)
        .filter(|&from| before_it.is_none_or(|other| other.span.end <= from))
        .filter(|_| !context.begins_sentence(start));
    if let Some(from) = from
        && name.contains(' ')
    {
        let surface = fold_name(&context.text[mention.span.range()]);
        let names = context.gazetteer.inner.aliases_of(entity).map(|alias| fold_name(alias.text));
        let given: HashSet<String> = names
            .chain([fold_name(&name)])
            .flat_map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .filter(|part| !surface.split(' ').any(|word| word == part))
            .collect();
        let initials = context.text[from..start].split(['.', ' ', '\u{a0}']).filter(|word| !word.is_empty());
        // Somebody else's, or nothing that the name has.
        if !initials.map(fold_name).all(|one| given.iter().any(|part| part.starts_with(&one))) {
            return None;
        }
        return Some((Span::new(from, mention.span.end), name));
    }
    // A given name or a surname that no mention covers: it would stand there twice.
    let around =
        [word_before(context.text, mention.span.start).0, word_after(context.text, mention.span.end)];
    let twice = around.into_iter().any(|word| {
        word.starts_with(char::is_uppercase) && name.split(' ').any(|part| fold_name(part) == fold_name(word))
    });
    (!twice).then_some((mention.span, name))
}

/// Where the initials right before `at` begin: "V. ", "V.V. ", "V. V. ".
fn initials_before(text: &str, at: usize) -> Option<usize> {
    let mut from = None;
    let mut head = text[..at].trim_end_matches([' ', '\u{a0}']);
    while let Some(rest) = head.strip_suffix('.') {
        let Some((start, letter)) = rest.char_indices().next_back() else { break };
        let behind_a_word =
            rest[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
        if !letter.is_uppercase() || behind_a_word {
            break;
        }
        from = Some(start);
        head = rest[..start].trim_end_matches([' ', '\u{a0}']);
    }
    from
}

fn thing(
    context: &Context<'_>,
    mention: &Mention,
    mut name: String,
    attribute: bool,
) -> Option<(Span, String)> {
    let text = context.text;
    let surface = &text[mention.span.range()];
    let (word, word_start) = word_before(text, mention.span.start);
    // "the United Nations Security Council (UNSC)"
    // What describes a place is no spelling of its name: "the Sylvanian territories".
    let [written, named] = [surface, &name].map(|phrase| phrase.rsplit(' ').next().unwrap_or_default());
    let common = !written.contains(char::is_uppercase) && named.contains(char::is_uppercase);
    if mention.kind == Kind::Place && common && fold_name(written) != fold_name(named) {
        return None;
    }
    let bracketed = text[..mention.span.start].ends_with('(') && text[mention.span.end..].starts_with(')');
    if bracketed || mention.form == Form::Short || attribute && head_is_not_last(&name) {
        return None;
    }
    // TEHRAN, IRNA –
    let paragraph = context.layout.paragraph_at(mention.span.start);
    let behind = text[mention.span.end..].trim_start_matches(')');
    let dateline = mention.span.start - paragraph.start < 60
        && [" –", " —", " - ", "–", "—", "/"].iter().any(|mark| behind.starts_with(mark));
    // Nothing is told by letters for a name that is spelled out, nor by a name for one that says whose it is.
    if dateline || is_acronym(&name) && !is_acronym(surface) || loses_place(context, surface, &name) {
        return None;
    }
    // "the Mehr news agency" has the end of its name already.
    let mut span = mention.span;
    span.end += absorbed(&text[span.end..], surface, &name);
    let attribute = attribute && (span.end == mention.span.end || !ends_phrase(word_after(text, span.end)));
    // A country stands beside it already: "Iran’s Foreign Ministry of Iran" is nobody's.
    let owner = word.trim_end_matches("’s").trim_end_matches("'s");
    let before = before(text, mention.span.start);
    let has = |word: &str| name.split(' ').any(|part| fold_name(part) == fold_name(word));
    if word != owner && name.contains(" of ")
        || !matches!(before, Before::The) && !owner.is_empty() && owner.len() > 2 && has(owner)
    {
        return None;
    }
    // "the Houthi rebels", "Ansarullah is"; "Republicans" are not their party.
    let many = mention.kind == Kind::Organization && is_plural_name(&name) && !is_plural_name(surface);
    let members = surface.strip_suffix('s').is_some_and(|one| name.split(' ').any(|word| word == one));
    if many && (attribute || verb_for_one_follows(text, span.end)) || members {
        return None;
    }
    // "Yazd and Kurdistan provinces"
    let following = fold_name(word_after(text, span.end));
    let last = fold_name(name.rsplit(' ').next().unwrap_or_default());
    if following == last || following.strip_suffix('s') == Some(last.as_str()) {
        return None;
    }
    if takes_the(&name) && before != Before::The && !takes_the(surface) {
        let surface_owned = surface.contains("’s ") || surface.contains("'s ");
        let in_title = context.begins_line(mention.span.start) && context.in_headline(mention.span);
        match before {
            // "US strikes", "a US drone", "US and Israeli threats"
            _ if attribute && is_acronym(surface) => {}
            _ if attribute => return None,
            // A list of abbreviations: "US, Iran and Iraq meet".
            Before::Nothing
                if in_title
                    || is_acronym(surface)
                        && listed(text, mention, word)
                        && context.begins_sentence(span.start) => {}
            Before::Nothing => {
                let article = if context.begins_sentence(span.start) { "The" } else { "the" };
                name = format!("{article} {name}");
            }
            Before::Possessive if !surface_owned && word != owner => {}
            Before::Adjective if is_determined(text, word_start) => {}
            _ => return None,
        }
    }
    // "the Kremlin" is "the Government of Russia", but no Moscow has an article.
    if mention.kind == Kind::Place && !takes_the(&name) && before == Before::The && !attribute {
        span.start = word_start;
        if context.begins_sentence(span.start) {
            name = capitalized(&name);
        }
    }
    Some((span, name))
}

/// Whether a comma or nothing at all follows an abbreviation that begins a sentence.
fn listed(text: &str, mention: &Mention, word: &str) -> bool {
    word.is_empty() && !text[mention.span.end..].starts_with([' ', '\'', '’'])
}

/// Whether the name stands before a noun that it describes: "US strikes", "US and Israeli strikes".
fn is_attribute(context: &Context<'_>, mention: &Mention) -> bool {
    let next = word_after(context.text, mention.span.end);
    if matches!(next, "and" | "or") {
        let at =
            context.text[mention.span.end..].find(next).map_or(0, |at| mention.span.end + at + next.len());
        let other = word_after(context.text, at);
        return context.gazetteer.senses(other).iter().any(|sense| sense.form == Form::Demonym);
    }
    !ends_phrase(next) && !is_said_by(&context.text[mention.span.end..])
}

/// How much of `rest` the end of `name` repeats: " news agency" behind "Mehr", where the name is Mehr News Agency.
fn absorbed(rest: &str, surface: &str, name: &str) -> usize {
    let parts: Vec<String> = name.split(' ').map(fold_name).collect();
    let inside: Vec<String> = surface.split_whitespace().map(fold_name).collect();
    (1..parts.len())
        .filter_map(|n| {
            let tail = &parts[n..];
            if tail.iter().any(|word| inside.contains(word)) {
                return None;
            }
            let mut at = 0;
            for word in tail {
                let behind = rest[at..].strip_prefix(' ')?;
                let len = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
                if fold_name(&behind[..len]) != *word {
                    return None;
                }
                at += 1 + len;
            }
            Some(at)
        })
        .max()
        .unwrap_or(0)
}

/// Whether `surface` names a place that `name` does not: "the French Foreign Ministry" is more than "the Foreign Office".
fn loses_place(context: &Context<'_>, surface: &str, name: &str) -> bool {
    let places = |phrase: &str| -> HashSet<EntityId> {
        let senses = context.gazetteer.senses(phrase);
        let place = |id: &EntityId| {
            let entity = context.gazetteer.entity(*id);
            entity.kind == Kind::Place && matches!(entity.class.as_deref(), Some("country" | "territory"))
        };
        senses.iter().map(|sense| sense.entity).filter(place).collect()
    };
    let words: Vec<&str> = name.split(' ').collect();
    let mut kept = HashSet::new();
    for from in 0..words.len() {
        for to in from + 1..=words.len().min(from + 4) {
            kept.extend(places(&words[from..to].join(" ")));
        }
    }
    surface
        .split([' ', '\u{a0}', '\n'])
        .map(|word| word.trim_end_matches("’s").trim_end_matches("'s"))
        .filter(|word| word.starts_with(char::is_uppercase) && fold_name(word) != fold_name(surface))
        .map(places)
        .any(|named| !named.is_empty() && named.is_disjoint(&kept))
}

/// Whether words in capitals stand among words in capitals, which are a line in capitals and no abbreviation.
pub(super) fn is_shouted(context: &Context<'_>, mention: &Mention) -> bool {
    let text = context.text;
    let shouted = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase());
    let surface = &text[mention.span.range()];
    let beside =
        || shouted(word_before(text, mention.span.start).0) || shouted(word_after(text, mention.span.end));
    // "ZARIF: We will go."
    let label = mention.kind == Kind::Person && text[mention.span.end..].starts_with(':');
    surface.split_whitespace().all(shouted)
        && (label || surface.len() > 4 && beside() || context.in_capitals(mention.span))
}

/// Whether a name is spelled by letters: "UN", "U.K.", "INSTEX", "P5+1".
fn is_acronym(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    name.len() > 1
        && !name.contains(char::is_whitespace)
        && letters.next().is_some()
        && !name.chars().any(char::is_lowercase)
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
