//! The length of the longest common subsequence of two sentences.

use crate::language::Sym;
use crate::probe::places_from;
use crate::tokens::Token;

/// One sentence, made ready for finding the longest common subsequences that it has with others.
///
/// Bit-parallel: Hyyrö 2004, *Bit-parallel LCS-length computation revisited* (AWOCA), algorithm of its section 3: a
/// row of the dynamic programme is one number with a bit for each word. The memory is used again and again.
#[derive(Default)]
pub struct Scratch {
    len: usize,
    /// The distinct symbols, each in the first free place from its home on, with where its mask starts. A symbol is a
    /// hash, and at most every other place is taken.
    places: Vec<(Sym, u32)>,
    /// First that of all other symbols, which stand nowhere: a step with it changes nothing, and nobody needs to know.
    masks: Vec<u64>,
    row: Vec<u64>,
}

/// The mask of what stands nowhere.
const NOWHERE: u32 = 0;

impl Scratch {
    /// Makes `sentence` ready. Time: its words, and its distinct words · ⌈its words / 64⌉.
    pub fn load(&mut self, sentence: &[Token]) {
        self.len = sentence.len();
        let words = self.len.div_ceil(64);
        self.places.clear();
        self.places.resize((2 * self.len).next_power_of_two(), (Sym(0), NOWHERE));
        self.masks.clear();
        self.masks.resize(words, 0);
        for (position, token) in sentence.iter().enumerate() {
            let place = self.place(token.sym);
            if self.places[place].1 == NOWHERE {
                self.places[place] = (token.sym, self.masks.len() as u32);
                self.masks.resize(self.masks.len() + words, 0);
            }
            self.masks[self.places[place].1 as usize + position / 64] |= 1 << (position % 64);
        }
    }

    /// Where a symbol stands, or would.
    fn place(&self, sym: Sym) -> usize {
        let is_its = |&place: &usize| {
            let (other, mask) = self.places[place];
            (other == sym) | (mask == NOWHERE)
        };
        places_from(sym.0 as usize, self.places.len()).find(is_its).unwrap_or_default()
    }

    /// The length of the longest common subsequence of the symbols of the sentence that was loaded and of `other`.
    /// Time: |other| · ⌈|loaded| / 64⌉.
    pub fn lcs_len(&mut self, other: &[Token]) -> usize {
        self.lcs_len_between([0; 2], other)
    }

    /// The same, where so many words at the beginnings and at the ends of both are known to be equal: they are stepped over.
    /// Those at the beginning count as found from the first row on, and no row tells of those at the end.
    pub fn lcs_len_between(&mut self, [head, tail]: [usize; 2], other: &[Token]) -> usize {
        let words = self.len.div_ceil(64);
        self.row.clear();
        self.row.resize(words, u64::MAX);
        let (found, over) = (head / 64, head % 64);
        self.row[..found].fill(0);
        if over > 0 {
            self.row[found] = u64::MAX << over;
        }
        for token in &other[head..other.len() - tail] {
            let mask = self.places[self.place(token.sym)].1 as usize;
            step(&mut self.row, &self.masks[mask..mask + words]);
        }
        // Bits past the end of what was asked for tell nothing.
        let end = self.len - tail;
        let over = end % 64;
        let past_end = match self.row.get(end / 64) {
            Some(last) if over > 0 => (!last >> over).count_ones() as usize,
            _ => 0,
        };
        let found: u32 = self.row[..end.div_ceil(64)].iter().map(|v| v.count_zeros()).sum();
        found as usize - past_end + tail
    }
}

/// How many words two sentences both begin with, and how many of the others they both end with.
pub fn equal_ends(a: &[Token], b: &[Token]) -> [usize; 2] {
    let is_same = |(x, y): &(&Token, &Token)| x.sym == y.sym;
    let head = a.iter().zip(b).take_while(is_same).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(is_same).count();
    [head, tail]
}

/// One row of the dynamic programme: V' = (V + (V & M)) | (V & ~M) over a number of several words.
fn step(row: &mut [u64], mask: &[u64]) {
    let mut carry = false;
    for (v, &m) in row.iter_mut().zip(mask) {
        let (sum, first) = v.overflowing_add(*v & m);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        carry = first || second;
        *v = sum | (*v & !m);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Kind;
    use crate::language::TagNumber;
    use crate::span::Span;
    use proptest::prelude::*;

    fn tokens(symbols: &[u8]) -> Vec<Token> {
        let (kind, tag, span) = (Kind::Word, TagNumber::default(), Span::default());
        let token = |&s: &u8| Token { sym: Sym(u32::from(s)), weight: 1.0, kind, tag, span };
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
            let mut scratch = Scratch::default();
            scratch.load(&tokens(&a));
            let found = scratch.lcs_len(&tokens(&b));
            prop_assert_eq!(found, naive(&a, &b));
            prop_assert_eq!(scratch.lcs_len(&tokens(&a)), a.len());
        }

        #[test]
        fn equal_ends_are_stepped_over(
            head in prop::collection::vec(0u8..4, 0..80),
            a in prop::collection::vec(0u8..4, 0..80),
            b in prop::collection::vec(0u8..4, 0..80),
            tail in prop::collection::vec(0u8..4, 0..80),
        ) {
            let [a, b] = [[&head[..], &a, &tail].concat(), [&head[..], &b, &tail].concat()];
            let (left, right) = (tokens(&a), tokens(&b));
            let mut scratch = Scratch::default();
            scratch.load(&left);
            let ends = equal_ends(&left, &right);
            prop_assert!(ends[0] >= head.len());
            prop_assert_eq!(scratch.lcs_len_between(ends, &right), naive(&a, &b));
        }
    }
}
