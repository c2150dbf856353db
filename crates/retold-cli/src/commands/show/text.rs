//! A story for people: what it is, its tree, and how its archetype begins.

use std::collections::BTreeMap;

use retold::report::archetype::Piece;
use retold::report::families::Folding;
use retold::report::{Forest, Stemma};

use retold::wire::Reading;

use super::room::{NAME, Room};
use super::rows::{Row, row};
use super::titled;
use super::tree::{Shape, lines};
use crate::phrases::{count, most_first, span};
use crate::terminal::{Screen, columns, cut, safe};

/// A story and how it is to be shown.
pub struct View<'a> {
    pub stemma: &'a Stemma,
    pub forest: &'a Forest,
    /// The name by which the user asked for the story: if it is a document's, that one is marked.
    pub wanted: &'a str,
    /// Every witness, also where many are alike.
    pub all: bool,
    /// What each edge rests on.
    pub evidence: bool,
    pub screen: Screen,
}

impl View<'_> {
    pub fn text(&self) -> String {
        format!("{}\n{}{}{}", self.head(), self.tree(), self.carried(), self.archetype())
    }

    fn head(&self) -> String {
        let Stemma { story, event, title, .. } = self.stemma;
        let title = titled(title.as_deref(), &self.stemma.archetype.text);
        let what = format!("story {story}, event {event}, {}", span(self.stemma.days().as_ref()));
        let mut out = self.screen.line(&[("1", &title)]);
        out += &self.screen.line(&[("2", &what)]);
        out + &self.screen.line(&[("", &self.counts())])
    }

    /// `12 witnesses, 1 lost: 7 copy, 3 spun, 1 edit`
    fn counts(&self) -> String {
        let nodes = &self.stemma.nodes;
        let mut relations: BTreeMap<&str, u64> = BTreeMap::new();
        for relation in nodes.iter().filter_map(|node| node.relation()) {
            *relations.entry(relation).or_default() += 1;
        }
        let witnesses = self.stemma.witnesses();
        let mut out = count(witnesses as u64, "witness", "witnesses");
        if nodes.len() > witnesses {
            out += &format!(", {} lost", nodes.len() - witnesses);
        }
        if !relations.is_empty() {
            out += &format!(": {}", most_first(relations));
        }
        out
    }

    /// The tree: names on the left, and what is told of each beside the others'.
    fn tree(&self) -> String {
        let half = (self.screen.width * 9 / 20).max(2 * NAME);
        let kept = self.stemma.nodes.iter().position(|node| node.name == self.wanted);
        let shape =
            Shape { folding: Folding { all: self.all, open: &[], kept }, steps: (half - NAME) / 3 - 1 };
        let lines = lines(self.stemma, self.forest, &shape);
        let rows: Vec<Row> = lines.iter().map(|line| row(self, line)).collect();
        let room = Room::of(&rows, self.screen.width, half);
        rows.iter().map(|row| row.text(self.screen, &room)).collect()
    }

    /// The pages that are something else and carry a passage of it.
    fn carried(&self) -> String {
        /// So many are named.
        const NAMED: usize = 3;
        let pages = &self.stemma.carried_by;
        if pages.is_empty() {
            return String::new();
        }
        let named = if self.all { pages.len() } else { pages.len().min(NAMED) };
        let mut names = pages[..named].iter().map(|page| safe(page)).collect::<Vec<_>>().join(", ");
        if named < pages.len() {
            names += &format!(" and {} more", pages.len() - named);
        }
        let head = count(pages.len() as u64, "other page carries", "other pages carry");
        format!("\n{}", self.screen.line(&[("1", &format!("{head} a passage of it: ")), ("", &names)]))
    }

    /// How the text begins, in so few lines that the tree stays in sight.
    fn archetype(&self) -> String {
        const LINES: usize = 6;
        let archetype = &self.stemma.archetype;
        if archetype.text.trim().is_empty() {
            return String::new();
        }
        let disputed = match archetype.readings.len() as u64 {
            0 => String::new(),
            n => format!("; {}", count(n, "place is disputed", "places are disputed")),
        };
        let head = format!("The archetype, as reconstructed{disputed}:");
        let mut out = format!("\n{}", self.screen.line(&[("1", &head)]));
        let mut wrapped = wrapped(&archetype.text, self.screen.width.min(100).saturating_sub(2));
        let lines = if self.all { usize::MAX } else { LINES };
        for line in wrapped.by_ref().take(lines) {
            out += &self.screen.line(&[("", "  "), ("", &line)]);
        }
        if wrapped.next().is_some() {
            out += &self.screen.line(&[("2", "  …")]);
        }
        if self.all { out + &self.readings() } else { out }
    }

    /// What the witnesses have in the disputed places.
    fn readings(&self) -> String {
        let pieces = self.stemma.archetype.pieces();
        let disputed = pieces.iter().filter_map(|piece| match piece {
            Piece::Disputed(here, reading) => Some((here, reading)),
            Piece::Agreed(_) => None,
        });
        let value =
            |text: &str| if text.trim().is_empty() { "(nothing)".to_owned() } else { text.trim().to_owned() };
        let line = |(here, reading): (&&str, &&Reading)| {
            let others =
                reading.others.iter().map(|other| format!("; {} {}", value(&other.text), other.witnesses));
            let counts = format!("  {} of {}", reading.witnesses, reading.of);
            self.screen.line(&[
                ("", "  "),
                ("1", &value(here)),
                ("2", &counts),
                ("", &others.collect::<String>()),
            ])
        };
        disputed.map(line).collect()
    }
}

/// The words of a text in lines of this width.
fn wrapped(text: &str, width: usize) -> impl Iterator<Item = String> {
    let mut words = text.split_whitespace().map(safe).peekable();
    std::iter::from_fn(move || {
        let mut line = cut(&words.next()?, width);
        while let Some(word) = words.next_if(|word| columns(&line) + 1 + columns(word) <= width) {
            line = line + " " + &word;
        }
        Some(line)
    })
}

#[cfg(test)]
mod tests;
