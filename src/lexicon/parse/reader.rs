//! Takes what an entry says out of tables that were found right.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{File, Name, Value, switched_on};
use crate::diagnostic::SourceId;
use crate::entity::{Form, Kind, Role};
use crate::lexicon::example;
use crate::lexicon::model::{
    Alias, Case, Clue, Date, Entry, Example, Layering, Located, Office, PlacePart, Rare, Report, Template,
    TermPart, When, Within,
};
use crate::lexicon::schema;
use crate::span::Span;

/// Takes values out of tables that were found right.
pub(super) struct Reader {
    pub(super) source: SourceId,
    /// Where in the file begins what is read.
    pub(super) base: usize,
}

impl<'t> Reader {
    fn located(&self, text: impl Into<String>, span: Range<usize>) -> Located<String> {
        Located { value: text.into(), source: self.source, span: self.span(span) }
    }

    fn span(&self, span: Range<usize>) -> Span {
        Span::new(self.base + span.start, self.base + span.end)
    }

    fn text(&self, table: &DeTable<'t>, key: &str) -> Option<Located<String>> {
        let value = table.get(key)?;
        Some(self.located(value.get_ref().as_str()?, value.span()))
    }

    fn word<'v>(&self, table: &'v DeTable<'t>, key: &str) -> Option<&'v str> {
        table.get(key)?.get_ref().as_str()
    }

    fn date(&self, table: &DeTable<'t>, key: &str) -> Option<Date> {
        Date::parse(self.word(table, key)?)
    }

    fn table<'v>(&self, table: &'v DeTable<'t>, key: &str) -> Option<&'v DeTable<'t>> {
        table.get(key)?.get_ref().as_table()
    }

    fn items<'v>(&self, table: &'v DeTable<'t>, key: &str) -> &'v [Value<'t>] {
        table.get(key).and_then(|value| value.get_ref().as_array()).map_or(&[], |items| items)
    }

    /// A text or a list of them.
    fn texts(&self, table: &DeTable<'t>, key: &str) -> Vec<Located<String>> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let text = |item: &Value<'t>| Some(self.located(item.get_ref().as_str()?, item.span()));
        items.into_iter().filter_map(text).collect()
    }

    pub(super) fn entry(&self, kind: Kind, generated: bool, key: &Name<'t>, table: &DeTable<'t>) -> Entry {
        let case = self.word(table, "case").and_then(case);
        let full = Manner { form: Form::Name, case: case.unwrap_or(Case::Fold), when: When::Always };
        let mut aliases = Vec::with_capacity(1);
        if let Some(name) = self.text(table, "name") {
            aliases.push(Alias { canonical: true, ..full.alias(name) });
        }
        aliases.extend(self.names(table, "aliases", full));
        let native = Manner { case: Case::Fold, ..full };
        aliases.extend(
            self.names(table, "native", native).into_iter().map(|alias| Alias { native: true, ..alias }),
        );
        let abbreviation = Manner { form: Form::Abbreviation, case: Case::Upper, when: When::Always };
        aliases.extend(self.names(table, "abbreviations", abbreviation));
        let short = Manner { form: Form::Short, case: Case::Capital, when: When::Introduced };
        aliases.extend(self.names(table, "short", short));
        aliases.extend(
            self.names(table, "owned", OWNED).into_iter().map(|alias| Alias { owned: true, ..alias }),
        );
        let mut demonym_report = Report::default();
        if let Some(demonym) = self.table(table, "demonym") {
            let case = self.word(demonym, "case").and_then(self::case).unwrap_or(Case::Capital);
            aliases.extend(self.names(
                demonym,
                "forms",
                Manner { form: Form::Demonym, case, when: When::Always },
            ));
            demonym_report = match self.word(demonym, "report") {
                Some("always") => Report::Always,
                Some("never") => Report::Never,
                _ => Report::UnlessNested,
            };
        }
        // There is room for more than one when it grows, and most have but one.
        aliases.shrink_to_fit();
        let rare = Rare {
            wikidata: self.text(table, "wikidata"),
            class: self.text(table, "class"),
            place: self.text(table, "place"),
            offices: self.tables(table, "office").filter_map(|(office, _)| self.office(office)).collect(),
            sources: self.texts(table, "source"),
            clues: self.tables(table, "clue").map(|(clue, span)| self.clue(clue, span)).collect(),
            examples: self.examples(table),
            rules: self.texts(table, "rules"),
            no_rules: self.texts(table, "no-rules"),
            except: self.texts(table, "except"),
            template: self.text(table, "of").map(|of| (self.texts(table, "template"), of)),
            term: self.term(kind, table).map(Box::new),
            place_part: (kind == Kind::Place).then(|| self.place_part(table)).flatten().map(Box::new),
        };
        let id = self.located(key.get_ref().as_ref(), key.span());
        Entry { id, kind, layering: layering(table), aliases, demonym_report, generated, rare: rare.apart() }
    }

    fn place_part(&self, table: &DeTable<'t>) -> Option<PlacePart> {
        let part = PlacePart {
            part_of: self.text(table, "part-of"),
            capital: self.text(table, "capital"),
            iso: self.text(table, "iso"),
        };
        (part != PlacePart::default()).then_some(part)
    }

    fn tables<'v>(&self, table: &'v DeTable<'t>, key: &str) -> impl Iterator<Item = (&'v DeTable<'t>, Span)> {
        self.items(table, key)
            .iter()
            .filter_map(|item| Some((item.get_ref().as_table()?, self.span(item.span()))))
    }

    fn names(&self, table: &DeTable<'t>, key: &str, manner: Manner) -> Vec<Alias> {
        let mut names = Vec::new();
        for item in self.items(table, key) {
            match item.get_ref() {
                DeValue::String(text) => names.push(manner.alias(self.located(text.as_ref(), item.span()))),
                DeValue::Table(table) => {
                    let Some(text) = self.text(table, "text") else { continue };
                    let case = self.word(table, "case").and_then(case).unwrap_or(manner.case);
                    let when = self.word(table, "when").and_then(when).unwrap_or(manner.when);
                    names.push(Alias {
                        from: self.date(table, "from"),
                        until: self.date(table, "until"),
                        ..Manner { case, when, ..manner }.alias(text)
                    });
                }
                _ => {}
            }
        }
        names
    }

    fn office(&self, table: &DeTable<'t>) -> Option<Office> {
        Some(Office {
            title: self.text(table, "title")?,
            of: self.text(table, "of"),
            from: self.date(table, "from"),
            until: self.date(table, "until"),
        })
    }

    fn clue(&self, table: &DeTable<'t>, span: Span) -> Clue {
        Clue {
            only_for: self.text(table, "for"),
            near: self.texts(table, "near"),
            not_near: self.texts(table, "not-near"),
            within: match self.word(table, "within") {
                Some("paragraph") => Within::Paragraph,
                Some("text") => Within::Text,
                _ => Within::Sentence,
            },
            source: self.source,
            span,
        }
    }

    fn examples(&self, table: &DeTable<'t>) -> Vec<Example> {
        let Some(examples) = self.table(table, "examples") else { return Vec::new() };
        let mut all = Vec::new();
        for (key, positive) in [("match", true), ("no-match", false)] {
            for text in self.texts(examples, key) {
                let Ok(marked) = example::unmark(&text.value) else { continue };
                let (source, span) = (text.source, text.span);
                all.push(Example { text: marked.text, expected: marked.spans, positive, source, span });
            }
        }
        all
    }

    fn term(&self, kind: Kind, table: &DeTable<'t>) -> Option<TermPart> {
        if kind != Kind::Term {
            return None;
        }
        // Only an entry that extends another may leave the two out; an empty span or text then says "as it was".
        let absent = || self.located("", 0..0);
        let role = self.text(table, "role").unwrap_or_else(absent);
        let value = if role.value == "label" { Role::Label } else { Role::Characterization };
        Some(TermPart {
            role: Located { value, source: role.source, span: role.span },
            category: self.text(table, "category").unwrap_or_else(absent),
            referent: self.text(table, "referent"),
            camp: self.text(table, "camp"),
            neutral: self.texts(table, "neutral"),
            scare: switched_on(table, "scare"),
            note: self.text(table, "note").map(|note| note.value),
        })
    }

    pub(super) fn template(&self, key: &Name<'t>, table: &DeTable<'t>) -> (Layering, Template) {
        let id = self.located(key.get_ref().as_ref(), key.span());
        // The schema asks for these keys; only `remove = true` lets them be left out.
        let text = |name: &str| self.text(table, name).unwrap_or_else(|| self.located("", key.span()));
        let kind = self.word(table, "kind");
        let template = Template {
            kind: Kind::ALL
                .into_iter()
                .find(|known| Some(known.as_str()) == kind)
                .unwrap_or(Kind::Organization),
            places: text("for"),
            entity_id: text("id"),
            name: text("name"),
            aliases: self.texts(table, "aliases"),
            owned: self.texts(table, "owned"),
            class: self.text(table, "class"),
            examples: self.examples(table),
            id,
        };
        (layering(table), template)
    }

    /// What stands in a file beside entries.
    pub(super) fn lists(&self, root: &DeTable<'t>, file: &mut File) {
        for (key, _) in self.table(root, "spelling").into_iter().flatten() {
            let spellings = self.table(root, "spelling").map(|table| self.texts(table, key.get_ref()));
            file.spelling
                .push((self.located(key.get_ref().as_ref(), key.span()), spellings.unwrap_or_default()));
        }
        if let Some(words) = self.table(root, "words") {
            for key in schema::WORDS.keys {
                file.words.insert(key.name, self.texts(words, key.name));
            }
        }
        let glossary = |name| {
            let table = self.table(root, name);
            let keys = table.into_iter().flat_map(|table| table.keys().map(move |key| (table, key)));
            keys.filter_map(|(table, key)| {
                Some((key.get_ref().to_string(), self.text(table, key.get_ref())?))
            })
            .collect()
        };
        file.categories = glossary("categories");
        file.camps = glossary("camps");
    }
}

