//! Numbers that are kept, and bound from the other side: "at most 40", "at least 40".

use std::ops::Range;

use super::context::Scene;
use super::{Change, Drift};
use crate::facts::{Class, Stated, units};

/// From which side a number is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It is this or more.
    Below,
    /// It is this or less.
    Above,
}

impl Bound {
    fn denied(self) -> Bound {
        match self {
            Bound::Below => Bound::Above,
            Bound::Above => Bound::Below,
        }
    }
}

/// What says so before a number.
const BOUNDS: [(&[&str], Bound); 13] = [
    (&["at", "least"], Bound::Below),
    (&["more", "than"], Bound::Below),
    (&["in", "excess", "of"], Bound::Below),
    (&["over"], Bound::Below),
    (&["above"], Bound::Below),
    (&["exceeding"], Bound::Below),
    (&["at", "most"], Bound::Above),
    (&["less", "than"], Bound::Above),
    (&["fewer", "than"], Bound::Above),
    (&["up", "to"], Bound::Above),
    (&["under"], Bound::Above),
    (&["below"], Bound::Above),
    (&["within"], Bound::Above),
];

/// What says so behind a number and what it counts.
const BEHIND: [(&[&str], Bound); 7] = [
    (&["at", "least"], Bound::Below),
    (&["at", "the", "least"], Bound::Below),
    (&["or", "more"], Bound::Below),
    (&["at", "most"], Bound::Above),
    (&["at", "the", "most"], Bound::Above),
    (&["or", "less"], Bound::Above),
    (&["or", "fewer"], Bound::Above),
];

/// Finds the numbers that the parent bounds from the other side.
pub fn drifts(scene: &Scene, out: &mut Vec<Drift>) {
    let (child, parent) = (scene.child(), scene.parent());
    for at in (0..scene.own.len()).filter(|&at| scene.own_mark(at).class == Class::Number) {
        let Some(place) = scene.row.pairs.equal(at) else { continue };
        let (own, given) = (scene.own.start + at, scene.row.window[place]);
        if let Some((after, own_bound)) = bound(child, own)
            && let Some((before, other)) = bound(parent, given)
            && own_bound != other
        {
            out.push(scene.drift_of(Change::Number, parent.whole(before), child.whole(after)));
        }
    }
}

/// The number at `number` with what bounds it: "no fewer than 19", "19 days at most".
pub fn bound(stated: &Stated, number: usize) -> Option<(Range<usize>, Bound)> {
    bound_before(stated, number).or_else(|| bound_behind(stated, number))
}

fn bound_before(stated: &Stated, number: usize) -> Option<(Range<usize>, Bound)> {
    // The sign of money stands between the two.
    let end = number - usize::from(number > 0 && stated.marks[number - 1].class == Class::Unit);
    let (first, bound) = BOUNDS.iter().find_map(|(words, bound)| {
        let first = end.checked_sub(words.len())?;
        says(stated, first, words).then_some((first, *bound))
    })?;
    // What happens "over two years" takes no longer.
    if stated.is(first, "over") && is_of_time(stated, number + 1) {
        return None;
    }
    let denied = first.checked_sub(1).filter(|&before| stated.is(before, "no") || stated.is(before, "not"));
    Some(match denied {
        Some(before) => (before..number + 1, bound.denied()),
        None => (first..number + 1, bound),
    })
}

fn bound_behind(stated: &Stated, number: usize) -> Option<(Range<usize>, Bound)> {
    /// Words that are counted, at most.
    const COUNTED: usize = 2;
    let starts = number + 1..=number + 1 + COUNTED;
    starts.into_iter().find_map(|first| {
        let (words, bound) = BEHIND.iter().find(|(words, _)| says(stated, first, words))?;
        Some((number..first + words.len(), *bound))
    })
}

/// Do these words stand from a token on?
fn says(stated: &Stated, first: usize, words: &[&str]) -> bool {
    words.iter().zip(first..).all(|(word, at)| stated.is(at, word))
}

fn is_of_time(stated: &Stated, at: usize) -> bool {
    stated.marks.get(at).is_some_and(|mark| mark.class == Class::Unit && units::is_time(mark.value))
}
