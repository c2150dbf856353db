//! `dedup`: the inputs are written again with one witness of each story, or with what was found beside every record.
//!
//! The inputs are read twice: once to find the stories, as [`trace`] does, and once to write them again, a file at a
//! time and never in memory. What is kept is decided in [`keep`](Keep), and `folder` sees to it that a result is there
//! whole or not at all.

mod folder;
mod keep;
mod places;
mod second;
mod tables;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use retold_core::relation::Relation;

pub(crate) use self::folder::DATA;
use self::folder::Folder;
pub use self::folder::is_result;
pub use self::keep::{Keep, Reason, Verdict};
use self::second::{Rewritten, Second};
use crate::Error;
use crate::collection::{Table, TableFormat, Traced};
use crate::memory::Memory;
use crate::progress::{Progress, Stage};
use crate::run::{self, trace};
use crate::source::{self, ReadOptions};
use crate::wire::{DedupCounts, DedupSettings};

/// What `dedup` is asked for.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How to read the inputs.
    pub read: ReadOptions,
    /// The folder of the result.
    pub output: PathBuf,
    /// The format of its tables.
    pub format: TableFormat,
    /// Which witness of a story is kept.
    pub keep: Keep,
    /// Witnesses that stand so to their parent are dropped even where no other witness of their story is kept.
    pub drop: Vec<Relation>,
    /// Is every record kept, and what was found written beside it?
    pub annotate: bool,
    /// How much memory the run may take; what it finds does not depend on it.
    pub memory: Memory,
    /// Counts along; share it to show progress.
    pub progress: Arc<Progress>,
}

/// What came of it.
pub struct Deduped {
    /// What was found.
    pub traced: Traced,
    /// What became of each document.
    pub verdicts: Vec<Verdict>,
    /// The same, and the files, in numbers.
    pub counts: DedupCounts,
}

/// Finds the stories of the inputs, and writes the inputs again to the folder of the settings.
///
/// What is written depends on the inputs and the settings alone, not on the number of threads.
///
/// # Errors
/// When the result cannot be written, when its folder holds something else, when an input is changed meanwhile, or when
/// no page could be read at all. Bad pages beside good ones are no error: they are not written, and stand in [`Traced::skipped`].
pub fn dedup(inputs: &[String], settings: &Settings) -> Result<Deduped, Error> {
    source::refuse_results(inputs)?;
    let folder = Folder::claim(&settings.output, inputs, described(settings))?;
    let read = folder.with_stdin(inputs, &settings.read)?;
    let files = source::files(inputs, &read);
    let places = places::of(inputs, &files, &read)?;
    let (memory, progress) = (settings.memory, settings.progress.clone());
    let tables = [Table::Documents, Table::Stories, Table::Links].into_iter().collect();
    let (output, format) = (folder.collection(), settings.format);
    let asked = run::Settings { read, output, tables, format, memory, progress, one_story: false };
    let traced = match trace(inputs, &asked) {
        Err(error @ Error::NothingRead { .. }) => return Err(folder.give_up().err().unwrap_or(error)),
        traced => traced?,
    };
    let verdicts = keep::verdicts(&traced, settings.keep, &settings.drop);
    settings.progress.enter(Stage::Rewriting, files.len());
    let pass =
        Second { traced: &traced, verdicts: &verdicts, read: &asked.read, annotate: settings.annotate };
    let written = pass.rewrite(&files, &places, &folder.data(), &settings.progress)?;
    let counts = counts(&traced, &verdicts, &written);
    let tables = folder.tables(settings.format, &traced, &verdicts, &written, settings.annotate)?;
    folder.publish(tables, &counts)?;
    Ok(Deduped { traced, verdicts, counts })
}

fn described(settings: &Settings) -> DedupSettings {
    DedupSettings {
        keep: settings.keep.name().to_owned(),
        drop: settings.drop.iter().map(|relation| relation.name().to_owned()).collect(),
        annotate: settings.annotate,
        tables: settings.format.name().to_owned(),
    }
}

fn counts(traced: &Traced, verdicts: &[Verdict], written: &[Rewritten]) -> DedupCounts {
    let (mut dropped, mut relations) = (BTreeMap::new(), BTreeMap::new());
    for (verdict, descent) in verdicts.iter().zip(traced.descents.iter()) {
        if let Some(reason) = verdict.dropped {
            *dropped.entry(reason.name().to_owned()).or_default() += 1;
            let relation = descent.relation.map_or("root", Relation::name);
            *relations.entry(relation.to_owned()).or_default() += 1;
        }
    }
    let sum = |of: fn(&Rewritten) -> u64| written.iter().map(of).sum();
    DedupCounts {
        documents: verdicts.len() as u64,
        kept: verdicts.iter().filter(|verdict| verdict.dropped.is_none()).count() as u64,
        dropped,
        relations,
        stories: traced.stories().len() as u64,
        files: written.len() as u64,
        bytes: sum(|file| file.bytes),
        bytes_written: sum(|file| file.bytes_written),
        skipped: crate::collection::owned(traced.skipped_by_reason()),
    }
}
