//! What was put into a copy, told by its place first: runs that no word of its model answers to, in sentences that
//! answer, and sentences that answer to none, between others that do.
//!
//! A copy that says more than its model is no advert yet: editors add to what they take over. What they add tells, of
//! third persons and of what was, with words that the page has elsewhere too. What is sold is new to the page, speaks to
//! the reader, and does not hang together with the words around it ([`Evidence`]).

use std::cell::LazyCell;
use std::ops::{Deref, Range};

use super::excise::{Bonds, SHORTEST, Word, words};
use super::fences::{brackets, fences};
use super::odds::{Evidence, Stretch, loosest, may_be_foreign};
use super::quoted::is_quoted;
use super::register::{Register, Spoken, spoken};
use super::rest::Rest;
use super::speech::has_address;
use super::story::{Suspect, reference};
use super::{LOOKED_AT, Said, bounds, is_seam};
use crate::align::Matrix;
use crate::language::Sym;
use crate::span::{Span, cover};
use crate::tokens::Token;

/// A witness beside its model.
pub struct Beside<'s, K, L, U> {
    pub me: &'s Suspect<'s>,
    pub model: &'s Suspect<'s>,
    /// What is foreign in the model: no word of a copy is held against that.
    pub foreign: &'s [Span],
    /// How much less is asked of what stands at a span.
    pub less: L,
    /// How alike their sentences are, the witness's by row.
    pub alike: &'s Matrix,
    /// Has a witness a word that does not descend from this one?
    pub is_known: K,
    /// Does the model speak to its reader as well, by itself? Then once says nothing. Of most witnesses nobody asks.
    pub is_address_usual: U,
    /// Is the model known to be no poorer than what came before it? Where there are but two witnesses and neither
    /// descends from the other, what one has more may as well have been left out by the other.
    pub is_complete: bool,
}

/// A sentence that may hold something foreign, or be it.
struct Candidate {
    evidence: Evidence,
    span: Span,
    is_whole: bool,
    /// Does it but ask the reader something?
    asks: bool,
}

/// A sentence of the witness and its words.
struct Sentence<'s> {
    span: Span,
    tokens: &'s [Token],
    words: Vec<Word>,
    spoken: Vec<Spoken>,
}

/// A sentence less alike than this does not answer: no word of it stands for another one.
pub const ANSWERS: f32 = 0.12;
/// One that is hardly more alike may be foreign as a whole.
pub const HARDLY: f32 = 0.3;
/// One that is more alike answers in the main.
const HALF: f32 = 0.5;
/// The few words of a question are soon so much alike to some of the story's.
const MAY_ASK: f32 = 0.75;
/// Words of a question that an advert begins with, at the most.
const QUESTION: usize = 12;
/// So much of a sentence is most of it.
const MOST: f32 = 0.5;
/// An insertion makes a sentence so much longer, in words.
const LONGER: usize = 2;
/// Log odds from which on a run is foreign beyond doubt.
const PLAINLY: f32 = 2.0;
/// What arrows or pictures around a run say for its being put in.
const LOUD: f32 = 2.0;
/// How much less likely what one of two brothers has more was put in.
const LEFT_OUT: f32 = 3.0;

