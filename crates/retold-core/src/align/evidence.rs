//! What speaks for and against two witnesses carrying one text, in numbers.

use std::mem::swap;

use super::departure::Departure;
use super::lcs::{Scratch, equal_ends};
use super::matrix::{Matrix, Shared, shared};
use crate::language::Sym;
use crate::witness::{Posting, Witness};

/// From this likeness on a sentence counts as found on the other side.
pub const FOUND: f32 = 0.3;

/// One side's numbers. All are shares of the side's own weight, 0 to 1, but for `mass`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Side {
    /// The summed weight of its words.
    pub mass: f32,
    /// Share of its distinct names and numbers (by weight) that the other side has anywhere.
    pub hard: f32,
    /// Share of its weight in sentences that are [`FOUND`] on the other side.
    pub coverage: f32,
    /// Agreement of its sentences with those that answer to them in all words, function words included, and their
    /// order: per sentence twice the longest common subsequence over both lengths; mean by weight. No sentence counts
    /// for more than [`ENOUGH`], and the mean is a share of that: two background paragraphs that were taken over word
    /// for word cannot make up for a text that was not.
    pub structure: f32,
    /// The summed weight of its distinct names and numbers, repeated in every sentence that has them.
    pub hard_mass: f32,
}

/// A sentence that agrees so far with its match in all its words and their order answers to it.
pub const ENOUGH: f32 = 0.45;

/// A sentence of `a` and the sentence of `b` that answers to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Sentence of `a`.
    pub a: u32,
    /// Sentence of `b`.
    pub b: u32,
    /// Their likeness.
    pub likeness: f32,
    /// Their agreement in all words and their order.
    pub skeleton: f32,
}

/// What a comparison of two witnesses found, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The first witness's side.
    pub a: Side,
    /// The second witness's side.
    pub b: Side,
    /// How the lighter one departs from the other.
    pub departure: Departure,
}

/// Two witnesses beside one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aligned {
    /// What speaks for one text.
    pub evidence: Evidence,
    /// For every sentence of `a` that is [`FOUND`], its match.
    pub matches: Vec<Match>,
    /// Names and numbers that both have, heaviest first.
    pub shared: Vec<(Sym, f32)>,
}

impl Evidence {
    /// The same with the best supposed of all but names and numbers: everything is found, and nothing departs.
    pub fn at_best(self) -> Evidence {
        let best = |side: Side| Side { coverage: 1.0, structure: 1.0, ..side };
        Evidence { a: best(self.a), b: best(self.b), departure: Departure::default() }
    }

    /// The sides by weight: the lighter first.
    pub fn by_mass(&self) -> (&Side, &Side) {
        if self.a.mass <= self.b.mass { (&self.a, &self.b) } else { (&self.b, &self.a) }
    }
}

/// Compares two witnesses.
///
/// Time: that of [`Matrix::of`], and six comparisons of sentences for each sentence of either at the most.
pub fn compare(a: &Witness, b: &Witness, scratch: &mut Scratch) -> Aligned {
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Aligned::default();
    }
    let mut view = View::of(a, b);
    let shared = shared_hard(&view.shared);
    let left = side(&mut view, scratch);
    let of_left = (a.mass() <= b.mass()).then(|| view.departure(&left.answers));
    let mut view = view.turned();
    let right = side(&mut view, scratch);
    let departure = of_left.unwrap_or_else(|| view.departure(&right.answers));
    Aligned { evidence: Evidence { a: left.side, b: right.side, departure }, matches: left.matches, shared }
}

/// The hard words of either that the other has, as a word of whatever kind: a title may lose its capital.
fn shared_hard(shared: &[Shared]) -> Vec<(Sym, f32)> {
    let heaviest = |list: &[Posting]| list.iter().map(|p| p.hard).fold(0.0, f32::max);
    let mut out: Vec<(Sym, f32)> = shared
        .iter()
        .map(|(x, y)| (x[0].sym, heaviest(x).max(heaviest(y))))
        .filter(|&(_, weight)| weight > 0.0)
        .collect();
    out.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    out
}

pub(crate) fn share(part: f32, whole: f32) -> f32 {
    // The sum of no weights is -0.0, which is no share.
    if part > 0.0 && whole > 0.0 { part / whole } else { 0.0 }
}

