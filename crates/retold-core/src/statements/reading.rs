//! A story as the reader of statements sees it: words and signs with their tags, each quotation as one of them,
//! parted into frames.

use std::ops::Range;

use memchr::memchr;

use crate::language::Kind;
use crate::language::vocabulary::{Form, Tag, TagNumber, Tags, saying, tag};
use crate::quotation::{Quotation, quotations};
use crate::span::Span;
use crate::tokens::Token;
use crate::transcript::Transcript;
use crate::words::{stands_alone, words};

/// A word, a sign or a quotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    pub span: Span,
    pub tag: Tag,
    /// Does it begin with a capital?
    pub capital: bool,
    /// Does it stand at once behind the word before, without white space?
    pub glued: bool,
}

/// A sentence and those that a quotation ties to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    pub words: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: u32,
    /// Of the places at which somebody may say something those that stand in it.
    saying: Range<usize>,
}

impl Frame {
    /// May somebody say something in it: has it a quotation, or a word for that?
    pub fn may_say(&self) -> bool {
        !self.saying.is_empty()
    }
}

/// Words after which a frame ends with its sentence in any case.
const LONGEST: usize = 400;

/// A story, read.
pub struct Reading<'t> {
    pub text: &'t str,
    pub quotations: Vec<Quotation>,
    pub words: Vec<Word>,
    pub frames: Vec<Frame>,
    /// The places at which somebody may say something: quotations, and words for that.
    saying: Vec<usize>,
    /// Those before this one are of frames.
    framed: usize,
}

/// A sentence that is to be read.
struct Part<'s> {
    span: Span,
    /// Up to where it is worth reading.
    told: u32,
    tokens: &'s [Token],
}

impl<'t> Reading<'t> {
    /// Reads a story; `None` where nobody says anything in it.
    pub fn of(text: &'t str, story: &Transcript) -> Option<Reading<'t>> {
        let sentences: Vec<Span> = story.sentences.iter().map(|(span, _)| *span).collect();
        let paragraphs = paragraphs(text, &sentences);
        let spans: Vec<Span> = paragraphs
            .iter()
            .map(|p| Span { start: sentences[p.start].start, end: sentences[p.end - 1].end })
            .collect();
        let quotations = quotations(text, &spans);
        let saying = saying();
        let speaks: Vec<bool> =
            story.words().map(|words| words.iter().any(|t| saying.may_have(t.sym))).collect();
        if quotations.is_empty() && !speaks.contains(&true) {
            return None;
        }
        let mut reading = Reading {
            text,
            quotations,
            // A word with the space behind it takes six bytes.
            words: Vec::with_capacity(sentences.iter().map(|s| s.len()).sum::<usize>() / 6),
            frames: Vec::with_capacity(sentences.len()),
            saying: Vec::with_capacity(sentences.len()),
            framed: 0,
        };
        let mut next = 0;
        for (number, paragraph) in paragraphs.into_iter().enumerate() {
            let ends = paragraph.clone().map(|sentence| match speaks[sentence] {
                true => sentences[sentence].end,
                false => told(text, sentences[sentence], story, sentence),
            });
            let parts = paragraph.clone().zip(ends).map(|(sentence, told)| Part {
                span: sentences[sentence],
                told,
                tokens: tokens(story, sentence),
            });
            next = reading.read(parts, number as u32, next);
        }
        Some(reading)
    }

    /// Reads a paragraph. `next` is the first quotation that may stand in it, and the one behind it is given back.
    fn read<'s>(
        &mut self,
        sentences: impl Iterator<Item = Part<'s>>,
        paragraph: u32,
        mut next: usize,
    ) -> usize {
        let mut first = self.words.len();
        let mut at = 0;
        let mut sentences = sentences.peekable();
        while let Some(Part { span: sentence, told, tokens }) = sentences.next() {
            at = at.max(sentence.start);
            let quoted =
                |next: usize| self.quotations.get(next).is_some_and(|q| q.outer.start < sentence.end);
            if !quoted(next) && first == self.words.len() && at == sentence.start && told < sentence.end {
                self.read_words(Span { start: at, end: told }, tokens);
                at = sentence.end;
            }
            while at < sentence.end {
                let quotation = self.quotations.get(next).filter(|q| q.outer.start < sentence.end).copied();
                let end = quotation.map_or(sentence.end, |q| q.outer.start).max(at);
                self.read_words(Span { start: at, end }, tokens);
                at = end;
                if let Some(quotation) = quotation {
                    self.push(quotation.outer, Tag::Quote(next as u32), false);
                    at = quotation.outer.end;
                    next += 1;
                }
            }
            // A sentence that ends inside a quotation goes on behind it, and so does one that ends with one before it is said who
            // asks; not for ever, as every verb looks back over its frame.
            let mut is_asked = || sentences.peek().is_some_and(|next| self.is_asked_by(next.span));
            let goes_on = at > sentence.end || is_asked();
            if !goes_on || self.words.len() - first > LONGEST {
                self.close(first, paragraph);
                first = self.words.len();
            }
        }
        if first < self.words.len() {
            self.close(first, paragraph);
        }
        next
    }

