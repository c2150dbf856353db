//! How what is left of a sentence answers to another witness when some of its words are taken out.

use std::cell::OnceCell;
use std::ops::Range;

use super::excise::Word;
use crate::language::Sym;

/// The words of the place in another witness that a sentence is held against.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Its words.
    pub words: Vec<Sym>,
    /// Which of them are of the sentence that answers, and not of its neighbours: for these another word may stand.
    pub core: Range<usize>,
}

/// A word of the sentence that stands for none of the other's: in one that puts its own words for nearly all of the
/// other's, a spun one, and what is added where it does so for none. A rewording needs more words here and there, and
/// a copy does not.
const INSERTED: f32 = -0.8;
const INSERTED_IN_COPY: f32 = -0.3;
/// A word of the other that none stands for. That costs less: a copy drops words oftener than it adds any.
const DROPPED: f32 = -0.6;

/// A sentence beside a reference, and what any two cuts leave of it.
pub struct Rest<'s> {
    sentence: &'s [Word],
    reference: Reference,
    /// What a word costs that stands for none.
    inserted: f32,
    /// Filled when somebody first asks: of most sentences nobody does, since [no run](Rest::most) has enough to gain.
    alignments: OnceCell<Alignments>,
}

impl<'s> Rest<'s> {
    /// A sentence beside its reference. Time: linear; what aligns them waits.
    pub fn of(sentence: &'s [Word], reference: Reference) -> Rest<'s> {
        let inserted = INSERTED + INSERTED_IN_COPY * verbatim(sentence);
        Rest { sentence, reference, inserted, alignments: OnceCell::new() }
    }

    /// No run of so many words has more to gain: what stands for none wherever the rest stands, frees itself.
    pub fn most(&self, words: usize) -> f32 {
        -self.inserted * words as f32
    }

    /// How much better the sentence answers without the words from `start` to `end`. Time: the words of the reference;
    /// once these times those of the sentence.
    pub fn gain(&self, start: usize, end: usize) -> f32 {
        let align = || Alignments::of(self.sentence, &self.reference, self.inserted);
        self.alignments.get_or_init(align).gain(start, end)
    }
}

/// Two alignments of a sentence with a reference (Needleman & Wunsch 1970; what the reference has before and behind
/// is free): one of all beginnings, one of all ends. Together they tell what any two cuts leave.
struct Alignments {
    columns: usize,
    /// By word and column: how well all before answers to all before.
    before: Vec<f32>,
    /// How well all behind answers to all behind.
    behind: Vec<f32>,
    whole: f32,
}

impl Alignments {
    /// Aligns. Time and memory: the words of the one times those of the other.
    fn of(sentence: &[Word], reference: &Reference, inserted: f32) -> Alignments {
        let (words, others) = (sentence.len(), reference.words.len());
        let columns = others + 1;
        let answers = reference.answers(sentence);
        let answers = |word: usize| &answers[word * others..][..others];
        let mut before = vec![0.0; (words + 1) * columns];
        let mut behind = before.clone();
        for word in 0..words {
            let (done, ahead) = before.split_at_mut((word + 1) * columns);
            let (last, row) = (&done[word * columns..], &mut ahead[..columns]);
            row[0] = last[0] + inserted;
            enter(&mut row[1..], [&last[..others], &last[1..]], answers(word), inserted);
            // The same from the other end, so that the steps of the two are made side by side.
            let word = words - 1 - word;
            let (ahead, done) = behind.split_at_mut((word + 1) * columns);
            let (last, other_row) = (&done[..columns], &mut ahead[word * columns..]);
            other_row[others] = last[others] + inserted;
            enter(&mut other_row[..others], [&last[1..], &last[..others]], answers(word), inserted);
            drop_words(row, other_row);
        }
        let whole = behind[..columns].iter().copied().fold(f32::MIN, larger);
        Alignments { columns, before, behind, whole }
    }

