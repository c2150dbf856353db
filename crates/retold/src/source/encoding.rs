//! From bytes to valid UTF-8, whatever the encoding.
//!
//! In this order: byte order mark (of UTF-32 first, for it begins like that of UTF-16); UTF-8; UTF-16 without a mark; UTF-8 with a few stray bytes; what the page declares;
//! what `chardetng` guesses. Valid UTF-8 beats a declaration, for declarations are wrong more often than other
//! encodings happen to be valid UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::skipped::Reason;
use super::utf_32;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// Are its bytes others than those given?
    pub changed: bool,
}

/// Decodes `bytes`. `declared` is the encoding that they name themselves, if any.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Decoded {
    if let Some(order) = utf_32::order(&bytes) {
        return Decoded { text: utf_32::decode(&bytes[utf_32::MARK..], order), changed: true };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            let decoded = decode(bytes[mark..].to_vec(), Some(UTF_8));
            return Decoded { changed: true, ..decoded };
        }
        return recode(&bytes[mark..], encoding);
    }
    // ISO-2022-JP is the one legacy encoding whose bytes are all ASCII, and thereby valid UTF-8.
    let has_its_mark = || {
        memchr::memchr(b'\x1b', &bytes)
            .is_some_and(|at| memchr::memmem::find(&bytes[at..], b"\x1b$B").is_some())
    };
    if (declared == Some(ISO_2022_JP) || has_its_mark()) && bytes.is_ascii() {
        return recode(&bytes, ISO_2022_JP);
    }
    match utf_16_order(&bytes) {
        Some(encoding) => recode(&bytes, encoding),
        None => match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, changed: false },
            Err(error) => decode_other(error.as_bytes(), declared),
        },
    }
}

/// Decodes a file that is one text.
pub(super) fn decode_file(bytes: Vec<u8>) -> Result<Decoded, Reason> {
    let decoded = decode(bytes, None);
    if is_binary(&decoded.text) { Err(Reason::Binary) } else { Ok(decoded) }
}

/// So much of a text tells whether it is one, in bytes.
const TEXT_SAMPLE: usize = 4096;
/// So many control characters are forgiven any text, however short.
const FORGIVEN: usize = 10;

/// Is more than a twentieth of what `text` begins with control characters that no text has? Of random bytes a tenth is.
/// NUL at the end fills a file up; overstriking and colours for a terminal are signs of a text.
fn is_binary(text: &str) -> bool {
    let text = text.trim_end_matches('\0');
    let sample = &text[..text.floor_char_boundary(TEXT_SAMPLE)];
    let is_foreign = |b: &u8| b.is_ascii_control() && !matches!(b, b'\x08'..=b'\r' | b'\x1b');
    let controls = sample.bytes().filter(|b| is_foreign(b)).count();
    controls > FORGIVEN && controls * 20 > sample.chars().count()
}

fn decode_other(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some(text) = mend_utf_8(bytes) {
        return Decoded { text, changed: true };
    }
    let declared = declared.filter(|e| e.is_ascii_compatible() && *e != UTF_8);
    recode(bytes, declared.unwrap_or_else(|| detect(bytes)))
}

/// The encoding of `bytes` that are not UTF-8; `None` if they are.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    std::str::from_utf8(bytes).is_err().then(|| detect(bytes))
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn recode(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), changed: true }
}

/// Reads UTF-8 in which a few bytes are something else: pasted Windows-1252, or a character that was cut.
///
/// It is UTF-8 if it has at least as many valid characters above ASCII as faults: in a text of a legacy encoding
/// hardly any two neighbours form a valid character. Single faulty bytes are read as Windows-1252, characters that
/// were cut become U+FFFD.
fn mend_utf_8(bytes: &[u8]) -> Option<String> {
    let (mut good, mut faults, mut cut) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        // The first byte of a character above ASCII is 11xxxxxx.
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        faults += usize::from(!chunk.invalid().is_empty());
        cut += usize::from(chunk.invalid().len() > 1);
    }
    // A text of ASCII whose last character was cut has only that fault.
    let cut_at_end = faults == 1 && cut == 1 && bytes.last().is_some_and(|b| *b >= 0x80);
    if good < faults && !cut_at_end {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            [_] => text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Some(text)
}

/// Is it UTF-16, or UTF-32 with a mark, so that its NULs are none?
pub(super) fn is_wide(head: &[u8]) -> bool {
    utf_32::order(head).is_some()
        || Encoding::for_bom(head).is_some_and(|(encoding, _)| encoding != UTF_8)
        || utf_16_order(head).is_some()
}

