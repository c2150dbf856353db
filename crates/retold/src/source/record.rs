//! One JSON object as a record: the fields that matter are kept, all others passed over unparsed.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::encoding;
use super::fields::{FieldMap, Fields, Rank, Slot};
use super::skipped::Reason;

/// Parses `bytes`, which are one JSON object. The flag says that it had to be mended first (other encodings than
/// UTF-8, halves of surrogate pairs), so that its values are not what stands in the file.
///
/// Values nested deeper than 128 are refused in fields that matter (`serde_json` recurses there), and pass in others.
pub(super) fn parse(bytes: Vec<u8>, map: &FieldMap) -> Result<(Fields, bool), Reason> {
    let decoded = encoding::decode(bytes, None);
    match parse_text(&decoded.text, map) {
        Ok(fields) => Ok((fields, decoded.changed)),
        Err(error) => match mend_surrogates(&decoded.text) {
            Some(mended) => Ok((parse_text(&mended, map).map_err(|e| reason(&e))?, true)),
            None => Err(reason(&error)),
        },
    }
}

fn parse_text(text: &str, map: &FieldMap) -> serde_json::Result<Fields> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let fields = RecordSeed(map).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(fields)
}

fn reason(error: &serde_json::Error) -> Reason {
    match error.classify() {
        Category::Data => Reason::NotAnObject,
        // serde_json has no other sign for it.
        _ if error.to_string().starts_with("recursion limit") => Reason::TooDeep,
        _ => Reason::NotJson { column: error.column() },
    }
}

/// Writes U+FFFD for every escaped half of a surrogate pair that stands alone (`\ud83d` without `\ude00`), which
/// programs write that cut texts between UTF-16 units. `None` if there is none.
fn mend_surrogates(text: &str) -> Option<String> {
    const REPLACEMENT: &str = "\\ufffd";
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        at += next;
        at += match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => 12,
            Some(0xD800..=0xDFFF) => {
                mended.push_str(&text[copied..at]);
                mended.push_str(REPLACEMENT);
                copied = at + REPLACEMENT.len();
                REPLACEMENT.len()
            }
            _ => 2,
        };
        at = at.min(text.len());
    }
    (copied > 0).then(|| mended + &text[copied..])
}

/// Reads an object into [`Fields`].
struct RecordSeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Fields;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(slot) = object.next_key_seed(KeySeed(self.0))? {
            match slot {
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
                Some(slot) => {
                    if let Some(value) = object.next_value_seed(ValueSeed)? {
                        fields.put(slot, value);
                    }
                }
            }
        }
        Ok(fields)
    }
}

/// Reads a field's name, without keeping it.
struct KeySeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<(Slot, Rank)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<(Slot, Rank)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.slot(name))
    }
}

/// Reads a value as text: strings as they are, numbers as written, lists of strings as lines. Truth values, null and
/// objects say nothing.
struct ValueSeed;

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(Some(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut lines: Option<String> = None;
        while let Some(item) = list.next_element_seed(ValueSeed)? {
            match (&mut lines, item) {
                (_, None) => {}
                (None, item) => lines = item,
                (Some(lines), Some(item)) => {
                    lines.push('\n');
                    lines.push_str(&item);
                }
            }
        }
        Ok(lines)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::options::FieldNames;

    fn text_of(json: &str) -> Result<Option<String>, Reason> {
        let map = FieldMap::new(&FieldNames::default());
        parse(json.as_bytes().to_vec(), &map).map(|(mut fields, _)| fields.take(Slot::Text))
    }

    #[test]
    fn values_of_every_kind() {
        let cases = [
            (r#"{"text":"a"}"#, Some("a")),
            (r#"{"text":"\u00e9\n\"\ud83d\ude00"}"#, Some("\u{e9}\n\"\u{1f600}")),
            (r#"{"x":{"text":"no"},"text":["a",["b",null],"c"]}"#, Some("a\nb\nc")),
            (r#"{"text":12}"#, Some("12")),
            (r#"{"text":-1}"#, Some("-1")),
            (r#"{"text":1.5}"#, Some("1.5")),
            (r#"{"text":null,"body":"b"}"#, Some("b")),
            (r#"{"text":{"text":"no"}}"#, None),
            (r#"{"text":true}"#, None),
            ("{}", None),
        ];
        for (json, expected) in cases {
            assert_eq!(text_of(json), Ok(expected.map(str::to_owned)), "{json}");
        }
    }

    #[test]
    fn halves_of_surrogate_pairs_become_replacement_characters() {
        let cases = [
            (r#"{"text":"a\ud83d"}"#, "a\u{fffd}"),
            (r#"{"text":"\ude00\ud83d\ude00\ud83dx"}"#, "\u{fffd}\u{1f600}\u{fffd}x"),
            (r#"{"text":"\\ud83d \ud83d"}"#, "\\ud83d \u{fffd}"),
        ];
        for (json, expected) in cases {
            assert_eq!(text_of(json), Ok(Some(expected.to_owned())), "{json}");
        }
    }

    #[test]
    fn faults_have_their_reasons() {
        let deep = format!("{{\"text\":{}", "[".repeat(100_000));
        let deep_elsewhere =
            format!("{{\"x\":{}{},\"text\":\"a\"}}", "[".repeat(100_000), "]".repeat(100_000));
        let cases = [
            ("{\"text\":\"a\"", "not-json"),
            ("not json", "not-json"),
            (r#"{"text":"a"} x"#, "not-json"),
            ("\"text\"", "not-an-object"),
            ("[1]", "not-an-object"),
            ("7", "not-an-object"),
            (&deep, "too-deep"),
            (r#"{"text":"\"#, "not-json"),
            (r#"{"text":"\ud83d\"#, "not-json"),
        ];
        for (json, key) in cases {
            assert_eq!(text_of(json).map_err(|r| r.key()), Err(key), "{}", &json[..json.len().min(40)]);
        }
        assert_eq!(text_of(&deep_elsewhere), Ok(Some("a".to_owned())));
    }
}
