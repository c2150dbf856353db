//! Who is reported as saying what, directly or indirectly, in an English story.
//!
//! By rules over words and marks: quotations are found by their marks ([`quotation`]), verbs of saying with their
//! subjects ([`cue`], [`phrase`]) in what stands outside of them, and the subjects are followed to the full names that
//! the story has for them ([`names`], [`speaker`]). The patterns are those that the field knows (Pouliquen, Steinberger
//! & Best 2007, *Automatic detection of quotations in multilingual news*; Pareti et al. 2013, *Automatically
//! detecting and attributing indirect quotations*); no pattern knows a story.
//!
//! Time is linear in the text.

mod content;
mod cue;
mod names;
mod phrase;
mod reading;
pub mod same;
mod speaker;

use std::borrow::Cow;
use std::ops::Range;

use crate::span::Span;
use crate::transcript::Transcript;

use self::cue::{Cue, cues};
use self::names::{Names, Run, is_attribute};
use self::phrase::{Subject, is_verbal};
use self::reading::{Frame, Reading};
use self::speaker::{Discourse, Who};
use crate::language::vocabulary::{Pronoun, Tag};
use crate::quotation::Quotation;

/// Somebody is reported as saying something.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its words: sorted, disjoint parts of the text; one part but where the report stands in between ("The bell, he
    /// said, will be rung") or the quotation goes over several paragraphs. Marks are left out.
    pub parts: Vec<Span>,
    /// In quotation marks?
    pub direct: bool,
    /// The verb, or "according to"; `None` where a quotation has none of its own.
    pub cue: Option<Span>,
    /// Who; `None` where the rules do not know.
    pub speaker: Option<Speaker>,
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The name as the story has it in full, or the words for somebody without one. Not always at the place of the
    /// statement.
    pub name: Span,
    /// What the story says that the speaker is ("Foreign Minister", "a geologist at the institute").
    pub title: Option<Span>,
    /// The words that stand for the speaker beside the statement: "he", "Orr", "the minister".
    pub mention: Option<Span>,
}

impl Statement {
    /// From its first to its last byte.
    pub fn span(&self) -> Span {
        let start = self.parts.first().map_or(0, |s| s.start);
        Span { start, end: self.parts.last().map_or(start, |s| s.end) }
    }

    /// Its words as one line.
    pub fn words(&self, text: &str) -> String {
        let mut out = String::with_capacity(self.parts.iter().map(|part| part.len() + 1).sum());
        for part in &self.parts {
            out.push_str(if out.is_empty() { "" } else { " " });
            out += &in_line(&text[part.range()]);
        }
        out
    }
}

/// A part of a text without its line breaks.
pub fn in_line(part: &str) -> Cow<'_, str> {
    // Nearly never is there one, and whether it is asked of many at once.
    match part.bytes().fold(false, |found, byte| found | byte.is_ascii_control()) {
        true => part.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        false => part.into(),
    }
}

/// The statements of a story in order of where they begin. `story` is that of `text`: what is furniture of the page is
/// not in it, and nothing of it is reported.
///
/// Quotations of a word or two that nobody is said to have said ("scare quotes") are no statements.
pub fn statements(text: &str, story: &Transcript) -> Vec<Statement> {
    let Some(reading) = Reading::of(text, story) else { return Vec::new() };
    let Some(last) = reading.frames.iter().rposition(Frame::may_say) else { return Vec::new() };
    let mut reader = Reader {
        names: Names::of(&reading),
        reading: &reading,
        discourse: Discourse::default(),
        said: None,
        announced: None,
        found: Vec::new(),
        last_direct: None,
    };
    // Whom the frames behind the last one are about, nobody asks.
    for frame in &reading.frames[..last + 1] {
        reader.read(frame);
    }
    let mut found = reader.found;
    found.sort_by_key(|s| (s.span(), s.direct));
    found
}

/// A quotation's speaker, for the quotations behind it.
#[derive(Clone, Copy)]
struct Said {
    who: Who,
    paragraph: u32,
}

/// The reading of a story, frame by frame.
struct Reader<'r, 't> {
    reading: &'r Reading<'t>,
    names: Names<'t>,
    discourse: Discourse,
    /// Who spoke in the last paragraph that somebody spoke in.
    said: Option<Said>,
    /// Who is about to speak, by a paragraph that ends with a colon.
    announced: Option<Said>,
    found: Vec<Statement>,
    /// The quotation that was found last, if the last one was a statement.
    last_direct: Option<usize>,
}

