//! Is there a finished collection in the folder, and can this program read it?

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::Error;
use crate::collection::FORMAT;
use crate::collection::claim::{MANIFEST, UNFINISHED};
use crate::wire::Manifest;

/// Reads the manifest. Its format is looked at first: the rest of another one may be of another shape.
pub fn read(folder: &Path) -> Result<Manifest, Error> {
    let path = folder.join(MANIFEST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return Err(Error::io(folder)(missing(folder, error))),
    };
    parse(&bytes).map_err(|reason| Error::io(&path)(io::Error::other(reason)))
}

fn parse(bytes: &[u8]) -> Result<Manifest, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| format!("is damaged: {error}"))?;
    if !value.get("retold").is_some_and(Value::is_string) {
        return Err("is not the manifest of a collection".to_owned());
    }
    match value.get("format") {
        Some(format) if format == FORMAT => {}
        Some(format) => return Err(format!("is of format {format}; this program reads format {FORMAT}")),
        None => return Err("names no format".to_owned()),
    }
    serde_json::from_value(value).map_err(|error| format!("is damaged: {error}"))
}

/// Why there is no manifest.
fn missing(folder: &Path, error: io::Error) -> io::Error {
    let reason = match error.kind() {
        io::ErrorKind::NotADirectory => "is a file; a collection is a folder",
        io::ErrorKind::NotFound if folder.join(UNFINISHED).exists() => {
            "holds no finished collection: a run goes on here, or broke off"
        }
        io::ErrorKind::NotFound if folder.exists() => "holds no finished collection",
        _ => return error,
    };
    io::Error::other(reason)
}
