//! One page, read and made ready. Depends on nothing else, so that pages are prepared in any thread.

use rapidhash::v3::rapidhash_v3;
use retold_core::candidates::Outline;
use retold_core::fingerprint::{Fingerprint, fingerprint};
use retold_core::injected;
use retold_core::language::corpus::distinct;
use retold_core::language::{Language, Lexicon, Sym};
use retold_core::margin::{self, About};
use retold_core::sketch::Sketch;
use retold_core::span::with;
use retold_core::transcript::Transcript;

use super::Document;
use super::sketches;
use super::spool::{Packed, Stored};
use crate::collection::{Table, Tables};
use crate::dates::seconds;
use crate::lexica::Lexica;
use crate::report::host;
use crate::source::{Draft, Record, Skipped};
use crate::statements;

pub struct Prepared {
    pub document: Document,
    /// Its text, the sentences of its story and its statements, and its sketch, where the corpus need not say first how rare
    /// its words are.
    pub packed: Packed,
    pub fingerprint: Fingerprint,
    /// The words to count, where the corpus has to say how rare they are; then the fingerprint is still to come.
    pub words: Vec<(Sym, bool)>,
}

/// Reads the page of a draft. Statements are looked for where their table is wanted.
pub fn prepare(draft: Draft, tables: Tables) -> Result<Prepared, Skipped> {
    let page = match draft.finish() {
        Record::Page(page) => page,
        Record::Skipped(note) => return Err(note),
    };
    let language = Language::of(&page.text);
    let (transcript, clean) = Lexica::default().with(language, |lexicon| Transcript::of(&page, lexicon));
    let furniture = clean.furniture();
    let alone = |lexicon: &mut Lexicon| injected::alone(&page.text, &transcript, &furniture, lexicon);
    let injected = Lexica::default().with(language, alone);
    let site = page.url.as_deref().and_then(host);
    let about = About { title: page.title.as_deref(), site: site.as_deref(), furniture: &furniture };
    let margin = margin::alone(&page.text, &transcript, about);
    let (fingerprint, words) = match language {
        Language::ENGLISH => (fingerprint(&transcript), Vec::new()),
        _ => (Fingerprint::default(), distinct(&page.text, &transcript.tokens)),
    };
    let document = Document {
        time: page.published.as_deref().and_then(seconds),
        language,
        furniture: with(&furniture, &margin).into(),
        injected: injected.into(),
        outline: Outline::of(&fingerprint),
        read: 0,
        body: body(&transcript),
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
    let sketch = match language {
        Language::ENGLISH => sketches::packed(&Sketch::of(&transcript)),
        _ => Vec::new(),
    };
    let packed = Packed::of(page.text, &clean.sentences, &said, &sketch);
    Ok(Prepared { document, packed, fingerprint, words })
}

/// Hash of the words of a story: equal for exact copies.
pub fn body(transcript: &Transcript) -> u64 {
    let mut symbols = Vec::with_capacity(4 * transcript.tokens.len());
    transcript.tokens.iter().for_each(|t| symbols.extend_from_slice(&t.sym.0.to_le_bytes()));
    rapidhash_v3(&symbols)
}
