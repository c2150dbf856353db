//! Whose is the folder? A collection is put into a new or empty folder, or in place of another collection.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rapidhash::v3::rapidhash_v3;

use super::{FORMAT, files};
use crate::Error;
use crate::run;
use crate::source::{self, InputFile};
use crate::wire::{FieldSettings, Settings, Unfinished};

/// Stands in the folder of a collection until that is finished, and says what is being made. Hidden, so that readers
/// pass it over where a collection is written into a folder that is read.
pub const UNFINISHED: &str = ".unfinished.json";
pub const MANIFEST: &str = "manifest.json";

/// The folder, inside that of a collection, for what a run puts aside until it is finished.
const WORK: &str = ".work";
/// Who has locked this file there works on the collection.
const LOCK: &str = "lock";

/// The right to make a collection in a folder.
pub struct Claim {
    /// Under which settings, as the manifest will say.
    pub settings: Settings,
    /// The folder for what is put aside. It is empty unless a run over the same inputs under the same settings broke
    /// off here.
    pub work: PathBuf,
    /// Was the folder made for it?
    is_new: bool,
    /// Nobody else works there as long as this is open.
    _lock: File,
}

/// Takes the folder for a collection. Done before a run, it finds out early whether anything can be written there.
///
/// # Errors
/// When the folder holds anything, but no collection; when another run works there; or when it cannot be written to.
pub fn claim(asked: &run::Settings, inputs: &[String]) -> Result<Claim, Error> {
    let folder = &asked.output;
    refuse_strangers(folder, "collection", is_collection)?;
    let (work, is_new) = (folder.join(WORK), !folder.exists());
    fs::create_dir_all(&work).map_err(Error::io(&work))?;
    let lock = lock(&work.join(LOCK))?;
    let unfinished = Unfinished {
        format: FORMAT,
        retold: env!("CARGO_PKG_VERSION").to_owned(),
        settings: settings(asked),
        inputs: digest(inputs),
    };
    let earlier = fs::read(folder.join(UNFINISHED)).ok();
    let earlier = earlier.and_then(|bytes| serde_json::from_slice::<Unfinished>(&bytes).ok());
    if unfinished.inputs.is_none() || earlier.as_ref() != Some(&unfinished) {
        clear(&work).map_err(Error::io(&work))?;
    }
    files::write_json(folder.join(UNFINISHED), &unfinished)?.publish()?;
    Ok(Claim { settings: unfinished.settings, work, is_new, _lock: lock })
}

/// There will be no collection: the folder is what it was.
pub fn give_up(claim: &Claim, folder: &Path) -> Result<(), Error> {
    release(folder)?;
    if claim.is_new { fs::remove_dir(folder).map_err(Error::io(folder)) } else { Ok(()) }
}

/// The collection is finished.
pub fn release(folder: &Path) -> Result<(), Error> {
    let work = folder.join(WORK);
    fs::remove_dir_all(&work).map_err(Error::io(&work))?;
    files::remove(&folder.join(UNFINISHED))
}

fn lock(path: &Path) -> Result<File, Error> {
    let file = File::create(path).map_err(Error::io(path))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            Err(Error::io(path)(io::Error::other("another run is making this collection")))
        }
        // Some file systems have no locks; there the user has to see to it.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Deletes what an earlier run put aside.
fn clear(work: &Path) -> io::Result<()> {
    for entry in fs::read_dir(work)? {
        let entry = entry?;
        if entry.file_name() != LOCK {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// What tells whether the inputs are those of an earlier run: their names, sizes and times.
fn digest(inputs: &[String]) -> Option<String> {
    let mut digest = 0;
    for InputFile { path, bytes, modified } in source::list(inputs) {
        let modified = modified?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        digest = rapidhash_v3(format!("{digest} {} {modified} {path}", bytes?).as_bytes());
    }
    Some(format!("{digest:016x}"))
}

/// Refuses a folder that holds anything, unless it is ours.
pub fn refuse_strangers(folder: &Path, what: &str, is_ours: fn(&Path) -> bool) -> Result<(), Error> {
    let refuse = |reason: String| Err(Error::io(folder)(io::Error::other(reason)));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return refuse(format!("is a file; a {what} is a folder"));
        }
        Err(error) => return Err(Error::io(folder)(error)),
    };
    if is_ours(folder) {
        return Ok(());
    }
    let names = entries.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned()));
    // A run that was killed at its very beginning left its own folder alone.
    let mut names: Vec<String> = names.filter(|name| name != WORK).collect();
    names.sort();
    match names.first() {
        None => Ok(()),
        Some(first) => refuse(format!(
            "holds other files ({first}{}) and no {what}; name a new or an empty folder",
            if names.len() > 1 { format!(" and {} more", names.len() - 1) } else { String::new() }
        )),
    }
}

/// Is the folder a collection of ours, finished or not?
pub fn is_collection(folder: &Path) -> bool {
    [MANIFEST, UNFINISHED].iter().any(|name| is_manifest(&folder.join(name)))
}

/// Manifests of other programs are called `manifest.json` too; ours names retold and its format.
pub fn is_manifest(manifest: &Path) -> bool {
    let value = fs::read(manifest).ok().and_then(|b| serde_json::from_slice::<serde_json::Value>(&b).ok());
    value.is_some_and(|v| v.get("retold").is_some_and(|r| r.is_string()) && v.get("format").is_some())
}

fn settings(asked: &run::Settings) -> Settings {
    let (read, fields) = (&asked.read, &asked.read.fields);
    Settings {
        tables: asked.format.name().to_owned(),
        wanted: asked.tables.iter().map(|table| table.name().to_owned()).collect(),
        one_story: asked.one_story,
        input_format: read.format.map(|f| f.name().to_owned()),
        fields: FieldSettings {
            id: fields.id.clone(),
            text: fields.text.clone(),
            html: fields.html.clone(),
            title: fields.title.clone(),
            url: fields.url.clone(),
            published: fields.published.clone(),
        },
        page_bytes: read.limits.page_bytes,
        unpacked_bytes: read.limits.unpacked_bytes,
        unpacked_ratio: read.limits.unpacked_ratio,
    }
}
