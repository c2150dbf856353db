//! What was put into a copy, told by its place first: runs that no word of its model answers to, in sentences that
//! answer, and sentences that answer to none, between others that do.
//!
//! A copy that says more than its model is no advert yet: editors add to what they take over. What they add tells, of
//! third persons and of what was, with words that the page has elsewhere too. What is sold is new to the page, speaks to
//! the reader, and does not hang together with the words around it ([`Evidence`]).

use std::cell::LazyCell;
use std::ops::Range;

use super::excise::{Bonds, Word, words};
use super::odds::{Evidence, loosest};
use super::register::{is_address, is_of_page, is_report};
use super::rest::Rest;
use super::story::{Suspect, reference};
use super::{LOOKED_AT, Said, bounds, is_seam, loud};
use crate::align::Matrix;
use crate::language::{Kind, Sym};
use crate::span::Span;
use crate::tokens::Token;

/// A witness beside its model.
pub struct Beside<'s, K> {
    pub me: &'s Suspect<'s>,
    pub model: &'s Suspect<'s>,
    /// How alike their sentences are, the witness's by row.
    pub alike: &'s Matrix,
    /// Has a witness a word that does not descend from this one?
    pub is_known: K,
    /// Does the model speak to its reader as well, by itself?
    pub is_address_usual: bool,
    /// Is the model known to be no poorer than what came before it? Where there are but two witnesses and neither
    /// descends from the other, what one has more may as well have been left out by the other.
    pub is_complete: bool,
}

/// A sentence that may hold something foreign, or be it.
struct Candidate {
    odds: f32,
    span: Span,
    whole: bool,
}

/// A sentence less alike than this does not answer.
const ANSWERS: f32 = 0.12;
/// One that is hardly more alike may be foreign as a whole.
const HARDLY: f32 = 0.3;
/// So much of a sentence is nearly all of it.
const NEARLY_ALL: f32 = 0.6;
/// An insertion makes a sentence so much longer, in words.
const LONGER: usize = 2;
/// How much likelier a sentence is foreign that stands beside a foreign one, on one line.
const IN_COMPANY: f32 = 4.0;
/// How much less likely what one of two brothers has more was put in.
const LEFT_OUT: f32 = 3.0;

