//! Pairs of documents that are worth comparing.

use std::ops::Range;

use crate::fingerprint::Fingerprint;

/// A pair needs so much beyond ln N, summed over the sentences of the one that share something with the other: the
/// ln(N / df) of the rarest feature shared there. By chance alone a document shares such features with e^-8 others for
/// every choice of features that it has (a second feature of one sentence says little: it is made of the same words).
const ENOUGH: f32 = 8.0;
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

    fn key(self) -> u64 {
        (self.0 >> 64) as u64
    }

    fn document(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn sentence(self) -> u8 {
        self.0 as u8
    }
}

/// The inverted fingerprints of a corpus: which documents hold each feature that several hold.
///
/// Five bytes for each such feature of each document.
pub struct Postings {
    /// The documents of one feature after another, ascending within each, and the feature's sentence in each.
    holders: Vec<u32>,
    sentences: Vec<u8>,
    /// Where each feature's holders start; one more at the end.
    features: Vec<u32>,
    outlines: Vec<Outline>,
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

impl Postings {
    /// Postings of the documents with these outlines, empty as yet.
    pub fn new(outlines: Vec<Outline>) -> Postings {
        // Room for all features, of which only what is filled takes memory: growing would for a while take it thrice.
        let room: usize = outlines.iter().map(|o| usize::from(o.features)).sum();
        let (holders, sentences) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut features = Vec::with_capacity(room / 2 + 1);
        features.push(0);
        Postings { holders, sentences, features, outlines }
    }

    /// Adds the entries of some features: all that there are of each, sorted.
    pub fn add(&mut self, entries: &[Entry]) {
        for of_feature in entries.chunk_by(|a, b| a.key() == b.key()).filter(|e| e.len() > 1) {
            self.holders.extend(of_feature.iter().map(|e| e.document()));
            self.sentences.extend(of_feature.iter().map(|e| e.sentence()));
            self.features.push(self.holders.len() as u32);
        }
    }

    /// Turns the features of some documents around: which of them each document holds. Time: all entries.
    pub fn of(&self, documents: Range<u32>) -> Held<'_> {
        let n = (self.outlines.len() as f32).max(SMALL_CORPUS);
        let room = |d: u32| Vec::with_capacity(usize::from(self.outlines[d as usize].features));
        let mut held: Vec<Vec<HeldFeature>> = documents.clone().map(room).collect();
        for ends in self.features.windows(2) {
            let holders = &self.holders[ends[0] as usize..ends[1] as usize];
            let before = holders.partition_point(|&d| d < documents.start);
            let within = holders[before..].iter().take_while(|&&d| d < documents.end);
            let mut weight = None;
            for (&document, own) in within.zip(ends[0] + before as u32..) {
                let weight = *weight.get_or_insert_with(|| (n / holders.len() as f32).ln());
                let sentence = self.sentences[own as usize];
                let feature = HeldFeature { sentence, first: ends[0], own, weight };
                held[(document - documents.start) as usize].push(feature);
            }
        }
        let place = |f: &HeldFeature| u64::from(f.sentence) << 32 | u64::from(f.first);
        held.iter_mut().for_each(|features| features.sort_unstable_by_key(place));
        Held { postings: self, first: documents.start, held }
    }
}

/// A feature of a document: where its holders stand in [`Postings::holders`]. All that is known beforehand is kept,
/// since every look into the postings is one into main memory.
#[derive(Clone, Copy)]
struct HeldFeature {
    sentence: u8,
    /// The first of the holders.
    first: u32,
    /// The document itself.
    own: u32,
    /// ln(N / df).
    weight: f32,
}

/// The features of some documents that others hold too.
pub struct Held<'p> {
    postings: &'p Postings,
    /// The first of the documents.
    first: u32,
    /// For each, its features, sentence by sentence.
    held: Vec<Vec<HeldFeature>>,
}

impl Held<'_> {
    /// Looks at the holders of every feature of a document once, and at nothing else meanwhile, so that the ways to the
    /// memory are gone side by side and not one after the other. That halves the time of [`partners`](Held::partners).
    fn fetch(&self, document: u32) {
        let features = &self.held[(document - self.first) as usize];
        std::hint::black_box(features.iter().fold(0, |seen, f| seen ^ self.postings.holders[f.own as usize]));
    }

    /// The documents before `document` that share enough with it, by number.
    ///
    /// Two sentences must share something, or all of a page of one sentence: one sentence in common is a quotation.
    pub fn partners(&self, document: u32, counts: &mut Counts) -> Vec<u32> {
        let outlines = &self.postings.outlines;
        counts.shared.resize(outlines.len(), Shared::default());
        self.fetch(document);
        for feature in &self.held[(document - self.first) as usize] {
            let before = &self.postings.holders[feature.first as usize..feature.own as usize];
            let (first, near) = match before.len() {
                few if few <= ALL => (before, &before[few..]),
                many => (&before[..FIRST], &before[many - NEIGHBOURS..]),
            };
            // One loop after the other: a chain of both would ask at every step in which it is.
            for others in [first, near] {
                others.iter().for_each(|&other| counts.add(other, feature.weight, feature.sentence));
            }
        }
        let outline = |other: u32| {
            let (a, b) = (outlines[document as usize], outlines[other as usize]);
            Outline { features: a.features.min(b.features), single: a.single || b.single }
        };
        let n = (outlines.len() as f32).max(SMALL_CORPUS);
        counts.best(n.ln() + ENOUGH, outline)
    }
}

