//! The features of all documents, put aside on disk until the last page is read.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::candidates::Entry;
use retold_core::fingerprint::Fingerprint;

use super::postings::Postings;
use super::records;
use crate::Error;
use crate::intake::spool::put_aside;

/// Files that the features are dealt out to by their upper bits, so that one of them fits in memory when it is sorted.
const PARTS: usize = 64;
/// From this bit on the key of a feature says which part it is in, and from the other on, below it, which slice of that.
const PART: u32 = 58;
const BELOW: u32 = 42;
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
            self.parts[(key >> PART) as usize % PARTS].write_all(&entry)
        };
        fingerprint.features.iter().try_for_each(put).map_err(Error::io(&self.folder))
    }

    /// Inverts the fingerprints, with so many bytes of memory. `number` gives each document its final number, or leaves
    /// it out.
    ///
    /// # Errors
    /// When the fingerprints cannot be read back, or the postings not be written.
    pub fn invert(self, number: impl Fn(u32) -> Option<u32>, room: u64) -> Result<Postings, Error> {
        let mut postings = Postings::create(&self.folder.join("postings"))?;
        // One part after the other, in memory that is used again.
        let mut entries = Vec::new();
        for mut part in self.parts {
            let end = part.stream_position().map_err(Error::io(&self.folder))?;
            let slices = slices(end, room);
            for slice in 0..slices {
                let is_of_slice = |key: u64| (key >> BELOW) % slices == slice;
                entries.clear();
                records::each(&mut part, |record| {
                    entries.extend(entry(record, &number).filter(|e| is_of_slice(e.key())));
                })
                .map_err(Error::io(&self.folder))?;
                entries.par_sort_unstable();
                postings.add(&entries)?;
            }
        }
        Ok(postings)
    }
}

/// In how many slices, by their keys, so many bytes of features are sorted.
fn slices(bytes: u64, room: u64) -> u64 {
    let needed = bytes / ENTRY as u64 * size_of::<Entry>() as u64;
    // Hashes do not fall quite evenly.
    (needed + needed / 8).div_ceil(room.max(1)).next_power_of_two().min(1 << (PART - BELOW))
}

fn path(folder: &Path, part: usize) -> PathBuf {
    folder.join(format!("features-{part:02}"))
}

fn entry(bytes: &[u8; ENTRY], number: &impl Fn(u32) -> Option<u32>) -> Option<Entry> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (document, rest) = rest.split_first_chunk()?;
    let document = number(u32::from_le_bytes(*document))?;
    Some(Entry::new(u64::from_le_bytes(*key), document, rest[0]))
}
