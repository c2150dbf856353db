//! GraphML and TEI are read by a parser of XML.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::{hostile, sample, stemma, tangled};
use crate::report::Stemma;
use crate::report::graphml::graphml;
use crate::report::tei::tei;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

fn all<'a>(document: &'a Document, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name(name) || node.tag_name().name() == name).collect()
}

fn text(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// What XML can hold of a text.
fn shown(text: &str) -> String {
    let unknown = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(unknown, "\u{fffd}")
}

fn stemmata() -> [Stemma; 5] {
    [sample(), hostile(), tangled(), stemma(&[], &[]), stemma(&["a"], &[])]
}

#[test]
fn graphml_holds_the_graph() {
    for stemma in stemmata() {
        let written = graphml(&stemma);
        let document = Document::parse(&written).unwrap();
        let keys: HashSet<&str> =
            all(&document, "key").iter().map(|key| key.attribute("id").unwrap()).collect();
        for wanted in ["site", "date", "title", "relation", "confidence", "kept", "lost"] {
            assert!(keys.contains(wanted), "{wanted}");
        }
        let data = all(&document, "data");
        assert!(data.iter().all(|data| keys.contains(data.attribute("key").unwrap())));
        let names = data.iter().filter(|data| data.attribute("key") == Some("name"));
        let names: Vec<String> = names.map(|&data| text(data)).collect();
        assert_eq!(names, stemma.nodes.iter().map(|node| shown(&node.name)).collect::<Vec<_>>());
        let ids: HashSet<&str> =
            all(&document, "node").iter().map(|node| node.attribute("id").unwrap()).collect();
        assert_eq!(ids.len(), stemma.nodes.len());
        let edges = all(&document, "edge");
        assert_eq!(edges.len(), stemma.edges.len());
        let ends = edges.iter().flat_map(|edge| ["source", "target"].map(|end| edge.attribute(end).unwrap()));
        assert!(ends.into_iter().all(|end| ids.contains(end)));
    }
}

#[test]
fn tei_names_each_witness_once() {
    for stemma in stemmata() {
        let written = tei(&stemma);
        let document = Document::parse(&written).unwrap();
        let witnesses = all(&document, "witness");
        let mut names: Vec<&str> = witnesses.iter().map(|witness| witness.attribute("n").unwrap()).collect();
        let mut wanted: Vec<String> = stemma.nodes.iter().map(|node| shown(&node.name)).collect();
        names.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(names, wanted);
        let ids: HashSet<String> =
            witnesses.iter().map(|witness| format!("#{}", witness.attribute((XML, "id")).unwrap())).collect();
        assert_eq!(ids.len(), stemma.nodes.len());
        let fits = |c: char| c.is_alphanumeric() || "-._".contains(c);
        let start = |id: &String| id[1..].starts_with(char::is_alphabetic);
        assert!(ids.iter().all(|id| start(id) && id[1..].chars().all(fits)), "{ids:?}");
        let relations = all(&document, "relation");
        assert_eq!(relations.len(), stemma.edges.len());
        for relation in relations {
            assert!(["active", "passive"].iter().all(|&end| ids.contains(relation.attribute(end).unwrap())));
        }
    }
}

#[test]
fn tei_marks_what_is_lost_and_what_is_contaminated() {
    let written = tei(&sample());
    let document = Document::parse(&written).unwrap();
    let lists = all(&document, "listWit");
    let lost = lists.iter().find(|list| list.attribute("n") == Some("lost")).unwrap();
    let lost: Vec<_> = lost.children().filter_map(|witness| witness.attribute((XML, "id"))).collect();
    assert_eq!(lost, ["ω", "α"]);
    let relations = all(&document, "relation");
    let names: Vec<_> = relations.iter().map(|relation| relation.attribute("name").unwrap()).collect();
    assert_eq!(names[3..], ["copiedFrom", "contaminatedFrom"]);
    assert_eq!(relations[4].attribute("active"), Some("#c"));
    assert_eq!(relations[4].attribute("passive"), Some("#a"));
    assert_eq!(relations[4].attribute("cert"), Some("0.900"));
    assert_eq!(text(relations[4]), "kept 0.750, alone 4, against 1");
}

#[test]
fn tei_has_the_archetype_with_its_apparatus() {
    let written = tei(&sample());
    let document = Document::parse(&written).unwrap();
    let body = all(&document, "body")[0];
    assert_eq!(all(&document, "div")[0].attribute("corresp"), Some("#ω"));
    let paragraphs: Vec<Node> = body.descendants().filter(|node| node.tag_name().name() == "p").collect();
    assert_eq!(text(paragraphs[0]), "It rained.");
    assert_eq!(text(paragraphs[1]), "Nobodysome \"body\" came & nobody <went>.");
    let app = all(&document, "app")[1];
    let readings: Vec<_> = app
        .children()
        .map(|reading| (reading.tag_name().name(), reading.attribute("n").unwrap(), text(reading)))
        .collect();
    assert_eq!(app.attribute("n"), Some("3"));
    assert_eq!(readings, [("lem", "2", "Nobody".to_owned()), ("rdg", "1", "some \"body\"".to_owned())]);
}

#[test]
fn a_text_that_is_not_there_is_a_gap() {
    let written = tei(&stemma(&["a"], &[]));
    let document = Document::parse(&written).unwrap();
    assert_eq!(all(&document, "gap").len(), 1);
    assert!(!tei(&hostile()).contains("<gap"));
}
