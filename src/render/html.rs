//! A page that needs nothing but itself: no script, nothing to load, and a policy that says so.
//!
//! The content of each `<article>` is the text, character by character; names that come from elsewhere stand in `<bdi>`, so that
//! no direction leaks out of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Record;
use super::escape::html;
use super::facts::Facts;
use crate::document::Document;
use crate::gazetteer::Gazetteer;

const STYLE: &str = "\
:root{color-scheme:light dark;--person:#b7e4b9;--organization:#bfd7ff;--place:#b5ebef;--term:#ffc9c4}
@media (prefers-color-scheme:dark){:root{--person:#1f5a2a;--organization:#1d4480;--place:#0f5a63;--term:#7d2a24}}
body{font:1rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:1rem}
article{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
mark{color:inherit;border-radius:.2em;padding:0 .1em}
.person{background:var(--person)}.organization{background:var(--organization)}.place{background:var(--place)}
.term{background:var(--term);text-decoration:underline dotted}.open{outline:1px dashed}
table{border-collapse:collapse;font-size:.9rem;width:100%}th,td{text-align:start;padding:.2rem .5rem;border-bottom:1px solid #8884;vertical-align:top}
section{border-bottom:1px solid #8888;padding-bottom:1rem}summary{cursor:pointer}
@media print{mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

pub(super) const TAIL: &str = "</main>\n</body>\n</html>\n";

pub(super) fn head() -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>Who and what is named</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n\
         <h1>Who and what is named</h1>\n\
         <p><mark class=\"person\">person</mark> <mark class=\"organization\">organization</mark> \
         <mark class=\"place\">place</mark> <mark class=\"term\">loaded term</mark></p>\n"
    )
}

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let text = document.text();
    out.push_str("<section>\n<h2><bdi>");
    html(record.id, out);
    out.push_str("</bdi></h2>\n<article dir=\"auto\">");
    let mut at = 0;
    let mut rows: BTreeMap<(&str, &str), (usize, Vec<&str>)> = BTreeMap::new();
    for mention in document.mentions() {
        let facts = Facts::of(document, mention, gazetteer);
        html(&text[at..mention.span.start], out);
        let open = if facts.entity.is_none() { " open" } else { "" };
        let _ = write!(out, "<mark class=\"{}{open}\" title=\"", facts.kind.as_str());
        html(&hint(&facts), out);
        out.push_str("\">");
        html(facts.surface, out);
        out.push_str("</mark>");
        at = mention.span.end;
        let name = facts.entity.map_or(facts.surface, |entity| &entity.name);
        let row = rows.entry((facts.kind.as_str(), name)).or_default();
        row.0 += 1;
        if !row.1.contains(&facts.surface) {
            row.1.push(facts.surface);
        }
    }
    html(&text[at..], out);
    let _ = write!(
        out,
        "</article>\n<details><summary>Named in this text: {}</summary>\n<table>\n\
         <tr><th scope=\"col\">kind</th><th scope=\"col\">name</th><th scope=\"col\">times</th><th scope=\"col\">written as</th></tr>\n",
        rows.len()
    );
    for ((kind, name), (n, surfaces)) in rows {
        let _ = write!(out, "<tr><td>{kind}</td><td><bdi>");
        html(name, out);
        let _ = write!(out, "</bdi></td><td>{n}</td><td>");
        for (nth, surface) in surfaces.into_iter().enumerate() {
            out.push_str(if nth == 0 { "<bdi>" } else { ", <bdi>" });
            html(surface, out);
            out.push_str("</bdi>");
        }
        out.push_str("</td></tr>\n");
    }
    out.push_str("</table>\n</details>\n</section>\n");
}

/// What a mention's mark says when one points at it.
fn hint(facts: &Facts<'_>) -> String {
    let mut hint = match facts.entity {
        Some(entity) => format!("{} · {}", entity.name, facts.kind.as_str()),
        None => format!("open: {}", facts.candidates.join(", ")),
    };
    if facts.voice == "quoted" {
        hint += " · quoted";
        if let Some(speaker) = facts.speaker {
            hint += &format!(" from {speaker}");
        }
    }
    if let Some(charge) = facts.charge {
        hint += &format!(" · {}", charge.category);
        if !charge.neutral.is_empty() {
            hint += &format!(" · neutral: {}", charge.neutral.join(" / "));
        }
    }
    hint
}
