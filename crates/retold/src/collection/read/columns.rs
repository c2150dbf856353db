//! The rows of a table in Parquet.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::sync::Arc;

use parquet::basic::{Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::errors::Result;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::{ColumnDescPtr, SchemaDescriptor};

use super::take::{Held, Take, Values};
use crate::collection::column::Level;
use crate::collection::parquet::guarded;

/// So many rows are read at once, column by column.
const BATCH: usize = 1024;

/// Reads the columns that `R` has, and puts its rows together.
pub struct Columns<R> {
    file: SerializedFileReader<File>,
    /// Where each leaf of `R` stands in the file.
    places: Vec<usize>,
    /// The group of rows that comes next.
    group: usize,
    /// Of the group that is read: its columns, and how many of its rows wait there.
    columns: Vec<ColumnReader>,
    unread: usize,
    /// What was read and not yet taken: the leaves, and how many rows wait in them.
    held: Vec<Held>,
    waiting: usize,
    row: PhantomData<R>,
}

impl<R: Take> Columns<R> {
    /// Fails where the file is no Parquet or lacks one of the columns.
    pub fn new(file: File) -> io::Result<Columns<R>> {
        let file = guarded(|| SerializedFileReader::new(file))?;
        let wanted = SchemaDescriptor::new(Arc::new(R::shape("schema", Repetition::REQUIRED)));
        let places = places(wanted.columns(), file.metadata().file_metadata().schema_descr().columns())?;
        let held = wanted.columns().iter().map(|column| Held::new(values(column.physical_type()))).collect();
        let (columns, row) = (Vec::new(), PhantomData);
        Ok(Columns { file, places, group: 0, columns, unread: 0, held, waiting: 0, row })
    }

    /// Reads on; false at the end of the file.
    fn read(&mut self) -> io::Result<bool> {
        while self.unread == 0 {
            if self.group == self.file.num_row_groups() {
                return Ok(false);
            }
            guarded(|| self.open_group())?;
        }
        let rows = self.unread.min(BATCH);
        for (column, held) in self.columns.iter_mut().zip(&mut self.held) {
            held.clear();
            if guarded(|| fill(column, held, rows))? != rows {
                return Err(io::Error::other("a column ends too early"));
            }
        }
        self.unread -= rows;
        self.waiting = rows;
        Ok(true)
    }

    fn open_group(&mut self) -> Result<()> {
        let group = self.file.get_row_group(self.group)?;
        self.columns = self.places.iter().map(|&at| group.get_column_reader(at)).collect::<Result<_>>()?;
        self.unread = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        self.group += 1;
        Ok(())
    }

    fn take(&mut self) -> io::Result<R> {
        self.waiting -= 1;
        if self.held.iter().any(|leaf| leaf.repetition() != Some(0)) {
            return Err(io::Error::other("the columns are not of one length"));
        }
        R::take(&mut self.held, Level::ROW)
    }
}

impl<R: Take> Iterator for Columns<R> {
    type Item = io::Result<R>;

    fn next(&mut self) -> Option<io::Result<R>> {
        if self.waiting == 0 {
            match self.read() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
        Some(self.take())
    }
}

/// Where in the file the columns stand. Others may stand between them.
fn places(wanted: &[ColumnDescPtr], there: &[ColumnDescPtr]) -> io::Result<Vec<usize>> {
    let by_path: HashMap<String, usize> =
        there.iter().enumerate().map(|(at, column)| (column.path().string(), at)).collect();
    let shape = |c: &ColumnDescPtr| (c.physical_type(), c.max_def_level(), c.max_rep_level());
    let place = |column: &ColumnDescPtr| {
        let path = column.path().string();
        match by_path.get(&path) {
            Some(&at) if shape(&there[at]) == shape(column) => Ok(at),
            Some(_) => Err(io::Error::other(format!("the column {path} is not of retold's type"))),
            None => Err(io::Error::other(format!("has no column {path}"))),
        }
    };
    wanted.iter().map(place).collect()
}

fn values(physical: Physical) -> Values {
    match physical {
        Physical::INT64 => Values::Integers(Vec::new()),
        Physical::BOOLEAN => Values::Truths(Vec::new()),
        Physical::DOUBLE => Values::Reals(Vec::new()),
        _ => Values::Texts(Vec::new()),
    }
}

/// Reads so many rows of a column, and says how many it had.
fn fill(column: &mut ColumnReader, held: &mut Held, rows: usize) -> Result<usize> {
    let (definitions, repetitions) = (Some(&mut held.definitions), Some(&mut held.repetitions));
    let (read, ..) = match (column, &mut held.values) {
        (ColumnReader::Int64ColumnReader(column), Values::Integers(values)) => {
            column.read_records(rows, definitions, repetitions, values)?
        }
        (ColumnReader::BoolColumnReader(column), Values::Truths(values)) => {
            column.read_records(rows, definitions, repetitions, values)?
        }
        (ColumnReader::DoubleColumnReader(column), Values::Reals(values)) => {
            column.read_records(rows, definitions, repetitions, values)?
        }
        (ColumnReader::ByteArrayColumnReader(column), Values::Texts(values)) => {
            column.read_records(rows, definitions, repetitions, values)?
        }
        // The schema was compared, so that no other pair comes here.
        _ => (0, 0, 0),
    };
    Ok(read)
}
