//! Numbers that are rounded, and say so: "nearly five million" of 4.87 million.
//!
//! Who rounds says to which side: "more than 1,300" was 1,312, and "nearly half an hour" 25 minutes. A round number that
//! does not say so, or says so of the other side, is another number.

use super::bounds::{Bound, bound};
use super::numbers::sized;
use crate::facts::{Class, Stated};

/// What stands before a number that was rounded up, and before one that was rounded to the nearest.
const NEARLY: [&str; 5] = ["nearly", "almost", "approaching", "practically", "virtually"];
const ABOUT: [&str; 9] =
    ["about", "around", "some", "roughly", "approximately", "circa", "estimated", "near", "close"];

/// How much of a number may be lost by rounding it to one side, and to the nearest.
const LOST: f64 = 0.25;
const LOST_TO_NEAREST: f64 = 0.1;

/// Does the number at a token say that it is rounded, and is it one of those at these of another text rounded so?
pub fn is_rounded(stated: &Stated, at: usize, other: &Stated, tokens: impl Iterator<Item = usize>) -> bool {
    let Some(hedge) = hedge(stated, at) else { return false };
    let value = |stated: &Stated, at: usize| f64::from_bits(stated.marks[at].value);
    let own = sized(stated, at);
    let may_be = |there: usize| match (own, sized(other, there)) {
        (Some(own), Some(given)) => {
            given.in_unit_of(&own).is_some_and(|exact| hedge.may_be(own.number, exact))
        }
        (None, None) => hedge.may_be(value(stated, at), value(other, there)),
        _ => false,
    };
    tokens.filter(|&there| other.marks[there].class == Class::Number).any(may_be)
}

/// To which side a number says that it is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hedge {
    Down,
    Up,
    Nearest,
}

impl Hedge {
    /// Is a number another one, rounded so?
    fn may_be(self, rounded: f64, exact: f64) -> bool {
        let (digits, grain) = grain(rounded);
        // What has as many digits was not rounded.
        if rounded <= 0.0 || exact <= 0.0 || digits >= self::grain(exact).0 {
            return false;
        }
        let lost = exact - rounded;
        match self {
            Hedge::Down => lost > 0.0 && lost < grain && lost <= LOST * exact,
            Hedge::Up => lost < 0.0 && -lost < grain && -lost <= LOST * exact,
            Hedge::Nearest => lost.abs() <= grain / 2.0 && lost.abs() <= LOST_TO_NEAREST * exact,
        }
    }
}

/// How many digits say a number, without the zeros at its ends, and what the last of them counts. Who rounds to a five
/// rounds to fives.
fn grain(number: f64) -> (usize, f64) {
    // Numbers of news have no more digits.
    let written = format!("{number:.9e}");
    let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let last = exponent.parse::<i32>().unwrap_or(0) - (digits.len() as i32 - 1);
    let steps = if digits.len() > 1 && digits.ends_with('5') { 5.0 } else { 1.0 };
    (digits.len(), steps * 10f64.powi(last))
}

/// What a number says of its being rounded.
fn hedge(stated: &Stated, number: usize) -> Option<Hedge> {
    /// Words between what says so and its number: "close to a", "almost exactly $".
    const BETWEEN: usize = 2;
    if let Some((_, bound)) = bound(stated, number) {
        return Some(match bound {
            Bound::Below => Hedge::Down,
            Bound::Above => Hedge::Up,
        });
    }
    let before = (number.saturating_sub(BETWEEN + 1)..number).rev();
    let is_before = |&at: &usize| !stated.gap(at).contains([',', ';', ':', '.', '\n']);
    before.take_while(is_before).find_map(|at| {
        let is_one_of = |words: &[&str]| stated.is_one_of(at, words);
        (is_one_of(&NEARLY).then_some(Hedge::Up)).or_else(|| is_one_of(&ABOUT).then_some(Hedge::Nearest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_rounded_to_its_side_and_not_too_far() {
        for (hedge, rounded, exact, is_so) in [
            (Hedge::Down, 1300.0, 1312.0, true),
            (Hedge::Down, 1000.0, 1312.0, true),
            (Hedge::Down, 1000.0, 1900.0, false),
            (Hedge::Down, 250.0, 262.0, true),
            (Hedge::Down, 23.0, 23.4, true),
            (Hedge::Down, 200.0, 214.0, true),
            (Hedge::Down, 300.0, 214.0, false),
            (Hedge::Down, 200.0, 300.0, false),
            (Hedge::Up, 5e6, 4.87e6, true),
            (Hedge::Up, 4e6, 4.87e6, false),
            (Hedge::Up, 0.5, 25.0 / 60.0, true),
            (Hedge::Nearest, 4.9e6, 4.87e6, true),
            (Hedge::Nearest, 1300.0, 1312.0, true),
            (Hedge::Nearest, 1000.0, 1312.0, false),
            (Hedge::Nearest, 124.0, 214.0, false),
            (Hedge::Nearest, 24.0, 214.0, false),
            (Hedge::Nearest, 220.0, 214.0, false),
        ] {
            assert_eq!(hedge.may_be(rounded, exact), is_so, "{hedge:?} {rounded} {exact}");
        }
    }
}
