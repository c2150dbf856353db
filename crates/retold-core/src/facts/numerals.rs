//! Numbers in digits and in words, with the magnitude behind them.

use std::sync::OnceLock;

use super::table::Table;
use super::{Class, Mark, Sentence, units};
use crate::language::{Kind, Sym, numbers};

/// The number that a token of kind number spells.
pub fn value(word: &str) -> f64 {
    /// So many digits a number has that is told exactly as it stands.
    const EXACT: usize = 15;
    if (1..=EXACT).contains(&word.len()) && is_digits(word) {
        return word.bytes().fold(0.0, |value, digit| 10.0 * value + f64::from(digit - b'0'));
    }
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

/// The mark of a word that is a number only beside one.
pub fn numeral(sym: Sym) -> Option<Mark> {
    let value = numerals().get(sym)?;
    Some(Mark { class: Class::Numeral, value: value.to_bits() })
}

/// Words that are a number only beside one.
pub(super) fn numerals() -> &'static Table<f64> {
    const WORDS: [(&str, f64); 10] = [
        ("one", 1.0),
        ("first", 1.0),
        ("once", 1.0),
        ("single", 1.0),
        ("second", 2.0),
        ("both", 2.0),
        ("pair", 2.0),
        ("double", 2.0),
        ("triple", 3.0),
        ("half", 0.5),
    ];
    static TABLE: OnceLock<Table<f64>> = OnceLock::new();
    TABLE.get_or_init(|| Table::of(WORDS.into_iter()))
}

/// How many times a word makes what it counts. Twelve, in digits or not, has the symbol of a dozen and multiplies nothing.
fn magnitude(sentence: &Sentence, at: usize) -> Option<f64> {
    let factor = magnitudes().get(sentence.sym(at)?)?;
    (factor != DOZEN || sentence.word(at).starts_with(['d', 'D'])).then_some(factor)
}

const DOZEN: f64 = 12.0;

/// Words that multiply the number before them.
pub(super) fn magnitudes() -> &'static Table<f64> {
    const WORDS: [(&str, f64); 14] = [
        ("dozen", DOZEN),
        ("hundred", 1e2),
        ("thousand", 1e3),
        ("lakh", 1e5),
        ("million", 1e6),
        ("crore", 1e7),
        ("billion", 1e9),
        ("milliard", 1e9),
        ("trillion", 1e12),
        ("mln", 1e6),
        ("mn", 1e6),
        ("bln", 1e9),
        ("bn", 1e9),
        ("mrd", 1e9),
    ];
    static TABLE: OnceLock<Table<f64>> = OnceLock::new();
    TABLE.get_or_init(|| Table::of(WORDS.into_iter()))
}

/// Joins numbers that several words say: "6 000", "two hundred thousand", "half a million", "11 thousand 200", "four in
/// ten". Every number is one of the `telling` words, and so is every magnitude.
pub(super) fn join(sentence: &Sentence, telling: &[usize], marks: &mut [Mark]) {
    // Every second sentence has none.
    let are_numbers =
        |marks: &[Mark]| telling.iter().any(|&at| matches!(marks[at].class, Class::Number | Class::Numeral));
    if are_numbers(marks) {
        telling.iter().for_each(|&at| fraction(sentence, marks, at));
        telling.iter().for_each(|&at| ratio(sentence, marks, at));
        for &at in telling.iter().filter(|&&at| at > 0) {
            thousands(sentence, marks, at);
            half_spelled(sentence, marks, at);
            ordinal(sentence, marks, at);
            and_a_half(sentence, marks, at);
        }
    }
    if telling.iter().any(|&at| magnitude(sentence, at).is_some()) {
        multiply(sentence, telling, marks);
    }
    if are_numbers(marks) {
        for &at in telling {
            all_but(sentence, marks, at);
            half(sentence, marks, at);
            proportion(sentence, marks, at);
        }
    }
}

