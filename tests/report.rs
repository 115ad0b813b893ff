//! The figures of a report: they add up, each selects the mentions that it counts, and events are found where two outlets tell of one.

use canonym::Date;
use canonym::report::{
    About, Article, Condition, Corpus, Dimension, Figure, Figures, MAX_DAYS, MIN_LIKENESS, MIN_SHARED,
    Selection,
};
use canonym::{Gazetteer, Kind};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::strategies::{names, text, toml};
use crate::support::gazetteer;

const LEXICON: &str = r#"
[words]
sayings = ["said"]
[person.esmaeil-baghaei]
name = "Esmaeil Baghaei"
aliases = ["Esmaeil Baqaei"]
short = ["Baghaei", "Baqaei"]
[person.badr]
name = "Badr Albusaidi"
[person.ali-roe]
name = "Ali Roe"
short = ["Roe"]
[person.jane-roe]
name = "Jane Roe"
short = ["Roe"]
[place.israel]
name = "Israel"
[place.tehran]
name = "Tehran"
[place.muscat]
name = "Muscat"
[place.oslo]
name = "Oslo"
[place.cairo]
name = "Cairo"
[categories]
delegitimizing = "denies it"
violence = "an act"
[camps]
iran = "one side"
[term.zionist-regime]
name = "Zionist regime"
role = "label"
category = "delegitimizing"
referent = "israel"
camp = "iran"
neutral = ["Israel"]
source = "a guide"
[term.bloodbath]
name = "bloodbath"
role = "characterization"
category = "violence"
source = "a guide"
"#;

fn article(gazetteer: &Gazetteer, id: &str, group: &str, date: Option<&str>, text: &str) -> Article {
    let date = date.map(|date| Date::parse(date).expect("a date"));
    let about = About { id: id.into(), group: group.into(), date, ..About::default() };
    Article::new(about, &gazetteer.tag(text))
}

fn two_outlets(gazetteer: &Gazetteer) -> Corpus<'_> {
    let row = |(group, text): (&str, &str)| article(gazetteer, text, group, None, text);
    let texts = [
        (
            "IRNA",
            "TEHRAN – Esmaeil Baqaei spoke. Baqaei left; Baqaei wept. The Zionist regime and its bloodbath.",
        ),
        (
            "Wafa",
            "Esmaeil Baghaei spoke in Tehran. “The Zionist\nregime and its bloodbath must end,” Baghaei said. Roe, Ali Roe and Jane Roe.",
        ),
        ("Wafa", "Baghaei: nobody knows him here."),
    ];
    Corpus::new(texts.into_iter().map(row).collect(), gazetteer)
}

/// Every figure that there is.
fn all(figures: &Figures) -> Vec<&Figure> {
    let totals = &figures.totals;
    let mut all = vec![&totals.names, &totals.narrator, &totals.quoted, &totals.open];
    for named in &figures.named {
        all.extend([&named.mentions, &named.articles]);
        all.extend(named.spellings.iter().map(|(_, figure)| figure));
    }
    for row in &figures.spelled {
        all.push(&row.mentions);
        all.extend(row.spellings.iter().map(|(_, figure)| figure));
    }
    for row in figures.loaded.iter().flat_map(|pivot| &pivot.rows) {
        all.extend([&row.all, &row.narrator, &row.quoted]);
    }
    all.extend(figures.open.iter().map(|row| &row.mentions));
    all
}

/// What the corpus has, counted the long way.
fn counted(corpus: &Corpus<'_>, selection: &Selection) -> Vec<usize> {
    let mut by_group = vec![0; corpus.groups().len()];
    for (article, _) in corpus.mentions(selection) {
        by_group[corpus.group_of(article)] += 1;
    }
    by_group
}

