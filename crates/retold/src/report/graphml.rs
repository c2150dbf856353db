//! GraphML, which Gephi, yEd, Cytoscape and NetworkX read.
//!
//! Ids of nodes are numbers, since the format allows no blanks or slashes in them; the data `name` has the id of the
//! document.

use super::xml::Xml;
use super::{Edge, Node, Stemma};

/// What is told of nodes and edges: name, of which, type.
const KEYS: [(&str, &str, &str); 12] = [
    ("name", "node", "string"),
    ("lost", "node", "boolean"),
    ("site", "node", "string"),
    ("date", "node", "string"),
    ("title", "node", "string"),
    ("spun", "node", "double"),
    ("relation", "edge", "string"),
    ("first_parent", "edge", "boolean"),
    ("confidence", "edge", "double"),
    ("kept", "edge", "double"),
    ("alone", "edge", "int"),
    ("against", "edge", "int"),
];

/// The story as a graph.
pub fn graphml(stemma: &Stemma) -> String {
    let mut xml = Xml::new();
    let schema =
        "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", schema),
        ],
    );
    for (name, of, kind) in KEYS {
        xml.text("key", &[("id", name), ("for", of), ("attr.name", name), ("attr.type", kind)], "");
    }
    xml.open("graph", &[("edgedefault", "directed")]);
    for (number, node) in stemma.nodes.iter().enumerate() {
        xml.open("node", &[("id", &id(number))]);
        write_data(&mut xml, &of_node(node));
        xml.close();
    }
    for edge in &stemma.edges {
        xml.open("edge", &[("source", &id(edge.from)), ("target", &id(edge.to))]);
        write_data(&mut xml, &of_edge(stemma, edge));
        xml.close();
    }
    xml.finish()
}

fn id(number: usize) -> String {
    format!("n{number}")
}

type Data = Vec<(&'static str, Option<String>)>;

fn of_node(node: &Node) -> Data {
    let document = !node.is_lost();
    vec![
        ("name", Some(node.name.clone())),
        ("lost", Some(node.is_lost().to_string())),
        ("site", node.site()),
        ("date", node.date()),
        ("title", node.title().map(str::to_owned)),
        ("spun", document.then(|| node.spun().to_string())),
    ]
}

fn of_edge(stemma: &Stemma, edge: &Edge) -> Data {
    let evidence = edge.evidence.as_ref();
    vec![
        ("relation", stemma.relation(edge).map(str::to_owned)),
        ("first_parent", Some(edge.first.to_string())),
        ("confidence", evidence.map(|evidence| evidence.confidence.to_string())),
        ("kept", evidence.map(|evidence| evidence.kept.to_string())),
        ("alone", evidence.map(|evidence| evidence.alone.to_string())),
        ("against", evidence.map(|evidence| evidence.against.to_string())),
    ]
}

fn write_data(xml: &mut Xml, data: &Data) {
    for (key, value) in data {
        if let Some(value) = value {
            xml.text("data", &[("key", key)], value);
        }
    }
}
