//! Does a page carry a passage of a text, being something else itself? So does a round-up of the day that takes over
//! half of a report, and a column that quotes three paragraphs of one.
//!
//! A report that goes on from another has passages of it as well: what was known before, taken over for its end. But
//! the rest of it is about the same people, places and numbers, and the rest of a page that merely carries a passage
//! is not. That is what parts the two.

use std::ops::Range;

use crate::align::evidence::FOUND;
use crate::align::lcs::Scratch;
use crate::align::matrix::shared;
use crate::align::{Matrix, share};
use crate::passages::Passage;
use crate::witness::{Posting, Witness};

/// What two texts that are not one story have in common nevertheless.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The passages, by their place in the first text.
    pub passages: Vec<Passage>,
    /// The share of each text that stands in them, by weight.
    pub shares: [f32; 2],
}

impl Carried {
    /// Is it the first that carries what they share, as less of it is in the other?
    pub fn is_by_first(&self) -> bool {
        self.shares[0] < self.shares[1]
    }

    /// How far the sentences of its passages agree, 0 to 1.
    pub fn likeness(&self) -> f32 {
        self.passages.iter().map(|passage| passage.likeness).sum::<f32>() / self.passages.len().max(1) as f32
    }
}

/// Twice the words that two sentences have in the same order, over the words of both, from which on the one is taken
/// from the other; two that merely tell the same stay below.
const CLOSE: f32 = 0.65;
/// How much further the next sentence of a passage may stand: one may have been put in or reworded.
pub(crate) const STEP: u32 = 2;
/// Sentences of a passage, and words that these have in the same order, at the least. Two sentences in common two
/// documents may have by chance, where there are a million of them.
pub(crate) const SENTENCES: usize = 3;
const WORDS: usize = 55;
/// Share of a passage's names and numbers (by weight) that its counterpart has at the least: texts of one form say in
/// the same words something else.
const SAME_NAMES: f32 = 0.75;
/// Share of the names and numbers of a page's rest from which on it is about the same; and the weight of these, two
/// rare names, below which it does not say what it is about.
const SAME_MATTER: f32 = 0.15;
const SAYS: f32 = 12.0;

/// What one of two texts carries of the other, if it does. Time: that of [`Matrix::of`], and the words of each
/// sentence times those of the one most like it, over 64.
pub fn carried(a: &Witness, b: &Witness, scratch: &mut Scratch) -> Option<Carried> {
    let taken = taken(a, b, scratch);
    let mut passages: Vec<Passage> =
        runs(&taken).filter(|run| is_long(run)).map(|run| passage(a, b, run)).collect();
    passages.retain(|p| {
        same_names((a, &p.a), (b, &p.b)) >= SAME_NAMES && same_names((b, &p.b), (a, &p.a)) >= SAME_NAMES
    });
    if passages.is_empty() {
        return None;
    }
    let (in_a, in_b) = (Inside::of(&passages, |p| &p.a), Inside::of(&passages, |p| &p.b));
    let same_matter = [in_a.same_matter(a, b), in_b.same_matter(b, a)];
    let is_something_else = same_matter.into_iter().flatten().any(|share| share < SAME_MATTER);
    let shares = [in_a.share(a), in_b.share(b)];
    is_something_else.then_some(Carried { passages, shares })
}

/// A sentence of the first text, the one of the second that it is taken from or that is taken from it, and their
/// agreement.
#[derive(Clone, Copy, Debug)]
struct Taken {
    a: u32,
    b: u32,
    /// Words in the same order.
    words: usize,
    /// Twice these, over the words of both.
    agreement: f32,
}

/// All of them, by their place in the first text.
fn taken(a: &Witness, b: &Witness, scratch: &mut Scratch) -> Vec<Taken> {
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Vec::new();
    }
    let likeness = Matrix::of(a, b);
    let mut close = |i: usize| {
        let (j, _) = likeness.best(i).filter(|&(_, likeness)| likeness >= FOUND)?;
        let (own, others) = (a.words(i), b.words(j));
        scratch.load(own);
        let words = scratch.lcs_len(others);
        let agreement = 2.0 * words as f32 / (own.len() + others.len()) as f32;
        (agreement >= CLOSE).then_some(Taken { a: i as u32, b: j as u32, words, agreement })
    };
    (0..a.sentences.len()).filter_map(&mut close).collect()
}

/// Those that follow on each other in both texts together.
fn runs(taken: &[Taken]) -> impl Iterator<Item = &[Taken]> {
    let follows = |from: u32, to: u32| from < to && to <= from + STEP;
    taken.chunk_by(move |one, next| follows(one.a, next.a) && follows(one.b, next.b))
}

fn is_long(run: &[Taken]) -> bool {
    run.len() >= SENTENCES && run.iter().map(|taken| taken.words).sum::<usize>() >= WORDS
}

/// The passage of a run.
fn passage(a: &Witness, b: &Witness, run: &[Taken]) -> Passage {
    let range = |side: fn(&Taken) -> u32| {
        let first = run.first().map_or(0, side);
        first..run.last().map_or(first, |last| side(last) + 1)
    };
    let (of_a, of_b) = (range(|taken| taken.a), range(|taken| taken.b));
    let likeness = run.iter().map(|taken| taken.agreement).sum::<f32>() / run.len() as f32;
    Passage { a_span: a.span(&of_a), b_span: b.span(&of_b), a: of_a, b: of_b, likeness }
}

/// The share of the names and numbers of a passage, by weight, that its counterpart has.
fn same_names((of, passage): Side, (other, counterpart): Side) -> f32 {
    let is_there = |postings: &[Posting]| postings.iter().any(|p| counterpart.contains(&p.sentence));
    let names = |postings: &[Posting]| hard(postings, |sentence| passage.contains(&sentence));
    let common: f32 =
        shared(of, other).filter(|(_, theirs)| is_there(theirs)).map(|(own, _)| names(own)).sum();
    share(common, names(&of.index))
}

