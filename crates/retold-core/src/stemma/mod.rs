//! Who copied from whom inside one story.
//!
//! Each witness gets the parent that explains most of its words; two, where its sentences come from two.

mod novelty;

pub use novelty::novelty;

use crate::witness::Witness;

/// A witness and what its place in the tree rests on.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The witness.
    pub witness: &'a Witness,
    /// Time of publication in seconds since 1970, where known.
    pub time: Option<i64>,
}

/// The parents of each member, by its number: none for the root, two for a merge, best first.
///
/// The root is the member that leaves least of the others unexplained and has fewest before it. The tree grows from
/// it: the member that is explained best by one already in the tree is attached next. No child is dated before its
/// parent. Time: the comparisons of every pair of members, and their square.
pub fn parents(members: &[Member]) -> Vec<Vec<usize>> {
    let costs: Vec<Vec<Vec<f32>>> = members
        .iter()
        .map(|child| members.iter().map(|parent| novelty(child.witness, parent.witness)).collect())
        .collect();
    let whole: Vec<f32> = members.iter().map(|m| novelty::whole(m.witness)).collect();
    let share =
        |child: usize, parent: usize| costs[child][parent].iter().sum::<f32>() / whole[child].max(1.0);
    let root = root(members, &share);
    let mut out = vec![Vec::new(); members.len()];
    let mut inside = vec![root];
    while let Some((child, parent)) = next(members, &inside, &share) {
        out[child].push(parent);
        inside.push(child);
    }
    for child in 0..members.len() {
        if let [parent] = out[child][..]
            && let Some(second) = second_parent(child, parent, members, &costs[child], &out)
        {
            out[child].push(second);
        }
    }
    out
}

fn is_before(a: &Member, b: &Member) -> bool {
    matches!((a.time, b.time), (Some(a), Some(b)) if a < b)
}

fn root(members: &[Member], share: &impl Fn(usize, usize) -> f32) -> usize {
    /// What it weighs against a candidate that all other members are dated before it.
    const EARLIER: f32 = 1.0;
    let others = (members.len() as f32 - 1.0).max(1.0);
    let score = |r: usize| {
        let unexplained: f32 = (0..members.len()).filter(|&d| d != r).map(|d| share(d, r)).sum();
        let earlier = members.iter().filter(|m| is_before(m, &members[r])).count() as f32;
        (unexplained + EARLIER * earlier) / others
    };
    (0..members.len()).min_by(|&a, &b| score(a).total_cmp(&score(b))).unwrap_or(0)
}

/// The pair of a member outside and one inside the tree with the least left unexplained.
fn next(
    members: &[Member],
    inside: &[usize],
    share: &impl Fn(usize, usize) -> f32,
) -> Option<(usize, usize)> {
    /// A child dated before its parent is taken only where there is no other way.
    const IMPOSSIBLE: f32 = 10.0;
    let cost = |&(child, parent): &(usize, usize)| {
        let late = if is_before(&members[child], &members[parent]) { IMPOSSIBLE } else { 0.0 };
        share(child, parent) + late
    };
    (0..members.len())
        .filter(|child| !inside.contains(child))
        .flat_map(|child| inside.iter().map(move |&parent| (child, parent)))
        .min_by(|a, b| cost(a).total_cmp(&cost(b)).then(a.cmp(b)))
}

/// The second parent of a merge: taking each sentence from the better of the two saves a good part of the cost, and
/// each of them alone gives some sentences nearly word for word.
fn second_parent(
    child: usize,
    parent: usize,
    members: &[Member],
    costs: &[Vec<f32>],
    tree: &[Vec<usize>],
) -> Option<usize> {
    /// The saving, as a share of what the one parent leaves unexplained.
    const SAVING: f32 = 0.35;
    /// Sentences that each parent must give alone.
    const ALONE: usize = 2;
    let one: f32 = costs[parent].iter().sum();
    let words = |i: usize| members[child].witness.words(i).len() as f32;
    let gives_alone = |giver: usize, other: usize| {
        let near = |i: usize| {
            costs[giver][i] < 0.25 * words(i) && costs[other][i] > 0.6 * words(i) && words(i) > 6.0
        };
        (0..costs[giver].len()).filter(|&i| near(i)).count()
    };
    let both = |s: usize| costs[parent].iter().zip(&costs[s]).map(|(a, b)| a.min(*b)).sum::<f32>();
    (0..members.len())
        .filter(|&s| s != child && s != parent && !descends(s, child, tree))
        .filter(|&s| !is_before(&members[child], &members[s]))
        .filter(|&s| gives_alone(s, parent) >= ALONE && gives_alone(parent, s) >= ALONE)
        .filter(|&s| one - both(s) >= SAVING * one)
        .min_by(|&a, &b| both(a).total_cmp(&both(b)))
}

/// Does `a` descend from `b`?
fn descends(a: usize, b: usize, tree: &[Vec<usize>]) -> bool {
    let mut at = a;
    while let Some(&parent) = tree[at].first() {
        if parent == b {
            return true;
        }
        at = parent;
    }
    false
}
