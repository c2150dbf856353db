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
        let mut hard = Hard::with_room(words / 4);
        let (mut ordinary, mut of_sentence) = (Vec::new(), Vec::new());
        for (sentence, tokens) in (0u32..).zip(transcript.words()) {
            let word = |token: &Token| (token.sym, token.weight);
            let words = pick(tokens, &mut ordinary, word, |token| token.kind != Kind::Function);
            let mut heads = [0; HEADS];
            for &(sym, weight) in words {
                sketch.note(sym);
                put_among(&mut heads, sym, weight);
            }
            sketch.mass += words.iter().map(|word| word.1).sum::<f32>();
            sketch.heads.extend(syms(heads));
            hard.add(sentence, pick(tokens, &mut of_sentence, word, |token| hard_weight(token) > 0.0));
        }
        // Summed sentence by sentence, as a witness does it.
        let mut masses = vec![0.0; sentences];
        sketch.hard.reserve(hard.words.len());
        hard.each(|sym, sentence, weight| {
            masses[sentence as usize] += weight;
            sketch.hard.push((sym, weight));
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
fn put_among(heads: &mut [u64; HEADS], sym: Sym, weight: f32) {
    // The bits of numbers that are not negative are ordered as they are.
    let mut head = u64::from(weight.to_bits()) << 32 | u64::from(sym.0);
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

/// The hard words of a text.
struct Hard {
    /// The sentence and the weight of each, in the order of the text.
    words: Vec<(u32, f32)>,
    /// The symbol of each and, in the lower half, its number: one number is sorted faster than the two.
    order: Vec<u64>,
}

impl Hard {
    /// None as yet, and room for so many.
    fn with_room(words: usize) -> Hard {
        Hard { words: Vec::with_capacity(words), order: Vec::with_capacity(words) }
    }

    /// Adds those of a sentence, which stands behind those before it.
    fn add(&mut self, sentence: u32, words: &[(Sym, f32)]) {
        let first = self.words.len() as u64;
        self.words.extend(words.iter().map(|&(_, weight)| (sentence, weight)));
        self.order.extend((first..).zip(words).map(|(number, (sym, _))| u64::from(sym.0) << 32 | number));
    }

    /// Shows each with its sentence and its weight, once for every sentence that has it, with the largest that it has
    /// there; by symbol and sentence.
    fn each(mut self, mut see: impl FnMut(Sym, u32, f32)) {
        self.order.sort_unstable();
        let word = |&place: &u64| (Sym((place >> 32) as u32), self.words[place as u32 as usize]);
        let is_same = |a: &u64, b: &u64| word(a).0 == word(b).0 && word(a).1.0 == word(b).1.0;
        for same in self.order.chunk_by(is_same) {
            let (sym, (sentence, _)) = word(&same[0]);
            see(sym, sentence, same.iter().map(|place| word(place).1.1).fold(0.0, f32::max));
        }
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
        let mut hard = Hard::with_room(0);
        hard.add(0, &[(Sym(7), 3.0), (Sym(2), 4.0), (Sym(7), 5.0), (Sym(7), 4.0)]);
        hard.add(1, &[]);
        hard.add(2, &[(Sym(2), 4.0), (Sym(7), 3.0), (Sym(u32::MAX), 9.0)]);
        let mut seen = Vec::new();
        hard.each(|sym, sentence, weight| seen.push((sym.0, sentence, weight)));
        assert_eq!(seen, [(2, 0, 4.0), (2, 2, 4.0), (7, 0, 5.0), (7, 2, 3.0), (u32::MAX, 2, 9.0)]);
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
