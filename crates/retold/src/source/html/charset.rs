//! The encoding that a page declares for itself.

use encoding_rs::Encoding;
use memchr::memmem;

/// How far a declaration is looked for, in bytes. Browsers look at the first 1,024; many pages have theirs behind a
/// comment or a script.
const SEARCHED_BYTES: usize = 4096;

/// The encoding in `<meta charset=…>`, `<meta http-equiv=content-type content="…; charset=…">` or
/// `<?xml encoding=…?>`, if it is one that exists.
pub(in crate::source) fn declared(html: &[u8]) -> Option<&'static Encoding> {
    let head = html[..html.len().min(SEARCHED_BYTES)].to_ascii_lowercase();
    let in_tag = |open: &[u8], name: &[u8]| {
        memmem::find_iter(&head, open).find_map(|at| {
            let tag = &head[at..];
            let tag = &tag[..memchr::memchr(b'>', tag)?];
            value(tag, name)
        })
    };
    in_tag(b"<meta", b"charset").or_else(|| in_tag(b"<?xml", b"encoding"))
}

/// The encoding behind `name=` in a tag, with or without quotes.
fn value(tag: &[u8], name: &[u8]) -> Option<&'static Encoding> {
    memmem::find_iter(tag, name).find_map(|at| {
        let rest = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b' ' | b'/' | b'?'));
        Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_in_their_forms() {
        let cases = [
            (r#"<meta charset="windows-1251">"#, Some("windows-1251")),
            ("<META CHARSET=Shift_JIS />", Some("Shift_JIS")),
            (
                r#"<meta http-equiv=X content=y><meta content='text/html; charset=iso-8859-2'>"#,
                Some("ISO-8859-2"),
            ),
            (r#"<?xml version="1.0" encoding="EUC-KR"?>"#, Some("EUC-KR")),
            (r#"<meta charset="no-such-thing">"#, None),
            (r#"<meta name="charset"><p>charset=utf-8"#, None),
            ("<meta charset=", None),
        ];
        for (html, name) in cases {
            assert_eq!(declared(html.as_bytes()).map(Encoding::name), name, "{html}");
        }
    }
}
