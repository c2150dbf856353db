//! Verbs of saying in a frame, each with its subject.

use std::ops::Range;

use super::content::SPANS;
use super::names::{Run, is_possessive, title};
use super::phrase::{Subject, is_inner_sign, is_verbal, last_run, subject};
use super::reading::{Frame, Reading};
use crate::facts::countries::names_country;
use crate::facts::provinces::is_province;
use crate::language::vocabulary::{Form, Tag, Verb};
use crate::span::Span;

/// A verb of saying that somebody is the subject of, or "according to".
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// The verb.
    pub at: usize,
    /// The words behind it that belong to it end here.
    pub end: usize,
    /// `None` for "according to".
    pub verb: Option<Verb>,
    pub subject: Subject,
    /// The words of the subject, with what is told of it.
    pub source: Range<usize>,
    /// Does the subject stand behind the verb?
    pub inverted: bool,
    /// Is the subject "who"?
    pub relative: bool,
}

impl Cue {
    /// Where its clause begins.
    pub fn start(&self) -> usize {
        self.at.min(self.source.start)
    }

    /// Where verb and subject are behind one.
    pub fn behind(&self) -> usize {
        if self.inverted { self.source.end } else { self.end }
    }
}

/// The cues of a frame, in order. Time: linear but for subjects, of which each is bounded.
pub fn cues(reading: &Reading, frame: &Frame) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for &at in reading.saying(frame) {
        let cue = match reading.words[at].tag {
            Tag::Cue(verb, form) => cue(reading, frame, at, verb, form),
            Tag::According if reading.tag(frame, at + 1) == Tag::To => according(reading, frame, at),
            _ => None,
        };
        let Some(cue) = cue else { continue };
        match cues.last().filter(|last| last.inverted && cue.start() < last.behind()) {
            None => cues.push(cue),
            // "..., said Ann Orr, head of the Varn League, who warned": whom the verb before has for its subject.
            Some(last) if cue.relative && last.at < cue.at => {
                let subject = last.subject.clone();
                cues.push(Cue { subject, source: cue.at..cue.at, ..cue });
            }
            Some(_) => {}
        }
    }
    cues
}

fn cue(reading: &Reading, frame: &Frame, at: usize, verb: Verb, form: Form) -> Option<Cue> {
    let behind = reading.tag(frame, at + 1);
    let word = |at: usize| reading.word_in(frame, at);
    let end = match verb {
        Verb::Phrasal => phrasal(reading, frame, at)?,
        // "reported by", "called"
        _ if verb != Verb::Say && word(at + 1) == "by" => return None,
        _ => at + 1,
    };
    let (first, verb_of_being) = verb_group(reading, frame, at)?;
    let built = |(subject, source, inverted): (Subject, Range<usize>, bool)| Cue {
        at,
        end,
        verb: Some(verb),
        subject,
        source,
        inverted,
        relative: first.checked_sub(1).is_some_and(|at| reading.tag(frame, at) == Tag::Relative),
    };
    let before = first.checked_sub(1).map_or(Tag::Sign(b'.'), |p| reading.tag(frame, p));
    let elided = || Some((Subject::Elided, first..first, false));
    let found = match (form, before) {
        (Form::Participle, _) if verb_of_being => plain(reading, frame, first),
        (Form::Participle, Tag::Opener) if word(first - 1) == "as" => quoted(reading, frame, first),
        (Form::Participle, Tag::Opener) if word(first - 1) != "while" => None,
        (Form::Participle, Tag::Preposition | Tag::Article | Tag::To) => None,
        (Form::Participle, _) => elided(),
        _ if verb_of_being => None,
        (Form::Base, Tag::And | Tag::Sign(_) | Tag::Opener) => None,
        (Form::Present, _) if verb != Verb::Say && !is_present(reading, first, behind, before) => None,
        (_, Tag::Quote(_)) => inverted(reading, frame, at, true),
        // "Said Jane Doe: ..."
        (Form::Past, _) if first == frame.words.start => inverted(reading, frame, at, true),
        (_, Tag::Sign(b',' | b'_' | b'-' | b')')) => {
            // Nobody writes "told the mayor" of a mayor who tells.
            let before = Some(()).filter(|()| {
                matches!(verb, Verb::Say | Verb::Assert) && !ends_relative_clause(reading, frame, first - 1)
            });
            // As the Continent writes it: "We saw it", said Jane Doe.
            let quoted = first.checked_sub(2).is_some_and(|p| matches!(reading.tag(frame, p), Tag::Quote(_)));
            described(reading, frame, first - 1)
                .or_else(|| before.and_then(|()| inverted(reading, frame, at, quoted)))
                .or_else(|| apposed(reading, frame, first - 1))
        }
        (_, Tag::And) => elided(),
        (_, Tag::Opener) if matches!(word(first - 1), "but" | "then") => elided(),
        (_, Tag::Relative) => antecedent(reading, frame, first - 1),
        (_, Tag::Sign(_) | Tag::Opener | Tag::Preposition | Tag::Article | Tag::To) => None,
        _ => plain(reading, frame, first),
    };
    found.map(built).filter(|cue| speaks(reading, cue, verb))
}

