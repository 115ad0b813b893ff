//! The figures in the words, orders and measures of the page.

use serde::Serialize;

use super::Wording;
use crate::entity::{Entity, EntityId, Form, Kind};
use crate::gazetteer::Gazetteer;
use crate::report::figures::Figures;
use crate::report::{
    Condition, Corpus, Dimension, Figure, MAX_DAYS, MIN_LIKENESS, MIN_SHARED, MOST_COMPARED, Pivot, PivotRow,
    Selection,
};

/// How many rows of each kind the first chart has.
const TOP: usize = 8;

/// Up to so many groups each have a column and a color of their own.
const MOST_COLUMNS: usize = 6;

/// How many pairs of articles the page shows.
const MOST_EVENTS: usize = 300;

#[derive(Serialize)]
pub(super) struct View<'a> {
    title: &'a str,
    /// What a group is called: one, several.
    group: &'a [String; 2],
    version: &'static str,
    lexicon: &'a str,
    n_articles: String,
    n_words: String,
    n_entities: String,
    /// The first and the last day.
    dates: Option<[String; 2]>,
    names: FigureView,
    loaded: FigureView,
    open: FigureView,
    groups: Vec<GroupView<'a>>,
    /// Whether there is anything to compare.
    several: bool,
    /// Whether each group has a column.
    columns: bool,
    tops: Vec<Top<'a>>,
    named: Vec<NamedView<'a>>,
    spelled: Vec<SpelledView<'a>>,
    n_differ: usize,
    pivots: Vec<PivotView<'a>>,
    left_open: Vec<OpenView<'a>>,
    events: Vec<EventView<'a>>,
    n_events: usize,
    articles: Vec<ArticleView<'a>>,
    min_shared: usize,
    max_days: u32,
    most_compared: usize,
    min_likeness: usize,
}

/// A number that leads to its sentences.
#[derive(Serialize)]
struct FigureView {
    n: usize,
    /// With a comma between thousands.
    shown: String,
    /// The numbers by group, with spaces between.
    by: String,
    query: String,
}

#[derive(Serialize)]
struct GroupView<'a> {
    name: &'a str,
    n_articles: String,
    n_words: String,
    names: FigureView,
    narrator: FigureView,
    quoted: FigureView,
    /// Loaded terms in a thousand words, in the narrator's voice and quoted.
    rates: [String; 2],
    bar: Vec<Segment>,
}

/// A part of a bar, in hundredths of the longest bar.
#[derive(Serialize)]
struct Segment {
    x: String,
    width: String,
    class: String,
    group: usize,
}

#[derive(Serialize)]
struct Top<'a> {
    heading: &'static str,
    rows: Vec<TopRow<'a>>,
}

#[derive(Serialize)]
struct TopRow<'a> {
    name: &'a str,
    mentions: FigureView,
    bar: Vec<Segment>,
}

#[derive(Serialize)]
struct NamedView<'a> {
    name: &'a str,
    key: &'a str,
    kind: &'static str,
    mentions: FigureView,
    articles: FigureView,
    spellings: Vec<SpellingView<'a>>,
    by_group: Vec<FigureView>,
}

#[derive(Serialize)]
struct SpellingView<'a> {
    spelling: &'a str,
    mentions: FigureView,
}

#[derive(Serialize)]
struct SpelledView<'a> {
    name: &'a str,
    kind: &'static str,
    form: &'static str,
    differ: bool,
    mentions: FigureView,
    /// The spellings of each group that has the form.
    groups: Vec<SpelledGroup<'a>>,
}

#[derive(Serialize)]
struct SpelledGroup<'a> {
    group: &'a str,
    at: usize,
    spellings: Vec<SpellingView<'a>>,
}

#[derive(Serialize)]
struct PivotView<'a> {
    by: &'static str,
    label: String,
    rows: Vec<PivotRowView<'a>>,
}

#[derive(Serialize)]
struct PivotRowView<'a> {
    name: String,
    kind: &'static str,
    term: Option<TermView<'a>>,
    all: FigureView,
    narrator: FigureView,
    quoted: FigureView,
    bar: Vec<Segment>,
    /// Narrator and quoted, for each group.
    by_group: Vec<[FigureView; 2]>,
}

#[derive(Serialize)]
struct TermView<'a> {
    category: &'a str,
    camp: Option<&'a str>,
    referent: Option<&'a str>,
    neutral: &'a [String],
}

#[derive(Serialize)]
struct OpenView<'a> {
    spelling: &'a str,
    candidates: Vec<&'a str>,
    mentions: FigureView,
}

