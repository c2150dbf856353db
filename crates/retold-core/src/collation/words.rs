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

    /// Aligns the tokens `own` of `child` with the tokens `window` of `parent`. Time and memory: their product.
    pub fn of(child: &Stated, own: Range<usize>, parent: &Stated, window: &[usize]) -> Pairs {
        // What is equal at either end needs no table.
        let (len, there) = (own.len(), window.len());
        let same = |i: usize, j: usize| child.says(own.start + i, parent, window[j]);
        let head = (0..len.min(there)).take_while(|&i| same(i, i)).count();
        let tail = (0..len.min(there) - head).take_while(|&i| same(len - 1 - i, there - 1 - i)).count();
        let middle = by_table(child, own.start + head..own.end - tail, parent, &window[head..there - tail]);
        let shifted = middle.into_iter().map(|pair| pair.map(|(place, equal)| (place + head, equal)));
        let ends = (0..tail).rev().map(|i| Some((there - 1 - i, true)));
        Pairs::new((0..head).map(|i| Some((i, true))).chain(shifted).chain(ends).collect())
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

/// For each of the tokens `own` which of `window` stands beside it, and whether they say the same.
fn by_table(
    child: &Stated,
    own: Range<usize>,
    parent: &Stated,
    window: &[usize],
) -> Vec<Option<(usize, bool)>> {
    let own: Vec<Cell> = own.map(|at| Cell::of(child, at)).collect();
    let given: Vec<Cell> = window.iter().map(|&at| Cell::of(parent, at)).collect();
    let width = given.len() + 1;
    let mut worth = vec![0u32; (own.len() + 1) * width];
    for (i, a) in own.iter().enumerate() {
        let (above, below) = worth.split_at_mut((i + 1) * width);
        let (above, below) = (&above[i * width..], &mut below[..width]);
        let mut left = 0;
        for (j, b) in given.iter().enumerate() {
            let mut pair = a.beside(b);
            if pair >= EQUAL && i > 0 && j > 0 && own[i - 1].says(&given[j - 1]) {
                pair += RUN;
            }
            left = (above[j] + pair).max(above[j + 1]).max(left);
            below[j + 1] = left;
        }
    }
    let mut beside = vec![None; own.len()];
    let (mut i, mut j) = (own.len(), given.len());
    while i > 0 && j > 0 {
        let here = worth[i * width + j];
        if here == worth[(i - 1) * width + j] {
            i -= 1;
        } else if here == worth[i * width + j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            beside[i] = Some((j, own[i].says(&given[j])));
        }
    }
    beside
}

/// The worth of two equal function words side by side; other equal words are worth more.
const EQUAL: u32 = 40;
/// What it adds that the words before are equal as well: a run is no accident.
const RUN: u32 = 10;

/// A token as far as the table asks for it.
struct Cell {
    sym: Sym,
    mark: Mark,
}

impl Cell {
    fn of(stated: &Stated, at: usize) -> Cell {
        Cell { sym: stated.token(at).sym, mark: stated.marks[at] }
    }

    /// As [`Stated::says`].
    fn says(&self, other: &Cell) -> bool {
        self.sym == other.sym && self.mark.class.is_fact() == other.mark.class.is_fact()
            || self.mark == other.mark && self.mark.class.is_fact()
    }

    /// What it is worth that two tokens stand side by side.
    fn beside(&self, other: &Cell) -> u32 {
        if self.says(other) {
            return if self.mark.class == Class::Function { EQUAL } else { 2 * EQUAL };
        }
        match (self.mark.class, other.mark.class) {
            (Class::Word, Class::Word) => 10,
            (Class::Number | Class::Numeral, Class::Number | Class::Numeral) => 30,
            (Class::Name, Class::Name) => 30,
            (a, b) if a.is_date() && b.is_date() => {
                if a == b {
                    36
                } else {
                    12
                }
            }
            (Class::Unit, Class::Unit) => 20,
            (Class::Word | Class::Name, Class::Word | Class::Name) => 6,
            (Class::Function, Class::Function) => 2,
            _ => 0,
        }
    }
}
