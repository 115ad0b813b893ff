//! The figures as tables for a spreadsheet, one figure a row: whoever opens them can make sums of their own.

use super::{Corpus, Figure, Figures};
use crate::entity::EntityId;
use crate::render::cell;

/// A table in CSV (RFC 4180, UTF-8), under a row of column names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it holds; the name of its file without the ending.
    pub name: &'static str,
    /// The rows, written down.
    pub csv: String,
}

impl Corpus<'_> {
    /// The tables: `outlets`, `names`, `spellings`, `terms`, `open` and `events`. No cell of them is a formula to a spreadsheet.
    pub fn tables(&self, figures: &Figures) -> Vec<Table> {
        let entity = |id: EntityId| self.gazetteer.entity(id);
        let mut outlets = Writer::new(&[
            "outlet",
            "articles",
            "words",
            "names",
            "loaded_narrator",
            "loaded_quoted",
            "open",
        ]);
        for (n, group) in figures.groups.iter().enumerate() {
            let totals = &figures.totals;
            let counts = [&totals.names, &totals.narrator, &totals.quoted, &totals.open]
                .map(|figure| figure.by_group[n]);
            let sizes = [group.n_articles, group.n_words];
            outlets.row([&group.name], sizes.into_iter().chain(counts));
        }
        let mut names = Writer::new(&["entity", "kind", "name", "outlet", "mentions", "articles"]);
        let mut spellings = Writer::new(&["entity", "kind", "name", "spelling", "outlet", "mentions"]);
        for named in &figures.named {
            let entity = entity(named.entity);
            let who = [entity.key.as_str(), entity.kind.as_str(), &entity.name];
            for (n, group) in used(&named.mentions, figures) {
                names.row(
                    who.into_iter().chain([group]),
                    [&named.mentions, &named.articles].map(|f| f.by_group[n]),
                );
            }
            for (spelling, figure) in &named.spellings {
                for (n, group) in used(figure, figures) {
                    spellings.row(who.into_iter().chain([spelling, group]), [figure.by_group[n]]);
                }
            }
        }
        let mut terms = Writer::new(&["by", "value", "name", "outlet", "narrator", "quoted"]);
        for pivot in &figures.loaded {
            for row in &pivot.rows {
                let value = row.label.as_deref().unwrap_or_default();
                let name = row.entity.map_or(value, |id| &entity(id).name);
                for (n, group) in used(&row.all, figures) {
                    let counts = [row.narrator.by_group[n], row.quoted.by_group[n]];
                    terms.row([pivot.dimension.as_str(), value, name, group], counts);
                }
            }
        }
        let mut open = Writer::new(&["spelling", "candidates", "outlet", "mentions"]);
        for row in &figures.open {
            let keys: Vec<&str> = row.candidates.iter().map(|id| entity(*id).key.as_str()).collect();
            for (n, group) in used(&row.mentions, figures) {
                open.row([&row.spelling, keys.join(" ").as_str(), group], [row.mentions.by_group[n]]);
            }
        }
        let mut events = Writer::new(&[
            "outlet_1",
            "article_1",
            "date_1",
            "outlet_2",
            "article_2",
            "date_2",
            "shared",
            "likeness_percent",
            "days",
        ]);
        for event in self.events() {
            let sides = event.articles.map(|at| {
                let about = &self.articles()[at].about;
                [
                    about.group.clone(),
                    about.id.clone(),
                    about.date.map_or_else(String::new, |date| date.to_string()),
                ]
            });
            let shared: Vec<&str> =
                event.shared.iter().map(|name| entity(name.entity).key.as_str()).collect();
            let text = sides.iter().flatten().map(String::as_str);
            let shared = shared.join(" ");
            let percent = (event.likeness * 100.0).round() as usize;
            let days = event.days.map(|days| days as usize);
            events.row(text.chain([shared.as_str()]), [percent].into_iter().chain(days));
        }
        [
            ("outlets", outlets),
            ("names", names),
            ("spellings", spellings),
            ("terms", terms),
            ("open", open),
            ("events", events),
        ]
        .map(|(name, writer)| Table { name, csv: writer.finish() })
        .into()
    }
}

/// The groups in which a figure is not zero.
fn used<'f>(figure: &'f Figure, figures: &'f Figures) -> impl Iterator<Item = (usize, &'f str)> {
    let groups = figures.groups.iter().map(|group| group.name.as_str()).enumerate();
    groups.filter(|(n, _)| figure.by_group[*n] > 0)
}

struct Writer {
    out: csv::Writer<Vec<u8>>,
    n_columns: usize,
}

impl Writer {
    fn new(head: &[&str]) -> Writer {
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        out.write_record(head).expect("a vector takes all");
        Writer { out, n_columns: head.len() }
    }

    /// A row: text first, then numbers; what is missing at the end is empty.
    fn row<'a>(
        &mut self,
        text: impl IntoIterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>,
        numbers: impl IntoIterator<Item = usize>,
    ) {
        let mut row: Vec<String> = text.into_iter().map(|text| cell(text.as_ref())).collect();
        row.extend(numbers.into_iter().map(|number| number.to_string()));
        row.resize(self.n_columns, String::new());
        self.out.write_record(row).expect("a vector takes all");
    }

    fn finish(self) -> String {
        String::from_utf8(self.out.into_inner().expect("a vector takes all"))
            .expect("it was written from strings")
    }
}
