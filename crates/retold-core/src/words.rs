//! Where the words of a text stand.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A word without the ending of its genitive, if it has one: "Varn's".
pub fn owner(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"))
}

/// Calls `found` with the place of every word of `text`, and of every sign that is no white space and no ASCII letter or
/// digit and stands alone, in order.
///
/// Words are those of Unicode Standard Annex 29. What is ASCII is cut by the few rules that are left of it there, many
/// times faster; the test below holds the two against each other. White space always ends a word, so that what stands
/// between two of them can be cut by itself. Time: linear.
pub fn words(text: &str, mut found: impl FnMut(Range<usize>)) {
    if text.len() <= FEW && text.bytes().all(|b| stands_alone(b) || b.is_ascii_whitespace()) {
        let signs = text.bytes().enumerate().filter(|&(_, b)| stands_alone(b));
        return signs.for_each(|(at, _)| found(at..at + 1));
    }
    let mut at = 0;
    while at < text.len() {
        let block = Block::of(&text.as_bytes()[at..]);
        if block.len > 0 {
            block.words(|start, end| found(at + start..at + end));
            at += block.len;
        } else {
            let chunk = text[at..].split_inclusive(' ').next().unwrap_or_default();
            let words = chunk.split_word_bound_indices();
            words.for_each(|(start, word)| found(at + start..at + start + word.len()));
            at += chunk.len();
        }
    }
}

/// So few bytes are not worth a block: what stands between two words is a sign or two.
const FEW: usize = 4;

/// Is it a sign that is no part of a word, unless it stands between two?
pub(crate) fn stands_alone(byte: u8) -> bool {
    byte.is_ascii_punctuation() && byte != b'_'
}

/// Bytes that are looked at at once, each of which is a bit of a number. Where a word ends cannot be foreseen, and a
/// loop over its bytes would stall the processor once a word; of the bits it is known without a branch.
pub(crate) const BLOCK: usize = 64;

/// The ASCII with which a text begins, up to a white space.
struct Block {
    bytes: [u8; BLOCK],
    /// Which bytes are letters, digits and underscores, and which are white space.
    parts: u64,
    white: u64,
    /// The bytes up to the last white space before anything else than ASCII; none where there is no such white space.
    len: usize,
}

impl Block {
    #[inline]
    fn of(text: &[u8]) -> Block {
        let bytes = padded(text);
        let white = bits(&bytes, |b| b.is_ascii_whitespace());
        let before =
            if bytes.is_ascii() { u64::BITS } else { bits(&bytes, |b| !b.is_ascii()).trailing_zeros() };
        let white = white & 1u64.checked_shl(before).unwrap_or(0).wrapping_sub(1);
        let len = (u64::BITS - white.leading_zeros()) as usize;
        Block {
            parts: bits(&bytes, |b| b.is_ascii_alphanumeric() || b == b'_'),
            bytes,
            white,
            len: len.min(text.len()),
        }
    }

    /// Calls `found` with the start and the end of every word and sign.
    #[inline]
    fn words(&self, mut found: impl FnMut(usize, usize)) {
        let within = u64::MAX >> (BLOCK - self.len);
        let mut parts = self.parts & within;
        let mut signs = !(parts | self.white) & within;
        for at in ones(signs & parts << 1 & parts >> 1) {
            if joins(self.bytes[at - 1], self.bytes[at], self.bytes[at + 1]) {
                parts |= 1 << at;
                signs ^= 1 << at;
            }
        }
        for start in ones(parts & !(parts << 1) | signs) {
            // A sign is of one byte.
            let length = (!(parts >> start)).trailing_zeros().max(1);
            found(start, start + length as usize);
        }
    }
}

/// The first bytes of a text. One that is shorter ends with white space.
#[inline]
pub(crate) fn padded(text: &[u8]) -> [u8; BLOCK] {
    text.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [b' '; BLOCK];
        bytes[..text.len()].copy_from_slice(text);
        bytes
    })
}

/// A number with a bit for each byte that `is` so, the first the lowest.
#[inline]
pub(crate) fn bits(bytes: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte of the product.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let flags = bytes.map(|byte| u8::from(is(byte)));
    let (eights, _) = flags.as_chunks::<8>();
    eights
        .iter()
        .rev()
        .fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

/// The places of the bits that are set, ascending.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        lowest
    })
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
        fn a_few_signs_are_what_they_are_in_a_text(signs in r#"[ .,;:'"_$%(\-\n]{0,4}"#) {
            let of = |text: &str| {
                let mut found = Vec::new();
                words(text, |word| found.push(word));
                found
            };
            let longer = of(&format!("{signs}{}", " ".repeat(BLOCK)));
            prop_assert_eq!(of(&signs), longer);
        }

        #[test]
        fn equals_the_annex(text in r#"([a-cA1-3 .,;:'"_$%\-é’—\n]|don't|U\.S\.|1,000\.5){0,60}"#) {
            let mut ours = Vec::new();
            words(&text, |word| ours.push((word.start, &text[word])));
            ours.retain(is_word);
            let theirs: Vec<(usize, &str)> = text.split_word_bound_indices().filter(is_word).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
