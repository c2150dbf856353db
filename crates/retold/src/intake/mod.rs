//! The first pass: every page is read, cleaned and fingerprinted once, and its text put aside.
//!
//! What stays in memory of a page is its metadata. Its fingerprint goes to disk, and so does its text, which is read
//! again for the few pages that have candidates. What was read is put down as it goes ([`journal`]).

mod journal;
mod names;
mod prepare;
pub mod sketches;
pub mod spool;
#[cfg(test)]
mod tests;
mod work;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;
use retold_core::candidates::Outline;
use retold_core::fingerprint::{Fingerprint, fingerprint};
use retold_core::language::Language;
use retold_core::language::corpus::distinct;
use retold_core::span::Span;
use retold_core::transcript::Transcript;

use self::journal::{Journal, Mark};
use self::names::name_uniquely;
pub(crate) use self::prepare::body;
use self::prepare::{Prepared, prepare};
use self::spool::{Spool, Stored};
pub use self::work::Work;
use crate::Error;
use crate::collection::Tables;
use crate::lexica::Lexica;
use crate::memory::Memory;
use crate::progress::Progress;
use crate::seek::features::Features;
use crate::source::{Draft, Record, Skipped};

/// What stays in memory of a page.
#[derive(Clone, Debug)]
pub struct Document {
    /// Unique in the run: a repeated id is followed by `#2`, `#3`...
    pub id: Box<str>,
    /// The file that it was read from, and the record there.
    pub file: Arc<str>,
    /// Counted from 1.
    pub record: u64,
    /// Its address.
    pub url: Option<Box<str>>,
    /// Its headline.
    pub title: Option<Box<str>>,
    /// Its date in the input's words.
    pub published: Option<Box<str>>,
    /// The date in seconds since 1970, if it could be understood.
    pub time: Option<i64>,
    /// Its language.
    pub language: Language,
    /// Its furniture.
    pub furniture: Box<[Span]>,
    /// The foreign text inside its story.
    pub injected: Box<[Span]>,
    /// Must the collection carry its text?
    pub derived: bool,
    /// Its fingerprint as a whole.
    pub outline: Outline,
    /// How many were read before it: its number in [`Features`].
    pub read: u32,
    /// Hash of the words of its story: equal for exact copies.
    pub body: u64,
    /// Words of its story.
    pub words: u32,
    /// Where its text is put aside.
    pub text: Stored,
}

/// What the first pass found.
pub struct Intake {
    /// The documents, sorted by id.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
    /// Their texts.
    pub spool: Spool,
    /// Their languages' words.
    pub lexica: Lexica,
}

impl Intake {
    /// The text of a document and its story as tokens, made again.
    pub fn transcript(&self, document: u32) -> io::Result<(String, Transcript)> {
        let document = &self.documents[document as usize];
        self.lexica.with(document.language, |lexicon| self.spool.transcript(document.text, lexicon))
    }
}

/// Records that are worked on at once: enough for every thread, and few enough to hold in memory.
const BATCH: usize = 512;
/// Of the memory, so small a part is one batch, as it was read. There are three at once, and what is made of one.
const BATCHES: u64 = 64;
/// Larger batches are of no use.
const BATCH_BYTES: u64 = 32 << 20;

/// Reads everything: the documents, and their fingerprints by [`Document::read`]. Goes on where the work of an earlier
/// run ends.
///
/// # Errors
/// When what is put aside cannot be written, or read back, or when there is not memory enough.
pub fn intake(
    mut drafts: impl Iterator<Item = Draft> + Send,
    work: Work,
    tables: Tables,
    memory: Memory,
    progress: &Progress,
) -> Result<(Intake, Features), Error> {
    let mut reading = Reading::resume(work, &mut drafts)?;
    if !reading.whole {
        reading.read(drafts, tables, memory, progress)?;
    }
    memory.suffices_for(reading.documents.len())?;
    let Reading { folder, documents, skipped, spool, mut features, lexica, .. } = reading;
    let mut intake = Intake { documents, skipped, spool, lexica };
    fingerprint_by_corpus(&mut intake, &mut features, &folder)?;
    name_uniquely(&mut intake.documents);
    Ok((intake, features))
}

/// A reading that goes on.
struct Reading {
    folder: PathBuf,
    journal: Journal,
    spool: Spool,
    features: Features,
    documents: Vec<Document>,
    skipped: Vec<Skipped>,
    lexica: Lexica,
    files: Files,
    /// Drafts that were read or skipped.
    drafts: u64,
    /// Was everything read?
    whole: bool,
    /// Length of the spool at the last mark, and what is added to it before the next.
    marked: u64,
    mark_after: u64,
}

impl Reading {
    /// Takes up the work, and takes from the drafts those that are done.
    fn resume(work: Work, drafts: &mut impl Iterator<Item = Draft>) -> Result<Reading, Error> {
        let Work { folder, journal, spool, features, past, mark_after } = work;
        let mut reading = Reading {
            journal,
            marked: spool.end(),
            mark_after,
            spool,
            features,
            documents: past.documents,
            skipped: Vec::new(),
            lexica: Lexica::default(),
            files: Files::default(),
            drafts: past.drafts,
            whole: past.whole,
            folder,
        };
        for document in &mut reading.documents {
            document.file = reading.files.name(document.file.clone());
        }
        reading.count_words()?;
        // Why a draft was skipped is asked again. Where everything was read, nobody need look behind the last of these.
        let past_drafts =
            if past.whole { past.skipped.last().map_or(0, |last| last + 1) } else { past.drafts };
        let mut skipped = past.skipped.into_iter().peekable();
        for (number, draft) in (0..past_drafts).zip(drafts) {
            if skipped.next_if_eq(&number).is_some()
                && let Record::Skipped(note) = draft.finish()
            {
                reading.skipped.push(note);
            }
        }
        Ok(reading)
    }

