//! The words of a page's story, sentence by sentence.

use std::mem::take;
use std::ops::Range;

use crate::clean::leftovers::choices;
use crate::clean::{self, Clean};
use crate::document::Page;
use crate::language::Lexicon;
use crate::span::{Span, cover};
use crate::tokens::{Token, tokenize_all, words_of};

/// Sentences of a document that are read; what stands beyond is not compared. Comparing two documents costs the
/// product of their sentences, and a news page has thirty.
pub const MAX_SENTENCES: usize = 1_500;

/// The story of a page as tokens, without an index: all that a fingerprint needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// The words of the story, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order: where each stands, and its tokens. None is without tokens.
    pub sentences: Vec<(Span, Range<u32>)>,
}

impl Transcript {
    /// Cleans and tokenises `page`.
    pub fn of(page: &Page, lexicon: &mut Lexicon) -> (Transcript, Clean) {
        let clean = clean::clean(page, lexicon.language());
        (Transcript::from_sentences(&page.text, &clean.sentences, lexicon), clean)
    }

    /// The transcript that these sentences of `text` make.
    pub fn from_sentences(text: &str, spans: &[Span], lexicon: &mut Lexicon) -> Transcript {
        let spans = &spans[..spans.len().min(MAX_SENTENCES)];
        let (mut tokens, mut sentences) =
            (Vec::with_capacity(words_of(spans)), Vec::with_capacity(spans.len()));
        let leftovers = choices(text);
        let (mut pieces, mut first) = (take(&mut lexicon.pieces), 0);
        tokenize_all(text, spans, lexicon, &mut pieces, &mut tokens, |span, tokens| {
            leave_out(&leftovers, span, first, tokens);
            let read = first..tokens.len() as u32;
            first = read.end;
            if !read.is_empty() {
                sentences.push((span, read));
            }
        });
        lexicon.pieces = pieces;
        Transcript { tokens, sentences }
    }

    /// The sentences that stand in these passages, and their words.
    pub fn within(self, passages: &[Span]) -> Transcript {
        let inside = |span: Span| passages.iter().any(|passage| passage.holds(span));
        let mut part = Transcript::default();
        for (span, words) in self.sentences.into_iter().filter(|sentence| inside(sentence.0)) {
            let first = part.tokens.len() as u32;
            part.tokens.extend_from_slice(&self.tokens[words.start as usize..words.end as usize]);
            part.sentences.push((span, first..part.tokens.len() as u32));
        }
        part
    }

    /// The tokens of each sentence, in order.
    pub fn words(&self) -> impl Iterator<Item = &[Token]> + '_ {
        self.sentences.iter().map(|(_, range)| &self.tokens[range.start as usize..range.end as usize])
    }
}

/// Leaves the tokens from number `first` on out that stand in `leftovers` inside of `sentence`: of the choices of a
/// spinning program the first wording is the sentence's.
fn leave_out(leftovers: &[Span], sentence: Span, first: u32, tokens: &mut Vec<Token>) {
    let begin = leftovers.partition_point(|leftover| leftover.end <= sentence.start);
    let inside = &leftovers[begin..leftovers.partition_point(|leftover| leftover.start < sentence.end)];
    if !inside.is_empty() {
        let is_left = |token: &Token| !cover(inside, token.span.start);
        let kept: Vec<Token> = tokens.drain(first as usize..).filter(is_left).collect();
        tokens.extend(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_choice_the_first_wording_is_read() {
        let text = "The {big|large} ship {sank|went down|foundered}.";
        let whole = [Span::new(0..text.len())];
        let transcript = Transcript::from_sentences(text, &whole, &mut Lexicon::english());
        let words: Vec<&str> = transcript.tokens.iter().map(|token| &text[token.span.range()]).collect();
        assert_eq!(words, ["The", "big", "ship", "sank"]);
    }
}
