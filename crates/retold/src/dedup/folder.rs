//! The folder of a result: there whole or not at all.
//!
//! All is written under hidden names, and renamed when everything is done; the manifest comes last. A result replaces
//! an earlier one in its folder; a folder that holds anything else is refused.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::keep::Verdict;
use super::second::Rewritten;
use super::tables;
use crate::Error;
use crate::collection::files;
use crate::collection::tables::Names;
use crate::collection::{FORMAT, TableFormat, Traced, Written, is_manifest, refuse_strangers};
use crate::source::{ReadOptions, STDIN};
use crate::wire::{DedupCounts, DedupManifest, DedupSettings, InputRow};

/// The manifest, and what stands there until it is written.
const MANIFEST: &str = "dedup.json";
const UNFINISHED: &str = ".dedup.json";

/// What is written again, and what was found; their names until all is done have a point before them.
pub const DATA: &str = "data";
const COLLECTION: &str = "collection";

/// Where standard input is put aside.
const SPOOLED: &str = ".stdin";

/// The tables of a result; which of the first two there is depends on what was asked for.
const TABLES: [&str; 3] = ["dropped", "annotations", "files"];

/// Is the folder a result of `dedup`, finished or not?
pub fn is_result(folder: &Path) -> bool {
    [MANIFEST, UNFINISHED].iter().any(|name| is_manifest(&folder.join(name)))
}

/// A folder that a result is being made in.
pub struct Folder<'a> {
    path: &'a Path,
    manifest: DedupManifest,
    /// Was it made for the result?
    is_new: bool,
}

impl<'a> Folder<'a> {
    /// Takes the folder for a result.
    ///
    /// # Errors
    /// When it holds anything else, or one of the inputs; or when it cannot be written to.
    pub fn claim(path: &'a Path, inputs: &[String], settings: DedupSettings) -> Result<Self, Error> {
        refuse_strangers(path, "result of dedup", is_result)?;
        refuse_inputs(path, inputs)?;
        let manifest = DedupManifest {
            format: FORMAT,
            retold: env!("CARGO_PKG_VERSION").to_owned(),
            settings,
            inputs: inputs.iter().map(|path| InputRow { path: path.clone() }).collect(),
            counts: None,
            tables: Vec::new(),
        };
        let is_new = !path.exists();
        fs::create_dir_all(path).map_err(Error::io(path))?;
        files::write_json(path.join(UNFINISHED), &manifest)?.publish()?;
        let folder = Folder { path, manifest, is_new };
        // What a run left that broke off. Its collection is gone on with, unless every name of a field has to be seen.
        remove_folder(&folder.data())?;
        if folder.manifest.settings.annotate {
            remove_folder(&folder.collection())?;
        }
        Ok(folder)
    }

    /// Puts standard input aside, if it is among the inputs: it can be read but once.
    pub fn with_stdin(&self, inputs: &[String], read: &ReadOptions) -> Result<ReadOptions, Error> {
        if !inputs.iter().any(|input| input == STDIN) {
            return Ok(read.clone());
        }
        let path = self.path.join(SPOOLED);
        File::create(&path)
            .and_then(|mut file| io::copy(&mut io::stdin(), &mut file))
            .map_err(Error::io(&path))?;
        Ok(ReadOptions { stdin: Some(path), ..read.clone() })
    }

    /// Where the files are written until they are published.
    pub fn data(&self) -> PathBuf {
        self.hidden(DATA)
    }

    /// Where the collection is written until it is published.
    pub fn collection(&self) -> PathBuf {
        self.hidden(COLLECTION)
    }

    fn hidden(&self, name: &str) -> PathBuf {
        self.path.join(format!(".{name}"))
    }

    /// Writes the tables.
    pub fn tables(
        &self,
        format: TableFormat,
        traced: &Traced,
        verdicts: &[Verdict],
        rewritten: &[Rewritten],
        annotate: bool,
    ) -> Result<Written<'a>, Error> {
        let names = Names::of(traced);
        let mut written = Written::new(self.path, format);
        let [dropped, annotations, files] = TABLES;
        match annotate {
            true => written.table(annotations, tables::annotations(traced, &names, verdicts))?,
            false => written.table(dropped, tables::dropped(traced, &names, verdicts))?,
        }
        written.table(files, tables::files(rewritten))?;
        Ok(written)
    }

    /// Puts the result in the place of an earlier one.
    pub fn publish(mut self, tables: Written, counts: &DedupCounts) -> Result<(), Error> {
        files::remove(&self.path.join(MANIFEST))?;
        for name in [DATA, COLLECTION] {
            let (hidden, path) = (self.hidden(name), self.path.join(name));
            remove_folder(&path)?;
            // Where nothing is kept of any file.
            fs::create_dir_all(&hidden)
                .and_then(|()| fs::rename(&hidden, &path))
                .map_err(Error::io(&path))?;
        }
        self.manifest.tables = tables.publish(&TABLES)?;
        self.manifest.counts = Some(counts.clone());
        files::write_json(self.path.join(MANIFEST), &self.manifest)?.publish()?;
        self.release()
    }

    /// There will be no result: the folder is what it was.
    pub fn give_up(&self) -> Result<(), Error> {
        self.release()?;
        if self.is_new { fs::remove_dir(self.path).map_err(Error::io(self.path)) } else { Ok(()) }
    }

    fn release(&self) -> Result<(), Error> {
        files::remove(&self.path.join(SPOOLED))?;
        files::remove(&self.path.join(UNFINISHED))
    }
}

/// An input inside the folder would be replaced by what is made of it.
fn refuse_inputs(folder: &Path, inputs: &[String]) -> Result<(), Error> {
    let Ok(folder) = folder.canonicalize() else { return Ok(()) };
    let is_inside =
        |input: &&String| Path::new(input).canonicalize().is_ok_and(|input| input.starts_with(&folder));
    match inputs.iter().find(is_inside) {
        Some(input) => {
            let reason =
                format!("stands in the folder of the result, {}; name another one", folder.display());
            Err(Error::Refused { input: input.clone(), reason })
        }
        None => Ok(()),
    }
}

fn remove_folder(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}
