//! The features of all documents, put aside on disk until the last page is read.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::candidates::{Builder, Entry, Outline, Postings};
use retold_core::fingerprint::Fingerprint;

use crate::Error;

/// Files that the features are dealt out to by their upper bits, so that one of them fits in memory when it is sorted.
const PARTS: usize = 64;
/// Bytes of an entry: key, document, sentence.
const ENTRY: usize = 8 + 4 + 1;
/// Bytes of a part that are held back before they are written.
const BUFFER: usize = 16 << 10;

/// Fingerprints on disk. Their files vanish with the run.
pub struct Features {
    parts: Vec<BufWriter<File>>,
    folder: PathBuf,
}

impl Features {
    /// An empty store in `folder`.
    pub fn new(folder: &Path) -> Result<Features, Error> {
        let part = |_| tempfile::tempfile_in(folder).map(|file| BufWriter::with_capacity(BUFFER, file));
        let parts = (0..PARTS).map(part).collect::<Result<_, _>>().map_err(Error::io(folder))?;
        Ok(Features { parts, folder: folder.to_owned() })
    }

    /// Puts the fingerprint of a document aside.
    pub fn put(&mut self, document: u32, fingerprint: &Fingerprint) -> Result<(), Error> {
        for &(key, sentence) in &fingerprint.features {
            let mut entry = [0; ENTRY];
            entry[..8].copy_from_slice(&key.to_le_bytes());
            entry[8..12].copy_from_slice(&document.to_le_bytes());
            entry[12] = sentence;
            let part = (key >> 58) as usize % PARTS;
            self.parts[part].write_all(&entry).map_err(Error::io(&self.folder))?;
        }
        Ok(())
    }

    /// Inverts the fingerprints. `number` gives each document its final number, or leaves it out; `outlines` are by
    /// final number.
    pub fn invert(
        self,
        number: impl Fn(u32) -> Option<u32> + Sync,
        outlines: Vec<Outline>,
    ) -> Result<Postings, Error> {
        let mut builder = Builder::new(outlines);
        let folder = self.folder;
        let mut parts: Vec<BufWriter<File>> = self.parts;
        // A few at a time, in their order: the postings must not depend on which thread is first.
        for some in parts.chunks_mut(rayon::current_num_threads()) {
            let sorted: Vec<std::io::Result<Vec<Entry>>> =
                some.par_iter_mut().map(|part| read_sorted(part, &number)).collect();
            for entries in sorted {
                builder.add(&entries.map_err(Error::io(&folder))?);
            }
        }
        Ok(builder.finish())
    }
}

fn read_sorted(
    part: &mut BufWriter<File>,
    number: &impl Fn(u32) -> Option<u32>,
) -> std::io::Result<Vec<Entry>> {
    part.flush()?;
    let mut bytes = Vec::new();
    let file = part.get_mut();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let (entries, _) = bytes.as_chunks::<ENTRY>();
    let mut entries: Vec<Entry> = entries.iter().filter_map(|bytes| entry(bytes, number)).collect();
    entries.sort_unstable();
    Ok(entries)
}

fn entry(bytes: &[u8; ENTRY], number: &impl Fn(u32) -> Option<u32>) -> Option<Entry> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (document, rest) = rest.split_first_chunk()?;
    let document = number(u32::from_le_bytes(*document))?;
    Some(Entry { key: u64::from_le_bytes(*key), document, sentence: rest[0] })
}
