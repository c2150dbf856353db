//! From the values of a record to a page.

use retold_core::document::{Origin, Page};

use super::fields::{Fields, Slot};
use super::mojibake;
use super::options::Limits;
use super::skipped::Reason;

/// What a reader found out about a page.
#[derive(Default)]
pub(super) struct Found {
    pub fields: Fields,
    /// Was it decoded, mended or extracted, so that the text is not what stands in the file?
    pub derived: bool,
    /// Can the file hold several pages, so that its path alone is no id?
    pub several: bool,
}

/// Makes the page, or says why there is none.
pub(super) fn make(found: Found, origin: Origin, limits: &Limits) -> Result<Page, Reason> {
    let Found { mut fields, derived, several } = found;
    let text = fields.take(Slot::Text).ok_or(Reason::NoText)?;
    let (text, repaired) = repair(text);
    if text.trim_ascii().is_empty() && text.trim().is_empty() {
        return Err(Reason::EmptyText);
    }
    if text.len() as u64 > limits.page_bytes {
        return Err(Reason::TooLarge { limit: limits.page_bytes });
    }
    let mut word = |slot| fields.take(slot).filter(|value| !value.trim().is_empty());
    let url = word(Slot::Url);
    let id = word(Slot::Id).or_else(|| url.clone()).unwrap_or_else(|| match several {
        true => format!("{}#{}", origin.file, origin.record),
        false => origin.file.clone(),
    });
    Ok(Page {
        id,
        origin,
        url,
        title: word(Slot::Title).map(|title| repair(title).0),
        published: word(Slot::Published),
        text,
        derived: derived || repaired,
        outside: Vec::new(),
    })
}

/// Repairs mojibake, and writes a space for every NUL, which no text contains and many programs stop at. The flag
/// says whether anything changed.
pub(super) fn repair(mut text: String) -> (String, bool) {
    let mut changed = false;
    if memchr::memchr(0, text.as_bytes()).is_some() {
        text = text.replace('\0', " ");
        changed = true;
    }
    match mojibake::repair(&text) {
        Some(repaired) => (repaired, true),
        None => (text, changed),
    }
}
