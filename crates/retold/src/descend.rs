//! The lineage of each story: parents, relation and spun-ness of every witness.

use std::collections::HashMap;
use std::io;

use rayon::prelude::*;
use retold_core::relation::{self, Relation};
use retold_core::stemma::{self, Member};
use retold_core::wording::Wording;

use crate::intake::Intake;
use crate::pairs::Compared;

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

/// The descent of every member of a story. `members` are document numbers, `same` gives each document's stand-in
/// among identical ones.
pub fn descend(
    intake: &Intake,
    members: &[u32],
    same: &[u32],
    links: &[&Compared],
) -> io::Result<Vec<(u32, Descent)>> {
    let mut distinct: Vec<u32> = members.iter().copied().filter(|&m| same[m as usize] == m).collect();
    distinct.sort_unstable();
    let mut out = if distinct.len() <= PAIRWISE {
        descend_pairwise(intake, &distinct)?
    } else {
        descend_by_links(intake, &distinct, links)?
    };
    for &copy in members.iter().filter(|&&m| same[m as usize] != m) {
        let descent =
            Descent { parents: vec![same[copy as usize]], relation: Some(Relation::Copy), spun: 0.0 };
        out.push((copy, descent));
    }
    Ok(out)
}

fn wording(intake: &Intake, document: u32) -> io::Result<Wording> {
    let (text, transcript) = intake.transcript(document)?;
    Ok(Wording::of(&text, transcript.into()))
}

fn descend_pairwise(intake: &Intake, documents: &[u32]) -> io::Result<Vec<(u32, Descent)>> {
    let prepared: Vec<Wording> = documents.iter().map(|&d| wording(intake, d)).collect::<io::Result<_>>()?;
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

fn judge(prepared: &[Wording], child: usize, parents: &[usize]) -> Descent {
    let Some(&first) = parents.first() else {
        return Descent { spun: root_spun(prepared, child), ..Descent::default() };
    };
    let features = relation::features(&prepared[child], &prepared[first]);
    let relation = if parents.len() > 1 { Relation::Merge } else { relation::judge(&features) };
    let spun = if relation == Relation::Merge { 0.0 } else { relation::spun(&features) };
    Descent { parents: parents.iter().map(|&p| p as u32).collect(), relation: Some(relation), spun }
}

/// A root has no parent; it is held against each of its relatives, and the mildest judgement stands.
fn root_spun(prepared: &[Wording], root: usize) -> f32 {
    let others = prepared.iter().enumerate().filter(|&(i, _)| i != root);
    others
        .filter_map(|(_, other)| relation::root_spun(&prepared[root], other))
        .reduce(f32::min)
        .unwrap_or(0.0)
}

fn descend_by_links(
    intake: &Intake,
    documents: &[u32],
    links: &[&Compared],
) -> io::Result<Vec<(u32, Descent)>> {
    let mut best: HashMap<u32, (f32, u32)> = HashMap::new();
    let published = |d: u32| (intake.documents[d as usize].time.unwrap_or(i64::MAX), d);
    for link in links {
        let (parent, child) =
            if published(link.a) < published(link.b) { (link.a, link.b) } else { (link.b, link.a) };
        let offer = (link.verdict.odds, parent);
        let held = best.entry(child).or_insert(offer);
        if offer.0 > held.0 || offer.0 == held.0 && offer.1 < held.1 {
            *held = offer;
        }
    }
    documents
        .par_iter()
        .map(|&child| {
            let Some(&(_, parent)) = best.get(&child) else { return Ok((child, Descent::default())) };
            let pair = [wording(intake, child)?, wording(intake, parent)?];
            Ok((child, Descent { parents: vec![parent], ..judge(&pair, 0, &[1]) }))
        })
        .collect()
}
