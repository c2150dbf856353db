//! Lost witnesses.

use super::facts::{self, Facts, surplus};
use super::{Edge, Member, Node, Stemma};
use crate::kin::Kin;
use crate::relation::judge;

/// Facts in which a child agrees with others against its parent that are believed where one child has them, and where
/// two have them. A single one comes by chance: two copies may go wrong alike, or have a name from elsewhere.
const BY_ONE: u32 = 3;
const BY_TWO: u32 = 2;
/// Facts beyond those of its parent that a copy may have of its own.
const ADDED: u32 = 3;

/// Puts a lost witness above every member that one of its children contradicts, and says what each line rests on.
///
/// A child that has facts which its parent has not, but others have that do not descend from the child, did not take
/// them from that parent: both descend from a witness that had them (Maas 1957, *Textkritik*, section 8). Where one
/// child shows that, every other that has a single such fact goes the same way. `parents` has the parents of each
/// member. Time: the square of the members times the facts of one.
pub fn restore(parents: Vec<Vec<usize>>, members: &[Member], facts: &[Facts]) -> Stemma {
    let evidence: Vec<Vec<Evidence>> =
        (0..parents.len()).map(|child| Evidence::of(child, &parents, facts)).collect();
    let against: Vec<Option<(usize, u32)>> = (0..parents.len())
        .map(|child| match parents[child][..] {
            [parent] => {
                let with = |member: usize| (members[member].wording, &facts[member]);
                let surplus = surplus(with(child), with(parent));
                Some((parent, evidence[child][0].against.max(surplus.saturating_sub(ADDED))))
            }
            // A merge has its readings from two, and none of them alone can be held against it.
            _ => None,
        })
        .collect();
    let (lost_above, lost) = contradicted(&against);
    let mut edges = Vec::new();
    for child in 0..parents.len() {
        // What the member's own children showed stands between it and its parents.
        let node = match lost_above[child] {
            Some(above) => {
                edges.push(Edge::sure(Node::Lost(above), Node::Witness(child)));
                Node::Lost(above)
            }
            None => Node::Witness(child),
        };
        for (&parent, evidence) in parents[child].iter().zip(&evidence[child]) {
            let (from, alone) = match lost_above[parent] {
                // What the child shares with what it was held against, it has from above.
                Some(above) if against[child].is_some_and(|(_, n)| n > 0) => (Node::Lost(above), 0),
                _ => (Node::Witness(parent), evidence.alone),
            };
            edges.push(Edge { from, to: node, alone, against: evidence.against });
        }
    }
    Stemma { edges, lost, models: parents }
}

/// For each member the lost witness above it, if its children show one, and how many there are. `against` has of each
/// member its parent and the facts against that, where it has but one.
fn contradicted(against: &[Option<(usize, u32)>]) -> (Vec<Option<usize>>, usize) {
    let mut lost = 0;
    let above = (0..against.len()).map(|parent| {
        let by_child = against.iter().flatten().filter(|&&(p, _)| p == parent).map(|&(_, n)| n);
        let (one, two) = by_child.fold((0, 0), |(one, two), n| (one.max(n), two + u32::from(n >= BY_TWO)));
        (one >= BY_ONE || two >= 2).then(|| {
            lost += 1;
            lost - 1
        })
    });
    (above.collect(), lost)
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
