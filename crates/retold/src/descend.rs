//! The lineage of each story: parents, relation and spun-ness of every witness.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use retold_core::relation::{self, Relation};
use retold_core::stemma::{self, Member};
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

/// Stories of more witnesses (identical ones counted once) are not compared pair by pair: there each witness gets
/// the best of those that it was linked with.
const PAIRWISE: usize = 80;

/// The descent of every member of a story. `members` are document numbers of which none is identical to another;
/// `compared` has the links between them.
///
/// # Errors
/// When a text cannot be read back.
pub fn descend(
    intake: &Intake,
    members: &[u32],
    compared: &[Compared],
    shelf: &mut Shelf,
) -> io::Result<Vec<(u32, Descent)>> {
    if members.len() <= PAIRWISE {
        descend_pairwise(intake, members, shelf)
    } else {
        descend_by_links(intake, members, compared, shelf)
    }
}

fn descend_pairwise(
    intake: &Intake,
    documents: &[u32],
    shelf: &mut Shelf,
) -> io::Result<Vec<(u32, Descent)>> {
    let prepared: Vec<Arc<Wording>> = documents.iter().map(|&d| shelf.take(d)).collect::<io::Result<_>>()?;
    let members: Vec<Member> = documents
        .iter()
        .zip(&prepared)
        .map(|(&d, p)| Member { wording: p, time: intake.documents[d as usize].time })
        .collect();
    let parents = stemma::parents(&members);
    let judged = parents.iter().enumerate().map(|(child, parents)| {
        let descent = judge(&prepared, child, parents);
        let parents = descent.parents.iter().map(|&p| documents[p as usize]).collect();
        (documents[child], Descent { parents, ..descent })
    });
    Ok(judged.collect())
}

fn judge(prepared: &[Arc<Wording>], child: usize, parents: &[usize]) -> Descent {
    let Some(&first) = parents.first() else {
        return Descent { spun: root_spun(prepared, child), ..Descent::default() };
    };
    let features = relation::features(&prepared[child], &prepared[first]);
    let relation = if parents.len() > 1 { Relation::Merge } else { relation::judge(&features) };
    let spun = if relation == Relation::Merge { 0.0 } else { relation::spun(&features) };
    Descent { parents: parents.iter().map(|&p| p as u32).collect(), relation: Some(relation), spun }
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
) -> io::Result<Vec<(u32, Descent)>> {
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
    let mut descents = Vec::new();
    for &child in documents {
        let descent = match best.get(&child) {
            None => Descent::default(),
            Some(&(_, parent)) => {
                let pair = [shelf.take(child)?, shelf.take(parent)?];
                Descent { parents: vec![parent], ..judge(&pair, 0, &[1]) }
            }
        };
        descents.push((child, descent));
    }
    Ok(descents)
}
