//! Which lexicons a run uses, from the lowest layer to the highest, and the gazetteer made of them.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use canonym::{Fingerprint, Gazetteer, Lexicon, Limits, Severity, Source};

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
    let layers = Layers::of(chosen)?;
    Ok(layers.with_embedded(layers.others()?))
}

/// The files that are read for it.
///
/// # Errors
///
/// Those of [`sources`], as far as they show before a file is opened.
pub(crate) fn files(chosen: &Lexicons) -> Result<Vec<PathBuf>, Failure> {
    if let Some(path) = compiled(chosen) {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files: Vec<PathBuf> = config()?.map(|config| config.file).into_iter().collect();
    for (_, path) in Layers::of(chosen)?.paths {
        files.extend(Lexicon::files(&path)?);
    }
    Ok(files)
}

/// The compiled file that is used in place of all lexicons; a lexicon that `--gazetteer` names is used as one.
fn compiled(chosen: &Lexicons) -> Option<&Path> {
    let is_lexicon = |path: &Path| {
        path.is_dir() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
    };
    chosen.gazetteer.as_deref().filter(|path| !is_lexicon(path))
}

/// What a run uses, nothing of it read yet.
struct Layers {
    embedded: bool,
    /// Those of the layers above, each with its layer.
    paths: Vec<(u8, PathBuf)>,
}

impl Layers {
    fn of(chosen: &Lexicons) -> Result<Layers, Failure> {
        if let Some(path) = &chosen.gazetteer {
            let files = Lexicon::files(path)?;
            let lacking = match compiled(chosen) {
                Some(_) => {
                    "it is no .toml file or folder of them, and what is compiled does not tell what was written"
                }
                None if files.is_empty() => "there is no .toml file in it",
                None => return Ok(Layers { embedded: false, paths: vec![(0, path.clone())] }),
            };
            return Err(Failure::Message(format!("cannot use `{}`: {lacking}", path.display())));
        }
        let config = config()?;
        let embedded = !chosen.no_default_lexicons && config.as_ref().is_none_or(|config| config.defaults);
        let configured =
            config.filter(|_| !chosen.no_default_lexicons).map(|config| config.paths).unwrap_or_default();
        let variable = env::var_os("CANONYM_LEXICONS").unwrap_or_default();
        let from_variable: Vec<PathBuf> =
            env::split_paths::<OsString>(&variable).filter(|path| !path.as_os_str().is_empty()).collect();
        let mut paths = Vec::new();
        for (layer, of_layer) in (1..).zip([&configured, &from_variable, &chosen.paths]) {
            paths.extend(of_layer.iter().map(|path| (layer, path.clone())));
        }
        Ok(Layers { embedded, paths })
    }

    /// What all is made from, by its hashes; `None` when something can be read only once, such as a pipe.
    fn fingerprint(&self) -> Result<Option<Fingerprint>, Failure> {
        let mut hashes = Vec::new();
        for (layer, path) in &self.paths {
            let Some(found) = Lexicon::hashes(path)? else { return Ok(None) };
            hashes.extend(found.into_iter().map(|hash| (*layer, hash)));
        }
        Ok(Some(Fingerprint::of_hashes(self.embedded, hashes)))
    }

    /// The lexicons that a run adds to the embedded ones.
    fn others(&self) -> Result<Vec<Source>, Failure> {
        let mut sources = Vec::new();
        for (layer, path) in &self.paths {
            let read = Lexicon::read(path)?;
            sources.extend(read.into_iter().map(|source| Source { layer: *layer, ..source }));
        }
        Ok(sources)
    }

    fn with_embedded(&self, others: Vec<Source>) -> Vec<Source> {
        let mut sources = if self.embedded { Lexicon::embedded() } else { Vec::new() };
        sources.extend(others);
        sources
    }
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
    if let Some(path) = compiled(chosen) {
        return Ok(Gazetteer::open(path)?);
    }
    let layers = Layers::of(chosen)?;
    let cache = if chosen.no_cache { Cache::none() } else { Cache::of_user() };
    // Hashed a piece at a time: a large lexicon that was compiled before need not lie in memory.
    if !chosen.no_cache
        && let Some(fingerprint) = layers.fingerprint()?
        && let Some(gazetteer) = cache.find(&fingerprint)
    {
        return Ok(gazetteer);
    }
    let others = layers.others()?;
    if !layers.embedded && others.is_empty() {
        let help = "give one with --lexicon, or leave out --no-default-lexicons";
        return Err(Failure::Message(format!("there is no lexicon to tag with; {help}")));
    }
    // Of what has been read: a file may have changed since it was hashed.
    let fingerprint =
        if layers.embedded { Fingerprint::of_embedded(&others) } else { Fingerprint::of(&others) };
    if let Some(gazetteer) = cache.find(&fingerprint) {
        return Ok(gazetteer);
    }
    let gazetteer = compile(layers.with_embedded(others))?;
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
    let gazetteer = whole(sources, "nothing was tagged")?.compile()?;
    if n_bytes > TELL_FROM {
        tell(&format!("compiled {} surface forms", gazetteer.n_surfaces()));
    }
    Ok(gazetteer)
}

/// The lexicon that `sources` make.
///
/// # Errors
///
/// Its mistakes, each drawn with its place, and that for them `nothing` was done.
pub(crate) fn whole(sources: Vec<Source>, nothing: &str) -> Result<Lexicon, Failure> {
    let (lexicon, diagnostics) = Lexicon::parse(sources);
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    if errors.is_empty() {
        return Ok(lexicon);
    }
    let n = errors.len();
    let drawn = Drawer::new(lexicon.sources()).draw_first(&errors);
    let summary = format!("{nothing}: the lexicon has {n} error{}", if n == 1 { "" } else { "s" });
    Err(Failure::Diagnostics { drawn, summary })
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
    file: PathBuf,
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
    let (mut text, most) = (String::new(), Limits::DEFAULT.lexicon_bytes);
    let file = File::open(&path).map_err(|error| complain(error.to_string()))?;
    file.take(most as u64 + 1).read_to_string(&mut text).map_err(|error| complain(error.to_string()))?;
    if text.len() > most {
        let what =
            format!("it is longer than {} MiB, the most for settings as for a lexicon file", most >> 20);
        return Err(complain(what));
    }
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| complain(error.to_string()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut config = Config { file: path.clone(), paths: Vec::new(), defaults: true };
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