impl<K: Fn(Sym) -> bool> Beside<'_, K> {
    /// What was put into the witness, in order.
    ///
    /// Time: linear in the words; those sentences that could be foreign by their words and their length, times the
    /// words of what answers and of a run.
    pub fn put_in(&self) -> Vec<Span> {
        let answering = || (0..self.alike.rows()).filter(|&number| self.answer(number).1 >= ANSWERS);
        // Around the story stands what the page says of itself.
        let (first, last) = (answering().next(), answering().next_back());
        let inside = first.zip(last).map_or(0..0, |(first, last)| first + 1..last + 1);
        let candidates: Vec<Option<Candidate>> = inside.map(|number| self.candidate(number)).collect();
        let least = self.least();
        let is_foreign = |place: usize| {
            let beside = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
            let mut beside = beside.filter_map(|n| candidates.get(n)?.as_ref());
            let candidate = candidates[place].as_ref()?;
            let found = candidate.odds > least
                || beside.any(|other| other.odds > least && self.is_company(candidate, other));
            found.then_some(candidate.span)
        };
        (0..candidates.len()).filter_map(is_foreign).collect()
    }

    /// The odds that are asked for.
    fn least(&self) -> f32 {
        if self.is_complete { 0.0 } else { LEFT_OUT }
    }

    /// Does a sentence that is foreign make one that stands beside it likely enough to be so?
    fn is_company(&self, one: &Candidate, other: &Candidate) -> bool {
        let between = one.span.end.min(other.span.end)..one.span.start.max(other.span.start);
        let are_apart = between.start <= between.end;
        one.whole
            && other.whole
            && one.odds > self.least() - IN_COMPANY
            && are_apart
            && is_seam(&self.me.text[between.start as usize..between.end as usize])
    }

    /// The sentence of the model that is most like one of the witness, and how much.
    fn answer(&self, number: usize) -> (usize, f32) {
        self.alike.best(number).unwrap_or_default()
    }

    fn candidate(&self, number: usize) -> Option<Candidate> {
        let tokens = self.me.witness.words(number);
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        let (place, likeness) = self.answer(number);
        let is_longer = || tokens.len() >= self.model.witness.words(place).len() + LONGER;
        if likeness >= HARDLY && !is_longer() || !self.could_be(number, tokens, likeness < HARDLY) {
            return None;
        }
        let words = words(self.me.text, tokens, |sym| self.is_tied(number, sym));
        // To align is dear, and most of what stands alone is told and not sold.
        let stands_alone = likeness < HARDLY;
        if stands_alone && self.voice(tokens, &words).most_of_whole() <= self.least() - IN_COMPANY {
            return None;
        }
        let answers = likeness >= ANSWERS;
        let rest = Rest::of(&words, &reference(self.model.witness, place, answers, &[]));
        let bonds = LazyCell::new(|| Bonds::of(&words));
        let odds = |run: &Range<usize>| {
            let seams = bonds.cut(run.start, run.end) + bonds.mended(run.start, run.end);
            let structure = rest.gain(run.start, run.end) / run.len() as f32;
            Evidence { structure, seams, ..self.voice(&tokens[run.clone()], &words[run.clone()]) }.odds()
        };
        let all = 0..words.len();
        let run = if answers { loosest(&words, &rest, &bonds)? } else { all.clone() };
        let most = run.len() as f32 >= NEARLY_ALL * words.len() as f32;
        let whole = !answers || stands_alone && most;
        let odds = match stands_alone {
            // What an editor added answers to little, and has a loose part as well.
            true => odds(&all).min(odds(&run)),
            false => odds(&run),
        };
        let run = if whole { all } else { run };
        Some(Candidate {
            odds,
            span: bounds(self.me.text, &words[run], self.me.witness.sentences[number].span, whole),
            whole,
        })
    }

    /// Is a word of a sentence one that the story has, or the page in another sentence?
    fn is_tied(&self, number: usize, sym: Sym) -> bool {
        let index = &self.me.witness.index;
        let first = index.partition_point(|posting| posting.sym < sym);
        let mut same = index[first..].iter().take_while(|posting| posting.sym == sym);
        same.any(|posting| posting.sentence as usize != number) || (self.is_known)(sym)
    }

    /// Could any run of a sentence be foreign, or all of it if it `stands_alone`? Says no to most at a low cost.
    fn could_be(&self, number: usize, tokens: &[Token], stands_alone: bool) -> bool {
        let text = self.me.text;
        let is_new = |t: &&Token| t.kind != Kind::Function && !self.is_tied(number, t.sym);
        let new = tokens.iter().filter(is_new).count() as u32;
        let address = tokens.iter().filter(|t| is_address(text, t)).count() as u32;
        let least = self.least() - if stands_alone { IN_COMPANY } else { 0.0 };
        Evidence::most(new, address, loud(text, tokens, 0)) > least
    }

    /// What the words of a run say.
    fn voice(&self, tokens: &[Token], words: &[Word]) -> Evidence {
        let text = self.me.text;
        let address = tokens.iter().filter(|t| is_address(text, t)).count() as u32;
        let said = Said::by(words);
        let by_page = tokens.iter().any(|t| is_of_page(text, t));
        let counts = match (by_page, self.is_address_usual) {
            (true, _) => 0.0,
            (false, true) => 0.5,
            (false, false) => 1.0,
        };
        Evidence {
            words: said.words,
            new: words.iter().filter(|word| !word.is_function() && !word.known).count() as u32,
            function_words: said.function_words,
            address: counts * address as f32,
            report: tokens.iter().filter(|t| is_report(text, t)).count() as u32,
            speaks: said.speaks.saturating_sub(address),
            ..Evidence::default()
        }
    }
}
