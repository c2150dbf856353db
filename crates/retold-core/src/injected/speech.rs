//! How far a word speaks for an advert where it stands: by itself, or because it speaks to the reader or leads away.

use memchr::memchr_iter;

use super::lexicon::{TOP, Voice, bounds, voice};
use super::quoted::is_quoted;
use crate::language::Sym;
use crate::span::Span;
use crate::tokens::Token;
use crate::wording::spelling_within;

/// What the end of a web address says, and each other part of it. Reports have few in the middle of their sentences.
const END: u8 = 2;
const PART: u8 = 1;

/// How far the token at `at` speaks for an advert: 0 not at all, [`HIGHEST`] at the most.
pub fn grade(text: &str, tokens: &[Token], at: usize) -> u8 {
    let token = &tokens[at];
    match place_in_address(text, token.span) {
        Some(Place::End) => return END,
        Some(Place::Inside) => return PART,
        None => {}
    }
    if is_code(text, tokens, at) {
        return END;
    }
    if !bounds().can_speak(token.sym) {
        return 0;
    }
    match voice(spelling_within(text, token.span)) {
        Voice::Of(grade) => grade,
        Voice::ToReader => u8::from(!is_quoted(text, token.span.start)),
        Voice::Behind(sign) => {
            u8::from(at.checked_sub(1).is_some_and(|before| text[tokens[before].span.range()] == *sign))
        }
        Voice::None => 0,
    }
}

/// Is it what buyers are to type for a discount: "with code RAIN20"?
fn is_code(text: &str, tokens: &[Token], at: usize) -> bool {
    let written = |at: usize| &text[tokens[at].span.range()];
    let word = written(at);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() > 2
        && letters.len() < word.len()
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && at.checked_sub(1).is_some_and(|before| written(before).eq_ignore_ascii_case("code"))
}

/// What the tokens of a sentence say together, whoever knows them: as [`grade`], but for the inside of addresses. 0 where
/// they cannot come to `least`, which their symbols say of nearly all sentences.
pub fn loud(text: &str, tokens: &[Token], least: u32) -> u32 {
    let bounds = bounds();
    let by_symbol = tokens.iter().map(|token| u32::from(bounds.highest(token.sym))).sum::<u32>();
    let has_address = may_have_address(text, tokens);
    if by_symbol < least && !has_address {
        return 0;
    }
    let is_end = |token: &Token| has_address && token.span.len() == COUNTRY && is_joined(text, token.span);
    let is_asked = |at: &usize| bounds.can_speak(tokens[*at].sym) || is_end(&tokens[*at]);
    (0..tokens.len()).filter(is_asked).map(|at| u32::from(grade(text, tokens, at))).sum()
}

/// What the tokens of a sentence say together of which nothing is known, each as often as it stands there.
pub fn fresh(text: &str, tokens: &[Token], is_known: impl Fn(Sym) -> bool) -> u32 {
    let grades = (0..tokens.len()).map(|at| (grade(text, tokens, at), tokens[at].sym));
    grades.filter(|&(grade, sym)| grade > 0 && !is_known(sym)).map(|(grade, _)| u32::from(grade)).sum()
}

/// What it says for an advert that it sends the reader to a web address, in log odds.
pub const ADDRESS: f32 = 1.7;

/// Do the tokens send the reader to a web address?
pub fn has_address(text: &str, tokens: &[Token]) -> bool {
    may_have_address(text, tokens)
        && tokens.iter().any(|token| matches!(place_in_address(text, token.span), Some(Place::End)))
}

/// Bytes of the longest name of a host (RFC 1035, section 2.3.4): no further is looked for the ends of one.
const HOST: usize = 253;

/// Letters of the top-level domain of a country.
const COUNTRY: usize = 2;

/// Where in a web address a word stands.
enum Place {
    Inside,
    End,
}

