//! The length of the longest common subsequence of two sentences.

use crate::language::Sym;
use crate::tokens::Token;

/// The length of the longest common subsequence of the symbols of `a` and `b`.
///
/// Bit-parallel: Hyyrö 2004, *Bit-parallel LCS-length computation revisited* (AWOCA), algorithm of its section 3: a
/// row of the dynamic programme is one number of |a| bits. Time |b| · ⌈|a| / 64⌉ after sorting `a`.
pub fn lcs_len(a: &[Token], b: &[Token], scratch: &mut Scratch) -> usize {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    scratch.prepare(a);
    let words = a.len().div_ceil(64);
    scratch.row.clear();
    scratch.row.resize(words, u64::MAX);
    for token in b {
        let Some(mask) = scratch.mask(token.sym, words) else { continue };
        let (row, masks) = (&mut scratch.row, &scratch.masks);
        let mut carry = false;
        for (v, &m) in row.iter_mut().zip(&masks[mask..mask + words]) {
            let u = *v & m;
            let (sum, first) = v.overflowing_add(u);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *v = sum | (*v & !m);
        }
    }
    let tail = a.len() % 64;
    let unused = if tail == 0 { 0 } else { 64 - tail };
    let zeros: usize = scratch.row.iter().map(|v| v.count_zeros() as usize).sum();
    // Bits past the end of `a` have no mask: they stay ones, or a carry that ran over them cleared them again.
    let last = scratch.row.last().copied().unwrap_or(u64::MAX);
    let past_end = if unused == 0 { 0 } else { (!last >> tail).count_ones() as usize };
    zeros - past_end
}

/// Memory that [`lcs_len`] uses again and again.
#[derive(Default)]
pub struct Scratch {
    symbols: Vec<(Sym, u32)>,
    /// Distinct symbols, sorted, with where their mask starts.
    starts: Vec<(Sym, u32)>,
    masks: Vec<u64>,
    row: Vec<u64>,
}

impl Scratch {
    fn prepare(&mut self, a: &[Token]) {
        let words = a.len().div_ceil(64);
        self.symbols.clear();
        self.symbols.extend(a.iter().zip(0..).map(|(t, i)| (t.sym, i)));
        self.symbols.sort_unstable();
        self.starts.clear();
        self.masks.clear();
        for &(sym, position) in &self.symbols {
            if self.starts.last().is_none_or(|&(last, _)| last != sym) {
                self.starts.push((sym, self.masks.len() as u32));
                self.masks.resize(self.masks.len() + words, 0);
            }
            let at = self.masks.len() - words + position as usize / 64;
            self.masks[at] |= 1 << (position % 64);
        }
    }

    fn mask(&self, sym: Sym, _words: usize) -> Option<usize> {
        let found = self.starts.binary_search_by_key(&sym, |&(s, _)| s).ok()?;
        Some(self.starts[found].1 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Kind;
    use crate::span::Span;
    use proptest::prelude::*;

    fn tokens(symbols: &[u8]) -> Vec<Token> {
        let token =
            |&s: &u8| Token { sym: Sym(u32::from(s)), weight: 1.0, kind: Kind::Word, span: Span::default() };
        symbols.iter().map(token).collect()
    }

    fn naive(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                table[i + 1][j + 1] =
                    if x == y { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn equals_the_dynamic_programme(
            a in prop::collection::vec(0u8..6, 0..150),
            b in prop::collection::vec(0u8..6, 0..150),
        ) {
            let found = lcs_len(&tokens(&a), &tokens(&b), &mut Scratch::default());
            prop_assert_eq!(found, naive(&a, &b));
        }
    }
}
