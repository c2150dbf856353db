//! Tables that are written and have no names yet.

use std::io;
use std::path::Path;

use super::TableFormat;
use super::column::Column;
use super::files::{self, Part};
use super::json::Json;
use crate::Error;
use crate::wire::TableRow;

/// The tables of a run, until all of them are written.
pub struct Written<'a> {
    folder: &'a Path,
    format: TableFormat,
    tables: Vec<(Part, TableRow)>,
}

impl<'a> Written<'a> {
    /// None yet, for a folder.
    pub fn new(folder: &'a Path, format: TableFormat) -> Written<'a> {
        Written { folder, format, tables: Vec::new() }
    }

    /// Writes a table.
    pub fn table<R: Column + Json>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = io::Result<R>>,
    ) -> Result<(), Error> {
        let file = self.format.file(name);
        let (part, rows) = files::write_rows(self.folder.join(&file), self.format, rows)?;
        self.tables.push((part, TableRow { name: name.to_owned(), file, rows }));
        Ok(())
    }

    /// These and behind them those, of the same folder.
    pub fn and(mut self, mut those: Written<'a>) -> Written<'a> {
        self.tables.append(&mut those.tables);
        self
    }

    /// Puts the tables in the place of an earlier run's, whichever of `all` those were.
    pub fn publish(self, all: &[&str]) -> Result<Vec<TableRow>, Error> {
        let mut rows = Vec::new();
        for (part, row) in self.tables {
            part.publish()?;
            rows.push(row);
        }
        for earlier in TableFormat::ALL.iter().flat_map(|format| all.iter().map(|table| format.file(table))) {
            if rows.iter().all(|row: &TableRow| row.file != earlier) {
                files::remove(&self.folder.join(earlier))?;
            }
        }
        Ok(rows)
    }
}
