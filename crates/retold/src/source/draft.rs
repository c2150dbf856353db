//! What a reader yields: a record, or the work that makes one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use retold_core::document::{Origin, Page};

use super::skipped::{Reason, Skipped};

/// One thing that an input held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A page.
    Page(Page),
    /// Something that could not be read as a page, or not to its end.
    Skipped(Skipped),
}

/// A record that is cut out of its file and not yet parsed.
///
/// Cutting is cheap and sequential; [`finish`](Draft::finish) is costly and depends on nothing else, so that an
/// engine may finish drafts in many threads.
pub struct Draft {
    work: Work,
    bytes: usize,
}

enum Work {
    Done(Box<Record>),
    Open(Box<dyn FnOnce() -> Record + Send>),
}

/// The drafts of one file.
pub(super) type Drafts = Box<dyn Iterator<Item = Draft> + Send>;

impl Draft {
    /// Parses the record.
    pub fn finish(self) -> Record {
        match self.work {
            Work::Done(record) => *record,
            Work::Open(work) => work(),
        }
    }

    /// Bytes of the record as it was cut out.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// A record that is not read.
    pub(super) fn skipped(file: &str, record: Option<u64>, offset: Option<u64>, reason: Reason) -> Self {
        let skipped = Skipped { file: file.to_owned(), record, offset, reason };
        Draft { work: Work::Done(Box::new(Record::Skipped(skipped))), bytes: 0 }
    }

    /// The page that `work` makes of the record of so many bytes at byte `offset`, or its reason why not.
    pub(super) fn new(
        origin: Origin,
        offset: u64,
        bytes: usize,
        work: impl FnOnce(Origin) -> Result<Page, Reason> + Send + 'static,
    ) -> Self {
        let work = Work::Open(Box::new(move || {
            let (file, record) = (origin.file.clone(), origin.record);
            // A fault in a library must not end the run.
            let done = catch_unwind(AssertUnwindSafe(|| work(origin)));
            match done.unwrap_or(Err(Reason::ReaderFailed)) {
                Ok(page) => Record::Page(page),
                Err(reason) => {
                    Record::Skipped(Skipped { file, record: Some(record), offset: Some(offset), reason })
                }
            }
        }));
        Draft { work, bytes }
    }
}
