//! The passages that two documents have in common, where the documents as wholes need not be of one story.
//!
//! Seed and extend, as text alignment is done since Sánchez-Pérez, Sidorov & Gelbukh 2014, *A Winning Approach to Text
//! Alignment for Text Reuse Detection at PAN 2014* (CLEF): sentences that answer to each other are seeds
//! ([`seeds`]), seeds that stand close to each other in both documents grow together ([`grow`]), and what has grown
//! too little is left out.
//!
//! Time: that of [`Matrix::of`](crate::align::Matrix::of), and that of sorting the seeds.

mod grow;
mod seeds;

use std::ops::Range;

use crate::align::Matrix;
use crate::align::lcs::Scratch;
use crate::span::Span;
use crate::witness::{Sentence, Witness};

use seeds::Seed;

/// A passage that two witnesses have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Sentences of the first.
    pub a: Range<u32>,
    /// Sentences of the second.
    pub b: Range<u32>,
    /// Where they stand in the first text.
    pub a_span: Span,
    /// Where they stand in the second text.
    pub b_span: Span,
    /// How alike the two are, 0 to 1.
    pub likeness: f32,
}

impl Passage {
    /// The passage that these sentences of two witnesses are.
    pub fn between(a: &Witness, of_a: Range<u32>, b: &Witness, of_b: Range<u32>, likeness: f32) -> Passage {
        Passage { a_span: span(a, &of_a), b_span: span(b, &of_b), a: of_a, b: of_b, likeness }
    }

    /// Where it stands in the first text and in the second.
    pub fn spans(&self) -> [Span; 2] {
        [self.a_span, self.b_span]
    }
}

/// Words that a passage has in either text, at the least: two sentences of news.
const SHORTEST: u32 = 25;

/// The passages that `a` and `b` have in common, by their place in `a`.
pub fn passages(a: &Witness, b: &Witness, _scratch: &mut Scratch) -> Vec<Passage> {
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Vec::new();
    }
    let likeness = Matrix::of(a, b);
    let grown = grow::grow(seeds::seeds(&likeness));
    let mut found: Vec<Passage> =
        grown.iter().map(|seeds| passage(a, b, seeds)).filter(|p| is_long(a, b, p)).collect();
    found.sort_by_key(|p| (p.a.start, p.b.start));
    found
}

/// The passage from the first to the last of `seeds`, of which there is one at the least.
fn passage(a: &Witness, b: &Witness, seeds: &[Seed]) -> Passage {
    let (a_range, b_range) = (range(seeds, |seed| seed.a), range(seeds, |seed| seed.b));
    let likeness = seeds.iter().map(|seed| seed.likeness).sum::<f32>() / seeds.len() as f32;
    Passage { a_span: span(a, &a_range), b_span: span(b, &b_range), a: a_range, b: b_range, likeness }
}

fn range(seeds: &[Seed], side: fn(&Seed) -> u32) -> Range<u32> {
    let first = seeds.iter().map(side).min().unwrap_or_default();
    first..seeds.iter().map(side).max().map_or(first, |last| last + 1)
}

fn sentences<'w>(of: &'w Witness, range: &Range<u32>) -> &'w [Sentence] {
    &of.sentences[range.start as usize..range.end as usize]
}

fn span(of: &Witness, range: &Range<u32>) -> Span {
    let sentences = sentences(of, range);
    let (first, last) = (sentences.first(), sentences.last());
    Span { start: first.map_or(0, |s| s.span.start), end: last.map_or(0, |s| s.span.end) }
}

fn is_long(a: &Witness, b: &Witness, passage: &Passage) -> bool {
    let words = |of, range| sentences(of, range).iter().map(|s| s.tokens.len() as u32).sum::<u32>();
    words(a, &passage.a) >= SHORTEST && words(b, &passage.b) >= SHORTEST
}

#[cfg(test)]
mod tests;
