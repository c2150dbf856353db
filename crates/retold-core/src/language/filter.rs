//! Which symbols a set may hold.

use super::Sym;

/// Says of a symbol that it is not there, or that it may be (Bloom 1970, with one hash: a symbol is one already). The
/// answer costs one look at 64 · `WORDS` bits, which are to be a few times as many as the symbols of the set.
pub struct Filter<const WORDS: usize>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Filter<WORDS> {
    /// The filter of these symbols.
    pub fn of(syms: impl Iterator<Item = Sym>) -> Filter<WORDS> {
        let mut words = Box::new([0; WORDS]);
        syms.for_each(|Sym(sym)| words[place(sym, WORDS)] |= 1 << (sym % u64::BITS));
        Filter(words)
    }

    /// May the symbol be there?
    #[inline]
    pub fn may_have(&self, Sym(sym): Sym) -> bool {
        self.0[place(sym, WORDS)] & (1 << (sym % u64::BITS)) != 0
    }
}

#[inline]
fn place(sym: u32, words: usize) -> usize {
    (sym / u64::BITS) as usize % words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_may_be_there_and_most_else_is_not() {
        let filter = Filter::<4>::of((0..40).map(|n| Sym(n * 6007)));
        assert!((0..40).all(|n| filter.may_have(Sym(n * 6007))));
        let others = (0..1000).filter(|n| filter.may_have(Sym(n * 7919 + 3))).count();
        assert!(others < 300, "{others}");
    }
}
