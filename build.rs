//! Lists the lexicon files, so that the library can carry a copy of them, each with its hash; and tells builds of the library apart.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = here.join("lexicons");
    let mut code = String::from("&[\n");
    for file in &files(&root, "toml")? {
        let name = file.strip_prefix(&root).expect("found below it").to_string_lossy().replace('\\', "/");
        let hash = xxh3_128(&fs::read(file)?);
        writeln!(code, "    ({name:?}, include_str!({:?}), {hash}),", file.to_string_lossy())
            .expect("a string takes all");
    }
    code.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("embedded.rs"), code)?;
    // A cached gazetteer is only good for the code that made it.
    let mut build = Xxh3::new();
    for file in &files(&here.join("src"), "rs")? {
        build.update(&fs::read(file)?);
    }
    println!("cargo::rustc-env=CANONYM_BUILD={:032x}", build.digest128());
    Ok(())
}

/// All files with this ending below `folder`, sorted.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, ending, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, ending, found)?;
        } else if path.extension().is_some_and(|extension| extension == ending) {
            println!("cargo::rerun-if-changed={}", path.display());
            found.push(path);
        }
    }
    Ok(())
}
