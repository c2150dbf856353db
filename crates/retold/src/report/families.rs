//! What stands under a node of a tree, where of many leaves that are alike some are drawn and the rest as one.

use std::collections::BTreeMap;

use super::{Forest, Stemma};

/// Of more leaves than this under one parent, which stand to it alike, only the first are drawn.
const ALIKE: usize = 8;
const DRAWN: usize = 5;

/// Which families are drawn whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Folding<'a> {
    /// Every family.
    pub all: bool,
    /// Those under these nodes.
    pub open: &'a [usize],
    /// This node is drawn in any case.
    pub kept: Option<usize>,
}

/// Something under a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Below {
    /// A child, by its edge.
    Child(usize),
    /// Leaves that are not drawn, by their edges.
    Folded(Vec<usize>),
    /// A child that stands under another parent, by its edge.
    Elsewhere(usize),
}

/// What stands under a node: its children, those of them that are alike as one, and those that stand elsewhere.
pub fn below(stemma: &Stemma, forest: &Forest, node: usize, folding: &Folding) -> Vec<Below> {
    let edges = &forest.below[node];
    let child = |edge: usize| stemma.edges[edge].to;
    let leaf = |node: usize| forest.below[node].is_empty() && forest.elsewhere[node].is_empty();
    let whole = folding.all || folding.open.contains(&node);
    let mut drawn = Vec::new();
    let mut families: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (place, &edge) in edges.iter().enumerate() {
        if whole || !leaf(child(edge)) || folding.kept == Some(child(edge)) {
            drawn.push(place);
        } else {
            families.entry(stemma.relation(&stemma.edges[edge])).or_default().push(place);
        }
    }
    let mut folded = Vec::new();
    for mut family in families.into_values() {
        if family.len() > ALIKE {
            let rest = family.split_off(DRAWN);
            folded.push(Below::Folded(rest.into_iter().map(|place| edges[place]).collect()));
        }
        drawn.extend(family);
    }
    drawn.sort_unstable();
    let drawn = drawn.into_iter().map(|place| Below::Child(edges[place]));
    let elsewhere = forest.elsewhere[node].iter().map(|&edge| Below::Elsewhere(edge));
    drawn.chain(folded).chain(elsewhere).collect()
}
