//! Word beside word.

use std::ops::Range;

use crate::facts::{Class, Mark, Stated};
use crate::language::Sym;

/// Which token of a sentence stands beside which of a window of its parent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// By token of the sentence: the place in the window, and whether they say the same.
    beside: Vec<Option<(usize, bool)>>,
    /// How many do.
    equal: usize,
}

impl Pairs {
    fn new(beside: Vec<Option<(usize, bool)>>) -> Pairs {
        let equal = beside.iter().flatten().filter(|(_, equal)| *equal).count();
        Pairs { beside, equal }
    }

    /// Those of a sentence of `len` tokens beside itself.
    pub fn identical(len: usize) -> Pairs {
        Pairs::new((0..len).map(|at| Some((at, true))).collect())
    }

    /// Aligns the tokens `own` of `child` with the tokens `window` of `parent`; the memory of `worth` is used again. Time
    /// and memory: their product.
    pub fn of(
        child: &Stated,
        own: Range<usize>,
        parent: &Stated,
        window: &[usize],
        worth: &mut Worth,
    ) -> Pairs {
        // What is equal at either end needs no table.
        let (len, there) = (own.len(), window.len());
        let same = |i: usize, j: usize| child.says(own.start + i, parent, window[j]);
        let head = (0..len.min(there)).take_while(|&i| same(i, i)).count();
        let tail = (0..len.min(there) - head).take_while(|&i| same(len - 1 - i, there - 1 - i)).count();
        let rest = (own.start + head..own.end - tail).map(|at| Cell::of(child, at));
        let given = window[head..there - tail].iter().map(|&at| Cell::of(parent, at));
        worth.lay(rest, given);
        let mut beside = Vec::with_capacity(len);
        beside.extend((0..head).map(|i| Some((i, true))));
        worth.trace(head, &mut beside);
        beside.extend((0..tail).rev().map(|i| Some((there - 1 - i, true))));
        Pairs::new(beside)
    }

    /// What stands beside a token, and whether it says the same.
    pub fn beside(&self, at: usize) -> Option<(usize, bool)> {
        self.beside[at]
    }

    /// The place in the window at which the equal of a token stands.
    pub fn equal(&self, at: usize) -> Option<usize> {
        self.beside.get(at).copied().flatten().and_then(|(place, equal)| equal.then_some(place))
    }

    /// How many tokens the sentence has.
    pub fn len(&self) -> usize {
        self.beside.len()
    }

    /// Has it none?
    pub fn is_empty(&self) -> bool {
        self.beside.is_empty()
    }

    /// The share of the tokens that have an equal.
    pub fn share_equal(&self) -> f32 {
        self.equal as f32 / self.beside.len().max(1) as f32
    }

    /// The places of the window between the equals of the tokens before and behind `at`, and `window` is all of it.
    pub fn gap(&self, at: usize, window: usize) -> Range<usize> {
        let before = (0..at).rev().find_map(|i| self.equal(i)).map_or(0, |place| place + 1);
        let behind = (at + 1..self.len()).find_map(|i| self.equal(i)).unwrap_or(window);
        before..behind.max(before)
    }
}

/// What the first words of a sentence are worth beside the first of a window: the table, and what it is made of.
///
/// Its cells are as narrow as can be, so that the more are told of at once: a sentence is of 2,000 bytes at the most, and
/// 1,400 words that all have their equal fill one.
#[derive(Default)]
pub struct Worth {
    own: Vec<Cell>,
    window: Window,
    columns: usize,
    cells: Vec<Points>,
    /// By class of a word what it is worth beside each of the window that says not the same; of those that were asked for.
    unequal: [Vec<Points>; Class::ALL.len()],
    /// Which of the window say the same as the word before, and as this one: [all bits](all_bits) of a number, or none, and
    /// in front one for what stands before the window.
    before: Vec<Points>,
    same: Vec<Points>,
}

/// What it is worth that two words stand side by side, or many do; it grows no further than it can be told.
type Points = u16;

/// So many cells of a row are told of at once. Rows are as long as a multiple of it, and what stands behind the words of a
/// window nobody reads.
const LANES: usize = 8;

impl Worth {
    /// Lays the table, row by row.
    fn lay(&mut self, own: impl Iterator<Item = Cell>, given: impl Iterator<Item = Cell>) {
        self.own.clear();
        self.own.extend(own);
        self.window.fill(given);
        self.columns = self.window.syms.len() + 1;
        self.unequal.iter_mut().for_each(Vec::clear);
        self.before.clear();
        self.before.resize(self.columns, 0);
        self.same.resize(self.columns, 0);
        // What is left of the table before is written over but for the first row and the first column.
        self.cells.resize((self.own.len() + 1) * self.columns, 0);
        self.cells[..self.columns].fill(0);
        for number in 0..self.own.len() {
            self.lay_row(number);
            std::mem::swap(&mut self.before, &mut self.same);
        }
    }