/// Where in a web address a word stands, if it is part of one.
fn place_in_address(text: &str, word: Span) -> Option<Place> {
    // Nearly no word is.
    if !is_joined(text, word) && !text.as_bytes()[word.range()].contains(&b'.') {
        return None;
    }
    let (start, end) = (word.start as usize, word.end as usize);
    let reach = text.ceil_char_boundary(start.saturating_sub(HOST));
    let first = text[reach..start].char_indices().rfind(|&(_, sign)| is_between(sign));
    let first = first.map_or(reach, |(at, sign)| reach + at + sign.len_utf8());
    let last = end_of_word(text, end);
    let host = text[first..last].trim_end_matches(['.', '-']);
    let place = if first + host.len() > end { Place::Inside } else { Place::End };
    is_address(host).then_some(place)
}

/// May a word of a sentence be part of a web address? In each there are two small letters behind a point.
fn may_have_address(text: &str, tokens: &[Token]) -> bool {
    let [Some(first), Some(last)] = [tokens.first(), tokens.last()] else { return false };
    let (start, end) = ((first.span.start as usize).saturating_sub(1), last.span.end as usize);
    let end = end_of_word(text, end);
    let written = &text.as_bytes()[start..end];
    let is_small = |at: usize| written.get(at).is_some_and(u8::is_ascii_lowercase);
    memchr_iter(b'.', written).any(|at| is_small(at + 1) && is_small(at + 2))
}

/// Where what may be an address ends that goes on at `end`.
fn end_of_word(text: &str, end: usize) -> usize {
    let reach = text.floor_char_boundary(end + HOST);
    text[end..reach].find(is_between).map_or(reach, |at| end + at)
}

/// Does a sign stand between addresses, and in none?
fn is_between(sign: char) -> bool {
    !sign.is_ascii_alphanumeric() && !matches!(sign, '.' | '-')
}

/// Is a word written in one with its neighbour?
#[inline]
fn is_joined(text: &str, word: Span) -> bool {
    let sign = |at: usize| text.as_bytes().get(at).copied().unwrap_or_default();
    // Nothing stands before the first byte, nor at the last number that there is.
    let [before, behind] = [sign((word.start as usize).wrapping_sub(1)), sign(word.end as usize)];
    (before == b'.') | (before == b'-') | (behind == b'.') | (behind == b'-')
}

/// "goods-for-all.shop": labels of letters and digits, the last a top-level domain. Those of a country are also words, with
/// which the next sentence may begin where a blank is missing; before them all letters must be small.
fn is_address(host: &str) -> bool {
    let is_small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_of_any_case = |c: char| c.is_alphanumeric() || c == '-';
    host.rsplit_once('.').is_some_and(|(name, top)| {
        let is_country = top.len() == COUNTRY && top.bytes().all(|b| b.is_ascii_lowercase());
        let are_labels =
            |is_of_one: fn(char) -> bool| name.split('.').all(|l| !l.is_empty() && l.chars().all(is_of_one));
        let is_named = TOP.split(' ').any(|name| name == top) && are_labels(is_of_any_case);
        name.len() > 2 && (is_named || is_country && are_labels(is_small))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::injected::tokens;
    use crate::language::Lexicon;

    #[test]
    fn what_buyers_are_to_type_speaks_for_an_advert() {
        for (text, speaks) in
            [("with code SAIL20", 2), ("with code SAIL", 0), ("the code 20", 0), ("the crew of SAIL20", 0)]
        {
            let tokens = tokens(text, Span::new(0..text.len()), &mut Lexicon::english());
            let grades = (0..tokens.len()).map(|at| grade(text, &tokens, at));
            assert_eq!(grades.sum::<u8>(), speaks, "{text}");
        }
    }

    #[test]
    fn addresses_are_told_from_words_and_numbers() {
        for (written, address) in [
            ("goods-for-all.shop", true),
            ("www.kelvik.com", true),
            ("kelvik.example", true),
            ("KelvikBoots.com", true),
            ("fell.It", false),
            ("Monday.it", false),
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
