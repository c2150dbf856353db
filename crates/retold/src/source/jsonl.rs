//! JSON Lines: every line an object, every object a page. The record number is the line number.
//!
//! Blank lines count but are no records. A line that is not JSON, or above the page limit, is skipped alone. Memory
//! is bounded by the longest line. Line ends that stand raw in a string do not end the record (see `lines`).

use retold_core::document::{Origin, Page};

use super::again::{self, Again};
use super::format::Reader;
use super::lines::{Line, Lines};
use super::options::{Limits, Setup};
use super::page;
use super::piece::{self, Piece};
use super::record;
use super::skipped::Reason;
use super::stream::Stream;

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "jsonl",
    endings: &["jsonl", "ndjson", "jsonlines"],
    sniff: is_json_lines,
    read: |source, setup| piece::drafts(source.file, Records::new(source.stream, &setup.limits), setup, page),
    again: Again::Records(again::json::lines),
};

/// An object that ends with its line; a first line that is longer than the head is one, too, for nobody writes
/// lines of that length in other JSON.
fn is_json_lines(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let line = head.split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii_end();
    line.starts_with(b"{") && line.len() > 1 && (line.len() == head.len() || line.ends_with(b"}"))
}

/// The records of a file.
pub(super) struct Records {
    lines: Lines<Stream>,
    /// The number of the line that comes next.
    line: u64,
    /// Were there only blank lines so far?
    blank: bool,
    done: bool,
    limit: u64,
}

impl Records {
    pub fn new(stream: Stream, limits: &Limits) -> Self {
        let (stream, offset) = stream.into_ascii_compatible();
        let limit = limits.page_bytes;
        Records { lines: Lines::new(stream, offset, limit), line: 1, blank: true, done: false, limit }
    }
}

impl Iterator for Records {
    type Item = Piece<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let record = self.line;
            self.line += 1;
            let piece = match self.lines.next() {
                Some(Line::Whole { bytes, .. }) if bytes.trim_ascii().is_empty() => continue,
                Some(Line::Whole { offset, bytes, lines }) => {
                    self.line = record + lines;
                    Piece::record(record, offset, bytes.to_vec())
                }
                Some(Line::TooLong { offset }) => {
                    Piece::lost(record, offset, Reason::TooLarge { limit: self.limit })
                }
                Some(Line::Failed { offset, error }) => {
                    self.done = true;
                    Piece::lost(record, offset, error.into())
                }
                None => {
                    self.done = true;
                    return self.blank.then(|| Piece::note(None, Reason::EmptyFile));
                }
            };
            self.blank = false;
            return Some(piece);
        }
        None
    }
}

/// The page of one JSON object.
pub(super) fn page(bytes: Vec<u8>, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    let (fields, derived) = record::parse(bytes, &setup.fields)?;
    page::of_record(fields, derived, origin, setup)
}
