//! What each witness changed and what it says about the story's facts, put aside on disk until the rows are written.

use std::io;

use retold_core::facts::Stated;
use retold_core::facts::testimony::{Evidence, Fact, Said, Testimony};
use retold_core::relation::Relation;
use retold_core::span::Span;
use retold_core::variants::{Change, Passage, Variant, variants};

use crate::intake::Intake;
use crate::shelf::Ready;
use crate::spool::{Kept, Spool};
use crate::wire::KeptFact;

/// A variant, and the document that it is a variant against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// The document's number.
    pub parent: u32,
    /// How the witness differs from it.
    pub change: Change,
    /// What the parent has.
    pub before: Option<Passage>,
    /// What the witness has.
    pub after: Option<Passage>,
}

/// What was found when a witness was held against its models.
pub struct Heard {
    /// Its variants, put aside.
    pub changes: Kept,
    /// What it brings to the facts.
    pub evidence: Evidence,
}

/// Holds a witness against its models, given with their document numbers. `facts` are those of the story.
///
/// # Errors
/// When the spool cannot be written.
pub fn hear(
    intake: &Intake,
    facts: &[Fact],
    child: &Ready,
    models: &[(u32, &Ready)],
    manner: Option<Relation>,
) -> io::Result<Heard> {
    let against: Vec<Stated> = models.iter().map(|(_, model)| model.stated()).collect();
    let found = variants(&child.stated(), &against, manner);
    let numbers: Vec<u32> = models.iter().map(|&(document, _)| document).collect();
    let changes = keep(&intake.spool, &numbers, &found)?;
    Ok(Heard { changes, evidence: Evidence::of(facts, &child.stated(), &against, &found) })
}

/// The facts of `base` as the table has them, each with what the members say. `models` are the members that each is
/// held against.
pub fn kept_facts(
    documents: &[u32],
    base: usize,
    stated: &Stated,
    facts: &[Fact],
    models: &[Vec<usize>],
    evidence: &[Evidence],
) -> Vec<KeptFact> {
    let testimonies = testimonies(base, facts, models, evidence);
    let kept = |(number, fact): (usize, &Fact)| {
        let passage = Passage::of(stated, fact.tokens.clone())?;
        let (mut support, mut contradict) = (Vec::new(), Vec::new());
        for (&document, testimony) in documents.iter().zip(&testimonies) {
            match &testimony[number] {
                Some(Said::Same) => support.push(document),
                Some(Said::Other(_, words)) => contradict.push((document, words.clone())),
                None => {}
            }
        }
        let text = stated.text.get(passage.shown.range())?.to_owned();
        let span = [passage.changed.start, passage.changed.end];
        Some(KeptFact { sort: fact.sort.name().to_owned(), text, document: documents[base], span, support, contradict })
    };
    facts.iter().enumerate().filter_map(kept).collect()
}

/// What each member says, from `base` down the lines of descent. Members that are held against each other alone are
/// heard as if by themselves.
fn testimonies(base: usize, facts: &[Fact], models: &[Vec<usize>], evidence: &[Evidence]) -> Vec<Testimony> {
    let mut said: Vec<Option<Testimony>> = vec![None; evidence.len()];
    said[base] = Some(vec![Some(Said::Same); facts.len()]);
    loop {
        let waiting: Vec<usize> = (0..said.len()).filter(|&m| said[m].is_none()).collect();
        let Some(&first) = waiting.first() else { break };
        let ready: Vec<usize> =
            waiting.iter().copied().filter(|&m| models[m].iter().all(|&model| said[model].is_some())).collect();
        for member in if ready.is_empty() { vec![first] } else { ready } {
            let above: Vec<&Testimony> = models[member].iter().filter_map(|&model| said[model].as_ref()).collect();
            said[member] = Some(evidence[member].testimony(facts, &above));
        }
    }
    said.into_iter().flatten().collect()
}

/// Puts the variants of a witness aside; `parents` are the document numbers of what it is held against.
///
/// # Errors
/// When the spool cannot be written.
fn keep(spool: &Spool, parents: &[u32], variants: &[Variant]) -> io::Result<Kept> {
    let mut bytes = Vec::with_capacity(variants.len() * SIZE);
    for variant in variants {
        put(&mut bytes, parents[variant.parent], variant);
    }
    spool.keep(&bytes)
}

/// What was [kept](keep).
///
/// # Errors
/// When the spool cannot be read.
pub fn kept(spool: &Spool, kept: Kept) -> io::Result<Vec<Changed>> {
    let bytes = spool.kept(kept)?;
    let (variants, _) = bytes.as_chunks::<SIZE>();
    Ok(variants.iter().map(take).collect())
}

/// Bytes of a variant on disk: its parent, its change, and the four offsets of what stood before and stands there.
const SIZE: usize = 4 + 1 + 2 * PASSAGE;
const PASSAGE: usize = 16;

fn put(bytes: &mut Vec<u8>, parent: u32, variant: &Variant) {
    bytes.extend(parent.to_le_bytes());
    bytes.push(variant.change as u8);
    for passage in [variant.before, variant.after] {
        let spans = passage.map_or([NOWHERE; 2], |p| [p.changed, p.shown]);
        bytes.extend(spans.iter().flat_map(|s| [s.start, s.end]).flat_map(u32::to_le_bytes));
    }
}

/// What stands for no passage.
const NOWHERE: Span = Span { start: u32::MAX, end: u32::MAX };

fn take(bytes: &[u8; SIZE]) -> Changed {
    let number = |at: usize| bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes);
    let span = |at: usize| Span { start: number(at), end: number(at + 4) };
    let passage = |at: usize| {
        let passage = Passage { changed: span(at), shown: span(at + 8) };
        (passage.changed != NOWHERE).then_some(passage)
    };
    Changed {
        parent: number(0),
        change: Change::ALL[usize::from(bytes[4])],
        before: passage(5),
        after: passage(5 + PASSAGE),
    }
}
