//! Two texts with their words under common numbers, weighed by how much they tell of a place in the two.

use std::ops::Range;

use crate::tokens::Token;
use crate::witness::Witness;

/// Sentences that the language at large is worth beside those of the two texts. With none, every word of two texts of
/// three sentences would be a common one; with hundreds, the subject of both would be as rare as it is elsewhere.
const LANGUAGE: f32 = 25.0;
/// Sentences of a page, of which it is known in how many pages a word stands.
const PAGE: f32 = 30.0;
/// No word is supposed to stand in more pages than all but this share.
const EVERYWHERE: f32 = 1e-4;

/// One of two texts.
pub struct Side<'w> {
    /// The witness.
    pub witness: &'w Witness,
    /// The number of the word at each of its tokens. Equal words have equal numbers in both texts.
    pub words: Vec<u32>,
    /// What it weighs.
    pub weights: Vec<f32>,
}

/// Both texts, made ready.
///
/// A word weighs the logarithm of how rare it is among the sentences of the two (Sánchez-Pérez et al. 2014, section
/// 2.1, after Rychalska's tf-isf): what both texts are about stands all over them and says nothing about which
/// passage answers to which, and so function words need no list. Where they say little since they are short, what the
/// lexicon knows of the word counts as well ([`LANGUAGE`]). Time: that of sorting the words.
pub fn sides<'w>(a: &'w Witness, b: &'w Witness) -> [Side<'w>; 2] {
    let tokens = || a.tokens.iter().chain(&b.tokens);
    let sentences = sentence_of_each(a, b);
    let count = (a.sentences.len() + b.sentences.len()) as f32;
    let mut words = vec![0; sentences.len()];
    let mut weights = vec![0.0; sentences.len()];
    let mut keys: Vec<u64> =
        tokens().zip(0u64..).map(|(t, place)| u64::from(t.sym.0) << 32 | place).collect();
    keys.sort_unstable();
    for (number, same) in (0u32..).zip(keys.chunk_by(|x, y| x >> 32 == y >> 32)) {
        let places = || same.iter().map(|&key| key as u32 as usize);
        let mut within: Vec<u32> = places().map(|place| sentences[place]).collect();
        within.dedup();
        let known = places().map(|place| token(a, b, place).weight).fold(f32::INFINITY, f32::min);
        let weight = weight(within.len() as f32, count, known);
        places().for_each(|place| (words[place], weights[place]) = (number, weight));
    }
    let (of_b, weights_of_b) = (words.split_off(a.tokens.len()), weights.split_off(a.tokens.len()));
    [Side { witness: a, words, weights }, Side { witness: b, words: of_b, weights: weights_of_b }]
}

fn token<'w>(a: &'w Witness, b: &'w Witness, place: usize) -> &'w Token {
    a.tokens.get(place).unwrap_or_else(|| &b.tokens[place - a.tokens.len()])
}

/// The sentence of each token of `a` and then of `b`, numbered through both.
fn sentence_of_each(a: &Witness, b: &Witness) -> Vec<u32> {
    let sentences = a.sentences.iter().chain(&b.sentences).zip(0u32..);
    sentences.flat_map(|(s, number)| s.tokens.clone().map(move |_| number)).collect()
}

/// The weight of a word that stands in `within` of `count` sentences, and has the weight `known` in the language.
fn weight(within: f32, count: f32, known: f32) -> f32 {
    // The lexicon counts pages; of a page's sentences it stands in this share if all are alike.
    let pages = (-known).exp();
    let share = 1.0 - (1.0 - pages).max(EVERYWHERE).powf(1.0 / PAGE);
    ((count + LANGUAGE) / (within + LANGUAGE * share)).ln().max(0.0)
}

impl Side<'_> {
    /// The tokens of some sentences.
    pub fn tokens(&self, sentences: Range<u32>) -> Range<usize> {
        let all = &self.witness.sentences[sentences.start as usize..sentences.end as usize];
        let (first, last) = (all.first(), all.last());
        first.map_or(0, |s| s.tokens.start as usize)..last.map_or(0, |s| s.tokens.end as usize)
    }

    /// The sentences that these tokens are of.
    pub fn sentences(&self, tokens: &Range<usize>) -> Range<u32> {
        let starting = |token: usize| {
            self.witness.sentences.partition_point(|s| (s.tokens.start as usize) < token) as u32
        };
        starting(tokens.start + 1) - 1..starting(tokens.end)
    }

    /// The words of some tokens, ascending, with the weight of each as often as it stands there.
    pub fn bag(&self, tokens: Range<usize>) -> Vec<(u32, f32)> {
        let mut bag: Vec<(u32, f32)> = tokens.map(|at| (self.words[at], self.weights[at])).collect();
        bag.sort_unstable_by_key(|word| word.0);
        bag.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        bag
    }
}

/// What two bags of words have in common: how alike they are, as the cosine, and the weight of the words of both.
pub fn common(a: &[(u32, f32)], b: &[(u32, f32)]) -> (f32, f32) {
    let norm = |bag: &[(u32, f32)]| bag.iter().map(|w| w.1 * w.1).sum::<f32>().sqrt();
    let (mut dot, mut shared) = (0.0, 0.0);
    let mut rest = b;
    for &(word, weight) in a {
        rest = &rest[rest.partition_point(|w| w.0 < word)..];
        if let Some(&(_, other)) = rest.first().filter(|w| w.0 == word) {
            dot += weight * other;
            shared += weight.min(other);
        }
    }
    let norms = norm(a) * norm(b);
    (if norms > 0.0 { dot / norms } else { 0.0 }, shared)
}
