//! Pairs of documents that are worth comparing.

use crate::fingerprint::Fingerprint;

/// A pair needs so much beyond ln N, summed over the sentences of the one that share something with the other: the
/// ln(N / df) of the rarest feature shared there. By chance alone a document shares such features with e^-6 others for
/// every choice of features that it has (a second feature of one sentence says little: it is made of the same words).
const ENOUGH: f32 = 6.0;
/// A corpus of fewer documents is weighed as one of so many: in a handful, a feature that all hold is no less rare.
const SMALL_CORPUS: f32 = 20_000.0;
/// Of a feature that many documents hold, each document meets the first of them and its own neighbours only, so
/// that the work stays linear in their number; in a large story that links each witness to a few, which is enough.
const FIRST: usize = 12;
const NEIGHBOURS: usize = 12;
/// Documents that one document is compared with, best first.
const PARTNERS: usize = 32;

/// The inverted fingerprints of a corpus: which documents hold each feature.
pub struct Postings {
    /// (feature, document), sorted.
    entries: Vec<(u64, u32)>,
    /// Which documents have all their features in one sentence.
    single: Vec<bool>,
}

impl Postings {
    /// Inverts the fingerprints of all documents, in document order.
    pub fn new(fingerprints: &[Fingerprint]) -> Postings {
        let mut entries: Vec<(u64, u32)> = (0u32..)
            .zip(fingerprints)
            .flat_map(|(document, f)| f.features.iter().map(move |&(feature, _)| (feature, document)))
            .collect();
        entries.sort_unstable();
        let single = fingerprints.iter().map(|f| f.features.last().is_none_or(|last| last.1 == 0)).collect();
        Postings { entries, single }
    }

    fn holders(&self, feature: u64) -> &[(u64, u32)] {
        let start = self.entries.partition_point(|e| e.0 < feature);
        let len = self.entries[start..].iter().take_while(|e| e.0 == feature).count();
        &self.entries[start..start + len]
    }

    /// The documents before `document` that share enough with it, by number.
    ///
    /// Two sentences must share something, or all of a page of one sentence: one sentence in common is a quotation.
    pub fn partners(&self, document: u32, fingerprint: &Fingerprint, counts: &mut Counts) -> Vec<u32> {
        counts.start(self.single.len());
        let n = (self.single.len() as f32).max(SMALL_CORPUS);
        for &(feature, sentence) in &fingerprint.features {
            let holders = self.holders(feature);
            if holders.len() < 2 {
                continue;
            }
            let weight = (n / holders.len() as f32).ln();
            let own = holders.partition_point(|e| e.1 < document);
            let near = own.saturating_sub(NEIGHBOURS).max(FIRST.min(own));
            for &(_, other) in holders[..own.min(FIRST)].iter().chain(&holders[near..own]) {
                counts.add(other, weight, sentence);
            }
        }
        let single = |other: u32| self.single[document as usize] || self.single[other as usize];
        counts.best(n.ln() + ENOUGH, single)
    }
}

/// Memory for counting what one document shares with the others.
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
    sentences: u8,
    sentence: u8,
}

impl Counts {
    fn start(&mut self, documents: usize) {
        self.shared.resize(documents, Shared::default());
        for &document in &self.touched {
            self.shared[document as usize] = Shared::default();
        }
        self.touched.clear();
    }

    /// Features come sentence by sentence.
    fn add(&mut self, document: u32, weight: f32, sentence: u8) {
        let shared = &mut self.shared[document as usize];
        if shared.sentences == 0 {
            self.touched.push(document);
        }
        if shared.sentences == 0 || shared.sentence != sentence {
            shared.sentences = shared.sentences.saturating_add(1);
            shared.sentence = sentence;
            shared.rarest = 0.0;
        }
        let more = (weight - shared.rarest).max(0.0);
        shared.rarest += more;
        shared.by_sentence += more;
        shared.total += weight;
    }

    fn best(&mut self, enough: f32, single: impl Fn(u32) -> bool) -> Vec<u32> {
        let weight = |d: u32| {
            let s = self.shared[d as usize];
            match s.sentences {
                // Many features of one sentence stand in for one each of two.
                1 if single(d) => s.total / 2.0,
                1 => 0.0,
                _ => s.by_sentence,
            }
        };
        let candidates = self.touched.iter().map(|&d| (d, weight(d)));
        let mut out: Vec<(u32, f32)> = candidates.filter(|c| c.1 >= enough).collect();
        out.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.truncate(PARTNERS);
        let mut out: Vec<u32> = out.into_iter().map(|c| c.0).collect();
        out.sort_unstable();
        out
    }
}
