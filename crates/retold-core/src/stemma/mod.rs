//! Who copied from whom inside one story.
//!
//! Each witness gets the parent that explains most of its words; two, where its sentences come from two; and a lost
//! one, where the witnesses agree against the parent that they would have.

mod arborescence;
pub mod archetype;
mod copies;
mod dateline;
mod exemplars;
mod facts;
mod lost;
mod merge;
mod novelty;
mod orphans;
mod places;
mod root;
mod table;
#[cfg(test)]
mod tests;
pub mod variants;

pub use arborescence::arborescence;
pub use dateline::agency_dateline;

use self::copies::Copies;
use self::facts::Facts;
use self::merge::Merge;
use crate::align::Alike;
use crate::kin::Kin;
use crate::wording::Wording;

/// A witness and what its place in the tree rests on.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The witness and its words.
    pub wording: &'a Wording,
    /// The text that it was made of.
    pub text: &'a str,
    /// Time of publication in seconds since 1970, where known.
    pub time: Option<i64>,
    /// Is it a page that [carries](crate::carried) no more than passages of the story? Then it has them from a whole
    /// text, and no other has its text from it.
    pub in_part: bool,
}

/// A node of a stemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A member, by number.
    Witness(usize),
    /// A lost witness, by number.
    Lost(usize),
}

/// A line of descent, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The parent.
    pub from: Node,
    /// The child.
    pub to: Node,
    /// Facts that the child shares with this parent alone.
    pub alone: u32,
    /// Facts of the child that none of its parents has, but another that does not descend from the child.
    pub against: u32,
}

impl Edge {
    /// A line that follows from others.
    fn sure(from: Node, to: Node) -> Edge {
        Edge { from, to, alone: 0, against: 0 }
    }
}

/// Who descends from whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stemma {
    /// The lines of descent; those of a child stand together, the parent that gave most first.
    pub edges: Vec<Edge>,
    /// How many lost witnesses there are.
    pub lost: usize,
    /// For each member those that explain it best, first the one that gives most: its parents, or where these are
    /// lost, what came nearest to them. None for the first of all.
    pub models: Vec<Vec<usize>>,
}

impl Stemma {
    /// The stemma of members with these parents, of which none is lost.
    pub fn unlost(parents: Vec<Vec<usize>>) -> Stemma {
        let lines = |(child, parents): (usize, &Vec<usize>)| {
            let line = |&parent: &usize| Edge::sure(Node::Witness(parent), Node::Witness(child));
            parents.iter().map(line).collect::<Vec<_>>()
        };
        Stemma { edges: parents.iter().enumerate().flat_map(lines).collect(), lost: 0, models: parents }
    }

    /// Does a node hang under another?
    pub fn has_parent(&self, node: Node) -> bool {
        self.edges.iter().any(|edge| edge.to == node)
    }

    /// The node above all others; `None` where there are several, as without members.
    pub fn top(&self) -> Option<Node> {
        let lost = (0..self.lost).map(Node::Lost);
        let mut tops =
            lost.chain((0..self.models.len()).map(Node::Witness)).filter(|&node| !self.has_parent(node));
        tops.next().filter(|_| tops.next().is_none())
    }

    /// The line of descent below `top` that a member belongs to, by its first parents: the node that hangs there.
    pub fn line(&self, member: usize, top: Node) -> Node {
        let mut node = Node::Witness(member);
        while let Some(edge) = self.edges.iter().find(|edge| edge.to == node && edge.from != top) {
            node = edge.from;
        }
        node
    }

    /// The nearest ancestors of a member that are not lost, best first.
    pub fn parents(&self, member: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut ahead = vec![Node::Witness(member)];
        while let Some(node) = ahead.pop() {
            for edge in self.edges.iter().filter(|e| e.to == node) {
                match edge.from {
                    Node::Witness(parent) if !found.contains(&parent) => found.push(parent),
                    Node::Witness(_) => {}
                    lost => ahead.push(lost),
                }
            }
        }
        found
    }
}

/// What a fact weighs that a child has from no parent, in pairs of words.
///
/// Who rewords a text goes back to its model's model in many a word, since there are only so many words for a thing, but
/// not in a number that the model had changed. From 20 to 28 the trees are the same but for a few (docs/design/lineage.md).
const FACT_COST: f32 = 20.0;

/// Every member held against every other.
pub struct Collated {
    /// By child and parent: what the parent leaves unexplained of the child, sentence by sentence. The diagonal is empty.
    costs: Vec<Vec<Vec<f32>>>,
    /// What each member would cost without a parent.
    whole: Vec<f32>,
    /// The facts of each member.
    facts: Vec<Facts>,
}

