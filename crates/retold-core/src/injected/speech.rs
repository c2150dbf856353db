//! How far a word speaks for an advert where it stands: by itself, or because it speaks to the reader or leads away.

use memchr::memrchr;

use super::lexicon::{TOP, Voice, filter, voice};
use crate::span::Span;
use crate::tokens::Token;
use crate::wording::spelling;

/// What the end of a web address says, and each other part of it. Reports have few in the middle of their sentences.
const END: u8 = 2;
const PART: u8 = 1;

/// The highest grade: beyond doubt.
const HIGHEST: u8 = 3;

/// How far the token at `at` speaks for an advert: 0 not at all, [`HIGHEST`] at the most.
pub fn grade(text: &str, tokens: &[Token], at: usize) -> u8 {
    let token = &tokens[at];
    match place_in_address(text, token.span) {
        Some(Place::End) => return END,
        Some(Place::Inside) => return PART,
        None => {}
    }
    if !filter().may_have(token.sym) {
        return 0;
    }
    match voice(spelling(&text[token.span.range()])) {
        Voice::Of(grade) => grade,
        Voice::ToReader => u8::from(!is_quoted(text, token.span.start)),
        Voice::Behind(sign) => {
            u8::from(at.checked_sub(1).is_some_and(|before| text[tokens[before].span.range()] == *sign))
        }
        Voice::None => 0,
    }
}

/// What the tokens of a sentence say together, whoever knows them: as [`grade`], but for the inside of addresses, and of
/// nearly all words at the cost of one look at a filter. 0 where they cannot come to `least`.
pub fn loud(text: &str, tokens: &[Token], least: u32) -> u32 {
    let filter = filter();
    let is_asked = |at: &usize| {
        let token = &tokens[*at];
        filter.may_have(token.sym) || token.span.len() == COUNTRY && is_joined(text, token.span)
    };
    let asked = || (0..tokens.len()).filter(is_asked);
    if (asked().count() as u32) * u32::from(HIGHEST) < least {
        return 0;
    }
    asked().map(|at| u32::from(grade(text, tokens, at))).sum()
}

/// Letters of the top-level domain of a country.
const COUNTRY: usize = 2;

/// Pairs of signs that a quotation stands between, in the ways of several countries.
const QUOTES: [(char, char); 3] = [('\u{201c}', '\u{201d}'), ('\u{201e}', '\u{201d}'), ('\u{ab}', '\u{bb}')];

/// Is a word in quotation marks that were opened in its paragraph? People are quoted as speaking to others.
pub fn is_quoted(text: &str, at: u32) -> bool {
    let before = &text[..at as usize];
    let before = &before[memrchr(b'\n', before.as_bytes()).map_or(0, |line| line + 1)..];
    let is_open =
        |(open, close): (char, char)| before.rfind(open).is_some_and(|at| !before[at..].contains(close));
    QUOTES.into_iter().any(is_open) || before.matches('"').count() % 2 == 1 || is_in_single_quotes(before)
}

/// The sign that closes such a quotation is an apostrophe too; at its end stands what ends what is said.
fn is_in_single_quotes(before: &str) -> bool {
    let ends = |(at, _): (usize, &str)| before[..at].ends_with([',', '.', '?', '!']);
    before
        .rfind('\u{2018}')
        .is_some_and(|open| !before.match_indices('\u{2019}').filter(|(at, _)| *at > open).any(ends))
}

/// Where in a web address a word stands.
enum Place {
    Inside,
    End,
}

/// Where in a web address a word stands, if it is part of one.
fn place_in_address(text: &str, word: Span) -> Option<Place> {
    // Nearly no word is.
    if !is_joined(text, word) {
        return None;
    }
    let (start, end) = (word.start as usize, word.end as usize);
    let is_between = |sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '.' | '-');
    let first = text[..start].char_indices().rfind(|&(_, sign)| is_between(sign));
    let first = first.map_or(0, |(at, sign)| at + sign.len_utf8());
    let last = text[end..].find(is_between).map_or(text.len(), |at| end + at);
    let host = text[first..last].trim_end_matches(['.', '-']);
    let place = if first + host.len() > end { Place::Inside } else { Place::End };
    is_address(host).then_some(place)
}

/// Is a word written in one with its neighbour?
#[inline]
fn is_joined(text: &str, word: Span) -> bool {
    let is_joint = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at)).is_some_and(|byte| matches!(byte, b'.' | b'-'))
    };
    is_joint((word.start as usize).checked_sub(1)) || is_joint(Some(word.end as usize))
}

/// "goods-for-all.shop": labels of small letters and digits, the last a top-level domain.
fn is_address(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    host.rsplit_once('.').is_some_and(|(name, top)| {
        let is_top = TOP.split(' ').any(|name| name == top)
            || top.len() == COUNTRY && top.bytes().all(|b| b.is_ascii_lowercase());
        is_top && name.len() > 2 && name.split('.').all(is_label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_told_by_their_signs() {
        for (before, quoted) in [
            ("He said: \"we ", true),
            ("He said: \"we go\" and ", false),
            ("She said: \u{ab}we ", true),
            ("She said: \u{201e}we\u{201d} and ", false),
            ("\u{2018}We don\u{2019}t ", true),
            ("\u{2018}We don\u{2019}t,\u{2019} he said, ", false),
            ("\"A quotation left open.\nAnd ", false),
        ] {
            assert_eq!(is_quoted(before, before.len() as u32), quoted, "{before}");
        }
    }

    #[test]
    fn addresses_are_told_from_words_and_numbers() {
        for (written, address) in [
            ("goods-for-all.shop", true),
            ("www.kelvik.com", true),
            ("kelvik.example", true),
            ("5.30", false),
            ("p.m", false),
            ("U.S.", false),
            ("well-known", false),
            ("e.g", false),
        ] {
            assert_eq!(is_address(written), address, "{written}");
        }
    }
}
