//! What the user can tell the readers.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use super::again::Names;
use super::fields::{FieldMap, SLOTS, Slot};
use super::format::Format;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The names of the fields or columns that matter; those not given are guessed.
    pub fields: FieldNames,
    /// Read every input in this format, whatever its name and content say.
    pub format: Option<Format>,
    /// What is too much.
    pub limits: Limits,
    /// Counts along; share it to show progress.
    pub progress: Arc<Progress>,
    /// Where standard input was put aside, for it can be read but once: this file is read in its place.
    pub stdin: Option<PathBuf>,
    /// Told of every name of a field; share it to ask which names are taken.
    pub names: Arc<Names>,
}

/// Names of fields (JSON) or columns (CSV) that the user gives. A given name must match exactly. Where the field of
/// the text or of the HTML is given, neither of the two is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The page's own id.
    pub id: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// Its HTML, read where there is no text.
    pub html: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
}

impl FieldNames {
    /// In the order of the slots.
    pub(super) fn by_slot(&self) -> [Option<&str>; SLOTS] {
        let FieldNames { id, text, html, title, url, published } = self;
        [id, text, html, title, url, published].map(Option::as_deref)
    }
}

impl ReadOptions {
    /// The given names of fields that no record had, of those that were read so far.
    pub fn unseen(&self) -> impl Iterator<Item = &str> {
        let found = self.progress.named.load(Ordering::Relaxed);
        self.fields
            .by_slot()
            .into_iter()
            .enumerate()
            .filter_map(move |(slot, name)| name.filter(|_| found & (1 << slot) == 0))
    }
}

/// What is too much. Sizes are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A page (a record, or a file that is one page), before and after decoding. At most 4 GiB - 1, since spans
    /// are `u32`; more is taken as that. Default 64 MiB: ten times the longest novels.
    pub page_bytes: u64,
    /// What one compressed file may unpack to. Default 64 GiB.
    pub unpacked_bytes: u64,
    /// How many times its size a compressed file may unpack to, once past [`Limits::RATIO_GRACE`]. Default 1000:
    /// news dumps reach 10, logs 100, and gzip cannot exceed 1032.
    pub unpacked_ratio: u64,
}

impl Limits {
    /// The ratio is looked at when this many bytes are unpacked. Less than this harms nobody, whatever its ratio.
    pub const RATIO_GRACE: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Limits { page_bytes: 64 << 20, unpacked_bytes: 64 << 30, unpacked_ratio: 1000 }
    }
}

/// Counts of what the readers have done so far.
#[derive(Debug, Default)]
pub struct Progress {
    pub(super) bytes: Arc<AtomicU64>,
    pub(super) assets: AtomicU64,
    /// A bit for each slot whose field the user named and a record had.
    named: AtomicU8,
}

impl Progress {
    pub(super) fn found(&self, slot: Slot) {
        self.named.fetch_or(1 << slot as u8, Ordering::Relaxed);
    }

    /// Bytes of files read, as they lie on the disk (compressed), to be held against the sum of
    /// [`InputFile::bytes`](super::InputFile::bytes).
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Files below folders that were passed over because their name says that they hold no page: images, styles,
    /// scripts, fonts. Each folder's number is also a [`Reason::Assets`](super::Reason::Assets).
    pub fn assets(&self) -> u64 {
        self.assets.load(Ordering::Relaxed)
    }
}

/// The options, prepared for the readers.
pub(super) struct Setup {
    pub fields: FieldMap,
    pub format: Option<Format>,
    pub limits: Limits,
    pub progress: Arc<Progress>,
    pub stdin: Option<PathBuf>,
    /// Assets passed over since they were last told of.
    pub assets: AtomicU64,
}

impl Setup {
    pub fn new(options: &ReadOptions) -> Self {
        let mut limits = options.limits.clone();
        limits.page_bytes = limits.page_bytes.min(u64::from(u32::MAX));
        Setup {
            fields: FieldMap::new(&options.fields).telling(options.names.clone(), options.progress.clone()),
            format: options.format,
            limits,
            progress: options.progress.clone(),
            stdin: options.stdin.clone(),
            assets: AtomicU64::new(0),
        }
    }
}
