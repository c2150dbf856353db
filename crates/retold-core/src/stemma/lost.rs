//! Lost witnesses.

use super::facts::{self, Facts, surplus};
use super::orphans::orphans;
use super::{Edge, Member, Node, Stemma};
use crate::align::Alike;
use crate::kin::Kin;
use crate::relation::judge;

/// Facts in which a child agrees with others against its parent that are believed where one child has them, and where
/// two have them. A single one comes by chance: two copies may go wrong alike, or have a name from elsewhere.
const BY_ONE: u32 = 3;
const BY_TWO: u32 = 2;
/// Facts beyond those of its parent that a copy may have of its own.
const ADDED: u32 = 3;

/// Puts lost witnesses where the members speak for them, and says what each line rests on. `parents` has the parents
/// of each member: none for `root`. What opens as an agency's report is the archetype.
pub fn restore(
    root: usize,
    parents: Vec<Vec<usize>>,
    members: &[Member],
    facts: &[Facts],
    alike: &Alike,
) -> Stemma {
    let evidence: Vec<Vec<Evidence>> =
        (0..parents.len()).map(|child| Evidence::of(child, &parents, facts)).collect();
    let losses = if members[root].wording.dateline.is_some() {
        Losses::none(members.len())
    } else if let Some(orphans) = orphans(root, &parents, members, facts) {
        Losses::above(root, &orphans)
    } else {
        Losses::contradicted(&parents, &against(&parents, members, facts, alike, &evidence))
    };
    let mut edges = Vec::new();
    for child in 0..parents.len() {
        // What the member's own children showed stands between it and its parents.
        let node = match losses.above[child] {
            Some(above) => {
                edges.push(Edge::sure(Node::Lost(above), Node::Witness(child)));
                Node::Lost(above)
            }
            None => Node::Witness(child),
        };
        for (&parent, evidence) in parents[child].iter().zip(&evidence[child]) {
            let (from, alone) = match losses.instead[child] {
                // What the child shares with what it was held against, it has from above.
                Some(lost) => (Node::Lost(lost), 0),
                None => (Node::Witness(parent), evidence.alone),
            };
            edges.push(Edge { from, to: node, alone, against: evidence.against });
        }
    }
    Stemma { edges, lost: losses.above.iter().flatten().count(), models: parents }
}

/// Which lost witnesses there are.
struct Losses {
    /// For each member the one right above it.
    above: Vec<Option<usize>>,
    /// For each member the one that it hangs under in place of its parent.
    instead: Vec<Option<usize>>,
}

impl Losses {
    fn none(members: usize) -> Losses {
        Losses { above: vec![None; members], instead: vec![None; members] }
    }

    /// The archetype, if some members are orphans of it.
    fn above(root: usize, orphans: &[bool]) -> Losses {
        let mut losses = Losses::none(orphans.len());
        losses.instead = orphans.iter().map(|&is_orphan| is_orphan.then_some(0)).collect();
        losses.above[root] = orphans.contains(&true).then_some(0);
        losses
    }

    /// One above every member that its children contradict.
    ///
    /// A child that has facts which its parent has not, but others have that do not descend from the child, did not take
    /// them from that parent: both descend from a witness that had them (Maas 1957, *Textkritik*, section 8). Where that
    /// is shown, every child with two such facts hangs there.
    fn contradicted(parents: &[Vec<usize>], against: &[u32]) -> Losses {
        let mut losses = Losses::none(parents.len());
        let mut lost = 0..;
        for parent in 0..parents.len() {
            let children = || (0..parents.len()).filter(|&child| parents[child] == [parent]);
            let two = children().filter(|&child| against[child] >= BY_TWO).count() >= 2;
            if two || children().any(|child| against[child] >= BY_ONE) {
                losses.above[parent] = lost.next();
                for child in children().filter(|&child| against[child] >= BY_TWO) {
                    losses.instead[child] = losses.above[parent];
                }
            }
        }
        losses
    }
}

/// The facts that speak against the parent of each member, where it has but one: a merge has its readings from two, and
/// none of them alone can be held against it.
fn against(
    parents: &[Vec<usize>],
    members: &[Member],
    facts: &[Facts],
    alike: &Alike,
    evidence: &[Vec<Evidence>],
) -> Vec<u32> {
    let with = |member: usize| (&members[member].wording.witness, &facts[member]);
    let surplus =
        |child: usize, parent: usize| surplus(with(child), with(parent), &alike.between(child, parent));
    let of = |child: usize| match parents[child][..] {
        [parent] => evidence[child][0].against.max(surplus(child, parent).saturating_sub(ADDED)),
        _ => 0,
    };
    (0..parents.len()).map(of).collect()
}

/// Two witnesses under a lost one, each beside the other.
pub fn siblings() -> Stemma {
    let edges = [0, 1].map(|member| Edge::sure(Node::Lost(0), Node::Witness(member)));
    Stemma { edges: edges.to_vec(), lost: 1, models: vec![vec![1], vec![0]] }
}

/// Are there but two witnesses, and nothing that says which is the older? No third speaks for either, and what two
/// texts share says nothing of the direction (docs/design/lineage.md). All that is known is that both carry one text.
pub fn is_open(members: &[Member], kin: &mut Kin) -> bool {
    let [a, b] = members else { return false };
    let order_is_known = a.time.is_some() && b.time.is_some() && a.time != b.time;
    // A digest has a direction, though what it is a digest of may look like an edit of it.
    let mut rewords = |child, parent| judge(&kin.features(child, parent)).is_rewording();
    !order_is_known && !a.in_part && !b.in_part && rewords(0, 1) && rewords(1, 0)
}

/// What speaks for a line of descent and what against it, in facts.
struct Evidence {
    alone: u32,
    against: u32,
}

impl Evidence {
    /// That for each parent of a member.
    fn of(child: usize, parents: &[Vec<usize>], facts: &[Facts]) -> Vec<Evidence> {
        let others: Vec<usize> = (0..parents.len())
            .filter(|&o| o != child && !parents[child].contains(&o) && !descends(o, child, parents))
            .collect();
        let elsewhere = |fact| others.iter().any(|&o| facts[o].tells(fact));
        let against = facts::foreign(facts, child, &parents[child]).filter(|&f| elsewhere(f)).count() as u32;
        let alone = |parent: usize| {
            let only = |fact| {
                let another = parents[child].iter().any(|&p| p != parent && facts[p].has(fact));
                facts[parent].has(fact) && !another && !elsewhere(fact)
            };
            facts[child].iter().filter(|&f| only(f)).count() as u32
        };
        parents[child].iter().map(|&parent| Evidence { alone: alone(parent), against }).collect()
    }
}

/// Does `member` descend from `ancestor`?
pub fn descends(member: usize, ancestor: usize, parents: &[Vec<usize>]) -> bool {
    parents[member].iter().any(|&p| p == ancestor || descends(p, ancestor, parents))
}
