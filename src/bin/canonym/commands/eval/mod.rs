//! `canonym eval`: figures against gold annotations.

mod brat;
mod gold;

use std::collections::{HashMap, VecDeque};
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use canonym::Limits;
use canonym::render::{Record, line_of_json, write_jsonl};
use canonym::score::{EntityCounts, Fault, Mistake, Options, Pair, Scores, score};
use clap::ValueEnum;
use serde_json::json;

use crate::args::Lexicons;
use crate::documents::cannot_tag;
use crate::layers;
use crate::output::{Failure, Outcome, Status, complain, stdout};
use crate::terminal::inert;
use gold::Gold;

/// Code points of context on each side of an error.
const CONTEXT: usize = 40;
/// Entities with errors in the table.
const MOST_ENTITIES: usize = 20;

/// Score against gold annotations
///
/// GOLD is a file of JSON lines with `text` and `mentions` (start and end in code points, kind, entity; where known voice, speaker and
/// flags), or a folder of brat files. People, organizations and places count where span and kind are exact, terms where they overlap;
/// `F1 norm` asks for the right entity, too.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym eval gold.jsonl
  canonym eval gold.jsonl --errors | less
  canonym eval brat-folder/ --fail-under named=0.97,term=0.93
  canonym eval gold.jsonl --system found.jsonl --format json
  canonym eval news.jsonl --merge organization,place --loose-spans

Exit status: 0 when every bar is reached, 1 when one is not.")]
pub(crate) struct Args {
    /// Annotated texts: a file of JSON lines, or a folder with brat's .txt and .ann files
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Score these records, as `canonym tag --format jsonl` writes them, and tag nothing
    #[arg(long, value_name = "FILE")]
    system: Option<PathBuf>,
    /// Print every error with its context
    #[arg(long)]
    errors: bool,
    /// Exit with 1 when a figure is below its bar: rows of the table (`named`, `term`, `place`, …) with their normalized F1; `named.precision`,
    /// `.recall` and `.f1` for another measure; `voice` and `speaker` for accuracy
    #[arg(long, value_name = "ROW=BAR", value_delimiter = ',')]
    fail_under: Vec<Bar>,
    /// Count these kinds as one, for gold that tells them apart by another rule
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    merge: Vec<String>,
    /// Leave aside what guidelines differ in: an article in front ("the Netherlands"), and whether a town and the larger place behind its
    /// comma ("Jacksonville, Florida") are one mention, which is then the town's, or two
    #[arg(long)]
    loose_spans: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    lexicons: Lexicons,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables
    #[default]
    Text,
    /// One JSON object with all figures
    Json,
}

/// A figure and what it must reach.
#[derive(Clone, Debug)]
struct Bar {
    row: String,
    measure: Measure,
    least: f64,
}

#[derive(Clone, Copy, Debug)]
enum Measure {
    Precision,
    Recall,
    F1,
    Normalized,
}

impl FromStr for Bar {
    type Err = String;

    fn from_str(text: &str) -> Result<Bar, String> {
        let (figure, least) =
            text.split_once('=').ok_or("a bar is a row and a number, such as `named=0.97`")?;
        let least: f64 = least.parse().map_err(|_| format!("`{least}` is no number"))?;
        if !(0.0..=1.0).contains(&least) {
            return Err(format!("`{least}` is no share: it must lie between 0 and 1"));
        }
        let (row, measure) = match figure.split_once('.') {
            None => (figure, Measure::Normalized),
            Some((row, "precision")) => (row, Measure::Precision),
            Some((row, "recall")) => (row, Measure::Recall),
            Some((row, "f1")) => (row, Measure::F1),
            Some((row, "normalized")) => (row, Measure::Normalized),
            Some((_, other)) => {
                return Err(format!(
                    "unknown measure `{other}`; known are precision, recall, f1, normalized"
                ));
            }
        };
        Ok(Bar { row: row.to_owned(), measure, least })
    }
}

impl Bar {
    /// The figure; `None` when the scores have no such row.
    fn figure(&self, scores: &Scores) -> Option<f64> {
        match self.row.as_str() {
            "voice" => scores.voice.map(|share| share.accuracy()),
            "speaker" => scores.speaker.map(|share| share.accuracy()),
            row => scores.rows.get(row).map(|counts| match self.measure {
                Measure::Precision => counts.precision(),
                Measure::Recall => counts.recall(),
                Measure::F1 => counts.f1(),
                Measure::Normalized => counts.normalized_f1(),
            }),
        }
    }
}

