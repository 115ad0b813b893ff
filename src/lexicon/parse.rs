//! From TOML text to what an author meant: entry by entry, with every mistake at its own key or value.
//!
//! A file is walked twice. [`Checker`] compares every key and value with the [schema](super::schema) and reports what does not
//! fit; [`Reader`] then takes what it needs from the entries that do. An entry with a mistake is left out, the others of its
//! file stand. After a syntax error keys may have landed in the wrong table, so that such a file is not walked at all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::check::codes;
use super::dialect;
use super::example::{self, Literal};
use super::model::{
    Alias, Case, Clue, Date, Entry, Example, Layering, Located, Office, PlacePart, Report, Template,
    TermPart, When, Within,
};
use super::schema::{self, Key, Shape, Table};
use crate::diagnostic::{Diagnostic, Label, Rule, Source, SourceId};
use crate::entity::{Form, Kind, Role};
use crate::limits::Limits;
use crate::span::Span;

type Name<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// What one file says, before it is merged with the others.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) layer: u8,
    pub(super) entries: Vec<Entry>,
    pub(super) templates: Vec<(Layering, Template)>,
    /// Each word with its spellings.
    pub(super) spelling: Vec<(Located<String>, Vec<Located<String>>)>,
    /// By the name of the list.
    pub(super) words: BTreeMap<&'static str, Vec<Located<String>>>,
    pub(super) categories: Vec<(String, Located<String>)>,
    pub(super) camps: Vec<(String, Located<String>)>,
    /// Ids of entries that were left out because of a mistake.
    pub(super) broken: BTreeSet<String>,
    /// Whether the file was held back after a syntax error.
    pub(super) held_back: bool,
}

/// Reads one file. Never fails: what cannot be read is left out and reported.
pub(super) fn parse(id: SourceId, source: &Source, found: &mut Vec<Diagnostic>) -> File {
    let mut file = File { layer: source.layer, ..File::default() };
    let (root, errors) = read(&source.text);
    let root = root.get_ref();
    let mut checker = Checker { source: id, text: &source.text, subject: "this file".into(), found };
    if !errors.is_empty() {
        file.held_back = true;
        checker.syntax_errors(&errors, root);
        return file;
    }
    if !checker.format(root) {
        file.held_back = true;
        return file;
    }
    let reader = Reader { source: id };
    let generated = reader.switch(root, "generated");
    for (name, value) in root {
        match (schema::FILE.key(name.get_ref()).map(|key| key.shape), value.get_ref()) {
            (Some(Shape::Entries(table)), DeValue::Table(entries)) => {
                for (key, value) in entries {
                    let before = checker.found.len();
                    checker.entry(name.get_ref(), key, value, table);
                    if checker.found.len() > before {
                        file.broken.insert(key.get_ref().to_string());
                    } else if let DeValue::Table(entry) = value.get_ref() {
                        match Kind::ALL.into_iter().find(|kind| kind.as_str() == name.get_ref().as_ref()) {
                            Some(kind) => {
                                let mut entry = reader.entry(kind, key, entry);
                                entry.generated = generated;
                                file.entries.push(entry);
                            }
                            None => file.templates.push(reader.template(key, entry)),
                        }
                    }
                }
            }
            _ => checker.member(name, value, &schema::FILE, ""),
        }
    }
    for need in schema::FILE.keys.iter().filter(|key| key.needed && !root.contains_key(key.name)) {
        checker.missing(need, Span::new(0, 0));
    }
    for (novelty, span) in dialect::novelties(&source.text) {
        let at = checker.label(span, "");
        checker.report(&codes::TOML_1_1, novelty.phrase().into(), at, Some(novelty.remedy().into()));
    }
    reader.lists(root, &mut file);
    file
}

