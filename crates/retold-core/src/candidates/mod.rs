//! Pairs of documents that are worth comparing.

mod met;

use std::mem::take;
use std::ops::Range;

use self::met::{Met, Single};
use crate::fingerprint::Fingerprint;

/// A pair needs so much beyond ln N, summed over the sentences of the one that share something with the other: the
/// ln(N / df) of the rarest feature shared there. By chance alone a document shares such features with e^-6 others for
/// every choice of features that it has (a second feature of one sentence says little: it is made of the same words).
const ENOUGH: f32 = 6.0;
/// A corpus of fewer documents is weighed as one of so many: in a handful, a feature that all hold is no less rare.
const SMALL_CORPUS: f32 = 20_000.0;
/// Of a feature that so many documents before it hold, a document meets all of them.
const ALL: usize = 128;
/// Of one that more hold it meets the first of them and its own neighbours only, so that the work stays linear in
/// their number; in a large story that links each witness to a few, which is enough.
const FIRST: usize = 12;
const NEIGHBOURS: usize = 12;
/// Whatever their features weigh (those of a text that half of the corpus has weigh nothing), two documents are
/// compared if this share of the smaller fingerprint is in the other.
const ALIKE: f32 = 0.5;
/// Documents that one document is compared with, best first; and among them of those that share so much that one of
/// them would do.
const PARTNERS: usize = 32;
const SAME: f32 = 0.8;
const SAME_PARTNERS: usize = 4;

/// One feature of one document: the feature, the document's number and the feature's sentence, in this order of
/// significance in one number, which is sorted twice as fast as the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry(u128);

impl Entry {
    /// The entry of a feature; its sentence is as in [`Fingerprint`](crate::fingerprint::Fingerprint).
    pub fn new(key: u64, document: u32, sentence: u8) -> Entry {
        Entry(u128::from(key) << 64 | u128::from(document) << 32 | u128::from(sentence))
    }

    /// The feature.
    pub fn key(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// The document.
    pub fn document(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The feature's sentence.
    pub fn sentence(self) -> u8 {
        self.0 as u8
    }
}

/// What must be known of a document's fingerprint as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// How many features it has.
    pub features: u16,
    /// Are all of them in one sentence?
    pub single: bool,
}

impl Outline {
    /// The outline of a fingerprint.
    pub fn of(fingerprint: &Fingerprint) -> Outline {
        let features = &fingerprint.features;
        Outline { features: features.len() as u16, single: features.iter().all(|feature| feature.1 == 0) }
    }
}

/// Of some documents, those that hold each feature that several hold: among these, others seek their candidates.
///
/// Four bytes for each such feature of each document.
pub struct Holders {
    documents: Range<u32>,
    /// The documents by which features are weighed.
    corpus: f32,
    /// Those of one feature after another, ascending within each.
    holders: Vec<u32>,
}

impl Holders {
    /// Bytes that a feature of a document takes.
    pub const BYTES: usize = size_of::<u32>();

    /// None as yet, of these documents. `outlines` are those of the whole corpus.
    pub fn new(outlines: &[Outline], documents: Range<u32>) -> Holders {
        Holders { documents, corpus: corpus(outlines), holders: Vec::new() }
    }

    /// Adds a feature: all that hold it, ascending, and its sentence in each. Gives each document that meets some of the
    /// holders there, with what it [seeks](Seekers::put) by.
    pub fn add<'f>(
        &mut self,
        holders: &'f [u32],
        sentences: &'f [u8],
    ) -> impl Iterator<Item = (u32, Held)> + use<'f> {
        let rank = |document: u32| holders.partition_point(|&holder| holder < document);
        let met = rank(self.documents.start)..rank(self.documents.end);
        let first = self.holders.len() as u32;
        self.holders.extend_from_slice(&holders[met.clone()]);
        let weight = (self.corpus / holders.len() as f32).ln();
        let seekers = if met.is_empty() { 0..0 } else { met.start + 1..holders.len() };
        seekers.filter_map(move |own| {
            let parts = before(own).map(|part| part.start.max(met.start)..part.end.min(met.end));
            let starts = parts.clone().map(|part| first + (part.start.min(met.end) - met.start) as u32);
            let counts = parts.map(|part| part.len() as u8);
            let held = Held { weight, starts, counts, sentence: sentences[own] };
            (counts != [0, 0]).then_some((holders[own], held))
        })
    }
}

