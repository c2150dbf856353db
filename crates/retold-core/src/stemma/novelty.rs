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
    let mut known = Known::default();
    let mut unexplained = |number: usize| {
        let sentence = child.sentence(number);
        known.clear();
        for near in matrix.related::<NEAR>(number).map(|number| parent.sentence(number)) {
            if is_same(sentence, near) {
                return EXPLAINED;
            }
            known.add(near);
        }
        known.unexplained(sentence)
    };
    (0..child.witness.sentences.len()).map(&mut unexplained).collect()
}

/// The cost of a witness that nothing explains.
pub fn whole(witness: &Wording) -> f32 {
    let nothing = Known::default();
    (0..witness.witness.sentences.len()).map(|number| nothing.unexplained(witness.sentence(number))).sum()
}

/// The sum of nothing.
const EXPLAINED: f32 = -0.0;

type Sentence<'a> = (&'a [Token], &'a [Spelling]);

fn is_same(a: Sentence, b: Sentence) -> bool {
    a.1 == b.1 && a.0.iter().map(|t| t.sym).eq(b.0.iter().map(|t| t.sym))
}

/// What is known from some sentences. The memory is used again and again.
#[derive(Default)]
struct Known {
    words: Vec<Sym>,
    pairs: Vec<u32>,
}

impl Known {
    fn clear(&mut self) {
        self.words.clear();
        self.pairs.clear();
    }

    fn add(&mut self, (words, spelled): Sentence) {
        self.words.extend(words.iter().map(|token| token.sym));
        self.pairs.extend(spelled.windows(2).map(pair));
    }

    /// The cost of a sentence. Time: its words times those that are known, several at once.
    fn unexplained(&self, (words, spelled): Sentence) -> f32 {
        let new_words = words.iter().filter(|token| !is_among(token.sym, &self.words));
        let new_pairs = spelled.windows(2).filter(|words| !is_among(pair(words), &self.pairs));
        let new_words = new_words.map(|token| WORD_COST * token.weight.max(0.4));
        new_words.chain(new_pairs.map(|_| 1.0)).sum()
    }
}

/// A pair of words. Half of its hash will do: it is looked for among a hundred, and so many are compared at once.
fn pair(words: &[Spelling]) -> u32 {
    (chain(words[0], words[1]) >> u32::BITS) as u32
}
