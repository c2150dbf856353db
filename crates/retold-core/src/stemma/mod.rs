//! Who copied from whom inside one story.
//!
//! Each witness gets the parent that explains most of its words; two, where its sentences come from two.

mod arborescence;
mod dateline;
mod merge;
mod novelty;

pub use arborescence::arborescence;
pub use dateline::has_agency_dateline;
pub use novelty::novelty;

use self::merge::Merge;
use crate::wording::Wording;

/// A witness and what its place in the tree rests on.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The witness and its words.
    pub wording: &'a Wording,
    /// Time of publication in seconds since 1970, where known.
    pub time: Option<i64>,
}

/// The parents of each member, by its number: none for the root, two for a merge, best first.
///
/// The root is the member that leaves least of the others unexplained and has fewest before it; under it hangs the
/// tree that leaves least of all members unexplained. No child is dated before its parent. A [`Merge`] is believed
/// where the tree is cheaper with it. Time: the comparisons of every pair of members, and the cube of their number.
pub fn parents(members: &[Member]) -> Vec<Vec<usize>> {
    let costs: Vec<Vec<Vec<f32>>> = (0..members.len())
        .map(|child| (0..members.len()).map(|parent| between(members, child, parent)).collect())
        .collect();
    let whole: Vec<f32> = members.iter().map(|m| novelty::whole(m.wording).max(1.0)).collect();
    let share = |child: usize, parent: usize| costs[child][parent].iter().sum::<f32>() / whole[child];
    let root = root(members, &share);
    let row = |c: usize| (0..members.len()).map(|p| whole[c] * edge(members, c, p, share(c, p))).collect();
    let mut cost: Vec<Vec<f32>> = (0..members.len()).map(row).collect();
    let mut tree = arborescence(root, &cost);
    let mut merges: Vec<Merge> =
        (0..members.len()).filter_map(|child| Merge::of(child, members, &costs[child])).collect();
    merges.sort_by(|x, y| y.saving.total_cmp(&x.saving));
    merges.retain(|merge| {
        let (with, other) = merge.applied(root, &cost);
        let better = merge.child != root && weight(root, &other, &with) < weight(root, &tree, &cost);
        if better {
            (cost, tree) = (with, other);
        }
        better
    });
    hang(root, &tree, &merges)
}

/// The parents that the tree and the merges give.
fn hang(root: usize, tree: &[usize], merges: &[Merge]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> =
        tree.iter().enumerate().map(|(child, &parent)| vec![parent; usize::from(child != root)]).collect();
    for merge in merges {
        let [first, second] = merge.parents;
        let descends = |of: usize| {
            (0..tree.len())
                .scan(of, |at, _| {
                    *at = tree[*at];
                    Some(*at)
                })
                .any(|at| at == merge.child)
        };
        if !descends(first) && !descends(second) {
            out[merge.child] = vec![first, second];
        }
    }
    out
}

/// What all edges of a tree cost.
fn weight(root: usize, tree: &[usize], cost: &[Vec<f32>]) -> f32 {
    tree.iter().enumerate().filter(|&(child, _)| child != root).map(|(child, &p)| cost[child][p]).sum()
}

/// What each sentence of `child` costs under `parent`; nothing of its own under itself.
fn between(members: &[Member], child: usize, parent: usize) -> Vec<f32> {
    if child == parent { Vec::new() } else { novelty(members[child].wording, members[parent].wording) }
}

fn is_before(a: &Member, b: &Member) -> bool {
    matches!((a.time, b.time), (Some(a), Some(b)) if a < b)
}

fn root(members: &[Member], share: &impl Fn(usize, usize) -> f32) -> usize {
    /// What it weighs against a candidate that all other members are dated before it.
    const EARLIER: f32 = 1.0;
    /// What it weighs for a candidate that it is an agency's text by its dateline: enough to tell near-equal ones.
    const AGENCY: f32 = 0.1;
    let others = (members.len() as f32 - 1.0).max(1.0);
    let score = |r: usize| {
        let unexplained: f32 = (0..members.len()).filter(|&d| d != r).map(|d| share(d, r)).sum();
        let before = |m: usize| match (members[m].time, members[r].time) {
            (Some(other), Some(own)) => {
                if other < own {
                    1.0
                } else {
                    0.0
                }
            }
            _ => 0.5,
        };
        let earlier: f32 = (0..members.len()).filter(|&m| m != r).map(before).sum();
        let agency = if members[r].wording.has_agency_dateline { AGENCY } else { 0.0 };
        (unexplained + EARLIER * earlier) / others - agency
    };
    (0..members.len()).min_by(|&a, &b| score(a).total_cmp(&score(b))).unwrap_or(0)
}

/// What it costs to hang `child` under `parent`, which leaves `share` of it unexplained. A child dated before its
/// parent is taken only where there is no other way.
fn edge(members: &[Member], child: usize, parent: usize, share: f32) -> f32 {
    const IMPOSSIBLE: f32 = 10.0;
    share + if is_before(&members[child], &members[parent]) { IMPOSSIBLE } else { 0.0 }
}
