//! A token a line, an empty line after each sentence: token, `start:end` in code points, entity, tag.
//!
//! The tag is the fourth column, as in the files of the CoNLL-2003 task. An entity is `_` outside mentions; an open one lists its
//! candidates, `?ali-bagheri,mohammad-bagheri`. A document begins with `# newdoc id = …`.

use std::fmt::Write as _;

use super::Record;
use super::escape::token;
use super::facts::Facts;
use super::tokens::words;
use crate::document::Document;
use crate::entity::Kind;
use crate::gazetteer::Gazetteer;
use crate::text::Layout;
use crate::text::lines::OffsetCursor;

/// Which tags tell where a mention begins and ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Bio,
    Bilou,
}

impl Scheme {
    fn tag(self, first: bool, last: bool) -> char {
        match (self, first, last) {
            (Scheme::Bilou, true, true) => 'U',
            (Scheme::Bilou, false, true) => 'L',
            (_, true, _) => 'B',
            (_, false, _) => 'I',
        }
    }
}

const fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Organization => "ORG",
        Kind::Place => "LOC",
        Kind::Term => "TERM",
    }
}

pub(super) fn write(
    document: &Document<'_>,
    gazetteer: &Gazetteer,
    record: &Record<'_>,
    scheme: Scheme,
    out: &mut String,
) {
    let text = document.text();
    let layout = Layout::of(text);
    let _ = writeln!(out, "# newdoc id = {}", token(record.id));
    let mut cursor = OffsetCursor::new(text);
    let mut mentions = document.mentions().iter().peekable();
    let mut sentence_end = None;
    for word in words(text, document.mentions()) {
        while mentions.next_if(|mention| mention.span.end <= word.start).is_some() {}
        let mention = mentions.peek().filter(|mention| mention.span.start <= word.start);
        let starts_inside = mention.is_some_and(|mention| mention.span.start < word.start);
        // A sentence never ends within a mention.
        if sentence_end.is_some_and(|end| word.start >= end) && !starts_inside {
            out.push('\n');
            sentence_end = None;
        }
        if sentence_end.is_none() {
            sentence_end = Some(layout.sentence_at(word.start).end.max(word.end));
        }
        let (start, end) = (cursor.at(word.start).code_points, cursor.at(word.end).code_points);
        let _ = write!(out, "{}\t{start}:{end}\t", column(&text[word.range()]));
        match mention {
            None => out.push_str("_\tO\n"),
            Some(mention) => {
                let facts = Facts::of(document, mention, gazetteer);
                match facts.key() {
                    Some(key) => out.push_str(&token(key)),
                    None => {
                        let _ = write!(out, "?{}", token(&facts.candidates.join(",")));
                    }
                }
                let last = text[word.end..mention.span.end].trim().is_empty();
                let tag = scheme.tag(mention.span.start == word.start, last);
                let _ = writeln!(out, "\t{tag}-{}", label(mention.kind));
            }
        }
    }
    out.push('\n');
}

/// A token; one that would look like a comment gets a full-width number sign.
fn column(word: &str) -> String {
    let safe = token(word);
    if safe.starts_with('#') { safe.replacen('#', "＃", 1) } else { safe }
}
