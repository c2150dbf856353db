//! Where English sentences end.
//!
//! A sentence ends at a full stop, a question or an exclamation mark, with the quotation marks and brackets that close
//! behind it, where white space follows and then no small letter. A full stop may also stand behind an abbreviation;
//! the rules are those that every splitter has in one form or another (Grefenstette & Tapanainen 1994, *What is a
//! word, what is a sentence?*, sections 3 and 4). Written here since the library that splits other languages takes
//! a tenth of the time of a whole run.

use std::iter::Peekable;
use std::sync::LazyLock;

use memchr::memchr3_iter;
use memchr::memmem::Finder;

use crate::language::function_words::is_function_word;
use crate::span::Span;

/// Words behind which a point ends no sentence: something of the name or number that they announce must follow.
const ANNOUNCING: &[u64] = &numbers([
    "adm", "art", "brig", "bros", "capt", "cmdr", "col", "cpl", "dr", "fig", "fr", "ft", "gen", "gov", "hon",
    "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "pp", "prof", "rep", "reps", "rev", "sen",
    "sens", "sgt", "st", "supt", "vol", "vs",
]);
/// Abbreviations that may be the last word of a sentence.
const CLOSING: &[u64] = &numbers([
    "apr", "assn", "assoc", "aug", "ave", "blvd", "co", "corp", "dec", "dept", "dist", "div", "est", "etc",
    "feb", "govt", "inc", "intl", "jan", "jr", "ltd", "mar", "mfg", "nov", "oct", "plc", "rd", "sep", "sept",
    "sq", "sr", "univ",
]);

/// Words as [numbers](number).
const fn numbers<const N: usize>(words: [&str; N]) -> [u64; N] {
    let (mut numbers, mut at) = ([0; N], 0);
    while at < N {
        numbers[at] = number(words[at].as_bytes());
        at += 1;
    }
    numbers
}

/// A word of eight bytes at the most, in lower case, as a number: they are in one order.
const fn number(word: &[u8]) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < word.len() {
        number |= (word[at].to_ascii_lowercase() as u64) << (56 - 8 * at);
        at += 1;
    }
    number
}

/// Calls `found` with every sentence of `block`, a part of `text`, in order. Time: linear.
pub fn sentences(text: &str, block: Span, mut found: impl FnMut(Span)) {
    let base = block.start as usize;
    let text = &text[block.range()];
    let mut start = 0;
    static ELLIPSIS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("…"));
    let ellipsis = ELLIPSIS.find_iter(text.as_bytes()).peekable();
    for at in merged(memchr3_iter(b'.', b'!', b'?', text.as_bytes()), ellipsis) {
        // "?!" and "..." end a sentence behind their last sign.
        if at >= start
            && let Some(end) = end_of_sentence(text, start, at)
        {
            found(Span::new(base + start..base + end));
            start = end;
        }
    }
    if start < text.len() {
        found(Span::new(base + start..base + text.len()));
    }
}

/// The numbers of two ascending rows, ascending.
fn merged(
    one: impl Iterator<Item = usize>,
    mut other: Peekable<impl Iterator<Item = usize>>,
) -> impl Iterator<Item = usize> {
    let mut one = one.peekable();
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if b < a => other.next(),
        (None, _) => other.next(),
        _ => one.next(),
    })
}

/// Where the sentence that began at `start` ends, if it ends with the sign at `at`.
fn end_of_sentence(text: &str, start: usize, at: usize) -> Option<usize> {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    let behind = text[at..].trim_start_matches(['.', '!', '?', '…']);
    let signs = &text[at..text.len() - behind.len()];
    let rest = behind.trim_start_matches(closing);
    let next = rest.trim_start();
    if next.len() == rest.len() {
        return None;
    }
    let first = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '-', '—', '–', ' ']);
    if first.starts_with(char::is_lowercase) || signs == "." && is_abbreviated(&text[start..at], first) {
        return None;
    }
    Some(text.len() - next.len())
}

/// Does the point between `before` and `after`, which begins with no small letter, belong to an abbreviation?
fn is_abbreviated(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    // The number of an item, and nothing else yet.
    if word.len() == before.trim_start().len() && word.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    if is_listed(word, ANNOUNCING) {
        // "No. 5" and "No."
        return !word.eq_ignore_ascii_case("no") || after.starts_with(|c: char| c.is_ascii_digit());
    }
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I";
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    // "the U.S. The" are two sentences, "the U.S. Navy" is one.
    (initial || dotted || is_listed(word, CLOSING)) && !starts_sentence(after, initial)
}

/// Does the list have the word, in whatever case?
fn is_listed(word: &str, list: &[u64]) -> bool {
    /// Bytes of the longest that is listed.
    const LONGEST: usize = 6;
    word.len() <= LONGEST && list.binary_search(&number(word.as_bytes())).is_ok()
}

/// Does `after` open with a word that has a capital only at the start of a sentence? Behind an initial a name follows,
/// whatever it looks like.
fn starts_sentence(after: &str, initial: bool) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let word = after[..end].to_lowercase();
    !initial && word.len() > 1 && is_function_word(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        sentences(text, Span::new(0..text.len()), |s| out.push(text[s.range()].trim()));
        out
    }

    #[test]
    fn the_lists_are_sorted() {
        for list in [ANNOUNCING, CLOSING] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        }
        assert!(is_listed("Messrs", ANNOUNCING) && is_listed("ltd", CLOSING));
        assert!(!is_listed("", CLOSING) && !is_listed("oct", ANNOUNCING) && !is_listed("octo", CLOSING));
    }

    #[test]
    fn one_sentence() {
        for text in [
            "Dr. A. Brun met Mr. Oke in the U.S. on Monday.",
            "Gen. J. P. Orr of the U.S. Navy came at 5 p.m. Tuesday.",
            "Profit rose 3.5 percent, said Varn Corp. Chairman Lee Oke.",
            "\"Is it so?\" she asked.",
            "1. The port was shut.",
            "Flight No. 12 was late.",
            "He said ... nothing.",
        ] {
            assert_eq!(of(text), [text]);
        }
    }

    #[test]
    fn two_sentences() {
        for (first, second) in [
            ("He left the U.S.", "The others stayed."),
            ("\"We will stay.\"", "He sat down."),
            ("It was over…", "“Nobody won.”"),
            ("Was it?!", "Yes."),
            ("It fell to 12.", "15 were hurt."),
            ("She works for Varn Inc.", "It was founded in 1902."),
            ("He said no.", "Nobody asked again."),
            ("They did (twice).", "It rained."),
        ] {
            assert_eq!(of(&format!("{first} {second}")), [first, second]);
        }
    }
}
