//! `canonym lexicon fmt`: one way to write a lexicon, comments and all.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use canonym::{Lexicon, Severity, Source};
use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, Table, Value};

use super::count;
use crate::output::{Failure, Outcome, Status, complain, stdout};
use crate::snippet::Drawer;
use crate::whole::Target;

/// The longest line, where that can be chosen.
const WIDTH: usize = 120;

/// Write lexicons in the one agreed way: entries by id, keys in order, one below the other
///
/// Comments stay with the entry or key below them, and nothing changes its meaning. Files are rewritten in place.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files or folders to format; `-` reads standard input and prints
    #[arg(value_name = "PATH", required = true)]
    files: Vec<PathBuf>,
    /// Rewrite nothing: list the files that would change, and exit with 1 when there are some
    #[arg(long)]
    check: bool,
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let mut out = stdout();
    if args.files.iter().any(|path| path.as_os_str() == "-") {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map_err(|error| Failure::Message(format!("cannot read standard input: {error}")))?;
        let formatted = format(&Source { name: "-".into(), text: text.clone(), layer: 0 })?;
        if !args.check {
            out.write_all(formatted.as_bytes())?;
            out.flush()?;
        }
        let changed = args.check && formatted != text;
        return Ok(if changed { Status::Findings } else { Status::Done });
    }
    let mut sources = Vec::new();
    for path in &args.files {
        sources.extend(Lexicon::read(path)?);
    }
    let mut changed = 0;
    for source in &sources {
        let formatted = format(source)?;
        if formatted == source.text {
            continue;
        }
        changed += 1;
        match args.check {
            true => writeln!(out, "{}", source.name)?,
            false => replace(Path::new(&source.name), &formatted)?,
        }
    }
    out.flush()?;
    let files = count(sources.len(), "file");
    complain(match (args.check, changed) {
        (_, 0) => format!("{files}: nothing to change"),
        (true, n) => format!("{files}: {n} would change"),
        (false, n) => format!("{files}: {n} changed"),
    });
    Ok(if args.check && changed > 0 { Status::Findings } else { Status::Done })
}

/// Puts `text` in the place of a file, all at once: whoever reads meanwhile sees the old one or the new one.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    if !path.is_file() {
        let message = format!("cannot write `{}`: it is no file; `-` prints what it reads", path.display());
        return Err(Failure::Message(message));
    }
    Target::of(path)?.save(text.as_bytes())
}

/// The text of a lexicon file in the agreed way.
fn format(source: &Source) -> Result<String, Failure> {
    let text = &source.text;
    let document = text.parse::<DocumentMut>();
    let Ok(mut document) = document else {
        let (lexicon, diagnostics) = Lexicon::parse(vec![source.clone()]);
        let errors: Vec<_> = diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
        let drawn = Drawer::new(lexicon.sources()).draw_first(&errors);
        let summary = format!("`{}` is no TOML; nothing was formatted", source.name);
        return Err(Failure::Diagnostics { drawn, summary });
    };
    arrange(&mut document);
    let mut formatted = document.to_string();
    formatted.truncate(formatted.trim_end().len());
    formatted.push('\n');
    // The promise of this command, kept even where it has a mistake of its own.
    if !same(text, &formatted) {
        let message = format!(
            "formatting `{}` would change its meaning, which is a mistake of canonym; it was left as it is",
            source.name
        );
        return Err(Failure::Message(message));
    }
    Ok(formatted)
}

/// Whether two TOML texts mean the same; the order of keys does not count.
fn same(a: &str, b: &str) -> bool {
    let parse = |text: &str| text.parse::<toml::Table>().ok();
    parse(a).is_some() && parse(a) == parse(b)
}

/// A position in the order of `keys`; unknown ones last.
fn rank(keys: &[&str], key: &str) -> usize {
    keys.iter().position(|known| *known == key).unwrap_or(keys.len())
}

fn arrange(document: &mut DocumentMut) {
    let head = take_head(document);
    let root = document.as_table_mut();
    let top = Lexicon::keys_of("");
    keys(root, &top, 0);
    let mut position = 0;
    let mut names: Vec<String> = root.iter().map(|(key, _)| key.to_owned()).collect();
    names.sort_by_key(|name| rank(&top, name));
    for name in names {
        let table = match root.get_mut(&name) {
            Some(Item::Table(table)) => table,
            Some(item) => {
                place_all(item, &mut position);
                continue;
            }
            None => continue,
        };
        let order = Lexicon::keys_of(&name);
        let is_entries = !order.is_empty() && !matches!(name.as_str(), "words");
        if is_entries {
            if !table.is_implicit() {
                place(table, &mut position);
            }
            table.sort_values();
            let mut ids: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
            ids.sort();
            for id in ids {
                if let Some(Item::Table(entry)) = table.get_mut(&id) {
                    arrange_entry(entry, &order, &mut position);
                }
            }
        } else {
            place(table, &mut position);
            keys(table, &order, 0);
            table.iter_mut().for_each(|(_, item)| place_all(item, &mut position));
        }
    }
    put_head(document, &head);
}

