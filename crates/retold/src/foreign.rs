//! Foreign text that the lineages showed, put down for the documents that have it.

use std::collections::BTreeMap;
use std::io;

use retold_core::span::{self, Span};

use crate::descend::Lineage;
use crate::intake::Intake;

/// Gives each document the foreign text that was found in it; what is foreign is no furniture.
///
/// # Errors
/// When a text cannot be read back.
pub fn mark(intake: &mut Intake, same: &[u32], lineages: &BTreeMap<u32, Lineage>) -> io::Result<()> {
    for lineage in lineages.values() {
        for (&document, spans) in lineage.witnesses.iter().zip(&lineage.injected) {
            intake.documents[document as usize].injected = spans.as_slice().into();
        }
    }
    for lineage in lineages.values() {
        for (&document, spans) in lineage.witnesses.iter().zip(&lineage.furniture) {
            let document = &mut intake.documents[document as usize];
            document.furniture = span::with(&document.furniture, spans).into();
        }
    }
    for (copy, &of) in (0u32..).zip(same).filter(|(copy, of)| copy != *of) {
        if !intake.documents[of as usize].injected.is_empty() {
            let spans = carried_over(intake, of, copy)?;
            intake.documents[copy as usize].injected = spans.into();
        }
    }
    for document in intake.documents.iter_mut().filter(|d| !d.injected.is_empty()) {
        document.furniture = span::without(&document.furniture, &document.injected).into();
    }
    Ok(())
}

/// The foreign text of a document in a copy of it. The words of their stories are equal, and so is the order of what
/// is foreign, but not what stands around it.
fn carried_over(intake: &Intake, of: u32, copy: u32) -> io::Result<Vec<Span>> {
    let text = |d: u32| intake.spool.text(intake.documents[d as usize].text);
    let (from, to) = (text(of)?, text(copy)?);
    let mut spans = Vec::new();
    let mut start = 0;
    for &span in &intake.documents[of as usize].injected {
        let phrase = &from[span.range()];
        if let Some(at) = to[start..].find(phrase) {
            spans.push(Span::new(start + at..start + at + phrase.len()));
            start += at + phrase.len();
        }
    }
    Ok(spans)
}
