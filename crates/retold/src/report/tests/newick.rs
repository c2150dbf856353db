//! What is written is what a parser of the format reads.

use super::{HOSTILE, hostile, sample, stemma, tangled};
use crate::report::newick::newick;

/// A node as read: its name, how far it is from its parent, how many nodes stand right under it.
type Read = (String, Option<f64>, usize);

/// Reads a tree; the nodes come out children first.
fn parse(text: &str) -> Vec<Read> {
    let mut rest = text.chars().peekable();
    let mut nodes = Vec::new();
    // How many children each open bracket has so far.
    let mut open: Vec<usize> = Vec::new();
    let mut children = 0;
    loop {
        match rest.next().unwrap() {
            '(' => {
                assert_eq!(children, 0);
                open.push(0);
                continue;
            }
            '\'' => {
                let mut name = String::new();
                loop {
                    match (rest.next().unwrap(), rest.peek()) {
                        ('\'', Some('\'')) => name.push(rest.next().unwrap()),
                        ('\'', _) => break,
                        (c, _) => name.push(c),
                    }
                }
                let length: String = std::iter::from_fn(|| rest.next_if(|c| !",();".contains(*c))).collect();
                let length = length.strip_prefix(':').map(|length| length.parse().unwrap());
                nodes.push((name, length, children));
                children = 0;
            }
            // The node without a name over trees that do not hang together.
            ';' if open.is_empty() => {
                assert_eq!(rest.collect::<String>(), "\n");
                return nodes;
            }
            c => panic!("{c:?} in {text}"),
        }
        match rest.peek().unwrap() {
            ',' => {
                rest.next();
                *open.last_mut().unwrap() += 1;
            }
            ')' => {
                rest.next();
                children = open.pop().unwrap() + 1;
            }
            _ => {}
        }
    }
}

#[test]
fn branches_are_as_long_as_what_was_lost() {
    assert_eq!(newick(&sample()), "('a':0.250,('b':0.250,'c':0.250)'α':0.250)'ω';\n");
    let read = parse(&newick(&sample()));
    let wanted = [("a", Some(0.25), 0), ("b", Some(0.25), 0), ("c", Some(0.25), 0), ("α", Some(0.25), 2)];
    let read: Vec<_> = read.iter().map(|(name, length, below)| (name.as_str(), *length, *below)).collect();
    assert_eq!(read[..4], wanted);
    assert_eq!(read[4], ("ω", None, 2));
}

#[test]
fn names_come_back() {
    let read = parse(&newick(&hostile()));
    let shown = |name: &str| name.replace(|c: char| c.is_control(), " ");
    let wanted: Vec<String> = HOSTILE.iter().rev().map(|name| shown(name)).collect();
    assert_eq!(read.into_iter().map(|(name, ..)| name).collect::<Vec<_>>(), wanted);
}

#[test]
fn trees_that_do_not_hang_together_are_joined() {
    assert_eq!(newick(&stemma(&["a", "b"], &[])), "('a','b');\n");
    assert_eq!(newick(&stemma(&[], &[])), "();\n");
    assert_eq!(parse(&newick(&tangled())).len(), 7);
}

#[test]
fn a_long_chain_of_copies_does_not_end_the_program() {
    let names: Vec<String> = (0..100_000).map(|number| format!("{number:06}")).collect();
    let nodes: Vec<&str> = names.iter().map(String::as_str).collect();
    let edges: Vec<[&str; 2]> = nodes.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    assert_eq!(parse(&newick(&stemma(&nodes, &edges))).len(), nodes.len());
}
