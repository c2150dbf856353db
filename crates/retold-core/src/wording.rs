//! A witness together with its words as they are spelled.

use rapidhash::v3::rapidhash_v3;

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
}

impl Wording {
    /// The wording of a witness that was made of `text`.
    pub fn of(text: &str, witness: Witness) -> Wording {
        let spelled = witness.tokens.iter().map(|t| spelling(&text[t.span.range()])).collect();
        Wording { witness, spelled }
    }

    /// The tokens of a sentence and their spellings.
    pub fn sentence(&self, number: usize) -> (&[Token], &[Spelling]) {
        let range = &self.witness.sentences[number].tokens;
        let range = range.start as usize..range.end as usize;
        (&self.witness.tokens[range.clone()], &self.spelled[range])
    }

    /// Its pairs of neighbouring words, none across the end of a sentence.
    pub fn pairs(&self) -> impl Iterator<Item = (Spelling, Spelling)> + '_ {
        (0..self.witness.sentences.len())
            .flat_map(|number| self.sentence(number).1.windows(2).map(|pair| (pair[0], pair[1])))
    }
}

/// The spelling of a word.
pub fn spelling(word: &str) -> Spelling {
    if word.is_ascii() {
        rapidhash_v3(word.to_ascii_lowercase().as_bytes())
    } else {
        rapidhash_v3(word.to_lowercase().as_bytes())
    }
}
