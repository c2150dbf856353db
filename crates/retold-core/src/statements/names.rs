//! The names of a story: runs of capitals, and which full name a short one stands for.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memrchr;
use rapidhash::fast::RandomState;

use super::content::is_past;
use super::is_plural;
use super::phrase::is_of_title;
use super::reading::{Frame, Reading};
use crate::facts::given_names::sex;
use crate::language::vocabulary::{Pronoun, Tag};
use crate::span::Span;
use crate::words::owner;

/// A run of capitalised words: perhaps a title, and a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// All its words.
    pub words: Range<usize>,
    /// The first word of the name itself, behind a title.
    pub first: usize,
    /// Does it end in a genitive?
    pub possessive: bool,
}

impl Run {
    /// The run that begins at `at`, and ends before `end`. Most words begin none, and that is soon told.
    #[inline]
    pub fn at(reading: &Reading, at: usize, end: usize) -> Option<Run> {
        (at < end && reading.is_nameable(at)).then(|| Run::from(reading, at, end))
    }

    /// The run that the word at `at` begins, which may stand in a name.
    fn from(reading: &Reading, at: usize, end: usize) -> Run {
        let mut words = at..at + 1;
        let possessive = loop {
            if is_possessive(reading, words.end - 1) {
                break true;
            }
            match further(reading, words.start, words.end, end) {
                Some(next) => words.end = next,
                None => break false,
            }
        };
        let titles = words.clone().take(words.len() - 1).rev();
        let title = titles.into_iter().find(|&at| {
            let next = at + 1 + usize::from(reading.words[at + 1].tag == Tag::Sign(b'.'));
            match reading.words[at].tag {
                Tag::Honorific => true,
                Tag::Role => next < words.end && reading.is_nameable(next),
                _ => false,
            }
        });
        let mut first = title.map_or(words.start, |title| title + 1);
        while first + 1 < words.end && matches!(reading.words[first].tag, Tag::Sign(_)) {
            first += 1;
        }
        // "Supervisor of Elections Ann Orr", "Director of Public Prosecutions Ann Orr"
        let office = || at > 1 && reading.words[at - 2].tag == Tag::Role && reading.word(at - 1) == "of";
        if first == at && words.len() > 2 && office() {
            let are_many = |&at: &usize| is_plural(reading, at) && sex(reading.word(at)).is_none();
            first = (at..at + 2).rev().find(are_many).map_or(first, |last| last + 1);
        }
        Run { words, first, possessive }
    }

    /// The name without the title.
    pub fn name(&self) -> Range<usize> {
        self.first..self.words.end
    }

    /// Does a title stand before the name?
    pub fn has_title(&self) -> bool {
        self.first > self.words.start
    }

    /// Is it made of the words for offices and bodies alone?
    pub fn is_common(&self, reading: &Reading) -> bool {
        reading.words[self.words.clone()]
            .iter()
            .all(|w| matches!(w.tag, Tag::Role | Tag::Body | Tag::Direction))
    }
}

/// Where a run that begins at `start` goes on to from `at`.
fn further(reading: &Reading, start: usize, at: usize, end: usize) -> Option<usize> {
    let within = |at: usize| (at < end).then(|| reading.words[at]);
    let word = within(at)?;
    let nameable = |at: usize| within(at).is_some() && reading.is_nameable(at);
    if nameable(at) {
        return Some(at + 1);
    }
    match word.tag {
        // "Al-Hassan" and "Jong-sup", not "Varn-based".
        Tag::Sign(b'-') if word.glued => {
            let next =
                within(at + 1).filter(|w| w.glued && !matches!(w.tag, Tag::Sign(_) | Tag::Quote(_)))?;
            let joined = next.capital || next.span.len() <= 4 && !HYPHENED.contains(&reading.word(at + 1));
            joined.then_some(at + 2)
        }
        Tag::Sign(b'.') if word.glued && nameable(at + 1) && is_short(reading, at - 1) => Some(at + 2),
        Tag::Sign(b'&') if nameable(at + 1) => Some(at + 2),
        // "the Dockers' Union"
        Tag::Sign(b'\'') if word.glued && reading.word(at - 1).ends_with('s') && nameable(at + 1) => {
            Some(at + 2)
        }
        // "Bank of Varn", "Bank of the Isles", "the Varn Circle of Kidney Surgeons", "Centre for Kidney Surgeons"
        Tag::Preposition if matches!(reading.word(at), "of" | "for") => {
            let is_named_body = reading.words[at - 1].tag == Tag::Body;
            let is_body = is_named_body || reading.word(at) == "of" && is_body(reading, start, at);
            let has_article = is_named_body && within(at + 1).is_some_and(|_| reading.word(at + 1) == "the");
            let first = at + 1 + usize::from(has_article);
            // "The College of Physicians", not "the Bank of President Doe".
            let office = within(first).is_some_and(|w| w.tag == Tag::Role) && !is_plural(reading, first);
            (is_body && nameable(first) && !office).then_some(first + 1)
        }
        Tag::Particle if nameable(at + 1) => Some(at + 2),
        Tag::Particle if within(at + 1)?.tag == Tag::Particle && nameable(at + 2) => Some(at + 3),
        _ => None,
    }
}

