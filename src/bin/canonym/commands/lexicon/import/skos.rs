//! SKOS vocabularies in Turtle or RDF/XML, read by libraries for these.

use std::collections::BTreeMap;
use std::io::Read;

use oxrdf::{NamedOrBlankNode, Term, Triple};

use super::record::{Label, Record, kind_of};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// Which syntax a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Turtle,
    Xml,
}

/// Reads every concept with a label in `languages`, or in no language; the first language gives the canonical form.
pub(super) fn read(input: impl Read, syntax: Syntax, languages: &[String]) -> Result<Vec<Record>, String> {
    let mut concepts: BTreeMap<String, Concept> = BTreeMap::new();
    let mut n = 0;
    let mut take = |triple: Triple| {
        n += 1;
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { return };
        let predicate = triple.predicate.as_str();
        let concept = || Concept { first: n, ..Concept::default() };
        let Some(property) = predicate.strip_prefix(SKOS) else { return };
        match (property, &triple.object) {
            ("prefLabel" | "altLabel" | "hiddenLabel", Term::Literal(label)) => {
                let tag = label.language().and_then(|tag| tag.split('-').next());
                if tag.is_some_and(|tag| !languages.iter().any(|language| language == tag)) {
                    return;
                }
                let concept = concepts.entry(subject.as_str().to_owned()).or_insert_with(concept);
                let own = tag.is_none_or(|tag| tag == languages[0]);
                let preferred = property == "prefLabel" && own && concept.name.is_none();
                match preferred {
                    true => concept.name = Some(label.value().to_owned()),
                    false => concept.labels.push(label.value().to_owned()),
                }
            }
            ("exactMatch", Term::NamedNode(other)) => {
                let id = other.as_str().rsplit('/').next().unwrap_or_default();
                if other.as_str().contains("wikidata.org/") {
                    let concept = concepts.entry(subject.as_str().to_owned()).or_insert_with(concept);
                    concept.wikidata = Some(id.to_owned());
                }
            }
            ("inScheme" | "topConceptOf", Term::NamedNode(scheme)) => {
                let concept = concepts.entry(subject.as_str().to_owned()).or_insert_with(concept);
                concept.scheme = Some(scheme.as_str().to_owned());
            }
            _ => {}
        }
    };
    match syntax {
        Syntax::Turtle => {
            for triple in oxttl::TurtleParser::new().for_reader(input) {
                take(triple.map_err(|error| error.to_string())?);
            }
        }
        Syntax::Xml => {
            for triple in oxrdfxml::RdfXmlParser::new().for_reader(input) {
                take(triple.map_err(|error| error.to_string())?);
            }
        }
    }
    let mut records: Vec<Record> = concepts
        .into_iter()
        .filter(|(_, concept)| concept.name.is_some() || !concept.labels.is_empty())
        .map(|(subject, concept)| {
            let last = |uri: &str| uri.rsplit(['/', '#', ':']).next().unwrap_or_default().to_owned();
            Record {
                kind: concept.scheme.as_deref().and_then(|scheme| kind_of(&last(scheme))),
                id: Some(last(&subject)).filter(|id| !id.is_empty()),
                key: Some(subject),
                name: concept.name,
                labels: concept.labels.into_iter().map(Label::name).collect(),
                wikidata: concept.wikidata,
                ..Record::at(concept.first)
            }
        })
        .collect();
    records.sort_by_key(|record| record.line);
    Ok(records)
}

#[derive(Default)]
struct Concept {
    /// Number of its first triple: the order of the file.
    first: usize,
    name: Option<String>,
    labels: Vec<String>,
    wikidata: Option<String>,
    scheme: Option<String>,
}
