//! What waits on disk while a run goes on.

use retold_core::stemma::archetype;
use serde::{Deserialize, Serialize};

use super::rows::{OtherReading, Reading};

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

/// The text of an archetype as it waits on disk for its row.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptArchetype {
    pub text: String,
    pub readings: Vec<Reading>,
}

impl From<&archetype::Archetype> for KeptArchetype {
    fn from(archetype: &archetype::Archetype) -> Self {
        let other =
            |(text, witnesses): &(String, u32)| OtherReading { text: text.clone(), witnesses: *witnesses };
        let reading = |r: &archetype::Reading| Reading {
            span: [r.span.start, r.span.end],
            witnesses: r.witnesses,
            of: r.of,
            others: r.others.iter().map(other).collect(),
        };
        KeptArchetype {
            text: archetype.text.clone(),
            readings: archetype.readings.iter().map(reading).collect(),
        }
    }
}
