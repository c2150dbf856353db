//! Sentences of a block.

mod english;

use std::ops::Range;

use crate::language::Language;
use crate::span::Span;

/// A sentence longer than this many bytes is cut at white space: a "sentence" of a table or of a page without
/// punctuation would make every kernel behind quadratic in it.
const LONGEST: usize = 2_000;

/// So many bytes at most are given to the library of other languages at once: it takes quadratic time where quotation
/// marks open and never close. More than nearly every page has, so that few are cut.
const PIECE: usize = 32 << 10;

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
    // As few calls as may be: the splitter sets up its tables in every one.
    for sentence in pieces(text).flat_map(|piece| sentencex::segment(language.two_letter_code(), piece)) {
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

/// Cuts a text into pieces of [so many](PIECE) bytes at most: at a blank line, where the library begins anew in any case;
/// where there is none at a line end, else at white space.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let piece =
            if rest.len() > PIECE { first_piece(&rest[..rest.floor_char_boundary(PIECE)]) } else { rest };
        rest = &rest[piece.len()..];
        (!piece.is_empty()).then_some(piece)
    })
}

/// As much of `text`, which goes on, as ends well.
fn first_piece(text: &str) -> &str {
    let blank_line = text.rfind("\n\n").map(|at| at + 2);
    let line_end = || text.rfind('\n').map(|at| at + 1);
    let end = blank_line.or_else(line_end).unwrap_or_else(|| behind_space(text));
    &text[..end]
}

/// Where the last white space of `text` ends, or `text` itself.
fn behind_space(text: &str) -> usize {
    // White space may take several bytes (a no-break space has two).
    let space = text.char_indices().rfind(|(_, c)| c.is_whitespace());
    space.map_or(text.len(), |(at, c)| at + c.len_utf8())
}

fn push_trimmed(text: &str, part: Range<usize>, out: &mut Vec<Span>) {
    let given = &text[part.clone()];
    let lead = given.len() - given.trim_start().len();
    push_cut(text, part.start + lead, given.trim().len(), out);
}

fn push_cut(text: &str, mut start: usize, len: usize, out: &mut Vec<Span>) {
    let end = start + len;
    while end - start > LONGEST {
        let cut = start + behind_space(&text[start..text.floor_char_boundary(start + LONGEST)]);
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
    fn other_languages_are_split_in_as_many_pieces_as_a_text_is_long() {
        for unit in ["“sagte Bob ", "“sagte Bob\n", "„ja“, sagt er. Und „nein“.\n\n", "“sagte", "日本"]
        {
            let pieces_of = |copies: usize| {
                let text = unit.repeat(copies);
                let pieces: Vec<&str> = pieces(&text).collect();
                assert_eq!(pieces.concat(), text);
                assert!(pieces.iter().all(|piece| piece.len() <= PIECE), "{unit}");
                pieces.len()
            };
            let (once, four_times) = (pieces_of(20_000), pieces_of(80_000));
            assert!(once > 1 && four_times <= 4 * once, "{unit}: {once}, {four_times}");
        }
        assert_eq!(pieces("").count(), 0);
    }

    #[test]
    fn pieces_change_no_sentence() {
        let paragraph =
            "Er sagte: „Ja. Das geht.“ Dr. Brun (z. B. am Montag. Oder so) kam.\nDanach ging sie.\n\n";
        let text = paragraph.repeat(2 * PIECE / paragraph.len() + 1);
        assert!(pieces(&text).count() > 1);
        let whole: Vec<&str> = sentencex::segment("de", &text);
        let whole = whole.into_iter().map(str::trim).filter(|sentence| !sentence.is_empty());
        let found = sentences(&text, &[Span::new(0..text.len())], Language::from_code("deu").expect("known"));
        assert!(found.iter().map(|span| &text[span.range()]).eq(whole));
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
