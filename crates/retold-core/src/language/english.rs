//! The English tables that ship with the program: how frequent words and pairs of words are.
//!
//! Counts are those of Google's web corpus of a trillion words as Peter Norvig published them; `xtask tables` packs
//! them (its head states the layout), and says which words a dictionary lists as ordinary ones.

use std::sync::OnceLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::filter::Filter;
use super::lexicon::{self, Sym};
use super::{fold, function_words, numbers};
use crate::probe::Places;
use crate::wording::{Spelling, spelling};

static WORDS: &[u8] = include_bytes!("../../data/english.words");
static STEMS: &[u8] = include_bytes!("../../data/english.stems");
static BIGRAMS: &[u8] = include_bytes!("../../data/english.bigrams");

/// Words in the corpus that the counts are of.
const CORPUS: f64 = 1.024_908_267_229e12;
/// The count of level 0, and how many levels a factor of e takes (xtask/src/tables.rs).
const SMALLEST: f64 = 10_000.0;
const LEVELS_PER_E: f64 = 16.0;
/// Words of an average news page; turns a word's frequency into the share of pages that have it.
const PAGE: f64 = 400.0;
/// The weight of a word that no table lists, and the ceiling for the others: one page in 20,000 has it.
pub const RAREST: f32 = 10.0;

/// What the table says of a stem.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Inverse document frequency, -ln of the share of pages that hold the stem, 0 to [`RAREST`].
    pub weight: f32,
    /// Is it an ordinary word, so that a capital does not make it a name?
    pub ordinary: bool,
}

impl Entry {
    /// Its share of all words.
    pub fn frequency(&self) -> f64 {
        -(-(-f64::from(self.weight)).exp()).ln_1p() / PAGE
    }
}

/// The entry of a stem.
pub fn stem_entry(stem: Sym) -> Option<Entry> {
    let Stems { numbers, entries, .. } = Stems::get();
    numbers.get(stem).map(|number| entries[number as usize])
}

/// What the table says of all stems.
struct Stems {
    numbers: Numbers,
    /// By number.
    entries: Vec<Entry>,
    /// What is known of each word of the word table, by rank: most words are asked for by theirs.
    of_words: Vec<Listed>,
}

/// What is known of a word of the word table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Listed {
    pub stem: Sym,
    pub entry: Entry,
    /// Is it a function word, a number or a date? Nothing else is one.
    pub closed: bool,
}

/// The stem of each word of the word table, by rank.
pub(super) fn stems() -> impl Iterator<Item = Sym> {
    packed_stems().iter().map(|packed| Sym(u32::from_le_bytes(*packed)))
}

fn packed_stems() -> &'static [[u8; 4]] {
    STEMS.as_chunks().0
}

/// The same, found and not looked up: what `xtask stems` packs, since it takes a tenth of a second.
pub fn stemmed() -> Vec<Sym> {
    let stemmer = Stemmer::create(Algorithm::English);
    words().map(|word| Sym::of(&fold::stem(word, Some(&stemmer), true))).collect()
}

/// What is known of a word, if the word table lists it: a look takes a fraction of the time that finding its stem does.
pub(super) fn listed(spelled: Spelling) -> Option<Listed> {
    let rank = rank(spelled)? as usize;
    Stems::get().of_words.get(rank).copied()
}

/// Looks at what is known of some words, and at nothing else meanwhile: it lies far away in memory, and who asks for one
/// word after the other later waits for none.
pub(super) fn look_at(words: impl Iterator<Item = Spelling>) {
    let words: Vec<Spelling> = words.collect();
    let listed = &Stems::get().of_words;
    let look = |rank: u32| listed[rank as usize].stem.0;
    std::hint::black_box(ranks(&words).into_iter().flatten().map(look).fold(0, |seen, stem| seen ^ stem));
}

