//! A table as Parquet.

use std::fs::File;
use std::io;
use std::mem::take;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

use super::column::{Column, Leaf, Level};

/// A group of rows is written when it has so many rows, or holds so many bytes (and then one row more at most): the
/// memory that writing takes. Readers like groups of some 10,000 to 1,000,000 rows.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 16 << 20;

/// A page of a column, the least that a reader of single rows has to unpack, holds so many bytes or rows (of long texts
/// some more, as it is asked after each so many values whether it is full).
const PAGE_BYTES: usize = 64 << 10;
const PAGE_ROWS: usize = 1 << 10;
const ASKED_AFTER: usize = 32;

/// Writes the rows and says how many there were. The bytes depend on the rows alone.
pub fn write<R: Column>(file: &File, rows: impl Iterator<Item = io::Result<R>>) -> io::Result<usize> {
    write_groups(file, rows, GROUP_ROWS).map_err(io_error)
}

fn write_groups<R: Column>(
    file: &File,
    rows: impl Iterator<Item = io::Result<R>>,
    group_rows: usize,
) -> Result<usize> {
    let schema = Arc::new(R::shape("schema", Repetition::REQUIRED));
    let properties = properties(&SchemaDescriptor::new(schema.clone()));
    let mut out = SerializedFileWriter::new(file, schema, Arc::new(properties))?;
    let mut leaves: Vec<Leaf> = Vec::new();
    leaves.resize_with(R::LEAVES, Leaf::default);
    let (mut written, mut waiting) = (0, 0);
    for row in rows {
        row?.put(&mut leaves, Level::ROW);
        waiting += 1;
        if waiting == group_rows || leaves.iter().map(Leaf::size).sum::<usize>() >= GROUP_BYTES {
            write_group(&mut out, &mut leaves)?;
            written += take(&mut waiting);
        }
    }
    if waiting > 0 {
        write_group(&mut out, &mut leaves)?;
    }
    out.close()?;
    Ok(written + waiting)
}

/// Columns of prose, names and hashes. Few of them recur, so that a dictionary costs time and saves nothing.
const HARDLY_RECUR: [&str; 6] = ["text", "before", "after", "statement", "words", "speaker"];

