//! Dates that changed.

use super::context::{Scene, pair};
use super::{Change, Drift};
use crate::facts::{Class, Mark, Stated, calendar, units};
use crate::relation::Relation;

/// Two dates of one sort are one fact's from this score on.
const ONE_FACT: f32 = 0.3;

/// A digest puts together what stood far apart.
const FAR_APART: f32 = 1.0;

/// Finds the dates that stand for another of the parent.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let least = if relation == Some(Relation::Digest) { FAR_APART } else { ONE_FACT };
    let tells_anew = matches!(relation, Some(Relation::Rewrite | Relation::Merge));
    let gone: Vec<usize> = scene.gone().filter(|&p| scene.given_mark(p).class.is_date()).collect();
    let mut candidates = Vec::new();
    for at in scene.come().filter(|&at| scene.own_mark(at).class.is_date()) {
        for &place in &gone {
            if scene.own_mark(at).class != scene.given_mark(place).class || !scene.changed(at, place) {
                continue;
            }
            if is_of_another_zone(scene, at, place)
                || is_same_term(scene.child(), scene.own.start + at, scene.parent(), scene.row.window[place])
            {
                continue;
            }
            // Who tells anew tells in one sentence what happened on several days.
            let least = if tells_anew && scene.given_anywhere(at) { FAR_APART } else { least };
            let score = scene.surroundings(at, place) + 0.5 * scene.in_place(at, place);
            if score >= least {
                candidates.push((score, at, place));
            }
        }
    }
    for (at, place) in pair(&mut candidates) {
        out.push(scene.drift(Change::Date, at, place));
    }
    out.extend((0..scene.own.len()).filter_map(|at| match scene.own_mark(at).class {
        Class::Unit => span(scene, at),
        Class::Clock => half(scene, at),
        _ => None,
    }));
}

/// A time of day that is the same hour of the other half, where both say of which: "6 a.m.", "6 p.m.".
fn half(scene: &Scene, at: usize) -> Option<Drift> {
    let place = scene.row.pairs.equal(at)?;
    let is_morning = |stated: &Stated, at: usize| {
        let tokens = stated.whole(at..at + 1);
        let mut halves = tokens.filter_map(|at| calendar::is_morning(stated.word(at)));
        halves.next()
    };
    let own = is_morning(scene.child(), scene.own.start + at)?;
    let given = is_morning(scene.parent(), scene.row.window[place])?;
    (own != given).then(|| scene.drift(Change::Date, at, place))
}

/// A span of time without a number in the place of another: "within days", "within weeks". What is counted by it, "a year",
/// is another number then.
fn span(scene: &Scene, at: usize) -> Option<Drift> {
    /// What stands around the two must be alike so far.
    const ALIKE: f32 = 0.6;
    let (place, false) = scene.row.pairs.beside(at)? else { return None };
    let is_span = |mark: Mark| mark.class == Class::Unit && units::is_time(mark.value);
    let is_counted = |stated: &Stated, at: usize| {
        at > 0 && matches!(stated.marks[at - 1].class, Class::Number | Class::Numeral | Class::Part)
    };
    let (own, given) = (scene.own.start + at, scene.row.window[place]);
    let found = is_span(scene.own_mark(at))
        && is_span(scene.given_mark(place))
        && !is_counted(scene.child(), own)
        && !is_counted(scene.parent(), given)
        && !(0..scene.own.len()).any(|other| scene.own_mark(other) == scene.given_mark(place))
        && !(0..scene.row.window.len()).any(|other| scene.given_mark(other) == scene.own_mark(at))
        && scene.surroundings(at, place) >= ALIKE;
    let is_rate = at > 0 && matches!(scene.child().word(own - 1), "a" | "an" | "per" | "each" | "every");
    found.then(|| scene.drift(if is_rate { Change::Number } else { Change::Date }, at, place))
}

/// What is due by the end of a month is due before the next: "before June is out", "before July".
pub fn is_same_term(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    let (own, given) = ((child, own), (parent, given));
    let is_before = |(stated, at): (&Stated, usize)| at > 0 && stated.is(at - 1, "before");
    let is_end = |(stated, at): (&Stated, usize)| {
        at > 1 && stated.is(at - 1, "of") && stated.is(at - 2, "end")
            || at > 0 && stated.is(at - 1, "late")
            || stated.is_one_of(at + 1, &["is", "was"]) && stated.is_one_of(at + 2, &["out", "over"])
            || stated.is_one_of(at + 1, &["ends", "ended"])
    };
    let is_one = |next: (&Stated, usize), before: (&Stated, usize)| {
        is_before(next) && is_end(before) && calendar::is_next(next.0.marks[next.1], before.0.marks[before.1])
    };
    is_one(own, given) || is_one(given, own)
}

/// "1330 GMT" is 15.30 elsewhere: hours that only one side gives by Greenwich.
fn is_of_another_zone(scene: &Scene, at: usize, place: usize) -> bool {
    /// Words behind a time in which its zone may stand.
    const BEHIND: usize = 3;
    let (own, given) = (scene.own_mark(at), scene.given_mark(place));
    let by_greenwich = |stated: &Stated, at: usize| {
        (at + 1..stated.marks.len().min(at + 1 + BEHIND)).any(|at| stated.word(at) == "GMT")
    };
    let minutes = |value: u64| f64::from_bits(value) % 60.0;
    own.class == Class::Clock
        && minutes(own.value) == minutes(given.value)
        && by_greenwich(scene.child(), scene.own.start + at)
            != by_greenwich(scene.parent(), scene.row.window[place])
}
