//! What a person sees: the article with its mentions marked and, below, a table of who is meant.
//!
//! Nothing of the input is ever obeyed by the terminal: control characters and bidi controls are shown as symbols.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use anstyle::{AnsiColor, Effects, Style};
pub(crate) use canonym::render::{cell, column, inert};
use canonym::{Document, Form, Gazetteer, Kind, Mention, Voice};
use comfy_table::{Cell, ContentArrangement, Table, presets};

fn style(kind: Kind) -> Style {
    let color = match kind {
        Kind::Person => AnsiColor::Green,
        Kind::Organization => AnsiColor::Blue,
        Kind::Place => AnsiColor::Cyan,
        Kind::Term => AnsiColor::Red,
    };
    color.on_default().effects(if kind == Kind::Term { Effects::UNDERLINE } else { Effects::BOLD })
}

/// Writes the article and its table to `out`.
pub(crate) fn article(document: &Document<'_>, gazetteer: &Gazetteer, out: &mut Vec<u8>) {
    let mut text = String::with_capacity(document.text().len() * 2);
    let mut at = 0;
    for mention in document.mentions() {
        if mention.span.start < at {
            continue;
        }
        let style = style(mention.kind);
        text += &inert(&document.text()[at..mention.span.start]);
        let _ = write!(text, "{style}{}{style:#}", inert(document.surface(mention)));
        at = mention.span.end;
    }
    text += &inert(&document.text()[at..]);
    let table = table(document, gazetteer);
    // Writing to a vector cannot fail.
    let _ = writeln!(out, "{}\n", text.trim_end());
    if !table.is_empty() {
        let _ = writeln!(out, "{table}\n");
    }
}

/// One row an entity: kind, id, canonical form, how often, in which spellings, and what else there is to say.
fn table(document: &Document<'_>, gazetteer: &Gazetteer) -> String {
    let mut rows: BTreeMap<(Kind, Option<&str>, &str), Vec<&Mention>> = BTreeMap::new();
    for mention in document.mentions() {
        let key = match mention.reading.entity() {
            Some(entity) => (mention.kind, Some(gazetteer.entity(entity).key.as_str()), ""),
            None => (mention.kind, None, document.surface(mention)),
        };
        rows.entry(key).or_default().push(mention);
    }
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["kind", "entity", "name", "n", "written as", ""]);
    for ((kind, key, surface), mentions) in rows {
        let entity = mentions[0].reading.entity().map(|id| gazetteer.entity(id));
        let name = entity.map_or(surface, |entity| &entity.name);
        let mut spellings: Vec<&str> = mentions.iter().map(|mention| document.surface(mention)).collect();
        spellings.sort_unstable();
        spellings.dedup();
        let spellings = spellings
            .iter()
            .map(|spelling| inert(spelling).replace('\n', " "))
            .collect::<Vec<_>>()
            .join(", ");
        table.add_row([
            Cell::new(kind.as_str()),
            Cell::new(key.unwrap_or("(open)")),
            Cell::new(inert(name)),
            Cell::new(mentions.len()),
            Cell::new(spellings),
            Cell::new(inert(&note(&mentions, gazetteer))),
        ]);
    }
    table.to_string()
}

fn note(mentions: &[&Mention], gazetteer: &Gazetteer) -> String {
    let Some(id) = mentions[0].reading.entity() else {
        let canonym::Reading::Ambiguous(candidates) = &mentions[0].reading else { return String::new() };
        let keys: Vec<&str> =
            candidates.iter().take(4).map(|id| gazetteer.entity(*id).key.as_str()).collect();
        return format!("could be {}", keys.join(", "));
    };
    let mut notes = Vec::new();
    if let Some(charge) = &gazetteer.entity(id).charge {
        if !charge.neutral.is_empty() {
            notes.push(format!("neutral: {}", charge.neutral.join(" / ")));
        }
        let n_quoted = mentions.iter().filter(|mention| mention.voice != Voice::Narrator).count();
        notes.push(format!("{} by the outlet, {n_quoted} quoted", mentions.len() - n_quoted));
    }
    let n_demonyms = mentions.iter().filter(|mention| mention.form == Form::Demonym).count();
    if n_demonyms > 0 && n_demonyms < mentions.len() {
        notes.push(format!("{n_demonyms} as demonym"));
    }
    if mentions.iter().any(|mention| mention.look_alike) {
        notes.push("look-alike letters".into());
    }
    notes.join("; ")
}
