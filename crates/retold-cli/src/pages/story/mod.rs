//! A story.

mod archetype;
mod facts;
mod stemma;
mod timeline;
mod voices;
mod witnesses;

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, html};
use retold::catalogue::Story;
use retold::report::families::Folding;

use super::links::{Links, encoded};
use super::list::name;
use super::text::Text;
use crate::phrases::{count, grouped, span};

/// A story with what its parts share.
pub struct View<'a> {
    pub story: &'a Story,
    pub links: &'a Links<'a>,
    /// What a document is called, by its id.
    names: HashMap<&'a str, String>,
    /// Which families of the stemma are drawn whole.
    pub folding: Folding<'a>,
    /// What the ids of this story's parts begin with, as a page may hold several stories.
    pub prefix: String,
}

/// Of more witnesses than this in a list of names the rest is counted.
const NAMED: usize = 12;

impl<'a> View<'a> {
    pub fn new(story: &'a Story, links: &'a Links<'a>, folding: Folding<'a>, prefix: &str) -> View<'a> {
        let names = story.stemma.nodes.iter().map(|node| (node.name.as_str(), node.label())).collect();
        View { story, links, names, folding, prefix: prefix.to_owned() }
    }

    /// The whole page.
    pub fn page(&self) -> Markup {
        html! {
            article.story id=[(!self.prefix.is_empty()).then_some(&self.prefix)] {
                (self.head())
                (self.stemma())
                (self.timeline())
                (self.facts())
                (self.archetype())
                (self.voices())
                (self.witnesses())
            }
        }
    }

    fn head(&self) -> Markup {
        let stemma = &self.story.stemma;
        let name = name(stemma.title.as_deref(), stemma.heading());
        let (witnesses, nodes) = (stemma.witnesses(), stemma.nodes.len());
        html! {
            header.head {
                @if self.links.is_served() { h1 { (Text(&name)) } } @else { h2 { (Text(&name)) } }
                p.meta {
                    (span(stemma.days().as_ref())) " · "
                    (count(witnesses as u64, "witness", "witnesses"))
                    @if nodes > witnesses { ", " (grouped((nodes - witnesses) as u64)) " lost" }
                    " · story " code { (Text(&stemma.story)) }
                    " · event " code { (Text(&stemma.event)) }
                }
                @if !stemma.carried_by.is_empty() {
                    p.meta { "A passage of it stands in " (self.all_named(stemma.carried_by.iter().map(String::as_str))) }
                }
                @if self.links.is_served() { (self.exports()) }
            }
        }
    }

    fn exports(&self) -> Markup {
        const FORMATS: [(&str, &str); 7] = [
            ("md", "Markdown"),
            ("csv", "CSV"),
            ("dot", "DOT"),
            ("tei", "TEI"),
            ("graphml", "GraphML"),
            ("newick", "Newick"),
            ("json", "JSON"),
        ];
        let id = encoded(&self.story.stemma.story);
        html! {
            p.exports { "Take along: "
                @for (format, name) in FORMATS { a href={ "/story/" (id) "/export/" (format) } { (name) } " " }
            }
        }
    }

    /// The heading of a part.
    fn heading(&self, part: &str, words: &str, aside: &Markup) -> Markup {
        html! {
            @if self.links.is_served() { h2 id=(self.id(part)) { (words) " " (aside) } }
            @else { h3 id=(self.id(part)) { (words) " " (aside) } }
        }
    }

    fn id(&self, part: &str) -> String {
        if self.prefix.is_empty() { part.to_owned() } else { format!("{}-{part}", self.prefix) }
    }

    /// A witness by its name, with a link to it.
    fn named(&self, id: &str) -> Markup {
        let name = self.names.get(id).map_or(id, String::as_str);
        html! { a href=[self.links.witness(id)] { (Text(name)) } }
    }

    /// Witnesses by their names; of many the first.
    fn all_named<'i>(&self, ids: impl ExactSizeIterator<Item = &'i str>) -> Markup {
        let more = ids.len().saturating_sub(NAMED);
        html! {
            span.names {
                @for (number, id) in ids.take(NAMED).enumerate() {
                    @if number > 0 { ", " }
                    (self.named(id))
                }
                @if more > 0 { " and " (grouped(more as u64)) " more" }
            }
        }
    }

    /// How many witnesses stand how to their parents.
    fn relations(&self) -> BTreeMap<String, u64> {
        let mut relations = BTreeMap::new();
        for relation in self.story.stemma.nodes.iter().filter_map(|node| node.relation()) {
            *relations.entry(relation.to_owned()).or_default() += 1;
        }
        relations
    }
}
