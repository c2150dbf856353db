//! What speaks for and against two witnesses carrying one text, in numbers.

use super::lcs::Scratch;
use super::matrix::{self, Matrix};
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

/// How the lighter of two texts departs from the heavier one: what it says that the other does not, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Departure {
    /// Share of its weight in sentences that do not answer ([`ENOUGH`]) to one of the other.
    pub rest: f32,
    /// Share of the ordinary words of those sentences that the sentences most like them have.
    pub words: f32,
    /// How far towards its end the sentences stand that do answer: the sum of their distances behind the middle, in
    /// lengths of the text and by share of its weight; 0 where they stand before it, and where there is but one (a
    /// sentence taken over is a quotation). A report that goes on from another tells its news first, and keeps for its
    /// end what was known before.
    pub tail: f32,
}

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
    /// The sides by weight: the lighter first.
    pub fn by_mass(&self) -> (&Side, &Side) {
        if self.a.mass <= self.b.mass { (&self.a, &self.b) } else { (&self.b, &self.a) }
    }
}

/// What a comparison of two witnesses would find at the most: their names and numbers are counted, and of all that
/// costs more the best is supposed, so that nothing departs. Time: linear in their words.
pub fn at_best(a: &Witness, b: &Witness) -> Evidence {
    let side = |of: &Witness, other: &Witness| {
        let (mass, hard_mass) = (of.mass(), of.hard_mass());
        Side { mass, hard_mass, hard: common_share(of, other), coverage: 1.0, structure: 1.0 }
    };
    Evidence { a: side(a, b), b: side(b, a), departure: Departure::default() }
}

/// Compares two witnesses.
///
/// Time: that of [`Matrix::of`], and six comparisons of sentences for each sentence of either at the most.
pub fn compare(a: &Witness, b: &Witness, scratch: &mut Scratch) -> Aligned {
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Aligned::default();
    }
    let mut view = View::of(a, b);
    let shared = shared_hard(a, b);
    let left = side(&mut view, scratch);
    let of_left = (a.mass() <= b.mass()).then(|| departure(&view, &left.answers));
    let mut view = view.turned();
    let right = side(&mut view, scratch);
    let departure = of_left.unwrap_or_else(|| departure(&view, &right.answers));
    Aligned { evidence: Evidence { a: left.side, b: right.side, departure }, matches: left.matches, shared }
}

/// The hard words of either that the other has, as a word of whatever kind: a title may lose its capital.
fn shared_hard(a: &Witness, b: &Witness) -> Vec<(Sym, f32)> {
    let heaviest = |list: &[Posting]| list.iter().map(|p| p.hard).fold(0.0, f32::max);
    let mut out: Vec<(Sym, f32)> = matrix::shared(a, b)
        .map(|(x, y)| (x[0].sym, heaviest(x).max(heaviest(y))))
        .filter(|&(_, weight)| weight > 0.0)
        .collect();
    out.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    out
}

/// The share of the hard words of `of`, by weight and in every sentence that has them, that `other` has anywhere.
fn common_share(of: &Witness, other: &Witness) -> f32 {
    let held: f32 = matrix::shared(of, other).flat_map(|(x, _)| x).map(|p| p.hard).sum();
    share(held, of.hard_mass())
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Two witnesses from the side of the first.
struct View<'w> {
    of: &'w Witness,
    other: &'w Witness,
    likeness: Matrix,
    /// The agreement of sentences in all words and their order, as far as it was asked for.
    agreement: Matrix,
}

impl<'w> View<'w> {
    fn of(of: &'w Witness, other: &'w Witness) -> View<'w> {
        let agreement = Matrix::unknown(of.sentences.len(), other.sentences.len());
        View { of, other, likeness: Matrix::of(of, other), agreement }
    }

    /// The same from the side of the second.
    fn turned(self) -> View<'w> {
        let View { of, other, likeness, agreement } = self;
        View { of: other, other: of, likeness: likeness.transposed(), agreement: agreement.transposed() }
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
    let (of, other) = (view.of, view.other);
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
    let side = Side { mass, hard_mass, hard: common_share(of, other), coverage, structure };
    Told { side, matches, answers }
}

/// How the first of two witnesses departs from the second. Time: linear in their words.
fn departure(view: &View, answers: &[bool]) -> Departure {
    let of = view.of;
    let rest: f32 =
        of.sentences.iter().zip(answers).filter(|(_, answers)| !**answers).map(|(s, _)| s.mass).sum();
    Departure { rest: share(rest, of.mass()), words: words_kept(view, answers), tail: tail(of, answers) }
}

