//! `canonym lexicon check`: every mistake of the lexicons, at its place.

use std::io::Write;
use std::path::PathBuf;

use canonym::{Diagnostic, Label, Lexicon, LineIndex, Rule, Severity, Source, review};
use serde_json::{Value, json};

use super::count;
use super::scope::Scope;
use crate::args::Lexicons;
use crate::output::{Failure, Outcome, Status};
use crate::snippet::Drawer;

/// Show every mistake and doubtful spot of the lexicons, each at its place
///
/// Exits with 1 when something is shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files or folders to check, together with the other lexicons in effect; without any, all of these are checked
    #[arg(value_name = "PATH")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    lexicons: Lexicons,
    /// How to show what was found
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// Do not show what this rule finds; may be given several times
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// Show errors only
    #[arg(long)]
    errors_only: bool,
    /// Show notes as well: what is not wrong but good to know, such as generated spellings that are not used
    #[arg(long, conflicts_with = "errors_only")]
    notes: bool,
    /// Say what a rule does and why; without a code, list all rules
    #[arg(long, value_name = "CODE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "that is how clap spells an option with an optional value")]
    explain: Option<Option<String>>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    /// For people: lines of the lexicon with what is wrong underlined
    #[default]
    Text,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code-scanning services
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    let status = check(args, &mut out)?;
    out.flush()?;
    Ok(status)
}