impl Stems {
    /// The table, unpacked at its first use.
    fn get() -> &'static Stems {
        static STEMS: OnceLock<Stems> = OnceLock::new();
        STEMS.get_or_init(Stems::read)
    }

    fn read() -> Stems {
        let counts: Vec<f64> = (0..=u8::MAX).map(count).collect();
        let mut numbers = Numbers(Places::for_entries(listed_words()));
        let mut stems: Vec<(f64, bool)> = Vec::with_capacity(listed_words());
        let number = |((_, level, ordinary), stem)| {
            let number = numbers.get_or_put(stem, stems.len() as u32);
            if number as usize == stems.len() {
                // Most frequent first: the commonest form says whether a stem is an ordinary word ("China", not
                // "chinas").
                stems.push((0.0, ordinary));
            }
            stems[number as usize].0 += counts[usize::from(level)];
            number
        };
        let of_words: Vec<u32> = records().zip(self::stems()).map(number).collect();
        let weigh = |(count, ordinary)| Entry { weight: page_weight(count), ordinary };
        let entries: Vec<Entry> = stems.into_iter().map(weigh).collect();
        let listed = |(stem, number)| Listed { stem, entry: entries[number as usize], closed: false };
        let of_words = self::stems().zip(of_words).map(listed).collect();
        Stems { numbers, entries, of_words }.with_closed_words()
    }

    fn with_closed_words(mut self) -> Stems {
        let words = function_words::words().chain(numbers::words()).chain(lexicon::date_words());
        for rank in words.filter_map(|word| rank(spelling(word))) {
            self.of_words[rank as usize].closed = true;
        }
        self
    }
}

/// The number of each stem: its symbol, and below that its number and one, so that none is 0.
struct Numbers(Places);

impl Numbers {
    fn get(&self, Sym(stem): Sym) -> Option<u32> {
        // A symbol is a hash.
        let stem = u64::from(stem);
        let entry = self.0.find(stem, |entry| entry >> u32::BITS == stem)?;
        Some(entry as u32 - 1)
    }

    /// The number of a stem, which it gets if it has none.
    fn get_or_put(&mut self, stem: Sym, number: u32) -> u32 {
        self.get(stem).unwrap_or_else(|| {
            let stem = u64::from(stem.0);
            self.0.put(stem, stem << u32::BITS | u64::from(number + 1));
            number
        })
    }
}

/// How many words the word table lists.
fn listed_words() -> usize {
    packed_stems().len()
}

fn page_weight(count: f64) -> f32 {
    let share = 1.0 - (-count / CORPUS * PAGE).exp();
    ((-share.ln()) as f32).min(RAREST)
}

fn count(level: u8) -> f64 {
    SMALLEST * (f64::from(level) / LEVELS_PER_E).exp()
}

/// Records of the word table: word, level, ordinary. Who needs the words as texts pays for that alone.
pub(super) fn records() -> impl Iterator<Item = (&'static [u8], u8, bool)> {
    let mut rest = WORDS;
    std::iter::from_fn(move || {
        let (&len, tail) = rest.split_first()?;
        let (word, tail) = tail.split_at_checked(usize::from(len))?;
        let (&[level, flags], tail) = tail.split_first_chunk::<2>()?;
        rest = tail;
        Some((word, level, flags & 1 != 0))
    })
}

/// The words of the word table.
fn words() -> impl Iterator<Item = &'static str> {
    records().map_while(|(word, ..)| std::str::from_utf8(word).ok())
}

/// Bits of a rank. Of a spelling 46 are left, and its place tells most of the others.
const RANK: u32 = 18;

/// The ranks of the words of the word table, by their spellings.
fn all_ranks() -> &'static Places {
    /// The upper bits of each spelling and, in [`RANK`] bits, the rank.
    static RANKS: OnceLock<Places> = OnceLock::new();
    RANKS.get_or_init(|| {
        let mut ranks = Places::for_entries(listed_words());
        for (word, rank) in words().zip(0..) {
            let spelled = spelling(word);
            ranks.put(spelled, spelled >> RANK << RANK | rank);
        }
        ranks
    })
}

/// The rank of a word of the word table.
pub fn rank(spelled: Spelling) -> Option<u32> {
    rank_in(all_ranks(), spelled)
}

