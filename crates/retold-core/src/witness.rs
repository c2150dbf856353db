//! A document ready to be compared: its story's sentences as tokens, and an index of its words.

use std::ops::Range;

use crate::document::Page;
use crate::language::{Kind, Lexicon, Sym};
use crate::span::{Span, cover};
use crate::tokens::Token;
use crate::transcript::Transcript;

/// The weight from which a name or a number is a fact that copies must share (one page in twenty has it).
pub const HARD_WEIGHT: f32 = 3.0;

/// The weight of a hard word; 0 of any other.
pub(crate) fn hard_weight(token: &Token) -> f32 {
    if token.is_hard() && token.weight >= HARD_WEIGHT { token.weight } else { 0.0 }
}

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
    /// Its tokens that lie in a span of the text.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        &self.tokens[start..end.max(start)]
    }

    /// The witness that `page` makes.
    pub fn of(page: &Page, lexicon: &mut Lexicon) -> Witness {
        Witness::from(Transcript::of(page, lexicon).0)
    }

    /// The same without the words of `foreign` text, sorted and disjoint, inside of its sentences. A sentence of nothing else
    /// stays as it is, so that all keep their numbers.
    pub fn without(&self, foreign: &[Span]) -> Witness {
        let is_own = |token: &&Token| !cover(foreign, token.span.start);
        let mut own = Transcript::default();
        for (number, sentence) in self.sentences.iter().enumerate() {
            let words = self.words(number);
            let first = own.tokens.len();
            own.tokens.extend(words.iter().filter(is_own));
            if own.tokens.len() == first {
                own.tokens.extend(words);
            }
            own.sentences.push((sentence.span, first as u32..own.tokens.len() as u32));
        }
        Witness::from(own)
    }

    /// The tokens of a sentence.
    pub fn words(&self, sentence: usize) -> &[Token] {
        let range = &self.sentences[sentence].tokens;
        &self.tokens[range.start as usize..range.end as usize]
    }

    /// Where some sentences of it stand, of which there is one at the least.
    pub fn span(&self, sentences: &Range<u32>) -> Span {
        let (first, last) = (sentences.start as usize, sentences.end as usize - 1);
        Span { start: self.sentences[first].span.start, end: self.sentences[last].span.end }
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
    fn from(Transcript { tokens, sentences }: Transcript) -> Witness {
        let is_content = |token: &&Token| token.kind != Kind::Function;
        let sentence = |(span, range): (Span, Range<u32>)| {
            let words = &tokens[range.start as usize..range.end as usize];
            let mass = words.iter().filter(is_content).map(|t| t.weight).sum();
            Sentence { span, tokens: range, mass, norm: 0.0, hard: 0.0 }
        };
        let mut sentences: Vec<Sentence> = sentences.into_iter().map(sentence).collect();
        let index = index(&tokens, &sentences);
        for posting in &index {
            let sentence = &mut sentences[posting.sentence as usize];
            sentence.norm += posting.weight * posting.weight;
            sentence.hard += posting.hard;
        }
        sentences.iter_mut().for_each(|s| s.norm = s.norm.sqrt());
        Witness { tokens, sentences, index }
    }
}

/// The postings of these sentences. Time: that of sorting their words.
fn index(tokens: &[Token], sentences: &[Sentence]) -> Vec<Posting> {
    // The word and its place in one number, which is sorted several times faster than the two.
    let content = (0u64..).zip(tokens).filter(|(_, token)| token.kind != Kind::Function);
    let mut keys: Vec<u64> = content.map(|(place, token)| u64::from(token.sym.0) << 32 | place).collect();
    keys.sort_unstable();
    let mut number: Vec<u32> = Vec::with_capacity(tokens.len());
    (0..).zip(sentences).for_each(|(of, sentence)| number.resize(sentence.tokens.end as usize, of));
    let mut index: Vec<Posting> = Vec::with_capacity(keys.len());
    for place in keys.into_iter().map(|key| key as u32 as usize) {
        let token = &tokens[place];
        let (sym, sentence, weight) = (token.sym, number[place], token.weight);
        let hard = hard_weight(token);
        match index.last_mut() {
            Some(last) if last.sym == sym && last.sentence == sentence => {
                last.weight += weight;
                last.hard = last.hard.max(hard);
            }
            _ => index.push(Posting { sym, sentence, weight, hard }),
        }
    }
    index
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn foreign_words_go_and_sentences_keep_their_numbers() {
        let text = "The mayor cheap watches here resigned. Buy now. Nobody was hurt.";
        let place = |words: &str| {
            let at = text.find(words).unwrap();
            Span::new(at..at + words.len())
        };
        let sentences = ["The mayor cheap watches here resigned.", "Buy now.", "Nobody was hurt."].map(place);
        let whole = Witness::from(Transcript::from_sentences(text, &sentences, &mut Lexicon::english()));
        let own = whole.without(&["cheap watches here", "Buy now."].map(place));
        let words = |sentence: usize| -> Vec<&str> {
            own.words(sentence).iter().map(|token| &text[token.span.range()]).collect()
        };
        assert_eq!(words(0), ["The", "mayor", "resigned"]);
        assert_eq!(words(1), ["Buy", "now"]);
        assert_eq!(words(2), ["Nobody", "was", "hurt"]);
        assert_eq!(whole.without(&[]), whole);
    }
}
