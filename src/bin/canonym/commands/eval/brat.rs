//! Gold in brat's standoff format: `NAME.txt` with `NAME.ann` beside it.
//!
//! Read are text-bound annotations (`T1<TAB>Person 0 5<TAB>…`), references (`N1<TAB>Reference T1 Wikidata:Q42<TAB>…`: the part behind the
//! colon is the entity) and attributes (`A1<TAB>Voice T1 quoted`, `A2<TAB>Speaker T1 ID`, `A3<TAB>Optional T1`). Offsets are code points.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use canonym::input::Decoded;
use canonym::score::Annotation;

use super::gold::Gold;

/// Reads every pair of files in `folder`, sorted by name.
pub(super) fn read(folder: &Path) -> Result<Vec<Gold>, String> {
    let fail = |error| format!("cannot read `{}`: {error}", folder.display());
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.extension().is_some_and(|ending| ending == "ann") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(format!("there is no .ann file in `{}`", folder.display()));
    }
    paths.iter().map(|path| document(path)).collect()
}

fn document(ann: &Path) -> Result<Gold, String> {
    let bytes =
        |path: &Path| fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()));
    let text = Decoded::of(&bytes(&ann.with_extension("txt"))?).text.into_owned();
    let notes = bytes(ann)?;
    let notes = Decoded::of(&notes).text;
    let mut lines: Vec<(usize, &str)> = (1..).zip(notes.split('\n')).collect();
    // What is said about a text may stand before it.
    lines.sort_by_key(|(_, line)| !line.starts_with('T'));
    let mut marks: BTreeMap<&str, Annotation> = BTreeMap::new();
    for (number, line) in lines {
        let line = line.trim_end_matches('\r');
        let place = || format!("{}:{number}", ann.display());
        if !line.starts_with(['T', 'N', 'A', 'M']) {
            continue;
        }
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else {
            return Err(format!("{} has no tab behind its id", place()));
        };
        let mut words = body.split([' ', ';']);
        // Events and the like are none of ours.
        let unknown = |target: &str| match target.starts_with('T') {
            true => Err(format!("{}: there is no `{target}`", place())),
            false => Ok(()),
        };
        match id.chars().next() {
            Some('T') => {
                let kind = words.next().unwrap_or_default();
                let ends: Option<Vec<usize>> = words.map(|word| word.parse().ok()).collect();
                // A name in several pieces reaches from the first to the last.
                let Some([start, .., end]) = ends.as_deref() else {
                    return Err(format!("{} has no start and end", place()));
                };
                let kind = kind_of(kind).ok_or_else(|| {
                    format!(
                        "{}: unknown type `{kind}`; known are Person, Organization, Place, Term, Demonym",
                        place()
                    )
                })?;
                let mark =
                    Annotation { start: *start, end: *end, kind: kind.into(), ..Annotation::default() };
                if marks.insert(id, mark).is_some() {
                    return Err(format!("{}: there are two `{id}`", place()));
                }
            }
            Some('N') => {
                let (target, entity) = (words.nth(1).unwrap_or_default(), words.next().unwrap_or_default());
                match marks.get_mut(target) {
                    Some(mark) => {
                        mark.entity = Some(entity.split_once(':').map_or(entity, |(_, id)| id).to_owned());
                    }
                    None => unknown(target)?,
                }
            }
            Some('A' | 'M') => {
                let name = words.next().unwrap_or_default().to_lowercase();
                let (target, value) = (words.next().unwrap_or_default(), words.next());
                let Some(mark) = marks.get_mut(target) else {
                    unknown(target)?;
                    continue;
                };
                match (name.as_str(), value) {
                    ("voice", Some(voice)) => mark.voice = Some(voice.to_lowercase()),
                    ("speaker", Some(speaker)) => mark.speaker = Some(speaker.to_owned()),
                    ("optional" | "label" | "characterization", _) => mark.flags.push(name),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let mut gold: Vec<Annotation> = marks.into_values().collect();
    gold.sort_by_key(|mark| (mark.start, mark.end));
    super::gold::check(&gold, &text, &ann.display().to_string())?;
    let id = ann.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Gold { id, text, mentions: gold })
}

/// Our kind for a type, under the names that are usual.
fn kind_of(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "person" | "per" => "person",
        "organization" | "organisation" | "org" => "organization",
        "place" | "location" | "loc" | "gpe" => "place",
        "term" => "term",
        "demonym" | "norp" => "demonym",
        _ => return None,
    })
}
