//! Draws diagnostics: the lines of the lexicon with what is wrong underlined.

use std::cell::OnceCell;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use canonym::render::is_obeyed;
use canonym::{Diagnostic, Label, Limits, LineIndex, Severity, Source};

/// Wider lines are cut around what is underlined.
const WIDTH: usize = 120;

/// Of so many bytes nobody looks for the place in the lines themselves; it is told by line and column.
const LONGEST_EXCERPT: usize = 64 << 10;

/// Places that lie further apart are drawn apart: nobody looks at what is between, and of long files it would be much.
const NEAR: usize = 4 << 10;

/// So many places of one diagnostic are drawn; thousands may bear one name.
const MOST_PLACES: usize = 20;

/// Draws diagnostics of lexicons, with ANSI colors, which the stream takes away where none are wanted. Characters that a terminal would
/// obey are shown instead.
pub(crate) struct Drawer<'s> {
    sources: &'s [Source],
    /// Of each source that was drawn from.
    lines: Vec<OnceCell<LineIndex<'s>>>,
}

impl<'s> Drawer<'s> {
    pub(crate) fn new(sources: &'s [Source]) -> Drawer<'s> {
        Drawer { sources, lines: vec![OnceCell::new(); sources.len()] }
    }

    /// One, ending in a line break.
    pub(crate) fn draw(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str());
        let excerpts = self.excerpts(diagnostic);
        let mut group: Group<'_> = Group::with_title(title);
        for excerpt in &excerpts {
            let Some(text) = &excerpt.text else {
                let origin =
                    Origin::path(visible(excerpt.name)).line(excerpt.line).char_column(excerpt.column);
                group = group.element(origin);
                continue;
            };
            let annotations = excerpt.annotations.iter().map(|(kind, range, note)| {
                let note = (!note.is_empty()).then_some(note.as_str());
                kind.span(range.clone()).label(note)
            });
            let snippet = Snippet::source(text.as_str())
                .path(visible(excerpt.name))
                .line_start(excerpt.line)
                .annotations(annotations);
            group = group.element(snippet);
        }
        let n_left = (1 + diagnostic.related.len()).saturating_sub(MOST_PLACES);
        if n_left > 0 {
            group = group.element(Level::NOTE.message(format!("{n_left} more places are not shown")));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDTH).render(&[group]) + "\n"
    }

    /// The first of many, and how many there are besides.
    pub(crate) fn draw_first(&self, diagnostics: &[&Diagnostic]) -> String {
        let limit = Limits::DEFAULT.drawn_mistakes;
        let drawn: Vec<String> = diagnostics.iter().take(limit).map(|one| self.draw(one)).collect();
        let mut drawn = drawn.join("\n");
        if diagnostics.len() > limit {
            let more = diagnostics.len() - limit;
            drawn += &format!("\n... and {more} more; `canonym lexicon check` shows all\n");
        }
        drawn
    }

    /// The excerpt with the main place first, then those of the same file, then those of others. Only the lines that are spoken of and those
    /// between near ones are looked at: files are long.
    fn excerpts(&self, diagnostic: &Diagnostic) -> Vec<Excerpt<'s>> {
        let mut places: Vec<Place<'_>> = vec![(AnnotationKind::Primary, &diagnostic.at)];
        places.extend(diagnostic.related.iter().map(|label| (AnnotationKind::Context, label)));
        places.truncate(MOST_PLACES);
        let mut order = Vec::new();
        for (_, label) in &places {
            if !order.contains(&label.source) {
                order.push(label.source);
            }
        }
        let of_source = |id: &canonym::SourceId| {
            let mut parts =
                together(places.iter().filter(|(_, label)| label.source == *id).copied().collect());
            let has_main =
                |part: &Vec<Place<'_>>| part.iter().any(|(kind, _)| *kind == AnnotationKind::Primary);
            parts.sort_by_key(|part| !has_main(part));
            parts
        };
        let excerpt = |here: Vec<Place<'_>>| {
            let id = here[0].1.source;
            let source = &self.sources[id.index()];
            let start = here.iter().map(|(_, label)| label.span.start).min().unwrap_or_default();
            let end = here.iter().map(|(_, label)| label.span.end).max().unwrap_or_default();
            let first = source.text[..start].rfind('\n').map_or(0, |at| at + 1);
            let last = source.text[end..].find('\n').map_or(source.text.len(), |at| end + at);
            let index = self.lines[id.index()].get_or_init(|| LineIndex::new(&source.text));
            if last - first > LONGEST_EXCERPT {
                let at = here.first().map_or(start, |(_, label)| label.span.start);
                let (line, column) = index.line_column(at);
                return Excerpt { name: &source.name, line, column, text: None, annotations: Vec::new() };
            }
            let lines = &source.text[first..last];
            // For each byte of the lines, and their end, the byte of the escaped text.
            let mut moved = Vec::with_capacity(lines.len() + 1);
            let mut text = String::with_capacity(lines.len());
            for character in lines.chars() {
                moved.extend(std::iter::repeat_n(text.len(), character.len_utf8()));
                push_visible(&mut text, character);
            }
            moved.push(text.len());
            let annotations = here
                .iter()
                .map(|(kind, label)| {
                    let range = moved[label.span.start - first]..moved[label.span.end - first];
                    (*kind, range, visible(&label.note))
                })
                .collect();
            let (line, column) = index.line_column(first);
            Excerpt { name: &source.name, line, column, text: Some(text), annotations }
        };
        order.iter().flat_map(of_source).map(excerpt).collect()
    }
}

/// A label, and whether it is the main one.
type Place<'d> = (AnnotationKind, &'d Label);

/// The places of one file in parts that lie near each other.
fn together(mut places: Vec<Place<'_>>) -> Vec<Vec<Place<'_>>> {
    // What is said of one span is said in its order, the main thing first.
    let main_first = places.clone();
    places.sort_by_key(|(_, label)| label.span.start);
    let mut parts: Vec<Vec<Place<'_>>> = Vec::new();
    let mut end = 0;
    for place in places {
        match parts.last_mut() {
            Some(part) if place.1.span.start <= end + NEAR => part.push(place),
            _ => parts.push(vec![place]),
        }
        end = end.max(place.1.span.end);
    }
    let order = |place: &Place<'_>| main_first.iter().position(|(_, label)| std::ptr::eq(*label, place.1));
    parts.iter_mut().for_each(|part| part.sort_by_key(order));
    parts
}

/// The lines of one file that a diagnostic speaks of.
struct Excerpt<'s> {
    name: &'s str,
    /// The number of the first line.
    line: usize,
    column: usize,
    /// The lines, escaped; none where they are too long for anybody to look at.
    text: Option<String>,
    /// Into `text`.
    annotations: Vec<(AnnotationKind, Range<usize>, String)>,
}

/// `text` with characters that a terminal would obey, or that would turn its letters round, written as `\u{…}`.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        push_visible(&mut visible, character);
    }
    visible
}

fn push_visible(text: &mut String, character: char) {
    match character {
        // Half of a line break; the other half does the work.
        '\r' => {}
        '\n' | '\t' => text.push(character),
        _ if is_obeyed(character) => text.extend(character.escape_unicode()),
        _ => text.push(character),
    }
}
