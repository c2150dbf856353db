//! The lines at the head of a record, and of the HTTP message in it: `Name: value`, up to an empty line.

use std::borrow::Cow;

/// A head is no longer; real ones reach some KiB, with cookies.
pub const LONGEST: usize = 256 << 10;

/// The length of the head that `bytes` begin with, with the empty line behind it.
pub fn length(bytes: &[u8]) -> Option<usize> {
    let mut line = 0;
    for end in memchr::memchr_iter(b'\n', &bytes[..bytes.len().min(LONGEST)]) {
        if matches!(&bytes[line..end], b"" | b"\r") {
            return Some(end + 1);
        }
        line = end + 1;
    }
    None
}

/// A head: a first line, and fields.
#[derive(Clone, Copy)]
pub struct Head<'a>(pub &'a [u8]);

impl<'a> Head<'a> {
    /// The first line.
    pub fn first_line(self) -> &'a [u8] {
        self.lines().next().unwrap_or_default()
    }

    /// The value of the first field of this name, whatever its case. A value may go on in lines that begin with a blank;
    /// what is said there is of no use here.
    pub fn get(self, name: &str) -> Option<&'a [u8]> {
        self.lines().skip(1).find_map(|line| {
            let at = memchr::memchr(b':', line)?;
            let is_it = line[..at].trim_ascii().eq_ignore_ascii_case(name.as_bytes());
            is_it.then(|| line[at + 1..].trim_ascii())
        })
    }

    /// As [`get`](Head::get), as text, without the brackets in which WARC writes identifiers.
    pub fn text(self, name: &str) -> Option<Cow<'a, str>> {
        let value = self.get(name).filter(|value| !value.is_empty())?;
        let inner = value.strip_prefix(b"<").and_then(|value| value.strip_suffix(b">"));
        Some(String::from_utf8_lossy(inner.unwrap_or(value)))
    }

    /// Is the value of the field this one, whatever its case?
    pub fn is(self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|is| is.eq_ignore_ascii_case(value.as_bytes()))
    }

    /// The type of the content in lower case, without its parameters, and its charset.
    pub fn content_type(self) -> Option<(String, Option<&'a [u8]>)> {
        let value = self.get("Content-Type")?;
        let mut parts = value.split(|b| *b == b';').map(<[u8]>::trim_ascii);
        let kind = String::from_utf8_lossy(parts.next()?).to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_at(memchr::memchr(b'=', part)?);
            let is_charset = name.trim_ascii().eq_ignore_ascii_case(b"charset");
            let value = value[1..].trim_ascii();
            is_charset.then(|| value.strip_prefix(b"\"").and_then(|v| v.strip_suffix(b"\"")).unwrap_or(value))
        });
        Some((kind, charset))
    }

    fn lines(self) -> impl Iterator<Item = &'a [u8]> {
        self.0.split(|b| *b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_ends_with_an_empty_line() {
        let cases: [(&[u8], Option<usize>); 6] = [
            (b"a: b\r\n\r\nx", Some(8)),
            (b"a: b\n\nx", Some(6)),
            (b"a: b\r\n\nx", Some(7)),
            (b"\r\nx", Some(2)),
            (b"a: b\r\n", None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(length(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn fields_in_their_forms() {
        let head = Head(b"HTTP/1.1 200 OK\r\nContent-Type : Text/HTML; x=y; CharSet=\"koi8-r\"\r\nid: <a b>\r\nid: c\r\n e:\r\n\r\n");
        assert_eq!(head.first_line(), b"HTTP/1.1 200 OK");
        assert_eq!(head.text("ID").as_deref(), Some("a b"));
        assert_eq!(head.content_type(), Some(("text/html".to_owned(), Some(b"koi8-r".as_slice()))));
        assert_eq!((head.text("e"), head.get("none")), (None, None));
        assert!(head.is("Id", "<A B>") && !head.is("Id", "c"));
    }
}
