//! TEI P5: the witnesses (`listWit`), who was made from whom (`listRelation`), and the archetype's text with its
//! disputed places (`app`), as editors of text traditions write them. Chapter 12 of the Guidelines, and 14.3.2.3 for
//! relations; the result is valid by `tei_all`.
//!
//! How many witnesses have a reading stands in `n`, the only attribute that all these elements have for a label.

mod apparatus;
mod sigla;

use self::sigla::sigla;
use super::xml::{Xml, element, escaped};
use super::{Edge, Node, Stemma};
use crate::dates;

/// The story as a TEI document.
pub fn tei(stemma: &Stemma) -> String {
    let sigla = sigla(&stemma.nodes);
    let mut xml = Xml::new();
    xml.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")]);
    xml.open("teiHeader", &[]);
    write_description(&mut xml, stemma, &sigla);
    write_encoding(&mut xml);
    xml.close();
    xml.open("text", &[]);
    xml.open("body", &[]);
    write_archetype(&mut xml, stemma, &sigla);
    xml.finish()
}

fn write_description(xml: &mut Xml, stemma: &Stemma, sigla: &[String]) {
    xml.open("fileDesc", &[]);
    xml.open("titleStmt", &[]);
    xml.text("title", &[], stemma.heading().unwrap_or(&stemma.story));
    xml.close();
    xml.open("publicationStmt", &[]);
    xml.text("p", &[], &format!("Story {} of a collection made by retold.", stemma.story));
    xml.close();
    xml.open("sourceDesc", &[]);
    write_witnesses(xml, stemma, sigla);
    if !stemma.edges.is_empty() {
        xml.open("listRelation", &[("type", "stemma")]);
        for edge in &stemma.edges {
            write_relation(xml, stemma, edge, sigla);
        }
        xml.close();
    }
    xml.close();
    xml.close();
}

/// The documents, and in a list of their own those that are lost.
fn write_witnesses(xml: &mut Xml, stemma: &Stemma, sigla: &[String]) {
    if stemma.nodes.is_empty() {
        xml.text("p", &[], "No witness.");
        return;
    }
    xml.open("listWit", &[]);
    for (lost, kind, head) in [(false, "documents", "Documents"), (true, "lost", "Lost witnesses")] {
        let mut nodes = stemma.nodes.iter().zip(sigla).filter(|(node, _)| node.is_lost() == lost).peekable();
        if nodes.peek().is_none() {
            continue;
        }
        xml.open("listWit", &[("n", kind)]);
        xml.text("head", &[], head);
        for (node, siglum) in nodes {
            let witness = element("witness", &[("xml:id", siglum), ("n", &node.name)], &described(node));
            xml.line(&witness);
        }
        xml.close();
    }
    xml.close();
}

fn described(node: &Node) -> String {
    let Some(document) = &node.document else { return String::new() };
    let mut parts = String::new();
    let mut add = |name, attributes: &[(&str, &str)], text: Option<&str>| {
        if let Some(text) = text {
            parts += &element(name, attributes, &escaped(text));
        }
    };
    add("title", &[], document.title.as_deref());
    add("publisher", &[], node.site().as_deref());
    let day = node.time.and_then(dates::day);
    let when: Vec<(&str, &str)> = day.iter().map(|day| ("when", day.as_str())).collect();
    add("date", &when, document.published.as_deref());
    add("idno", &[("type", "URL")], document.url.as_deref());
    if parts.is_empty() { parts } else { element("bibl", &[], &parts) }
}

/// The child is the active one: it was copied from its parent.
fn write_relation(xml: &mut Xml, stemma: &Stemma, edge: &Edge, sigla: &[String]) {
    let [active, passive] = [edge.to, edge.from].map(|node| format!("#{}", sigla[node]));
    let name = if edge.first { "copiedFrom" } else { "contaminatedFrom" };
    let cert = edge.evidence.as_ref().map(|evidence| format!("{:.3}", evidence.confidence));
    let mut attributes = vec![("name", name), ("active", &*active), ("passive", &*passive)];
    attributes.extend(stemma.relation(edge).map(|relation| ("type", relation)));
    attributes.extend(cert.as_ref().map(|cert| ("cert", cert.as_str())));
    let Some(evidence) = &edge.evidence else {
        xml.text("relation", &attributes, "");
        return;
    };
    let number = |kind, value: String| element("num", &[("type", kind), ("value", &value)], &value);
    let kept = number("kept", format!("{:.3}", evidence.kept));
    let alone = number("alone", evidence.alone.to_string());
    let against = number("against", evidence.against.to_string());
    let evidence = element("desc", &[], &format!("kept {kept}, alone {alone}, against {against}"));
    xml.line(&element("relation", &attributes, &evidence));
}

fn write_encoding(xml: &mut Xml) {
    xml.open("encodingDesc", &[]);
    xml.text("variantEncoding", &[("method", "parallel-segmentation"), ("location", "internal")], "");
    xml.open("appInfo", &[]);
    xml.open("application", &[("ident", "retold"), ("version", env!("CARGO_PKG_VERSION"))]);
    xml.text("label", &[], "retold");
    xml.close();
    xml.close();
    xml.close();
}

fn write_archetype(xml: &mut Xml, stemma: &Stemma, sigla: &[String]) {
    let siglum = stemma.archetype.node.map(|node| format!("#{}", sigla[node]));
    let mut attributes = vec![("type", "archetype")];
    attributes.extend(siglum.as_ref().map(|siglum| ("corresp", siglum.as_str())));
    xml.open("div", &attributes);
    let paragraphs = apparatus::paragraphs(&stemma.archetype);
    for paragraph in &paragraphs {
        xml.line(&element("p", &[], paragraph));
    }
    if paragraphs.is_empty() {
        xml.line("<p><gap reason=\"not-reconstructed\"/></p>");
    }
    xml.close();
}