/// All that must hold for the figures of any corpus.
fn check(corpus: &Corpus<'_>, gazetteer: &Gazetteer) {
    let figures = corpus.figures();
    for figure in all(&figures) {
        assert_eq!(figure.by_group, counted(corpus, &figure.selection), "{:?}", figure.selection);
        for (at, mention) in corpus.mentions(&figure.selection) {
            let article = &corpus.articles()[at];
            let sentence = article.sentences[article.sentence_of(mention)];
            assert!(
                sentence.start <= mention.span.start
                    && mention.span.start < sentence.end.max(mention.span.end)
            );
        }
    }
    let sum = |figures: &mut dyn Iterator<Item = &Figure>| figures.map(Figure::total).sum::<usize>();
    let totals = &figures.totals;
    let mentions: usize = corpus.articles().iter().map(|article| article.mentions.len()).sum();
    let parts = [&totals.names, &totals.narrator, &totals.quoted, &totals.open];
    assert_eq!(sum(&mut parts.into_iter()), mentions, "every mention is in one of the totals");
    assert_eq!(sum(&mut figures.named.iter().map(|named| &named.mentions)), totals.names.total());
    assert_eq!(sum(&mut figures.open.iter().map(|row| &row.mentions)), totals.open.total());
    for named in &figures.named {
        assert_eq!(sum(&mut named.spellings.iter().map(|(_, figure)| figure)), named.mentions.total());
        assert!(named.articles.total() <= named.mentions.total());
        assert_ne!(gazetteer.entity(named.entity).kind, Kind::Term);
    }
    for pivot in &figures.loaded {
        assert_eq!(
            sum(&mut pivot.rows.iter().map(|row| &row.narrator)),
            totals.narrator.total(),
            "{pivot:?}"
        );
        assert_eq!(sum(&mut pivot.rows.iter().map(|row| &row.quoted)), totals.quoted.total(), "{pivot:?}");
        let whole =
            |row: &canonym::report::PivotRow| row.all.total() == row.narrator.total() + row.quoted.total();
        assert!(pivot.rows.iter().all(whole));
    }
    let articles: usize = figures.groups.iter().map(|group| group.n_articles).sum();
    assert_eq!(articles, corpus.articles().len());
}

proptest! {
    // R1: a figure is the number of mentions that its selection selects, each in its sentence; parts add up to their whole.
    #[test]
    fn figures_add_up((names, texts) in names().prop_flat_map(|names| {
        let texts = vec((text(names.clone()), 0_usize..3), 0..6);
        (Just(names), texts)
    })) {
        let gazetteer = gazetteer(&toml(&names));
        let articles = texts.iter().enumerate().map(|(n, (text, group))| {
            article(&gazetteer, &n.to_string(), ["a", "b", "c"][*group], None, text)
        });
        let corpus = Corpus::new(articles.collect(), &gazetteer);
        check(&corpus, &gazetteer);
        for event in corpus.events() {
            prop_assert!(event.likeness <= 1.0 + 1e-9 && event.shared.iter().map(|name| name.part).sum::<f64>() < 1.0 + 1e-9);
        }
    }
}

