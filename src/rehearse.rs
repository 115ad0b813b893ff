//! Runs the examples of a lexicon: what stands in braces must be tagged as the entry that gives it, and nothing else as that entry.
//!
//! An example is run with the whole lexicon, in its own spelling and in others that fold to the same; and one that holds there is
//! run with its entry alone, so that no entry leans on another without its author knowing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Label, Rule, SourceId};
use crate::document::{Mention, Reading};
use crate::entity::{EntityId, Form};
use crate::fold::{fold, fold_name};
use crate::gazetteer::{CaseTest, Gazetteer};
use crate::lexicon::Lexicon;
use crate::lexicon::check::codes;
use crate::lexicon::example::{self, Literal};
use crate::lexicon::model::{Entry, Example, Located, Parts, When, Words};
use crate::lexicon::template::{self, Whole};
use crate::span::Span;

/// Runs every example of `lexicon` and reports those that fail, in order of file and place.
///
/// `gazetteer` is what the lexicon compiled to.
///
/// ```
/// use canonym::{Lexicon, Source, rehearse};
///
/// let text = r#"
/// format = 1
/// [person.ali-bagheri]
/// name     = "Ali Bagheri"
/// short    = ["Bagheri"]
/// examples = { match = ["{Ali Bagheri} left.", "{Bagheri} left."], no-match = ["Bagheri Street"] }
/// "#;
/// let source = Source { name: "people.toml".into(), text: text.into(), layer: 0 };
/// let (lexicon, _) = Lexicon::parse(vec![source]);
/// let failures = rehearse(&lexicon, &lexicon.compile()?);
/// assert_eq!(failures.len(), 1);
/// assert_eq!(failures[0].message, "an example of person `ali-bagheri` fails: `Bagheri` is not tagged");
/// # Ok::<(), canonym::Error>(())
/// ```
pub fn rehearse(lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<Diagnostic> {
    rehearse_of(lexicon, gazetteer, &|_| true)
}

/// Runs the examples of those files that are `asked` for, as [`rehearse`] runs all.
///
/// ```
/// use canonym::{Lexicon, Source, rehearse_of};
///
/// let entry = |id: &str| Source {
///     name: format!("{id}.toml"),
///     text: format!("format = 1\n[person.{id}]\nname = \"Ali Bagheri\"\nexamples = {{ match = [\"{{Bagheri}} left.\"] }}"),
///     layer: 0,
/// };
/// let (lexicon, _) = Lexicon::parse(vec![entry("one"), entry("other")]);
/// let failures = rehearse_of(&lexicon, &lexicon.compile()?, &|file| file.index() == 0);
/// assert_eq!(failures.len(), 1);
/// # Ok::<(), canonym::Error>(())
/// ```
pub fn rehearse_of(
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    asked: &dyn Fn(SourceId) -> bool,
) -> Vec<Diagnostic> {
    let expanded = template::expand(&lexicon.parts);
    let words = FoldedLists::new(&lexicon.parts.words);
    let stage = Stage { lexicon, expanded: &expanded, words, asked };
    let mut found = Vec::new();
    for entry in lexicon.parts.entries.iter().filter(|entry| !entry.examples.is_empty()) {
        let cast = Cast {
            subject: format!("{} `{}`", entry.kind.as_str(), entry.id.value),
            ids: BTreeSet::from([entry.id.value.as_str()]),
        };
        stage.run(&cast, &entry.examples, gazetteer, || stage.alone(entry), &mut found);
    }
    for template in lexicon.parts.templates.iter().filter(|template| !template.examples.is_empty()) {
        let made = expanded.iter().filter(|entry| {
            entry
                .template
                .as_ref()
                .is_some_and(|(used, _)| used.iter().any(|id| id.value == template.id.value))
        });
        let cast = Cast {
            subject: format!("template `{}`", template.id.value),
            ids: made.map(|entry| entry.id.value.as_str()).collect(),
        };
        // A template cannot do without the places it is for.
        stage.run(&cast, &template.examples, gazetteer, || None, &mut found);
    }
    crate::lexicon::finish(&mut found);
    found
}

/// Whose mentions an example is about.
struct Cast<'l> {
    /// As messages name it.
    subject: String,
    ids: BTreeSet<&'l str>,
}

/// What went otherwise than an example says, at a place of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    span: Span,
    /// "`Bagheri` is not tagged".
    clause: String,
    /// The same without naming the text: "not tagged".
    note: String,
}

struct Stage<'l> {
    lexicon: &'l Lexicon,
    expanded: &'l [Whole<'l>],
    words: FoldedLists<'l>,
    /// Whether the examples of a file are run.
    asked: &'l dyn Fn(SourceId) -> bool,
}

/// The word lists, each word with its folded form: thousands, of which an example text has a few.
struct FoldedLists<'l>([Vec<(String, &'l Located<String>)>; 6]);

