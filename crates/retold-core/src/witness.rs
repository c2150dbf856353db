//! A document ready to be compared: its story's sentences as tokens, and an index of its words.

use std::ops::Range;

use crate::document::Page;
use crate::language::{Kind, Lexicon, Sym};
use crate::span::Span;
use crate::tokens::Token;
use crate::transcript::Transcript;

/// The weight from which a name or a number is a fact that copies must share (one page in twenty has it).
pub const HARD_WEIGHT: f32 = 3.0;

/// A sentence of a witness.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, in [`Witness::tokens`].
    pub tokens: Range<u32>,
    /// The summed weight of its words, function words left out.
    pub mass: f32,
    /// The Euclidean norm of its words' weights, repetitions counted.
    pub norm: f32,
    /// The summed weight of its distinct hard words.
    pub hard: f32,
}

/// One word of one sentence in a witness's index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posting {
    /// The word.
    pub sym: Sym,
    /// The sentence's number.
    pub sentence: u32,
    /// Its weight times its count in the sentence.
    pub weight: f32,
    /// Its weight if it is a hard word of [`HARD_WEIGHT`], else 0.
    pub hard: f32,
}

/// A document as the kernels compare it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Witness {
    /// The words of the story, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; none is without tokens.
    pub sentences: Vec<Sentence>,
    /// Its words but for function words, sorted by symbol and sentence, each once a sentence.
    pub index: Vec<Posting>,
}

impl Witness {
    /// The witness that `page` makes.
    pub fn of(page: &Page, lexicon: &mut Lexicon) -> Witness {
        Witness::from(Transcript::of(page, lexicon).0)
    }

    fn push(&mut self, span: Span, tokens: Range<u32>) {
        let number = self.sentences.len() as u32;
        let at = self.index.len();
        let words = &self.tokens[tokens.start as usize..tokens.end as usize];
        let content = words.iter().filter(|t| t.kind != Kind::Function);
        self.index.extend(content.map(|t| Posting {
            sym: t.sym,
            sentence: number,
            weight: t.weight,
            hard: if t.is_hard() && t.weight >= HARD_WEIGHT { t.weight } else { 0.0 },
        }));
        let mass = self.index[at..].iter().map(|p| p.weight).sum();
        join_repetitions(&mut self.index, at);
        let own = &self.index[at..];
        let norm = own.iter().map(|p| p.weight * p.weight).sum::<f32>().sqrt();
        let hard = own.iter().map(|p| p.hard).sum();
        self.sentences.push(Sentence { span, tokens, mass, norm, hard });
    }

    /// The tokens of a sentence.
    pub fn words(&self, sentence: usize) -> &[Token] {
        let range = &self.sentences[sentence].tokens;
        &self.tokens[range.start as usize..range.end as usize]
    }

    /// The summed weight of all its words, function words left out.
    pub fn mass(&self) -> f32 {
        self.sentences.iter().map(|s| s.mass).sum()
    }

    /// The summed weight of the distinct hard words of each sentence.
    pub fn hard_mass(&self) -> f32 {
        self.sentences.iter().map(|s| s.hard).sum()
    }

    /// Its distinct words with the hard weight of each (0 for words that are not hard), by symbol.
    pub fn vocabulary(&self) -> impl Iterator<Item = (Sym, f32)> + '_ {
        self.index.chunk_by(|a, b| a.sym == b.sym).map(|same| {
            let hard = same.iter().map(|p| p.hard).fold(0.0, f32::max);
            (same[0].sym, hard)
        })
    }
}

impl From<Transcript> for Witness {
    fn from(transcript: Transcript) -> Witness {
        let Transcript { tokens, sentences } = transcript;
        let mut witness = Witness { index: Vec::with_capacity(tokens.len()), tokens, ..Witness::default() };
        for (span, tokens) in sentences {
            witness.push(span, tokens);
        }
        witness.index.sort_unstable_by_key(|p| (p.sym, p.sentence));
        witness
    }
}

/// Joins the postings of one sentence, from `at` on, that are of one word.
fn join_repetitions(index: &mut Vec<Posting>, at: usize) {
    index[at..].sort_unstable_by_key(|p| p.sym);
    let mut kept = at;
    for i in at..index.len() {
        if kept > at && index[kept - 1].sym == index[i].sym {
            index[kept - 1].weight += index[i].weight;
            index[kept - 1].hard = index[kept - 1].hard.max(index[i].hard);
        } else {
            index[kept] = index[i];
            kept += 1;
        }
    }
    index.truncate(kept);
}
