//! Where quotations stand: marks in pairs, over paragraphs too.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memchr3_iter};

use crate::span::Span;

/// A quotation inside one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// What stands between them.
    pub inner: Span,
    /// Does it go on from a paragraph before, which closed no mark?
    pub continues: bool,
}

/// A mark that may open or close a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    at: usize,
    len: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `"`, which opens and closes.
    Straight,
    Opening,
    Closing,
    SingleOpening,
    SingleClosing,
}

/// The quotations of `paragraphs`, which are sorted parts of `text`, in order. Nested ones belong to the outermost.
/// Time: linear.
pub fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let Some(open) = pair(text, *paragraph, &marks(text, *paragraph), &mut found) else { continue };
        let goes_on = paragraphs.get(number + 1).is_some_and(|next| opens(&text[next.range()]));
        let ahead = text[paragraph.start as usize..open.at].trim_end();
        // A mark that is never closed is believed where a quotation may well begin.
        if goes_on || ahead.is_empty() || ahead.ends_with([':', ',']) {
            let inner = Span::new(open.at + open.len..paragraph.end as usize);
            let outer = Span { start: open.at as u32, ..inner };
            found.push(Quotation { outer, inner, continues: false });
        }
    }
    mend(&mut found, paragraphs);
    found
}

/// Says of each quotation at the beginning of a paragraph whether it goes on from the end of the one before.
fn mend(found: &mut [Quotation], paragraphs: &[Span]) {
    let mut paragraphs = paragraphs.iter().peekable();
    let mut unclosed = None;
    for quotation in found {
        let mut ended = None;
        while let Some(paragraph) = paragraphs.next_if(|p| p.end <= quotation.outer.start) {
            ended = Some(paragraph.end);
        }
        let Some(paragraph) = paragraphs.peek() else { return };
        quotation.continues =
            quotation.outer.start == paragraph.start && unclosed.is_some() && unclosed == ended;
        let closed = quotation.inner.end < quotation.outer.end;
        unclosed = (!closed && quotation.outer.end == paragraph.end).then_some(paragraph.end);
    }
}

/// Does a paragraph begin with a mark that opens?
fn opens(paragraph: &str) -> bool {
    paragraph.starts_with(['"', '“', '„', '«', '‘', '\u{201f}'])
}

/// Pairs the marks of a paragraph; gives back one that is open at its end.
fn pair(text: &str, paragraph: Span, marks: &[Mark], found: &mut Vec<Quotation>) -> Option<Mark> {
    let mut open: Option<Mark> = None;
    for &mark in marks {
        match open {
            None => open = may_open(text, paragraph, mark).then_some(mark),
            // A second one that can only open: the first was no mark of a quotation, or was forgotten.
            Some(first) if mark.kind == Kind::Straight && first.kind == mark.kind && reopens(text, mark) => {
                open = Some(mark);
            }
            Some(first) if closes(text, first, mark) => {
                found.push(Quotation {
                    outer: Span::new(first.at..mark.at + mark.len),
                    inner: Span::new(first.at + first.len..mark.at),
                    continues: false,
                });
                open = None;
            }
            Some(_) => {}
        }
    }
    open
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn after(text: &str, mark: Mark) -> Option<char> {
    text[mark.at + mark.len..].chars().next()
}

fn may_open(text: &str, paragraph: Span, mark: Mark) -> bool {
    let followed = after(text, mark).is_some_and(|c| !c.is_whitespace());
    let inside = mark.at > paragraph.start as usize;
    let led = inside.then(|| before(text, mark.at)).flatten();
    match mark.kind {
        Kind::Opening => true,
        // Inches and seconds stand behind digits.
        Kind::Straight => followed && !led.is_some_and(|c| c.is_ascii_digit()),
        Kind::SingleOpening => followed && !led.is_some_and(char::is_alphanumeric),
        Kind::Closing | Kind::SingleClosing => false,
    }
}

fn reopens(text: &str, mark: Mark) -> bool {
    before(text, mark.at).is_some_and(char::is_whitespace)
        && after(text, mark).is_some_and(char::is_alphanumeric)
}

fn closes(text: &str, first: Mark, mark: Mark) -> bool {
    match (first.kind, mark.kind) {
        (Kind::SingleOpening, Kind::SingleClosing) => {
            // Else an apostrophe.
            !after(text, mark).is_some_and(char::is_alphanumeric)
                && !before(text, mark.at).is_some_and(char::is_whitespace)
        }
        (Kind::SingleOpening, _) | (_, Kind::SingleOpening | Kind::SingleClosing) => false,
        // „so“ in German.
        (Kind::Opening, Kind::Opening) => {
            text[first.at..].starts_with('„') && text[mark.at..].starts_with('“')
        }
        _ => true,
    }
}

/// The marks of a paragraph in order.
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let base = paragraph.start as usize;
    let part = &text[paragraph.range()];
    let mut marks: Vec<Mark> = Vec::new();
    for at in memchr3_iter(b'"', 0xe2, 0xc2, part.as_bytes()) {
        let Some((kind, len)) = part.get(at..).and_then(|rest| rest.chars().next()).and_then(kind) else {
            continue;
        };
        marks.push(Mark { at: base + at, len, kind });
    }
    let apostrophe = memchr(b'\'', part.as_bytes());
    if let Some(first) = apostrophe {
        // Two of them, as news agencies wrote over telegraphs without the other mark.
        static PAIR: LazyLock<Finder> = LazyLock::new(|| Finder::new("''"));
        let pairs = PAIR.find_iter(&part.as_bytes()[first..]);
        marks.extend(pairs.map(|at| Mark { at: base + first + at, len: 2, kind: Kind::Straight }));
    }
    marks.sort_unstable_by_key(|m| m.at);
    if apostrophe.is_some() && !marks.iter().any(|m| matches!(m.kind, Kind::Straight | Kind::Opening)) {
        apostrophes(text, paragraph, &mut marks);
    }
    marks
}

