//! The rows of a table in JSON Lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::marker::PhantomData;
use std::ops::Range;

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

/// Of so many lines the place of the first is remembered, so that few have to be read to find one.
const STRIDE: usize = 64;

/// Reads rows by their numbers.
pub struct Picked<R> {
    lines: Lines<R>,
    /// Where every line with a number that [`STRIDE`] divides begins.
    marks: Vec<u64>,
}

impl<R: DeserializeOwned> Picked<R> {
    /// Looks where the lines begin.
    pub fn new(file: File) -> io::Result<Picked<R>> {
        let (mut lines, mut marks, mut at, mut number) = (Lines::new(file), Vec::new(), 0, 0);
        loop {
            if number % STRIDE == 0 {
                marks.push(at);
            }
            match lines.file.skip_until(b'\n')? {
                0 => return Ok(Picked { lines, marks }),
                bytes => at += bytes as u64,
            }
            number += 1;
        }
    }

    /// These rows, by their numbers from 0, in ascending order.
    pub fn pick(&mut self, rows: &[Range<usize>]) -> io::Result<Vec<R>> {
        let (mut out, mut at) = (Vec::new(), usize::MAX);
        for range in rows.iter().filter(|range| !range.is_empty()) {
            if at > range.start || range.start - at >= STRIDE {
                let mark = self.marks.get(range.start / STRIDE).ok_or_else(|| missing(range.start))?;
                self.lines.file.seek(SeekFrom::Start(*mark))?;
                at = range.start / STRIDE * STRIDE;
            }
            for _ in at..range.start {
                self.lines.file.skip_until(b'\n')?;
            }
            for number in range.clone() {
                out.push(self.lines.next().ok_or_else(|| missing(number))??);
            }
            at = range.end;
        }
        Ok(out)
    }
}

fn missing(row: usize) -> io::Error {
    io::Error::other(format!("has no row {}", row + 1))
}

/// The parser sees one line at a time, so that its own number of it says nothing.
fn fault(error: &serde_json::Error) -> io::Error {
    io::Error::other(error.to_string().replace(" at line 1 column ", " at byte "))
}
