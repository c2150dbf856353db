//! What of the witnesses of a story is not the story: text that was put into it, and furniture that the others give away.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use retold_core::align::Alike;
use retold_core::injected::{self, Suspect};
use retold_core::language::Language;
use retold_core::margin::{self, About, Page};
use retold_core::span::{self, Span};
use retold_core::stemma::Stemma;

use super::descend::Lineage;
use super::shelf::Ready;
use crate::intake::Intake;
use crate::report::host;

/// Spans of each witness, in their order.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    /// Text that was put into the story.
    pub injected: Vec<Vec<Span>>,
    /// What turned out to be furniture, beside the others.
    pub furniture: Vec<Vec<Span>>,
}

/// Finds both. `alike` are the same witnesses.
pub fn foreign(
    intake: &Intake,
    documents: &[u32],
    prepared: &[Arc<Ready>],
    alike: &Alike,
    stemma: &Stemma,
) -> Foreign {
    let sites: Vec<Option<String>> =
        documents.iter().map(|&d| intake.documents[d as usize].url.as_deref().and_then(host)).collect();
    let pages: Vec<Page> = (prepared.iter().zip(documents).zip(&sites))
        .map(|((prepared, &document), site)| Page {
            text: &prepared.text,
            witness: &prepared.wording.witness,
            about: About {
                title: intake.documents[document as usize].title.as_deref(),
                site: site.as_deref(),
                furniture: &intake.documents[document as usize].furniture,
            },
        })
        .collect();
    let furniture = margin::furniture(&pages);
    let parents: Vec<Vec<usize>> = (0..prepared.len()).map(|member| stemma.parents(member)).collect();
    let suspect = |(member, &document): (usize, &u32)| Suspect {
        text: &prepared[member].text,
        witness: &prepared[member].wording.witness,
        furniture: &intake.documents[document as usize].furniture,
        alone: &intake.documents[document as usize].injected,
        of_page: &furniture[member],
        parents: &parents[member],
        models: &stemma.models[member],
    };
    let story: Vec<Suspect> = documents.iter().enumerate().map(suspect).collect();
    let language = documents.first().map_or(Language::ENGLISH, |&d| intake.documents[d as usize].language);
    let injected = intake.lexica.with(language, |lexicon| injected::injected(&story, alike, lexicon));
    Foreign { injected, furniture }
}

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
