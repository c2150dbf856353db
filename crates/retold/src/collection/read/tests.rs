//! What comes out of a collection is what was put in, or an error that names the file.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Row, open};
use crate::collection::TableFormat;
use crate::collection::tests::traced;
use crate::wire::{DocumentHead, DocumentRow, FactRow, LinkRow, StoryHead, StoryRow, VariantRow};

type Documents = DocumentRow<String>;
type Stories = StoryRow<String>;
type Links = LinkRow<String>;

fn collection(format: TableFormat) -> TempDir {
    let folder = TempDir::new().unwrap();
    traced(folder.path(), format, 2);
    folder
}

fn read<R: Row>(folder: &Path) -> Result<Vec<R>, String> {
    let rows = open(folder).and_then(|collection| collection.rows::<R>()?.collect());
    rows.map_err(|error| error.to_string())
}

fn refusal<R: Row>(folder: &Path) -> String {
    read::<R>(folder).err().unwrap()
}

/// Changes a file of a collection in place.
fn change(folder: &Path, name: &str, change: impl Fn(String) -> String) {
    let path = folder.join(name);
    fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
}

#[test]
fn both_formats_are_read_back_equal() {
    let (one, two) = (collection(TableFormat::Parquet), collection(TableFormat::Jsonl));
    let documents = read::<Documents>(one.path()).unwrap();
    assert_eq!(documents, read(two.path()).unwrap());
    assert!(documents.iter().any(|d| d.text.is_some()) && documents.iter().any(|d| d.text.is_none()));
    let stories = read::<Stories>(one.path()).unwrap();
    assert_eq!(stories, read(two.path()).unwrap());
    assert!(stories.iter().all(|s| s.stemma.edges.len() == s.stemma.evidence.len()));
    let links = read::<Links>(one.path()).unwrap();
    assert_eq!(links, read(two.path()).unwrap());
    let variants = read::<VariantRow<String>>(one.path()).unwrap();
    assert_eq!(variants, read(two.path()).unwrap());
    let facts = read::<FactRow<String>>(one.path()).unwrap();
    assert_eq!(facts, read(two.path()).unwrap());
    // And what was read is what stands there.
    let lines = fs::read_to_string(two.path().join("stories.jsonl")).unwrap();
    let wanted: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<Value> = stories.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_row_may_leave_out_columns() {
    for format in TableFormat::ALL {
        let folder = collection(format);
        let heads = read::<DocumentHead<String>>(folder.path()).unwrap();
        let whole = read::<Documents>(folder.path()).unwrap();
        assert_eq!(heads.len(), whole.len());
        assert!(heads.iter().zip(&whole).all(|(head, row)| head.id == row.id && head.title == row.title));
        let heads = read::<StoryHead<String>>(folder.path()).unwrap();
        let whole = read::<Stories>(folder.path()).unwrap();
        assert!(heads.iter().zip(&whole).all(|(head, row)| head.documents == row.documents));
    }
}

#[test]
fn unknown_columns_are_passed_over() {
    let folder = collection(TableFormat::Jsonl);
    let before = read::<Stories>(folder.path()).unwrap();
    change(folder.path(), "stories.jsonl", |text| text.replace("{\"id\"", "{\"mood\":[1,{}],\"id\""));
    assert_eq!(read::<Stories>(folder.path()).unwrap(), before);
}

#[test]
fn a_folder_without_a_manifest_is_no_finished_collection() {
    let folder = collection(TableFormat::Parquet);
    let manifest = folder.path().join("manifest.json");
    assert!(refusal::<Stories>(&folder.path().join("gone")).contains("No such file"));
    assert!(refusal::<Stories>(&manifest).contains("a collection is a folder"));
    fs::remove_file(&manifest).unwrap();
    assert!(refusal::<Stories>(folder.path()).ends_with("holds no finished collection"));
    fs::write(folder.path().join(".unfinished.json"), "{}").unwrap();
    assert!(refusal::<Stories>(folder.path()).contains("a run goes on here, or broke off"));
}

#[test]
fn only_a_manifest_of_a_known_format_is_taken() {
    let folder = collection(TableFormat::Jsonl);
    let with = |value: Value| {
        fs::write(folder.path().join("manifest.json"), value.to_string()).unwrap();
        refusal::<Stories>(folder.path())
    };
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.path().join("manifest.json")).unwrap()).unwrap();
    let changed = |key: &str, value: Value| {
        let mut manifest = manifest.clone();
        manifest[key] = value;
        manifest
    };
    assert!(with(json!({"name": "app"})).ends_with("manifest.json: is not the manifest of a collection"));
    assert!(with(json!({"retold": "0.1.0"})).contains("names no format"));
    assert!(with(changed("format", json!(2))).contains("is of format 2; this program reads format 1"));
    assert!(with(changed("tables", json!({}))).contains("manifest.json: is damaged"));
    assert!(with(changed("tables", json!([]))).contains("the manifest does not list this table"));
    let mut settings = manifest["settings"].clone();
    settings["tables"] = json!("xls");
    assert!(with(changed("settings", settings)).contains("unknown format, xls"));
}

#[test]
fn a_missing_or_damaged_table_is_named() {
    let folder = collection(TableFormat::Jsonl);
    change(folder.path(), "stories.jsonl", |text| text.replacen("\"evidence\"", "\"eminence\"", 1));
    let told = refusal::<Stories>(folder.path());
    assert!(told.contains("stories.jsonl: row 1: missing field `evidence`"), "{told}");
    change(folder.path(), "links.jsonl", |text| text.lines().next().unwrap().to_owned());
    let told = refusal::<Links>(folder.path());
    assert!(told.contains("links.jsonl: has 1 rows, and "), "{told}");
    fs::remove_file(folder.path().join("documents.jsonl")).unwrap();
    let told = refusal::<Documents>(folder.path());
    assert!(told.contains("documents.jsonl: No such file"), "{told}");
}

#[test]
fn a_table_with_other_columns_is_refused() {
    let folder = collection(TableFormat::Parquet);
    fs::copy(folder.path().join("links.parquet"), folder.path().join("stories.parquet")).unwrap();
    let told = refusal::<Stories>(folder.path());
    assert!(told.ends_with("stories.parquet: has no column id"), "{told}");
}

#[test]
fn a_damaged_parquet_table_ends_in_an_error_or_in_rows() {
    let folder = collection(TableFormat::Parquet);
    let path = folder.path().join("stories.parquet");
    let whole = fs::read(&path).unwrap();
    let try_with = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let told = read::<Stories>(folder.path()).err();
        assert!(told.as_ref().is_none_or(|told| told.contains("stories.parquet: ")), "{told:?}");
        told.is_some()
    };
    for length in [0, 4, 12, whole.len() / 2, whole.len() - 1] {
        assert!(try_with(&whole[..length]), "cut to {length}");
    }
    let mut refused = 0;
    for at in (0..whole.len()).step_by(whole.len() / 600 + 1) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        refused += usize::from(try_with(&bytes));
    }
    assert!(refused > 100, "{refused} of some 600");
}
