//! Sentences of two texts that have to do with each other.

use super::sides::Side;

/// A sentence of each text, and how alike the two are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seed {
    /// Sentence of the first.
    pub a: u32,
    /// Sentence of the second.
    pub b: u32,
    /// Their likeness: the cosine of their words' weights.
    pub likeness: f32,
}

/// A word of a sentence of the second text, with its weight there.
struct Posting {
    word: u32,
    sentence: u32,
    weight: f32,
}

/// Every two sentences that are at `least` so alike. Time: the pairs of sentences that share a word, for each word.
pub fn seeds(a: &Side, b: &Side, least: f32) -> Vec<Seed> {
    let (rows, columns) = (bags(a), bags(b));
    let norm = |bag: &Vec<(u32, f32)>| bag.iter().map(|w| w.1 * w.1).sum::<f32>().sqrt();
    let norms: Vec<f32> = columns.iter().map(norm).collect();
    let postings = postings(&columns);
    let mut seeds = Vec::new();
    for (row, bag) in (0u32..).zip(&rows) {
        let mut dots = vec![0f32; columns.len()];
        for &(word, weight) in bag {
            let from = postings.partition_point(|p| p.word < word);
            for same in postings[from..].iter().take_while(|p| p.word == word) {
                dots[same.sentence as usize] += weight * same.weight;
            }
        }
        let own = norm(bag);
        for (column, (dot, norm)) in (0u32..).zip(dots.iter().zip(&norms)) {
            if *dot > 0.0 && *dot >= least * own * norm {
                seeds.push(Seed { a: row, b: column, likeness: (dot / (own * norm)).min(1.0) });
            }
        }
    }
    seeds
}

fn bags(side: &Side) -> Vec<Vec<(u32, f32)>> {
    (0..side.witness.sentences.len() as u32).map(|s| side.bag(side.tokens(s..s + 1))).collect()
}

fn postings(bags: &[Vec<(u32, f32)>]) -> Vec<Posting> {
    let of = |(sentence, bag): (u32, &Vec<(u32, f32)>)| {
        bag.iter().map(move |&(word, weight)| Posting { word, sentence, weight }).collect::<Vec<_>>()
    };
    let mut postings: Vec<Posting> = (0u32..).zip(bags).flat_map(of).collect();
    postings.sort_unstable_by_key(|p| (p.word, p.sentence));
    postings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::TagNumber;
    use crate::language::{Kind, Sym};
    use crate::passages::sides::{common, sides};
    use crate::span::Span;
    use crate::tokens::Token;
    use crate::transcript::Transcript;
    use crate::witness::Witness;
    use proptest::prelude::*;

    /// A witness of sentences of these words.
    fn witness(sentences: &[Vec<u8>]) -> Witness {
        let mut transcript = Transcript::default();
        for words in sentences {
            let first = transcript.tokens.len() as u32;
            let token = |&word: &u8| {
                let (sym, weight) = (Sym(u32::from(word)), 1.0 + f32::from(word));
                let (kind, tag, span) = (Kind::Word, TagNumber::default(), Span::default());
                Token { sym, weight, kind, tag, span }
            };
            transcript.tokens.extend(words.iter().map(token));
            transcript.sentences.push((Span::default(), first..transcript.tokens.len() as u32));
        }
        transcript.into()
    }

    proptest! {
        #[test]
        fn seeds_are_all_pairs_that_are_alike(
            a in prop::collection::vec(prop::collection::vec(0u8..9, 1..6), 0..9),
            b in prop::collection::vec(prop::collection::vec(0u8..9, 1..6), 0..9),
        ) {
            let (a, b) = (witness(&a), witness(&b));
            let [a, b] = sides(&a, &b);
            let found = seeds(&a, &b, 0.5);
            let bag = |side: &Side, sentence: u32| side.bag(side.tokens(sentence..sentence + 1));
            for row in 0..a.witness.sentences.len() as u32 {
                for column in 0..b.witness.sentences.len() as u32 {
                    let (likeness, _) = common(&bag(&a, row), &bag(&b, column));
                    let seed = found.iter().find(|seed| (seed.a, seed.b) == (row, column));
                    prop_assert_eq!(seed.is_some(), likeness >= 0.5 || (likeness - 0.5).abs() < 1e-5 && seed.is_some());
                    prop_assert!(seed.is_none_or(|seed| (seed.likeness - likeness).abs() < 1e-5));
                }
            }
        }
    }
}
