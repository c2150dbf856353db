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
    found: RefCell<BTreeMap<Pair, Rc<Matrix>>>,
    /// So many pairs of sentences may still be kept.
    room: Cell<usize>,
    /// The last for which there was no room: who asks about it asks again, about every sentence of a long text.
    last: RefCell<Option<(Pair, Rc<Matrix>)>>,
}

/// Two witnesses, by number.
type Pair = (usize, usize);

/// Pairs of sentences that are kept at the most, in two megabytes: all of a few witnesses.
const ROOM: usize = 1 << 19;

impl<'a> Alike<'a> {
    /// These witnesses, of which nobody has asked as yet.
    pub fn of(witnesses: impl IntoIterator<Item = &'a Witness>) -> Alike<'a> {
        let witnesses = witnesses.into_iter().collect();
        Alike { witnesses, found: RefCell::default(), room: Cell::new(ROOM), last: RefCell::default() }
    }

    /// How alike the sentences of two are, those of `a` by row.
    pub fn between(&self, a: usize, b: usize) -> Rc<Matrix> {
        self.known((a, b)).unwrap_or_else(|| {
            let made = self.known((b, a)).map(|turned| turned.transposed());
            let made = Rc::new(made.unwrap_or_else(|| Matrix::of(self.witnesses[a], self.witnesses[b])));
            self.keep((a, b), &made);
            made
        })
    }

    fn known(&self, pair: Pair) -> Option<Rc<Matrix>> {
        let last = || self.last.borrow().as_ref().filter(|last| last.0 == pair).map(|last| last.1.clone());
        self.found.borrow().get(&pair).cloned().or_else(last)
    }

    fn keep(&self, pair: Pair, matrix: &Rc<Matrix>) {
        match self.room.get().checked_sub(matrix.rows() * matrix.columns()) {
            Some(room) => {
                self.room.set(room);
                self.found.borrow_mut().insert(pair, matrix.clone());
            }
            None => *self.last.borrow_mut() = Some((pair, matrix.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

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

    #[test]
    fn what_there_is_no_room_for_is_made_once_while_nobody_asks_about_another() {
        let text = "Dockers in Varn walked out. ".repeat(800);
        let page = Page { text, ..Page::default() };
        let witness = Witness::of(&page, &mut Lexicon::english());
        assert!(witness.sentences.len().pow(2) > ROOM);
        let alike = Alike::of([&witness; 3]);
        let first = alike.between(0, 1);
        assert!(ptr::eq(&*first, &*alike.between(0, 1)));
        alike.between(0, 2);
        assert!(!ptr::eq(&*first, &*alike.between(0, 1)));
    }
}
