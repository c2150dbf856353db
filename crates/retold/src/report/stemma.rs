//! A story's graph of descent with what is known of its nodes.

use std::collections::{HashMap, HashSet};

use super::Archetype;
use crate::Error;
use crate::collection::Collection;
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
}

/// A document or a lost witness.
#[derive(Clone, Debug)]
pub struct Node {
    /// The document's id, or what the lost witness is called.
    pub name: String,
    /// The document; nothing for a lost witness.
    pub document: Option<DocumentHead<String>>,
    /// When it was published, in seconds since 1970.
    pub time: Option<i64>,
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
    /// Reads the documents of a story from its collection.
    ///
    /// # Errors
    /// When the table of documents cannot be read.
    pub fn read(collection: &Collection, story: StoryRow<String>) -> Result<Stemma, Error> {
        let mut documents = Vec::new();
        for document in collection.rows::<DocumentHead<String>>()? {
            let document = document?;
            if document.story.as_ref() == Some(&story.id) {
                documents.push(document);
            }
        }
        Ok(Stemma::new(story, documents))
    }

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
        Stemma { story: story.id, event: story.event, title: story.title, nodes, edges, archetype }
    }

    /// How the child stands to its parents.
    pub fn relation(&self, edge: &Edge) -> Option<&str> {
        self.nodes[edge.to].relation()
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
        let opening = || self.archetype.text.lines().map(str::trim).find(|line| !line.is_empty());
        self.title.as_deref().or_else(opening)
    }
}

/// A damaged table may hold anything.
fn in_range(evidence: Evidence) -> Evidence {
    let share = |x: f64| if x.is_nan() { 0.0 } else { x.clamp(0.0, 1.0) };
    Evidence { confidence: share(evidence.confidence), kept: share(evidence.kept), ..evidence }
}

impl Node {
    fn new(name: String, document: Option<DocumentHead<String>>) -> Node {
        let published = document.as_ref().and_then(|document| document.published.as_deref());
        Node { time: published.and_then(dates::seconds), name, document }
    }

    /// Is it a witness that no document stands for?
    pub fn is_lost(&self) -> bool {
        self.document.is_none()
    }

    /// Where it stood: the host of its address, else the file that it was read from.
    pub fn site(&self) -> Option<String> {
        let document = self.document.as_ref()?;
        document.url.as_deref().and_then(host).or_else(|| file(&document.source.file, document.source.record))
    }

    /// What to call it in a drawing: its site, else its headline, else its name.
    pub fn label(&self) -> String {
        let title = || self.title().map(str::to_owned);
        self.site().or_else(title).unwrap_or_else(|| self.name.clone())
    }

    /// Its headline.
    pub fn title(&self) -> Option<&str> {
        self.document.as_ref()?.title.as_deref()
    }

    /// The day on which it was published; as the page has it, where that is no date.
    pub fn date(&self) -> Option<String> {
        let published = || self.document.as_ref()?.published.clone();
        self.time.and_then(dates::day).or_else(published)
    }

    /// How it stands to its parents.
    pub fn relation(&self) -> Option<&str> {
        self.document.as_ref()?.relation.as_deref()
    }

    /// How much it looks spun; 0 for a lost witness.
    pub fn spun(&self) -> f64 {
        self.document.as_ref().map_or(0.0, |document| document.spun)
    }
}

/// `example.org` of `https://reader@www.example.org:8080/news`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    // An address of the sixth version of the protocol has colons in its brackets.
    let port = host.rfind(':').filter(|&at| !host[at..].contains(']'));
    let host = host[..port.unwrap_or(host.len())].to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // Without a scheme it may be a mere path.
    let named = if rest.len() < url.len() { !host.is_empty() } else { host.contains('.') };
    named.then(|| host.to_owned())
}

/// The name of a file, with the number of the record where it is not the first. Standard input has no name.
fn file(path: &str, record: u64) -> Option<String> {
    let name = path.rsplit(['/', '\\']).find(|part| !part.is_empty()).filter(|&name| name != "-")?;
    Some(if record > 1 { format!("{name}:{record}") } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_in_an_address() {
        for (url, wanted) in [
            ("https://www.Example.org/a?b", Some("example.org")),
            ("http://u:p@example.org:8080", Some("example.org")),
            ("http://[2001:db8::1]/x", Some("[2001:db8::1]")),
            ("example.org/news", Some("example.org")),
            ("//example.org/news", None),
            ("/news/1", None),
            ("http:///", None),
            ("", None),
        ] {
            assert_eq!(host(url).as_deref(), wanted, "{url}");
        }
    }

    #[test]
    fn a_file_is_known_by_its_name() {
        assert_eq!(file("crawl/pages.jsonl", 1).as_deref(), Some("pages.jsonl"));
        assert_eq!(file("crawl/pages.jsonl", 7).as_deref(), Some("pages.jsonl:7"));
        assert_eq!(file("-", 7), None);
        assert_eq!(file("", 1), None);
    }
}