/// Documents that seek their candidates among [`Holders`].
///
/// What two documents share is told by the features of both. So it is found whole wherever the two meet, and a corpus
/// may be cut into ranges, each of which meets each: [`best`] puts together what a document found in all of them.
pub struct Seekers<'o> {
    outlines: &'o [Outline],
    documents: Range<u32>,
    /// The documents of the holders.
    among: Range<u32>,
    /// The features of one seeker after another that somebody among the holders has: all in one piece of memory, which
    /// the system gets back as a whole.
    held: Vec<Held>,
    /// Where there is room for those of each, and how many there are.
    places: Vec<(u32, u16)>,
    /// Which of the holders are pages of one sentence.
    single: Single,
}

/// A feature of a document: its sentence, its weight ln(N / df), and where those stand in [`Holders::holders`] that the
/// document meets. All that is known beforehand is kept, since every look at the holders is one into main memory.
#[derive(Clone, Copy, Default)]
pub struct Held {
    weight: f32,
    /// Where all of few stand, or the first of many, and the neighbours.
    starts: [u32; 2],
    counts: [u8; 2],
    sentence: u8,
}

impl<'o> Seekers<'o> {
    /// Bytes that a document takes, and each of its features.
    pub const BYTES: [usize; 2] = [size_of::<(u32, u16)>(), size_of::<Held>()];

    /// Documents that will seek among others; none has a feature as yet. `outlines` are those of the whole corpus, and
    /// `memory` is what was left of [others](Seekers::into_memory): the system would have to clear it anew.
    pub fn new(
        outlines: &'o [Outline],
        documents: Range<u32>,
        among: Range<u32>,
        memory: Vec<Held>,
    ) -> Seekers<'o> {
        let mut room = 0;
        let place = |d: u32| {
            let start = room;
            room += u32::from(outlines[d as usize].features);
            (start, 0)
        };
        let places = documents.clone().map(place).collect();
        let mut held = memory;
        held.resize(room as usize, Held::default());
        let single = Single::of(outlines[among.start as usize..among.end as usize].iter().map(|o| o.single));
        Seekers { outlines, documents, among, held, places, single }
    }

    /// Memory for others, when these have sought.
    pub fn into_memory(self) -> Vec<Held> {
        self.held
    }

    /// The documents that seek.
    pub fn documents(&self) -> Range<u32> {
        self.documents.clone()
    }

    /// Gives a document a feature.
    pub fn put(&mut self, document: u32, feature: Held) {
        let (start, count) = &mut self.places[(document - self.documents.start) as usize];
        self.held[*start as usize + usize::from(*count)] = feature;
        *count += 1;
    }

    /// Puts the features of each document in the order of its sentences, the rarest of each first; to be called when it
    /// has all.
    pub fn sort(&mut self) {
        // The bits of numbers that are not negative are ordered as they are.
        let place = |f: &Held| u64::from(f.sentence) << 32 | u64::from(!f.weight.to_bits());
        for &(start, count) in &self.places {
            self.held[start as usize..][..usize::from(count)].sort_unstable_by_key(place);
        }
    }

    /// The features of a seeker.
    fn of(&self, document: u32) -> &[Held] {
        let (start, count) = self.places[(document - self.documents.start) as usize];
        &self.held[start as usize..][..usize::from(count)]
    }

    /// The documents before `document` among the holders that share enough with it, at the most so many as are worth it.
    ///
    /// Two sentences must share something, or all of a page of one sentence: one sentence in common is a quotation.
    pub fn candidates(&self, holders: &Holders, document: u32, counts: &mut Counts) -> Vec<Candidate> {
        let features = self.of(document);
        let holders = &holders.holders;
        counts.shared.resize(self.among.len(), Shared::default());
        // Looks at the holders of every feature once, and at nothing else meanwhile, so that the ways to the memory are
        // gone side by side and not one after the other. That halves the time.
        let seen = |seen, f: &Held| seen ^ holders[f.starts[usize::from(f.counts[0] == 0)] as usize];
        std::hint::black_box(features.iter().fold(0, seen));
        let own = self.outlines[document as usize];
        self.count(features, holders, own.single, counts);
        // However rare its features are, a small corpus has few documents that may share them by chance.
        let enough = (self.outlines.len() as f32).ln() + ENOUGH;
        let judge = |place: u32, shared: Shared| {
            let other = self.among.start + place;
            let outline = self.outlines[other as usize];
            let weight = match shared.sentences {
                // Many features of one sentence stand in for one each of two.
                1 if own.single || outline.single => weight_of_all(features, holders, other) / 2.0,
                1 => return None,
                _ => shared.weight,
            };
            let share = f32::from(shared.features) / f32::from(own.features.min(outline.features).max(1));
            (weight >= enough || share >= ALIKE).then_some(Candidate { document: other, weight, share })
        };
        best(counts.drain().filter_map(|(place, shared)| judge(place, shared)).collect())
    }
}

