//! Compares the tables of a file with the [schema](super::super::schema) and reports what does not fit, at its own key or value.

use std::fmt::Write;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Name, Value, is_slug, slug, switched_on};
use crate::diagnostic::{Diagnostic, Label, Rule, SourceId};
use crate::lexicon::check::codes;
use crate::lexicon::example::{self, Literal};
use crate::lexicon::model::Date;
use crate::lexicon::schema::{self, Key, Shape, Table};
use crate::lexicon::template::PLACEHOLDERS;
use crate::span::Span;

/// The subject where it is no entry.
const FILE: &str = "this file";

/// Compares a file with the schema and reports what does not fit.
pub(super) struct Checker<'t, 'd> {
    pub(super) source: SourceId,
    /// The file, or a piece of it.
    pub(super) text: &'t str,
    /// Where in the file it begins.
    base: usize,
    /// What is being looked at, for messages: "person `ali-bagheri`".
    subject: String,
    pub(super) found: &'d mut Vec<Diagnostic>,
}

impl<'t, 'd> Checker<'t, 'd> {
    pub(super) fn new(
        source: SourceId,
        text: &'t str,
        base: usize,
        found: &'d mut Vec<Diagnostic>,
    ) -> Checker<'t, 'd> {
        Checker { source, text, base, subject: FILE.into(), found }
    }

    pub(super) fn n_found(&self) -> usize {
        self.found.len()
    }

    pub(super) fn report(&mut self, rule: &'static Rule, message: String, at: Label, help: Option<String>) {
        let (code, severity) = (rule.code, rule.severity);
        self.found.push(Diagnostic { code, severity, message, at, related: Vec::new(), help });
    }

    /// A label at a place of `text`.
    pub(super) fn label(&self, span: impl Into<Span>, note: impl Into<String>) -> Label {
        let Span { start, end } = span.into();
        Label { source: self.source, span: Span::new(self.base + start, self.base + end), note: note.into() }
    }

    /// What a file must say once.
    pub(super) fn head(&mut self, root: &DeTable<'t>) {
        for need in schema::FILE.keys.iter().filter(|key| key.needed && !root.contains_key(key.name)) {
            self.missing(need, Span::new(0, 0));
        }
    }

    /// Says whether this is a version of the format that can be read at all; a missing number is reported with the missing keys.
    pub(super) fn format(&mut self, root: &DeTable<'t>) -> bool {
        let Some(value) = root.get("format") else { return true };
        let DeValue::Integer(version) = value.get_ref() else { return true };
        if version.as_str() == "1" {
            return true;
        }
        let message = format!("this file has format {}; this program reads format 1", version.as_str());
        let at = self.label(value.span(), "");
        self.report(&codes::WRONG_FORMAT, message, at, Some("write `format = 1`".into()));
        false
    }

    /// One entry: its id, then its keys.
    pub(super) fn entry(&mut self, kind: &str, key: &Name<'t>, value: &Value<'t>, table: &'static Table) {
        let id = key.get_ref();
        self.subject.clear();
        // Writing to a `String` cannot fail.
        let _ = write!(self.subject, "{kind} `{id}`");
        if !is_slug(id) {
            let at = self.label(key.span(), "");
            let message =
                format!("`{id}` cannot be an id: ids are lower-case letters, digits and single hyphens");
            let help = Some(slug(id)).filter(|slug| !slug.is_empty()).map(|slug| format!("write `{slug}`"));
            self.report(&codes::BAD_ID, message, at, help);
        }
        match value.get_ref() {
            DeValue::Table(entry) => {
                let waived = ["extend", "remove"].iter().any(|key| switched_on(entry, key));
                self.members(entry, table, "", if waived { None } else { Some(key.span()) });
                self.layering(entry);
                if table.key("of").is_some() && entry.contains_key("of") != entry.contains_key("template") {
                    let at = self.label(key.span(), "");
                    let message =
                        format!("{} has one of `template` and `of` without the other", self.subject);
                    self.report(&codes::MISSING_KEY, message, at, Some("give both, or neither".into()));
                }
            }
            _ => self.wrong_type(value, Shape::Table(table), ""),
        }
        self.subject.clear();
        self.subject.push_str(FILE);
    }

    fn layering(&mut self, entry: &DeTable<'t>) {
        let mut on = ["extend", "replace", "remove"].into_iter().filter(|key| switched_on(entry, key));
        if let (Some(first), Some(second)) = (on.next(), on.next()) {
            let message = format!("{} has both `{first}` and `{second}`", self.subject);
            let at = self.label(entry[second].span(), "");
            self.report(&codes::WRONG_LAYER, message, at, Some("keep one of them".into()));
        }
    }

