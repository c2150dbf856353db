//! Witnesses at hand.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::sync::{Arc, OnceLock};

use retold_core::facts::{Mark, Stated, marks};
use retold_core::sketch::Sketch;
use retold_core::span::Span;
use retold_core::statements::Statement;
use retold_core::transcript::Transcript;
use retold_core::wording::Wording;

use crate::intake::Intake;
use crate::sketches::unpacked;
use crate::statements::of_document;

/// The documents that somebody works on, each made ready when it is first asked for.
pub struct Shelf<'i> {
    intake: &'i Intake,
    parts: &'i Parts,
    ready: BTreeMap<u32, Arc<Ready>>,
    sketches: BTreeMap<u32, Arc<Sketch>>,
}

/// Of documents that carry a story in passages alone: where these stand. The rest of them is something else.
pub type Parts = BTreeMap<u32, Vec<Span>>;

static WHOLE: Parts = Parts::new();

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
        Shelf { intake, parts, ready: BTreeMap::new(), sketches: BTreeMap::new() }
    }

    /// A document, ready to be compared.
    ///
    /// # Errors
    /// When its text cannot be read back.
    pub fn take(&mut self, document: u32) -> io::Result<Arc<Ready>> {
        Ok(match self.ready.entry(document) {
            Entry::Occupied(made) => made.get().clone(),
            Entry::Vacant(place) => {
                let (text, mut transcript) = self.intake.transcript(document)?;
                let mut said = of_document(self.intake, document)?;
                if let Some(passages) = self.parts.get(&document) {
                    transcript = transcript.within(passages);
                    said.retain(|statement| passages.iter().any(|p| p.holds(statement.span())));
                }
                place.insert(Arc::new(Ready::new(text, transcript, said))).clone()
            }
        })
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
