//! Runs with marks of their own around them: "[Need cash? Dial 40]", a line between two pictures.
//!
//! Who puts something into a text by program often fences it in. What stands inside belongs together, whatever full stops
//! it has, and an editor's "[sic]" is shorter.

use memchr::memchr3_iter;

use crate::span::Span;

/// Bytes of a fenced run, at the most.
const LONGEST: usize = 240;

/// The fenced runs of a part of a text, marks and all, in order. Time: linear.
pub fn fences(text: &str, part: Span) -> impl Iterator<Item = Span> {
    // The first bytes of the marks in UTF-8; most texts have few such.
    let marks = memchr3_iter(b'[', 0xe2, 0xf0, &text.as_bytes()[part.range()]);
    let starts = marks.map(move |at| part.start as usize + at);
    let mut behind = 0;
    starts.filter_map(move |start| {
        let fence = fence(&text[..part.end as usize], start).filter(|_| start >= behind)?;
        behind = fence.end as usize;
        Some(fence)
    })
}

/// The run that the mark at `start` opens, to the end of its line at the most.
fn fence(text: &str, start: usize) -> Option<Span> {
    let open = text[start..].chars().next()?;
    let inner = start + open.len_utf8();
    let line = text[inner..].split('\n').next()?;
    let closes = |c: char| if open == '[' { c == ']' } else { is_picture(c) };
    if open != '[' && !is_picture(open) {
        return None;
    }
    // Pictures come in groups.
    let group =
        line.chars().take_while(|&c| open != '[' && !c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let (at, close) = line[group..].char_indices().find(|&(_, c)| closes(c))?;
    let end = inner + group + at + close.len_utf8();
    (end - start <= LONGEST).then(|| Span::new(start..end))
}

/// Is it a pictograph: of the blocks of symbols and dingbats, or an emoji?
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f300}'..='\u{1faff}')
}

/// A run with its fence, where it is most of what stands in one; `fences` are those of the text around it.
pub fn with_fence(run: Span, mut fences: impl Iterator<Item = Span>) -> Span {
    let is_most = |fence: &Span| fence.holds(run) && 2 * run.len() > fence.len();
    fences.find(is_most).unwrap_or(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_two_marks_of_one_line_is_fenced() {
        for (text, expected) in [
            ("It sails [Need cash? Dial 40] at noon.", vec!["[Need cash? Dial 40]"]),
            ("It sails 👉 WIN a night — tap here 👈 at noon.", vec!["👉 WIN a night — tap here 👈"]),
            ("It 🔥🔥 Win 🔥 and [a] go.", vec!["🔥🔥 Win 🔥", "[a]"]),
            ("It’s one [sail\nand] more 👈 at noon — ok.", vec![]),
        ] {
            let found: Vec<&str> =
                fences(text, Span::new(0..text.len())).map(|span| &text[span.range()]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
