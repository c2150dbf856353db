//! The table of formats, and the choice among them.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::iter;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::compression;
use super::draft::{Draft, Drafts};
use super::inputs::Found;
use super::options::Setup;
use super::skipped::Reason;
use super::stream::Stream;
use super::{csv, html, json, jsonl, markdown, parquet, text, warc};

/// All readers, in the order in which they are asked whether a content is theirs.
static READERS: [Reader; 9] = [
    parquet::FORMAT,
    warc::FORMAT,
    html::FORMAT,
    jsonl::FORMAT,
    json::FORMAT,
    markdown::FORMAT,
    csv::CSV,
    csv::TSV,
    text::FORMAT,
];

/// What a format is.
pub(super) struct Reader {
    /// Its name for users.
    pub name: &'static str,
    /// The endings of its files, in lower case.
    pub endings: &'static [&'static str],
    /// Do these first bytes look like it?
    pub sniff: fn(&[u8]) -> bool,
    /// Cuts the bytes into drafts.
    pub read: fn(Source, &Arc<Setup>) -> Drafts,
}

/// A file that is open.
pub(super) struct Source {
    pub file: String,
    pub stream: Stream,
    /// The file itself, where it is one: for formats that are not read from the beginning to the end.
    pub on_disk: Option<File>,
}

/// A format of inputs.
#[derive(Clone, Copy)]
pub struct Format(&'static Reader);

impl Format {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Format> {
        READERS.iter().map(Format)
    }

    /// Its name, by which [`FromStr`] finds it.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The endings of its files, in lower case and without a point.
    pub fn endings(self) -> &'static [&'static str] {
        self.0.endings
    }

    /// By the name of a file, leaving endings of compression aside.
    fn of_name(name: &str) -> Option<Self> {
        let ending = ending(name)?;
        Self::all().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// By the first bytes of a file.
    fn of_content(head: &[u8]) -> Option<Self> {
        Self::all().find(|format| (format.0.sniff)(head))
    }
}

/// The ending that tells the kind of a file: the last one that is not of a compression, in lower case.
fn ending(name: &str) -> Option<String> {
    let path = Path::new(name);
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if compression::ENDINGS.contains(&ending.as_str()) {
        let ending = Path::new(path.file_stem()?).extension()?;
        return Some(ending.to_str()?.to_ascii_lowercase());
    }
    Some(ending)
}

/// Endings of files that lie beside saved pages and hold none: passed over below folders, and only counted. Archives
/// and documents are not among them, for they may hold pages; each is named as of an unknown kind.
const ASSETS: [&str; 36] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff", "css", "js", "mjs",
    "map", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "m4v", "webm", "ogg", "oga", "ogv",
    "wav", "avi", "mov", "flac", "exe", "dll", "so", "wasm",
];

/// Opens a file, chooses its reader and reads it.
pub(super) fn read(found: Found, setup: &Arc<Setup>) -> Drafts {
    let by_name = Format::of_name(&found.name);
    if !found.named && by_name.is_none() && ending(&found.name).is_some_and(|e| ASSETS.contains(&e.as_str()))
    {
        setup.progress.assets.fetch_add(1, Ordering::Relaxed);
        setup.assets.fetch_add(1, Ordering::Relaxed);
        return Box::new(iter::empty());
    }
    match found.problem.clone().map_or_else(|| found.open().map_err(Reason::from), Err) {
        Ok((raw, on_disk)) => read_stream(Stream::new(raw, setup), on_disk, found, by_name, setup),
        Err(reason) => skipped(&found.name, reason),
    }
}

/// Reads bytes that were opened elsewhere, as if they stood in a file that the user named.
pub(super) fn read_bytes(name: &str, raw: Box<dyn Read + Send>, setup: &Arc<Setup>) -> Drafts {
    let found = Found::named(name.to_owned());
    read_stream(Stream::new(raw, setup), None, found, Format::of_name(name), setup)
}

fn read_stream(
    mut stream: Stream,
    on_disk: Option<File>,
    found: Found,
    by_name: Option<Format>,
    setup: &Arc<Setup>,
) -> Drafts {
    let head = stream.head();
    let format = setup.format.or(by_name).or_else(|| {
        // Below a folder, a file of an unknown name that is merely text may be anything: code, a log, a licence.
        Format::of_content(head).filter(|format| found.named || format.name() != text::FORMAT.name)
    });
    match (format, stream.failed_at_once()) {
        (Some(format), _) => (format.0.read)(Source { file: found.name, stream, on_disk }, setup),
        (None, Some(error)) => skipped(&found.name, error.into()),
        (None, None) => skipped(&found.name, Reason::UnknownFormat),
    }
}

/// The files passed over since this was last asked, if any, as a note on the folder `input`.
pub(super) fn assets(input: &str, setup: &Setup) -> Option<Draft> {
    let files = setup.assets.swap(0, Ordering::Relaxed);
    (files > 0).then(|| Draft::skipped(input, None, None, Reason::Assets { files }))
}

fn skipped(file: &str, reason: Reason) -> Drafts {
    Box::new(iter::once(Draft::skipped(file, None, None, reason)))
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::all().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({})", self.name())
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Format {}

/// A name that no format has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no format is called {0:?}")]
pub struct UnknownFormat(String);
