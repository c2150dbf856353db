//! A node of a stemma, and what to call it.

use retold_core::relation::looks_spun;

use crate::dates;
use crate::wire::DocumentHead;

/// A document or a lost witness.
#[derive(Clone, Debug)]
pub struct Node {
    /// The document's id, or what the lost witness is called.
    pub name: String,
    /// The document; nothing for a lost witness.
    pub document: Option<DocumentHead<String>>,
    /// When it was published, in seconds since 1970.
    pub time: Option<i64>,
}

impl Node {
    pub(super) fn new(name: String, document: Option<DocumentHead<String>>) -> Node {
        let published = document.as_ref().and_then(|document| document.published.as_deref());
        Node { time: published.and_then(dates::seconds), name, document }
    }

    /// Is it a witness that no document stands for?
    pub fn is_lost(&self) -> bool {
        self.document.is_none()
    }

    /// Where it stood: the host of its address, else the file that it was read from.
    pub fn site(&self) -> Option<String> {
        let document = self.document.as_ref()?;
        document.url.as_deref().and_then(host).or_else(|| file(&document.source.file, document.source.record))
    }

    /// What to call it in a drawing: its site, else its headline, else its name.
    pub fn label(&self) -> String {
        let title = || self.title().map(str::to_owned);
        self.site().or_else(title).unwrap_or_else(|| self.name.clone())
    }

    /// Its headline.
    pub fn title(&self) -> Option<&str> {
        self.document.as_ref()?.title.as_deref()
    }

    /// The day on which it was published; as the page has it, where that is no date.
    pub fn date(&self) -> Option<String> {
        let published = || self.document.as_ref()?.published.clone();
        self.time.and_then(dates::day).or_else(published)
    }

    /// How it stands to its parents.
    pub fn relation(&self) -> Option<&str> {
        self.document.as_ref()?.relation.as_deref()
    }

    /// How much it looks spun; 0 for a lost witness.
    pub fn spun(&self) -> f64 {
        self.document.as_ref().map_or(0.0, |document| document.spun)
    }

    /// Is it rather spun than not?
    pub fn looks_spun(&self) -> bool {
        looks_spun(self.spun() as f32)
    }

    /// Has somebody put text into its story that does not belong there?
    pub fn is_injected(&self) -> bool {
        self.document.as_ref().is_some_and(|document| !document.injected.is_empty())
    }
}

/// `example.org` of `https://reader@www.example.org:8080/news`.
pub fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    // An address of the sixth version of the protocol has colons in its brackets.
    let port = host.rfind(':').filter(|&at| !host[at..].contains(']'));
    let host = host[..port.unwrap_or(host.len())].to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // Without a scheme it may be a mere path.
    let named = if rest.len() < url.len() { !host.is_empty() } else { host.contains('.') };
    named.then(|| host.to_owned())
}

/// The name of a file, with the number of the record where it is not the first. Standard input has no name.
fn file(path: &str, record: u64) -> Option<String> {
    let name = path.rsplit(['/', '\\']).find(|part| !part.is_empty()).filter(|&name| name != "-")?;
    Some(if record > 1 { format!("{name}:{record}") } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_in_an_address() {
        for (url, wanted) in [
            ("https://www.Example.org/a?b", Some("example.org")),
            ("http://u:p@example.org:8080", Some("example.org")),
            ("http://[2001:db8::1]/x", Some("[2001:db8::1]")),
            ("example.org/news", Some("example.org")),
            ("//example.org/news", None),
            ("/news/1", None),
            ("http:///", None),
            ("", None),
        ] {
            assert_eq!(host(url).as_deref(), wanted, "{url}");
        }
    }

    #[test]
    fn a_file_is_known_by_its_name() {
        assert_eq!(file("crawl/pages.jsonl", 1).as_deref(), Some("pages.jsonl"));
        assert_eq!(file("crawl/pages.jsonl", 7).as_deref(), Some("pages.jsonl:7"));
        assert_eq!(file("-", 7), None);
        assert_eq!(file("", 1), None);
    }
}
