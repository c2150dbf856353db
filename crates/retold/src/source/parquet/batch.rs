//! Some rows of one column, whatever its type.

use parquet::basic::LogicalType;
use parquet::column::reader::ColumnReader;
use parquet::data_type::{
    BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type, Int64Type,
    Int96Type,
};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;
use parquet::schema::types::ColumnDescriptor;

use super::value::{Integers, Value, uuid};

/// The rows of a column that were read.
pub(in crate::source) struct Batch {
    /// One for each place in the schema, filled or not; none at all where every place is filled.
    definitions: Vec<i16>,
    /// One for each place, 0 where a row begins; none at all where there is no list around.
    repetitions: Vec<i16>,
    values: Values,
}

/// Declares what a column can hold, and reads it.
macro_rules! values {
    ($($reader:ident $kind:ident $of:ident,)+) => {
        enum Values {
            $($kind(Vec<<$of as DataType>::T>),)+
        }

        impl Values {
            fn of(column: &ColumnReader) -> Values {
                match column {
                    $(ColumnReader::$reader(_) => Values::$kind(Vec::new()),)+
                }
            }

            fn len(&self) -> usize {
                match self {
                    $(Values::$kind(values) => values.len(),)+
                }
            }

            /// Keeps those values that are marked.
            fn retain(&mut self, kept: &[bool]) {
                let mut kept = kept.iter().copied();
                match self {
                    $(Values::$kind(values) => values.retain(|_| kept.next().unwrap_or(false)),)+
                }
            }

            fn clear(&mut self) {
                match self {
                    $(Values::$kind(values) => values.clear(),)+
                }
            }
        }

        impl Batch {
            /// Reads so many rows in place of those that it has, and says how many there were.
            pub fn read(&mut self, column: &mut ColumnReader, rows: usize) -> Result<usize> {
                self.definitions.clear();
                self.repetitions.clear();
                self.values.clear();
                let (definitions, repetitions) = (Some(&mut self.definitions), Some(&mut self.repetitions));
                let (read, ..) = match (column, &mut self.values) {
                    $((ColumnReader::$reader(column), Values::$kind(values)) => {
                        column.read_records(rows, definitions, repetitions, values)?
                    })+
                    // A batch reads the column for which it was made.
                    _ => (0, 0, 0),
                };
                Ok(read)
            }

            /// Writes what it has.
            pub fn write(&self, column: &mut SerializedColumnWriter, described: &ColumnDescriptor) -> Result<()> {
                let definitions = (described.max_def_level() > 0).then_some(self.definitions.as_slice());
                let repetitions = (described.max_rep_level() > 0).then_some(self.repetitions.as_slice());
                match &self.values {
                    $(Values::$kind(values) => {
                        column.typed::<$of>().write_batch(values, definitions, repetitions)?
                    })+
                };
                Ok(())
            }
        }
    };
}

values! {
    BoolColumnReader Truths BoolType,
    Int32ColumnReader Small Int32Type,
    Int64ColumnReader Large Int64Type,
    Int96ColumnReader Stamps Int96Type,
    FloatColumnReader Floats FloatType,
    DoubleColumnReader Doubles DoubleType,
    ByteArrayColumnReader Bytes ByteArrayType,
    FixedLenByteArrayColumnReader Fixed FixedLenByteArrayType,
}

impl Batch {
    pub fn of(column: &ColumnReader) -> Batch {
        Batch { definitions: Vec::new(), repetitions: Vec::new(), values: Values::of(column) }
    }

    /// What each of its rows says, as text.
    pub fn texts(&self, column: &ColumnDescriptor) -> Vec<Vec<Value>> {
        let integers = Integers::of(column);
        let filled = column.max_def_level();
        let mut rows: Vec<Vec<Value>> = Vec::new();
        let mut value = 0;
        for place in 0..self.places() {
            if self.repetitions.get(place).is_none_or(|level| *level == 0) {
                rows.push(Vec::new());
            }
            if self.definitions.get(place).is_none_or(|level| *level == filled) {
                let text = self.text(value, integers, column);
                value += 1;
                if let (Some(row), Some(text)) = (rows.last_mut(), text) {
                    row.push(text);
                }
            }
        }
        rows
    }

    /// Keeps the rows that are marked.
    pub fn retain(&mut self, rows: &[bool], column: &ColumnDescriptor) {
        let filled = column.max_def_level();
        let (mut places, mut values) = (Vec::with_capacity(self.places()), Vec::new());
        let mut row = 0;
        for place in 0..self.places() {
            if self.repetitions.get(place).is_none_or(|level| *level == 0) {
                row += 1;
            }
            let kept = rows.get(usize::saturating_sub(row, 1)).copied().unwrap_or(false);
            places.push(kept);
            if self.definitions.get(place).is_none_or(|level| *level == filled) {
                values.push(kept);
            }
        }
        self.values.retain(&values);
        for levels in [&mut self.definitions, &mut self.repetitions] {
            let mut kept = places.iter().copied();
            levels.retain(|_| kept.next().unwrap_or(false));
        }
    }

    fn places(&self) -> usize {
        self.definitions.len().max(self.repetitions.len()).max(self.values.len())
    }

    fn text(&self, at: usize, integers: Integers, column: &ColumnDescriptor) -> Option<Value> {
        let text = match &self.values {
            Values::Bytes(values) => return values.get(at).cloned().map(Value::Bytes),
            Values::Fixed(values) if column.logical_type_ref() == Some(&LogicalType::Uuid) => {
                uuid(values.get(at)?.data())
            }
            Values::Small(values) if integers == Integers::Unsigned => {
                Some((*values.get(at)? as u32).to_string())
            }
            Values::Small(values) => integers.text(i64::from(*values.get(at)?)),
            Values::Large(values) => integers.text(*values.get(at)?),
            Values::Stamps(values) => {
                let milliseconds = Integers::Time { to_a_second: 1_000, utc: false };
                milliseconds.text(values.get(at)?.to_millis())
            }
            Values::Floats(values) => values.get(at).map(f32::to_string),
            Values::Doubles(values) => values.get(at).map(f64::to_string),
            Values::Fixed(_) | Values::Truths(_) => None,
        };
        text.map(Value::Text)
    }
}
