//! The features by which a document finds its candidates.
//!
//! Three kinds, each sampled by weight: unordered pairs of rare words of one sentence (a spun copy keeps its names and
//! numbers, and keeps them together), rare words alone, and runs of five words. The sample is consistent (Manasse,
//! McSherry & Talwar 2010, *Consistent weighted sampling*): of two documents that share a feature either both tend to
//! keep it or none does. A feature's rank is its hash over its weight, the limit of the exponential rank
//! -ln(1 - u) / w for the small u that are kept; it needs no logarithm and is the same on every machine.

use crate::language::Kind;
use crate::tokens::Token;
use crate::transcript::Transcript;

/// Features that are kept of each kind, of a document of up to so many words and for as many more again: a passage that
/// a long page carries must leave its mark as it does in a short one.
const WORDS_EACH: usize = 1_000;
const PAIRS: usize = 48;
const WORDS: usize = 32;
const RUNS: usize = 16;
/// From these weights on a word takes part in pairs: names and numbers, other words.
const PAIR_HARD: f32 = 2.5;
const PAIR_WORD: f32 = 5.0;
/// From this weight on a word is a feature of its own.
const ALONE: f32 = 5.5;
/// Words of one sentence that take part in pairs, the heaviest first: lists must not make it quadratic.
const PAIRED: usize = 20;
/// Words of a run.
const RUN: usize = 5;

/// The features of one document, in the order of their sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fingerprint {
    /// Each feature with the number of its first sentence, counted from 0 again after 256: two so far apart are taken
    /// for one.
    pub features: Vec<(u64, u8)>,
}

/// Rank, key and sentence of a feature, in this order of significance in one number: a number is sorted several times
/// faster than the three.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Feature(u128);

impl Feature {
    fn new(rank: f32, key: u64, sentence: u32) -> Feature {
        // The bits of numbers that are not negative are ordered as they are.
        Feature(u128::from(rank.to_bits()) << 96 | u128::from(key) << 32 | u128::from(sentence))
    }

    fn rank(self) -> f32 {
        f32::from_bits((self.0 >> 96) as u32)
    }

    fn key(self) -> u64 {
        (self.0 >> 32) as u64
    }

    fn sentence(self) -> u32 {
        self.0 as u32
    }
}

/// The fingerprint of a transcript. Time: the pairs of rare words of its sentences, 20 words of each at the most.
pub fn fingerprint(transcript: &Transcript) -> Fingerprint {
    let rare = Rare::of(transcript);
    let words = transcript.tokens.len();
    let times = words.div_ceil(WORDS_EACH).max(1);
    let firsts = rare.firsts();
    let left = PAIRS.saturating_sub(firsts.len());
    let mut kept = sample(left + 1, rare.mass_of_pairs(), |pairs| rare.pairs(pairs));
    kept.extend(firsts);
    kept.sort_unstable_by_key(|f| (f.key(), *f));
    kept.dedup_by_key(|f| f.key());
    let firsts = rare.first_words();
    let left = WORDS.saturating_sub(firsts.len());
    let mut words_kept = sample(left + 1, rare.mass_of_words(), |words| rare.words(words));
    words_kept.extend(firsts);
    words_kept.sort_unstable_by_key(|f| (f.key(), *f));
    words_kept.dedup_by_key(|f| f.key());
    kept.extend(words_kept);
    kept.extend(sample(times * RUNS, words as f32, |sample| runs(transcript, sample)));
    kept.sort_unstable_by_key(|f| f.sentence());
    Fingerprint { features: kept.into_iter().map(|f| (f.key(), f.sentence() as u8)).collect() }
}

/// The rare words of a document, sentence by sentence.
#[derive(Default)]
struct Rare {
    /// The key and the weight of each.
    words: Vec<(u64, f32)>,
    /// Where those of each sentence end.
    ends: Vec<u32>,
}

