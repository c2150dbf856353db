//! Who or what a phrase names: a name with its title, a pronoun, or somebody without a name.

use std::ops::Range;

use super::is_plural;
use super::names::{Run, title};
use super::reading::{Frame, Reading};
use crate::language::vocabulary::{Pronoun, Tag};
use crate::span::Span;

/// Who is said to say something, in the words of the place.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// By name, perhaps with what is told of the person beside it.
    Named(Range<usize>, Option<Span>),
    /// By a phrase: "the minister", "two officials".
    Phrase(Range<usize>),
    Pronoun(Pronoun, usize),
    /// Not at all: the sentence has named the speaker before.
    Elided,
}

/// The signs that may stand inside a phrase.
pub fn is_inner_sign(sign: u8) -> bool {
    matches!(sign, b'-' | b'\'' | b'.' | b'&' | b'$' | b'%' | b'/')
}

/// Does a word of this tag show that a clause goes on here, and no phrase?
pub fn is_verbal(tag: Tag) -> bool {
    matches!(tag, Tag::Be | Tag::Have | Tag::Modal | Tag::Cue(..))
}

/// The subject that the words of `region` are. Time: linear in them.
pub fn subject(reading: &Reading, frame: &Frame, region: Range<usize>) -> Option<Subject> {
    let region = trimmed(reading, region)?;
    if let Tag::Pronoun(pronoun) = reading.words[region.end - 1].tag {
        return match pronoun {
            Pronoun::Speaker => None,
            _ => Some(Subject::Pronoun(pronoun, region.end - 1)),
        };
    }
    let region = without_adverbial(reading, region);
    let head = head(reading, &region);
    let run = last_run(reading, &head).filter(|run| run.words.end == head.end && !run.possessive);
    let Some(run) = run else { return phrase(reading, region, head) };
    if run.is_common(reading) || joined(reading, &head, &run) {
        // "Supervisor of Elections Ann Orr", and not "Researchers of Varn Hospital"
        let later = last_run(reading, &region).filter(|run| run.words.end == region.end && !run.possessive);
        let is_office =
            || head != region && reading.word(head.end) == "of" && !is_plural(reading, head.end - 1);
        return match later.filter(|later| run.is_common(reading) && later.name().len() > 1 && is_office()) {
            Some(later) => Some(Subject::Named(later.name(), None)),
            None => phrase(reading, region, head),
        };
    }
    Some(Subject::Named(run.name(), title(reading, frame, &run)))
}

/// Without signs and small words at its ends.
fn trimmed(reading: &Reading, mut region: Range<usize>) -> Option<Range<usize>> {
    let outer =
        |tag: Tag| matches!(tag, Tag::Sign(_) | Tag::And | Tag::Opener | Tag::That | Tag::Adverb | Tag::Day);
    while !region.is_empty() && outer(reading.words[region.start].tag) {
        region.start += 1;
    }
    let trailing = |tag: Tag| matches!(tag, Tag::Sign(_) | Tag::Day | Tag::Preposition | Tag::Adverb);
    while !region.is_empty() && trailing(reading.words[region.end - 1].tag) {
        region.end -= 1;
    }
    (!region.is_empty()).then_some(region)
}

/// What is left of "On Tuesday the minister" and "In a statement Varn Corp".
fn without_adverbial(reading: &Reading, region: Range<usize>) -> Range<usize> {
    if reading.words[region.start].tag != Tag::Preposition {
        return region;
    }
    let article = region.clone().rev().find(|&at| reading.words[at].tag == Tag::Article);
    // "In a statement its office in Varn"
    let is_of_phrase = |run: &Run| {
        run.words.start > region.start
            && reading.words[run.words.start - 1].tag == Tag::Preposition
            && article.is_some_and(|article| article > region.start + 1 && article + 1 < run.words.start)
    };
    let run = last_run(reading, &region).filter(|run| run.words.end == region.end);
    if let Some(run) = run.filter(|run| !is_of_phrase(run)) {
        return run.words;
    }
    article.map_or(region.clone(), |at| at..region.end)
}

/// The part before the first preposition; names of bodies have one inside ("Bank of Varn").
fn head(reading: &Reading, region: &Range<usize>) -> Range<usize> {
    let mut at = region.start;
    while at < region.end {
        if let Some(run) = Run::at(reading, at, region.end) {
            at = run.words.end;
        } else if at > region.start && reading.words[at].tag == Tag::Preposition {
            return region.start..at;
        } else {
            at += 1;
        }
    }
    region.clone()
}

/// The last run of capitals in a region.
pub fn last_run(reading: &Reading, region: &Range<usize>) -> Option<Run> {
    let (mut at, mut last) = (region.start, None);
    while at < region.end {
        match Run::at(reading, at, region.end) {
            Some(run) => {
                at = run.words.end;
                last = Some(run);
            }
            None => at += 1,
        }
    }
    last
}

/// Is the run but a part of a longer name or of several: "the Masons' and Dockers' Union", "Orr and Lee"?
fn joined(reading: &Reading, head: &Range<usize>, run: &Run) -> bool {
    let before = run.words.start.checked_sub(1).filter(|at| head.contains(at));
    let Some(at) = before else { return false };
    match reading.words[at].tag {
        Tag::And => !is_of_title(reading, run),
        Tag::Preposition => true,
        Tag::Article => at > head.start && reading.words[at - 1].tag == Tag::Preposition,
        _ => false,
    }
}

/// Does the run begin in the midst of a title: "Energy and Mines Minister Jane Doe"? "Orr and President Jane Doe" does not.
pub fn is_of_title(reading: &Reading, run: &Run) -> bool {
    run.has_title() && matches!(reading.words[run.words.start].tag, Tag::Other | Tag::Body)
}

/// Somebody without a name. What is told of them behind the first noun is kept, but for when and how it was said.
fn phrase(reading: &Reading, region: Range<usize>, head: Range<usize>) -> Option<Subject> {
    let adverbial = |&at: &usize| {
        reading.words[at].tag == Tag::Preposition
            && match reading.words.get(at + 1).map(|w| w.tag) {
                Some(Tag::Day) => true,
                Some(Tag::Article) => matches!(reading.word(at), "in" | "at" | "during" | "on" | "after"),
                _ => false,
            }
    };
    let end = (head.end..region.end).find(adverbial).unwrap_or(region.end);
    let verbal = reading.words[head].iter().any(|w| is_verbal(w.tag) && !w.capital);
    (!verbal).then_some(Subject::Phrase(region.start..end))
}
