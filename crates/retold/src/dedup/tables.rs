//! The tables of a result.

use std::io;

use retold_core::relation::Relation;

use super::keep::Verdict;
use super::second::{Rewritten, note};
use crate::collection::Traced;
use crate::collection::tables::Names;
use crate::wire::{AnnotationRow, DroppedRow, FileRow, Source};

/// The rows of `dropped`, by document.
pub fn dropped<'a>(
    traced: &'a Traced,
    names: &'a Names,
    verdicts: &'a [Verdict],
) -> impl Iterator<Item = io::Result<DroppedRow<&'a str>>> {
    (0u32..).zip(verdicts).filter_map(move |(document, verdict)| {
        let id = |d: u32| &*traced.intake.documents[d as usize].id;
        verdict.dropped.map(|reason| {
            Ok(DroppedRow {
                document: id(document),
                source: source(traced, document),
                story: names.story_of(traced, document),
                kept: verdict.best.map(id),
                relation: traced.descents[document as usize].relation.map(Relation::name),
                reason: reason.name(),
            })
        })
    })
}

/// The rows of `annotations`, by document.
pub fn annotations<'a>(
    traced: &'a Traced,
    names: &'a Names,
    verdicts: &'a [Verdict],
) -> impl Iterator<Item = io::Result<AnnotationRow<&'a str>>> {
    (0u32..).zip(verdicts).map(move |(document, &verdict)| {
        let note = note(traced, names, document, verdict);
        Ok(AnnotationRow {
            document: note.document,
            source: source(traced, document),
            story: note.story,
            relation: note.relation,
            parent: note.parent,
            best: note.best,
            spun: note.spun,
        })
    })
}

/// The rows of `files`, in their order.
pub fn files(written: &[Rewritten]) -> impl Iterator<Item = io::Result<FileRow<String>>> {
    written.iter().map(|file| {
        Ok(FileRow {
            file: file.file.clone(),
            written: file.written.as_ref().map(|place| place.to_string_lossy().into_owned()),
            format: file.format.to_owned(),
            documents: file.documents,
            kept: file.kept,
            bytes: file.bytes,
            bytes_written: file.bytes_written,
        })
    })
}

fn source(traced: &Traced, document: u32) -> Source<&str> {
    let document = &traced.intake.documents[document as usize];
    Source { file: &document.file, record: document.record }
}
