//! canonym against the bare `aho-corasick` scan of the same surfaces, in one process; see benches/README.md.

mod bare;
mod made;

use std::process::ExitCode;
use std::time::Duration;

use canonym::render::{Record, write_jsonl};
use canonym::{Engine, Gazetteer, Lexicon, Source};
use cpu_time::ThreadTime;

use bare::Bare;

/// What comes out for the names and the 10 MB of text that are made here: names, occurrences that the bare scan finds, that canonym finds,
/// and of the latter those that get their text. A program that finds anything else is not measured.
const EXPECTED: [(usize, usize, usize, usize); 2] =
    [(577, 32_440, 34_172, 26_970), (100_000, 142_003, 155_679, 71_714)];

struct Args {
    text: Option<String>,
    names: Vec<String>,
    sizes: Vec<usize>,
    megabytes: usize,
    rounds: usize,
    engine: Option<Engine>,
    article: usize,
    bare: bool,
}

const USAGE: &str = "cargo bench --bench ratios -- [--text FILE] [--names FILE]... [--sizes 577,100000,1000000] [--megabytes 10] \
    [--rounds 5] [--engine automaton|trie|reference] [--article BYTES] [--no-bare]";

fn args() -> Result<Args, String> {
    let mut args = Args {
        text: None,
        names: Vec::new(),
        sizes: vec![577, 100_000, 1_000_000],
        megabytes: 10,
        rounds: 5,
        engine: None,
        article: 4000,
        bare: true,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        let number = |text: String| text.parse::<usize>().map_err(|_| format!("{text} is no number"));
        match word.as_str() {
            // What cargo itself adds.
            "--bench" => {}
            "--no-bare" => args.bare = false,
            "--text" => args.text = Some(value()?),
            "--names" => args.names.push(value()?),
            "--sizes" => {
                args.sizes = value()?.split(',').map(|n| number(n.to_owned())).collect::<Result<_, _>>()?
            }
            "--megabytes" => args.megabytes = number(value()?)?,
            "--rounds" => args.rounds = number(value()?)?.max(1),
            "--article" => args.article = number(value()?)?.max(1),
            "--engine" => {
                let name = value()?;
                args.engine =
                    Some(Engine::from_name(&name).ok_or_else(|| format!("there is no engine {name}"))?);
            }
            other => return Err(format!("{other} is not known. {USAGE}")),
        }
    }
    Ok(args)
}