/// The events by their definition: every article compared with every other.
fn events_slowly(corpus: &Corpus<'_>) -> Vec<([usize; 2], f64)> {
    use std::collections::BTreeMap;
    let articles = corpus.articles();
    let names = |article: &Article| {
        let mut times: BTreeMap<canonym::EntityId, f64> = BTreeMap::new();
        for mention in article.mentions.iter().filter(|mention| mention.kind != Kind::Term) {
            mention.reading.entity().into_iter().for_each(|id| *times.entry(id).or_default() += 1.0);
        }
        times
    };
    let times: Vec<_> = articles.iter().map(names).collect();
    let weights = |times: &BTreeMap<canonym::EntityId, f64>, all: &[BTreeMap<canonym::EntityId, f64>]| {
        let rarity = |id| {
            let n = all.iter().filter(|other| other.contains_key(id)).count();
            (1.0 + all.len() as f64 / n as f64).ln()
        };
        let weights: Vec<_> =
            times.iter().map(|(id, times)| (*id, (1.0 + times.ln()) * rarity(id))).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        weights.into_iter().map(|(id, weight)| (id, weight / length)).collect::<BTreeMap<_, _>>()
    };
    let weights: Vec<_> = times.iter().map(|one| weights(one, &times)).collect();
    let likeness = |a: usize, b: usize| {
        let days = articles[a].about.date.zip(articles[b].about.date).and_then(|(a, b)| a.days_from(b));
        let parts: Vec<f64> =
            weights[a].iter().filter_map(|(id, weight)| Some(weight * weights[b].get(id)?)).collect();
        let likeness = parts.iter().fold(0.0, |sum, part| sum + part);
        let alike = parts.len() >= MIN_SHARED && likeness >= MIN_LIKENESS;
        let apart = corpus.group_of(a) != corpus.group_of(b);
        (apart && alike && days.is_none_or(|days| days <= MAX_DAYS)).then_some(likeness)
    };
    let closest = |from: usize, group: usize| {
        let others = (0..articles.len()).filter(|&to| corpus.group_of(to) == group);
        others.filter_map(|to| Some((likeness(from, to)?, to))).reduce(|x, y| if y.0 > x.0 { y } else { x })
    };
    let mut events = Vec::new();
    for b in 0..articles.len() {
        for a in 0..b {
            let mutual = |from, to| closest(from, corpus.group_of(to)).is_some_and(|(_, best)| best == to);
            if let Some(likeness) = likeness(a, b).filter(|_| mutual(a, b) && mutual(b, a)) {
                events.push(([a, b], likeness));
            }
        }
    }
    events.sort_by(|x, y| y.1.total_cmp(&x.1));
    events
}

proptest! {
    // R2: no event is lost because not all articles are compared.
    #[test]
    fn events_are_those_of_every_pair(rows in vec((vec(0_usize..12, 0..14), 0_usize..3, 0_u32..9), 0..14)) {
        const TOWNS: [&str; 12] = [
            "Avlund", "Borgau", "Celdin", "Dovrin", "Estbu", "Fanvik", "Gentau", "Hovdal", "Isbruk", "Jorvik", "Kolding", "Lunde",
        ];
        let toml: String =
            TOWNS.iter().map(|town| format!("[place.{}]\nname = \"{town}\"\n", town.to_lowercase())).collect();
        let gazetteer = gazetteer(&toml);
        let articles = rows.iter().map(|(towns, group, day)| {
            // Some names are everybody's.
            let text: String = towns.iter().map(|town| format!("It rained in {}.\n", TOWNS[town * town / 12])).collect();
            let date = match day {
                0 => None,
                1 => Some("2024-03".to_owned()),
                day => Some(format!("2024-03-{:02}", 2 * day)),
            };
            article(&gazetteer, "x", ["a", "b", "c"][*group], date.as_deref(), &text)
        });
        let corpus = Corpus::new(articles.collect(), &gazetteer);
        let found: Vec<([usize; 2], f64)> =
            corpus.events().iter().map(|event| (event.articles, event.likeness)).collect();
        prop_assert_eq!(found, events_slowly(&corpus));
    }
}

/// What thousands of articles name is no reason to compare each with each.
#[test]
fn thousands_of_articles_that_name_the_same_are_compared_at_once() {
    let toml: String = ["Avlund", "Borgau", "Celdin"]
        .map(|town| format!("[place.{}]\nname = \"{town}\"\n", town.to_lowercase()))
        .concat();
    let gazetteer = gazetteer(&toml);
    for date in [None, Some("2024-03-01")] {
        let text = "It rained in Avlund, in Borgau and in Celdin.";
        let pair = ["a", "b"].map(|group| article(&gazetteer, "x", group, date, text));
        let corpus = Corpus::new(pair.into_iter().cycle().take(20_000).collect(), &gazetteer);
        assert_eq!(corpus.events()[0].articles, [0, 1]);
    }
}

