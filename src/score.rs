//! How well found mentions agree with gold annotations.
//!
//! People, organizations and places count where span and kind are exact; terms where they overlap, because where a loaded phrase begins is a
//! matter of taste; an organization may take its country in front or leave it out. Demonyms are counted apart. Ids need not be spelled
//! alike: a hit is *normalized* when, over all documents, the found id is the one most often given to that gold entity, and that gold
//! entity the one most often meant by the found id.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Kinds that are names.
const NAMED: [&str; 3] = ["person", "organization", "place"];

/// A stretch of text that somebody, or some program, marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// `person`, `organization`, `place`, `term` or `demonym`; in gold several, joined by `|`, where each is right.
    pub kind: String,
    /// In which form the entity is named; `demonym` makes it one, whatever its kind.
    pub form: Option<String>,
    /// Which entity, in whatever ids the file uses.
    pub entity: Option<String>,
    /// `narrator` or `quoted`.
    pub voice: Option<String>,
    /// The entity that says it.
    pub speaker: Option<String>,
    /// Gold only: `optional` is neither asked for nor punished; `label` and `characterization` split the terms.
    pub flags: Vec<String>,
}

impl Annotation {
    fn kind(&self) -> &str {
        if self.form.as_deref() == Some("demonym") { "demonym" } else { &self.kind }
    }

    fn overlaps(&self, other: &Annotation) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn has_flag(&self, flag: &str) -> bool {
        self.flags.iter().any(|one| one == flag)
    }

    fn entity(&self) -> Option<&str> {
        self.entity.as_deref().filter(|entity| !entity.is_empty())
    }
}

/// One document: what should be found in it, and what was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// The document's id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What should be found.
    pub gold: Vec<Annotation>,
    /// What was found.
    pub found: Vec<Annotation>,
}

/// Hits, false alarms and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found and asked for.
    pub hits: usize,
    /// Found and not asked for.
    pub spurious: usize,
    /// Asked for and not found.
    pub missed: usize,
    /// Hits that mean the right entity.
    pub normalized: usize,
}

impl Counts {
    /// Of what was found, the share that is right; 0 when nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.hits, self.hits + self.spurious)
    }

    /// Of what was asked for, the share that was found; 0 when nothing was asked for.
    pub fn recall(&self) -> f64 {
        ratio(self.hits, self.hits + self.missed)
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// F1 where only normalized hits count as hits.
    pub fn normalized_f1(&self) -> f64 {
        harmonic(
            ratio(self.normalized, self.hits + self.spurious),
            ratio(self.normalized, self.hits + self.missed),
        )
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// The share; 0 of nothing is 0.
    pub fn accuracy(&self) -> f64 {
        ratio(self.right, self.of)
    }
}

/// What is wrong at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Asked for and not found.
    Missed,
    /// Found and not asked for.
    Spurious,
    /// Found, but another entity is meant.
    WrongEntity,
}

impl Fault {
    /// `missed`, `spurious` or `wrong-entity`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Fault::Missed => "missed",
            Fault::Spurious => "spurious",
            Fault::WrongEntity => "wrong-entity",
        }
    }
}

/// One error, with where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Position of the document in the input.
    pub document: usize,
    /// In what way it is wrong.
    pub fault: Fault,
    /// The kind it is counted under.
    pub kind: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The gold's entity.
    pub gold: Option<String>,
    /// The entity found.
    pub found: Option<String>,
}

/// How the mentions of one entity fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntityCounts {
    /// Found, and this entity meant.
    pub right: usize,
    /// Found, but taken for another.
    pub wrong: usize,
    /// Not found.
    pub missed: usize,
    /// Of a found id: mentions that nobody asked for.
    pub spurious: usize,
}

