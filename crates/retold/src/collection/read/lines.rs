//! The rows of a table in JSON Lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

/// Reads a row a line.
pub struct Lines<R> {
    file: BufReader<File>,
    /// Kept for its memory.
    line: Vec<u8>,
    row: PhantomData<R>,
}

impl<R> Lines<R> {
    pub fn new(file: File) -> Lines<R> {
        Lines { file: BufReader::new(file), line: Vec::new(), row: PhantomData }
    }
}

impl<R: DeserializeOwned> Iterator for Lines<R> {
    type Item = io::Result<R>;

    fn next(&mut self) -> Option<io::Result<R>> {
        self.line.clear();
        match self.file.read_until(b'\n', &mut self.line) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_slice(&self.line).map_err(|error| fault(&error))),
            Err(error) => Some(Err(error)),
        }
    }
}

/// The parser sees one line at a time, so that its own number of it says nothing.
fn fault(error: &serde_json::Error) -> io::Error {
    io::Error::other(error.to_string().replace(" at line 1 column ", " at byte "))
}
