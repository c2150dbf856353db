//! Each node stands in the trees once, whatever the edges are.

use super::{hostile, sample, stemma, tangled};
use crate::report::{Forest, Stemma};

/// The names of the nodes, parents first, each with its depth.
fn walked(stemma: &Stemma) -> Vec<(usize, &str)> {
    let forest = Forest::of(stemma);
    let mut waiting: Vec<(usize, usize)> = forest.roots.iter().rev().map(|&root| (0, root)).collect();
    let mut seen = Vec::new();
    while let Some((depth, node)) = waiting.pop() {
        seen.push((depth, stemma.nodes[node].name.as_str()));
        assert!(seen.len() <= stemma.nodes.len());
        waiting.extend(forest.below[node].iter().rev().map(|&edge| (depth + 1, stemma.edges[edge].to)));
    }
    seen
}

#[test]
fn a_witness_stands_under_its_first_parent() {
    let stemma = sample();
    assert_eq!(walked(&stemma), [(0, "ω"), (1, "a"), (1, "α"), (2, "b"), (2, "c")]);
    let forest = Forest::of(&stemma);
    assert_eq!(forest.elsewhere, [vec![4], vec![], vec![], vec![], vec![]]);
}

#[test]
fn every_node_stands_somewhere_and_once() {
    for stemma in [sample(), hostile(), tangled(), stemma(&[], &[]), stemma(&["a", "b"], &[])] {
        let mut names: Vec<&str> = walked(&stemma).into_iter().map(|(_, name)| name).collect();
        names.sort_unstable();
        let mut wanted: Vec<&str> = stemma.nodes.iter().map(|node| node.name.as_str()).collect();
        wanted.sort_unstable();
        assert_eq!(names, wanted);
    }
}

#[test]
fn a_circle_is_cut_open() {
    let stemma = stemma(&["a", "b", "c"], &[["a", "b"], ["b", "c"], ["c", "a"]]);
    assert_eq!(walked(&stemma), [(0, "a"), (1, "b"), (2, "c")]);
    assert_eq!(Forest::of(&stemma).elsewhere[2], [2]);
}