    fn gain(&self, start: usize, end: usize) -> f32 {
        let before = &self.before[start * self.columns..][..self.columns];
        let behind = &self.behind[end * self.columns..][..self.columns];
        largest_sum(before, behind) - self.whole
    }
}

impl Reference {
    /// What is won where a word of the sentence stands for one of the reference: for each word of the sentence a row.
    fn answers(&self, sentence: &[Word]) -> Vec<f32> {
        let parts = [
            (0..self.core.start, false),
            (self.core.clone(), true),
            (self.core.end..self.words.len(), false),
        ];
        let mut rows = Vec::with_capacity(sentence.len() * self.words.len());
        for word in sentence {
            for (part, core) in parts.clone() {
                let same = if word.is_function() { 1.0 } else { 2.0 };
                let other = match (core, word.is_function()) {
                    (false, _) => INSERTED + DROPPED,
                    // A reworded text puts words of its own for words, and hardly ever for an article or a preposition.
                    (true, true) => -0.9,
                    (true, false) => -0.3,
                };
                rows.extend(self.words[part].iter().map(|&sym| if sym == word.sym { same } else { other }));
            }
        }
        rows
    }
}

/// How far a sentence keeps the story's words: 0 to 1, the share of its content words that the story knows.
pub fn verbatim(sentence: &[Word]) -> f32 {
    let content = || sentence.iter().filter(|word| !word.is_function());
    content().filter(|word| word.known).count() as f32 / content().count().max(1) as f32
}

/// The larger of two numbers: one instruction, where [`f32::max`] sees to it that it is a number. These are.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// A row of the scores, in which the word stands for the last of the other's or for none. `last` is the row before: where
/// it stood for one word less, and for as many.
fn enter(row: &mut [f32], [fewer, as_many]: [&[f32]; 2], answers: &[f32], inserted: f32) {
    for (((cell, fewer), as_many), answer) in row.iter_mut().zip(fewer).zip(as_many).zip(answers) {
        *cell = larger(fewer + answer, as_many + inserted);
    }
}

/// Completes a row of each table: there may be words of the other's that none stands for, behind the others or before
/// them. Each step waits for the one before it, so that two rows take no longer than one.
fn drop_words(before: &mut [f32], behind: &mut [f32]) {
    let (Some((first, before)), Some((last, behind))) = (before.split_first_mut(), behind.split_last_mut())
    else {
        return;
    };
    let (mut best, mut other_best) = (*first, *last);
    for (cell, other) in before.iter_mut().zip(behind.iter_mut().rev()) {
        best = larger(*cell, best + DROPPED);
        other_best = larger(*other, other_best + DROPPED);
        (*cell, *other) = (best, other_best);
    }
}

/// The largest sum of two numbers at one place. Of several places at once, since none waits for another.
fn largest_sum(a: &[f32], b: &[f32]) -> f32 {
    const AT_ONCE: usize = 8;
    let ((a, a_left), (b, b_left)) = (a.as_chunks::<AT_ONCE>(), b.as_chunks::<AT_ONCE>());
    let mut best = [f32::MIN; AT_ONCE];
    for (a, b) in a.iter().zip(b) {
        for (best, (a, b)) in best.iter_mut().zip(a.iter().zip(b)) {
            *best = larger(*best, a + b);
        }
    }
    let left = a_left.iter().zip(b_left).map(|(a, b)| a + b);
    left.chain(best).fold(f32::MIN, larger)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::Kind;
    use crate::span::Span;

    fn sentence(syms: &[u8]) -> Vec<Word> {
        let word = |&sym: &u8| Word {
            sym: Sym(sym.into()),
            spelled: sym.into(),
            kind: if sym % 3 == 0 { Kind::Function } else { Kind::Word },
            span: Span::default(),
            grade: 0,
            leaning: 0.0,
            known: sym % 2 == 0,
            parted: false,
            tells: false,
        };
        syms.iter().map(word).collect()
    }

    /// The best alignment of a sentence with a part of the reference that is free at one end, by its definition.
    fn best(sentence: &[Word], words: &[(Sym, bool)], inserted: f32) -> f32 {
        let Some((first, rest)) = sentence.split_first() else { return 0.0 };
        let mut found = inserted + best(rest, words, inserted);
        for (at, &(sym, core)) in words.iter().enumerate() {
            let other = if !core {
                INSERTED + DROPPED
            } else if first.is_function() {
                -0.9
            } else {
                -0.3
            };
            let same = if first.is_function() { 1.0 } else { 2.0 };
            let answer = if sym == first.sym { same } else { other };
            let skipped = DROPPED * at as f32;
            found = found.max(skipped + answer + best(rest, &words[at + 1..], inserted));
        }
        found
    }

    proptest! {
        #[test]
        fn what_two_cuts_leave_is_what_the_best_alignments_of_both_ends_leave(
            syms in prop::collection::vec(0u8..6, 0..5),
            reference in prop::collection::vec(0u8..6, 0..11),
            core in (0usize..11, 0usize..11),
            cut in (0usize..5, 0usize..5),
        ) {
            let sentence = sentence(&syms);
            let words: Vec<Sym> = reference.iter().map(|&sym| Sym(sym.into())).collect();
            let [from, to] = [core.0.min(core.1), core.0.max(core.1)].map(|at| at.min(words.len()));
            let [start, end] = [cut.0.min(cut.1), cut.0.max(cut.1)].map(|at| at.min(sentence.len()));
            let inserted = INSERTED + INSERTED_IN_COPY * verbatim(&sentence);
            let marked: Vec<(Sym, bool)> =
                words.iter().enumerate().map(|(at, &sym)| (sym, (from..to).contains(&at))).collect();
            let reversed = |words: &[Word]| words.iter().rev().copied().collect::<Vec<Word>>();
            let both = |start: usize, end: usize| {
                let sum = |at: usize| {
                    let left: Vec<(Sym, bool)> = marked[..at].iter().rev().copied().collect();
                    // Read from the cut on, what is free lies behind.
                    best(&reversed(&sentence[..start]), &left, inserted)
                        + best(&sentence[end..], &marked[at..], inserted)
                };
                (0..=marked.len()).map(sum).fold(f32::MIN, f32::max)
            };
            let whole = (0..=marked.len()).map(|at| best(&sentence, &marked[at..], inserted)).fold(f32::MIN, f32::max);
            let rest = Rest::of(&sentence, Reference { words, core: from..to });
            prop_assert!((rest.gain(start, end) - (both(start, end) - whole)).abs() < 1e-4);
            prop_assert!(rest.gain(start, end) <= rest.most(end.saturating_sub(start)) + 1e-4);
        }
    }
}
