//! Which field of a record is the text, which the title, and so on.

use std::sync::Arc;

use super::again::Names;
use super::options::{FieldNames, Progress};

/// What a field can be to retold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Id,
    Text,
    Html,
    Title,
    Url,
    Published,
}

pub(super) const SLOTS: usize = 6;

/// The usual names of each slot, the better one first, as [`is_name`] compares them: lower case, letters and digits.
/// Collected from the output of crawlers, extractors, corpora and news interfaces.
const USUAL: [(Slot, &[&str]); SLOTS] = [
    (
        Slot::Id,
        &["id", "docid", "documentid", "uuid", "guid", "pageid", "articleid", "recordid", "warcrecordid"],
    ),
    (
        Slot::Text,
        &[
            "text",
            "maintext",
            "plaintext",
            "fulltext",
            "articletext",
            "articlebody",
            "bodytext",
            "cleantext",
            "content",
            "body",
            "article",
            "rawcontent",
            "rawtext",
            "contenttext",
            "textcontent",
            "story",
            "document",
            "paragraphs",
        ],
    ),
    (Slot::Html, &["html", "rawhtml", "htmlcontent", "contenthtml", "articlehtml", "pagehtml", "bodyhtml"]),
    (Slot::Title, &["title", "headline", "articletitle", "pagetitle", "heading"]),
    (
        Slot::Url,
        &[
            "url",
            "link",
            "uri",
            "sourceurl",
            "requestedurl",
            "pageurl",
            "articleurl",
            "canonicalurl",
            "permalink",
            "weburl",
            "targeturi",
            "warctargeturi",
            "href",
        ],
    ),
    (
        Slot::Published,
        &[
            "published",
            "publishedat",
            "publishdate",
            "publisheddate",
            "publishedtime",
            "publicationdate",
            "datepublished",
            "datepublish",
            "pubdate",
            "date",
            "datetime",
            "webpublicationdate",
            "timestamp",
            "time",
            "created",
            "createdat",
            "datecreated",
        ],
    ),
];

/// How good a name is for its slot; less is better.
pub(super) type Rank = u8;

/// The user's names and the usual ones.
pub(super) struct FieldMap {
    /// By slot.
    given: [Option<String>; SLOTS],
    /// The slots whose usual names count.
    guessed: [bool; SLOTS],
    /// Is told of every name.
    seen: Arc<Names>,
    /// Is told of the user's names that are found.
    progress: Arc<Progress>,
}

impl FieldMap {
    pub fn new(names: &FieldNames) -> Self {
        let given = names.by_slot().map(|name| name.map(str::to_owned));
        let mut guessed = given.each_ref().map(Option::is_none);
        // Text and HTML are two forms of one thing: who names the one would not have the other guessed.
        if !guessed[Slot::Text as usize] || !guessed[Slot::Html as usize] {
            (guessed[Slot::Text as usize], guessed[Slot::Html as usize]) = (false, false);
        }
        FieldMap { given, guessed, seen: Arc::default(), progress: Arc::default() }
    }

    /// The same; `seen` is told of every name that is asked for, and `progress` of those among them that the user gave.
    pub fn telling(self, seen: Arc<Names>, progress: Arc<Progress>) -> Self {
        FieldMap { seen, progress, ..self }
    }

    /// What a field of this name is.
    pub fn slot(&self, name: &str) -> Option<(Slot, Rank)> {
        self.seen.tell(name);
        self.given(name).or_else(|| {
            USUAL.iter().filter(|(slot, _)| self.guessed[*slot as usize]).find_map(|(slot, usual)| {
                usual.iter().position(|usual| is_name(name, usual)).map(|rank| (*slot, rank as Rank))
            })
        })
    }

    /// Is a field named, as `data.body` is, that stands inside what `path` names?
    pub fn leads_on(&self, path: &str) -> bool {
        let inside = |given: &String| given.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        self.given.iter().flatten().any(inside)
    }

    /// What the field at `path` is, if it is named.
    pub fn given(&self, path: &str) -> Option<(Slot, Rank)> {
        let is_given = |slot: &Slot| self.given[*slot as usize].as_deref() == Some(path);
        let slot = USUAL.iter().map(|(slot, _)| *slot).find(is_given)?;
        self.progress.found(slot);
        Some((slot, 0))
    }
}

