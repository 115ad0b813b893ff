//! Makes the bodies that every place of a class has: one entry for each template and place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::model::{
    Alias, Case, Entry, Form, Kind, Layering, Located, Parts, PlacePart, Rare, Report, Template, When,
};
use super::parse::Manner;

/// All entries of a lexicon, those made from templates among them, sorted by id.
///
/// An entry that stands in for what a template makes (`template` and `of`, or simply the same id) gets the template's forms added
/// to its own. A form with `{demonym}` is left out for a place that has none; where two places share one, the bodies made for them go
/// by the clues of their places.
pub(crate) fn expand(parts: &Parts) -> Vec<Whole<'_>> {
    let mut entries: Vec<Whole<'_>> = parts.entries.iter().map(Whole::Written).collect();
    // Who stands in for which template and place.
    let mut stand_ins: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for entry in &parts.entries {
        if let Some((templates, place)) = &entry.template {
            for template in templates {
                stand_ins.insert((&template.value, &place.value), &entry.id.value);
            }
        }
    }
    let shared = shared(parts);
    let mut made = Vec::new();
    for template in &parts.templates {
        for place in &parts.entries {
            let class = place.class.as_ref().map(|class| class.value.as_str());
            if place.kind != Kind::Place || class != Some(template.places.value.as_str()) {
                continue;
            }
            let Some(mut new) = make(template, place) else { continue };
            let demonym = demonym(place).map(|demonym| demonym.text.value.as_str());
            if shared.contains(&(class, demonym)) {
                // "Congolese" is two peoples: what tells the places apart tells their bodies apart.
                new.clues = place.clues.iter().filter(|clue| clue.only_for.is_none()).cloned().collect();
            }
            let stand_in = stand_ins.get(&(template.id.value.as_str(), place.id.value.as_str()));
            let id = stand_in.copied().unwrap_or(new.id.value.as_str());
            match entries.binary_search_by(|own| own.id.value.as_str().cmp(id)) {
                Ok(own) => add_forms(entries[own].to_mut(), new),
                Err(_) => made.push(Whole::Made(Box::new(new))),
            }
        }
    }
    entries.extend(made);
    entries.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    // Two templates may make one id; their forms belong together.
    entries.dedup_by(|later, first| {
        let same = later.id.value == first.id.value;
        if same {
            add_forms(first.to_mut(), later.to_mut().clone());
        }
        same
    });
    entries
}

/// Classes and demonyms that several places have together.
fn shared(parts: &Parts) -> BTreeSet<(Option<&str>, Option<&str>)> {
    let (mut seen, mut shared) = (BTreeSet::new(), BTreeSet::new());
    for place in parts.entries.iter().filter(|entry| entry.kind == Kind::Place) {
        let demonym = demonym(place).map(|demonym| demonym.text.value.as_str());
        let class = place.class.as_ref().map(|class| class.value.as_str());
        if demonym.is_some() && !seen.insert((class, demonym)) {
            shared.insert((class, demonym));
        }
    }
    shared
}

/// How much templates make, nothing of it made yet.
pub(crate) struct Measure {
    classes: BTreeMap<String, Class>,
}

/// The places of one class.
#[derive(Default)]
struct Class {
    n_places: usize,
    /// Phrases of clues that go with the bodies of all of them.
    n_phrases: usize,
    /// Characters of the longest text that each placeholder may stand for, as in [`PLACEHOLDERS`].
    longest: [usize; 3],
}

/// What a template may hold for the place's own text.
pub(crate) const PLACEHOLDERS: [&str; 3] = ["{id}", "{name}", "{demonym}"];

impl Measure {
    pub(crate) fn of(parts: &Parts) -> Measure {
        let shared = shared(parts);
        let mut classes: BTreeMap<String, Class> = BTreeMap::new();
        for place in parts.entries.iter().filter(|entry| entry.kind == Kind::Place) {
            let Some(class) = place.class.as_ref().map(|class| class.value.as_str()) else { continue };
            let demonym = demonym(place).map(|demonym| demonym.text.value.as_str());
            let clues = place.clues.iter().filter(|_| shared.contains(&(Some(class), demonym)));
            let of_class = classes.entry(class.to_owned()).or_default();
            of_class.n_places += 1;
            of_class.n_phrases += clues.map(|clue| clue.near.len() + clue.not_near.len()).sum::<usize>();
            let name = place.name().map_or("", |name| name.value.as_str());
            let texts = [place.id.value.as_str(), name, demonym.unwrap_or_default()];
            for (longest, text) in of_class.longest.iter_mut().zip(texts) {
                *longest = text.chars().count().max(*longest);
            }
        }
        Measure { classes }
    }

    /// What `template` makes, at most.
    pub(crate) fn made<'t>(&self, template: &'t Template) -> Made<'t> {
        let forms =
            [&template.entity_id, &template.name].into_iter().chain(&template.aliases).chain(&template.owned);
        let mut made = Made { n_names: 0, n_characters: 0, longest: (&template.name, 0) };
        let Some(class) = self.classes.get(&template.places.value) else { return made };
        for form in forms {
            let mut n_characters = form.value.chars().count();
            for (placeholder, longest) in PLACEHOLDERS.iter().zip(class.longest) {
                let n = form.value.matches(placeholder).count();
                n_characters =
                    (n_characters - n * placeholder.len()).saturating_add(n.saturating_mul(longest));
            }
            made.n_names = made.n_names.saturating_add(class.n_places);
            made.n_characters = made.n_characters.saturating_add(class.n_places.saturating_mul(n_characters));
            made.longest = if n_characters > made.longest.1 { (form, n_characters) } else { made.longest };
        }
        // The id is no name.
        made.n_names = (made.n_names - class.n_places).saturating_add(class.n_phrases);
        made
    }
}

