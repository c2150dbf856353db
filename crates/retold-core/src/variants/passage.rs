//! A changed phrase and enough around it to be understood alone.

use std::ops::Range;

use crate::facts::Stated;
use crate::span::Span;

/// Words shown to either side of what changed.
const AROUND: usize = 2;

/// A phrase of a text, in bytes of that text as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What changed.
    pub changed: Span,
    /// The same with its neighbours.
    pub shown: Span,
}

impl Passage {
    /// The passage of these tokens. No tokens are the place before the first of them.
    ///
    /// Nothing, where the text has no tokens.
    pub fn of(stated: &Stated, tokens: Range<usize>) -> Option<Passage> {
        let all = &stated.wording.witness.tokens;
        let sentences = &stated.wording.witness.sentences;
        let first = tokens.start.min(all.len().checked_sub(1)?);
        let number = sentences.partition_point(|s| s.tokens.end as usize <= first).min(sentences.len() - 1);
        let sentence = sentences[number].tokens.start as usize..sentences[number].tokens.end as usize;
        let from = tokens.start.saturating_sub(AROUND).max(sentence.start);
        let to = (tokens.end + AROUND).min(sentence.end.max(tokens.end)).max(from + 1);
        let changed = match all.get(tokens) {
            Some([one, .., last]) => Span { start: one.span.start, end: last.span.end },
            Some([one]) => one.span,
            _ => Span { start: all[first].span.start, end: all[first].span.start },
        };
        let shown = Span { start: all[from].span.start, end: all[to - 1].span.end };
        Some(Passage { changed, shown: to_words(stated.text, shown) })
    }
}

/// A part of a text with all of its first and its last word as they are written: of "41.8bn" a token is but a part.
fn to_words(text: &str, part: Span) -> Span {
    let (before, behind) = (&text[..part.start as usize], &text[part.end as usize..]);
    let written = |c: &char| c.is_alphanumeric();
    let ahead: usize = before.chars().rev().take_while(written).map(char::len_utf8).sum();
    let rest: usize = behind.chars().take_while(written).map(char::len_utf8).sum();
    Span { start: part.start - ahead as u32, end: part.end + rest as u32 }
}
