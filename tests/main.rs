//! One test program for everything that is tried from outside.

mod lexicon;
