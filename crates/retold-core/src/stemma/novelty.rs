//! What of a witness another one does not explain.

use std::ops::Range;

use crate::align::Matrix;
use crate::tokens::Token;
use crate::wording::{Spelling, Wording};

/// Sentences of the parent in which a sentence of the child may find its words.
const NEAR: usize = 3;
/// A weight unit of unmatched words counts this much beside an unmatched pair of words.
const WORD_COST: f32 = 0.2;

/// The readings of a witness: of each sentence its words, then its pairs of neighbouring words as they are spelled.
pub struct Readings {
    /// What each costs where it is not explained.
    pub weights: Vec<f32>,
    /// Those of each sentence.
    pub sentences: Vec<Range<usize>>,
}

impl Readings {
    /// The readings of a witness.
    pub fn of(witness: &Wording) -> Readings {
        let mut readings = Readings { weights: Vec::new(), sentences: Vec::new() };
        for number in 0..witness.witness.sentences.len() {
            let first = readings.weights.len();
            let (words, _) = witness.sentence(number);
            readings.weights.extend(words.iter().map(|t| WORD_COST * t.weight.max(0.4)));
            readings.weights.extend(words.windows(2).map(|_| 1.0));
            readings.sentences.push(first..readings.weights.len());
        }
        readings
    }

    /// What a witness costs of which `held` is explained, sentence by sentence.
    pub fn costs(&self, held: &[bool]) -> Vec<f32> {
        let cost = |range: &Range<usize>| {
            let readings = self.weights[range.clone()].iter().zip(&held[range.clone()]);
            readings.filter(|(_, held)| !**held).map(|(weight, _)| weight).sum()
        };
        self.sentences.iter().map(cost).collect()
    }

    /// The cost of a witness that nothing explains.
    pub fn whole(&self) -> f32 {
        self.weights.iter().sum()
    }
}

/// For every one of the [`Readings`] of `child`: does `parent` have it in the sentences nearest to the child's?
pub fn explained(child: &Wording, parent: &Wording) -> Vec<bool> {
    let matrix = Matrix::of(&child.witness, &parent.witness);
    let mut held = Vec::with_capacity(2 * child.spelled.len());
    let (mut known, mut pairs) = (Vec::new(), Vec::new());
    for number in 0..child.witness.sentences.len() {
        known.clear();
        pairs.clear();
        for near in matrix.related::<NEAR>(number).map(|j| parent.sentence(j)) {
            known.extend(near.0.iter().map(|t| t.sym));
            pairs.extend(near.1.windows(2).map(pair));
        }
        let (words, spelled) = child.sentence(number);
        // A few dozen words: to look through all of them takes less than to hash them.
        held.extend(words.iter().map(|t: &Token| known.contains(&t.sym)));
        held.extend(spelled.windows(2).map(|words| pairs.contains(&pair(words))));
    }
    held
}

fn pair(words: &[Spelling]) -> Spelling {
    words[0].rotate_left(1) ^ words[1]
}