/// Two witnesses from the side of the first.
struct View<'w> {
    of: &'w Witness,
    other: &'w Witness,
    /// The words that both have, which are asked for again and again.
    shared: Vec<Shared<'w>>,
    likeness: Matrix,
    /// The agreement of sentences in all words and their order, as far as it was asked for.
    agreement: Matrix,
}

impl<'w> View<'w> {
    fn of(of: &'w Witness, other: &'w Witness) -> View<'w> {
        let shared: Vec<Shared> = shared(of, other).collect();
        let likeness = Matrix::given(of, other, shared.iter().copied());
        let agreement = Matrix::unknown(of.sentences.len(), other.sentences.len());
        View { of, other, shared, likeness, agreement }
    }

    /// The same from the side of the second.
    fn turned(self) -> View<'w> {
        let View { of, other, mut shared, likeness, agreement } = self;
        shared.iter_mut().for_each(|(own, others)| swap(own, others));
        let (likeness, agreement) = (likeness.transposed(), agreement.transposed());
        View { of: other, other: of, shared, likeness, agreement }
    }

    /// The share of its hard words, by weight and in every sentence that has them, that the other has anywhere.
    fn common_share(&self) -> f32 {
        let held: f32 = self.shared.iter().flat_map(|(own, _)| *own).map(|p| p.hard).sum();
        share(held, self.of.hard_mass())
    }

    /// How it departs from the other, given which of its sentences answer.
    fn departure(&self, answers: &[bool]) -> Departure {
        Departure::of(self.of, &self.shared, &self.likeness, answers)
    }
}

/// One side of a comparison, sentence by sentence.
struct Told {
    side: Side,
    matches: Vec<Match>,
    /// Which of its sentences answer to one of the other ([`ENOUGH`]).
    answers: Vec<bool>,
}

fn side(view: &mut View, scratch: &mut Scratch) -> Told {
    let of = view.of;
    let (mass, hard_mass) = (of.mass(), of.hard_mass());
    let (mut structure, mut coverage) = (0.0, 0.0);
    let (mut matches, mut answers) = (Vec::new(), Vec::with_capacity(of.sentences.len()));
    for (i, sentence) in of.sentences.iter().enumerate() {
        let (best, likeness) = view.likeness.best(i).unwrap_or((0, 0.0));
        let (skeleton, partner) = skeleton(view, i, scratch);
        structure += sentence.mass * skeleton.min(ENOUGH) / ENOUGH;
        answers.push(skeleton >= ENOUGH);
        if likeness >= FOUND {
            coverage += sentence.mass;
            let b = if skeleton >= ENOUGH { partner } else { best };
            matches.push(Match { a: i as u32, b: b as u32, likeness, skeleton });
        }
    }
    let (structure, coverage) = (share(structure, mass), share(coverage, mass));
    let side = Side { mass, hard_mass, hard: view.common_share(), coverage, structure };
    Told { side, matches, answers }
}

/// The agreement of sentence `i` with the first of the three sentences most like it, and of the three at its place,
/// that answers to it ([`ENOUGH`]); else the best of them.
fn skeleton(view: &mut View, i: usize, scratch: &mut Scratch) -> (f32, usize) {
    let (matrix, agreements) = (&view.likeness, &mut view.agreement);
    let last = matrix.columns() - 1;
    let place =
        if matrix.rows() > 1 { (i * last + (matrix.rows() - 1) / 2) / (matrix.rows() - 1) } else { 0 };
    let diagonal = [place.saturating_sub(1), place, (place + 1).min(last)];
    let words = view.of.words(i);
    let mut loaded = false;
    let mut best = (0.0, 0);
    for j in matrix.nearest::<3>(i).chain(diagonal) {
        let others = view.other.words(j);
        let both = (words.len() + others.len()) as f32;
        // No subsequence is longer than the shorter sentence.
        if 2.0 * words.len().min(others.len()) as f32 / both > best.0 {
            let agreement = agreements.get_or(i, j, || {
                let ends = equal_ends(words, others);
                let equal = ends[0] + ends[1];
                if equal == words.len().min(others.len()) {
                    return 2.0 * equal as f32 / both;
                }
                if !loaded {
                    scratch.load(words);
                    loaded = true;
                }
                2.0 * scratch.lcs_len_between(ends, others) as f32 / both
            });
            if agreement > best.0 {
                best = (agreement, j);
            }
        }
        if best.0 >= ENOUGH {
            break;
        }
    }
    best
}
