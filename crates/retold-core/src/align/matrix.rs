//! How alike every sentence of one witness is to every sentence of another.

use crate::language::Sym;
use crate::witness::{Posting, Witness};

/// Likeness of the sentences of `a` (rows) to those of `b` (columns), 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    cells: Vec<f32>,
}

/// Weight added to the union of two sentences' hard words: one shared rare name does not make two sentences one.
const HARD_PRIOR: f32 = 6.0;

impl Matrix {
    /// The larger of two likenesses of each pair of sentences: the cosine of their words' weights, and the Jaccard
    /// index of their hard words (names and numbers, which survive when every other word is replaced).
    ///
    /// Time: the pairs of postings of one word in both, and rows · columns.
    pub fn of(a: &Witness, b: &Witness) -> Matrix {
        Matrix::given(a, b, shared(a, b))
    }

    /// The same, where it is known what they [share](shared).
    pub(super) fn given<'a>(a: &Witness, b: &Witness, shared: impl Iterator<Item = Shared<'a>>) -> Matrix {
        let (rows, columns) = (a.sentences.len(), b.sentences.len());
        let mut dot = vec![0f32; rows * columns];
        let mut hard = vec![0f32; rows * columns];
        for (left, right) in shared {
            for x in left {
                let row = x.sentence as usize * columns;
                for y in right {
                    let cell = row + y.sentence as usize;
                    dot[cell] += x.weight * y.weight;
                    hard[cell] += smaller(x.hard, y.hard);
                }
            }
        }
        let (norms, hards): (Vec<f32>, Vec<f32>) = b.sentences.iter().map(|s| (s.norm, s.hard)).unzip();
        let columns_or_one = columns.max(1);
        let of_rows = dot.chunks_exact_mut(columns_or_one).zip(hard.chunks_exact(columns_or_one));
        for ((dots, commons), x) in of_rows.zip(&a.sentences) {
            // Several at once.
            for (((cell, common), norm), hard) in dots.iter_mut().zip(commons).zip(&norms).zip(&hards) {
                let cosine = if *cell > 0.0 { *cell / (x.norm * norm) } else { 0.0 };
                let jaccard = common / (x.hard + hard - common + HARD_PRIOR);
                *cell = smaller(if cosine > jaccard { cosine } else { jaccard }, 1.0);
            }
        }
        Matrix { rows, columns, cells: dot }
    }

    /// A matrix of this size with nothing in it yet.
    pub(super) fn unknown(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, cells: vec![f32::NAN; rows * columns] }
    }

    /// What stands at `row` and `column`, made by `found` if that is not known yet.
    pub(super) fn get_or(&mut self, row: usize, column: usize, found: impl FnOnce() -> f32) -> f32 {
        let cell = &mut self.cells[row * self.columns + column];
        if cell.is_nan() {
            *cell = found();
        }
        *cell
    }

    /// The likeness of sentence `row` of `a` to sentence `column` of `b`.
    pub fn at(&self, row: usize, column: usize) -> f32 {
        self.cells[row * self.columns + column]
    }

    /// Sentences of `a`.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Sentences of `b`.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The same with the sides changed.
    pub fn transposed(&self) -> Matrix {
        let mut cells = Vec::with_capacity(self.cells.len());
        for column in 0..self.columns {
            cells.extend((0..self.rows).map(|row| self.at(row, column)));
        }
        Matrix { rows: self.columns, columns: self.rows, cells }
    }

    /// The `N` columns that are most like `row`, best first, equals by number; fewer where there are fewer.
    pub fn nearest<const N: usize>(&self, row: usize) -> impl Iterator<Item = usize> + use<N> {
        // Every likeness is above that of no column.
        let mut best = [(-1f32, usize::MAX); N];
        for (column, &likeness) in self.cells[row * self.columns..][..self.columns].iter().enumerate() {
            if likeness > best[N - 1].0 {
                let mut place = N - 1;
                while place > 0 && likeness > best[place - 1].0 {
                    best[place] = best[place - 1];
                    place -= 1;
                }
                best[place] = (likeness, column);
            }
        }
        best.into_iter().map(|(_, column)| column).filter(|&c| c != usize::MAX)
    }

    /// The [`nearest`](Matrix::nearest) that have anything to do with `row`.
    pub fn related<const N: usize>(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        /// Sentences less alike than this have nothing to do with each other.
        const RELATED: f32 = 0.12;
        self.nearest::<N>(row).filter(move |&column| self.at(row, column) > RELATED)
    }

    /// The best column of `row` and its likeness.
    pub fn best(&self, row: usize) -> Option<(usize, f32)> {
        self.nearest::<1>(row).next().map(|column| (column, self.at(row, column)))
    }
}

/// The smaller of two numbers: one instruction, where [`f32::min`] sees to it that it is a number. These are.
fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The postings of a word in each of two witnesses.
pub type Shared<'a> = (&'a [Posting], &'a [Posting]);

/// The postings of every word that both witnesses have, by word. Time: linear in the postings of both.
pub fn shared<'a>(a: &'a Witness, b: &'a Witness) -> impl Iterator<Item = Shared<'a>> {
    let (mut left, mut right) = (a.index.as_slice(), b.index.as_slice());
    std::iter::from_fn(move || {
        while let (Some(x), Some(y)) = (left.first(), right.first()) {
            let (x, y) = (x.sym, y.sym);
            if x == y {
                return Some((take(&mut left, x), take(&mut right, y)));
            }
            // Which of the two comes first cannot be foreseen: there is no branch.
            (left, right) = (&left[usize::from(x < y)..], &right[usize::from(y < x)..]);
        }
        None
    })
}

/// Takes the postings of a word from the head of a list.
fn take<'a>(list: &mut &'a [Posting], sym: Sym) -> &'a [Posting] {
    let end = list.iter().position(|posting| posting.sym != sym).unwrap_or(list.len());
    let (head, tail) = list.split_at(end);
    *list = tail;
    head
}
