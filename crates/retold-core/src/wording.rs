//! A witness together with its words as they are spelled.

use std::sync::OnceLock;

use rapidhash::v3::rapidhash_v3;

use crate::language::english::{Bigrams, rank};
use crate::language::lexicon::short_in_lower_case;
use crate::span::Span;
use crate::stemma::agency_dateline;
use crate::tokens::Token;
use crate::witness::Witness;

/// The hash of a word in lower case, as it is spelled: "colour" and "color" are one symbol
/// ([`Sym`](crate::language::Sym)) and two spellings. House changes show in spellings only.
pub type Spelling = u64;

/// A witness and the spelling of each of its tokens.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The witness.
    pub witness: Witness,
    /// The spelling of each of its tokens, in their order.
    pub spelled: Vec<Spelling>,
    /// The dateline of an agency that it opens with.
    pub dateline: Option<Span>,
    runs: OnceLock<Vec<u64>>,
    pairs: OnceLock<Vec<(u64, u32)>>,
    ranks: OnceLock<Vec<Option<u32>>>,
}

impl Wording {
    /// The wording of a witness that was made of `text`.
    pub fn of(text: &str, witness: Witness) -> Wording {
        let spelled = witness.tokens.iter().map(|t| spelling_within(text, t.span)).collect();
        Wording { witness, spelled, dateline: agency_dateline(text).map(Span::new), ..Wording::default() }
    }

    /// Hashes of its runs of three symbols, none across the end of a sentence, sorted; repeated ones are repeated.
    pub fn runs(&self) -> &[u64] {
        self.runs.get_or_init(|| {
            let witness = &self.witness;
            let sentences = (0..witness.sentences.len()).map(|number| witness.words(number));
            let hash = |run: &[Token]| run.iter().fold(0, |hash, token| chain(hash, u64::from(token.sym.0)));
            let mut runs: Vec<u64> = sentences.flat_map(|words| words.windows(3).map(hash)).collect();
            runs.sort_unstable();
            runs
        })
    }

    /// Hashes of its pairs of neighbouring words, none across the end of a sentence, each with the place of its first
    /// word; sorted, repeated ones repeated.
    pub fn pairs(&self) -> &[(u64, u32)] {
        self.pairs.get_or_init(|| {
            let starts = self.witness.sentences.iter().flat_map(|s| s.tokens.start..s.tokens.end - 1);
            let pair = |at: u32| (chain(self.spelled[at as usize], self.spelled[at as usize + 1]), at);
            let mut pairs: Vec<(u64, u32)> = starts.map(pair).collect();
            pairs.sort_unstable();
            pairs
        })
    }

    /// The log10 of the probability of the pair of neighbouring words of which the first stands at `place`; `None`
    /// where the model of English does not list them.
    pub fn log10(&self, place: u32) -> Option<f64> {
        // All are looked up at once: each is far away in memory, and none waits for another.
        let ranks = self.ranks.get_or_init(|| self.spelled.iter().map(|&word| rank(word)).collect());
        let (first, second) = (ranks[place as usize]?, ranks[place as usize + 1]?);
        Some(Bigrams::get().log10(first, second))
    }

    /// The tokens of a sentence and their spellings.
    pub fn sentence(&self, number: usize) -> (&[Token], &[Spelling]) {
        let range = &self.witness.sentences[number].tokens;
        let range = range.start as usize..range.end as usize;
        (&self.witness.tokens[range.clone()], &self.spelled[range])
    }

    /// Hashes of its pairs of neighbouring words, sorted, each once.
    pub fn distinct_pairs(&self) -> Vec<u64> {
        let mut pairs: Vec<u64> = self.pairs().iter().map(|pair| pair.0).collect();
        pairs.dedup();
        pairs
    }
}

/// The items of `own` whose key is not among those of `other`; both are sorted by key.
pub fn missing<'a, T>(
    own: &'a [T],
    other: &'a [T],
    key: impl Fn(&T) -> u64 + 'a,
) -> impl Iterator<Item = &'a T> {
    let mut at = 0;
    own.iter().filter(move |item| {
        while other.get(at).is_some_and(|o| key(o) < key(item)) {
            at += 1;
        }
        other.get(at).is_none_or(|o| key(o) != key(item))
    })
}

/// The hash of what has the hash `before`, followed by `next`.
pub(crate) fn chain(before: u64, next: u64) -> u64 {
    (before.rotate_left(25) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The spelling of a word.
pub fn spelling(word: &str) -> Spelling {
    spelling_within(word, Span::new(0..word.len()))
}

/// The spelling of the word at a place of a text; what stands behind it lets it be read at once.
#[inline]
pub fn spelling_within(text: &str, word: Span) -> Spelling {
    match short_in_lower_case(text.as_bytes(), word.start as usize, word.len()) {
        Some(lower) => rapidhash_v3(&lower[..word.len()]),
        None => rapidhash_v3(text[word.range()].to_lowercase().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_knows_no_capitals_wherever_its_word_stands() {
        for (word, lower) in [
            ("", ""),
            ("[Radar@Z`{", "[radar@z`{"),
            ("SIXTEEN-LETTERED", "sixteen-lettered"),
            ("Seventeen-Lettered", "seventeen-lettered"),
            ("ZÜRICH", "zürich"),
            // The sign of the Kelvin is a K.
            ("\u{212a}arst", "karst"),
        ] {
            let text = format!("Z{word}Zzzzzzzzzzzzzzzzzzzz");
            let inside = spelling_within(&text, Span::new(1..1 + word.len()));
            assert_eq!([spelling(word), inside], [spelling(lower); 2], "{word}");
        }
        assert_ne!(spelling("radar"), spelling("radars"));
    }
}
