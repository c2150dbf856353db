//! Newick: the trees that programs of phylogenetics read (Olsen's description of 1990).
//!
//! It knows no node with two parents: each stands under its first, and contamination is left out. Inner nodes have
//! their names, as documents and not only leaves are witnesses. A branch is as long as the share of the parent's
//! words that the child lost.

use super::{Forest, Stemma};

/// The story as one tree; trees that do not hang together are put under a node without a name.
pub fn newick(stemma: &Stemma) -> String {
    let forest = Forest::of(stemma);
    let mut out = String::new();
    let joined = forest.roots.len() != 1;
    if joined {
        out.push('(');
    }
    for (number, &root) in forest.roots.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write_tree(&mut out, stemma, &forest, root);
    }
    if joined {
        out.push(')');
    }
    out + ";\n"
}

/// What is still to be written. A stack of our own, since copies of copies may lie deeper than the program's holds.
enum Step {
    /// A node, and the edge that it hangs from.
    Tree(usize, Option<usize>),
    /// The same, when all below it is written.
    Name(usize, Option<usize>),
    Comma,
}

fn write_tree(out: &mut String, stemma: &Stemma, forest: &Forest, root: usize) {
    let mut steps = vec![Step::Tree(root, None)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Comma => out.push(','),
            Step::Name(node, edge) => {
                if !forest.below[node].is_empty() {
                    out.push(')');
                }
                *out += &quoted(&stemma.nodes[node].name);
                if let Some(edge) = edge {
                    *out += &format!(":{:.3}", length(stemma, edge));
                }
            }
            Step::Tree(node, edge) => {
                steps.push(Step::Name(node, edge));
                let below = &forest.below[node];
                if !below.is_empty() {
                    out.push('(');
                }
                // The last is written first.
                for (number, &edge) in below.iter().enumerate().rev() {
                    steps.push(Step::Tree(stemma.edges[edge].to, Some(edge)));
                    if number > 0 {
                        steps.push(Step::Comma);
                    }
                }
            }
        }
    }
}

fn length(stemma: &Stemma, edge: usize) -> f64 {
    stemma.edges[edge].evidence.as_ref().map_or(1.0, |evidence| 1.0 - evidence.kept)
}

/// Between quotes everything stands for itself but the quote, which is doubled. A line end would end the tree for
/// some readers.
fn quoted(name: &str) -> String {
    let shown: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("'{}'", shown.replace('\'', "''"))
}
