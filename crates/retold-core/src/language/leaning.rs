//! How far a word leans to adverts, or to what a page says of itself, or to what is told.
//!
//! The tables are made of adverts, pages and stories that were written for this project (`xtask leanings`): for each word the
//! log odds that a sentence with it is an advert, or a line with it furniture. It is naive Bayes' sum (Sahami et al. 1998,
//! *A Bayesian approach to filtering junk e-mail*), as one sign among others.

use std::sync::LazyLock;

use crate::language::Sym;
use crate::language::lexicon::Rules;
use crate::probe::places_from;

/// Steps of the tables in a log odd of one.
pub const STEPS: f64 = 4.0;

static TO_ADVERTS: LazyLock<Leanings> =
    LazyLock::new(|| Leanings::read(include_str!("../../data/english.adverts")));
static TO_PAGE: LazyLock<Leanings> =
    LazyLock::new(|| Leanings::read(include_str!("../../data/english.furniture")));

/// The words of a table by their symbol, which is a hash: each in the first free place from its home on. Nothing leans
/// from a place that is free.
struct Leanings(Box<[(Sym, f32)]>);

impl Leanings {
    fn read(table: &'static str) -> Leanings {
        let rules = Rules::english();
        let line = |line: &'static str| {
            let (steps, words) = line.split_once(' ')?;
            let leaning = steps.parse::<f32>().ok()? / STEPS as f32;
            Some(words.split(' ').map(move |word| (word, leaning)))
        };
        let words: Vec<(&str, f32)> = table.lines().filter_map(line).flatten().collect();
        let mut leanings = Leanings(vec![(Sym(0), 0.0); (2 * words.len()).next_power_of_two()].into());
        for (word, leaning) in words {
            let sym = rules.term(word).sym;
            let place = leanings.place(sym);
            leanings.0[place] = (sym, leaning);
        }
        leanings
    }

    /// Where a word stands, or would.
    #[inline]
    fn place(&self, word: Sym) -> usize {
        let is_its = |&place: &usize| self.0[place].0 == word || self.0[place].1 == 0.0;
        places_from(word.0 as usize, self.0.len()).find(is_its).unwrap_or_default()
    }

    fn of(&self, word: Sym) -> f32 {
        let (sym, leaning) = self.0[self.place(word)];
        if sym == word { leaning } else { 0.0 }
    }
}

/// How far a word leans to adverts, as log odds; below 0 to what is told.
pub fn to_adverts(word: Sym) -> f32 {
    TO_ADVERTS.of(word)
}

/// How far it leans to the furniture of a page.
pub fn to_page(word: Sym) -> f32 {
    TO_PAGE.of(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selling_leans_to_adverts_and_telling_does_not() {
        let rules = Rules::english();
        let of = |word: &str| to_adverts(rules.term(word).sym);
        for word in ["mattresses", "plumber", "discount", "your", "handmade"] {
            assert!(of(word) > 0.5, "{word}: {}", of(word));
        }
        for word in ["said", "minister", "court", "according", "police"] {
            assert!(of(word) < -0.5, "{word}: {}", of(word));
        }
        assert_eq!(of("zyzzyva"), 0.0);
    }

    #[test]
    fn what_pages_have_beside_their_stories_leans_to_them() {
        let rules = Rules::english();
        let of = |word: &str| to_page(rules.term(word).sym);
        for word in ["subscribe", "article", "newsroom", "comments", "cookies"] {
            assert!(of(word) > 1.0, "{word}: {}", of(word));
        }
        for word in ["said", "government", "after"] {
            assert!(of(word) <= 0.0, "{word}: {}", of(word));
        }
    }
}