/// Where the words of "call on", "call for", "rule out", "call it '...'", "appeal for" and "put it at 40" end.
fn phrasal(reading: &Reading, frame: &Frame, at: usize) -> Option<usize> {
    let next = at + 1;
    let quoted = || {
        let near = next..frame.words.end.min(next + 8);
        near.clone().any(|at| matches!(reading.words[at].tag, Tag::Quote(_)))
            && !reading.words[near].iter().any(|w| w.tag == Tag::Sign(b','))
    };
    // "called the plan a folly", "called the plan hasty"
    let named = || {
        let near = frame.words.end.min(next + 1)..frame.words.end.min(next + 8);
        let parts = |&at: &usize| matches!(reading.words[at].tag, Tag::Sign(_) | Tag::Preposition | Tag::To);
        let end = near.clone().find(parts).unwrap_or(near.end);
        let judges = |at: usize| {
            let word = reading.word(at);
            matches!(word, "a" | "an") || JUDGING.split_whitespace().any(|judging| judging == word)
        };
        (near.start..end).any(judges)
    };
    let counted = || {
        let mut near = next..frame.words.end.min(next + 10);
        let is_amount = |at: usize| matches!(reading.tag(frame, at), Tag::Number | Tag::Sign(b'$'));
        near.any(|at| reading.word(at) == "at" && is_amount(at + 1))
    };
    let followed = |by: &str| (reading.word_in(frame, next) == by).then_some(next + 1);
    match reading.word(at) {
        "put" | "puts" | "putting" => return counted().then_some(next),
        // "Ruled three weeks earlier that".
        "ruled" | "rules" | "ruling" if that_behind(reading, frame, next) => return Some(next),
        // Who appeals on Monday or points to a door says nothing by that.
        "appealed" | "appealing" => return followed("for"),
        "pointed" | "pointing" => return followed("out"),
        _ => {}
    }
    match reading.tag(frame, next) {
        Tag::That => Some(next),
        Tag::Preposition if matches!(reading.word(next), "on" | "for" | "upon") => Some(next + 1),
        Tag::Other | Tag::Preposition if reading.word(next) == "out" => Some(next + 1),
        _ => (quoted() || named()).then_some(next),
    }
}

/// Does "that" stand behind a few words from `at` on, which say when or where?
fn that_behind(reading: &Reading, frame: &Frame, at: usize) -> bool {
    const FAR: usize = 6;
    let mut tags = (at..at + FAR).map(|at| reading.tag(frame, at));
    let parts =
        |tag: Tag| is_verbal(tag) || matches!(tag, Tag::That | Tag::Sign(_) | Tag::Quote(_) | Tag::Relative);
    tags.find(|&tag| parts(tag)) == Some(Tag::That)
}

