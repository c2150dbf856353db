//! The features by which a document finds its candidates.
//!
//! Three kinds, each sampled by weight: unordered pairs of rare words of one sentence (a spun copy keeps its names and
//! numbers, and keeps them together), rare words alone, and runs of five words. The sample is consistent (Manasse,
//! McSherry & Talwar 2010, *Consistent weighted sampling*): of two documents that share a feature either both tend to
//! keep it or none does. A feature's rank is its hash over its weight, the limit of the exponential rank
//! -ln(1 - u) / w for the small u that are kept; it needs no logarithm and is the same on every machine.
//!
//! Of every sentence the pair and the word of least rank are kept, whatever else the document has: two documents that
//! share a sentence share these, be the rest of them as long as it may.

use std::num::NonZeroU32;

use crate::language::Kind;
use crate::pick::pick;
use crate::probe::places_from;
use crate::tokens::Token;
use crate::transcript::Transcript;

/// Features that are kept of each kind, unless there are more sentences.
const PAIRS: usize = 48;
const WORDS: usize = 32;
const RUNS: usize = 16;
/// From these weights on a word takes part in pairs: names and numbers, other words. The rest never do.
const PAIR_HARD: f32 = 2.5;
const PAIR_WORD: f32 = 5.0;
const NEVER: f32 = f32::INFINITY;
/// From this weight on a word is a feature of its own.
const ALONE: f32 = 5.5;
/// Words of one sentence that take part in pairs, the heaviest first: lists must not make it quadratic.
const PAIRED: usize = 20;
/// Words of a run.
const RUN: usize = 5;