    /// Does a sentence but say who asked or called out what the last quotation has: "“Why?” Orr asked"?
    fn is_asked_by(&self, next: Span) -> bool {
        /// Words to the verb, at the most.
        const NEAR: usize = 6;
        let ends_with_call = |quotation: u32| {
            let said = &self.text[self.quotations[quotation as usize].inner.range()];
            said.ends_with(['?', '!'])
        };
        if !matches!(self.words.last().map(|word| word.tag), Some(Tag::Quote(quotation)) if ends_with_call(quotation))
        {
            return false;
        }
        let mut words = self.text[next.range()].split_whitespace();
        let tag = |word: &str| tag(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let is_verb = |word: &&str| matches!(tag(word), Tag::Cue(_, Form::Past | Form::Present));
        let Some(verb) = words.by_ref().take(NEAR).find(is_verb) else { return false };
        let is_last = verb.ends_with(['.', ',', ':']);
        is_last || words.next().is_none_or(|word| matches!(tag(word), Tag::Preposition | Tag::Day))
    }

    /// Ends the frame that began at `first`. A dateline is none of its words.
    fn close(&mut self, first: usize, paragraph: u32) {
        let words = self.behind_dateline(first)..self.words.len();
        let saying = self.framed..self.saying.len();
        self.framed = saying.end;
        self.frames.push(Frame { words, paragraph, saying });
    }

    /// Over "VARN, Ostrel, March 4 (Agency) -", if the words from `first` on begin so.
    fn behind_dateline(&self, first: usize) -> usize {
        const LONGEST: usize = 20;
        let shouted = self.words.get(first).is_some_and(|word| {
            let word = &self.text[word.span.range()];
            word.len() > 2 && !word.contains(char::is_lowercase)
        });
        if !shouted {
            return first;
        }
        let line = self.words.get(first..self.words.len().min(first + LONGEST)).unwrap_or_default();
        let dash = line.iter().position(|w| matches!(w.tag, Tag::Sign(b'-' | b'_')) && !w.glued);
        // "May" is a month.
        let tells = |w: &Word| {
            matches!(w.tag, Tag::Quote(_) | Tag::Cue(..) | Tag::Be | Tag::Have)
                || w.tag == Tag::Modal && !w.capital
        };
        dash.filter(|&dash| !line[..dash].iter().any(tells)).map_or(first, |dash| first + dash + 1)
    }

    /// Reads a part of a sentence of these tokens. Most words are a token as they stand, and need not be cut again.
    fn read_words(&mut self, span: Span, tokens: &[Token]) {
        let tags = Tags::get();
        let bytes = self.text.as_bytes();
        let inside = tokens.partition_point(|token| token.span.start < span.start);
        let (mut at, mut before) = (span.start, u32::MAX);
        for token in tokens[inside..].iter().take_while(|token| token.span.end <= span.end) {
            let Span { start, end } = token.span;
            // The m of "60m" is no word.
            let is_whole = std::mem::replace(&mut before, end) != start;
            let head = bytes[start as usize];
            let is_number = head.is_ascii_digit() && is_number_alone(bytes, token.span);
            let is_word = head.is_ascii_alphabetic() && token.tag != TagNumber::SEVERAL;
            if start >= at && is_whole && (is_word || is_number) {
                // Nearly always one blank stands between two words.
                let is_blank = start == at + 1 && bytes[at as usize] == b' ';
                at = if is_blank { start } else { self.cut(Span { start: at, end: start }, span.end) };
                if at == start {
                    let tag = if is_number { Tag::Number } else { tags.tag(token.tag) };
                    self.push(token.span, tag, head.is_ascii_uppercase());
                    at = end;
                }
            }
        }
        if at < span.end {
            self.cut(Span { start: at, end: span.end }, span.end);
        }
    }

    /// Cuts what stands between words and reads it. Gives back up to where that is: brackets may close behind it, if
    /// they do so before `limit`.
    fn cut(&mut self, span: Span, limit: u32) -> u32 {
        let text = self.text;
        let between = &text[span.range()];
        match *between.as_bytes() {
            [] | [b' '] => return span.end,
            // Nearly always it is a sign that stands for itself.
            [sign] | [sign, b' '] if stands_alone(sign) && sign != b'(' => {
                self.push_sign(Span { end: span.start + 1, ..span }, sign);
                return span.end;
            }
            _ => {}
        }
        let tags = Tags::get();
        // What stands in brackets, "(D-Varn)", parts a name from its verb and belongs to neither.
        let mut bracket = span.start;
        words(between, |Range { start: at, end }| {
            let piece = &between[at..end];
            let start = span.start + at as u32;
            if start < bracket {
                return;
            }
            let here = Span { start, end: start + piece.len() as u32 };
            let first = piece.as_bytes()[0];
            if first.is_ascii_alphabetic() {
                let tag = tags.tag(tags.number(&text.as_bytes()[start as usize..], piece.len()));
                self.push(here, tag, first.is_ascii_uppercase());
            } else if let Some(len) = bracketed(&text[start as usize..limit as usize]) {
                bracket = start + len as u32;
            } else {
                self.push_other(here, piece);
            }
        });
        bracket.max(span.end)
    }

    /// A number, a sign, or a word that begins with no ASCII letter.
    fn push_other(&mut self, here: Span, piece: &str) {
        let Some(head) = piece.chars().next() else { return };
        if head.is_ascii_digit() {
            self.push(here, Tag::Number, false);
        } else if head.is_alphanumeric() {
            self.push(here, Tag::Other, head.is_uppercase());
        } else if !head.is_whitespace() {
            self.push_sign(here, sign(head));
        }
    }

    #[inline]
    fn push(&mut self, span: Span, tag: Tag, capital: bool) {
        let glued = self.words.last().is_some_and(|last| last.span.end == span.start);
        if tag.says() {
            self.saying.push(self.words.len());
        }
        self.words.push(Word { span, tag, capital, glued });
    }

    /// A sign. Behind white space a hyphen is a dash, and another behind that is a part of it.
    fn push_sign(&mut self, span: Span, sign: u8) {
        const DASH: Tag = Tag::Sign(b'_');
        let last = self.words.last_mut().filter(|last| last.span.end == span.start);
        match (sign, last) {
            (b'-', Some(dash)) if dash.tag == DASH => dash.span.end = span.end,
            (b'-', None) => self.push(span, DASH, false),
            _ => self.push(span, Tag::Sign(sign), false),
        }
    }

    /// The places of a frame at which somebody may say something.
    pub fn saying(&self, frame: &Frame) -> &[usize] {
        let saying = &self.saying[frame.saying.clone()];
        // A dateline is none of its words.
        &saying[saying.partition_point(|&at| at < frame.words.start)..]
    }

    /// A word as it stands on the page.
    pub fn word(&self, at: usize) -> &'t str {
        &self.text[self.words[at].span.range()]
    }

