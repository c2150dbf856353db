//! Lists of words that nearly every word of a text is asked for and nearly none is in.

use crate::language::Sym;
use crate::language::lexicon::Rules;

/// Words by their symbol, with what is known of each.
///
/// Asking for a word that is not there costs one look at a filter of [`BITS`] bits most of the time (Bloom 1970, with
/// one hash: a symbol is one already).
pub struct Table<V> {
    filter: Box<[u64; BITS / 64]>,
    entries: Vec<(Sym, V)>,
}

const BITS: usize = 1 << 13;

impl<V: Copy> Table<V> {
    /// The table of these English words. Of words of one symbol the first counts.
    pub fn of<'a>(words: impl Iterator<Item = (&'a str, V)>) -> Table<V> {
        let rules = Rules::english();
        let mut entries: Vec<(Sym, V)> = words.map(|(word, value)| (rules.term(word).sym, value)).collect();
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        let mut filter = Box::new([0u64; BITS / 64]);
        for (sym, _) in &entries {
            filter[sym.0 as usize % BITS / 64] |= 1 << (sym.0 % 64);
        }
        Table { filter, entries }
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, sym: Sym) -> Option<V> {
        if self.filter[sym.0 as usize % BITS / 64] & (1 << (sym.0 % 64)) == 0 {
            return None;
        }
        let at = self.entries.binary_search_by_key(&sym, |entry| entry.0).ok()?;
        Some(self.entries[at].1)
    }

    /// Is a word in it?
    #[inline]
    pub fn has(&self, sym: Sym) -> bool {
        self.get(sym).is_some()
    }
}

/// The table of words of which nothing is known but that they are in it.
pub fn list(words: &str) -> Table<()> {
    Table::of(words.split_whitespace().map(|word| (word, ())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lexicon;

    #[test]
    fn words_are_found_in_all_their_forms() {
        let mut lexicon = Lexicon::english();
        let table = list("minister governor");
        for (word, there) in [("Ministers", true), ("governor", true), ("the", false), ("radar", false)] {
            assert_eq!(table.has(lexicon.term(word).sym), there, "{word}");
        }
    }
}
