//! What a corpus says of its own words, for the languages without a table of how frequent words are.

use std::collections::HashMap;

use rapidhash::fast::RandomState;

use super::english::RAREST;
use super::lexicon::Sym;
use crate::tokens::Token;

/// Document frequencies of one language's part of a corpus.
#[derive(Clone, Debug, Default)]
pub struct CorpusWeights {
    documents: u32,
    words: HashMap<Sym, Count, RandomState>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Documents that hold the word.
    documents: u32,
    /// Has it stood there without a capital?
    small: bool,
}

/// The words of one document, each once: with whether it stood there without a capital.
pub fn distinct(text: &str, tokens: &[Token]) -> Vec<(Sym, bool)> {
    let is_small = |t: &Token| !text[t.span.range()].starts_with(char::is_uppercase);
    let mut words: Vec<(Sym, bool)> = tokens.iter().map(|t| (t.sym, is_small(t))).collect();
    // Small before capital, so that what is left of a word says whether it was ever small.
    words.sort_unstable_by_key(|&(sym, small)| (sym, !small));
    words.dedup_by_key(|w| w.0);
    words
}

impl CorpusWeights {
    /// Counts the [`distinct`] words of one document.
    pub fn add(&mut self, words: &[(Sym, bool)]) {
        self.documents += 1;
        for &(sym, small) in words {
            let count = self.words.entry(sym).or_default();
            count.documents += 1;
            count.small |= small;
        }
    }

    /// How many documents were counted.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// ln((n + 1) / (df + 1/2)), at the most [`RAREST`].
    pub fn weight(&self, sym: Sym) -> f32 {
        // A handful of documents cannot tell a rare word from a common one: they are taken for a part of a thousand.
        let n = f64::from(self.documents.max(1_000));
        (((n + 1.0) / (f64::from(self.count(sym).documents) + 0.5)).ln() as f32).clamp(0.0, RAREST)
    }

    /// In more than half of the documents a word carries no story.
    pub fn is_function(&self, sym: Sym) -> bool {
        /// Of fewer documents half may well be of one story.
        const FEW: u32 = 20;
        self.documents >= FEW && self.count(sym).documents > self.documents / 2
    }

    /// Was the word never seen without a capital?
    pub fn is_always_capital(&self, sym: Sym) -> bool {
        !self.count(sym).small
    }

    fn count(&self, sym: Sym) -> Count {
        self.words.get(&sym).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corpus_tells_rare_words_from_common_ones_and_names_from_words() {
        let (der, haus, radar) = (Sym(1), Sym(2), Sym(3));
        let mut corpus = CorpusWeights::default();
        for i in 0..100 {
            let mut words = vec![(der, true)];
            words.extend((i % 2 == 0).then_some((haus, false)));
            words.extend((i == 7).then_some((radar, i > 0)));
            corpus.add(&words);
        }
        assert!(corpus.weight(der) < corpus.weight(haus) && corpus.weight(haus) < corpus.weight(radar));
        assert!(corpus.is_function(der) && !corpus.is_function(haus));
        assert!(corpus.is_always_capital(haus) && !corpus.is_always_capital(radar));
    }
}
