//! Numbers that changed, and units.

use std::ops::Range;

use super::alike::alike;
use super::context::{Scene, pair};
use super::roles::is_below;
use super::rounding::is_rounded;
use super::shares::is_share_of;
use super::{Change, Drift};
use crate::facts::{Class, Mark, Stated, numerals, units};
use crate::relation::Relation;

/// Two numbers are one fact's from this score on; where the alignment does not put them into one place, from more.
const ONE_FACT: f32 = 1.15;
const ELSEWHERE: f32 = 0.15;

/// What says that two numbers are one fact's: the likeness of their digits, the same place of the alignment, the same thing
/// counted.
const DIGITS: f32 = 0.8;
const PLACE: f32 = 0.5;
const COUNTED: f32 = 0.5;

/// Where one number is new and one gone, they are likelier to be one fact's: a slip changes a digit and not their number.
const ALONE: f32 = 0.2;

/// Who goes word by word has no other word for a number, whatever stands around it.
const WORD_BY_WORD: f32 = 0.5;

/// Who tells in other words puts other numbers side by side.
const RETOLD: f32 = 0.45;

/// So much the same around two numbers, they are one fact's though both stand elsewhere too.
const PLAIN: f32 = 1.6;

/// So much must be the same around a word like "first" and what stands in its place.
const WEAK: f32 = 0.8;

/// Finds the numbers that stand for another of the parent.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let retells = relation.is_some_and(Relation::retells);
    let is_number = |class: Class| matches!(class, Class::Number | Class::Numeral);
    let gone: Vec<usize> = scene.gone().filter(|&p| is_number(scene.given_mark(p).class)).collect();
    let comes = |&at: &usize| is_number(scene.own_mark(at).class) && !is_in_other_clothes(scene, at);
    let come: Vec<usize> = scene.come().filter(comes).collect();
    let reading = Reading {
        scene,
        is_alone: gone.len() == 1 && come.len() == 1,
        goes_word_by_word: relation.is_some_and(Relation::goes_word_by_word),
        least: ONE_FACT + if retells { RETOLD } else { 0.0 },
    };
    // Who retells and has several numbers in a sentence has taken those together that the parent has elsewhere.
    let gathers = retells && come.len() > 1;
    let told = come.into_iter().filter(|&at| !gathers || !scene.given_anywhere(at));
    let both = told.flat_map(|at| gone.iter().map(move |&place| (at, place)));
    let mut candidates: Vec<(f32, usize, usize)> =
        both.filter_map(|(at, place)| Some((reading.score(at, place)?, at, place))).collect();
    for (at, place) in pair(&mut candidates) {
        out.push(scene.drift(change(scene, at, place), at, place));
    }
    changed_units(scene, out);
}

/// Does the parent state the number in another way?
fn is_in_other_clothes(scene: &Scene, at: usize) -> bool {
    is_continental(scene, at)
        || is_quarter(scene, at)
        || is_same_share(scene, at)
        || is_rounding(scene, at)
        || scene
            .row
            .window
            .iter()
            .any(|&there| are_in_metres(scene.child(), scene.own.start + at, scene.parent(), there))
}

/// "5.8m", "5.8 metres": has one of two texts a number with what stands for millions elsewhere, and the other the number?
fn are_in_metres(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    let is_short = |stated: &Stated, at: usize| {
        at + 1 < stated.marks.len() && stated.gap(at).is_empty() && stated.word(at + 1) == "m"
    };
    let written = |stated: &Stated, at: usize| numerals::value(stated.word(at));
    let is_plain = |stated: &Stated, at: usize| f64::from_bits(stated.marks[at].value) == written(stated, at);
    let are_numbers = [child.marks[own], parent.marks[given]].iter().all(|mark| mark.class == Class::Number);
    are_numbers
        && written(child, own) == written(parent, given)
        && (is_short(child, own) && is_plain(parent, given)
            || is_short(parent, given) && is_plain(child, own))
}

/// A changed sentence, and how its witness treats numbers.
struct Reading<'s> {
    scene: &'s Scene<'s>,
    /// Is one number new in the sentence, and one gone?
    is_alone: bool,
    goes_word_by_word: bool,
    /// The score from which on two numbers in one place are one fact's.
    least: f32,
}