/// How much one template makes at most, with the longest texts of its places in all forms.
pub(crate) struct Made<'t> {
    /// Names, and phrases of clues that come with them.
    pub(crate) n_names: usize,
    /// Characters of all names and ids.
    pub(crate) n_characters: usize,
    /// The form of the longest, and how many characters that has.
    pub(crate) longest: (&'t Located<String>, usize),
}

/// An entry with what templates add to it. Most are as they are written, and a list may have a million: those are not copied.
#[derive(Clone, Debug)]
pub(crate) enum Whole<'l> {
    Written(&'l Entry),
    Made(Box<Entry>),
}

impl Deref for Whole<'_> {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        match self {
            Whole::Written(entry) => entry,
            Whole::Made(entry) => entry,
        }
    }
}

impl Whole<'_> {
    fn to_mut(&mut self) -> &mut Entry {
        if let Whole::Written(entry) = *self {
            *self = Whole::Made(Box::new(entry.clone()));
        }
        match self {
            Whole::Made(entry) => entry,
            Whole::Written(_) => unreachable!("made just now"),
        }
    }
}

/// Adds the forms of `made` to `own`, unless it has them in its own manner.
fn add_forms(own: &mut Entry, made: Entry) {
    for alias in made.aliases {
        if !own.aliases.iter().any(|had| had.text.value == alias.text.value && had.owned == alias.owned) {
            own.aliases.push(Alias { canonical: false, ..alias });
        }
    }
    let made = made.rare.map_or_else(Rare::default, |rare| *rare);
    if let Some((templates, place)) = made.template {
        let (had, _) = own.template.get_or_insert_with(|| (Vec::new(), place));
        for template in templates {
            if !had.iter().any(|one| one.value == template.value) {
                had.push(template);
            }
        }
    }
    own.place = own.place.take().or(made.place);
    own.class = own.class.take().or(made.class);
}

/// The adjective of a place.
fn demonym(place: &Entry) -> Option<&Alias> {
    place.aliases.iter().find(|alias| alias.form == Form::Demonym)
}

/// The entry that `template` makes for `place`; none when its id or name needs a demonym and the place has
/// none, or the name would say a word twice.
fn make(template: &Template, place: &Entry) -> Option<Entry> {
    let name = place.name()?.value.as_str();
    let demonym = demonym(place).map(|alias| alias.text.value.as_str());
    let fill = |pattern: &Located<String>| {
        let doubled = template.kind == Kind::Place && repeats(&pattern.value, name);
        if doubled || demonym.is_none() && pattern.value.contains("{demonym}") {
            return None;
        }
        let text = pattern.value.replace("{id}", &place.id.value).replace("{name}", name);
        let value = text.replace("{demonym}", demonym.unwrap_or_default());
        Some(Located { value, source: pattern.source, span: pattern.span })
    };
    let mut id = fill(&template.entity_id)?;
    id.span = template.id.span;
    let name = fill(&template.name)?;
    // "The Lebanese army" describes one; its capitals make it a name.
    let full = Manner { form: Form::Name, case: Case::Capital, when: When::Always };
    let owned = Manner { when: When::Introduced, ..full };
    let mut aliases = vec![Alias { canonical: true, ..full.alias(name) }];
    aliases.extend(template.aliases.iter().filter_map(fill).map(|text| full.alias(text)));
    aliases.extend(
        template.owned.iter().filter_map(fill).map(|text| Alias { owned: true, ..owned.alias(text) }),
    );
    Some(Entry {
        id,
        kind: template.kind,
        layering: Layering::New,
        aliases,
        demonym_report: Report::default(),
        generated: true,
        rare: Some(Box::new(Rare {
            class: template.class.clone(),
            place: Some(place.id.clone()),
            template: Some((vec![template.id.clone()], place.id.clone())),
            place_part: (template.kind == Kind::Place)
                .then(|| Box::new(PlacePart { part_of: Some(place.id.clone()), ..PlacePart::default() })),
            ..Rare::default()
        })),
    })
}

/// Whether a form of a template says a word that the name says already: "{name} Province" for Golestan Province.
fn repeats(pattern: &str, name: &str) -> bool {
    let words = |text| str::split_whitespace(text).filter(|word| word.starts_with(char::is_uppercase));
    words(pattern).any(|word| words(name).any(|other| other == word))
}

#[test]
fn no_word_is_said_twice() {
    for (pattern, name, doubled) in [
        ("{name} Province", "Golestan Province", true),
        ("Province of {name}", "Golestan Province", true),
        ("{name} Province", "Sindh", false),
        ("Republic of {name}", "Isle of Lindal", false),
    ] {
        assert_eq!(repeats(pattern, name), doubled, "{pattern:?} of {name:?}");
    }
}
