//! Which lexicons a run uses, from the lowest layer to the highest, and the gazetteer made of them.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use canonym::{Fingerprint, Gazetteer, Lexicon, Severity, Source};

use crate::args::Lexicons;
use crate::cache::Cache;
use crate::output::Failure;
use crate::snippet::Drawer;

/// The name of a project's settings.
const CONFIG: &str = "canonym.toml";

/// Everything that is used, in memory.
///
/// # Errors
///
/// A path that cannot be read, or settings that say something unknown.
pub(crate) fn sources(chosen: &Lexicons) -> Result<Vec<Source>, Failure> {
    Ok(Layers::read(chosen)?.sources())
}

/// What a run uses, the embedded lexicons not yet copied.
struct Layers {
    embedded: bool,
    /// Those of the layers above.
    others: Vec<Source>,
}

impl Layers {
    fn read(chosen: &Lexicons) -> Result<Layers, Failure> {
        let config = config()?;
        let embedded = !chosen.no_default_lexicons && config.as_ref().is_none_or(|config| config.defaults);
        let configured =
            config.filter(|_| !chosen.no_default_lexicons).map(|config| config.paths).unwrap_or_default();
        let others = others(&configured, &chosen.paths)?;
        Ok(Layers { embedded, others })
    }

    fn is_empty(&self) -> bool {
        !self.embedded && self.others.is_empty()
    }

    fn fingerprint(&self) -> Fingerprint {
        if self.embedded { Fingerprint::of_embedded(&self.others) } else { Fingerprint::of(&self.others) }
    }

    fn sources(self) -> Vec<Source> {
        let mut sources = if self.embedded { Lexicon::embedded() } else { Vec::new() };
        sources.extend(self.others);
        sources
    }
}

/// The lexicons that a run adds to the embedded ones.
fn others(configured: &[PathBuf], chosen: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    let variable = env::var_os("CANONYM_LEXICONS").unwrap_or_default();
    let from_variable: Vec<PathBuf> =
        env::split_paths::<OsString>(&variable).filter(|path| !path.as_os_str().is_empty()).collect();
    for (layer, paths) in [configured, &from_variable, chosen].into_iter().enumerate() {
        for path in paths {
            let read = Lexicon::read(path)?;
            sources.extend(read.into_iter().map(|source| Source { layer: layer as u8 + 1, ..source }));
        }
    }
    Ok(sources)
}

/// The gazetteer that a run uses: as an earlier run compiled it, else compiled now and kept for the next one.
///
/// # Errors
///
/// Those of [`sources`]; and a lexicon with errors, each drawn with its place.
pub(crate) fn gazetteer(chosen: &Lexicons) -> Result<Gazetteer, Failure> {
    let mut gazetteer = all(chosen)?;
    if let Some(engine) = chosen.engine {
        gazetteer = gazetteer.with_engine(engine);
    }
    Ok(if chosen.listed_only { gazetteer.listed_only() } else { gazetteer })
}

fn all(chosen: &Lexicons) -> Result<Gazetteer, Failure> {
    if let Some(path) = &chosen.gazetteer {
        return Ok(Gazetteer::open(path)?);
    }
    let layers = Layers::read(chosen)?;
    if layers.is_empty() {
        let help = "give one with --lexicon, or leave out --no-default-lexicons";
        return Err(Failure::Message(format!("there is no lexicon to tag with; {help}")));
    }
    let cache = if chosen.no_cache { Cache::none() } else { Cache::of_user() };
    let fingerprint = layers.fingerprint();
    if let Some(gazetteer) = cache.find(&fingerprint) {
        return Ok(gazetteer);
    }
    let gazetteer = compile(layers.sources())?;
    cache.keep(&fingerprint, &gazetteer);
    Ok(gazetteer)
}

/// The gazetteer that `sources` make.
///
/// # Errors
///
/// A lexicon with errors, each drawn with its place.
pub(crate) fn compile(sources: Vec<Source>) -> Result<Gazetteer, Failure> {
    let n_bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    if n_bytes > TELL_FROM {
        tell(&format!("compiling {} MB of lexicons …", n_bytes / 1_000_000));
    }
    let (lexicon, diagnostics) = Lexicon::parse(sources);
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    if !errors.is_empty() {
        let n = errors.len();
        let drawn = Drawer::new(lexicon.sources()).draw_first(&errors);
        let summary =
            format!("nothing was tagged: the lexicon has {n} error{}", if n == 1 { "" } else { "s" });
        return Err(Failure::Diagnostics { drawn, summary });
    }
    let gazetteer = lexicon.compile()?;
    if n_bytes > TELL_FROM {
        tell(&format!("compiled {} surface forms", gazetteer.n_surfaces()));
    }
    Ok(gazetteer)
}

/// With so many bytes of lexicons, compiling takes so long that somebody at a terminal should know.
const TELL_FROM: usize = 8_000_000;

fn tell(message: &str) {
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        crate::output::complain(message);
    }
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
