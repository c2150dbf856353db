//! The passages that two documents have in common, where the documents as wholes need not be of one story: an excerpt
//! inside another story, the parts of a digest page, a text that was reworded and put elsewhere.
//!
//! Seed and extend, as text alignment is done since the competitions of PAN; the frame is that of Sánchez-Pérez,
//! Sidorov & Gelbukh 2014, *A Winning Approach to Text Alignment for Text Reuse Detection at PAN 2014* (CLEF):
//! sentences that answer to each other are seeds ([`seeds`]), seeds that are close to each other in both texts grow
//! together as long as the two places are alike ([`grow`]), and of places that overlap the better stays. What is not
//! theirs: words weigh by the two texts and by the language ([`sides`]); a passage ends at the word where it stops to
//! tell what the other tells ([`edges`]), and not with a sentence; it counts by the weight of what it shares, and not
//! by its length; and a digest is known by telling what stands all over the other text ([`digest`]).
//! docs/design/passages.md has the figures.
//!
//! Time: that of sorting the words and the seeds, for each word the pairs of sentences that have it, and the words of
//! both texts for each passage. With the two texts exchanged, so are the passages, but for ties.

mod digest;
mod edges;
mod grow;
mod seeds;
mod sides;

use std::ops::Range;

use crate::span::Span;
use crate::witness::Witness;

use edges::{Vocabulary, edges};
use grow::{GAP, grow, reach};
use seeds::{Seed, seeds};
use sides::{Side, common, sides};

/// A passage that two witnesses have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Sentences of the first; the outer ones may be part of it in part.
    pub a: Range<u32>,
    /// Sentences of the second.
    pub b: Range<u32>,
    /// Where it stands in the first text, to the word.
    pub a_span: Span,
    /// Where it stands in the second text.
    pub b_span: Span,
    /// How alike the two are, 0 to 1.
    pub likeness: f32,
}

impl Passage {
    /// Where it stands in the first text and in the second.
    pub fn spans(&self) -> [Span; 2] {
        [self.a_span, self.b_span]
    }
}

/// Sentences less alike have nothing to do with each other.
const RELATED: f32 = 0.28;
/// Places less alike than this are grown together too far.
const ALIKE: f32 = 0.34;
/// The weight of the words that a passage shares, at the least: three short sentences, or one of forty words.
const ENOUGH: f32 = 60.0;

/// Tokens of both texts that tell the same.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    a: Range<usize>,
    b: Range<usize>,
    likeness: f32,
}

/// The passages that `a` and `b` have in common, by their place in `a`. None shares a word with another.
pub fn passages(a: &Witness, b: &Witness) -> Vec<Passage> {
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Vec::new();
    }
    let [a, b] = sides(a, b);
    let seeds = seeds(&a, &b, RELATED);
    let mut places = Vec::new();
    alike(&a, &b, seeds.clone(), GAP, &mut places);
    let mut places: Vec<Place> = places.iter().filter_map(|place| settled(&a, &b, place)).collect();
    places.extend(digest::digests(&a, &b, &seeds, &places));
    let mut found: Vec<Passage> = apart(places).into_iter().map(|place| passage(&a, &b, place)).collect();
    found.sort_by_key(|passage| passage.a_span.start);
    found
}

/// Grows the seeds together to places that are alike: where they are not, with a smaller gap.
fn alike(a: &Side, b: &Side, seeds: Vec<Seed>, gap: u32, found: &mut Vec<[Range<usize>; 2]>) {
    for part in grow(seeds, [gap, gap]) {
        let place = [a.tokens(reach(&part, |seed| seed.a)), b.tokens(reach(&part, |seed| seed.b))];
        if likeness(a, b, &place).0 >= ALIKE {
            found.push(place);
        } else if gap > 0 {
            alike(a, b, part, gap - 1, found);
        }
    }
}

fn likeness(a: &Side, b: &Side, [at_a, at_b]: &[Range<usize>; 2]) -> (f32, f32) {
    common(&a.bag(at_a.clone()), &b.bag(at_b.clone()))
}

/// The place with its edges, if it shares enough.
fn settled(a: &Side, b: &Side, [at_a, at_b]: &[Range<usize>; 2]) -> Option<Place> {
    /// Each text's edges depend on the other's. A third time moves them by less than a word.
    const ROUNDS: usize = 2;
    let (mut at_a, mut at_b) = (at_a.clone(), at_b.clone());
    for _ in 0..ROUNDS {
        let (of_a, of_b) = (Vocabulary::of(a, &at_a), Vocabulary::of(b, &at_b));
        (at_a, at_b) = (edges(a, &at_a, &of_b), edges(b, &at_b, &of_a));
    }
    let (likeness, shared) = likeness(a, b, &[at_a.clone(), at_b.clone()]);
    is_enough(shared).then_some(Place { a: at_a, b: at_b, likeness })
}

fn is_enough(shared: f32) -> bool {
    shared >= ENOUGH
}

/// The places with none that overlaps another: two that overlap in both texts are one; of two that overlap in one,
/// which was told twice, the longer and more alike stays.
fn apart(mut places: Vec<Place>) -> Vec<Place> {
    let worth = |place: &Place| place.likeness * (place.a.len() + place.b.len()) as f32;
    places.sort_by(|x, y| worth(y).total_cmp(&worth(x)).then_with(|| x.a.start.cmp(&y.a.start)));
    let overlap = |x: &Range<usize>, y: &Range<usize>| x.start < y.end && y.start < x.end;
    let mut kept: Vec<Place> = Vec::new();
    for place in places {
        let touched: Vec<usize> = (0..kept.len())
            .filter(|&i| overlap(&kept[i].a, &place.a) || overlap(&kept[i].b, &place.b))
            .collect();
        match touched[..] {
            [] => kept.push(place),
            [one] if overlap(&kept[one].a, &place.a) && overlap(&kept[one].b, &place.b) => {
                let joined = |x: &Range<usize>, y: &Range<usize>| x.start.min(y.start)..x.end.max(y.end);
                let (a, b) = (joined(&kept[one].a, &place.a), joined(&kept[one].b, &place.b));
                (kept[one].a, kept[one].b) = (a, b);
            }
            _ => {}
        }
    }
    kept
}

fn passage(a: &Side, b: &Side, Place { a: at_a, b: at_b, likeness }: Place) -> Passage {
    let (of_a, of_b) = (a.sentences(&at_a), b.sentences(&at_b));
    let (a_span, b_span) = (span(a.witness, &of_a, &at_a), span(b.witness, &of_b, &at_b));
    Passage { a: of_a, b: of_b, a_span, b_span, likeness: likeness.min(1.0) }
}

/// Where some tokens of some sentences stand. What begins or ends with a sentence has its quotation marks and its stop.
fn span(witness: &Witness, sentences: &Range<u32>, tokens: &Range<usize>) -> Span {
    let first = &witness.sentences[sentences.start as usize];
    let last = &witness.sentences[sentences.end as usize - 1];
    let is_first = first.tokens.start as usize == tokens.start;
    let is_last = last.tokens.end as usize == tokens.end;
    Span {
        start: if is_first { first.span.start } else { witness.tokens[tokens.start].span.start },
        end: if is_last { last.span.end } else { witness.tokens[tokens.end - 1].span.end },
    }
}

#[cfg(test)]
mod tests;