    /// The tag of a word; outside the frame that of a full stop.
    pub fn tag(&self, frame: &Frame, at: usize) -> Tag {
        if frame.words.contains(&at) { self.words[at].tag } else { Tag::Sign(b'.') }
    }

    /// A word of the frame as it stands on the page; outside the frame nothing.
    pub fn word_in(&self, frame: &Frame, at: usize) -> &'t str {
        if frame.words.contains(&at) { self.word(at) } else { "" }
    }

    /// Where the words of a range stand.
    pub fn span(&self, words: &Range<usize>) -> Span {
        match self.words.get(words.clone()) {
            Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Does it begin with a capital, and is it a word that may stand in a name?
    #[inline]
    pub fn is_nameable(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.capital
            && match word.tag {
                Tag::Other | Tag::Role | Tag::Honorific | Tag::Body | Tag::Particle | Tag::Direction => true,
                // "Will" is a name inside a sentence.
                Tag::Modal => at > 0 && !matches!(self.words[at - 1].tag, Tag::Sign(b'.')),
                // "Minister Per Berg", "Per-Olof Berg".
                Tag::Preposition => {
                    at > 0 && matches!(self.words[at - 1].tag, Tag::Role | Tag::Honorific)
                        || self
                            .words
                            .get(at + 1)
                            .is_some_and(|next| next.tag == Tag::Sign(b'-') && next.glued)
                }
                _ => false,
            }
    }
}

/// Does a token that begins with a digit stand between blanks, and is it a number in digits alone, and not several words?
fn is_number_alone(bytes: &[u8], Span { start, end }: Span) -> bool {
    let (start, end) = (start as usize, end as usize);
    let is_blank = |at: usize| bytes.get(at) == Some(&b' ');
    let of_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b'.');
    start > 0 && is_blank(start - 1) && is_blank(end) && bytes[start..end].iter().all(of_number)
}

