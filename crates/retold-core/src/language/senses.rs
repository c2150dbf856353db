//! What English words mean, as far as it says whether two of them may stand for one another.
//!
//! The meanings are those of WordNet 3.0 (Fellbaum, *WordNet: An Electronic Lexical Database*, 1998); `xtask senses` packs
//! them (its head states the layout) and says which are left out. A word is asked for by its stem, which has the
//! meanings of all its forms.

use std::sync::OnceLock;

use super::english::{leb128, records, stems};
use super::filter::Filter;
use super::lexicon::Sym;
use crate::wording::{Spelling, spelling};

static SENSES: &[u8] = include_bytes!("../../data/english.senses");

/// The number of a meaning.
type Sense = u32;

/// The meanings of the words, unpacked.
pub struct Senses {
    /// Each word with each of its meanings.
    words: ByWord,
    /// Each word with each meaning that is the opposite of one of its own.
    opposites: ByWord,
    /// The words that have such: few.
    opposed: Filter<1024>,
    /// Each meaning with each that is wider, both ways, sorted.
    kin: Vec<(Sense, Sense)>,
    /// The words for what somebody is by trade or office, as they are spelled, sorted.
    trades: Vec<Spelling>,
}

impl Senses {
    /// The table, unpacked at its first use.
    pub fn get() -> &'static Senses {
        static TABLE: OnceLock<Senses> = OnceLock::new();
        TABLE.get_or_init(|| Senses::read(SENSES))
    }

    fn read(mut rest: &[u8]) -> Senses {
        let listed = listed();
        let (mut words, mut trades) = (Vec::new(), Vec::new());
        let (mut opposites, mut kin, mut ranks) = (Vec::new(), Vec::new(), Vec::new());
        for sense in 0.. {
            let Some(count) = leb128(&mut rest) else { break };
            let mut rank = 0;
            ranks.clear();
            ranks.extend((0..count).map(|_| {
                rank += leb128(&mut rest).unwrap_or(0);
                rank as usize
            }));
            let members = ranks.iter().filter_map(|&rank| listed.get(rank));
            words.extend(members.clone().map(|word| (word.0, sense)));
            let Some((&flags, tail)) = rest.split_first() else { break };
            rest = tail;
            if flags & 1 != 0 {
                trades.extend(members.filter_map(|word| std::str::from_utf8(word.1).ok()).map(spelling));
            }
            for links in [&mut opposites, &mut kin] {
                for _ in 0..leb128(&mut rest).unwrap_or(0) {
                    let other = leb128(&mut rest).unwrap_or(0);
                    links.extend([(sense, other), (other, sense)]);
                }
            }
        }
        kin.sort_unstable();
        trades.sort_unstable();
        words.sort_unstable();
        words.dedup();
        opposites.sort_unstable();
        let against =
            |&(word, sense): &(Sym, Sense)| of(&opposites, sense).iter().map(move |entry| (word, entry.1));
        let mut opposites: Vec<(Sym, Sense)> = words.iter().flat_map(against).collect();
        opposites.sort_unstable();
        let opposed = Filter::of(opposites.iter().map(|entry| entry.0));
        Senses { words: ByWord::of(words), opposites: ByWord::of(opposites), opposed, kin, trades }
    }

    /// Have two words a meaning in common?
    pub fn are_synonyms(&self, a: Sym, b: Sym) -> bool {
        a == b || have_common(self.words.get(a), self.words.get(b))
    }

    /// Is a meaning of one word the opposite of one of the other, and none the same?
    pub fn are_opposites(&self, a: Sym, b: Sym) -> bool {
        let may_be = self.opposed.may_have(a) && self.opposed.may_have(b);
        may_be && have_common(self.opposites.get(a), self.words.get(b)) && !self.are_synonyms(a, b)
    }

    /// May one word stand for the other: as a synonym, or as one that says it more widely?
    pub fn are_alike(&self, a: Sym, b: Sym) -> bool {
        if a == b {
            return true;
        }
        let are_kin = |a: Sense, b: Sense| self.kin.binary_search(&(a, b)).is_ok();
        let (of_a, of_b) = (self.words.get(a), self.words.get(b));
        have_common(of_a, of_b) || of_a.iter().any(|one| of_b.iter().any(|other| are_kin(one.1, other.1)))
    }

    /// Is it what somebody is by trade or office?
    pub fn is_trade(&self, word: Spelling) -> bool {
        self.trades.binary_search(&word).is_ok()
    }
}

