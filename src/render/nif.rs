//! NIF 2.0 in Turtle: the text as a context, each mention a phrase of it, identified by `itsrdf:taIdentRef`. Code points.

use std::fmt::Write as _;

use super::Record;
use super::escape::turtle;
use super::facts::{Facts, document_iri, label};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::lines::{OffsetCursor, code_points};

pub(super) const HEAD: &str = "\
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

";

pub(super) fn write(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>, out: &mut String) {
    let text = document.text();
    let iri = document_iri(record);
    let number = |n: usize| format!("\"{n}\"^^xsd:nonNegativeInteger");
    let length = code_points(text);
    let context = format!("<{iri}#char=0,{length}>");
    let _ = writeln!(out, "{context} a nif:Context, nif:OffsetBasedString ;");
    let _ = writeln!(out, "    nif:beginIndex {} ; nif:endIndex {} ;", number(0), number(length));
    let _ = writeln!(out, "    nif:isString {} .\n", turtle(text));
    let mut cursor = OffsetCursor::new(text);
    for mention in document.mentions() {
        let facts = Facts::of(document, mention, gazetteer);
        let (start, end) =
            (cursor.at(mention.span.start).code_points, cursor.at(mention.span.end).code_points);
        let _ = writeln!(out, "<{iri}#char={start},{end}> a nif:Phrase, nif:OffsetBasedString ;");
        let _ = writeln!(out, "    nif:referenceContext {context} ;");
        let _ = writeln!(out, "    nif:beginIndex {} ; nif:endIndex {} ;", number(start), number(end));
        let _ = writeln!(out, "    nif:anchorOf {} ;", turtle(facts.surface));
        if let Some(entity) = facts.iri() {
            let _ = writeln!(out, "    itsrdf:taIdentRef <{entity}> ;");
        }
        let _ = writeln!(out, "    itsrdf:taClassRef <urn:canonym:kind:{}> .\n", label(mention.kind));
    }
}
