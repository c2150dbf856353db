//! What stands in a folder after a run, and what does not.
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::path::Path;

use ::parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use tempfile::TempDir;

use super::{Table, TableFormat, Tables, claim};
use crate::run::{Settings, trace};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");

/// Traces the example pages into the folder.
pub fn traced(folder: &Path, format: TableFormat, threads: usize) {
    let settings = Settings { output: folder.to_owned(), format, ..Settings::default() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| trace(&[EXAMPLES.to_owned()], &settings)).unwrap();
}

/// The rows of a table in Parquet.
pub fn rows_of(file: File) -> Vec<Value> {
    let reader = SerializedFileReader::new(file).unwrap();
    reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_json_value()).collect()
}

fn lines_of(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn refusal(folder: &Path) -> String {
    let settings = Settings { output: folder.to_owned(), ..Settings::default() };
    claim(&settings, &[]).err().unwrap().to_string()
}

#[test]
fn both_formats_hold_the_same_rows() {
    let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    traced(one.path(), TableFormat::Parquet, 2);
    traced(two.path(), TableFormat::Jsonl, 2);
    let manifest: Value =
        serde_json::from_slice(&fs::read(one.path().join("manifest.json")).unwrap()).unwrap();
    for (i, table) in Table::ALL.map(Table::name).iter().enumerate() {
        let rows = rows_of(File::open(one.path().join(format!("{table}.parquet"))).unwrap());
        assert_eq!(rows, lines_of(&two.path().join(format!("{table}.jsonl"))), "{table}");
        assert!(!rows.is_empty());
        assert_eq!(manifest["tables"][i]["rows"], rows.len());
        assert_eq!(manifest["counts"][table], rows.len());
    }
}

#[test]
fn threads_do_not_show() {
    for format in TableFormat::ALL {
        let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        traced(one.path(), format, 1);
        traced(two.path(), format, 2);
        for name in names(one.path()) {
            let bytes = |folder: &TempDir| fs::read(folder.path().join(&name)).unwrap();
            assert!(bytes(&one) == bytes(&two), "{name}");
        }
    }
}

#[test]
fn a_collection_takes_the_place_of_another_and_leaves_nothing_of_it() {
    let folder = TempDir::new().unwrap();
    traced(folder.path(), TableFormat::Jsonl, 2);
    let tables = |ending: &str| {
        let of = |table: &str| format!("{table}.{ending}");
        let mut names = Table::ALL.map(|table| of(table.name())).to_vec();
        names.push("manifest.json".to_owned());
        names.sort();
        names
    };
    assert_eq!(names(folder.path()), tables("jsonl"));
    // As if a run had been killed while it wrote.
    fs::write(folder.path().join("links.jsonl.part"), "{").unwrap();
    traced(folder.path(), TableFormat::Parquet, 2);
    assert_eq!(names(folder.path()), tables("parquet"));
}

#[test]
fn tables_that_nobody_wants_are_left_out_and_change_no_other() {
    let (all, few) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    traced(all.path(), TableFormat::Jsonl, 2);
    // Of an earlier collection in the same folder nothing is left either.
    traced(few.path(), TableFormat::Jsonl, 2);
    for wanted in
        [&[Table::Links][..], &[Table::Stories, Table::Facts], &[Table::Statements, Table::Variants]]
    {
        let tables = wanted.iter().copied().collect::<Tables>();
        let (output, format) = (few.path().to_owned(), TableFormat::Jsonl);
        let settings = Settings { output, tables, format, ..Settings::default() };
        trace(&[EXAMPLES.to_owned()], &settings).unwrap();
        let mut expected: Vec<String> = tables.iter().map(|table| format.file(table.name())).collect();
        assert_eq!(expected[0], "documents.jsonl");
        let bytes = |folder: &TempDir, file: &str| fs::read(folder.path().join(file)).unwrap();
        assert!(expected.iter().all(|file| bytes(&all, file) == bytes(&few, file)), "{wanted:?}");
        expected.push("manifest.json".to_owned());
        expected.sort();
        assert_eq!(names(few.path()), expected);
    }
}

#[test]
fn a_folder_of_other_things_is_refused() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thesis.tex"), "years of work").unwrap();
    assert!(refusal(folder.path()).contains("holds other files (thesis.tex) and no collection"));
    // The manifest of a web application.
    fs::write(folder.path().join("manifest.json"), r#"{"name": "app", "icons": []}"#).unwrap();
    assert!(refusal(folder.path()).contains("manifest.json and 1 more"));
    assert_eq!(names(folder.path()), ["manifest.json", "thesis.tex"]);
    assert!(refusal(&folder.path().join("thesis.tex")).contains("a collection is a folder"));
}

#[test]
fn a_write_that_fails_leaves_the_collection_that_was_there() {
    let folder = TempDir::new().unwrap();
    traced(folder.path(), TableFormat::Parquet, 2);
    let before = fs::read(folder.path().join("documents.parquet")).unwrap();
    // The last table cannot be written: a folder has its temporary name.
    fs::create_dir(folder.path().join("links.jsonl.part")).unwrap();
    let format = TableFormat::Jsonl;
    let settings = Settings { output: folder.path().to_owned(), format, ..Settings::default() };
    let Err(error) = trace(&[EXAMPLES.to_owned()], &settings) else { panic!("it must fail") };
    assert!(error.to_string().contains("links.jsonl"));
    assert_eq!(fs::read(folder.path().join("documents.parquet")).unwrap(), before);
    let left: [&str; 11] = [
        ".unfinished.json",
        ".work",
        "documents.parquet",
        "facts.parquet",
        "links.jsonl.part",
        "links.parquet",
        "manifest.json",
        "statements.parquet",
        "stories.parquet",
        "texts.parquet",
        "variants.parquet",
    ];
    assert_eq!(names(folder.path()), left);
}

#[test]
fn only_a_run_over_the_same_inputs_is_gone_on_with_and_by_one_at_a_time() {
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page.txt");
    fs::write(&page, "The bridge at Varn was closed.").unwrap();
    let inputs = [page.to_str().unwrap().to_owned()];
    let settings = Settings { output: folder.path().join("out"), ..Settings::default() };
    // Claims the folder, and says whether what was put aside is still there.
    let goes_on = |settings: &Settings, inputs: &[String]| {
        let claimed = claim(settings, inputs).unwrap();
        let left = claimed.work.join("texts").exists();
        fs::write(claimed.work.join("texts"), "").unwrap();
        left
    };
    assert!(!goes_on(&settings, &inputs));
    assert!(goes_on(&settings, &inputs));
    fs::write(&page, "The bridge at Varn was opened again.").unwrap();
    assert!(!goes_on(&settings, &inputs));
    assert!(goes_on(&settings, &inputs));
    assert!(!goes_on(&Settings { one_story: true, ..settings.clone() }, &inputs));
    assert!(!goes_on(&settings, &["-".to_owned()]));
    assert!(!goes_on(&settings, &["-".to_owned()]));
    let held = claim(&settings, &inputs).unwrap();
    assert!(claim(&settings, &inputs).err().unwrap().to_string().contains("another run"));
    drop(held);
    assert!(claim(&settings, &inputs).is_ok());
}

/// What the two tables of changes say hangs together with the texts and the other tables.
#[test]
fn variants_and_facts_point_into_the_texts() {
    let folder = TempDir::new().unwrap();
    traced(folder.path(), TableFormat::Jsonl, 2);
    let rows = |table: &str| lines_of(&folder.path().join(format!("{table}.jsonl")));
    let documents = rows("documents");
    let pages = texts();
    let text = |id: &Value| {
        let row = documents.iter().find(|row| row["id"] == *id).unwrap();
        let given = row["text"].as_str().map(str::to_owned);
        given.unwrap_or_else(|| pages[id.as_str().unwrap()].clone())
    };
    let words = |id: &Value, span: &Value| {
        let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
        text(id)[at(0)..at(1)].to_owned()
    };
    let variants = rows("variants");
    assert!(variants.iter().any(|row| row["drift"] == true));
    for row in &variants {
        for (side, of) in [("before", "parent"), ("after", "document")] {
            match row[side].as_str() {
                Some(shown) => {
                    assert!(shown.contains(&words(&row[of], &row[format!("{side}_span")])), "{row}");
                }
                None => assert!(row[format!("{side}_span")].is_null(), "{row}"),
            }
        }
        assert_eq!(row["before"].is_null(), row["type"] == "added", "{row}");
        assert_eq!(row["after"].is_null(), row["type"] == "cut", "{row}");
    }
    let order = |row: &Value| row["document"].as_str().unwrap().to_owned();
    assert!(variants.is_sorted_by_key(order));
    let facts = rows("facts");
    assert!(facts.iter().any(|row| row["contradict"] != Value::Array(Vec::new())));
    for row in &facts {
        assert_eq!(row["words"], words(&row["document"], &row["span"]), "{row}");
        assert!(row["text"].as_str().unwrap().contains(row["words"].as_str().unwrap()), "{row}");
        let support = row["support"].as_array().unwrap();
        assert!(support.contains(&row["document"]) && support.is_sorted_by_key(|id| id.as_str().unwrap()));
        let against = row["contradict"].as_array().unwrap();
        assert!(against.iter().all(|said| !support.contains(&said["document"])), "{row}");
    }
}

/// The texts of the example pages, by id.
fn texts() -> std::collections::BTreeMap<String, String> {
    use crate::source::{ReadOptions, Record, open};
    let pages = open(&[EXAMPLES.to_owned()], &ReadOptions::default());
    pages
        .filter_map(|record| match record {
            Record::Page(page) => Some((page.id.to_string(), page.text)),
            Record::Skipped(_) => None,
        })
        .collect()
}