#[derive(Serialize)]
struct EventView<'a> {
    percent: usize,
    days: Option<u32>,
    sides: [Side<'a>; 2],
    shared: Vec<SharedView<'a>>,
    n_more: usize,
}

#[derive(Serialize)]
struct Side<'a> {
    article: usize,
    group: usize,
    outlet: &'a str,
    headline: &'a str,
    date: Option<String>,
}

#[derive(Serialize)]
struct SharedView<'a> {
    name: &'a str,
    kind: &'static str,
    percent: usize,
    n_articles: usize,
}

#[derive(Serialize)]
struct ArticleView<'a> {
    n: usize,
    headline: &'a str,
    group: usize,
    outlet: &'a str,
    date: Option<String>,
    n_names: usize,
    narrator: usize,
    quoted: usize,
}

impl<'a> View<'a> {
    pub(super) fn of(corpus: &'a Corpus<'_>, figures: &'a Figures, wording: &'a Wording) -> View<'a> {
        let gazetteer = corpus.gazetteer;
        let page = Maker { gazetteer, figures };
        let n_groups = figures.groups.len();
        let articles = corpus.articles();
        let dates = articles.iter().filter_map(|article| article.about.date);
        let totals = &figures.totals;
        let events = corpus.events();
        View {
            title: &wording.title,
            group: &wording.group,
            version: env!("CARGO_PKG_VERSION"),
            lexicon: gazetteer.hash(),
            n_articles: thousands(articles.len()),
            n_words: thousands(figures.groups.iter().map(|group| group.n_words).sum()),
            n_entities: thousands(figures.named.len()),
            dates: dates
                .clone()
                .min()
                .zip(dates.max())
                .map(|(first, last)| [first.to_string(), last.to_string()]),
            names: page.figure(&totals.names),
            loaded: page.figure(&Figure {
                selection: Selection(vec![Condition::Loaded]),
                by_group: sums(&totals.narrator, &totals.quoted),
            }),
            open: page.figure(&totals.open),
            groups: page.groups(),
            several: n_groups > 1,
            columns: n_groups > 1 && n_groups <= MOST_COLUMNS,
            tops: page.tops(),
            named: page.named(),
            spelled: page.spelled(),
            n_differ: figures.spelled.iter().filter(|row| row.differ).count(),
            pivots: figures.loaded.iter().map(|pivot| page.pivot(pivot, wording)).collect(),
            left_open: page.open(),
            n_events: events.len(),
            events: events.iter().take(MOST_EVENTS).map(|event| page.event(corpus, event)).collect(),
            articles: (0..articles.len()).map(|n| page.article(corpus, n)).collect(),
            min_shared: MIN_SHARED,
            max_days: MAX_DAYS,
            most_compared: MOST_COMPARED,
            min_likeness: (MIN_LIKENESS * 100.0).round() as usize,
        }
    }
}

struct Maker<'a> {
    gazetteer: &'a Gazetteer,
    figures: &'a Figures,
}

