//! Who speaks to whom: a report tells of third persons and of what is past, an advert speaks for itself and to its
//! reader.
//!
//! The two kinds of words are a matter of grammar, not of any trade, and are the same whatever is sold.

use super::speech::is_quoted;
use crate::tokens::Token;

/// Of a seller and to the reader. "us" is left out: in headlines it is a country.
const ADDRESS: [&str; 6] = ["you", "your", "yours", "we", "our", "ours"];

/// Of third persons, and of what was.
const REPORT: [&str; 23] = [
    "was",
    "were",
    "had",
    "been",
    "would",
    "could",
    "did",
    "said",
    "says",
    "he",
    "his",
    "him",
    "himself",
    "she",
    "her",
    "herself",
    "they",
    "them",
    "their",
    "who",
    "whom",
    "whose",
    "themselves",
];

/// Of what a newspaper has beside its stories. With these it speaks to its reader itself, and sells nothing.
const PAGE: [&str; 16] = [
    "article",
    "articles",
    "crossword",
    "editor",
    "editors",
    "newsletter",
    "newsletters",
    "newsroom",
    "podcast",
    "puzzle",
    "quiz",
    "reader",
    "readers",
    "story",
    "stories",
    "subscribers",
];

/// Does a word name something of the page that it stands on?
pub fn is_of_page(text: &str, token: &Token) -> bool {
    is_one_of(text, token, &PAGE)
}

/// Does a word speak to the reader? What somebody is quoted as saying does not.
pub fn is_address(text: &str, token: &Token) -> bool {
    is_one_of(text, token, &ADDRESS) && !is_quoted(text, token.span.start)
}

/// Is a word of those with which something is told?
pub fn is_report(text: &str, token: &Token) -> bool {
    is_one_of(text, token, &REPORT)
}

/// "we're" is "we" as well.
fn is_one_of(text: &str, token: &Token, words: &[&str]) -> bool {
    let said = &text.as_bytes()[token.span.range()];
    let begins = |word: &str| said.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word.as_bytes()));
    let ends = |rest: &[u8]| rest.is_empty() || rest[0] == b'\'' || rest.starts_with("’".as_bytes());
    words.iter().any(|word| begins(word) && ends(&said[word.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::injected::tokens;
    use crate::language::Lexicon;
    use crate::span::Span;

    #[test]
    fn the_reader_is_addressed_outside_of_quotations() {
        for (text, address, report) in [
            ("We retune your accordion, and you're billed in May.", 3, 0),
            ("They said his accordion was \u{ab}as good as yours\u{bb}.", 0, 4),
            ("US exports to Our Lady Bay rose.", 1, 0),
        ] {
            let tokens = tokens(text, Span::new(0..text.len()), &mut Lexicon::english());
            let count = |is: fn(&str, &Token) -> bool| tokens.iter().filter(|t| is(text, t)).count();
            assert_eq!((count(is_address), count(is_report)), (address, report), "{text}");
        }
    }
}
