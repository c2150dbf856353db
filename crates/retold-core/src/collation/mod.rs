//! A witness beside its parents: which sentence of theirs each of its own answers to, and word beside word.
//!
//! Sentences that stand in a parent as they are answer to themselves. The others answer to the one or two that are
//! most like them ([`Matrix`]): a sentence may have been joined of two. Inside, words are laid beside one another by a
//! global alignment (Needleman & Wunsch 1970) in which equal words weigh most, and words of one sort (two numbers, two
//! weekdays, two names) still something, so that "14 radars" stands beside "40 radars" though nothing else is equal.

#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use rapidhash::fast::RandomState;

pub use self::words::{Pairs, Worth};
use crate::align::Matrix;
use crate::facts::Stated;
use crate::wording::{Wording, chain};

/// A sentence of a witness beside what it answers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which of the parents, by number.
    pub parent: usize,
    /// The parent's sentences that it answers to, in their order.
    pub sentences: Vec<usize>,
    /// The parent's tokens in these, in order.
    pub window: Vec<usize>,
    /// Which of its tokens stands beside which of the window.
    pub pairs: Pairs,
    /// Does it stand in the parent as it is?
    pub verbatim: bool,
}

/// A witness beside its parents: a row for each of its sentences, none for those that answer to nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collation {
    /// By sentence of the witness.
    pub rows: Vec<Option<Row>>,
}

/// Sentences less alike than this do not answer to one another.
const ALIKE: f32 = 0.2;

/// A second sentence counts from this share of the likeness of the first on.
const SECOND: f32 = 0.5;

/// A sentence of which this share of the words is accounted for is not joined of two.
const ENOUGH: f32 = 0.6;

/// Sentences no further apart may have been joined whatever their length; else what was joined is longer than either.
const NEAR: usize = 2;

/// Lays `child` beside `parents`.
///
/// Time: linear in the words of all, plus [`Matrix::of`] for each parent and the product of the words of sentences
/// that answer to one another, where they are not equal.
pub fn collate(child: &Stated, parents: &[Stated]) -> Collation {
    let alike = |parent: usize| Matrix::of(&child.wording.witness, &parents[parent].wording.witness);
    collate_given(child, parents, |parent| Rc::new(alike(parent)))
}

/// The same, where `alike` says of each parent by its number how alike their sentences are, the child's by row.
pub fn collate_given(child: &Stated, parents: &[Stated], alike: impl Fn(usize) -> Rc<Matrix>) -> Collation {
    let mut places: Vec<Places> = parents.iter().map(Places::of).collect();
    let sentences = child.wording.witness.sentences.len();
    let mut rows: Vec<Option<Row>> = Vec::with_capacity(sentences);
    for number in 0..sentences {
        let spelled = child.wording.sentence(number).1;
        let found = places.iter_mut().enumerate().find_map(|(parent, places)| {
            let sentence = places.find(parents[parent].wording, spelled)?;
            Some(verbatim(child, number, parents, parent, sentence))
        });
        rows.push(found);
    }
    if rows.iter().any(Option::is_none) {
        let matrices: Vec<Rc<Matrix>> = (0..parents.len()).map(alike).collect();
        let mut beside = Beside { child, parents, worth: Worth::default() };
        for (number, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.is_none()) {
            *row = beside.reworded(number, &matrices);
        }
        beside.by_place(&mut rows);
    }
    Collation { rows }
}

/// Where each sentence of a parent stands.
struct Places {
    /// The first one of each hash of spellings.
    first: HashMap<u64, usize, RandomState>,
    /// Of each sentence, the next one of the same words.
    next: Vec<Option<usize>>,
    /// The sentence behind the one that was found last.
    behind: usize,
}

impl Places {
    fn of(stated: &Stated) -> Places {
        let sentences = stated.wording.witness.sentences.len();
        let first = HashMap::with_capacity_and_hasher(sentences, RandomState::default());
        let mut places = Places { first, next: vec![None; sentences], behind: 0 };
        for number in (0..sentences).rev() {
            places.next[number] = places.first.insert(hash(stated.wording.sentence(number).1), number);
        }
        places
    }

    /// A sentence of these spellings: of several the next one behind the one that was found before, so that a refrain
    /// answers to itself.
    fn find(&mut self, wording: &Wording, spelled: &[u64]) -> Option<usize> {
        let &first = self.first.get(&hash(spelled))?;
        let mut places = std::iter::successors(Some(first), |&place| self.next[place]);
        let place = places.find(|&place| place >= self.behind).unwrap_or(first);
        let found = wording.sentence(place).1 == spelled;
        self.behind = if found { place + 1 } else { self.behind };
        found.then_some(place)
    }
}

fn hash(spelled: &[u64]) -> u64 {
    spelled.iter().fold(0, |hash, &word| chain(hash, word))
}