impl<'t> Reader<'_, 't> {
    fn read(&mut self, frame: &Frame) {
        if !frame.may_say() {
            if let Some(who) = self.leading(frame, &[]) {
                self.discourse.meet(who);
            }
            return;
        }
        let cues = cues(self.reading, frame);
        let leading = self.leading(frame, &cues);
        let mut near = leading;
        let mut speakers = Vec::with_capacity(cues.len());
        for cue in &cues {
            let before = near.filter(|&who| !self.is_told_of(frame, cue, who));
            let who = self.discourse.resolve(&cue.subject, before, self.reading, &mut self.names);
            near = who.or(near);
            self.echo(frame, cue, who);
            speakers.push(who);
        }
        let (mut reports, mut reported) = (Vec::new(), Vec::new());
        for (cue, who) in cues.iter().zip(&speakers) {
            let parts = content::indirect(self.reading, frame, &cues, cue);
            let around = |&(ref range, speaker): &(Range<usize>, Option<Who>)| {
                range.contains(&cue.at).then_some(speaker)
            };
            // "She said she had asked": one statement.
            if !reports.iter().filter_map(around).any(|speaker| speaker == *who) {
                self.indirect(frame, cue, *who, &parts);
            }
            let is_reported = reports.iter().filter_map(around).any(|speaker| speaker != *who);
            reported.extend(who.filter(|_| is_reported));
            reports.extend(parts.into_iter().map(|part| (part, *who)));
        }
        for &at in self.reading.saying(frame) {
            if let Tag::Quote(quotation) = self.reading.words[at].tag {
                self.direct(frame, &cues, &speakers, at, quotation as usize);
            }
        }
        self.announced = speakers
            .last()
            .copied()
            .flatten()
            .filter(|_| self.ends_with_colon(frame))
            .map(|who| Said { who, paragraph: frame.paragraph + 1 });
        // Who speaks in what another says is met before that one: "Orr said the league had complained" is about Orr.
        let others = speakers.into_iter().flatten().filter(|who| !reported.contains(who));
        for who in reported.iter().copied().chain(leading).chain(others) {
            self.discourse.meet(who);
        }
    }

    /// "Normal service will not resume, it said": does the report before its verb tell of what was named before, so that it is not
    /// this that says so?
    fn is_told_of(&self, frame: &Frame, cue: &Cue, named: Who) -> bool {
        let behind = cue.start().checked_sub(1).map(|at| self.reading.tag(frame, at));
        matches!(named, Who::Words(_))
            && matches!(cue.subject, Subject::Pronoun(Pronoun::It | Pronoun::They, _))
            && behind == Some(Tag::Sign(b','))
    }

    /// Keeps the pronoun right behind somebody who says something: mostly it stands for the speaker.
    fn echo(&mut self, frame: &Frame, cue: &Cue, who: Option<Who>) {
        /// Words between, at most: "told reporters that".
        const NEAR: usize = 3;
        let (Some(Who::Name(id)), false) = (who, cue.inverted) else { return };
        let pronoun = (cue.end..cue.end + NEAR).find_map(|at| match self.reading.tag(frame, at) {
            Tag::Pronoun(pronoun @ (Pronoun::He | Pronoun::She)) => Some(pronoun),
            _ => None,
        });
        let known = &mut self.names.known[id as usize];
        known.echo = known.echo.or(pronoun);
    }

    /// The one whom the frame is about: a name, a pronoun or a phrase at its beginning, if it is of no cue.
    fn leading(&mut self, frame: &Frame, cues: &[Cue]) -> Option<Who> {
        /// Words before it.
        const NEAR: usize = 14;
        let first = cues.first().map_or(frame.words.end, |cue| cue.start());
        let mut at = frame.words.start;
        // Behind "the Council of Europe's".
        let mut owned = at;
        let mut end = frame.words.end.min(at + NEAR).min(first);
        while at < end {
            let ahead = if at > frame.words.start { self.reading.words[at - 1].tag } else { Tag::Sign(b'.') };
            let run = Run::at(self.reading, at, frame.words.end);
            // A capital at the beginning makes no name of an office: "Prosecutors in Varn".
            if let Some(run) = run.filter(|run| !run.is_common(self.reading) || run.words.len() > 1) {
                at = run.words.end;
                owned = if run.possessive { at } else { owned };
                let acts = !run.possessive && !run.is_common(self.reading) && ahead != Tag::Preposition;
                if acts
                    && !is_attribute(self.reading, frame, &run, ahead)
                    && let Some(id) = self.names.resolve(self.reading, &run.name())
                {
                    return Some(Who::Name(id));
                }
                continue;
            }
            let word = &self.reading.words[at];
            let subject = match word.tag {
                Tag::Pronoun(Pronoun::Speaker) => None,
                Tag::Pronoun(pronoun) => Some(Subject::Pronoun(pronoun, at)),
                Tag::Role | Tag::Body if ahead != Tag::Preposition && self.ends_phrase(frame, owned, at) => {
                    Some(self.phrase(frame, at))
                }
                // "Among the passengers was Jane Doe"
                Tag::Be if let Some(who) = self.behind_verb(frame, at) => return Some(who),
                tag if is_verbal(tag) => {
                    at = self.behind_clause(frame, at)?;
                    end = frame.words.end.min(at + NEAR).min(first);
                    continue;
                }
                _ => None,
            };
            if let Some(subject) = subject {
                return self.discourse.resolve(&subject, None, self.reading, &mut self.names);
            }
            at += 1;
        }
        None
    }

    /// Where the frame goes on behind the clause that it begins with, of which the verb stands at `at`: "On Varn, where nobody was
    /// hurt, Jane Doe".
    fn behind_clause(&self, frame: &Frame, at: usize) -> Option<usize> {
        let opens = |word: &reading::Word| matches!(word.tag, Tag::Relative | Tag::Opener);
        let is_clause = self.reading.words[frame.words.start..at].iter().any(opens);
        let mut behind = (at..frame.words.end).filter(|_| is_clause);
        behind.find(|&at| self.reading.words[at].tag == Tag::Sign(b',')).map(|comma| comma + 1)
    }

    /// The name of the somebody who is there, where the frame begins with where that is and the verb at `at`.
    fn behind_verb(&self, frame: &Frame, at: usize) -> Option<Who> {
        let placed = self.reading.words[frame.words.start].tag == Tag::Preposition;
        let run = Run::at(self.reading, at + 1, frame.words.end).filter(|_| placed)?;
        let told = self.reading.tag(frame, run.words.end) == Tag::Sign(b',');
        let acts = told && !run.possessive && !run.is_common(self.reading);
        self.names.resolve(self.reading, &run.name()).filter(|_| acts).map(Who::Name)
    }

    /// The phrase from the beginning of the frame to the noun at `at`, with whom it is of ("analysts at Varn Bank"), or the
    /// name behind it ("its director, Jane Doe, resigned"; "the head of the miners, Jane Doe, resigned").
    fn phrase(&self, frame: &Frame, at: usize) -> Subject {
        /// Words of what somebody is head of.
        const REACH: usize = 6;
        let words = frame.words.start..at + 1;
        let of = speaker::OF.contains(&self.reading.word_in(frame, at + 1));
        match Run::at(self.reading, at + 2, frame.words.end).filter(|run| of && !run.possessive) {
            Some(run) if is_plural(self.reading, at) => Subject::Phrase(words.start..run.words.end),
            _ => {
                let reach = at + 1..at + 2 + if of { REACH } else { 0 };
                let mut tags = reach.map(|at| (at, self.reading.tag(frame, at)));
                let ends = |tag: Tag| is_verbal(tag) || matches!(tag, Tag::Sign(_) | Tag::Quote(_));
                let name = match tags.find(|&(_, tag)| ends(tag)) {
                    Some((comma, Tag::Sign(b','))) => Some(comma + 1),
                    // "The first witness was the driver of the bus, Jane Doe".
                    Some((be, Tag::Be)) => self.predicate(frame, be + 1),
                    _ => None,
                };
                match name {
                    Some(name) => cue::named_behind(self.reading, frame, name, words),
                    None => Subject::Phrase(words),
                }
            }
        }
    }

    /// Where the name stands of who is said, from `at` on, to be somebody: "Jane Doe", "the driver of the bus, Jane Doe".
    fn predicate(&self, frame: &Frame, at: usize) -> Option<usize> {
        /// Words before the comma.
        const NEAR: usize = 6;
        if self.reading.tag(frame, at) != Tag::Article {
            return Some(at);
        }
        let ends = |tag: Tag| is_verbal(tag) || matches!(tag, Tag::Sign(_) | Tag::Quote(_) | Tag::Relative);
        let end = (at..at + NEAR).find(|&at| ends(self.reading.tag(frame, at)))?;
        (self.reading.tag(frame, end) == Tag::Sign(b',')).then_some(end + 1)
    }

    /// Does a phrase from the beginning of the frame, of whose name the last word stands before `owned`, end with the noun
    /// at `at`?
    fn ends_phrase(&self, frame: &Frame, owned: usize, at: usize) -> bool {
        let inside = |tag: Tag| matches!(tag, Tag::Role | Tag::Body | Tag::Sign(b'-' | b'\''));
        let mut before = self.reading.words[owned..at].iter();
        !inside(self.reading.tag(frame, at + 1))
            && !self.reading.is_nameable((at + 1).min(self.reading.words.len() - 1))
            && before
                .all(|w| !matches!(w.tag, Tag::Sign(b',' | b':' | b'.') | Tag::Quote(_) | Tag::Preposition))
    }

    fn indirect(&mut self, frame: &Frame, cue: &Cue, who: Option<Who>, parts: &[Range<usize>]) {
        if parts.is_empty() {
            return;
        }
        let parts = parts.iter().map(|part| content::trimmed(self.reading, part)).filter(|s| !s.is_empty());
        let parts: Vec<Span> = parts.collect();
        let speaker = who.map(|who| self.speaker(who, Some(cue)));
        self.found.push(Statement { parts, direct: false, cue: Some(self.cue(cue)), speaker });
        if let Some(who) = who {
            self.said = Some(Said { who, paragraph: frame.paragraph });
        }
    }

    fn direct(&mut self, frame: &Frame, cues: &[Cue], speakers: &[Option<Who>], at: usize, quotation: usize) {
        let Quotation { inner, continues, .. } = self.reading.quotations[quotation];
        let inner = content::bare(self.reading.text, inner);
        let whole = content::is_whole(self.reading, frame, at, self.reading.quotations[quotation].inner);
        let cue = content::governing(self.reading, frame, cues, at);
        let short = if whole { inner.is_empty() } else { content::is_short(self.reading.text, inner) };
        if !continues && (short || !whole && cue.is_none()) {
            self.last_direct = None;
            return;
        }
        let who = match cue {
            Some(cue) => speakers[cue],
            None => self.unattributed(frame),
        };
        let cue = cue.map(|cue| &cues[cue]);
        let speaker = who.map(|who| self.speaker(who, cue));
        let cue = cue.map(|cue| self.cue(cue));
        match self.last_direct.filter(|_| continues) {
            Some(last) => {
                let last = &mut self.found[last];
                last.parts.extend(Some(inner).filter(|inner| !inner.is_empty()));
                // A verb behind the last paragraph is of all of them.
                if last.cue.is_none() && cue.is_some() {
                    (last.speaker, last.cue) = (speaker, cue);
                }
            }
            None if inner.is_empty() => {}
            None => {
                self.last_direct = Some(self.found.len());
                self.found.push(Statement { parts: vec![inner], direct: true, cue, speaker });
            }
        }
        if let Some(who) = who {
            self.said = Some(Said { who, paragraph: frame.paragraph });
            self.discourse.meet(who);
        }
    }

    fn ends_with_colon(&self, frame: &Frame) -> bool {
        self.reading.words[frame.words.clone()].last().is_some_and(|word| word.tag == Tag::Sign(b':'))
    }

    /// The speaker of a quotation without a verb of its own: whoever was announced or spoke in its paragraph, else whoever is
    /// spoken of.
    fn unattributed(&mut self, frame: &Frame) -> Option<Who> {
        let announced = self.announced.filter(|said| said.paragraph == frame.paragraph);
        if let Some(Said { who, .. }) = announced {
            return Some(who);
        }
        let here = self.said.filter(|said| said.paragraph == frame.paragraph).map(|said| said.who);
        let leading = self.leading(frame, &[]);
        leading.or(here).or_else(|| self.discourse.last())
    }

    fn cue(&self, cue: &Cue) -> Span {
        self.reading.span(&(cue.at..cue.end))
    }

    fn speaker(&self, who: Who, cue: Option<&Cue>) -> Speaker {
        let mention = cue.filter(|cue| !cue.source.is_empty());
        let mention = mention.map(|cue| content::trimmed(self.reading, &cue.source));
        match who {
            Who::Name(id) => {
                let known = self.names.get(id);
                Speaker { name: known.name, title: known.title, mention }
            }
            Who::Words(name) => Speaker { name, title: None, mention },
        }
    }
}

/// Does a noun stand for several?
fn is_plural(reading: &Reading, at: usize) -> bool {
    reading.word(at).ends_with('s')
}

#[cfg(test)]
mod tests;