/// What a plan or a deed is called by who speaks of it.
const JUDGING: &str = "\
absurd arbitrary baseless biased cruel dangerous disappointing disgraceful disproportionate excessive exaggerated false flawed \
groundless hasty historic illegal illegitimate inadequate insulting irresponsible meaningless misguided misleading mistaken \
motivated necessary outrageous overdue painful premature reasonable reckless ridiculous scandalous shameful unacceptable \
unconstitutional undemocratic unfair unfounded unjust unlawful unnecessary unprecedented unreasonable unworkable useless wrong";

/// Where the verb begins with its adverbs and auxiliaries, and whether a form of "be" is among them; `None` where it
/// is not said that somebody said something ("did not say", "to say", "may say").
fn verb_group(reading: &Reading, frame: &Frame, at: usize) -> Option<(usize, bool)> {
    let (mut first, mut being) = (at, false);
    while first > frame.words.start {
        let word = &reading.words[first - 1];
        match word.tag {
            Tag::Not | Tag::Modal | Tag::To if !word.capital => return None,
            Tag::Have | Tag::Be if reading.word(first - 1).ends_with("t") && word.span.len() > 4 => {
                return None;
            }
            Tag::Be => being = true,
            Tag::Adverb | Tag::Have => {}
            Tag::Day => {}
            Tag::Preposition if reading.words[first].tag == Tag::Day => {}
            // "Orr and Lee both said", "Varn Air this month said", "the V.S.O. said"
            Tag::Article if FLOATING.contains(&reading.word(first - 1)) && first - 1 > frame.words.start => {}
            Tag::Other if is_time(reading, frame, first - 1) => first -= 1,
            Tag::Sign(b'.') if is_abbreviated(reading, first - 1) => {}
            _ => break,
        }
        first -= 1;
    }
    Some((first, being))
}

/// What may stand behind a subject of several.
const FLOATING: [&str; 3] = ["both", "all", "each"];

/// Does "this month", "last week" end at `at`?
fn is_time(reading: &Reading, frame: &Frame, at: usize) -> bool {
    let led = at.checked_sub(1).filter(|led| frame.words.contains(led));
    SPANS.contains(&reading.word(at))
        && led.is_some_and(|led| matches!(reading.word(led), "this" | "last" | "next" | "earlier" | "late"))
}

/// Is the point at `at` that of an abbreviation, and no full stop? Behind a full stop a capital stands, or nothing.
fn is_abbreviated(reading: &Reading, at: usize) -> bool {
    let goes_on =
        reading.words.get(at + 1).is_some_and(|next| !next.capital && !matches!(next.tag, Tag::Quote(_)));
    reading.words[at].glued && goes_on
}

/// Is "reports" a verb here, and not a noun?
fn is_present(reading: &Reading, first: usize, behind: Tag, before: Tag) -> bool {
    matches!(before, Tag::Pronoun(_) | Tag::Relative | Tag::And)
        || matches!(behind, Tag::That | Tag::Quote(_))
        || first > 0 && reading.words[first - 1].capital
        || before == Tag::Sign(b',') && first > 1 && reading.words[first - 2].capital
        || matches!(before, Tag::Quote(_))
}

type Found = Option<(Subject, Range<usize>, bool)>;

/// The subject that ends at `end` and is one phrase.
fn plain(reading: &Reading, frame: &Frame, end: usize) -> Found {
    let region = region(reading, frame.words.start, end);
    let subject = subject(reading, frame, region.clone())?;
    Some((subject, region, false))
}

