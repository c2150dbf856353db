//! CSV: the witnesses of a story, by date.

use crate::catalogue::Story;
use crate::report::{Edge, Node};

const HEAD: [&str; 12] = [
    "document",
    "site",
    "date",
    "title",
    "url",
    "relation",
    "parents",
    "kept",
    "confidence",
    "spun",
    "drift",
    "injected",
];

/// The witnesses as a table (RFC 4180).
pub fn csv(story: &Story) -> String {
    let drifts = story.drifts();
    let stemma = &story.stemma;
    let mut out = line(&HEAD.map(str::to_owned));
    for node in stemma.by_date() {
        let edges: Vec<&Edge> = stemma.edges.iter().filter(|edge| edge.to == node).collect();
        let parents: Vec<&str> = edges.iter().map(|edge| stemma.nodes[edge.from].name.as_str()).collect();
        let drifts: Vec<String> = drifts
            .get(stemma.nodes[node].name.as_str())
            .into_iter()
            .flatten()
            .map(|drift| {
                let [before, after] =
                    [&drift.before, &drift.after].map(|words| words.as_deref().unwrap_or_default());
                format!("{}: {before} -> {after}", drift.r#type)
            })
            .collect();
        out += &line(&cells(
            &stemma.nodes[node],
            edges.first().copied(),
            &parents.join("; "),
            &drifts.join("; "),
        ));
    }
    out
}

fn cells(node: &Node, edge: Option<&Edge>, parents: &str, drifts: &str) -> [String; 12] {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let evidence = edge.and_then(|edge| edge.evidence.as_ref());
    let url = node.document.as_ref().and_then(|document| document.url.as_deref());
    [
        node.name.clone(),
        node.site().unwrap_or_default(),
        node.date().unwrap_or_default(),
        text(node.title()),
        text(url),
        text(node.relation()),
        parents.to_owned(),
        evidence.map_or(String::new(), |evidence| evidence.kept.to_string()),
        evidence.map_or(String::new(), |evidence| evidence.confidence.to_string()),
        node.spun().to_string(),
        drifts.to_owned(),
        if node.is_injected() { "yes".to_owned() } else { String::new() },
    ]
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell. Programs for tables take what begins so for a formula and run it; behind an apostrophe it is text.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\"").replace('\0', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_leaves_its_place_or_runs() {
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(line(&["@x".to_owned(), String::new()]), "\"'@x\",\"\"\r\n");
    }
}
