//! JSON Lines: every line an object, every object a page. The record number is the line number.
//!
//! Blank lines count but are no records. A line that is not JSON, or above the page limit, is skipped alone. Memory
//! is bounded by the longest line. Line ends that stand raw in a string do not end the record (see `lines`).

use std::sync::Arc;

use retold_core::document::Origin;

use super::draft::Draft;
use super::format::{Reader, Source};
use super::lines::{Line, Lines};
use super::options::Setup;
use super::page;
use super::record;
use super::skipped::Reason;
use super::stream::Stream;

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "jsonl",
    endings: &["jsonl", "ndjson", "jsonlines"],
    sniff: is_json_lines,
    read: |source, setup| Box::new(Records::new(source, setup.clone())),
};

/// An object that ends with its line; a first line that is longer than the head is one, too, for nobody writes
/// lines of that length in other JSON.
fn is_json_lines(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let line = head.split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii_end();
    line.starts_with(b"{") && line.len() > 1 && (line.len() == head.len() || line.ends_with(b"}"))
}

struct Records {
    file: String,
    lines: Lines<Stream>,
    /// The number of the line that comes next.
    line: u64,
    /// Were there only blank lines so far?
    blank: bool,
    done: bool,
    setup: Arc<Setup>,
}

impl Records {
    fn new(source: Source, setup: Arc<Setup>) -> Self {
        let (stream, offset) = source.stream.into_ascii_compatible();
        let lines = Lines::new(stream, offset, setup.limits.page_bytes);
        Records { file: source.file, lines, line: 1, blank: true, done: false, setup }
    }
}

impl Iterator for Records {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        while !self.done {
            let record = self.line;
            self.line += 1;
            let (offset, reason) = match self.lines.next() {
                Some(Line::Whole { bytes, .. }) if bytes.trim_ascii().is_empty() => continue,
                Some(Line::Whole { offset, bytes, lines }) => {
                    self.blank = false;
                    self.line = record + lines;
                    return Some(draft(bytes.to_vec(), offset, &self.file, record, &self.setup));
                }
                Some(Line::TooLong { offset }) => {
                    (offset, Reason::TooLarge { limit: self.setup.limits.page_bytes })
                }
                Some(Line::Failed { offset, error }) => {
                    self.done = true;
                    (offset, error.into())
                }
                None => {
                    self.done = true;
                    let empty = || Draft::skipped(&self.file, None, None, Reason::EmptyFile);
                    return self.blank.then(empty);
                }
            };
            self.blank = false;
            return Some(Draft::skipped(&self.file, Some(record), Some(offset), reason));
        }
        None
    }
}

/// The draft of one JSON object.
pub(super) fn draft(bytes: Vec<u8>, offset: u64, file: &str, record: u64, setup: &Arc<Setup>) -> Draft {
    let setup = setup.clone();
    Draft::new(Origin { file: file.to_owned(), record }, offset, move |origin| {
        let (fields, derived) = record::parse(bytes, &setup.fields)?;
        page::of_record(fields, derived, origin, &setup)
    })
}
