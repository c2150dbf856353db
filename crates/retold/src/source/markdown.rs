//! Markdown: one file, one page, its text as given, markup and all.
//!
//! A block of metadata at the beginning, between two lines `---` as static site generators write it, gives title,
//! date and address and stands in [`Page::outside`]. Only its lines `name: value` are read; lists, nested values and
//! other YAML are passed over. Without a title there, the first heading is the title.

use retold_core::document::{Origin, Page};

use super::again::Again;
use super::encoding;
use super::fields::{Fields, Slot};
use super::format::Reader;
use super::options::Setup;
use super::page::{self, Found};
use super::skipped::Reason;
use super::whole;

/// The reader. Markdown without metadata cannot be told from text by its content.
pub(super) const FORMAT: Reader = Reader {
    name: "markdown",
    endings: &["md", "markdown", "mdown", "mkd"],
    sniff: |head| std::str::from_utf8(head).is_ok_and(|head| front_matter(head).is_some()),
    read: |source, setup| whole::read(source, setup, make),
    again: Again::Whole,
};

fn make(bytes: Vec<u8>, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    let decoded = encoding::decode_file(bytes)?;
    let mut found = Found { derived: decoded.changed, ..Found::default() };
    let mut body = 0;
    if let Some(lines) = front_matter(&decoded.text) {
        found.outside.push(0..lines);
        body = decoded.text.split_inclusive('\n').take(lines).map(str::len).sum();
        for line in decoded.text.lines().take(lines) {
            put(line, &mut found.fields, setup);
        }
    }
    let body = &decoded.text[body..];
    if body.trim().is_empty() {
        return Err(Reason::EmptyText);
    }
    if let Some(title) = heading(body) {
        // Worse than a title in the metadata.
        found.fields.put((Slot::Title, u8::MAX), title);
    }
    found.fields.put((Slot::Text, 0), decoded.text);
    page::make(found, origin, setup)
}

/// How many lines the metadata have at the beginning of `text`, with the lines that enclose them.
fn front_matter(text: &str) -> Option<usize> {
    let mut lines = text.lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    let inner = lines.position(|line| matches!(line.trim_end(), "---" | "..."))?;
    // Otherwise it is a text between two rules.
    text.lines().nth(1)?.contains(':').then_some(inner + 2)
}

/// Takes a line `name: value` if the name is one that matters.
fn put(line: &str, fields: &mut Fields, setup: &Setup) {
    let Some((name, value)) = line.split_once(':') else { return };
    let value = value.trim();
    let unquoted = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    let value = unquoted('"').or(unquoted('\'')).unwrap_or(value);
    match setup.fields.slot(name) {
        Some((Slot::Text | Slot::Html, _)) | None => {}
        Some(slot) => fields.put(slot, value.to_owned()),
    }
}

/// The heading with which `body` begins: `# Title`, or a line underlined with `=`.
fn heading(body: &str) -> Option<String> {
    let mut lines = body.lines().skip_while(|line| line.trim().is_empty());
    let (first, second) = (lines.next()?, lines.next().unwrap_or_default().trim_end());
    let underlined = !second.is_empty() && second.bytes().all(|b| b == b'=');
    let title = if underlined { first } else { first.strip_prefix("# ")?.trim_end().trim_end_matches('#') };
    Some(title.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ReadOptions;

    fn read(text: &str) -> Result<Page, Reason> {
        let setup = Setup::new(&ReadOptions::default());
        make(text.as_bytes().to_vec(), Origin { file: "a.md".to_owned(), record: 1 }, &setup)
    }

    #[test]
    fn metadata_and_headings() {
        let front = "---\r\ntitle: \"A: b\"\ndate: 2024-05-06 # x\nid: 7\nlink: 'https://a.example/'\ntags:\n  - c\n---\n";
        let cases = [
            (format!("{front}# Other\n\nText"), Some("A: b"), Some("2024-05-06 # x"), "7", front.len() - 1),
            ("\n# Title #\n\nText".to_owned(), Some("Title"), None, "a.md", 0),
            ("Title\n=====\nText".to_owned(), Some("Title"), None, "a.md", 0),
            ("Text\n# Later".to_owned(), None, None, "a.md", 0),
            ("---\nno metadata\n---\nText".to_owned(), None, None, "a.md", 0),
            ("---\nnever: closed\nText".to_owned(), None, None, "a.md", 0),
        ];
        for (text, title, published, id, outside) in cases {
            let page = read(&text).expect("a page");
            assert_eq!((page.title.as_deref(), page.published.as_deref()), (title, published), "{text}");
            assert_eq!((page.id.as_str(), page.text.as_str(), page.derived), (id, text.as_str(), false));
            assert_eq!(page.outside.iter().map(|s| s.len()).sum::<usize>(), outside, "{text}");
        }
    }

    #[test]
    fn metadata_alone_are_no_text() {
        assert_eq!(read("---\ntitle: x\n---\n\n"), Err(Reason::EmptyText));
    }
}
