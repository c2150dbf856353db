//! A story's graph of descent with what is known of its nodes.

use std::collections::{HashMap, HashSet};

use super::archetype::opening;
use super::{Archetype, Node};
use crate::dates;
use crate::wire::{DocumentHead, Evidence, StoryRow};

/// The name of the lost archetype.
pub const OMEGA: &str = "ω";

/// A story, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Stemma {
    /// The story's id.
    pub story: String,
    /// Its event's id.
    pub event: String,
    /// Its headline.
    pub title: Option<String>,
    /// Documents and lost witnesses, in the order of the table.
    pub nodes: Vec<Node>,
    /// Who was made from whom, in the order of the table.
    pub edges: Vec<Edge>,
    /// The text that all descend from.
    pub archetype: Archetype,
    /// The ids of pages of other stories, or of none, that carry a passage of it.
    pub carried_by: Vec<String>,
}

/// A parent and its child, by their places among the nodes.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The parent.
    pub from: usize,
    /// The child.
    pub to: usize,
    /// Is it the child's first parent? Each further one is contamination.
    pub first: bool,
    /// What it rests on, with shares that are between 0 and 1; nothing where the table is damaged.
    pub evidence: Option<Evidence>,
}

impl Stemma {
    /// Puts together what the tables say. A name that no document has is that of a lost witness.
    pub fn new(story: StoryRow<String>, documents: Vec<DocumentHead<String>>) -> Stemma {
        let mut documents: HashMap<String, DocumentHead<String>> =
            documents.into_iter().map(|document| (document.id.clone(), document)).collect();
        let mut nodes: Vec<Node> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut place = |name: String| {
            *places.entry(name).or_insert_with_key(|name| {
                nodes.push(Node::new(name.clone(), documents.remove(name)));
                nodes.len() - 1
            })
        };
        for name in story.stemma.nodes.into_iter().chain(story.documents) {
            place(name);
        }
        let mut with_parent = HashSet::new();
        let mut evidence = story.stemma.evidence.into_iter();
        let edge = |[from, to]: [String; 2]| {
            let (from, to) = (place(from), place(to));
            let evidence = evidence.next().map(in_range);
            Edge { from, to, first: with_parent.insert(to), evidence }
        };
        let edges = story.stemma.edges.into_iter().map(edge).collect();
        let document = story.archetype.document;
        let node = document.map(&mut place);
        let node = node.or_else(|| nodes.iter().position(|node| node.is_lost() && node.name == OMEGA));
        let archetype = Archetype { node, text: story.archetype.text, readings: story.archetype.readings };
        let (title, carried_by) = (story.title, story.carried_by);
        Stemma { story: story.id, event: story.event, title, nodes, edges, archetype, carried_by }
    }

    /// How the child stands to its parents.
    pub fn relation(&self, edge: &Edge) -> Option<&str> {
        self.nodes[edge.to].relation()
    }

    /// The documents among the nodes, the earliest first; those without a date come last.
    pub fn by_date(&self) -> Vec<usize> {
        let mut order: Vec<usize> =
            (0..self.nodes.len()).filter(|&node| !self.nodes[node].is_lost()).collect();
        order.sort_by_key(|&node| (self.nodes[node].time.unwrap_or(i64::MAX), &self.nodes[node].name));
        order
    }

    /// How many of the nodes are documents.
    pub fn witnesses(&self) -> usize {
        self.nodes.iter().filter(|node| !node.is_lost()).count()
    }

    /// The first and the last day on which a witness was published.
    pub fn days(&self) -> Option<(String, String)> {
        let times = || self.nodes.iter().filter_map(|node| node.time);
        Some((dates::day(times().min()?)?, dates::day(times().max()?)?))
    }

    /// The headline; for want of one, how the archetype begins.
    pub fn heading(&self) -> Option<&str> {
        self.title.as_deref().or_else(|| opening(&self.archetype.text))
    }
}

/// A damaged table may hold anything.
fn in_range(mut evidence: Evidence) -> Evidence {
    for share in [&mut evidence.confidence, &mut evidence.kept] {
        *share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    }
    evidence
}
