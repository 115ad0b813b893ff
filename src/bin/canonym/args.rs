//! What can be typed. Parsing only validates what was typed; what it means is built in [`commands`](crate::commands).

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};

/// Says who, what and where is meant in a text, exactly where it stands, and which words are loaded.
#[derive(Debug, Parser)]
#[command(name = "canonym", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tag articles: a colored text and a table on a terminal, one JSON record a document otherwise
    Tag(Tag),
    /// Rewrite articles: one name for one thing, neutral wording for loaded terms
    Rewrite(Rewrite),
    /// Compare articles or outlets: who is named, how, and in whose voice, on one page
    #[cfg(feature = "report")]
    Report(Report),
    /// Say why something was tagged, or why it was not
    Explain(Explain),
    /// Normalize bare names: which entity is meant by each
    Name(Name),
    /// Score against gold annotations
    Eval(crate::commands::eval::Args),
    /// Check, test and look into lexicons
    #[command(subcommand)]
    Lexicon(crate::commands::lexicon::Command),
}

/// Which lexicons are used. Later ones add to earlier ones: embedded, then `lexicons = [..]` of the nearest canonym.toml, then
/// $CANONYM_LEXICONS, then --lexicon.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Lexicons {
    /// Use this lexicon file or folder on top of the others (repeatable)
    #[arg(long = "lexicon", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Leave out the lexicons that come with canonym
    #[arg(long)]
    pub(crate) no_default_lexicons: bool,
    /// Leave out people in spellings that no lexicon lists and no rule makes
    #[arg(long)]
    pub(crate) listed_only: bool,
    /// Use this lexicon file or folder, or this file that `canonym lexicon compile` wrote, and nothing else
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "no_default_lexicons"])]
    pub(crate) gazetteer: Option<PathBuf>,
    /// Compile the lexicons anew and keep nothing, instead of using what an earlier run compiled
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Find names by this engine, whatever their number: automaton, trie or reference. All find the same
    #[arg(long, value_name = "ENGINE", value_parser = engine, hide = true)]
    pub(crate) engine: Option<canonym::Engine>,
}

fn engine(name: &str) -> Result<canonym::Engine, String> {
    canonym::Engine::from_name(name).ok_or_else(|| "the engines are automaton, trie and reference".to_owned())
}

/// What is read.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Inputs {
    /// Files and folders; `-` or none: standard input. `.gz` and `.zst` are unpacked. In a folder: the .txt, .md, .jsonl and .html
    /// files, and .warc where the program was built for them, also where these are links to files, but no hidden ones and none that
    /// .gitignore names; a link to a folder elsewhere is named and left out
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) options: ReadOptions,
    /// How many documents to work on at once, at most four a core; the output is the same for any number
    #[arg(long, short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: u16,
}

/// How files are read.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ReadOptions {
    /// What the files hold; by default what their names say, and plain text where they say nothing
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) input: Option<InputKind>,
    /// The field of a JSON record that is its text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// The field of a JSON record that is its id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,
    /// The field of a JSON record that says when its text was written, such as 2024-08-01
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,
    #[command(flatten)]
    pub(crate) written: Written,
    /// In folders, read files that .gitignore names, and hidden ones
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Show no progress
    #[arg(long)]
    pub(crate) no_progress: bool,
}

/// When the texts were written.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Written {
    /// When the texts were written: 2024, 2024-08 or 2024-08-01. Names and offices that have their time count in it only. By default the
    /// day is what the record or the first lines of the text say, if anything
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) date: Option<canonym::Date>,
}

impl Written {
    /// The gazetteer for that day.
    pub(crate) fn on(self, gazetteer: canonym::Gazetteer) -> canonym::Gazetteer {
        match self.date {
            Some(date) => gazetteer.dated(date),
            None => gazetteer,
        }
    }
}

