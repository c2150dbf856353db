//! Blocks: what a reader of the page would see as one paragraph, headline or line of a menu.

use memchr::memchr_iter;

use crate::span::Span;

/// One block of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, without the white space around it.
    pub span: Span,
}

/// Lines this long at the most are taken for hand-wrapped: teletype, mail and plain-text archives wrap at 60 to 80.
const WRAP_COLUMN: usize = 90;
/// Lines that are needed to see that a text is wrapped.
const WRAP_LINES: usize = 4;

/// The blocks of `text`, in order. A line is a block, unless the text is wrapped by hand: then a paragraph is.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    match wrap_width(&lines, text) {
        None => lines.into_iter().map(|span| Block { span }).collect(),
        Some(width) => paragraphs(&lines, text, width),
    }
}

/// The lines that are not blank, trimmed.
pub fn lines(text: &str) -> Vec<Span> {
    /// So many bytes has a line of a news page, or more.
    const USUAL: usize = 100;
    let mut out = Vec::with_capacity(1 + text.len() / USUAL);
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text[start..end].trim_start();
        let kept = line.trim_end();
        if !kept.is_empty() {
            out.push(Span::new(end - line.len()..end - line.len() + kept.len()));
        }
        start = end + 1;
    }
    out
}

/// The length of the longest line, if the text is wrapped: no line is long, and most lines stop inside a sentence.
fn wrap_width(lines: &[Span], text: &str) -> Option<usize> {
    let width = lines.iter().map(|l| l.len()).max()?;
    if lines.len() < WRAP_LINES || width > WRAP_COLUMN {
        return None;
    }
    // A line counts as broken inside a sentence when the next one goes on in lower case.
    let broken =
        lines.windows(2).filter(|pair| goes_on(&text[pair[0].range()], &text[pair[1].range()])).count();
    (broken * 3 >= lines.len() || broken > 0 && are_filled(lines, text)).then_some(width)
}

fn goes_on(line: &str, next: &str) -> bool {
    !ends_sentence(line) && next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// Do two lines of three that close no sentence end where they do because the next word had no room? In a text full of
/// names few lines begin in lower case.
fn are_filled(lines: &[Span], text: &str) -> bool {
    // With the blanks before it.
    let edge =
        |line: &Span| line.end as usize - text[..line.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let widest = lines.iter().map(edge).max().unwrap_or(0);
    let is_open =
        |pair: &&[Span]| !ends_sentence(&text[pair[0].range()]) && !are_parted(text, pair[0], pair[1]);
    let is_filled = |pair: &[Span]| {
        let word = text[pair[1].range()].split_whitespace().next().map_or(0, str::len);
        edge(&pair[0]) + 1 + word > widest
    };
    let (open, filled) = lines
        .windows(2)
        .filter(is_open)
        .fold((0, 0), |(open, filled), pair| (open + 1, filled + usize::from(is_filled(pair))));
    filled > 1 && filled * 3 >= open * 2
}

/// Does `line` close with the end of a sentence, quotation marks and brackets aside?
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}

/// Joins wrapped lines. A paragraph ends before a blank line or an indented one, and after a short line that closes
/// a sentence.
fn paragraphs(lines: &[Span], text: &str, width: usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for &line in lines {
        match out.last_mut() {
            Some(block) if !breaks(text, *block, line, width) => block.span.end = line.end,
            _ => out.push(Block { span: line }),
        }
    }
    out
}

fn breaks(text: &str, block: Block, line: Span, width: usize) -> bool {
    let before = &text[block.span.range()];
    let last_line = before.rsplit('\n').next().unwrap_or(before);
    are_parted(text, block.span, line) || ends_sentence(last_line) && last_line.len() * 4 < width * 3
}

/// Does a blank line stand between what ends and the line behind it, or is that indented?
fn are_parted(text: &str, before: Span, line: Span) -> bool {
    let between = &text[before.end as usize..line.start as usize];
    let indented = between.rsplit('\n').next().is_some_and(|indent| indent.len() >= 2);
    between.matches('\n').count() > 1 || indented
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|b| &text[b.span.range()]).collect()
    }

    #[test]
    fn a_line_is_a_block() {
        assert_eq!(
            of("Headline here\n\n  First paragraph.  \nMenu\n"),
            ["Headline here", "First paragraph.", "Menu"]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The port of Varn was shut\nfor a third day as dockers\nstayed out, its owner\nsaid.\n    Talks \
                    were to go on\nlater in the week.\n\nA note\n";
        assert_eq!(
            of(text),
            [
                "The port of Varn was shut\nfor a third day as dockers\nstayed out, its owner\nsaid.",
                "Talks were to go on\nlater in the week.",
                "A note"
            ]
        );
    }

    #[test]
    fn lines_that_begin_with_names_are_joined_where_they_are_filled() {
        let text = "Varn Ports Ltd said that it had bought the rights of\nOstrel Carriers, wholly owned by the Old \
                    Harbour Co\nInc.\n    Varn said that its contract with Ostrel Carriers\nLtd covers docks at \
                    Ardmoyle, Corvia, Falkenrode and\nNashorn, which begin in July.\n    The price was not told, and \
                    none of the Ostrel's\nmen spoke.\n";
        assert_eq!(of(text).len(), 3, "{:?}", of(text));
        let list =
            "Varn Ports buys Ostrel Carriers\nOld Harbour\nArdmoyle opens a dock\nand closes two\nCorvia";
        assert_eq!(of(list).len(), 5, "{:?}", of(list));
    }
}
