//! Every format is read back, with names that try to break out of it and edges that lead astray.
#![allow(clippy::unwrap_used)]

mod dot;
mod drawing;
mod forest;
mod newick;
mod xml;

use super::Stemma;
use super::json::json;
use crate::wire::{
    Archetype, DocumentHead, Evidence, OtherReading, Reading, Source, Stemma as StemmaRow, StoryRow,
};

/// Names that mean something in one of the formats or on a terminal.
pub const HOSTILE: [&str; 14] = [
    "",
    "plain",
    "a\"b\" -> c [x]; }",
    "<a b='c'>&amp;]]></node>",
    "line\nbreak\r\ttab",
    "\u{1b}[2J\0\u{7f}",
    "ends with a backslash\\",
    "\\\"",
    "it's ''quoted'': (a,b);",
    "\u{202e}drawkcab",
    "2031/05/12 # 1",
    "2031_05_12 # 1",
    "\u{fffe}\u{ffff}",
    "Ünïcode 東京",
];

/// A document as its table has it.
pub fn document(id: &str, published: Option<&str>, relation: Option<&str>) -> DocumentHead<String> {
    DocumentHead {
        id: id.to_owned(),
        source: Source { file: "crawl.jsonl".to_owned(), record: 3 },
        url: Some(format!("https://{id}.example/news")),
        title: Some(format!("Title of {id}")),
        published: published.map(str::to_owned),
        language: "eng".to_owned(),
        story: Some("s1".to_owned()),
        parents: Vec::new(),
        relation: relation.map(str::to_owned),
        spun: 0.0,
        injected: Vec::new(),
        passages: Vec::new(),
    }
}

/// A story of these edges; a node is a document unless its name is a Greek letter.
pub fn stemma(nodes: &[&str], edges: &[[&str; 2]]) -> Stemma {
    let lost = |name: &&&str| name.chars().all(|c| ('α'..='ω').contains(&c)) && !name.is_empty();
    let documents: Vec<&str> = nodes.iter().filter(|name| !lost(name)).copied().collect();
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let evidence = |number| Evidence { confidence: 0.9, kept: 0.75, alone: number as u32, against: 1 };
    let story = StoryRow {
        id: "s1".to_owned(),
        event: "e1".to_owned(),
        documents: names(&documents),
        title: Some("The \"story\" of <a> & b".to_owned()),
        first_published: None,
        archetype: Archetype { document: None, text: String::new(), readings: Vec::new() },
        stemma: StemmaRow {
            nodes: names(nodes),
            lost: names(&nodes.iter().filter(lost).copied().collect::<Vec<_>>()),
            edges: edges.iter().map(|edge| edge.map(str::to_owned)).collect(),
            evidence: (0..edges.len()).map(evidence).collect(),
        },
        turned_away: None,
        carried_by: Vec::new(),
    };
    let rows = documents.iter().map(|&id| document(id, Some("2031-05-12"), Some("edit")));
    Stemma::new(story, rows.collect())
}

/// Two branches under a lost archetype, one of them lost too, and a witness of both.
pub fn sample() -> Stemma {
    let edges = [["ω", "a"], ["ω", "α"], ["α", "b"], ["α", "c"], ["a", "c"]];
    let mut stemma = stemma(&["a", "b", "c", "ω", "α"], &edges);
    stemma.archetype.text = "It rained.\nNobody came & nobody <went>.\n".to_owned();
    let other = OtherReading { text: "some \"body\"".to_owned(), witnesses: 1 };
    let reading = |span, others| Reading { span, witnesses: 2, of: 3, others };
    stemma.archetype.readings = vec![reading([11, 17], vec![other]), reading([3, 9], Vec::new())];
    stemma
}

/// A chain of all hostile names.
pub fn hostile() -> Stemma {
    let edges: Vec<[&str; 2]> = HOSTILE.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    let mut stemma = stemma(&HOSTILE, &edges);
    stemma.story = HOSTILE.concat();
    stemma.title = Some(HOSTILE.concat());
    stemma.archetype.text = HOSTILE.concat();
    stemma
}

/// Circles, a node above itself, and edges of nodes that nobody listed.
pub fn tangled() -> Stemma {
    let edges =
        [["a", "b"], ["b", "c"], ["c", "a"], ["d", "d"], ["gone", "e"], ["a", "b"], ["e", "f"], ["f", "a"]];
    stemma(&["a", "b", "c", "d", "e"], &edges)
}

#[test]
fn a_name_without_a_document_is_that_of_a_lost_witness() {
    let lost = |stemma: &Stemma| {
        let nodes = stemma.nodes.iter().filter(|node| node.is_lost());
        nodes.map(|node| node.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(lost(&sample()), ["ω", "α"]);
    assert_eq!(lost(&tangled()), ["gone", "f"]);
    let archetype = sample().archetype.node.unwrap();
    assert_eq!(sample().nodes[archetype].name, "ω");
    assert_eq!(
        sample().edges.iter().map(|edge| edge.first).collect::<Vec<_>>(),
        [true, true, true, true, false]
    );
}

#[test]
fn json_has_the_words_of_the_tables() {
    let value = json(&sample());
    assert_eq!(value["published"], serde_json::json!(["2031-05-12", "2031-05-12"]));
    assert_eq!(value["archetype"]["node"], "ω");
    assert_eq!(value["archetype"]["readings"][0]["others"][0]["witnesses"], 1);
    assert_eq!(value["nodes"][3], serde_json::json!({"name": "ω", "lost": true}));
    assert_eq!(value["nodes"][0]["site"], "a.example");
    let edge = &value["edges"][4];
    assert_eq!((&edge["from"], &edge["to"]), (&"a".into(), &"c".into()));
    assert_eq!((&edge["first_parent"], &edge["alone"]), (&false.into(), &4.into()));
}

#[test]
fn what_a_damaged_table_lacks_is_left_out() {
    let mut story = StoryRow {
        id: "s1".to_owned(),
        event: String::new(),
        documents: vec!["a".to_owned(), "b".to_owned()],
        title: None,
        first_published: None,
        archetype: Archetype { document: Some("x".to_owned()), text: String::new(), readings: Vec::new() },
        stemma: StemmaRow { nodes: Vec::new(), lost: Vec::new(), edges: Vec::new(), evidence: Vec::new() },
        turned_away: None,
        carried_by: Vec::new(),
    };
    story.stemma.edges = vec![["a".to_owned(), "b".to_owned()]; 2];
    story.stemma.evidence = vec![Evidence { confidence: f64::NAN, kept: 7.5, alone: 0, against: 0 }];
    let stemma = Stemma::new(story, Vec::new());
    assert_eq!(stemma.nodes.iter().map(|node| node.name.as_str()).collect::<Vec<_>>(), ["a", "b", "x"]);
    let evidence = stemma.edges[0].evidence.as_ref().unwrap();
    assert_eq!((evidence.confidence, evidence.kept), (0.0, 1.0));
    assert!(stemma.edges[1].evidence.is_none());
    assert_eq!(stemma.heading(), None);
    assert!(json(&stemma)["edges"][1]["kept"].is_null());
}
