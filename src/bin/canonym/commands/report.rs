//! `canonym report`: many articles to one page that compares them.

use std::fs;
use std::io::Write;
use std::path::{Component, Path};

use canonym::Gazetteer;
use canonym::report::{About, Article, Corpus, Wording};

use crate::args::Report;
use crate::documents::{Document, Documents};
use crate::output::{Failure, Outcome, Stream};
use crate::spared::Spared;
use crate::{layers, terminal};

/// The field that names a record's outlet, where none is given.
const OUTLET: &str = "outlet";

/// So many outlets can be told apart on one page.
const MOST_GROUPS: usize = 100;

/// Beyond so many bytes of text a page opens slowly.
const LARGE: usize = 40 << 20;

pub(crate) fn run(args: &Report) -> Outcome {
    let documents = Documents::of(&args.inputs.files, &args.inputs.options)?;
    let mut spared = Spared::of(documents.files(), &args.lexicons)?;
    let on_stdout = args.output.as_os_str() == "-";
    let target = match on_stdout {
        true => spared.claim_standard_output().map(|()| None)?,
        false => Some(spared.claim(&args.output)?),
    };
    let gazetteer = layers::gazetteer(&args.lexicons)?;
    let mut articles = Vec::new();
    let mut missing = Missing::default();
    let work = |document: Document| article(args, &gazetteer, &document);
    let status = documents.each(args.inputs.jobs, work, |(article, lacks)| {
        missing.add(lacks, &article);
        articles.push(article);
        Ok(())
    })?;
    if articles.is_empty() {
        return Err(Failure::Message("there is no article to report on".into()));
    }
    missing.tell(args, articles.len());
    let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    if n_bytes > LARGE {
        let size = n_bytes >> 20;
        crate::output::complain(format!(
            "the page holds {size} MiB of text and will open slowly; give fewer articles"
        ));
    }
    let corpus = Corpus::new(articles, &gazetteer);
    let n_groups = corpus.groups().len();
    if n_groups > MOST_GROUPS {
        let message = format!(
            "{n_groups} outlets are too many to compare, {MOST_GROUPS} are the most; --group-by takes another field"
        );
        return Err(Failure::Message(message));
    }
    let figures = corpus.figures();
    let page = corpus.page(&figures, &wording(args));
    let mut tables = Vec::new();
    if let Some(folder) = &args.csv {
        let cannot =
            |error| Failure::Message(format!("cannot make the folder `{}`: {error}", folder.display()));
        fs::create_dir_all(folder).map_err(cannot)?;
        for table in corpus.tables(&figures) {
            tables.push((spared.claim(&folder.join(table.name).with_extension("csv"))?, table.csv));
        }
    }
    let mut out = Stream::open(target)?;
    out.write_all(page.as_bytes())?;
    out.finish()?;
    for (target, csv) in tables {
        target.save(csv.as_bytes())?;
    }
    Ok(status)
}

fn wording(args: &Report) -> Wording {
    let standard = Wording::default();
    // Nobody knows the plural of a field's name.
    let group = match args.group_by.as_deref() {
        None | Some(OUTLET) => standard.group,
        Some(_) => ["group".into(), "groups".into()],
    };
    Wording { title: args.title.clone().unwrap_or(standard.title), group }
}

/// What an article should have said about itself and did not.
struct Lacks {
    group: bool,
    /// A date that is not understood.
    date: Option<String>,
}

fn article(args: &Report, gazetteer: &Gazetteer, document: &Document) -> Result<(Article, Lacks), String> {
    let decoded = document.decode()?;
    let field = |name: &str| field(document, name);
    let is_record = !document.fields.is_empty();
    let group = is_record.then(|| field(args.group_by.as_deref().unwrap_or(OUTLET))).flatten();
    let written = field(&args.inputs.options.date_field);
    let date = document.date;
    let lacks = Lacks {
        group: is_record && args.group_by.is_some() && group.is_none(),
        date: written.filter(|_| date.is_none()),
    };
    let about = About {
        id: document.id.clone(),
        headline: field(&args.title_field),
        group: group.unwrap_or_else(|| folder_of(args, document, is_record)),
        date,
        url: field(&args.url_field),
    };
    let document = document.tag(&decoded.text, &document.on_its_day(gazetteer))?;
    Ok((Article::new(about, &document), lacks))
}

/// A field of the record that is a text or a number.
fn field(document: &Document, name: &str) -> Option<String> {
    let (_, json) = document.fields.iter().find(|(field, _)| field == name)?;
    canonym::input::plain(json).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The folder that tells articles apart: the first one below the folder that was given, or the one a file is in. Records without an outlet
/// are told apart by their file.
fn folder_of(args: &Report, document: &Document, is_record: bool) -> String {
    let Some(source) = document.source.as_deref() else { return "standard input".into() };
    let source = Path::new(source);
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    if is_record {
        // The source of a record ends in its line.
        let file = source.to_string_lossy();
        let file = Path::new(file.rsplit_once(':').map_or(&*file, |(file, _)| file)).with_extension("");
        return name(&file.with_extension("")).unwrap_or_default();
    }
    for given in args.inputs.files.iter().filter(|given| given.is_dir()) {
        let Ok(below) = source.strip_prefix(given) else { continue };
        let mut parts = below.components();
        if let (Some(Component::Normal(folder)), Some(_)) = (parts.next(), parts.next()) {
            return folder.to_string_lossy().into_owned();
        }
        return given.canonicalize().ok().and_then(|given| name(&given)).unwrap_or_default();
    }
    source.canonicalize().ok().and_then(|path| name(path.parent()?)).unwrap_or_default()
}

/// What is told about articles at the end, in one sentence each and not for every one of them.
#[derive(Default)]
struct Missing {
    n_groups: usize,
    first_group: String,
    n_dates: usize,
    first_date: (String, String),
}

impl Missing {
    fn add(&mut self, lacks: Lacks, article: &Article) {
        if lacks.group {
            if self.n_groups == 0 {
                self.first_group = article.about.id.clone();
            }
            self.n_groups += 1;
        }
        if let Some(date) = lacks.date {
            if self.n_dates == 0 {
                self.first_date = (article.about.id.clone(), date);
            }
            self.n_dates += 1;
        }
    }

    fn tell(&self, args: &Report, n_articles: usize) {
        if let (true, Some(field)) = (self.n_groups > 0, &args.group_by) {
            let (n, first) = (self.n_groups, terminal::cell(&self.first_group));
            let message = format!(
                "{n} of {n_articles} articles have no `{field}` (the first is `{first}`); they go by their file's name"
            );
            crate::output::complain(message);
        }
        if self.n_dates > 0 {
            let (n, (id, date)) = (self.n_dates, &self.first_date);
            let (id, date) = (terminal::cell(id), terminal::cell(date));
            let message = format!(
                "the dates of {n} articles are not understood (the first is `{date}`, of `{id}`); write 2024-01-31"
            );
            crate::output::complain(message);
        }
    }
}