/// Has a run of two words and more an article before it, as nobody's name has?
fn is_body(reading: &Reading, start: usize, end: usize) -> bool {
    let has_article = || start > 0 && reading.words[start - 1].tag == Tag::Article;
    let is_office = |at: usize| matches!(reading.words[at].tag, Tag::Role | Tag::Honorific);
    end - start > 1 && has_article() && !(start..end).any(is_office)
}

const HYPHENED: [&str; 3] = ["led", "run", "born"];

/// Initials, "Mr", "Capt" and "Jr".
fn is_short(reading: &Reading, at: usize) -> bool {
    reading.word(at).len() == 1
        || matches!(reading.words[at].tag, Tag::Honorific | Tag::Role)
        || reading.words[at].span.len() <= 3
}

/// "ADIR", and no word that is shouted.
fn is_acronym(word: &str) -> bool {
    const LONGEST: usize = 6;
    (2..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Do the words of a name that have a capital begin with these letters, one each?
fn begins_with(name: &str, letters: &str) -> bool {
    let (name, letters) = (name.as_bytes(), letters.as_bytes());
    // A name of several words is longer than their letters, and mostly the first tells.
    let heads = || {
        let before = std::iter::once(&b' ').chain(name);
        name.iter()
            .zip(before)
            .filter(|(head, before)| head.is_ascii_uppercase() && matches!(before, b' ' | b'-'))
    };
    name.len() >= 2 * letters.len()
        && name.first() == letters.first()
        && heads().map(|(head, _)| head).eq(letters)
}

/// Does a word end in a genitive?
#[inline]
pub fn is_possessive(reading: &Reading, at: usize) -> bool {
    let Span { start, end } = reading.words[at].span;
    // How a word ends rules most words out, and is soon asked.
    end - start > 2 && reading.text.as_bytes()[end as usize - 1] == b's' && owner(reading.word(at)).is_some()
}

/// A name that the story knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Where it stands first, in full.
    pub name: Span,
    /// The title that stands first with it.
    pub title: Option<Span>,
    /// The noun before it that says what it is ("the airline Varn Air").
    pub kind: Option<Span>,
    pub is_person: bool,
    /// How often it stands where no preposition makes a place of it.
    pub weight: u32,
    /// The pronoun that fits, where something tells.
    pub pronoun: Option<Pronoun>,
    /// The one that was used right behind the name, of whomever: "Orr said she".
    pub echo: Option<Pronoun>,
}

/// A name by its number.
pub type Id = u32;

/// The names of a story.
#[derive(Default)]
pub struct Names<'t> {
    pub known: Vec<Known>,
    by_text: HashMap<&'t str, Named, RandomState>,
}

/// The names that a text stands for: as a whole, as their last word, as their first, as one between these.
#[derive(Clone, Copy, Default)]
struct Named {
    whole: Option<Id>,
    last: Option<Id>,
    first: Option<Id>,
    inner: Option<Id>,
}

