//! Loaded terms as GitHub workflow commands, which show beside the line in a pull request. In quotation a notice, else a warning.

use std::fmt::Write as _;

use super::Record;
use super::escape::{command, property};
use super::facts::Facts;
use crate::document::Document;
use crate::entity::Kind;
use crate::gazetteer::Gazetteer;
use crate::text::lines::LineIndex;

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let lines = LineIndex::new(document.text());
    for mention in document.mentions().iter().filter(|mention| mention.kind == Kind::Term) {
        let facts = Facts::of(document, mention, gazetteer);
        let (line, column) = lines.line_column(mention.span.start);
        let (end_line, end_column) = lines.line_column(mention.span.end);
        let level = if facts.voice == "quoted" { "notice" } else { "warning" };
        let category = facts.charge.map_or("open", |charge| &charge.category);
        let _ = writeln!(
            out,
            "::{level} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title={}::{}",
            property(record.source.unwrap_or(record.id)),
            property(category),
            command(&facts.complaint()),
        );
    }
}
