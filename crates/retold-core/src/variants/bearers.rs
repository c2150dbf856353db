//! Who holds an office: the name that a role is said of.

use std::ops::Range;

use super::roles::role;
use crate::facts::names::run;
use crate::facts::{Class, Stated};

/// Words from a role to the name that bears it, at most; and back to one that it is said of behind a comma.
const REACH: usize = 4;
const APPOSED: usize = 8;
/// Letters of a role that is abbreviated, at most.
const ABBREVIATED: usize = 4;

/// The last word of the name that bears the role at `at`: "President Jane Doe", "president of Moldova Jane Doe",
/// "the president of the commission, Jane Doe", "the president, Jane Doe", "Jane Doe, the president".
pub fn bearer(stated: &Stated, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let is_role = |i: usize| sentence.contains(&i) && role(stated, i).is_some();
    if is_role(at + 1) && matches!(stated.gap(at), " " | "-") {
        return bearer(stated, sentence, at + 1);
    }
    // "Founder and chief executive".
    if let Some(next) = (at + 2..at + 4).find(|&i| is_role(i))
        && stated.word(at + 1) == "and"
    {
        return bearer(stated, sentence, next);
    }
    // "Col. Jane Doe".
    let is_short = || stated.word(at).len() <= ABBREVIATED && stated.gap(at) == ". ";
    let is_beside = stated.gap(at) == " " || is_short();
    let next = name_from(stated, sentence, at + 1);
    if next.is_some_and(|last| is_beside || stated.gap(at) == ", " && last > at + 1) {
        return next;
    }
    let is_of = stated.gap(at) == " " && sentence.contains(&(at + 1)) && stated.word(at + 1) == "of";
    let named = is_of.then(|| behind_of(stated, sentence, at)).flatten();
    named.or_else(|| apposed(stated, sentence, at))
}

/// Is a token of a sentence a word of a name, and no role?
fn is_name(stated: &Stated, sentence: &Range<usize>, at: usize) -> bool {
    sentence.contains(&at) && stated.marks[at].class == Class::Name && role(stated, at).is_none()
}

/// The last word of the name that begins at `first`.
fn name_from(stated: &Stated, sentence: &Range<usize>, first: usize) -> Option<usize> {
    let is_next = |&i: &usize| is_name(stated, sentence, i) && (i == first || stated.gap(i - 1) == " ");
    (first..sentence.end).take_while(is_next).last()
}

/// The name behind what the role at `at` is of: of several words, or behind a comma.
fn behind_of(stated: &Stated, sentence: &Range<usize>, at: usize) -> Option<usize> {
    // "Jane Doe, an analyst of Copper Bank" is none of the bank's name; "Jane Doe, who spoke to the president of Varn" no president.
    let is_parted = |i: usize| stated.is_one_of(i, &["to", "by", "with", "of", "at", "for", "from", "in"]);
    let is_told_of = || apposed(stated, sentence, at).is_some_and(|name| !(name + 1..at).any(is_parted));
    // "The head of the Varn hotel association, Jane Doe": it is neither Varn's nor who is named behind a second comma.
    let comma = (at + 2..(at + APPOSED).min(sentence.end)).find(|&i| stated.gap(i).starts_with(','));
    let behind = comma.and_then(|comma| Some((comma + 1, name_from(stated, sentence, comma + 1)?)));
    if let Some((first, last)) = behind
        && last > first
        && !is_told_of()
    {
        return Some(last);
    }
    // Nobody is an advocate of Mr Doe and Mr Doe.
    if stated.is_one_of(at + 2, &["mr", "mrs", "ms"]) {
        return None;
    }
    for first in at + 2..(at + 2 + REACH).min(sentence.end) {
        let comma = stated.gap(first - 1).starts_with(',');
        let last = name_from(stated, sentence, first);
        if last.is_some_and(|last| comma || last > first && !is_told_of()) {
            return last;
        }
        if comma {
            break;
        }
    }
    None
}

/// The name before a comma that the role at `at` is said of; the age may stand between: "Jane Doe, 41, a judge".
fn apposed(stated: &Stated, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let is_age = |i: usize| stated.marks[i].class == Class::Number && at - i <= REACH;
    let mut before = (at.saturating_sub(APPOSED).max(sentence.start)..at).rev();
    let last = before.find(|&i| stated.gap(i).starts_with(',') && !is_age(i))?;
    (is_name(stated, sentence, last) && !is_employer(stated, last)).then_some(last)
}

/// Is the name that ends at a token what somebody works for? "Of Copperline Research, an economist".
fn is_employer(stated: &Stated, last: usize) -> bool {
    const AT: [&str; 5] = ["of", "at", "with", "for", "from"];
    let before = run(stated, last).start.checked_sub(1);
    before.is_some_and(|at| stated.is_one_of(at, &AT))
}
