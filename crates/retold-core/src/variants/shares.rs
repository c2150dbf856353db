//! Shares of a whole in words and in figures: "a third", "33%", "1/3".

use crate::facts::{Class, Stated, units};
use crate::language::{Sym, numbers};

/// Is what the number at a token says in one of the two ways the share that one of these of another text says in the
/// other? Who gives one in per cent rounds.
pub fn is_share_of(stated: &Stated, at: usize, other: &Stated, tokens: impl Iterator<Item = usize>) -> bool {
    const ROUNDED: f64 = 0.01;
    /// What dividing may cost.
    const EXACT: f64 = 1e-9;
    let Some(own) = share(stated, at) else { return false };
    let is_same = |given: Share| match (own, given) {
        (Share::Percent(a), Share::Fraction(b)) | (Share::Fraction(a), Share::Percent(b)) => {
            (a - b).abs() <= ROUNDED
        }
        (Share::Fraction(a), Share::Fraction(b)) => (a - b).abs() <= EXACT,
        (Share::Percent(_), Share::Percent(_)) => false,
    };
    tokens.filter_map(|there| share(other, there)).any(is_same)
}

/// A share of a whole, of 1, as it is said.
#[derive(Clone, Copy, Debug)]
enum Share {
    Percent(f64),
    Fraction(f64),
}

/// The share that the number at a token says, or is a part of.
fn share(stated: &Stated, at: usize) -> Option<Share> {
    let is_number = |at: usize| {
        stated.marks.get(at).is_some_and(|mark| matches!(mark.class, Class::Number | Class::Numeral))
    };
    let value = |at: usize| f64::from_bits(stated.marks[at].value);
    if !is_number(at) || at + 1 >= stated.marks.len() {
        return None;
    }
    if is_percent(stated, at + 1) {
        return Some(Share::Percent(value(at) / 100.0));
    }
    // "50 basis points", of which a point has a hundred.
    if stated.is(at + 1, "basis") {
        return Some(Share::Fraction(value(at) / 100.0));
    }
    // "Half a point", "0.75 points".
    if value(at) > 0.0 && value(at) < 1.0 {
        return Some(Share::Fraction(value(at)));
    }
    if stated.gap(at) == "/" && is_number(at + 1) {
        return Some(Share::Fraction(value(at) / value(at + 1)));
    }
    // "One third", "two thirds".
    if let Some(parts) = denominator(stated, at + 1)
        && (value(at) > 1.0) == stated.word(at + 1).ends_with('s')
    {
        return Some(Share::Fraction(value(at) / parts));
    }
    // "12 of the 36".
    let Some(parts) = denominator(stated, at) else {
        let few =
            few(stated, at).filter(|&few| is_number(few) && (value(at) + 1.0..=FEW).contains(&value(few)));
        let whole = whole(stated, at).filter(|&whole| is_number(whole)).or(few)?;
        return Some(Share::Fraction(value(at) / value(whole)));
    };
    // "A third", and what stands behind "one" or "two".
    let before = at.checked_sub(1)?;
    match is_number(before) {
        true => share(stated, before),
        false => matches!(stated.word(before), "a" | "A").then(|| Share::Fraction(1.0 / parts)),
    }
}

/// Nobody says of how many more one is.
const FEW: f64 = 20.0;

/// Where the number stands of which the one at a token is a part, if it is a small one that stands for all: "one in five", "two out
/// of three".
fn few(stated: &Stated, at: usize) -> Option<usize> {
    let few = match (stated.is(at + 1, "in"), stated.is(at + 1, "out") && stated.is(at + 2, "of")) {
        (true, _) => at + 2,
        (_, true) => at + 3,
        _ => return None,
    };
    // "Two in ten minutes".
    let is_span = stated.marks.get(few + 1).is_some_and(|mark| mark.class == Class::Unit);
    (!is_span).then_some(few)
}

/// Where the number stands of which the one at a token is a part, if one does: "12 of the 36".
fn whole(stated: &Stated, at: usize) -> Option<usize> {
    let is_whose = stated.is_one_of(at + 2, &["the", "its", "their", "his", "her", "our", "my", "all"]);
    stated.is(at + 1, "of").then_some(if is_whose { at + 3 } else { at + 2 })
}

fn is_percent(stated: &Stated, at: usize) -> bool {
    units::unit(Sym::of("percent")).is_some_and(|percent| stated.marks[at] == percent)
}

/// Into how many parts a word divides: "quarters", "third".
fn denominator(stated: &Stated, at: usize) -> Option<f64> {
    let word = stated.marks.get(at).map(|_| stated.word(at).to_lowercase())?;
    let word = word.strip_suffix('s').unwrap_or(&word);
    match word {
        "quarter" => Some(4.0),
        "third" => Some(3.0),
        word if word.ends_with("th") => numbers::from_word(word).map(f64::from),
        _ => None,
    }
}
