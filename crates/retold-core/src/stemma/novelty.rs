//! What of a witness another one does not explain.

use crate::align::Matrix;
use crate::among::place_among;
use crate::language::{Kind, Sym};
use crate::tokens::Token;
use crate::wording::{Spelling, Wording};

/// Sentences of the parent in which a sentence of the child may find its words.
const NEAR: usize = 3;
/// A weight unit of unmatched words counts this much beside an unmatched pair of words.
const WORD_COST: f32 = 0.2;
/// So much counts a pair of words that both stand there, but apart or spelled otherwise: a house that puts "€5" for "5 euros"
/// does so throughout. Function words stand anywhere.
const APART: f32 = 0.4;

/// For every sentence of a witness what another, as its parent, leaves unexplained of it: its pairs of
/// neighbouring words, as they are spelled, that do not stand in the parent's nearest sentences, in part where both their
/// words do, and a share of the weight of its words that do not. `matrix` says how alike their sentences are, the child's by
/// row.
pub fn novelty(child: &Wording, parent: &Wording, matrix: &Matrix) -> Vec<f32> {
    let mut known = Known::default();
    let mut unexplained = |number: usize| {
        let sentence = Sentence::of(child, number);
        known.clear();
        for near in matrix.related::<NEAR>(number).map(|number| Sentence::of(parent, number)) {
            if sentence.is_same(&near) {
                return EXPLAINED;
            }
            known.add(&near);
        }
        known.unexplained(&sentence)
    };
    (0..child.witness.sentences.len()).map(&mut unexplained).collect()
}

/// The cost of a witness that nothing explains.
pub fn whole(witness: &Wording) -> f32 {
    let mut nothing = Known::default();
    (0..witness.witness.sentences.len())
        .map(|number| nothing.unexplained(&Sentence::of(witness, number)))
        .sum()
}

/// The sum of nothing.
const EXPLAINED: f32 = -0.0;

/// A sentence as far as it is asked about here.
struct Sentence<'a> {
    tokens: &'a [Token],
    syms: &'a [Sym],
    spelled: &'a [Spelling],
    /// Its pairs of words, by half of their hash.
    pairs: &'a [u32],
}

impl<'a> Sentence<'a> {
    fn of(wording: &'a Wording, number: usize) -> Sentence<'a> {
        let (tokens, spelled) = wording.sentence(number);
        Sentence { tokens, syms: wording.syms_of(number), spelled, pairs: wording.pairs_of(number) }
    }

    fn is_same(&self, other: &Sentence) -> bool {
        self.spelled == other.spelled && self.syms == other.syms
    }
}

/// What is known from some sentences. The memory is used again and again.
#[derive(Default)]
struct Known {
    words: Vec<Sym>,
    pairs: Vec<u32>,
    /// The places of the words of a sentence that are not among these.
    new: Vec<usize>,
}

impl Known {
    fn clear(&mut self) {
        self.words.clear();
        self.pairs.clear();
    }

    fn add(&mut self, sentence: &Sentence) {
        self.words.extend_from_slice(sentence.syms);
        self.pairs.extend_from_slice(sentence.pairs);
    }

    /// The cost of a sentence. Time: its words, and those of them that do not follow on the one before where that is
    /// known, times all that are known.
    fn unexplained(&mut self, sentence: &Sentence) -> f32 {
        self.new.clear();
        self.new.extend(new(sentence.syms, &self.words));
        let words = self.new.iter().map(|&at| WORD_COST * sentence.tokens[at].weight.max(0.4));
        let mut ahead = self.new.iter().copied().peekable();
        let says = |at: usize| sentence.tokens[at].kind != Kind::Function;
        let pair = |at: usize| {
            while ahead.next_if(|&new| new < at).is_some() {}
            let is_known = ahead.peek().is_none_or(|&new| new > at + 1);
            if is_known && says(at) && says(at + 1) { APART } else { 1.0 }
        };
        words.chain(new(sentence.pairs, &self.pairs).map(pair)).sum()
    }
}

/// The places of those items that are not known. A copy goes on as what is known does, and so it is asked first whether
/// the next of that is meant.
fn new<T: Copy + PartialEq>(items: &[T], known: &[T]) -> impl Iterator<Item = usize> {
    let mut next = 0;
    let is_new = move |&at: &usize| {
        let follows = known.get(next) == Some(&items[at]);
        let found = if follows { Some(next) } else { place_among(items[at], known) };
        next = found.unwrap_or(next) + 1;
        found.is_none()
    };
    (0..items.len()).filter(is_new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_not_known_is_new_wherever_it_stands(
            items in prop::collection::vec(0u32..9, 0..40),
            known in prop::collection::vec(0u32..9, 0..40),
        ) {
            let naive = (0..items.len()).filter(|&at| !known.contains(&items[at]));
            prop_assert!(new(&items, &known).eq(naive));
        }
    }
}
