//! How a text departs from another: what it says that the other does not, and where.

use super::matrix::{Matrix, Shared};
use crate::witness::{Posting, Witness};

/// How the lighter of two texts departs from the heavier one: what it says that the other does not, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Departure {
    /// Share of the ordinary words of its sentences that do not answer ([`ENOUGH`](super::evidence::ENOUGH)) to one of
    /// the other that the sentences most like them have.
    pub words: f32,
    /// How far towards its end the sentences stand that do answer: the sum of their distances behind the middle, in
    /// lengths of the text and by share of its weight; 0 where they stand before it, and where there is but one (a
    /// sentence taken over is a quotation). A report that goes on from another tells its news first, and keeps for its
    /// end what was known before.
    pub tail: f32,
}

impl Departure {
    /// How `of` departs from another, given what they share, the likeness of their sentences and which of those of `of`
    /// answer. Time: the
    /// pairs of postings of one word in both, and a row of the likeness for each sentence.
    pub(super) fn of(of: &Witness, shared: &[Shared], likeness: &Matrix, answers: &[bool]) -> Departure {
        Departure { words: words(of, shared, likeness, answers), tail: tail(of, answers) }
    }
}

fn words(of: &Witness, shared: &[Shared], likeness: &Matrix, answers: &[bool]) -> f32 {
    let near: Vec<Option<[usize; 2]>> = (answers.iter().enumerate())
        .map(|(i, &answers)| {
            let mut related = likeness.related::<2>(i);
            let mut next = || related.next().unwrap_or(usize::MAX);
            (!answers).then(|| [next(), next()])
        })
        .collect();
    let asked = |own: &Posting| near[own.sentence as usize].filter(|_| own.hard == 0.0);
    let all = of.index.iter().filter_map(asked).count();
    let kept = shared.iter().map(|(own, others)| {
        let has = |near: &[usize; 2]| others.iter().any(|p| near.contains(&(p.sentence as usize)));
        own.iter().filter_map(asked).filter(has).count()
    });
    kept.sum::<usize>() as f32 / all.max(1) as f32
}

fn tail(of: &Witness, answers: &[bool]) -> f32 {
    if answers.iter().filter(|&&answers| answers).count() < 2 {
        return 0.0;
    }
    let mass = of.mass().max(f32::MIN_POSITIVE);
    let (mut before, mut behind) = (0.0, 0.0);
    for (sentence, &answers) in of.sentences.iter().zip(answers) {
        let share = sentence.mass / mass;
        if answers {
            behind += share * (before + share / 2.0 - 0.5);
        }
        before += share;
    }
    f32::max(behind, 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::compare;
    use crate::align::lcs::Scratch;
    use crate::document::Page;
    use crate::language::Lexicon;

    const KNOWN: [&str; 3] = [
        "The Ostra lighthouse was built by Piet Halloran in 1893 and has 214 steps.",
        "Its lamp was put out in 1962, when the Ministry of Harbours bought a radio mast.",
        "A storm tore the gallery off in January 2004 and nobody paid for a new one.",
    ];
    const NEWS: [&str; 3] = [
        "Two sisters from Brenley have bought a ruin nobody wanted.",
        "They mean to let rooms, bake bread and teach children to read the stars.",
        "Neighbours brought soup and a ladder.",
    ];

    fn departure_of(text: &[&str], from: &[&str]) -> Departure {
        let mut lexicon = Lexicon::english();
        let mut witness = |sentences: &[&str]| {
            Witness::of(&Page { text: sentences.join("\n\n"), ..Page::default() }, &mut lexicon)
        };
        let (text, from) = (witness(text), witness(from));
        assert!(text.mass() < from.mass());
        let mut scratch = Scratch::default();
        let found = compare(&text, &from, &mut scratch).evidence.departure;
        assert_eq!(found, compare(&from, &text, &mut scratch).evidence.departure);
        found
    }

    #[test]
    fn what_was_taken_over_for_the_end_is_a_tail() {
        let from =
            [&KNOWN[..], &["The ministry will sell its towers, Ivo Tranter said in Port Sorrel."]].concat();
        assert!(departure_of(&[NEWS[0], NEWS[1], KNOWN[0], KNOWN[1]], &from).tail > 0.1);
        // In front and all through it is none, and one sentence is a quotation.
        assert_eq!(departure_of(&[KNOWN[0], KNOWN[1], NEWS[0], NEWS[1]], &from).tail, 0.0);
        assert!(departure_of(&KNOWN, &from).tail < 0.001);
        assert_eq!(departure_of(&[NEWS[0], NEWS[1], KNOWN[1]], &from).tail, 0.0);
    }

    #[test]
    fn news_is_told_in_words_of_its_own() {
        let from = [&KNOWN[..], &NEWS[..]].concat();
        let retold =
            "The sisters have bought the ruin, Brenley says: a ruin wanted by nobody, and from two of them.";
        let retold = departure_of(&[retold], &from).words;
        let new =
            departure_of(&["The sisters hired masons, glaziers and a stubborn plumber from Brenley."], &from)
                .words;
        assert!(new < 0.2 && 0.5 < retold, "{new} {retold}");
    }
}
