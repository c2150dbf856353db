//! How alike the sentences of some witnesses are, each two of which are asked about for one thing after the other.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Matrix;
use crate::witness::Witness;

/// Some witnesses, and the matrices of those two that were asked about.
pub struct Alike<'a> {
    witnesses: Vec<&'a Witness>,
    /// By both: the sentences of the first by row.
    found: RefCell<BTreeMap<(usize, usize), Rc<Matrix>>>,
    /// So many pairs of sentences may still be kept.
    room: Cell<usize>,
}

/// Pairs of sentences that are kept at the most, in two megabytes: all of a few witnesses.
const ROOM: usize = 1 << 19;

impl<'a> Alike<'a> {
    /// These witnesses, of which nobody has asked as yet.
    pub fn of(witnesses: impl IntoIterator<Item = &'a Witness>) -> Alike<'a> {
        let witnesses = witnesses.into_iter().collect();
        Alike { witnesses, found: RefCell::default(), room: Cell::new(ROOM) }
    }

    /// How alike the sentences of two are, those of `a` by row.
    pub fn between(&self, a: usize, b: usize) -> Rc<Matrix> {
        let known = |pair| self.found.borrow().get(&pair).cloned();
        known((a, b)).unwrap_or_else(|| {
            let made = known((b, a)).map(|turned| turned.transposed());
            let made = Rc::new(made.unwrap_or_else(|| Matrix::of(self.witnesses[a], self.witnesses[b])));
            self.keep((a, b), &made);
            made
        })
    }

    fn keep(&self, pair: (usize, usize), matrix: &Rc<Matrix>) {
        if let Some(room) = self.room.get().checked_sub(matrix.rows() * matrix.columns()) {
            self.room.set(room);
            self.found.borrow_mut().insert(pair, matrix.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;
    use crate::language::Lexicon;

    #[test]
    fn whoever_is_asked_first_the_matrices_are_the_same() {
        let text = |text: &str| Page { text: text.to_owned(), ..Page::default() };
        let page = text("The port of Varn was shut. Some 14 dockers walked out over pay on Monday.");
        let other = text("Dockers in Varn walked out. The port was shut. Ships lay in the roads.");
        let lexicon = &mut Lexicon::english();
        let [a, b] = [&page, &other].map(|page| Witness::of(page, lexicon));
        for first in [(0, 1), (1, 0)] {
            let alike = Alike::of([&a, &b]);
            alike.between(first.0, first.1);
            assert_eq!(*alike.between(0, 1), Matrix::of(&a, &b));
            assert_eq!(*alike.between(1, 0), Matrix::of(&b, &a));
        }
    }
}