/// Is `name` the `usual` name, whatever its case and its signs (`docId`, `doc_id`, `_doc-id`)?
fn is_name(name: &str, usual: &str) -> bool {
    // Most names fail here, cheaply: a name has at least the letters of the usual one.
    if name.len() < usual.len() {
        return false;
    }
    let letters = name.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ' | b'.' | b':'));
    letters.map(|b| b.to_ascii_lowercase()).eq(usual.bytes())
}

/// The values that a record has for the slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields([Option<(Rank, String)>; SLOTS]);

impl Fields {
    /// Puts a value where it belongs, unless a better one is there. A value of white space is worse than any other.
    pub fn put(&mut self, (slot, rank): (Slot, Rank), value: String) {
        let place = &mut self.0[slot as usize];
        let order = |rank: Rank, value: &str| (value.trim_ascii().is_empty(), rank);
        if place.as_ref().is_none_or(|(r, old)| order(rank, &value) <= order(*r, old)) {
            *place = Some((rank, value));
        }
    }

    /// Takes the value of a slot out.
    pub fn take(&mut self, slot: Slot) -> Option<String> {
        self.0[slot as usize].take().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_found_whatever_their_spelling() {
        let map = FieldMap::new(&FieldNames::default());
        let cases = [
            ("id", Some(Slot::Id)),
            ("_id", Some(Slot::Id)),
            ("docId", Some(Slot::Id)),
            ("doc_id", Some(Slot::Id)),
            ("TEXT", Some(Slot::Text)),
            ("articleBody", Some(Slot::Text)),
            ("raw_content", Some(Slot::Text)),
            ("raw-html", Some(Slot::Html)),
            ("Headline", Some(Slot::Title)),
            ("requested_url", Some(Slot::Url)),
            ("WARC-Target-URI", Some(Slot::Url)),
            ("datePublished", Some(Slot::Published)),
            ("published_at", Some(Slot::Published)),
            ("", None),
            ("_", None),
            ("texts", None),
            ("t\u{e9}xt", None),
        ];
        for (name, slot) in cases {
            assert_eq!(map.slot(name).map(|(slot, _)| slot), slot, "{name}");
        }
    }

    #[test]
    fn a_given_name_is_exact_and_the_only_one() {
        let names = FieldNames { text: Some("Payload".to_owned()), ..FieldNames::default() };
        let map = FieldMap::new(&names);
        assert_eq!(map.slot("Payload"), Some((Slot::Text, 0)));
        assert_eq!(map.slot("payload"), None);
        assert_eq!(map.slot("text"), None);
        assert_eq!(map.slot("title"), Some((Slot::Title, 0)));
        let title_as_text =
            FieldMap::new(&FieldNames { text: Some("title".to_owned()), ..FieldNames::default() });
        assert_eq!(title_as_text.slot("title"), Some((Slot::Text, 0)));
    }

    #[test]
    fn who_names_the_html_has_no_text_guessed() {
        let map = FieldMap::new(&FieldNames { html: Some("raw".to_owned()), ..FieldNames::default() });
        assert_eq!(map.slot("raw"), Some((Slot::Html, 0)));
        for other in ["text", "content", "html"] {
            assert_eq!(map.slot(other), None, "{other}");
        }
        let map = FieldMap::new(&FieldNames { text: Some("lead".to_owned()), ..FieldNames::default() });
        assert_eq!((map.slot("lead"), map.slot("html")), (Some((Slot::Text, 0)), None));
    }

    #[test]
    fn the_better_name_wins_unless_it_is_empty() {
        let map = FieldMap::new(&FieldNames::default());
        let cases = [
            (["content", "text"], ["c", "t"], "t"),
            (["text", "content"], ["t", "c"], "t"),
            (["text", "content"], [" ", "c"], "c"),
            (["content", "text"], ["c", ""], "c"),
            (["text", "text"], ["first", "last"], "last"),
        ];
        for (names, values, expected) in cases {
            let mut fields = Fields::default();
            for (name, value) in names.iter().zip(values) {
                fields.put(map.slot(name).expect("usual"), value.to_owned());
            }
            assert_eq!(fields.take(Slot::Text).as_deref(), Some(expected), "{names:?}");
        }
    }
}
