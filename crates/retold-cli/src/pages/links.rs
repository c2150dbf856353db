//! Where the parts of a collection are found: under addresses of the server, or in the report itself.

use std::collections::BTreeSet;
use std::fmt::Write;

use retold::catalogue::Catalogue;

/// What a page may point to.
pub struct Links<'a> {
    pub catalogue: &'a Catalogue,
    pub place: Place,
}

/// Where a page stands.
pub enum Place {
    /// In the server.
    Served,
    /// In a report on these stories, by their numbers.
    Report(BTreeSet<u32>),
}

impl Links<'_> {
    pub fn is_served(&self) -> bool {
        matches!(self.place, Place::Served)
    }

    pub fn story(&self, number: u32) -> Option<String> {
        match &self.place {
            Place::Served => {
                Some(format!("/story/{}", encoded(&self.catalogue.stories()[number as usize].id)))
            }
            Place::Report(stories) => stories.contains(&number).then(|| format!("#s{number}")),
        }
    }

    /// A witness beside its parent.
    pub fn witness(&self, id: &str) -> Option<String> {
        let number = self.catalogue.document(id)?;
        match &self.place {
            Place::Served => Some(format!("/witness?id={}", encoded(id))),
            Place::Report(stories) => {
                let story = self.catalogue.documents()[number as usize].story?;
                stories.contains(&story).then(|| format!("#d{number}"))
            }
        }
    }

    /// Any two documents; in a report each witness stands beside its first parent alone.
    pub fn beside(&self, before: &str, after: &str) -> Option<String> {
        match self.place {
            Place::Served => Some(format!("/compare?a={}&b={}", encoded(before), encoded(after))),
            Place::Report(_) => self.witness(after),
        }
    }
}

/// A part of an address: what is not plainly a letter or digit is written in hexadecimal.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// The address of a page, if following it does no harm.
pub fn outside(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let is_plain = url.chars().all(|c| !c.is_control() && !c.is_whitespace());
    (is_web && is_plain).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leaves_its_place_in_an_address() {
        assert_eq!(encoded("a/b?c=d&e#f%\u{202e}\"<é"), "a%2Fb%3Fc%3Dd%26e%23f%25%E2%80%AE%22%3C%C3%A9");
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        for url in
            ["javascript:alert(1)", "data:text/html,x", "//x.example", "java\nscript://x", "ftp://x", ""]
        {
            assert_eq!(outside(url), None, "{url}");
        }
        assert_eq!(outside("HTTPS://x.example/a?b"), Some("HTTPS://x.example/a?b"));
    }
}
