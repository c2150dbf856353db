//! The English tables that ship with the program: how frequent words and pairs of words are.
//!
//! Counts are those of Google's web corpus of a trillion words as Peter Norvig published them; `xtask tables` packs
//! them (its head states the layout), and says which words a dictionary lists as ordinary ones.

use std::collections::HashMap;
use std::sync::OnceLock;

use rapidhash::fast::RandomState;
use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::fold;
use super::lexicon::Sym;
use crate::wording::{Spelling, spelling};

static WORDS: &[u8] = include_bytes!("../../data/english.words");
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

type Map<K, V> = HashMap<K, V, RandomState>;

/// The entry of a stem.
pub fn stem_entry(stem: Sym) -> Option<Entry> {
    static STEMS: OnceLock<Map<Sym, Entry>> = OnceLock::new();
    STEMS.get_or_init(read_stems).get(&stem).copied()
}

fn read_stems() -> Map<Sym, Entry> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut counts: Map<Sym, (f64, bool)> = Map::default();
    for (word, level, ordinary) in words() {
        // Most frequent first: the commonest form says whether a stem is an ordinary word ("China", not "chinas").
        let entry = counts.entry(Sym::of(&fold::stem(word, Some(&stemmer), true))).or_insert((0.0, ordinary));
        entry.0 += count(level);
    }
    let weigh = |(sym, (n, ordinary))| (sym, Entry { weight: page_weight(n), ordinary });
    counts.into_iter().map(weigh).collect()
}

fn page_weight(count: f64) -> f32 {
    let share = 1.0 - (-count / CORPUS * PAGE).exp();
    ((-share.ln()) as f32).min(RAREST)
}

fn count(level: u8) -> f64 {
    SMALLEST * (f64::from(level) / LEVELS_PER_E).exp()
}

/// Records of the word table: word, level, ordinary.
fn words() -> impl Iterator<Item = (&'static str, u8, bool)> {
    let mut rest = WORDS;
    std::iter::from_fn(move || {
        let (&len, tail) = rest.split_first()?;
        let (word, tail) = tail.split_at_checked(usize::from(len))?;
        let (&[level, flags], tail) = tail.split_first_chunk::<2>()?;
        rest = tail;
        Some((std::str::from_utf8(word).ok()?, level, flags & 1 != 0))
    })
}

/// How probable a word is after another: a bigram model, smoothed by the words' own frequency.
pub struct Bigrams {
    /// By spelling: rank and count.
    words: Map<Spelling, (u32, f64)>,
    pairs: Map<(u32, u32), f64>,
}

impl Bigrams {
    /// The model, unpacked at its first use.
    pub fn get() -> &'static Bigrams {
        static MODEL: OnceLock<Bigrams> = OnceLock::new();
        MODEL.get_or_init(|| Bigrams {
            words: words()
                .zip(0..)
                .map(|((w, level, _), rank)| (spelling(w), (rank, count(level))))
                .collect(),
            pairs: read_pairs(),
        })
    }

    /// log10 P(`second` | `first`); `None` where the table lists not both.
    ///
    /// Linear interpolation of the pair's relative frequency with the second word's own (Jelinek & Mercer 1980). The
    /// table holds no pair below a count, so that an absent pair is judged by its words alone.
    pub fn log10(&self, first: Spelling, second: Spelling) -> Option<f64> {
        /// How far the pair is believed where the table has it.
        const LAMBDA: f64 = 0.9;
        let (&(a, first_count), &(b, second_count)) = (self.words.get(&first)?, self.words.get(&second)?);
        let pair = self.pairs.get(&(a, b)).copied().unwrap_or(0.0);
        let alone = second_count / CORPUS;
        Some((LAMBDA * pair / first_count + (1.0 - LAMBDA) * alone).log10())
    }

    /// log10 of how many times oftener `second` stands behind `first` than chance would have it: their pointwise
    /// mutual information (Church & Hanks 1990). 0 where that is unknown, and for pairs that shun one another.
    pub fn bond(&self, first: Spelling, second: Spelling) -> f64 {
        let known = |word: &Spelling| self.words.get(word);
        let (Some(&(a, first_count)), Some(&(b, second_count))) = (known(&first), known(&second)) else {
            return 0.0;
        };
        let pair = self.pairs.get(&(a, b)).copied().unwrap_or(0.0);
        (pair * CORPUS / (first_count * second_count)).max(1.0).log10()
    }
}

fn read_pairs() -> Map<(u32, u32), f64> {
    let mut pairs = Map::default();
    let mut rest = BIGRAMS;
    while let Some(first) = leb128(&mut rest) {
        let mut second = 0;
        for _ in 0..leb128(&mut rest).unwrap_or(0) {
            second += leb128(&mut rest).unwrap_or(0);
            let Some((&level, tail)) = rest.split_first() else { return pairs };
            rest = tail;
            pairs.insert((first, second), count(level));
        }
    }
    pairs
}

fn leb128(bytes: &mut &[u8]) -> Option<u32> {
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
    fn a_name_is_no_ordinary_word_though_a_dictionary_lists_it() {
        let ordinary = |w: &str| stem_entry(Sym::of(w)).expect(w).ordinary;
        assert!(ordinary("minist") && ordinary("radar") && !ordinary("china") && !ordinary("norway"));
    }

    #[test]
    fn pairs_that_people_say_are_more_probable() {
        let model = Bigrams::get();
        let p = |a, b| model.log10(spelling(a), spelling(b)).expect("listed");
        assert!(p("prime", "minister") > p("best", "minister") + 1.0);
    }
}
