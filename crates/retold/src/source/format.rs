//! The table of formats, and the choice among them.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::iter;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::again::Again;
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
    /// Writes the file again.
    pub again: Again,
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

    /// How its files are written again.
    pub(super) fn again(self) -> Again {
        self.0.again
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
pub(super) fn read(found: &Found, setup: &Arc<Setup>) -> Drafts {
    if is_asset(found) {
        setup.progress.assets.fetch_add(1, Ordering::Relaxed);
        setup.assets.fetch_add(1, Ordering::Relaxed);
        return Box::new(iter::empty());
    }
    drafts(found, open(found, setup), setup)
}

/// Reads bytes that were opened elsewhere, as if they stood in a file that the user named.
pub(super) fn read_bytes(name: &str, raw: Box<dyn Read + Send>, setup: &Arc<Setup>) -> Drafts {
    let found = Found::named(name.to_owned());
    drafts(&found, choose(&found, Stream::new(raw, setup), None, setup), setup)
}

fn drafts(found: &Found, opened: Result<(Format, Source), Reason>, setup: &Arc<Setup>) -> Drafts {
    match opened {
        Ok((format, source)) => (format.0.read)(source, setup),
        Err(reason) => Box::new(iter::once(Draft::skipped(&found.name, None, None, reason))),
    }
}

fn is_asset(found: &Found) -> bool {
    let is_asset = || ending(&found.name).is_some_and(|e| ASSETS.contains(&e.as_str()));
    !found.named && Format::of_name(&found.name).is_none() && is_asset()
}

/// Opens a file and chooses its reader.
pub(super) fn open(found: &Found, setup: &Setup) -> Result<(Format, Source), Reason> {
    if let Some(problem) = &found.problem {
        return Err(problem.clone());
    }
    let (raw, on_disk) = found.open(setup)?;
    choose(found, Stream::new(raw, setup), on_disk, setup)
}

fn choose(
    found: &Found,
    mut stream: Stream,
    on_disk: Option<File>,
    setup: &Setup,
) -> Result<(Format, Source), Reason> {
    let head = stream.head();
    let format = setup.format.or(Format::of_name(&found.name)).or_else(|| {
        // Below a folder, a file of an unknown name that is merely text may be anything: code, a log, a licence.
        Format::of_content(head).filter(|format| found.named || format.name() != text::FORMAT.name)
    });
    match (format, stream.failed_at_once()) {
        (Some(format), _) => Ok((format, Source { file: found.name.clone(), stream, on_disk })),
        (None, Some(error)) => Err(error.into()),
        (None, None) => Err(Reason::UnknownFormat),
    }
}

/// The files passed over since this was last asked, if any, as a note on the folder `input`.
pub(super) fn assets(input: &str, setup: &Setup) -> Option<Draft> {
    let files = setup.assets.swap(0, Ordering::Relaxed);
    (files > 0).then(|| Draft::skipped(input, None, None, Reason::Assets { files }))
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
