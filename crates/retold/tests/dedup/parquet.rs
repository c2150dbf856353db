//! Parquet keeps its schema, its metadata and all its columns, whatever their types.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int96, Int96Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use retold::dedup::Settings;
use serde_json::Value;

use crate::{BRIDGE, Bench, PORT};

const MESSAGE: &str = "message hf {
    required int96 seen = 7;
    optional group doc { optional binary id (UTF8); optional group text (LIST) {
        repeated group list { optional binary element (UTF8); } } }
    optional int32 n (INTEGER(32,false));
}";

/// Writes a column whose rows have these levels and values.
macro_rules! column {
    ($group:expr, $kind:ty, $values:expr, $definitions:expr, $repetitions:expr) => {{
        let mut column = $group.next_column().unwrap().unwrap();
        column.typed::<$kind>().write_batch($values, $definitions, $repetitions).unwrap();
        column.close().unwrap();
    }};
}

/// A group of three rows: a page, another one, and the first one again.
fn write_group(mut group: SerializedRowGroupWriter<'_, File>, prefix: &str) {
    let stamps: Vec<Int96> = (1..=3).map(|n| Int96::from(vec![n, 0, 2_463_000])).collect();
    column!(group, Int96Type, &stamps, None, None);
    let ids: Vec<ByteArray> =
        ["b", "c", "a"].iter().map(|id| format!("{prefix}{id}").as_str().into()).collect();
    column!(group, ByteArrayType, &ids, Some(&[2, 2, 2]), None);
    let (first, rest) = PORT.split_at(120);
    let texts: Vec<ByteArray> = [first, rest, BRIDGE, first, rest].iter().map(|&text| text.into()).collect();
    // The second row has an element that is null.
    column!(group, ByteArrayType, &texts, Some(&[4, 4, 4, 3, 4, 4]), Some(&[0, 1, 0, 1, 0, 1]));
    column!(group, Int32Type, &[1, 3], Some(&[1, 0, 1]), None);
    group.close().unwrap();
}

fn write(path: &Path) {
    let metadata = vec![KeyValue::new("own".to_owned(), "ü".to_owned())];
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(metadata))
        .build();
    let schema = Arc::new(parse_message_type(MESSAGE).unwrap());
    let mut file =
        SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::new(properties)).unwrap();
    write_group(file.next_row_group().unwrap(), "");
    write_group(file.next_row_group().unwrap(), "z-");
    file.close().unwrap();
}

fn open(path: &Path) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(path).unwrap()).unwrap()
}

fn rows(file: &SerializedFileReader<File>) -> Vec<Value> {
    file.get_row_iter(None).unwrap().map(|row| row.unwrap().to_json_value()).collect()
}

#[test]
fn rows_are_kept_with_all_columns_in_the_same_schema() {
    let bench = Bench::default();
    let path = bench.path("in.parquet");
    write(&path);
    let done = bench.dedup(&[path.to_str().unwrap()], &bench.settings());
    assert_eq!((done.counts.documents, done.counts.kept), (6, 2));
    let (given, written) = (open(&path), open(&bench.path("out/data/in.parquet")));
    let [before, after] = [&given, &written].map(|file| file.metadata().file_metadata().clone());
    assert_eq!(after.schema(), before.schema());
    assert_eq!(after.key_value_metadata(), before.key_value_metadata());
    // All that is kept stands in the first group.
    assert_eq!(written.num_row_groups(), 1);
    assert_eq!(written.metadata().row_group(0).column(0).compression(), Compression::SNAPPY);
    let all = rows(&given);
    assert_eq!(rows(&written), [all[1].clone(), all[2].clone()]);
}

#[test]
fn columns_stand_behind_those_of_the_file() {
    let bench = Bench::default();
    let path = bench.path("in.parquet");
    write(&path);
    bench.dedup(&[path.to_str().unwrap()], &Settings { annotate: true, ..bench.settings() });
    let written = open(&bench.path("out/data/in.parquet"));
    let schema = written.metadata().file_metadata().schema().clone();
    let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
    assert_eq!(names, ["seen", "doc", "n", "document", "story", "relation", "parent", "best", "spun"]);
    let (given, written) = (rows(&open(&path)), rows(&written));
    for (given, mut written) in given.into_iter().zip(written) {
        assert_eq!(written["document"], given["doc"]["id"]);
        assert!(["a", "c"].contains(&written["best"].as_str().unwrap()));
        let written = written.as_object_mut().unwrap();
        written.retain(|name, _| given.get(name).is_some());
        assert_eq!(given.as_object(), Some(&*written));
    }
}
