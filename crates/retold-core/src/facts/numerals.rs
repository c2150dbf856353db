//! Numbers in digits and in words, with the magnitude behind them.

use std::sync::OnceLock;

use super::table::Table;
use super::{Class, Mark, Sentence};
use crate::language::{Sym, numbers};

/// The number that a token of kind number spells.
pub fn value(word: &str) -> f64 {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return numbers::normal_digits(word).parse().unwrap_or(0.0);
    }
    let lower = word.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).map(part).sum()
}

/// The number that digits spell where the comma parts the decimals and the point the thousands, as on the Continent.
pub fn continental(word: &str) -> Option<f64> {
    if !word.contains([',', '.']) {
        return None;
    }
    let swapped: String = word
        .chars()
        .map(|c| match c {
            ',' => '.',
            '.' => ',',
            c => c,
        })
        .collect();
    numbers::normal_digits(&swapped).parse().ok()
}

fn part(word: &str) -> f64 {
    if word == "one" { 1.0 } else { numbers::from_word(word).map_or(0.0, f64::from) }
}

/// Words that are a number only beside one.
pub fn numeral(sym: Sym) -> Option<Mark> {
    const WORDS: [(&str, f64); 7] = [
        ("one", 1.0),
        ("first", 1.0),
        ("once", 1.0),
        ("single", 1.0),
        ("second", 2.0),
        ("both", 2.0),
        ("half", 0.5),
    ];
    static TABLE: OnceLock<Table<f64>> = OnceLock::new();
    let value = TABLE.get_or_init(|| Table::of(WORDS.into_iter())).get(sym)?;
    Some(Mark { class: Class::Numeral, value: value.to_bits() })
}

fn magnitude(sym: Sym) -> Option<f64> {
    const WORDS: [(&str, f64); 5] =
        [("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];
    static TABLE: OnceLock<Table<f64>> = OnceLock::new();
    TABLE.get_or_init(|| Table::of(WORDS.into_iter())).get(sym)
}

/// Joins a number and the magnitudes behind it; "a hundred" is a number too, and so is "6 000".
pub(super) fn join(sentence: &Sentence, marks: &mut [Mark]) {
    for at in 1..marks.len() {
        let (head, tail) = (sentence.word(at - 1), sentence.word(at));
        let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        if digits(head)
            && head.len() <= 3
            && digits(tail)
            && tail.len() == 3
            && matches!(sentence.gap(at - 1), " " | "\u{a0}" | "\u{202f}")
        {
            let number = f64::from_bits(marks[at - 1].value) * 1000.0 + f64::from_bits(marks[at].value);
            marks[at - 1] = Mark { class: Class::Number, value: number.to_bits() };
            marks[at].class = Class::Part;
        }
    }
    for at in (0..marks.len()).rev() {
        let Some(factor) = sentence.sym(at).and_then(magnitude) else { continue };
        // What stands behind was joined before: the thousand of "two hundred thousand".
        let factor = if marks[at].class == Class::Number { f64::from_bits(marks[at].value) } else { factor };
        let Some(before) = at.checked_sub(1) else { continue };
        let many = match marks[before].class {
            Class::Number | Class::Numeral => Some(f64::from_bits(marks[before].value)),
            _ => sentence.sym(before).and_then(magnitude),
        };
        if let Some(many) = many {
            marks[before] = number(many * factor);
            marks[at].class = Class::Part;
        } else if sentence.word(before).eq_ignore_ascii_case("a") {
            marks[at] = number(factor);
        }
    }
}

fn number(value: f64) -> Mark {
    Mark { class: Class::Number, value: value.to_bits() }
}
