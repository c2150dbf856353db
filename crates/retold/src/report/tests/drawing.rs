//! No two nodes stand in one place, and no tangle of edges makes a drawing run on.

use std::collections::HashSet;

use super::{hostile, sample, stemma, tangled};
use crate::report::drawing::{BOX, drawing};
use crate::report::families::Folding;
use crate::report::{Forest, Stemma};

fn drawn(stemma: &Stemma, folding: &Folding) -> crate::report::drawing::Drawing {
    drawing(stemma, &Forest::of(stemma), folding)
}

#[test]
fn every_node_has_a_place_of_its_own() {
    for stemma in [sample(), hostile(), tangled()] {
        let drawing = drawn(&stemma, &Folding::default());
        let places: HashSet<(u32, u32)> = drawing.nodes.iter().map(|node| (node.x, node.y)).collect();
        assert_eq!((places.len(), drawing.nodes.len()), (stemma.nodes.len(), stemma.nodes.len()));
        assert!(places.iter().all(|&(x, y)| x + BOX.0 < drawing.width && y + BOX.1 / 2 < drawing.height));
    }
}

#[test]
fn a_parent_stands_between_its_children_and_contamination_is_drawn() {
    let stemma = sample();
    let drawing = drawn(&stemma, &Folding::default());
    let y = |name: &str| drawing.nodes.iter().find(|n| stemma.nodes[n.what].name == name).unwrap().y;
    assert_eq!(2 * y("α"), y("b") + y("c"));
    assert_eq!(drawing.lines.len(), stemma.edges.len());
}

#[test]
fn a_large_family_is_folded_until_it_is_opened() {
    let names: Vec<String> = (0..40).map(|n| format!("w{n}")).collect();
    let names: Vec<&str> = std::iter::once("a").chain(names.iter().map(String::as_str)).collect();
    let edges: Vec<[&str; 2]> = names[1..].iter().map(|&name| ["a", name]).collect();
    let stemma = stemma(&names, &edges);
    let folded = drawn(&stemma, &Folding::default());
    assert_eq!((folded.nodes.len(), folded.folded.len(), folded.folded[0].what.len()), (6, 1, 35));
    let open = drawn(&stemma, &Folding { open: &[0], ..Folding::default() });
    assert_eq!((open.nodes.len(), open.folded.len()), (41, 0));
    assert_eq!(open, drawn(&stemma, &Folding { all: true, ..Folding::default() }));
}