impl Rare {
    fn of(transcript: &Transcript) -> Rare {
        let (words, sentences) = (transcript.tokens.len(), transcript.sentences.len());
        let mut rare = Rare { words: Vec::with_capacity(words / 2), ends: Vec::with_capacity(sentences) };
        for tokens in transcript.words() {
            let first = rare.words.len();
            let part = tokens.iter().filter(|t| takes_part(t));
            rare.words.extend(part.map(|t| (mix(u64::from(t.sym.0), 1), t.weight)));
            if rare.words.len() > first + PAIRED {
                let mut heaviest = rare.words.split_off(first);
                heaviest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                heaviest.dedup_by_key(|r| r.0);
                rare.words.extend(heaviest.into_iter().take(PAIRED));
            }
            rare.ends.push(rare.words.len() as u32);
        }
        rare
    }

    /// The number of each sentence and its words.
    fn sentences(&self) -> impl Iterator<Item = (u32, &[(u64, f32)])> {
        let mut start = 0;
        (0u32..).zip(&self.ends).map(move |(number, &end)| {
            let words = &self.words[start..end as usize];
            start = end as usize;
            (number, words)
        })
    }

    /// Of each sentence the word of least rank.
    fn first_words(&self) -> Vec<Feature> {
        let mut out = Vec::new();
        for (sentence, words) in self.sentences() {
            out.extend(
                words
                    .iter()
                    .filter(|w| w.1 >= ALONE)
                    .map(|&(key, w)| Feature::new((key >> 40) as f32 / w, key, sentence))
                    .min(),
            );
        }
        out
    }

    /// Of each sentence the pair of least rank.
    fn firsts(&self) -> Vec<Feature> {
        let mut out = Vec::new();
        for (sentence, words) in self.sentences() {
            let mut first = First { feature: None, bound: f32::INFINITY };
            for (i, &(a, weight)) in words.iter().enumerate() {
                for &(b, other) in words[..i].iter().filter(|b| b.0 != a) {
                    first.add(a.wrapping_add(b).wrapping_mul(CHAIN), weight + other, sentence);
                }
            }
            out.extend(first.feature);
        }
        out
    }

    fn pairs(&self, sample: &mut Sample) {
        for (sentence, words) in self.sentences() {
            for (i, &(a, weight)) in words.iter().enumerate() {
                for &(b, other) in words[..i].iter().filter(|b| b.0 != a) {
                    // Both are mixed: their sum, which knows no order, only has to differ from that of other kinds.
                    sample.add(a.wrapping_add(b).wrapping_mul(CHAIN), weight + other, sentence);
                }
            }
        }
    }

    /// What all pairs weigh: in them every word stands once with each other of its sentence.
    fn mass_of_pairs(&self) -> f32 {
        let mass = |words: &[(u64, f32)]| words.iter().map(|w| w.1).sum::<f32>() * (words.len() as f32 - 1.0);
        self.sentences().map(|(_, words)| mass(words)).sum()
    }

    fn words(&self, sample: &mut Sample) {
        for (sentence, words) in self.sentences() {
            for &(key, weight) in words.iter().filter(|word| word.1 >= ALONE) {
                sample.add(key, weight, sentence);
            }
        }
    }

    fn mass_of_words(&self) -> f32 {
        self.words.iter().map(|word| word.1).filter(|&weight| weight >= ALONE).sum()
    }
}

/// All runs of words of each sentence.
fn runs(transcript: &Transcript, sample: &mut Sample) {
    for (sentence, tokens) in (0u32..).zip(transcript.words()) {
        // A polynomial of the symbols that rolls on (Karp & Rabin 1987): one word enters, one leaves.
        let mut chain = 0u64;
        for (i, token) in tokens.iter().enumerate() {
            chain = chain.wrapping_mul(CHAIN).wrapping_add(u64::from(token.sym.0));
            if i >= RUN {
                let left = u64::from(tokens[i - RUN].sym.0);
                chain = chain.wrapping_sub(left.wrapping_mul(CHAIN_OF_RUN));
            }
            if i + 1 >= RUN {
                sample.add((chain ^ (chain >> 32)).wrapping_mul(CHAIN), 1.0, sentence);
            }
        }
    }
}