/// A witness and its sentences of a passage.
type Side<'a> = (&'a Witness, &'a Range<u32>);

/// The weight of the names and numbers of these postings that stand in such sentences.
fn hard(postings: &[Posting], is_asked: impl Fn(u32) -> bool) -> f32 {
    postings.iter().filter(|posting| is_asked(posting.sentence)).map(|posting| posting.hard).sum()
}

/// The sentences of one text that stand in passages.
struct Inside<'a>(Vec<&'a Range<u32>>);

impl<'a> Inside<'a> {
    fn of(passages: &'a [Passage], side: fn(&Passage) -> &Range<u32>) -> Inside<'a> {
        Inside(passages.iter().map(side).collect())
    }

    fn has(&self, sentence: u32) -> bool {
        self.0.iter().any(|passage| passage.contains(&sentence))
    }

    /// The share of the names and numbers of the rest of `own`, by weight, that `other` has anywhere.
    fn same_matter(&self, own: &Witness, other: &Witness) -> Option<f32> {
        let outside = |postings: &[Posting]| hard(postings, |sentence| !self.has(sentence));
        let common: f32 = shared(own, other).map(|(postings, _)| outside(postings)).sum();
        Some(outside(&own.index)).filter(|&all| all >= SAYS).map(|all| common / all)
    }

    /// The share of `own` that they are, by weight.
    fn share(&self, own: &Witness) -> f32 {
        let inside = (0u32..).zip(&own.sentences).filter(|(number, _)| self.has(*number));
        share(inside.map(|(_, sentence)| sentence.mass).sum(), own.mass())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;
    use crate::language::Lexicon;

    const REPORT: [&str; 6] = [
        "The Ostra lighthouse was built by Piet Halloran in 1893 and has 214 steps.",
        "Its lamp was put out in 1962, when the Ministry of Harbours bought a radio mast.",
        "A storm tore the gallery off in January 2004 and nobody paid for a new one.",
        "Two sisters from Brenley, Ida and Maud Tranter, have now bought the ruin for 9,000 crowns.",
        "They want to let rooms in it, and to bake bread in what was the keeper's oil store.",
        "The town council of Port Sorrel will vote on their plan on Thursday.",
    ];
    const ELSEWHERE: [&str; 4] = [
        "The last ferry of the Varn line leaves for the scrapyard at Dunholt on Thursday evening.",
        "Her captain, Odile Marsh, says that she never missed a tide in forty years.",
        "Beekeepers around Lower Tarn expect the poorest honey harvest since 1987.",
        "A jar that cost six crowns last summer may sell for eleven before Christmas.",
    ];
    const GOES_ON: [&str; 4] = [
        "The town council of Port Sorrel turned the Tranter sisters' lighthouse down on Thursday.",
        "Ida Tranter said that the Ministry of Harbours had lent them its drawings of Ostra in vain.",
        "The ruin cost them 9,000 crowns, and Maud Tranter wants these back.",
        "Brenley has no other lighthouse.",
    ];

    fn witness(sentences: &[&str]) -> Witness {
        let page = Page { text: sentences.join("\n\n"), ..Page::default() };
        Witness::of(&page, &mut Lexicon::english())
    }

    fn found(a: &[&str], b: &[&str]) -> Option<Vec<(Range<u32>, Range<u32>)>> {
        let (a, b) = (witness(a), witness(b));
        let places = |found: Carried| found.passages.into_iter().map(|p| (p.a, p.b)).collect();
        carried(&a, &b, &mut Scratch::default()).map(places)
    }

    #[test]
    fn a_round_up_carries_a_passage_of_a_report() {
        let page = [&ELSEWHERE[..2], &REPORT[..4], &ELSEWHERE[2..]].concat();
        assert_eq!(found(&page, &REPORT), Some(vec![(2..6, 0..4)]));
        assert_eq!(found(&REPORT, &page), Some(vec![(0..4, 2..6)]));
    }

    #[test]
    fn a_report_that_goes_on_from_another_does_not() {
        let page = [&GOES_ON[..], &REPORT[..4]].concat();
        assert_eq!(found(&page, &REPORT), None);
    }

    #[test]
    fn two_sentences_are_a_quotation() {
        let page = [&ELSEWHERE[..], &REPORT[..2]].concat();
        assert_eq!(found(&page, &REPORT), None);
        assert_eq!(found(&page, &[]), None);
    }

    #[test]
    fn texts_of_one_form_do_not() {
        let form = |names: [&str; 4]| {
            let [place, man, year, sum] = names;
            [
                format!(
                    "The harbour board of {place} has once more raised the dues for sailing boats that come in from abroad."
                ),
                format!(
                    "Harbour master {man} said that no dues of any kind had been raised at the old quay since the summer of {year}."
                ),
                format!(
                    "From May a boat of ten metres will have to pay {sum} crowns for a night at the quay, water and light included."
                ),
            ]
        };
        let one = form(["Port Sorrel", "Ivo Kestrel", "1987", "41"]);
        let other = form(["Dunholt", "Odile Marsh", "2003", "66"]);
        let page = |form: &[String; 3], rest: &[&str]| {
            let form: Vec<&str> = form.iter().map(String::as_str).collect();
            [&form, rest].concat().join("\n\n")
        };
        let one_elsewhere = page(&one, &ELSEWHERE);
        assert_eq!(found(&[&one_elsewhere], &[&page(&other, &REPORT)]), None);
        assert_eq!(found(&[&one_elsewhere], &[&page(&one, &REPORT)]), Some(vec![(0..3, 0..3)]));
    }
}