/// The features of one document, each once, in no order that means anything.
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
    let alone = rare.weighing(ALONE);
    let pairs = draw(PAIRS, rare.with_pairs(), rare.mass_of_pairs(), |to| rare.pairs(to));
    let words = draw(WORDS, alone.with_words(), alone.mass(), |to| alone.words(to));
    let runs = sample(RUNS, transcript.tokens.len() as f32, |mut sample| {
        runs(transcript, &mut sample);
        sample
    });
    let kept = pairs.into_iter().chain(words).chain(runs);
    Fingerprint { features: kept.map(|f| (f.key(), f.sentence() as u8)).collect() }
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
            pick(tokens, &mut rare.words, |t| (u64::from(t.sym.0), t.weight), takes_part);
            rare.words[first..].iter_mut().for_each(|word| word.0 = mix(word.0, 1));
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

    /// Those of so much weight or more.
    fn weighing(&self, least: f32) -> Rare {
        let mut heavy =
            Rare { words: Vec::with_capacity(self.words.len()), ends: Vec::with_capacity(self.ends.len()) };
        for (_, words) in self.sentences() {
            pick(words, &mut heavy.words, |&word| word, |word| word.1 >= least);
            heavy.ends.push(heavy.words.len() as u32);
        }
        heavy
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

    fn pairs(&self, to: &mut Draw) {
        for (sentence, words) in self.sentences() {
            to.begin_sentence();
            for (i, &(a, weight)) in words.iter().enumerate() {
                for &(b, other) in words[..i].iter().filter(|b| b.0 != a) {
                    // Both are mixed: their sum, which knows no order, only has to differ from that of other kinds.
                    to.add(a.wrapping_add(b).wrapping_mul(CHAIN), weight + other, sentence);
                }
            }
        }
    }

    /// How many sentences have a pair.
    fn with_pairs(&self) -> usize {
        let has_pair = |words: &[(u64, f32)]| words.iter().any(|word| word.0 != words[0].0);
        self.sentences().filter(|(_, words)| has_pair(words)).count()
    }

    /// What all pairs weigh: in them every word stands once with each other of its sentence.
    fn mass_of_pairs(&self) -> f32 {
        let mass = |words: &[(u64, f32)]| words.iter().map(|w| w.1).sum::<f32>() * (words.len() as f32 - 1.0);
        self.sentences().map(|(_, words)| mass(words)).sum()
    }

    fn words(&self, to: &mut Draw) {
        for (sentence, words) in self.sentences() {
            to.begin_sentence();
            words.iter().for_each(|&(key, weight)| to.add(key, weight, sentence));
        }
    }

    /// How many sentences have a word.
    fn with_words(&self) -> usize {
        self.sentences().filter(|(_, words)| !words.is_empty()).count()
    }

    fn mass(&self) -> f32 {
        self.words.iter().map(|word| word.1).sum()
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
    let least = match token.kind {
        Kind::Name | Kind::Number => PAIR_HARD,
        Kind::Word => PAIR_WORD,
        Kind::Function | Kind::Date => NEVER,
    };
    token.weight >= least
}

/// Of all features that `all` adds that of least rank of each sentence, of which so many have one, and, if these are
/// fewer than `n`, so many of the document that there are `n`, less those that are both. `mass` is what all weigh.
fn draw(n: usize, sentences: usize, mass: f32, all: impl Fn(&mut Draw)) -> Vec<Feature> {
    let mut firsts = Vec::new();
    let mut kept = sample(n.saturating_sub(sentences), mass, |sample| {
        let mut draw = Draw { firsts: Vec::with_capacity(sentences), sample, most: f32::INFINITY };
        all(&mut draw);
        firsts = draw.firsts;
        draw.sample
    });
    kept.extend(firsts);
    distinct(&mut kept);
    kept
}

/// The `n` distinct features of least rank among those that `all` adds; of repeated ones the first. `mass` is what all of
/// them weigh.
fn sample(n: usize, mass: f32, mut all: impl FnMut(Sample) -> Sample) -> Vec<Feature> {
    /// Of hashes of so many bits, ranks up to a bound b are expected of mass * b / HASHES features.
    const HASHES: f32 = (1 << 24) as f32;
    // Twice as many as needed, unless most of them are repetitions of a few.
    let bound = if n > 0 { 2.0 * n as f32 * HASHES / mass } else { f32::NEG_INFINITY };
    let mut sample = all(Sample { n, features: Vec::with_capacity(4 * n), bound });
    sample.cut();
    if sample.features.len() < n {
        sample.features.clear();
        sample = all(Sample { bound: f32::INFINITY, ..sample });
        sample.cut();
    }
    sample.features
}

/// The hash of a feature, whose rank is this over its weight: the upper 24 bits of its key, exact in an f32.
fn hash(key: u64) -> f32 {
    (key >> 40) as f32
}

/// May a feature's rank be as low as `bound`? Most are above it by far, and a product is had in a fraction of the time of
/// a quotient.
fn may_be_below(bound: f32, key: u64, weight: f32) -> bool {
    hash(key) <= bound * weight * (1.0 + f32::EPSILON)
}

/// Leaves of features with equal keys the least. Time: linear, as the keys are hashes, and tell a place in a table.
fn distinct(features: &mut Vec<Feature>) {
    /// A table of so many places needs no memory of its own.
    const FEW: usize = 512;
    let (mut few, mut many) = ([None; FEW], Vec::new());
    let places = match (2 * features.len()).next_power_of_two() {
        size @ ..=FEW => &mut few[..size],
        size => {
            many.resize(size, None);
            &mut many[..]
        }
    };
    let mut count = 0;
    for i in 0..features.len() {
        let feature = features[i];
        let number = |of: NonZeroU32| of.get() as usize - 1;
        let is_its = |&place: &usize| {
            let kept: Option<NonZeroU32> = places[place];
            kept.is_none_or(|kept| features[number(kept)].key() == feature.key())
        };
        let place = places_from(feature.key() as usize, places.len()).find(is_its).unwrap_or_default();
        match places[place].map(number) {
            Some(kept) => features[kept] = feature.min(features[kept]),
            None => {
                features[count] = feature;
                count += 1;
                places[place] = NonZeroU32::new(count as u32);
            }
        }
    }
    features.truncate(count);
}

/// Takes the features of a document, sentence by sentence: of each sentence that of least rank, and a sample of all.
struct Draw {
    firsts: Vec<Feature>,
    sample: Sample,
    /// No feature of a higher rank can be kept, in this sentence.
    most: f32,
}

impl Draw {
    fn begin_sentence(&mut self) {
        self.most = f32::INFINITY;
    }

    #[inline]
    fn add(&mut self, key: u64, weight: f32, sentence: u32) {
        if may_be_below(self.most, key, weight) {
            self.keep(key, weight, sentence);
        }
    }

    fn keep(&mut self, key: u64, weight: f32, sentence: u32) {
        let feature = Feature::new(hash(key) / weight, key, sentence);
        let first = match self.firsts.last_mut().filter(|first| first.sentence() == sentence) {
            Some(first) => {
                *first = feature.min(*first);
                *first
            }
            None => {
                self.firsts.push(feature);
                feature
            }
        };
        if feature.rank() <= self.sample.bound {
            self.sample.keep(feature);
        }
        self.most = first.rank().max(self.sample.bound);
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
        if may_be_below(self.bound, key, weight) {
            self.keep(Feature::new(hash(key) / weight, key, sentence));
        }
    }

    fn keep(&mut self, feature: Feature) {
        if self.features.len() == 4 * self.n {
            self.cut();
        }
        self.features.push(feature);
    }

    fn cut(&mut self) {
        distinct(&mut self.features);
        if let Some(last) = self.n.checked_sub(1).filter(|&last| last < self.features.len()) {
            let (_, last, _) = self.features.select_nth_unstable(last);
            self.bound = last.rank();
            self.features.truncate(self.n);
        }
    }
}

/// A 64-bit finaliser (Stafford's variant 13 of MurmurHash3's): every bit of the key depends on every bit given.
fn mix(value: u64, kind: u64) -> u64 {
    let mut z = value.wrapping_add(kind.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::language::Sym;
    use crate::language::TagNumber;
    use crate::span::Span;

    /// Sentences of words by their numbers, each of one weight and of one kind or another.
    fn transcripts() -> impl Strategy<Value = Transcript> {
        let word =
            (0u32..400, prop::sample::select(vec![Kind::Function, Kind::Word, Kind::Name, Kind::Number]));
        prop::collection::vec(prop::collection::vec(word, 1..30), 0..60).prop_map(|sentences| {
            let mut transcript = Transcript::default();
            for words in sentences {
                let first = transcript.tokens.len() as u32;
                transcript.tokens.extend(words.into_iter().map(|(number, kind)| Token {
                    sym: Sym(number.wrapping_mul(0x9e37_79b9)),
                    weight: (number % 19) as f32 / 2.0,
                    kind,
                    tag: TagNumber::default(),
                    span: Span::default(),
                }));
                transcript.sentences.push((Span::default(), first..transcript.tokens.len() as u32));
            }
            transcript
        })
    }

    /// What is kept of all features of a kind, by the rules alone.
    fn kept(all: Vec<Feature>, n: usize, of_each_sentence: bool) -> Vec<Feature> {
        let mut kept = BTreeMap::new();
        for &feature in all.iter().filter(|_| of_each_sentence) {
            let first = kept.entry(feature.sentence()).or_insert(feature);
            *first = feature.min(*first);
        }
        let mut kept: Vec<Feature> = kept.into_values().collect();
        let mut least = all;
        least.sort();
        least.dedup_by_key(|feature| feature.key());
        least.truncate(n.saturating_sub(kept.len()));
        kept.extend(least);
        kept.sort_by_key(|feature| (feature.key(), *feature));
        kept.dedup_by_key(|feature| feature.key());
        kept
    }

    fn one_by_one(transcript: &Transcript) -> Vec<(u64, u8)> {
        let feature = |key: u64, weight: f32, sentence| Feature::new(hash(key) / weight, key, sentence);
        let (mut pairs, mut words, mut runs) = (Vec::new(), Vec::new(), Vec::new());
        for (sentence, tokens) in (0u32..).zip(transcript.words()) {
            let mut rare: Vec<(u64, f32)> = tokens
                .iter()
                .filter(|t| takes_part(t))
                .map(|t| (mix(u64::from(t.sym.0), 1), t.weight))
                .collect();
            rare.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            if rare.len() > PAIRED {
                rare.dedup();
                rare.truncate(PAIRED);
            }
            for (i, a) in rare.iter().enumerate() {
                let others = rare[..i].iter().filter(|b| b.0 != a.0);
                pairs.extend(
                    others.map(|b| feature(a.0.wrapping_add(b.0).wrapping_mul(CHAIN), a.1 + b.1, sentence)),
                );
            }
            words.extend(
                rare.iter().filter(|word| word.1 >= ALONE).map(|word| feature(word.0, word.1, sentence)),
            );
            runs.extend(tokens.windows(RUN).map(|run| {
                let chain = |chain: u64, token: &Token| {
                    chain.wrapping_mul(CHAIN).wrapping_add(u64::from(token.sym.0))
                };
                let chain = run.iter().fold(0, chain);
                feature((chain ^ (chain >> 32)).wrapping_mul(CHAIN), 1.0, sentence)
            }));
        }
        let all = [kept(pairs, PAIRS, true), kept(words, WORDS, true), kept(runs, RUNS, false)].concat();
        all.into_iter().map(|feature| (feature.key(), feature.sentence() as u8)).collect()
    }

    proptest! {
        #[test]
        fn a_fingerprint_is_what_the_rules_say(transcript in transcripts()) {
            let (mut ours, mut theirs) = (fingerprint(&transcript).features, one_by_one(&transcript));
            ours.sort_unstable();
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
