//! The lexicon of each language.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use retold_core::language::{CorpusWeights, Language, Lexicon, Sym};

thread_local! {
    static ENGLISH: RefCell<Lexicon> = RefCell::new(Lexicon::english());
    /// The lexica of other languages that were used last, each under the weights that it was made of.
    static FOREIGN: RefCell<Vec<(Arc<CorpusWeights>, Lexicon)>> = const { RefCell::new(Vec::new()) };
}

/// Lexica that a thread keeps: one for each language that can be told, and as many of another run.
const KEPT: usize = 32;

/// What the corpus says of the words of each language but English, whose table is inside the program.
#[derive(Debug, Default)]
pub struct Lexica {
    corpora: BTreeMap<Language, Arc<CorpusWeights>>,
}

impl Lexica {
    /// Counts the [distinct](retold_core::language::corpus::distinct) words of a document.
    pub fn add(&mut self, language: Language, words: &[(Sym, bool)]) {
        Arc::make_mut(self.corpora.entry(language).or_default()).add(words);
    }

    /// The languages whose words are weighed by the corpus alone, each with the number of its documents.
    pub fn languages(&self) -> impl Iterator<Item = (Language, u32)> + '_ {
        self.corpora.iter().map(|(&language, corpus)| (language, corpus.documents()))
    }

    /// Runs `work` with the lexicon of the language.
    pub fn with<T>(&self, language: Language, work: impl FnOnce(&mut Lexicon) -> T) -> T {
        if language == Language::ENGLISH {
            return ENGLISH.with_borrow_mut(work);
        }
        // One for all that was not counted, so that its lexicon is made once.
        static UNCOUNTED: LazyLock<Arc<CorpusWeights>> = LazyLock::new(Arc::default);
        let corpus = self.corpora.get(&language).unwrap_or(&UNCOUNTED).clone();
        FOREIGN.with_borrow_mut(|kept| {
            let is_it = |(of, lexicon): &(Arc<CorpusWeights>, Lexicon)| {
                Arc::ptr_eq(of, &corpus) && lexicon.language() == language
            };
            let at = kept.iter().position(is_it).unwrap_or_else(|| {
                kept.truncate(KEPT - 1);
                kept.insert(0, (corpus.clone(), Lexicon::new(language, corpus.clone())));
                0
            });
            work(&mut kept[at].1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_counted_has_one_lexicon() {
        let german = Language::of(
            "Der Hafen von Varn bleibt bis zum Ende der Woche geschlossen, sagte die Ministerin.",
        );
        assert_ne!(german, Language::ENGLISH);
        let place = || Lexica::default().with(german, |lexicon| std::ptr::from_ref(lexicon).addr());
        assert_eq!(place(), place());
    }
}