    /// Lays the row of a word. What it is worth beside words that say not the same is known of the whole row by its class. All
    /// but the best so far, which waits for the one before, is told of several cells at once.
    fn lay_row(&mut self, number: usize) {
        let word = &self.own[number];
        let (equal, others) = word.worth();
        let unequal = &mut self.unequal[word.mark.class as usize];
        if unequal.is_empty() {
            unequal.extend(self.window.words.iter().map(|b| others[b.mark.class as usize]));
            unequal.resize(self.columns - 1, 0);
        }
        let (done, ahead) = self.cells.split_at_mut((number + 1) * self.columns);
        let (last, row) = (&done[number * self.columns..], &mut ahead[..self.columns]);
        row[0] = 0;
        let row = &mut row[1..];
        self.window.mark(word, &mut self.same[1..]);
        lay(row, last, [&self.same[1..], &self.before, unequal], equal);
        rise(row);
    }

    /// Appends for each word of the sentence which of the window stands beside it, counted from `first` on, and whether they
    /// say the same.
    fn trace(&self, first: usize, beside: &mut Vec<Option<(usize, bool)>>) {
        let start = beside.len();
        beside.resize(start + self.own.len(), None);
        let (mut i, mut j) = (self.own.len(), self.window.words.len());
        while i > 0 && j > 0 {
            let best = self.at(i, j);
            if best == self.at(i - 1, j) {
                i -= 1;
            } else if best == self.at(i, j - 1) {
                j -= 1;
            } else {
                (i, j) = (i - 1, j - 1);
                beside[start + i] = Some((first + j, self.own[i].says(&self.window.words[j])));
            }
        }
    }

    fn at(&self, own: usize, given: usize) -> Points {
        self.cells[own * self.columns + given]
    }
}

/// Has each cell of a row hold the most of the one above it and of the one before that with what the word is worth beside
/// this one of the window: `equal` where they say the `same`, and more where the words `before` do as well, or what it is
/// worth beside others.
fn lay(row: &mut [Points], last: &[Points], [same, before, unequal]: [&[Points]; 3], equal: Points) {
    // Of one length, so that none is asked for its end.
    let width = row.len();
    let (corner, above) = (&last[..width], &last[1..][..width]);
    let (same, before, unequal) = (&same[..width], &before[..width], &unequal[..width]);
    for at in 0..width {
        let pair = (same[at] & (equal + (before[at] & RUN))) | (!same[at] & unequal[at]);
        row[at] = corner[at].saturating_add(pair).max(above[at]);
    }
}

/// Has no cell of a row hold less than one before it. Each of several takes the most of itself and the one before, then of
/// the two before these, then of the four: which is the most cannot be foreseen, and no branch asks.
fn rise(row: &mut [Points]) {
    let mut best = 0;
    for cells in row.as_chunks_mut::<LANES>().0 {
        *cells = [1, 2, 4].into_iter().fold(*cells, with_before).map(|cell| cell.max(best));
        best = cells[LANES - 1];
    }
}

/// The most of each of several cells and the one so far before it.
#[inline(always)]
fn with_before(cells: [Points; LANES], distance: usize) -> [Points; LANES] {
    std::array::from_fn(|i| if i < distance { cells[i] } else { cells[i].max(cells[i - distance]) })
}

/// The words of a window, so that several are asked at once whether they are as another.
#[derive(Default)]
struct Window {
    words: Vec<Cell>,
    /// Those of the words, and as many more as fill the last [lanes](LANES).
    syms: Vec<u32>,
    /// Which are facts: by [all bits](all_bits) of a number, or none.
    facts: Vec<Points>,
}

impl Window {
    fn fill(&mut self, words: impl Iterator<Item = Cell>) {
        self.words.clear();
        self.words.extend(words);
        let width = self.words.len().next_multiple_of(LANES);
        self.syms.clear();
        self.syms.extend(self.words.iter().map(|word| word.sym.0));
        self.syms.resize(width, 0);
        self.facts.clear();
        self.facts.extend(self.words.iter().map(|word| all_bits(word.is_fact)));
        self.facts.resize(width, 0);
    }

    /// Says which [say](Cell::says) the same as a word: by all bits of a number, or none.
    fn mark(&self, word: &Cell, same: &mut [Points]) {
        let is_fact = all_bits(word.is_fact);
        for ((same, sym), fact) in same.iter_mut().zip(&self.syms).zip(&self.facts) {
            *same = all_bits(*sym == word.sym.0) & !(fact ^ is_fact);
        }
        if word.is_fact {
            for (same, other) in same.iter_mut().zip(&self.words) {
                *same |= all_bits(other.mark == word.mark);
            }
        }
    }
}

