//! The tree of witnesses that all keep the wording of one text, as scribes do.
//!
//! Who rewords takes words away and brings words in, so that what a child has and its parent has not says most
//! ([`novelty`](super::novelty)). Who copies makes slips, mends those of others, skips a line, or loses the end of what
//! he has: such witnesses are collated ([`Table`]), and hang together by the [`places`] at which they differ, in either
//! direction alike. Which of two stands above, the root and the dates say.

use super::arborescence;
use super::exemplars::Switch;
use super::merge::Merge;
use super::places::{Place, beside, distances, distances_along, places};
use super::table::Table;
use super::{Collated, Member};

/// So much of one of two witnesses at the most, and be it the shorter, does the other leave unexplained where both are
/// copies of one text. In pairs of words: a slip in a word breaks two. Of news stories those meet it that consist of
/// reprints (docs/design/lineage.md).
const CHANGED: f32 = 0.4;
/// The tree says what is missing, and what is missing the tree: so often at the most.
const ROUNDS: usize = 8;

/// What the places say.
pub struct Copies {
    /// What it costs to hang each member under each.
    pub costs: Vec<Vec<f32>>,
    /// Who may have changed the exemplar.
    pub merges: Vec<Merge>,
}

impl Copies {
    /// What the places at which the members differ say, if all keep the wording of one text; none where they do not.
    /// `forbidden` is what it costs beside to hang a child under a parent. Time: that of [`Table::of`], and the places
    /// for every two members, a few times.
    pub fn of(
        root: usize,
        members: &[Member],
        collated: &Collated,
        forbidden: impl Fn(usize, usize) -> f32,
    ) -> Option<Copies> {
        let alike = |a: usize, b: usize| collated.share(a, b).min(collated.share(b, a)) <= CHANGED;
        // Who took over passages only is no scribe: what he has not is no omission.
        let is_whole = members.iter().all(|member| !member.in_part);
        if members.len() < 3 || !is_whole || !(0..members.len()).all(|a| (0..a).all(|b| alike(a, b))) {
            return None;
        }
        let places = places(&Table::of(members)?);
        let (costs, tree) = costs(root, &places, members.len(), &forbidden);
        let merge = |child: usize| {
            let mut possible: Vec<usize> =
                (0..members.len()).filter(|&p| p != child && forbidden(child, p) == 0.0).collect();
            // Of equals the first is taken: who was at hand for others was at hand for this scribe.
            possible.sort_by_key(|&p| usize::MAX - others(p, child, &tree));
            let switch = Switch::of(&beside(&places, child, members.len()), &possible)?;
            let one = possible.iter().map(|&p| costs[child][p]).fold(f32::INFINITY, f32::min);
            let together = (one - switch.saved).max(0.0);
            Some(Merge { child, parents: switch.exemplars, together, saving: switch.saving })
        };
        let merges = (0..members.len()).filter(|&child| child != root).filter_map(merge).collect();
        Some(Copies { costs, merges })
    }
}

/// With how many nodes other than `but` a node of a tree is tied.
fn others(node: usize, but: usize, tree: &[usize]) -> usize {
    let ties = tree.iter().enumerate().filter(|&(child, &parent)| child != parent);
    ties.filter(|&(child, &parent)| child == node && parent != but || parent == node && child != but).count()
}

/// What it costs to hang each of so many members under each, and the tree that follows.
///
/// The tree is the cheapest; where a witness is silent it is taken to have what its neighbours in the tree have, and the
/// tree is sought again: the structural expectation maximisation of Roos & Zou (2011, *Analysis of textual variation by
/// latent tree structures*, ICDM, 567-576), with the likeliest guess in place of all guesses.
fn costs(
    root: usize,
    places: &[Place],
    members: usize,
    forbidden: impl Fn(usize, usize) -> f32,
) -> (Vec<Vec<f32>>, Vec<usize>) {
    let with_forbidden = |far: Vec<Vec<f32>>| -> Vec<Vec<f32>> {
        let cost = |child: usize, parent: usize| far[child][parent] + forbidden(child, parent);
        (0..members).map(|child| (0..members).map(|parent| cost(child, parent)).collect()).collect()
    };
    let mut costs = with_forbidden(distances(places, members));
    let mut tree = arborescence(root, &costs);
    for _ in 0..ROUNDS {
        costs = with_forbidden(distances_along(places, &tree));
        let next = arborescence(root, &costs);
        if next == tree {
            break;
        }
        tree = next;
    }
    (costs, tree)
}
