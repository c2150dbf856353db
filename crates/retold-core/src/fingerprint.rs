//! The features by which a document finds its candidates.
//!
//! Three kinds, each sampled by weight: unordered pairs of rare words of one sentence (a spun copy keeps its names and
//! numbers, and keeps them together), rare words alone, and runs of five words. The sample is consistent (Manasse,
//! McSherry & Talwar 2010, *Consistent weighted sampling*): of two documents that share a feature either both tend to
//! keep it or none does. A feature's rank is its hash over its weight, the limit of the exponential rank
//! -ln(1 - u) / w for the small u that are kept; it needs no logarithm and is the same on every machine.

use crate::language::Kind;
use crate::tokens::Token;
use crate::witness::Witness;

/// Features that are kept of each kind.
const PAIRS: usize = 64;
const WORDS: usize = 16;
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

#[derive(Clone, Copy)]
struct Feature {
    rank: f32,
    key: u64,
    sentence: u32,
}

/// The fingerprint of a witness. Time: the pairs of rare words of its sentences, 20 words of each at the most.
pub fn fingerprint(witness: &Witness) -> Fingerprint {
    let (mut pairs, mut words, mut runs) = (Vec::new(), Vec::new(), Vec::new());
    let mut rare: Vec<(u32, f32)> = Vec::new();
    for (number, _) in witness.sentences.iter().enumerate() {
        let sentence = number as u32;
        let tokens = witness.words(number);
        rare.clear();
        rare.extend(tokens.iter().filter(|t| takes_part(t)).map(|t| (t.sym.0, t.weight)));
        rare.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rare.dedup_by_key(|r| r.0);
        rare.truncate(PAIRED);
        for (i, &(a, weight)) in rare.iter().enumerate() {
            if weight >= ALONE {
                words.push(feature(mix(u64::from(a), 1), weight, sentence));
            }
            for &(b, other) in &rare[..i] {
                let key = mix(u64::from(a.min(b)) << 32 | u64::from(a.max(b)), 2);
                pairs.push(feature(key, weight + other, sentence));
            }
        }
        runs.extend(tokens.windows(RUN).map(|run| {
            let key = run.iter().fold(3, |key, t| mix(key ^ u64::from(t.sym.0), 3));
            feature(key, 1.0, sentence)
        }));
    }
    let mut kept = sample(pairs, PAIRS);
    kept.extend(sample(words, WORDS));
    kept.extend(sample(runs, RUNS));
    kept.sort_unstable_by_key(|f| (f.sentence, f.key));
    Fingerprint { features: kept.into_iter().map(|f| (f.key, f.sentence.min(255) as u8)).collect() }
}

fn takes_part(token: &Token) -> bool {
    match token.kind {
        Kind::Name | Kind::Number => token.weight >= PAIR_HARD,
        Kind::Word => token.weight >= PAIR_WORD,
        Kind::Function | Kind::Date => false,
    }
}

fn feature(key: u64, weight: f32, sentence: u32) -> Feature {
    // The hash's upper 24 bits are exact in an f32.
    Feature { rank: (key >> 40) as f32 / weight, key, sentence }
}

/// The `n` distinct features of least rank; of repeated ones the first.
fn sample(mut features: Vec<Feature>, n: usize) -> Vec<Feature> {
    // Repetitions are few: cut to four times what is kept before the full sort.
    if features.len() > 4 * n {
        features.select_nth_unstable_by(4 * n, |a, b| a.rank.total_cmp(&b.rank).then(a.key.cmp(&b.key)));
        features.truncate(4 * n);
    }
    features.sort_unstable_by(|a, b| {
        a.rank.total_cmp(&b.rank).then(a.key.cmp(&b.key)).then(a.sentence.cmp(&b.sentence))
    });
    features.dedup_by_key(|f| f.key);
    features.truncate(n);
    features
}

/// A 64-bit finaliser (Stafford's variant 13 of MurmurHash3's): every bit of the key depends on every bit given.
fn mix(value: u64, kind: u64) -> u64 {
    let mut z = value.wrapping_add(kind.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
