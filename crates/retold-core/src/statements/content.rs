//! What is said: the words that belong to a verb of saying.

use std::ops::Range;

use super::cue::Cue;
use super::phrase::{is_inner_sign, is_verbal};
use super::reading::{Frame, Reading};
use crate::language::vocabulary::{Tag, Verb};
use crate::span::Span;

/// A report of fewer words says nothing that could be followed.
const FEWEST: usize = 3;

/// The words of `cue`'s report, in parts; nothing where there is none, or where it is a quotation.
pub fn indirect(reading: &Reading, frame: &Frame, cues: &[Cue], cue: &Cue) -> Vec<Range<usize>> {
    let limit = limit(reading, frame, cues, cue);
    match cue.verb {
        None => according(reading, frame, cue, limit),
        Some(Verb::Act | Verb::Phrasal) => act(reading, cue, limit),
        Some(verb) => report(reading, frame, cues, cue, limit, verb),
    }
}

/// What opens a clause that is a part of what somebody says, though others speak in it.
const REASONS: [&str; 9] =
    ["because", "if", "whether", "unless", "until", "since", "than", "before", "after"];

/// Where the words behind a cue end: before the next cue's clause. Of somebody "who said" something they tell as well.
fn limit(reading: &Reading, frame: &Frame, cues: &[Cue], cue: &Cue) -> usize {
    if cue.relative {
        let comma = |&at: &usize| reading.words[at].tag == Tag::Sign(b',');
        return (cue.end..frame.words.end).find(comma).unwrap_or(frame.words.end);
    }
    let next = cues.iter().filter(|next| !next.relative && next.at > cue.at && next.start() >= cue.behind());
    for next in next {
        let mut at = next.start();
        let before =
            |at: usize| if at > frame.words.start { reading.words[at - 1].tag } else { Tag::Quote(0) };
        let mut parts = false;
        let is_reason = |at: usize| before(at) == Tag::Opener && REASONS.contains(&reading.word(at - 1));
        while matches!(before(at), Tag::And | Tag::Opener | Tag::Sign(b',' | b';' | b'_')) && !is_reason(at) {
            at -= 1;
            parts = true;
        }
        if parts {
            return at.max(cue.behind());
        }
    }
    frame.words.end
}

/// Everything of the sentence but "according to" and its source.
fn according(reading: &Reading, frame: &Frame, cue: &Cue, limit: usize) -> Vec<Range<usize>> {
    let before = frame.words.start..cue.at;
    let after = cue.behind()..limit;
    // "The strike, according to the mayor, is over"
    let goes_on = after.len() > 2 && !before.is_empty() && is_verbal(reading.words[after.start + 1].tag);
    if goes_on {
        return vec![before, after];
    }
    if said(reading, &before) {
        return vec![before];
    }
    // "According to the mayor, Jane Doe, the strike is over"; "according to Jane Doe, a spokeswoman for the port, the strike is
    // over".
    let commas: Vec<usize> = after.clone().filter(|&at| reading.words[at].tag == Tag::Sign(b',')).collect();
    let tells_who = |told: Range<usize>| {
        !has_verb(reading, &told) && reading.words[told].iter().any(|word| word.tag == Tag::Role)
    };
    let first = usize::from(matches!(commas[..], [first, second, ..] if tells_who(first + 1..second)));
    let mut starts = commas[first.min(commas.len())..].iter().map(|at| at + 1);
    let start = starts.find(|&at| has_verb(reading, &(at..limit))).unwrap_or(after.start);
    let after = start..limit;
    if said(reading, &after) { vec![after] } else { Vec::new() }
}

/// The whole clause of a verb whose object tells what was said.
fn act(reading: &Reading, cue: &Cue, limit: usize) -> Vec<Range<usize>> {
    /// "Denied any delay": words of an object that is more than a pronoun.
    const OBJECT: usize = 2;
    let whole = if cue.relative { cue.at..limit } else { cue.start()..limit };
    let quoted =
        matches!(reading.words.get(cue.end).map(|w| w.tag), Some(Tag::Quote(_) | Tag::Sign(_)) | None);
    if cue.inverted || quoted || spoken(reading, &(cue.end..limit)) < OBJECT {
        Vec::new()
    } else {
        vec![whole]
    }
}