    /// Counts the words of the documents whose languages have no table, as was done when they were first read.
    fn count_words(&mut self) -> Result<(), Error> {
        for document in self.documents.iter().filter(|d| d.language != Language::ENGLISH) {
            let read = |lexicon: &mut _| self.spool.transcript(document.text, lexicon);
            let (text, transcript) =
                Lexica::default().with(document.language, read).map_err(Error::io(&self.folder))?;
            self.lexica.add(document.language, &distinct(&text, &transcript.tokens));
        }
        Ok(())
    }

    /// Reads the drafts. They are cut out of their files while those before them are worked on.
    fn read(
        &mut self,
        drafts: impl Iterator<Item = Draft> + Send,
        tables: Tables,
        memory: Memory,
        progress: &Progress,
    ) -> Result<(), Error> {
        let bytes = (memory.bytes() / BATCHES).min(BATCH_BYTES) as usize;
        thread::scope(|scope| {
            let (send, batches) = sync_channel::<Vec<Draft>>(1);
            scope.spawn(move || {
                let mut drafts = drafts;
                // Nobody takes them where something went wrong.
                while let Some(batch) = batch(&mut drafts, bytes)
                    && send.send(batch).is_ok()
                {}
            });
            // One batch is put aside while the next is made ready.
            let mut ready = Vec::new();
            for batch in batches {
                let prepare = || batch.into_par_iter().map(|draft| prepare(draft, tables)).collect();
                let (next, put) = rayon::join(prepare, || self.put_all(ready));
                (ready, _) = (next, put?);
                progress.read(self.documents.len());
                if self.spool.end() - self.marked >= self.mark_after {
                    self.mark()?;
                    memory.suffices_for(self.documents.len())?;
                }
            }
            self.put_all(ready)?;
            progress.read(self.documents.len());
            self.whole = true;
            self.mark()
        })
    }

    fn put_all(&mut self, prepared: Vec<Result<Prepared, Skipped>>) -> Result<(), Error> {
        prepared.into_iter().try_for_each(|one| self.put(one))?;
        self.spool.flush()
    }

    fn put(&mut self, prepared: Result<Prepared, Skipped>) -> Result<(), Error> {
        match prepared {
            Ok(Prepared { mut document, packed, fingerprint, words }) => {
                if !words.is_empty() {
                    self.lexica.add(document.language, &words);
                }
                document.read = self.documents.len() as u32;
                document.file = self.files.name(document.file);
                self.features.put(document.read, &fingerprint)?;
                document.text = self.spool.put(packed);
                self.journal.read(&document)?;
                self.documents.push(document);
            }
            Err(note) => {
                self.journal.skipped(self.drafts)?;
                self.skipped.push(note);
            }
        }
        self.drafts += 1;
        Ok(())
    }

    /// Puts down how far the reading has come.
    fn mark(&mut self) -> Result<(), Error> {
        let (texts, features) = (self.spool.save()?, self.features.save()?);
        self.journal.mark(&Mark { drafts: self.drafts, texts, features, whole: self.whole })?;
        self.marked = texts;
        Ok(())
    }
}

/// The next drafts: as many as come to so many bytes, one at least; none at the end.
fn batch(drafts: &mut impl Iterator<Item = Draft>, bytes: usize) -> Option<Vec<Draft>> {
    let mut batch = Vec::new();
    let mut room = bytes;
    while batch.len() < BATCH
        && (room > 0 || batch.is_empty())
        && let Some(draft) = drafts.next()
    {
        room = room.saturating_sub(draft.bytes());
        batch.push(draft);
    }
    Some(batch).filter(|batch| !batch.is_empty())
}

/// Makes the fingerprints that had to wait until all words were counted.
fn fingerprint_by_corpus(intake: &mut Intake, features: &mut Features, folder: &Path) -> Result<(), Error> {
    let waiting: Vec<u32> =
        intake.documents.iter().filter(|d| d.language != Language::ENGLISH).map(|d| d.read).collect();
    for batch in waiting.chunks(BATCH) {
        let made: io::Result<Vec<Fingerprint>> =
            batch.par_iter().map(|&read| Ok(fingerprint(&intake.transcript(read)?.1))).collect();
        for (&read, fingerprint) in batch.iter().zip(&made.map_err(Error::io(folder))?) {
            features.put(read, fingerprint)?;
            intake.documents[read as usize].outline = Outline::of(fingerprint);
        }
    }
    Ok(())
}

/// One name for all documents of a file.
#[derive(Default)]
struct Files(Option<Arc<str>>);

impl Files {
    fn name(&mut self, file: Arc<str>) -> Arc<str> {
        match &self.0 {
            Some(last) if *last == file => last.clone(),
            _ => self.0.insert(file).clone(),
        }
    }
}
