//! What a run has read, put down line by line, so that one that was killed goes on and does not begin again.
//!
//! There is a line of JSON for every document that was read and for every draft that was skipped, and from time to time
//! a mark that says how long the other files were. What stands behind the last mark has not happened.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use retold_core::candidates::Outline;
use retold_core::language::Language;
use retold_core::span::Span;

use super::Document;
use crate::Error;
pub use crate::wire::Mark;
use crate::wire::{JournalLine, KeptDocument};

/// A journal that is being written.
pub struct Journal {
    out: BufWriter<File>,
    path: PathBuf,
}

/// What a journal says of the past.
#[derive(Default)]
pub struct Past {
    /// The documents that were read, in the order of reading.
    pub documents: Vec<Document>,
    /// The numbers of the drafts that were skipped, ascending.
    pub skipped: Vec<u64>,
    /// Drafts that were read or skipped.
    pub drafts: u64,
    /// Were these all?
    pub whole: bool,
    /// Length of the spool.
    pub texts: u64,
    /// Lengths of the parts of the features; empty where there is no mark.
    pub features: Vec<u64>,
}

impl Journal {
    /// Opens a journal and reads it. What stands behind its last mark is cut off, and all of it where the files that
    /// it speaks of are not as long as it says: `holds` tells.
    pub fn open(path: &Path, holds: impl Fn(&Past) -> bool) -> Result<(Journal, Past), Error> {
        let opened = || {
            let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
            let (mut past, mut end) = past(&file)?;
            if !holds(&past) {
                (past, end) = (Past::default(), 0);
            }
            file.set_len(end)?;
            file.seek(SeekFrom::End(0))?;
            Ok((Journal { out: BufWriter::new(file), path: path.to_owned() }, past))
        };
        opened().map_err(Error::io(path))
    }

    /// A document was read.
    pub fn read(&mut self, document: &Document) -> Result<(), Error> {
        self.line(&JournalLine::Read(Box::new(kept(document))))
    }

    /// A draft was skipped.
    pub fn skipped(&mut self, draft: u64) -> Result<(), Error> {
        self.line(&JournalLine::Skipped(draft))
    }

    /// Everything up to here lies on the disk.
    pub fn mark(&mut self, mark: &Mark) -> Result<(), Error> {
        self.line(&JournalLine::Mark(mark.clone()))?;
        let saved = self.out.flush().and_then(|()| self.out.get_ref().sync_data());
        saved.map_err(Error::io(&self.path))
    }

    fn line(&mut self, line: &JournalLine<&str>) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut self.out, line).map_err(io::Error::from);
        written.and_then(|()| self.out.write_all(b"\n")).map_err(Error::io(&self.path))
    }
}

/// What a journal says up to its last mark, and where that ends.
fn past(journal: &File) -> io::Result<(Past, u64)> {
    let mut lines = BufReader::new(journal);
    let (mut past, mut end) = (Past::default(), 0);
    let (mut documents, mut skipped) = (Vec::new(), Vec::new());
    let (mut line, mut at) = (Vec::new(), 0);
    loop {
        line.clear();
        at += lines.read_until(b'\n', &mut line)? as u64;
        match serde_json::from_slice(&line) {
            Ok(JournalLine::Read(kept)) => {
                let read = past.documents.len() + documents.len();
                let Some(document) = document(*kept, read as u32) else { break };
                documents.push(document);
            }
            Ok(JournalLine::Skipped(draft)) => skipped.push(draft),
            Ok(JournalLine::Mark(mark)) => {
                past.documents.append(&mut documents);
                past.skipped.append(&mut skipped);
                let Mark { drafts, texts, features, whole } = mark;
                past = Past { drafts, texts, features, whole, ..past };
                end = at;
            }
            // Here somebody was killed.
            Err(_) => break,
        }
    }
    Ok((past, end))
}

fn kept(document: &Document) -> KeptDocument<&str> {
    let spans = |spans: &[Span]| spans.iter().map(|s| [s.start, s.end]).collect();
    KeptDocument {
        id: &document.id,
        file: &document.file,
        record: document.record,
        url: document.url.as_deref(),
        title: document.title.as_deref(),
        published: document.published.as_deref(),
        time: document.time,
        language: document.language.code(),
        furniture: spans(&document.furniture),
        injected: spans(&document.injected),
        derived: document.derived,
        features: document.outline.features,
        single: document.outline.single,
        body: document.body,
        words: document.words,
        text: document.text.into(),
    }
}

/// The way back.
fn document(kept: KeptDocument<String>, read: u32) -> Option<Document> {
    let spans = |spans: Vec<[u32; 2]>| spans.into_iter().map(|[start, end]| Span { start, end }).collect();
    Some(Document {
        id: kept.id.into(),
        file: kept.file.into(),
        record: kept.record,
        url: kept.url.map(Into::into),
        title: kept.title.map(Into::into),
        published: kept.published.map(Into::into),
        time: kept.time,
        language: Language::from_code(&kept.language)?,
        furniture: spans(kept.furniture),
        injected: spans(kept.injected),
        derived: kept.derived,
        outline: Outline { features: kept.features, single: kept.single },
        read,
        body: kept.body,
        words: kept.words,
        text: kept.text.into(),
    })
}