/// The words of one phrase before `end`, at the farthest from `least` on.
fn region(reading: &Reading, least: usize, end: usize) -> Range<usize> {
    let parts = |tag: Tag| match tag {
        Tag::Sign(sign) => !is_inner_sign(sign),
        Tag::Quote(_) | Tag::Opener | Tag::That => true,
        _ => false,
    };
    let full_stop = |at: usize| {
        // A point inside a frame belongs to an abbreviation or an initial, or the frame is of several sentences.
        reading.words[at].tag == Tag::Sign(b'.')
            && at > least
            && reading.words[at - 1].span.len() > 4
            && !is_abbreviated(reading, at)
    };
    let section = (least..end).rev().find(|&at| parts(reading.words[at].tag) || full_stop(at));
    let section = section.map_or(least, |at| at + 1)..end;
    // "A letter in which the builders warned", "the woman who was there said".
    if let Some(at) = section.clone().find(|&at| reading.words[at].tag == Tag::Relative && at > section.start)
    {
        return match reading.words[at - 1].tag {
            Tag::Preposition => at + 1..section.end,
            _ => section.start..at,
        };
    }
    let verb =
        section.clone().rev().find(|&at| is_verbal(reading.words[at].tag) && !reading.words[at].capital);
    let Some(verb) = verb else { return section };
    let and = (verb + 1..end).rev().find(|&at| reading.words[at].tag == Tag::And);
    and.unwrap_or(verb) + 1..end
}

/// The subject behind the verb: "said Jane Doe, the harbour master".
fn inverted(reading: &Reading, frame: &Frame, at: usize, quoted: bool) -> Found {
    let ends = |&at: &usize| match reading.words[at].tag {
        Tag::Sign(b'.') => !reading.words.get(at + 1).is_some_and(|w| w.capital) || at + 1 == frame.words.end,
        Tag::Sign(sign) => !is_inner_sign(sign),
        Tag::Quote(_) | Tag::Relative | Tag::Opener | Tag::That => true,
        Tag::Cue(..) => !is_noun(reading, at),
        _ => false,
    };
    let end = (at + 1..frame.words.end).find(ends).unwrap_or(frame.words.end);
    let region = at + 1..end;
    let first = reading.words.get(region.start).filter(|_| !region.is_empty())?;
    // "said two officials", and not "said 40 boats".
    let are_people = || reading.words[region.clone()].iter().any(|w| w.tag == Tag::Role);
    let leads = first.capital
        || matches!(first.tag, Tag::Article | Tag::Role | Tag::Body | Tag::Direction)
        || first.tag == Tag::Number && are_people()
        || quoted && matches!(first.tag, Tag::Other | Tag::Pronoun(_));
    let clause = region.clone().any(|at| {
        let word = &reading.words[at];
        is_verbal(word.tag) && !word.capital && !is_noun(reading, at)
            || matches!(word.tag, Tag::To | Tag::Not)
    });
    let closed = matches!(reading.tag(frame, end), Tag::Sign(_));
    if !leads
        || clause
        || !(quoted || closed && at - frame.words.start > 3 && names_somebody(reading, &region))
    {
        return None;
    }
    let subject = subject(reading, frame, region.clone())?;
    let comma = reading.tag(frame, end) == Tag::Sign(b',');
    let subject = match subject {
        Subject::Phrase(words) if comma => named_behind(reading, frame, end + 1, words),
        Subject::Named(name, None) if comma => Subject::Named(name, told_behind(reading, frame, end + 1)),
        other => other,
    };
    Some((subject, region, true))
}

/// "Jane Doe, who saw it, said": does a comma end what is told of the subject, whose verb then stands behind?
fn ends_relative_clause(reading: &Reading, frame: &Frame, comma: usize) -> bool {
    let mut before = (frame.words.start..comma).rev();
    let start = before.find(|&at| matches!(reading.words[at].tag, Tag::Sign(b',') | Tag::Quote(_)));
    start.is_some_and(|start| reading.words[start + 1].tag == Tag::Relative)
}

/// "The head of claims": what stands behind a preposition is no verb.
fn is_noun(reading: &Reading, at: usize) -> bool {
    matches!(reading.words[at].tag, Tag::Cue(..)) && reading.words[at - 1].tag == Tag::Preposition
}

fn names_somebody(reading: &Reading, region: &Range<usize>) -> bool {
    reading.words[region.clone()].iter().any(|w| w.capital || matches!(w.tag, Tag::Role | Tag::Body))
}