fn report(
    reading: &Reading,
    frame: &Frame,
    cues: &[Cue],
    cue: &Cue,
    limit: usize,
    verb: Verb,
) -> Vec<Range<usize>> {
    let ahead = cue.start().checked_sub(1).map_or(Tag::Sign(b'.'), |at| reading.tag(frame, at));
    let follows_quotation = matches!(ahead, Tag::Quote(_));
    if cue.inverted {
        let before = before(reading, frame, cues, cue);
        return before.into_iter().collect();
    }
    if let Some(after) = after(reading, cue, limit, verb, follows_quotation) {
        return vec![after];
    }
    if follows_quotation && !is_scare(reading, ahead) || introduces(reading, cue.end, limit) {
        return Vec::new();
    }
    let Some(before) = before(reading, frame, cues, cue) else { return Vec::new() };
    let tail = cue.end..limit;
    let goes_on = reading.words.get(cue.end).is_some_and(|w| w.tag == Tag::Sign(b','));
    if goes_on && said(reading, &tail) && cues.iter().all(|c| c.at <= cue.at || c.start() >= limit) {
        vec![before, tail]
    } else {
        vec![before]
    }
}

/// Does a quotation follow behind the verb, its occasion and a comma or a colon?
fn introduces(reading: &Reading, start: usize, limit: usize) -> bool {
    let at = behind_adverbials(reading, start, limit);
    let mut behind = (at..limit).map(|at| reading.words[at].tag);
    matches!(behind.find(|tag| !matches!(tag, Tag::Sign(_))), Some(Tag::Quote(_)))
}

/// The report that follows its verb: "said on Monday that ...", "said ...".
fn after(reading: &Reading, cue: &Cue, limit: usize, verb: Verb, quoted: bool) -> Option<Range<usize>> {
    let tag = |at: usize| if at < limit { reading.words[at].tag } else { Tag::Sign(b'.') };
    if let Some(that) = that(reading, cue.end, limit, verb) {
        let found = that + 1..limit;
        return said(reading, &found).then_some(found);
    }
    let start = behind_adverbials(reading, cue.end, limit);
    if quoted || matches!(tag(start), Tag::Sign(b',' | b':' | b'.' | b'_' | b';') | Tag::Quote(_)) {
        return None;
    }
    let start = if verb == Verb::Tell { behind_addressee(reading, start, limit)? } else { start };
    let found = start..limit;
    let clause = match verb {
        Verb::Say | Verb::Tell => {
            has_verb(reading, &found)
                || matches!(tag(start), Tag::Pronoun(_))
                || found.len() > 4 && !matches!(tag(start), Tag::Preposition | Tag::Opener)
        }
        _ => {
            matches!(tag(start), Tag::Opener)
                || has_early_verb(reading, &found)
                || matches!(reading.word(cue.at), "warned" | "cautioned" | "reminded")
                    && is_bidden(reading, &found)
        }
    };
    (clause && !matches!(tag(start), Tag::And) && said(reading, &found)).then_some(found)
}

/// The "that" behind a verb, over what tells when, where and to whom.
fn that(reading: &Reading, start: usize, limit: usize, verb: Verb) -> Option<usize> {
    const FAR: usize = 14;
    const NEAR: usize = 4;
    let stops = |tag: Tag| {
        is_verbal(tag)
            || matches!(tag, Tag::Quote(_) | Tag::Pronoun(_) | Tag::Relative | Tag::Opener)
            || matches!(tag, Tag::Sign(s) if !is_inner_sign(s))
    };
    // "the cash that they found" is no report: between the two stand but the occasion and the one who is told.
    let far = match reading.words.get(start).map(|w| w.tag) {
        Some(Tag::Preposition | Tag::Day | Tag::Adverb | Tag::To) => FAR,
        _ if verb == Verb::Tell => FAR,
        _ if verb == Verb::Assert => NEAR,
        _ => 1,
    };
    for at in start..limit.min(start + far) {
        match reading.words[at].tag {
            Tag::That => return Some(at),
            Tag::Sign(b',') if let Some(that) = that_behind_aside(reading, at, limit) => return Some(that),
            tag if stops(tag) && at > start => return None,
            _ => {}
        }
    }
    None
}