impl<'t> Names<'t> {
    /// Collects the names of a story. Time: linear.
    pub fn of(reading: &Reading<'t>) -> Names<'t> {
        let mut names = Names::default();
        names.by_text.reserve(64);
        names.known.reserve(32);
        let mut leading = Vec::new();
        for frame in &reading.frames {
            let mut at = frame.words.start;
            let capital = |at: usize| reading.words[at..frame.words.end].iter().position(|w| w.capital);
            while let Some(ahead) = capital(at) {
                at += ahead;
                let Some(run) = Run::at(reading, at, frame.words.end) else {
                    at += 1;
                    continue;
                };
                at = run.words.end;
                // Any word has a capital there; it is a name if it is one elsewhere, or has no other letters.
                let leads = run.words == (frame.words.start..frame.words.start + 1);
                match leads && !is_acronym(reading.word(run.words.start)) {
                    true => leading.push((frame, run)),
                    false => names.note(reading, frame, &run),
                }
            }
        }
        for (frame, run) in leading {
            if names.resolve(reading, &run.words).is_some() {
                names.note(reading, frame, &run);
            }
        }
        names.spell_out(reading);
        names
    }

    /// The first names of a story, for who asks about all: a page may have any number of them.
    pub fn first(&self) -> &[Known] {
        const MOST: usize = 200;
        &self.known[..self.known.len().min(MOST)]
    }

    /// Has letters stand for the name that begins its words with them: "IHO", the "International Harbour Office".
    fn spell_out(&mut self, reading: &Reading<'t>) {
        let text = |known: &Known| &reading.text[known.name.range()];
        let full = |short: &'t str| {
            let full = self.first().iter().position(|known| begins_with(text(known), short))?;
            Some((short, full as Id))
        };
        let short = self.first().iter().map(text).filter(|name| is_acronym(name));
        for (short, full) in short.filter_map(full).collect::<Vec<_>>() {
            self.by_text.entry(short).or_default().last.get_or_insert(full);
        }
    }

    fn note(&mut self, reading: &Reading<'t>, frame: &Frame, run: &Run) {
        if run.is_common(reading) && run.words.len() == 1 {
            return;
        }
        let words = run.name();
        let name = bare(reading, &words);
        let next = self.known.len() as Id;
        let named = self.by_text.entry(&reading.text[name.range()]).or_default();
        // A surname behind the full name is no other name.
        let full = named.last.or(named.inner).filter(|_| words.len() == 1);
        let id = full.unwrap_or_else(|| *named.whole.get_or_insert(next));
        let is_new = id == next;
        if is_new {
            self.known.push(Known { name, ..Known::default() });
        }
        let ahead = run.words.start.checked_sub(1).map_or(Tag::Sign(b'.'), |at| reading.tag(frame, at));
        let known = &mut self.known[id as usize];
        let attribute = is_attribute(reading, frame, run, ahead);
        known.weight += u32::from(ahead != Tag::Preposition && !attribute);
        let body = reading.words[words.clone()].iter().any(|w| w.tag == Tag::Body);
        let may_be_person = reading.words[words.start].tag != Tag::Direction && !body;
        let was_person = !is_new && (known.is_person || may_be_person);
        known.is_person |= (run.has_title() || ahead == Tag::Role || is_aged(reading, frame, run)) && !body;
        if known.title.is_none() {
            known.title = title(reading, frame, run);
        }
        if known.pronoun.is_none() {
            let titles = run.words.start.saturating_sub(usize::from(ahead == Tag::Role))..run.first;
            let mut titles = reading.words[titles].iter().rev();
            known.pronoun = titles.find_map(|w| pronoun(&reading.text[w.span.range()]));
        }
        if ahead == Tag::Body && known.kind.is_none() {
            known.kind = Some(reading.words[run.words.start - 1].span);
        }
        let is_person = known.is_person || may_be_person;
        // What a name is known by for short is put down once.
        if words.len() > 1 && is_new {
            self.by_text.entry(reading.word(words.start)).or_default().first.get_or_insert(id);
        }
        if words.len() > 1 && is_person && !was_person {
            self.by_text.entry(last_part(&reading.text[name.range()])).or_default().last.get_or_insert(id);
            // Of two surnames the first may stand for both: "Ana Orr Brandt", "Orr".
            for at in (words.start + 1..words.end - 1).filter(|&at| reading.is_nameable(at)) {
                self.by_text.entry(reading.word(at)).or_default().inner.get_or_insert(id);
            }
        }
    }

