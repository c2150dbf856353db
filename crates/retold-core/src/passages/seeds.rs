//! Sentences of two documents that answer to each other.

use crate::align::Matrix;
use crate::align::evidence::FOUND;

/// A sentence of each document, and how alike the two are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seed {
    /// Sentence of the first.
    pub a: u32,
    /// Sentence of the second.
    pub b: u32,
    /// Their likeness.
    pub likeness: f32,
}

/// Every two sentences that are [`FOUND`] in each other. Time: rows · columns.
pub fn seeds(likeness: &Matrix) -> Vec<Seed> {
    let mut seeds = Vec::new();
    for a in 0..likeness.rows() {
        for b in 0..likeness.columns() {
            let likeness = likeness.at(a, b);
            if likeness >= FOUND {
                seeds.push(Seed { a: a as u32, b: b as u32, likeness });
            }
        }
    }
    seeds
}
