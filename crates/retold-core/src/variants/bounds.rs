//! Numbers that are kept, and bound from the other side: "at most 40", "at least 40".

use std::ops::Range;

use super::context::Scene;
use super::{Change, Drift};
use crate::facts::{Class, Stated};

/// From which side a number is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Below,
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

/// Finds the numbers that the parent bounds from the other side.
pub fn drifts(scene: &Scene, out: &mut Vec<Drift>) {
    let (child, parent) = (scene.child(), scene.parent());
    for at in (0..scene.own.len()).filter(|&at| scene.own_mark(at).class == Class::Number) {
        let Some(place) = scene.row.pairs.equal(at) else { continue };
        let (own, given) = (scene.own.start + at, scene.row.window[place]);
        if let (Some((after, bound)), Some((before, other))) = (bound(child, own), bound(parent, given))
            && bound != other
        {
            out.push(scene.drift_of(Change::Number, parent.whole(before), child.whole(after)));
        }
    }
}

/// The number at `number` with what bounds it: "no fewer than 19".
fn bound(stated: &Stated, number: usize) -> Option<(Range<usize>, Bound)> {
    // The sign of money stands between the two.
    let end = number - usize::from(number > 0 && stated.marks[number - 1].class == Class::Unit);
    let is = |at: usize, word: &str| stated.word(at).eq_ignore_ascii_case(word);
    let (first, bound) = BOUNDS.iter().find_map(|(words, bound)| {
        let first = end.checked_sub(words.len())?;
        (first..end).zip(*words).all(|(at, word)| is(at, word)).then_some((first, *bound))
    })?;
    let denied = first.checked_sub(1).filter(|&before| is(before, "no") || is(before, "not"));
    Some(match denied {
        Some(before) => (before..number + 1, bound.denied()),
        None => (first..number + 1, bound),
    })
}
