//! What the page's script finds sentences in: the articles and their mentions, as JSON that is small rather than telling.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::{Evidence, Mention, Reading, Voice};
use crate::entity::{EntityId, Form, Kind};
use crate::report::{Article, Corpus};
use crate::text::lines::OffsetCursor;

/// All of it. Field names are short because there are many articles; the script spells them out.
#[derive(Serialize)]
pub(super) struct Data<'c> {
    groups: &'c [String],
    /// The entities that are mentioned, may be meant, speak or are referred to; the rest of the page counts in these positions.
    entities: Vec<EntityData<'c>>,
    articles: Vec<ArticleData<'c>>,
    /// For each open mention's number: the entities that it may mean.
    open: Vec<Vec<usize>>,
    kinds: [&'static str; 4],
    forms: [&'static str; 4],
    evidence: [&'static str; 8],
}

#[derive(Serialize)]
struct EntityData<'c> {
    key: &'c str,
    name: &'c str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    charge: Option<ChargeData<'c>>,
}

#[derive(Serialize)]
struct ChargeData<'c> {
    role: &'static str,
    category: &'c str,
    referent: Option<usize>,
    camp: Option<&'c str>,
    neutral: &'c [String],
}

#[derive(Serialize)]
struct ArticleData<'c> {
    id: &'c str,
    headline: &'c str,
    group: usize,
    date: Option<String>,
    url: Option<&'c str>,
    text: &'c str,
    /// Start and end of each sentence, in UTF-16 units.
    sentences: Vec<usize>,
    /// Six numbers a mention: start, length in UTF-16 units, entity (below zero: open), flags, speaker (-1: none), sentence.
    mentions: Vec<i64>,
}

const FORMS: [Form; 4] = [Form::Name, Form::Short, Form::Abbreviation, Form::Demonym];

/// The last one stands for open readings.
const EVIDENCE: [&str; 8] =
    ["only-sense", "clue", "introduced", "owner", "country", "office", "skeleton", "open"];

impl<'c> Data<'c> {
    pub(super) fn of(corpus: &'c Corpus<'_>) -> Data<'c> {
        let mut builder = Builder { numbers: BTreeMap::new(), used: Vec::new(), open: Vec::new() };
        let articles = corpus
            .articles()
            .iter()
            .enumerate()
            .map(|(n, article)| builder.article(article, corpus.group_of(n)))
            .collect();
        let mut entities = Vec::new();
        // A referent that nobody mentions gets its number while the entities are gone through.
        while let Some(&id) = builder.used.get(entities.len()) {
            let entity = corpus.gazetteer.entity(id);
            let charge = entity.charge.as_ref().map(|charge| ChargeData {
                role: charge.role.as_str(),
                category: &charge.category,
                referent: charge.referent.map(|id| builder.number(id)),
                camp: charge.camp.as_deref(),
                neutral: &charge.neutral,
            });
            let (kind, class) = (entity.kind.as_str(), entity.class.as_deref());
            entities.push(EntityData { key: &entity.key, name: &entity.name, kind, class, charge });
        }
        Data {
            groups: corpus.groups(),
            entities,
            articles,
            open: builder.open,
            kinds: Kind::ALL.map(Kind::as_str),
            forms: FORMS.map(Form::as_str),
            evidence: EVIDENCE,
        }
    }
}

/// Numbers entities in the order in which they are first met.
struct Builder {
    numbers: BTreeMap<EntityId, usize>,
    used: Vec<EntityId>,
    open: Vec<Vec<usize>>,
}

impl Builder {
    fn number(&mut self, id: EntityId) -> usize {
        let next = self.used.len();
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.used.push(id);
        }
        number
    }

    fn article<'c>(&mut self, article: &'c Article, group: usize) -> ArticleData<'c> {
        let mut cursor = OffsetCursor::new(&article.text);
        let sentences = article
            .sentences
            .iter()
            .flat_map(|span| [cursor.at(span.start).utf16, cursor.at(span.end).utf16])
            .collect();
        let mut cursor = OffsetCursor::new(&article.text);
        let mut mentions = Vec::with_capacity(article.mentions.len() * 6);
        for mention in &article.mentions {
            let start = cursor.at(mention.span.start).utf16;
            let length = article.text[mention.span.range()].encode_utf16().count();
            let speaker = match mention.voice {
                Voice::Quoted { speaker: Some(speaker) } => self.number(speaker) as i64,
                _ => -1,
            };
            let entity = match &mention.reading {
                Reading::One { entity, .. } => self.number(*entity) as i64,
                Reading::Ambiguous(candidates) => {
                    let numbers = candidates.iter().map(|id| self.number(*id)).collect();
                    self.open.push(numbers);
                    -(self.open.len() as i64)
                }
            };
            let sentence = article.sentence_of(mention) as i64;
            mentions.extend([start as i64, length as i64, entity, flags(mention), speaker, sentence]);
        }
        let about = &article.about;
        ArticleData {
            id: &about.id,
            headline: article.headline(),
            group,
            date: about.date.map(|date| date.to_string()),
            url: about.url.as_deref(),
            text: &article.text,
            sentences,
            mentions,
        }
    }
}

/// Bit 0: quoted; 1: in scare quotes; 2: look-alike letters; 3 and 4: form; 5 and 6: kind; from 7: evidence.
fn flags(mention: &Mention) -> i64 {
    let bit = |is: bool, n: u32| i64::from(is) << n;
    let place =
        |word: &str, words: &[&str]| words.iter().position(|known| *known == word).unwrap_or(0) as i64;
    let evidence = match &mention.reading {
        Reading::One { evidence, .. } => evidence.as_str(),
        Reading::Ambiguous(_) => "open",
    };
    debug_assert!(EVIDENCE.contains(&evidence) && Evidence::OnlySense.as_str() == EVIDENCE[0]);
    bit(mention.voice != Voice::Narrator, 0)
        | bit(mention.scare_quoted, 1)
        | bit(mention.look_alike, 2)
        | place(mention.form.as_str(), &FORMS.map(Form::as_str)) << 3
        | place(mention.kind.as_str(), &Kind::ALL.map(Kind::as_str)) << 5
        | place(evidence, &EVIDENCE) << 7
}
