//! WARC (ISO 28500) as crawlers write it, and WET, its form with the extracted text: every response, resource or
//! conversion that holds HTML or plain text is a page. The record number counts all records of the file.
//!
//! A page's id is that of its record, its address the one that was asked for. `WARC-Date` is when the crawler came by,
//! which says nothing of when the page was published; so the date is the page's own or none.
//!
//! What is no page (requests, metadata, errors, redirects, images, styles) is counted, and so are revisits, whose page
//! stands in the record that they name.

mod cut;
mod header;
mod http;

use encoding_rs::Encoding;
use retold_core::document::{Origin, Page};

use self::cut::Record;
pub(super) use self::cut::Records;
use self::header::Head;
use self::http::Message;
use super::again::{self, Again};
use super::encoding;
use super::fields::{Fields, Slot};
use super::format::Reader;
use super::html;
use super::options::Setup;
use super::page::{self, Found};
use super::piece::{self, Piece};
use super::skipped::Reason;

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "warc",
    endings: &["warc", "wet"],
    sniff: |head| head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0."),
    read: |source, setup| {
        let pages = Pages::new(Records::new(source.stream, &setup.limits));
        piece::drafts(source.file, pages, setup, |record, origin, setup| make(&record, origin, setup))
    },
    again: Again::Records(again::warc::write),
};

/// The records that hold a page; the others are counted.
pub(super) struct Pages {
    records: Records,
    others: u64,
    revisits: u64,
}

impl Pages {
    pub fn new(records: Records) -> Self {
        Pages { records, others: 0, revisits: 0 }
    }

    /// What is said at the end of the file.
    fn counted(&mut self) -> Option<Piece<Record>> {
        let reason = match (std::mem::take(&mut self.others), self.revisits) {
            (0, 0) => return None,
            (0, records) => {
                self.revisits = 0;
                Reason::Revisits { records }
            }
            (records, _) => Reason::NoPages { records },
        };
        Some(Piece::note(None, reason))
    }
}

impl Iterator for Pages {
    type Item = Piece<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(piece) = self.records.next() else { return self.counted() };
            match piece.content.as_ref().map(kind) {
                Ok(Kind::Revisit) => self.revisits += 1,
                Ok(Kind::Other) => self.others += 1,
                Ok(Kind::Page(_)) | Err(_) => return Some(piece),
            }
        }
    }
}

/// What a record holds.
enum Kind<'a> {
    Page(Content<'a>),
    Revisit,
    Other,
}

/// What a page is made of.
struct Content<'a> {
    /// The message around it, if there is one.
    message: Option<Message<'a>>,
    is_html: bool,
    charset: Option<&'static Encoding>,
}

/// Under such addresses wget keeps its own arguments and its log.
const OF_THE_CRAWLER: &str = "metadata:";

fn kind(record: &Record) -> Kind<'_> {
    let head = record.head();
    if head.is("WARC-Type", "revisit") {
        return Kind::Revisit;
    }
    if head.text("WARC-Target-URI").is_some_and(|uri| uri.starts_with(OF_THE_CRAWLER)) {
        return Kind::Other;
    }
    let content = match head.get("WARC-Type").map(<[u8]>::to_ascii_lowercase).as_deref() {
        Some(b"response") => match Message::of(record.content()) {
            Some(message) if message.is_success() => of_type(message.head, Some(message)),
            Some(_) => None,
            None => of_type(head, None),
        },
        Some(b"resource" | b"conversion") => of_type(head, None),
        _ => None,
    };
    content.map_or(Kind::Other, Kind::Page)
}

/// The content whose type `head` says, if it is that of a page.
fn of_type<'a>(head: Head<'a>, message: Option<Message<'a>>) -> Option<Content<'a>> {
    let (kind, charset) = head.content_type()?;
    let is_html = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        _ => return None,
    };
    Some(Content { message, is_html, charset: charset.and_then(Encoding::for_label) })
}

fn make(record: &Record, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    let Kind::Page(content) = kind(record) else { return Err(Reason::NoText) };
    let bytes = match &content.message {
        Some(message) => message.body(setup.limits.page_bytes)?.into_owned(),
        None => record.content().to_vec(),
    };
    let mut fields = Fields::default();
    for (slot, name) in [(Slot::Id, "WARC-Record-ID"), (Slot::Url, "WARC-Target-URI")] {
        if let Some(value) = record.head().text(name) {
            fields.put((slot, 0), value.into_owned());
        }
    }
    let found = if content.is_html {
        let html = html::decode(bytes, content.charset);
        html::found(&html, fields, true)
    } else {
        let decoded = encoding::decode(bytes, content.charset);
        fields.put((Slot::Text, 0), decoded.text);
        // What was sent over HTTP may have been packed, and stands in no file as it is.
        let derived = decoded.changed || content.message.is_some();
        Found { fields, derived, several: true, outside: Vec::new() }
    };
    page::make(found, origin, setup)
}
