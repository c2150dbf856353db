//! The manifests: what was asked for, read, found and left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The manifest of a collection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub retold: String,
    pub settings: Settings,
    pub inputs: Vec<InputRow>,
    pub stages: Vec<String>,
    pub counts: Counts,
    pub weighed_by_corpus: BTreeMap<String, u32>,
    pub tables: Vec<TableRow>,
    pub skipped: Vec<SkippedRow>,
}

/// What stands in the folder of a collection that is not finished.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Unfinished {
    pub format: u32,
    pub retold: String,
    pub settings: Settings,
    /// A digest of the inputs' names, sizes and times; null where one cannot be read twice.
    pub inputs: Option<String>,
}

/// What a run was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub tables: String,
    /// Empty in older collections, which have all tables of their day.
    #[serde(default)]
    pub wanted: Vec<String>,
    pub one_story: bool,
    pub input_format: Option<String>,
    pub fields: FieldSettings,
    pub page_bytes: u64,
    pub unpacked_bytes: u64,
    pub unpacked_ratio: u64,
}

/// The names of fields that the user gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldSettings {
    pub id: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
}

/// Something that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InputRow {
    pub path: String,
}

/// What a run found, in numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Counts {
    pub documents: usize,
    pub stories: usize,
    pub links: Option<usize>,
    pub variants: Option<usize>,
    pub facts: Option<usize>,
    pub statements: Option<usize>,
    pub texts: Option<usize>,
    pub skipped: BTreeMap<String, u64>,
}

/// A table of the collection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableRow {
    pub name: String,
    pub file: String,
    pub rows: usize,
}

/// The manifest of what `dedup` wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DedupManifest {
    pub format: u32,
    pub retold: String,
    pub settings: DedupSettings,
    pub inputs: Vec<InputRow>,
    /// Nothing as long as the result is not finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<DedupCounts>,
    pub tables: Vec<TableRow>,
}

/// What `dedup` was asked for; how the inputs were read stands in the manifest of its collection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DedupSettings {
    pub keep: String,
    pub drop: Vec<String>,
    pub annotate: bool,
    pub tables: String,
}

/// What `dedup` did, in numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DedupCounts {
    pub documents: u64,
    pub kept: u64,
    pub dropped: BTreeMap<String, u64>,
    pub relations: BTreeMap<String, u64>,
    pub stories: u64,
    pub files: u64,
    pub bytes: u64,
    pub bytes_written: u64,
    pub skipped: BTreeMap<String, u64>,
}

/// Something that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SkippedRow {
    pub file: String,
    pub record: Option<u64>,
    pub offset: Option<u64>,
    pub reason: String,
    pub detail: String,
}
