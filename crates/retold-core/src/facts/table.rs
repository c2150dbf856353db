//! Lists of words that nearly every word of a text is asked for and nearly none is in.

use crate::language::Sym;
use crate::language::filter::Filter;
use crate::language::lexicon::Rules;
use crate::probe::Places;

/// Words by their symbol, with what is known of each.
///
/// Asking for a word that is not there costs one look at a filter most of the time.
pub struct Table<V> {
    filter: Filter<128>,
    entries: Vec<(Sym, V)>,
    /// The number of each, counted from 1, by its symbol.
    places: Places,
}

impl<V: Copy> Table<V> {
    /// The table of these English words. Of words of one symbol the first counts.
    pub fn of<'a>(words: impl Iterator<Item = (&'a str, V)>) -> Table<V> {
        let rules = Rules::english();
        let mut entries: Vec<(Sym, V)> = words.map(|(word, value)| (rules.term(word).sym, value)).collect();
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        let mut places = Places::for_entries(entries.len());
        (1..).zip(&entries).for_each(|(number, (sym, _))| places.put(u64::from(sym.0), number));
        Table { filter: Filter::of(entries.iter().map(|entry| entry.0)), entries, places }
    }

    /// May a word be in it? Nearly every word that is not may not.
    #[inline]
    pub fn may_have(&self, sym: Sym) -> bool {
        self.filter.may_have(sym)
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, sym: Sym) -> Option<V> {
        if !self.may_have(sym) {
            return None;
        }
        let entry = |number: u64| &self.entries[number as usize - 1];
        let number = self.places.find(u64::from(sym.0), |number| entry(number).0 == sym)?;
        Some(entry(number).1)
    }

    /// The symbols of its words.
    pub fn syms(&self) -> impl Iterator<Item = Sym> {
        self.entries.iter().map(|entry| entry.0)
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

/// The table of words with the number of the entry that they stand in, and as they stand there. Entries are parted by space,
/// the words of one by `=`.
pub fn numbered(entries: &'static str) -> Table<(usize, &'static str)> {
    let entries = entries.split_whitespace().enumerate();
    Table::of(entries.flat_map(|(number, words)| words.split('=').map(move |word| (word, (number, word)))))
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