impl<'l> FoldedLists<'l> {
    fn new(words: &'l Words) -> FoldedLists<'l> {
        let lists =
            [&words.titles, &words.openers, &words.namesakes, &words.sayings, &words.roles, &words.given];
        FoldedLists(lists.map(|list| list.iter().map(|word| (fold_name(&word.value), word)).collect()))
    }

    /// The words that stand in one of `examples`. Ordinary words are left out: they only take generated spellings away.
    fn used_in(&self, examples: &[Example]) -> Words {
        let texts = examples.iter().map(|example| fold(&example.text)).collect::<Vec<String>>();
        let present: HashSet<&str> =
            texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).collect();
        let used = |list: &Vec<(String, &Located<String>)>| {
            let stands = |folded: &str| {
                folded.split(|c: char| !c.is_alphanumeric()).all(|word| present.contains(word))
            };
            list.iter().filter(|(folded, _)| stands(folded)).map(|(_, word)| (*word).clone()).collect()
        };
        let [titles, openers, namesakes, sayings, roles, given] = self.0.each_ref().map(used);
        Words { titles, openers, namesakes, sayings, roles, given, common: Vec::new() }
    }
}

impl<'l> Stage<'l> {
    fn run(
        &self,
        cast: &Cast<'l>,
        examples: &[Example],
        gazetteer: &Gazetteer,
        alone: impl Fn() -> Option<Gazetteer>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut alone_with = None;
        for example in examples.iter().filter(|example| (self.asked)(example.source)) {
            let faults = perform(example, cast, gazetteer);
            if !faults.is_empty() {
                found.push(self.report(&codes::FAILED_EXAMPLE, example, &faults, &cast.subject, "fails"));
                continue;
            }
            if !example.positive {
                continue;
            }
            for spelling in SPELLINGS {
                let Some((varied, origin)) = spelling.apply(example, cast, gazetteer) else { continue };
                let faults = perform(&varied, cast, gazetteer);
                if faults.is_empty() {
                    continue;
                }
                // Back to where these stand in the example as written.
                let back =
                    |fault: Fault| Fault { span: origin.back(fault.span, example.text.len()), ..fault };
                let faults: Vec<Fault> = faults.into_iter().map(back).collect();
                let verb = format!("fails when its names are written {}", spelling.phrase);
                found.push(self.report(&codes::FAILED_EXAMPLE, example, &faults, &cast.subject, &verb));
                break;
            }
            let alone_with = alone_with.get_or_insert_with(&alone);
            if let Some(gazetteer) = alone_with {
                let faults = perform(example, cast, gazetteer);
                if !faults.is_empty() {
                    let verb = "holds only thanks to other entries";
                    found.push(self.report(&codes::LEANING_EXAMPLE, example, &faults, &cast.subject, verb));
                }
            }
        }
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        let at = self.expanded.binary_search_by(|entry| entry.id.value.as_str().cmp(id)).ok()?;
        Some(&self.expanded[at])
    }

    /// A gazetteer of one entry: with the places it belongs to and the words that steer judgment, without everybody else.
    fn alone(&self, entry: &Entry) -> Option<Gazetteer> {
        let parts = &self.lexicon.parts;
        let own = self.entry(&entry.id.value)?;
        let mut ids = BTreeSet::from([own.id.value.as_str()]);
        ids.extend(own.place.iter().map(|place| place.value.as_str()));
        ids.extend(own.offices.iter().filter_map(|office| Some(office.of.as_ref()?.value.as_str())));
        let entries = ids.iter().filter_map(|id| self.entry(id));
        let mut lexicon = Lexicon::default();
        lexicon.parts = Parts {
            entries: entries.cloned().collect(),
            spelling: parts.spelling.clone(),
            words: self.words.used_in(&entry.examples),
            ..Parts::default()
        };
        lexicon.compile().ok()
    }

    fn report(
        &self,
        rule: &'static Rule,
        example: &Example,
        faults: &[Fault],
        subject: &str,
        verb: &str,
    ) -> Diagnostic {
        let text = &self.lexicon.sources[example.source.index()].text;
        let raw = &text[example.span.range()];
        let literal = Literal::read(raw, example.span.start);
        let label = |fault: &Fault| {
            let place = example::marked_span(literal.text(), fault.span);
            Label { source: example.source, span: literal.locate(place), note: fault.note.clone() }
        };
        let clause = faults.first().map_or("", |fault| &fault.clause);
        let mut labels = faults.iter().map(label);
        let whole = Label { source: example.source, span: example.span, note: String::new() };
        Diagnostic {
            code: rule.code,
            severity: rule.severity,
            message: format!("an example of {subject} {verb}: {clause}"),
            at: labels.next().unwrap_or(whole),
            related: labels.collect(),
            help: None,
        }
    }
}