#[test]
fn one_man_in_two_spellings_and_terms_by_voice() {
    let gazetteer = gazetteer(LEXICON);
    let corpus = two_outlets(&gazetteer);
    check(&corpus, &gazetteer);
    assert_eq!(corpus.groups(), ["Wafa", "IRNA"], "the larger one first");
    let figures = corpus.figures();
    let first = &figures.named[0];
    assert_eq!(gazetteer.entity(first.entity).key, "esmaeil-baghaei");
    assert_eq!(
        (first.mentions.by_group.as_slice(), first.articles.by_group.as_slice()),
        (&[2, 3][..], &[1, 1][..])
    );
    let differ: Vec<&str> =
        figures.spelled.iter().filter(|row| row.differ).map(|row| row.form.as_str()).collect();
    assert_eq!(differ, ["short", "name"], "{:#?}", figures.spelled);
    let rows = |dimension| {
        let pivot = figures.loaded.iter().find(|pivot| pivot.dimension == dimension).expect("all are there");
        pivot
            .rows
            .iter()
            .map(|row| (row.label.as_deref(), row.narrator.total(), row.quoted.total()))
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(Dimension::Term), [(Some("bloodbath"), 1, 1), (Some("zionist-regime"), 1, 1)]);
    assert_eq!(rows(Dimension::Referent), [(None, 1, 1), (Some("israel"), 1, 1)]);
    assert_eq!(rows(Dimension::Camp), [(None, 1, 1), (Some("iran"), 1, 1)]);
    assert_eq!(rows(Dimension::Category), [(Some("delegitimizing"), 1, 1), (Some("violence"), 1, 1)]);
    assert_eq!(rows(Dimension::Group), [(Some("Wafa"), 0, 2), (Some("IRNA"), 2, 0)]);
    assert_eq!(rows(Dimension::Speaker), [(Some("esmaeil-baghaei"), 0, 2), (Some("narrator"), 2, 0)]);
    // A name over a line break is the same name.
    let regime = gazetteer.find("zionist-regime").expect("it is there");
    let selection = Selection(vec![Condition::Entity(regime), Condition::Spelling("Zionist regime".into())]);
    assert_eq!(corpus.mentions(&selection).count(), 2);
    let open: Vec<(&str, usize)> =
        figures.open.iter().map(|row| (row.spelling.as_str(), row.mentions.total())).collect();
    assert_eq!(open.first(), Some(&("Roe", 1)), "{open:?}");
}

#[test]
fn events_are_told_by_two_outlets() {
    let gazetteer = gazetteer(LEXICON);
    let muscat = "Esmaeil Baghaei and Badr Albusaidi met in Muscat.";
    let other = "In Oslo and Cairo Ali Roe spoke of Tehran.";
    let rows: [(&str, &[(&str, &str, &str)], &[[usize; 2]]); 6] = [
        (
            "the same names in two outlets",
            &[("a", "2024-01-01", muscat), ("b", "2024-01-02", muscat), ("b", "2024-01-02", other)],
            &[[0, 1]],
        ),
        (
            "one outlet",
            &[("a", "2024-01-01", muscat), ("a", "2024-01-01", muscat), ("b", "2024-01-01", other)],
            &[],
        ),
        (
            "weeks apart",
            &[("a", "2024-01-01", muscat), ("b", "2024-01-20", muscat), ("b", "2024-01-01", other)],
            &[],
        ),
        (
            "two names are not enough",
            &[("a", "2024-01-01", "Israel, Tehran."), ("b", "2024-01-01", "Israel, Tehran.")],
            &[],
        ),
        (
            "the closest one only",
            &[
                ("a", "2024-01-01", muscat),
                (
                    "b",
                    "2024-01-01",
                    "Esmaeil Baghaei and Badr Albusaidi met in Muscat, not in Oslo or Cairo.",
                ),
                ("b", "2024-01-01", muscat),
            ],
            &[[0, 2]],
        ),
        (
            "three outlets make three pairs",
            &[("a", "2024-01-01", muscat), ("b", "2024-01-01", muscat), ("c", "2024-01-01", muscat)],
            &[[0, 1], [0, 2], [1, 2]],
        ),
    ];
    for (what, articles, expected) in rows {
        let articles =
            articles.iter().map(|(group, date, text)| article(&gazetteer, "x", group, Some(date), text));
        let corpus = Corpus::new(articles.collect(), &gazetteer);
        let mut found: Vec<[usize; 2]> = corpus.events().iter().map(|event| event.articles).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{what}");
        for event in corpus.events() {
            assert!(event.days.is_some_and(|days| days <= MAX_DAYS));
            assert!((event.shared.iter().map(|name| name.part).sum::<f64>() - 1.0).abs() < 1e-9, "{event:?}");
        }
    }
}

