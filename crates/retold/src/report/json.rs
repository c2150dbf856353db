//! JSON, in the words of the tables.

use serde_json::{Value, json};

use super::{Edge, Node, Stemma};

/// The story with all that is known of its nodes and edges.
pub fn json(stemma: &Stemma) -> Value {
    let archetype = &stemma.archetype;
    json!({
        "id": stemma.story,
        "event": stemma.event,
        "title": stemma.title,
        "published": stemma.days().map(|(first, last)| [first, last]),
        "witnesses": stemma.witnesses(),
        "archetype": {
            "node": archetype.node.map(|node| &stemma.nodes[node].name),
            "text": archetype.text,
            "readings": archetype.readings,
        },
        "carried_by": stemma.carried_by,
        "nodes": stemma.nodes.iter().map(of_node).collect::<Vec<_>>(),
        "edges": stemma.edges.iter().map(|edge| of_edge(stemma, edge)).collect::<Vec<_>>(),
    })
}

fn of_node(node: &Node) -> Value {
    let Some(document) = &node.document else {
        return json!({ "name": node.name, "lost": true });
    };
    json!({
        "name": node.name,
        "lost": false,
        "site": node.site(),
        "date": node.date(),
        "title": document.title,
        "url": document.url,
        "source": document.source,
        "language": document.language,
        "relation": document.relation,
        "spun": document.spun,
        "injected": document.injected,
    })
}

fn of_edge(stemma: &Stemma, edge: &Edge) -> Value {
    let evidence = edge.evidence.as_ref();
    json!({
        "from": stemma.nodes[edge.from].name,
        "to": stemma.nodes[edge.to].name,
        "first_parent": edge.first,
        "relation": stemma.relation(edge),
        "confidence": evidence.map(|evidence| evidence.confidence),
        "kept": evidence.map(|evidence| evidence.kept),
        "alone": evidence.map(|evidence| evidence.alone),
        "against": evidence.map(|evidence| evidence.against),
    })
}