/// The "that" behind a few words between two commas of which the first stands at `comma`: "said, for her part, that".
fn that_behind_aside(reading: &Reading, comma: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let mut aside = comma + 1..limit.min(comma + LONGEST + 2);
    let end = aside
        .find(|&at| matches!(reading.words[at].tag, Tag::Sign(b',')) || is_verbal(reading.words[at].tag))?;
    let is_that = reading.words[end].tag == Tag::Sign(b',')
        && end + 1 < limit
        && reading.words[end + 1].tag == Tag::That;
    is_that.then_some(end + 1)
}

/// Over "on Monday", "Monday", "also", "in a statement", "at a news conference".
fn behind_adverbials(reading: &Reading, mut at: usize, limit: usize) -> usize {
    let tag = |at: usize| if at < limit { reading.words[at].tag } else { Tag::Sign(b'.') };
    loop {
        at = match tag(at) {
            Tag::Day => at + 1,
            // "Last week", "earlier this month".
            Tag::Other | Tag::Article | Tag::Adverb if let Some(span) = span_of_time(reading, at, limit) => {
                span + 1
            }
            Tag::Preposition if tag(at + 1) == Tag::Day => at + 2,
            Tag::Preposition
                if matches!(reading.word(at), "in" | "at" | "by" | "during" | "through" | "via") =>
            {
                match (at + 1..limit.min(at + 5)).find(|&at| OCCASIONS.contains(&reading.word(at))) {
                    Some(occasion) => occasion + 1,
                    None => return at,
                }
            }
            _ => return at,
        };
    }
}

/// Where "last week" or "this month" ends that begins at `at`.
fn span_of_time(reading: &Reading, at: usize, limit: usize) -> Option<usize> {
    let led = if matches!(reading.word(at), "earlier" | "late") { at + 1 } else { at };
    let is_time = led + 1 < limit
        && matches!(reading.word(led), "this" | "last" | "next")
        && SPANS.contains(&reading.word(led + 1));
    is_time.then_some(led + 1)
}

/// Spans of time that a report may be of.
pub const SPANS: [&str; 9] =
    ["week", "month", "year", "weekend", "morning", "afternoon", "evening", "night", "season"];

/// Where something is said.
const OCCASIONS: [&str; 16] = [
    "statement",
    "conference",
    "briefing",
    "interview",
    "speech",
    "report",
    "telephone",
    "phone",
    "email",
    "letter",
    "post",
    "tweet",
    "meeting",
    "spokesman",
    "spokeswoman",
    "parliament",
];

/// Over the one who is told.
fn behind_addressee(reading: &Reading, at: usize, limit: usize) -> Option<usize> {
    let tag = |at: usize| if at < limit { reading.words[at].tag } else { Tag::Sign(b'.') };
    let mut end = at;
    while end < limit && reading.is_nameable(end) {
        end += 1;
    }
    if end == at {
        end = match tag(at) {
            Tag::Article => {
                (at + 1..limit).find(|&at| !matches!(tag(at), Tag::Other | Tag::Body | Tag::Role))?
            }
            Tag::Other | Tag::Role | Tag::Pronoun(_) | Tag::Body => at + 1,
            _ => return None,
        };
    }
    let end = behind_adverbials(reading, end, limit);
    (end < limit && !matches!(tag(end), Tag::Sign(_) | Tag::Preposition)).then_some(end)
}