/// The tables of a file and its syntax errors. Of a long file only the first error: going on after one takes far more memory and time than
/// reading, and a long file was written by a program, which makes one mistake over and over.
fn read(text: &str) -> (Spanned<DeTable<'_>>, Vec<toml::de::Error>) {
    if text.len() <= Limits::DEFAULT.recovered_bytes {
        return DeTable::parse_recoverable(text);
    }
    match DeTable::parse(text) {
        Ok(root) => (root, Vec::new()),
        Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
    }
}

/// Compares a file with the schema and reports what does not fit.
struct Checker<'t, 'd> {
    source: SourceId,
    text: &'t str,
    /// What is being looked at, for messages: "person `ali-bagheri`".
    subject: String,
    found: &'d mut Vec<Diagnostic>,
}

impl<'t> Checker<'t, '_> {
    fn report(&mut self, rule: &'static Rule, message: String, at: Label, help: Option<String>) {
        let (code, severity) = (rule.code, rule.severity);
        self.found.push(Diagnostic { code, severity, message, at, related: Vec::new(), help });
    }

    fn label(&self, span: impl Into<Span>, note: impl Into<String>) -> Label {
        Label { source: self.source, span: span.into(), note: note.into() }
    }

    /// Says whether this is a version of the format that can be read at all; a missing number is reported with the missing keys.
    fn format(&mut self, root: &DeTable<'t>) -> bool {
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
    fn entry(&mut self, kind: &str, key: &Name<'t>, value: &Value<'t>, table: &'static Table) {
        let id = key.get_ref();
        self.subject = format!("{kind} `{id}`");
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
        self.subject = "this file".into();
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

    fn member(&mut self, key: &Name<'t>, value: &Value<'t>, schema: &'static Table, path: &str) {
        let name = key.get_ref();
        let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        match schema.key(name) {
            Some(known) => self.value(value, known.shape, &path),
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
        const KNOWN: [&str; 3] = ["id", "name", "demonym"];
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let inside = rest[open + 1..].split('}').next().unwrap_or_default();
            if !KNOWN.contains(&inside) {
                let message =
                    format!("`{path}` of {} has an unknown placeholder `{{{inside}}}`", self.subject);
                let at = self.label(value.span(), "expected {id}, {name} or {demonym}");
                self.report(&codes::BAD_BRACES, message, at, None);
            }
            rest = &rest[open + 1..];
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

    /// All syntax errors. A list that is not closed takes the following lines for its items: only its end is reported then.
    fn syntax_errors(&mut self, errors: &[toml::de::Error], root: &DeTable<'t>) {
        let mut in_list = false;
        let n_before = self.found.len();
        for (n, error) in errors.iter().enumerate() {
            if self.found.len() - n_before >= Limits::DEFAULT.drawn_mistakes {
                let start = error.span().map_or(self.text.len(), |span| span.start);
                let span = self.whole_characters(Span::new(start, start));
                let at = self.label(span, "");
                let message = format!("from here on there are {} syntax errors more", errors.len() - n);
                self.report(&codes::SYNTAX, message, at, Some("mend those before it first".into()));
                break;
            }
            let of_list = error.message().contains("array");
            let start = error.span().map_or(self.text.len(), |span| span.start.min(self.text.len()));
            if of_list && !in_list && self.begins_entry(start) {
                in_list = true;
                let end = self.text.get(..start).map_or(0, |before| before.trim_end().len());
                let at = self.label(end..end, "");
                self.report(&codes::SYNTAX, "this list is not closed, expected `]`".into(), at, None);
            } else if !(of_list && in_list) || self.stray(start).is_some() {
                self.syntax(error, root);
            }
        }
    }

    /// Whether a line that begins at `start` looks like `key =` or `[header]`.
    fn begins_entry(&self, start: usize) -> bool {
        let (Some(before), Some(rest)) = (self.text.get(..start), self.text.get(start..)) else {
            return false;
        };
        // A line that is longer begins nothing that anybody meant.
        let end = rest.char_indices().nth(1_000).map_or(rest.len(), |(at, _)| at);
        let line = rest[..end].lines().next().unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim_end();
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '"');
        let begins = before.trim_end_matches([' ', '\t']).ends_with('\n');
        begins && (line.starts_with('[') || line.contains('=') && !key.is_empty() && key.chars().all(bare))
    }

    /// A character at `start` that looks right to people and is none of TOML's.
    fn stray(&self, start: usize) -> Option<char> {
        let first = self.text.get(start..)?.chars().next()?;
        "“”„‘’‚«»\u{a0}\u{feff}".contains(first).then_some(first)
    }

    /// A syntax error in the words of the TOML parser; for a key that stands twice, with the first place.
    fn syntax(&mut self, error: &toml::de::Error, root: &DeTable<'t>) {
        let span = error.span().map_or(Span::new(self.text.len(), self.text.len()), Span::from);
        let span = self.whole_characters(span);
        if error.message() == "duplicate key" {
            // The keys of a table that stands twice are no faults of their own.
            let header = self.text[..span.start].rfind("\n[").map_or(0, |at| at + 1);
            let header =
                Span::new(header, self.text[header..].find('\n').map_or(self.text.len(), |at| header + at));
            let in_repeated = self.found.last().is_some_and(|last| {
                last.at.source == self.source && header.contains(last.at.span) && !header.contains(span)
            });
            if !in_repeated || header.start == 0 {
                self.duplicate_key(span, root);
            }
            return;
        }
        let at = self.label(span, "");
        let help = match self.stray(span.start) {
            Some('\u{a0}' | '\u{feff}') => {
                Some("an invisible character stands here; type a plain space".into())
            }
            Some(quote) => Some(format!("`{quote}` is no quote in TOML; write \" instead")),
            None => None,
        };
        self.report(&codes::SYNTAX, error.message().into(), at, help);
    }

    /// `span` widened to character boundaries of the text; the TOML parser may point into a character.
    fn whole_characters(&self, span: Span) -> Span {
        let mut start = span.start.min(self.text.len());
        let mut end = span.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    fn duplicate_key(&mut self, span: Span, root: &DeTable<'t>) {
        let name = self.text[span.range()].trim_matches(['"', '\'']).to_string();
        let line_start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let header = self.text[line_start..span.start].trim_start().starts_with('[');
        // A header that stands twice stands on two lines; any other key stands before this one in the same table.
        let first = if header {
            let path = header_path(&self.text[line_start..span.end]);
            let mut starts = 0;
            let mut lines = self.text[..line_start].split_inclusive('\n').map(|line| {
                starts += line.len();
                (starts - line.len(), line)
            });
            lines.find(|(_, line)| line.trim_start().starts_with('[') && header_path(line) == path).map(
                |(start, line)| {
                    let key = path.last().map_or("", String::as_str);
                    let at = start + line.rfind(key).unwrap_or_default();
                    at..at + key.len()
                },
            )
        } else {
            let mut first = None;
            last_key_before(root, &name, span.start, &mut first);
            first
        };
        let is_id = header && header_path(&self.text[line_start..span.end]).len() == 2;
        let (rule, message) = if is_id {
            (&codes::DUPLICATE_ID, format!("the id `{name}` stands twice in this file"))
        } else {
            (&codes::SYNTAX, format!("the key `{name}` stands twice in one table"))
        };
        let at = self.label(span, "");
        self.report(rule, message, at, Some("put both into one, or give one another name".into()));
        if let (Some(first), Some(last)) = (first, self.found.last_mut()) {
            last.related.push(Label { source: self.source, span: first.into(), note: "first here".into() });
        }
    }
}

/// The keys of `[a.b]`, without quotes.
fn header_path(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches([' ', '\t', '[']).split([']', '#']).next().unwrap_or_default();
    inner.split('.').map(|key| key.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

/// Finds the last key called `name` that stands before byte `before`.
fn last_key_before(table: &DeTable<'_>, name: &str, before: usize, best: &mut Option<Range<usize>>) {
    for (key, value) in table {
        let span = key.span();
        if key.get_ref() == name
            && span.start < before
            && best.as_ref().is_none_or(|best| best.start < span.start)
        {
            *best = Some(span);
        }
        let inner = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for table in inner.into_iter().filter_map(|value| value.get_ref().as_table()) {
            last_key_before(table, name, before, best);
        }
    }
}

fn switched_on(table: &DeTable<'_>, key: &str) -> bool {
    table.get(key).and_then(|value| value.get_ref().as_bool()) == Some(true)
}

/// Takes values out of tables that were found right.
struct Reader {
    source: SourceId,
}

impl<'t> Reader {
    fn located(&self, text: impl Into<String>, span: Range<usize>) -> Located<String> {
        Located { value: text.into(), source: self.source, span: span.into() }
    }

    fn switch(&self, table: &DeTable<'t>, key: &str) -> bool {
        switched_on(table, key)
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

    fn entry(&self, kind: Kind, key: &Name<'t>, table: &DeTable<'t>) -> Entry {
        let name = self.text(table, "name");
        let case = self.word(table, "case").and_then(case);
        let full = Manner { form: Form::Name, case: case.unwrap_or(Case::Fold), when: When::Always };
        let mut aliases = Vec::new();
        if let Some(name) = &name {
            aliases.push(Alias { canonical: true, ..full.alias(name.clone()) });
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
        Entry {
            id: self.located(key.get_ref().as_ref(), key.span()),
            kind,
            layering: layering(table),
            name,
            aliases,
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
            demonym_report,
            template: self.text(table, "of").map(|of| (self.texts(table, "template"), of)),
            term: self.term(kind, table).map(Box::new),
            place_part: (kind == Kind::Place).then(|| self.place_part(table)).flatten().map(Box::new),
            generated: false,
        }
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
            .filter_map(|item| Some((item.get_ref().as_table()?, Span::from(item.span()))))
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
            scare: self.switch(table, "scare"),
            note: self.text(table, "note").map(|note| note.value),
        })
    }

    fn template(&self, key: &Name<'t>, table: &DeTable<'t>) -> (Layering, Template) {
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
    fn lists(&self, root: &DeTable<'t>, file: &mut File) {
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
pub(super) struct Manner {
    pub(super) form: Form,
    pub(super) case: Case,
    pub(super) when: When,
}

impl Manner {
    /// An alias of this manner.
    pub(super) fn alias(self, text: Located<String>) -> Alias {
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

/// Whether `id` is lower-case ASCII letters, digits and single hyphens between them.
pub(super) fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// An id made of `text`: accents and marks gone, everything else between letters a hyphen. Empty when no letter is left.
///
/// ```
/// assert_eq!(canonym::slug("Đà Lạt, Việt Nam"), "da-lat-viet-nam");
/// assert_eq!(canonym::slug("بغداد"), "");
/// ```
pub fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for character in text.nfkd() {
        let lower = character.to_ascii_lowercase();
        // Letters that do not come apart.
        let plain = match character {
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'ħ' | 'Ħ' => "h",
            'ı' => "i",
            'ə' | 'Ə' => "a",
            'ŋ' | 'Ŋ' => "n",
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'þ' | 'Þ' => "th",
            _ => "",
        };
        slug.push_str(plain);
        if lower.is_ascii_alphanumeric() {
            slug.push(lower);
        } else if character.is_ascii()
            && !matches!(character, '\'' | '"')
            && !slug.ends_with('-')
            && !slug.is_empty()
        {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_slugs() {
        for (id, right, repaired) in [
            ("ali-bagheri", true, "ali-bagheri"),
            ("g7", true, "g7"),
            ("Ali_Bagheri", false, "ali-bagheri"),
            ("-a", false, "a"),
            ("a--b", false, "a-b"),
            ("", false, ""),
            ("José", false, "jose"),
            ("ایران", false, ""),
        ] {
            assert_eq!(is_slug(id), right, "{id}");
            assert_eq!(slug(id), repaired, "{id}");
        }
    }
}
