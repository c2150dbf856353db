//! Dates and times of day.

use std::sync::OnceLock;

use super::numerals::is_digits;
use super::table::{Table, list};
use super::{Class, Mark, Sentence, units};
use crate::language::{Kind, Sym};

const MONTHS: [&str; 12] = [
    "@january",
    "@february",
    "march",
    "@april",
    "may",
    "@june",
    "@july",
    "@august",
    "@september",
    "@october",
    "@november",
    "@december",
];

/// Does the month of one mark begin when that of the other ends?
pub fn is_next(month: Mark, before: Mark) -> bool {
    let number = |mark: Mark| MONTHS.iter().position(|name| u64::from(Sym::of(name).0) == mark.value);
    let both = number(month).zip(number(before));
    both.is_some_and(|(month, before)| month == (before + 1) % MONTHS.len())
}

/// The mark of a weekday or a month that its name alone gives away, or of who is called so.
pub(super) fn alone(sentence: &Sentence, at: usize) -> Mark {
    let sym = sentence.tokens[at].sym;
    let is_month = || MONTHS.iter().any(|name| name.starts_with('@') && Sym::of(name) == sym);
    match is_month() {
        true => month(sentence, at),
        false => Mark { class: Class::Weekday, value: u64::from(sym.0) },
    }
}

/// Feasts, which tell a day as weekdays do: "before Christmas".
pub(super) fn feasts() -> &'static Table<()> {
    static FEASTS: OnceLock<Table<()>> = OnceLock::new();
    FEASTS.get_or_init(|| {
        list("christmas easter ramadan eid diwali hanukkah passover thanksgiving pentecost whitsun halloween")
    })
}

/// The mark of a month, or of who is called so.
pub(super) fn month(sentence: &Sentence, at: usize) -> Mark {
    let class = if is_first_name(sentence, at) { Class::Name } else { Class::Month };
    // "Mar" is a word of its own, and no other month is cut short to one.
    let sym = if sentence.word(at) == "Mar" { Sym::of("march") } else { sentence.tokens[at].sym };
    Mark { class, value: u64::from(sym.0) }
}

/// "March" and "May" are months where they have a capital that no start of a sentence gives them, or a number beside
/// them.
pub(super) fn is_month_by_capital(sentence: &Sentence, at: usize) -> bool {
    if sentence.head(at) != b'M' || !matches!(sentence.word(at), "March" | "May" | "Mar") {
        return false;
    }
    at > 0
        || sentence
            .tokens
            .get(1)
            .is_some_and(|t| sentence.word(1).len() <= 4 && t.is_hard() && is_digits(sentence.word(1)))
}

/// Is it a first name and no month: "Jan Dorn", "said April Dorn"? A family name stands behind it, and nothing before it that
/// stands before months.
fn is_first_name(sentence: &Sentence, at: usize) -> bool {
    const TELLING: [&str; 5] = ["last", "next", "this", "early", "late"];
    const BEFORE_MONTHS: [&str; 16] = [
        "in", "since", "of", "until", "till", "from", "to", "by", "before", "after", "for", "during",
        "between", "the", "a", "an",
    ];
    let is_one_of = |at: usize, words: &[&str]| words.iter().any(|word| sentence.is(at, word));
    let is_short = sentence.word(at) == "Jan";
    if !is_short && !matches!(sentence.word(at), "April" | "May" | "June" | "August") {
        return false;
    }
    let is_named = sentence.tokens.get(at + 1).is_some_and(|next| {
        matches!(next.kind, Kind::Name | Kind::Word)
            && sentence.is_capital(at + 1)
            && !sentence.is(at + 1, "day")
    });
    let is_dated = at.checked_sub(1).is_some_and(|before| {
        // A month that is cut short has its day beside it: "by Jan Dorn" is by somebody.
        let is_told = is_one_of(before, &TELLING) || !is_short && is_one_of(before, &BEFORE_MONTHS);
        sentence.tokens[before].kind == Kind::Number || is_told && sentence.gap(before) == " "
    });
    is_named && sentence.gap(at) == " " && !is_dated
}

