//! The lineage of each story: parents, relation and spun-ness of every witness.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use retold_core::kin::Kin;
use retold_core::facts::testimony::{Evidence, facts as facts_of};
use retold_core::relation::{self, Relation};
use retold_core::stemma::archetype::{Archetype, Voice, reconstruct};
use retold_core::stemma::variants::{self, Carrier};
use retold_core::stemma::{Member, Node, Stemma, stemma};

use crate::changes::{hear, kept_facts};
use crate::intake::Intake;
use crate::shelf::{Ready, Shelf};
use crate::spool::Kept;
use crate::wire::{KeptArchetype, KeptFact};

/// What the lineage says of one witness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Descent {
    /// Its parents, by document number; none for a root.
    pub parents: Vec<u32>,
    /// How it stands to them.
    pub relation: Option<Relation>,
    /// How much it looks spun from its parent, 0 to 1.
    pub spun: f32,
    /// What it changed, put aside on disk.
    pub changes: Kept,
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
    /// Its facts and what the witnesses say of them, likewise.
    pub facts: Kept,
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
    let mut descents: Vec<Descent> = descents.collect();
    let base = base(&stemma, &descents);
    let archetype = base.map_or_else(Archetype::default, |base| archetype(&prepared, &stemma, &descents, base));
    let facts = base.map_or_else(Vec::new, |base| facts_of(&prepared[base].stated()));
    let mut evidence = Vec::with_capacity(documents.len());
    for (member, child) in prepared.iter().enumerate() {
        let models = &stemma.models[member];
        let against: Vec<(u32, &Ready)> = models.iter().map(|&m| (documents[m], &*prepared[m])).collect();
        let heard = hear(intake, &facts, child, &against, manner(&descents, member, models))?;
        descents[member].changes = heard.changes;
        evidence.push(heard.evidence);
    }
    let told = base.map_or_else(Vec::new, |base| {
        kept_facts(documents, base, &prepared[base].stated(), &facts, &stemma.models, &evidence)
    });
    lineage(intake, documents, descents, stemma, &archetype, &told)
}

/// In what manner the words of a witness differ from those of its models. What stands beside a spun brother differs
/// from it as a spun text does from its parent.
fn manner(descents: &[Descent], member: usize, models: &[usize]) -> Option<Relation> {
    let beside_spun = descents[member].parents.is_empty() && models.iter().any(|&m| descents[m].spun > 0.5);
    if beside_spun { Some(Relation::Spun) } else { descents[member].relation }
}

/// The lineage, its archetype put aside.
fn lineage(
    intake: &Intake,
    documents: &[u32],
    descents: Vec<Descent>,
    stemma: Stemma,
    archetype: &Archetype,
    facts: &[KeptFact],
) -> io::Result<Lineage> {
    let facts = intake.spool.keep(&serde_json::to_vec(facts)?)?;
    let archetype = intake.spool.keep(&serde_json::to_vec(&KeptArchetype::from(archetype))?)?;
    let preserved = preserved(&stemma).map(|member| documents[member]);
    Ok(Lineage { witnesses: documents.to_vec(), descents, stemma, preserved, archetype, facts })
}

/// The member that is the archetype.
fn preserved(stemma: &Stemma) -> Option<usize> {
    match stemma.top()? {
        Node::Witness(member) => Some(member),
        Node::Lost(_) => None,
    }
}

/// The member that is the archetype or, where that is lost, stands nearest to it: the first of all; of two of unknown
/// order the less spun one.
fn base(stemma: &Stemma, descents: &[Descent]) -> Option<usize> {
    stemma.top()?;
    let first = || (0..descents.len()).find(|&m| stemma.models[m].is_empty());
    let less_spun = || (0..descents.len()).min_by(|&a, &b| descents[a].spun.total_cmp(&descents[b].spun));
    preserved(stemma).or_else(first).or_else(less_spun)
}

/// The archetype as the members have it.
fn archetype(prepared: &[Arc<Ready>], stemma: &Stemma, descents: &[Descent], base: usize) -> Archetype {
    let Some(top) = stemma.top() else { return Archetype::default() };
    let voice = |member: usize| {
        let Ready { text, wording, .. } = &*prepared[member];
        Voice { text, wording, line: stemma.line(member, top) }
    };
    let heard = |&m: &usize| m != base && descents[m].relation.is_some_and(Relation::keeps_wording);
    let others: Vec<Voice> = (0..prepared.len()).filter(heard).map(voice).collect();
    reconstruct(voice(base), &others, preserved(stemma).is_none())
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
    Descent { relation: Some(relation), spun, ..Descent::default() }
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
    let stemma = Stemma::unlost(parents.iter().map(|&parent| parent.into_iter().collect()).collect());
    let base = preserved(&stemma);
    let first = base.map(|member| take(documents[member])).transpose()?;
    let facts = first.as_ref().map_or_else(Vec::new, |first| facts_of(&first.stated()));
    let descent = |(&child, parent): (&u32, &Option<usize>)| {
        let Some(parent) = *parent else { return Ok(Default::default()) };
        let parent = documents[parent];
        let pair = [take(child)?, take(parent)?];
        let mut descent = judge(&mut kin(&pair), pair.len(), 0, &[1]);
        descent.parents = vec![parent];
        let [child, model] = &pair;
        let heard = hear(intake, &facts, child, &[(parent, model)], descent.relation)?;
        descent.changes = heard.changes;
        Ok((descent, heard.evidence))
    };
    let found: Vec<(Descent, Evidence)> =
        documents.par_iter().zip(&parents).map(descent).collect::<io::Result<_>>()?;
    let (descents, evidence): (Vec<Descent>, Vec<Evidence>) = found.into_iter().unzip();
    let alone = |first: &Arc<Ready>| {
        let voice = Voice { text: &first.text, wording: &first.wording, line: Node::Witness(0) };
        reconstruct(voice, &[], false)
    };
    let archetype = first.as_ref().map(alone).unwrap_or_default();
    let told = match (&first, base) {
        (Some(first), Some(base)) => kept_facts(documents, base, &first.stated(), &facts, &stemma.models, &evidence),
        _ => Vec::new(),
    };
    lineage(intake, documents, descents, stemma, &archetype, &told)
}