impl Seekers<'_> {
    /// Counts what these features share with others. Unless `all` are asked for, those are left out that are met in one
    /// sentence alone and have more.
    fn count(&self, features: &[Held], holders: &[u32], all: bool, counts: &mut Counts) {
        let mut others = take(&mut counts.others);
        others.gather(features, holders, self.among.start);
        if !all {
            counts.met.make_ready(&self.single);
            let sentences = features.chunk_by(|x, y| x.sentence == y.sentence).map(<[Held]>::len);
            others.parts(sentences).for_each(|of_sentence| counts.met.meet(of_sentence));
        }
        for (feature, of_feature) in features.iter().zip(others.parts(features.iter().map(|_| 1))) {
            for &place in of_feature {
                if all || counts.met.counts(place) {
                    counts.add(place, feature.weight, feature.sentence);
                }
            }
        }
        if !all {
            counts.met.forget(&others.places, &self.single);
        }
        counts.others = others;
    }
}

/// Those whom a document meets, by their place among the holders: they lie all over the main memory, and are fetched from
/// there once.
#[derive(Default)]
struct Others {
    /// Those of one feature after another.
    places: Vec<u32>,
    /// Where those of each end.
    ends: Vec<usize>,
}

impl Others {
    /// Fetches those whom these features lead to; `first` is the first of the holders.
    fn gather(&mut self, features: &[Held], holders: &[u32], first: u32) {
        self.places.clear();
        self.ends.clear();
        for feature in features {
            for others in feature.met(holders) {
                self.places.extend(others.iter().map(|other| other - first));
            }
            self.ends.push(self.places.len());
        }
    }

    /// Those of the next so many features, again and again.
    fn parts(&self, counts: impl Iterator<Item = usize>) -> impl Iterator<Item = &[u32]> {
        let (mut features, mut start) = (0, 0);
        counts.map(move |count| {
            features += count;
            let end = self.ends[features - 1];
            let part = &self.places[start..end];
            start = end;
            part
        })
    }
}

/// What all the features weigh that `other` has, too.
fn weight_of_all(features: &[Held], holders: &[u32], other: u32) -> f32 {
    let has = |f: &&Held| f.met(holders).iter().any(|others| others.binary_search(&other).is_ok());
    features.iter().filter(has).map(|f| f.weight).sum()
}

