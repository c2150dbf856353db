//! DOT, the language of Graphviz: documents are boxes, lost witnesses circles, contamination is dashed.

use std::fmt::Write;

use super::{Edge, Node, Stemma};

/// The story as a graph.
pub fn dot(stemma: &Stemma) -> String {
    let mut out = format!("digraph {} {{\n", quoted(&stemma.story));
    out += "  node [fontname=\"Helvetica\", fontsize=11];\n  edge [fontname=\"Helvetica\", fontsize=9];\n";
    if let Some(heading) = stemma.heading() {
        let _ = writeln!(out, "  label={};\n  labelloc=t;\n  fontname=\"Helvetica\";", label(&[heading]));
    }
    for node in &stemma.nodes {
        let _ = writeln!(out, "  {} [{}];", quoted(&node.name), described(node));
    }
    for edge in &stemma.edges {
        let [from, to] = [edge.from, edge.to].map(|node| quoted(&stemma.nodes[node].name));
        let _ = writeln!(out, "  {from} -> {to} [{}];", explained(stemma, edge));
    }
    out + "}\n"
}

fn described(node: &Node) -> String {
    if node.is_lost() {
        return format!("shape=circle, label={}", label(&[&node.name]));
    }
    let lines = [Some(node.label()), node.date()];
    let lines: Vec<&str> = lines.iter().flatten().map(String::as_str).collect();
    let title = node.title().unwrap_or(&node.name);
    format!("shape=box, label={}, tooltip={}", label(&lines), label(&[title]))
}

fn explained(stemma: &Stemma, edge: &Edge) -> String {
    let mut out = format!("label={}", label(&[stemma.relation(edge).unwrap_or("")]));
    if !edge.first {
        out += ", style=dashed";
    }
    if let Some(evidence) = &edge.evidence {
        let (sure, kept) = (evidence.confidence, evidence.kept);
        let (alone, against) = (evidence.alone, evidence.against);
        let _ = write!(
            out,
            ", tooltip=\"confidence {sure:.3}, kept {kept:.3}, alone {alone}, against {against}\""
        );
    }
    out
}

/// A name. Before a quote a backslash would hide it, so that every one is doubled; the name has two then, wherever it
/// stands.
fn quoted(name: &str) -> String {
    format!("\"{}\"", one_line(name).replace('\\', "\\\\").replace('"', "\\\""))
}

/// Lines of text to be shown, in which DOT knows escapes and the entities of HTML.
fn label(lines: &[&str]) -> String {
    let escaped: Vec<String> = lines
        .iter()
        .map(|line| one_line(line).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;"))
        .collect();
    format!("\"{}\"", escaped.join("\\n"))
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
