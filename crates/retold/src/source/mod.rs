//! Readers: files in, pages out, one page at a time.
//!
//! [`open`] walks the inputs (files, folders, `-`) in order and yields a [`Record`] for every page and for everything
//! that could not be read as one: nothing vanishes without a line (the assets of a folder share one). It never fails as a whole, never panics on what
//! it reads, and holds one page (at most [`Limits::page_bytes`]) and a buffer in memory, whatever the size of the
//! input.
//!
//! ```text
//! inputs -> bytes  -> format -> piece    -> draft -> record
//! paths     stream    reader    as it was    raw      page or the reason why not
//!                               cut out
//! ```
//!
//! The layers, one file each: [`inputs`](self) finds the files; `stream`, `compression`, `members` and `window` give
//! their bytes; `format` is the table of readers, and every reader (`text`, `markdown`, `html`, `json`, `jsonl`, `csv`,
//! `parquet`, `warc`) cuts a file into pieces (of lines by `lines`, of rows by `rows`), which `piece` makes drafts of;
//! `fields`, `record` and `page` make a page of a draft, with the help of `encoding`, `utf_32`, `mend` and `mojibake`. `again`
//! writes pieces back.
//!
//! **To add a format**: write one file with a `pub(super) const FORMAT: Reader`, and put it into the table in
//! `format.rs`; how its files are written again belongs to `again/`.

mod again;
mod compression;
mod csv;
mod draft;
mod encoding;
mod fields;
mod format;
mod html;
mod inputs;
mod json;
mod jsonl;
mod lines;
mod markdown;
mod members;
mod mend;
mod mojibake;
mod options;
mod page;
mod parquet;
mod piece;
mod record;
mod rows;
mod skipped;
mod stream;
mod text;
mod utf_32;
mod warc;
mod whole;
mod window;

use std::io::Read;
use std::sync::Arc;

pub use again::{COLUMNS, Fate, Names, Note, Plan, SourceFile, WriteError, Written, files};
pub use draft::{Draft, Record};
pub use format::{Format, UnknownFormat};
pub use inputs::{InputFile, STDIN, list, refuse_results};
pub use options::{FieldNames, Limits, Progress, ReadOptions};
pub use skipped::{Reason, Skipped};

use options::Setup;

/// Reads `inputs` (paths of files and folders, or `-` for standard input) lazily, in the given order.
///
/// The order of the records is that of the inputs; files below a folder come sorted by name, records of a file in
/// the file's order.
pub fn open(inputs: &[String], options: &ReadOptions) -> impl Iterator<Item = Record> + Send + use<> {
    drafts(inputs, options).map(Draft::finish)
}

/// Like [`open`], but leaves the costly part of each record (parsing, extraction, repair) to [`Draft::finish`],
/// which may be called in any thread.
pub fn drafts(inputs: &[String], options: &ReadOptions) -> impl Iterator<Item = Draft> + Send + use<> {
    let setup = Arc::new(Setup::new(options));
    let inputs = inputs.to_vec();
    inputs.into_iter().flat_map(move |input| {
        let (setup, last) = (setup.clone(), setup.clone());
        let files = inputs::find(input.clone());
        let drafts = files.flat_map(move |found| format::read(&found, &setup));
        // Asked only when all files of the input are read.
        drafts.chain(std::iter::once_with(move || format::assets(&input, &last)).flatten())
    })
}

/// Reads bytes that are not in a file, as if they stood in one that the user named `name`.
pub fn open_bytes(
    name: &str,
    bytes: Box<dyn Read + Send>,
    options: &ReadOptions,
) -> impl Iterator<Item = Record> + Send + use<> {
    format::read_bytes(name, bytes, &Arc::new(Setup::new(options))).map(Draft::finish)
}
