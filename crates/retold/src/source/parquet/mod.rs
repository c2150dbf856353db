//! Parquet: every row is a page. Only the columns that matter are read, a batch of rows at a time.
//!
//! A column may be a list, whose texts are lines, and may stand in a struct: `meta.url` is found as `url` is, if nothing
//! better is there, and can be named so. The record number counts the rows of the file; the offset is that of the group
//! of rows in which the row stands. A group that is damaged costs its rows from there on.

mod batch;
mod columns;
mod file;
mod rows;
mod value;

use std::sync::Arc;

use retold_core::document::{Origin, Page};

pub(super) use self::batch::Batch;
pub(super) use self::file::open;
pub(super) use self::rows::batch_rows;
use self::rows::{Row, Rows};
use super::again::{self, Again};
use super::draft::Drafts;
use super::fields::{Fields, Slot};
use super::format::{Reader, Source};
use super::options::Setup;
use super::page;
use super::piece::{self, Piece};
use super::skipped::Reason;
use super::{encoding, html};

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "parquet",
    endings: &["parquet", "pq", "parq"],
    sniff: |head| head.starts_with(file::MAGIC),
    read,
    again: Again::Records(again::parquet::write),
};

fn read(source: Source, setup: &Arc<Setup>) -> Drafts {
    let page = |row: Row, origin: Origin, setup: &Setup| make(&row, origin, setup);
    let name = source.file.clone();
    match open(source, &setup.limits).and_then(|file| Rows::new(file, setup)) {
        Ok(rows) => piece::drafts(name, rows, setup, page),
        Err(reason) => piece::drafts(name, std::iter::once(Piece::note(None, reason)), setup, page),
    }
}

fn make(row: &Row, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    let mut fields = Fields::default();
    let mut derived = false;
    for (column, values) in row.columns() {
        let (slot, rank) = column.slot;
        let mut lines = Vec::with_capacity(values.len());
        for value in values {
            let declared = (slot == Slot::Html).then(|| html::declared(value.bytes())).flatten();
            let decoded = encoding::decode(value.bytes().to_vec(), declared);
            derived |= decoded.changed;
            lines.push(decoded.text);
        }
        // A text that stands in several places stands in no place as it is.
        derived |= lines.len() > 1;
        fields.put((slot, rank), lines.join("\n"));
    }
    page::of_record(fields, derived, origin, setup)
}