impl Reading<'_> {
    /// How far the number at `at` stands for that at `place`. Nothing, where it does not.
    fn score(&self, at: usize, place: usize) -> Option<f32> {
        let scene = self.scene;
        let (here, there) = (scene.own.start + at, scene.row.window[place]);
        let in_place = scene.in_place(at, place);
        // A word like "first" is no number unless one stands in its place.
        let weak = [scene.own_mark(at), scene.given_mark(place)].iter().any(|m| m.class == Class::Numeral);
        if weak && (in_place < 1.0 || !tell_numbers(scene, at, place)) {
            return None;
        }
        let surroundings = scene.surroundings(at, place);
        let plain = in_place == 1.0 && surroundings >= PLAIN;
        if weak && surroundings < WEAK
            || !plain && !scene.changed(at, place)
            || is_converted(scene.child(), here, scene.parent(), there)
            || is_money_for_time(scene.child(), here, scene.parent(), there)
        {
            return None;
        }
        let score = surroundings
            + DIGITS * digits_alike(&digits(scene.child(), here), &digits(scene.parent(), there))
            + PLACE * in_place
            + if scene.counts_the_same(at, place) { COUNTED } else { 0.0 }
            + if self.is_alone && are_of_one_length(scene, at, place) { ALONE } else { 0.0 }
            + if self.is_alone && in_place == 1.0 && self.goes_word_by_word { WORD_BY_WORD } else { 0.0 };
        let least = self.least + if in_place > 0.0 { 0.0 } else { ELSEWHERE };
        (score >= least).then_some(score)
    }
}

/// Do two words tell numbers, of which one is like "first": is there a number in its place, or one of its kind? "Once of
/// Narva" tells none.
fn tell_numbers(scene: &Scene, at: usize, place: usize) -> bool {
    let (own, given) = (scene.own_mark(at), scene.given_mark(place));
    let (here, there) = (scene.own.start + at, scene.row.window[place]);
    let are_of_one_kind =
        || are_whole(own.value, given.value) && orders(scene.child(), here) == orders(scene.parent(), there);
    let tells_once = |stated: &Stated, at: usize, other: &Stated, number: usize| {
        !stated.is(at, "once") || is_how_often(other, number)
    };
    (own.class != given.class || are_of_one_kind())
        && tells_once(scene.child(), here, scene.parent(), there)
        && tells_once(scene.parent(), there, scene.child(), here)
}

/// Is it a number of the parent's with comma and point changed for one another?
fn is_continental(scene: &Scene, at: usize) -> bool {
    continental(scene.child(), scene.own.start + at).is_some_and(|mark| scene.hears(mark))
}

/// What a number states if its comma and point are changed for one another.
fn continental(stated: &Stated, at: usize) -> Option<Mark> {
    let word = stated.word(at);
    let number = numerals::continental(word)?;
    // "2,4 million": what is written is multiplied by what stands behind it.
    let factor = f64::from_bits(stated.marks[at].value) / numerals::value(word);
    Some(Mark { class: Class::Number, value: (number * factor).to_bits() })
}

/// Is a number of the witness one of the parent in other clothes: with comma and point changed, in another unit?
pub fn is_same(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    continental(child, own).is_some_and(|mark| mark == parent.marks[given])
        || is_share_of(child, own, parent, std::iter::once(given))
        || is_converted(child, own, parent, given)
        || is_rounded(child, own, parent, std::iter::once(given))
        || are_in_metres(child, own, parent, given)
}

/// Does the parent state the share that it states, in other words?
fn is_same_share(scene: &Scene, at: usize) -> bool {
    is_share_of(scene.child(), scene.own.start + at, scene.parent(), scene.row.window.iter().copied())
}

/// Does the parent state the number that it rounds?
fn is_rounding(scene: &Scene, at: usize) -> bool {
    is_rounded(scene.child(), scene.own.start + at, scene.parent(), scene.row.window.iter().copied())
}