/// "the harbour master, Jane Doe": the name that stands behind the phrase, where one does.
pub fn named_behind(reading: &Reading, frame: &Frame, at: usize, phrase: Range<usize>) -> Subject {
    let alone = Run::at(reading, at, frame.words.end).filter(|run| {
        matches!(reading.tag(frame, run.words.end), Tag::Sign(_))
            && !run.possessive
            && !run.is_common(reading)
    });
    // "the head of the mission, Varn lawmaker Jane Doe"
    let titled = || {
        let ends = |&at: &usize| match reading.words[at].tag {
            Tag::Sign(sign) => !is_inner_sign(sign) || at + 1 == frame.words.end,
            tag => is_verbal(tag) || matches!(tag, Tag::Quote(_) | Tag::Relative),
        };
        let end = (at..frame.words.end).find(ends)?;
        matches!(reading.words[end].tag, Tag::Sign(_)).then(|| run_in(reading, &(at..end)))?
    };
    let behind = || behind_apposition(reading, frame, at);
    match alone.or_else(titled).or_else(behind) {
        Some(run) => Subject::Named(run.name(), Some(reading.span(&phrase))),
        None => Subject::Phrase(phrase),
    }
}

/// The name between commas behind what is told at `at` of a body that the phrase before it names: "the head of Varn Bank, the
/// largest lender of the country, Jane Doe".
fn behind_apposition(reading: &Reading, frame: &Frame, at: usize) -> Option<Run> {
    const LONGEST: usize = 10;
    let comma =
        (at..frame.words.end.min(at + LONGEST)).find(|&at| reading.words[at].tag == Tag::Sign(b','))?;
    let told = &reading.words[at..comma];
    let is_told = told.first()?.tag == Tag::Article
        && !told.iter().any(|word| is_verbal(word.tag) || word.capital || matches!(word.tag, Tag::Quote(_)));
    let run = Run::at(reading, comma + 1, frame.words.end).filter(|_| is_told)?;
    let ends = matches!(reading.tag(frame, run.words.end), Tag::Sign(b'.' | b','));
    (ends && run.name().len() > 1 && !run.possessive && !run.is_common(reading)).then_some(run)
}

/// "Jane Doe, the harbour master": what is told behind the comma before `at`, where it says who she is.
fn told_behind(reading: &Reading, frame: &Frame, at: usize) -> Option<Span> {
    const LONGEST: usize = 16;
    let ends = |&at: &usize| match reading.words[at].tag {
        Tag::Sign(sign) => !is_inner_sign(sign) || at + 1 == frame.words.end,
        Tag::Quote(_) | Tag::Relative => true,
        _ => false,
    };
    let end = (at..frame.words.end).find(ends).unwrap_or(frame.words.end);
    let told = reading.words.get(at..end).filter(|told| !told.is_empty() && told.len() <= LONGEST)?;
    let leads = matches!(told[0].tag, Tag::Article | Tag::Role | Tag::Direction | Tag::Body)
        || told.iter().any(|w| w.tag == Tag::Role);
    (leads && !told.iter().any(|w| is_verbal(w.tag))).then(|| reading.span(&(at..end)))
}

/// The name between commas behind what is told of it: "The harbour master, Jane Doe, said".
fn described(reading: &Reading, frame: &Frame, comma: usize) -> Found {
    let mut segments = segments(reading, frame, comma);
    // "The harbour master, Jane Doe, who saw it, said".
    segments.pop_if(|last| reading.words[last.start].tag == Tag::Relative);
    let [.., described, last] = &segments[..] else { return None };
    // "Jane Doe, who heads the largest party, the Varn League, said".
    let is_of_another = reading.words[described.start].tag == Tag::Relative;
    let run = run_in(reading, last).filter(|_| !is_of_another && describes(reading, described))?;
    let described = region(reading, described.start, described.end);
    let skipped = described.clone().find(|&at| {
        !matches!(reading.words[at].tag, Tag::Relative | Tag::And | Tag::Opener | Tag::That | Tag::Adverb)
    });
    let told = skipped.unwrap_or(described.start)..described.end;
    let name = Subject::Named(run.name(), Some(reading.span(&told)));
    Some((name, described.start..comma, false))
}

