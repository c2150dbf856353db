//! Pairs of documents that are worth comparing.

/// A pair needs so much beyond ln N, summed over the sentences of the one that share something with the other: the
/// ln(N / df) of the rarest feature shared there. By chance alone a document shares such features with e^-8 others for
/// every choice of features that it has (a second feature of one sentence says little: it is made of the same words).
const ENOUGH: f32 = 8.0;
/// A corpus of fewer documents is weighed as one of so many: in a handful, a feature that all hold is no less rare.
const SMALL_CORPUS: f32 = 20_000.0;
/// Of a feature that many documents hold, each document meets the first of them and its own neighbours only, so
/// that the work stays linear in their number; in a large story that links each witness to a few, which is enough.
const FIRST: usize = 12;
const NEIGHBOURS: usize = 12;
/// Documents that one document is compared with, best first.
const PARTNERS: usize = 32;

/// One feature of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The feature.
    pub key: u64,
    /// The document's number.
    pub document: u32,
    /// The feature's sentence, as in [`Fingerprint`](crate::fingerprint::Fingerprint).
    pub sentence: u8,
}

/// The inverted fingerprints of a corpus: which documents hold each feature that several hold.
///
/// Nine bytes for each such feature of each document.
#[derive(Default)]
pub struct Postings {
    /// The documents of one feature after another, ascending within each.
    holders: Vec<u32>,
    /// Where each feature's holders start; one more at the end.
    features: Vec<u32>,
    /// The features of one document after another, each with its sentence there.
    held: Vec<u32>,
    sentences: Vec<u8>,
    /// Where each document's features start; one more at the end.
    documents: Vec<u32>,
    /// Which documents have all their features in one sentence.
    single: Vec<bool>,
}

/// Collects [`Postings`], some features at a time: what must be in memory at once is what several documents hold.
pub struct Builder {
    postings: Postings,
    /// The sentence of each of the holders.
    sentences: Vec<u8>,
}

impl Builder {
    /// For documents of which `single` says which have all their features in one sentence.
    pub fn new(single: Vec<bool>) -> Builder {
        let postings = Postings { features: vec![0], single, ..Postings::default() };
        Builder { postings, sentences: Vec::new() }
    }

    /// Adds the entries of some features: all that there are of each, sorted.
    pub fn add(&mut self, entries: &[Entry]) {
        for of_feature in entries.chunk_by(|a, b| a.key == b.key).filter(|e| e.len() > 1) {
            self.postings.holders.extend(of_feature.iter().map(|e| e.document));
            self.sentences.extend(of_feature.iter().map(|e| e.sentence));
            self.postings.features.push(self.postings.holders.len() as u32);
        }
    }

    /// Turns the features around: which of them each document holds.
    pub fn finish(self) -> Postings {
        let mut postings = self.postings;
        let mut ends = vec![0u32; postings.single.len() + 1];
        postings.holders.iter().for_each(|&d| ends[d as usize + 1] += 1);
        for i in 1..ends.len() {
            ends[i] += ends[i - 1];
        }
        let mut next = ends.clone();
        postings.held = vec![0; postings.holders.len()];
        postings.sentences = vec![0; postings.holders.len()];
        for feature in 0..postings.features.len() - 1 {
            let of_feature = postings.features[feature] as usize..postings.features[feature + 1] as usize;
            for at in of_feature {
                let place = &mut next[postings.holders[at] as usize];
                postings.held[*place as usize] = feature as u32;
                postings.sentences[*place as usize] = self.sentences[at];
                *place += 1;
            }
        }
        postings.documents = ends;
        postings
    }
}

impl Postings {
    fn holders(&self, feature: u32) -> &[u32] {
        let feature = feature as usize;
        &self.holders[self.features[feature] as usize..self.features[feature + 1] as usize]
    }

    /// The features of a document that others hold too, with their sentences, sentence by sentence.
    fn held(&self, document: u32) -> Vec<(u8, u32)> {
        let document = document as usize;
        let range = self.documents[document] as usize..self.documents[document + 1] as usize;
        let mut held: Vec<(u8, u32)> =
            self.sentences[range.clone()].iter().copied().zip(self.held[range].iter().copied()).collect();
        held.sort_unstable();
        held
    }

    /// The documents before `document` that share enough with it, by number.
    ///
    /// Two sentences must share something, or all of a page of one sentence: one sentence in common is a quotation.
    pub fn partners(&self, document: u32, counts: &mut Counts) -> Vec<u32> {
        counts.start(self.single.len());
        let n = (self.single.len() as f32).max(SMALL_CORPUS);
        for (sentence, feature) in self.held(document) {
            let holders = self.holders(feature);
            let weight = (n / holders.len() as f32).ln();
            let own = holders.partition_point(|&d| d < document);
            let near = own.saturating_sub(NEIGHBOURS).max(FIRST.min(own));
            for &other in holders[..own.min(FIRST)].iter().chain(&holders[near..own]) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Postings of documents whose features are (key, sentence).
    fn postings(documents: &[&[(u64, u8)]]) -> Postings {
        let single = documents.iter().map(|d| d.iter().all(|f| f.1 == 0)).collect();
        let mut entries: Vec<Entry> = (0u32..)
            .zip(documents)
            .flat_map(|(document, features)| {
                features.iter().map(move |&(key, sentence)| Entry { key, document, sentence })
            })
            .collect();
        entries.sort_unstable();
        let mut builder = Builder::new(single);
        builder.add(&entries);
        builder.finish()
    }

    #[test]
    fn two_sentences_must_share_something() {
        let two = postings(&[&[(1, 0), (2, 0), (3, 1)], &[(1, 4), (3, 5)]]);
        assert_eq!(two.partners(1, &mut Counts::default()), [0]);
        let one = postings(&[&[(1, 0), (2, 0), (3, 1)], &[(1, 4), (2, 4), (7, 5)]]);
        assert!(one.partners(1, &mut Counts::default()).is_empty());
    }

    #[test]
    fn a_page_of_one_sentence_may_share_it_all() {
        let all: Vec<(u64, u8)> = (0..8).map(|key| (key, 0)).collect();
        let found = postings(&[&[(0, 2), (1, 2), (2, 2), (3, 2), (9, 3)], &all]);
        assert_eq!(found.partners(1, &mut Counts::default()), [0]);
    }

    #[test]
    fn a_feature_of_thousands_costs_a_few() {
        let page: &[(u64, u8)] = &std::array::from_fn::<_, 20, _>(|i| (i as u64, i as u8));
        let found = postings(&vec![page; 3_000]);
        let partners = found.partners(2_999, &mut Counts::default());
        assert!(partners.len() <= PARTNERS && partners.contains(&2_998) && partners.contains(&0));
    }
}