/// Is it a fourth, where the parent has a quarter?
fn is_quarter(scene: &Scene, at: usize) -> bool {
    let has_quarter =
        |stated: &Stated, mut tokens: Range<usize>| tokens.any(|at| stated.is_written(at, "quarter"));
    let window = || scene.row.window.first().zip(scene.row.window.last());
    scene.child().is_written(scene.own.start + at, "fourth")
        && window().is_some_and(|(&first, &last)| has_quarter(scene.parent(), first..last + 1))
        && !has_quarter(scene.child(), scene.own.clone())
}

fn is_how_often(stated: &Stated, at: usize) -> bool {
    stated.is(at, "twice") || stated.is(at + 1, "times")
}

/// Does a word like "first" say which, and not how many? "A second time" is one time more.
fn orders(stated: &Stated, at: usize) -> bool {
    stated.is(at, "first") || stated.is(at, "second")
}

fn are_whole(a: u64, b: u64) -> bool {
    [a, b].iter().all(|&value| f64::from_bits(value).fract() == 0.0)
}

/// What changed with a number: a date, where it says which half or week of a time ("the second half"), else a number.
fn change(scene: &Scene, at: usize, place: usize) -> Change {
    let weak = scene.own_mark(at).class == Class::Numeral && scene.given_mark(place).class == Class::Numeral;
    let behind = |steps: usize| {
        let here = scene.own.start + at + steps;
        (here < scene.own.end).then(|| scene.child().word(here).to_lowercase())
    };
    let span = |word: Option<String>| {
        word.is_some_and(|w| matches!(w.as_str(), "half" | "quarter" | "week" | "month" | "day"))
    };
    // "The first deputy governor", "the second".
    let tells_deputy = |stated: &Stated, at: usize| at + 1 < stated.marks.len() && is_below(stated, at + 1);
    let tell_deputies = || {
        tells_deputy(scene.child(), scene.own.start + at)
            && tells_deputy(scene.parent(), scene.row.window[place])
    };
    match weak {
        true if span(behind(1)) => Change::Date,
        true if tell_deputies() => Change::Title,
        _ => Change::Number,
    }
}

/// Is a number written so far like another, of another text, that one was mistaken for it: with as many digits, half of
/// them the same, or ten times as much?
pub fn is_mistaken(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    /// The share of the digits.
    const ALIKE: f32 = 0.5;
    let (written, other) = (digits(child, own), digits(parent, given));
    let alike = digits_alike(&written, &other);
    alike >= ALIKE
        && (written.len() == other.len() || alike == 1.0)
        && !is_money_for_time(child, own, parent, given)
}

/// Are two numbers written with as many digits, and more than one?
fn are_of_one_length(scene: &Scene, at: usize, place: usize) -> bool {
    let own = digits(scene.child(), scene.own.start + at).len();
    own > 1 && own == digits(scene.parent(), scene.row.window[place]).len()
}

/// Is it the same measure in another unit: "171 km/h", "106mph"? Or what it comes to in another money, in brackets: by the
/// rate of another day, if not of another country.
fn is_converted(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    let (Some(own_measure), Some(other)) = (sized(child, own), sized(parent, given)) else { return false };
    let is_exchanged = || {
        units::is_money(own_measure.unit)
            && units::is_money(other.unit)
            && own_measure.unit != other.unit
            && is_bracketed(child, own)
            && is_bracketed(parent, given)
    };
    own_measure.is_converted(&other) || is_exchanged()
}

/// Does one of two numbers count money, and the other time?
fn is_money_for_time(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    let (Some(own), Some(given)) = (counted(child, own), counted(parent, given)) else { return false };
    let is_one = |a: &Counted, b: &Counted| units::is_money(a.unit) && units::is_time(b.unit);
    is_one(&own, &given) || is_one(&given, &own)
}

/// A number and its unit; a name right behind the number may be one that is none elsewhere: "14.6m", but for "14.6m euros".
pub fn sized(stated: &Stated, at: usize) -> Option<units::Measure> {
    let counted = counted(stated, at);
    let is_money = counted.as_ref().is_some_and(|counted| units::is_money(counted.unit));
    let is_joined = !is_money && at + 1 < stated.marks.len() && stated.gap(at).is_empty();
    if let Some(unit) = is_joined.then(|| units::named(stated.word(at + 1))).flatten() {
        return Some(units::Measure { number: numerals::value(stated.word(at)), unit, power: 1 });
    }
    let Counted { unit, token } = counted?;
    let power = match token.checked_sub(1).map(|before| stated.word(before)) {
        Some("square" | "sq") => 2,
        Some("cubic") => 3,
        _ => 1,
    };
    Some(units::Measure { number: f64::from_bits(stated.marks[at].value), unit, power })
}

