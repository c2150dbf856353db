//! Looks at a page's tags without parsing it: is it safe to parse, and if not, what is its text?
//!
//! HTML parsers follow rules under which a short page can take quadratic time (attributes, open elements) or grow
//! without bound (formatting elements that are opened again in each paragraph). Pages whose tags announce that are
//! flattened: all that stands between tags is kept, and blocks become lines.

use memchr::{memchr, memmem};

use super::lines::is_inline;

/// Open elements at a time. Browsers stop nesting at 512; real pages reach 100.
const DEEPEST: usize = 512;

/// Attributes of one tag. Real tags reach some dozens.
const MOST_ATTRIBUTES: usize = 256;

/// Comments and the like. Real pages reach some thousands.
const MOST_COMMENTS: usize = 50_000;

/// Sum over all start tags of the elements then open, which bounds the parser's steps: about a second.
const MOST_STEPS: usize = 200_000_000;

/// Sum over all start tags of the formatting elements then open, which bounds the elements that the parser adds by
/// itself: about 200 MB.
const MOST_REOPENED: usize = 2_000_000;

/// Elements that never contain anything.
const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that end by themselves when the next one of their kind begins, so that missing end tags do not nest.
const SELF_ENDING: [&str; 15] = [
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup",
    "rt", "rp",
];

/// Elements that the parser opens again in the next block if they were not closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is text of another language, up to their end tag, in which no tag counts.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Will the parser need no more time, memory and depth for this page than its size deserves?
pub(super) fn is_tame(html: &str) -> bool {
    let (mut open, mut formatting, mut steps, mut reopened) = (0usize, 0usize, 0usize, 0usize);
    let mut comments = 0;
    for piece in Pieces(html) {
        let Piece::Tag { name, closing, attributes } = piece else {
            comments += usize::from(matches!(piece, Piece::Other));
            continue;
        };
        let name = name.to_ascii_lowercase();
        let name = name.as_str();
        let is_formatting = FORMATTING.contains(&name);
        if closing {
            open = open.saturating_sub(usize::from(!SELF_ENDING.contains(&name)));
            formatting = formatting.saturating_sub(usize::from(is_formatting));
            continue;
        }
        steps += open;
        reopened += formatting;
        if !VOID.contains(&name) && !SELF_ENDING.contains(&name) && !RAW.contains(&name) {
            open += 1;
        }
        formatting += usize::from(is_formatting);
        if open > DEEPEST || attributes > MOST_ATTRIBUTES || steps > MOST_STEPS || reopened > MOST_REOPENED {
            return false;
        }
    }
    comments <= MOST_COMMENTS
}

/// The page without its tags: a document of one level with the same visible text, blocks separated by `<br>`.
pub(super) fn flatten(html: &str) -> String {
    let mut flat = String::with_capacity(html.len() / 2);
    for piece in Pieces(html) {
        match piece {
            // A `<` that begins no tag.
            Piece::Text(text) => flat.push_str(&text.replace('<', "&lt;")),
            Piece::Tag { name, .. } if is_inline(&name.to_ascii_lowercase()) => {}
            Piece::Tag { .. } => flat.push_str("<br>"),
            Piece::Other => {}
        }
    }
    flat
}

enum Piece<'a> {
    Text(&'a str),
    Tag {
        name: &'a str,
        closing: bool,
        attributes: usize,
    },
    /// Comments, declarations, the content of raw elements.
    Other,
}

/// Cuts HTML into pieces, as the standard's tokeniser does for all that matters here. Linear in time.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let html = self.0;
        let bytes = html.as_bytes();
        let (piece, length) = match bytes {
            [] => return None,
            [b'<', b'!', b'-', b'-', ..] => (Piece::Other, end_of(&bytes[4..], b"-->") + 4),
            [b'<', b'!' | b'?', ..] => (Piece::Other, end_of(bytes, b">")),
            [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => tag(html, 2),
            [b'<', b'/', ..] => (Piece::Other, end_of(bytes, b">")),
            [b'<', letter, ..] if letter.is_ascii_alphabetic() => tag(html, 1),
            _ => {
                // The first byte is text, even if it is a `<`.
                let length = memchr(b'<', &bytes[1..]).map_or(html.len(), |at| at + 1);
                let length = html.ceil_char_boundary(length);
                (Piece::Text(&html[..length]), length)
            }
        };
        self.0 = &html[length..];
        Some(piece)
    }
}

/// How many bytes there are up to and with `end`, or in all.
fn end_of(bytes: &[u8], end: &[u8]) -> usize {
    memmem::find(bytes, end).map_or(bytes.len(), |at| at + end.len())
}

/// The tag at the beginning of `html`, whose name begins at byte `start`; and its length, with the content of a raw
/// element.
fn tag(html: &str, start: usize) -> (Piece<'_>, usize) {
    let bytes = html.as_bytes();
    let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
    let end = bytes[start..].iter().position(ends_name).map_or(bytes.len(), |at| start + at);
    let name = &html[start..end];
    let (attributes, mut length) = attributes(bytes, end);
    let closing = start == 2;
    if !closing && let Some(raw) = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw)) {
        length += raw_content(&bytes[length..], raw.as_bytes());
    }
    (Piece::Tag { name, closing, attributes }, length)
}

/// Counts the attributes from byte `at` to the end of the tag, and says where that is.
fn attributes(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let (mut count, mut in_name) = (0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return (count, at + 1),
            b'=' => {
                let blanks = bytes[at + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                at += blanks;
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(at + 1) {
                    let Some(length) = memchr(*quote, &bytes[at + 2..]) else { break };
                    at += length + 2;
                    in_name = false;
                }
            }
            b if b.is_ascii_whitespace() || *b == b'/' => in_name = false,
            _ if !in_name => {
                in_name = true;
                count += 1;
            }
            _ => {}
        }
        at += 1;
    }
    (count, bytes.len())
}

/// How many bytes of a raw element's content stand before its end tag.
fn raw_content(bytes: &[u8], name: &[u8]) -> usize {
    let is_end = |at: &usize| {
        let tag = &bytes[*at + 2..];
        tag.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
    };
    memmem::find_iter(bytes, b"</").find(is_end).unwrap_or(bytes.len())
}
