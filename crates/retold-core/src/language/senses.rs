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
    /// Each meaning with each that is wider, both ways, by the first.
    kin: Dealt<(Sense, Sense)>,
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
        let mut sense: Sense = 0;
        while let Some(count) = leb128(&mut rest) {
            let mut rank = 0;
            ranks.clear();
            ranks.extend((0..count).map(|_| {
                rank += leb128(&mut rest).unwrap_or(0);
                rank as usize
            }));
            let members = ranks.iter().filter_map(|&rank| listed.get(rank));
            let first = words.len();
            for &(word, _) in members.clone() {
                // Two words of one stem may have a meaning.
                if !words[first..].contains(&(word, sense)) {
                    words.push((word, sense));
                }
            }
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
            sense += 1;
        }
        trades.sort_unstable();
        opposites.sort_unstable();
        let against =
            |&(word, sense): &(Sym, Sense)| of(&opposites, sense).iter().map(move |entry| (word, entry.1));
        let opposites: Vec<(Sym, Sense)> = words.iter().flat_map(against).collect();
        let opposed = Filter::of(opposites.iter().map(|entry| entry.0));
        let kin = Dealt::of(&kin, sense as usize, |link| link.0 as usize);
        Senses { words: ByWord::of(&words), opposites: ByWord::of(&opposites), opposed, kin, trades }
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
        let (of_a, of_b) = (self.words.get(a), self.words.get(b));
        let mut kin = of_a.iter().flat_map(|entry| self.kin.at(entry.1 as usize));
        have_common(of_a, of_b) || kin.any(|kin| of_b.iter().any(|other| kin.1 == other.1))
    }

    /// Is it what somebody is by trade or office?
    pub fn is_trade(&self, word: Spelling) -> bool {
        self.trades.binary_search(&word).is_ok()
    }
}

/// Meanings by word. Symbols are hashes: their upper bits say nearly where in a sorted list one stands, where halving
/// the list again and again would go all over the memory.
struct ByWord(Dealt<(Sym, Sense)>);

impl ByWord {
    /// A dozen entries share the upper bits.
    const BITS: u32 = 14;

    fn of(entries: &[(Sym, Sense)]) -> ByWord {
        let mut dealt = Dealt::of(entries, 1 << ByWord::BITS, |entry| ByWord::upper(entry.0));
        dealt.each(<[_]>::sort_unstable);
        ByWord(dealt)
    }

    fn upper(Sym(sym): Sym) -> usize {
        (sym >> (u32::BITS - ByWord::BITS)) as usize
    }

    fn get(&self, word: Sym) -> &[(Sym, Sense)] {
        of(self.0.at(ByWord::upper(word)), word)
    }
}

/// Things dealt out to places. It takes a few steps for each of them, where to sort them would take a hundred.
struct Dealt<T> {
    /// Where those of each place begin, and at last where all end.
    starts: Box<[u32]>,
    all: Vec<T>,
}

impl<T: Copy> Dealt<T> {
    /// Deals them out by the `place` of each, which is one of so many. Those of one place keep their order.
    fn of(things: &[T], places: usize, place: impl Fn(&T) -> usize) -> Dealt<T> {
        let mut ends = vec![0; places + 1].into_boxed_slice();
        things.iter().for_each(|thing| ends[place(thing)] += 1);
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        // From the last on, so that in the end each place begins where the one before it ends.
        let mut all = things.to_vec();
        for &thing in things.iter().rev() {
            let end = &mut ends[place(&thing)];
            *end -= 1;
            all[*end as usize] = thing;
        }
        Dealt { starts: ends, all }
    }

    fn at(&self, place: usize) -> &[T] {
        &self.all[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    fn each(&mut self, of_place: impl Fn(&mut [T])) {
        let ranges = self.starts.windows(2).map(|ends| ends[0] as usize..ends[1] as usize);
        ranges.for_each(|range| of_place(&mut self.all[range]));
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
