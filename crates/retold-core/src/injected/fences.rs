//! Runs with marks of their own around them: "[Need cash? Dial 40]", ">> tap here <<", a line between two pictures.
//!
//! Who puts something into a text by program often fences it in. What stands inside belongs together, whatever full stops
//! it has, and an editor's "[sic]" is shorter.

use memchr::{memchr_iter, memchr3_iter};

use crate::span::Span;

/// Bytes of a fenced run, at the most.
const LONGEST: usize = 240;

/// The fenced runs of a part of a text, marks and all, in order. Time: linear.
pub fn fences(text: &str, part: Span) -> impl Iterator<Item = Span> {
    // The first bytes of the marks in UTF-8; most texts have few such.
    let bytes = &text.as_bytes()[part.range()];
    let mut marks: Vec<usize> =
        memchr3_iter(b'[', 0xe2, 0xf0, bytes).chain(memchr_iter(b'>', bytes)).collect();
    marks.sort_unstable();
    let starts = marks.into_iter().map(move |at| part.start as usize + at);
    let mut behind = 0;
    starts.filter_map(move |start| {
        let fence = fence(&text[..part.end as usize], start).filter(|_| start >= behind)?;
        behind = fence.end as usize;
        Some(fence)
    })
}

/// What stands in round brackets in a part of a text, with these, in order. Editors use them too: they alone are no fence. Time:
/// linear.
pub fn brackets(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let opening = memchr_iter(b'(', &text.as_bytes()[part.range()]).map(move |at| part.start as usize + at);
    opening.filter_map(move |open| {
        let inside = &text.as_bytes()[open + 1..part.end as usize];
        let end = inside.iter().take(LONGEST).position(|byte| matches!(byte, b'(' | b')' | b'\n'))?;
        (inside[end] == b')').then(|| Span::new(open..open + end + 2))
    })
}

/// The run that the mark at `start` opens, to the end of its line at the most.
fn fence(text: &str, start: usize) -> Option<Span> {
    let open = text[start..].chars().next()?;
    let inner = start + open.len_utf8();
    let ahead = &text[inner..];
    let line = ahead[..ahead.floor_char_boundary(LONGEST)].split('\n').next()?;
    let closes: fn(char) -> bool = match open {
        '[' => |c| c == ']',
        '>' if line.starts_with('>') => |c| c == '<',
        _ if is_picture(open) => is_picture,
        _ => return None,
    };
    // Pictures and arrows come in groups.
    let group =
        line.chars().take_while(|&c| open != '[' && !c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let (at, close) = line[group..].char_indices().find(|&(_, c)| closes(c))?;
    let closed = &line[group + at..];
    let close =
        if close == '<' { closed.bytes().take_while(|b| *b == b'<').count() } else { close.len_utf8() };
    let end = inner + group + at + close;
    (end - start <= LONGEST).then(|| Span::new(start..end))
}

/// Is it a pictograph: of the blocks of symbols and dingbats, or an emoji?
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f300}'..='\u{1faff}')
}

/// A run of a sentence with its fence or what else stands in one pair of round brackets with it, where it is most of that: all
/// of it belongs together.
pub fn with_fence(text: &str, sentence: Span, run: Span) -> Span {
    let run = bracketed(text, sentence, run).filter(|all| is_most(run, *all)).unwrap_or(run);
    fences(text, sentence).find(|fence| fence.holds(run) && is_most(run, *fence)).unwrap_or(run)
}

/// What stands in round brackets around a run. Editors use them too: by themselves they fence nothing in.
fn bracketed(text: &str, sentence: Span, run: Span) -> Option<Span> {
    let before = &text[sentence.start as usize..run.start as usize];
    let behind = &text[run.end as usize..sentence.end.max(run.end) as usize];
    let open = before.rfind('(').filter(|&at| !before[at..].contains(')'))?;
    let close = behind.find(')').filter(|&at| !behind[..at].contains('('))?;
    Some(Span::new(sentence.start as usize + open..run.end as usize + close + 1))
}

fn is_most(run: Span, all: Span) -> bool {
    2 * run.len() > all.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_brackets_of_a_line_are_found() {
        let text = "It (the ship) sails (at (noon) or\nnot) on (May 5).";
        let found: Vec<&str> =
            brackets(text, Span::new(0..text.len())).map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["(the ship)", "(noon)", "(May 5)"]);
    }

    #[test]
    fn what_stands_between_two_marks_of_one_line_is_fenced() {
        for (text, expected) in [
            ("It sails [Need cash? Dial 40] at noon.", vec!["[Need cash? Dial 40]"]),
            ("It sails 👉 WIN a night — tap here 👈 at noon.", vec!["👉 WIN a night — tap here 👈"]),
            ("It 🔥🔥 Win 🔥 and [a] go.", vec!["🔥🔥 Win 🔥", "[a]"]),
            ("It >>> Save 40%, tap here <<< sails > at < noon >> or.", vec![">>> Save 40%, tap here <<<"]),
            ("It’s one [sail\nand] more 👈 at noon — ok.", vec![]),
        ] {
            let found: Vec<&str> =
                fences(text, Span::new(0..text.len())).map(|span| &text[span.range()]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
