//! Mends what programs write that is nearly JSON, so that a stray byte does not cost a page:
//!
//! | found | read as |
//! |---|---|
//! | a control character raw in a string (a line end, a tab, an escape) | that character |
//! | an escaped half of a surrogate pair (`\ud83d` without `\ude00`), from a text cut between UTF-16 units | U+FFFD |
//! | a backslash that begins no escape (`C:\Users`) | a backslash |
//! | the numbers `NaN`, `Infinity` and `-Infinity` outside strings | null |
//!
//! All else stays, for a guess at it could change what the page says.

/// Words outside strings that stand for no number of JSON.
const NO_NUMBERS: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// A text that was mended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mended {
    pub text: String,
    /// Where each mended place ends, in the text and in the one given.
    places: Vec<(usize, usize)>,
}

impl Mended {
    /// The byte of the given text that byte `at` of this one stands for.
    pub fn given(&self, at: usize) -> usize {
        let before = self.places.partition_point(|(end, _)| *end <= at);
        let (end, given) = before.checked_sub(1).map_or((0, 0), |last| self.places[last]);
        at - end + given
    }
}

/// Mends `text`; `None` if it has nothing of the kind. Linear in time.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut mender = Mender { text, copied: 0, mended: Mended::default() };
    let mut at = 0;
    let mut in_string = false;
    while at < text.len() {
        at = if in_string { mender.in_string(at) } else { mender.between(at) };
        // Both stop behind a quote, or at the end.
        in_string = !in_string;
    }
    mender.finish()
}

struct Mender<'a> {
    text: &'a str,
    /// How much of the text is in the mended one already.
    copied: usize,
    mended: Mended,
}

impl Mender<'_> {
    /// Goes from byte `at` to behind the next quote, which begins a string.
    fn between(&mut self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let special = |b: &u8| matches!(b, b'"' | b'N' | b'I' | b'-');
        while let Some(next) = bytes[at..].iter().position(special) {
            at += next;
            if bytes[at] == b'"' {
                return at + 1;
            }
            let word = NO_NUMBERS.iter().find(|word| bytes[at..].starts_with(word.as_bytes()));
            at += word.map_or(1, |word| {
                self.replace(at, word.len(), "null");
                word.len()
            });
        }
        bytes.len()
    }

    /// Goes from byte `at` in a string to behind its closing quote.
    fn in_string(&mut self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let special = |b: &u8| matches!(b, b'"' | b'\\' | 0..0x20);
        while let Some(next) = bytes[at..].iter().position(special) {
            at += next;
            at = match bytes[at] {
                b'"' => return at + 1,
                b'\\' => self.escape(at),
                control => {
                    self.replace(at, 1, &format!("\\u{control:04x}"));
                    at + 1
                }
            };
        }
        bytes.len()
    }

    /// Mends the escape at byte `at`, and says where it ends.
    fn escape(&mut self, at: usize) -> usize {
        match (self.unit(at), self.text.as_bytes().get(at + 1)) {
            (Some(0xD800..=0xDBFF), _) if matches!(self.unit(at + 6), Some(0xDC00..=0xDFFF)) => at + 12,
            (Some(0xD800..=0xDFFF), _) => {
                self.replace(at, 6, "\\ufffd");
                at + 6
            }
            (Some(_), _) => at + 6,
            (None, Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => at + 2,
            (None, _) => {
                self.replace(at, 1, "\\\\");
                at + 1
            }
        }
    }

    /// The UTF-16 unit that is escaped at byte `at`.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        let all_digits = digits.bytes().all(|b| b.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| all_digits)
    }

    fn replace(&mut self, at: usize, length: usize, by: &str) {
        self.mended.text.push_str(&self.text[self.copied..at]);
        self.mended.text.push_str(by);
        self.copied = at + length;
        self.mended.places.push((self.mended.text.len(), self.copied));
    }

    fn finish(mut self) -> Option<Mended> {
        self.mended.text.push_str(&self.text[self.copied..]);
        (!self.mended.places.is_empty()).then_some(self.mended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_json_becomes_json() {
        let cases = [
            ("{\"a\":\"b\nc\td\u{1b}\"}", r#"{"a":"b\u000ac\u0009d\u001b"}"#),
            (
                r#"{"a":NaN,"b":[-Infinity,Infinity],"NaN":"NaN"}"#,
                r#"{"a":null,"b":[null,null],"NaN":"NaN"}"#,
            ),
            (r#"{"a":"C:\Users\é\n\"","b":NaN}"#, r#"{"a":"C:\\Users\\é\n\"","b":null}"#),
            (r#"{"a":"\u12"}"#, r#"{"a":"\\u12"}"#),
            (r#"{"a":"\u+123"}"#, r#"{"a":"\\u+123"}"#),
            (r#"{"a":"a\ud83d"}"#, r#"{"a":"a\ufffd"}"#),
            (r#"{"a":"\ude00\ud83d\ude00\ud83dx"}"#, r#"{"a":"\ufffd\ud83d\ude00\ufffdx"}"#),
            (r#"{"a":"\\ud83d \ud83d"}"#, r#"{"a":"\\ud83d \ufffd"}"#),
            (r#"{"a":"\"#, r#"{"a":"\\"#),
        ];
        for (text, expected) in cases {
            assert_eq!(mend(text).expect("something to mend").text, expected, "{text}");
        }
        for text in ["", "\"", r#"{"a":"\u00e9\n\"\/"} -1 I N"#, "{\n\t}", r#"{"a":"NaN\\"}"#] {
            assert_eq!(mend(text), None, "{text}");
        }
    }

    #[test]
    fn every_byte_of_a_mended_text_stands_for_one_given() {
        let mended = mend("{\"a\":\"\t\",\"b\":NaN,x").expect("something to mend");
        assert_eq!(mended.text, "{\"a\":\"\\u0009\",\"b\":null,x");
        for (at, given) in [(0, 0), (5, 5), (12, 7), (mended.text.len() - 1, 17), (mended.text.len(), 18)] {
            assert_eq!(mended.given(at), given, "{at}");
        }
    }
}
