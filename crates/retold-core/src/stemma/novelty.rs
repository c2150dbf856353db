//! What of a witness another one does not explain.

use std::collections::HashSet;

use rapidhash::fast::RandomState;

use crate::align::Matrix;
use crate::language::Sym;
use crate::tokens::Token;
use crate::witness::Witness;

/// Sentences of the parent in which a sentence of the child may find its words, and how alike they must be.
const NEAR: usize = 3;
const RELATED: f32 = 0.12;
/// A weight unit of unmatched words counts this much beside an unmatched pair of words.
const WORD_COST: f32 = 0.2;

/// For every sentence of `child` what `parent` leaves unexplained of it: its pairs of neighbouring words that do not
/// stand in the parent's nearest sentences, and a share of the weight of its words that do not.
pub fn novelty(child: &Witness, parent: &Witness) -> Vec<f32> {
    if parent.sentences.is_empty() {
        return (0..child.sentences.len()).map(|i| sentence_cost(child.words(i), &[])).collect();
    }
    let matrix = Matrix::of(child, parent);
    (0..child.sentences.len())
        .map(|i| {
            let near: Vec<&[Token]> = matrix
                .nearest::<NEAR>(i)
                .filter(|&j| matrix.at(i, j) > RELATED)
                .map(|j| parent.words(j))
                .collect();
            sentence_cost(child.words(i), &near)
        })
        .collect()
}

/// The cost of a witness that nothing explains.
pub(super) fn whole(witness: &Witness) -> f32 {
    (0..witness.sentences.len()).map(|i| sentence_cost(witness.words(i), &[])).sum()
}

fn sentence_cost(words: &[Token], near: &[&[Token]]) -> f32 {
    let known: HashSet<Sym, RandomState> = near.iter().flat_map(|s| s.iter().map(|t| t.sym)).collect();
    let pairs: HashSet<(Sym, Sym), RandomState> =
        near.iter().flat_map(|s| s.windows(2).map(|w| (w[0].sym, w[1].sym))).collect();
    let new_words: f32 = words.iter().filter(|t| !known.contains(&t.sym)).map(|t| t.weight.max(0.4)).sum();
    let new_pairs = words.windows(2).filter(|w| !pairs.contains(&(w[0].sym, w[1].sym))).count();
    WORD_COST * new_words + new_pairs as f32
}
