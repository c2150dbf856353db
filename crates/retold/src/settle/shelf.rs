//! Witnesses at hand.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use retold_core::facts::{Mark, Stated, marks};
use retold_core::sketch::Sketch;
use retold_core::span::Span;
use retold_core::statements::Statement;
use retold_core::transcript::Transcript;
use retold_core::wording::Wording;

use crate::intake::Intake;
use crate::intake::sketches::unpacked;
use crate::statements::of_document;

/// The documents that somebody works on, each made ready when it is first asked for. Where they are many or long, all
/// are put away when it is full, and made again when they are asked for again.
pub struct Shelf<'i> {
    intake: &'i Intake,
    parts: &'i Parts,
    ready: BTreeMap<u32, Arc<Ready>>,
    /// Bytes of the texts that lie on it.
    texts: usize,
    sketches: BTreeMap<u32, Arc<Sketch>>,
}

/// Of documents that carry a story in passages alone: where these stand. The rest of them is something else.
pub type Parts = BTreeMap<u32, Vec<Span>>;

static WHOLE: Parts = Parts::new();

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
    /// A text with its story, and who says what in it.
    pub fn new(text: String, story: Transcript, said: Vec<Statement>) -> Ready {
        let wording = Wording::of(&text, story.into());
        Ready { text, wording, said, marks: OnceLock::new() }
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
        Shelf::of_parts(intake, &WHOLE)
    }

    /// An empty shelf for the witnesses of a story, of which some carry it in these parts alone.
    pub fn of_parts(intake: &'i Intake, parts: &'i Parts) -> Shelf<'i> {
        Shelf { intake, parts, ready: BTreeMap::new(), texts: 0, sketches: BTreeMap::new() }
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
        let (text, mut transcript) = self.intake.transcript(document)?;
        self.texts += text.len();
        let mut said = of_document(self.intake, document)?;
        if let Some(passages) = self.parts.get(&document) {
            transcript = transcript.within(passages);
            said.retain(|statement| passages.iter().any(|p| p.holds(statement.span())));
        }
        let made = Arc::new(Ready::new(text, transcript, said));
        self.ready.insert(document, made.clone());
        Ok(made)
    }

    /// The sketch of a document, which is read without its text where it was put aside.
    ///
    /// # Errors
    /// When it cannot be read back.
    pub fn sketch(&mut self, document: u32) -> io::Result<Arc<Sketch>> {
        if let Some(made) = self.sketches.get(&document) {
            return Ok(made.clone());
        }
        let intake = self.intake;
        let put_aside = intake.spool.sketch(intake.documents[document as usize].text)?;
        let sketch = match unpacked(&put_aside) {
            Some(sketch) => sketch,
            None => Sketch::of(&intake.transcript(document)?.1),
        };
        Ok(self.sketches.entry(document).or_insert(Arc::new(sketch)).clone())
    }
}
