//! Files that are written again in their own format: without the records that are dropped, or with columns beside each.
//!
//! A file is cut as it was when it was read, so that the numbers of its records are the same, and what is kept of it is
//! copied as it stands there. What was no page then is not written.

pub(super) mod csv;
pub(super) mod json;
mod names;
mod packed;
pub(super) mod parquet;
pub(super) mod warc;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

pub use self::names::{COLUMNS, Names, Note};
use self::packed::Packed;
use super::compression::Compression;
use super::format::{self, Source};
use super::inputs::{self, Found};
use super::options::{ReadOptions, Setup};
use super::piece::Piece;

/// How the files of a format are written again.
#[derive(Clone, Copy)]
pub(super) enum Again {
    /// A file is a page: it is copied, or not.
    Whole,
    /// Record by record.
    Records(fn(Source, &Arc<Setup>, &mut Pass, &mut Packed) -> io::Result<()>),
}

/// What becomes of a record that was a page.
#[derive(Clone, Copy, Debug)]
pub struct Fate {
    /// Counted from 1.
    pub record: u64,
    /// The number of the document that it is.
    pub document: u32,
    /// Or is it dropped?
    pub is_kept: bool,
}

/// What is done with the records of a file.
pub struct Plan<'a> {
    /// What becomes of those that were pages, in their order.
    pub fates: &'a [Fate],
    /// The names of the columns that are written beside each record, if any are.
    pub columns: Option<&'a [String; COLUMNS.len()]>,
    /// What stands in them.
    pub note: &'a (dyn Fn(u32) -> Note<'a> + Sync),
}

/// The plan, as the records come.
pub(super) struct Pass<'p, 'a> {
    plan: &'p Plan<'a>,
    /// The first fate that was not asked for yet.
    next: usize,
}

impl<'p, 'a> Pass<'p, 'a> {
    fn columns(&self) -> Option<&'p [String; COLUMNS.len()]> {
        self.plan.columns
    }

    /// What is written beside a record; `None` if it is not to be written. Records are asked for in their order.
    fn of(&mut self, record: u64) -> Option<Note<'a>> {
        let fate = self.up_to(record).last().filter(|fate| fate.record == record)?;
        fate.is_kept.then(|| (self.plan.note)(fate.document))
    }

    /// The fates of the records up to this one that were not asked for yet.
    fn up_to(&mut self, record: u64) -> &'p [Fate] {
        let rest = &self.plan.fates[self.next..];
        let fates = &rest[..rest.partition_point(|fate| fate.record <= record)];
        self.next += fates.len();
        fates
    }

    /// Hands out what is kept of the pieces.
    fn each<T>(
        &mut self,
        pieces: impl Iterator<Item = Piece<T>>,
        mut write: impl FnMut(T, &Note) -> io::Result<()>,
    ) -> io::Result<()> {
        for piece in pieces {
            if let (Some(record), Ok(content)) = (piece.record, piece.content)
                && let Some(note) = self.of(record)
            {
                write(content, &note)?;
            }
        }
        Ok(())
    }
}

/// A file that can be written again.
pub struct SourceFile {
    found: Found,
    /// The number of the input that it belongs to.
    pub input: usize,
    /// Its place below the folder that the user named; empty where the user named the file.
    pub below: PathBuf,
    stamp: Option<Stamp>,
}

/// Tells a file that was changed from one that was not: how long it is, and when it was written.
type Stamp = (u64, Option<SystemTime>);

fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().map(|file| (file.len(), file.modified().ok()))
}

/// The files that would be read, in their order.
pub fn files(inputs: &[String], options: &ReadOptions) -> Vec<SourceFile> {
    let setup = Setup::new(options);
    let found = inputs.iter().enumerate().flat_map(|(n, input)| {
        inputs::find(input.clone()).map(move |found| {
            let below = found.below(Path::new(input)).to_owned();
            (found, n, below)
        })
    });
    let file = |(found, input, below): (Found, usize, PathBuf)| {
        let stamp = found.path(&setup).and_then(stamp);
        SourceFile { found, input, below, stamp }
    };
    found.map(file).collect()
}

impl SourceFile {
    /// The name by which documents and notes call it.
    pub fn name(&self) -> &str {
        &self.found.name
    }

    /// A name with the endings that its content would have: for standard input, which has none.
    ///
    /// # Errors
    /// When it cannot be read, or is of no kind that is known.
    pub fn name_by_content(&self, options: &ReadOptions) -> io::Result<String> {
        let (format, source) = self.open(&Setup::new(options))?;
        let packing = source.stream.compression().map_or("", Compression::ending);
        let ending = format.endings().first().copied().unwrap_or_default();
        Ok(format!("stdin.{ending}{packing}"))
    }

    /// Writes the file again as `target`; one that is a page only if it is kept.
    ///
    /// # Errors
    /// When it cannot be read or written, or is not what it was when it was read first.
    pub fn write(&self, target: &Path, options: &ReadOptions, plan: &Plan) -> Result<Written, WriteError> {
        let setup = Arc::new(Setup::new(options));
        let (format, source) = self.open(&setup).map_err(WriteError::Source)?;
        let mut pass = Pass { plan, next: 0 };
        match format.again() {
            Again::Whole => self.copy(target, &setup, &mut pass)?,
            Again::Records(write) => {
                let kind = source.stream.compression();
                let file = create(target).map_err(WriteError::Target)?;
                let mut out = Packed::new(file, kind).map_err(WriteError::Target)?;
                write(source, &setup, &mut pass, &mut out).map_err(WriteError::Target)?;
                out.finish().map_err(WriteError::Target)?;
            }
        }
        if pass.next < plan.fates.len() || self.is_changed(&setup) {
            return Err(WriteError::Changed);
        }
        let written = fs::metadata(target).ok().map(|file| file.len());
        Ok(Written { format: format.name(), read: self.stamp.map_or(0, |(bytes, _)| bytes), written })
    }

    fn copy(&self, target: &Path, setup: &Setup, pass: &mut Pass) -> Result<(), WriteError> {
        let (Some(path), Some(_)) = (self.found.path(setup), pass.of(1)) else { return Ok(()) };
        let mut from = File::open(path).map_err(WriteError::Source)?;
        let mut to = create(target).map_err(WriteError::Target)?;
        io::copy(&mut from, &mut to).map(drop).map_err(WriteError::Target)
    }

    fn open(&self, setup: &Setup) -> io::Result<(format::Format, Source)> {
        format::open(&self.found, setup).map_err(|reason| io::Error::other(reason.to_string()))
    }

    fn is_changed(&self, setup: &Setup) -> bool {
        self.found.path(setup).and_then(stamp) != self.stamp
    }
}

/// What came of a file.
pub struct Written {
    /// The name of its format.
    pub format: &'static str,
    /// Its size in bytes.
    pub read: u64,
    /// That of what was written of it, if anything was.
    pub written: Option<u64>,
}

/// Why a file was not written again.
#[derive(Debug)]
pub enum WriteError {
    /// It cannot be read any more.
    Source(io::Error),
    /// It is not what it was when it was read first.
    Changed,
    /// What is made of it cannot be written, or not be made.
    Target(io::Error),
}

fn create(target: &Path) -> io::Result<File> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(target)
}

/// How the lines of a file end, by its first bytes.
fn line_end(head: &[u8]) -> &'static [u8] {
    let first = memchr::memchr(b'\n', head).map_or(head, |end| &head[..end]);
    if first.ends_with(b"\r") { b"\r\n" } else { b"\n" }
}