impl<K: Fn(Sym) -> bool, L: Fn(Span) -> f32, U: Deref<Target = bool>> Beside<'_, K, L, U> {
    /// What was put into the witness, in order.
    ///
    /// Time: linear in the words; those sentences that could be foreign by their words and their length, times the
    /// words of what answers and of a run.
    pub fn put_in(&self) -> Vec<Span> {
        let inside = self.inside();
        let candidates: Vec<Option<Candidate>> = inside.map(|number| self.candidate(number)).collect();
        let is_foreign = |place: usize| {
            let one = candidates[place].as_ref()?;
            let least = self.least(one.span);
            let beside = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
            let mut beside = beside.filter_map(|n| candidates.get(n)?.as_ref());
            let mut is_part = || {
                beside.any(|other| {
                    self.together(one, other).is_some_and(|odds| odds > least) || self.leads_to(one, other)
                })
            };
            (one.evidence.odds() > least || is_part()).then_some(one.span)
        };
        (0..candidates.len()).filter_map(is_foreign).collect()
    }

    /// The sentences from the first to the last that answer: around the story stands what the page says of itself.
    fn story(&self) -> Range<usize> {
        let answering = || (0..self.alike.rows()).filter(|&number| self.answer(number).1 >= ANSWERS);
        let (first, last) = (answering().next(), answering().next_back());
        first.zip(last).map_or(0..0, |(first, last)| first..last + 1)
    }

    /// The same without the first, to which every page has something of its own to add.
    fn inside(&self) -> Range<usize> {
        let story = self.story();
        story.end.min(story.start + 1)..story.end
    }

    /// The fenced runs of the story that are foreign, and what in brackets sends the reader away. A stop inside may have parted
    /// one. Time: linear in the words.
    pub fn fenced(&self) -> Vec<Span> {
        let witness = self.me.witness;
        let sentences = &witness.sentences[self.story()];
        let Some((first, last)) = sentences.first().zip(sentences.last()) else { return Vec::new() };
        let is_foreign = |fence: &Span| {
            let tokens = witness.tokens_in(*fence);
            let is_apart = |number: usize| !witness.sentences[number].span.meets(*fence);
            let sentence = self.sentence(*fence, tokens, is_apart);
            // Editors too use brackets, but neither arrows nor pictures.
            let is_loud = !self.me.text[fence.range()].starts_with(['[', '(']);
            let odds = self.whole(&sentence).evidence.odds() + if is_loud { LOUD } else { 0.0 };
            tokens.len() >= SHORTEST && odds > self.least(*fence)
        };
        let (text, inside) = (self.me.text, Span { start: first.span.start, end: last.span.end });
        let leads_away = |brackets: &Span| has_address(text, witness.tokens_in(*brackets));
        fences(text, inside).chain(brackets(text, inside).filter(leads_away)).filter(is_foreign).collect()
    }

    /// A sentence or a part of one, of which a word is known if the page has it in one that `is_apart`.
    fn sentence<'t>(
        &self,
        span: Span,
        tokens: &'t [Token],
        is_apart: impl Fn(usize) -> bool,
    ) -> Sentence<'t> {
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        let words = words(self.me.text, tokens, |sym| self.is_tied(sym, &is_apart));
        let spoken = spoken(self.me.text, tokens, &words);
        Sentence { span, tokens, words, spoken }
    }

    /// The odds that are asked for at a span.
    fn least(&self, span: Span) -> f32 {
        let least = if self.is_complete { 0.0 } else { LEFT_OUT };
        least - (self.less)(span)
    }

    /// The odds of two sentences that stand side by side on one line, if they are likelier to be foreign together than
    /// each by itself.
    fn together(&self, one: &Candidate, other: &Candidate) -> Option<f32> {
        let (first, last) = if one.span < other.span { (one, other) } else { (other, one) };
        let odds = one.evidence.and(other.evidence).odds();
        let are_one = first.is_whole
            && last.is_whole
            && odds > one.evidence.odds().max(other.evidence.odds())
            && is_seam(&self.me.text[first.span.end as usize..last.span.start as usize]);
        are_one.then_some(odds)
    }

    /// Does one but ask the reader what the other, right behind it, sells the answer to: "Sore knees? Buy Kneewell now"?
    fn leads_to(&self, one: &Candidate, other: &Candidate) -> bool {
        one.asks
            && other.is_whole
            && one.span < other.span
            && other.evidence.odds() > self.least(other.span)
            && is_seam(&self.me.text[one.span.end as usize..other.span.start as usize])
    }

    /// The sentence of the model that is most like one of the witness, and how much.
    fn answer(&self, number: usize) -> (usize, f32) {
        self.alike.best(number).unwrap_or_default()
    }

    fn candidate(&self, number: usize) -> Option<Candidate> {
        let (place, likeness) = self.answer(number);
        let witness = self.me.witness;
        let span = witness.sentences[number].span;
        let tokens = witness.words(number);
        let may_ask =
            likeness < MAY_ASK && tokens.len() <= QUESTION && self.me.text[span.range()].ends_with('?');
        if likeness >= HARDLY && !may_ask && !self.is_longer(number, place) {
            return if likeness < HALF { self.alike_by_chance(number, place) } else { None };
        }
        let sentence = self.sentence(span, tokens, |other| other != number);
        if may_ask && sentence.spoken.last().is_some_and(|word| word.is_to_reader) {
            return Some(Candidate { asks: true, ..self.whole(&sentence) });
        }
        let bonds = LazyCell::new(|| Bonds::of(&sentence.words));
        if likeness >= HARDLY {
            // To align is dear, and most of what is longer than its model could not be sold, whatever answers to it.
            let may_be = self.may_be_foreign(&sentence, &bonds, self.least(span));
            return may_be.then(|| self.loose(&sentence, place, &bonds)).flatten();
        }
        let whole = self.whole(&sentence);
        let odds = whole.evidence.odds();
        // An advert inside makes the whole sentence look like one.
        let is_plainer = |loose: &Candidate| odds > loose.evidence.odds().max(0.0) + PLAINLY;
        if likeness < ANSWERS {
            let loose = self.between(number).and_then(|place| self.plainly_loose(&sentence, place, &bonds));
            return loose.filter(|loose| !is_plainer(loose)).or(Some(whole));
        }
        // Most of what hardly answers is told and not sold, but for what was put into it.
        if odds <= -(self.less)(span) {
            return self.plainly_loose(&sentence, place, &bonds);
        }
        let loose = self.loose(&sentence, place, &bonds);
        if odds > self.least(span) + PLAINLY && loose.as_ref().is_none_or(is_plainer) {
            return Some(whole);
        }
        // What an editor added answers to little, and has a loose part as well.
        let loose = loose?;
        let evidence = whole.evidence.or_less(loose.evidence);
        let is_most = loose.span.len() as f32 >= MOST * whole.span.len() as f32;
        Some(Candidate { evidence, ..if is_most { whole } else { loose } })
    }

    /// The foreign sentence, or the foreign run of one, that has words of a long sentence at a `place` of the model, and is no
    /// longer than that: it sends the reader away, or stands where the model has another sentence.
    fn alike_by_chance(&self, number: usize, place: usize) -> Option<Candidate> {
        let witness = self.me.witness;
        let tokens = witness.words(number);
        let leads_away = has_address(self.me.text, tokens);
        let between = self.between(number).filter(|&between| between != place);
        if !leads_away && between.is_none() {
            return None;
        }
        let sentence = self.sentence(witness.sentences[number].span, tokens, |other| other != number);
        match leads_away {
            true => Some(self.whole(&sentence)),
            false => self.plainly_loose(&sentence, between?, &LazyCell::new(|| Bonds::of(&sentence.words))),
        }
    }

    /// The sentence of the model that stands between those that answer to the neighbours of one of the witness. A short
    /// sentence of which every word was changed is like none.
    fn between(&self, number: usize) -> Option<usize> {
        let answering = |number: usize| {
            let is_there = number < self.alike.rows();
            is_there.then(|| self.answer(number)).filter(|(_, likeness)| *likeness >= ANSWERS)
        };
        let ((before, _), (behind, _)) = answering(number.checked_sub(1)?).zip(answering(number + 1))?;
        (before + 2 == behind).then_some(before + 1)
    }

    /// The run of a sentence without which it answers best to one of the model, which hardly answers, where it is foreign with
    /// little doubt.
    fn plainly_loose<'w>(
        &self,
        sentence: &'w Sentence,
        place: usize,
        bonds: &impl Deref<Target = Bonds<'w>>,
    ) -> Option<Candidate> {
        /// What is asked of it more than of a run of what answers.
        const MORE: f32 = 1.0;
        let least = self.least(sentence.span) + MORE;
        let is_longer = sentence.tokens.len() >= self.len_of(place) + LONGER;
        let may_be = is_longer && self.may_be_foreign(sentence, bonds, least);
        may_be.then(|| self.loose(sentence, place, bonds))?.filter(|loose| loose.evidence.odds() > least)
    }

    /// Could a run of a sentence be foreign, whatever answers to it?
    fn may_be_foreign<'w>(
        &self,
        Sentence { words, spoken, tokens, .. }: &'w Sentence,
        bonds: &impl Deref<Target = Bonds<'w>>,
        least: f32,
    ) -> bool {
        may_be_foreign(words, spoken, has_address(self.me.text, tokens), bonds, least)
    }

    /// Is a sentence longer than the one that answers to it? What was put in may have brought a stop of its own, behind
    /// which the sentence goes on as another.
    fn is_longer(&self, number: usize, place: usize) -> bool {
        let is_part = |other: &usize| {
            *other < self.alike.rows()
                && matches!(self.answer(*other), (same, likeness) if same == place && likeness >= ANSWERS)
        };
        let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten().filter(is_part);
        let len = |number: usize| self.me.witness.words(number).len();
        len(number) + beside.map(len).sum::<usize>() >= self.len_of(place) + LONGER
    }

    /// Words of a sentence of the model, without what is foreign in it.
    fn len_of(&self, place: usize) -> usize {
        let is_foreign = |token: &&Token| cover(self.foreign, token.span.start);
        self.model.witness.words(place).iter().filter(|token| !is_foreign(token)).count()
    }

    /// A sentence that answers to none. What somebody is quoted as saying is no advert for its words.
    fn whole(&self, sentence: &Sentence) -> Candidate {
        let evidence = self.voice(sentence, &(0..sentence.words.len()));
        let ends = [sentence.tokens.first(), sentence.tokens.last()];
        let is_said = || ends.into_iter().flatten().any(|token| is_quoted(self.me.text, token.span.start));
        let leans = if evidence.leans > 0.0 && is_said() { 0.0 } else { evidence.leans };
        Candidate {
            evidence: Evidence { structure: Evidence::FREE, leans, ..evidence },
            span: sentence.span,
            is_whole: true,
            asks: false,
        }
    }

    /// The run of a sentence without which it answers best to one of the model.
    fn loose<'w>(
        &self,
        sentence: &'w Sentence,
        place: usize,
        bonds: &impl Deref<Target = Bonds<'w>>,
    ) -> Option<Candidate> {
        let words = &sentence.words;
        let rest = Rest::of(words, reference(self.model.witness, place, true, self.foreign));
        let run = loosest(words, &rest, bonds)?;
        let evidence = Evidence {
            structure: rest.gain(run.start, run.end) / run.len() as f32,
            seams: bonds.cut(run.start, run.end) + bonds.mended(run.start, run.end),
            ..self.voice(sentence, &run)
        };
        let span = bounds(self.me.text, &words[run], sentence.span, false);
        Some(Candidate { evidence, span, is_whole: false, asks: false })
    }

    /// Is a word one that the story has, or the page in a sentence that `is_apart`?
    fn is_tied(&self, sym: Sym, is_apart: impl Fn(usize) -> bool) -> bool {
        // Of most words the story knows.
        let is_elsewhere = || {
            let index = &self.me.witness.index;
            let first = index.partition_point(|posting| posting.sym < sym);
            let mut same = index[first..].iter().take_while(|posting| posting.sym == sym);
            same.any(|posting| is_apart(posting.sentence as usize))
        };
        (self.is_known)(sym) || is_elsewhere()
    }

    /// What the words of a run say.
    fn voice(&self, sentence: &Sentence, run: &Range<usize>) -> Evidence {
        let (words, spoken) = (&sentence.words[run.clone()], &sentence.spoken[run.clone()]);
        // Words to the reader speak for themselves.
        let address = spoken.iter().filter(|word| word.is_address).count() as u32;
        let mut register = Register::of(spoken);
        if register.to_reader > 0 && *self.is_address_usual {
            register.to_reader -= 1;
        }
        let said = Said::by(words);
        Evidence {
            new: words.iter().filter(|word| word.is_new()).count() as u32,
            speaks: said.speaks.saturating_sub(address),
            leans: said.leans,
            register,
            leads_away: has_address(self.me.text, &sentence.tokens[run.clone()]),
            stretch: Stretch::of(words),
            ..Evidence::default()
        }
    }
}
