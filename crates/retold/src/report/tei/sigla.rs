//! Names for witnesses that may stand in `xml:id`.

use std::collections::HashSet;

use crate::report::Node;

/// A siglum for each node: an NCName that looks like its name, and that no other node has.
pub fn sigla(nodes: &[Node]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let siglum = |(number, node): (usize, &Node)| {
        let mut siglum = ncname(&node.name);
        if !taken.insert(siglum.clone()) {
            // The number of the node is no other's; but the whole may be another's name.
            siglum = format!("{siglum}-{number}");
            while !taken.insert(siglum.clone()) {
                siglum.push('_');
            }
        }
        siglum
    };
    nodes.iter().enumerate().map(siglum).collect()
}

/// Greek letters stay, since lost witnesses are called by them; of the rest, ASCII alone, to be on the safe side.
fn ncname(name: &str) -> String {
    let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'α'..='ω' | 'Α'..='Ρ' | 'Σ'..='Ω');
    let fits = |c: char| letter(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | '_');
    let siglum: String = name.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if siglum.starts_with(letter) { siglum } else { format!("w-{siglum}") }
}
