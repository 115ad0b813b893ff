//! `canonym lexicon diff`: what a change of the lexicon does to a corpus.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use canonym::{Document, Gazetteer, Lexicon, Mention, Reading, Source, Span};
use clap::ValueEnum;
use serde_json::json;

use super::count;
use crate::args::{Lexicons, ReadOptions};
use crate::documents::{Document as Input, Documents};
use crate::layers;
use crate::output::{Failure, Outcome, Status, complain, stdout};
use crate::terminal::inert;

/// Characters of context on each side of a mention.
const CONTEXT: usize = 45;

/// Show what a change of the lexicon does to texts: mentions gained, lost, moved and renamed
///
/// OLD and NEW are lexicon files or folders, each seen together with the other lexicons in effect; with one path alone, OLD is the
/// lexicons in effect without it. A mention is moved when the same entity is found on another stretch of text, renamed when the same
/// stretch means another entity. Without any limit, every change is over the budget, as with diff(1).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym lexicon diff house.toml --corpus articles/
  canonym lexicon diff old/people.toml people.toml --corpus news.jsonl --budget 20
  canonym lexicon diff --no-default-lexicons lexicons.old lexicons --corpus news.jsonl --max-lost 0

Exit status: 0 within the limits, 1 over one of them.")]
pub(crate) struct Args {
    /// One path: what is new; two: the old and the new one
    #[arg(value_name = "[OLD] NEW", num_args = 1..=2, required = true)]
    sides: Vec<PathBuf>,
    /// The texts: files and folders of them, as `canonym tag` reads them
    #[arg(long, value_name = "FILES", num_args = 1.., required = true)]
    corpus: Vec<PathBuf>,
    /// So many changes in all are fine; 0 unless another limit is given
    #[arg(long, value_name = "N")]
    budget: Option<usize>,
    /// So many mentions gained are fine
    #[arg(long, value_name = "N")]
    max_gained: Option<usize>,
    /// So many mentions lost are fine
    #[arg(long, value_name = "N")]
    max_lost: Option<usize>,
    /// How many contexts to show for each entity and sort of change
    #[arg(long, value_name = "N", default_value_t = 3)]
    contexts: usize,
    #[command(flatten)]
    options: ReadOptions,
    /// How many documents to work on at once; the output is the same for any number
    #[arg(long, short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    lexicons: Lexicons,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Entity by entity, with contexts
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// What happened to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Gained,
    Lost,
    Moved,
    Renamed,
}

impl Change {
    const ALL: [Change; 4] = [Change::Gained, Change::Lost, Change::Moved, Change::Renamed];

    const fn as_str(self) -> &'static str {
        match self {
            Change::Gained => "gained",
            Change::Lost => "lost",
            Change::Moved => "moved",
            Change::Renamed => "renamed",
        }
    }

    /// In front of a line, as in a diff.
    const fn sign(self) -> char {
        match self {
            Change::Gained => '+',
            Change::Lost => '-',
            Change::Moved => '~',
            Change::Renamed => '>',
        }
    }
}

/// One changed mention.
#[derive(Clone, Debug)]
struct Finding {
    change: Change,
    /// The entity that it is listed under: the new one, or for a loss the old one.
    entity: String,
    /// For a renamed mention, the entity before.
    before: Option<String>,
    surface: String,
    context: [String; 2],
    document: String,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let [old, new] = lexicons(args)?;
    let documents = Documents::of(&args.corpus, &args.options)?;
    let (mut findings, mut n_documents) = (Vec::new(), 0);
    let work = |document: Input| compare(&document, &old, &new);
    let mut status = documents.each(args.jobs, work, |found| {
        n_documents += 1;
        findings.extend(found);
        Ok(())
    })?;
    if n_documents == 0 {
        return Err(Failure::Message("there is no text in the corpus".into()));
    }
    let report = Report::of(findings, n_documents);
    let mut out = stdout();
    match args.format {
        Format::Text => report.text(args.contexts, &mut out)?,
        Format::Json => writeln!(out, "{}", canonym::render::line_of_json(&report.json(args.contexts)))?,
    }
    out.flush()?;
    let default = args.max_gained.is_none() && args.max_lost.is_none();
    let budget = args.budget.or(default.then_some(0));
    let limits = [
        (budget, report.n_changes(), "changes"),
        (args.max_gained, report.n_of(Change::Gained), "mentions gained"),
        (args.max_lost, report.n_of(Change::Lost), "mentions lost"),
    ];
    for (limit, n, what) in limits {
        if let Some(limit) = limit
            && n > limit
        {
            complain(format!("{what}: {n}, over the limit of {limit}"));
            status = status.max(Status::Findings);
        }
    }
    Ok(status)
}

