//! Parquet: the rows that are kept, with all columns and in the schema of the file; or with columns behind its own.

use std::io;
use std::sync::Arc;

use parquet::basic::Repetition;
use parquet::errors::Result;
use parquet::file::metadata::{KeyValue, ParquetMetaData};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::names::{COLUMNS, Note};
use super::packed::Packed;
use super::{Fate, Pass};
use crate::collection::column::{Column, Leaf, Level};
use crate::collection::parquet::{guarded, write_leaf};
use crate::source::format::Source;
use crate::source::options::Setup;
use crate::source::parquet::{Batch, batch_rows, open};

/// What pyarrow knows of the columns beyond their Parquet types. It names all of them, and so holds no longer where some
/// are added.
const ARROW_SCHEMA: &str = "ARROW:schema";

pub fn write(source: Source, setup: &Arc<Setup>, pass: &mut Pass, out: &mut Packed) -> io::Result<()> {
    let file = open(source, &setup.limits).map_err(|reason| io::Error::other(reason.to_string()))?;
    let schema = schema(file.metadata(), pass.columns());
    let properties = properties(file.metadata(), pass.columns().is_some());
    let mut writer = guarded(|| SerializedFileWriter::new(out, schema, Arc::new(properties)))?;
    let mut before = 0;
    for number in 0..file.num_row_groups() {
        let rows = u64::try_from(file.metadata().row_group(number).num_rows()).unwrap_or(0);
        let kept = Kept { before, fates: pass.up_to(before.saturating_add(rows)) };
        before = before.saturating_add(rows);
        if kept.rows() > 0 {
            let notes = pass.columns().map(|_| pass.plan.note);
            let named = |error: io::Error| io::Error::other(format!("group {} of rows: {error}", number + 1));
            guarded(|| write_group(&*file.get_row_group(number)?, &kept, notes, writer.next_row_group()?))
                .map_err(named)?;
        }
    }
    guarded(|| writer.close().map(drop))
}

/// The fates of the rows of a group, and how many rows stand before it.
struct Kept<'a> {
    before: u64,
    fates: &'a [Fate],
}

/// What is written beside a document.
type Notes<'a> = &'a (dyn Fn(u32) -> Note<'a> + Sync);

impl Kept<'_> {
    /// The rows of the group up to the last one that is kept.
    fn rows(&self) -> u64 {
        let last = self.fates.iter().rfind(|fate| fate.is_kept);
        last.map_or(0, |fate| fate.record - self.before)
    }

    /// Which rows from row `start` of the group on are kept.
    fn mask(&self, start: u64, rows: usize) -> Vec<bool> {
        let mut mask = vec![false; rows];
        let first = self.before + start + 1;
        let from = self.fates.partition_point(|fate| fate.record < first);
        for fate in self.fates[from..].iter().take_while(|fate| fate.record < first + rows as u64) {
            mask[(fate.record - first) as usize] = fate.is_kept;
        }
        mask
    }
}

fn write_group<W: io::Write + Send>(
    group: &dyn RowGroupReader,
    kept: &Kept,
    notes: Option<Notes>,
    mut out: SerializedRowGroupWriter<'_, W>,
) -> Result<()> {
    for leaf in 0..group.num_columns() {
        copy_column(group, leaf, kept, &mut out)?;
    }
    if let Some(notes) = notes {
        write_notes(kept, notes, &mut out)?;
    }
    out.close().map(drop)
}

fn copy_column<W: io::Write + Send>(
    group: &dyn RowGroupReader,
    leaf: usize,
    kept: &Kept,
    out: &mut SerializedRowGroupWriter<'_, W>,
) -> Result<()> {
    let described = group.metadata().schema_descr().column(leaf);
    let rows = kept.rows();
    let at_once = batch_rows(group.metadata(), &[leaf]);
    let mut reader = group.get_column_reader(leaf)?;
    let mut batch = Batch::of(&reader);
    let Some(mut column) = out.next_column()? else { return Ok(()) };
    let mut start = 0;
    while start < rows {
        let wanted = at_once.min(rows - start) as usize;
        if batch.read(&mut reader, wanted)? != wanted {
            let name = described.path().string();
            return Err(io::Error::other(format!("column {name} ends too early")).into());
        }
        batch.retain(&kept.mask(start, wanted), &described);
        batch.write(&mut column, &described)?;
        start += wanted as u64;
    }
    column.close()
}

/// Writes the columns behind the file's own.
fn write_notes<W: io::Write + Send>(
    kept: &Kept,
    notes: Notes,
    out: &mut SerializedRowGroupWriter<'_, W>,
) -> Result<()> {
    let mut leaves: [Leaf; COLUMNS.len()] = Default::default();
    for fate in kept.fates.iter().filter(|fate| fate.is_kept) {
        put(&notes(fate.document), &mut leaves);
    }
    let shapes = shapes(&COLUMNS.map(str::to_owned));
    let shapes = Type::group_type_builder("schema").with_fields(shapes).build()?;
    let described = parquet::schema::types::SchemaDescriptor::new(Arc::new(shapes));
    for (leaf, described) in leaves.iter_mut().zip(described.columns()) {
        if let Some(column) = out.next_column()? {
            write_leaf(column, described, leaf)?;
        }
    }
    Ok(())
}

fn put(note: &Note, leaves: &mut [Leaf; COLUMNS.len()]) {
    let [document, story, relation, parent, best, spun] = leaves.each_mut().map(std::slice::from_mut);
    note.document.put(document, Level::ROW);
    note.story.put(story, Level::ROW);
    note.relation.put(relation, Level::ROW);
    note.parent.put(parent, Level::ROW);
    note.best.put(best, Level::ROW);
    note.spun.put(spun, Level::ROW);
}

fn shapes(names: &[String; COLUMNS.len()]) -> Vec<TypePtr> {
    let [document, story, relation, parent, best, spun] = names;
    let text = |name: &str| Option::<&str>::shape(name, Repetition::REQUIRED);
    let shapes = [
        <&str>::shape(document, Repetition::REQUIRED),
        text(story),
        text(relation),
        text(parent),
        text(best),
        f64::shape(spun, Repetition::REQUIRED),
    ];
    shapes.map(Arc::new).into()
}

/// The schema of the file, with the columns that are added.
fn schema(file: &ParquetMetaData, columns: Option<&[String; COLUMNS.len()]>) -> TypePtr {
    let schema = file.file_metadata().schema_descr().root_schema_ptr();
    let Some(columns) = columns else { return schema };
    let fields = [schema.get_fields(), &shapes(columns)].concat();
    let built = Type::group_type_builder(schema.name()).with_fields(fields).build();
    Arc::new(built.expect("a group takes any fields"))
}

/// The file's own metadata, order and compression.
fn properties(file: &ParquetMetaData, annotated: bool) -> WriterProperties {
    let holds = |entry: &&KeyValue| !annotated || entry.key != ARROW_SCHEMA;
    let metadata = file.file_metadata().key_value_metadata();
    let metadata = metadata.map(|entries| entries.iter().filter(holds).cloned().collect());
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("retold ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(metadata);
    if let Some(group) = file.row_groups().first() {
        properties = properties.set_sorting_columns(group.sorting_columns().cloned());
        let compressed = |properties: WriterPropertiesBuilder,
                          column: &parquet::file::metadata::ColumnChunkMetaData| {
            properties.set_column_compression(column.column_path().clone(), column.compression())
        };
        properties = group.columns().iter().fold(properties, compressed);
    }
    properties.build()
}
