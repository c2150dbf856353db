//! From the values of a record to a page.

use std::ops::Range;

use retold_core::document::{Origin, Page};
use retold_core::span::Span;

use super::fields::{Fields, Slot};
use super::options::Setup;
use super::skipped::Reason;
use super::{html, mojibake};

/// What a reader found out about a page.
#[derive(Default)]
pub(super) struct Found {
    pub fields: Fields,
    /// Was it decoded, mended or extracted, so that the text is not what stands in the file?
    pub derived: bool,
    /// Can the file hold several pages, so that its path alone is no id?
    pub several: bool,
    /// The lines of the text that are outside the main content: numbers counted from 0, in order, disjoint.
    pub outside: Vec<Range<usize>>,
}

/// Makes the page of a record, whose text may be HTML.
pub(super) fn of_record(
    mut fields: Fields,
    derived: bool,
    origin: Origin,
    setup: &Setup,
) -> Result<Page, Reason> {
    let mut value = |slot| fields.take(slot).filter(|value| !value.trim_ascii().is_empty());
    let (text, html) = (value(Slot::Text), value(Slot::Html));
    let found = match (text, html) {
        (Some(text), _) if html::is_document(&text) => html::found(&text, fields, true),
        (None, Some(html)) => html::found(&html, fields, true),
        (text, _) => {
            fields.put((Slot::Text, 0), text.ok_or(Reason::NoText)?);
            Found { fields, derived, several: true, outside: Vec::new() }
        }
    };
    make(found, origin, setup)
}

/// Makes the page, or says why there is none.
pub(super) fn make(found: Found, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    let Found { mut fields, derived, several, outside } = found;
    let text = fields.take(Slot::Text).ok_or(Reason::NoText)?;
    // Repairs neither add nor take lines, so that `outside` still holds.
    let (text, repaired) = repair(text);
    if text.trim().is_empty() {
        return Err(Reason::EmptyText);
    }
    let limit = setup.limits.page_bytes;
    if text.len() as u64 > limit {
        return Err(Reason::TooLarge { limit });
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
        outside: line_spans(&text, &outside),
        text,
        derived: derived || repaired,
    })
}

/// Repairs mojibake, and writes a space for every NUL, which no text contains and many programs stop at. The flag
/// says whether anything changed.
fn repair(mut text: String) -> (String, bool) {
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

/// The spans of ranges of lines, without the line end behind the last line of a range.
fn line_spans(text: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let mut starts: Vec<usize> = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
    // As if a line end stood behind the last line.
    starts.push(text.len() + 1);
    let span = |range: &Range<usize>| {
        let (start, end) = (*starts.get(range.start)?, *starts.get(range.end)?);
        (start < end).then(|| Span::new(start..end - 1))
    };
    ranges.iter().filter_map(span).filter(|span| !span.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_spans() {
        type Case<'a> = (&'a str, Vec<Range<usize>>, &'a [&'a str]);
        let cases: [Case; 4] = [
            ("a\n\u{e9}\nc", vec![0..1, 2..3], &["a", "c"]),
            ("a\n\u{e9}\nc\nd\n", vec![0..0, 1..3], &["\u{e9}\nc"]),
            ("a", vec![0..0, 0..1], &["a"]),
            ("a\n\nb", vec![1..2, 7..9], &[]),
        ];
        for (text, ranges, expected) in cases {
            let spans = line_spans(text, &ranges);
            assert_eq!(spans.iter().map(|s| &text[s.range()]).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn nul_becomes_a_space() {
        assert_eq!(repair("a\0b".to_owned()), ("a b".to_owned(), true));
        assert_eq!(repair("a b".to_owned()), ("a b".to_owned(), false));
    }
}