/// The old lexicon and the new one, compiled.
fn lexicons(args: &Args) -> Result<[Gazetteer; 2], Failure> {
    let in_effect = layers::sources(&args.lexicons)?;
    let real = |path: &str| fs::canonicalize(path).ok();
    let named: Vec<PathBuf> = args.sides.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    // What is in effect and lies in OLD or NEW belongs to that side alone.
    let base: Vec<Source> = in_effect
        .into_iter()
        .filter(|source| {
            let place = real(&source.name);
            !place.is_some_and(|place| named.iter().any(|path| place.starts_with(path)))
        })
        .collect();
    let top = base.iter().map(|source| source.layer).max().map_or(0, |layer| layer.saturating_add(1));
    let with = |path: Option<&Path>| {
        let mut sources = base.clone();
        if let Some(path) = path {
            sources.extend(Lexicon::read(path)?.into_iter().map(|source| Source { layer: top, ..source }));
        }
        layers::compile(sources).map_err(|failure| match failure {
            Failure::Diagnostics { drawn, .. } => {
                let which = path.map_or("the lexicons in effect".into(), |path| path.display().to_string());
                let summary = format!(
                    "nothing was compared: `{which}`, together with the lexicons in effect, has errors \
                     (with --no-default-lexicons it stands alone)"
                );
                Failure::Diagnostics { drawn, summary }
            }
            other => other,
        })
    };
    match &args.sides[..] {
        [old, new] => Ok([with(Some(old))?, with(Some(new))?]),
        paths => Ok([with(None)?, with(paths.first().map(PathBuf::as_path))?]),
    }
}

/// Tags a text with both and pairs the mentions.
fn compare(input: &Input, old: &Gazetteer, new: &Gazetteer) -> Result<Vec<Finding>, String> {
    let decoded = input.decode()?;
    let text = &*decoded.text;
    let (old, new) = (input.on_its_day(old), input.on_its_day(new));
    let old_keys: Vec<(Span, String)> = keys(&input.tag(text, &old)?, &old);
    let new_keys: Vec<(Span, String)> = keys(&input.tag(text, &new)?, &new);
    // Both are in text order, and each span is in them once.
    let lacks = |keys: &[(Span, String)], one: &(Span, String)| {
        keys.binary_search_by_key(&one.0, |(span, _)| *span).ok().is_none_or(|at| keys[at] != *one)
    };
    let mut gone: Vec<Option<&(Span, String)>> =
        old_keys.iter().filter(|one| lacks(&new_keys, one)).map(Some).collect();
    let gone_spans: Vec<Span> = gone.iter().flatten().map(|(span, _)| *span).collect();
    let fresh: Vec<&(Span, String)> = new_keys.iter().filter(|one| lacks(&old_keys, one)).collect();
    let finding = |change, span: Span, entity: &str, was: Option<&str>| Finding {
        change,
        entity: entity.to_owned(),
        before: was.map(str::to_owned),
        surface: text[span.range()].to_owned(),
        context: context(text, span),
        document: input.id.clone(),
    };
    let mut findings = Vec::new();
    let mut unpaired = Vec::new();
    // The same stretch first, then the same entity beside it, then whatever overlaps.
    for (span, entity) in fresh {
        let tests: [&dyn Fn(&(Span, String)) -> bool; 3] = [
            &|(place, _)| place == span,
            &|(place, was)| was == entity && place.overlaps(*span),
            &|(place, _)| place.overlaps(*span),
        ];
        let first = gone_spans.partition_point(|place| place.end <= span.start);
        let over = gone_spans[first..].partition_point(|place| place.start < span.end);
        let over = &mut gone[first..first + over];
        let partner = tests.iter().find_map(|test| over.iter().position(|one| one.is_some_and(test)));
        match partner.and_then(|at| over[at].take()) {
            Some((_, was)) if was == entity => findings.push(finding(Change::Moved, *span, entity, None)),
            Some((_, was)) => findings.push(finding(Change::Renamed, *span, entity, Some(was))),
            None => unpaired.push((*span, entity)),
        }
    }
    findings.extend(unpaired.iter().map(|(span, entity)| finding(Change::Gained, *span, entity, None)));
    let lost = gone.iter().flatten();
    findings.extend(lost.map(|(span, entity)| finding(Change::Lost, *span, entity, None)));
    Ok(findings)
}

/// Where the mentions stand, and whom they mean; open ones as `(open: a, b)`.
fn keys(document: &Document<'_>, gazetteer: &Gazetteer) -> Vec<(Span, String)> {
    let key = |mention: &Mention| match &mention.reading {
        Reading::One { entity, .. } => gazetteer.entity(*entity).key.clone(),
        Reading::Ambiguous(candidates) => {
            let keys: Vec<&str> = candidates.iter().map(|id| gazetteer.entity(*id).key.as_str()).collect();
            format!("(open: {})", keys.join(", "))
        }
    };
    document.mentions().iter().map(|mention| (mention.span, key(mention))).collect()
}

