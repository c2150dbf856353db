//! The inverted fingerprints of a corpus, on disk: which documents hold each feature that several hold.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use retold_core::candidates::Entry;

use crate::Error;
use crate::intake::spool::put_aside;

/// Bytes that are read or written at a time.
const BUFFER: usize = 256 << 10;

/// For one feature after another: how many hold it, who, and its sentence in each.
pub struct Postings {
    file: BufWriter<File>,
    path: PathBuf,
}

impl Postings {
    /// None as yet, in the file `path`.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn create(path: &Path) -> Result<Postings, Error> {
        let file = put_aside(path, 0).map_err(Error::io(path))?;
        Ok(Postings { file: BufWriter::with_capacity(BUFFER, file), path: path.to_owned() })
    }

    /// Adds the entries of some features: all that there are of each, sorted.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, entries: &[Entry]) -> Result<(), Error> {
        let mut several = entries.chunk_by(|a, b| a.key() == b.key()).filter(|e| e.len() > 1);
        several.try_for_each(|of_feature| self.put(of_feature)).map_err(Error::io(&self.path))
    }

    fn put(&mut self, of_feature: &[Entry]) -> io::Result<()> {
        self.file.write_all(&(of_feature.len() as u32).to_le_bytes())?;
        for entry in of_feature {
            self.file.write_all(&entry.document().to_le_bytes())?;
        }
        of_feature.iter().try_for_each(|entry| self.file.write_all(&[entry.sentence()]))
    }

    /// Shows one feature after another: its holders, ascending, and its sentence in each.
    ///
    /// # Errors
    /// When they cannot be read back, or `see` comes upon one.
    pub fn each(&mut self, see: impl FnMut(&[u32], &[u8]) -> io::Result<()>) -> Result<(), Error> {
        self.read(see).map_err(Error::io(&self.path))
    }

    fn read(&mut self, mut see: impl FnMut(&[u32], &[u8]) -> io::Result<()>) -> io::Result<()> {
        self.file.rewind()?;
        let mut file = BufReader::with_capacity(BUFFER, self.file.get_ref());
        let (mut count, mut bytes, mut holders) = ([0; 4], Vec::new(), Vec::new());
        loop {
            match file.read_exact(&mut count) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
                read => read?,
            }
            let count = u32::from_le_bytes(count) as usize;
            bytes.resize(count * (size_of::<u32>() + 1), 0);
            file.read_exact(&mut bytes)?;
            let (numbers, sentences) = bytes.split_at(count * size_of::<u32>());
            holders.clear();
            holders.extend(numbers.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)));
            see(&holders, sentences)?;
        }
    }
}
