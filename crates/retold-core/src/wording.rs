//! A witness together with its words as they are spelled.

use std::ops::Range;
use std::sync::OnceLock;

use crate::clean::lines;
use crate::language::Sym;
use crate::language::english::ranks;
use crate::language::lexicon::Key;
use crate::probe::Hashes;
use crate::quotation::quotations;
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
    /// Its tokens that stand between quotation marks, in order.
    pub quoted: Vec<Range<u32>>,
    runs: OnceLock<Told>,
    pairs: OnceLock<Told>,
    halves: OnceLock<Vec<u32>>,
    syms: OnceLock<Vec<Sym>>,
    ranks: OnceLock<Vec<Option<u32>>>,
}

impl Wording {
    /// The wording of a witness that was made of `text`.
    pub fn of(text: &str, witness: Witness) -> Wording {
        let spelled = witness.tokens.iter().map(|t| spelling_within(text, t.span)).collect();
        let dateline = agency_dateline(text).map(Span::new);
        let quoted = quoted(text, &witness);
        Wording { witness, spelled, dateline, quoted, ..Wording::default() }
    }

    /// The same, made of the same `text`, without the words of what is `foreign` inside of its sentences.
    pub fn without(&self, text: &str, foreign: &[Span]) -> Wording {
        Wording::of(text, self.witness.without(foreign))
    }

    /// Hashes of its runs of three symbols, none across the end of a sentence, as it has them.
    pub fn runs(&self) -> &Told {
        self.runs.get_or_init(|| {
            let syms = self.syms();
            let hash =
                |at: u32| syms[at as usize..][..3].iter().fold(0, |hash, sym| chain(hash, sym.0.into()));
            Told::of(self.starts(2).map(hash).collect())
        })
    }

    /// Of its [`runs`](Self::runs) those that stand in a quotation.
    pub fn quoted_runs(&self) -> impl Iterator<Item = u64> + '_ {
        let is_quoted = |at: u32| {
            let next = self.quoted.partition_point(|tokens| tokens.end <= at);
            self.quoted.get(next).is_some_and(|tokens| tokens.contains(&at) && tokens.contains(&(at + 2)))
        };
        self.starts(2).zip(&self.runs().list).filter(move |(at, _)| is_quoted(*at)).map(|(_, run)| *run)
    }

    /// Hashes of its pairs of neighbouring words, none across the end of a sentence, as it has them.
    pub fn pairs(&self) -> &Told {
        self.pairs.get_or_init(|| Told::of(self.starts(1).map(|at| self.pair(at)).collect()))
    }

    /// Where its runs of so many words more than one begin that end in the sentence in which they begin, in order.
    fn starts(&self, more: u32) -> impl Iterator<Item = u32> + '_ {
        self.witness.sentences.iter().flat_map(move |s| s.tokens.start..s.tokens.end.saturating_sub(more))
    }

    fn pair(&self, at: u32) -> u64 {
        chain(self.spelled[at as usize], self.spelled[at as usize + 1])
    }

    /// Its pairs of words that `other` has not, in which the model of English lists both words: their ranks.
    pub fn ranks_of_new_pairs(&self, other: &Wording) -> Vec<(u32, u32)> {
        let ranks = self.ranks.get_or_init(|| ranks(&self.spelled));
        let others = &other.pairs().set;
        let new = self.starts(1).zip(&self.pairs().list).filter(|(_, pair)| !others.has(**pair));
        new.filter_map(|(at, _)| ranks[at as usize].zip(ranks[at as usize + 1])).collect()
    }

    /// The symbols of its words.
    fn syms(&self) -> &[Sym] {
        self.syms.get_or_init(|| self.witness.tokens.iter().map(|token| token.sym).collect())
    }

    /// The symbols of the words of a sentence.
    pub fn syms_of(&self, sentence: usize) -> &[Sym] {
        let range = &self.witness.sentences[sentence].tokens;
        &self.syms()[range.start as usize..range.end as usize]
    }

    /// The pairs of neighbouring words of a sentence, each by half of its hash: it is looked for among a hundred, and so
    /// many are compared at once.
    pub fn pairs_of(&self, sentence: usize) -> &[u32] {
        let halves = self.halves.get_or_init(|| {
            let half = |words: &[Spelling]| (chain(words[0], words[1]) >> u32::BITS) as u32;
            self.spelled.windows(2).map(half).collect()
        });
        let range = &self.witness.sentences[sentence].tokens;
        &halves[range.start as usize..range.end as usize - 1]
    }

    /// The tokens of a sentence and their spellings.
    pub fn sentence(&self, number: usize) -> (&[Token], &[Spelling]) {
        let range = &self.witness.sentences[number].tokens;
        let range = range.start as usize..range.end as usize;
        (&self.witness.tokens[range.clone()], &self.spelled[range])
    }

    /// Hashes of its pairs of neighbouring words, sorted, each once.
    pub fn distinct_pairs(&self) -> Vec<u64> {
        let mut pairs = self.pairs().list.clone();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// The tokens of a witness of a text that stand between quotation marks, in order.
fn quoted(text: &str, witness: &Witness) -> Vec<Range<u32>> {
    let place = |at: u32| witness.tokens.partition_point(|token| token.span.start < at) as u32;
    let tokens = |inner: Span| place(inner.start)..place(inner.end);
    let quoted = quotations(text, &lines(text)).into_iter().map(|quotation| tokens(quotation.inner));
    quoted.filter(|tokens| !tokens.is_empty()).collect()
}

/// Hashes of what a text has, repeated ones repeated, in its order and as a set.
#[derive(Clone, Debug, Default)]
pub struct Told {
    list: Vec<u64>,
    set: Hashes,
}

impl Told {
    fn of(list: Vec<u64>) -> Told {
        Told { set: Hashes::of(&list), list }
    }

    /// The share of them that `other` has as well.
    pub fn kept(&self, other: &Told) -> f32 {
        let kept = self.list.iter().filter(|&&hash| other.has(hash)).count();
        kept as f32 / self.list.len().max(1) as f32
    }

    /// Is one of this hash among them?
    pub fn has(&self, hash: u64) -> bool {
        self.set.has(hash)
    }
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
    Key::in_lower_case(text, word.start as usize, word.len()).hash()
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
