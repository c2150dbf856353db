//! The second pass: every file is read again and written with what is kept of it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::relation::Relation;

use super::keep::Verdict;
use crate::Error;
use crate::collection::Traced;
use crate::collection::tables::{Names, rounded};
use crate::progress::Progress;
use crate::source::{COLUMNS, Fate, Note, Plan, ReadOptions, SourceFile, WriteError, Written};

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

/// What the second pass goes by.
pub struct Second<'a> {
    pub traced: &'a Traced,
    pub verdicts: &'a [Verdict],
    pub read: &'a ReadOptions,
    pub annotate: bool,
}

impl Second<'_> {
    /// Writes the files again, each at its place below `data`; those without a document are left out.
    pub fn rewrite(
        &self,
        files: &[SourceFile],
        places: &[PathBuf],
        data: &Path,
        progress: &Progress,
    ) -> Result<Vec<Rewritten>, Error> {
        let columns = if self.annotate { Some(columns(self.read)?) } else { None };
        let names = Names::of(self.traced);
        let mut by_file = by_file(self.traced);
        let all = files.iter().zip(places);
        let known: Vec<_> = all.map(|(file, place)| (file, place, by_file.remove(file.name()))).collect();
        if let Some(input) = by_file.into_keys().min() {
            // It came to a folder between the list of files and the first pass.
            return Err(Error::Changed { input: input.to_owned() });
        }
        let written = known.into_par_iter().filter_map(|(file, place, documents)| {
            let fates = self.fates(&documents?);
            let note = |document| note(self.traced, &names, document, self.verdicts[document as usize]);
            let plan = Plan { fates: &fates, columns: columns.as_ref(), note: &note };
            let written = file.write(&data.join(place), self.read, &plan);
            progress.add(1);
            let told = written.map_err(|error| named(error, file, place));
            Some(told.map(|written| rewritten(file, place, &fates, &written)))
        });
        // All of them, so that it does not depend on the threads whose error is told.
        written.collect::<Vec<_>>().into_iter().collect()
    }

    /// The fates of the records of a file, in their order.
    fn fates(&self, documents: &[u32]) -> Vec<Fate> {
        let fate = |&document: &u32| Fate {
            record: self.traced.intake.documents[document as usize].record,
            document,
            is_kept: self.annotate || self.verdicts[document as usize].dropped.is_none(),
        };
        let mut fates: Vec<Fate> = documents.iter().map(fate).collect();
        fates.sort_unstable_by_key(|fate| fate.record);
        fates
    }
}

fn rewritten(file: &SourceFile, place: &Path, fates: &[Fate], written: &Written) -> Rewritten {
    Rewritten {
        file: file.name().to_owned(),
        written: written.written.map(|_| place.to_owned()),
        format: written.format,
        documents: fates.len() as u64,
        kept: fates.iter().filter(|fate| fate.is_kept).count() as u64,
        bytes: written.read,
        bytes_written: written.written.unwrap_or(0),
    }
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