    /// The full name that the name in these words stands for.
    pub fn resolve(&self, reading: &Reading<'t>, words: &Range<usize>) -> Option<Id> {
        let name = &reading.text[bare(reading, words).range()];
        let Named { whole, last, first, inner } = self.by_text.get(name).copied()?;
        let is_short = words.len() == 1 || !name.contains(' ');
        if is_short { last.or(first).or(inner).or(whole) } else { whole }
    }

    pub fn get(&self, id: Id) -> &Known {
        &self.known[id as usize]
    }
}

/// Does an age stand behind the name: "Ann Orr, 44, said"?
fn is_aged(reading: &Reading, frame: &Frame, run: &Run) -> bool {
    let behind = [0, 1, 2].map(|step| reading.tag(frame, run.words.end + step));
    matches!(behind, [Tag::Sign(b','), Tag::Number, Tag::Sign(b',')])
}

/// Does the name but say which: "the Varn drugmaker", "the Ostrel vote"?
pub fn is_attribute(reading: &Reading, frame: &Frame, run: &Run, ahead: Tag) -> bool {
    let behind = reading.tag(frame, run.words.end);
    let noun = frame.words.contains(&run.words.end) && !reading.words[run.words.end].capital;
    noun && (matches!(behind, Tag::Role | Tag::Body)
        || matches!(behind, Tag::Other | Tag::Direction)
            && ahead == Tag::Article
            && !is_past(reading, run.words.end))
}

/// What a surname is looked up by: "Gouveia-Reis" is one.
fn last_part(name: &str) -> &str {
    memrchr(b' ', name.as_bytes()).map_or(name, |blank| &name[blank + 1..])
}

/// The words without a genitive's ending.
fn bare(reading: &Reading, words: &Range<usize>) -> Span {
    let mut span = reading.span(words);
    if words.end > 0 && is_possessive(reading, words.end - 1) {
        let word = reading.word(words.end - 1);
        span.end -= (word.len() - owner(word).map_or(0, str::len)) as u32;
    }
    span
}

/// The title before a name: the capitals of its run, and the words of an office before it.
pub fn title(reading: &Reading, frame: &Frame, run: &Run) -> Option<Span> {
    const LONGEST: usize = 6;
    let mut start = run.words.start;
    // "Energy and Mines Minister Jane Doe"
    let led = start.checked_sub(2).filter(|at| frame.words.contains(at) && reading.is_nameable(*at));
    if let Some(at) = led.filter(|_| reading.words[start - 1].tag == Tag::And && is_of_title(reading, run)) {
        start = at;
    }
    let noun = start > frame.words.start && reading.words[start - 1].tag == Tag::Role;
    if noun {
        let least = frame.words.start.max(start.saturating_sub(LONGEST));
        while start > least && belongs(reading, start - 1) {
            start -= 1;
        }
    }
    let title = start..run.first;
    let honorific = title.len() <= 2
        && reading.words[title.clone()].iter().all(|w| matches!(w.tag, Tag::Honorific | Tag::Sign(_)));
    (!title.is_empty() && !honorific).then(|| reading.span(&title))
}

/// May the word stand inside a title?
fn belongs(reading: &Reading, at: usize) -> bool {
    let word = &reading.words[at];
    match word.tag {
        Tag::Role | Tag::Body | Tag::Direction | Tag::Other => true,
        Tag::Sign(b'-') => word.glued,
        _ => false,
    }
}

/// The pronoun that a word of a title asks for.
fn pronoun(title: &str) -> Option<Pronoun> {
    const WOMAN: &str = "woman";
    let is = |list: &[&str]| list.iter().any(|word| title.eq_ignore_ascii_case(word));
    let ending = title.len().checked_sub(WOMAN.len()).and_then(|at| title.get(at..));
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case(WOMAN))
        || is(&["mrs", "ms", "miss", "lady", "queen", "princess", "actress", "baroness"])
    {
        Some(Pronoun::She)
    } else if is(&["mr", "king", "prince", "sir", "lord", "pope", "father", "bishop", "imam", "businessman"])
    {
        Some(Pronoun::He)
    } else {
        None
    }
}
