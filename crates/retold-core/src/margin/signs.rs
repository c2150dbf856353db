//! What speaks of the page and to its reader.

/// How many signs of furniture a line has: words of the trade, a word to the reader, an address, a question, a label, the
/// name of its site. What somebody is quoted as saying has none.
pub fn count(line: &str, site: Option<&str>) -> u32 {
    if line.contains(['"', '“', '”', '«', '„']) {
        return 0;
    }
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let lower = |word: &str| word.to_lowercase();
    let trade = words().filter(|word| TRADE.contains(&lower(word).as_str())).count() as u32;
    let reader = words().any(|word| READER.contains(&lower(word).as_str()));
    let address = line.contains('@') || line.contains("www.") || line.contains("://");
    let label = line.find(": ").is_some_and(|at| line[..at].split_whitespace().count() <= 3);
    let question = line.contains('?');
    let name = site.is_some_and(|site| names(line, site));
    trade + [reader, address, label, question, name].map(u32::from).iter().sum::<u32>()
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

/// Does a line close with who took its picture, a label behind the end of a sentence and a name: "The old quay. Photo: Ann
/// Oke"?
pub fn is_caption(text: &str) -> bool {
    const LABELS: [&str; 8] =
        ["photo", "photos", "photograph", "picture", "pictures", "image", "illustration", "credit"];
    const NAME_WORDS: usize = 8;
    let Some((before, name)) = text.rsplit_once(": ") else { return false };
    let Some((before, label)) = before.rsplit_once(' ') else { return false };
    if !LABELS.iter().any(|known| label.eq_ignore_ascii_case(known)) {
        return false;
    }
    // An agency lends pictures from its files, a museum those of its archive.
    let before = before.strip_suffix("File").unwrap_or(before).trim_end();
    before.ends_with(['.', '!', '?', '|', '”', '"'])
        && !name.ends_with(['.', '!', '?'])
        && name.split_whitespace().count() <= NAME_WORDS
}

/// Words with which a page speaks to its reader, or of itself.
const READER: &[&str] = &["you", "your", "yours", "us", "our", "we", "me", "my"];

/// What is printed, who prints it, and what readers do with it.
const TRADE: &[&str] = &[
    "article",
    "articles",
    "author",
    "authors",
    "reader",
    "readers",
    "editor",
    "editors",
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
    "newsletter",
    "newsroom",
    "newsdesk",
    "correspondent",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "picture",
    "pictured",
    "pictures",
    "image",
    "images",
    "video",
    "podcast",
    "gallery",
    "infographic",
    "caption",
    "credit",
    "quiz",
    "poll",
    "survey",
    "comment",
    "comments",
    "subscriber",
    "subscribers",
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
    "page",
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
    "story",
    "stories",
    "report",
    "holds",
    "like",
    "share",
    "follow",
    "forum",
    "profile",
    "password",
    "cookies",
    "thanks",
    "thank",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_what_is_told() {
        for (line, is) in [
            ("Dockers wait for the tide at the old quay of Varn. Photo: Ann Oke", true),
            ("The quay, as it was before the war. File photo: The Varn Post/A. Oke", true),
            ("She told the court what she had found in the picture: a hand without a thumb.", false),
            ("He kept it for years. Picture: that is what he called the old photograph.", false),
            ("Photo: Ann Oke", false),
        ] {
            assert_eq!(is_caption(line), is, "{line}");
        }
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
