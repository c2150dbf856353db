//! From what the user named to the files that are to be read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::options::Setup;
use super::skipped::Reason;
use crate::Error;
use crate::collection::is_collection;
use crate::dedup::{DATA, is_result};

/// The name that stands for standard input.
pub const STDIN: &str = "-";

/// A file among the inputs, for a progress bar and for the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// As the user named it, or as it was found below a named folder.
    pub path: String,
    /// Its size on the disk in bytes; `None` for standard input, pipes and what cannot be asked.
    pub bytes: Option<u64>,
    /// When it was last changed, likewise.
    pub modified: Option<SystemTime>,
}

/// All files that [`open`](super::open) would look at, in its order. It opens none of them.
pub fn list(inputs: &[String]) -> Vec<InputFile> {
    let found = inputs.iter().cloned().flat_map(find).filter(|found| found.problem.is_none());
    found
        .map(|found| {
            let file = fs::metadata(&found.path).ok().filter(|m| found.name != STDIN && m.is_file());
            let modified = file.as_ref().and_then(|m| m.modified().ok());
            InputFile { bytes: file.map(|m| m.len()), modified, path: found.name }
        })
        .collect()
}

/// A file to be read, or what is in the way.
pub(super) struct Found {
    /// For people; it is not the path where that is no UTF-8.
    pub name: String,
    path: PathBuf,
    /// Did the user name this very file? Then it is read whatever its name says.
    pub named: bool,
    pub problem: Option<Reason>,
}

impl Found {
    /// A file that the user named.
    pub fn named(name: String) -> Self {
        Found { path: PathBuf::from(&name), name, named: true, problem: None }
    }

    /// Where it is; `None` for standard input, unless that was put aside.
    pub fn path<'a>(&'a self, setup: &'a Setup) -> Option<&'a Path> {
        match self.is_stdin() {
            true => setup.stdin.as_deref(),
            false => Some(&self.path),
        }
    }

    /// Its place below a folder that the user named; nothing where the user named the file.
    pub fn below(&self, input: &Path) -> &Path {
        if self.named { Path::new("") } else { self.path.strip_prefix(input).unwrap_or(&self.path) }
    }

    pub fn is_stdin(&self) -> bool {
        self.named && self.name == STDIN
    }

    /// Its bytes; and the file once more, if it is one in which one can go back.
    pub fn open(&self, setup: &Setup) -> io::Result<(Box<dyn Read + Send>, Option<File>)> {
        let Some(path) = self.path(setup) else { return Ok((Box::new(io::stdin()), None)) };
        let file = File::open(path)?;
        let on_disk = if file.metadata()?.is_file() { Some(file.try_clone()?) } else { None };
        Ok((Box::new(file), on_disk))
    }
}

/// Finds the files of an input lazily: folders are walked in the order of their names, hidden files passed over,
/// links followed unless they lead back.
pub(super) fn find(input: String) -> Box<dyn Iterator<Item = Found> + Send> {
    if input != STDIN && Path::new(&input).is_dir() {
        let walk = WalkDir::new(input).follow_links(true).sort_by_file_name().into_iter();
        Box::new(walk.filter_entry(is_read).filter_map(found_below))
    } else {
        Box::new(std::iter::once(Found::named(input)))
    }
}

/// Below a folder hidden files are passed over, and what came out of an earlier run: collections, and results of `dedup`.
fn is_read(entry: &DirEntry) -> bool {
    let is_hidden = || entry.file_name().as_encoded_bytes().starts_with(b".");
    let is_ours = || entry.file_type().is_dir() && (is_collection(entry.path()) || is_result(entry.path()));
    entry.depth() == 0 || !is_hidden() && !is_ours()
}

/// Refuses what came out of an earlier run where the user names it: its tables are no pages.
///
/// # Errors
/// When one of the inputs is a collection, or a result of `dedup`.
pub fn refuse_results(inputs: &[String]) -> Result<(), Error> {
    let refused = |input: &String| {
        let reason = if is_result(Path::new(input)) {
            let data = Path::new(input).join(DATA);
            format!("is a result of retold dedup; its pages are in {}", data.display())
        } else if is_collection(Path::new(input)) {
            "is a collection of retold; name the pages that it was made of".to_owned()
        } else {
            return None;
        };
        Some(Error::Refused { input: input.clone(), reason })
    };
    inputs.iter().find_map(refused).map_or(Ok(()), Err)
}

fn found_below(entry: walkdir::Result<DirEntry>) -> Option<Found> {
    match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => {
            let problem = (!entry.file_type().is_file()).then_some(Reason::NotAFile);
            let name = entry.path().to_string_lossy().into_owned();
            Some(Found { name, path: entry.into_path(), named: false, problem })
        }
        Err(error) => {
            let path = error.path().map(Path::to_owned).unwrap_or_default();
            let problem = match error.loop_ancestor() {
                Some(_) => Reason::LinkLoop,
                None => Reason::from(error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())),
            };
            let name = path.to_string_lossy().into_owned();
            Some(Found { name, path, named: false, problem: Some(problem) })
        }
    }
}