/// What stands before and after `span`, on one line.
fn context(text: &str, span: Span) -> [String; 2] {
    let before: Vec<char> = text[..span.start].chars().rev().take(CONTEXT).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[span.end..].chars().take(CONTEXT).collect();
    [before, after].map(|part| part.replace(['\n', '\r'], " "))
}

/// All changes, entity by entity.
struct Report {
    n_documents: usize,
    /// The entities with the most changes first.
    entities: Vec<(String, BTreeMap<Change, Vec<Finding>>)>,
}

/// A surface with how often it changed and some places where it did.
type Top<'a> = (usize, Vec<&'a Finding>);

impl Report {
    fn of(findings: Vec<Finding>, n_documents: usize) -> Report {
        let mut by_entity: BTreeMap<String, BTreeMap<Change, Vec<Finding>>> = BTreeMap::new();
        for finding in findings {
            let changes = by_entity.entry(finding.entity.clone()).or_default();
            changes.entry(finding.change).or_default().push(finding);
        }
        let mut entities: Vec<_> = by_entity.into_iter().collect();
        let total = |changes: &BTreeMap<Change, Vec<Finding>>| changes.values().map(Vec::len).sum::<usize>();
        entities.sort_by_key(|(_, changes)| std::cmp::Reverse(total(changes)));
        Report { n_documents, entities }
    }

    fn n_of(&self, change: Change) -> usize {
        self.entities.iter().filter_map(|(_, changes)| changes.get(&change)).map(Vec::len).sum()
    }

    fn n_changes(&self) -> usize {
        Change::ALL.into_iter().map(|change| self.n_of(change)).sum()
    }

    /// The most frequent surfaces, each with one context; more contexts of the same surface when there is room.
    fn top(findings: &[Finding], most: usize) -> Vec<Top<'_>> {
        let mut by_surface: BTreeMap<(&str, Option<&str>), Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            by_surface.entry((&finding.surface, finding.before.as_deref())).or_default().push(finding);
        }
        let mut groups: Vec<Vec<&Finding>> = by_surface.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let longest = groups.first().map_or(0, Vec::len);
        let rounds = (0..longest).flat_map(|round| {
            let nth = move |(at, group): (usize, &Vec<_>)| (group.len() > round).then_some(at);
            groups.iter().enumerate().filter_map(nth)
        });
        let mut n_shown = vec![0; groups.len()];
        rounds.take(most).for_each(|at| n_shown[at] += 1);
        let shown = groups.into_iter().zip(n_shown).filter(|(_, n_shown)| *n_shown > 0);
        shown.map(|(group, n_shown)| (group.len(), group[..n_shown].to_vec())).collect()
    }

    fn text(&self, most: usize, out: &mut impl Write) -> std::io::Result<()> {
        let counts: Vec<String> = Change::ALL
            .into_iter()
            .map(|change| format!("{} {}", self.n_of(change), change.as_str()))
            .collect();
        writeln!(out, "{} in {}", counts.join(", "), count(self.n_documents, "document"))?;
        for (entity, changes) in &self.entities {
            let counts: Vec<String> = changes
                .iter()
                .map(|(change, found)| format!("{} {}", found.len(), change.as_str()))
                .collect();
            writeln!(out, "\n{}: {}", inert(entity), counts.join(", "))?;
            for (change, found) in changes {
                for (n, places) in Report::top(found, most) {
                    let was = places[0]
                        .before
                        .as_ref()
                        .map_or(String::new(), |was| format!("  (was {})", inert(was)));
                    let surface = inert(&places[0].surface).replace('\n', " ");
                    writeln!(out, "  {} {n:4} × {surface}{was}", change.sign())?;
                    for finding in places {
                        let [before, after] = finding.context.each_ref().map(|part| inert(part));
                        let document = inert(&finding.document);
                        writeln!(out, "           …{before}[{surface}]{after}…  {document}")?;
                    }
                }
            }
        }
        Ok(())
    }

    fn json(&self, most: usize) -> serde_json::Value {
        let mut value = json!({"documents": self.n_documents, "changes": self.n_changes()});
        for change in Change::ALL {
            value[change.as_str()] = self.n_of(change).into();
        }
        let entity = |(entity, changes): &(String, BTreeMap<Change, Vec<Finding>>)| {
            let mut value = json!({"entity": entity});
            for (change, found) in changes {
                let contexts: Vec<serde_json::Value> = Report::top(found, most)
                    .into_iter()
                    .flat_map(|(n, places)| places.into_iter().map(move |finding| (n, finding)))
                    .map(|(n, finding)| {
                        json!({
                            "surface": finding.surface, "count": n, "was": finding.before,
                            "document": finding.document, "before": finding.context[0],
                            "after": finding.context[1],
                        })
                    })
                    .collect();
                value[change.as_str()] = json!({"count": found.len(), "contexts": contexts});
            }
            value
        };
        value["entities"] = self.entities.iter().map(entity).collect();
        value
    }
}