const OWNED: Manner = Manner { form: Form::Name, case: Case::Capital, when: When::Introduced };

/// How names of one list are to be matched, unless they say otherwise themselves.
#[derive(Clone, Copy)]
pub(in crate::lexicon) struct Manner {
    pub(in crate::lexicon) form: Form,
    pub(in crate::lexicon) case: Case,
    pub(in crate::lexicon) when: When,
}

impl Manner {
    /// An alias of this manner.
    pub(in crate::lexicon) fn alias(self, text: Located<String>) -> Alias {
        Alias {
            text,
            form: self.form,
            case: self.case,
            when: self.when,
            from: None,
            until: None,
            native: false,
            canonical: false,
            owned: false,
        }
    }
}

fn layering(table: &DeTable<'_>) -> Layering {
    if switched_on(table, "extend") {
        Layering::Extend
    } else if switched_on(table, "replace") {
        Layering::Replace
    } else if switched_on(table, "remove") {
        Layering::Remove
    } else {
        Layering::New
    }
}

fn case(word: &str) -> Option<Case> {
    match word {
        "fold" => Some(Case::Fold),
        "capital" => Some(Case::Capital),
        "upper" => Some(Case::Upper),
        "exact" => Some(Case::Exact),
        _ => None,
    }
}

fn when(word: &str) -> Option<When> {
    match word {
        "always" => Some(When::Always),
        "introduced" => Some(When::Introduced),
        "clue" => Some(When::Clue),
        _ => None,
    }
}
