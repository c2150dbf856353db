//! The lineage of each story: parents, relation and spun-ness of every witness.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use retold_core::injected::{self, Suspect};
use retold_core::language::Language;
use retold_core::margin;
use retold_core::relation::{self, Relation};
use retold_core::span::Span;
use retold_core::stemma::archetype::{Archetype, Voice, reconstruct};
use retold_core::stemma::variants::{self, Carrier};
use retold_core::stemma::{Member, Node, Stemma, stemma};

use crate::intake::Intake;
use crate::shelf::{Ready, Shelf};
use crate::spool::Kept;
use crate::wire::KeptArchetype;

/// What the lineage says of one witness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Descent {
    /// Its parents, by document number; none for a root.
    pub parents: Vec<u32>,
    /// How it stands to them.
    pub relation: Option<Relation>,
    /// How much it looks spun from its parent, 0 to 1.
    pub spun: f32,
}

/// The lineage of a story.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    /// Its witnesses, by document number, ascending; of identical ones the first.
    pub witnesses: Vec<u32>,
    /// What is said of each.
    pub descents: Vec<Descent>,
    /// Who descends from whom; members are places in `witnesses`.
    pub stemma: Stemma,
    /// The document that is the archetype, where it is preserved.
    pub preserved: Option<u32>,
    /// The archetype's text, as the table of stories has it, put aside on disk.
    pub archetype: Kept,
    /// The foreign text inside each of the witnesses.
    pub injected: Vec<Vec<Span>>,
    /// What turned out to be furniture of each, beside the others.
    pub furniture: Vec<Vec<Span>>,
}

/// Stories of more witnesses (identical ones counted once) are not compared pair by pair; there a witness's parent is
/// sought among those that share its rarest variants.
pub const PAIRWISE: usize = 80;

/// The lineage of a story. `members` are document numbers of which none is identical to another.
///
/// # Errors
/// When a text cannot be read back.
pub fn descend(intake: &Intake, members: &[u32], shelf: &mut Shelf) -> io::Result<Lineage> {
    if members.len() <= PAIRWISE {
        descend_pairwise(intake, members, shelf)
    } else {
        descend_by_variants(intake, members)
    }
}

fn descend_pairwise(intake: &Intake, documents: &[u32], shelf: &mut Shelf) -> io::Result<Lineage> {
    let prepared: Vec<Arc<Ready>> = documents.iter().map(|&d| shelf.take(d)).collect::<io::Result<_>>()?;
    let members: Vec<Member> = documents
        .iter()
        .zip(&prepared)
        .map(|(&d, p)| Member { wording: &p.wording, time: intake.documents[d as usize].time })
        .collect();
    let stemma = stemma(&members);
    let descents = (0..members.len()).map(|child| {
        let (parents, models) = (stemma.parents(child), &stemma.models[child]);
        let mut descent = judge(&prepared, child, models);
        if let ([], [model]) = (&parents[..], &models[..]) {
            // Not its parent, but its brother.
            descent.spun =
                relation::root_spun(&prepared[child].wording, &prepared[*model].wording).unwrap_or(0.0);
        }
        Descent { parents: parents.into_iter().map(|p| documents[p]).collect(), ..descent }
    });
    let descents: Vec<Descent> = descents.collect();
    let archetype = archetype(&prepared, &stemma, &descents);
    let parents: Vec<Vec<usize>> = (0..members.len()).map(|member| stemma.parents(member)).collect();
    let injected = injected(intake, documents, &prepared, &parents, &stemma.models);
    let pages: Vec<margin::Page> =
        prepared.iter().map(|p| margin::Page { text: &p.text, witness: &p.wording.witness }).collect();
    let furniture = margin::furniture(&pages);
    let lineage = lineage(intake, documents, descents, stemma, &archetype)?;
    Ok(Lineage { injected, furniture, ..lineage })
}

/// The lineage, its archetype put aside.
fn lineage(
    intake: &Intake,
    documents: &[u32],
    descents: Vec<Descent>,
    stemma: Stemma,
    archetype: &Archetype,
) -> io::Result<Lineage> {
    let archetype = intake.spool.keep(&serde_json::to_vec(&KeptArchetype::from(archetype))?)?;
    let preserved = preserved(&stemma).map(|member| documents[member]);
    let (injected, furniture) = (Vec::new(), Vec::new());
    Ok(Lineage { witnesses: documents.to_vec(), descents, stemma, preserved, archetype, injected, furniture })
}