/// The rank of each of many words. All are looked at before one is asked for: each is far away in memory, and none waits for
/// another.
pub fn ranks(spelled: &[Spelling]) -> Vec<Option<u32>> {
    let ranks = all_ranks();
    std::hint::black_box(spelled.iter().fold(0, |seen, &word| seen ^ ranks.home(word)));
    spelled.iter().map(|&word| rank_in(ranks, word)).collect()
}

fn rank_in(ranks: &Places, spelled: Spelling) -> Option<u32> {
    let entry = ranks.find(spelled, |entry| entry >> RANK == spelled >> RANK)?;
    Some((entry & ((1 << RANK) - 1)) as u32)
}

/// How probable a word is after another: a bigram model, smoothed by the words' own frequency.
pub struct Bigrams {
    /// The level of each word, by rank.
    levels: Vec<u8>,
    /// Pairs: the ranks of both and, in the lowest byte, the level.
    pairs: Places,
    /// Which pairs there may be, by their hash: it stays near the processor, which the pairs are too many for.
    listed: Filter<32_768>,
    /// The count of each level.
    counts: Vec<f64>,
    /// The log10 of the probability of a word of each level where its pair is not listed.
    alone: Vec<f64>,
}

/// How far a pair is believed where the table has it.
const LAMBDA: f64 = 0.9;

impl Bigrams {
    /// The model, unpacked at its first use.
    pub fn get() -> &'static Bigrams {
        static MODEL: OnceLock<Bigrams> = OnceLock::new();
        MODEL.get_or_init(Bigrams::read)
    }

    fn read() -> Bigrams {
        let levels: Vec<u8> = records().map(|(_, level, _)| level).collect();
        let mut listed = 0;
        read_pairs(|_, _, _| listed += 1);
        let mut pairs = Places::for_entries(listed);
        read_pairs(|first, second, level| {
            let bits = pair_bits(first, second);
            pairs.put(pair_home(bits), bits | u64::from(level));
        });
        let listed = Filter::of(pairs.iter().map(pair_sym));
        let counts: Vec<f64> = (0..=u8::MAX).map(count).collect();
        let alone = counts.iter().map(|count| ((1.0 - LAMBDA) * (count / CORPUS)).log10()).collect();
        Bigrams { levels, pairs, listed, counts, alone }
    }

    /// The level of a word.
    fn level(&self, rank: u32) -> usize {
        usize::from(self.levels[rank as usize])
    }

    /// The count of a pair of words, by their ranks, where the table lists it.
    fn pair(&self, first: u32, second: u32) -> Option<f64> {
        let bits = pair_bits(first, second);
        if !self.listed.may_have(pair_sym(bits)) {
            return None;
        }
        let entry = self.pairs.find(pair_home(bits), |entry| entry & !0xff == bits)?;
        Some(self.counts[usize::from(entry as u8)])
    }

    /// [`log10`](Bigrams::log10) of several pairs, of which nothing is near the processor. All are looked at before one is
    /// asked for: none waits for another, and of a pair that is not listed nothing but that is looked at.
    pub fn log10_of_all(&self, pairs: &[(u32, u32)]) -> impl Iterator<Item = f64> {
        let look = |&(first, second): &(u32, u32)| {
            let bits = pair_bits(first, second);
            let home = pair_home(bits) * u64::from(self.listed.may_have(pair_sym(bits)));
            self.pairs.home(home) ^ u64::from(self.levels[first as usize] ^ self.levels[second as usize])
        };
        std::hint::black_box(pairs.iter().map(look).fold(0, |seen, entry| seen ^ entry));
        pairs.iter().map(|&(first, second)| self.log10(first, second))
    }

    /// log10 P(`second` | `first`) of two words by their ranks.
    ///
    /// Linear interpolation of the pair's relative frequency with the second word's own (Jelinek & Mercer 1980). The
    /// table holds no pair below a count, so that an absent pair is judged by its words alone.
    pub fn log10(&self, first: u32, second: u32) -> f64 {
        let level = self.level(second);
        let Some(pair) = self.pair(first, second) else { return self.alone[level] };
        let alone = self.counts[level] / CORPUS;
        (LAMBDA * pair / self.counts[self.level(first)] + (1.0 - LAMBDA) * alone).log10()
    }

    /// log10 of how many times oftener `second` stands behind `first` than chance would have it: their pointwise
    /// mutual information (Church & Hanks 1990). 0 where that is unknown, and for pairs that shun one another.
    pub fn bond(&self, first: Spelling, second: Spelling) -> f64 {
        rank(first).zip(rank(second)).map_or(0.0, |(first, second)| self.bond_of_ranks(first, second))
    }

    /// The same of two words by their ranks.
    pub fn bond_of_ranks(&self, first: u32, second: u32) -> f64 {
        let Some(pair) = self.pair(first, second) else { return 0.0 };
        let [first, second] = [first, second].map(|rank| self.counts[self.level(rank)]);
        (pair * CORPUS / (first * second)).max(1.0).log10()
    }
}

