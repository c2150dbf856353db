//! Word beside word.

use std::mem::replace;
use std::ops::Range;

use crate::facts::{Class, Mark, Stated};

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
    // What the words so far are worth beside those of the window so far, and how that came: the table.
    let mut worth = vec![0u32; given.len() + 1];
    let mut ways = vec![Way::Up; own.len() * given.len()];
    // Of the token before, with which of the window it says the same.
    let mut said = vec![false; given.len()];
    for (a, ways) in own.iter().zip(ways.chunks_exact_mut(given.len().max(1))) {
        let (alike, other) = a.worth();
        let (mut left, mut corner, mut run) = (0, 0, false);
        for (((b, said), here), way) in given.iter().zip(&mut said).zip(&mut worth[1..]).zip(ways) {
            let same = a.says(b);
            let pair = if same { alike + u32::from(run) * RUN } else { other[b.mark.class as usize] };
            run = replace(said, same);
            let best = (corner + pair).max(*here).max(left);
            *way = match best {
                _ if best == *here => Way::Up,
                _ if best == left => Way::Left,
                _ => Way::Both,
            };
            (corner, left) = (replace(here, best), best);
        }
    }
    let mut beside = vec![None; own.len()];
    let (mut i, mut j) = (own.len(), given.len());
    while i > 0 && j > 0 {
        match ways[(i - 1) * given.len() + j - 1] {
            Way::Up => i -= 1,
            Way::Left => j -= 1,
            Way::Both => {
                (i, j) = (i - 1, j - 1);
                beside[i] = Some((j, own[i].says(&given[j])));
            }
        }
    }
    beside
}

/// How a place of the table came to what it is worth.
#[derive(Clone, Copy)]
enum Way {
    /// The token stands beside none.
    Up,
    /// The one of the window does.
    Left,
    /// They stand beside one another.
    Both,
}

/// The worth of two equal function words side by side; other equal words are worth more.
const EQUAL: u32 = 40;
/// What it adds that the words before are equal as well: a run is no accident.
const RUN: u32 = 10;

/// A token as far as the table asks for it.
struct Cell {
    /// Its symbol and, in the lowest bit, whether it is a fact.
    sym: u64,
    mark: Mark,
}

impl Cell {
    fn of(stated: &Stated, at: usize) -> Cell {
        let mark = stated.marks[at];
        Cell { sym: u64::from(stated.token(at).sym.0) << 1 | u64::from(mark.class.is_fact()), mark }
    }

    /// As [`Stated::says`].
    #[inline]
    fn says(&self, other: &Cell) -> bool {
        self.sym == other.sym || self.sym & 1 == 1 && self.mark == other.mark
    }

    /// What it is worth that it stands beside a token that says the same, and beside others by their class.
    fn worth(&self) -> (u32, &'static [u32; Class::ALL.len()]) {
        let alike = if self.mark.class == Class::Function { EQUAL } else { 2 * EQUAL };
        (alike, &UNEQUAL[self.mark.class as usize])
    }
}

/// What it is worth that two tokens of these classes stand side by side that say not the same.
static UNEQUAL: [[u32; Class::ALL.len()]; Class::ALL.len()] = {
    let mut table = [[0; Class::ALL.len()]; Class::ALL.len()];
    let (mut a, mut b) = (0, 0);
    while a < Class::ALL.len() {
        table[a][b] = unequal(Class::ALL[a], Class::ALL[b]);
        (a, b) = if b + 1 < Class::ALL.len() { (a, b + 1) } else { (a + 1, 0) };
    }
    table
};

const fn unequal(a: Class, b: Class) -> u32 {
    match (a, b) {
        (Class::Word, Class::Word) => 10,
        (Class::Number | Class::Numeral, Class::Number | Class::Numeral) => 30,
        (Class::Name, Class::Name) => 30,
        (a, b) if a.is_date() && b.is_date() => {
            if a as u8 == b as u8 {
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
