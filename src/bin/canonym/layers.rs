//! Which lexicons a run uses, from the lowest layer to the highest, and the gazetteer made of them.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use canonym::{Gazetteer, Lexicon, Severity, Source};

use crate::args::Lexicons;
use crate::output::Failure;

/// The name of a project's settings.
const CONFIG: &str = "canonym.toml";

/// Everything that is used, in memory.
///
/// # Errors
///
/// A path that cannot be read, or settings that say something unknown.
pub(crate) fn sources(chosen: &Lexicons) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    let config = config()?;
    if !chosen.no_default_lexicons && config.as_ref().is_none_or(|config| config.defaults) {
        sources = Lexicon::embedded();
    }
    let configured =
        config.filter(|_| !chosen.no_default_lexicons).map(|config| config.paths).unwrap_or_default();
    let variable = env::var_os("CANONYM_LEXICONS").unwrap_or_default();
    let from_variable: Vec<PathBuf> =
        env::split_paths::<OsString>(&variable).filter(|path| !path.as_os_str().is_empty()).collect();
    for (layer, paths) in [&configured, &from_variable, &chosen.paths].into_iter().enumerate() {
        for path in paths {
            let read = Lexicon::read(path)?;
            sources.extend(read.into_iter().map(|source| Source { layer: layer as u8 + 1, ..source }));
        }
    }
    Ok(sources)
}

/// The gazetteer that a run uses.
///
/// # Errors
///
/// Those of [`sources`]; and a lexicon with errors, each drawn with its place.
pub(crate) fn gazetteer(chosen: &Lexicons) -> Result<Gazetteer, Failure> {
    let sources = sources(chosen)?;
    if sources.is_empty() {
        let help = "give one with --lexicon, or leave out --no-default-lexicons";
        return Err(Failure::Message(format!("there is no lexicon to tag with; {help}")));
    }
    let (lexicon, diagnostics) = Lexicon::parse(sources);
    let errors: Vec<_> = diagnostics.into_iter().filter(|found| found.severity == Severity::Error).collect();
    if !errors.is_empty() {
        let n = errors.len();
        let drawn: Vec<String> =
            errors.iter().map(|error| crate::snippet::draw(error, lexicon.sources())).collect();
        let summary =
            format!("nothing was tagged: the lexicon has {n} error{}", if n == 1 { "" } else { "s" });
        return Err(Failure::Diagnostics { drawn: drawn.join("\n"), summary });
    }
    let gazetteer = lexicon.compile()?;
    Ok(if chosen.listed_only { gazetteer.listed_only() } else { gazetteer })
}

/// What a `canonym.toml` says.
struct Config {
    /// Absolute, or relative to the working folder.
    paths: Vec<PathBuf>,
    /// Whether the embedded lexicons are used below these.
    defaults: bool,
}

/// The settings of this folder or the nearest one above that has some.
fn config() -> Result<Option<Config>, Failure> {
    let Ok(here) = env::current_dir() else { return Ok(None) };
    let Some(path) = here.ancestors().map(|folder| folder.join(CONFIG)).find(|path| path.is_file()) else {
        return Ok(None);
    };
    let complain = |what: String| Failure::Message(format!("cannot use `{}`: {what}", path.display()));
    let text = fs::read_to_string(&path).map_err(|error| complain(error.to_string()))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| complain(error.to_string()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut config = Config { paths: Vec::new(), defaults: true };
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("lexicons", toml::Value::Array(paths)) => {
                for path in paths {
                    let path =
                        path.as_str().ok_or_else(|| complain("`lexicons` must be a list of paths".into()))?;
                    // Below this folder, as one would type it: messages name files by it.
                    let path = folder.join(path);
                    let short = path.strip_prefix(&here).ok().filter(|short| *short != Path::new(""));
                    config.paths.push(short.map_or(path.clone(), Path::to_path_buf));
                }
            }
            ("lexicons", _) => {
                return Err(complain("`lexicons` must be a list of paths, such as [\"lexicons\"]".into()));
            }
            ("embedded", toml::Value::Boolean(embedded)) => config.defaults = *embedded,
            ("embedded", _) => return Err(complain("`embedded` must be true or false".into())),
            _ => return Err(complain(format!("unknown key `{key}`; known are `lexicons` and `embedded`"))),
        }
    }
    Ok(Some(config))
}
