//! Tables: CSV (with comma, semicolon, tab or bar) and TSV. The first row names the columns, every other one is a
//! page; rows may be longer or shorter than the first. The record number counts the rows behind the first.
//!
//! Memory is bounded by the page limit: a larger row (often a quote that was never closed) is passed over.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;

use csv_core::{ReadRecordResult, ReaderBuilder};
use retold_core::document::{Origin, Page};

use super::draft::{Draft, Drafts};
use super::encoding;
use super::fields::{FieldMap, Fields, Rank, Slot};
use super::format::{Reader, Source};
use super::options::{FieldNames, Setup};
use super::page;
use super::skipped::Reason;

/// The reader of tables whose separator is to be found out.
pub(super) const CSV: Reader = Reader {
    name: "csv",
    endings: &["csv"],
    sniff: is_table,
    read: |mut source, setup| {
        let separator = separator(source.stream.head());
        read(source, setup, separator)
    },
};

/// The reader of tables with tabs.
pub(super) const TSV: Reader = Reader {
    name: "tsv",
    endings: &["tsv", "tab"],
    sniff: |_| false,
    read: |source, setup| read(source, setup, b'\t'),
};

/// Separators by how usual they are.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The separator that the first line has most of.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|b| **b == separator).count();
    let mut best = SEPARATORS[0];
    for separator in SEPARATORS {
        if count(separator) > count(best) {
            best = separator;
        }
    }
    best
}

/// Does the first line name several columns, one of them a text?
fn is_table(head: &[u8]) -> bool {
    let line = String::from_utf8_lossy(head.split(|b| *b == b'\n').next().unwrap_or_default());
    let map = FieldMap::new(&FieldNames::default());
    let names: Vec<&str> =
        line.split(char::from(separator(head))).map(|n| n.trim().trim_matches('"')).collect();
    let is_name = |name: &str| name.len() < 40 && !name.contains(['{', '<']);
    names.len() > 1
        && names.iter().all(|name| is_name(name))
        && names.iter().any(|name| matches!(map.slot(name), Some((Slot::Text | Slot::Html, _))))
}

fn read(source: Source, setup: &Arc<Setup>, separator: u8) -> Drafts {
    let (stream, offset) = source.stream.into_ascii_compatible();
    let rows = Rows::new(stream, separator, offset, setup.limits.page_bytes);
    Box::new(Records { file: source.file, rows, columns: None, record: 0, done: false, setup: setup.clone() })
}

/// What each column is.
type Columns = Arc<[Option<(Slot, Rank)>]>;

struct Records<R> {
    file: String,
    rows: Rows<R>,
    columns: Option<Columns>,
    record: u64,
    done: bool,
    setup: Arc<Setup>,
}

impl<R: Read> Records<R> {
    /// The last draft of the file.
    fn end(&mut self, offset: Option<u64>, reason: Reason) -> Option<Draft> {
        self.done = true;
        Some(Draft::skipped(&self.file, None, offset, reason))
    }

    /// Reads the first row; a reason if there is none that is of use.
    fn read_names(&mut self) -> Result<Columns, Reason> {
        let row = match self.rows.next()? {
            None => return Err(Reason::EmptyFile),
            Some(Err(TooLarge)) => return Err(Reason::NoTextColumn),
            Some(Ok(row)) => row,
        };
        let column = |bytes: &[u8]| {
            let name = encoding::decode(bytes.to_vec(), None).text;
            self.setup.fields.slot(name.trim())
        };
        let columns: Columns = row.cells().map(column).collect();
        match columns.iter().flatten().any(|(slot, _)| matches!(slot, Slot::Text | Slot::Html)) {
            true => Ok(columns),
            false => Err(Reason::NoTextColumn),
        }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        if self.done {
            return None;
        }
        let columns = match self.columns.clone() {
            Some(columns) => columns,
            None => match self.read_names() {
                Ok(columns) => self.columns.insert(columns).clone(),
                Err(reason) => return self.end(None, reason),
            },
        };
        self.record += 1;
        match self.rows.next() {
            Ok(Some(Ok(row))) => {
                let setup = self.setup.clone();
                let origin = Origin { file: self.file.clone(), record: self.record };
                Some(Draft::new(origin, row.offset, move |origin| make(&row, &columns, origin, &setup)))
            }
            Ok(Some(Err(TooLarge))) => {
                let reason = Reason::TooLarge { limit: self.setup.limits.page_bytes };
                Some(Draft::skipped(&self.file, Some(self.record), Some(self.rows.row_offset), reason))
            }
            Ok(None) => {
                self.done = true;
                let empty = || Draft::skipped(&self.file, None, None, Reason::EmptyFile);
                (self.record == 1).then(empty)
            }
            Err(error) => self.end(Some(self.rows.offset), error.into()),
        }
    }
}

