//! What somebody is quoted as saying: people speak to others, and a story quotes them.

use memchr::{memchr_iter, memchr3_iter, memrchr_iter};

/// Does `at` stand in quotation marks? Then the sign before it opens a quotation, or the one behind it closes one: the
/// other may stand in another paragraph.
pub fn is_quoted(text: &str, at: u32) -> bool {
    let (before, behind) = text.split_at(at as usize);
    let begin = memrchr_iter(b'\n', before.as_bytes()).find(|&at| is_end(&before[..at])).unwrap_or(0);
    let end = memchr_iter(b'\n', behind.as_bytes()).find(|&at| is_end(&behind[..at])).unwrap_or(behind.len());
    let (before, behind) = (&before[begin..], &behind[..end]);
    let opens = signs(before).next_back().is_some_and(|at| match before[at..].strip_prefix('"') {
        Some(next) => !next.starts_with(char::is_whitespace),
        None => before[at..].starts_with(OPENING),
    });
    let closes = || {
        signs(behind).next().is_some_and(|at| match behind[at..].starts_with('"') {
            true => at > 0 && !behind[..at].ends_with(char::is_whitespace),
            false => !behind[at..].starts_with(OPENING),
        })
    };
    opens || closes() || is_in_single_quotes(before)
}

/// Signs of several countries; of the straight one its neighbours say whether it opens or closes.
const SIGNS: [char; 6] = ['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{201d}', '\u{bb}'];
const OPENING: [char; 3] = ['\u{201c}', '\u{201e}', '\u{ab}'];

/// Where the signs of a text stand.
fn signs(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    // Their first bytes in UTF-8, which are no later byte of any sign.
    memchr3_iter(b'"', 0xc2, 0xe2, text.as_bytes()).filter(|&at| text[at..].starts_with(SIGNS))
}

/// Does a paragraph end with these lines? One that closes no sentence may be wrapped, and go on in the next.
fn is_end(lines: &str) -> bool {
    lines.trim_end().ends_with(['.', '!', '?', ':', '"', '\u{201d}', '\u{bb}'])
}

/// The sign that closes such a quotation is an apostrophe too; at its end stands what ends what is said.
fn is_in_single_quotes(before: &str) -> bool {
    let ends = |(at, _): (usize, &str)| before[..at].ends_with([',', '.', '?', '!']);
    before
        .rfind('\u{2018}')
        .is_some_and(|open| !before.match_indices('\u{2019}').filter(|(at, _)| *at > open).any(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_told_by_their_signs() {
        for (before, behind, quoted) in [
            ("He said: \"we ", "", true),
            ("He said: \"we go\" and ", "", false),
            ("She said: \u{ab}we ", "", true),
            ("She said: \u{201e}we\u{201d} and ", "", false),
            ("\u{2018}We don\u{2019}t ", "", true),
            ("\u{2018}We don\u{2019}t,\u{2019} he said, ", "", false),
            ("\"A quotation left open.\nAnd ", "", false),
            ("\"A quotation, wrapped\nand ", "", true),
            ("A second paragraph ", "of what was said,\" she said.", true),
            ("And ", "he said \"no\" again.", false),
        ] {
            let text = format!("{before}{behind}");
            assert_eq!(is_quoted(&text, before.len() as u32), quoted, "{text}");
        }
    }
}
