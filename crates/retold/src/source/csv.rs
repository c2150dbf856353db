//! Tables: CSV (with comma, semicolon, tab or bar) and TSV. The first row names the columns, every other one is a
//! page. The record number counts the rows behind the first. How rows are cut is in `rows`.
//!
//! A row may be shorter than the first. If it is longer, separators stand in a cell without quotes: most likely in
//! the text, which takes the surplus.
//!
//! A row with a quote that is never closed is skipped, and so is what follows up to the next row that has as many
//! cells as the first or the last one: the rest of a text of several lines is no page. The note says how many lines that took.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use retold_core::document::{Origin, Page};

use super::again::{self, Again};
use super::draft::Drafts;
use super::encoding;
use super::fields::{FieldMap, Fields, Rank, Slot};
use super::format::{Reader, Source};
use super::options::{FieldNames, Setup};
use super::page;
use super::piece::{self, Piece};
use super::rows::{Cut, Row, Rows};
use super::skipped::Reason;
use super::stream::Stream;

/// The reader of tables whose separator is to be found out.
pub(super) const CSV: Reader = Reader {
    name: "csv",
    endings: &["csv"],
    sniff: is_table,
    read: |mut source, setup| {
        let separator = separator(source.stream.head());
        read(source, setup, separator)
    },
    again: Again::Records(again::csv::table),
};

/// The reader of tables with tabs.
pub(super) const TSV: Reader = Reader {
    name: "tsv",
    endings: &["tsv", "tab"],
    sniff: |_| false,
    read: |source, setup| read(source, setup, b'\t'),
    again: Again::Records(again::csv::table_of_tabs),
};

/// Separators by how usual they are.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How the lines of a table end, by its first bytes: as the first of them does.
pub(super) fn line_end(head: &[u8]) -> &'static [u8] {
    match memchr::memchr2(b'\n', b'\r', head).map(|at| &head[at..]) {
        Some([b'\r', b'\n', ..]) => b"\r\n",
        Some([b'\r', ..]) => b"\r",
        _ => b"\n",
    }
}

fn first_line(head: &[u8]) -> &[u8] {
    head.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default()
}

/// The separator that the first line has most of.
pub(super) fn separator(head: &[u8]) -> u8 {
    let line = first_line(head);
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
    let line = String::from_utf8_lossy(first_line(head));
    let map = FieldMap::new(&FieldNames::default());
    let names: Vec<&str> =
        line.split(char::from(separator(head))).map(|n| n.trim().trim_matches('"')).collect();
    let is_name = |name: &str| name.len() < 40 && !name.contains(['{', '<']);
    names.len() > 1
        && names.iter().all(|name| is_name(name))
        && names.iter().any(|name| matches!(map.slot(name), Some((Slot::Text | Slot::Html, _))))
}

fn read(source: Source, setup: &Arc<Setup>, separator: u8) -> Drafts {
    let records = Records::new(source.stream, separator, setup.clone());
    piece::drafts(source.file, records, setup, |record, origin, setup| make(&record, origin, setup))
}

/// A row, and what its cells are.
pub(super) struct Record {
    pub row: Row,
    pub table: Arc<Table>,
}

impl piece::Cut for Record {
    fn bytes(&self) -> usize {
        self.row.bytes.len()
    }
}

/// What the first row says.
pub(super) struct Table {
    pub names: Row,
    /// What each column is.
    pub columns: Vec<Option<(Slot, Rank)>>,
}

/// The records of a file.
pub(super) struct Records<R> {
    rows: Rows<R>,
    /// What was cut already, in search of the next row behind a fault.
    held: Option<Cut>,
    table: Option<Arc<Table>>,
    /// How many cells the last row had.
    width: usize,
    record: u64,
    done: bool,
    setup: Arc<Setup>,
}

impl Records<Stream> {
    pub fn new(stream: Stream, separator: u8, setup: Arc<Setup>) -> Self {
        let (stream, offset) = stream.into_ascii_compatible();
        let rows = Rows::new(stream, separator, offset, setup.limits.page_bytes);
        Records { rows, held: None, table: None, width: 0, record: 0, done: false, setup }
    }
}

impl<R: Read> Records<R> {
    /// What the first row says, which is read if it was not yet; a reason, and where, if it is of no use.
    pub fn table(&mut self) -> Result<Arc<Table>, (Option<u64>, Reason)> {
        match &self.table {
            Some(table) => Ok(table.clone()),
            None => Ok(self.read_names().map(|table| self.table.insert(table).clone())?),
        }
    }

