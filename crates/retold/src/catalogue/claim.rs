//! Which documents carry a claim, in which words, and at which copy these changed.
//!
//! The index names the documents that share enough of the claim's words; of each the sentence is found that is most
//! like the claim, and held against it as a copy is held against its parent. So a claim is found in spun and edited
//! copies too, and what they made of its numbers, dates and names is told.

use std::collections::BTreeMap;

use rayon::prelude::*;
use retold_core::align::Matrix;
use retold_core::document::Page;
use retold_core::language::Language;
use retold_core::span::Span;
use retold_core::transcript::Transcript;
use retold_core::variants::variants;
use retold_core::witness::Witness;
use serde_json::{Value, json};

use super::search::Index;
use super::{Catalogue, page};
use crate::Error;
use crate::collection::Table;
use crate::lexica::Lexica;
use crate::settle::changes::rows;
use crate::settle::shelf::Ready;
use crate::statements::said;
use crate::wire::VariantRow;

/// A document is looked into that has this share of the weight of the claim's words. A spun copy keeps names and
/// numbers, which weigh most.
const SHARED: f32 = 0.35;
/// And no more documents than these, those with the greatest share.
const LOOKED_INTO: usize = 600;
/// A sentence from this likeness on carries the claim.
const ALIKE: f32 = 0.34;
/// Characters of a claim that are read.
pub const LONGEST: usize = 1_000;

/// A story that carries a claim, or a document that is alone.
pub struct Carrier {
    /// The story; nothing for a document that is in none.
    pub story: Option<u32>,
    /// The wordings, by their earliest witness.
    pub wordings: Vec<Told>,
    /// How like the claim is the sentence that is most like it, 0 to 1?
    pub likeness: f32,
}

/// A wording of the claim.
pub struct Told {
    /// The sentence as its first witness has it.
    pub text: String,
    /// How it differs from the claim; spans of the sentence count bytes of `text`.
    pub variants: Vec<VariantRow<String>>,
    /// How like the claim it is, 0 to 1.
    pub likeness: f32,
    /// The documents that have it, the earliest first.
    pub documents: Vec<u32>,
    /// The wordings, by their places in the list, from which the first of these documents was made.
    pub made_from: Vec<usize>,
}

impl Carrier {
    /// For programs, with documents and the story by their ids.
    pub fn json(&self, catalogue: &Catalogue) -> Value {
        json!({
            "story": self.story.map(|story| &catalogue.stories[story as usize].id),
            "likeness": self.likeness,
            "wordings": self.wordings.iter().map(|told| told.json(catalogue)).collect::<Vec<_>>(),
        })
    }
}

impl Told {
    fn json(&self, catalogue: &Catalogue) -> Value {
        let id = |&document: &u32| &catalogue.documents[document as usize].head.id;
        let variant = |variant: &VariantRow<String>| {
            json!({
                "type": variant.r#type,
                "drift": variant.drift,
                "before": variant.before,
                "after": variant.after,
            })
        };
        json!({
            "text": self.text,
            "likeness": self.likeness,
            "documents": self.documents.iter().map(id).collect::<Vec<_>>(),
            "made_from": self.made_from,
            "variants": self.variants.iter().map(variant).collect::<Vec<_>>(),
        })
    }
}

/// The sentence of a document that carries the claim.
struct Sighting {
    document: u32,
    text: String,
    likeness: f32,
    variants: Vec<VariantRow<String>>,
}

