//! The rows of a file, a batch at a time.

use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use parquet::column::reader::ColumnReader;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::batch::Batch;
use super::columns::{Wanted, has_text, wanted};
use super::value::Value;
use crate::collection::parquet::guarded;
use crate::source::options::{Limits, Setup};
use crate::source::piece::{Cut, Piece};
use crate::source::skipped::Reason;

/// So many bytes are read at once, and so many rows, one at least.
const BATCH_BYTES: u64 = 4 << 20;
const BATCH_ROWS: u64 = 1024;

/// A row: the values of the columns that matter.
pub(in crate::source) struct Row {
    columns: Arc<[Wanted]>,
    values: Vec<Vec<Value>>,
}

impl Row {
    /// The columns that say something in this row, and what.
    pub fn columns(&self) -> impl Iterator<Item = (&Wanted, &[Value])> {
        self.columns.iter().zip(&self.values).filter(|(_, v)| !v.is_empty()).map(|(c, v)| (c, v.as_slice()))
    }
}

impl Cut for Row {
    fn bytes(&self) -> usize {
        self.values.iter().flatten().map(|value| value.bytes().len()).sum()
    }
}

/// The rows of a file.
pub(in crate::source) struct Rows {
    file: SerializedFileReader<File>,
    columns: Arc<[Wanted]>,
    /// The group of rows that comes next, and the rows of those before.
    group: usize,
    before: u64,
    open: Option<Group>,
    /// Bytes that were read, and how many there may be.
    read: u64,
    most: u64,
    setup: Arc<Setup>,
}

/// A group of rows that is read.
struct Group {
    readers: Vec<ColumnReader>,
    /// The next row, counted from the first of the group, and how many there are.
    next: u64,
    rows: u64,
    /// Rows that are read at once.
    batch: u64,
    /// The rows that were read and not yet given, the last first.
    waiting: Vec<Row>,
    offset: u64,
}

impl Rows {
    pub fn new(file: SerializedFileReader<File>, setup: &Arc<Setup>) -> Result<Rows, Reason> {
        let metadata = file.metadata();
        let columns = wanted(metadata.file_metadata().schema(), &setup.fields);
        if !has_text(&columns) {
            return Err(Reason::NoTextColumn);
        }
        let packed: u64 = metadata.row_groups().iter().map(|group| count(group.compressed_size())).sum();
        let ratio = packed.saturating_mul(setup.limits.unpacked_ratio).max(Limits::RATIO_GRACE);
        let most = setup.limits.unpacked_bytes.min(ratio);
        let (columns, setup) = (columns.into(), setup.clone());
        Ok(Rows { file, columns, group: 0, before: 0, open: None, read: 0, most, setup })
    }

    fn open_group(&self) -> parquet::errors::Result<Group> {
        let group = self.file.get_row_group(self.group)?;
        let metadata = group.metadata();
        let leaves: Vec<usize> = self.columns.iter().map(|column| column.leaf).collect();
        let readers = leaves.iter().map(|&leaf| group.get_column_reader(leaf));
        Ok(Group {
            readers: readers.collect::<parquet::errors::Result<_>>()?,
            next: 0,
            rows: count(metadata.num_rows()),
            batch: batch_rows(metadata, &leaves),
            waiting: Vec::new(),
            offset: offset(metadata),
        })
    }

    /// Leaves a group, whose rows from `next` on are lost if there is a `fault`.
    fn leave(&mut self, fault: Option<io::Error>) -> Option<Piece<Row>> {
        let metadata = self.file.metadata().row_group(self.group);
        let (rows, offset) = (count(metadata.num_rows()), offset(metadata));
        let packed = count(metadata.compressed_size());
        self.setup.progress.bytes.fetch_add(packed, Ordering::Relaxed);
        let next = self.open.take().map_or(0, |group| group.next);
        let record = self.before.saturating_add(next + 1);
        self.group += 1;
        self.before = self.before.saturating_add(rows);
        let broken = |error: io::Error| Reason::BrokenRows { rows: rows - next, what: error.to_string() };
        fault.map(|error| Piece::lost(record, offset, broken(error)))
    }

    /// Stops at a file that holds too much.
    fn stop(&mut self) -> Piece<Row> {
        self.group = self.file.num_row_groups();
        let offset = self.open.take().map(|group| group.offset);
        Piece::note(offset, Reason::Bomb)
    }
}

impl Iterator for Rows {
    type Item = Piece<Row>;

    fn next(&mut self) -> Option<Piece<Row>> {
        loop {
            let Some(group) = &mut self.open else {
                if self.group >= self.file.num_row_groups() {
                    return None;
                }
                match guarded(|| self.open_group()) {
                    Ok(group) => self.open = Some(group),
                    Err(error) => return self.leave(Some(error)),
                }
                continue;
            };
            if let Some(row) = group.waiting.pop() {
                group.next += 1;
                // A row takes its place even if it holds nothing.
                self.read += 1 + row.bytes() as u64;
                if self.read > self.most {
                    return Some(self.stop());
                }
                return Some(Piece::record(self.before.saturating_add(group.next), group.offset, row));
            }
            if group.next == group.rows {
                self.leave(None);
            } else if let Err(error) = group.read(&self.file, &self.columns) {
                return self.leave(Some(error));
            }
        }
    }
}

impl Group {
    /// Reads the next rows.
    fn read(&mut self, file: &SerializedFileReader<File>, columns: &Arc<[Wanted]>) -> io::Result<()> {
        let rows = self.batch.min(self.rows - self.next) as usize;
        let schema = file.metadata().file_metadata().schema_descr();
        let mut values: Vec<Vec<Vec<Value>>> = vec![Vec::with_capacity(columns.len()); rows];
        for (reader, column) in self.readers.iter_mut().zip(columns.iter()) {
            let mut batch = Batch::of(reader);
            let read = guarded(|| batch.read(reader, rows));
            let texts = read.map(|_| batch.texts(&schema.column(column.leaf)));
            let named = |error: io::Error| io::Error::other(format!("column {}: {error}", column.name));
            let texts = texts.map_err(named)?;
            if texts.len() != rows {
                return Err(named(io::Error::other("it ends too early")));
            }
            values.iter_mut().zip(texts).for_each(|(row, texts)| row.push(texts));
        }
        let row = |values| Row { columns: columns.clone(), values };
        self.waiting = values.into_iter().rev().map(row).collect();
        Ok(())
    }
}

/// How many rows of a group are read at once, in these columns.
pub(in crate::source) fn batch_rows(group: &RowGroupMetaData, leaves: &[usize]) -> u64 {
    let bytes: u64 = leaves.iter().map(|&leaf| count(group.column(leaf).uncompressed_size())).sum();
    let bytes_a_row = bytes / count(group.num_rows()).max(1);
    (BATCH_BYTES / bytes_a_row.max(1)).clamp(1, BATCH_ROWS)
}

/// Where in the file a group begins.
fn offset(group: &RowGroupMetaData) -> u64 {
    let start =
        |column: &ColumnChunkMetaData| column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    group.columns().iter().map(start).min().map_or(0, count)
}

/// A damaged file may say that it has less than nothing.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