fn main() -> ExitCode {
    match args().and_then(|args| run(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let read = |path: &String| std::fs::read_to_string(path).map_err(|cause| format!("{path}: {cause}"));
    let given = args.text.as_ref().map(read).transpose()?;
    if args.names.is_empty() {
        for &n in &args.sizes {
            let names = made::names(n);
            let text = given.clone().unwrap_or_else(|| made::text(&names, args.megabytes * 1_000_000));
            one(args, &names, &text, given.is_none() && args.megabytes == 10)?;
        }
    }
    for path in &args.names {
        let list = read(path)?;
        // One name a line; what stands before a tab is somebody's id for it.
        let names: Vec<String> =
            list.lines().map(|line| line.rsplit('\t').next().unwrap_or(line).to_owned()).collect();
        let text = given.clone().unwrap_or_else(|| made::text(&names, args.megabytes * 1_000_000));
        one(args, &names, &text, false)?;
    }
    Ok(())
}

/// Names that stand as they are: `exact` names have no other spellings, so that there are as many surfaces as names, or nearly.
fn gazetteer(names: &[String]) -> Result<Gazetteer, String> {
    let sources = names
        .chunks(20_000)
        .enumerate()
        .map(|(file, names)| {
            let mut text = String::from("format = 1\n");
            for (n, name) in names.iter().enumerate() {
                let name = serde_json::Value::from(name.as_str());
                text.push_str(&format!("[place.e{file}-{n}]\nname = {name}\ncase = \"exact\"\n"));
            }
            Source { name: format!("{file}.toml"), text, layer: 0 }
        })
        .collect();
    let (lexicon, _) = Lexicon::parse(sources);
    lexicon.compile().map(Gazetteer::listed_only).map_err(|cause| cause.to_string())
}

/// Times of one thing, round after round.
struct Times {
    what: &'static str,
    times: Vec<Duration>,
}

impl Times {
    fn new(what: &'static str) -> Times {
        Times { what, times: Vec::new() }
    }

    fn take<T>(&mut self, mut work: impl FnMut() -> T) -> T {
        let start = ThreadTime::now();
        let result = work();
        self.times.push(start.elapsed());
        result
    }

    fn median(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort();
        times.get(times.len() / 2).map_or(f64::NAN, Duration::as_secs_f64)
    }
}

fn one(args: &Args, names: &[String], text: &str, made: bool) -> Result<(), String> {
    let mut gazetteer = gazetteer(names)?;
    if let Some(engine) = args.engine {
        gazetteer = gazetteer.with_engine(engine);
    }
    println!(
        "\n{} names, {} surfaces, {:.1} MB of text, engine {:?}",
        names.len(),
        gazetteer.n_surfaces(),
        text.len() as f64 / 1e6,
        gazetteer.engine()
    );
    let mut bare = args.bare.then(|| Bare::of(gazetteer.measure_surfaces()));
    check(&gazetteer, text, &mut bare, names.len(), made)?;

    let mut times = [
        "bare: lower-case copy",
        "bare: scan, boundaries",
        "bare: select",
        "scan (folds in place)",
        "select",
        "scan and select, articles",
        "all stages to records, articles",
    ]
    .map(Times::new);
    let articles = articles(text, args.article);
    let mut records = Vec::new();
    for _ in 0..args.rounds {
        let [copy, search, sweep, scan, select, short, whole] = &mut times;
        if let Some(bare) = &mut bare {
            copy.take(|| bare.fold(text));
            search.take(|| bare.scan());
            sweep.take(|| bare.select());
        }
        let scanned = scan.take(|| gazetteer.measure_scan(text));
        select.take(|| gazetteer.measure_select(text, &scanned));
        short.take(|| {
            articles
                .iter()
                .map(|article| {
                    gazetteer.measure_select(article, &gazetteer.measure_scan(article)).claimed.len()
                })
                .sum::<usize>()
        });
        whole.take(|| {
            records.clear();
            for article in &articles {
                write_jsonl(&gazetteer.tag(article), &gazetteer, &Record::default(), &mut records)
                    .expect("memory takes all");
            }
        });
    }
    let [copy, search, sweep, scan, select, short, whole] = times.each_ref().map(Times::median);
    let bare = copy + search + sweep;
    let row = |what: &str, seconds: f64| {
        println!(
            "{what:<34} {:>9.1} MB/s {:>8.2} ns/B {:>8.2}x",
            text.len() as f64 / seconds / 1e6,
            seconds * 1e9 / text.len() as f64,
            bare / seconds
        );
    };
    for times in &times[..3] {
        row(times.what, times.median());
    }
    row("bare: all", bare);
    for times in &times[3..5] {
        row(times.what, times.median());
    }
    row("scan and select", scan + select);
    row(times[5].what, short);
    row(times[6].what, whole);
    Ok(())
}

/// The text in pieces of about `len` bytes, cut at line ends.
fn articles(text: &str, len: usize) -> Vec<&str> {
    let mut articles = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let from = rest.len().min(len);
        let cut = rest.as_bytes()[from..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(rest.len(), |n| from + n + 1);
        let (article, after) = rest.split_at(cut);
        articles.push(article);
        rest = after;
    }
    articles
}

/// Refuses to measure what is wrong: what canonym finds is what its reference finds, and takes in all that the bare scan finds.
fn check(
    gazetteer: &Gazetteer,
    text: &str,
    bare: &mut Option<Bare>,
    n_names: usize,
    made: bool,
) -> Result<(), String> {
    let selected = gazetteer.measure_select(text, &gazetteer.measure_scan(text));
    // The reference is slow.
    let mut cut = text.len().min(2_000_000);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let reference = gazetteer.clone().with_engine(Engine::Reference);
    let expected = reference.measure_select(&text[..cut], &reference.measure_scan(&text[..cut]));
    let found = gazetteer.measure_select(&text[..cut], &gazetteer.measure_scan(&text[..cut]));
    if expected.words != found.words || expected.claimed != found.claimed {
        return Err("canonym does not find what its reference finds".into());
    }
    let mut n_bare = 0;
    if let Some(bare) = bare {
        bare.fold(text);
        bare.scan();
        n_bare = bare.found.len();
        let known: std::collections::HashSet<(u32, u32, u32)> =
            selected.words.iter().map(|(span, id)| (span.start as u32, span.end as u32, *id)).collect();
        let missing: Vec<_> = bare.found.iter().filter(|hit| !known.contains(hit)).collect();
        let share = missing.len() as f64 / n_bare.max(1) as f64;
        println!(
            "{n_bare} occurrences in the bare scan, {} of them not canonym's; canonym: {}, of which {} get their text",
            missing.len(),
            selected.words.len(),
            selected.claimed.len()
        );
        for (start, end, _) in missing.iter().take(3) {
            let (mut from, mut to) =
                ((*start as usize).saturating_sub(12), (*end as usize + 12).min(text.len()));
            while !text.is_char_boundary(from) {
                from -= 1;
            }
            while !text.is_char_boundary(to) {
                to += 1;
            }
            println!(
                "  not a word for canonym: {:?} in {:?}",
                &text[*start as usize..*end as usize],
                &text[from..to]
            );
        }
        if share > if made { 0.0 } else { 0.01 } {
            return Err(format!("canonym misses {} occurrences that the bare scan finds", missing.len()));
        }
    }
    let row = (n_names, n_bare, selected.words.len(), selected.claimed.len());
    let expected = EXPECTED.iter().find(|expected| made && expected.0 == n_names);
    if let Some(expected) = expected
        && bare.is_some()
        && *expected != row
    {
        return Err(format!("expected {expected:?}, found {row:?}"));
    }
    Ok(())
}
