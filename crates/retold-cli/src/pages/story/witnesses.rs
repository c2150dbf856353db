//! The witnesses in a table, by date.

use std::collections::HashMap;

use maud::{Markup, html};
use retold::report::{Edge, Node};
use retold::wire::VariantRow;

use super::View;
use crate::pages::relations::swatch;
use crate::pages::text::{Text, shortened};
use crate::phrases::grouped;

impl View<'_> {
    pub(super) fn witnesses(&self) -> Markup {
        let nodes = &self.story.stemma.nodes;
        let order = self.story.stemma.by_date();
        let mut above: HashMap<usize, Vec<&Edge>> = HashMap::new();
        self.story.stemma.edges.iter().for_each(|edge| above.entry(edge.to).or_default().push(edge));
        let drifts = self.story.drifts();
        html! {
            section.witnesses {
                (self.heading("witnesses", "Witnesses", &html! { small { "each opens beside its parent" } }))
                table.grid {
                    caption.for-readers { "Witnesses" }
                    thead { tr {
                        th scope="col" { "Published" }
                        th scope="col" { "Witness" }
                        th scope="col" { "Relation" }
                        th scope="col" { "Made from" }
                        th.number scope="col" { "Kept" }
                        th.number scope="col" { "Sure" }
                        th.number scope="col" { "Spun" }
                        th scope="col" { "Changed facts" }
                    } }
                    tbody {
                        @for node in order {
                            @let edges = above.get(&node).map_or(&[][..], Vec::as_slice);
                            @let drifts = drifts.get(nodes[node].name.as_str()).map_or(&[][..], Vec::as_slice);
                            (self.witness(&nodes[node], edges, drifts))
                        }
                    }
                }
                (self.turned_away())
            }
        }
    }

    fn witness(&self, node: &Node, edges: &[&Edge], drifts: &[&VariantRow<String>]) -> Markup {
        let title = node.title().unwrap_or(&node.name);
        let evidence = edges.first().and_then(|edge| edge.evidence.as_ref());
        // Of an edge to a lost witness nobody can say what was kept.
        let known = edges.first().is_some_and(|edge| !self.story.stemma.nodes[edge.from].is_lost());
        html! {
            tr {
                td.date { (Text(&node.date().unwrap_or_default())) }
                th scope="row" {
                    a href=[self.links.witness(&node.name)] { (Text(&node.label())) }
                    span.under { (Text(&shortened(title, 90))) }
                }
                td.relation { @if let Some(relation) = node.relation() { (swatch(Some(relation))) (Text(relation)) } }
                td.parents { (self.parents(node, edges)) }
                td.number data-label="kept" { @if let Some(e) = evidence.filter(|_| known) { (percent(e.kept)) } }
                td.number data-label="sure" { @if let Some(evidence) = evidence { (percent(evidence.confidence)) } }
                td.number data-label="spun" { @if node.looks_spun() { (format!("{:.2}", node.spun())) } }
                td {
                    @if !drifts.is_empty() { span.drift { (types(drifts)) } }
                    @if node.is_injected() { span.foreign { "foreign text" } }
                }
            }
        }
    }

    fn parents(&self, node: &Node, edges: &[&Edge]) -> Markup {
        html! {
            @for (number, edge) in edges.iter().enumerate() {
                @if number > 0 { ", " }
                @let parent = &self.story.stemma.nodes[edge.from];
                @if parent.is_lost() { i { (Text(&parent.name)) } }
                @else { a href=[self.links.beside(&parent.name, &node.name)] { (Text(&parent.label())) } }
            }
        }
    }

    fn turned_away(&self) -> Markup {
        html! {
            @if let Some(other) = &self.story.turned_away {
                // A report has no page of the two.
                @let beside = self.links.beside(&other.compared_with, &other.document);
                p.key {
                    "Nearest of those that are not of this story: "
                    a href=[beside.filter(|_| self.links.is_served())] { (Text(&other.document)) }
                    " (score " (format!("{:.2}", other.score)) ")."
                }
            }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `3: number, date`.
fn types(drifts: &[&VariantRow<String>]) -> String {
    let mut types: Vec<&str> = drifts.iter().map(|drift| drift.r#type.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    format!("{}: {}", grouped(drifts.len() as u64), types.join(", "))
}