/// Joins magnitudes with what they multiply and what is added to them.
fn multiply(sentence: &Sentence, telling: &[usize], marks: &mut [Mark]) {
    let behind = |first: usize| telling.iter().copied().filter(move |&at| at > first);
    // The hundreds first: of "two hundred and forty million" the million counts all that stands before.
    for is_wanted in [|factor: f64| factor <= 1e2, |factor: f64| factor > 1e2] {
        behind(0).rev().for_each(|at| multiplied(sentence, marks, at, is_wanted));
        behind(1).for_each(|at| added(sentence, marks, at));
    }
    behind(1).for_each(|at| range(sentence, marks, at));
}

/// "Half an hour", "a half year": a number of a unit of time.
fn half(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    if marks[at].class != Class::Numeral || !sentence.is(at, "half") {
        return;
    }
    let is_article = |at: usize| sentence.tokens.get(at).is_some() && matches!(sentence.word(at), "a" | "an");
    let unit = if is_article(at + 1) { at + 2 } else { at + 1 };
    let is_time = |mark: &Mark| mark.class == Class::Unit && units::is_time(mark.value);
    if marks.get(unit).is_some_and(is_time) {
        marks[at].class = Class::Number;
        marks[at + 1..unit].iter_mut().for_each(|mark| mark.class = Class::Part);
    }
}

/// "2½": what the sign behind a number adds to it.
fn fraction(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    const SIGNS: [(&str, f64); 7] = [
        ("½", 1.0 / 2.0),
        ("¼", 1.0 / 4.0),
        ("¾", 3.0 / 4.0),
        ("⅓", 1.0 / 3.0),
        ("⅔", 2.0 / 3.0),
        ("⅛", 1.0 / 8.0),
        ("⅕", 1.0 / 5.0),
    ];
    let is_short = sentence.tokens.get(at + 1).is_some_and(|next| next.span.len() <= "⅓".len());
    if !is_short || marks[at].class != Class::Number || !matches!(sentence.gap(at), "" | " " | "\u{a0}") {
        return;
    }
    if let Some((_, part)) = SIGNS.iter().find(|(sign, _)| *sign == sentence.word(at + 1)) {
        marks[at] = number(value_of(marks[at]) + part);
        marks[at + 1].class = Class::Part;
    }
}

/// "Twenty-first": tens and the ordinal behind them.
fn ordinal(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    const ORDINALS: [&str; 9] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    let tens = value_of(marks[at - 1]);
    let are_tens =
        marks[at - 1].class == Class::Number && (20.0..=90.0).contains(&tens) && tens % 10.0 == 0.0;
    if !are_tens || sentence.gap(at - 1) != "-" || is_digits(sentence.word(at - 1)) {
        return;
    }
    if let Some(last) = ORDINALS.iter().position(|ordinal| sentence.is(at, ordinal)) {
        marks[at - 1] = number(tens + last as f64 + 1.0);
        marks[at].class = Class::Part;
    }
}

/// "4-1/2", "4 1/2": a number and what two others behind it come to.
fn ratio(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    const MOST: f64 = 8.0;
    let are_joined = at + 2 < marks.len()
        && sentence.sign(at + 1) == Some(b'/')
        && matches!(sentence.gap(at), "-" | " " | "\u{2011}")
        && (at..at + 3).all(|at| marks[at].class == Class::Number && is_digits(sentence.word(at)));
    if !are_joined {
        return;
    }
    let [whole, part, of] = [0, 1, 2].map(|step| value_of(marks[at + step]));
    if 0.0 < part && part < of && of <= MOST {
        marks[at] = number(whole + part / of);
        marks[at + 1..at + 3].iter_mut().for_each(|mark| mark.class = Class::Part);
    }
}

/// "Two and a half years", "a year and a half", which is one and a half.
fn and_a_half(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    let ends_so = at >= 3
        && sentence.is(at, "half")
        && sentence.is(at - 1, "a")
        && sentence.is(at - 2, "and")
        && (at - 3..at).all(|between| matches!(sentence.gap(between), " " | "-"));
    if !ends_so {
        return;
    }
    let is_time = at > 3 && marks[at - 3].class == Class::Unit && units::is_time(marks[at - 3].value);
    let counts = if is_time { at - 4 } else { at - 3 };
    let whole = match marks[counts].class {
        Class::Number | Class::Numeral => value_of(marks[counts]),
        _ if is_time && (sentence.is(counts, "a") || sentence.is(counts, "an")) => 1.0,
        _ => return,
    };
    marks[counts] = number(whole + 0.5);
    marks[at - 2..=at].iter_mut().for_each(|mark| mark.class = Class::Part);
}