/// How long the brackets are that `text` begins with, if it does with short ones.
fn bracketed(text: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    let end = text.strip_prefix('(')?.bytes().take(LONGEST).position(|b| b == b')')?;
    Some(end + 2)
}

fn sign(sign: char) -> u8 {
    match sign {
        '–' | '—' | '―' => b'_',
        '’' => b'\'',
        _ => u8::try_from(sign).ok().filter(u8::is_ascii).unwrap_or(b'?'),
    }
}

/// The tokens of a sentence.
fn tokens(story: &Transcript, sentence: usize) -> &[Token] {
    let range = &story.sentences[sentence].1;
    &story.tokens[range.start as usize..range.end as usize]
}

/// Up to where a sentence in which nobody says anything is worth reading: its beginning tells whom the next one may
/// mean, and names in full, which are two capitals side by side, are wanted wherever they stand.
fn told(text: &str, sentence: Span, story: &Transcript, number: usize) -> u32 {
    const NEAR: usize = 10;
    let tokens = tokens(story, number);
    let capital =
        |t: &Token| !text.as_bytes()[t.span.start as usize].is_ascii_lowercase() && t.kind != Kind::Number;
    let names =
        |pair: &[Token]| pair[1].span.start - pair[0].span.end <= 2 && capital(&pair[0]) && capital(&pair[1]);
    let last = tokens.windows(2).rposition(names).map_or(0, |last| last + 2);
    match tokens.get(last.max(NEAR)) {
        // With what stands at once behind it, that a name is not cut.
        Some(token) => token.span.start,
        None => sentence.end,
    }
}

/// The paragraphs, as ranges of sentences. A line is one, but where sentences run over several lines only a blank or an
/// indented line parts them.
fn paragraphs(text: &str, sentences: &[Span]) -> Vec<Range<usize>> {
    let wrapped = sentences.iter().any(|s| memchr(b'\n', text[s.range()].as_bytes()).is_some());
    let mut paragraphs: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
    for number in 0..sentences.len() {
        let parted = number == 0 || {
            let between = &text[sentences[number - 1].end as usize..sentences[number].start as usize];
            let lines = between.bytes().filter(|b| *b == b'\n').count();
            let indented = || between.rsplit('\n').next().is_some_and(|indent| indent.len() >= 2);
            lines > usize::from(wrapped) || lines == 1 && indented() || !between.trim().is_empty()
        };
        match paragraphs.last_mut() {
            Some(last) if !parted => last.end = number + 1,
            _ => paragraphs.push(number..number + 1),
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::Lexicon;

    fn text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "said",
            "Orr",
            "the",
            "quickly",
            "per cent",
            "twenty-one",
            "don't",
            "é",
            "Émile",
            "60m",
            "40",
            "1,200",
            "1,,2",
            "3.5",
            "7",
            "6 000",
            "U.S.",
            "Al-Hassan",
            "(D-Varn)",
            "(",
            ")",
            ",",
            ".",
            "-",
            "—",
            "’s",
            "$",
            "%",
            "x_1",
        ]);
        let gap = prop::sample::select(vec!["", " ", " ", " ", "  "]);
        prop::collection::vec((piece, gap), 0..20)
            .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
    }

    proptest! {
        #[test]
        fn what_is_read_by_tokens_is_what_the_text_is_cut_into(text in text()) {
            let whole = Span::new(0..text.len());
            let story = Transcript::from_sentences(&text, &[whole], &mut Lexicon::english());
            let read = |tokens: &[Token]| {
                let (quotations, words) = (Vec::new(), Vec::new());
                let (frames, saying) = (Vec::new(), Vec::new());
                let mut reading = Reading { text: &text, quotations, words, frames, saying, framed: 0 };
                reading.read_words(whole, tokens);
                reading.words
            };
            prop_assert_eq!(read(&story.tokens), read(&[]));
        }
    }
}