impl<'a> Maker<'a> {
    fn entity(&self, id: EntityId) -> &'a Entity {
        self.gazetteer.entity(id)
    }

    fn figure(&self, figure: &Figure) -> FigureView {
        let by: Vec<String> = figure.by_group.iter().map(usize::to_string).collect();
        let n = figure.total();
        FigureView { n, shown: thousands(n), by: by.join(" "), query: figure.selection.query(self.gazetteer) }
    }

    /// The part of a figure that is of one group.
    fn of_group(&self, figure: &Figure, group: usize) -> FigureView {
        let name = self.figures.groups[group].name.clone();
        let mut by_group = vec![0; figure.by_group.len()];
        by_group[group] = figure.by_group[group];
        self.figure(&Figure { selection: figure.selection.and(Condition::Group(name)), by_group })
    }

    fn groups(&self) -> Vec<GroupView<'a>> {
        let totals = &self.figures.totals;
        let rate = |figure: &Figure, group: usize| {
            let n_words = self.figures.groups[group].n_words.max(1);
            1000.0 * figure.by_group[group] as f64 / n_words as f64
        };
        let all = 0..self.figures.groups.len();
        let most =
            all.clone().map(|n| rate(&totals.narrator, n) + rate(&totals.quoted, n)).fold(0.0, f64::max);
        all.map(|n| {
            let group = &self.figures.groups[n];
            let rates = [rate(&totals.narrator, n), rate(&totals.quoted, n)];
            GroupView {
                name: &group.name,
                n_articles: thousands(group.n_articles),
                n_words: thousands(group.n_words),
                names: self.of_group(&totals.names, n),
                narrator: self.of_group(&totals.narrator, n),
                quoted: self.of_group(&totals.quoted, n),
                rates: rates.map(|rate| format!("{rate:.1}")),
                bar: segments(&rates, most, |side| (["narrator", "quoted"][side].into(), n)),
            }
        })
        .collect()
    }

    fn tops(&self) -> Vec<Top<'a>> {
        let headings =
            [(Kind::Person, "People"), (Kind::Organization, "Organizations"), (Kind::Place, "Places")];
        let colors = self.figures.groups.len() <= MOST_COLUMNS;
        let top = |(kind, heading)| {
            let rows =
                self.figures.named.iter().filter(|named| self.entity(named.entity).kind == kind).take(TOP);
            let most = rows.clone().map(|named| named.mentions.total()).max().unwrap_or(0) as f64;
            let row = |named: &crate::report::Named| {
                let counts: Vec<f64> = named.mentions.by_group.iter().map(|n| *n as f64).collect();
                let class = |group: usize| if colors { format!("series-{group}") } else { "series-0".into() };
                TopRow {
                    name: &self.entity(named.entity).name,
                    mentions: self.figure(&named.mentions),
                    bar: segments(&counts, most, |group| (class(group), group)),
                }
            };
            Top { heading, rows: rows.map(row).collect() }
        };
        headings.map(top).into_iter().filter(|top| !top.rows.is_empty()).collect()
    }

    fn named(&self) -> Vec<NamedView<'a>> {
        let columns = (2..=MOST_COLUMNS).contains(&self.figures.groups.len());
        let row = |named: &'a crate::report::Named| {
            let entity = self.entity(named.entity);
            let n_columns = if columns { self.figures.groups.len() } else { 0 };
            NamedView {
                name: &entity.name,
                key: &entity.key,
                kind: entity.kind.as_str(),
                mentions: self.figure(&named.mentions),
                articles: self.figure(&named.articles),
                spellings: self.spellings(&named.spellings, |figure| self.figure(figure)),
                by_group: (0..n_columns).map(|n| self.of_group(&named.mentions, n)).collect(),
            }
        };
        self.figures.named.iter().map(row).collect()
    }

    /// Those spellings that `part` has at least once, the most frequent first.
    fn spellings(
        &self,
        spellings: &'a [(String, Figure)],
        part: impl Fn(&Figure) -> FigureView,
    ) -> Vec<SpellingView<'a>> {
        let view =
            |(spelling, figure): &'a (String, Figure)| SpellingView { spelling, mentions: part(figure) };
        let mut views: Vec<SpellingView<'a>> =
            spellings.iter().map(view).filter(|view| view.mentions.n > 0).collect();
        views.sort_by_key(|view| std::cmp::Reverse(view.mentions.n));
        views
    }

    fn spelled(&self) -> Vec<SpelledView<'a>> {
        let row = |row: &'a crate::report::Spelled| {
            let entity = self.entity(row.entity);
            let group = |n: usize| SpelledGroup {
                group: &self.figures.groups[n].name,
                at: n,
                spellings: self.spellings(&row.spellings, |figure| self.of_group(figure, n)),
            };
            let used = (0..self.figures.groups.len()).filter(|n| row.mentions.by_group[*n] > 0);
            SpelledView {
                name: &entity.name,
                kind: entity.kind.as_str(),
                form: match row.form {
                    Form::Name => "name",
                    Form::Short => "short name",
                    Form::Abbreviation => "abbreviation",
                    Form::Demonym => "adjective",
                },
                differ: row.differ,
                mentions: self.figure(&row.mentions),
                groups: used.map(group).collect(),
            }
        };
        self.figures.spelled.iter().map(row).collect()
    }

    fn pivot(&self, pivot: &'a Pivot, wording: &Wording) -> PivotView<'a> {
        let label = match pivot.dimension {
            Dimension::Term => "term".into(),
            Dimension::Referent => "whom it names".into(),
            Dimension::Camp => "camp".into(),
            Dimension::Category => "category".into(),
            Dimension::Group => wording.group[0].clone(),
            Dimension::Speaker => "who says it".into(),
        };
        let most = pivot.rows.iter().map(|row| row.all.total()).max().unwrap_or(0) as f64;
        let columns = self.figures.groups.len() > 1 && self.figures.groups.len() <= MOST_COLUMNS / 2;
        let n_columns = if columns { self.figures.groups.len() } else { 0 };
        let row = |row: &'a PivotRow| {
            let entity = row.entity.map(|id| self.entity(id));
            let counts = [row.narrator.total() as f64, row.quoted.total() as f64];
            let term = entity
                .and_then(|entity| entity.charge.as_ref())
                .filter(|_| pivot.dimension == Dimension::Term);
            PivotRowView {
                name: name_of(pivot.dimension, row, entity, wording),
                kind: entity.map_or("", |entity| entity.kind.as_str()),
                term: term.map(|charge| TermView {
                    category: &charge.category,
                    camp: charge.camp.as_deref(),
                    referent: charge.referent.map(|id| self.entity(id).name.as_str()),
                    neutral: &charge.neutral,
                }),
                all: self.figure(&row.all),
                narrator: self.figure(&row.narrator),
                quoted: self.figure(&row.quoted),
                bar: segments(&counts, most, |side| (["narrator", "quoted"][side].into(), 0)),
                by_group: (0..n_columns)
                    .map(|n| [self.of_group(&row.narrator, n), self.of_group(&row.quoted, n)])
                    .collect(),
            }
        };
        PivotView { by: pivot.dimension.as_str(), label, rows: pivot.rows.iter().map(row).collect() }
    }

    fn open(&self) -> Vec<OpenView<'a>> {
        let view = |row: &'a crate::report::Open| OpenView {
            spelling: &row.spelling,
            candidates: row.candidates.iter().map(|id| self.entity(*id).name.as_str()).collect(),
            mentions: self.figure(&row.mentions),
        };
        self.figures.open.iter().map(view).collect()
    }

    fn event(&self, corpus: &'a Corpus<'_>, event: &crate::report::Event) -> EventView<'a> {
        const SHOWN: usize = 6;
        let side = |n: usize| {
            let article = &corpus.articles()[n];
            Side {
                article: n,
                group: corpus.group_of(n),
                outlet: &article.about.group,
                headline: article.headline(),
                date: article.about.date.map(|date| date.to_string()),
            }
        };
        let shared = |shared: &crate::report::Shared| SharedView {
            name: &self.entity(shared.entity).name,
            kind: self.entity(shared.entity).kind.as_str(),
            percent: (shared.part * 100.0).round() as usize,
            n_articles: shared.n_articles,
        };
        EventView {
            percent: (event.likeness * 100.0).round() as usize,
            days: event.days,
            sides: event.articles.map(side),
            shared: event.shared.iter().take(SHOWN).map(shared).collect(),
            n_more: event.shared.len().saturating_sub(SHOWN),
        }
    }

    fn article(&self, corpus: &'a Corpus<'_>, n: usize) -> ArticleView<'a> {
        let article = &corpus.articles()[n];
        let count = |condition: Condition| {
            let selection = Selection(match condition {
                Condition::Name => vec![condition],
                voice => vec![Condition::Loaded, voice],
            });
            article.mentions.iter().filter(|mention| selection.holds(corpus, n, mention)).count()
        };
        ArticleView {
            n,
            headline: article.headline(),
            group: corpus.group_of(n),
            outlet: &article.about.group,
            date: article.about.date.map(|date| date.to_string()),
            n_names: count(Condition::Name),
            narrator: count(Condition::Narrator),
            quoted: count(Condition::Quoted),
        }
    }
}

