//! Where a passage begins and ends, to the word.

use std::ops::Range;

use super::sides::Side;

/// How a word of one text stands to a passage of the other: it is not in it, it is, or a neighbour is with it.
#[derive(Clone, Copy)]
enum Word {
    Absent,
    Alone,
    Together,
}

/// The shares by weight in which words of the three kinds are expected inside of a passage and outside of it, and the
/// weight that this expectation has: a sentence inside, a page outside. They are those of no corpus; from a few
/// sentences on the text itself says it.
const INSIDE: [f32; 3] = [0.2, 0.3, 0.5];
const INSIDE_MASS: f32 = 20.0;
const OUTSIDE: [f32; 3] = [0.8, 0.15, 0.05];
const OUTSIDE_MASS: f32 = 100.0;
/// Words before and behind what is known of a passage in which it may begin and end: two long sentences.
const REACH: usize = 60;

/// The words of a passage, and those that stand in it side by side.
pub struct Vocabulary {
    /// Is the word of this number one? Every word of a text is asked for, of each passage.
    words: Vec<bool>,
    /// Sorted.
    pairs: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// The vocabulary of some tokens.
    pub fn of(side: &Side, tokens: &Range<usize>) -> Vocabulary {
        let numbers = &side.words[tokens.clone()];
        let mut words = vec![false; numbers.iter().max().map_or(0, |&last| last as usize + 1)];
        numbers.iter().for_each(|&number| words[number as usize] = true);
        let mut pairs: Vec<(u32, u32)> = numbers.windows(2).map(|two| (two[0], two[1])).collect();
        pairs.sort_unstable();
        Vocabulary { words, pairs }
    }

    /// Does the word stand in it?
    pub fn has(&self, word: u32) -> bool {
        self.words.get(word as usize).is_some_and(|&has| has)
    }

    fn has_pair(&self, one: u32, next: u32) -> bool {
        self.has(one) && self.has(next) && self.pairs.binary_search(&(one, next)).is_ok()
    }

    fn judge(&self, side: &Side, at: usize) -> Word {
        if !self.has(side.words[at]) {
            return Word::Absent;
        }
        let is_pair =
            |from: usize| side.words.get(from..from + 2).is_some_and(|two| self.has_pair(two[0], two[1]));
        if is_pair(at) || at > 0 && is_pair(at - 1) { Word::Together } else { Word::Alone }
    }
}

/// The part of `side` around `near` that tells most of a passage of the other text, whose `vocabulary` is given.
///
/// A word speaks for the passage by the logarithm of how much more often words of its kind ([`Word`]) stand in `near`
/// than elsewhere in the text, times its weight, and the passage is the segment of the highest sum (Karlin & Altschul
/// 1990, *Methods for assessing the statistical significance of molecular sequence features by using general scoring
/// schemes*, PNAS 87). So what was copied word for word ends sharply where the words part, a reworded passage bears
/// words of its own, and the subject that both texts have all over does not make it longer. Time: linear in the text,
/// but for looking up its words.
pub fn edges(side: &Side, near: &Range<usize>, vocabulary: &Vocabulary) -> Range<usize> {
    let kinds: Vec<Word> = (0..side.words.len()).map(|at| vocabulary.judge(side, at)).collect();
    let speaks = voices(side, near, &kinds);
    let around = near.start.saturating_sub(REACH)..(near.end + REACH).min(side.words.len());
    let speaks = around.clone().map(|at| side.weights[at] * speaks[kinds[at] as usize]);
    let found = highest(speaks);
    if found.is_empty() { near.clone() } else { around.start + found.start..around.start + found.end }
}

/// The run of the highest sum, the first of equals; empty if no sum is above 0.
fn highest(values: impl Iterator<Item = f32>) -> Range<usize> {
    let (mut best, mut found) = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    for (at, value) in values.enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += value;
        if sum > best {
            (best, found) = (sum, start..at + 1);
        }
    }
    found
}

/// How a word of each kind speaks for the passage.
fn voices(side: &Side, near: &Range<usize>, kinds: &[Word]) -> [f32; 3] {
    let mut inside = INSIDE.map(|share| share * INSIDE_MASS);
    let mut outside = OUTSIDE.map(|share| share * OUTSIDE_MASS);
    for (at, &kind) in kinds.iter().enumerate() {
        let counts = if near.contains(&at) { &mut inside } else { &mut outside };
        counts[kind as usize] += side.weights[at];
    }
    let (all_inside, all_outside) = (inside.iter().sum::<f32>(), outside.iter().sum::<f32>());
    std::array::from_fn(|kind| ((inside[kind] / all_inside) / (outside[kind] / all_outside)).ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_run_has_a_higher_sum(values in prop::collection::vec(-9i8..9, 0..40)) {
            let sum = |range: Range<usize>| values[range].iter().map(|&v| i32::from(v)).sum::<i32>();
            let found = highest(values.iter().map(|&v| f32::from(v)));
            for start in 0..values.len() {
                for end in start..=values.len() {
                    prop_assert!(sum(start..end) <= sum(found.clone()).max(0));
                }
            }
        }
    }
}
