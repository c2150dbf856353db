//! What can end a run. Bad pages cannot: they are counted as [`Skipped`](crate::source::Skipped).

use std::io;
use std::path::{Path, PathBuf};

use crate::memory::Memory;
use crate::source::Skipped;

/// The error of the library.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of the collection could not be written or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The run may not take as much memory as it needs.
    #[error(
        "{documents} documents were read, which need {needed} of memory, and {given} are given; \
         give more, and the run will go on from here"
    )]
    Memory {
        /// Documents that were read.
        documents: usize,
        /// What the run may take.
        given: Memory,
        /// What suffices for these documents.
        needed: Memory,
    },
    /// An input of `dedup` is not what it was when it was read first.
    #[error("{input}: was changed while it was worked on, or cannot be read again; nothing was written")]
    Changed {
        /// The input.
        input: String,
    },
    /// The inputs hold no page that can be read; what lay in the output stays as it was.
    #[error("{}: no page could be read, and nothing was written", named(inputs))]
    NothingRead {
        /// The inputs.
        inputs: Vec<String>,
        /// What was passed over.
        skipped: Vec<Skipped>,
    },
    /// An input that is not taken: what came out of an earlier run or, for `dedup`, what it cannot make a file of its own
    /// of.
    #[error("{input}: {reason}")]
    Refused {
        /// The input.
        input: String,
        /// Why.
        reason: String,
    },
    /// A collection lacks a table, without which the question has no answer.
    #[error("{}: this collection was written without the table {table}", collection.display())]
    NoTable {
        /// The folder of the collection.
        collection: PathBuf,
        /// The table.
        table: &'static str,
    },
    /// `compare` was given something that is not one page.
    #[error("{input}: {reason}")]
    NotOnePage {
        /// The input.
        input: String,
        /// Why not.
        reason: String,
    },
}

/// The first of the inputs by name, the rest by their number.
fn named(inputs: &[String]) -> String {
    const NAMED: usize = 3;
    let names = inputs.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match inputs.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    }
}
