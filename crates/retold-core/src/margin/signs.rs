//! What speaks of the page and to its reader.

use std::sync::LazyLock;

use memchr::memchr3;

use crate::language::filter::Filter;
use crate::language::lexicon::Rules;
use crate::language::reader;
use crate::tokens::Token;

/// How many signs of furniture a line has: words of the trade, a word to the reader, an address, a question, a label. What
/// somebody is quoted as saying has none.
pub fn count(line: &str) -> u32 {
    if is_quoting(line) {
        return 0;
    }
    let is_of_trade = |word: &&str| reader::is_of_page(word) || reader::is_one_of(word, TRADE);
    let trade = words(line).filter(is_of_trade).count() as u32;
    let address = line.contains('@') || line.contains("www.") || line.contains("://");
    let label = label(line).is_some_and(|label| label.split_whitespace().count() <= 3 || is_address(label));
    let question = line.contains('?');
    trade + [is_address(line), address, label, question].map(u32::from).iter().sum::<u32>()
}

/// A line of these words has no more signs. That costs one look a word.
pub fn at_most(line: &str, words: &[Token]) -> u32 {
    static SIGNS: LazyLock<Filter<1024>> = LazyLock::new(|| {
        let rules = Rules::english();
        Filter::of(TRADE.iter().chain(reader::words()).map(|word| rules.term(word).sym))
    });
    let said = words.iter().filter(|word| SIGNS.may_have(word.sym)).count() as u32;
    let is_marked = memchr3(b'?', b'@', b':', line.as_bytes()).is_some() || line.contains("www.");
    said + if is_marked { 3 } else { 0 }
}

/// Does a line name the site that it stands on, as far as its host does: "The Varn Post" on varnpost.example? It is a sign
/// as well, where nobody is quoted.
pub fn names(line: &str, site: &str) -> bool {
    /// Shorter names stand inside of other words.
    const SHORTEST: usize = 7;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = letters(site.split('.').next().unwrap_or(site));
    name.len() >= SHORTEST && !is_quoting(line) && letters(line).contains(&name)
}

fn is_quoting(line: &str) -> bool {
    line.contains(['"', '“', '”', '«', '„'])
}

/// What stands before the colon of a line.
fn label(line: &str) -> Option<&str> {
    line.split_once(": ").map(|(label, _)| label).filter(|label| label.split_whitespace().count() <= 6)
}

fn is_address(part: &str) -> bool {
    words(part).any(reader::is_address)
}

fn words(part: &str) -> impl Iterator<Item = &str> {
    part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What is printed, who prints it, and what readers do with it, but for [what is of the page](reader::is_of_page).
const TRADE: &[&str] = &[
    "account",
    "advertisement",
    "app",
    "author",
    "authors",
    "bio",
    "blog",
    "blogger",
    "bookmark",
    "caption",
    "column",
    "columnist",
    "comment",
    "comments",
    "contributed",
    "copyright",
    "correction",
    "corrections",
    "correspondent",
    "credit",
    "disclaimer",
    "disclosure",
    "donate",
    "donation",
    "donations",
    "download",
    "edited",
    "editing",
    "edition",
    "editorial",
    "error",
    "errors",
    "favorites",
    "favourites",
    "feed",
    "follow",
    "forum",
    "gallery",
    "holds",
    "hotline",
    "hyperlink",
    "image",
    "images",
    "infographic",
    "issue",
    "like",
    "link",
    "links",
    "login",
    "magazine",
    "member",
    "members",
    "membership",
    "mistake",
    "newsdesk",
    "opinion",
    "opinions",
    "pages",
    "password",
    "permission",
    "photographs",
    "photos",
    "picture",
    "pictured",
    "pictures",
    "poll",
    "print",
    "printed",
    "profile",
    "project",
    "publish",
    "published",
    "publisher",
    "register",
    "report",
    "reporting",
    "reprint",
    "reprinted",
    "reproduce",
    "reproduced",
    "republish",
    "republished",
    "series",
    "site",
    "sponsored",
    "staff",
    "subscribe",
    "subscription",
    "supporter",
    "supporters",
    "survey",
    "syndicated",
    "thank",
    "thanks",
    "tip",
    "tips",
    "translated",
    "translation",
    "translator",
    "version",
    "video",
    "views",
    "warning",
    "website",
    "writer",
    "writes",
    "writing",
    "written",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_trade_are_in_order() {
        assert!(TRADE.is_sorted());
    }

    #[test]
    fn a_site_is_named_as_far_as_its_host_does() {
        for (line, site, is) in [
            ("THE VARN POST. First with the tides.", "varnpost.example", true),
            ("A post in Varn was cut.", "varnpost.example", false),
            ("It is news.", "news.example", false),
        ] {
            assert_eq!(names(line, site), is, "{line}");
        }
    }
}
