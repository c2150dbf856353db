//! The lineage of a story of so many witnesses that they cannot be held against one another pair by pair.
//!
//! Every text is read when it is asked about, and let go: all of a story of thousands would not fit into memory.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use retold_core::align::Alike;
use retold_core::facts::testimony::{Fact, facts as facts_of};
use retold_core::span::Span;
use retold_core::stemma::archetype::{Archetype, Voice, reconstruct};
use retold_core::stemma::variants::{self, Carrier};
use retold_core::stemma::{Node, Stemma};

use super::changes::{self, Heard, Told, changed, hear, own, sides, told};
use super::descend::{Descent, Found, Lineage, judge, kin, lineage, preserved};
use super::foreign::{Foreign, foreign};
use super::shelf::{Ready, Shelf};
use super::story::Story;
use crate::collection::Tables;
use crate::intake::Intake;

/// The lineage: each witness hangs under one that shares its rarest variants.
///
/// # Errors
/// When a text cannot be read back.
pub fn descend(intake: &Intake, story: &Story, tables: Tables) -> io::Result<Lineage> {
    let documents = story.witnesses.as_slice();
    let stemma = stemma(intake, story)?;
    let base = preserved(&stemma);
    let first = base.map(|member| take(intake, story, documents[member])).transpose()?;
    let facts = match &first {
        Some(first) if changes::are_wanted(tables) => facts_of(&first.stated()),
        _ => Vec::new(),
    };
    let alone = |member| judged(intake, story, &stemma, &facts, member, tables);
    let judged: Vec<Judged> = (0..documents.len()).into_par_iter().map(alone).collect::<io::Result<_>>()?;
    let (mut descents, mut injected, mut heard) = (Vec::new(), Vec::new(), Vec::new());
    for one in judged {
        descents.push(one.descent);
        injected.push(one.injected);
        heard.extend(one.heard);
    }
    let told = match (&first, base) {
        (Some(first), Some(base)) if changes::are_wanted(tables) => {
            told(documents, base, &first.stated(), &facts, &stemma.models, heard)
        }
        _ => Told::of_changes(heard),
    };
    let archetype = first.as_ref().map_or_else(Archetype::default, as_it_stands);
    let foreign = Foreign { injected, furniture: Vec::new() };
    lineage(intake, documents, Found { descents, stemma, foreign, told }, &archetype)
}

fn take(intake: &Intake, story: &Story, document: u32) -> io::Result<Arc<Ready>> {
    story.take(intake, &mut Shelf::new(intake), document)
}

fn stemma(intake: &Intake, story: &Story) -> io::Result<Stemma> {
    let carrier = |&d: &u32| {
        let time = intake.documents[d as usize].time;
        Ok(Carrier { pairs: take(intake, story, d)?.wording.distinct_pairs(), time })
    };
    let carriers: Vec<Carrier> = story.witnesses.par_iter().map(carrier).collect::<io::Result<_>>()?;
    let parents = variants::parents(&carriers);
    Ok(Stemma::unlost(parents.into_iter().map(|parent| parent.into_iter().collect()).collect()))
}

/// What is said of one witness.
struct Judged {
    descent: Descent,
    injected: Vec<Span>,
    /// Where somebody wants to know.
    heard: Option<Heard>,
}

/// Holds a witness against its parent.
fn judged(
    intake: &Intake,
    story: &Story,
    stemma: &Stemma,
    facts: &[Fact],
    member: usize,
    tables: Tables,
) -> io::Result<Judged> {
    let documents = &story.witnesses;
    let parents: Vec<u32> = stemma.models[member].iter().map(|&parent| documents[parent]).collect();
    let family: Vec<u32> = [documents[member]].iter().chain(&parents).copied().collect();
    let ready: Vec<Arc<Ready>> = family.iter().map(|&d| take(intake, story, d)).collect::<io::Result<_>>()?;
    // The witness is the first of its family, and the others are its parents.
    let tree: Vec<Vec<usize>> = (0..family.len())
        .map(|place| if place == 0 { (1..family.len()).collect() } else { Vec::new() })
        .collect();
    let mut kin = kin(&ready);
    let mut descent = match parents.is_empty() {
        true => Descent::default(),
        false => judge(&mut kin, ready.len(), 0, &tree[0]),
    };
    let foreign = foreign(intake, &family, &ready, kin.alike(), &Stemma::unlost(tree));
    let models: Vec<usize> = (1..family.len()).collect();
    let hear = || {
        let ready = own(&ready, &foreign);
        let found = changed(&sides(&ready), kin.alike(), 0, &models, descent.relation, &foreign.injected);
        hear(intake, facts, &family, &ready, 0, &models, &found)
    };
    let heard = changes::are_wanted(tables).then(hear).transpose()?;
    descent.parents = parents;
    Ok(Judged { descent, injected: foreign.injected.into_iter().next().unwrap_or_default(), heard })
}

fn as_it_stands(first: &Arc<Ready>) -> Archetype {
    let voice = Voice { text: &first.text, wording: &first.wording, line: Node::Witness(0) };
    let alike = Alike::of([&first.wording.witness]);
    reconstruct(voice, &[], |_| alike.between(0, 0), false)
}
