//! A stemma as trees: each node once, under its first parent.

use super::{Edge, Stemma};

/// The trees that the edges to first parents make. A story has one; a collection that is damaged may have more, and
/// edges that run in a circle, which is cut open.
#[derive(Clone, Debug)]
pub struct Forest {
    /// The nodes that hang from no other: the archetype, then by date.
    pub roots: Vec<usize>,
    /// For each node the edges to the nodes below it, by date.
    pub below: Vec<Vec<usize>>,
    /// For each node the edges to children that stand elsewhere: the node is not their first parent.
    pub elsewhere: Vec<Vec<usize>>,
}

impl Forest {
    /// The trees of a stemma.
    pub fn of(stemma: &Stemma) -> Forest {
        let above = above(stemma);
        let mut below = vec![Vec::new(); stemma.nodes.len()];
        let mut elsewhere = below.clone();
        for (number, &Edge { from, to, .. }) in stemma.edges.iter().enumerate() {
            if above[to] == Some(number) {
                below[from].push(number);
            } else if from != to {
                elsewhere[from].push(number);
            }
        }
        let order = |node: usize| {
            let node = &stemma.nodes[node];
            (node.time.unwrap_or(i64::MAX), node.name.as_str())
        };
        for edges in below.iter_mut().chain(&mut elsewhere) {
            edges.sort_by_key(|&edge| order(stemma.edges[edge].to));
        }
        let mut roots: Vec<usize> = (0..stemma.nodes.len()).filter(|&node| above[node].is_none()).collect();
        roots.sort_by_key(|&root| (stemma.archetype.node != Some(root), order(root)));
        Forest { roots, below, elsewhere }
    }
}

/// For each node the edge to its first parent, so that none is above itself.
fn above(stemma: &Stemma) -> Vec<Option<usize>> {
    let mut above = vec![None; stemma.nodes.len()];
    for (number, edge) in stemma.edges.iter().enumerate().filter(|(_, edge)| edge.first) {
        above[edge.to] = Some(number);
    }
    // The walk up in which a node was met: of those that end at a root, any number but that of the walk itself.
    let mut met = vec![0; above.len()];
    for start in 0..above.len() {
        let walk = start + 1;
        let mut at = start;
        while met[at] == 0 {
            met[at] = walk;
            match above[at] {
                Some(edge) => at = stemma.edges[edge].from,
                None => break,
            }
        }
        if met[at] == walk && above[at].is_some() {
            above[at] = None;
        }
    }
    above
}
