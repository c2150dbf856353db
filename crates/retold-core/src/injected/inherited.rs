//! Foreign text that a copy took over from its model, perhaps in other words.

use super::excise::{Bonds, Found, LONGEST, SHORTEST, Word};
use super::rest::Rest;
use crate::language::{Kind, Sym};

/// The run of `sentence` that answers to the foreign words `phrase` of its model, while what is left answers to what
/// the model has around them.
///
/// Time: the runs of [`LONGEST`] words, each times the words of phrase and reference.
pub fn search(sentence: &[Word], phrase: &[(Sym, Kind)], rest: &Rest) -> Option<Found> {
    // Words that carry something; of these a quarter must be there again, and one may be by chance.
    let content = phrase.iter().filter(|word| word.1 != Kind::Function).count().max(1) as u32;
    let least = content.div_ceil(4).max(content.min(2));
    let bonds = Bonds::of(sentence);
    let mut best: Option<Found> = None;
    for start in 0..sentence.len() {
        let mut row = Row::new(phrase.len());
        for end in start + 1..=sentence.len().min(start + LONGEST) {
            row.step(&sentence[end - 1], phrase);
            let (score, kept) = row.last();
            if end - start < SHORTEST || kept < least {
                continue;
            }
            let gain = score + rest.gain(start, end) + bonds.cut(start, end) + bonds.mended(start, end);
            if best.as_ref().is_none_or(|b| gain > b.gain) {
                best = Some(Found { words: start..end, gain });
            }
        }
    }
    best
}

/// A row of the alignment of a run with the phrase: the score of each beginning of the phrase, and how many
/// of its words were found again.
struct Row(Vec<(f32, u32)>);

/// A word too many on either side.
const MORE: f32 = -0.5;

impl Row {
    fn new(phrase: usize) -> Row {
        Row((0..=phrase).map(|k| (k as f32 * MORE, 0)).collect())
    }

    fn step(&mut self, word: &Word, phrase: &[(Sym, Kind)]) {
        let mut diagonal = self.0[0];
        self.0[0].0 += MORE;
        for k in 1..self.0.len() {
            let (won, found) = answers(word, phrase[k - 1]);
            let both = (diagonal.0 + won, diagonal.1 + u32::from(found));
            let (more, less) = (self.0[k], self.0[k - 1]);
            diagonal = self.0[k];
            let steps = [(more.0 + MORE, more.1), (less.0 + MORE, less.1)];
            self.0[k] = steps.into_iter().fold(both, |best, step| if step.0 > best.0 { step } else { best });
        }
    }

    fn last(&self) -> (f32, u32) {
        self.0.last().copied().unwrap_or_default()
    }
}

/// What is won where `word` stands for a word of the phrase, and whether it is that word.
fn answers(word: &Word, other: (Sym, Kind)) -> (f32, bool) {
    match (word.sym == other.0, word.kind == Kind::Function, other.1 == Kind::Function) {
        (true, function, _) => (if function { 1.0 } else { 2.5 }, !function),
        (false, false, false) => (0.5, false),
        (false, true, true) => (0.0, false),
        (false, ..) => (-0.5, false),
    }
}