fn verbatim(child: &Stated, number: usize, parents: &[Stated], parent: usize, sentence: usize) -> Row {
    let window: Vec<usize> = tokens(&parents[parent], sentence).collect();
    let pairs = Pairs::identical(tokens(child, number).len());
    Row { parent, sentences: vec![sentence], window, pairs, verbatim: true }
}

/// A witness whose sentences are laid beside its parents' word for word, with the memory for that.
struct Beside<'a> {
    child: &'a Stated<'a>,
    parents: &'a [Stated<'a>],
    worth: Worth,
}

impl Beside<'_> {
    /// The sentences that are like one that stands in no parent as it is: of the parent that has the best.
    fn reworded(&mut self, number: usize, matrices: &[Rc<Matrix>]) -> Option<Row> {
        let best = |parent: usize| matrices[parent].best(number).map_or(0.0, |(_, likeness)| likeness);
        let parent = (0..self.parents.len()).rev().max_by(|&a, &b| best(a).total_cmp(&best(b)))?;
        let matrix = &matrices[parent];
        let least = ALIKE.max(SECOND * best(parent));
        let mut alike = matrix.nearest::<2>(number).filter(|&s| matrix.at(number, s) >= least);
        let (first, second) = (alike.next()?, alike.next());
        let alone = self.row(number, parent, vec![first]);
        match second {
            Some(second)
                if alone.pairs.share_equal() < ENOUGH
                    && (alone.pairs.len() > alone.window.len() || first.abs_diff(second) <= NEAR) =>
            {
                Some(self.row(number, parent, vec![first.min(second), first.max(second)]))
            }
            _ => Some(alone),
        }
    }

    /// Goes through the sentences that are little or not like any, and lays them beside what stands between the
    /// neighbours' sentences in the parent: words may all have changed, and the place not.
    fn by_place(&mut self, rows: &mut [Option<Row>]) {
        for number in 0..rows.len() {
            let found = rows[number].as_ref().map_or(0.0, |row| row.pairs.share_equal());
            if found >= UNLIKE {
                continue;
            }
            let candidates = self.neighbouring(number, rows);
            let best = candidates
                .map(|(parent, sentence)| self.row(number, parent, vec![sentence]))
                .max_by(|a, b| a.pairs.share_equal().total_cmp(&b.pairs.share_equal()));
            if let Some(best) = best.filter(|row| row.pairs.share_equal() > found.max(LEAST)) {
                rows[number] = Some(best);
            }
        }
    }

    /// The sentences of parents beside those that a sentence's neighbours answer to, if it may answer to them and does not
    /// yet: each with its parent.
    fn neighbouring(
        &self,
        number: usize,
        rows: &[Option<Row>],
    ) -> impl Iterator<Item = (usize, usize)> + use<> {
        let before = number
            .checked_sub(1)
            .and_then(|n| rows[n].as_ref())
            .map(|r| (r.parent, r.sentences[r.sentences.len() - 1] + 1));
        let behind = rows
            .get(number + 1)
            .and_then(Option::as_ref)
            .and_then(|r| Some((r.parent, r.sentences[0].checked_sub(1)?)));
        let is_known = |parent: usize, sentence: usize| {
            rows[number].as_ref().is_some_and(|row| row.parent == parent && row.sentences.contains(&sentence))
        };
        let len = tokens(self.child, number).len();
        let may_answer = |&(p, s): &(usize, usize)| {
            s < self.parents[p].wording.witness.sentences.len()
                && !is_known(p, s)
                && is_of_like_length(len, tokens(&self.parents[p], s).len())
        };
        // Both neighbours may speak of one sentence, which is laid beside it once.
        let candidates = [before, behind.filter(|_| behind != before)];
        candidates.map(|candidate| candidate.filter(may_answer)).into_iter().flatten()
    }

    /// A sentence beside sentences of a parent.
    fn row(&mut self, number: usize, parent: usize, sentences: Vec<usize>) -> Row {
        let given = &self.parents[parent];
        let of = |&sentence: &usize| tokens(given, sentence);
        let mut window = Vec::with_capacity(sentences.iter().map(|sentence| of(sentence).len()).sum());
        sentences.iter().for_each(|sentence| window.extend(of(sentence)));
        let pairs = Pairs::of(self.child, tokens(self.child, number), given, &window, &mut self.worth);
        Row { parent, sentences, window, pairs, verbatim: false }
    }
}

/// A sentence of which less than this share of the words has an equal may answer to another.
const UNLIKE: f32 = 0.6;

/// The least share of equal words, be it function words, in sentences that answer to one another by their place.
const LEAST: f32 = 0.12;

fn is_of_like_length(a: usize, b: usize) -> bool {
    a <= 2 * b && b <= 2 * a
}

/// The tokens of a sentence.
pub fn tokens(stated: &Stated, sentence: usize) -> Range<usize> {
    let range = &stated.wording.witness.sentences[sentence].tokens;
    range.start as usize..range.end as usize
}
