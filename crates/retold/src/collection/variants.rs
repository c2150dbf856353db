//! The rows of `variants`.

use std::io;

use retold_core::variants::Passage;

use super::{Traced, each};
use crate::settle::changes::{self, Changed};
use crate::wire::VariantRow;

/// The rows of `variants`, by document and by their place in it.
pub fn rows(traced: &Traced) -> impl Iterator<Item = io::Result<VariantRow<&str>>> {
    (0..traced.intake.documents.len() as u32).flat_map(|document| each(rows_of(traced, document)))
}

fn rows_of(traced: &Traced, document: u32) -> io::Result<Vec<VariantRow<&str>>> {
    let intake = &traced.intake;
    let variants = changes::kept(&intake.spool, traced.descents[document as usize].changes)?;
    let mut texts = Texts::new(traced);
    let of = |d: u32| &*intake.documents[d as usize].id;
    variants
        .iter()
        .map(|variant| {
            let Changed { parent, change, before, after } = *variant;
            let words = [
                before.map(|passage| texts.shown(parent, passage)).transpose()?,
                after.map(|passage| texts.shown(document, passage)).transpose()?,
            ];
            let kind = (change.name(), change.is_drift());
            Ok(changes::row([of(parent), of(document)], kind, [before, after], words))
        })
        .collect()
}

/// The texts of a document and its parents, each read once.
struct Texts<'a> {
    traced: &'a Traced,
    read: Vec<(u32, String)>,
}

impl Texts<'_> {
    fn new(traced: &Traced) -> Texts<'_> {
        Texts { traced, read: Vec::new() }
    }

    fn shown(&mut self, document: u32, passage: Passage) -> io::Result<String> {
        let at = match self.read.iter().position(|(d, _)| *d == document) {
            Some(at) => at,
            None => {
                let intake = &self.traced.intake;
                self.read.push((document, intake.spool.text(intake.documents[document as usize].text)?));
                self.read.len() - 1
            }
        };
        Ok(self.read[at].1.get(passage.shown.range()).unwrap_or_default().to_owned())
    }
}