impl Catalogue {
    /// Looks for a claim, in all documents. Those that carry it in the words most like it come first.
    ///
    /// # Errors
    /// When a table cannot be read, or the collection keeps no texts.
    pub fn claim(&self, index: &Index, claim: &str) -> Result<Vec<Carrier>, Error> {
        self.needs(Table::Texts)?;
        let claim: String = claim.chars().take(LONGEST).collect();
        let mut near: Vec<u32> = index
            .nearest(&claim, SHARED)
            .into_iter()
            .take(LOOKED_INTO)
            .map(|(document, _)| document)
            .collect();
        near.sort_unstable();
        let claim = ready(&claim);
        let texts = self.texts(&near)?;
        let sightings: Vec<Sighting> = texts
            .into_par_iter()
            .filter_map(|(document, text)| sighting(&claim, self, document, text))
            .collect();
        let mut carriers: BTreeMap<(Option<u32>, u32), Vec<Sighting>> = BTreeMap::new();
        for sighting in sightings {
            let story = self.documents[sighting.document as usize].story;
            // A document that is alone carries it by itself.
            let alone = if story.is_none() { sighting.document } else { 0 };
            carriers.entry((story, alone)).or_default().push(sighting);
        }
        let mut carriers: Vec<Carrier> =
            carriers.into_iter().map(|((story, _), sightings)| self.carrier(story, sightings)).collect();
        carriers.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        Ok(carriers)
    }

    fn carrier(&self, story: Option<u32>, mut sightings: Vec<Sighting>) -> Carrier {
        let time = |document: u32| (self.documents[document as usize].time.unwrap_or(i64::MAX), document);
        sightings.sort_by_key(|sighting| time(sighting.document));
        let likeness = sightings.iter().map(|sighting| sighting.likeness).fold(0.0, f32::max);
        let mut wordings: Vec<Told> = Vec::new();
        for Sighting { document, text, likeness, variants } in sightings {
            match wordings.iter_mut().find(|told| is_same(&told.text, &text)) {
                Some(told) => told.documents.push(document),
                None => {
                    let (documents, made_from) = (vec![document], Vec::new());
                    wordings.push(Told { text, variants, likeness, documents, made_from });
                }
            }
        }
        for at in 0..wordings.len() {
            let parents = &self.documents[wordings[at].documents[0] as usize].head.parents;
            let parents: Vec<u32> = parents.iter().filter_map(|id| self.document(id)).collect();
            let has = |told: &Told| parents.iter().any(|parent| told.documents.contains(parent));
            let from = (0..wordings.len()).filter(|&other| other != at && has(&wordings[other]));
            wordings[at].made_from = from.collect();
        }
        Carrier { story, wordings, likeness }
    }
}

/// Do two sentences have the same words?
fn is_same(a: &str, b: &str) -> bool {
    let words = |text: &'_ str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(a) == words(b)
}

/// A sentence, ready to be held against another.
fn ready(text: &str) -> Ready {
    let text = text.trim().to_owned();
    let whole = [Span::new(0..text.len())];
    let language = Language::of(&text);
    let transcript =
        Lexica::default().with(language, |lexicon| Transcript::from_sentences(&text, &whole, lexicon));
    let said = said(&text, &transcript, language);
    Ready::new(text, transcript, said)
}

fn sighting(claim: &Ready, catalogue: &Catalogue, document: u32, text: String) -> Option<Sighting> {
    let page = page(&catalogue.documents[document as usize].head, text);
    let (sentence, likeness) = nearest(claim, &page)?;
    let found = ready(page.text.get(sentence.range())?);
    Some(Sighting { document, likeness, variants: changed(claim, &found), text: found.text })
}

/// The sentence of a page's story that is most like the claim.
fn nearest(claim: &Ready, page: &Page) -> Option<(Span, f32)> {
    let witness = Lexica::default().with(Language::of(&page.text), |lexicon| Witness::of(page, lexicon));
    if claim.wording.witness.sentences.is_empty() || witness.sentences.is_empty() {
        return None;
    }
    let (sentence, likeness) = Matrix::of(&claim.wording.witness, &witness).best(0)?;
    (likeness >= ALIKE).then(|| (witness.sentences[sentence].span, likeness))
}

/// How a sentence differs from the claim.
fn changed(claim: &Ready, found: &Ready) -> Vec<VariantRow<String>> {
    let variants = variants(&found.stated(), &[claim.stated()], None);
    rows(&variants, [("", &claim.text), ("", &found.text)])
}
