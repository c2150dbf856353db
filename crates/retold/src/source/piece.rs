//! What a reader cuts out of a file: the same pieces whether they become pages or are written again.

use std::sync::Arc;

use retold_core::document::{Origin, Page};

use super::draft::{Draft, Drafts};
use super::options::Setup;
use super::skipped::Reason;

/// A record as it was cut, or why there is none.
pub(super) struct Piece<T> {
    /// Counted from 1; `None` where the whole file, or its rest, is meant.
    pub record: Option<u64>,
    pub offset: Option<u64>,
    pub content: Result<T, Reason>,
}

/// What a reader cuts out, with the bytes that it takes in memory.
pub(super) trait Cut: Send + 'static {
    fn bytes(&self) -> usize;
}

impl Cut for Vec<u8> {
    fn bytes(&self) -> usize {
        self.len()
    }
}

impl<T> Piece<T> {
    pub fn record(record: u64, offset: u64, content: T) -> Self {
        Piece { record: Some(record), offset: Some(offset), content: Ok(content) }
    }

    /// A record that is lost.
    pub fn lost(record: u64, offset: u64, reason: Reason) -> Self {
        Piece { record: Some(record), offset: Some(offset), content: Err(reason) }
    }

    /// Something that is said of the whole file, or of its rest.
    pub fn note(offset: Option<u64>, reason: Reason) -> Self {
        Piece { record: None, offset, content: Err(reason) }
    }
}

/// The drafts of a file whose records `make` makes into pages.
pub(super) fn drafts<T: Cut>(
    file: String,
    pieces: impl Iterator<Item = Piece<T>> + Send + 'static,
    setup: &Arc<Setup>,
    make: fn(T, Origin, &Setup) -> Result<Page, Reason>,
) -> Drafts {
    let setup = setup.clone();
    Box::new(pieces.map(move |piece| match (piece.content, piece.record) {
        (Ok(content), record) => {
            let setup = setup.clone();
            let origin = Origin { file: file.clone(), record: record.unwrap_or(1) };
            let bytes = content.bytes();
            Draft::new(origin, piece.offset.unwrap_or(0), bytes, move |origin| make(content, origin, &setup))
        }
        (Err(reason), record) => Draft::skipped(&file, record, piece.offset, reason),
    }))
}