/// All figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// By kind, and for `named`, `total`, `term:label` and `term:characterization`.
    pub rows: BTreeMap<String, Counts>,
    /// Of the hits whose gold has a voice, how many have the same; absent when no gold has one.
    pub voice: Option<Share>,
    /// Of the hits whose gold names a speaker, how many name the right one; absent when no gold has one.
    pub speaker: Option<Share>,
    /// The gold's kind (`-`: not asked for), the kind found (`-`: not found), how often. What overlaps without being a hit is paired here.
    pub confusion: BTreeMap<(String, String), usize>,
    /// By gold entity; false alarms under the id found, in parentheses where no gold id corresponds to it.
    pub entities: BTreeMap<String, EntityCounts>,
    /// What is wrong, in text order within a document: misses and wrong entities first, then false alarms.
    pub mistakes: Vec<Mistake>,
}

/// How annotations are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Kinds that are counted as one.
    pub merged: Vec<String>,
    /// Leave aside what guidelines differ in: an article in front ("the Netherlands"), and whether a town and the larger place behind its
    /// comma ("Jacksonville, Florida") are one mention, which is then the town's, or two.
    pub loose_spans: bool,
}

/// Scores `pairs`.
///
/// ```
/// use canonym::score::{Annotation, Options, Pair, score};
///
/// let mark = |start, end, entity: &str| Annotation {
///     start, end, kind: "place".into(), entity: Some(entity.into()), ..Annotation::default()
/// };
/// let pair = Pair {
///     id: "a".into(),
///     text: "Tehran and Paris".into(),
///     gold: vec![mark(0, 6, "Q3616"), mark(11, 16, "Q90")],
///     found: vec![mark(0, 6, "tehran")],
/// };
/// let scores = score(&[pair], &Options::default());
/// assert_eq!(scores.rows["place"].recall(), 0.5);
/// assert_eq!(scores.rows["place"].normalized, 1); // ids are compared by use, not by spelling
/// ```
pub fn score(pairs: &[Pair], options: &Options) -> Scores {
    let kinds = Kinds { merged: &options.merged, joined: options.merged.join("+") };
    let mut alignments = Vec::new();
    for (document, pair) in pairs.iter().enumerate() {
        align(document, pair, &kinds, options.loose_spans, &mut alignments);
    }
    let links = Links::of(&alignments);
    let mut scores = Scores::default();
    for alignment in &alignments {
        scores.count(alignment, &links, &kinds);
    }
    scores.voices(&alignments, &links);
    scores.confuse(&alignments, &kinds);
    scores.name_entities(&alignments, &links);
    scores
}

/// Kinds, some of which may be counted as one.
struct Kinds<'a> {
    merged: &'a [String],
    joined: String,
}

impl Kinds<'_> {
    /// The kind under which `kind` is counted.
    fn label<'k>(&'k self, kind: &'k str) -> &'k str {
        if self.merged.iter().any(|one| one == kind) { &self.joined } else { kind }
    }

    fn same(&self, a: &str, b: &str) -> bool {
        self.label(a) == self.label(b)
    }

    fn is_named(&self, label: &str) -> bool {
        label.split('+').any(|kind| NAMED.contains(&kind))
    }
}

/// A gold annotation, what was found for it, or one of the two alone.
struct Alignment<'a> {
    document: usize,
    gold: Option<&'a Annotation>,
    found: Option<&'a Annotation>,
}

/// Annotations by where they stand: those near a place are found without going through all.
struct Places<'m, 'a> {
    marks: &'m [&'a Annotation],
    /// Positions in `marks`, in the order in which these begin.
    order: Vec<usize>,
    /// How far those up to here reach.
    reach: Vec<usize>,
}

impl<'m, 'a> Places<'m, 'a> {
    fn of(marks: &'m [&'a Annotation]) -> Places<'m, 'a> {
        let mut order: Vec<usize> = (0..marks.len()).collect();
        order.sort_by_key(|&at| marks[at].start);
        let farthest = |most: &mut usize, at: &usize| {
            *most = marks[*at].end.max(*most);
            Some(*most)
        };
        let reach = order.iter().scan(0, farthest).collect();
        Places { marks, order, reach }
    }

    /// Positions of those that stand in `from..to` or touch it.
    fn near(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let n = self.order.partition_point(|&at| self.marks[at].start <= to);
        let far = (0..n).rev().take_while(move |&n| self.reach[n] >= from);
        far.map(|n| self.order[n]).filter(move |&at| self.marks[at].end >= from)
    }

    fn any_near(&self, place: &Annotation, fits: impl Fn(&Annotation) -> bool) -> bool {
        self.near(place.start, place.end).any(|at| fits(self.marks[at]))
    }
}

