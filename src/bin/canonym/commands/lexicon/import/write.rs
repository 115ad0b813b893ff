//! Records to lexicon files: ids, names sorted into forms, some hundred entries a file.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use canonym::{Form, Gazetteer, Kind, Lexicon, Reading, Severity, Source, fold, slug};

use super::super::toml::{list, string};
use super::record::{Label, Record, Skip, is_mixed, is_native};

/// What is known to the lexicons in effect, which new entries stay clear of.
pub(super) struct Known<'g> {
    pub(super) gazetteer: Option<&'g Gazetteer>,
    /// Import entities that are known all the same.
    pub(super) keep: bool,
}

/// Ready entries, and what was left out.
pub(super) struct Entries {
    /// By kind, sorted by id.
    pub(super) by_kind: BTreeMap<Kind, Vec<Entry>>,
    pub(super) skipped: Vec<Skip>,
    /// Names of entries that are none, or that the lexicons in effect have for something else.
    pub(super) n_taken: usize,
    pub(super) n_known: usize,
    /// Fields of entries of whose kind none has such a field.
    pub(super) unfit: BTreeSet<String>,
}

/// A ready entry.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) toml: String,
    /// Where it stands in the source.
    line: usize,
}

/// Merges records that share a key, in order of the file.
pub(super) fn merge(records: Vec<Record>) -> Vec<Record> {
    let mut merged: Vec<Record> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for record in records {
        match record.key.as_ref().and_then(|key| at.get(key)) {
            Some(&first) => merged[first].absorb(record),
            None => {
                if let Some(key) = &record.key {
                    at.insert(key.clone(), merged.len());
                }
                merged.push(record);
            }
        }
    }
    merged
}

/// Makes entries of records.
pub(super) fn entries(records: Vec<Record>, kind: Option<Kind>, known: &Known<'_>) -> Entries {
    let mut done = Entries {
        by_kind: BTreeMap::new(),
        skipped: Vec::new(),
        n_taken: 0,
        n_known: 0,
        unfit: BTreeSet::new(),
    };
    let mut ids = Ids::default();
    let records = merge(records);
    // Another name of one that is the name of another would make both open wherever they stand.
    let names: HashSet<String> =
        records.iter().filter_map(|record| record.name.as_deref()).map(fold).collect();
    for mut record in records {
        let line = record.line;
        let mut skip = |why: String| done.skipped.push(Skip { line, why });
        let Some(kind) = record.kind.or(kind) else {
            skip("has no kind; --kind gives one to all".into());
            continue;
        };
        if kind == Kind::Term && (record.role.is_none() || record.category.is_none()) {
            skip("a term needs a role and a category".into());
            continue;
        }
        let usable =
            |text: &String| text.chars().any(char::is_alphanumeric) && text.chars().count() <= LONGEST_NAME;
        let n_labels = record.labels.len();
        record.labels.retain(|label| usable(&label.text));
        let n_unusable = n_labels - record.labels.len();
        // The canonical form is in Latin script where there is one.
        let given = record.name.take().map(|name| tidy(&name)).filter(usable);
        let full = |label: &&Label| label.form == Form::Name;
        let latin = record.labels.iter().filter(full).find(|label| !is_native(&label.text));
        let name = match (given, latin) {
            (Some(name), Some(latin)) if is_native(&name) => {
                let latin = tidy(&latin.text);
                record.labels.push(Label::name(name));
                latin
            }
            (Some(name), _) => name,
            (None, Some(label)) => tidy(&label.text),
            (None, None) => match record.labels.iter().find(full) {
                Some(label) => tidy(&label.text),
                None => {
                    skip(format!("has no name of up to {LONGEST_NAME} characters"));
                    continue;
                }
            },
        };
        if !known.keep && known.is_known(&name, kind) {
            done.n_known += 1;
            continue;
        }
        let id = id(&record, &name, kind, known, &mut ids);
        let (toml, n_taken) = entry(&record, &name, kind, &id, known, &names);
        done.n_taken += n_taken + n_unusable;
        let demonyms = record.labels.iter().any(|label| label.form == Form::Demonym).then_some("demonyms");
        let keys = said(&record).map(|(key, _)| key).chain(demonyms);
        done.unfit
            .extend(keys.filter(|key| !fits(key, kind)).map(|key| format!("{key} ({})", kind.as_str())));
        done.by_kind.entry(kind).or_default().push(Entry { id, toml, line });
    }
    for entries in done.by_kind.values_mut() {
        entries.sort();
        let skipped: Vec<Skip> = entries.chunks(AT_ONCE).flat_map(unusable).collect();
        let lines: HashSet<usize> = skipped.iter().map(|skip| skip.line).collect();
        entries.retain(|entry| !lines.contains(&entry.line));
        done.skipped.extend(skipped);
    }
    done.by_kind.retain(|_, entries| !entries.is_empty());
    done
}

