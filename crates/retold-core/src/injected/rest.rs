//! How what is left of a sentence answers to another witness when some of its words are taken out.

use super::excise::Word;
use crate::language::{Kind, Sym};

/// A word of the place in another witness that a sentence is held against.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The word.
    pub sym: Sym,
    /// Is it of the sentence that answers, and not of its neighbours? Then another word may stand for it.
    pub core: bool,
}

/// A word of the sentence that stands for none of the other's: in one that puts its own words for nearly all of the
/// other's, a spun one, and what is added where it does so for none. A rewording needs more words here and there, and
/// a copy does not.
const INSERTED: f32 = -0.8;
const INSERTED_IN_COPY: f32 = -0.3;
/// A word of the other that none stands for. That costs less: a copy drops words oftener than it adds any.
const DROPPED: f32 = -0.6;

/// What a word that is taken out can win at the most: that it stood for none.
const MOST: f32 = -INSERTED - INSERTED_IN_COPY;

/// Two alignments of a sentence with a reference (Needleman & Wunsch 1970; what the reference has before and behind
/// is free): one of all beginnings, one of all ends. Together they tell what any two cuts leave.
pub struct Rest {
    columns: usize,
    /// By word and column: how well all before answers to all before.
    before: Vec<f32>,
    /// How well all behind answers to all behind.
    behind: Vec<f32>,
    whole: f32,
}

impl Rest {
    /// Aligns. Time and memory: the words of the one times those of the other.
    pub fn of(sentence: &[Word], reference: &[Answer]) -> Rest {
        let (rows, columns) = (sentence.len() + 1, reference.len() + 1);
        let inserted = INSERTED + INSERTED_IN_COPY * verbatim(sentence);
        let before = table(rows, columns, inserted, |i, k| answers(&sentence[i], reference[k]));
        let mut behind = table(rows, columns, inserted, |i, k| {
            answers(&sentence[rows - 2 - i], reference[columns - 2 - k])
        });
        behind.reverse();
        let whole = behind[..columns].iter().copied().fold(f32::MIN, f32::max);
        Rest { columns, before, behind, whole }
    }

    /// No run of so many words has more to gain: each frees itself and, at the best, a word that it stood for.
    pub fn most(&self, words: usize) -> f32 {
        MOST * words as f32
    }

    /// How much better the sentence answers without the words from `start` to `end`.
    pub fn gain(&self, start: usize, end: usize) -> f32 {
        let before = &self.before[start * self.columns..][..self.columns];
        let behind = &self.behind[end * self.columns..][..self.columns];
        before.iter().zip(behind).map(|(a, b)| a + b).fold(f32::MIN, f32::max) - self.whole
    }
}

/// How far a sentence keeps the story's words: 0 to 1, the share of its content words that the story knows.
pub fn verbatim(sentence: &[Word]) -> f32 {
    let content = || sentence.iter().filter(|word| !word.is_function());
    content().filter(|word| word.known).count() as f32 / content().count().max(1) as f32
}

/// The scores of aligning the first words of two sequences, by their numbers.
fn table(rows: usize, columns: usize, inserted: f32, answers: impl Fn(usize, usize) -> f32) -> Vec<f32> {
    let mut cells = vec![0.0; rows * columns];
    for i in 1..rows {
        let row = i * columns;
        cells[row] = cells[row - columns] + inserted;
        for k in 1..columns {
            let both = cells[row - columns + k - 1] + answers(i - 1, k - 1);
            cells[row + k] = both.max(cells[row - columns + k] + inserted).max(cells[row + k - 1] + DROPPED);
        }
    }
    cells
}

/// What is won where `word` stands for `other`.
fn answers(word: &Word, other: Answer) -> f32 {
    match (word.sym == other.sym, word.kind == Kind::Function) {
        (true, true) => 1.0,
        (true, false) => 2.0,
        (false, _) if !other.core => INSERTED + DROPPED,
        // A reworded text puts words of its own for words, and hardly ever for an article or a preposition.
        (false, true) => -0.9,
        (false, false) => -0.3,
    }
}
