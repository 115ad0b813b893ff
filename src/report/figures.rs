//! The figures: how often who and what is named, in which spellings, and which loaded terms stand in whose voice.
//!
//! The mentions are gone through once and tallied by group; all that is left out of a figure is what its [`Selection`] says.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Corpus, Selection};
use crate::document::{Reading, Voice};
use crate::entity::{EntityId, Form, Kind};

/// How many mentions a selection selects, by group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub selection: Selection,
    /// The number for each group, in the order of [`Corpus::groups`].
    pub by_group: Vec<usize>,
}

impl Figure {
    /// The number for all groups together.
    pub fn total(&self) -> usize {
        self.by_group.iter().sum()
    }
}

/// All figures of a corpus.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The groups, the one with most articles first.
    pub groups: Vec<Group>,
    /// What there is in all.
    pub totals: Totals,
    /// People, organizations and places, the one with most mentions first.
    pub named: Vec<Named>,
    /// Entities in forms that have several spellings: first those of which groups prefer different ones, then by number of mentions.
    pub spelled: Vec<Spelled>,
    /// Loaded terms, by one thing after the other.
    pub loaded: Vec<Pivot>,
    /// Names whose readings were left open, the most frequent first.
    pub open: Vec<Open>,
}

/// A group and its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many articles it has.
    pub n_articles: usize,
    /// How many words they have together.
    pub n_words: usize,
}

/// Every mention is in one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// People, organizations and places.
    pub names: Figure,
    /// Loaded terms in the outlet's own voice.
    pub narrator: Figure,
    /// Loaded terms of somebody who is quoted.
    pub quoted: Figure,
    /// Mentions left open.
    pub open: Figure,
}

/// How a person, organization or place is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who or what.
    pub entity: EntityId,
    /// All mentions.
    pub mentions: Figure,
    /// The articles that name it: the first mention in each.
    pub articles: Figure,
    /// Its spellings, the most frequent first.
    pub spellings: Vec<(String, Figure)>,
}

/// The spellings of an entity in one form, such as its short name. There are two at least that differ not only in
/// case or, for the adjective of a place, by a plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Who or what.
    pub entity: EntityId,
    /// In which form.
    pub form: Form,
    /// Whether two groups prefer different spellings.
    pub differ: bool,
    /// All mentions in this form.
    pub mentions: Figure,
    /// The spellings, the most frequent first.
    pub spellings: Vec<(String, Figure)>,
}

/// A name whose reading was left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// As it is spelled.
    pub spelling: String,
    /// What it may mean, over all its mentions.
    pub candidates: Vec<EntityId>,
    /// All its open mentions.
    pub mentions: Figure,
}

/// What loaded terms are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// The term itself.
    Term,
    /// Whom it names.
    Referent,
    /// Which side uses it.
    Camp,
    /// What it does.
    Category,
    /// The group of its article.
    Group,
    /// Who says it.
    Speaker,
}

impl Dimension {
    /// All dimensions, in the order in which they are listed.
    pub const ALL: [Dimension; 6] = [
        Dimension::Term,
        Dimension::Referent,
        Dimension::Camp,
        Dimension::Category,
        Dimension::Group,
        Dimension::Speaker,
    ];

    /// The word used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Dimension::Term => "term",
            Dimension::Referent => "referent",
            Dimension::Camp => "camp",
            Dimension::Category => "category",
            Dimension::Group => "outlet",
            Dimension::Speaker => "speaker",
        }
    }
}

/// The loaded terms of a corpus by one dimension. The rows add up to all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pivot {
    /// By what.
    pub dimension: Dimension,
    /// The row with most mentions first.
    pub rows: Vec<PivotRow>,
}

/// The loaded terms that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PivotRow {
    /// The value they share. None: they have none, such as terms that name nobody; by speaker it means that it is not clear who speaks.
    pub label: Option<String>,
    /// The entity it is the key of.
    pub entity: Option<EntityId>,
    /// All mentions; those of the narrator and those quoted together.
    pub all: Figure,
    /// In the outlet's own voice.
    pub narrator: Figure,
    /// Quoted from somebody.
    pub quoted: Figure,
}

/// Counts by key and group.
struct Tally<K> {
    n_groups: usize,
    counts: BTreeMap<K, Vec<usize>>,
}

impl<K: Ord> Tally<K> {
    fn new(n_groups: usize) -> Tally<K> {
        Tally { n_groups, counts: BTreeMap::new() }
    }

    fn add(&mut self, key: K, group: usize) {
        self.counts.entry(key).or_insert_with(|| vec![0; self.n_groups])[group] += 1;
    }

    fn figure(&self, key: &K, selection: Selection) -> Figure {
        let by_group = self.counts.get(key).cloned().unwrap_or_else(|| vec![0; self.n_groups]);
        Figure { selection, by_group }
    }
}

