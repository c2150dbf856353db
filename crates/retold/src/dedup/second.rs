//! The second pass: every file is read again and written with what is kept of it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::relation::Relation;

use super::keep::Verdict;
use crate::Error;
use crate::collection::Traced;
use crate::collection::tables::{Names, rounded};
use crate::source::{COLUMNS, Fate, Note, ReadOptions, SourceFile, WriteError};

/// What came of a file that holds documents.
pub struct Rewritten {
    /// The file.
    pub file: String,
    /// Where it was written, below the folder of the data; `None` where nothing of it is kept.
    pub written: Option<PathBuf>,
    /// The name of its format.
    pub format: &'static str,
    /// Its documents, and those that are kept.
    pub documents: u64,
    /// Likewise.
    pub kept: u64,
    /// Its size, and that of what was written.
    pub bytes: u64,
    /// Likewise.
    pub bytes_written: u64,
}

/// Writes the files again, each at its place below `data`; those without a document are left out.
pub fn rewrite(
    files: &[SourceFile],
    places: &[PathBuf],
    traced: &Traced,
    verdicts: &[Verdict],
    annotate: bool,
    read: &ReadOptions,
    data: &Path,
) -> Result<Vec<Rewritten>, Error> {
    let columns = if annotate { Some(columns(read)?) } else { None };
    let names = Names::of(traced);
    let mut by_file = by_file(traced);
    let known: Vec<_> =
        files.iter().zip(places).map(|(f, place)| (f, place, by_file.remove(f.name()))).collect();
    if let Some(input) = by_file.into_keys().min() {
        // It came to a folder between the list of files and the first pass.
        return Err(Error::Changed { input: input.to_owned() });
    }
    let written = known.into_par_iter().filter_map(|(file, place, documents)| {
        let fates: Vec<Fate> = fates(traced, &names, verdicts, annotate, &documents?);
        let written = file.write(&data.join(place), read, columns.as_ref(), &fates);
        Some(written.map_err(|error| named(error, file, place)).map(|written| {
            let kept = fates.iter().filter(|fate| fate.note.is_some()).count() as u64;
            Rewritten {
                file: file.name().to_owned(),
                written: data.join(place).exists().then(|| place.clone()),
                format: written.format,
                documents: fates.len() as u64,
                kept,
                bytes: written.read,
                bytes_written: written.written,
            }
        }))
    });
    // All of them, so that it does not depend on the threads whose error is told.
    written.collect::<Vec<_>>().into_iter().collect()
}

fn columns(read: &ReadOptions) -> Result<[String; COLUMNS.len()], Error> {
    read.names.free().ok_or_else(|| Error::Refused {
        input: "--annotate".to_owned(),
        reason: "the inputs have columns of these names already, with and without retold_".to_owned(),
    })
}

/// The documents of each file, by their records.
fn by_file(traced: &Traced) -> HashMap<&str, Vec<u32>> {
    let mut by_file: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, document) in (0u32..).zip(&traced.intake.documents) {
        by_file.entry(&document.file).or_default().push(number);
    }
    by_file
}

/// The fates of the records of a file, in their order.
fn fates<'a>(
    traced: &'a Traced,
    names: &'a Names,
    verdicts: &[Verdict],
    annotate: bool,
    documents: &[u32],
) -> Vec<Fate<'a>> {
    let fate = |&document: &u32| {
        let verdict = verdicts[document as usize];
        let is_written = annotate || verdict.dropped.is_none();
        let note = is_written.then(|| note(traced, names, document, verdict));
        Fate { record: traced.intake.documents[document as usize].record, note }
    };
    let mut fates: Vec<Fate> = documents.iter().map(fate).collect();
    fates.sort_unstable_by_key(|fate| fate.record);
    fates
}

/// What is said of a document.
pub fn note<'a>(traced: &'a Traced, names: &'a Names, document: u32, verdict: Verdict) -> Note<'a> {
    let id = |d: u32| &*traced.intake.documents[d as usize].id;
    let descent = &traced.descents[document as usize];
    Note {
        document: id(document),
        story: names.story_of(traced, document),
        relation: descent.relation.map(Relation::name),
        parent: descent.parents.first().map(|&parent| id(parent)),
        best: verdict.best.map(id),
        spun: rounded(descent.spun),
    }
}

fn named(error: WriteError, file: &SourceFile, place: &Path) -> Error {
    match error {
        WriteError::Changed => Error::Changed { input: file.name().to_owned() },
        WriteError::Source(error) => Error::io(Path::new(file.name()))(error),
        WriteError::Target(error) => Error::io(place)(error),
    }
}
