//! Witnesses at hand.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use retold_core::facts::{Mark, Stated, marks};
use retold_core::span::Span;
use retold_core::statements::Statement;
use retold_core::transcript::Transcript;
use retold_core::wording::Wording;

use crate::intake::Intake;
use crate::statements::of_document;

/// The documents that somebody works on, each made ready when it is first asked for. Where they are many or long, all
/// are put away when it is full, and made again when they are asked for again.
pub struct Shelf<'i> {
    intake: &'i Intake,
    ready: BTreeMap<u32, Arc<Ready>>,
    /// Bytes of the texts that lie on it.
    texts: usize,
}

/// A shelf is full with texts of so many bytes; made ready they take about fifteen times as many.
const FULL: usize = 4 << 20;

/// A document, ready to be compared.
pub struct Ready {
    /// Its text.
    pub text: String,
    /// Its story.
    pub wording: Wording,
    /// Who says what in it.
    said: Vec<Statement>,
    marks: OnceLock<Vec<Mark>>,
}

impl Ready {
    /// A document; of one that carries a story in `passages` alone, no more than these.
    ///
    /// # Errors
    /// When its text cannot be read back.
    pub fn read(intake: &Intake, document: u32, passages: Option<&[Span]>) -> io::Result<Ready> {
        let (text, mut transcript) = intake.transcript(document)?;
        let mut said = of_document(intake, document)?;
        if let Some(passages) = passages {
            transcript = transcript.within(passages);
            said.retain(|statement| passages.iter().any(|p| p.holds(statement.span())));
        }
        Ok(Ready::new(text, transcript, said))
    }

    /// A text with its story, and who says what in it.
    pub fn new(text: String, story: Transcript, said: Vec<Statement>) -> Ready {
        let wording = Wording::of(&text, story.into());
        Ready { text, wording, said, marks: OnceLock::new() }
    }

    /// The same without `foreign` text inside of its sentences.
    pub fn without(&self, foreign: &[Span]) -> Ready {
        let wording = self.wording.without(&self.text, foreign);
        Ready { text: self.text.clone(), wording, said: self.said.clone(), marks: OnceLock::new() }
    }

    /// What it states. Its words are marked when somebody first asks.
    pub fn stated(&self) -> Stated<'_> {
        let marks = self.marks.get_or_init(|| marks(&self.text, &self.wording));
        Stated { text: &self.text, wording: &self.wording, marks, said: &self.said }
    }
}

impl<'i> Shelf<'i> {
    /// An empty shelf.
    pub fn new(intake: &'i Intake) -> Shelf<'i> {
        Shelf { intake, ready: BTreeMap::new(), texts: 0 }
    }

    /// A document, ready to be compared.
    ///
    /// # Errors
    /// When its text cannot be read back.
    pub fn take(&mut self, document: u32) -> io::Result<Arc<Ready>> {
        if let Some(made) = self.ready.get(&document) {
            return Ok(made.clone());
        }
        if self.texts > FULL {
            self.ready.clear();
            self.texts = 0;
        }
        let made = Arc::new(Ready::read(self.intake, document, None)?);
        self.texts += made.text.len();
        self.ready.insert(document, made.clone());
        Ok(made)
    }
}