/// What a loaded term has in one dimension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Entity(Option<EntityId>),
    Word(Option<String>),
    Group(usize),
    /// The outlet itself speaks.
    Narrator,
}

impl Corpus<'_> {
    /// Counts.
    pub fn figures(&self) -> Figures {
        let n = self.groups().len();
        let mut groups: Vec<Group> = self
            .groups()
            .iter()
            .map(|name| Group { name: name.clone(), n_articles: 0, n_words: 0 })
            .collect();
        let mut totals: Tally<&str> = Tally::new(n);
        let (mut mentions, mut articles) = (Tally::new(n), Tally::new(n));
        let (mut spellings, mut by_form) = (Tally::new(n), Tally::new(n));
        let (mut open, mut may_mean) = (Tally::new(n), BTreeMap::<String, BTreeSet<EntityId>>::new());
        let mut loaded: Tally<(Dimension, Value, bool)> = Tally::new(n);
        for (at, article) in self.articles().iter().enumerate() {
            let group = self.group_of(at);
            groups[group].n_articles += 1;
            groups[group].n_words += article.n_words;
            let mut seen = BTreeSet::new();
            for mention in &article.mentions {
                let spelling = article.spelling(mention);
                let entity = match &mention.reading {
                    Reading::One { entity, .. } => *entity,
                    Reading::Ambiguous(candidates) => {
                        totals.add("open", group);
                        may_mean.entry(spelling.clone()).or_default().extend(candidates);
                        open.add(spelling, group);
                        continue;
                    }
                };
                if mention.kind != Kind::Term {
                    totals.add("name", group);
                    mentions.add(entity, group);
                    if seen.insert(entity) {
                        articles.add(entity, group);
                    }
                    by_form.add((entity, mention.form, spelling.clone()), group);
                    spellings.add((entity, spelling), group);
                }
                let Some(charge) = self.charge(mention) else { continue };
                let quoted = mention.voice != Voice::Narrator;
                totals.add(if quoted { "quoted" } else { "narrator" }, group);
                for dimension in Dimension::ALL {
                    let value = match dimension {
                        Dimension::Term => Value::Entity(Some(entity)),
                        Dimension::Referent => Value::Entity(charge.referent),
                        Dimension::Camp => Value::Word(charge.camp.clone()),
                        Dimension::Category => Value::Word(Some(charge.category.clone())),
                        Dimension::Group => Value::Group(group),
                        Dimension::Speaker => match mention.voice {
                            Voice::Narrator => Value::Narrator,
                            Voice::Quoted { speaker } => Value::Entity(speaker),
                        },
                    };
                    loaded.add((dimension, value, quoted), group);
                }
            }
        }
        let total = |key, conditions: &[Condition]| totals.figure(&key, Selection(conditions.to_vec()));
        Figures {
            totals: Totals {
                names: total("name", &[Condition::Name]),
                narrator: total("narrator", &[Condition::Loaded, Condition::Narrator]),
                quoted: total("quoted", &[Condition::Loaded, Condition::Quoted]),
                open: total("open", &[Condition::Open]),
            },
            named: self.named(&mentions, &articles, spellings),
            spelled: spelled(by_form),
            loaded: Dimension::ALL.map(|dimension| self.pivot(dimension, &loaded)).into(),
            open: opened(&open, may_mean),
            groups,
        }
    }

    fn named(
        &self,
        mentions: &Tally<EntityId>,
        articles: &Tally<EntityId>,
        spellings: Tally<(EntityId, String)>,
    ) -> Vec<Named> {
        let mut by_entity: BTreeMap<EntityId, Vec<(String, Figure)>> = BTreeMap::new();
        for ((entity, spelling), by_group) in spellings.counts {
            let selection = Selection(vec![Condition::Entity(entity), Condition::Spelling(spelling.clone())]);
            by_entity.entry(entity).or_default().push((spelling, Figure { selection, by_group }));
        }
        let mut named: Vec<Named> = by_entity
            .into_iter()
            .map(|(entity, mut spellings)| {
                spellings.sort_by_key(|(_, figure)| Reverse(figure.total()));
                let selection = Selection(vec![Condition::Entity(entity)]);
                Named {
                    entity,
                    mentions: mentions.figure(&entity, selection.clone()),
                    articles: articles.figure(&entity, selection.and(Condition::Once)),
                    spellings,
                }
            })
            .collect();
        // Stable: equal ones stay in the order of their keys.
        named.sort_by_key(|named| Reverse(named.mentions.total()));
        named
    }

    fn pivot(&self, dimension: Dimension, loaded: &Tally<(Dimension, Value, bool)>) -> Pivot {
        let values: BTreeSet<&Value> =
            loaded.counts.keys().filter(|(of, ..)| *of == dimension).map(|(_, value, _)| value).collect();
        let mut rows: Vec<PivotRow> = values
            .into_iter()
            .map(|value| {
                let entity = if let Value::Entity(entity) = value { *entity } else { None };
                let conditions = match (dimension, value) {
                    (Dimension::Term, Value::Entity(Some(entity))) => vec![Condition::Entity(*entity)],
                    (Dimension::Referent, Value::Entity(referent)) => vec![Condition::Referent(*referent)],
                    (Dimension::Camp, Value::Word(camp)) => vec![Condition::Camp(camp.clone())],
                    (_, Value::Word(word)) => word.iter().cloned().map(Condition::Category).collect(),
                    (_, Value::Group(group)) => {
                        vec![Condition::Loaded, Condition::Group(self.groups()[*group].clone())]
                    }
                    (_, Value::Entity(speaker)) => vec![Condition::Loaded, Condition::Speaker(*speaker)],
                    (_, Value::Narrator) => vec![Condition::Loaded, Condition::Narrator],
                };
                let label = match value {
                    Value::Entity(entity) => entity.map(|id| self.gazetteer.entity(id).key.clone()),
                    Value::Word(word) => word.clone(),
                    Value::Group(group) => Some(self.groups()[*group].clone()),
                    Value::Narrator => Some("narrator".into()),
                };
                let selection = Selection(conditions);
                let of = |quoted, condition| {
                    loaded.figure(&(dimension, value.clone(), quoted), selection.and(condition))
                };
                let (narrator, quoted) = (of(false, Condition::Narrator), of(true, Condition::Quoted));
                let sum = narrator.by_group.iter().zip(&quoted.by_group).map(|(a, b)| a + b);
                let all = Figure { by_group: sum.collect(), selection };
                PivotRow { label, entity, all, narrator, quoted }
            })
            .collect();
        rows.sort_by_key(|row| Reverse(row.all.total()));
        Pivot { dimension, rows }
    }
}

