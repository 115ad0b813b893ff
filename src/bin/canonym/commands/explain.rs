//! `canonym explain`: why a place was tagged as it was, or why it was not.

use std::io::Write;
use std::path::{Path, PathBuf};

use canonym::input::Decoded;
use canonym::{Gazetteer, LineIndex, Outcome as Cause, Span, Verdict};

use crate::args::Explain;
use crate::commands::tag::read;
use crate::documents::{AT_WORK, cannot_tag, name_of};
use crate::layers;
use crate::output::{Failure, Outcome, Status, stdout};
use crate::terminal::inert;

pub(crate) fn run(args: &Explain) -> Outcome {
    let gazetteer = args.written.on(layers::gazetteer(&args.lexicons)?);
    let standard_input = [PathBuf::from("-")];
    let files: &[PathBuf] = if args.files.is_empty() { &standard_input } else { &args.files };
    let mut out = stdout();
    let mut n_found = 0;
    for path in files {
        let bytes = read(path).map_err(Failure::Message)?;
        let decoded = Decoded::of(&bytes);
        let text = &*decoded.text;
        let lines = LineIndex::new(text);
        let places = places(args, text, &lines, path)?;
        n_found += places.len();
        let refuse = |error| Failure::Message(cannot_tag(&name_of(path), &error));
        for verdicts in gazetteer.explain(text, &places, &AT_WORK).map_err(refuse)? {
            let mut last = String::new();
            for verdict in verdicts {
                let (line, column) = lines.line_column(verdict.span.start);
                let place = format!("{}:{line}:{column}", path.display());
                let sentence = sentence(&verdict, &place, text, &gazetteer);
                // What is open is open for each of those that may be meant.
                if sentence != last {
                    writeln!(out, "{}", inert(&sentence))?;
                }
                last = sentence;
            }
        }
    }
    out.flush()?;
    if n_found == 0 {
        let surface = args.surface.as_deref().unwrap_or_default();
        return Err(Failure::Message(format!("`{surface}` does not stand in the text")));
    }
    Ok(Status::Done)
}

/// The stretches of text that were asked about.
fn places(args: &Explain, text: &str, lines: &LineIndex<'_>, path: &Path) -> Result<Vec<Span>, Failure> {
    if let Some(surface) = args.surface.as_deref().filter(|surface| !surface.is_empty()) {
        return Ok(text.match_indices(surface).map(|(at, _)| Span::new(at, at + surface.len())).collect());
    }
    let usage = || Failure::Message("say where: --at LINE:COLUMN or --surface TEXT".into());
    let at = args.at.as_deref().ok_or_else(usage)?;
    let numbers =
        at.split_once(':').and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)));
    let (line, column) = numbers
        .ok_or_else(|| Failure::Message(format!("`{at}` is no place; write LINE:COLUMN, such as 3:14")))?;
    let beyond =
        || Failure::Message(format!("`{}` has no line {line} with a column {column}", path.display()));
    let byte = lines.byte(line, column).ok_or_else(beyond)?;
    // The word that the place is in.
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    let start =
        text[..byte].char_indices().rev().take_while(|&(_, c)| letter(c)).last().map_or(byte, |(n, _)| n);
    let rest = text[byte..].char_indices().take_while(|&(_, c)| letter(c)).last();
    let end = rest.map_or(byte, |(n, c)| byte + n + c.len_utf8());
    let end = if end > start { end } else { byte + text[byte..].chars().next().map_or(0, char::len_utf8) };
    Ok(vec![Span::new(start, end)])
}

fn sentence(verdict: &Verdict, place: &str, text: &str, gazetteer: &Gazetteer) -> String {
    let surface = &text[verdict.span.range()];
    let quote = |span: &Span| format!("`{}`", &text[span.range()]);
    let key = |id: &canonym::EntityId| format!("`{}`", gazetteer.entity(*id).key);
    let whom = verdict.entity.as_ref().map(key).unwrap_or_default();
    let cause = match &verdict.outcome {
        Cause::Tagged(evidence) => match evidence {
            canonym::Evidence::IntroducedAt(span) => format!("is {whom}: introduced by {}", quote(span)),
            canonym::Evidence::Clue(span) => format!("is {whom}: the clue {} stands near", quote(span)),
            canonym::Evidence::Owner(span) => format!("is {whom}: {} stands beside it", quote(span)),
            canonym::Evidence::Country(span) => {
                format!("is {whom}: the text is about {}, and nothing nearer has such a body", quote(span))
            }
            canonym::Evidence::Office(span) => {
                format!("is {whom}: {} stands before it, an office held then", quote(span))
            }
            canonym::Evidence::OnlySense => format!("is {whom}: no other entity has this name"),
            canonym::Evidence::Skeleton => {
                format!("is {whom}: an unlisted spelling of its name, and of no other")
            }
        },
        Cause::NotInLexicon(nearest) if nearest.is_empty() => {
            "is in no lexicon, and nothing near it is".into()
        }
        Cause::NotInLexicon(nearest) => {
            format!("is in no lexicon; the nearest names are `{}`", nearest.join("`, `"))
        }
        Cause::Boundary => format!("is not {whom}: it is a part of a longer word"),
        Cause::Case if !verdict.rules.is_empty() => {
            format!("is not {whom}: what a rule makes of the alias counts with capitals only")
        }
        Cause::Case => {
            let alias = verdict.alias.as_deref().unwrap_or_default();
            format!("is not {whom}: the name counts only with the capitals and accents of `{alias}`")
        }
        Cause::LostToLonger(span, entity) => {
            let owner = entity.as_ref().map(|id| format!(", {}", key(id))).unwrap_or_default();
            format!("is not {whom}: the longer {} has the text{owner}", quote(span))
        }
        Cause::Veto(span) => format!("is not {whom}: {} stands near and rules it out", quote(span)),
        Cause::Namesake(span) => format!("is not {whom}: {} makes it something named after", quote(span)),
        Cause::OtherBearer(span) => {
            format!("is not {whom}: {} beside it makes it somebody else's", quote(span))
        }
        Cause::PartOfLongerName(span) => {
            format!("is not {whom}: with {} it is another, longer name", quote(span))
        }
        Cause::Placeless => {
            format!(
                "is not {whom}: people have this name, too, and no word beside it says that a place is meant"
            )
        }
        Cause::NotIntroduced => {
            format!("is not {whom}: a short form counts only with a full name in the document")
        }
        Cause::NoClue => format!("is not {whom}: it counts only near a clue, and none is near"),
        Cause::OutOfTime => format!("is not {whom}: the name does not count on the day of the text"),
        Cause::OtherOwner => format!("is not {whom}: the place beside it is not where that body belongs"),
        Cause::Ambiguous(entities) => {
            let keys: Vec<String> = entities.iter().map(key).collect();
            format!("is open: {} may be meant, and nothing decides", keys.join(", "))
        }
        Cause::OtherMeant(entity, _) => format!("is not {whom}: here {} is meant", key(entity)),
    };
    let mut notes = Vec::new();
    if let Some(alias) = verdict.alias.as_deref().filter(|alias| *alias != surface) {
        notes.push(format!("alias `{alias}`"));
    }
    if !verdict.rules.is_empty() {
        notes.push(format!("by rule {}", verdict.rules));
    }
    if !verdict.steps.is_empty() {
        notes.push(format!("folding {}", verdict.steps.join(", ")));
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    format!("{place}: [{}] `{surface}` {cause}{notes}", verdict.outcome.as_str())
}
