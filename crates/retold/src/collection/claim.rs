//! Whose is the folder? A collection is put into a new or empty folder, or in place of another collection.

use std::fs;
use std::io;
use std::path::Path;

use super::{FORMAT, files};
use crate::Error;
use crate::run;
use crate::wire::{FieldSettings, Settings, Unfinished};

/// Stands in the folder of a collection until that is finished, and says what is being made. Hidden, so that readers
/// pass it over where a collection is written into a folder that is read.
pub const UNFINISHED: &str = ".unfinished.json";
pub const MANIFEST: &str = "manifest.json";

/// Takes the folder for a collection and says, as the manifest will, under which settings it is made. Done before a
/// run, it finds out early whether anything can be written there.
///
/// # Errors
/// When the folder holds anything, but no collection; or when it cannot be written to.
pub fn claim(asked: &run::Settings) -> Result<Settings, Error> {
    let folder = &asked.output;
    refuse_strangers(folder)?;
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let row = Unfinished { format: FORMAT, retold: env!("CARGO_PKG_VERSION"), settings: settings(asked) };
    files::write_json(folder.join(UNFINISHED), &row)?.publish()?;
    Ok(row.settings)
}

/// The collection is finished.
pub fn release(folder: &Path) -> Result<(), Error> {
    files::remove(&folder.join(UNFINISHED))
}

fn refuse_strangers(folder: &Path) -> Result<(), Error> {
    let refuse = |reason: String| Err(Error::io(folder)(io::Error::other(reason)));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return refuse("is a file; a collection is a folder".to_owned());
        }
        Err(error) => return Err(Error::io(folder)(error)),
    };
    if is_collection(folder) {
        return Ok(());
    }
    let mut names: Vec<String> =
        entries.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.sort();
    match names.first() {
        None => Ok(()),
        Some(first) => refuse(format!(
            "holds other files ({first}{}) and no collection; name a new or an empty folder",
            if names.len() > 1 { format!(" and {} more", names.len() - 1) } else { String::new() }
        )),
    }
}

/// Is the folder a collection of ours, finished or not?
pub fn is_collection(folder: &Path) -> bool {
    [MANIFEST, UNFINISHED].iter().any(|name| is_ours(&folder.join(name)))
}

/// Manifests of other programs are called `manifest.json` too; ours names retold and its format.
fn is_ours(manifest: &Path) -> bool {
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