fn check(args: &Args, out: &mut dyn Write) -> Outcome {
    if let Some(code) = &args.explain {
        return explain(code.as_deref(), out);
    }
    for code in &args.allow {
        rule(code)?;
    }
    let scope = Scope::new(&args.files, &args.lexicons)?;
    let (lexicon, mut diagnostics) = Lexicon::parse(scope.sources.clone());
    diagnostics.extend(lexicon.check());
    // With errors there is nothing to look at; without, what compiling leaves out is worth knowing too.
    if !diagnostics.iter().any(|one| one.severity == Severity::Error) {
        diagnostics.extend(review(&lexicon, &lexicon.compile()?));
    }
    diagnostics.sort_by(|a, b| {
        let place = |one: &Diagnostic| (one.at.source, one.at.span, one.code);
        place(a).cmp(&place(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.retain(|one| {
        scope.includes(&lexicon, one)
            && !args.allow.iter().any(|code| code == one.code.as_str())
            && match one.severity {
                Severity::Error => true,
                Severity::Warning => !args.errors_only,
                Severity::Note => args.notes,
            }
    });
    show(&diagnostics, &lexicon, args.format, out)?;
    let of = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let counts =
        [(of(Severity::Error), "error"), (of(Severity::Warning), "warning"), (of(Severity::Note), "note")];
    let files = lexicon.sources().iter().filter(|source| scope.has(source)).count();
    if let Format::Text = args.format {
        let found = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun));
        let found = found.collect::<Vec<String>>().join(", ");
        let found = if found.is_empty() { "nothing to complain of" } else { &found };
        out.flush()?;
        let _ = writeln!(anstream::stderr(), "checked {}: {found}", count(files, "file"));
    }
    let complaints = counts[0].0 + counts[1].0;
    Ok(if complaints == 0 { Status::Done } else { Status::Findings })
}

fn rule(code: &str) -> Result<&'static Rule, Failure> {
    Lexicon::rules().into_iter().find(|rule| rule.code.as_str() == code).ok_or_else(|| {
        Failure::Message(format!("there is no rule `{code}`; `canonym lexicon check --explain` lists them"))
    })
}

fn explain(code: Option<&str>, out: &mut dyn Write) -> Outcome {
    match code {
        Some(code) => {
            let rule = rule(code)?;
            write!(out, "# {} ({})\n\n{}", rule.code.as_str(), rule.severity.as_str(), rule.doc)?;
        }
        None => {
            for rule in Lexicon::rules() {
                let first = rule.doc.lines().nth(1).unwrap_or_default();
                let first = first.split_inclusive(". ").next().unwrap_or_default().trim_end();
                writeln!(out, "{:<18} {:<8} {first}", rule.code.as_str(), rule.severity.as_str())?;
            }
        }
    }
    Ok(Status::Done)
}

fn show(
    diagnostics: &[Diagnostic],
    lexicon: &Lexicon,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let sources = lexicon.sources();
    match format {
        Format::Text => {
            let drawer = Drawer::new(sources);
            for diagnostic in diagnostics {
                writeln!(out, "{}", drawer.draw(diagnostic))?;
            }
        }
        Format::Json => {
            let places = Places::new(sources);
            for diagnostic in diagnostics {
                writeln!(out, "{}", canonym::render::line_of_json(&places.json(diagnostic)))?;
            }
        }
        Format::Sarif => {
            let places = Places::new(sources);
            serde_json::to_writer_pretty(&mut *out, &places.sarif(diagnostics))
                .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Github => {
            let places = Places::new(sources);
            for diagnostic in diagnostics {
                writeln!(out, "{}", places.github(diagnostic))?;
            }
        }
    }
    Ok(())
}

/// Where lines begin in each source; columns are counted in code points from 1.
struct Places<'s> {
    sources: &'s [Source],
    lines: Vec<LineIndex<'s>>,
}

impl<'s> Places<'s> {
    fn new(sources: &'s [Source]) -> Places<'s> {
        Places { sources, lines: sources.iter().map(|source| LineIndex::new(&source.text)).collect() }
    }

    fn name(&self, label: &Label) -> &'s str {
        &self.sources[label.source.index()].name
    }

    /// Line and column of the start and of the end.
    fn range(&self, label: &Label) -> [(usize, usize); 2] {
        let lines = &self.lines[label.source.index()];
        [lines.line_column(label.span.start), lines.line_column(label.span.end)]
    }

    fn place(&self, label: &Label) -> Value {
        let [(line, column), (end_line, end_column)] = self.range(label);
        json!({
            "path": self.name(label),
            "start": {"line": line, "column": column},
            "end": {"line": end_line, "column": end_column},
            "note": label.note,
        })
    }

    fn json(&self, diagnostic: &Diagnostic) -> Value {
        json!({
            "code": diagnostic.code.as_str(),
            "severity": diagnostic.severity.as_str(),
            "message": diagnostic.message,
            "at": self.place(&diagnostic.at),
            "related": diagnostic.related.iter().map(|label| self.place(label)).collect::<Vec<Value>>(),
            "help": diagnostic.help,
        })
    }

    fn sarif(&self, diagnostics: &[Diagnostic]) -> Value {
        let location = |label: &Label| {
            let [(line, column), (end_line, end_column)] = self.range(label);
            json!({
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(self.name(label))},
                    "region": {
                        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
                    },
                },
                "message": {"text": if label.note.is_empty() { "here" } else { &label.note }},
            })
        };
        let rules = Lexicon::rules();
        let results: Vec<Value> = diagnostics
            .iter()
            .map(|one| {
                let text = match &one.help {
                    Some(help) => format!("{}. {help}", one.message),
                    None => one.message.clone(),
                };
                json!({
                    "ruleId": one.code.as_str(),
                    "ruleIndex": rules.iter().position(|rule| rule.code == one.code),
                    "level": one.severity.as_str(),
                    "message": {"text": text},
                    "locations": [location(&one.at)],
                    "relatedLocations": one.related.iter().map(location).collect::<Vec<Value>>(),
                })
            })
            .collect();
        let described: Vec<Value> = rules
            .iter()
            .map(|rule| {
                json!({
                    "id": rule.code.as_str(),
                    "shortDescription": {"text": rule.doc.lines().nth(1).unwrap_or_default()},
                    "help": {"text": rule.doc, "markdown": rule.doc},
                    "defaultConfiguration": {"level": rule.severity.as_str()},
                })
            })
            .collect();
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "canonym",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": described,
                }},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        })
    }

    fn github(&self, diagnostic: &Diagnostic) -> String {
        let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
        let [(line, column), (end_line, end_column)] = self.range(&diagnostic.at);
        let mut message = diagnostic.message.clone();
        if !diagnostic.at.note.is_empty() {
            message = format!("{message}: {}", diagnostic.at.note);
        }
        for label in &diagnostic.related {
            let (line, column) = self.range(label)[0];
            message.push_str(&format!("\n{}:{line}:{column} {}", self.name(label), label.note));
        }
        if let Some(help) = &diagnostic.help {
            message.push_str(&format!("\nhelp: {help}"));
        }
        // Columns only mean something where both ends are on one line.
        let columns = match line == end_line {
            true => format!(",col={column},endColumn={end_column}"),
            false => String::new(),
        };
        format!(
            "::{} file={},line={line},endLine={end_line}{columns},title={}::{}",
            match diagnostic.severity {
                Severity::Note => "notice",
                other => other.as_str(),
            },
            property(self.name(&diagnostic.at)),
            property(diagnostic.code.as_str()),
            data(&message),
        )
    }
}

/// Text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
