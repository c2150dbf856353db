//! What speaks of the page and to its reader.

use crate::language::reader;

/// How many signs of furniture a line has: words of the trade, a word to the reader, an address, a question, a label, the
/// name of its site. What somebody is quoted as saying has none.
pub fn count(line: &str, site: Option<&str>) -> u32 {
    if line.contains(['"', '“', '”', '«', '„']) {
        return 0;
    }
    let lower = |word: &str| word.to_lowercase();
    let is_of_trade = |word: &&str| reader::is_of_page(word) || TRADE.contains(&lower(word).as_str());
    let trade = words(line).filter(is_of_trade).count() as u32;
    let address = line.contains('@') || line.contains("www.") || line.contains("://");
    let label = label(line).is_some_and(|label| label.split_whitespace().count() <= 3 || is_address(label));
    let question = line.contains('?');
    let name = site.is_some_and(|site| names(line, site));
    trade + [is_address(line), address, label, question, name].map(u32::from).iter().sum::<u32>()
}

/// Does a line name the site that it stands on, as far as its host does: "The Varn Post" on varnpost.example?
fn names(line: &str, site: &str) -> bool {
    /// Shorter names stand inside of other words.
    const SHORTEST: usize = 7;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = letters(site.split('.').next().unwrap_or(site));
    name.len() >= SHORTEST && letters(line).contains(&name)
}

/// Does a line name a part of the page or those who make and read it, or has it a label for the reader: "You may like: "?
pub fn is_of_page(line: &str) -> bool {
    words(line).any(reader::is_of_page) || label(line).is_some_and(is_address)
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
    "author",
    "authors",
    "editorial",
    "publisher",
    "published",
    "publish",
    "republish",
    "republished",
    "reproduce",
    "reproduced",
    "reprint",
    "reprinted",
    "copyright",
    "newsdesk",
    "correspondent",
    "photos",
    "photographs",
    "picture",
    "pictured",
    "pictures",
    "image",
    "images",
    "video",
    "gallery",
    "infographic",
    "caption",
    "credit",
    "poll",
    "survey",
    "comment",
    "comments",
    "subscribe",
    "subscription",
    "member",
    "members",
    "membership",
    "supporter",
    "supporters",
    "donation",
    "donations",
    "donate",
    "advertisement",
    "sponsored",
    "disclaimer",
    "disclosure",
    "warning",
    "opinion",
    "opinions",
    "views",
    "permission",
    "feed",
    "syndicated",
    "link",
    "links",
    "hyperlink",
    "website",
    "site",
    "pages",
    "print",
    "printed",
    "version",
    "edition",
    "issue",
    "bookmark",
    "favourites",
    "favorites",
    "hotline",
    "tip",
    "tips",
    "mistake",
    "error",
    "errors",
    "correction",
    "corrections",
    "translated",
    "translation",
    "translator",
    "download",
    "app",
    "account",
    "login",
    "register",
    "bio",
    "blog",
    "blogger",
    "column",
    "columnist",
    "series",
    "project",
    "magazine",
    "staff",
    "writer",
    "writes",
    "writing",
    "written",
    "edited",
    "editing",
    "reporting",
    "contributed",
    "report",
    "holds",
    "like",
    "share",
    "follow",
    "forum",
    "profile",
    "password",
    "thanks",
    "thank",
];

#[cfg(test)]
mod tests {
    use super::*;

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