/// Pairs what should be found in a document with what was.
fn align<'a>(
    document: usize,
    pair: &'a Pair,
    kinds: &Kinds<'_>,
    loose_spans: bool,
    out: &mut Vec<Alignment<'a>>,
) {
    let letters: Vec<char> = if loose_spans { pair.text.chars().collect() } else { Vec::new() };
    let marks: Vec<&Annotation> = pair.found.iter().collect();
    let places = Places::of(&marks);
    let all: Vec<&Annotation> = pair.gold.iter().chain(&pair.found).collect();
    let all = Places::of(&all);
    let mut is_free = vec![true; marks.len()];
    // The first that fits of those near a place.
    let mut take = |from: usize, to: usize, fits: &dyn Fn(&Annotation) -> bool| {
        let at = places.near(from, to).filter(|&at| is_free[at] && fits(marks[at])).min()?;
        is_free[at] = false;
        Some(at)
    };
    let (optional, required): (Vec<&Annotation>, Vec<&Annotation>) =
        pair.gold.iter().partition(|gold| gold.has_flag("optional"));
    // Exact ones first, so that nobody takes them away.
    let mut left = Vec::new();
    for gold in &required {
        let exact = |found: &Annotation| {
            (found.start, found.end) == (gold.start, gold.end)
                && gold.kind.split('|').any(|kind| kinds.same(kind, found.kind()))
        };
        match take(gold.start, gold.end, &exact) {
            Some(at) => out.push(Alignment { document, gold: Some(gold), found: Some(marks[at]) }),
            None => left.push(*gold),
        }
    }
    let mut is_head = vec![false; marks.len()];
    for gold in left {
        let mut found = None;
        if loose_spans {
            let is_whole = |at: usize| is_head[at] && is_in_tail(gold, marks[at], &letters, kinds);
            if places.near(gold.start, gold.end).any(is_whole) {
                continue;
            }
            let head = head_of(gold, &letters);
            // An article is four characters; where a head ends costs more to find.
            found = take(gold.start.saturating_sub(4), gold.start + 4, &|found| {
                found.start.abs_diff(gold.start) <= 4
                    && gold.kind.split('|').any(|kind| kinds.same(kind, found.kind()))
                    && head == head_of(found, &letters)
            });
            found.into_iter().for_each(|at| is_head[at] = true);
        }
        if found.is_none() && kinds.same(&gold.kind, "organization") {
            found = take(gold.end, gold.end, &|found| {
                kinds.same(found.kind(), "organization") && differ_by_country(gold, found, &all)
            });
        }
        if found.is_none() && gold.kind.split('|').any(|kind| kind == "term") {
            found = take(gold.start, gold.end, &|found| found.kind() == "term" && found.overlaps(gold));
        }
        out.push(Alignment { document, gold: Some(gold), found: found.map(|at| marks[at]) });
    }
    let terms: Vec<&Annotation> =
        required.iter().filter(|gold| gold.kind.contains("term")).copied().collect();
    let (terms, required, optional) = (Places::of(&terms), Places::of(&required), Places::of(&optional));
    for (found, _) in marks.iter().zip(&is_free).filter(|(_, is_free)| **is_free) {
        let inside_term = found.kind() != "term"
            && terms.any_near(found, |gold| gold.start <= found.start && found.end <= gold.end);
        let in_tail =
            loose_spans && required.any_near(found, |gold| is_in_tail(found, gold, &letters, kinds));
        if !inside_term && !in_tail && !optional.any_near(found, |gold| gold.overlaps(found)) {
            out.push(Alignment { document, gold: None, found: Some(found) });
        }
    }
}