/// Meanings by word. Symbols are hashes: their upper bits say nearly where in a sorted list one stands, where halving
/// the list again and again would go all over the memory.
struct ByWord {
    /// Where the entries begin whose symbols have these upper bits, and at last where all end.
    starts: Box<[u32]>,
    /// Sorted.
    entries: Vec<(Sym, Sense)>,
}

impl ByWord {
    /// A dozen entries share the upper bits.
    const BITS: u32 = 14;

    fn of(entries: Vec<(Sym, Sense)>) -> ByWord {
        let start = |bits: usize| entries.partition_point(|entry| ByWord::upper(entry.0) < bits) as u32;
        ByWord { starts: (0..=1 << ByWord::BITS).map(start).collect(), entries }
    }

    fn upper(Sym(sym): Sym) -> usize {
        (sym >> (u32::BITS - ByWord::BITS)) as usize
    }

    fn get(&self, word: Sym) -> &[(Sym, Sense)] {
        let near = ByWord::upper(word);
        of(&self.entries[self.starts[near] as usize..self.starts[near + 1] as usize], word)
    }
}

/// The meanings that stand with a word, or with a meaning, in a sorted list.
fn of<K: Ord + Copy>(list: &[(K, Sense)], key: K) -> &[(K, Sense)] {
    let list = &list[list.partition_point(|entry| entry.0 < key)..];
    &list[..list.iter().take_while(|entry| entry.0 == key).count()]
}

fn have_common(a: &[(Sym, Sense)], b: &[(Sym, Sense)]) -> bool {
    a.iter().any(|one| b.iter().any(|other| one.1 == other.1))
}

/// The stem of each word of the table of words and the word itself, by rank.
fn listed() -> Vec<(Sym, &'static [u8])> {
    stems().zip(records()).map(|(stem, (word, ..))| (stem, word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lexicon;

    #[test]
    fn words_may_mean_the_same_or_the_opposite_or_neither() {
        let mut lexicon = Lexicon::english();
        let mut sym = |word: &str| lexicon.term(word).sym;
        let senses = Senses::get();
        for (a, b, same, opposite) in [
            ("physician", "doctors", true, false),
            ("refused", "declining", true, false),
            // An irregular form has the meanings of its word.
            ("shrank", "withered", true, false),
            ("borrowed", "lending", false, true),
            // Who spurns refuses, and that is the opposite of accepting.
            ("spurned", "accepted", false, true),
            ("carpets", "radars", false, false),
            // Who lies neither stands nor sits.
            ("lies", "sits", false, false),
            // Too many things are meant by it.
            ("take", "give", false, false),
        ] {
            let (a_sym, b_sym) = (sym(a), sym(b));
            assert_eq!(senses.are_synonyms(a_sym, b_sym), same, "{a} {b}");
            assert_eq!(senses.are_opposites(a_sym, b_sym), opposite, "{a} {b}");
        }
    }

    #[test]
    fn a_word_may_stand_for_a_narrower_one() {
        let mut lexicon = Lexicon::english();
        let mut sym = |word: &str| lexicon.term(word).sym;
        for (a, b, alike) in
            [("influenced", "affected", true), ("surgeons", "doctor", true), ("carpet", "radar", false)]
        {
            assert_eq!(Senses::get().are_alike(sym(a), sym(b)), alike, "{a} {b}");
        }
    }

    #[test]
    fn trades_are_what_somebody_is() {
        // Reports are no reporter.
        for (word, is_trade) in
            [("plumber", true), ("reporter", true), ("report", false), ("neighbour", false)]
        {
            assert_eq!(Senses::get().is_trade(spelling(word)), is_trade, "{word}");
        }
    }
}