impl Held {
    /// Bytes of a feature that is put aside.
    pub const BYTES: usize = 15;

    /// As bytes, to be put aside.
    pub fn bytes(self) -> [u8; Held::BYTES] {
        let mut bytes = [0; Held::BYTES];
        bytes[..4].copy_from_slice(&self.weight.to_le_bytes());
        bytes[4..12].as_chunks_mut().0.copy_from_slice(&self.starts.map(u32::to_le_bytes));
        bytes[12..14].copy_from_slice(&self.counts);
        bytes[14] = self.sentence;
        bytes
    }

    /// The way back.
    pub fn from_bytes(bytes: [u8; Held::BYTES]) -> Held {
        let [a, b, c, d, e, f, g, h, i, j, k, l, few, near, sentence] = bytes;
        Held {
            weight: f32::from_le_bytes([a, b, c, d]),
            starts: [u32::from_le_bytes([e, f, g, h]), u32::from_le_bytes([i, j, k, l])],
            counts: [few, near],
            sentence,
        }
    }

    /// The holders that the document meets.
    fn met<'h>(&self, holders: &'h [u32]) -> [&'h [u32]; 2] {
        [0, 1].map(|part| {
            let start = self.starts[part] as usize;
            &holders[start..start + usize::from(self.counts[part])]
        })
    }
}

/// Of the holders of a feature, those that the one of rank `own` meets: all that come before it, if these are few;
/// of many the first, and its neighbours.
fn before(own: usize) -> [Range<usize>; 2] {
    if own <= ALL { [0..own, own..own] } else { [0..FIRST, own - NEIGHBOURS..own] }
}

/// The documents by which features are weighed.
fn corpus(outlines: &[Outline]) -> f32 {
    (outlines.len() as f32).max(SMALL_CORPUS)
}

/// A document that shares enough with another to be compared with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Its number.
    pub document: u32,
    weight: f32,
    /// Of the smaller fingerprint.
    share: f32,
}

/// Those of one document's candidates that are worth it, by weight. The best of some and the best of others have among
/// them the best of all.
pub fn best(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.document.cmp(&b.document)));
    let mut same = 0;
    candidates.retain(|c| {
        same += usize::from(c.share >= SAME);
        c.share < SAME || same <= SAME_PARTNERS
    });
    candidates.truncate(PARTNERS);
    candidates
}

/// Memory for counting what one document shares with the others; empty between two documents.
#[derive(Default)]
pub struct Counts {
    others: Others,
    met: Met,
    shared: Vec<Shared>,
    touched: Vec<u32>,
}

/// Eight bytes, since of a million documents these are looked at in no order.
#[derive(Clone, Copy, Default)]
struct Shared {
    /// The rarest feature of each sentence, summed.
    weight: f32,
    features: u16,
    sentences: u8,
    /// The sentence that was counted last.
    sentence: u8,
}

impl Counts {
    /// Bytes that a document takes which others may meet.
    pub const BYTES: usize = size_of::<Shared>();

    /// Features come sentence by sentence, the rarest of each first.
    fn add(&mut self, place: u32, weight: f32, sentence: u8) {
        let shared = &mut self.shared[place as usize];
        if shared.sentences == 0 {
            self.touched.push(place);
        }
        // Without a branch, which could not be foreseen.
        let is_new = (shared.sentences == 0) | (shared.sentence != sentence);
        shared.weight += if is_new { weight } else { 0.0 };
        shared.sentences = shared.sentences.saturating_add(u8::from(is_new));
        shared.sentence = sentence;
        shared.features = shared.features.saturating_add(1);
    }

    /// What was counted.
    fn drain(&mut self) -> impl Iterator<Item = (u32, Shared)> {
        let shared = &mut self.shared;
        self.touched.drain(..).map(|place| (place, take(&mut shared[place as usize])))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Documents whose features are (key, sentence).
    type Corpus<'c> = [&'c [(u64, u8)]];

