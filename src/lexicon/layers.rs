//! Merges what the files say: one entry an id, upper layers over lower ones.
//!
//! Within a layer the order of files makes no difference: the entry that is not an extension comes first, extensions follow in
//! order of their places.

use std::collections::{BTreeMap, BTreeSet};

use super::check::codes;
use super::model::{Entry, Layering, Located, Parts, Spelling, Template, Words};
use super::parse::File;
use crate::diagnostic::{Diagnostic, Label, Rule};

/// Merges `files`, and reports ids that stand twice or have nothing to extend.
pub(super) fn merge(files: Vec<File>, found: &mut Vec<Diagnostic>) -> Parts {
    let incomplete = files.iter().any(|file| file.held_back);
    let mut parts = Parts::default();
    let mut writings: Vec<(u8, Entry)> =
        Vec::with_capacity(files.iter().map(|file| file.entries.len()).sum());
    let mut templates: BTreeMap<String, Vec<(u8, Layering, Template)>> = BTreeMap::new();
    let mut spelling: BTreeMap<String, Vec<Located<String>>> = BTreeMap::new();
    let mut words = Words::default();
    for file in files {
        writings.extend(file.entries.into_iter().map(|entry| (file.layer, entry)));
        for (layering, template) in file.templates {
            templates.entry(template.id.value.clone()).or_default().push((file.layer, layering, template));
        }
        for (word, spellings) in file.spelling {
            let class = spelling.entry(word.value.clone()).or_insert_with(|| vec![word]);
            class.extend(spellings);
        }
        for (name, list) in file.words {
            words.list(name).extend(list);
        }
        // Files come in order of their layers: the upper meaning stays.
        parts.categories.extend(file.categories);
        parts.camps.extend(file.camps);
    }
    sort_by_id(&mut writings);
    parts.entries.reserve_exact(writings.len());
    let mut writings = writings.into_iter().peekable();
    while let Some((layer, first)) = writings.next() {
        let id = first.id.value.clone();
        let mut same = Vec::new();
        while let Some((layer, next)) = writings.next_if(|(_, next)| next.id.value == id) {
            same.push((layer, next));
        }
        // Nearly always.
        if same.is_empty() && first.layering == Layering::New {
            parts.entries.push(first);
        } else {
            same.insert(0, (layer, first));
            parts.entries.extend(merge_entry(same, incomplete, found));
        }
    }
    for writings in templates.into_values() {
        parts.templates.extend(merge_template(writings, incomplete, found));
    }
    parts.spelling = Spelling { classes: spelling.into_values().map(without_repeats).collect() };
    for name in Words::LISTS {
        let list = words.list(name);
        *list = without_repeats(std::mem::take(list));
        list.sort_by(|a, b| a.value.cmp(&b.value));
    }
    parts.words = words;
    parts
}

/// Sorts by id; what has one id stays in order. Ids are compared by their beginnings as far as those tell them apart: a list may have a
/// million entries, and looking each up where it lies takes as long as reading it.
fn sort_by_id(writings: &mut [(u8, Entry)]) {
    const HEAD: usize = size_of::<u128>();
    writings.sort_by_cached_key(|(_, entry)| {
        let id = entry.id.value.as_bytes();
        let mut head = [0; HEAD];
        let n = id.len().min(HEAD);
        head[..n].copy_from_slice(&id[..n]);
        u128::from_be_bytes(head)
    });
    let goes_on = |entry: &Entry, head: &[u8]| entry.id.value.as_bytes().starts_with(head);
    let alike = |(_, a): &(u8, Entry), (_, b): &(u8, Entry)| {
        a.id.value.as_bytes().get(..HEAD).is_some_and(|head| goes_on(b, head))
    };
    for alike in writings.chunk_by_mut(alike) {
        alike.sort_by(|(_, a), (_, b)| a.id.value.cmp(&b.id.value));
    }
}

