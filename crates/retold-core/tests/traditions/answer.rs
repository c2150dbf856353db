//! What `stemma` said, in the numbers of the tradition.

use std::collections::BTreeSet;

use retold_core::stemma::{Edge, Node, Stemma};

/// A stemma and the nodes that its members are.
#[derive(Debug)]
pub struct Answer {
    stemma: Stemma,
    order: Vec<usize>,
}

/// A node that has the same name in whatever order the members came: a witness its number, a lost one, which has
/// none, the witnesses that descend from it.
type Name = (Option<usize>, BTreeSet<usize>);

impl Answer {
    /// That about these nodes.
    pub fn of(stemma: Stemma, order: Vec<usize>) -> Answer {
        Answer { stemma, order }
    }

    /// The nearest surviving ancestors of a node, ascending.
    pub fn parents(&self, node: usize) -> Vec<usize> {
        let member = self.order.iter().position(|&n| n == node).expect("the node was handed over");
        let mut parents: Vec<usize> =
            self.stemma.parents(member).into_iter().map(|member| self.order[member]).collect();
        parents.sort_unstable();
        parents
    }

    /// Does a surviving node descend from another, by whatever way?
    pub fn descends(&self, node: usize, ancestor: usize) -> bool {
        self.parents(node).iter().any(|&parent| parent == ancestor || self.descends(parent, ancestor))
    }

    /// The lost witnesses, each as the witnesses that descend from it.
    pub fn lost(&self) -> Vec<BTreeSet<usize>> {
        (0..self.stemma.lost).map(|lost| self.below(Node::Lost(lost))).collect()
    }

    /// The lines without their direction, the smaller number first.
    pub fn undirected(&self) -> BTreeSet<[usize; 2]> {
        let line = |node: usize, parent: usize| [node.min(parent), node.max(parent)];
        let lines = |&node: &usize| self.parents(node).into_iter().map(move |parent| line(node, parent));
        self.order.iter().flat_map(lines).collect()
    }

    /// All that was said, without the order of the members.
    pub fn said(&self) -> BTreeSet<(Name, Name, u32, u32)> {
        let line = |edge: &Edge| (self.name(edge.from), self.name(edge.to), edge.alone, edge.against);
        self.stemma.edges.iter().map(line).collect()
    }

    fn name(&self, node: Node) -> Name {
        match node {
            Node::Witness(member) => (Some(self.order[member]), BTreeSet::new()),
            Node::Lost(_) => (None, self.below(node)),
        }
    }

    /// The witnesses that descend from a node.
    fn below(&self, node: Node) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for edge in self.stemma.edges.iter().filter(|edge| edge.from == node) {
            if let Node::Witness(member) = edge.to {
                found.insert(self.order[member]);
            }
            found.append(&mut self.below(edge.to));
        }
        found
    }
}