/// Memory for counting what one document shares with the others; empty between two documents.
#[derive(Default)]
pub struct Counts {
    shared: Vec<Shared>,
    touched: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Shared {
    /// The rarest feature of each sentence, summed.
    by_sentence: f32,
    /// All features, summed.
    total: f32,
    /// The rarest of the sentence that is being counted.
    rarest: f32,
    features: u16,
    sentences: u8,
    /// The sentence that is being counted, from 1 on.
    sentence: u16,
}

impl Counts {
    /// Features come sentence by sentence.
    fn add(&mut self, document: u32, weight: f32, sentence: u8) {
        let shared = &mut self.shared[document as usize];
        if shared.sentences == 0 {
            self.touched.push(document);
        }
        // Without a branch, which could not be foreseen.
        let is_new = shared.sentence != u16::from(sentence) + 1;
        let rarest = if is_new { 0.0 } else { shared.rarest };
        shared.sentences = shared.sentences.saturating_add(u8::from(is_new));
        shared.sentence = u16::from(sentence) + 1;
        shared.features = shared.features.saturating_add(1);
        let more = (weight - rarest).max(0.0);
        shared.rarest = rarest + more;
        shared.by_sentence += more;
        shared.total += weight;
    }

    /// The documents that share enough, at the most so many as are worth it. `outline` gives the smaller of the two
    /// fingerprints.
    fn best(&mut self, enough: f32, outline: impl Fn(u32) -> Outline) -> Vec<u32> {
        let candidate = |document: u32| {
            let shared = std::mem::take(&mut self.shared[document as usize]);
            let outline = outline(document);
            let weight = match shared.sentences {
                // Many features of one sentence stand in for one each of two.
                1 if outline.single => shared.total / 2.0,
                1 => return None,
                _ => shared.by_sentence,
            };
            let share = f32::from(shared.features) / f32::from(outline.features.max(1));
            (weight >= enough || share >= ALIKE).then_some(Candidate { document, weight, share })
        };
        let mut out: Vec<Candidate> = self.touched.drain(..).filter_map(candidate).collect();
        out.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.document.cmp(&b.document)));
        let mut same = 0;
        out.retain(|c| {
            same += usize::from(c.share >= SAME);
            c.share < SAME || same <= SAME_PARTNERS
        });
        out.truncate(PARTNERS);
        let mut out: Vec<u32> = out.into_iter().map(|c| c.document).collect();
        out.sort_unstable();
        out
    }
}

struct Candidate {
    document: u32,
    weight: f32,
    /// Of the smaller fingerprint.
    share: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Postings of documents whose features are (key, sentence).
    fn postings(documents: &[&[(u64, u8)]]) -> Postings {
        let outline = |d: &&[(u64, u8)]| Outline { features: 96, single: d.iter().all(|f| f.1 == 0) };
        let mut entries: Vec<Entry> = (0u32..)
            .zip(documents)
            .flat_map(|(document, features)| {
                features.iter().map(move |&(key, sentence)| Entry::new(key, document, sentence))
            })
            .collect();
        entries.sort_unstable();
        let mut postings = Postings::new(documents.iter().map(outline).collect());
        postings.add(&entries);
        postings
    }

    #[test]
    fn two_sentences_must_share_something() {
        let two = postings(&[&[(1, 0), (2, 0), (3, 1)], &[(1, 4), (3, 5)]]);
        assert_eq!(two.of(1..2).partners(1, &mut Counts::default()), [0]);
        let one = postings(&[&[(1, 0), (2, 0), (3, 1)], &[(1, 4), (2, 4), (7, 5)]]);
        assert!(one.of(0..2).partners(1, &mut Counts::default()).is_empty());
    }

    #[test]
    fn a_page_of_one_sentence_may_share_it_all() {
        let all: Vec<(u64, u8)> = (0..8).map(|key| (key, 0)).collect();
        let found = postings(&[&[(0, 2), (1, 2), (2, 2), (3, 2), (9, 3)], &all]);
        assert_eq!(found.of(1..2).partners(1, &mut Counts::default()), [0]);
    }

    #[test]
    fn a_feature_of_thousands_costs_a_few() {
        let page: &[(u64, u8)] = &std::array::from_fn::<_, 96, _>(|i| (i as u64, i as u8));
        let found = postings(&vec![page; 3_000]);
        let partners = found.of(2_990..3_000).partners(2_999, &mut Counts::default());
        assert_eq!(partners.len(), SAME_PARTNERS);
    }
}