/// The report that stands before its verb and a comma.
fn before(reading: &Reading, frame: &Frame, cues: &[Cue], cue: &Cue) -> Option<Range<usize>> {
    let last = cue.start().checked_sub(1).filter(|at| frame.words.contains(at))?;
    let comma = match reading.words[last].tag {
        Tag::Sign(b',' | b'_') => last,
        // It has a comma inside.
        ahead if is_scare(reading, ahead) => last + 1,
        _ => return None,
    };
    let earlier = cues.iter().rev().find(|c| c.at < cue.at && c.behind() <= comma);
    let mut start = frame.words.start;
    if let Some(earlier) = earlier {
        let parts = (earlier.behind()..comma).find(|&at| {
            matches!(reading.words[at].tag, Tag::Sign(b','))
                && matches!(reading.tag(frame, at + 1), Tag::And | Tag::Opener)
        });
        start = parts.unwrap_or(start);
    }
    let quote = (start..comma).rev().find(|&at| matches!(reading.words[at].tag, Tag::Quote(_)));
    let found = start..comma;
    if quote.is_some_and(|quote| quote + 1 == comma) && comma - start < 4 {
        return None;
    }
    // "In a tweet, he said" tells but where.
    let adverbial =
        reading.words[start].tag == Tag::Preposition && found.len() < 7 && !has_verb(reading, &found);
    (!adverbial && said(reading, &found)).then_some(found)
}

/// Is it a quotation of a word or two, which is a part of a report: "That makes him \"smart,\" Orr said"?
fn is_scare(reading: &Reading, tag: Tag) -> bool {
    let Tag::Quote(quotation) = tag else { return false };
    is_short(reading.text, reading.quotations[quotation as usize].inner)
}

/// Has a quotation too few words to be a statement by itself?
pub fn is_short(text: &str, inner: Span) -> bool {
    const FEWEST: usize = 4;
    word_count(&text[bare(text, inner).range()]) < FEWEST
}

/// Is it long enough to be a report? A quotation counts as one word, so that one alone is none.
fn said(reading: &Reading, words: &Range<usize>) -> bool {
    spoken(reading, words) >= FEWEST
}

/// How many words there are without the signs.
fn spoken(reading: &Reading, words: &Range<usize>) -> usize {
    let spoken = reading.words.get(words.clone()).unwrap_or_default();
    spoken.iter().filter(|w| !matches!(w.tag, Tag::Sign(_))).count()
}

fn has_verb(reading: &Reading, words: &Range<usize>) -> bool {
    words.clone().any(|at| is_verbal(reading.words[at].tag) || is_past(reading, at))
}

/// A verb so near that it belongs to a clause, not to one inside the object.
fn has_early_verb(reading: &Reading, words: &Range<usize>) -> bool {
    const NEAR: usize = 10;
    let near = words.start..words.end.min(words.start + NEAR);
    let ends = |&at: &usize| {
        matches!(reading.words[at].tag, Tag::Relative | Tag::Opener | Tag::To | Tag::Sign(b','))
    };
    let end = near.clone().find(ends).unwrap_or(near.end);
    (near.start + 1..end).any(|at| is_verbal(reading.words[at].tag) || is_past(reading, at))
}

/// Is somebody bidden to do something, or not to: "warned governments not to order it"?
fn is_bidden(reading: &Reading, words: &Range<usize>) -> bool {
    /// Words for whom.
    const NEAR: usize = 8;
    let mut near = words.start + 1..words.end.min(words.start + NEAR);
    let to = near.find(|&at| matches!(reading.words[at].tag, Tag::To | Tag::Sign(_) | Tag::Quote(_)));
    to.is_some_and(|to| reading.words[to].tag == Tag::To)
}

/// Does a word that is no verb of saying look like a verb of the past?
pub fn is_past(reading: &Reading, at: usize) -> bool {
    reading.words[at].tag == Tag::Other && !reading.words[at].capital && reading.word(at).ends_with("ed")
}

/// Where words stand, without signs and small words at their ends.
pub fn trimmed(reading: &Reading, words: &Range<usize>) -> Span {
    let mut words = words.clone();
    let leads =
        |tag: Tag| matches!(tag, Tag::Sign(b',' | b'.' | b'_' | b'-' | b';' | b':') | Tag::And | Tag::That);
    while !words.is_empty() && leads(reading.words[words.start].tag) {
        words.start += 1;
    }
    let trails = |tag: Tag| matches!(tag, Tag::Sign(b',' | b'_' | b'-' | b';' | b':') | Tag::And);
    while !words.is_empty()
        && (trails(reading.words[words.end - 1].tag) || is_full_stop(reading, words.end - 1))
    {
        words.end -= 1;
    }
    if words.is_empty() { Span::default() } else { reading.span(&words) }
}