    /// The keys of a table; `needs_at` is where missing ones are reported, when they are.
    fn members(
        &mut self,
        table: &DeTable<'t>,
        schema: &'static Table,
        path: &str,
        needs_at: Option<Range<usize>>,
    ) {
        for (key, value) in table {
            self.member(key, value, schema, path);
        }
        let Some(at) = needs_at else { return };
        for need in schema.keys.iter().filter(|key| key.needed && !table.contains_key(key.name)) {
            self.missing(need, at.clone().into());
        }
    }

    pub(super) fn member(&mut self, key: &Name<'t>, value: &Value<'t>, schema: &'static Table, path: &str) {
        let name = key.get_ref();
        let below = if path.is_empty() { String::new() } else { format!("{path}.{name}") };
        let path = if path.is_empty() { name.as_ref() } else { below.as_str() };
        match schema.key(name) {
            Some(known) => self.value(value, known.shape, path),
            None => {
                let message = format!("unknown key `{path}` in {}", self.subject);
                let at = self.label(key.span(), "");
                let help = match (schema.nearest(name), schema::owner_of(name)) {
                    (_, Some(owner)) => format!("{} may have it, {} may not", owner.what, schema.what),
                    (Some(nearest), None) => format!("did you mean `{nearest}`?"),
                    (None, None) => {
                        let keys: Vec<&str> = schema.keys.iter().map(|key| key.name).collect();
                        format!("{} may have: {}", schema.what, keys.join(", "))
                    }
                };
                self.report(&codes::UNKNOWN_KEY, message, at, Some(help));
            }
        }
    }

    fn missing(&mut self, key: &'static Key, at: Span) {
        let message = format!("{} has no `{}`", self.subject, key.name);
        let at = self.label(at, "");
        let help = format!("add `{}`: {}", key.name, key.shape.phrase());
        self.report(&codes::MISSING_KEY, message, at, Some(help));
    }

    fn wrong_type(&mut self, value: &Value<'t>, shape: Shape, path: &str) {
        self.wrong(value, &shape.phrase(), path);
        // `aliases = "x"`: the fault is seen, so is the remedy.
        let listed =
            matches!(shape, Shape::Texts | Shape::Names | Shape::Marked | Shape::Plain | Shape::Patterns);
        if let (true, DeValue::String(_), Some(last)) = (listed, value.get_ref(), self.found.last_mut()) {
            last.help = Some(format!("put it in brackets: [{}]", &self.text[value.span()]));
        }
    }

    fn wrong(&mut self, value: &Value<'t>, expected: &str, path: &str) {
        let of = if path.is_empty() { self.subject.clone() } else { format!("`{path}` of {}", self.subject) };
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date without quotes",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let at = self.label(value.span(), format!("expected {expected}"));
        self.report(&codes::WRONG_TYPE, format!("{of} is {found}"), at, None);
    }

