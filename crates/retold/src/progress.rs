//! How far a run has come, for whoever shows it.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering::Relaxed};

/// What a run is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Stage {
    /// Pages are read, cleaned and fingerprinted; how many there are is not known before their end.
    Reading,
    /// Documents look for their candidates.
    Seeking,
    /// Candidate pairs are compared, and the stories among them get their lineage.
    Comparing,
    /// Tables are written.
    Writing,
    /// `dedup` writes the files of the inputs again.
    Rewriting,
}

impl Stage {
    const ALL: [Stage; 5] =
        [Stage::Reading, Stage::Seeking, Stage::Comparing, Stage::Writing, Stage::Rewriting];
}

/// Counts along with a run.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    documents: AtomicU64,
    done: AtomicU64,
    of: AtomicU64,
}

impl Progress {
    /// What the run is at.
    pub fn stage(&self) -> Stage {
        Stage::ALL[usize::from(self.stage.load(Relaxed))]
    }

    /// Documents that were read.
    pub fn documents(&self) -> u64 {
        self.documents.load(Relaxed)
    }

    /// How much of the stage is done, and of how much: pairs, tables, files. Nothing for a stage that does not know.
    pub fn done(&self) -> Option<(u64, u64)> {
        Some((self.done.load(Relaxed), self.of.load(Relaxed))).filter(|(_, of)| *of > 0)
    }

    pub(crate) fn enter(&self, stage: Stage, of: usize) {
        self.done.store(0, Relaxed);
        self.of.store(of as u64, Relaxed);
        self.stage.store(stage as u8, Relaxed);
    }

    pub(crate) fn read(&self, documents: usize) {
        self.documents.store(documents as u64, Relaxed);
    }

    pub(crate) fn add(&self, done: usize) {
        self.done.fetch_add(done as u64, Relaxed);
    }
}