/// The subject before a comma, perhaps with what is told of it: "Jane Doe, the harbour master, said".
fn apposed(reading: &Reading, frame: &Frame, comma: usize) -> Found {
    let segments = segments(reading, frame, comma);
    let mut head = segments.len().checked_sub(1)?;
    while head > 0 && is_told(reading, &segments[head]) {
        head -= 1;
    }
    // "But on Monday", and not "But Jane Doe".
    let names = |at: usize| run_in(reading, &(segments[at].start + 1..segments[at].end)).is_some();
    let adverbial = |at: usize| match reading.words[segments[at].start].tag {
        Tag::Opener => !names(at),
        first => matches!(first, Tag::Preposition | Tag::Adverb | Tag::Day | Tag::Cue(..)),
    };
    while head + 1 < segments.len() && adverbial(head) {
        head += 1;
    }
    let phrase = region(reading, segments[head].start, segments[head].end);
    let found = match subject(reading, frame, phrase.clone())? {
        Subject::Named(name, None) if head + 1 < segments.len() => {
            Subject::Named(name, told_behind(reading, frame, segments[head + 1].start))
        }
        other => other,
    };
    Some((found, phrase.start..comma, false))
}

/// What stands between commas before the comma at `end`, back to the beginning of the clause.
fn segments(reading: &Reading, frame: &Frame, end: usize) -> Vec<Range<usize>> {
    /// More belong to no subject.
    const MOST: usize = 5;
    const WORDS: usize = 80;
    let (mut segments, mut stop) = (Vec::new(), end);
    let least = frame.words.start.max(end.saturating_sub(WORDS));
    // "Jane Doe - the harbour master - said".
    let between_dashes = reading.tag(frame, end) == Tag::Sign(b'_');
    let parts = |&at: &usize| match reading.words[at].tag {
        Tag::Sign(b'_') => between_dashes,
        tag => tag == Tag::Sign(b','),
    };
    let begins = |at: &usize| {
        let tag = reading.words[*at].tag;
        matches!(tag, Tag::Sign(b';' | b':' | b'_' | b'?' | b'!') | Tag::Quote(_)) && !parts(at)
    };
    let least = (least..end).rev().find(begins).map_or(least, |at| at + 1);
    for at in (least..end).rev().filter(parts) {
        segments.push(at + 1..stop);
        stop = at;
        if segments.len() == MOST {
            break;
        }
    }
    if segments.len() < MOST {
        segments.push(least..stop);
    }
    segments.retain(|s| !s.is_empty());
    segments.reverse();
    for at in (1..segments.len()).rev() {
        if is_where(reading, &segments[at - 1], &segments[at]) {
            segments.remove(at);
        }
    }
    segments
}

/// Does a segment but say where the place is with which the one before it ends: "a nurse of Austin, Texas"?
fn is_where(reading: &Reading, before: &Range<usize>, segment: &Range<usize>) -> bool {
    let name = || &reading.text[reading.span(segment).range()];
    let is_named = reading.words[segment.clone()].iter().all(|word| word.capital);
    let is_large = is_named && (is_province(name()) || names_country(reading.word(segment.end - 1)));
    // "But in Basel, Germany said" is of two.
    let leads = |at: usize| !matches!(reading.words[at].tag, Tag::Preposition | Tag::Opener);
    let is_place = |run: Run| {
        let ahead = run.words.start.checked_sub(1).filter(|at| before.contains(at));
        run.words.end == before.end && ahead.is_some_and(|at| reading.words[at].tag == Tag::Preposition)
    };
    is_large && leads(before.start) && last_run(reading, before).is_some_and(is_place)
}

