//! How far a word leans to adverts, or to what is told.
//!
//! The table is made of adverts and stories that were written for this project (`xtask adverts`): for each word the log odds
//! that a sentence with it is an advert. It is naive Bayes' sum (Sahami et al. 1998, *A Bayesian approach to filtering junk
//! e-mail*), as one sign among others.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapidhash::fast::RandomState;

use crate::language::Sym;
use crate::language::lexicon::Rules;

static WORDS: &str = include_str!("../../data/english.adverts");

/// Steps of the table in a log odd of one.
pub const STEPS: f64 = 4.0;

/// The words by their symbol.
static LEANINGS: LazyLock<HashMap<Sym, f32, RandomState>> = LazyLock::new(|| {
    let rules = Rules::english();
    let line = |line: &'static str| {
        let (steps, words) = line.split_once(' ')?;
        let leaning = steps.parse::<f32>().ok()? / STEPS as f32;
        Some(words.split(' ').map(move |word| (word, leaning)))
    };
    let words = WORDS.lines().filter_map(line).flatten();
    words.map(|(word, leaning)| (rules.term(word).sym, leaning)).collect()
});

/// How far a word leans to adverts, as log odds; below 0 to what is told.
pub fn leaning(word: Sym) -> f32 {
    LEANINGS.get(&word).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selling_leans_to_adverts_and_telling_does_not() {
        let rules = Rules::english();
        let of = |word: &str| leaning(rules.term(word).sym);
        for word in ["mattresses", "plumber", "discount", "your", "handmade"] {
            assert!(of(word) > 0.5, "{word}: {}", of(word));
        }
        for word in ["said", "minister", "court", "according", "police"] {
            assert!(of(word) < -0.5, "{word}: {}", of(word));
        }
        assert_eq!(of("zyzzyva"), 0.0);
    }
}
