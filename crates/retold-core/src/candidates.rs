//! Pairs of documents that are worth comparing.

use crate::fingerprint::Fingerprint;

/// A pair needs so much: the summed ln(N / df) of the features it shares.
const ENOUGH: f32 = 10.0;
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
    documents: usize,
}

impl Postings {
    /// Inverts the fingerprints of all documents, in document order.
    pub fn new(fingerprints: &[Fingerprint]) -> Postings {
        let mut entries: Vec<(u64, u32)> = (0u32..)
            .zip(fingerprints)
            .flat_map(|(document, f)| f.features.iter().map(move |&(feature, _)| (feature, document)))
            .collect();
        entries.sort_unstable();
        Postings { entries, documents: fingerprints.len() }
    }

    fn holders(&self, feature: u64) -> &[(u64, u32)] {
        let start = self.entries.partition_point(|e| e.0 < feature);
        let len = self.entries[start..].iter().take_while(|e| e.0 == feature).count();
        &self.entries[start..start + len]
    }

    /// The documents before `document` that share enough with it, each with what it shares, by document.
    ///
    /// Two sentences must share something where both documents have two: one sentence in common is a quotation.
    pub fn partners(&self, document: u32, fingerprint: &Fingerprint, counts: &mut Counts) -> Vec<(u32, f32)> {
        counts.start(self.documents);
        let n = (self.documents as f32).max(SMALL_CORPUS);
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
        let sentences = fingerprint.features.last().map_or(0, |f| f.1);
        counts.best(sentences > 0)
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
    weight: f32,
    sentences: u16,
    last: u8,
}

impl Counts {
    fn start(&mut self, documents: usize) {
        self.shared.resize(documents, Shared::default());
        for &document in &self.touched {
            self.shared[document as usize] = Shared::default();
        }
        self.touched.clear();
    }

    fn add(&mut self, document: u32, weight: f32, sentence: u8) {
        let shared = &mut self.shared[document as usize];
        if shared.sentences == 0 {
            self.touched.push(document);
        }
        if shared.sentences == 0 || shared.last != sentence {
            shared.sentences += 1;
            shared.last = sentence;
        }
        shared.weight += weight;
    }

    fn best(&mut self, several: bool) -> Vec<(u32, f32)> {
        let needed = if several { 2 } else { 1 };
        let enough = |&d: &u32| {
            let s = self.shared[d as usize];
            s.weight >= ENOUGH && s.sentences >= needed
        };
        let mut out: Vec<(u32, f32)> = self
            .touched
            .iter()
            .copied()
            .filter(enough)
            .map(|d| (d, self.shared[d as usize].weight))
            .collect();
        out.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.truncate(PARTNERS);
        out.sort_unstable_by_key(|p| p.0);
        out
    }
}
