//! Builds the table of stems that ships inside `retold-core`, of its table of words.
//!
//! `english.stems` is the symbol of the stem of each word in `english.words`, in their order (4 bytes, the lowest first).
//! It changes with the words, and with how they are folded.

use std::error::Error;

use retold_core::language::english::stemmed;

pub fn build() -> Result<(), Box<dyn Error>> {
    let out: Vec<u8> = stemmed().iter().flat_map(|stem| stem.0.to_le_bytes()).collect();
    std::fs::write("crates/retold-core/data/english.stems", out)?;
    Ok(())
}