fn make(row: &Row, columns: &[Option<(Slot, Rank)>], origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    // The cells of a row are of one encoding, and together tell more than one alone.
    let declared = encoding::guess(&row.bytes);
    let mut fields = Fields::default();
    let mut derived = false;
    for (cell, slot) in row.cells().zip(columns) {
        if let Some(slot) = *slot {
            let decoded = encoding::decode(cell.to_vec(), declared);
            derived |= decoded.changed;
            fields.put(slot, decoded.text);
        }
    }
    page::of_record(fields, derived, origin, setup)
}

/// The cells of a row, without quotes.
struct Row {
    offset: u64,
    bytes: Vec<u8>,
    /// Where each cell ends in `bytes`.
    ends: Vec<usize>,
}

impl Row {
    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[*start..*end])
    }
}

/// A row above the limit.
struct TooLarge;

/// How much is read at a time, in bytes.
const BUFFER: usize = 256 << 10;

/// More cells than this are no row of a table.
const MOST_CELLS: usize = 1 << 16;

/// Cuts a stream into rows.
struct Rows<R> {
    bytes: BufReader<R>,
    reader: csv_core::Reader,
    /// How many bytes of the file were taken, and where the last row began.
    offset: u64,
    row_offset: u64,
    limit: usize,
    /// The buffers that the parser writes to.
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Rows<R> {
    fn new(bytes: R, separator: u8, offset: u64, limit: u64) -> Self {
        Rows {
            bytes: BufReader::with_capacity(BUFFER, bytes),
            reader: ReaderBuilder::new().delimiter(separator).build(),
            offset,
            row_offset: offset,
            limit: usize::try_from(limit).unwrap_or(usize::MAX / 4),
            cells: vec![0; 8 << 10],
            ends: vec![0; 64],
        }
    }

    /// The next row; `None` at the end. Empty lines are no rows.
    fn next(&mut self) -> io::Result<Option<Result<Row, TooLarge>>> {
        self.skip_line_ends()?;
        self.row_offset = self.offset;
        let (mut written, mut ended, mut too_large) = (0, 0, false);
        loop {
            let input = fill(&mut self.bytes)?;
            let (result, used, wrote, ends) =
                self.reader.read_record(input, &mut self.cells[written..], &mut self.ends[ended..]);
            self.bytes.consume(used);
            self.offset += used as u64;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if written < self.limit => {
                    self.cells.resize((self.cells.len() * 2).min(self.limit), 0);
                }
                ReadRecordResult::OutputEndsFull if ended < MOST_CELLS => self.ends.resize(ended * 2, 0),
                // Goes on to the end of the row, writing over what came before.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (written, ended, too_large) = (0, 0, true);
                }
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record if too_large => return Ok(Some(Err(TooLarge))),
                ReadRecordResult::Record => {
                    let (bytes, ends) = (self.cells[..written].to_vec(), self.ends[..ended].to_vec());
                    return Ok(Some(Ok(Row { offset: self.row_offset, bytes, ends })));
                }
            }
        }
    }

    /// Takes the line ends before a row, so that its offset is that of its first byte.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            let input = fill(&mut self.bytes)?;
            let length = input.len();
            let used = input.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(length);
            self.bytes.consume(used);
            self.offset += used as u64;
            if used < length || length == 0 {
                return Ok(());
            }
        }
    }
}

/// The bytes that are next; none only at the end.
fn fill<R: Read>(bytes: &mut BufReader<R>) -> io::Result<&[u8]> {
    while let Err(error) = bytes.fill_buf() {
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
    Ok(bytes.buffer())
}
