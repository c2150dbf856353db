//! The journal of a run, in which the next one finds how far it came.

use serde::{Deserialize, Serialize};

/// A line of the journal of a run; see `intake`.
#[derive(Debug, Serialize, Deserialize)]
pub enum JournalLine<S> {
    Read(Box<KeptDocument<S>>),
    Skipped(u64),
    Mark(Mark),
}

/// How far a run has read: drafts, bytes of texts, bytes of the parts of the features.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    pub drafts: u64,
    pub texts: u64,
    pub features: Vec<u64>,
    pub whole: bool,
}

/// A document that was read, as a journal has it.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptDocument<S> {
    pub id: S,
    pub file: S,
    pub record: u64,
    pub url: Option<S>,
    pub title: Option<S>,
    pub published: Option<S>,
    pub time: Option<i64>,
    pub language: S,
    pub furniture: Vec<[u32; 2]>,
    pub injected: Vec<[u32; 2]>,
    pub derived: bool,
    pub features: u16,
    pub single: bool,
    pub body: u64,
    pub words: u32,
    pub text: [u64; 5],
}
