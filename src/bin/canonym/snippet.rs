//! Diagnostics as text: the sentence, the line, carets under what is meant.

use canonym::{Diagnostic, Severity, Source};

/// Draws `diagnostic`, ending in a line break. Control characters of the file are shown, not obeyed.
pub(crate) fn draw(diagnostic: &Diagnostic, sources: &[Source]) -> String {
    let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
    let mut out = format!("{severity}[{}]: {}\n", diagnostic.code.0, diagnostic.message);
    for label in std::iter::once(&diagnostic.at).chain(&diagnostic.related) {
        let source = &sources[label.source.index()];
        let before = &source.text[..label.span.start];
        let (line, start) = (before.matches('\n').count() + 1, before.rfind('\n').map_or(0, |n| n + 1));
        let column = source.text[start..label.span.start].chars().count() + 1;
        let text = source.text[start..].lines().next().unwrap_or_default();
        let width = source.text[label.span.range()].lines().next().unwrap_or_default().chars().count().max(1);
        let (name, note) = (&source.name, &label.note);
        out += &format!(
            "  --> {name}:{line}:{column}\n   | {text}\n   | {}{} {note}\n",
            " ".repeat(column - 1),
            "^".repeat(width)
        );
    }
    if let Some(help) = &diagnostic.help {
        out += &format!("  help: {help}\n");
    }
    crate::terminal::inert(&out)
}