fn name_of(dimension: Dimension, row: &PivotRow, entity: Option<&Entity>, wording: &Wording) -> String {
    let none = match dimension {
        Dimension::Referent => "names nobody",
        Dimension::Camp => "no camp",
        Dimension::Speaker => "quoted, speaker not clear",
        _ => "",
    };
    match (entity, row.label.as_deref()) {
        (Some(entity), _) => entity.name.clone(),
        (None, Some("narrator")) if dimension == Dimension::Speaker => {
            format!("the {} itself", wording.group[0])
        }
        (None, Some(label)) => label.to_owned(),
        (None, None) => none.into(),
    }
}

fn sums(a: &Figure, b: &Figure) -> Vec<usize> {
    a.by_group.iter().zip(&b.by_group).map(|(a, b)| a + b).collect()
}

/// Parts that stand one behind the other; empty ones are left out.
fn segments(values: &[f64], most: f64, class: impl Fn(usize) -> (String, usize)) -> Vec<Segment> {
    let mut x = 0.0;
    let mut segments = Vec::new();
    for (n, value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let width = 100.0 * value / most;
        let (class, group) = class(n);
        segments.push(Segment { x: format!("{x:.2}"), width: format!("{width:.2}"), class, group });
        x += width;
    }
    segments
}

/// A number with a comma between thousands.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_parted() {
        let shown = [0, 7, 999, 1000, 12_345, 1_000_000].map(super::thousands);
        assert_eq!(shown, ["0", "7", "999", "1,000", "12,345", "1,000,000"]);
    }
}