fn arrange_entry(entry: &mut Table, order: &[&str], position: &mut isize) {
    // A table in braces that would make a very long line gets a header of its own.
    for name in ["examples", "demonym"] {
        let long = match entry.get_key_value(name) {
            Some((key, Item::Value(Value::InlineTable(inline)))) => {
                let comments = commented(inline.decor()) || commented(key.leaf_decor());
                !comments && name.len() + inline.to_string().trim().chars().count() + 3 > WIDTH
            }
            _ => false,
        };
        if let (true, Some(Item::Value(Value::InlineTable(inline)))) = (long, entry.get(name)) {
            let mut table = inline.clone().into_table();
            table.decor_mut().clear();
            table.set_implicit(false);
            entry.insert(name, Item::Table(table));
        }
    }
    if !entry.is_implicit() {
        place(entry, position);
    }
    // As wide as `examples`, so that one key more or less seldom moves the others.
    keys(entry, order, 8);
    let mut names: Vec<String> = entry.iter().map(|(key, _)| key.to_owned()).collect();
    names.sort_by_key(|name| rank(order, name));
    for name in names {
        let order = Lexicon::keys_of(&name);
        match entry.get_mut(&name) {
            Some(Item::Table(table)) if !table.is_dotted() => {
                place(table, position);
                keys(table, &order, 0);
            }
            Some(Item::ArrayOfTables(tables)) => {
                for table in tables.iter_mut() {
                    place(table, position);
                    keys(table, &order, 0);
                }
            }
            _ => {}
        }
    }
}

/// Gives all tables of what no lexicon has their places, too, lest these hang on what was in front of them.
fn place_all(item: &mut Item, position: &mut isize) {
    let tables: Vec<&mut Table> = match item {
        Item::Table(table) if !table.is_dotted() => vec![table],
        Item::ArrayOfTables(tables) => tables.iter_mut().collect(),
        _ => Vec::new(),
    };
    for table in tables {
        if !table.is_implicit() {
            place(table, position);
        }
        table.iter_mut().for_each(|(_, item)| place_all(item, position));
    }
}

/// Gives a table the next place in the file, an empty line and its comments above it.
fn place(table: &mut Table, position: &mut isize) {
    table.set_position(Some(*position));
    *position += 1;
    let prefix = format!("\n{}", comment_lines(table.decor().prefix().and_then(|raw| raw.as_str())));
    let suffix = trailing_comment(table.decor().suffix().and_then(|raw| raw.as_str()));
    *table.decor_mut() = Decor::new(prefix, suffix);
}

/// The comments of a prefix, a line each, with single empty lines between blocks of them.
fn comment_lines(prefix: Option<&str>) -> String {
    let mut lines = String::new();
    let mut gap = false;
    for line in prefix.unwrap_or_default().lines().map(str::trim) {
        match line.is_empty() {
            true => gap = !lines.is_empty(),
            false => {
                if std::mem::take(&mut gap) {
                    lines.push('\n');
                }
                lines.push_str(line);
                lines.push('\n');
            }
        }
    }
    // Blocks that stand apart from what follows stay apart.
    if gap {
        lines.push('\n');
    }
    lines
}

fn trailing_comment(suffix: Option<&str>) -> String {
    match suffix.unwrap_or_default().trim() {
        "" => String::new(),
        comment => format!("  {comment}"),
    }
}

fn commented(decor: &Decor) -> bool {
    let has = |raw: Option<&toml_edit::RawString>| {
        raw.and_then(|raw| raw.as_str()).is_some_and(|text| text.contains('#'))
    };
    has(decor.prefix()) || has(decor.suffix())
}

/// Orders the keys of a table, aligns them in a column of at least `width` characters, and writes their values.
fn keys(table: &mut Table, order: &[&str], width: usize) {
    if !order.is_empty() {
        table.sort_values_by(|a, _, b, _| rank(order, a.get()).cmp(&rank(order, b.get())));
    }
    // Dotted keys (`a.b = 1`) are rare here and are left as they are.
    let plain = |item: &Item| item.is_value();
    let lengths = table.iter().filter(|(_, item)| plain(item)).map(|(key, _)| written_length(key));
    let width = lengths.max().unwrap_or(0).max(width);
    for (mut key, item) in table.iter_mut() {
        let Item::Value(value) = item else { continue };
        let padding = " ".repeat(width - written_length(key.get()) + 1);
        let comments = comment_lines(key.leaf_decor().prefix().and_then(|raw| raw.as_str()));
        *key.leaf_decor_mut() = Decor::new(comments.trim_start_matches('\n'), padding);
        let order = Lexicon::keys_of(key.get());
        write_value(value, &order, Some(width + 3));
        let suffix = trailing_comment(value.decor().suffix().and_then(|raw| raw.as_str()));
        *value.decor_mut() = Decor::new(" ", suffix);
    }
}

