//! The lineage of each story: parents, relation and spun-ness of every witness.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use retold_core::kin::Kin;
use retold_core::relation::{self, Relation};
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
    let mut kin = kin(&prepared);
    let stemma = stemma(&members, &mut kin);
    let descents = (0..members.len()).map(|child| {
        let (parents, models) = (stemma.parents(child), &stemma.models[child]);
        let mut descent = judge(&mut kin, prepared.len(), child, models);
        if let ([], [model]) = (&parents[..], &models[..]) {
            // Not its parent, but its brother.
            descent.spun = kin.root_spun(child, *model).unwrap_or(0.0);
        }
        Descent { parents: parents.into_iter().map(|p| documents[p]).collect(), ..descent }
    });
    let descents: Vec<Descent> = descents.collect();
    let archetype = archetype(&prepared, &stemma, &descents);
    lineage(intake, documents, descents, stemma, &archetype)
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
    Ok(Lineage { witnesses: documents.to_vec(), descents, stemma, preserved, archetype })
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

fn kin(prepared: &[Arc<Ready>]) -> Kin<'_> {
    Kin::new(prepared.iter().map(|ready| &ready.wording).collect())
}

/// How `child`, one of so many members, stands to those that explain it best.
fn judge(kin: &mut Kin, members: usize, child: usize, models: &[usize]) -> Descent {
    let Some(&first) = models.first() else {
        return Descent { spun: root_spun(kin, members, child), ..Descent::default() };
    };
    let features = kin.features(child, first);
    let relation = if models.len() > 1 { Relation::Merge } else { relation::judge(&features) };
    let spun = if relation == Relation::Merge { 0.0 } else { relation::spun(&features) };
    Descent { parents: Vec::new(), relation: Some(relation), spun }
}

/// A root has no parent; it is held against each of its relatives, and the mildest judgement stands.
fn root_spun(kin: &mut Kin, members: usize, root: usize) -> f32 {
    let others = (0..members).filter(|&other| other != root);
    others.filter_map(|other| kin.root_spun(root, other)).reduce(f32::min).unwrap_or(0.0)
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
        let Some(parent) = *parent else { return Ok(Descent::default()) };
        let parent = documents[parent];
        let pair = [take(child)?, take(parent)?];
        Ok(Descent { parents: vec![parent], ..judge(&mut kin(&pair), pair.len(), 0, &[1]) })
    };
    let descents = documents.par_iter().zip(&parents).map(descent).collect::<io::Result<_>>()?;
    let stemma = Stemma::unlost(parents.into_iter().map(|parent| parent.into_iter().collect()).collect());
    let alone = |first: Arc<Ready>| {
        let voice = Voice { text: &first.text, wording: &first.wording, line: Node::Witness(0) };
        reconstruct(voice, &[], false)
    };
    let first = preserved(&stemma).map(|member| take(documents[member])).transpose()?;
    lineage(intake, documents, descents, stemma, &first.map(alone).unwrap_or_default())
}