/// Does a number stand at the head of what is in brackets?
fn is_bracketed(stated: &Stated, at: usize) -> bool {
    /// Words before it that are in the brackets, its sign among them.
    const BEFORE: usize = 2;
    (at.saturating_sub(BEFORE + 1)..at).any(|before| stated.gap(before).contains('('))
}

/// How [`alike`] the digits of two numbers are. One digit is in too many numbers, but for ten times as much.
fn digits_alike(a: &[u8], b: &[u8]) -> f32 {
    let significant = |digits: &[u8]| digits.iter().rposition(|&d| d != b'0').map_or(0, |last| last + 1);
    if a.len() != b.len() && a[..significant(a)] == b[..significant(b)] {
        return 1.0;
    }
    if a.len().min(b.len()) < 2 && a != b { 0.0 } else { alike(a, b) }
}

/// The digits of a number as it is written, or as it would be if it is written in words.
fn digits(stated: &Stated, at: usize) -> Vec<u8> {
    let written: Vec<u8> = stated.word(at).bytes().filter(u8::is_ascii_digit).collect();
    let is_spelled = written.is_empty();
    if is_spelled { f64::from_bits(stated.marks[at].value).to_string().into_bytes() } else { written }
}

/// The same number of another unit.
fn changed_units(scene: &Scene, out: &mut Vec<Drift>) {
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let given: Vec<(Mark, Counted)> = measures(parent, window.iter().copied()).collect();
    let own: Vec<(Mark, Counted)> = measures(child, scene.own.clone()).collect();
    let is_among = |all: &[(Mark, Counted)], number: Mark, unit: u64| {
        all.iter().any(|(other, measure)| *other == number && measure.unit == unit)
    };
    for (number, measure) in &own {
        let other = given.iter().find(|(same, other)| {
            same == number
                && units::comparable(other.unit, measure.unit)
                && !is_among(&given, *number, measure.unit)
                && !is_among(&own, *number, other.unit)
        });
        if let Some((_, other)) = other {
            let (before, after) = (other.token..other.token + 1, measure.token..measure.token + 1);
            out.push(scene.drift_of(Change::Number, before, after));
        }
    }
}

/// What a number counts, and the token that says so.
struct Counted {
    unit: u64,
    token: usize,
}

/// The numbers among these tokens that count a unit.
fn measures(stated: &Stated, tokens: impl Iterator<Item = usize>) -> impl Iterator<Item = (Mark, Counted)> {
    let numbers = tokens.filter(|&at| stated.marks[at].class == Class::Number);
    numbers.filter_map(|at| Some((stated.marks[at], counted(stated, at)?)))
}

/// The unit of a number: the sign before it, or the first unit behind it before another number.
fn counted(stated: &Stated, number: usize) -> Option<Counted> {
    /// Words behind a number in which its unit stands.
    const BEHIND: usize = 3;
    let is_other = |at: usize| stated.marks[at].class == Class::Number || units::leads(stated.word(at));
    let sign = number.checked_sub(1).filter(|&before| units::leads(stated.word(before)));
    let apart = (number + 1..stated.marks.len()).filter(|&at| stated.marks[at].class != Class::Part);
    let mut behind = apart.take(BEHIND).take_while(|&at| !is_other(at));
    let is_unit = |at: usize| stated.marks.get(at).is_some_and(|mark| mark.class == Class::Unit);
    let token = sign.or_else(|| behind.find(|&at| is_unit(at)))?;
    // "Percent points" are points.
    let is_share = |at: usize| units::is_share(stated.marks[at].value);
    let token = if is_unit(token + 1) && is_share(token) && is_share(token + 1) { token + 1 } else { token };
    Some(Counted { unit: stated.marks[token].value, token })
}
