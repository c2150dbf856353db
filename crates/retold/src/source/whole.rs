//! For formats where one file is one page.

use std::io::Read;
use std::sync::Arc;

use retold_core::document::{Origin, Page};

use super::draft::{Draft, Drafts};
use super::format::Source;
use super::options::Setup;
use super::skipped::Reason;

/// Reads the file to its end and leaves the rest to `make`. If the file breaks off, what came before is a page, and
/// a note says where it broke.
pub(super) fn read(
    mut source: Source,
    setup: &Arc<Setup>,
    make: fn(Vec<u8>, Origin, &Setup) -> Result<Page, Reason>,
) -> Drafts {
    let limit = setup.limits.page_bytes;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a page at the limit from one above it.
    let result = (&mut source.stream).take(limit + 1).read_to_end(&mut bytes);
    let length = bytes.len() as u64;
    if length > limit {
        return one(Draft::skipped(&source.file, None, None, Reason::TooLarge { limit }));
    }
    let broken = result.err().map(|e| Draft::skipped(&source.file, None, Some(length), e.into()));
    if bytes.is_empty() {
        let empty = || Draft::skipped(&source.file, None, None, Reason::EmptyFile);
        return one(broken.unwrap_or_else(empty));
    }
    let setup = setup.clone();
    let origin = Origin { file: source.file, record: 1 };
    let page = Draft::new(origin, 0, bytes.len(), move |origin| make(bytes, origin, &setup));
    Box::new(std::iter::once(page).chain(broken))
}

fn one(draft: Draft) -> Drafts {
    Box::new(std::iter::once(draft))
}
