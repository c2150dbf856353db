//! Where the words of a text stand.

use unicode_segmentation::UnicodeSegmentation;

/// Calls `found` with the offset and the text of every word of `text`, and of every sign that is no white space and
/// no ASCII letter or digit and stands alone, in order.
///
/// Words are those of Unicode Standard Annex 29. What is ASCII is cut by the few rules that are left of it there, many
/// times faster; the test below holds the two against each other.
#[inline]
pub fn words<'t>(text: &'t str, mut found: impl FnMut(usize, &'t str)) {
    if text.is_ascii() {
        return ascii_words(text, 0, &mut found);
    }
    // A space always ends a word, so that what stands between two of them can be cut by itself.
    let mut start = 0;
    for chunk in text.split(' ') {
        if chunk.is_ascii() {
            ascii_words(chunk, start, &mut found);
        } else {
            chunk.split_word_bound_indices().for_each(|(at, word)| found(start + at, word));
        }
        start += chunk.len() + 1;
    }
}

/// The words and signs of `chunk`, which stands at `start`.
#[inline]
fn ascii_words<'t>(chunk: &'t str, start: usize, found: &mut impl FnMut(usize, &'t str)) {
    let bytes = chunk.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let end = if is_part(first) { end_of_word(bytes, at) } else { at + 1 };
        if !first.is_ascii_whitespace() {
            found(start + at, &chunk[at..end]);
        }
        at = end;
    }
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[inline]
fn end_of_word(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        end += leading_parts(&bytes[end..]);
        match bytes[end..] {
            [middle, next, ..] if joins(bytes[end - 1], middle, next) => end += 1,
            _ => return end,
        }
    }
}

/// How many letters, digits and underscores `bytes`, which are ASCII, begin with. Eight bytes are looked at at once
/// (Warren 2013, *Hacker's Delight*, section 6-1): where a word ends cannot be foreseen, and a loop over its bytes
/// would stall the processor once a word.
#[inline]
fn leading_parts(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // A byte's upper bit says whether it is from `first` to `last`; being ASCII, no sum runs over into the next byte.
    let within = |x: u64, first: u8, last: u8| {
        (x + EACH * u64::from(0x80 - first)) & !(x + EACH * u64::from(0x7f - last))
    };
    let mut parts = 0;
    loop {
        let mut window = [0; 8];
        match bytes[parts..].first_chunk() {
            Some(whole) => window = *whole,
            None => window[..bytes.len() - parts].copy_from_slice(&bytes[parts..]),
        }
        let x = u64::from_le_bytes(window);
        let part = within(x | (EACH * 0x20), b'a', b'z') | within(x, b'0', b'9') | within(x, b'_', b'_');
        let leading = (!part & (EACH * 0x80)).trailing_zeros() as usize / 8;
        parts += leading;
        if leading < 8 {
            return parts;
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