/// Characters of a key as it is written.
fn written_length(key: &str) -> usize {
    let bare = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    key.chars().count() + if bare { 0 } else { 2 }
}

/// Writes lists and tables in braces anew. `order` is that of the keys of tables in it; `indent` is how far to the right it begins,
/// nothing for what stands inside braces and brackets: that stays on one line.
fn write_value(value: &mut Value, order: &[&str], indent: Option<usize>) {
    match value {
        Value::Array(array) => write_array(array, order, indent),
        Value::InlineTable(table) => write_inline(table, order),
        _ => {}
    }
}

fn write_array(array: &mut Array, order: &[&str], indent: Option<usize>) {
    let after = array.trailing().as_str().is_some_and(|text| text.contains('#'));
    if after || array.iter().any(|item| commented(item.decor())) {
        return;
    }
    for item in array.iter_mut() {
        write_value(item, order, None);
        item.decor_mut().clear();
    }
    let widths: Vec<usize> = array.iter().map(|item| item.to_string().trim().chars().count()).collect();
    let whole = widths.iter().map(|width| width + 2).sum::<usize>();
    let one_line = indent.is_none_or(|indent| indent + whole <= WIDTH);
    // Short words in a long list share lines; anything longer gets its own.
    let packed = widths.len() > 12 && widths.iter().all(|width| *width < 40);
    let mut column = WIDTH;
    for (n, (item, width)) in array.iter_mut().zip(&widths).enumerate() {
        let prefix = match (one_line, n) {
            (true, 0) => "",
            (true, _) => " ",
            (false, _) if packed && column + width + 2 <= WIDTH => " ",
            (false, _) => {
                column = 1;
                "\n  "
            }
        };
        column += width + 2;
        *item.decor_mut() = Decor::new(prefix, "");
    }
    array.set_trailing_comma(!one_line);
    array.set_trailing(if one_line { "" } else { "\n" });
}

fn write_inline(table: &mut InlineTable, order: &[&str]) {
    let after = table.trailing().as_str().is_some_and(|text| text.contains('#'));
    if after || table.iter().any(|(_, value)| commented(value.decor())) {
        return;
    }
    if !order.is_empty() {
        table.sort_values_by(|a, _, b, _| rank(order, a.get()).cmp(&rank(order, b.get())));
    }
    let n_keys = table.len();
    for (n, (mut key, value)) in table.iter_mut().enumerate() {
        *key.leaf_decor_mut() = Decor::new(" ", " ");
        write_value(value, &Lexicon::keys_of(key.get()), None);
        *value.decor_mut() = Decor::new(" ", if n + 1 == n_keys { " " } else { "" });
    }
    table.set_trailing_comma(false);
    table.set_trailing("");
}

/// Where the first header of a file leads: the keys to its table.
fn first_header(table: &Table, path: &[String], best: &mut Option<(isize, Vec<String>)>) {
    for (key, item) in table.iter() {
        let Item::Table(inner) = item else { continue };
        let path: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
        let first = inner.position().filter(|_| !inner.is_implicit() && !inner.is_dotted());
        if let Some(position) = first.filter(|new| best.as_ref().is_none_or(|(best, _)| new < best)) {
            *best = Some((position, path.clone()));
        }
        first_header(inner, &path, best);
    }
}

fn first_decor(document: &mut DocumentMut) -> Option<&mut Decor> {
    let mut best = None;
    first_header(document.as_table(), &[], &mut best);
    let mut table = document.as_table_mut();
    for key in best?.1 {
        table = table.get_mut(&key)?.as_table_mut()?;
    }
    Some(table.decor_mut())
}

/// Takes from the first header the comments that stand apart from it: they are about the file, whatever entry comes first.
fn take_head(document: &mut DocumentMut) -> String {
    let Some(decor) = first_decor(document) else { return String::new() };
    let comments = comment_lines(decor.prefix().and_then(|raw| raw.as_str()));
    let (head, rest) = match comments.rfind("\n\n") {
        Some(at) => comments.split_at(at + 2),
        None => ("", comments.as_str()),
    };
    decor.set_prefix(rest.to_owned());
    head.to_owned()
}

/// Puts them above what is first now.
fn put_head(document: &mut DocumentMut, head: &str) {
    if let Some(decor) = first_decor(document).filter(|_| !head.is_empty()) {
        let rest = decor
            .prefix()
            .and_then(|raw| raw.as_str())
            .unwrap_or_default()
            .trim_start_matches('\n')
            .to_owned();
        decor.set_prefix(format!("\n{head}{rest}"));
    }
}
