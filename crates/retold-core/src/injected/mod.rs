//! Foreign text inside a story: adverts, link spam, runs of keywords, put into the middle of a sentence or as
//! sentences and lines of their own.
//!
//! It is told in two ways. By its place and its voice ([`intruders`]): what no word of the model answers to was put in,
//! and it is foreign where its words are new to the story, speak to the reader instead of telling, and do not hang
//! together with those around them; one sum of log odds ([`odds`]) weighs these. And by its words ([`excise`]): a run
//! that speaks as adverts do ([`lexicon`]), without which the sentence answers better ([`rest`]), and at whose ends no
//! strong bond between neighbours ([`Bigrams::bond`](crate::language::english::Bigrams::bond)) is cut. The second knows
//! what is sold and sets the better bounds, the first needs no such knowledge.
//!
//! What has marks of its own around it ([`fences`](fences::fences)) is looked at as a whole.
//!
//! Foreign text that was found in a model is looked for in its copies, by its place and by what they kept of it
//! ([`inherited`]): a copy may have spun it along with the story. A page by itself shows only what nobody would write
//! into a story ([`alone`]).
//!
//! docs/design/foreign.md says what the weights were made on and what they reach on adverts never seen.

mod excise;
mod fences;
mod inherited;
mod intruders;
pub mod lexicon;
mod lines;
mod odds;
mod quoted;
mod register;
mod rest;
mod speech;
mod story;
#[cfg(test)]
mod tests;

pub use story::{Suspect, injected};

use self::excise::{Found, Word, most, search, words};
use self::fences::with_fence;
use self::speech::loud;
use crate::language::{Lexicon, Sym};
use crate::span::Span;
use crate::tokens::{Token, tokenize};
use crate::transcript::Transcript;

/// Words of a sentence that are looked at. Behind that comes a table.
const LOOKED_AT: usize = 200;

/// What can be told of a page's foreign text from the page alone: sorted, disjoint spans.
///
/// Nothing shows here where a sentence is too long, so that much is asked of a run's words; a word that the page has
/// in another sentence too says nothing. Time: linear in the words, but for sentences that are full of such words.
pub fn alone(text: &str, transcript: &Transcript, furniture: &[Span], lexicon: &mut Lexicon) -> Vec<Span> {
    let sentences: Vec<&[Token]> = transcript.words().collect();
    let mut spans = Vec::new();
    for (i, &tokens) in
        sentences.iter().enumerate().filter(|(_, tokens)| loud(text, tokens, LOUD_ALONE) >= LOUD_ALONE)
    {
        let others = || sentences.iter().enumerate().filter(|&(j, _)| j != i);
        let elsewhere = |sym: Sym| others().any(|(_, tokens)| tokens.iter().any(|t| t.sym == sym));
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        // What the page has elsewhere is asked of all its words, and is worth no more than what it has not.
        if most(&words(text, tokens, |_| false)) <= GAIN_ALONE {
            continue;
        }
        let sentence = words(text, tokens, elsewhere);
        if let Some(Found { words, .. }) = search(&sentence, None, GAIN_ALONE, Said::is_advert_alone) {
            spans.push(bounds(
                text,
                &sentence[words.clone()],
                transcript.sentences[i].0,
                words.len() == sentences[i].len(),
            ));
        }
    }
    let story = transcript.sentences.first().zip(transcript.sentences.last());
    let story = story.map_or(Span::default(), |(first, last)| Span { start: first.0.start, end: last.0.end });
    lines::foreign(text, story, furniture, |_| false, |_| lines::LEAST_ALONE, lexicon, &mut spans);
    disjoint(text, spans)
}

/// What the words of a sentence must say together, before it is looked at more closely.
const LOUD_ALONE: u32 = 5;
/// What is to be won by taking a run out of a page of which no other witness is known.
const GAIN_ALONE: f32 = 5.0;

/// A sentence that keeps so much of the story's words is a plain copy, but for what was put in.
const PLAIN: f32 = 0.6;

/// What a run of words says.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    words: u32,
    function_words: u32,
    /// The grades of its words together, each word once.
    speaks: u32,
    /// How far its words lean together, each word once.
    leans: f32,
}

impl Said {
    fn by(run: &[Word]) -> Said {
        let is_first = |at: usize, word: &Word| run[..at].iter().all(|before| before.sym != word.sym);
        let words = run.iter().enumerate();
        words.fold(Said::default(), |said, (at, word)| said.with(word, is_first(at, word)))
    }

    /// The same with one more word, of which it is the `first` of its kind or not.
    fn with(self, word: &Word, first: bool) -> Said {
        let (speaks, leans) = if first { (word.speaks(), word.leans()) } else { (0, 0.0) };
        Said {
            words: self.words + 1,
            function_words: self.function_words + u32::from(word.is_function()),
            speaks: self.speaks + speaks,
            leans: self.leans + leans,
        }
    }

    /// Where the story itself says that the run is too much, in a sentence that keeps the story's words so far: fewer
    /// words need speak where the copy is plain.
    fn is_advert(self, verbatim: f32) -> bool {
        let (least, share) = if verbatim >= PLAIN { (2, 4) } else { (3, 3) };
        self.words >= 3
            && self.speaks >= least
            && share * self.speaks >= self.words
            && 2 * self.function_words <= self.words
    }

    /// Where nothing but the run speaks.
    fn is_advert_alone(self) -> bool {
        self.speaks >= 5 && 3 * self.speaks >= 2 * self.words && 3 * self.function_words <= self.words
    }
}

/// Where a run stands; of a `whole` sentence, with its signs. What is called out or asked has its own sign.
fn bounds(text: &str, run: &[Word], sentence: Span, whole: bool) -> Span {
    match run {
        [first, .., last] if !whole => {
            let end = glued(text, last.span.end);
            let calls = text[end as usize..].starts_with(['!', '?']);
            let run = Span { start: first.span.start, end: end + u32::from(calls) };
            with_fence(text, sentence, run)
        }
        _ => sentence,
    }
}

/// The end of what is written in one with the word that ends at `end`: "24/7" is two tokens.
fn glued(text: &str, end: u32) -> u32 {
    let mut rest = text[end as usize..].chars();
    let mut len = 0;
    while let Some(sign) = rest.next().filter(|&c| matches!(c, '/' | '-' | '+' | '&' | '\'' | '’' | '.')) {
        let word = rest.as_str();
        let word = &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())];
        if word.is_empty() {
            break;
        }
        len += sign.len_utf8() + word.len();
        rest = text[end as usize + len..].chars();
    }
    end + len as u32
}

/// The spans in order; those that overlap or have nothing but blanks and signs of one line between them as one.
fn disjoint(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last)
                if span.start <= last.end || is_seam(&text[last.end as usize..span.start as usize]) =>
            {
                last.end = last.end.max(span.end);
            }
            _ => out.push(span),
        }
    }
    out
}

fn is_seam(between: &str) -> bool {
    !between.contains(|c: char| c == '\n' || c.is_alphanumeric())
}

fn tokens(text: &str, span: Span, lexicon: &mut Lexicon) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, span, lexicon, &mut Vec::new(), &mut tokens);
    tokens
}
