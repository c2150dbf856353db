//! Where the nodes of a stemma stand in a drawing: the root on the left, each generation a column, each leaf a row.
//!
//! A parent stands half way between its first and its last child (Reingold & Tilford 1981 without their narrowing: in
//! rows of one height nothing is gained by it). The drawing depends on the stemma alone. Time and memory are linear.

use super::families::{Below, Folding, below};
use super::{Forest, Stemma};

/// The box of a document, in pixels.
pub const BOX: (u32, u32) = (208, 40);
/// The radius of a lost witness.
pub const RADIUS: u32 = 14;
/// The room from a box to the next one.
const GAP: (u32, u32) = (118, 12);
/// The room around all.
const MARGIN: u32 = 8;
/// How far a line to a parent that is no further left swings out to the right of both.
pub const SWING: u32 = 48;

/// A stemma, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Its size.
    pub width: u32,
    /// Likewise.
    pub height: u32,
    /// The nodes, each below the one above it.
    pub nodes: Vec<Placed<usize>>,
    /// Families that are not drawn whole: the edges to those that are left out.
    pub folded: Vec<Placed<Vec<usize>>>,
    /// The edges between nodes that are drawn, and those to what is folded.
    pub lines: Vec<Line>,
}

/// Something in its place: the middle of its left side.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<T> {
    /// What.
    pub what: T,
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
}

/// A line from the right side of a parent to the left side of what stands below it; to its right side where that is no
/// further right than the parent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The edge; that of the first where several are folded.
    pub edge: usize,
    /// How many edges it stands for.
    pub edges: usize,
    /// Where it begins.
    pub from: (u32, u32),
    /// Where it ends.
    pub to: (u32, u32),
}

impl Line {
    /// Does it end at the right side of the child?
    pub fn swings(&self) -> bool {
        self.to.0 <= self.from.0
    }
}

/// Something in the tree, in the order in which it is drawn.
struct Item {
    /// The place of its parent among the items.
    above: Option<usize>,
    depth: u32,
    /// Twice its row, so that there is a half between two of them.
    row: u32,
    what: What,
}

enum What {
    Node(usize, Option<usize>),
    Folded(Vec<usize>),
}

/// Lays a stemma out.
pub fn drawing(stemma: &Stemma, forest: &Forest, folding: &Folding) -> Drawing {
    let mut items = items(stemma, forest, folding);
    let rows = stand(&mut items);
    let depth = items.iter().map(|item| item.depth).max().unwrap_or(0);
    let mut drawing = Drawing {
        width: 2 * MARGIN + (depth + 1) * (BOX.0 + GAP.0) - GAP.0,
        height: 2 * MARGIN + rows * (BOX.1 + GAP.1),
        ..Drawing::default()
    };
    let mut places: Vec<Option<(u32, u32)>> = vec![None; stemma.nodes.len()];
    for item in &items {
        let (x, y) = place(item);
        let above = item.above.map(|above| right(stemma, &items[above]));
        let line = |edge, edges| above.map(|from| Line { edge, edges, from, to: (x, y) });
        match &item.what {
            What::Node(node, edge) => {
                places[*node] = Some((x, y));
                drawing.lines.extend(edge.and_then(|edge| line(edge, 1)));
                drawing.nodes.push(Placed { what: *node, x, y });
            }
            What::Folded(edges) => {
                drawing.lines.extend(line(edges[0], edges.len()));
                drawing.folded.push(Placed { what: edges.clone(), x, y });
            }
        }
    }
    drawing.lines.extend(contamination(stemma, forest, &places));
    if drawing.lines.iter().any(|line| line.swings()) {
        drawing.width += SWING;
    }
    drawing
}

/// The lines from further parents, where both ends are drawn.
fn contamination(stemma: &Stemma, forest: &Forest, places: &[Option<(u32, u32)>]) -> Vec<Line> {
    let line = |&edge: &usize| {
        let (from, to) = (stemma.edges[edge].from, stemma.edges[edge].to);
        let ((x, y), (left, below)) = (places[from]?, places[to]?);
        let begin = (x + width(stemma, from), y);
        let end = if left > begin.0 { left } else { (left + width(stemma, to)).min(begin.0) };
        Some(Line { edge, edges: 1, from: begin, to: (end, below) })
    };
    forest.elsewhere.iter().flatten().filter_map(line).collect()
}

/// The items in the order of the tree. Waiting ones are kept in a list of our own, as copies of copies may lie deeper
/// than the program's stack holds.
fn items(stemma: &Stemma, forest: &Forest, folding: &Folding) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut waiting: Vec<(Option<usize>, u32, What)> =
        forest.roots.iter().rev().map(|&root| (None, 0, What::Node(root, None))).collect();
    while let Some((above, depth, what)) = waiting.pop() {
        let number = items.len();
        if let What::Node(node, _) = what {
            for below in below(stemma, forest, node, folding).into_iter().rev() {
                let what = match below {
                    Below::Child(edge) => What::Node(stemma.edges[edge].to, Some(edge)),
                    Below::Folded(edges) => What::Folded(edges),
                    Below::Elsewhere(_) => continue,
                };
                waiting.push((Some(number), depth + 1, what));
            }
        }
        items.push(Item { above, depth, row: 0, what });
    }
    items
}

/// Gives every item its row, and says how many rows there are.
fn stand(items: &mut [Item]) -> u32 {
    // The rows of the first and the last child of each.
    let mut spans: Vec<Option<(u32, u32)>> = vec![None; items.len()];
    let mut parents = vec![false; items.len()];
    items.iter().filter_map(|item| item.above).for_each(|above| parents[above] = true);
    let mut rows = 0;
    for (item, _) in items.iter_mut().zip(&parents).filter(|(_, is_parent)| !**is_parent) {
        item.row = 2 * rows;
        rows += 1;
    }
    for number in (0..items.len()).rev() {
        if let Some((first, last)) = spans[number] {
            items[number].row = first.midpoint(last);
        }
        let row = items[number].row;
        if let Some(above) = items[number].above {
            let (first, last) = spans[above].unwrap_or((row, row));
            spans[above] = Some((first.min(row), last.max(row)));
        }
    }
    rows
}

fn place(item: &Item) -> (u32, u32) {
    let x = MARGIN + item.depth * (BOX.0 + GAP.0);
    (x, MARGIN + item.row * (BOX.1 + GAP.1) / 2 + (BOX.1 + GAP.1) / 2)
}

fn right(stemma: &Stemma, item: &Item) -> (u32, u32) {
    let (x, y) = place(item);
    match item.what {
        What::Node(node, _) => (x + width(stemma, node), y),
        What::Folded(_) => (x + BOX.0, y),
    }
}

fn width(stemma: &Stemma, node: usize) -> u32 {
    if stemma.nodes[node].is_lost() { 2 * RADIUS } else { BOX.0 }
}
