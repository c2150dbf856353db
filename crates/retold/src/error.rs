//! What can end a run. Bad pages cannot: they are counted as [`Skipped`](crate::source::Skipped).

use std::io;
use std::path::{Path, PathBuf};

use crate::memory::Memory;

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
    /// `dedup` was given inputs of which it cannot make files of their own.
    #[error("{input}: {reason}")]
    Refused {
        /// The input.
        input: String,
        /// Why.
        reason: String,
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

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    }
}
