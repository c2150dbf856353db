//! A witness together with its words as they are spelled.

use std::sync::OnceLock;

use rapidhash::v3::rapidhash_v3;

use crate::language::english::Bigrams;
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
    plain_pairs: OnceLock<Vec<(u64, f32)>>,
}

impl Wording {
    /// The wording of a witness that was made of `text`.
    pub fn of(text: &str, witness: Witness) -> Wording {
        let spelled = witness.tokens.iter().map(|t| spelling(&text[t.span.range()])).collect();
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

    /// Hashes of its pairs of neighbouring words that the model of English lists, each with the log10 of its
    /// probability; sorted, repeated ones repeated.
    pub fn plain_pairs(&self) -> &[(u64, f32)] {
        self.plain_pairs.get_or_init(|| {
            let model = Bigrams::get();
            let judged = |(a, b)| model.log10(a, b).map(|log| (chain(a, b), log as f32));
            let mut pairs: Vec<(u64, f32)> = self.pairs().filter_map(judged).collect();
            pairs.sort_unstable_by_key(|pair| pair.0);
            pairs
        })
    }

    /// The tokens of a sentence and their spellings.
    pub fn sentence(&self, number: usize) -> (&[Token], &[Spelling]) {
        let range = &self.witness.sentences[number].tokens;
        let range = range.start as usize..range.end as usize;
        (&self.witness.tokens[range.clone()], &self.spelled[range])
    }

    /// Hashes of its pairs of neighbouring words, sorted, each once.
    pub fn distinct_pairs(&self) -> Vec<u64> {
        let mut pairs: Vec<u64> = self.pairs().map(|(a, b)| chain(a, b)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Its pairs of neighbouring words, none across the end of a sentence.
    pub fn pairs(&self) -> impl Iterator<Item = (Spelling, Spelling)> + '_ {
        (0..self.witness.sentences.len())
            .flat_map(|number| self.sentence(number).1.windows(2).map(|pair| (pair[0], pair[1])))
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
    if word.is_ascii() {
        rapidhash_v3(word.to_ascii_lowercase().as_bytes())
    } else {
        rapidhash_v3(word.to_lowercase().as_bytes())
    }
}