impl Words {
    /// The names of the lists, as they are written.
    const LISTS: [&'static str; 7] =
        ["titles", "openers", "namesakes", "sayings", "roles", "given", "common"];

    fn list(&mut self, name: &str) -> &mut Vec<Located<String>> {
        match name {
            "titles" => &mut self.titles,
            "openers" => &mut self.openers,
            "namesakes" => &mut self.namesakes,
            "sayings" => &mut self.sayings,
            "roles" => &mut self.roles,
            "given" => &mut self.given,
            _ => &mut self.common,
        }
    }
}

/// The first of each text, in order.
fn without_repeats(list: Vec<Located<String>>) -> Vec<Located<String>> {
    let mut seen = BTreeSet::new();
    list.into_iter().filter(|word| seen.insert(word.value.clone())).collect()
}

/// Everything written under one id, made one; nothing when it was removed.
fn merge_entry(
    mut writings: Vec<(u8, Entry)>,
    incomplete: bool,
    found: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let rank = |layering| match layering {
        Layering::Extend => 1,
        Layering::New | Layering::Replace | Layering::Remove => 0,
    };
    writings.sort_by_key(|(layer, entry)| (*layer, rank(entry.layering), entry.id.source, entry.id.span));
    let mut merged: Option<(u8, Entry)> = None;
    for (layer, entry) in writings {
        let upper = merged.as_ref().is_some_and(|(below, _)| *below < layer);
        match (&mut merged, entry.layering) {
            (None, Layering::New) => merged = Some((layer, entry)),
            (None, layering) => {
                // The entry may stand in the file that was held back.
                if !incomplete {
                    found.push(nothing_below(&entry.id, layering));
                }
            }
            (Some((_, first)), Layering::New) => found.push(twice(&entry.id, &first.id, upper)),
            (Some((below, first)), Layering::Extend) => {
                if first.kind == entry.kind {
                    extend(first, entry);
                    *below = layer;
                } else {
                    let kind = first.kind.as_str();
                    let message = format!(
                        "`{}` extends a {kind}, but says it is a {}",
                        entry.id.value,
                        entry.kind.as_str()
                    );
                    let mut one = diagnostic(&codes::WRONG_LAYER, message, entry.id.label(""));
                    one.related.push(first.id.label(format!("a {kind} here")));
                    found.push(one);
                }
            }
            (Some((_, first)), Layering::Replace | Layering::Remove) if !upper => {
                found.push(twice(&entry.id, &first.id, false));
            }
            (Some(_), Layering::Replace) => merged = Some((layer, entry)),
            (Some(_), Layering::Remove) => merged = None,
        }
    }
    merged.map(|(_, entry)| Entry { layering: Layering::New, ..entry })
}

/// Adds what `upper` says to `lower`: lists grow, single values are replaced. A former name stays an alias.
fn extend(lower: &mut Entry, upper: Entry) {
    if upper.name().is_some() {
        for alias in &mut lower.aliases {
            alias.canonical = false;
        }
    }
    lower.aliases.extend(upper.aliases);
    // The name first.
    lower.aliases.sort_by_key(|alias| !alias.canonical);
    if upper.demonym_report != Default::default() {
        lower.demonym_report = upper.demonym_report;
    }
    let Some(upper) = upper.rare else { return };
    let upper = *upper;
    fn over<T>(lower: &mut Option<T>, upper: Option<T>) {
        if upper.is_some() {
            *lower = upper;
        }
    }
    over(&mut lower.wikidata, upper.wikidata);
    over(&mut lower.class, upper.class);
    over(&mut lower.place, upper.place);
    over(&mut lower.template, upper.template);
    lower.offices.extend(upper.offices);
    lower.sources.extend(upper.sources);
    lower.clues.extend(upper.clues);
    lower.examples.extend(upper.examples);
    lower.rules.extend(upper.rules);
    lower.no_rules.extend(upper.no_rules);
    lower.except.extend(upper.except);
    if let Some(upper) = upper.place_part {
        let lower = lower.place_part.get_or_insert_default();
        over(&mut lower.part_of, upper.part_of);
        over(&mut lower.capital, upper.capital);
        over(&mut lower.iso, upper.iso);
    }
    if let (Some(lower), Some(upper)) = (&mut lower.term, upper.term) {
        // An empty one was not written: see the parser.
        if !upper.role.span.is_empty() {
            lower.role = upper.role;
        }
        if !upper.category.value.is_empty() {
            lower.category = upper.category;
        }
        over(&mut lower.referent, upper.referent);
        over(&mut lower.camp, upper.camp);
        over(&mut lower.note, upper.note);
        lower.neutral.extend(upper.neutral);
        lower.scare |= upper.scare;
    }
}

fn merge_template(
    mut writings: Vec<(u8, Layering, Template)>,
    incomplete: bool,
    found: &mut Vec<Diagnostic>,
) -> Option<Template> {
    writings.sort_by_key(|(layer, _, template)| (*layer, template.id.source, template.id.span));
    let mut merged: Option<(u8, Template)> = None;
    for (layer, layering, template) in writings {
        let upper = merged.as_ref().is_some_and(|(below, _)| *below < layer);
        match (&merged, layering) {
            (None, Layering::New) => merged = Some((layer, template)),
            (None, layering) => {
                if !incomplete {
                    found.push(nothing_below(&template.id, layering));
                }
            }
            (Some(_), Layering::Replace) if upper => merged = Some((layer, template)),
            (Some(_), Layering::Remove) if upper => merged = None,
            (Some((_, first)), _) => found.push(twice(&template.id, &first.id, upper)),
        }
    }
    merged.map(|(_, template)| template)
}

fn twice(second: &Located<String>, first: &Located<String>, upper: bool) -> Diagnostic {
    let id = &second.value;
    let mut one =
        diagnostic(&codes::DUPLICATE_ID, format!("the id `{id}` stands twice"), second.label("again here"));
    one.related.push(first.label("first here"));
    one.help = Some(if upper {
        "add `extend = true` to add to the entry below, or `replace = true` to take its place".into()
    } else {
        "put both into one entry, or give one another id".into()
    });
    one
}

fn nothing_below(id: &Located<String>, layering: Layering) -> Diagnostic {
    let verb = match layering {
        Layering::Replace => "replace",
        Layering::Remove => "remove",
        _ => "extend",
    };
    let message = format!("there is no `{}` to {verb}", id.value);
    let mut one = diagnostic(&codes::WRONG_LAYER, message, id.label(""));
    one.help = Some(format!("leave out `{verb} = true`, or look for the id with `canonym lexicon list`"));
    one
}

fn diagnostic(rule: &'static Rule, message: String, at: Label) -> Diagnostic {
    let (code, severity) = (rule.code, rule.severity);
    Diagnostic { code, severity, message, at, related: Vec::new(), help: None }
}

#[test]
fn entries_are_sorted_by_their_ids() {
    let ids =
        ["b", "a-long-id-for-b", "a-long-id-for-ab", "ab", "a-long-id-for-aa-2", "a", "a-long-id-for-aa"];
    let entries: String = ids.iter().map(|id| format!("[place.{id}]\nname = \"Town {id}\"\n")).collect();
    let source =
        crate::diagnostic::Source { name: "a.toml".into(), text: format!("format = 1\n{entries}"), layer: 0 };
    let (lexicon, _) = super::Lexicon::parse(vec![source]);
    let found: Vec<&str> = lexicon.parts.entries.iter().map(|entry| entry.id.value.as_str()).collect();
    let mut sorted = ids;
    sorted.sort();
    assert_eq!(found, sorted);
}