/// Tells numbers that are days, years and times of day from other numbers. What tells of either is one of the `telling`
/// words.
pub(super) fn join(sentence: &Sentence, telling: &[usize], marks: &mut [Mark]) {
    for &at in telling {
        match marks[at].class {
            Class::Number => number(sentence, marks, at),
            Class::Numeral | Class::Word if !may_tell_time(sentence, at) => {}
            Class::Numeral | Class::Word if let Some((minutes, tokens)) = spoken(sentence, marks, at) => {
                marks[at] = clock(minutes);
                marks[at + 1..at + tokens].iter_mut().for_each(|m| m.class = Class::Part);
            }
            Class::Unit if units::is_time(marks[at].value) && at > 0 && is_relative(sentence, at - 1) => {
                marks[at].class = Class::Period;
            }
            Class::Word if sentence.word(at).eq_ignore_ascii_case("noon") => marks[at] = clock(HALF),
            Class::Word if sentence.word(at).eq_ignore_ascii_case("midnight") => marks[at] = clock(0.0),
            _ => {}
        }
    }
}

/// Is a word as long as one that tells a time of day, "half", "noon", "quarter", "midnight", and begins as they do? Most are
/// not.
#[inline]
pub(super) fn may_tell_time(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.tokens[at].span.len(), 4 | 7 | 8)
        & matches!(sentence.head(at).to_ascii_lowercase(), b'h' | b'n' | b'q' | b'm')
}

fn is_relative(sentence: &Sentence, at: usize) -> bool {
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| list("last next this past previous coming following"));
    sentence.sym(at).is_some_and(|sym| words.has(sym))
}

/// Minutes of half a day.
const HALF: f64 = 720.0;

/// A time of day, in minutes of half a day: "5 pm" and "17:00" are one, but noon and midnight are two.
fn clock(minutes: f64) -> Mark {
    let minutes = if minutes == HALF { HALF } else { minutes % HALF };
    Mark { class: Class::Clock, value: minutes.to_bits() }
}

fn number(sentence: &Sentence, marks: &mut [Mark], at: usize) {
    let value = f64::from_bits(marks[at].value);
    let word = sentence.word(at);
    let behind = |steps: usize| (at + steps < marks.len()).then(|| marks[at + steps].class);
    let month_beside = behind(1) == Some(Class::Month)
        || at > 0 && marks[at - 1].class == Class::Month
        || behind(2) == Some(Class::Month) && sentence.word(at + 1).eq_ignore_ascii_case("of");
    if let Some((minutes, tokens)) = time_of_day(sentence, at, value) {
        marks[at] = clock(minutes);
        let end = (at + tokens).min(marks.len());
        marks[at + 1..end].iter_mut().for_each(|m| m.class = Class::Part);
    } else if month_beside && (1.0..=31.0).contains(&value) && value.fract() == 0.0 {
        marks[at].class = Class::Day;
    } else if word.len() == 4
        && is_digits(word)
        && (1900.0..2100.0).contains(&value)
        && behind(1) != Some(Class::Unit)
        && behind(1) != Some(Class::Part)
    {
        marks[at].class = Class::Year;
    } else if let Some(year) = spanned(sentence, marks, at) {
        marks[at] = Mark { class: Class::Year, value: year.to_bits() };
    }
}

/// The year up to which a span of years goes: "2024-25", "2024/25".
fn spanned(sentence: &Sentence, marks: &[Mark], at: usize) -> Option<f64> {
    let first = marks[at.checked_sub(1)?];
    let is_span = first.class == Class::Year && matches!(sentence.gap(at - 1), "-" | "/" | "\u{2013}");
    let is_short = is_span && sentence.word(at).len() == 2 && is_digits(sentence.word(at));
    let from = f64::from_bits(first.value);
    let to = from - from % 100.0 + f64::from_bits(marks[at].value);
    (is_short && to > from).then_some(to)
}

/// "15.30 hours" is a time, "15 hours" a span of it.
fn word_is_time(sentence: &Sentence, at: usize) -> bool {
    sentence.word(at).split_once('.').is_some_and(|(_, minutes)| minutes.len() == 2)
}

fn is_span(sentence: &Sentence, at: usize) -> bool {
    sentence.word(at).eq_ignore_ascii_case("hours")
}

/// The minutes that "half past five", "a quarter to six" or, behind "at", "half six" come to, which is half past, and
/// how many tokens say so.
fn spoken(sentence: &Sentence, marks: &[Mark], at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |_| sentence.word(at));
    if !["half", "quarter"].iter().any(|part| word(at).eq_ignore_ascii_case(part)) {
        return None;
    }
    let hour = |at: usize| {
        let mark = marks.get(at).filter(|mark| matches!(mark.class, Class::Number | Class::Numeral))?;
        Some(f64::from_bits(mark.value)).filter(|hour| (1.0..=12.0).contains(hour) && hour.fract() == 0.0)
    };
    let minutes = match word(at + 1) {
        "past" if word(at).eq_ignore_ascii_case("half") => 30.0,
        "past" if word(at).eq_ignore_ascii_case("quarter") => 15.0,
        "to" if word(at).eq_ignore_ascii_case("quarter") => -15.0,
        _ if word(at) == "half" && at > 0 && word(at - 1) == "at" => {
            let is_measure =
                marks.get(at + 2).is_some_and(|mark| matches!(mark.class, Class::Unit | Class::Part));
            return hour(at + 1).filter(|_| !is_measure).map(|hour| (hour * 60.0 + 30.0, 2));
        }
        _ => return None,
    };
    Some((hour(at + 2)? * 60.0 + minutes, 3))
}

