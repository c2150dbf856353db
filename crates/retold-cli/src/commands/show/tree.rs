//! A stemma as lines of a tree, before it is known how wide they may be.

use retold::report::families::{Below, Folding, below};
use retold::report::{Forest, Stemma};

/// A line of the tree.
pub struct Line {
    /// The branch that leads to it.
    pub branch: String,
    /// What goes on beside the lines that belong to this one.
    pub beside: String,
    pub what: What,
}

/// What stands at the end of a branch.
pub enum What {
    /// A node, and the edge that it hangs from.
    Node(usize, Option<usize>),
    /// A child that stands under another parent, by its edge.
    Elsewhere(usize),
    /// Leaves that are not drawn, by their edges.
    Folded(Vec<usize>),
}

/// How the tree is to be drawn.
pub struct Shape<'a> {
    /// Which leaves are drawn.
    pub folding: Folding<'a>,
    /// So many steps to the right at most; a branch that is longer loses its beginning.
    pub steps: usize,
}

/// The lines of the trees. Waiting ones are kept in a list of our own, as copies of copies may lie deeper than the
/// program's stack holds.
pub fn lines(stemma: &Stemma, forest: &Forest, shape: &Shape) -> Vec<Line> {
    let mut lines = Vec::new();
    // With the steps before it, and its own.
    let mut waiting: Vec<(Branch, &str, What)> = Vec::new();
    for &root in forest.roots.iter().rev() {
        waiting.push((Branch::default(), "", What::Node(root, None)));
    }
    while let Some((before, own, what)) = waiting.pop() {
        let after = before.followed(own, shape.steps);
        let mut beside = after.text();
        if let What::Node(node, _) = what {
            let below = below(stemma, forest, node, &shape.folding);
            beside += if below.is_empty() { "   " } else { "│  " };
            for (number, below) in below.into_iter().rev().enumerate() {
                let what = match below {
                    Below::Child(edge) => What::Node(stemma.edges[edge].to, Some(edge)),
                    Below::Folded(edges) => What::Folded(edges),
                    Below::Elsewhere(edge) => What::Elsewhere(edge),
                };
                waiting.push((after.clone(), connector(&what, number == 0), what));
            }
        }
        lines.push(Line { branch: before.text() + own, beside, what });
    }
    lines
}

fn connector(what: &What, last: bool) -> &'static str {
    match (what, last) {
        (What::Elsewhere(_), false) => "├╌ ",
        (What::Elsewhere(_), true) => "└╌ ",
        (_, false) => "├─ ",
        (_, true) => "└─ ",
    }
}

/// The way from the root to a node: for each step, whether a line goes on beside it.
#[derive(Clone, Default)]
struct Branch {
    steps: Vec<bool>,
    /// Are there steps before these?
    cut: bool,
}

impl Branch {
    /// The branch that goes on below a line with this connector.
    fn followed(&self, connector: &str, most: usize) -> Branch {
        let mut branch = self.clone();
        if !connector.is_empty() {
            branch.steps.push(connector.starts_with('├'));
        }
        if branch.steps.len() > most {
            branch.steps.remove(0);
            branch.cut = true;
        }
        branch
    }

    fn text(&self) -> String {
        let step = |(number, &goes_on): (usize, &bool)| match (number, self.cut, goes_on) {
            (0, true, _) => "⋯  ",
            (_, _, true) => "│  ",
            (_, _, false) => "   ",
        };
        self.steps.iter().enumerate().map(step).collect()
    }
}