/// All bits of a number, or none.
#[inline]
fn all_bits(set: bool) -> Points {
    Points::from(set).wrapping_neg()
}

/// The worth of two equal function words side by side; other equal words are worth more.
const EQUAL: Points = 20;
/// What it adds that the words before are equal as well: a run is no accident.
const RUN: Points = 5;

/// A token as far as the table asks for it.
#[derive(Clone, Debug)]
struct Cell {
    sym: Sym,
    is_fact: bool,
    mark: Mark,
}

impl Cell {
    fn of(stated: &Stated, at: usize) -> Cell {
        let mark = stated.marks[at];
        Cell { sym: stated.token(at).sym, is_fact: mark.class.is_fact(), mark }
    }

    /// As [`Stated::says`].
    #[inline]
    fn says(&self, other: &Cell) -> bool {
        self.sym == other.sym && self.is_fact == other.is_fact || self.is_fact && self.mark == other.mark
    }

    /// What it is worth that it stands beside a token that says the same, and beside others by their class.
    fn worth(&self) -> (Points, &'static [Points; Class::ALL.len()]) {
        let alike = if self.mark.class == Class::Function { EQUAL } else { 2 * EQUAL };
        (alike, &UNEQUAL[self.mark.class as usize])
    }
}

/// What it is worth that two tokens of these classes stand side by side that say not the same.
static UNEQUAL: [[Points; Class::ALL.len()]; Class::ALL.len()] = {
    let mut table = [[0; Class::ALL.len()]; Class::ALL.len()];
    let (mut a, mut b) = (0, 0);
    while a < Class::ALL.len() {
        table[a][b] = unequal(Class::ALL[a], Class::ALL[b]);
        (a, b) = if b + 1 < Class::ALL.len() { (a, b + 1) } else { (a + 1, 0) };
    }
    table
};

const fn unequal(a: Class, b: Class) -> Points {
    match (a, b) {
        (Class::Word, Class::Word) => 5,
        (Class::Number | Class::Numeral, Class::Number | Class::Numeral) => 15,
        (Class::Name, Class::Name) => 15,
        (a, b) if a.is_date() && b.is_date() => {
            if a as u8 == b as u8 {
                18
            } else {
                6
            }
        }
        (Class::Unit, Class::Unit) => 10,
        (Class::Word | Class::Name, Class::Word | Class::Name) => 3,
        (Class::Function, Class::Function) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Of few symbols and values, so that many words say the same; a value tells only of a fact.
    fn cells() -> impl Strategy<Value = Vec<Cell>> {
        let cell =
            (0u32..4, prop::sample::select(Class::ALL.to_vec()), 0u64..3).prop_map(|(sym, class, value)| {
                Cell { sym: Sym(sym), is_fact: class.is_fact(), mark: Mark { class, value } }
            });
        prop::collection::vec(cell, 0..30)
    }

    /// The same, cell by cell: how it came to what it is worth is noted as it comes.
    fn naive(own: &[Cell], given: &[Cell]) -> Vec<Option<(usize, bool)>> {
        let mut worth = vec![vec![0; given.len() + 1]; own.len() + 1];
        let mut ways = vec![vec![' '; given.len() + 1]; own.len() + 1];
        for (i, a) in own.iter().enumerate() {
            for (j, b) in given.iter().enumerate() {
                let (equal, others) = a.worth();
                let run = if i > 0 && j > 0 && own[i - 1].says(&given[j - 1]) { RUN } else { 0 };
                let pair = if a.says(b) { equal + run } else { others[b.mark.class as usize] };
                let (up, left, both) = (worth[i][j + 1], worth[i + 1][j], worth[i][j] + pair);
                let best = up.max(left).max(both);
                ways[i + 1][j + 1] = if best == up {
                    'u'
                } else if best == left {
                    'l'
                } else {
                    'b'
                };
                worth[i + 1][j + 1] = best;
            }
        }
        let mut beside = vec![None; own.len()];
        let (mut i, mut j) = (own.len(), given.len());
        while i > 0 && j > 0 {
            match ways[i][j] {
                'u' => i -= 1,
                'l' => j -= 1,
                _ => {
                    (i, j) = (i - 1, j - 1);
                    beside[i] = Some((j, own[i].says(&given[j])));
                }
            }
        }
        beside
    }

    proptest! {
        #[test]
        fn the_table_is_that_of_the_plain_alignment(sentences in prop::collection::vec((cells(), cells()), 1..4)) {
            let mut worth = Worth::default();
            for (own, given) in sentences {
                worth.lay(own.iter().cloned(), given.iter().cloned());
                let mut beside = Vec::new();
                worth.trace(0, &mut beside);
                prop_assert_eq!(beside, naive(&own, &given));
            }
        }
    }
}