/// The foreign text of each member.
fn injected(
    intake: &Intake,
    documents: &[u32],
    prepared: &[Arc<Ready>],
    parents: &[Vec<usize>],
    models: &[Vec<usize>],
) -> Vec<Vec<Span>> {
    let suspect = |(member, &document): (usize, &u32)| Suspect {
        text: &prepared[member].text,
        witness: &prepared[member].wording.witness,
        furniture: &intake.documents[document as usize].furniture,
        alone: &intake.documents[document as usize].injected,
        parents: &parents[member],
        models: &models[member],
    };
    let story: Vec<Suspect> = documents.iter().enumerate().map(suspect).collect();
    let language = documents.first().map_or(Language::ENGLISH, |&d| intake.documents[d as usize].language);
    intake.lexica.with(language, |lexicon| injected::injected(&story, lexicon))
}

/// The member that is the archetype.
fn preserved(stemma: &Stemma) -> Option<usize> {
    match stemma.top()? {
        Node::Witness(member) => Some(member),
        Node::Lost(_) => None,
    }
}

/// The archetype as the members have it.
fn archetype(prepared: &[Arc<Ready>], stemma: &Stemma, descents: &[Descent]) -> Archetype {
    let Some(top) = stemma.top() else { return Archetype::default() };
    let preserved = preserved(stemma);
    // Where it is lost, the first of the witnesses stands nearest to it; of two of unknown order the less spun one.
    let nearest = || {
        let first = (0..prepared.len()).find(|&m| stemma.models[m].is_empty());
        first.or_else(|| (0..prepared.len()).min_by(|&a, &b| descents[a].spun.total_cmp(&descents[b].spun)))
    };
    let Some(base) = preserved.or_else(nearest) else { return Archetype::default() };
    let voice = |member: usize| {
        let Ready { text, wording } = &*prepared[member];
        Voice { text, wording, line: stemma.line(member, top) }
    };
    let heard = |&m: &usize| m != base && descents[m].relation.is_some_and(Relation::keeps_wording);
    let others: Vec<Voice> = (0..prepared.len()).filter(heard).map(voice).collect();
    reconstruct(voice(base), &others, preserved.is_none())
}

/// How `child` stands to those that explain it best.
fn judge(prepared: &[Arc<Ready>], child: usize, models: &[usize]) -> Descent {
    let Some(&first) = models.first() else {
        return Descent { spun: root_spun(prepared, child), ..Descent::default() };
    };
    let features = relation::features(&prepared[child].wording, &prepared[first].wording);
    let relation = if models.len() > 1 { Relation::Merge } else { relation::judge(&features) };
    let spun = if relation == Relation::Merge { 0.0 } else { relation::spun(&features) };
    Descent { parents: Vec::new(), relation: Some(relation), spun }
}

/// A root has no parent; it is held against each of its relatives, and the mildest judgement stands.
fn root_spun(prepared: &[Arc<Ready>], root: usize) -> f32 {
    let others = prepared.iter().enumerate().filter(|&(i, _)| i != root);
    others
        .filter_map(|(_, other)| relation::root_spun(&prepared[root].wording, &other.wording))
        .reduce(f32::min)
        .unwrap_or(0.0)
}

/// Every text is read when it is asked about, and let go: all of a story of thousands would not fit into memory.
fn descend_by_variants(intake: &Intake, documents: &[u32]) -> io::Result<Lineage> {
    let take = |document: u32| Shelf::new(intake).take(document);
    let carrier = |&d: &u32| {
        let time = intake.documents[d as usize].time;
        Ok(Carrier { pairs: take(d)?.wording.distinct_pairs(), time })
    };
    let carriers: Vec<Carrier> = documents.par_iter().map(carrier).collect::<io::Result<_>>()?;
    let parents = variants::parents(&carriers);
    drop(carriers);
    let descent = |(&child, parent): (&u32, &Option<usize>)| {
        let Some(parent) = *parent else {
            return Ok((Descent::default(), intake.documents[child as usize].injected.to_vec()));
        };
        let parent = documents[parent];
        let pair = [take(child)?, take(parent)?];
        let above = [vec![1], Vec::new()];
        let mut foreign = injected(intake, &[child, parent], &pair, &above, &above);
        Ok((Descent { parents: vec![parent], ..judge(&pair, 0, &[1]) }, foreign.swap_remove(0)))
    };
    let found = documents.par_iter().zip(&parents).map(descent).collect::<io::Result<Vec<_>>>()?;
    let (descents, injected) = found.into_iter().unzip();
    let stemma = Stemma::unlost(parents.into_iter().map(|parent| parent.into_iter().collect()).collect());
    let alone = |first: Arc<Ready>| {
        let voice = Voice { text: &first.text, wording: &first.wording, line: Node::Witness(0) };
        reconstruct(voice, &[], false)
    };
    let first = preserved(&stemma).map(|member| take(documents[member])).transpose()?;
    let lineage = lineage(intake, documents, descents, stemma, &first.map(alone).unwrap_or_default())?;
    Ok(Lineage { injected, ..lineage })
}
