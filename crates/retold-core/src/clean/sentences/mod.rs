//! Sentences of a block.

mod english;

use std::ops::Range;

use crate::language::Language;
use crate::span::Span;

/// A sentence longer than this many bytes is cut at white space: a "sentence" of a table or of a page without
/// punctuation would make every kernel behind quadratic in it.
const LONGEST: usize = 2_000;

/// The sentences of `blocks`, which are sorted parts of `text`, without the white space around them. None crosses the
/// end of its block.
pub fn sentences(text: &str, blocks: &[Span], language: Language) -> Vec<Span> {
    /// So many bytes has a sentence of news, or a few more.
    const USUAL: usize = 100;
    let bytes: usize = blocks.iter().map(|block| block.len()).sum();
    let mut out = Vec::with_capacity(blocks.len() + bytes / USUAL);
    if language == Language::ENGLISH {
        for block in blocks {
            english::sentences(text, *block, |sentence| push_trimmed(text, sentence.range(), &mut out));
        }
    } else {
        foreign(text, blocks, language, &mut out);
    }
    out
}

/// The same in other languages, whose ways the library knows.
fn foreign(text: &str, blocks: &[Span], language: Language, out: &mut Vec<Span>) {
    let base = text.as_ptr() as usize;
    let mut blocks = blocks.iter().copied().peekable();
    // One call for the whole text: the splitter sets up its tables in every call.
    for sentence in sentencex::segment(language.two_letter_code(), text) {
        // It hands out slices of what it was given; where one stands tells its span.
        let start = sentence.as_ptr() as usize - base;
        let end = start + sentence.len();
        while let Some(&block) = blocks.peek() {
            let range = block.range();
            let (from, to) = (start.max(range.start), end.min(range.end));
            if from < to {
                push_trimmed(text, from..to, out);
            }
            if range.end > end {
                break;
            }
            blocks.next();
        }
    }
}

fn push_trimmed(text: &str, part: Range<usize>, out: &mut Vec<Span>) {
    let given = &text[part.clone()];
    let lead = given.len() - given.trim_start().len();
    push_cut(text, part.start + lead, given.trim().len(), out);
}

fn push_cut(text: &str, mut start: usize, len: usize, out: &mut Vec<Span>) {
    let end = start + len;
    while end - start > LONGEST {
        let mut cut = start + LONGEST;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        // White space may take several bytes (a no-break space has two).
        let space = text[start..cut].char_indices().rfind(|(_, c)| c.is_whitespace());
        let cut = space.map_or(cut, |(at, c)| start + at + c.len_utf8());
        out.push(Span::new(start..cut));
        start = cut;
    }
    if start < end {
        out.push(Span::new(start..end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        let text = "Dr. A. Brun met Mr. Oke in the U.S. on Monday. They agreed.";
        let found = sentences(text, &[Span::new(0..text.len())], Language::ENGLISH);
        let found: Vec<&str> = found.iter().map(|s| &text[s.range()]).collect();
        assert_eq!(found, ["Dr. A. Brun met Mr. Oke in the U.S. on Monday.", "They agreed."]);
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        let text = "word ".repeat(1_000);
        let found = sentences(&text, &[Span::new(0..text.len())], Language::ENGLISH);
        assert!(found.len() > 1 && found.iter().all(|s| s.len() <= LONGEST));
    }

    #[test]
    fn an_endless_sentence_is_cut_behind_white_space_of_several_bytes() {
        for space in ['\u{a0}', '\u{2028}', '\u{3000}'] {
            let text = format!("word{space}").repeat(1_000);
            let found = sentences(&text, &[Span::new(0..text.len())], Language::ENGLISH);
            assert!(found.iter().all(|s| text.get(s.range()).is_some()));
        }
    }
}