fn spelled(by_form: Tally<(EntityId, Form, String)>) -> Vec<Spelled> {
    let n_groups = by_form.n_groups;
    let mut forms: BTreeMap<(EntityId, Form), Vec<(String, Figure)>> = BTreeMap::new();
    for ((entity, form, spelling), by_group) in by_form.counts {
        let conditions =
            vec![Condition::Entity(entity), Condition::Form(form), Condition::Spelling(spelling.clone())];
        let figure = Figure { selection: Selection(conditions), by_group };
        forms.entry((entity, form)).or_default().push((spelling, figure));
    }
    let mut spelled: Vec<Spelled> = forms
        .into_iter()
        .filter_map(|((entity, form), mut spellings)| {
            spellings.sort_by_key(|(_, figure)| Reverse(figure.total()));
            let distinct: BTreeSet<String> =
                spellings.iter().map(|(spelling, _)| plain(spelling, form)).collect();
            if distinct.len() < 2 {
                return None;
            }
            let favorites: BTreeSet<String> =
                (0..n_groups).filter_map(|group| favorite(&spellings, form, group)).collect();
            let by_group = (0..n_groups)
                .map(|group| spellings.iter().map(|(_, figure)| figure.by_group[group]).sum())
                .collect();
            let selection = Selection(vec![Condition::Entity(entity), Condition::Form(form)]);
            let mentions = Figure { selection, by_group };
            Some(Spelled { entity, form, differ: favorites.len() > 1, mentions, spellings })
        })
        .collect();
    spelled.sort_by_key(|row| (Reverse(row.differ), Reverse(row.mentions.total())));
    spelled
}

/// A spelling without what is no choice of spelling: a headline's capitals, the plural of a people.
fn plain(spelling: &str, form: Form) -> String {
    let small = spelling.to_lowercase();
    match (form, small.strip_suffix('s')) {
        (Form::Demonym, Some(one)) => one.to_owned(),
        _ => small,
    }
}

/// The [`plain`] spelling that a group uses most; of equals the one that the others use more.
fn favorite(spellings: &[(String, Figure)], form: Form, group: usize) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for (spelling, figure) in spellings {
        let plain = plain(spelling, form);
        match counts.iter_mut().find(|(known, _)| *known == plain) {
            Some((_, n)) => *n += figure.by_group[group],
            None => counts.push((plain, figure.by_group[group])),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().filter(|most| *most > 0)?;
    counts.into_iter().find(|(_, n)| *n == most).map(|(spelling, _)| spelling)
}

fn opened(open: &Tally<String>, mut may_mean: BTreeMap<String, BTreeSet<EntityId>>) -> Vec<Open> {
    let mut rows: Vec<Open> = open
        .counts
        .keys()
        .map(|spelling| {
            let selection = Selection(vec![Condition::Open, Condition::Spelling(spelling.clone())]);
            Open {
                candidates: may_mean.remove(spelling).unwrap_or_default().into_iter().collect(),
                mentions: open.figure(spelling, selection),
                spelling: spelling.clone(),
            }
        })
        .collect();
    rows.sort_by_key(|row| Reverse(row.mentions.total()));
    rows
}
