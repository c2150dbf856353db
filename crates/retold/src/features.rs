//! The features of all documents, put aside on disk until the last page is read.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::candidates::{Entry, Outline, Postings};
use retold_core::fingerprint::Fingerprint;

use crate::Error;
use crate::spool::put_aside;

/// Files that the features are dealt out to by their upper bits, so that one of them fits in memory when it is sorted.
const PARTS: usize = 64;
/// Bytes of an entry: key, document, sentence.
const ENTRY: usize = 8 + 4 + 1;
/// Bytes of a part that are held back before they are written.
const BUFFER: usize = 16 << 10;

/// Fingerprints on disk.
pub struct Features {
    parts: Vec<BufWriter<File>>,
    folder: PathBuf,
}

impl Features {
    /// A store in `folder`, of whose parts the first bytes are kept, so many of each; none where `ends` is empty.
    ///
    /// # Errors
    /// When a part cannot be opened.
    pub fn open(folder: &Path, ends: &[u64]) -> Result<Features, Error> {
        let part = |part: usize| {
            let file = put_aside(&path(folder, part), ends.get(part).copied().unwrap_or(0))?;
            Ok(BufWriter::with_capacity(BUFFER, file))
        };
        let parts = (0..PARTS).map(part).collect::<io::Result<_>>().map_err(Error::io(folder))?;
        Ok(Features { parts, folder: folder.to_owned() })
    }

    /// Are the parts in `folder` as long as this, or longer?
    pub fn has(folder: &Path, ends: &[u64]) -> bool {
        let long = |(part, &end): (usize, &u64)| {
            fs::metadata(path(folder, part)).is_ok_and(|file| file.len() >= end)
        };
        ends.iter().enumerate().all(long)
    }

    /// Sees to it that what was put aside lies on the disk, and says how long each part is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&mut self) -> Result<Vec<u64>, Error> {
        let save = |part: &mut BufWriter<File>| {
            part.flush()?;
            part.get_ref().sync_data()?;
            part.stream_position()
        };
        self.parts.iter_mut().map(save).collect::<io::Result<_>>().map_err(Error::io(&self.folder))
    }

    /// Puts the fingerprint of a document aside.
    pub fn put(&mut self, document: u32, fingerprint: &Fingerprint) -> Result<(), Error> {
        let put = |&(key, sentence): &(u64, u8)| {
            let mut entry = [0; ENTRY];
            entry[..8].copy_from_slice(&key.to_le_bytes());
            entry[8..12].copy_from_slice(&document.to_le_bytes());
            entry[12] = sentence;
            self.parts[(key >> 58) as usize % PARTS].write_all(&entry)
        };
        fingerprint.features.iter().try_for_each(put).map_err(Error::io(&self.folder))
    }

    /// Inverts the fingerprints. `number` gives each document its final number, or leaves it out; `outlines` are by
    /// final number.
    pub fn invert(
        self,
        number: impl Fn(u32) -> Option<u32>,
        outlines: Vec<Outline>,
    ) -> Result<Postings, Error> {
        let mut postings = Postings::new(outlines);
        // One part after the other, in memory that is used again.
        let (mut bytes, mut entries) = (Vec::new(), Vec::new());
        for part in self.parts {
            read(part, &mut bytes).map_err(Error::io(&self.folder))?;
            let (records, _) = bytes.as_chunks::<ENTRY>();
            entries.clear();
            entries.extend(records.iter().filter_map(|record| entry(record, &number)));
            entries.par_sort_unstable();
            postings.add(&entries);
        }
        Ok(postings)
    }
}

fn path(folder: &Path, part: usize) -> PathBuf {
    folder.join(format!("features-{part:02}"))
}

fn read(part: BufWriter<File>, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut file = part.into_inner()?;
    file.seek(SeekFrom::Start(0))?;
    bytes.clear();
    file.read_to_end(bytes)?;
    Ok(())
}

fn entry(bytes: &[u8; ENTRY], number: &impl Fn(u32) -> Option<u32>) -> Option<Entry> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (document, rest) = rest.split_first_chunk()?;
    let document = number(u32::from_le_bytes(*document))?;
    Some(Entry::new(u64::from_le_bytes(*key), document, rest[0]))
}
