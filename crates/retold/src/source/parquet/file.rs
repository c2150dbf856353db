//! A Parquet file, which is read from its end: its columns are named there.

use std::fs::File;
use std::io::{self, Read, Seek};

use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::collection::parquet::guarded;
use crate::source::format::Source;
use crate::source::options::Limits;
use crate::source::skipped::Reason;

/// How every file begins, and ends.
pub const MAGIC: &[u8] = b"PAR1";

/// Opens the file. What is no file on the disk, or is packed once more, is put into one that vanishes with the run.
pub(in crate::source) fn open(
    mut source: Source,
    limits: &Limits,
) -> Result<SerializedFileReader<File>, Reason> {
    let file = match source.on_disk.take().filter(is_parquet) {
        Some(file) => file,
        None => spooled(&mut source, limits)?,
    };
    let opened = guarded(|| SerializedFileReader::new(file)).map_err(reason)?;
    if opened.metadata().file_metadata().num_rows() == 0 {
        return Err(Reason::EmptyFile);
    }
    Ok(opened)
}

/// A fault of the system keeps its name; all others are the file's.
fn reason(error: io::Error) -> Reason {
    match error.raw_os_error() {
        Some(_) => error.into(),
        None => Reason::NotParquet(error.to_string()),
    }
}

fn is_parquet(file: &File) -> bool {
    let mut head = [0; MAGIC.len()];
    let mut file = file;
    file.rewind().is_ok() && file.read_exact(&mut head).is_ok() && head == MAGIC
}

fn spooled(source: &mut Source, limits: &Limits) -> Result<File, Reason> {
    let mut file = tempfile::tempfile()?;
    // One byte more than allowed tells a file at the limit from one above it.
    let bytes = io::copy(&mut (&mut source.stream).take(limits.unpacked_bytes + 1), &mut file)?;
    match bytes {
        0 => Err(Reason::EmptyFile),
        bytes if bytes > limits.unpacked_bytes => Err(Reason::Bomb),
        _ => Ok(file),
    }
}
