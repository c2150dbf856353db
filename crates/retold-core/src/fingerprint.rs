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

/// Features that are kept of each kind.
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
    /// Each feature with the number of its first sentence (255 for all beyond).
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
    let (mut pairs, mut words, mut runs) = (Sample::of(PAIRS), Sample::of(WORDS), Sample::of(RUNS));
    let mut rare: Vec<(u64, f32)> = Vec::new();
    for (sentence, tokens) in (0u32..).zip(transcript.words()) {
        rare.clear();
        rare.extend(tokens.iter().filter(|t| takes_part(t)).map(|t| (mix(u64::from(t.sym.0), 1), t.weight)));
        if rare.len() > PAIRED {
            rare.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            rare.dedup_by_key(|r| r.0);
            rare.truncate(PAIRED);
        }
        for (i, &(a, weight)) in rare.iter().enumerate() {
            if weight >= ALONE {
                words.add(a, weight, sentence);
            }
            for &(b, other) in rare[..i].iter().filter(|b| b.0 != a) {
                // Both are mixed: their sum, which knows no order, only has to differ from that of other kinds.
                pairs.add(a.wrapping_add(b).wrapping_mul(CHAIN), weight + other, sentence);
            }
        }
        // A polynomial of the symbols that rolls on (Karp & Rabin 1987): one word enters, one leaves.
        let mut chain = 0u64;
        for (i, token) in tokens.iter().enumerate() {
            chain = chain.wrapping_mul(CHAIN).wrapping_add(u64::from(token.sym.0));
            if i >= RUN {
                let left = u64::from(tokens[i - RUN].sym.0);
                chain = chain.wrapping_sub(left.wrapping_mul(CHAIN_OF_RUN));
            }
            if i + 1 >= RUN {
                runs.add((chain ^ (chain >> 32)).wrapping_mul(CHAIN), 1.0, sentence);
            }
        }
    }
    let mut kept: Vec<Feature> = [pairs, words, runs].into_iter().flat_map(Sample::kept).collect();
    kept.sort_unstable_by_key(|f| (f.sentence(), f.key()));
    Fingerprint { features: kept.into_iter().map(|f| (f.key(), f.sentence().min(255) as u8)).collect() }
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

/// The `n` distinct features of least rank among those added; of repeated ones the first.
struct Sample {
    n: usize,
    features: Vec<Feature>,
    /// No feature of a higher rank can be among the least any more.
    bound: f32,
}

impl Sample {
    fn of(n: usize) -> Sample {
        Sample { n, features: Vec::with_capacity(4 * n), bound: f32::INFINITY }
    }

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
        self.features.sort_unstable_by_key(|f| (f.key(), *f));
        self.features.dedup_by_key(|f| f.key());
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
