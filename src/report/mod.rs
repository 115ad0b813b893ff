//! From tagged articles to figures that compare groups of them, such as the outlets they appeared in.
//!
//! A [`Corpus`] holds the articles. Its [`Figures`] say who and what is named, in which spellings, and which loaded terms stand in whose
//! voice; its [`events`](Corpus::events) are pairs of articles of two groups that tell of the same thing. Every figure is plain data and
//! carries its [`Selection`]: the condition on mentions that it counts, so that whoever shows the figure can show the sentences behind it.
//! [`page()`](Corpus::page) makes one page of it all, [`tables()`](Corpus::tables) makes tables.

mod events;
mod figures;
#[cfg(feature = "report")]
mod page;
mod selection;
#[cfg(feature = "report")]
mod tables;

pub use events::{Event, MAX_DAYS, MIN_LIKENESS, MIN_SHARED, MOST_COMPARED, Shared};
pub use figures::{Dimension, Figure, Figures, Group, Named, Open, Pivot, PivotRow, Spelled, Totals};
#[cfg(feature = "report")]
pub use page::Wording;
pub use selection::{Condition, Selection};
#[cfg(feature = "report")]
pub use tables::Table;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::date::Date;
use crate::document::{Document, Mention};
use crate::entity::Charge;
use crate::gazetteer::Gazetteer;
use crate::span::Span;
use crate::text::Layout;

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What its source calls it.
    pub id: String,
    /// Its headline; without one the first line of the text stands for it.
    pub headline: Option<String>,
    /// What it is compared by, such as the outlet.
    pub group: String,
    /// When it appeared.
    pub date: Option<Date>,
    /// Where it can be read. Kept only if it is a web address.
    pub url: Option<String>,
}

/// An article and what is meant in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What is known of it.
    pub about: About,
    /// The text as given.
    pub text: String,
    /// All mentions, in text order.
    pub mentions: Vec<Mention>,
    /// Where its sentences lie, in text order.
    pub sentences: Vec<Span>,
    /// How many words it has: runs of characters between white space.
    pub n_words: usize,
}

/// The most characters of a first line that stand for a headline.
const LONGEST_HEADLINE: usize = 110;

impl Article {
    /// Keeps what `document` says.
    pub fn new(mut about: About, document: &Document<'_>) -> Article {
        let text = document.text();
        let layout = Layout::of(text);
        let first = layout.paragraphs.first().map_or("", |span| &text[span.range()]);
        let headline = about.headline.take().filter(|headline| !headline.trim().is_empty());
        about.headline = Some(headline.unwrap_or_else(|| shortened(first)));
        about.url = about.url.filter(|url| is_web_address(url));
        Article {
            about,
            text: text.to_owned(),
            mentions: document.mentions().to_vec(),
            sentences: layout.sentences,
            n_words: text.split_whitespace().count(),
        }
    }

    /// The headline, or what stands for it; the id where the text is blank.
    pub fn headline(&self) -> &str {
        let headline = self.about.headline.as_deref().unwrap_or_default();
        if headline.is_empty() { &self.about.id } else { headline }
    }

    /// The characters of the text that `mention` stands for, white space as single spaces: a name means the same over a line break.
    pub fn spelling(&self, mention: &Mention) -> String {
        joined(&self.text[mention.span.range()])
    }

    /// Position in [`sentences`](Article::sentences) of the one in which `mention` begins.
    pub fn sentence_of(&self, mention: &Mention) -> usize {
        self.sentences.partition_point(|span| span.start <= mention.span.start).saturating_sub(1)
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words of `text`, with an ellipsis where some are missing.
fn shortened(text: &str) -> String {
    let text = joined(text);
    match text.char_indices().nth(LONGEST_HEADLINE) {
        None => text,
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..end].trim_end_matches([',', ';', ':', '.', ' ']))
        }
    }
}

/// Whether a link to `url` leads to a web page, and does nothing else. Nothing but printable ASCII: other characters are escaped in an address.
fn is_web_address(url: &str) -> bool {
    let scheme = |prefix: &str| {
        url.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            && url.len() > prefix.len()
    };
    (scheme("https://") || scheme("http://")) && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Articles to compare, and who and what they name.
#[derive(Clone, Debug)]
pub struct Corpus<'g> {
    gazetteer: &'g Gazetteer,
    articles: Vec<Article>,
    /// The group of each article, as a position in `groups`.
    group_of: Vec<usize>,
    groups: Vec<String>,
}

impl<'g> Corpus<'g> {
    /// Puts `articles` together, in the order given. The gazetteer is the one that tagged them.
    pub fn new(articles: Vec<Article>, gazetteer: &'g Gazetteer) -> Corpus<'g> {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for article in &articles {
            *sizes.entry(&article.about.group).or_default() += 1;
        }
        let mut by_size: Vec<(&str, usize)> = sizes.into_iter().collect();
        by_size.sort_by_key(|&(name, n)| (Reverse(n), name));
        let groups: Vec<String> = by_size.into_iter().map(|(name, _)| name.to_owned()).collect();
        let places: BTreeMap<&str, usize> =
            groups.iter().enumerate().map(|(n, name)| (name.as_str(), n)).collect();
        let group_of = articles.iter().map(|article| places[article.about.group.as_str()]).collect();
        Corpus { gazetteer, group_of, groups, articles }
    }

    /// The articles, in the order given.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The groups, the one with most articles first.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Position in [`groups`](Corpus::groups) of the group of an article, given by its position.
    pub fn group_of(&self, article: usize) -> usize {
        self.group_of[article]
    }

    /// The mentions that `selection` selects, each with the position of its article.
    pub fn mentions<'c>(&'c self, selection: &'c Selection) -> impl Iterator<Item = (usize, &'c Mention)> {
        self.articles.iter().enumerate().flat_map(move |(n, article)| {
            let selected = article.mentions.iter().filter(move |mention| selection.holds(self, n, mention));
            let most = if selection.is_once() { 1 } else { usize::MAX };
            selected.take(most).map(move |mention| (n, mention))
        })
    }

    /// What makes the mention loaded.
    fn charge(&self, mention: &Mention) -> Option<&'g Charge> {
        self.gazetteer.entity(mention.reading.entity()?).charge.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::{is_web_address, shortened};

    #[test]
    fn only_web_addresses_are_links() {
        for good in ["https://example.org/a?b=c#d", "http://x", "HTTPS://EXAMPLE.ORG"] {
            assert!(is_web_address(good), "{good}");
        }
        let bad = [
            "javascript:alert(1)",
            " https://x",
            "https://",
            "//x",
            "data:text/html,x",
            "https://a\tb",
            "https://x\u{202e}",
            "é",
        ];
        for bad in bad {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn first_lines_are_cut_between_words() {
        assert_eq!(shortened("one\n two"), "one two");
        let long = "word ".repeat(40);
        let short = shortened(&long);
        assert!(short.ends_with("word…") && short.chars().count() <= 111, "{short}");
        assert_eq!(shortened(&"é".repeat(200)).chars().count(), 111);
    }
}
