//! The language is read word by word, as Graphviz does.

use super::{HOSTILE, hostile, sample, tangled};
use crate::report::dot::dot;

/// The words of a graph: a string in quotes (with a quote before it, so that it is told from the others), a name, or
/// a sign.
fn words(graph: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = graph.chars().peekable();
    while let Some(c) = rest.next() {
        let mut word = String::from(c);
        if c == '"' {
            loop {
                match rest.next().unwrap() {
                    // A backslash hides a quote; before anything else it stays, and so does what it stands before.
                    '\\' if rest.peek() == Some(&'"') => word.push(rest.next().unwrap()),
                    '\\' => word.extend(['\\', rest.next().unwrap()]),
                    '"' => break,
                    c => {
                        assert!(!c.is_control(), "{c:?} in {graph}");
                        word.push(c);
                    }
                }
            }
        } else if c.is_ascii_alphanumeric() {
            word.extend(std::iter::from_fn(|| rest.next_if(char::is_ascii_alphanumeric)));
        } else if c.is_whitespace() {
            continue;
        }
        words.push(word);
    }
    words
}

/// The statements between the brackets, each as its words.
fn statements(graph: &str) -> Vec<Vec<String>> {
    let words = words(graph);
    assert_eq!((words[0].as_str(), words[2].as_str()), ("digraph", "{"));
    assert_eq!(words.last().unwrap(), "}");
    let inner = &words[3..words.len() - 1];
    assert_eq!(inner.last().unwrap(), ";");
    inner[..inner.len() - 1].split(|word| word == ";").map(<[String]>::to_vec).collect()
}

fn nodes(statements: &[Vec<String>]) -> Vec<&str> {
    let nodes = statements.iter().filter(|words| words[0].starts_with('"') && words[1] == "[");
    nodes.map(|words| &words[0][1..]).collect()
}

#[test]
fn shapes_and_lines_tell_what_things_are() {
    let graph = dot(&sample());
    assert!(graph.contains("\"ω\" [shape=circle, label=\"ω\"];"), "{graph}");
    assert!(graph.contains("\"a\" [shape=box, label=\"a.example\\n2031-05-12\", tooltip=\"Title of a\"];"));
    assert!(graph.contains("\"ω\" -> \"a\" [label=\"edit\", tooltip=\"confidence 0.900, kept 0.750"));
    assert!(graph.contains("\"a\" -> \"c\" [label=\"edit\", style=dashed,"), "{graph}");
    assert!(graph.contains("label=\"The \\\"story\\\" of <a> &amp; b\";"), "{graph}");
    assert_eq!(graph.matches("dashed").count(), 1);
}

#[test]
fn nothing_breaks_out_of_its_quotes() {
    for stemma in [sample(), hostile(), tangled()] {
        let statements = statements(&dot(&stemma));
        assert_eq!(nodes(&statements).len(), stemma.nodes.len());
        let edges = statements.iter().filter(|words| words.len() > 2 && words[1..3] == ["-", ">"]);
        let edges: Vec<_> = edges.collect();
        assert_eq!(edges.len(), stemma.edges.len());
        for words in edges {
            for end in [&words[0], &words[3]] {
                assert!(nodes(&statements).contains(&&end[1..]));
            }
        }
    }
}

#[test]
fn names_come_back() {
    let statements = statements(&dot(&hostile()));
    let shown = |name: &&str| name.replace(|c: char| c.is_control(), " ").replace('\\', "\\\\");
    assert_eq!(nodes(&statements), HOSTILE.iter().map(shown).collect::<Vec<_>>());
}
