//! The one place with `unsafe`: a file mapped into memory.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;

/// A file as memory, read-only.
#[derive(Debug)]
pub(super) struct Map(memmap2::Mmap);

impl Map {
    pub(super) fn of(file: &File) -> io::Result<Map> {
        if file.metadata()?.len() == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is empty"));
        }
        // SAFETY: the bytes of a mapping change when somebody writes into the file or cuts it while it is mapped. Compiled gazetteers are
        // never written in place: they are made under a name of their own and renamed, so that a mapping keeps the file it opened. Only
        // somebody who edits one by hand breaks this, as he could break the program itself. All types read from it are plain integers, for
        // which any bits are a value, and text is checked to be UTF-8 at each use.
        let map = unsafe { memmap2::Mmap::map(file) }?;
        // What a text needs lies all over a large file: without this the system reads and maps what lies around each place, so that one short
        // article makes all of it resident. That it cannot be told is no error.
        #[cfg(unix)]
        if map.len() > super::CHECKED_WHOLE {
            let _ = map.advise(memmap2::Advice::Random);
        }
        Ok(Map(map))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
