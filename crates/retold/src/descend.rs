//! The lineage of each story: parents, relation and spun-ness of every witness.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use retold_core::relation::{self, Relation};
use retold_core::stemma::{Member, Stemma, stemma};
use retold_core::wording::Wording;

use crate::intake::Intake;
use crate::neighbourhood::Compared;
use crate::shelf::Shelf;

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
}

/// Stories of more witnesses (identical ones counted once) are not compared pair by pair: there each witness gets
/// the best of those that it was linked with.
pub const PAIRWISE: usize = 80;

/// The lineage of a story. `members` are document numbers of which none is identical to another;
/// `compared` has the links between them.
///
/// # Errors
/// When a text cannot be read back.
pub fn descend(
    intake: &Intake,
    members: &[u32],
    compared: &[Compared],
    shelf: &mut Shelf,
) -> io::Result<Lineage> {
    if members.len() <= PAIRWISE {
        descend_pairwise(intake, members, shelf)
    } else {
        descend_by_links(intake, members, compared, shelf)
    }
}

fn descend_pairwise(intake: &Intake, documents: &[u32], shelf: &mut Shelf) -> io::Result<Lineage> {
    let prepared: Vec<Arc<Wording>> = documents.iter().map(|&d| shelf.take(d)).collect::<io::Result<_>>()?;
    let members: Vec<Member> = documents
        .iter()
        .zip(&prepared)
        .map(|(&d, p)| Member { wording: p, time: intake.documents[d as usize].time })
        .collect();
    let stemma = stemma(&members);
    let descents = (0..members.len()).map(|child| {
        let (parents, models) = (stemma.parents(child), &stemma.models[child]);
        let mut descent = judge(&prepared, child, models);
        if let ([], [model]) = (&parents[..], &models[..]) {
            // Not its parent, but its brother.
            descent.spun = relation::root_spun(&prepared[child], &prepared[*model]).unwrap_or(0.0);
        }
        Descent { parents: parents.into_iter().map(|p| documents[p]).collect(), ..descent }
    });
    Ok(Lineage { descents: descents.collect(), witnesses: documents.to_vec(), stemma })
}

/// How `child` stands to those that explain it best.
fn judge(prepared: &[Arc<Wording>], child: usize, models: &[usize]) -> Descent {
    let Some(&first) = models.first() else {
        return Descent { spun: root_spun(prepared, child), ..Descent::default() };
    };
    let features = relation::features(&prepared[child], &prepared[first]);
    let relation = if models.len() > 1 { Relation::Merge } else { relation::judge(&features) };
    let spun = if relation == Relation::Merge { 0.0 } else { relation::spun(&features) };
    Descent { parents: Vec::new(), relation: Some(relation), spun }
}

/// A root has no parent; it is held against each of its relatives, and the mildest judgement stands.
fn root_spun(prepared: &[Arc<Wording>], root: usize) -> f32 {
    let others = prepared.iter().enumerate().filter(|&(i, _)| i != root);
    others
        .filter_map(|(_, other)| relation::root_spun(&prepared[root], other))
        .reduce(f32::min)
        .unwrap_or(0.0)
}

fn descend_by_links(
    intake: &Intake,
    documents: &[u32],
    compared: &[Compared],
    shelf: &mut Shelf,
) -> io::Result<Lineage> {
    let mut best: HashMap<u32, (f32, u32)> = HashMap::new();
    let published = |d: u32| (intake.documents[d as usize].time.unwrap_or(i64::MAX), d);
    let inside = |d: u32| documents.binary_search(&d).is_ok();
    for link in compared.iter().filter(|c| c.verdict.is_link() && inside(c.a) && inside(c.b)) {
        let (parent, child) =
            if published(link.a) < published(link.b) { (link.a, link.b) } else { (link.b, link.a) };
        let offer = (link.verdict.odds, parent);
        let held = best.entry(child).or_insert(offer);
        if offer.0 > held.0 || offer.0 == held.0 && offer.1 < held.1 {
            *held = offer;
        }
    }
    let place = |document: u32| documents.partition_point(|&d| d < document);
    let models: Vec<Vec<usize>> = documents
        .iter()
        .map(|d| best.get(d).map(|&(_, parent)| place(parent)).into_iter().collect())
        .collect();
    let mut descents = Vec::new();
    for (&child, models) in documents.iter().zip(&models) {
        let descent = match models[..] {
            [] => Descent::default(),
            [parent, ..] => {
                let parent = documents[parent];
                let pair = [shelf.take(child)?, shelf.take(parent)?];
                Descent { parents: vec![parent], ..judge(&pair, 0, &[1]) }
            }
        };
        descents.push(descent);
    }
    Ok(Lineage { descents, witnesses: documents.to_vec(), stemma: Stemma::unlost(models) })
}