/// An odd multiplier that chains the symbols of a run, and its power that a symbol has when it leaves.
const CHAIN: u64 = 0xd6e8_feb8_6659_fd93;
const CHAIN_OF_RUN: u64 = CHAIN.wrapping_pow(RUN as u32);

fn takes_part(token: &Token) -> bool {
    match token.kind {
        Kind::Name | Kind::Number => token.weight >= PAIR_HARD,
        Kind::Word => token.weight >= PAIR_WORD,
        Kind::Function | Kind::Date => false,
    }
}

/// The `n` distinct features of least rank among those that `all` adds; of repeated ones the first. `mass` is what all
/// of them weigh.
fn sample(n: usize, mass: f32, all: impl Fn(&mut Sample)) -> Vec<Feature> {
    /// Of hashes of so many bits, ranks up to a bound b are expected of mass * b / HASHES features.
    const HASHES: f32 = (1 << 24) as f32;
    // Twice as many as needed, unless most of them are repetitions of a few.
    let mut sample = Sample { n, features: Vec::with_capacity(4 * n), bound: 2.0 * n as f32 * HASHES / mass };
    all(&mut sample);
    sample.cut();
    if sample.features.len() < n {
        sample = Sample { bound: f32::INFINITY, ..sample };
        sample.features.clear();
        all(&mut sample);
    }
    sample.kept()
}

/// The feature of least rank.
struct First {
    feature: Option<Feature>,
    /// Its rank.
    bound: f32,
}

impl First {
    #[inline]
    fn add(&mut self, key: u64, weight: f32, sentence: u32) {
        let hash = (key >> 40) as f32;
        // As in `Sample::add`.
        if hash <= self.bound * weight * (1.0 + f32::EPSILON) {
            let feature = Feature::new(hash / weight, key, sentence);
            let first = self.feature.map_or(feature, |first| first.min(feature));
            *self = First { feature: Some(first), bound: first.rank() };
        }
    }
}

/// Features of low rank.
struct Sample {
    n: usize,
    features: Vec<Feature>,
    /// No feature of a higher rank can be among the least.
    bound: f32,
}

impl Sample {
    #[inline]
    fn add(&mut self, key: u64, weight: f32, sentence: u32) {
        // The hash's upper 24 bits are exact in an f32.
        let hash = (key >> 40) as f32;
        // Most are above the bound by far, and a product is had in a fraction of the time of a quotient.
        if hash <= self.bound * weight * (1.0 + f32::EPSILON) {
            self.keep(Feature::new(hash / weight, key, sentence));
        }
    }

    fn keep(&mut self, feature: Feature) {
        if self.features.len() == 4 * self.n {
            self.cut();
        }
        self.features.push(feature);
    }

    fn cut(&mut self) {
        self.features.sort_unstable();
        self.features.dedup_by_key(|f| f.key());
        self.features.truncate(self.n);
        if self.features.len() == self.n {
            self.bound = self.features[self.n - 1].rank();
        }
    }

    fn kept(mut self) -> Vec<Feature> {
        self.cut();
        // Equal keys may differ in rank (a name weighs differently as a word), and then did not stand together.
        self.features.sort_unstable_by_key(|f| f.key());
        self.features.dedup_by(|next, first| {
            let is_same = next.key() == first.key();
            if is_same {
                *first = *first.min(next);
            }
            is_same
        });
        self.features
    }
}

/// A 64-bit finaliser (Stafford's variant 13 of MurmurHash3's): every bit of the key depends on every bit given.
fn mix(value: u64, kind: u64) -> u64 {
    let mut z = value.wrapping_add(kind.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
