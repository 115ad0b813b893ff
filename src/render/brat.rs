//! brat's standoff format: `T1<TAB>Person 6 20<TAB>Esmaeil Baqaei`, in code points.
//!
//! A mention that runs over a line break, a tab or a control character has several parts, `6 13;14 20`, as brat wants it; its text then
//! has a space between them. `N` lines carry the entity, `A` lines the voice, `#` lines what is open.

use std::fmt::Write as _;

use super::escape::is_obeyed;
use super::facts::{Facts, label};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::OffsetCursor;

/// brat's `annotation.conf` for these annotations.
pub const ANNOTATION_CONF: &str = "\
[entities]
Person
Organization
Place
Term

[relations]

[events]

[attributes]
Quoted	Arg:<ENTITY>
ScareQuoted	Arg:<ENTITY>
";

/// brat's `visual.conf` for these annotations.
pub const VISUAL_CONF: &str = "\
[labels]
Person | Person | Per
Organization | Organization | Org
Place | Place | Pla
Term | Term | Ter

[drawing]
SPAN_DEFAULT	fgColor:black, bgColor:lightgreen, borderColor:darken
Person	bgColor:#9fd8a0
Organization	bgColor:#a6c8ff
Place	bgColor:#a5e3e8
Term	bgColor:#ffb3b3
ATTRIBUTE_DEFAULT	glyph:*
";

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, out: &mut String) {
    let text = document.text();
    let mut cursor = OffsetCursor::new(text);
    let mut n_attributes = 0;
    for (n, mention) in document.mentions().iter().enumerate() {
        let n = n + 1;
        let facts = Facts::of(document, mention, gazetteer);
        let parts: Vec<(usize, &str)> = facts
            .surface
            .split(is_obeyed)
            .map(|part| (part.as_ptr() as usize - facts.surface.as_ptr() as usize, part))
            .filter(|(_, part)| !part.is_empty())
            .collect();
        let offsets: Vec<String> = parts
            .iter()
            .map(|(at, part)| {
                let start = mention.span.start + at;
                format!("{} {}", cursor.at(start).code_points, cursor.at(start + part.len()).code_points)
            })
            .collect();
        let words: Vec<&str> = parts.iter().map(|(_, part)| *part).collect();
        let _ = writeln!(out, "T{n}\t{} {}\t{}", label(mention.kind), offsets.join(";"), words.join(" "));
        match facts.entity {
            Some(entity) => {
                let reference = match &entity.wikidata {
                    Some(wikidata) => format!("Wikidata:{wikidata}"),
                    None => format!("canonym:{}", entity.key),
                };
                let (reference, name) =
                    (super::escape::token(&reference), super::escape::token(&entity.name));
                let _ = writeln!(out, "N{n}\tReference T{n} {reference}\t{name}");
            }
            None => {
                let candidates = super::escape::token(&facts.candidates.join(", "));
                let _ = writeln!(out, "#{n}\tAnnotatorNotes T{n}\topen: {candidates}");
            }
        }
        for (holds, attribute) in [(facts.voice == "quoted", "Quoted"), (mention.scare_quoted, "ScareQuoted")]
        {
            if holds {
                n_attributes += 1;
                let _ = writeln!(out, "A{n_attributes}\t{attribute} T{n}");
            }
        }
    }
}