pub(crate) fn run(args: &Args) -> Outcome {
    let golds = gold::read(&args.gold).map_err(Failure::Message)?;
    if golds.n_bare > 0 {
        complain(format!("left out, for want of annotations: {} documents", golds.n_bare));
    }
    if golds.documents.is_empty() {
        let message = format!("there is nothing to score against in `{}`", args.gold.display());
        return Err(Failure::Message(message));
    }
    let pairs = match &args.system {
        Some(path) => with_records(golds.documents, gold::read_found(path).map_err(Failure::Message)?)?,
        None => with_tagger(golds.documents, &args.lexicons)?,
    };
    let options = Options { merged: args.merge.clone(), loose_spans: args.loose_spans };
    let scores = score(&pairs, &options);
    let mut out = stdout();
    match args.format {
        Format::Text => text(&scores, &pairs, args, &mut out)?,
        Format::Json => writeln!(out, "{}", line_of_json(&json(&scores, &pairs, args)))?,
    }
    out.flush()?;
    let mut status = Status::Done;
    for bar in &args.fail_under {
        match bar.figure(&scores) {
            Some(figure) if figure >= bar.least => {}
            Some(figure) => {
                status = Status::Findings;
                complain(format!("`{}` is {figure:.4}, below {}", bar.row, bar.least));
            }
            None => {
                let rows: Vec<&str> = scores.rows.keys().map(String::as_str).collect();
                let message = format!("there is no `{}` to compare; there are {}", bar.row, rows.join(", "));
                return Err(Failure::Message(message));
            }
        }
    }
    Ok(status)
}

/// Tags the texts. The record is read back, so that these are the figures of what `canonym tag` writes.
fn with_tagger(golds: Vec<Gold>, lexicons: &Lexicons) -> Result<Vec<Pair>, Failure> {
    let gazetteer = layers::gazetteer(lexicons)?;
    let pair = |gold: Gold| {
        let mut line = Vec::new();
        let record = Record { id: &gold.id, ..Record::default() };
        let tagged = gazetteer
            .tag_within(&gold.text, &Limits::DEFAULT)
            .map_err(|error| Failure::Message(cannot_tag(&format!("the document `{}`", gold.id), &error)))?;
        write_jsonl(&tagged, &gazetteer, &record, &mut line)?;
        let line = String::from_utf8(line).expect("a record is UTF-8");
        let found = gold::found(&line, &gold.id).map_err(Failure::Message)?;
        Ok(Pair { id: gold.id, text: gold.text, gold: gold.mentions, found: found.mentions })
    };
    golds.into_iter().map(pair).collect()
}

/// Finds each document's record: by id, of several of one id the one in the same order, else by position.
fn with_records(golds: Vec<Gold>, records: Vec<gold::Found>) -> Result<Vec<Pair>, Failure> {
    let mut by_id: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (n, record) in records.iter().enumerate() {
        by_id.entry(&record.id).or_default().push_back(n);
    }
    let mut is_used = vec![false; records.len()];
    let (mut n_by_position, mut n_lost) = (0, 0);
    let mut pair = |(n, gold): (usize, Gold)| {
        let own = by_id.get_mut(gold.id.as_str()).and_then(VecDeque::pop_front);
        let record = own.or((n < records.len()).then_some(n));
        record.into_iter().for_each(|n| is_used[n] = true);
        n_by_position += usize::from(own.is_none() && record.is_some());
        n_lost += usize::from(record.is_none());
        let found = match record.map(|n| &records[n]) {
            None => Vec::new(),
            Some(gold::Found { id, mentions, offsets }) => {
                let found =
                    gold::Found { id: id.clone(), mentions: mentions.clone(), offsets: offsets.clone() };
                found.in_code_points(&gold.text).map_err(Failure::Message)?
            }
        };
        Ok::<Pair, Failure>(Pair { id: gold.id, text: gold.text, gold: gold.mentions, found })
    };
    let pairs = golds.into_iter().enumerate().map(&mut pair).collect::<Result<Vec<_>, _>>()?;
    if n_by_position > 0 {
        complain(format!(
            "documents with no record of their id: {n_by_position}; the one at their position was taken"
        ));
    }
    if n_lost > 0 {
        complain(format!("documents with no record: {n_lost}; all their mentions count as missed"));
    }
    let n_unused = is_used.iter().filter(|is_used| !**is_used).count();
    if n_unused > 0 {
        complain(format!("records of no document: {n_unused}; what they hold was not scored"));
    }
    Ok(pairs)
}