/// How far towards the end of `of` the sentences stand that answer.
fn tail(of: &Witness, answers: &[bool]) -> f32 {
    if answers.iter().filter(|&&answers| answers).count() < 2 {
        return 0.0;
    }
    let middle = of.mass() / 2.0;
    let (mut before, mut behind) = (0.0, 0.0);
    for (sentence, &answers) in of.sentences.iter().zip(answers) {
        if answers {
            behind += sentence.mass * (before + sentence.mass / 2.0 - middle);
        }
        before += sentence.mass;
    }
    share(behind, of.mass() * of.mass()).max(0.0)
}

/// The share of ordinary words of the sentences that do not answer that the two sentences most like each have.
fn words_kept(view: &View, answers: &[bool]) -> f32 {
    let near: Vec<Option<[usize; 2]>> = (answers.iter().enumerate())
        .map(|(i, &answers)| {
            let mut related = view.likeness.related::<2>(i);
            let mut next = || related.next().unwrap_or(usize::MAX);
            (!answers).then(|| [next(), next()])
        })
        .collect();
    let asked = |own: &Posting| near[own.sentence as usize].filter(|_| own.hard == 0.0);
    let all = view.of.index.iter().filter_map(asked).count();
    let kept = matrix::shared(view.of, view.other).map(|(own, others)| {
        let has = |near: &[usize; 2]| others.iter().any(|p| near.contains(&(p.sentence as usize)));
        own.iter().filter_map(asked).filter(has).count()
    });
    share(kept.sum::<usize>() as f32, all as f32)
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
                if words.iter().map(|t| t.sym).eq(others.iter().map(|t| t.sym)) {
                    return 1.0;
                }
                if !loaded {
                    scratch.load(words);
                    loaded = true;
                }
                2.0 * scratch.lcs_len(others) as f32 / both
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;
    use crate::language::Lexicon;

    const KNOWN: [&str; 3] = [
        "The Ostra lighthouse was built by Piet Halloran in 1893 and has 214 steps.",
        "Its lamp was put out in 1962, when the Ministry of Harbours bought a radio mast.",
        "A storm tore the gallery off in January 2004 and nobody paid for a new one.",
    ];
    const NEWS: [&str; 3] = [
        "Two sisters from Brenley have bought a ruin nobody wanted.",
        "They mean to let rooms, bake bread and teach children to read the stars.",
        "Neighbours brought soup and a ladder.",
    ];

    fn departure_of(text: &[&str], from: &[&str]) -> Departure {
        let mut lexicon = Lexicon::english();
        let mut witness = |sentences: &[&str]| {
            Witness::of(&Page { text: sentences.join("\n\n"), ..Page::default() }, &mut lexicon)
        };
        let (text, from) = (witness(text), witness(from));
        assert!(text.mass() < from.mass());
        let mut scratch = Scratch::default();
        let found = compare(&text, &from, &mut scratch).evidence.departure;
        assert_eq!(found, compare(&from, &text, &mut scratch).evidence.departure);
        found
    }

    #[test]
    fn what_was_taken_over_for_the_end_is_a_tail() {
        let from =
            [&KNOWN[..], &["The ministry will sell its towers, Ivo Tranter said in Port Sorrel."]].concat();
        assert!(departure_of(&[NEWS[0], NEWS[1], KNOWN[0], KNOWN[1]], &from).tail > 0.1);
        // In front and all through it is none, and one sentence is a quotation.
        assert_eq!(departure_of(&[KNOWN[0], KNOWN[1], NEWS[0], NEWS[1]], &from).tail, 0.0);
        assert!(departure_of(&KNOWN, &from).tail < 0.001);
        assert_eq!(departure_of(&[NEWS[0], NEWS[1], KNOWN[1]], &from).tail, 0.0);
    }

    #[test]
    fn news_is_told_in_words_of_its_own() {
        let from = [&KNOWN[..], &NEWS[..]].concat();
        let retold =
            "The sisters have bought the ruin, Brenley says: a ruin wanted by nobody, and from two of them.";
        let retold = departure_of(&[retold], &from).words;
        let new =
            departure_of(&["The sisters hired masons, glaziers and a stubborn plumber from Brenley."], &from)
                .words;
        assert!(new < 0.2 && 0.5 < retold, "{new} {retold}");
    }
}
