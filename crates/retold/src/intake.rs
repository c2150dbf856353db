//! The first pass: every page is read, cleaned and fingerprinted once, and its text put aside.
//!
//! What stays in memory of a page is its metadata. Its fingerprint goes to disk, and so does its text, which is read
//! again for the few pages that have candidates.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rapidhash::v3::rapidhash_v3;
use rayon::prelude::*;
use retold_core::candidates::Outline;
use retold_core::fingerprint::{Fingerprint, fingerprint};
use retold_core::injected;
use retold_core::language::corpus::distinct;
use retold_core::language::{Language, Lexicon, Sym};
use retold_core::span::Span;
use retold_core::transcript::Transcript;

use crate::Error;
use crate::collection::{Table, Tables};
use crate::dates::seconds;
use crate::features::Features;
use crate::lexica::Lexica;
use crate::source::{Draft, Record, Skipped};
use crate::spool::{Spool, Stored};
use crate::statements;

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

/// Reads everything: the documents, and their fingerprints by [`Document::read`]. Statements are found where their
/// table is wanted.
///
/// # Errors
/// When the spool cannot be written.
pub fn intake(
    drafts: impl Iterator<Item = Draft>,
    folder: &Path,
    tables: Tables,
) -> Result<(Intake, Features), Error> {
    let mut spool = Spool::new(folder)?;
    let mut features = Features::new(folder)?;
    let (mut documents, mut skipped) = (Vec::new(), Vec::new());
    let (mut files, mut lexica) = (Files::default(), Lexica::default());
    let mut drafts = drafts.peekable();
    while drafts.peek().is_some() {
        let batch: Vec<Draft> = drafts.by_ref().take(BATCH).collect();
        let done: Vec<Result<Prepared, Skipped>> =
            batch.into_par_iter().map(|draft| prepare(draft, tables)).collect();
        for result in done {
            match result {
                Ok(Prepared { mut document, text, sentences, said, fingerprint, words }) => {
                    if !words.is_empty() {
                        lexica.add(document.language, &words);
                    }
                    document.read = documents.len() as u32;
                    document.file = files.name(document.file);
                    features.put(document.read, &fingerprint)?;
                    document.text = spool.put(&text, &sentences, &said);
                    documents.push(document);
                }
                Err(note) => skipped.push(note),
            }
        }
        spool.flush()?;
    }
    let mut intake = Intake { documents, skipped, spool, lexica };
    fingerprint_by_corpus(&mut intake, &mut features, folder)?;
    name_uniquely(&mut intake.documents);
    Ok((intake, features))
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

struct Prepared {
    document: Document,
    text: String,
    /// The sentences of its story.
    sentences: Vec<Span>,
    /// Its statements, [packed](statements::packed).
    said: Vec<u32>,
    fingerprint: Fingerprint,
    /// The words to count, where the corpus has to say how rare they are; then the fingerprint is still to come.
    words: Vec<(Sym, bool)>,
}

fn prepare(draft: Draft, tables: Tables) -> Result<Prepared, Skipped> {
    let page = match draft.finish() {
        Record::Page(page) => page,
        Record::Skipped(note) => return Err(note),
    };
    let language = Language::of(&page.text);
    let (transcript, clean) = Lexica::default().with(language, |lexicon| Transcript::of(&page, lexicon));
    let furniture = clean.furniture();
    let alone = |lexicon: &mut Lexicon| injected::alone(&page.text, &transcript, &furniture, lexicon);
    let injected = Lexica::default().with(language, alone);
    let mut symbols = Vec::with_capacity(4 * transcript.tokens.len());
    transcript.tokens.iter().for_each(|t| symbols.extend_from_slice(&t.sym.0.to_le_bytes()));
    let (fingerprint, words) = match language {
        Language::ENGLISH => (fingerprint(&transcript), Vec::new()),
        _ => (Fingerprint::default(), distinct(&page.text, &transcript.tokens)),
    };
    let document = Document {
        time: page.published.as_deref().and_then(seconds),
        language,
        furniture: furniture.into(),
        injected: injected.into(),
        outline: Outline::of(&fingerprint),
        read: 0,
        body: rapidhash_v3(&symbols),
        words: transcript.tokens.len() as u32,
        text: Stored::default(),
        id: page.id.into(),
        file: page.origin.file.into(),
        record: page.origin.record,
        url: page.url.map(Into::into),
        title: page.title.map(Into::into),
        published: page.published.map(Into::into),
        derived: page.derived,
    };
    let said = match tables.has(Table::Statements) {
        true => statements::packed(&page.text, &transcript, language),
        false => Vec::new(),
    };
    Ok(Prepared { document, text: page.text, sentences: clean.sentences, said, fingerprint, words })
}

/// Sorts by id; those that share one get numbers, which no other has. Equal ids are told apart by their content, not
/// by their place in the input, so that the order of the input does not show.
fn name_uniquely(documents: &mut [Document]) {
    let place = |d: &Document| (d.body, d.file.clone(), d.record);
    documents.par_sort_by(|a, b| a.id.cmp(&b.id).then_with(|| place(a).cmp(&place(b))));
    let repeated: Vec<usize> =
        (1..documents.len()).filter(|&i| documents[i].id == documents[i - 1].id).collect();
    if repeated.is_empty() {
        return;
    }
    let mut taken: HashSet<Box<str>> = documents.iter().map(|d| d.id.clone()).collect();
    let mut last: (Box<str>, usize) = Default::default();
    for i in repeated {
        let id = &documents[i].id;
        if last.0 != *id {
            last = (id.clone(), 1);
        }
        let name = loop {
            last.1 += 1;
            let name = format!("{}#{}", last.0, last.1).into_boxed_str();
            if taken.insert(name.clone()) {
                break name;
            }
        };
        documents[i].id = name;
    }
    documents.par_sort_by(|a, b| a.id.cmp(&b.id));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_an_id_of_its_own() {
        let document = |&id: &&str| Document {
            id: id.into(),
            file: "pages".into(),
            record: 1,
            url: None,
            title: None,
            published: None,
            time: None,
            language: Language::ENGLISH,
            furniture: Box::default(),
            injected: Box::default(),
            derived: false,
            outline: Outline::default(),
            read: 0,
            body: 0,
            words: 0,
            text: Stored::default(),
        };
        let mut documents: Vec<Document> = ["a", "b", "a#2", "a", "a!", "a"].iter().map(document).collect();
        name_uniquely(&mut documents);
        let ids: Vec<&str> = documents.iter().map(|d| &*d.id).collect();
        assert_eq!(ids, ["a", "a!", "a#2", "a#3", "a#4", "b"]);
    }
}