/// The run of capitals that a segment is, of somebody's name: alone, or behind what else somebody is ("former Varn
/// minister Jane Doe", "the Reverend Jane Doe").
fn run_in(reading: &Reading, segment: &Range<usize>) -> Option<Run> {
    let mut at = segment.start;
    let last = loop {
        match Run::at(reading, at, segment.end) {
            Some(run) if run.words.end == segment.end => break run,
            Some(run) if run.name().len() > 1 && is_from(reading, run.words.end..segment.end) => break run,
            Some(run) => at = run.words.end,
            None if at + 1 < segment.end && is_of_title(reading.words[at].tag) => at += 1,
            None => return None,
        }
    };
    let ahead = last.words.start.checked_sub(1).map(|at| reading.words[at].tag);
    let alone = last.words.start == segment.start;
    // "Operator Varn Air"; "mathematician Jane Doe", of a trade that is in no list; "the Varn Inspectorate".
    let titled = alone
        || last.has_title()
        || matches!(ahead, Some(Tag::Role | Tag::Body))
        || matches!(ahead, Some(Tag::Other | Tag::Article)) && last.name().len() > 1;
    (titled && !last.possessive && !last.is_common(reading)).then_some(last)
}

/// Do the words behind a name but say where somebody is from: "Jane Doe of Varn"?
fn is_from(reading: &Reading, rest: Range<usize>) -> bool {
    reading.words[rest.start].tag == Tag::Preposition
        && Run::at(reading, rest.start + 1, rest.end).is_some_and(|run| run.words.end == rest.end)
}

/// May the word stand in a title, or before it?
fn is_of_title(tag: Tag) -> bool {
    matches!(tag, Tag::Article | Tag::Role | Tag::Body | Tag::Direction | Tag::Other | Tag::Sign(b'-'))
}

/// Does a segment say what somebody is, without a name: "Its president", "The mayor of Varn", "Varn's Secretary of State", "one"?
fn describes(reading: &Reading, segment: &Range<usize>) -> bool {
    let words = &reading.words[segment.clone()];
    let Some(last) = words.last() else { return false };
    let office = words.iter().any(|w| matches!(w.tag, Tag::Role | Tag::Body));
    let led = words.iter().any(|w| matches!(w.tag, Tag::Article | Tag::Relative))
        || is_possessive(reading, segment.start);
    let is_one = ["one", "another"].iter().any(|one| reading.word(segment.end - 1).eq_ignore_ascii_case(one));
    is_one
        || !last.capital
            && matches!(last.tag, Tag::Role | Tag::Body | Tag::Other | Tag::Number)
            && (office || led)
        || last.capital && office && (led || words[0].tag == Tag::Role)
}

/// Does a segment tell something of the one before?
fn is_told(reading: &Reading, segment: &Range<usize>) -> bool {
    let first = &reading.words[segment.start];
    match Run::at(reading, segment.start, segment.end) {
        Some(run) => run.possessive || run.is_common(reading) || first.tag == Tag::Role && !run.has_title(),
        None => true,
    }
}

/// The one that "who" stands for.
fn antecedent(reading: &Reading, frame: &Frame, relative: usize) -> Found {
    let comma =
        relative.checked_sub(1).is_some_and(|at| matches!(reading.tag(frame, at), Tag::Sign(b',' | b'_')));
    let (subject, region, inverted) = plain(reading, frame, relative - usize::from(comma))?;
    // "They met Ann Orr, who said": she, not all that stands before.
    let name = match &subject {
        Subject::Phrase(_) => last_run(reading, &region).filter(|run| run.words.end == region.end),
        // "The Varn Court met at the request of the supplier Varnfer, which said": not the court.
        Subject::Named(words, _) if reading.word(relative) == "which" && words.end < region.end => {
            last_run(reading, &region).filter(|run| run.words.end == region.end && is_told_what(reading, run))
        }
        _ => None,
    };
    let named = |run: Run| (Subject::Named(run.name(), title(reading, frame, &run)), run.words, false);
    // "Varn Salt, a company of Ostrel, which said", "Ann Orr, head of the Varn League, who said": not Ostrel, nor the league.
    let is_place = |run: &Run| {
        let article =
            run.words.start > region.start && reading.words[run.words.start - 1].tag == Tag::Article;
        let before = run.words.start - usize::from(article);
        before > region.start && reading.words[before - 1].tag == Tag::Preposition
    };
    Some(match (name, apposition(reading, frame, &subject)) {
        (Some(run), told) if told.is_none() || !is_place(&run) => named(run),
        (_, Some((run, told))) => (Subject::Named(run.name(), Some(told)), run.words, false),
        (_, None) => (subject, region, inverted),
    })
}

