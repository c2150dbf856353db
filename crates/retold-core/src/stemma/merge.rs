//! Witnesses that were made of two.

use super::{Collated, Member, arborescence, is_before};

/// The saving that speaks for a second parent, as a share of what the best one leaves unexplained.
const SAVING: f32 = 0.8;
/// Sentences that each parent must give alone.
const ALONE: usize = 2;
/// Of a sentence that is given, so much at the most is unexplained for each word; of one that is not, so much at the
/// least; and shorter ones prove nothing.
const GIVEN: f32 = 0.25;
const NOT_GIVEN: f32 = 0.6;
const SHORT: f32 = 6.0;

/// The guess that a member took its sentences from two others.
pub struct Merge {
    /// The member.
    pub child: usize,
    /// The others, the one that explains more of it first.
    pub parents: [usize; 2],
    /// What they leave unexplained together, facts included.
    pub together: f32,
    /// How much less that is than what the best parent leaves alone, as a share of it.
    pub saving: f32,
}

impl Merge {
    /// The best pair of parents for `child`, if two are needed: taking each sentence from the better of the two saves
    /// most, and each of them alone gives some sentences nearly word for word.
    pub fn of(child: usize, members: &[Member], collated: &Collated) -> Option<Merge> {
        let costs = &collated.costs[child];
        let possible: Vec<usize> =
            (0..members.len()).filter(|&p| p != child && !is_before(&members[child], &members[p])).collect();
        let alone = |p: usize| costs[p].iter().sum::<f32>();
        let one = possible.iter().map(|&p| alone(p)).fold(f32::INFINITY, f32::min);
        let mut best: Option<Merge> = None;
        for (i, &p) in possible.iter().enumerate() {
            for &q in &possible[..i] {
                let together: f32 = costs[p].iter().zip(&costs[q]).map(|(a, b)| a.min(*b)).sum();
                let saving = (one - together) / one;
                let better = best.as_ref().is_none_or(|b| together < b.together);
                if better && saving >= SAVING && each_gives(child, members, &costs[p], &costs[q]) {
                    let parents = if alone(p) < alone(q) { [p, q] } else { [q, p] };
                    best = Some(Merge { child, parents, together, saving });
                }
            }
        }
        let with_facts = |m: Merge| Merge { together: m.together + collated.foreign(child, &m.parents), ..m };
        best.map(with_facts)
    }

    /// The costs of all edges, and the tree, if the guess is right: either parent explains the child as well as both
    /// do, and neither comes from it, by whatever way.
    pub fn applied(&self, root: usize, cost: &[Vec<f32>]) -> (Vec<Vec<f32>>, Vec<usize>) {
        let mut cost = cost.to_vec();
        for parent in self.parents {
            cost[self.child][parent] = self.together;
        }
        loop {
            let tree = arborescence(root, &cost);
            match self.parents.iter().find_map(|&parent| below(self.child, parent, root, &tree)) {
                Some(first) => cost[first][self.child] = f32::MAX.sqrt(),
                None => return (cost, tree),
            }
        }
    }
}

/// The first node on the way down from `above` to `node`, if there is one.
fn below(above: usize, mut node: usize, root: usize, tree: &[usize]) -> Option<usize> {
    while node != root {
        if tree[node] == above {
            return Some(node);
        }
        node = tree[node];
    }
    None
}

/// Does each of two members give sentences that the other does not?
fn each_gives(child: usize, members: &[Member], p: &[f32], q: &[f32]) -> bool {
    let witness = &members[child].wording.witness;
    let gives_alone = |giver: &[f32], other: &[f32]| {
        let given = |i: &usize| {
            let words = witness.words(*i).len() as f32;
            words > SHORT && giver[*i] < GIVEN * words && other[*i] > NOT_GIVEN * words
        };
        (0..giver.len()).filter(given).count()
    };
    gives_alone(p, q) >= ALONE && gives_alone(q, p) >= ALONE
}
