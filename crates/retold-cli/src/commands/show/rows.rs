//! What a line of the tree says.

use retold::dates;
use retold::report::{Edge, Node, Stemma};

use super::room::{GAP, PART, Room};
use super::text::View;
use super::tree::{Line, What};
use crate::phrases::{grouped, shortened};
use crate::terminal::{Screen, Strip, cut, cut_front, padded};

/// The cells.
pub const DATE: usize = 0;
pub const RELATION: usize = 1;
pub const KEPT: usize = 2;

const FAINT: &str = "2";

/// A line of the tree: a text and its style in each place.
pub struct Row {
    pub branch: String,
    pub name: String,
    style: &'static str,
    /// Is it a node, of which more is told beside the name?
    pub is_node: bool,
    /// Date, relation, what was kept.
    pub cells: [(&'static str, String); 3],
    pub id: String,
    /// A line of its own below: what the edge rests on.
    below: Option<String>,
}

/// What is told in a line.
pub fn row(view: &View, line: &Line) -> Row {
    let stemma = view.stemma;
    match &line.what {
        &What::Node(node, edge) => {
            let edge = edge.map(|edge| &stemma.edges[edge]);
            let row = of_node(stemma, node, edge, stemma.nodes[node].name == view.wanted);
            finished(row, view, line, edge)
        }
        &What::Elsewhere(edge) => {
            let edge = &stemma.edges[edge];
            finished(aside(reference(stemma, edge)), view, line, Some(edge))
        }
        What::Folded(edges) => finished(aside(folded(stemma, edges)), view, line, None),
    }
}

fn finished(row: Row, view: &View, line: &Line, edge: Option<&Edge>) -> Row {
    let evidence = edge.filter(|_| view.evidence).and_then(explained);
    let below = evidence.map(|evidence| line.beside.clone() + &evidence);
    Row { branch: line.branch.clone(), below, ..row }
}

/// A line that is no node's.
fn aside(name: String) -> Row {
    let cells = [const { ("", String::new()) }; 3];
    let (branch, id) = (String::new(), String::new());
    Row { branch, name, style: FAINT, is_node: false, cells, id, below: None }
}

fn of_node(stemma: &Stemma, number: usize, edge: Option<&Edge>, wanted: bool) -> Row {
    let node = &stemma.nodes[number];
    let archetype = stemma.archetype.node == Some(number);
    let kept = edge.and_then(|edge| edge.evidence.as_ref()).filter(|evidence| evidence.kept > 0.0);
    let kept = kept.map_or(String::new(), |evidence| format!("kept {:>3.0} %", evidence.kept * 100.0));
    let date = cut(&node.date().unwrap_or_default(), 10);
    let relation = match edge {
        _ if node.is_lost() => ("", String::new()),
        None if archetype => ("32", "archetype".to_owned()),
        None => ("32", "root".to_owned()),
        Some(_) => relation(node),
    };
    Row {
        name: if node.is_lost() { lost(node, archetype) } else { node.label() },
        style: match (wanted, node.is_lost()) {
            (true, _) => "1;4",
            (false, true) => "36",
            (false, false) => "",
        },
        is_node: true,
        cells: [("", date), relation, ("", kept)],
        id: if node.is_lost() { String::new() } else { node.name.clone() },
        ..aside(String::new())
    }
}

/// How a witness stands to its parents, with the marks of a spun text and of foreign text inside.
fn relation(node: &Node) -> (&'static str, String) {
    let (style, mut out) = spun(node);
    if node.is_injected() {
        out += if out.is_empty() { "injected" } else { ", injected" };
    }
    (style, out)
}

fn spun(node: &Node) -> (&'static str, String) {
    let relation = node.relation().unwrap_or("");
    let style = if relation == "merge" { "35" } else { "" };
    match (node.looks_spun(), relation) {
        (false, _) => (style, cut(relation, 20)),
        (true, "spun") => ("31", format!("spun {:.2}", node.spun())),
        (true, _) => ("31", format!("{}, spun {:.2}", cut(relation, 12), node.spun())),
    }
}

fn lost(node: &Node, archetype: bool) -> String {
    format!("{} ({})", node.name, if archetype { "lost archetype" } else { "lost" })
}

/// A child under a parent that is not its first.
fn reference(stemma: &Stemma, edge: &Edge) -> String {
    let name = stemma.nodes[edge.to].label();
    let first = stemma.edges.iter().find(|other| other.to == edge.to && other.first);
    match first.filter(|first| !std::ptr::eq(*first, edge)) {
        Some(first) => format!("{name}  (also from here; see under {})", stemma.nodes[first.from].label()),
        None => format!("{name}  (from here, and above it: a circle)"),
    }
}

/// `... and 4,211 more copies, 2031-05-12 – 14`
fn folded(stemma: &Stemma, edges: &[usize]) -> String {
    let times = || edges.iter().filter_map(|&edge| stemma.nodes[stemma.edges[edge].to].time);
    let days = || Some((dates::day(times().min()?)?, dates::day(times().max()?)?));
    let relation = edges.first().and_then(|&edge| stemma.relation(&stemma.edges[edge]));
    let kind = match relation {
        Some("copy") => "copies",
        Some("reprint") => "reprints",
        Some("edit") => "edits",
        Some("rewrite") => "rewrites",
        Some("spun") => "spun ones",
        Some("translation") => "translations",
        Some("digest") => "digests",
        Some("excerpt") => "excerpts",
        _ => "witnesses",
    };
    let mut out = format!("... and {} more {kind}", grouped(edges.len() as u64));
    if let Some(days) = days() {
        out += &format!(", {}", shortened(Some(&days)));
    }
    out
}

fn explained(edge: &Edge) -> Option<String> {
    let evidence = edge.evidence.as_ref()?;
    let (sure, alone, against) = (evidence.confidence, evidence.alone, evidence.against);
    let places = if alone == 1 { "place" } else { "places" };
    Some(format!(
        "confidence {sure:.2}; {} {places} with this parent alone, {} against it",
        grouped(alone.into()),
        grouped(against.into())
    ))
}

impl Row {
    /// The line, and the one below it if there is one.
    pub fn text(&self, screen: Screen, room: &Room) -> String {
        let mut strip = Strip::new(screen);
        strip.put(FAINT, &self.branch);
        if self.is_node {
            let gap = padded("", GAP);
            let name = cut(&self.name, room.left.saturating_sub(strip.used()));
            strip.put(self.style, &name);
            strip.put("", &padded("", room.left.saturating_sub(strip.used())));
            for ((style, text), &width) in self.cells.iter().zip(&room.cells).filter(|(_, width)| **width > 0)
            {
                strip.put("", &gap);
                strip.put(style, &padded(&cut(text, width), width));
            }
            if strip.left() >= PART + GAP {
                let id = cut_front(&self.id, strip.left() - GAP);
                strip.put("", &gap);
                strip.put(FAINT, &id);
            }
        } else {
            strip.put(self.style, &self.name);
        }
        let mut out = strip.line();
        if let Some(below) = &self.below {
            let mut strip = Strip::new(screen);
            strip.put(FAINT, below);
            out += &strip.line();
        }
        out
    }
}
