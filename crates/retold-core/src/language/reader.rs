//! English words with which a text speaks to its reader, and those for what a newspaper's page has beside its stories.
//!
//! A story does neither, but where it quotes somebody.

/// Does a word speak to the reader, or as those who speak? "we're" does as "we" does. "us" is left out: in headlines it is
/// a country.
pub fn is_address(word: &str) -> bool {
    const HEADS: u32 = heads(ADDRESS);
    has_head(word, HEADS) && is_one_of(word, ADDRESS)
}

/// Is a word one for a part of the page, for who made it or for who reads it?
pub fn is_of_page(word: &str) -> bool {
    const HEADS: u32 = heads(PAGE);
    has_head(word, HEADS) && is_one_of(word, PAGE)
}

/// The letters that the words of a list begin with, each a bit.
const fn heads(list: &[&str]) -> u32 {
    let (mut heads, mut at) = (0, 0);
    while at < list.len() {
        heads |= head(list[at].as_bytes()[0]);
        at += 1;
    }
    heads
}

/// The bit of a letter, whether it is a capital or not; another sign has that of one as well.
const fn head(letter: u8) -> u32 {
    1 << (letter & 31)
}

/// Does a word begin as one of these? Nearly none does, and nothing is sooner asked.
#[inline]
fn has_head(word: &str, heads: u32) -> bool {
    word.as_bytes().first().is_some_and(|&letter| heads & head(letter) != 0)
}

/// Does a list have a word, or what it is short for? Nearly all words are asked for, and how a word begins tells of most
/// that it has not. The list is in lower case, and in order.
#[inline]
pub fn is_one_of(word: &str, list: &[&str]) -> bool {
    let head = |word: &str| word.bytes().next().map(|head| head.to_ascii_lowercase());
    let like = &list[list.partition_point(|listed| head(listed) < head(word))..];
    let is_it = |listed: &&str| {
        word.get(..listed.len()).is_some_and(|head| head.eq_ignore_ascii_case(listed))
            && (word.len() == listed.len() || word[listed.len()..].starts_with(['\'', '’']))
    };
    like.iter().take_while(|listed| head(listed) == head(word)).any(is_it)
}

/// All words of either kind.
pub fn words() -> impl Iterator<Item = &'static &'static str> {
    ADDRESS.iter().chain(PAGE)
}

const ADDRESS: &[&str] = &["our", "ours", "we", "you", "your", "yours"];

const PAGE: &[&str] = &[
    "article",
    "articles",
    "cookies",
    "crossword",
    "editor",
    "editors",
    "newsletter",
    "newsletters",
    "newsroom",
    "page",
    "photo",
    "photograph",
    "podcast",
    "puzzle",
    "quiz",
    "reader",
    "readers",
    "stories",
    "story",
    "subscriber",
    "subscribers",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_words() {
        assert!(["You're", "we’ll", "OUR"].into_iter().all(is_address));
        assert!(["us", "weed", "hour", ""].into_iter().all(|word| !is_address(word)));
        assert!(is_of_page("readers'") && !is_of_page("reading"));
    }

    #[test]
    fn lists_are_in_order() {
        assert!(ADDRESS.is_sorted() && PAGE.is_sorted());
    }
}
