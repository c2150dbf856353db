//! Who copied from whom, drawn.

use std::collections::HashMap;

use maud::{Markup, html};
use retold::report::drawing::{BOX, Drawing, Line, Placed, RADIUS, SWING, drawing};
use retold::report::families::Folding;
use retold::report::{Forest, Node};
use retold::wire::VariantRow;

use super::View;
use crate::pages::relations::{class, legend};
use crate::pages::text::{shortened, visible};
use crate::phrases::grouped;
use crate::terminal::cut;

/// Columns of letters that a box has room for; letters of Chinese take two.
const NAME: usize = 26;

type Drifts<'a> = HashMap<&'a str, Vec<&'a VariantRow<String>>>;

impl View<'_> {
    pub(super) fn stemma(&self) -> Markup {
        let forest = Forest::of(&self.story.stemma);
        let drawn = drawing(&self.story.stemma, &forest, &self.folding);
        let hidden: usize = drawn.folded.iter().map(|folded| folded.what.len()).sum();
        html! {
            section.stemma {
                (self.heading("stemma", "Who copied from whom", &legend(&self.relations())))
                (self.key())
                (self.scrolled(&drawn))
                @if hidden > 0 { (self.unfolding(&forest, hidden)) }
                @if self.folding.all || !self.folding.open.is_empty() {
                    p.unfold { a href=[self.here("")] { "Fold large families" } }
                }
            }
        }
    }

    fn key(&self) -> Markup {
        html! {
            p.key {
                "From left to right: each witness stands behind the one that it was made from. "
                @if self.story.stemma.nodes.iter().any(Node::is_lost) { "A circle is a witness that is lost. " }
                @if self.story.stemma.edges.iter().any(|edge| !edge.first) {
                    "A dashed line comes from a further parent. "
                }
                @if !self.story.drifts().is_empty() {
                    span.drift { "◆ 2" } " counts the facts that were changed on the way."
                }
            }
        }
    }

    /// All that is folded, for those who want to see it: in the server on a page of its own, in a report below.
    fn unfolding(&self, forest: &Forest, hidden: usize) -> Markup {
        let hidden = grouped(hidden as u64);
        html! {
            @if self.links.is_served() {
                p.unfold { a href=[self.here("all")] { "Draw all, also the " (hidden) " that are folded" } }
            } @else {
                details.unfold id=(self.id("all")) {
                    summary { "All, also the " (hidden) " that are folded" }
                    (self.scrolled(&drawing(&self.story.stemma, forest, &Folding { all: true, ..Folding::default() })))
                }
            }
        }
    }

    /// This page with these families open.
    fn here(&self, unfold: &str) -> Option<String> {
        let number = self.links.catalogue.story_number(&self.story.stemma.story)?;
        let story = self.links.story(number).filter(|_| self.links.is_served())?;
        Some(if unfold.is_empty() { story } else { format!("{story}?unfold={unfold}#stemma") })
    }

    fn scrolled(&self, drawn: &Drawing) -> Markup {
        html! {
            div.scrolled tabindex="0" role="group" aria-label="Stemma" { (self.drawn(drawn)) }
        }
    }

    fn drawn(&self, drawn: &Drawing) -> Markup {
        let drifts = self.story.drifts();
        html! {
            svg.drawing role="group" aria-label="Who copied from whom"
                viewBox={ "0 0 " (drawn.width) " " (drawn.height) } width=(drawn.width) height=(drawn.height) {
                @for line in &drawn.lines { (self.line(line)) }
                @for line in &drawn.lines { (self.label(line, &drifts)) }
                @for node in &drawn.nodes { (self.node(node)) }
                @for folded in &drawn.folded { (self.folded(folded)) }
            }
        }
    }

    fn line(&self, line: &Line) -> Markup {
        let edge = &self.story.stemma.edges[line.edge];
        let (from, to) = (line.from, line.to);
        let relation = if edge.first { class(self.story.stemma.relation(edge)) } else { "further" };
        let middle = if line.swings() { from.0 + SWING } else { from.0.midpoint(to.0) };
        let path = format!("M{} {} C{middle} {} {middle} {} {} {}", from.0, from.1, from.1, to.1, to.0, to.1);
        html! { path class={ "edge " (relation) } d=(path) {} }
    }

    /// The relation, and the drift that came in, at the end of an edge.
    fn label(&self, line: &Line, drifts: &Drifts) -> Markup {
        let stemma = &self.story.stemma;
        let edge = &stemma.edges[line.edge];
        let drifts: &[&VariantRow<String>] = match drifts.get(stemma.nodes[edge.to].name.as_str()) {
            Some(drifts) if line.edges == 1 => drifts,
            _ => &[],
        };
        let from = &stemma.nodes[edge.from].name;
        let to = if line.swings() { (line.to.0 + SWING, line.to.1) } else { line.to };
        let relation = stemma.relation(edge).filter(|_| edge.first).unwrap_or_default();
        // What a lost parent had, nobody knows: the drift is against the witness that came nearest.
        let own: Vec<_> = if stemma.nodes[edge.from].is_lost() && edge.first {
            drifts.to_vec()
        } else {
            drifts.iter().copied().filter(|drift| drift.parent == *from).collect()
        };
        html! {
            text.relation x=(to.0.saturating_sub(6)) y=(to.1.saturating_sub(5)) { (visible(relation)) }
            @if !own.is_empty() {
                g.drifted {
                    title { (told(&own)) }
                    text x=(to.0.saturating_sub(6)) y=(to.1 + 13) { "◆ " (grouped(own.len() as u64)) }
                }
            }
        }
    }

    fn node(&self, placed: &Placed<usize>) -> Markup {
        let node = &self.story.stemma.nodes[placed.what];
        let (x, y) = (placed.x, placed.y);
        if node.is_lost() {
            return html! {
                g.lost {
                    title { (visible(&node.name)) ", a lost witness" }
                    circle cx=(x + RADIUS) cy=(y) r=(RADIUS) {}
                    text x=(x + RADIUS) y=(y + 5) { (visible(&shortened(&node.name, 3))) }
                }
            };
        }
        let is_archetype = self.story.stemma.archetype.node == Some(placed.what);
        let date = node.date().unwrap_or_else(|| "no date".to_owned());
        html! {
            a.node.archetype[is_archetype].spun[node.looks_spun()] href=[self.links.witness(&node.name)] {
                title { (visible(node.title().unwrap_or(&node.name))) }
                rect x=(x) y=(y - BOX.1 / 2) width=(BOX.0) height=(BOX.1) rx="3" {}
                text.site x=(x + 9) y=(y - 3) { (cut(&visible(&node.label()), NAME)) }
                text.date x=(x + 9) y=(y + 13) {
                    (cut(&visible(&date), 16))
                    @if is_archetype { " · archetype" }
                    @if node.looks_spun() { " · spun " (format!("{:.2}", node.spun())) }
                }
            }
        }
    }

    fn folded(&self, folded: &Placed<Vec<usize>>) -> Markup {
        let stemma = &self.story.stemma;
        let (x, y, first) = (folded.x, folded.y, &stemma.edges[folded.what[0]]);
        let relation = stemma.relation(first).unwrap_or("witness");
        let open = if self.links.is_served() {
            self.here(&first.from.to_string())
        } else {
            Some(format!("#{}", self.id("all")))
        };
        html! {
            a.folded href=[open] {
                title { "Unfold this family" }
                rect x=(x) y=(y - BOX.1 / 2) width=(BOX.0) height=(BOX.1) rx="3" {}
                text.site x=(x + 9) y=(y + 5) {
                    "+ " (grouped(folded.what.len() as u64)) " more · " (visible(relation))
                }
            }
        }
    }
}

/// What was changed, for a reader who points at it.
fn told(drifts: &[&VariantRow<String>]) -> String {
    const SHOWN: usize = 8;
    let line = |drift: &&&VariantRow<String>| {
        let [before, after] =
            [&drift.before, &drift.after].map(|words| visible(words.as_deref().unwrap_or("–")));
        format!("{}: {before} → {after}", drift.r#type)
    };
    let mut lines: Vec<String> = drifts.iter().take(SHOWN).map(|drift| line(&drift)).collect();
    if drifts.len() > SHOWN {
        lines.push(format!("… and {} more", drifts.len() - SHOWN));
    }
    lines.join("\n")
}
