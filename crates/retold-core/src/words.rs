//! Where the words of a text stand.

use unicode_segmentation::UnicodeSegmentation;

/// Calls `found` with the offset and the text of every word of `text`, and of every sign that is no white space and
/// no ASCII letter or digit and stands alone, in order.
///
/// Words are those of Unicode Standard Annex 29. What stands between two spaces and is ASCII is cut by the few rules
/// that are left of it there, several times faster; the test below holds the two against each other.
pub fn words<'t>(text: &'t str, mut found: impl FnMut(usize, &'t str)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        // A space always ends a word. Most chunks are short: to look for it takes less than to call for a search.
        let (mut end, mut all) = (start, 0);
        while end < bytes.len() && bytes[end] != b' ' {
            all |= bytes[end];
            end += 1;
        }
        let chunk = &text[start..end];
        if all.is_ascii() {
            ascii_words(chunk, |at, word| found(start + at, word));
        } else {
            chunk.split_word_bound_indices().for_each(|(at, word)| found(start + at, word));
        }
        start = end + 1;
    }
}

fn ascii_words<'t>(chunk: &'t str, mut found: impl FnMut(usize, &'t str)) {
    let bytes = chunk.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = if is_part(bytes[at]) { end_of_word(bytes, at) } else { at + 1 };
        found(at, &chunk[at..end]);
        at = end;
    }
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn end_of_word(bytes: &[u8], start: usize) -> usize {
    let mut end = start + 1;
    loop {
        match bytes.get(end..) {
            Some(&[next, ..]) if is_part(next) => end += 1,
            Some(&[middle, next, ..]) if joins(bytes[end - 1], middle, next) => end += 2,
            _ => return end,
        }
    }
}

/// Rules WB6, WB7, WB11 and WB12: a sign between two letters or two digits that does not part them.
fn joins(before: u8, middle: u8, after: u8) -> bool {
    match middle {
        b'\'' | b'.' => {
            before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                || before.is_ascii_digit() && after.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_word(piece: &(usize, &str)) -> bool {
        piece.1.starts_with(char::is_alphanumeric)
    }

    proptest! {
        #[test]
        fn equals_the_annex(text in r#"([a-cA1-3 .,;:'"_$%\-é’—\n]|don't|U\.S\.|1,000\.5){0,60}"#) {
            let mut ours = Vec::new();
            words(&text, |at, word| ours.push((at, word)));
            ours.retain(is_word);
            let theirs: Vec<(usize, &str)> = text.split_word_bound_indices().filter(is_word).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