impl Collated {
    fn of(members: &[Member], alike: &Alike) -> Collated {
        let mut costs = vec![vec![Vec::new(); members.len()]; members.len()];
        for (i, a) in members.iter().enumerate() {
            for (j, b) in members[..i].iter().enumerate() {
                costs[i][j] = novelty::novelty(a.wording, b.wording, &alike.between(i, j));
                costs[j][i] = novelty::novelty(b.wording, a.wording, &alike.between(j, i));
            }
        }
        let whole = members.iter().map(|m| novelty::whole(m.wording)).collect();
        Collated { costs, whole, facts: members.iter().map(|m| Facts::of(m.wording)).collect() }
    }

    /// What `parent` leaves unexplained of the wording of `child`.
    fn cost(&self, child: usize, parent: usize) -> f32 {
        self.costs[child][parent].iter().sum()
    }

    /// The same as a share of the child.
    fn share(&self, child: usize, parent: usize) -> f32 {
        self.cost(child, parent) / self.whole[child].max(1.0)
    }

    /// What the facts of `child` cost that none of these has.
    fn foreign(&self, child: usize, parents: &[usize]) -> f32 {
        FACT_COST * facts::foreign(&self.facts, child, parents).count() as f32
    }
}

/// The stemma of some members.
///
/// The root is chosen first; under it hangs the tree that leaves least of all members unexplained, and no child is
/// dated before its parent. A [`Merge`] is believed where the tree is cheaper with it. Then [`lost`] witnesses are
/// put in. `kin` are the same members. Time: the comparisons of every pair of members, and the cube of their number.
pub fn stemma(members: &[Member], kin: &mut Kin) -> Stemma {
    if members.is_empty() {
        return Stemma::default();
    }
    if lost::is_open(members, kin) {
        return lost::siblings();
    }
    let collated = Collated::of(members, kin.alike());
    let root = root::root(members, &collated);
    let row = |c: usize| (0..members.len()).map(|p| edge_cost(members, &collated, c, p)).collect();
    let mut cost: Vec<Vec<f32>> = (0..members.len()).map(row).collect();
    // The root has no parent, and all others descend from it: no tree would spare it that.
    let children = (0..members.len()).filter(|&child| child != root && !members[child].in_part);
    let mut merges: Vec<Merge> = children.filter_map(|child| Merge::of(child, members, &collated)).collect();
    let forbidden = |child, parent| forbidden(members, &collated, child, parent);
    if merges.is_empty()
        && let Some(copies) = Copies::of(root, members, &collated, forbidden)
    {
        (cost, merges) = (copies.costs, copies.merges);
    }
    let mut tree = arborescence(root, &cost);
    merges.sort_by(|x, y| y.saving.total_cmp(&x.saving));
    merges.retain(|merge| {
        let (with, other) = merge.applied(root, &cost);
        let better = weight(root, &other, &with) < weight(root, &tree, &cost);
        if better {
            (cost, tree) = (with, other);
        }
        better
    });
    lost::restore(root, hang(root, &tree, &merges), members, &collated.facts, kin.alike())
}

/// What it costs to hang `child` under `parent`. A child dated before its parent is taken only where there is no
/// other way, and so is a parent that has no more than a part.
fn edge_cost(members: &[Member], collated: &Collated, child: usize, parent: usize) -> f32 {
    let told = collated.cost(child, parent) + collated.foreign(child, &[parent]);
    told + forbidden(members, collated, child, parent)
}

/// More than all else, where `parent` cannot be that of `child`.
fn forbidden(members: &[Member], collated: &Collated, child: usize, parent: usize) -> f32 {
    const IMPOSSIBLE: f32 = 10.0;
    let late = is_before(&members[child], &members[parent]);
    if late || members[parent].in_part { IMPOSSIBLE * collated.whole[child] } else { 0.0 }
}

fn is_before(a: &Member, b: &Member) -> bool {
    matches!((a.time, b.time), (Some(a), Some(b)) if a < b)
}

/// What all edges of a tree cost.
fn weight(root: usize, tree: &[usize], cost: &[Vec<f32>]) -> f32 {
    tree.iter().enumerate().filter(|&(child, _)| child != root).map(|(child, &p)| cost[child][p]).sum()
}

/// The parents of each member that the tree and the merges give: none for the root, two for a merge. A merge that
/// would make a member its own ancestor is none: two merges may each have a second parent that comes from the other.
fn hang(root: usize, tree: &[usize], merges: &[Merge]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> =
        tree.iter().enumerate().map(|(child, &parent)| vec![parent; usize::from(child != root)]).collect();
    for merge in merges {
        if !merge.parents.iter().any(|&parent| lost::descends(parent, merge.child, &out)) {
            out[merge.child] = merge.parents.to_vec();
        }
    }
    out
}