/// Where a name begins and ends without an article in front and, for a place, without the larger places behind a comma.
fn head_of(mark: &Annotation, letters: &[char]) -> (usize, usize) {
    let end = mark.end.min(letters.len());
    let name = &letters[mark.start.min(end)..end];
    let has_article = matches!(name, ['t' | 'T', 'h', 'e', ' ', ..]);
    let start = mark.start + if has_article { 4 } else { 0 };
    let comma = name.iter().position(|c| *c == ',').filter(|_| mark.kind() == "place");
    (start, comma.map_or(mark.end, |comma| mark.start + comma))
}

/// Whether the place `part` stands behind a comma of the place `whole`.
fn is_in_tail(part: &Annotation, whole: &Annotation, letters: &[char], kinds: &Kinds<'_>) -> bool {
    // Nearly all are elsewhere.
    whole.start < part.start
        && part.end <= whole.end
        && kinds.same(part.kind(), "place")
        && kinds.same(whole.kind(), "place")
        && part.start > head_of(whole, letters).1
}

/// Whether both end alike, and what one has more in front is a place or demonym: "Iranian Foreign Ministry", "Foreign Ministry".
fn differ_by_country(gold: &Annotation, found: &Annotation, all: &Places<'_, '_>) -> bool {
    if gold.end != found.end {
        return false;
    }
    let (first, second) = (gold.start.min(found.start), gold.start.max(found.start));
    all.near(first, first).map(|at| all.marks[at]).any(|other| {
        // Between the country and the body stand a space, or a possessive and a space.
        let gap = other.start == first && other.end < second && second <= other.end + 3;
        gap && matches!(other.kind(), "place" | "demonym")
    })
}

/// Which ids go together over all documents: for each the one that it went with most often, the first one met where there are several.
#[derive(Default)]
struct Links<'a> {
    of_gold: HashMap<&'a str, &'a str>,
    of_found: HashMap<&'a str, &'a str>,
}

