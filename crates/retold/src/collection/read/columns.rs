//! The rows of a table in Parquet.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::ops::Range;
use std::slice;
use std::sync::Arc;

use parquet::basic::{Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::serialized_reader::ReadOptionsBuilder;
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
    /// The number of the first row of each group of rows, and behind them how many rows there are.
    starts: Vec<usize>,
    /// The rows that are wanted and not yet read.
    wanted: VecDeque<Range<usize>>,
    /// The columns of the group that is read, and which of its rows are still unread.
    columns: Vec<ColumnReader>,
    unread: Range<usize>,
    /// What was read and not yet taken: the leaves, and how many rows wait in them.
    held: Vec<Held>,
    waiting: usize,
    row: PhantomData<R>,
}

impl<R: Take> Columns<R> {
    /// All rows. Fails where the file is no Parquet or lacks one of the columns.
    pub fn new(file: File) -> io::Result<Columns<R>> {
        Columns::of(guarded(|| SerializedFileReader::new(file))?)
    }

    /// All rows; others may be [picked](Columns::pick) in their place. Where the pages of the columns are listed,
    /// those that hold nothing of them are passed over unread.
    pub fn picked(file: File) -> io::Result<Columns<R>> {
        let plain = file.try_clone()?;
        let listed = ReadOptionsBuilder::new().with_page_index().build();
        match guarded(|| SerializedFileReader::new_with_options(file, listed)) {
            Ok(file) => Columns::of(file),
            Err(_) => Columns::new(plain),
        }
    }

    fn of(file: SerializedFileReader<File>) -> io::Result<Columns<R>> {
        let wanted = SchemaDescriptor::new(Arc::new(R::shape("schema", Repetition::REQUIRED)));
        let places = places(wanted.columns(), file.metadata().file_metadata().schema_descr().columns())?;
        let held = wanted.columns().iter().map(|column| Held::new(values(column.physical_type()))).collect();
        let (starts, columns, row) = (starts(&file), Vec::new(), PhantomData);
        let all = 0..starts[starts.len() - 1];
        let wanted = VecDeque::new();
        let mut rows = Columns { file, places, starts, wanted, columns, unread: 0..0, held, waiting: 0, row };
        rows.pick(slice::from_ref(&all));
        Ok(rows)
    }

    /// From now on these rows come, by their numbers from 0, in ascending order.
    pub fn pick(&mut self, rows: &[Range<usize>]) {
        self.wanted = rows.iter().filter(|rows| !rows.is_empty()).cloned().collect();
        // An earlier reading may have broken off anywhere.
        (self.unread, self.waiting) = (0..0, 0);
    }

    /// Reads on; false at the end of what is wanted.
    fn read(&mut self) -> io::Result<bool> {
        let Some(wanted) = self.wanted.pop_front() else { return Ok(false) };
        if !self.unread.contains(&wanted.start) {
            guarded(|| self.open_group(wanted.start))?;
        }
        let passed = wanted.start - self.unread.start;
        let rows = wanted.len().min(self.unread.end - wanted.start).min(BATCH);
        for (column, held) in self.columns.iter_mut().zip(&mut self.held) {
            held.clear();
            let done = guarded(|| Ok((skip(column, passed)?, fill(column, held, rows)?)))?;
            if done != (passed, rows) {
                return Err(io::Error::other("a column ends too early"));
            }
        }
        self.unread.start = wanted.start + rows;
        if self.unread.start < wanted.end {
            self.wanted.push_front(self.unread.start..wanted.end);
        }
        self.waiting = rows;
        Ok(true)
    }

    /// Opens the group in which this row stands.
    fn open_group(&mut self, row: usize) -> Result<()> {
        let number = self.starts.partition_point(|&start| start <= row);
        let (Some(&start), Some(&end)) = (self.starts.get(number.wrapping_sub(1)), self.starts.get(number))
        else {
            return Err(ParquetError::General(format!("has no row {}", row + 1)));
        };
        let group = self.file.get_row_group(number - 1)?;
        self.columns = self.places.iter().map(|&at| group.get_column_reader(at)).collect::<Result<_>>()?;
        self.unread = start..end;
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

/// The number of the first row of each group, and how many rows there are.
fn starts(file: &SerializedFileReader<File>) -> Vec<usize> {
    let mut starts = vec![0];
    for group in file.metadata().row_groups() {
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        starts.push(starts[starts.len() - 1] + rows);
    }
    starts
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

/// Passes over so many rows of a column, and says how many it had.
fn skip(column: &mut ColumnReader, rows: usize) -> Result<usize> {
    match column {
        ColumnReader::Int64ColumnReader(column) => column.skip_records(rows),
        ColumnReader::BoolColumnReader(column) => column.skip_records(rows),
        ColumnReader::DoubleColumnReader(column) => column.skip_records(rows),
        ColumnReader::ByteArrayColumnReader(column) => column.skip_records(rows),
        _ => Ok(0),
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
