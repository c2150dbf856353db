//! What the documents seek by, dealt out to files by document: the postings have it feature by feature, and those who
//! seek need it one after the other.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use retold_core::candidates::{Held, Seekers};

use super::records;

/// Files that are open at the same time, at the most. Where there are more parts, several share one, and each part reads
/// it anew.
const FILES: usize = 64;
/// Bytes of a file that are held back before they are written.
const BUFFER: usize = 16 << 10;
/// Bytes of a document's number, and of it with a feature.
const NUMBER: usize = size_of::<u32>();
const RECORD: usize = NUMBER + Held::BYTES;

/// The features of some documents, in files that vanish with it.
pub struct Dealt {
    /// The last document of each file, and one more.
    ends: Vec<u32>,
    files: Vec<BufWriter<File>>,
}

impl Dealt {
    /// None as yet, of documents that seek in these parts, which ascend. The files are made in `folder`.
    ///
    /// # Errors
    /// When they cannot be made.
    pub fn create(folder: &Path, parts: &[Range<u32>]) -> io::Result<Dealt> {
        let shared = parts.chunks(parts.len().div_ceil(FILES).max(1));
        let ends: Vec<u32> = shared.filter_map(|parts| parts.last()).map(|part| part.end).collect();
        let file = |_: &u32| Ok(BufWriter::with_capacity(BUFFER, tempfile::tempfile_in(folder)?));
        Ok(Dealt { files: ends.iter().map(file).collect::<io::Result<_>>()?, ends })
    }

    /// The number of the file that a document's features are in.
    fn place(&self, document: u32) -> usize {
        self.ends.partition_point(|&end| end <= document)
    }

    /// Puts a feature of a document aside.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&mut self, document: u32, feature: Held) -> io::Result<()> {
        let mut record = [0; RECORD];
        record[..NUMBER].copy_from_slice(&document.to_le_bytes());
        record[NUMBER..].copy_from_slice(&feature.bytes());
        let place = self.place(document);
        self.files[place].write_all(&record)
    }

    /// Gives those who seek their features.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub fn load(&mut self, seekers: &mut Seekers) -> io::Result<()> {
        let documents = seekers.documents();
        let place = self.place(documents.start);
        records::each(&mut self.files[place], |record: &[u8; RECORD]| {
            let Some((document, feature)) = record.split_first_chunk() else { return };
            let document = u32::from_le_bytes(*document);
            if documents.contains(&document)
                && let Ok(&feature) = feature.try_into()
            {
                seekers.put(document, Held::from_bytes(feature));
            }
        })
    }
}
