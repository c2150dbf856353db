//! Which documents have which words: an inverted index of titles and texts, made when a collection is opened.
//!
//! Words are those of Unicode Standard Annex 29 in lower case, known by their hash. A list of documents is kept as the
//! differences between their numbers, seven bits a byte (Witten, Moffat & Bell, *Managing Gigabytes*, 1999, 3.3).
//! Time and memory: linear in the texts.

use std::collections::HashMap;

use rapidhash::fast::RandomState;
use rapidhash::v3::rapidhash_v3;
use rayon::prelude::*;
use retold_core::words::words;

use super::Catalogue;
use crate::Error;

/// Documents that are read at once.
const BATCH: usize = 1024;

/// The index of a collection.
pub struct Index {
    /// The hashes of the words, ascending.
    words: Vec<u64>,
    /// Where the list of each ends.
    ends: Vec<usize>,
    /// The lists, one behind the other.
    lists: Vec<u8>,
    documents: usize,
}

/// The documents of a word as they come in.
#[derive(Default)]
struct List {
    bytes: Vec<u8>,
    last: Option<u32>,
}

impl List {
    fn add(&mut self, document: u32) {
        let step = match self.last {
            Some(last) if last >= document => return,
            Some(last) => document - last,
            None => document,
        };
        self.last = Some(document);
        let mut rest = step;
        while rest >= 0x80 {
            self.bytes.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest as u8);
    }
}

impl Index {
    /// Reads all titles and texts of a collection.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn of(catalogue: &Catalogue) -> Result<Index, Error> {
        let mut lists: HashMap<u64, List, RandomState> = HashMap::default();
        let documents = catalogue.documents.len();
        for start in (0..documents).step_by(BATCH) {
            let numbers: Vec<u32> = (start..documents.min(start + BATCH)).map(|n| n as u32).collect();
            let mut texts: HashMap<u32, String> = catalogue.texts(&numbers)?.into_iter().collect();
            let texts: Vec<(u32, Option<String>)> =
                numbers.into_iter().map(|number| (number, texts.remove(&number))).collect();
            let found: Vec<(u32, Vec<u64>)> = texts
                .into_par_iter()
                .map(|(number, text)| {
                    let title = catalogue.documents[number as usize].head.title.as_deref();
                    (number, distinct(&[title.unwrap_or_default(), text.as_deref().unwrap_or_default()]))
                })
                .collect();
            for (document, words) in found {
                words.into_iter().for_each(|word| lists.entry(word).or_default().add(document));
            }
        }
        Ok(Index::packed(lists.into_iter().collect(), documents))
    }

    fn packed(mut lists: Vec<(u64, List)>, documents: usize) -> Index {
        lists.sort_unstable_by_key(|(word, _)| *word);
        let bytes = lists.iter().map(|(_, list)| list.bytes.len()).sum();
        let mut index = Index {
            words: Vec::with_capacity(lists.len()),
            ends: Vec::with_capacity(lists.len()),
            lists: Vec::with_capacity(bytes),
            documents,
        };
        for (word, list) in lists {
            index.words.push(word);
            index.lists.extend(list.bytes);
            index.ends.push(index.lists.len());
        }
        index
    }

    /// The documents of a word, ascending.
    fn list(&self, word: u64) -> impl Iterator<Item = u32> + '_ {
        let bytes = match self.words.binary_search(&word) {
            Ok(at) => &self.lists[at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]],
            Err(_) => &[],
        };
        let (mut bytes, mut last) = (bytes.iter(), 0);
        std::iter::from_fn(move || {
            let (mut step, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                step |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    last += step;
                    return Some(last);
                }
            }
        })
    }

    /// The documents that have all words of a text, ascending; all where it has none.
    pub fn with_all(&self, text: &str) -> Vec<u32> {
        let mut words = distinct(&[text]).into_iter();
        let Some(first) = words.next() else { return (0..self.documents as u32).collect() };
        let mut documents: Vec<u32> = self.list(first).collect();
        for word in words {
            let mut list = self.list(word).peekable();
            documents.retain(|&document| {
                while list.next_if(|&other| other < document).is_some() {}
                list.peek() == Some(&document)
            });
        }
        documents
    }

    /// The documents that have words of a text, by the share that they have of the weight of all its words, which
    /// weigh more the fewer documents have them (Spärck Jones 1972); the most first. Those with less than `least` of it
    /// are left out.
    pub fn nearest(&self, text: &str, least: f32) -> Vec<(u32, f32)> {
        let mut shares = vec![0.0; self.documents];
        let mut all = 0.0;
        for word in distinct(&[text]) {
            let documents: Vec<u32> = self.list(word).collect();
            let weight = (1.0 + self.documents as f32 / documents.len().max(1) as f32).ln();
            all += weight;
            documents.into_iter().for_each(|document| shares[document as usize] += weight);
        }
        let mut nearest: Vec<(u32, f32)> = (0..).zip(shares.into_iter().map(|share| share / all)).collect();
        nearest.retain(|(_, share)| *share >= least);
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        nearest
    }
}

/// The words of texts, each once.
fn distinct(texts: &[&str]) -> Vec<u64> {
    let mut found = Vec::new();
    for text in texts {
        words(text, |word| {
            let word = &text[word];
            if word.chars().any(char::is_alphanumeric) {
                found.push(rapidhash_v3(word.to_lowercase().as_bytes()));
            }
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[&str]) -> Index {
        let mut lists: HashMap<u64, List, RandomState> = HashMap::default();
        for (document, text) in (0..).zip(texts) {
            distinct(&[text]).into_iter().for_each(|word| lists.entry(word).or_default().add(document));
        }
        Index::packed(lists.into_iter().collect(), texts.len())
    }

    #[test]
    fn documents_are_found_by_their_words() {
        let mut texts = vec!["Nothing of the kind."; 300];
        texts[2] = "The port of Ardmoyle was shut, 41,600 said.";
        texts[299] = "ARDMOYLE: the Port is open.";
        let index = index(&texts);
        assert_eq!(index.with_all("port Ardmoyle"), [2, 299]);
        assert_eq!(index.with_all("Port 41,600"), [2]);
        assert!(index.with_all("port harbour").is_empty());
        assert_eq!(index.with_all(" — ").len(), 300);
        let nearest = index.nearest("The port of Ardmoyle is shut", 0.3);
        assert_eq!(nearest.iter().map(|(document, _)| *document).collect::<Vec<_>>(), [2, 299]);
        assert!(index.nearest("", 0.3).is_empty());
    }
}