    /// The last piece of the file.
    fn end(&mut self, offset: Option<u64>, reason: Reason) -> Option<Piece<Record>> {
        self.done = true;
        Some(Piece::note(offset, reason))
    }

    /// Reads the first row; a reason, and where, if there is none that is of use.
    fn read_names(&mut self) -> Result<Arc<Table>, (Option<u64>, Reason)> {
        let names = match self.rows.next() {
            Cut::Row(row) => row,
            Cut::End => return Err((None, Reason::EmptyFile)),
            Cut::Unclosed { offset } => return Err((Some(offset), Reason::UnclosedQuote { lines: 1 })),
            Cut::TooLarge { .. } => return Err((None, Reason::NoTextColumn)),
            Cut::Failed { offset, error } => return Err((Some(offset), error.into())),
        };
        let column = |name: Cow<[u8]>| {
            let name = encoding::decode(name.into_owned(), None).text;
            self.setup.fields.slot(name.trim())
        };
        let columns: Vec<_> = names.cells().map(column).collect();
        self.width = columns.len();
        text_column(&columns).ok_or((None, Reason::NoTextColumn))?;
        Ok(Arc::new(Table { names, columns }))
    }

    /// After a fault: passes over what is cut up to the next row that has as many cells as the first or the last one.
    /// Says how many lines that took.
    fn pass_over(&mut self, columns: usize) -> u64 {
        let mut lines = 0;
        loop {
            match self.rows.next() {
                Cut::Row(row) if ![columns, self.width].contains(&row.cells().len()) => lines += 1,
                cut => {
                    self.held = Some(cut);
                    return lines;
                }
            }
        }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Piece<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let table = match self.table() {
            Ok(table) => table,
            Err((offset, reason)) => return self.end(offset, reason),
        };
        self.record += 1;
        let (offset, reason) = match self.held.take().unwrap_or_else(|| self.rows.next()) {
            Cut::Row(row) => {
                self.width = row.cells().len();
                return Some(Piece::record(self.record, row.offset, Record { row, table }));
            }
            Cut::Unclosed { offset } => {
                (offset, Reason::UnclosedQuote { lines: 1 + self.pass_over(table.columns.len()) })
            }
            Cut::TooLarge { offset, in_quotes } => {
                if in_quotes {
                    self.pass_over(table.columns.len());
                }
                (offset, Reason::TooLarge { limit: self.setup.limits.page_bytes })
            }
            Cut::Failed { offset, error } => return self.end(Some(offset), error.into()),
            Cut::End => {
                self.done = true;
                return (self.record == 1).then(|| Piece::note(None, Reason::EmptyFile));
            }
        };
        Some(Piece::lost(self.record, offset, reason))
    }
}

/// The best column of text, else of HTML.
fn text_column(columns: &[Option<(Slot, Rank)>]) -> Option<usize> {
    let best = |wanted: Slot| {
        let ranks = columns.iter().enumerate().filter_map(|(at, column)| Some((at, (*column)?)));
        ranks.filter(|(_, (slot, _))| *slot == wanted).min_by_key(|(_, (_, rank))| *rank)
    };
    best(Slot::Text).or_else(|| best(Slot::Html)).map(|(at, _)| at)
}

impl Record {
    /// The cells, as many as there are columns, or fewer.
    pub fn cells(&self) -> Vec<Cow<'_, [u8]>> {
        let mut cells: Vec<Cow<[u8]>> = self.row.cells().collect();
        if let Some(column) = text_column(&self.table.columns) {
            join_surplus(&mut cells, column, self.table.columns.len(), self.row.separator);
        }
        cells
    }
}

fn make(record: &Record, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    // The cells of a row are of one encoding, and together tell more than one alone.
    let declared = encoding::guess(&record.row.bytes);
    let mut fields = Fields::default();
    let mut derived = false;
    for (cell, slot) in record.cells().into_iter().zip(&record.table.columns) {
        if let Some(slot) = *slot {
            let decoded = encoding::decode(cell.into_owned(), declared);
            derived |= decoded.changed;
            fields.put(slot, decoded.text);
        }
    }
    page::of_record(fields, derived, origin, setup)
}

/// If there are more cells than columns, puts the surplus back into the cell of the text. Empty cells at the end, as
/// spreadsheets write them, are none.
fn join_surplus(cells: &mut Vec<Cow<[u8]>>, text: usize, columns: usize, separator: u8) {
    let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    cells.truncate(filled.max(columns));
    let surplus = cells.len().saturating_sub(columns);
    if surplus > 0 {
        let joined = cells[text..=text + surplus].join(&separator);
        cells.splice(text..=text + surplus, [Cow::Owned(joined)]);
    }
}