impl<'a> Links<'a> {
    fn of(alignments: &[Alignment<'a>]) -> Links<'a> {
        let pairs = alignments.iter().filter_map(|one| Some((one.gold?.entity()?, one.found?.entity()?)));
        let pairs: Vec<(&str, &str)> = pairs.collect();
        Links {
            of_gold: most_often(pairs.iter().copied()),
            of_found: most_often(pairs.iter().map(|(gold, found)| (*found, *gold))),
        }
    }

    fn agree(&self, gold: &Annotation, found: &Annotation) -> bool {
        let Some(wanted) = gold.entity() else { return true };
        let Some(got) = found.entity() else { return false };
        self.of_gold.get(wanted) == Some(&got) && self.of_found.get(got) == Some(&wanted)
    }
}

/// For each first one of `pairs` the second one that it stands with most often, and of several the one met first.
fn most_often<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> HashMap<&'a str, &'a str> {
    let mut tally: BTreeMap<(&str, &str), (usize, Reverse<usize>)> = BTreeMap::new();
    for (n, pair) in pairs.enumerate() {
        tally.entry(pair).or_insert((0, Reverse(n))).0 += 1;
    }
    let mut best: HashMap<&str, ((usize, Reverse<usize>), &str)> = HashMap::new();
    for ((from, to), count) in tally {
        let most = best.entry(from).or_insert((count, to));
        *most = (*most).max((count, to));
    }
    best.into_iter().map(|(from, (_, to))| (from, to)).collect()
}

impl Scores {
    fn count(&mut self, alignment: &Alignment<'_>, links: &Links<'_>, kinds: &Kinds<'_>) {
        let (gold, found) = (alignment.gold, alignment.found);
        let own = match (gold, found) {
            (Some(gold), _) => gold.kind.split('|').next().unwrap_or_default(),
            (None, Some(found)) => found.kind(),
            (None, None) => return,
        };
        let kind = kinds.label(own);
        let mut rows = vec![kind.to_owned()];
        if kind != "demonym" {
            rows.push("total".into());
        }
        if kinds.is_named(kind) {
            rows.push("named".into());
        }
        if let (Some(gold), "term") = (gold, kind) {
            let split = gold.flags.iter().filter(|flag| *flag == "label" || *flag == "characterization");
            rows.extend(split.map(|flag| format!("term:{flag}")));
        }
        let fault = match (gold, found) {
            (Some(gold), Some(found)) if links.agree(gold, found) => None,
            (Some(_), Some(_)) => Some(Fault::WrongEntity),
            (Some(_), None) => Some(Fault::Missed),
            _ => Some(Fault::Spurious),
        };
        for row in rows {
            let counts = self.rows.entry(row).or_default();
            match fault {
                Some(Fault::Missed) => counts.missed += 1,
                Some(Fault::Spurious) => counts.spurious += 1,
                Some(Fault::WrongEntity) => counts.hits += 1,
                None => {
                    counts.hits += 1;
                    counts.normalized += 1;
                }
            }
        }
        if let (Some(fault), Some(place)) = (fault, gold.or(found)) {
            let entity = |one: Option<&Annotation>| one.and_then(|one| one.entity.clone());
            self.mistakes.push(Mistake {
                document: alignment.document,
                fault,
                kind: kind.to_owned(),
                start: place.start,
                end: place.end,
                gold: entity(gold),
                found: entity(found),
            });
        }
    }

    fn voices(&mut self, alignments: &[Alignment<'_>], links: &Links<'_>) {
        let hits = || alignments.iter().filter_map(|one| Some((one.gold?, one.found?)));
        let add = |share: &mut Option<Share>, right: bool| {
            let share = share.get_or_insert_default();
            share.of += 1;
            share.right += usize::from(right);
        };
        for (gold, found) in hits().filter(|(gold, _)| gold.voice.is_some()) {
            add(&mut self.voice, gold.voice == found.voice);
            if let Some(speaker) = gold.speaker.as_deref().filter(|speaker| !speaker.is_empty()) {
                let known = links.of_gold.get(speaker).copied();
                add(&mut self.speaker, known.is_some() && found.speaker.as_deref() == known);
            }
        }
    }

    /// Pairs hits, and then each miss with a false alarm that touches it.
    fn confuse(&mut self, alignments: &[Alignment<'_>], kinds: &Kinds<'_>) {
        let label = |kind: &str| kinds.label(kind).to_owned();
        let first = |gold: &Annotation| label(gold.kind.split('|').next().unwrap_or_default());
        for of_document in alignments.chunk_by(|one, other| one.document == other.document) {
            let alone = of_document.iter().filter(|one| one.gold.is_none());
            let alarms: Vec<&Annotation> = alone.filter_map(|one| one.found).collect();
            let places = Places::of(&alarms);
            let mut is_free = vec![true; alarms.len()];
            for one in of_document {
                let Some(gold) = one.gold else { continue };
                let mut touching = || {
                    let is_near = |at: &usize| is_free[*at] && alarms[*at].overlaps(gold);
                    let at = places.near(gold.start, gold.end).filter(is_near).min()?;
                    is_free[at] = false;
                    Some(alarms[at])
                };
                let found = one.found.or_else(&mut touching);
                let kind = found.map_or("-".to_owned(), |found| label(found.kind()));
                *self.confusion.entry((first(gold), kind)).or_default() += 1;
            }
            for (found, _) in alarms.iter().zip(&is_free).filter(|(_, is_free)| **is_free) {
                *self.confusion.entry(("-".to_owned(), label(found.kind()))).or_default() += 1;
            }
        }
    }

    fn name_entities(&mut self, alignments: &[Alignment<'_>], links: &Links<'_>) {
        for one in alignments {
            match (one.gold, one.found) {
                (Some(gold), found) => {
                    let Some(entity) = gold.entity() else { continue };
                    let counts = self.entities.entry(entity.to_owned()).or_default();
                    match found {
                        None => counts.missed += 1,
                        Some(found) if links.agree(gold, found) => counts.right += 1,
                        Some(_) => counts.wrong += 1,
                    }
                }
                (None, Some(found)) => {
                    let Some(id) = found.entity() else { continue };
                    let name = match links.of_found.get(id) {
                        Some(gold) => (*gold).to_owned(),
                        None => format!("({id})"),
                    };
                    self.entities.entry(name).or_default().spurious += 1;
                }
                (None, None) => {}
            }
        }
    }
}