    fn outline(held: &[(u64, u8)]) -> Outline {
        Outline { features: held.len() as u16, single: held.iter().all(|f| f.1 == 0) }
    }

    /// What each of `seekers` finds when it meets the corpus cut at these places.
    fn partners(corpus: &Corpus, seekers: Range<u32>, cuts: &[u32]) -> Vec<Vec<u32>> {
        let outlines: Vec<Outline> = corpus.iter().map(|held| outline(held)).collect();
        let mut features: BTreeMap<u64, (Vec<u32>, Vec<u8>)> = BTreeMap::new();
        for (document, held) in (0u32..).zip(corpus) {
            for &(key, sentence) in *held {
                let (holders, sentences) = features.entry(key).or_default();
                holders.push(document);
                sentences.push(sentence);
            }
        }
        let ends: Vec<u32> = [&[0], cuts, &[corpus.len() as u32]].concat();
        let mut found = vec![Vec::new(); seekers.len()];
        for among in ends.windows(2).map(|ends| ends[0]..ends[1]) {
            let mut holders = Holders::new(&outlines, among.clone());
            let mut seeking = Seekers::new(&outlines, seekers.clone(), among, Vec::new());
            for (of_feature, sentences) in features.values() {
                let held = holders.add(of_feature, sentences);
                held.filter(|(document, _)| seekers.contains(document))
                    .for_each(|(document, held)| seeking.put(document, Held::from_bytes(held.bytes())));
            }
            seeking.sort();
            let mut counts = Counts::default();
            for (document, found) in seekers.clone().zip(&mut found) {
                found.extend(seeking.candidates(&holders, document, &mut counts));
            }
        }
        found.into_iter().map(|found| best(found).iter().map(|c| c.document).collect()).collect()
    }

    #[test]
    fn two_sentences_must_share_something() {
        let two: &Corpus = &[&[(1, 0), (2, 0), (3, 1)], &[(1, 4), (3, 5)]];
        assert_eq!(partners(two, 1..2, &[]), [[0]]);
        let one: &Corpus = &[&[(1, 0), (2, 0), (3, 1)], &[(1, 4), (2, 4), (7, 5)]];
        assert_eq!(partners(one, 0..2, &[]), [[], []] as [[u32; 0]; 2]);
    }

    #[test]
    fn two_rare_features_are_enough_in_a_small_corpus() {
        // Ten witnesses of one story share everything; a digest of them two names.
        let story: Vec<(u64, u8)> = (0..90).map(|key| (key, (key / 3) as u8)).collect();
        let digest: Vec<(u64, u8)> =
            [(0, 0), (30, 1)].into_iter().chain((100..118).map(|k| (k, 2))).collect();
        let mut corpus: Vec<&[(u64, u8)]> = vec![&story; 10];
        corpus.push(&digest);
        assert_eq!(partners(&corpus, 10..11, &[])[0].len(), 10);
    }

    /// A digest shares little with what it was written from: here two features that 82 documents of a hundred hold weigh
    /// ln 100 + 6.4, and only one of four hundred documents would share as much by chance.
    #[test]
    fn what_is_shared_by_chance_once_in_four_hundred_times_is_looked_at() {
        let own = |document: u64| -> Vec<(u64, u8)> {
            let others = (0..20).map(|key| (document * 100 + key, 2));
            [(0, 0), (1, 1)].into_iter().chain(others).skip(if document > 82 { 2 } else { 0 }).collect()
        };
        let corpus: Vec<Vec<(u64, u8)>> = (1..=100).map(own).collect();
        let corpus: Vec<&[(u64, u8)]> = corpus.iter().map(Vec::as_slice).collect();
        assert_eq!(partners(&corpus, 81..82, &[])[0].len(), PARTNERS);
    }