fn text(scores: &Scores, pairs: &[Pair], args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{:22}    tp    fp    fn       P       R      F1  F1 norm", "")?;
    for (row, counts) in &scores.rows {
        writeln!(
            out,
            "{:22}{:6}{:6}{:6}{:8.3}{:8.3}{:8.3}{:9.3}",
            inert(row),
            counts.hits,
            counts.spurious,
            counts.missed,
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.normalized_f1()
        )?;
    }
    for (row, share) in [("voice", scores.voice), ("speaker", scores.speaker)] {
        if let Some(share) = share {
            writeln!(out, "{row:22}{:6} of {:<6} accuracy {:.3}", share.right, share.of, share.accuracy())?;
        }
    }
    let confused: Vec<_> = scores.confusion.iter().filter(|((gold, found), _)| gold != found).collect();
    if !confused.is_empty() {
        writeln!(out, "\n{:22}{:22}{:>6}", "gold", "found", "n")?;
        for ((gold, found), n) in confused {
            writeln!(out, "{:22}{:22}{n:6}", inert(gold), inert(found))?;
        }
    }
    let faulty = by_faults(scores);
    if !faulty.is_empty() {
        writeln!(out, "\n{:40} right wrong missed spurious", "entity")?;
        for (entity, counts) in faulty.iter().take(MOST_ENTITIES) {
            let EntityCounts { right, wrong, missed, spurious } = counts;
            writeln!(out, "{:40}{right:6}{wrong:6}{missed:7}{spurious:9}", inert(entity))?;
        }
        if let Some(more) = faulty.len().checked_sub(MOST_ENTITIES).filter(|more| *more > 0) {
            writeln!(out, "and {more} more (--format json has all)")?;
        }
    }
    if args.errors {
        writeln!(out)?;
        let mut contexts = Contexts::default();
        for mistake in &scores.mistakes {
            let pair = &pairs[mistake.document];
            let [before, surface, after] = contexts.of(mistake, pairs);
            let ids = match mistake.fault {
                Fault::Missed => mistake.gold.clone().unwrap_or_default(),
                Fault::Spurious => mistake.found.clone().unwrap_or("(open)".into()),
                Fault::WrongEntity => format!(
                    "{}, not {}",
                    mistake.found.as_deref().unwrap_or("(open)"),
                    mistake.gold.as_deref().unwrap_or_default()
                ),
            };
            writeln!(
                out,
                "{:12} {:12} {}: {}[{}]{}  {}",
                mistake.fault.as_str(),
                inert(&mistake.kind),
                inert(&pair.id),
                flat(&before),
                flat(&surface),
                flat(&after),
                inert(&ids)
            )?;
        }
    }
    Ok(())
}

/// Entities with an error, the worst first.
fn by_faults(scores: &Scores) -> Vec<(&str, EntityCounts)> {
    let faults = |counts: &EntityCounts| counts.wrong + counts.missed + counts.spurious;
    let mut faulty: Vec<(&str, EntityCounts)> =
        scores.entities.iter().map(|(entity, counts)| (entity.as_str(), *counts)).collect();
    faulty.retain(|(_, counts)| faults(counts) > 0);
    faulty.sort_by_key(|(_, counts)| std::cmp::Reverse(faults(counts)));
    faulty
}

fn json(scores: &Scores, pairs: &[Pair], args: &Args) -> serde_json::Value {
    let mut rows = serde_json::Map::new();
    for (row, counts) in &scores.rows {
        let figures = json!({
            "tp": counts.hits, "fp": counts.spurious, "fn": counts.missed, "normalized": counts.normalized,
            "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
            "normalized_f1": counts.normalized_f1(),
        });
        rows.insert(row.clone(), figures);
    }
    for (row, share) in [("voice", scores.voice), ("speaker", scores.speaker)] {
        if let Some(share) = share {
            let figures = json!({"right": share.right, "of": share.of, "accuracy": share.accuracy()});
            rows.insert(row.into(), figures);
        }
    }
    let confusion: Vec<_> = scores
        .confusion
        .iter()
        .map(|((gold, found), n)| json!({"gold": gold, "found": found, "count": n}))
        .collect();
    let entities: Vec<_> = scores
        .entities
        .iter()
        .map(|(entity, counts)| {
            json!({
                "entity": entity, "right": counts.right, "wrong": counts.wrong, "missed": counts.missed,
                "spurious": counts.spurious,
            })
        })
        .collect();
    let mut value =
        json!({"documents": pairs.len(), "scores": rows, "confusion": confusion, "entities": entities});
    if args.errors {
        let mut contexts = Contexts::default();
        let errors: Vec<_> =
            scores.mistakes.iter().map(|mistake| error_json(mistake, pairs, &mut contexts)).collect();
        value["errors"] = errors.into();
    }
    value
}

fn error_json(mistake: &Mistake, pairs: &[Pair], contexts: &mut Contexts) -> serde_json::Value {
    let pair = &pairs[mistake.document];
    let [before, surface, after] = contexts.of(mistake, pairs);
    json!({
        "document": pair.id, "error": mistake.fault.as_str(), "kind": mistake.kind, "start": mistake.start,
        "end": mistake.end, "surface": surface, "gold": mistake.gold, "system": mistake.found,
        "before": before, "after": after,
    })
}

/// What stands around errors. Those of a document come together, so its characters are counted once.
#[derive(Default)]
struct Contexts {
    document: Option<usize>,
    letters: Vec<char>,
}

impl Contexts {
    /// The text before, at and after an error.
    fn of(&mut self, mistake: &Mistake, pairs: &[Pair]) -> [String; 3] {
        if self.document != Some(mistake.document) {
            self.document = Some(mistake.document);
            self.letters = pairs[mistake.document].text.chars().collect();
        }
        let (start, end) = (mistake.start, mistake.end);
        let part = |from: usize, to: usize| -> String {
            let to = to.min(self.letters.len());
            self.letters[from.min(to)..to].iter().collect()
        };
        [part(start.saturating_sub(CONTEXT), start), part(start, end), part(end, end + CONTEXT)]
    }
}

/// On one line, obeyed by no terminal.
fn flat(text: &str) -> String {
    inert(text).replace('\n', " ")
}