#[test]
fn addresses_say_what_is_counted() {
    let gazetteer = gazetteer(LEXICON);
    let israel = gazetteer.find("israel").expect("it is there");
    let selection = Selection(vec![
        Condition::Referent(Some(israel)),
        Condition::Camp(None),
        Condition::Quoted,
        Condition::Speaker(None),
        Condition::Group("R & D=1#?".into()),
        Condition::Spelling("é +".into()),
    ]);
    assert_eq!(selection.query(&gazetteer), "r=israel&p=&v=quoted&k=&o=R%20%26%20D%3D1%23%3F&s=%C3%A9%20%2B");
}

#[cfg(feature = "report")]
#[test]
fn tables_have_the_figures() {
    let gazetteer = gazetteer(LEXICON);
    let corpus = two_outlets(&gazetteer);
    let tables = corpus.tables(&corpus.figures());
    let table = |name: &str| &tables.iter().find(|table| table.name == name).expect("it is there").csv;
    assert_eq!(
        table("outlets").lines().collect::<Vec<_>>(),
        [
            "outlet,articles,words,names,loaded_narrator,loaded_quoted,open",
            "Wafa,2,26,5,0,2,1",
            "IRNA,1,15,4,2,0,0"
        ]
    );
    assert!(
        table("names").contains("esmaeil-baghaei,person,Esmaeil Baghaei,IRNA,3,1\r\n"),
        "{}",
        table("names")
    );
    assert!(table("spellings").contains("esmaeil-baghaei,person,Esmaeil Baghaei,Baqaei,IRNA,2\r\n"));
    assert!(
        table("terms").contains("speaker,esmaeil-baghaei,Esmaeil Baghaei,Wafa,0,2\r\n"),
        "{}",
        table("terms")
    );
    assert!(table("open").contains("Roe,ali-roe jane-roe,Wafa,1\r\n"));
    assert_eq!(table("events").lines().count(), 1);
}

/// Every number of the page is a link to what it counts, and the numbers are those of the figures.
#[cfg(feature = "report")]
#[test]
fn the_page_shows_the_figures() {
    use canonym::report::Wording;
    let gazetteer = gazetteer(LEXICON);
    let corpus = two_outlets(&gazetteer);
    let figures = corpus.figures();
    let page = corpus.page(&figures, &Wording::default());
    for figure in all(&figures).into_iter().filter(|figure| figure.total() > 0) {
        let query = figure.selection.query(&gazetteer).replace('&', "&amp;");
        let link = format!("href=\"#q?{query}\">{}</a>", figure.total());
        // A spelling in one form is shown by outlet.
        let of_one = format!("href=\"#q?{query}&amp;o=");
        // What there is in all stands in words, not as a link.
        use Condition::{Loaded, Name, Narrator, Open, Quoted};
        let broad = |condition: &Condition| matches!(condition, Loaded | Name | Narrator | Open | Quoted);
        let is_total = figure.selection.0.iter().all(broad);
        assert!(is_total || page.contains(&link) || page.contains(&of_one), "{link}");
    }
    assert!(page.contains("<bdi>Baqaei</bdi>"));
}