/// Does what it is stand right before a name: "the fuel supplier Varnfer"?
fn is_told_what(reading: &Reading, run: &Run) -> bool {
    let before = run.words.start.checked_sub(1).map(|at| &reading.words[at]);
    before.is_some_and(|word| !word.capital && matches!(word.tag, Tag::Other | Tag::Role | Tag::Body))
}

/// "Ann Orr, a painter who said": the name that the phrase says something of, and what that is.
fn apposition(reading: &Reading, frame: &Frame, subject: &Subject) -> Option<(Run, Span)> {
    /// No name has more words.
    const LONGEST: usize = 12;
    let Subject::Phrase(words) = subject else { return None };
    let comma = words.start.checked_sub(1).filter(|at| reading.tag(frame, *at) == Tag::Sign(b','))?;
    let before = frame.words.start.max(comma.saturating_sub(LONGEST))..comma;
    let run = last_run(reading, &before).filter(|run| run.words.end == comma)?;
    let is_one = matches!(reading.word(words.start), "a" | "an" | "the")
        || reading.words[words.start].tag == Tag::Role;
    (is_one && !run.possessive && !run.is_common(reading)).then(|| (run, reading.span(words)))
}

/// "Orr was quoted as saying"
fn quoted(reading: &Reading, frame: &Frame, as_: usize) -> Found {
    const NEAR: usize = 8;
    let least = frame.words.start.max(as_.saturating_sub(NEAR));
    let quoted = (least..as_).rev().find(|&at| matches!(reading.word(at), "quoted" | "cited"))?;
    let (first, being) = verb_group(reading, frame, quoted)?;
    if being { plain(reading, frame, first) } else { None }
}

/// "according to the mayor, Jane Doe"
fn according(reading: &Reading, frame: &Frame, at: usize) -> Option<Cue> {
    let first = at + 2;
    let ends = |&at: &usize| match reading.words[at].tag {
        Tag::Sign(sign) => !is_inner_sign(sign) || at + 1 == frame.words.end,
        Tag::Quote(_) | Tag::Relative | Tag::Opener => true,
        tag => is_verbal(tag) && !reading.words[at].capital,
    };
    let end = (first..frame.words.end).find(ends).unwrap_or(frame.words.end);
    let found = subject(reading, frame, first..end)?;
    let comma = reading.tag(frame, end) == Tag::Sign(b',');
    let found = match found {
        Subject::Phrase(words) if comma => named_behind(reading, frame, end + 1, words),
        Subject::Named(name, None) if comma => Subject::Named(name, told_behind(reading, frame, end + 1)),
        Subject::Phrase(words) if !names_somebody(reading, &words) => return None,
        other => other,
    };
    Some(Cue {
        at,
        end: first,
        verb: None,
        subject: found,
        source: first..end,
        inverted: true,
        relative: false,
    })
}

/// Can the subject speak? Beside "say" and "tell" a phrase must be of people or of a body, and of what is found judges tell.
fn speaks(reading: &Reading, cue: &Cue, verb: Verb) -> bool {
    const JUDGES: [&str; 14] = [
        "judge",
        "justice",
        "court",
        "tribunal",
        "jury",
        "panel",
        "inquiry",
        "commission",
        "report",
        "auditors",
        "study",
        "survey",
        "researchers",
        "investigators",
    ];
    let judges = || {
        let is_judge = |at: usize| JUDGES.iter().any(|judge| reading.word(at).eq_ignore_ascii_case(judge));
        cue.source.clone().any(is_judge)
    };
    if matches!(reading.word(cue.at), "found" | "finds" | "finding") && !judges() {
        return false;
    }
    match &cue.subject {
        Subject::Phrase(words) if !matches!(verb, Verb::Say | Verb::Tell) => {
            reading.words[words.clone()].iter().any(|w| matches!(w.tag, Tag::Role | Tag::Body))
        }
        _ => true,
    }
}