fn kind(mark: char) -> Option<(Kind, usize)> {
    let kind = match mark {
        '"' => Kind::Straight,
        '“' | '„' | '«' | '\u{201f}' => Kind::Opening,
        '”' | '»' => Kind::Closing,
        '‘' | '‚' => Kind::SingleOpening,
        '’' => Kind::SingleClosing,
        _ => return None,
    };
    Some((kind, mark.len_utf8()))
}

/// Straight apostrophes that are marks, where a paragraph has no others: British papers write so.
fn apostrophes(text: &str, paragraph: Span, marks: &mut Vec<Mark>) {
    let base = paragraph.start as usize;
    let part = &text[paragraph.range()];
    for at in memchr_iter(b'\'', part.as_bytes()) {
        let led = part[..at].chars().next_back();
        let followed = part[at + 1..].chars().next();
        let opening =
            led.is_none_or(|c| c.is_whitespace() || c == '(') && followed.is_some_and(char::is_alphabetic);
        // The plural's genitive looks like a closing mark too, unless a sign stands before it.
        let closing = led.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?'))
            || led.is_some_and(|c| c != 's' && !c.is_whitespace())
                && !followed.is_some_and(char::is_alphanumeric);
        if opening || closing {
            let kind = if opening { Kind::SingleOpening } else { Kind::SingleClosing };
            marks.push(Mark { at: base + at, len: 1, kind });
        }
    }
    marks.sort_unstable_by_key(|m| m.at);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(start..start + line.len()));
            start += line.len() + 1;
        }
        quotations(text, &paragraphs).iter().map(|q| &text[q.inner.range()]).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        for text in
            ["\"Go home,\" he said.", "“Go home,” he said.", "He said: «Go home,»", "„Go home,“ sagte er."]
        {
            assert_eq!(of(text), ["Go home,"], "{text}");
        }
        assert_eq!(of("'Don't go, the dogs' home is shut,' he said."), ["Don't go, the dogs' home is shut,"]);
        assert_eq!(of("‘Don’t go,’ he said."), ["Don’t go,"]);
    }

    #[test]
    fn nested_ones_belong_to_the_outer_one() {
        assert_eq!(of("“He said ‘no’ and left,” she said."), ["He said ‘no’ and left,"]);
        assert_eq!(of("\"He said 'no' and left,\" she said."), ["He said 'no' and left,"]);
    }

    #[test]
    fn an_unclosed_mark_goes_on_where_the_next_paragraph_opens() {
        let text = "“We came.\n“We saw,” she said.";
        assert_eq!(of(text), ["We came.", "We saw,"]);
        let paragraphs = [Span::new(0..11), Span::new(12..text.len())];
        let found: Vec<bool> = quotations(text, &paragraphs).iter().map(|q| q.continues).collect();
        assert_eq!(found, [false, true]);
    }

    #[test]
    fn inches_and_apostrophes_are_no_marks() {
        assert!(of("A 6\" pipe of the dockers' union, it's said").is_empty());
    }
}
