//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::column::Column;
use super::json::Json;
use super::{TableFormat, parquet};
use crate::Error;

/// A file under a temporary name beside its own. It gets its own by [`publish`](Part::publish), and is deleted if
/// that never happens.
pub struct Part {
    temporary: PathBuf,
    path: PathBuf,
    published: bool,
}

impl Part {
    /// Has `write` write the file, and puts it on the disk.
    pub fn write<T>(path: PathBuf, write: impl FnOnce(&File) -> io::Result<T>) -> Result<(Part, T), Error> {
        let part = Part { temporary: temporary(&path), path, published: false };
        let done = File::create(&part.temporary).and_then(|file| {
            let done = write(&file)?;
            // Some systems say only now that the disk is full.
            file.sync_all()?;
            Ok(done)
        });
        match done {
            Ok(done) => Ok((part, done)),
            Err(error) => Err(Error::io(&part.path)(error)),
        }
    }

    /// Gives the file its name.
    pub fn publish(mut self) -> Result<(), Error> {
        fs::rename(&self.temporary, &self.path).map_err(Error::io(&self.path))?;
        self.published = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.published {
            // Nothing more can be done here, and the next run overwrites it.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

fn temporary(path: &Path) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(".part");
    name.into()
}

/// Writes the rows of a table and says how many there were.
pub fn write_rows<R: Column + Json>(
    path: PathBuf,
    format: TableFormat,
    rows: impl Iterator<Item = io::Result<R>>,
) -> Result<(Part, usize), Error> {
    Part::write(path, |file| match format {
        TableFormat::Parquet => parquet::write(file, rows),
        TableFormat::Jsonl => write_lines(file, rows),
    })
}

fn write_lines(mut file: &File, rows: impl Iterator<Item = io::Result<impl Json>>) -> io::Result<usize> {
    /// So many bytes are written at once. A row is made of hundreds of small pieces, and no writer is asked for each
    /// whether it has room.
    const AT_ONCE: usize = 64 << 10;
    let mut lines = Vec::with_capacity(2 * AT_ONCE);
    let mut written = 0;
    for row in rows {
        row?.write(&mut lines);
        lines.push(b'\n');
        written += 1;
        if lines.len() >= AT_ONCE {
            file.write_all(&lines)?;
            lines.clear();
        }
    }
    file.write_all(&lines)?;
    Ok(written)
}

/// Writes one JSON document for programs and for people.
pub fn write_json(path: PathBuf, value: &impl Serialize) -> Result<Part, Error> {
    let written = Part::write(path, |file| {
        let mut out = BufWriter::new(file);
        serde_json::to_writer_pretty(&mut out, value)?;
        out.write_all(b"\n")?;
        out.flush()
    });
    written.map(|(part, ())| part)
}

/// Deletes a file that may be there, and what a killed run left of it.
pub fn remove(path: &Path) -> Result<(), Error> {
    for path in [path, &temporary(path)] {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::io(path)(error)),
            _ => {}
        }
    }
    Ok(())
}