    /// One value.
    fn value(&mut self, value: &Value<'t>, shape: Shape, path: &str) {
        match (shape, value.get_ref()) {
            (Shape::Switch, DeValue::Boolean(_)) | (Shape::Format, DeValue::Integer(_)) => {}
            (Shape::Text | Shape::Reference | Shape::OneOrMore, DeValue::String(text)) => {
                self.not_blank(text, value, path);
            }
            (Shape::Date, DeValue::String(text)) => {
                if Date::parse(text).is_none() {
                    let message = format!("`{path}` of {} is no date", self.subject);
                    let at = self.label(value.span(), format!("expected {}", shape.phrase()));
                    self.report(&codes::BAD_DATE, message, at, None);
                }
            }
            (Shape::Choice(allowed), DeValue::String(text)) => {
                if !allowed.contains(&text.as_ref()) {
                    let message = format!("`{path}` of {} cannot be `{text}`", self.subject);
                    let at = self.label(value.span(), format!("expected {}", shape.phrase()));
                    let help = schema::nearest(text, allowed.iter().copied());
                    let help = help.map(|nearest| format!("did you mean \"{nearest}\"?"));
                    self.report(&codes::UNKNOWN_VALUE, message, at, help);
                }
            }
            (Shape::Pattern, DeValue::String(text)) => {
                self.not_blank(text, value, path);
                self.placeholders(text, value, path);
            }
            (Shape::Texts | Shape::OneOrMore, DeValue::Array(items)) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::String(text) => self.not_blank(text, item, path),
                        _ => self.wrong(item, "a text in quotes", path),
                    }
                }
            }
            (Shape::Patterns, DeValue::Array(items)) => {
                for item in items {
                    self.value(item, Shape::Pattern, path);
                }
            }
            (Shape::Marked | Shape::Plain, DeValue::Array(items)) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::String(text) => {
                            self.braces(text, item, matches!(shape, Shape::Marked), path)
                        }
                        _ => self.wrong(item, "a text in quotes", path),
                    }
                }
            }
            (Shape::Names, DeValue::Array(items)) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::String(text) => self.not_blank(text, item, path),
                        DeValue::Table(table) => {
                            self.members(table, &schema::ALIAS, path, Some(item.span()));
                            self.date_order(table, path);
                        }
                        _ => self.wrong(item, schema::NAME_PHRASE, path),
                    }
                }
            }
            (Shape::Table(schema), DeValue::Table(table)) => {
                self.members(table, schema, path, Some(value.span()));
            }
            (Shape::Tables(schema), DeValue::Array(items)) => {
                for item in items {
                    let DeValue::Table(table) = item.get_ref() else {
                        self.wrong(item, &Shape::Table(schema).phrase(), path);
                        continue;
                    };
                    self.members(table, schema, path, Some(item.span()));
                    self.date_order(table, path);
                    let needs_phrase = schema.key("near").is_some();
                    if needs_phrase && !table.contains_key("near") && !table.contains_key("not-near") {
                        let message =
                            format!("`{path}` of {} has neither `near` nor `not-near`", self.subject);
                        let at = self.label(item.span(), "");
                        let help = "say which phrases speak for the entity, or which rule it out";
                        self.report(&codes::MISSING_KEY, message, at, Some(help.into()));
                    }
                }
            }
            (Shape::Glossary, DeValue::Table(table)) => {
                for (key, meaning) in table {
                    self.value(meaning, Shape::Text, &format!("{path}.{}", key.get_ref()));
                }
            }
            (Shape::Classes, DeValue::Table(table)) => {
                for (key, spellings) in table {
                    self.value(spellings, Shape::Texts, &format!("{path}.{}", key.get_ref()));
                }
            }
            _ => self.wrong_type(value, shape, path),
        }
    }

    fn not_blank(&mut self, text: &str, value: &Value<'t>, path: &str) {
        if text.trim().is_empty() {
            let at = self.label(value.span(), "nothing stands here");
            self.report(&codes::WRONG_TYPE, format!("`{path}` of {} is empty", self.subject), at, None);
        }
    }

    fn braces(&mut self, text: &str, value: &Value<'t>, marks: bool, path: &str) {
        let literal = Literal::read(&self.text[value.span()], value.span().start);
        match example::unmark(text) {
            Ok(marked) if marked.spans.is_empty() != marks => {}
            Ok(_) if !marks => {
                let message = format!("`{path}` of {} marks a name", self.subject);
                let at = self.label(value.span(), "braces here");
                let help = "take the braces away, or move the text to `match`";
                self.report(&codes::BAD_BRACES, message, at, Some(help.into()));
            }
            Ok(_) => {
                let message = format!("`{path}` of {} marks nothing", self.subject);
                let at = self.label(value.span(), "no braces here");
                let help = "put what the entry must tag in braces, or move the text to `no-match`";
                self.report(&codes::BAD_BRACES, message, at, Some(help.into()));
            }
            Err(errors) => {
                for error in errors {
                    let at = literal.locate(Span::new(error.at(), error.at() + 1));
                    let at = self.label(at, error.clause());
                    let message = format!("the braces in `{path}` of {} do not pair", self.subject);
                    let help = "a brace that is part of the text is written twice: {{ or }}";
                    self.report(&codes::BAD_BRACES, message, at, Some(help.into()));
                }
            }
        }
    }

    fn placeholders(&mut self, text: &str, value: &Value<'t>, path: &str) {
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let inside = rest[open + 1..].split('}').next().unwrap_or_default();
            if !PLACEHOLDERS.iter().any(|known| rest[open..].starts_with(known)) {
                let message =
                    format!("`{path}` of {} has an unknown placeholder `{{{inside}}}`", self.subject);
                let at = self.label(value.span(), "expected {id}, {name} or {demonym}");
                self.report(&codes::BAD_BRACES, message, at, None);
            }
            rest = &rest[open + 1..];
        }
        if path == "id" && !text.contains("{id}") {
            let message = format!("`id` of {} has no placeholder `{{id}}`", self.subject);
            let at = self.label(value.span(), "the same for every place");
            let help = "put {id} where the id of the place belongs";
            self.report(&codes::BAD_BRACES, message, at, Some(help.into()));
        }
    }

    fn date_order(&mut self, table: &DeTable<'t>, path: &str) {
        let get = |key| table.get(key).and_then(|value| Date::parse(value.get_ref().as_str()?));
        if let (Some(from), Some(until)) = (get("from"), get("until"))
            && from.first_day() > until.last_day()
        {
            let message = format!("`{path}` of {} ends before it begins", self.subject);
            let mut related = Vec::new();
            if let Some(from) = table.get("from") {
                related.push(self.label(from.span(), "begins here"));
            }
            let at = self.label(table["until"].span(), "ends here");
            self.report(&codes::BAD_DATE, message, at, None);
            if let Some(last) = self.found.last_mut() {
                last.related = related;
            }
        }
    }
}