/// What has more characters is a sentence.
const LONGEST_NAME: usize = 200;

/// So many entries are read back at once.
const AT_ONCE: usize = 1000;

/// Those of `entries` that no lexicon can have, because of what the source says in a field or how much of it.
fn unusable(entries: &[Entry]) -> Vec<Skip> {
    let mut text = String::from("format = 1\n");
    let mut starts = Vec::with_capacity(entries.len());
    for entry in entries {
        starts.push(text.len());
        text.push_str(&entry.toml);
    }
    let (_, found) = Lexicon::parse(vec![Source { name: "import".into(), text, layer: 0 }]);
    let mut skipped: BTreeMap<usize, Skip> = BTreeMap::new();
    for error in found.into_iter().filter(|one| one.severity == Severity::Error) {
        let n = starts.partition_point(|&start| start <= error.at.span.start).saturating_sub(1);
        let line = entries[n].line;
        skipped.entry(line).or_insert_with(|| Skip { line, why: error.message });
    }
    skipped.into_values().collect()
}

impl Known<'_> {
    fn is_known(&self, name: &str, kind: Kind) -> bool {
        let Some(gazetteer) = self.gazetteer else { return false };
        let same = |id| gazetteer.entity(id).kind == kind;
        match gazetteer.name(name) {
            Some(Reading::One { entity, .. }) => same(entity),
            Some(Reading::Ambiguous(entities)) => entities.into_iter().any(same),
            None => false,
        }
    }

    fn has_surface(&self, name: &str) -> bool {
        self.gazetteer.is_some_and(|gazetteer| !gazetteer.senses(name).is_empty())
    }

    fn has_id(&self, id: &str) -> bool {
        self.gazetteer.is_some_and(|gazetteer| gazetteer.find(id).is_some())
    }
}

/// On one line, without spaces at the ends.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ids of new entries.
#[derive(Default)]
struct Ids {
    given: HashSet<String>,
    /// The last number behind an id that was given: thousands may have one name.
    numbers: HashMap<String, usize>,
}

/// The slug of the name; with the hint, then with a number, where another entry has it.
fn id(record: &Record, name: &str, kind: Kind, known: &Known<'_>, ids: &mut Ids) -> String {
    let own = record.id.as_deref().map(slug).filter(|id| !id.is_empty());
    let mut base = own.unwrap_or_else(|| slug(name));
    if base.is_empty() {
        base = format!("{}-{}", kind.as_str(), record.key.as_deref().map(slug).unwrap_or_default());
        base.truncate(base.trim_end_matches('-').len());
    }
    let hinted = record.hint.as_deref().map(|hint| format!("{base}-{}", slug(hint)));
    let last = ids.numbers.entry(base.clone()).or_insert(1);
    let numbered = std::iter::repeat_with(|| {
        *last += 1;
        format!("{base}-{last}")
    });
    let mut candidates = std::iter::once(base.clone()).chain(hinted).chain(numbered);
    let is_free = |id: &String| !known.has_id(id) && !ids.given.contains(id);
    let id = candidates.find(is_free).expect("numbers do not end");
    ids.given.insert(id.clone());
    id
}

