//! What a page says about itself: title, date of publication, address.

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// A page's own words about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
}

/// Names of `<meta>` elements, in lower case, the better one first.
const TITLES: [&str; 6] =
    ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"];
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "publish-date",
    "publication_date",
    "pubdate",
    "dc.date",
    "date",
];
const URLS: [&str; 2] = ["og:url", "twitter:url"];

/// A title shorter than this may stand in another title by chance, in bytes.
const SHORT_TITLE: usize = 12;

/// Collects the metadata in one walk. Each has its sources in order: for the title Open Graph and its like, JSON-LD,
/// `<title>`, `<h1>`; for the date `<meta>`, JSON-LD, `<time>`; for the address the canonical link, Open Graph.
pub(super) fn of(document: &Document) -> Metadata {
    let mut clues = Clues::default();
    for node in document.root().descendants_it() {
        clues.see(&node);
    }
    // The title of the window often carries the name of the site, which the headline does not.
    let title = match (clues.title, clues.h1) {
        (Some(title), Some(h1)) if h1.len() >= SHORT_TITLE && title.contains(&h1) => Some(h1),
        (title, h1) => title.or(h1),
    };
    Metadata {
        title: clues.meta_title.take().or(clues.json_title).or(title),
        published: clues.meta_date.take().or(clues.json_date).or(clues.time),
        url: clues.canonical.or(clues.meta_url.take()),
    }
}

#[derive(Default)]
struct Clues {
    meta_title: Best,
    meta_date: Best,
    meta_url: Best,
    json_title: Option<String>,
    json_date: Option<String>,
    title: Option<String>,
    h1: Option<String>,
    canonical: Option<String>,
    time: Option<String>,
}

impl Clues {
    fn see(&mut self, node: &NodeRef) {
        let Some(name) = node.element_ref().map(|e| e.name.local.clone()) else { return };
        let attribute = |name: &str| node.attr(name).and_then(|value| clean(&value));
        match &*name {
            "meta" => {
                let name = attribute("property").or(attribute("name")).or(attribute("itemprop"));
                if let (Some(name), Some(content)) = (name, attribute("content")) {
                    let name = name.to_ascii_lowercase();
                    self.meta_title.offer(&TITLES, &name, &content);
                    self.meta_date.offer(&DATES, &name, &content);
                    self.meta_url.offer(&URLS, &name, &content);
                }
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or(attribute("href"));
            }
            // `title` is also an element of SVG, which stands behind the head.
            "title" if self.title.is_none() => self.title = clean(&node.text()),
            "h1" if self.h1.is_none() => self.h1 = clean(&node.text()),
            "time" if self.time.is_none() => self.time = attribute("datetime"),
            "script" if attribute("type").is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) => {
                // Deeper than 128 is refused by the parser, so that the search may recurse.
                if let Ok(value) = serde_json::from_str(&node.text()) {
                    self.see_json(&value);
                }
            }
            _ => {}
        }
    }

    /// Looks for the first object with a date of publication; its headline is the title.
    fn see_json(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.see_json(item)),
            Value::Object(object) if self.json_date.is_none() => {
                let word = |name| object.get(name).and_then(Value::as_str).and_then(clean);
                match word("datePublished") {
                    Some(date) => (self.json_date, self.json_title) = (Some(date), word("headline")),
                    None => object.values().for_each(|value| self.see_json(value)),
                }
            }
            _ => {}
        }
    }
}

/// The value under the best name so far.
#[derive(Default)]
struct Best(Option<(usize, String)>);

impl Best {
    fn offer(&mut self, names: &[&str], name: &str, value: &str) {
        if let Some(rank) = names.iter().position(|n| *n == name)
            && self.0.as_ref().is_none_or(|(best, _)| rank < *best)
        {
            self.0 = Some((rank, value.to_owned()));
        }
    }

    fn take(self) -> Option<String> {
        self.0.map(|(_, value)| value)
    }
}

/// One line, without white space at its ends; `None` if nothing is left.
fn clean(value: &str) -> Option<String> {
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