/// "All but two of 63": the 61 that are left.
fn all_but(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    let is_few = matches!(marks[at].class, Class::Number | Class::Numeral);
    if !is_few || at < 2 || !sentence.is(at - 1, "but") || !sentence.is(at - 2, "all") {
        return;
    }
    let is_number = |at: usize| marks.get(at).is_some_and(|mark| mark.class == Class::Number);
    let all = if sentence.is(at + 2, "the") { at + 3 } else { at + 2 };
    if sentence.is(at + 1, "of") && is_number(all) {
        marks[at] = number(value_of(marks[all]) - value_of(marks[at]));
    }
}

/// "6 000": digits behind digits.
fn thousands(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    if sentence.tokens[at - 1..=at].iter().any(|token| token.kind != Kind::Number) {
        return;
    }
    let (head, tail) = (sentence.word(at - 1), sentence.word(at));
    if is_digits(head)
        && head.len() <= 3
        && is_digits(tail)
        && tail.len() == 3
        && matches!(sentence.gap(at - 1), " " | "\u{a0}" | "\u{202f}")
    {
        marks[at - 1] = number(value_of(marks[at - 1]) * 1000.0 + value_of(marks[at]));
        marks[at].class = Class::Part;
    }
}

/// "1.eight million", "two,150": who spins an article word by word puts words for single digits too.
fn half_spelled(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    let Some(point @ (b'.' | b',')) = sentence.sign(at - 1) else { return };
    let (head, tail) = (sentence.word(at - 1), sentence.word(at));
    let is_small = |mark: Mark| matches!(mark.class, Class::Number | Class::Numeral) && value_of(mark) < 1e3;
    if is_digits(head) == is_digits(tail) || !is_small(marks[at - 1]) || !is_small(marks[at]) {
        return;
    }
    let (whole, behind) = (value_of(marks[at - 1]), value_of(marks[at]));
    let places = if is_digits(tail) { tail.len() } else { behind.to_string().len() };
    let value = match point {
        b'.' => whole + behind / 10f64.powi(places as i32),
        _ if places == 3 => whole * 1000.0 + behind,
        _ => return,
    };
    marks[at - 1] = number(value);
    marks[at].class = Class::Part;
}

/// A magnitude and the number before it; "a hundred" is a number too.
fn multiplied(sentence: &Sentence, marks: &mut [Mark], at: usize, is_wanted: fn(f64) -> bool) {
    let Some(factor) = magnitude(sentence, at).filter(|&factor| is_wanted(factor)) else {
        return;
    };
    if is_metre(sentence, at) {
        marks[at] = units::named("m").map_or(marks[at], |value| Mark { class: Class::Unit, value });
        return;
    }
    // What stands behind was joined before: the thousand of "two hundred thousand".
    let factor = if marks[at].class == Class::Number { value_of(marks[at]) } else { factor };
    let many = |at: usize| match marks[at].class {
        Class::Number | Class::Numeral => Some(value_of(marks[at])),
        _ => magnitude(sentence, at),
    };
    let is_article = sentence.word(at - 1).eq_ignore_ascii_case("a");
    let half =
        at.checked_sub(2).filter(|&half| is_article && sentence.word(half).eq_ignore_ascii_case("half"));
    let first = half.unwrap_or_else(|| head(marks, at - 1));
    if let Some(many) = many(first) {
        marks[first] = number(many * factor);
        marks[first + 1..=at].iter_mut().for_each(|mark| mark.class = Class::Part);
    } else if is_article {
        marks[at] = number(factor);
    }
}

/// "1.35m tall", "1.35m of depth" count metres and no millions.
fn is_metre(sentence: &Sentence, at: usize) -> bool {
    const MEASURED: [&str; 6] = ["tall", "high", "long", "wide", "deep", "thick"];
    const MEASURES: [&str; 5] = ["depth", "height", "length", "width", "draught"];
    let is_one_of = |at: usize, words: &[&str]| words.iter().any(|word| sentence.is(at, word));
    let is_measure = || is_one_of(at + 1, &["of", "in"]) && is_one_of(at + 2, &MEASURES);
    sentence.word(at) == "m" && (is_one_of(at + 1, &MEASURED) || is_measure())
}

