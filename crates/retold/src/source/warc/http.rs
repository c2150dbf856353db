//! The HTTP message that a server sent, as crawlers keep it.

use std::borrow::Cow;
use std::io::{self, Read};

use super::header::{self, Head};
use crate::source::skipped::Reason;

/// A message with a page, or with something else.
pub struct Message<'a> {
    pub head: Head<'a>,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    /// The message in the content of a record; one without a head is none.
    pub fn of(content: &'a [u8]) -> Option<Self> {
        let length = header::length(content).filter(|_| content.starts_with(b"HTTP/"))?;
        let (head, body) = content.split_at(length);
        Some(Message { head: Head(head), body })
    }

    /// Did the server give what was asked for? Errors and redirects are no pages.
    pub fn is_success(&self) -> bool {
        let code = self.head.first_line().split(|b| *b == b' ').nth(1);
        code.is_some_and(|code| code.len() == 3 && code.starts_with(b"2"))
    }

    /// The body, unpacked, of at most `limit` bytes. Many crawlers unpack bodies and leave the fields that say how they
    /// were packed, so that what does not look packed is taken as it is.
    pub fn body(&self, limit: u64) -> Result<Cow<'a, [u8]>, Reason> {
        let body = match self.head.is("Transfer-Encoding", "chunked") {
            true => without_chunks(self.body).map_or(Cow::Borrowed(self.body), Cow::Owned),
            false => Cow::Borrowed(self.body),
        };
        let packing = self.head.get("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
        let unpacked = match (packing.as_slice(), &*body) {
            (b"gzip" | b"x-gzip", [0x1F, 0x8B, ..]) => {
                unpack(flate2::bufread::MultiGzDecoder::new(&*body), limit)?
            }
            // By its own standard with a frame around, by that of many servers without.
            (b"deflate", [first, ..]) if first & 0x0F == 8 => {
                unpack(flate2::bufread::ZlibDecoder::new(&*body), limit)?
            }
            (b"deflate", [_, ..]) => unpack(flate2::bufread::DeflateDecoder::new(&*body), limit)?,
            (b"zstd", [0x28, 0xB5, 0x2F, 0xFD, ..]) => {
                unpack(zstd::Decoder::with_buffer(&*body).map_err(|_| Reason::Corrupt)?, limit)?
            }
            // It has no mark; what is readable was unpacked already.
            (b"br", bytes) if !is_readable(bytes) => {
                unpack(brotli_decompressor::Decompressor::new(bytes, BROTLI_BUFFER), limit)?
            }
            _ => return Ok(body),
        };
        Ok(Cow::Owned(unpacked))
    }
}

/// Bytes that are unpacked at once.
const BROTLI_BUFFER: usize = 4096;

fn is_readable(bytes: &[u8]) -> bool {
    /// Packed bytes are no UTF-8 for so long.
    const LOOKED_AT: usize = 64;
    match str::from_utf8(&bytes[..bytes.len().min(LOOKED_AT)]) {
        Ok(_) => true,
        // The last character may be cut.
        Err(error) => error.error_len().is_none(),
    }
}

/// Unpacks a body. One that breaks off is a page all the same, as far as it goes: browsers show it.
fn unpack(packed: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    let done = packed.take(limit + 1).read_to_end(&mut bytes);
    match done {
        Ok(_) if bytes.len() as u64 > limit => Err(Reason::TooLarge { limit }),
        Err(error) if bytes.is_empty() => Err(match error.kind() {
            io::ErrorKind::UnexpectedEof => Reason::Truncated,
            _ => Reason::Corrupt,
        }),
        _ => Ok(bytes),
    }
}

/// Puts a body together that was sent in chunks; `None` if it was not.
fn without_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    while !body.is_empty() {
        let line = memchr::memchr(b'\n', body)?;
        let size = body[..line].split(|b| *b == b';').next()?.trim_ascii();
        let size = usize::from_str_radix(str::from_utf8(size).ok()?, 16).ok()?;
        body = &body[line + 1..];
        if size == 0 {
            break;
        }
        // The last one may be cut.
        let chunk = &body[..size.min(body.len())];
        whole.extend_from_slice(chunk);
        body = &body[chunk.len()..];
        body = body.strip_prefix(b"\r\n").or(body.strip_prefix(b"\n")).unwrap_or(body);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn body(head: &str, body: &[u8]) -> Result<Vec<u8>, Reason> {
        let content = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n\r\n", body].concat();
        Message::of(&content).expect("a message").body(100).map(Cow::into_owned)
    }

    #[test]
    fn bodies_are_unpacked_if_they_are_packed() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a page").expect("memory");
        let gzip = gzip.finish().expect("memory");
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflate.write_all(b"a page").expect("memory");
        let deflate = deflate.finish().expect("memory");
        let brotli = b"\x8b\x02\x80a page\x03";
        let chunked: &[u8] = b"3;x=y\r\na p\r\n3\r\nage\r\n0\r\n\r\n";
        let page = Ok(b"a page".to_vec());
        for (head, bytes) in [
            ("A: b", b"a page".as_slice()),
            ("Content-Encoding: gzip", &gzip),
            ("Content-Encoding: GZIP", b"a page"),
            ("Content-Encoding: deflate", &deflate),
            ("Content-Encoding: zstd", &zstd::encode_all(b"a page".as_slice(), 1).expect("memory")),
            ("Content-Encoding: br", brotli),
            ("Content-Encoding: br", b"a page"),
            ("Transfer-Encoding: chunked", chunked),
            ("Transfer-Encoding: chunked", b"a page"),
        ] {
            assert_eq!(body(head, bytes), page, "{head}");
        }
        assert_eq!(body("Content-Encoding: gzip", &gzip[..10]), Err(Reason::Truncated));
        let bomb = zstd::encode_all([0; 1000].as_slice(), 1).expect("memory");
        assert_eq!(body("Content-Encoding: zstd", &bomb), Err(Reason::TooLarge { limit: 100 }));
    }

    #[test]
    fn errors_and_redirects_are_no_pages() {
        let is_success =
            |line: &str| Message::of(format!("{line}\r\n\r\n").as_bytes()).map(|m| m.is_success());
        assert_eq!(is_success("HTTP/1.1 200 OK"), Some(true));
        assert_eq!(is_success("HTTP/2 200"), Some(true));
        assert_eq!(is_success("HTTP/1.1 404 Not Found"), Some(false));
        assert_eq!(is_success("HTTP/1.1 301 Moved"), Some(false));
        assert_eq!(is_success("ICY 200 OK"), None);
    }
}
