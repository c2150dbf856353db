//! The collection on disk: a manifest and the tables, as docs/formats.md describes them.

mod tables;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use crate::Error;
use crate::descend::Descent;
use crate::intake::Intake;
use crate::pairs::Compared;
use crate::source::Skipped;
use crate::wire::{Manifest, SkippedRow};

/// The version of the collection's format.
pub const FORMAT: u32 = 1;

/// All that a run found.
pub struct Traced {
    /// The documents and their texts.
    pub intake: Intake,
    /// For each document the first one with the same words.
    pub same: Vec<u32>,
    /// Each document's story, by the lowest number of its members.
    pub story: Vec<u32>,
    /// Each document's event, likewise.
    pub event: Vec<u32>,
    /// Each document's lineage.
    pub descents: Vec<Descent>,
    /// Every pair that was compared, by number.
    pub compared: Vec<Compared>,
}

impl Traced {
    /// What could not be read.
    pub fn skipped(&self) -> &[Skipped] {
        &self.intake.skipped
    }

    /// The stories of two witnesses and more: the documents of each, sorted by the lowest.
    pub fn stories(&self) -> Vec<Vec<u32>> {
        let mut members: std::collections::BTreeMap<u32, Vec<u32>> = Default::default();
        for (document, &name) in (0u32..).zip(&self.story) {
            members.entry(name).or_default().push(document);
        }
        members.into_values().filter(|m| m.len() > 1).collect()
    }
}

/// Writes manifest and tables. The manifest comes last: a folder without it holds no finished collection.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, inputs: &[String], traced: &Traced) -> Result<(), Error> {
    let manifest = folder.join("manifest.json");
    if manifest.exists() {
        std::fs::remove_file(&manifest).map_err(Error::io(&manifest))?;
    }
    let names = tables::Names::of(traced);
    write_rows(&folder.join("documents.jsonl"), tables::documents(traced, &names))?;
    write_rows(&folder.join("stories.jsonl"), tables::stories(traced, &names))?;
    write_rows(&folder.join("links.jsonl"), tables::links(traced))?;
    let skipped = traced.skipped().iter().map(|s| SkippedRow {
        file: &s.file,
        record: s.record,
        offset: s.offset,
        reason: s.reason.key(),
        detail: s.reason.to_string(),
    });
    let row = Manifest {
        format: FORMAT,
        retold: env!("CARGO_PKG_VERSION"),
        inputs,
        documents: traced.intake.documents.len(),
        stories: traced.stories().len(),
        skipped: skipped.collect(),
    };
    write_rows(&manifest, std::iter::once(row))
}

fn write_rows(path: &Path, rows: impl Iterator<Item = impl Serialize>) -> Result<(), Error> {
    let write = || -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        for row in rows {
            serde_json::to_writer(&mut out, &row)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    };
    write().map_err(Error::io(path))
}
