//! The files in which a run puts its work aside.

use std::fs;
use std::path::{Path, PathBuf};

use super::journal::{Journal, Past};
use super::spool::Spool;
use crate::Error;
use crate::seek::features::Features;

/// What was done so far, on disk.
pub struct Work {
    pub(super) folder: PathBuf,
    pub(super) journal: Journal,
    pub(super) spool: Spool,
    pub(super) features: Features,
    pub(super) past: Past,
    /// Bytes of text after which it is put down how far the reading has come.
    pub(super) mark_after: u64,
}

/// So much is read again at the most after a run was killed: a few seconds.
const MARK_AFTER: u64 = 64 << 20;

impl Work {
    /// Takes up the work in `folder`, as far as it is whole.
    ///
    /// # Errors
    /// When a file there cannot be opened.
    pub fn open(folder: &Path) -> Result<Work, Error> {
        let texts = folder.join("texts");
        let has = |path: &Path, bytes: u64| fs::metadata(path).is_ok_and(|file| file.len() >= bytes);
        let holds = |past: &Past| has(&texts, past.texts) && Features::has(folder, &past.features);
        let (journal, past) = Journal::open(&folder.join("journal"), holds)?;
        let spool = Spool::open(&texts, past.texts)?;
        let features = Features::open(folder, &past.features)?;
        Ok(Work { folder: folder.to_owned(), journal, spool, features, past, mark_after: MARK_AFTER })
    }

    /// How many documents were read by an earlier run.
    pub fn documents(&self) -> usize {
        self.past.documents.len()
    }
}
