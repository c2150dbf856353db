//! A sketch of a witness: enough to see of most pairs that no comparison would find one text in them.

use crate::align::evidence::{Evidence, Side};
use crate::align::share;
use crate::carried::{SENTENCES, STEP};
use crate::language::{Kind, Sym};
use crate::pick::pick;
use crate::tokens::Token;
use crate::transcript::Transcript;
use crate::witness::hard_weight;

/// What can be said of a witness without its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The summed weight of all its words: [`Witness::mass`](crate::witness::Witness::mass).
    pub mass: f32,
    /// The summed weight of its hard words: [`Witness::hard_mass`](crate::witness::Witness::hard_mass).
    pub hard_mass: f32,
    /// Its hard words and the weight of each, once for every sentence that has it; by symbol and sentence.
    pub hard: Vec<(Sym, f32)>,
    /// The heaviest words of each sentence that has more than function words, one of them repeated where they are fewer.
    pub heads: Vec<[Sym; HEADS]>,
    /// A bit for each of its words but for function words, which several may share (Bloom 1970, *Space/time trade-offs
    /// in hash coding with allowable errors*, with one hash). A power of two of numbers; none where there is no word.
    pub filter: Vec<u32>,
}

/// Bits of the filter for each word of the text, at the least. Every other word is one of its own, so that of sixteen
/// words that the text has not one is taken for one that it has.
const BITS: usize = 8;

/// Words that stand for their sentence: names and numbers, most of them.
pub const HEADS: usize = 4;
/// So many of them are kept where a sentence is taken over.
const KEPT: usize = 3;

impl Sketch {
    /// The sketch of a transcript. Time: linear in its words, and that of sorting its hard words.
    pub fn of(transcript: &Transcript) -> Sketch {
        let (words, sentences) = (transcript.tokens.len(), transcript.sentences.len());
        let heads = Vec::with_capacity(sentences);
        let mut sketch = Sketch { filter: filter(words), heads, ..Sketch::default() };
        let mut hard = Vec::with_capacity(words / 4);
        let longest = transcript.words().map(<[Token]>::len).max().unwrap_or(0);
        let mut ordinary = Vec::with_capacity(longest);
        for (sentence, tokens) in (0u32..).zip(transcript.words()) {
            ordinary.clear();
            pick(tokens, &mut ordinary, |token| *token, |token| token.kind != Kind::Function);
            let mut heads = [0; HEADS];
            for token in &ordinary {
                sketch.note(token.sym);
                put_among(&mut heads, token);
            }
            sketch.mass += ordinary.iter().map(|token| token.weight).sum::<f32>();
            sketch.heads.extend(syms(heads));
            let word = |token: &Token| Hard { sym: token.sym, sentence, weight: token.weight };
            pick(&ordinary, &mut hard, word, |token| hard_weight(token) > 0.0);
        }
        // Summed sentence by sentence, as a witness does it.
        let mut masses = vec![0.0; sentences];
        sketch.hard.reserve(hard.len());
        each_once(&hard, |word| {
            masses[word.sentence as usize] += word.weight;
            sketch.hard.push((word.sym, word.weight));
        });
        sketch.hard_mass = masses.iter().sum();
        sketch
    }

    /// Remembers that it has the word.
    fn note(&mut self, sym: Sym) {
        let (number, bit) = place(sym, self.filter.len());
        self.filter[number] |= bit;
    }

    /// May it have the word? If it has, the answer is yes.
    fn may_have(&self, sym: Sym) -> bool {
        let (number, bit) = place(sym, self.filter.len());
        self.filter.get(number).is_some_and(|bits| bits & bit != 0)
    }

    /// Has it a run of sentences that may be of `other`, long enough for a passage?
    fn has_run_of(&self, other: &Sketch) -> bool {
        let is_kept = |heads: &[Sym; HEADS]| heads.iter().filter(|&&sym| other.may_have(sym)).count() >= KEPT;
        let mut kept =
            (0u32..).zip(&self.heads).filter(|(_, heads)| is_kept(heads)).map(|(number, _)| number);
        let Some(mut last) = kept.next() else { return false };
        let mut run = 1;
        kept.any(|number| {
            run = if number <= last + STEP { run + 1 } else { 1 };
            last = number;
            run >= SENTENCES
        })
    }

    /// The share of its hard words, by weight and in every sentence that has them, that `other` has anywhere, or more.
    fn common_share(&self, other: &Sketch) -> f32 {
        let held = self.hard.iter().filter(|(sym, _)| other.may_have(*sym)).map(|(_, weight)| weight);
        share(held.sum(), self.hard_mass)
    }
}

/// The evidence of a comparison at the most: what it would find is no more than this, [at its
/// best](Evidence::at_best). Time: linear in the hard words.
pub fn at_most([a, b]: [&Sketch; 2]) -> Evidence {
    let side = |of: &Sketch, other: &Sketch| {
        let (mass, hard_mass) = (of.mass, of.hard_mass);
        Side { mass, hard_mass, hard: of.common_share(other), ..Side::default() }
    };
    Evidence { a: side(a, b), b: side(b, a), ..Evidence::default() }.at_best()
}

/// May one of two texts carry a passage of the other? One of them has as many sentences that may be the other's as a
/// passage has at the least, as close together. A sentence that is taken over could lose its heaviest words, but hardly
/// ever does. Time: linear in the sentences.
pub fn may_carry([a, b]: [&Sketch; 2]) -> bool {
    a.has_run_of(b) || b.has_run_of(a)
}

