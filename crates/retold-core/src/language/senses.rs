//! What English words mean, as far as it says whether two of them may stand for one another.
//!
//! The meanings are those of WordNet 3.0 (Fellbaum, *WordNet: An Electronic Lexical Database*, 1998); `xtask senses` packs
//! them (its head states the layout) and says which are left out. A word is asked for by its stem, which has the
//! meanings of all its forms.

use std::sync::OnceLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::english::{leb128, words};
use super::fold;
use super::lexicon::Sym;
use crate::wording::{Spelling, spelling};

static SENSES: &[u8] = include_bytes!("../../data/english.senses");

/// The number of a meaning.
type Sense = u32;

/// The meanings of the words, unpacked.
pub struct Senses {
    /// Each word with each of its meanings, sorted.
    words: Vec<(Sym, Sense)>,
    /// Each meaning with each of its opposites, both ways, sorted.
    opposites: Vec<(Sense, Sense)>,
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
        let mut out =
            Senses { words: Vec::new(), opposites: Vec::new(), kin: Vec::new(), trades: Vec::new() };
        for sense in 0.. {
            let Some(count) = leb128(&mut rest) else { break };
            let mut rank = 0;
            let ranks: Vec<usize> = (0..count)
                .map(|_| {
                    rank += leb128(&mut rest).unwrap_or(0);
                    rank as usize
                })
                .collect();
            let members = ranks.into_iter().filter_map(|rank| listed.get(rank));
            out.words.extend(members.clone().map(|word| (word.0, sense)));
            let Some((&flags, tail)) = rest.split_first() else { break };
            rest = tail;
            if flags & 1 != 0 {
                out.trades.extend(members.map(|word| word.1));
            }
            for links in [&mut out.opposites, &mut out.kin] {
                for _ in 0..leb128(&mut rest).unwrap_or(0) {
                    let other = leb128(&mut rest).unwrap_or(0);
                    links.extend([(sense, other), (other, sense)]);
                }
            }
        }
        out.opposites.sort_unstable();
        out.kin.sort_unstable();
        out.words.sort_unstable();
        out.words.dedup();
        out.trades.sort_unstable();
        out
    }

    /// The meanings of a word.
    fn of(&self, word: Sym) -> impl Iterator<Item = Sense> + Clone + '_ {
        let from = self.words.partition_point(|entry| entry.0 < word);
        self.words[from..].iter().take_while(move |entry| entry.0 == word).map(|entry| entry.1)
    }

    /// Have two words a meaning in common?
    pub fn are_synonyms(&self, a: Sym, b: Sym) -> bool {
        a == b || self.of(a).any(|sense| self.of(b).any(|other| sense == other))
    }

    /// Is a meaning of one word the opposite of one of the other, and none the same?
    pub fn are_opposites(&self, a: Sym, b: Sym) -> bool {
        self.are_linked(&self.opposites, a, b) && !self.are_synonyms(a, b)
    }

    /// May one word stand for the other: as a synonym, or as one that says it more widely?
    pub fn are_alike(&self, a: Sym, b: Sym) -> bool {
        self.are_synonyms(a, b) || self.are_linked(&self.kin, a, b)
    }

    fn are_linked(&self, links: &[(Sense, Sense)], a: Sym, b: Sym) -> bool {
        let are = |a: Sense, b: Sense| links.binary_search(&(a, b)).is_ok();
        self.of(a).any(|sense| self.of(b).any(|other| are(sense, other)))
    }

    /// Is it what somebody is by trade or office?
    pub fn is_trade(&self, word: Spelling) -> bool {
        self.trades.binary_search(&word).is_ok()
    }
}

/// The stem and the spelling of each word of the table of words, by rank.
fn listed() -> Vec<(Sym, Spelling)> {
    let stemmer = Stemmer::create(Algorithm::English);
    words().map(|(word, ..)| (Sym::of(&fold::stem(word, Some(&stemmer), true)), spelling(word))).collect()
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
