//! A finished collection, read again.
//!
//! A row type names the columns that it wants, and may leave out others: those are passed over, and in Parquet they
//! cost nothing. Rows come one by one, so that a table may be larger than memory.

pub(super) mod columns;
mod lines;
mod manifest;
mod table;
pub(crate) mod take;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use self::columns::Columns;
use self::lines::Lines;
pub use self::table::OpenTable;
use self::take::Take;
use super::{TableFormat, claim};
use crate::Error;
use crate::wire::Manifest;

/// A row that can be read: all columns of its table, or some.
pub trait Row: Take + DeserializeOwned + 'static {
    /// The table that it stands in.
    const TABLE: &'static str;
}

/// A finished collection.
#[derive(Debug)]
pub struct Collection {
    folder: PathBuf,
    format: TableFormat,
    manifest: Manifest,
}

/// Opens a collection.
///
/// # Errors
/// When the folder holds no finished collection, or one of a format that is not known.
pub fn open(folder: &Path) -> Result<Collection, Error> {
    let manifest = manifest::read(folder)?;
    let format = TableFormat::named(&manifest.settings.tables).ok_or_else(|| {
        let reason = format!("its tables are in an unknown format, {}", manifest.settings.tables);
        Error::io(&folder.join(claim::MANIFEST))(io::Error::other(reason))
    })?;
    Ok(Collection { folder: folder.to_owned(), format, manifest })
}

impl Collection {
    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Has it the table to which `R` belongs? Collections of an earlier program, or of a run that was asked for some
    /// tables alone, lack some.
    pub fn has<R: Row>(&self) -> bool {
        self.manifest.tables.iter().any(|table| table.name == R::TABLE)
    }

    /// The table to which `R` belongs, to pick rows of it.
    ///
    /// # Errors
    /// When the table is not there, or is no such table.
    pub fn table<R: Row>(&self) -> Result<OpenTable<R>, Error> {
        OpenTable::open(self.folder.join(self.format.file(R::TABLE)), self.format)
    }

    /// The rows of the table to which `R` belongs, in their order.
    ///
    /// # Errors
    /// When the table is not there, or is no such table. What is found damaged later is the last thing that comes
    /// out of [`Rows`].
    pub fn rows<R: Row>(&self) -> Result<Rows<R>, Error> {
        let path = self.folder.join(self.format.file(R::TABLE));
        let listed = self.manifest.tables.iter().find(|table| table.name == R::TABLE);
        let rows = listed.ok_or_else(|| io::Error::other("the manifest does not list this table"));
        let open = |rows| {
            let file = File::open(&path)?;
            let read: Box<dyn Iterator<Item = io::Result<R>>> = match self.format {
                TableFormat::Parquet => Box::new(Columns::new(file)?),
                TableFormat::Jsonl => Box::new(Lines::new(file)),
            };
            Ok((read, rows))
        };
        match rows.and_then(|table| open(table.rows)) {
            Ok((rows, listed)) => Ok(Rows { path, rows: Some(rows), read: 0, listed }),
            Err(error) => Err(Error::io(&path)(error)),
        }
    }
}

/// The rows of a table. The first error is the last thing that comes out.
pub struct Rows<R> {
    path: PathBuf,
    rows: Option<Box<dyn Iterator<Item = io::Result<R>>>>,
    read: usize,
    /// How many rows the manifest says there are.
    listed: usize,
}

impl<R> Iterator for Rows<R> {
    type Item = Result<R, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let reason = match self.rows.as_mut()?.next() {
            Some(Ok(row)) => {
                self.read += 1;
                return Some(Ok(row));
            }
            Some(Err(error)) => format!("row {}: {error}", self.read + 1),
            None if self.read != self.listed => {
                format!("has {} rows, and {} by the manifest", self.read, self.listed)
            }
            None => return None,
        };
        self.rows = None;
        Some(Err(Error::io(&self.path)(io::Error::other(reason))))
    }
}