/// Tags the text of `example` and compares: all that is missing, then all that is too much, in text order.
fn perform(example: &Example, cast: &Cast<'_>, gazetteer: &Gazetteer) -> Vec<Fault> {
    let document = gazetteer.tag(&example.text);
    let key = |id: EntityId| gazetteer.entity(id).key.as_str();
    let ours = |mention: &Mention| mention.reading.entity().is_some_and(|id| cast.ids.contains(key(id)));
    let got: BTreeSet<Span> =
        document.mentions().iter().filter(|one| ours(one)).map(|one| one.span).collect();
    let mut faults = Vec::new();
    for &span in example.expected.iter().filter(|span| !got.contains(span)) {
        let surface = &example.text[span.range()];
        let overlapping = document.mentions().iter().filter(|mention| mention.span.overlaps(span));
        let instead = overlapping.min_by_key(|mention| (!ours(mention), mention.span != span));
        let note = match instead {
            None => "not tagged".to_owned(),
            Some(mention) => {
                let what = match &mention.reading {
                    Reading::One { entity, .. } => format!("tagged as `{}`", key(*entity)),
                    Reading::Ambiguous(ids) => {
                        let ids: Vec<String> = ids.iter().map(|id| format!("`{}`", key(*id))).collect();
                        format!("open between {}", ids.join(", "))
                    }
                };
                match mention.span == span {
                    true => what,
                    false => format!("`{}` is {what}", &example.text[mention.span.range()]),
                }
            }
        };
        let clause = match note.starts_with('`') {
            true => format!("instead of `{surface}`, {note}"),
            false => format!("`{surface}` is {note}"),
        };
        faults.push(Fault { span, clause, note });
    }
    for &span in got.iter().filter(|span| !example.expected.contains(span)) {
        // Said already, where it stands in for one that was expected.
        if example.expected.iter().any(|expected| expected.overlaps(span) && !got.contains(expected)) {
            continue;
        }
        let surface = &example.text[span.range()];
        faults.push(Fault { span, clause: format!("`{surface}` is tagged"), note: "tagged".into() });
    }
    faults
}

/// Another way to write names that folds to the same.
struct Spelling {
    /// "with no-break spaces".
    phrase: &'static str,
    write: fn(&str) -> String,
    /// Only for names that count in any case.
    any_case: bool,
}

const SPELLINGS: &[Spelling] = &[
    Spelling { phrase: "with no-break spaces", write: |name| name.replace(' ', "\u{a0}"), any_case: false },
    Spelling {
        phrase: "with non-breaking hyphens",
        write: |name| name.replace('-', "\u{2011}"),
        any_case: false,
    },
    Spelling { phrase: "with apart accents", write: |name| name.nfd().collect(), any_case: false },
    Spelling { phrase: "in capitals", write: str::to_uppercase, any_case: true },
];

/// Where the pieces of a varied text come from, in order: where one begins in the varied text and in the other.
struct Origin(BTreeMap<usize, usize>);

impl Origin {
    /// A span of the varied text, widened to whole pieces, in the text it comes from.
    fn back(&self, span: Span, end: usize) -> Span {
        let start = self.0.range(..=span.start).next_back();
        let after = self.0.range(span.end..).next();
        let start = start.map_or(0, |(varied, origin)| {
            // Inside a name all pieces are one; outside of them nothing was changed.
            origin + if self.0.contains_key(&span.start) { 0 } else { span.start - varied }
        });
        Span::new(start.min(end), after.map_or(end, |(_, origin)| *origin).max(start.min(end)))
    }
}

impl Spelling {
    /// The example with its names written this way; nothing when that changes none of them.
    fn apply(&self, example: &Example, cast: &Cast<'_>, gazetteer: &Gazetteer) -> Option<(Example, Origin)> {
        let mut text = String::new();
        let mut expected = Vec::new();
        let mut origin = BTreeMap::new();
        let mut done = 0;
        let mut changed = false;
        for span in &example.expected {
            let name = &example.text[span.range()];
            let written = match self.any_case && !counts_in_any_case(name, cast, gazetteer) {
                true => name.to_owned(),
                false => (self.write)(name),
            };
            changed |= written != name;
            origin.insert(text.len(), done);
            text.push_str(&example.text[done..span.start]);
            let start = text.len();
            origin.insert(start, span.start);
            text.push_str(&written);
            expected.push(Span::new(start, text.len()));
            done = span.end;
        }
        origin.insert(text.len(), done);
        text.push_str(&example.text[done..]);
        changed.then(|| (Example { text, expected, ..example.clone() }, Origin(origin)))
    }
}

fn counts_in_any_case(name: &str, cast: &Cast<'_>, gazetteer: &Gazetteer) -> bool {
    gazetteer.senses(&fold_name(name)).iter().any(|sense| {
        sense.case == CaseTest::Any
            && sense.when == When::Always
            && sense.form == Form::Name
            && cast.ids.contains(gazetteer.entity(sense.entity).key.as_str())
    })
}
