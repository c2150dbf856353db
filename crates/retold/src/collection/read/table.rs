//! Single rows of a table, by their numbers: what a reader asks for who looks at one story of many.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::slice;
use std::sync::Mutex;

use super::Row;
use super::columns::Columns;
use super::lines::Picked;
use crate::Error;
use crate::collection::TableFormat;

/// A table that stays open. Whoever picks rows waits until others have theirs, as they read one file.
pub struct OpenTable<R> {
    path: PathBuf,
    rows: Mutex<Format<R>>,
}

enum Format<R> {
    Parquet(Box<Columns<R>>),
    Jsonl(Picked<R>),
}

impl<R: Row> OpenTable<R> {
    pub(super) fn open(path: PathBuf, format: TableFormat) -> Result<OpenTable<R>, Error> {
        let open = || {
            let file = File::open(&path)?;
            Ok(match format {
                TableFormat::Parquet => Format::Parquet(Box::new(Columns::picked(file)?)),
                TableFormat::Jsonl => Format::Jsonl(Picked::new(file)?),
            })
        };
        match open() {
            Ok(rows) => Ok(OpenTable { rows: Mutex::new(rows), path }),
            Err(error) => Err(Error::io(&path)(error)),
        }
    }

    /// The rows with these numbers, counted from 0; the ranges ascend.
    ///
    /// # Errors
    /// When the table is damaged, or has no such row.
    pub fn pick(&self, ranges: &[Range<usize>]) -> Result<Vec<R>, Error> {
        let mut rows = self.rows.lock().unwrap_or_else(|e| e.into_inner());
        let picked: io::Result<Vec<R>> = match &mut *rows {
            Format::Parquet(columns) => {
                columns.pick(ranges);
                columns.by_ref().collect()
            }
            Format::Jsonl(lines) => lines.pick(ranges),
        };
        picked.map_err(Error::io(&self.path))
    }

    /// The row with this number.
    ///
    /// # Errors
    /// As [`pick`](OpenTable::pick).
    pub fn row(&self, number: usize) -> Result<R, Error> {
        let missing = || Error::io(&self.path)(io::Error::other(format!("has no row {}", number + 1)));
        self.pick(slice::from_ref(&(number..number + 1)))?.pop().ok_or_else(missing)
    }
}
