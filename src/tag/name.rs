//! Normalizes bare names: lists, columns, indexes, where no text stands around them.

use super::select::case_holds;
use crate::document::{Evidence, Reading};
use crate::entity::{EntityId, Form, Kind};
use crate::fold::{fold_name, fold_undotted};
use crate::gazetteer::{Gazetteer, Sense};
use crate::lexicon::model::When;
use crate::skeleton::Found;

impl Gazetteer {
    /// Which entity a bare name means. `None` when no lexicon knows it.
    ///
    /// Spelling is judged as in a text. Titles in front ("Ayatollah", "President") are passed over, and "Surname, Given" is turned round.
    /// A short form, such as a surname, stays open, with those who bear it: only a document could say whose it is. A surname that counts
    /// wherever it stands in news, such as Netanyahu, is decided by a title before it, and open without one: a list is no news. Open are also
    /// names that something else has too where a clue stands beside it ("America", the country and the continent), and abbreviations that are a common
    /// word but for their capitals ("US"): a list may be all in capitals.
    ///
    /// ```
    /// # use canonym::{Lexicon, Reading, Source};
    /// # let text = "format = 1\n[person.jane-roe]\nname = \"Jane Roe\"\nshort = [\"Roe\"]\n".to_owned();
    /// # let (lexicon, _) = Lexicon::parse(vec![Source { name: "x.toml".into(), text, layer: 0 }]);
    /// # let gazetteer = lexicon.compile()?;
    /// let jane = gazetteer.find("jane-roe");
    /// assert_eq!(gazetteer.name("ROE, Jane").and_then(|reading| reading.entity()), jane);
    /// assert!(matches!(gazetteer.name("Roe"), Some(Reading::Ambiguous(_))));
    /// assert_eq!(gazetteer.name("Richard Roe"), None);
    /// # Ok::<(), canonym::Error>(())
    /// ```
    pub fn name(&self, name: &str) -> Option<Reading> {
        let turned =
            name.split_once(',').map(|(surname, given)| format!("{} {}", given.trim(), surname.trim()));
        let forms = || [Some(name), turned.as_deref()].into_iter().flatten();
        let known = forms().find_map(|form| {
            self.listed(form, false).or_else(|| self.listed(self.without_titles(form)?, true))
        });
        known.or_else(|| {
            let bare = forms().map(|form| self.without_titles(form).unwrap_or(form));
            bare.filter(|form| !self.has_timed(form)).find_map(|form| self.unlisted(form))
        })
    }

    /// Whether the name has its time: no spelling of it by rule counts outside.
    fn has_timed(&self, name: &str) -> bool {
        let surface = self.inner.surface(&fold_name(name));
        surface.is_some_and(|surface| self.inner.senses_of(surface).any(|sense| sense.timed))
    }

    /// `titled`: whether a title stood before the name.
    fn listed(&self, name: &str, titled: bool) -> Option<Reading> {
        let surface = self.inner.surface(&fold_name(name))?;
        let senses = || self.inner.senses_of(surface);
        let in_time = |sense: &Sense<'_>| match (self.date, self.inner.time_of(sense)) {
            (Some(date), Some(time)) => time.has(date),
            _ => true,
        };
        let meant = |sense: &Sense<'_>| case_holds(name.trim(), &sense.case) && in_time(sense);
        let always = || senses().filter(|sense| sense.when == When::Always).filter(meant);
        let is_surname = |sense: &Sense<'_>| {
            sense.form == Form::Short && self.inner.entities[sense.entity.index()].kind == Kind::Person
        };
        // "America", the country and the continent: no clue stands beside a bare name.
        let shared = |sense: &Sense<'_>| {
            let listed = |other: &Sense<'_>| other.form == Form::Name && other.rule_path == 0;
            senses().any(|other| other.entity != sense.entity && listed(&other) && meant(&other))
        };
        let word = self.inner.words.common.contains(self.inner.text_of(surface));
        let needs_text = |sense: &Sense<'_>| {
            is_surname(sense) || shared(sense) || word && sense.form == Form::Abbreviation
        };
        if let Some(first) = always().next()
            && always().all(|sense| sense.entity == first.entity)
            && (titled || !always().all(|sense| needs_text(&sense)))
        {
            return Some(Reading::One { entity: first.entity, evidence: Evidence::OnlySense });
        }
        // What a rule left something out of is the whole name to a list, if nobody else has it.
        let reduced = always().next().is_none() && senses().filter(meant).all(|sense| sense.reduced);
        let mut all: Vec<EntityId> = senses().filter(meant).map(|sense| sense.entity).collect();
        all.dedup();
        if let ([entity], true) = (&all[..], reduced) {
            return Some(Reading::One { entity: *entity, evidence: Evidence::OnlySense });
        }
        all.truncate(Reading::MAX_CANDIDATES);
        (!all.is_empty()).then_some(Reading::Ambiguous(all))
    }

    /// The rest of `name` behind the titles it begins with; `None` when it begins with none or is nothing else.
    fn without_titles<'n>(&self, name: &'n str) -> Option<&'n str> {
        let mut rest = name.trim();
        while let Some((first, behind)) = rest.split_once(' ')
            && self.inner.words.titles.contains(&fold_undotted(first))
        {
            rest = behind.trim_start();
        }
        (rest.len() < name.trim().len()).then_some(rest)
    }

    /// A spelling that nobody listed, of a name that only one person has.
    fn unlisted(&self, name: &str) -> Option<Reading> {
        if !self.unlisted {
            return None;
        }
        let read = |found: Found<EntityId>| match found {
            Found::One(entity, _) => Some(Reading::One { entity, evidence: Evidence::Skeleton }),
            Found::Several(mut entities) => {
                entities.truncate(Reading::MAX_CANDIDATES);
                Some(Reading::Ambiguous(entities))
            }
            Found::Nobody => None,
        };
        read(self.inner.person(name)).or_else(|| read(self.inner.place(name)))
    }
}
