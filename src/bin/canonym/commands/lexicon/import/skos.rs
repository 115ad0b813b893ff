//! SKOS vocabularies in Turtle or RDF/XML, read by libraries for these.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, ErrorKind, Read};

use memchr::{memchr2_iter, memmem};
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
pub(super) fn read(input: impl BufRead, syntax: Syntax, languages: &[String]) -> Result<Vec<Record>, String> {
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
            for triple in oxrdfxml::RdfXmlParser::new().for_reader(Entities::of(input)) {
                take(triple.map_err(|error| match error {
                    oxrdfxml::RdfXmlParseError::Io(error) if error.kind() == ErrorKind::UnexpectedEof => {
                        "it ends in the middle: an element is open, so the file was cut short".to_owned()
                    }
                    error => error.to_string(),
                })?);
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

/// How many times as long as it is a file may become by its entities, besides [`SLACK`] bytes. They are short for the addresses of
/// vocabularies, of which a few dozen bytes stand in for half a dozen.
const GROWTH: usize = 16;
const SLACK: usize = 1 << 20;

/// Passes RDF/XML on as it is, and ends where its entities would make it grow without end: the parser puts them in wherever they are named,
/// however long they are.
struct Entities<R> {
    input: R,
    /// What stands behind one `<`, up to and with the next, and how much of it has been passed on.
    piece: Vec<u8>,
    at: usize,
    /// How many bytes stand for the name of an entity.
    lengths: HashMap<Vec<u8>, usize>,
    n_read: usize,
    n_expanded: usize,
    /// How many elements are open: the parser takes the end of the file for the end of all.
    n_open: usize,
    /// What ends the comment or the like in which this is, where a `<` means nothing.
    inside: Option<&'static [u8]>,
}

impl<R: BufRead> Entities<R> {
    fn of(input: R) -> Entities<R> {
        let (piece, lengths) = (Vec::new(), HashMap::new());
        Entities { input, piece, at: 0, lengths, n_read: 0, n_expanded: 0, n_open: 0, inside: None }
    }

    /// Counts what the piece opens or closes.
    fn count(&mut self) {
        let piece = self.piece.as_slice();
        let has = |end: &[u8]| memmem::find(piece, end).is_some();
        if let Some(end) = self.inside {
            self.inside = self.inside.filter(|_| !has(end));
            return;
        }
        match piece {
            [b'!', b'-', b'-', ..] => self.inside = Some(&b"-->"[..]).filter(|end| !has(end)),
            [b'!', b'[', ..] => self.inside = Some(&b"]]>"[..]).filter(|end| !has(end)),
            [b'?', ..] => self.inside = Some(&b"?>"[..]).filter(|end| !has(end)),
            [b'!', ..] => {}
            [b'/', ..] => self.n_open = self.n_open.saturating_sub(1),
            _ => self.n_open += usize::from(!is_empty_element(piece)),
        }
    }

    fn look(&mut self) -> Result<(), String> {
        self.n_read += self.piece.len();
        if let Some(declaration) = self.piece.strip_prefix(b"!ENTITY")
            && let Ok(declaration) = std::str::from_utf8(declaration)
            && let Some((name, value)) = declared(declaration)
        {
            if named(value.as_bytes()).next().is_some() {
                return Err(format!("its entity `{name}` is made of other entities"));
            }
            self.lengths.insert(name.into(), value.len());
        }
        for name in named(&self.piece) {
            self.n_expanded += self.lengths.get(name).unwrap_or(&0);
        }
        if self.n_expanded > SLACK + GROWTH * self.n_read {
            return Err(format!("its entities make it more than {GROWTH} times as long"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Entities<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            self.piece.clear();
            self.at = 0;
            let is_first = self.n_read == 0;
            self.input.read_until(b'<', &mut self.piece)?;
            self.look().map_err(io::Error::other)?;
            match self.piece.is_empty() {
                true if self.n_open > 0 => return Err(ErrorKind::UnexpectedEof.into()),
                true => {}
                // Before the first `<` there is nothing.
                false if is_first => {}
                false => self.count(),
            }
        }
        let n = (&self.piece[self.at..]).read(buffer)?;
        self.at += n;
        Ok(n)
    }
}

/// Whether a tag, without its `<`, closes what it opens.
fn is_empty_element(tag: &[u8]) -> bool {
    let mut quote = None;
    let end = tag.iter().position(|&byte| {
        match quote {
            Some(open) => quote = quote.filter(|_| byte != open),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => return byte == b'>',
        }
        false
    });
    end.is_some_and(|end| tag[..end].ends_with(b"/"))
}

/// Name and value of what stands behind `<!ENTITY`, as the parser reads it; it says what is wrong with any other.
fn declared(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let text = text.strip_prefix('%').unwrap_or(text).trim_start();
    let (name, text) = text.split_once(|c: char| c.is_ascii_whitespace())?;
    let (value, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    Some((name, value))
}

/// The entities that are named in `bytes`, without those for single characters that every file has.
fn named(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = None;
    memchr2_iter(b'&', b';', bytes).filter_map(move |at| {
        if bytes[at] == b'&' {
            start = Some(at + 1);
            return None;
        }
        let name = &bytes[start.take()?..at];
        let single = name.starts_with(b"#") || matches!(name, b"lt" | b"gt" | b"amp" | b"apos" | b"quot");
        (!single).then_some(name)
    })
}