/// "Between 90 and 120 million", "2 to 3 million": what multiplies the second number of a range multiplies the first.
fn range(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    let is_number = |mark: Mark| mark.class == Class::Number;
    if !is_number(marks[at]) {
        return;
    }
    let is_between = || at > 2 && sentence.is(at - 3, "between") && sentence.is(at - 1, "and");
    // "1.1 of the 3.4 million"; nobody counts tenths of ones.
    let is_part = || at > 2 && sentence.is(at - 2, "of") && sentence.is(at - 1, "the");
    let first = match is_part() && is_number(marks[at - 3]) && value_of(marks[at - 3]).fract() != 0.0 {
        true => at - 3,
        false if sentence.is(at - 1, "to") || is_between() => at - 2,
        false => return,
    };
    if !is_number(marks[first]) {
        return;
    }
    // The million of "120 million" stands behind it, that of "two million" does as well.
    let Some(factor) = magnitude(sentence, at + 1).filter(|_| marks[at + 1].class == Class::Part) else {
        return;
    };
    let (less, more) = (value_of(marks[first]), value_of(marks[at]));
    if less * factor < more {
        marks[first] = number(less * factor);
    }
}

/// The first token of the number that ends at a token.
fn head(marks: &[Mark], last: usize) -> usize {
    let first = (0..=last).rev().find(|&at| marks[at].class != Class::Part).unwrap_or(last);
    if marks[first].class == Class::Number { first } else { last }
}

/// What stands behind a magnitude and is smaller: the 200 of "11 thousand 200", the five of "two hundred and five".
fn added(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    if marks[at].class != Class::Number {
        return;
    }
    let is_and = sentence.word(at - 1) == "and";
    let last = if is_and { at - 2 } else { at - 1 };
    let Some(factor) = magnitude(sentence, last) else { return };
    let is_joined = (last..at).all(|between| sentence.gap(between) == " ");
    let small = value_of(marks[at]);
    if (marks[last].class == Class::Part || marks[last] == number(factor))
        && is_joined
        && (1.0..factor.min(1e3)).contains(&small)
        && !(is_and && small >= 1e2)
        && factor != DOZEN
        && let Some(first) = (0..=last).rev().find(|&first| marks[first].class == Class::Number)
    {
        marks[first] = number(value_of(marks[first]) + small);
        marks[last + 1..=at].iter_mut().for_each(|mark| mark.class = Class::Part);
    }
}

/// "Four in ten", "four men out of ten", "four tenths": as many per cent. Of other numbers few count so.
fn proportion(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    let some = marks[at];
    if some.class != Class::Number || value_of(some) >= 10.0 {
        return;
    }
    let word = |at: usize| sentence.tokens.get(at).map_or("", |_| sentence.word(at));
    let is_ten = |at: usize| marks.get(at).is_some_and(|&mark| mark == number(10.0));
    let whole = |at: usize| match word(at) {
        "of" if matches!(word(at + 1), "each" | "every") => Some(at + 2),
        "in" | "of" | "from" => Some(at + 1),
        "out" if word(at + 1) == "of" => Some(at + 2),
        _ => None,
    };
    // What is counted may stand between.
    let last = match word(at + 1) {
        "tenths" => Some(at + 1),
        _ => [at + 1, at + 2].into_iter().filter_map(whole).find(|&whole| is_ten(whole)),
    };
    // "Two in ten minutes".
    let is_span =
        |last: usize| marks.get(last + 1).is_some_and(|mark| matches!(mark.class, Class::Unit | Class::Part));
    if let Some(last) = last.filter(|&last| !is_span(last)) {
        marks[at] = number(10.0 * value_of(some));
        marks[last].class = Class::Part;
    }
}

/// Is a word digits and nothing else?
pub(super) fn is_digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn value_of(mark: Mark) -> f64 {
    f64::from_bits(mark.value)
}

fn number(value: f64) -> Mark {
    Mark { class: Class::Number, value: value.to_bits() }
}