/// Puts a word among the heaviest of its sentence, equals by symbol: weight and symbol in one number, the heaviest first.
#[inline]
fn put_among(heads: &mut [u64; HEADS], token: &Token) {
    // The bits of numbers that are not negative are ordered as they are.
    let mut head = u64::from(token.weight.to_bits()) << 32 | u64::from(token.sym.0);
    if head > heads[HEADS - 1] && !heads.contains(&head) {
        for place in heads {
            (*place, head) = (head.max(*place), head.min(*place));
        }
    }
}

/// The words that stand for a sentence, where it has any.
fn syms(heads: [u64; HEADS]) -> Option<[Sym; HEADS]> {
    let first = heads[0];
    (first > 0).then(|| heads.map(|head| Sym(if head > 0 { head } else { first } as u32)))
}

/// A hard word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hard {
    sym: Sym,
    sentence: u32,
    weight: f32,
}

/// Shows each of the hard words of a text, once for every sentence that has it, with the largest weight that it has there;
/// by symbol and sentence. `words` are in the order of the text.
fn each_once(words: &[Hard], mut see: impl FnMut(Hard)) {
    // Symbol and place in one number, which is sorted faster than the words themselves.
    let place = |(place, word): (u64, &Hard)| u64::from(word.sym.0) << 32 | place;
    let mut places: Vec<u64> = (0..).zip(words).map(place).collect();
    places.sort_unstable();
    let word = |&place: &u64| words[place as u32 as usize];
    let is_same = |a: &u64, b: &u64| (word(a).sym, word(a).sentence) == (word(b).sym, word(b).sentence);
    for same in places.chunk_by(is_same) {
        see(Hard {
            weight: same.iter().map(|place| word(place).weight).fold(0.0, f32::max),
            ..word(&same[0])
        });
    }
}

/// The filter of a text of so many words, with none in it.
fn filter(words: usize) -> Vec<u32> {
    match words {
        0 => Vec::new(),
        _ => vec![0; (words * BITS).div_ceil(u32::BITS as usize).next_power_of_two()],
    }
}

/// The number and the bit in it that stand for a word in a filter of so many numbers, a power of two.
fn place(sym: Sym, numbers: usize) -> (usize, u32) {
    let bit = sym.0 as usize & (numbers * u32::BITS as usize).saturating_sub(1);
    (bit / u32::BITS as usize, 1 << (bit % u32::BITS as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::compare;
    use crate::align::lcs::Scratch;
    use crate::language::Lexicon;
    use crate::span::Span;

    fn transcript(sentences: &[&str]) -> Transcript {
        let text = sentences.concat();
        let mut start = 0;
        let span = |sentence: &&str| {
            start += sentence.len();
            Span::new(start - sentence.len()..start)
        };
        let spans: Vec<Span> = sentences.iter().map(span).collect();
        Transcript::from_sentences(&text, &spans, &mut Lexicon::english())
    }

    #[test]
    fn three_sentences_that_stand_close_may_be_a_passage() {
        const TAKEN: [&str; 3] = [
            "The Ostra lighthouse was built by Piet Halloran in 1893. ",
            "A storm tore the gallery off in January 2004. ",
            "Ida Tranter of Brenley has bought the ruin for 9,000 crowns. ",
        ];
        const OTHERS: [&str; 3] = [
            "Beekeepers around Lower Tarn expect the poorest honey harvest. ",
            "A jar that cost six dollars may sell for eleven before Christmas. ",
            "The last ferry of the Varn line leaves for the scrapyard. ",
        ];
        let may =
            |page: &[&str]| may_carry([&Sketch::of(&transcript(page)), &Sketch::of(&transcript(&TAKEN))]);
        assert!(may(&[OTHERS[0], TAKEN[0], OTHERS[1], TAKEN[1], TAKEN[2], OTHERS[2]]));
        assert!(!may(&[TAKEN[0], TAKEN[1], OTHERS[0], OTHERS[1], OTHERS[2]]));
        assert!(!may(&[]));
    }

    #[test]
    fn a_hard_word_counts_once_in_a_sentence_with_its_largest_weight() {
        let word = |(sym, sentence, weight)| Hard { sym: Sym(sym), sentence, weight };
        let words = [(7, 0, 3.0), (2, 0, 4.0), (7, 0, 5.0), (7, 0, 4.0), (2, 2, 4.0), (7, 2, 3.0)].map(word);
        let mut seen = Vec::new();
        each_once(&words, |word| seen.push(word));
        assert_eq!(seen, [(2, 0, 4.0), (2, 2, 4.0), (7, 0, 5.0), (7, 2, 3.0)].map(word));
    }

    #[test]
    fn no_comparison_finds_more() {
        let a = transcript(&[
            "Piet Halloran built the Ostra lighthouse in 1893. ",
            "Halloran was 61, the Post said.",
        ]);
        let b = transcript(&[
            "The Ostra lighthouse has 214 steps. ",
            "Halloran built it, and Ivo Tranter sold it.",
        ]);
        let most = at_most([&Sketch::of(&a), &Sketch::of(&b)]);
        let found = compare(&a.into(), &b.into(), &mut Scratch::default()).evidence.at_best();
        for (most, found) in [(most.a, found.a), (most.b, found.b)] {
            assert_eq!((most.mass, most.hard_mass), (found.mass, found.hard_mass));
            assert!(0.0 < found.hard && found.hard <= most.hard && most.hard < 1.0);
            assert_eq!(Side { hard: found.hard, ..most }, found);
        }
    }
}
