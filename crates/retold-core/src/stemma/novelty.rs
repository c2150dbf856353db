//! What of a witness another one does not explain.

use crate::align::Matrix;
use crate::among::is_among;
use crate::language::Sym;
use crate::tokens::Token;
use crate::wording::{Spelling, Wording, chain};

/// Sentences of the parent in which a sentence of the child may find its words.
const NEAR: usize = 3;
/// A weight unit of unmatched words counts this much beside an unmatched pair of words.
const WORD_COST: f32 = 0.2;

/// For every sentence of one of two witnesses what the other, as its parent, leaves unexplained of it: its pairs of
/// neighbouring words, as they are spelled, that do not stand in the parent's nearest sentences, and a share of the
/// weight of its words that do not. Those of `a` first, then those of `b`. `alike` says how alike their sentences are,
/// those of `a` by row.
pub fn novelties(a: &Wording, b: &Wording, alike: &Matrix) -> [Vec<f32>; 2] {
    [novelty(a, b, alike), novelty(b, a, &alike.transposed())]
}

fn novelty(child: &Wording, parent: &Wording, matrix: &Matrix) -> Vec<f32> {
    (0..child.witness.sentences.len())
        .map(|i| {
            let near: Vec<Sentence> = matrix.related::<NEAR>(i).map(|j| parent.sentence(j)).collect();
            unexplained(child.sentence(i), &near)
        })
        .collect()
}

/// The cost of a witness that nothing explains.
pub fn whole(witness: &Wording) -> f32 {
    (0..witness.witness.sentences.len()).map(|i| unexplained(witness.sentence(i), &[])).sum()
}

/// The sum of nothing.
const EXPLAINED: f32 = -0.0;

type Sentence<'a> = (&'a [Token], &'a [Spelling]);

fn is_same(a: Sentence, b: Sentence) -> bool {
    a.1 == b.1 && a.0.iter().map(|t| t.sym).eq(b.0.iter().map(|t| t.sym))
}

fn unexplained(sentence: Sentence, near: &[Sentence]) -> f32 {
    if near.iter().any(|other| is_same(sentence, *other)) {
        return EXPLAINED;
    }
    let known: Vec<Sym> = near.iter().flat_map(|s| s.0).map(|t| t.sym).collect();
    let pair = |words: &[Spelling]| chain(words[0], words[1]);
    let pairs: Vec<u64> = near.iter().flat_map(|s| s.1.windows(2)).map(pair).collect();
    let new_words =
        sentence.0.iter().filter(|t| !is_among(t.sym, &known)).map(|t| WORD_COST * t.weight.max(0.4));
    let new_pairs = sentence.1.windows(2).filter(|words| !is_among(pair(words), &pairs)).map(|_| 1.0);
    new_words.chain(new_pairs).sum()
}