/// The entry, and how many of its names were left out because the lexicons in effect have them for something else.
///
/// `names` are those that stand for other entries.
pub(super) fn entry(
    record: &Record,
    name: &str,
    kind: Kind,
    id: &str,
    known: &Known<'_>,
    names: &HashSet<String>,
) -> (String, usize) {
    let mut toml = format!("[{}.{id}]\n", kind.as_str());
    let mut put = |key: &str, value: String| {
        let _ = writeln!(toml, "{key} = {value}");
    };
    put("name", string(name));
    let own = record.labels.iter().find(|label| tidy(&label.text) == name && label.form == Form::Name);
    // Nobody looked at these names: one that is also an ordinary word needs its capital.
    let unsaid = if kind == Kind::Term { "fold" } else { "capital" };
    let own_case = own.and_then(|label| label.case.as_deref()).unwrap_or(unsaid);
    if own_case != "fold" {
        put("case", string(own_case));
    }
    let mut seen = HashSet::from([name.to_owned(), fold(name), format!("{} {name}", Form::Name.as_str())]);
    let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut n_taken = 0;
    for label in &record.labels {
        let text = tidy(&label.text);
        // Spellings that fold alike are one, unless the source says how each is to be written.
        let folded = fold(&text);
        let told = label.case.is_some() || label.form != Form::Name;
        let spelling = match label.case {
            Some(_) => format!("{} {text}", label.form.as_str()),
            None if told => text.clone(),
            None => folded.clone(),
        };
        if !seen.insert(spelling) {
            continue;
        }
        let taken = names.contains(&folded) || is_mixed(&text) || known.has_surface(&text);
        if label.form == Form::Name && !told && taken {
            n_taken += 1;
            continue;
        }
        let key = match label.form {
            Form::Name if label.native => "native",
            Form::Name => "aliases",
            Form::Short => "short",
            Form::Abbreviation => "abbreviations",
            Form::Demonym => "demonym",
        };
        lists.entry(key).or_default().push(written(label, &text, key, own_case));
    }
    for key in ["aliases", "native", "short", "abbreviations"] {
        if let Some(names) = lists.get(key) {
            put(key, format!("[{}]", names.join(", ")));
        }
    }
    for (key, value) in said(record).filter(|(key, _)| fits(key, kind)) {
        put(key, value);
    }
    if let Some(forms) = lists.get("demonym").filter(|_| fits("demonyms", kind)) {
        put("demonym", format!("{{ forms = [{}] }}", forms.join(", ")));
    }
    (toml, n_taken)
}

/// What is said about an entry besides its names, as keys and values.
fn said(record: &Record) -> impl Iterator<Item = (&'static str, String)> {
    let texts = [
        ("role", &record.role),
        ("category", &record.category),
        ("camp", &record.camp),
        ("class", &record.class),
        ("iso", &record.iso),
        ("wikidata", &record.wikidata),
    ];
    let lists = [("neutral", &record.neutral), ("source", &record.sources)];
    let texts = texts.into_iter().filter_map(|(key, value)| Some((key, string(value.as_ref()?))));
    let lists = lists.into_iter().filter(|(_, values)| !values.is_empty());
    texts.chain(lists.map(|(key, values)| (key, list(values.iter().map(String::as_str)))))
}

/// Whether entries of that kind have such a field.
fn fits(key: &str, kind: Kind) -> bool {
    match key {
        "role" | "category" | "camp" | "neutral" => kind == Kind::Term,
        "class" => matches!(kind, Kind::Place | Kind::Organization),
        "iso" | "demonyms" => kind == Kind::Place,
        _ => true,
    }
}

/// A name as a string, or as a table where something is said about it that is not the default; `own_case` is that of its entry.
fn written(label: &Label, text: &str, key: &str, own_case: &str) -> String {
    let default_case = match key {
        "aliases" => own_case,
        "native" => "fold",
        "abbreviations" => "upper",
        _ => "capital",
    };
    let default_when = if key == "short" { "introduced" } else { "always" };
    let case = label.case.as_deref().filter(|case| *case != default_case);
    let when = label.when.as_deref().filter(|when| *when != default_when);
    let mut more = String::new();
    for (key, value) in [("case", case), ("when", when)] {
        if let Some(value) = value {
            let _ = write!(more, ", {key} = {}", string(value));
        }
    }
    if more.is_empty() { string(text) } else { format!("{{ text = {}{more} }}", string(text)) }
}
