//! Plain text: one file, one page, its text as given.

use retold_core::document::{Origin, Page};

use super::again::Again;
use super::encoding;
use super::fields::{Fields, Slot};
use super::format::Reader;
use super::options::Setup;
use super::page::{self, Found};
use super::skipped::Reason;
use super::whole;

/// The reader. It takes whatever is not binary, so it must stand last in the table.
pub(super) const FORMAT: Reader = Reader {
    name: "text",
    endings: &["txt", "text"],
    // Only asked after all others; NUL is the mark of binary files.
    sniff: |head| (memchr::memchr(0, head).is_none() || encoding::is_wide(head)) && !is_foreign(head),
    read: |source, setup| whole::read(source, setup, make),
    again: Again::Whole,
};

/// How files begin that hold pages in a form that no reader knows, and that may have no NUL for long. What looks like
/// text in them would make a page of rubbish.
const FOREIGN: [&[u8]; 6] =
    [b"%PDF-", b"PK\x03\x04", b"BZh91AY&SY", b"\xFD7zXZ", b"7z\xBC\xAF\x27", b"Rar!\x1A"];

fn is_foreign(head: &[u8]) -> bool {
    FOREIGN.iter().any(|beginning| head.starts_with(beginning))
}

fn make(bytes: Vec<u8>, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    let decoded = encoding::decode_file(bytes)?;
    let mut fields = Fields::default();
    fields.put((Slot::Text, 0), decoded.text);
    page::make(Found { fields, derived: decoded.changed, ..Found::default() }, origin, setup)
}