fn parse_date(text: &str) -> Result<canonym::Date, String> {
    canonym::Date::parse(text).ok_or_else(|| "write a day such as 2024-08-01, or 2024-08, or 2024".into())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputKind {
    /// One document a file
    Text,
    /// A JSON object a line; what it holds besides text and id is passed through
    Jsonl,
    /// A web page: the article on it
    Html,
    /// A web archive: the articles on its pages, and its texts. Needs a program built with `--features warc`
    Warc,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym tag article.txt
  curl -s https://example.org/article.txt | canonym tag --format jsonl
  canonym tag --lexicon house.toml --offsets utf16 articles/
  canonym tag --input jsonl --text-field body --jobs 4 dump.jsonl.zst > tagged.jsonl
  canonym tag --format brat --output-dir annotated articles/*.txt
  canonym tag --jobs 4 -o mentions.tsv articles/")]
pub(crate) struct Tag {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) lexicons: Lexicons,
    /// How to print; by default what the ending of --output says (.tsv, .conll, .ann, .ttl, .sarif, .html, .parquet, .arrow), else
    /// `text` on a terminal and `jsonl` otherwise
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// The unit of offsets in JSON records and tables; other formats have their own
    #[arg(long, value_enum, default_value_t)]
    pub(crate) offsets: Offsets,
    /// Write to this file; it appears when all is done, and replaces an older one
    #[arg(long, short, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Write a file a document into this folder, named for its id
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Write what is known of each entity mentioned to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    /// Print what this stage gives to the next one, and stop
    #[arg(long, value_enum, value_name = "STAGE")]
    pub(crate) stop_after: Option<Stage>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym rewrite article.txt
  canonym rewrite --style first-full --terms replace article.txt
  canonym rewrite --terms annotate --diff articles/
  canonym rewrite --edits article.txt | jq .

A record of a .jsonl file comes out as a record with another text.")]
pub(crate) struct Rewrite {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) lexicons: Lexicons,
    /// Which name stands for an entity
    #[arg(long, value_enum, default_value_t)]
    pub(crate) style: Style,
    /// What becomes of loaded terms
    #[arg(long, value_enum, default_value_t)]
    pub(crate) terms: Terms,
    /// Rewrite what stands in quotation marks, too
    #[arg(long)]
    pub(crate) in_quotes: bool,
    /// Print the edits, one JSON object a line, in place of the text; offsets in code points
    #[arg(long, conflicts_with = "diff")]
    pub(crate) edits: bool,
    /// Print a unified diff in place of the text
    #[arg(long)]
    pub(crate) diff: bool,
    /// Write to this file; it appears when all is done, and replaces an older one
    #[arg(long, short, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Write a file a document into this folder, named for its id
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
}

#[cfg(feature = "report")]
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym report articles/ -o report.html
  canonym report dump.jsonl --group-by outlet -o report.html --csv figures/
  canonym report --text-field body --date-field published dump.jsonl.zst -o report.html

Records are grouped by a field, other files by the folder they are in: articles/irna/1.txt and articles/wafa/2.txt are of two outlets.")]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) lexicons: Lexicons,
    /// Write the page to this file; `-`: to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Write the figures to this folder, as tables for a spreadsheet
    #[arg(long, value_name = "DIR")]
    pub(crate) csv: Option<PathBuf>,
    /// The field of a JSON record by which articles are compared [default: outlet, where records have it]
    #[arg(long, value_name = "NAME")]
    pub(crate) group_by: Option<String>,
    /// The field of a JSON record that is its headline; without one the first line of the text stands for it
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub(crate) title_field: String,
    /// The field of a JSON record that is its web address
    #[arg(long, value_name = "NAME", default_value = "url")]
    pub(crate) url_field: String,
    /// What stands above it all
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// The full name everywhere
    #[default]
    Canonical,
    /// People by their full name first, by their short name from then on
    FirstFull,
    /// Names stay as they are
    Keep,
}

impl From<Style> for canonym::Style {
    fn from(style: Style) -> Self {
        match style {
            Style::Canonical => canonym::Style::Canonical,
            Style::FirstFull => canonym::Style::FirstFull,
            Style::Keep => canonym::Style::Keep,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Terms {
    /// The neutral wording in their place
    Replace,
    /// The neutral wording behind them, in brackets
    Annotate,
    /// They stay
    #[default]
    Keep,
}

impl From<Terms> for canonym::Terms {
    fn from(terms: Terms) -> Self {
        match terms {
            Terms::Replace => canonym::Terms::Replace,
            Terms::Annotate => canonym::Terms::Annotate,
            Terms::Keep => canonym::Terms::Keep,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("place").args(["at", "surface"]).required(true))]
#[command(after_help = "\
Examples:
  canonym explain article.txt --at 3:14
  canonym explain article.txt --surface 'Hadi Nasrallah'")]
pub(crate) struct Explain {
    /// Files; `-` or none: standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The word at this line and column (in characters, from 1)
    #[arg(long, value_name = "LINE:COL")]
    pub(crate) at: Option<String>,
    /// Every place where this text stands
    #[arg(long, value_name = "TEXT")]
    pub(crate) surface: Option<String>,
    #[command(flatten)]
    pub(crate) written: Written,
    #[command(flatten)]
    pub(crate) lexicons: Lexicons,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  canonym name 'Esmail Baghaei' 'President Rohani'
  cut -f2 people.tsv | canonym name --format tsv

Exit status: 0 when all are known, 1 when one is unknown, 2 when one is too long for a name.")]
pub(crate) struct Name {
    /// Names; none: one a line on standard input
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// How to print; a table on a terminal, `tsv` otherwise: input, entity id (empty when unknown or open), canonical form,
    /// evidence, candidates
    #[arg(long, value_enum)]
    pub(crate) format: Option<NameFormat>,
    #[command(flatten)]
    pub(crate) written: Written,
    #[command(flatten)]
    pub(crate) lexicons: Lexicons,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NameFormat {
    /// A table
    Text,
    /// One line of tab-separated values a name
    Tsv,
    /// One JSON object a name
    Jsonl,
}

/// The formats of the library, and the one that only a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The article with its mentions marked, and a table of entities.
    Text,
    /// One that the library writes.
    File(canonym::render::Format),
    /// Columns in Parquet.
    Parquet,
    /// Columns in Arrow's file format.
    Arrow,
}

impl Format {
    /// The one that a file's ending names, where it names one.
    pub(crate) fn of_ending(path: &std::path::Path) -> Option<Format> {
        use canonym::render::Format as File;
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "parquet" => Format::Parquet,
            "arrow" | "feather" => Format::Arrow,
            "tsv" => Format::File(File::Tsv),
            "conll" => Format::File(File::Conll),
            "ann" => Format::File(File::Brat),
            "ttl" => Format::File(File::Nif),
            "sarif" => Format::File(File::Sarif),
            "html" | "htm" => Format::File(File::Html),
            _ => return None,
        })
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        static ALL: std::sync::LazyLock<Vec<Format>> = std::sync::LazyLock::new(|| {
            let files = canonym::render::Format::ALL.into_iter().map(Format::File);
            std::iter::once(Format::Text).chain(files).chain([Format::Parquet, Format::Arrow]).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Format::Text => PossibleValue::new("text")
                .help("The article with its mentions marked, and a table of entities"),
            Format::File(format) => PossibleValue::new(format.as_str()).help(format.about()),
            Format::Parquet => PossibleValue::new("parquet")
                .help("Parquet, a row a document; needs a program built with `--features arrow`"),
            Format::Arrow => PossibleValue::new("arrow")
                .help("Arrow's file format, the same rows; needs a program built with `--features arrow`"),
        })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Bytes of the input
    Bytes,
    /// Unicode code points, as Python counts
    #[default]
    CodePoints,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

impl From<Offsets> for canonym::render::Offsets {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Bytes => canonym::render::Offsets::Bytes,
            Offsets::CodePoints => canonym::render::Offsets::CodePoints,
            Offsets::Utf16 => canonym::render::Offsets::Utf16,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The folded text
    Fold,
    /// Every place where the lexicon knows a surface
    Scan,
    /// Those that stand as words
    Select,
    /// Those with a reading
    Resolve,
}

impl From<Stage> for canonym::Stage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Fold => canonym::Stage::Fold,
            Stage::Scan => canonym::Stage::Scan,
            Stage::Select => canonym::Stage::Select,
            Stage::Resolve => canonym::Stage::Resolve,
        }
    }
}