    #[test]
    fn a_page_of_one_sentence_may_share_it_all() {
        let all: Vec<(u64, u8)> = (0..8).map(|key| (key, 0)).collect();
        let found: &Corpus = &[&[(0, 2), (1, 2), (2, 2), (3, 2), (9, 3)], &all];
        assert_eq!(partners(found, 1..2, &[]), [[0]]);
    }

    #[test]
    fn a_long_page_has_more_features_than_a_byte_counts() {
        let page: Vec<(u64, u8)> = (0..700).map(|key| (key, (key / 3) as u8)).collect();
        let part = &page[600..];
        assert_eq!(partners(&[&page, part, &page], 0..3, &[]), [vec![], vec![0], vec![0, 1]]);
    }

    #[test]
    fn a_feature_of_thousands_costs_a_few() {
        let page: &[(u64, u8)] = &std::array::from_fn::<_, 96, _>(|i| (i as u64, i as u8));
        assert_eq!(partners(&vec![page; 3_000], 2_999..3_000, &[])[0].len(), SAME_PARTNERS);
    }

    /// What a document finds, from the rules alone: every document before it is held against it.
    fn one_by_one(corpus: &Corpus, document: usize) -> Vec<u32> {
        let holds = |d: usize, key: u64| corpus[d].iter().any(|f| f.0 == key);
        let all = |key: u64| (0..corpus.len()).filter(|&d| holds(d, key)).count();
        let meets = |key: u64, other: usize| {
            let rank = (0..other).filter(|&d| holds(d, key)).count();
            let own = (0..document).filter(|&d| holds(d, key)).count();
            holds(other, key) && (own <= ALL || rank < FIRST || rank >= own - NEIGHBOURS)
        };
        let n = (corpus.len() as f32).max(SMALL_CORPUS);
        let candidate = |other: usize| {
            let (mut rarest, mut total, mut features) = (BTreeMap::new(), 0.0, 0.0);
            for &(key, sentence) in corpus[document].iter().filter(|f| meets(f.0, other)) {
                let weight = (n / all(key) as f32).ln();
                let of = rarest.entry(sentence).or_insert(0.0);
                *of = weight.max(*of);
                (total, features) = (total + weight, features + 1.0);
            }
            let (own, others) = (outline(corpus[document]), outline(corpus[other]));
            let weight = match rarest.len() {
                1 if own.single || others.single => total / 2.0,
                0 | 1 => return None,
                _ => rarest.values().sum(),
            };
            let share = features / f32::from(own.features.min(others.features));
            let is_one = weight >= (corpus.len() as f32).ln() + ENOUGH || share >= ALIKE;
            is_one.then_some(Candidate { document: other as u32, weight, share })
        };
        best((0..document).filter_map(candidate).collect()).iter().map(|c| c.document).collect()
    }

    /// Features of some documents, many of them in common, sentence by sentence.
    fn corpora() -> impl Strategy<Value = Vec<Vec<(u64, u8)>>> {
        let document = prop::collection::btree_map(0u64..60, 0u8..6, 0..12).prop_map(|held| {
            let mut held: Vec<(u64, u8)> = held.into_iter().collect();
            held.sort_unstable_by_key(|&(key, sentence)| (sentence, key));
            held
        });
        prop::collection::vec(document, 2..600)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_corpus_in_pieces_gives_what_the_whole_gives_and_what_the_rules_say(
            corpus in corpora(),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        ) {
            let corpus: Vec<&[(u64, u8)]> = corpus.iter().map(Vec::as_slice).collect();
            let last = corpus.len() - 1;
            let mut cuts: Vec<u32> = cuts.iter().map(|cut| cut.index(last + 1) as u32).collect();
            cuts.sort_unstable();
            let whole = partners(&corpus, 0..last as u32 + 1, &[]);
            prop_assert_eq!(&partners(&corpus, 0..last as u32 + 1, &cuts), &whole);
            for document in [last / 2, last] {
                prop_assert_eq!(&one_by_one(&corpus, document), &whole[document]);
            }
        }
    }
}