/// A point that is of no abbreviation.
fn is_full_stop(reading: &Reading, at: usize) -> bool {
    reading.words[at].tag == Tag::Sign(b'.') && at > 0 && !reading.word(at - 1).contains('.')
}

/// How many words a text has, so far as white space tells; of more than five, five.
fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).take(5).count()
}

/// Is the quotation at `at` speech, and no part of somebody else's sentence?
pub fn is_whole(reading: &Reading, frame: &Frame, at: usize, inner: Span) -> bool {
    let text = reading.text[inner.range()].trim();
    let words = word_count(text);
    let led = at.checked_sub(1).map_or(Tag::Sign(b'.'), |at| reading.tag(frame, at));
    let alone = frame.words.clone().all(|at| matches!(reading.words[at].tag, Tag::Quote(_) | Tag::Sign(_)));
    // On the Continent the comma stands behind the mark.
    let parted = at == frame.words.start && reading.tag(frame, at + 1) == Tag::Sign(b',');
    let closed = text.ends_with([',', '.', '!', '?', '…', '-', '—']) || parted;
    let introduced = matches!(led, Tag::Sign(b':' | b',')) && text.starts_with(char::is_uppercase);
    let opens_frame = at == frame.words.start && words > 2;
    let spoken = words > 1 || closed;
    // American papers put the comma of the sentence inside the marks: on "The Evening Show," he said.
    let embedded = !matches!(led, Tag::Sign(_) | Tag::Quote(_) | Tag::Cue(..) | Tag::That) && words < 5;
    if embedded && !alone {
        return false;
    }
    spoken
        && (alone
            || closed && (at == frame.words.start || text.starts_with(char::is_uppercase) || introduced)
            || introduced
            || opens_frame && text.starts_with(char::is_uppercase)
            || closed && governing_sign(led))
}

fn governing_sign(led: Tag) -> bool {
    matches!(led, Tag::Sign(b',' | b':'))
}

/// The cue, by its number, that a quotation at `at` belongs to.
pub fn governing(reading: &Reading, frame: &Frame, cues: &[Cue], at: usize) -> Option<usize> {
    let between = |from: usize, to: usize| {
        reading
            .words
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .all(|w| matches!(w.tag, Tag::Sign(_) | Tag::Adverb))
    };
    // "...", said X; "...", X said
    let behind = cues.iter().position(|cue| cue.start() > at && between(at + 1, cue.start()));
    if let Some(behind) = behind {
        return Some(behind);
    }
    let ahead = cues.iter().rposition(|cue| cue.at < at && !is_closed(reading, cue, at));
    ahead.or_else(|| {
        // A quotation inside of what is said before its verb.
        let later = cues.iter().position(|cue| cue.start() > at);
        later.filter(|_| frame.words.contains(&at))
    })
}

/// Does a full stop stand between a cue and a quotation behind it? Then the next sentence has begun.
fn is_closed(reading: &Reading, cue: &Cue, at: usize) -> bool {
    let stops = |&n: &usize| {
        matches!(reading.words[n].tag, Tag::Sign(b'.' | b'!' | b'?'))
            && !reading.words.get(n + 1).is_some_and(|w| w.glued)
            && reading.words[n - 1].span.len() > 3
    };
    (cue.behind()..at).any(|n| stops(&n))
}

/// What stands between the marks, without the comma that belongs to the sentence around.
pub fn bare(text: &str, inner: Span) -> Span {
    let given = &text[inner.range()];
    let kept = given.trim_end().trim_end_matches(',').trim_end();
    let lead = kept.len() - kept.trim_start().len();
    Span { start: inner.start + lead as u32, end: inner.start + kept.len() as u32 }
}
