//! Shares of a whole in words and in figures: "a third", "33%", "1/3".

use crate::facts::{Class, Stated, units};
use crate::language::{Sym, numbers};

/// Is what the number at a token says the share that one of these of another text says? Who gives one in per cent rounds.
pub fn is_share_of(stated: &Stated, at: usize, other: &Stated, tokens: impl Iterator<Item = usize>) -> bool {
    const ROUNDED: f64 = 0.01;
    let Some(own) = share(stated, at) else { return false };
    tokens.filter_map(|there| share(other, there)).any(|given| (own - given).abs() <= ROUNDED)
}

/// The share that the number at a token says, or is a part of.
fn share(stated: &Stated, at: usize) -> Option<f64> {
    let mark = stated.marks.get(at).filter(|mark| matches!(mark.class, Class::Number | Class::Numeral))?;
    let value = f64::from_bits(mark.value);
    let next = stated.marks.get(at + 1)?;
    if is_percent(stated, at + 1) {
        return Some(value / 100.0);
    }
    if value == 0.5 {
        return Some(value);
    }
    if stated.gap(at) == "/" && next.class == Class::Number {
        return Some(value / f64::from_bits(next.value));
    }
    // "One third", "two thirds".
    if let Some(parts) = denominator(stated, at + 1)
        && (value > 1.0) == stated.word(at + 1).ends_with('s')
    {
        return Some(value / parts);
    }
    // "A third", and what stands behind "one" or "two".
    let parts = denominator(stated, at)?;
    let before = at.checked_sub(1)?;
    match stated.marks[before].class {
        Class::Number | Class::Numeral => share(stated, before),
        _ => matches!(stated.word(before), "a" | "A").then(|| 1.0 / parts),
    }
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