/// The entry of a pair without its level; it is not 0.
fn pair_bits(first: u32, second: u32) -> u64 {
    (u64::from(first) << RANK | u64::from(second)) << 8 | 1 << 63
}

/// The hash of the entry of a pair, whatever its level (Fibonacci hashing: Knuth, *The Art of Computer Programming*,
/// section 6.4).
fn pair_home(entry: u64) -> u64 {
    (entry & !0xff).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> u32::BITS
}

/// The same, as filters have it.
fn pair_sym(entry: u64) -> Sym {
    Sym(pair_home(entry) as u32)
}

/// Hands on the pairs of the table: the ranks of both words, and the level.
fn read_pairs(mut found: impl FnMut(u32, u32, u8)) {
    let mut rest = BIGRAMS;
    while let Some(first) = leb128(&mut rest) {
        let mut second = 0;
        for _ in 0..leb128(&mut rest).unwrap_or(0) {
            second += leb128(&mut rest).unwrap_or(0);
            let Some((&level, tail)) = rest.split_first() else { return };
            rest = tail;
            found(first, second, level);
        }
    }
}

pub(super) fn leb128(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, tail) = bytes.split_first()?;
        *bytes = tail;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_rise_with_rarity() {
        let weight = |w: &str| stem_entry(Sym::of(w)).expect(w).weight;
        assert!(weight("the") < 0.01);
        assert!(weight("govern") < weight("radar") && weight("radar") < weight("ammunit"));
    }

    #[test]
    fn a_stem_that_is_looked_up_is_the_one_that_is_found() {
        let stemmed = stemmed();
        assert!(stems().eq(stemmed.iter().copied()), "run cargo xtask stems");
        assert!(
            words()
                .zip(stemmed)
                .step_by(97)
                .all(|(word, stem)| listed(spelling(word)).map(|listed| listed.stem) == Some(stem))
        );
        assert_eq!(listed(spelling("varnostrel")), None);
    }

    #[test]
    fn closed_words_are_listed() {
        let is_closed = |word| listed(spelling(word)).is_some_and(|listed| listed.closed);
        let mut words = function_words::words().chain(numbers::words()).chain(lexicon::date_words());
        assert!(words.all(is_closed) && !is_closed("march"));
    }

    #[test]
    fn a_name_is_no_ordinary_word_though_a_dictionary_lists_it() {
        let ordinary = |w: &str| stem_entry(Sym::of(w)).expect(w).ordinary;
        assert!(ordinary("minist") && ordinary("radar") && !ordinary("china") && !ordinary("norway"));
    }

    #[test]
    fn an_absent_pair_is_judged_by_its_words_alone() {
        let model = Bigrams::get();
        let (first, second) = (spelling("radar"), spelling("pudding"));
        assert_eq!(model.bond(first, second), 0.0);
        let (first, second) = (rank(first).expect("listed"), rank(second).expect("listed"));
        assert_eq!(model.pair(first, second), None);
        let alone = (0.1 * model.counts[model.level(second)] / CORPUS).log10();
        assert!((model.log10(first, second) - alone).abs() < 1e-9);
    }

    #[test]
    fn pairs_that_people_say_are_more_probable() {
        let model = Bigrams::get();
        let rank = |word| rank(spelling(word)).expect("listed");
        let p = |a, b| model.log10(rank(a), rank(b));
        assert!(p("prime", "minister") > p("best", "minister") + 1.0);
    }
}