/// The minutes that "5 pm", "5.30 p.m.", "5 in the afternoon", "17:00" or "1700 GMT" come to, and how many tokens say so.
fn time_of_day(sentence: &Sentence, at: usize, value: f64) -> Option<(f64, usize)> {
    if let Some(minutes) = counted(sentence, at, value) {
        return Some((minutes, 3 + part_of_day(sentence, at + 3)));
    }
    let half = |at: usize| {
        let word = sentence.tokens.get(at).map(|_| sentence.word(at))?;
        // How they begin rules most words out.
        let first = word.chars().find(|c| c.is_alphabetic())?.to_ascii_lowercase();
        let letters = matches!(first, 'a' | 'p' | 'o' | 'h' | 'g').then(|| letters(word))?;
        matches!(letters.as_str(), "am" | "pm" | "oclock" | "hours" | "gmt").then_some(letters)
    };
    let (hour, minute, used) =
        if sentence.gap(at) == ":" && is_digits(sentence.word(at + 1)) && sentence.word(at + 1).len() == 2 {
            (value, super::numerals::value(sentence.word(at + 1)), 2)
        } else if sentence.word(at).len() == 4
            && is_digits(sentence.word(at))
            && sentence.tokens.get(at + 1).is_some()
            && sentence.word(at + 1) == "GMT"
        {
            ((value / 100.0).trunc(), value % 100.0, 2)
        } else if half(at + 1).is_some() && (word_is_time(sentence, at) || !is_span(sentence, at + 1))
            || part_of_day(sentence, at + 1) > 0
                && (word_is_time(sentence, at) || sentence.word(at + 1) == "in")
        {
            (value.trunc(), (value.fract() * 100.0).round(), 1)
        } else {
            return None;
        };
    let hour = if hour == 12.0 && half(at + used).as_deref() == Some("am") { 0.0 } else { hour };
    let used = if half(at + used).is_some() { used + 1 } else { used };
    let used = used + part_of_day(sentence, at + used);
    // "12 o'clock at night" is midnight.
    let is = |at: usize, word: &str| sentence.tokens.get(at).is_some_and(|_| sentence.word(at) == word);
    let is_night = is(at + used, "at") && is(at + used + 1, "night");
    let (hour, used) = match is_night {
        true => (if hour == 12.0 { 0.0 } else { hour }, used + 2),
        false => (hour, used),
    };
    (hour <= 24.0 && minute < 60.0).then_some((hour * 60.0 + minute, used))
}

/// The minutes that "ten past five" or, where a time is told, "twenty to three" come to.
fn counted(sentence: &Sentence, at: usize, minutes: f64) -> Option<f64> {
    if !matches!(minutes, 5.0 | 10.0 | 20.0 | 25.0) || sentence.tokens.get(at + 2).is_none() {
        return None;
    }
    // "From five to ten" is a range.
    let is_told = || {
        at > 0 && sentence.is(at - 1, "at") && sentence.gap(at + 2) != " "
            || part_of_day(sentence, at + 3) > 0
    };
    let minutes = match sentence.word(at + 1) {
        "past" => minutes,
        "to" if is_told() => -minutes,
        _ => return None,
    };
    let hour = super::numerals::value(sentence.word(at + 2));
    (1.0..=12.0).contains(&hour).then_some(hour * 60.0 + minutes)
}

/// How many tokens from `at` on say in which part of the day a time is: "in the afternoon".
fn part_of_day(sentence: &Sentence, at: usize) -> usize {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |_| sentence.word(at));
    let says = matches!(word(at), "in" | "of") && word(at + 1) == "the" && is_morning(word(at + 2)).is_some();
    if says { 3 } else { 0 }
}

/// Does a word behind a time say that it is before noon, or behind it? "a.m.", "afternoon".
pub fn is_morning(word: &str) -> Option<bool> {
    match letters(word).as_str() {
        "am" | "morning" => Some(true),
        "pm" | "afternoon" | "evening" => Some(false),
        _ => None,
    }
}

/// The letters of a word, small.
fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
}