fn properties(schema: &SchemaDescriptor) -> WriterProperties {
    let single = schema.columns().iter().filter(|column| HARDLY_RECUR.contains(&column.name()));
    let builder = single.fold(WriterProperties::builder(), |builder, column| {
        builder.set_column_dictionary_enabled(column.path().clone(), false)
    });
    // Places in texts are numbers of a few bits, hardly one of which is like another: as such they are small at once, and
    // there is little left to compress.
    let numbers = schema.columns().iter().filter(|column| column.physical_type() == Physical::INT64);
    let builder = numbers.fold(builder, |builder, column| {
        builder
            .set_column_dictionary_enabled(column.path().clone(), false)
            .set_column_encoding(column.path().clone(), Encoding::DELTA_BINARY_PACKED)
            .set_column_compression(column.path().clone(), Compression::UNCOMPRESSED)
    });
    // Documents, and what is told of each, lie in the order of their ids, which the first column has. Of that alone the least
    // and greatest of a page tell where to look.
    let ids = schema.column(0).path().clone();
    builder
        .set_statistics_enabled(EnabledStatistics::None)
        .set_column_statistics_enabled(ids, EnabledStatistics::Page)
        .set_created_by(concat!("retold ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_data_page_size_limit(PAGE_BYTES)
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_write_batch_size(ASKED_AFTER)
        .set_dictionary_page_size_limit(PAGE_BYTES)
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build()
}

fn write_group(out: &mut SerializedFileWriter<&File>, leaves: &mut [Leaf]) -> Result<()> {
    let described = out.schema_descr().columns().to_vec();
    let mut group = out.next_row_group()?;
    for (leaf, described) in leaves.iter_mut().zip(&described) {
        let Some(column) = group.next_column()? else { break };
        write_leaf(column, described, leaf)?;
        leaf.clear();
    }
    group.close()?;
    Ok(())
}

/// Writes the values that wait for a column.
pub fn write_leaf(
    mut column: SerializedColumnWriter<'_>,
    described: &ColumnDescriptor,
    leaf: &mut Leaf,
) -> Result<()> {
    let texts = texts(leaf);
    let (definitions, repetitions) = levels(described, leaf);
    match described.physical_type() {
        Physical::INT64 => {
            column.typed::<Int64Type>().write_batch(&leaf.integers, definitions, repetitions)?
        }
        Physical::BOOLEAN => {
            column.typed::<BoolType>().write_batch(&leaf.truths, definitions, repetitions)?
        }
        Physical::DOUBLE => {
            column.typed::<DoubleType>().write_batch(&leaf.reals, definitions, repetitions)?
        }
        _ => column.typed::<ByteArrayType>().write_batch(&texts, definitions, repetitions)?,
    };
    column.close()
}

/// Levels are stored only where they can differ from 0.
fn levels<'a>(column: &ColumnDescriptor, leaf: &'a Leaf) -> (Option<&'a [i16]>, Option<&'a [i16]>) {
    let definitions = (column.max_def_level() > 0).then_some(leaf.definitions.as_slice());
    let repetitions = (column.max_rep_level() > 0).then_some(leaf.repetitions.as_slice());
    (definitions, repetitions)
}

/// The texts of a leaf, as parts of one buffer.
fn texts(leaf: &mut Leaf) -> Vec<ByteArray> {
    let bytes = ByteArray::from(take(&mut leaf.bytes));
    let mut start = 0;
    let slice = |&end: &usize| {
        let text = bytes.slice(start, end - start);
        start = end;
        text
    };
    leaf.ends.iter().map(slice).collect()
}

/// Some damage makes the library panic.
pub fn guarded<T>(read: impl FnOnce() -> Result<T>) -> io::Result<T> {
    let done = catch_unwind(AssertUnwindSafe(read));
    done.map_err(|_| io::Error::other("is damaged"))?.map_err(io_error)
}

/// The words of the system, if it was the system that failed: "no space left" and not "External: ...".
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::collection::read::columns::Columns;
    use crate::collection::tests::rows_of;
    use crate::wire::{Archetype, Evidence, OtherReading, Reading, Stemma, StoryRow, TurnedAway};

    fn story(
        documents: &[&'static str],
        edges: &[[&'static str; 2]],
        scored: Option<f64>,
    ) -> StoryRow<&'static str> {
        let other = |&text: &&str| OtherReading { text: text.to_owned(), witnesses: 1 };
        let others = |n: usize| documents[..n].iter().map(other).collect();
        let reading = |n| Reading { span: [n as u32, 9], witnesses: 2, of: 3, others: others(n) };
        StoryRow {
            id: "s1",
            event: "",
            documents: documents.to_vec(),
            title: scored.map(|_| "Łódź"),
            first_published: None,
            archetype: Archetype {
                document: documents.first().copied(),
                text: documents.concat(),
                readings: (0..documents.len()).map(reading).collect(),
            },
            stemma: Stemma {
                nodes: documents.to_vec(),
                lost: vec!["ω"; edges.len()],
                edges: edges.to_vec(),
                evidence: vec![Evidence { confidence: 0.5, kept: 1.0, alone: 3, against: 0 }; edges.len()],
            },
            turned_away: scored.map(|score| TurnedAway { document: "x", compared_with: "y", score }),
            carried_by: documents[edges.len().min(documents.len())..].to_vec(),
        }
    }

    #[test]
    fn what_is_absent_empty_or_nested_comes_back() {
        let rows = [
            story(&[], &[], None),
            story(&["a", "b", "ç"], &[["a", "b"], ["a", "ç"]], Some(0.125)),
            story(&["a"], &[], Some(0.0)),
            story(&[], &[["", "b"]], None),
            story(&["a", "b"], &[["b", "a"]], None),
        ];
        let wanted: Vec<_> = rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
        for group_rows in [1, 2, 5, 100] {
            let file = tempfile::tempfile().unwrap();
            let written = write_groups(&file, rows.iter().cloned().map(Ok), group_rows).unwrap();
            assert_eq!(written, rows.len());
            assert_eq!(rows_of(file.try_clone().unwrap()), wanted, "groups of {group_rows}");
            assert_eq!(read_back(file), wanted, "groups of {group_rows}");
        }
    }

    /// As our own reader sees them.
    fn read_back(file: File) -> Vec<serde_json::Value> {
        let rows = Columns::<StoryRow<String>>::new(file).unwrap();
        rows.map(|row| serde_json::to_value(row.unwrap()).unwrap()).collect()
    }

    #[test]
    fn rows_are_read_across_groups_and_batches() {
        let names = ["a", "b", "c"];
        let row = |i: usize| {
            story(&names[..i % 4], &[["a", "b"]][..i % 2], i.is_multiple_of(3).then_some(i as f64))
        };
        let rows: Vec<StoryRow<&str>> = (0..5000).map(row).collect();
        let file = tempfile::tempfile().unwrap();
        write_groups(&file, rows.iter().cloned().map(Ok), 2100).unwrap();
        let wanted: Vec<_> = rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
        assert!(read_back(file) == wanted);
    }

    #[test]
    fn rows_are_picked_across_groups_and_pages() {
        let names = ["a", "b", "c"];
        let row = |i: usize| story(&names[..i % 4], &[["a", "b"]][..i % 2], Some(i as f64));
        let rows: Vec<StoryRow<&str>> = (0..5000).map(row).collect();
        let file = tempfile::tempfile().unwrap();
        write_groups(&file, rows.iter().cloned().map(Ok), 2100).unwrap();
        let mut columns = Columns::<StoryRow<String>>::picked(file).unwrap();
        for ranges in [&[7..9, 2099..2102, 4200..4201][..], &[0..1, 5..6], &[4998..4999, 4999..5000], &[]] {
            columns.pick(ranges);
            let picked: Vec<_> =
                columns.by_ref().map(|row| serde_json::to_value(row.unwrap()).unwrap()).collect();
            let wanted = ranges.iter().flat_map(|range| &rows[range.clone()]);
            let wanted: Vec<_> = wanted.map(|row| serde_json::to_value(row).unwrap()).collect();
            assert!(picked == wanted, "{ranges:?}");
        }
        columns.pick(&[4999..5000, 5000..5001]);
        assert!(columns.any(|row| row.is_err()));
    }

    #[test]
    fn a_table_without_rows_is_a_table() {
        let file = tempfile::tempfile().unwrap();
        assert_eq!(write(&file, std::iter::empty::<io::Result<StoryRow<&str>>>()).unwrap(), 0);
        assert!(rows_of(file.try_clone().unwrap()).is_empty());
        assert!(read_back(file).is_empty());
    }
}