/// How many bytes tell UTF-16 from others: enough for some words.
const UTF_16_SAMPLE: usize = 512;

/// UTF-16 of a Latin text has a NUL in nearly every second byte, and no other encoding has: the byte order, if more
/// than 3/4 of the units begin (or end) with NUL and at most 1/10 of them end (or begin) with it.
pub(super) fn utf_16_order(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(UTF_16_SAMPLE)];
    memchr::memchr(0, sample)?;
    let units = sample.len() / 2;
    let nuls = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let is_order = |nul: usize, other: usize| units > 1 && nul * 4 > units * 3 && other * 10 <= units;
    match (nuls(0), nuls(1)) {
        (first, second) if is_order(first, second) => Some(UTF_16BE),
        (first, second) if is_order(second, first) => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn texts_of_many_encodings() {
        let german = "Die Wähler hörten größere Töne über Österreichs Straßen.";
        let russian = "Президент заявил, что переговоры будут продолжены в среду.";
        let japanese = "首相は水曜日に会談を続けると述べた。";
        let cases: Vec<(Vec<u8>, &str, bool)> = vec![
            (german.into(), german, false),
            (format!("\u{feff}{german}").into(), german, true),
            (WINDOWS_1252.encode(german).0.into(), german, true),
            (encoding_rs::WINDOWS_1251.encode(russian).0.into(), russian, true),
            (encoding_rs::SHIFT_JIS.encode(japanese).0.into(), japanese, true),
            (ISO_2022_JP.encode(japanese).0.into(), japanese, true),
            (utf_16(german, u16::to_le_bytes), german, true),
            (utf_16(german, u16::to_be_bytes), german, true),
            (utf_16(&format!("\u{feff}{russian}"), u16::to_be_bytes), russian, true),
            ("\u{feff}größere".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(), "größere", true),
            ("\u{feff}größere".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(), "größere", true),
            (vec![], "", false),
            (b"a\0b".to_vec(), "a\0b", false),
            ("é \u{1b}$B".into(), "é \u{1b}$B", false),
        ];
        for (bytes, text, changed) in cases {
            assert_eq!(decode(bytes, None), Decoded { text: text.to_owned(), changed }, "{text}");
        }
    }

    #[test]
    fn what_is_full_of_control_characters_is_no_text() {
        let random = |seed: u32| {
            let drawn =
                (0..5000u32).map(|n| rapidhash::v3::rapidhash_v3(&[n, seed].map(u32::to_le_bytes).concat()));
            drawn.map(|hash| hash as u8).collect::<Vec<u8>>()
        };
        for bytes in (0..20).map(random).chain([[b"word".as_slice(), &[0; 40], b"end"].concat(), vec![1; 11]])
        {
            assert_eq!(decode_file(bytes), Err(Reason::Binary));
        }
        let overstruck = "N\x08NA\x08AM\x08ME\x08E \x1b[1mcat\x1b[0m\x0c\n".repeat(20);
        let padded = [b"A page.".as_slice(), &[0; 4000]].concat();
        let russian = "Президент заявил.".repeat(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [vec![0xFF, 0xFE], russian].concat();
        for bytes in [overstruck.into(), padded, marked, b"a\0b\0c".to_vec(), vec![]] {
            assert!(decode_file(bytes.clone()).is_ok(), "{bytes:?}");
        }
    }

    #[test]
    fn a_declaration_counts_unless_the_bytes_are_utf_8() {
        let bytes = encoding_rs::ISO_8859_2.encode("źle").0.into_owned();
        assert_eq!(decode(bytes, Some(encoding_rs::ISO_8859_2)).text, "źle");
        assert_eq!(decode("źle".into(), Some(WINDOWS_1252)).text, "źle");
    }

    #[test]
    fn stray_bytes_do_not_spoil_utf_8() {
        let cases: [(&[u8], &str); 4] = [
            (b"caf\xC3\xA9 it\x92s", "café it’s"),
            (b"caf\xC3\xA9 \xE2\x80", "café \u{fffd}"),
            (b"plain \xE2\x80", "plain \u{fffd}"),
            (b"caf\xC3\xA9 \xC3 x", "café Ã x"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes.to_vec(), None), Decoded { text: text.to_owned(), changed: true });
        }
    }
}
